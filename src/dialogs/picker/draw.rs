//! A list to choose from: palette, help and every picker.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::desk::tip::MEANING;
use crate::dialogs::Seen;
use crate::dialogs::draw::{SeenLines, Stage, cells, cut_bottom, cut_top};
use crate::dialogs::picker::{Entry, Face, Picker};
use crate::dialogs::prompt::draw::draw_input;
use crate::model::words::worded;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{OverlayTone, put};

/// The widest that keys and labels in front of a sentence may be.
const FRONT: usize = 18;

/// One line of the list.
enum Line {
    /// The name of a group.
    Group(&'static str),
    /// The entry at this place among those shown.
    Entry(usize),
    /// What the marks mean.
    Legend(String),
    /// Nothing.
    Blank,
}

impl Seen for Picker {
    /// Draws the search, the entries, and a sentence about the chosen one.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let list = self;
        let look = stage.look;
        let width = stage.width();
        let room = usize::from(width.saturating_sub(6));
        let explains = list.face != Face::Plain;
        let lines = lines(stage, list, room);
        // The size does not follow the search.
        let most = if list.face == Face::Keys {
            stage.screen.height
        } else {
            (stage.screen.height / 5 * 3).max(16)
        };
        let groups = if list.face == Face::Keys { 13 } else { 0 };
        let front = front(list);
        let long = |entry: &Entry| text::width(&entry.sentence) + front + 4 > room;
        let has_room = list.entries.len() + 9 <= usize::from(most);
        let tells = explains || has_room && list.entries.iter().any(long);
        let wanted = cells(list.entries.len() + groups + if tells { 9 } else { 6 });
        let object = if explains {
            stage.desk.view.0.to_owned()
        } else if list.query.is_empty() {
            stage.own(list.note).into_owned()
        } else {
            format!("{} of {}", list.shown.len(), list.entries.len())
        };
        let size = (width, wanted.min(most));
        let mut inner = stage.frame(&list.title, &object, OverlayTone::Plain, size, buf, hits);
        if inner.height > 12 && !tells {
            cut_bottom(&mut inner, 1);
        }
        let query = cut_top(&mut inner, 1);
        let cursor = draw_input(look, &list.query, "type to filter", query, buf);
        hits.cursor = cursor.filter(|_| stage.is_top);
        stage.divide(cut_top(&mut inner, 1), buf);
        if tells && inner.height > 3 {
            let tall = if inner.height > 7 { 2 } else { 1 };
            let about = cut_bottom(&mut inner, tall);
            stage.divide(cut_bottom(&mut inner, 1), buf);
            draw_about(stage, list, about, buf);
        }
        if list.shown.is_empty() {
            draw_nothing(look, list, inner, buf);
            return;
        }
        let chosen = lines
            .iter()
            .position(|line| matches!(line, Line::Entry(at) if *at == list.cursor));
        // The line after the chosen one is in sight, too.
        let chosen = chosen.map_or(0, |at| (at + 1).min(lines.len().saturating_sub(1)));
        let entry = |at: usize| match lines.get(at) {
            Some(Line::Entry(entry)) => Some(*entry),
            Some(Line::Group(_) | Line::Legend(_) | Line::Blank) | None => None,
        };
        let all = SeenLines {
            count: lines.len(),
            near: chosen,
            chosen: list.cursor,
            entry,
        };
        stage.lines(&all, inner, buf, hits, |at, row, dress, buf| {
            let mut say = |words: &str, style| {
                put(buf, row, row.x, row.y, words, style);
            };
            match lines.get(at) {
                Some(Line::Group(name)) => say(name, look.heading()),
                Some(Line::Legend(words)) => say(words, look.muted()),
                Some(Line::Entry(at)) => {
                    let shown = list.shown.get(*at).and_then(|at| list.entries.get(*at));
                    if let Some(entry) = shown {
                        draw_entry(
                            stage,
                            list,
                            entry,
                            *at == list.cursor,
                            (row, front),
                            dress,
                            buf,
                        );
                    }
                }
                Some(Line::Blank) | None => {}
            }
        });
    }
}

fn lines(stage: &Stage<'_>, list: &Picker, room: usize) -> Vec<Line> {
    let entries = (0..list.shown.len()).map(Line::Entry);
    if list.face != Face::Keys || !list.query.is_empty() {
        return entries.collect();
    }
    let [long, short] = MEANING;
    let meaning = if text::width(long) <= room {
        long
    } else {
        short
    };
    let mut lines = vec![
        Line::Legend(meaning.to_owned()),
        Line::Blank,
        Line::Group("MARKS"),
    ];
    lines.extend(legend(stage.look, room));
    let mut group = "";
    for (at, entry) in list.shown.iter().enumerate() {
        let Some(entry) = list.entries.get(*entry) else {
            continue;
        };
        if entry.group != group {
            group = entry.group;
            lines.extend([Line::Blank, Line::Group(group)]);
        }
        lines.push(Line::Entry(at));
    }
    lines
}

/// What the marks mean, in as many lines as the room asks for.
fn legend(look: &Look, room: usize) -> Vec<Line> {
    let s = look.symbols;
    let marks = [
        (s.cursor, "the cursor"),
        (s.focused, "panel in focus"),
        (s.selected, "selected"),
        (s.done, "done, confirmed"),
        (s.attention, "needs a look"),
        (s.error, "error"),
        (s.over, "above a target or capacity"),
        (s.under, "below it"),
        (s.up, "moved up"),
        (s.down, "moved down"),
        (s.near, "nearly tied"),
        (s.by_hand, "placed by hand"),
        (s.carried, "being moved"),
        (s.depends, "depends on"),
        (s.needed, "is needed by"),
        (s.unknown, "not known yet"),
        (s.no_score, "none"),
        (s.private, "private"),
        (s.target, "target"),
        (s.to_go, "still to go"),
        (s.beyond, "beyond it"),
        (s.more, "cut short"),
    ];
    let mut lines: Vec<String> = Vec::new();
    for (mark, meaning) in marks {
        let next = format!("{mark} {meaning}");
        match lines.last_mut() {
            Some(line) if text::width(line) + 3 + text::width(&next) <= room => {
                line.push_str("   ");
                line.push_str(&next);
            }
            _ => lines.push(next),
        }
    }
    lines.into_iter().map(Line::Legend).collect()
}

/// The cells of what stands in front of the sentences: the keys of help, the labels of a picker.
fn front(list: &Picker) -> usize {
    let widths = list.entries.iter().map(|entry| {
        if list.face == Face::Keys {
            text::width(&folded(&entry.keys))
        } else {
            text::width(&entry.label)
        }
    });
    let most = if list.face == Face::Keys {
        FRONT
    } else if list.entries.iter().all(|entry| entry.sentence.is_empty()) {
        // Titles of records stand alone in their list.
        usize::MAX
    } else {
        FRONT * 2
    };
    widths.max().unwrap_or(0).min(most)
}

/// Keys with runs such as `0  1  2  3` as one: `0-3`.
fn folded(keys: &str) -> String {
    let keys: Vec<&str> = keys.split("  ").collect();
    let follows = |left: &&str, right: &&str| {
        let next = |key: &str| key.parse::<u8>().ok();
        next(left).is_some_and(|left| next(right) == left.checked_add(1))
    };
    let runs = keys.chunk_by(follows).map(|run| match run {
        [first, .., last] if run.len() > 2 => format!("{first}-{last}"),
        _ => run.join("  "),
    });
    runs.collect::<Vec<_>>().join("  ")
}

fn draw_entry(
    stage: &Stage<'_>,
    list: &Picker,
    entry: &Entry,
    is_chosen: bool,
    (row, front): (Rect, usize),
    dress: &dyn Fn(Style) -> Style,
    buf: &mut Buffer,
) {
    let look = stage.look;
    let name = |style: Style| {
        if is_chosen {
            style.add_modifier(Modifier::BOLD)
        } else {
            style
        }
    };
    let can = entry.reason.is_none();
    let (plain, quiet, keys) = if can {
        (look.text(), look.muted(), look.focus())
    } else {
        (look.faint(), look.faint(), look.faint())
    };
    let more = look.symbols.more;
    let keys_words = folded(&entry.keys);
    let mut words = row;
    if list.face == Face::Keys {
        let keys_words = text::pad_right(&keys_words, front, more);
        words.x = put(buf, row, row.x, row.y, &keys_words, dress(keys)).saturating_add(2);
        words.width = row.right().saturating_sub(words.x);
        let sentence = entry.reason.as_ref().map_or_else(
            || shortened(&entry.sentence, words.width).to_owned(),
            |reason| format!("{}: {}", entry.label, stage.own(reason)),
        );
        let sentence = text::fit(&sentence, words.width.into(), more);
        put(buf, words, words.x, row.y, &sentence, name(dress(plain)));
        return;
    }
    let at_right = cells(text::width(&keys_words));
    if at_right > 0 && at_right < row.width / 2 {
        let x = row.right().saturating_sub(at_right);
        let style = if list.face == Face::Commands {
            keys
        } else {
            quiet
        };
        put(buf, row, x, row.y, &keys_words, dress(style));
        words.width = words.width.saturating_sub(at_right.saturating_add(2));
    }
    let mut x = words.x;
    if let Some(taken) = entry.ticked {
        let mark = if taken { look.symbols.done } else { " " };
        put(buf, words, x, row.y, mark, dress(look.steady()));
        x = x.saturating_add(2);
    }
    let room = |x: u16| usize::from(words.right().saturating_sub(x));
    if list.face == Face::Commands {
        x = put(buf, words, x, row.y, entry.group, dress(quiet));
        x = put(buf, words, x, row.y, ": ", dress(quiet));
        x = put(buf, words, x, row.y, &entry.label, name(dress(plain)));
        if let Some(reason) = &entry.reason {
            let x = x.saturating_add(2);
            let reason = text::fit(&stage.own(reason), room(x), more);
            put(buf, words, x, row.y, &reason, dress(quiet));
        }
        return;
    }
    let label = text::pad_right(&entry.label, front.min(room(x)), more);
    let x = put(buf, words, x, row.y, &label, name(dress(plain))).saturating_add(2);
    let detail = text::fit(&stage.own(&entry.sentence), room(x), more);
    put(buf, words, x, row.y, &detail, dress(quiet));
}

/// The first part of a sentence that does not fit, if the rest can be left out.
fn shortened(sentence: &str, room: u16) -> &str {
    let sentence = sentence.strip_suffix('.').unwrap_or(sentence);
    if text::width(sentence) <= usize::from(room) {
        return sentence;
    }
    let end = sentence.find([';', ':']).unwrap_or(sentence.len());
    sentence.get(..end).unwrap_or(sentence)
}

/// The whole sentence of the chosen entry, or why it cannot be chosen.
fn draw_about(stage: &Stage<'_>, list: &Picker, area: Rect, buf: &mut Buffer) {
    let Some(entry) = list.entry() else {
        return;
    };
    let words = match &entry.reason {
        Some(reason) if *reason != entry.sentence => {
            format!("{} Not now: {reason}.", entry.sentence)
        }
        Some(_) | None => entry.sentence.clone(),
    };
    let lines = text::wrap(&stage.own(&words), area.width.into(), area.height.into());
    for (y, line) in (area.top()..area.bottom()).zip(&lines) {
        put(buf, area, area.x, y, line, stage.look.muted());
    }
}

fn draw_nothing(look: &Look, list: &Picker, area: Rect, buf: &mut Buffer) {
    let words = match list.left_out() {
        Some(why) => format!("it is there, but cannot be chosen here: {why}"),
        None => "nothing matches".to_owned(),
    };
    put(buf, area, area.x, area.y, &words, look.text());
    let next = area.y.saturating_add(1);
    let words = worded("Backspace widens the search, {LIST_CLOSE} closes the list");
    put(buf, area, area.x, next, words, look.muted());
}
