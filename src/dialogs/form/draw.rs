//! The form of one record: a row per field, what the present one is for, and what saving would do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::editor::Editor;
use crate::desk::event::Target;
use crate::dialogs::Seen;
use crate::dialogs::draw::{Stage, cells, cut_bottom, cut_top, with_margins};
use crate::dialogs::form::value;
use crate::dialogs::form::value::Place;
use crate::dialogs::form::{Form, FormRow, Preview};
use crate::model::field::{Choice, Value};
use crate::model::item::{Item, Moscow};
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::settings::Lens;
use crate::model::words::worded;
use crate::scoring::alike;
use crate::scoring::ranking::method::Method;
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::widgets::{OverlayTone, Scrollbar, put, scroll_to};

/// The most lines that say what an answer costs.
const FACTS: usize = 5;
/// The widest a label may be.
const LABEL: usize = 22;

/// One line of the form, with the row it belongs to.
enum Line<'a> {
    /// Label and value.
    Field(&'a FormRow),
    /// The heading of a group, with how many of its fields say something, and whether it is open.
    Group(&'static str, (usize, usize), bool),
    /// What the value of an estimate means here.
    Words(&'a str),
    /// What is wrong with what was typed.
    Problem(&'a str),
}

impl Seen for Form {
    /// Draws the form.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let form = self;
        let look = stage.look;
        let verb = if form.is_new { "New" } else { "Edit" };
        let title = match &form.answering {
            Some(answering) => format!("Decide: {}", answering.outcome.word().label),
            None => format!("{verb} {}", form.kind.label.to_lowercase()),
        };
        let is_item = form.kind == Item::KIND;
        let width = stage.width();
        let room = usize::from(width.min(stage.screen.width)).saturating_sub(10);
        let helps = form
            .rows
            .iter()
            .map(|row| text::wrap(row.help, room, 2).len());
        let help = cells(helps.max().unwrap_or(1));
        // A line to spare for words and problems, so that the frame keeps its size.
        let facts = facts(stage, form, room);
        let said = cells(facts.len()) + u16::from(is_item || !facts.is_empty());
        let lines = lines(form);
        let wanted = cells(lines.len()).saturating_add(help + said + 7);
        let size = (width, wanted.max(9));
        let mut inner = stage.frame(&title, &object(form), OverlayTone::Plain, size, buf, hits);
        if inner.height > 10 {
            cut_bottom(&mut inner, 1);
        }
        if !facts.is_empty() && inner.height > 7 {
            let mut area = cut_bottom(&mut inner, cells(facts.len()));
            for line in &facts {
                let row = cut_top(&mut area, 1);
                put(buf, row, row.x, row.y, line, look.strong());
            }
            cut_bottom(&mut inner, 1);
        }
        if is_item && inner.height > 5 {
            let row = cut_bottom(&mut inner, 1);
            draw_preview(stage, form, row, buf);
        }
        if inner.height > 3 {
            let help = help.min(inner.height / 3);
            let about = cut_bottom(&mut inner, help);
            draw_help(stage, form, about, buf);
            stage.divide(cut_bottom(&mut inner, 1), buf);
        }
        let last = lines.len().saturating_sub(1);
        let chosen = lines.iter().rposition(|(at, _)| *at == form.cursor);
        // The row after the present one is in sight, too.
        let chosen = (chosen.unwrap_or(0) + 1).min(last);
        let height = usize::from(inner.height);
        let first = scroll_to(chosen, 0, height, lines.len());
        let labels = form.rows.iter().map(|row| text::width(&row.label));
        let label = labels.max().unwrap_or(0).min(LABEL);
        let margins = with_margins(inner);
        for (y, (at, line)) in (inner.top()..inner.bottom()).zip(lines.iter().skip(first)) {
            let whole = Rect {
                y,
                height: 1,
                width: margins.width.saturating_sub(1),
                ..margins
            };
            hits.add(whole, Target::Line(*at));
            let is_present = *at == form.cursor;
            let x = inner.x.saturating_add(cells(label + 3));
            let place = Place {
                row: Rect {
                    y,
                    height: 1,
                    ..inner
                },
                x,
            };
            let remark = |words: &str, style: Style, buf: &mut Buffer| {
                let room = inner.right().saturating_sub(x);
                let words = text::fit(words, room.into(), look.symbols.more);
                put(buf, inner, x, y, &words, style);
            };
            match line {
                Line::Field(row) => {
                    let style = if is_present {
                        put(
                            buf,
                            whole,
                            whole.x,
                            y,
                            look.symbols.cursor,
                            look.focus_line(),
                        );
                        look.strong()
                    } else {
                        look.muted()
                    };
                    let words = text::fit(&row.label, label, look.symbols.more);
                    put(buf, inner, inner.x, y, &words, style);
                    let cursor = value::draw(stage, form, row, is_present, place, buf);
                    if stage.is_top && is_present {
                        hits.cursor = cursor;
                    }
                }
                Line::Group(title, (said, all), is_open) => {
                    let (mark, style) = match (is_open, is_present) {
                        (false, true) => ("+", look.strong()),
                        (is_open, _) => (if *is_open { "-" } else { "+" }, look.muted()),
                    };
                    if is_present && !is_open {
                        let cursor = look.symbols.cursor;
                        put(buf, whole, whole.x, y, cursor, look.focus_line());
                    }
                    let count = if *said == 0 {
                        String::new()
                    } else {
                        format!("   {said} of {all} filled")
                    };
                    let end = put(buf, inner, inner.x, y, &format!("{mark} {title}"), style);
                    put(buf, inner, end, y, &count, look.muted());
                }
                Line::Words(words) => remark(words, look.muted(), buf),
                Line::Problem(why) => {
                    let words = format!("{} {}", look.symbols.attention, stage.own(why));
                    remark(&words, look.over(), buf);
                }
            }
        }
        let bar = Scrollbar {
            first,
            height,
            rows: lines.len(),
        };
        stage.scrollbar(&bar, margins, buf);
    }
}

/// What an answer would cost or bring, as far as there is room for it.
fn facts(stage: &Stage<'_>, form: &Form, room: usize) -> Vec<String> {
    let said = form.says.map(|says| says(form, stage.desk.seen()));
    let said = said.into_iter().flatten();
    let lines = form.answering.iter().flat_map(|answering| &answering.facts);
    let lines = lines.cloned().chain(said);
    let lines = lines.flat_map(|line| text::wrap(&stage.own(&line), room, FACTS));
    let alike = alike(stage, form);
    let alike = alike.iter().flat_map(|line| text::wrap(line, room, 2));
    lines.chain(alike).take(FACTS).collect()
}

/// What may be the same as the new item that is typed: the words of its title, or its need.
fn alike(stage: &Stage<'_>, form: &Form) -> Option<String> {
    let labels = [["Title", ""], ["Need", "Need behind it"]];
    let said = labels.map(|labels| {
        let at = form
            .rows
            .iter()
            .position(|row| labels.contains(&row.label_static));
        match at.and_then(|at| form.rows.get(at)).map(|row| &row.value) {
            _ if at == Some(form.cursor) && form.editor.is_some() => {
                form.editor.as_ref().map_or_else(String::new, Editor::text)
            }
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        }
    });
    let is_new = form.is_new && ["item", "request"].contains(&form.kind.name);
    let [title, need] = said;
    let found = alike::told(stage.desk.seen(), Some(form.id), &title, &need);
    found
        .filter(|_| is_new)
        .map(|words| stage.own(&words).into_owned())
}

/// The title of what is decided on, the key the record has elsewhere, or its id.
fn object(form: &Form) -> String {
    if let Some(answering) = &form.answering {
        return answering.about.clone();
    }
    match form.row_of("key").map(|row| &row.value) {
        Some(Value::Text(key)) => key.clone(),
        _ => String::new(),
    }
}

fn lines(form: &Form) -> Vec<(usize, Line<'_>)> {
    let mut lines = Vec::new();
    for at in form.seen() {
        let Some(row) = form.rows.get(at) else {
            continue;
        };
        let is_folded = form.is_folded(at);
        let heading = form.heading(at);
        lines.extend(heading.map(|title| (at, Line::Group(title, form.filled(at), !is_folded))));
        if is_folded {
            continue;
        }
        lines.push((at, Line::Field(row)));
        if let Some((why, _)) = &row.problem {
            lines.push((at, Line::Problem(why)));
        } else if at == form.cursor
            && let Some(words) = rubric(form, row)
        {
            lines.push((at, Line::Words(words)));
        }
    }
    lines
}

/// The words for an estimate: those of its value, or of the nearest below.
fn rubric<'a>(form: &'a Form, row: &FormRow) -> Option<&'a str> {
    let Value::Points(points) = &row.value else {
        return None;
    };
    let (value, field) = (points.value?, form.kind.fields.get(row.field)?);
    let all = form.words.get(field.name)?.iter().filter_map(|line| {
        let number = Number::parse(line.split_whitespace().next()?).ok()?;
        Some((number, line.as_str()))
    });
    let below = all.filter(|(number, _)| *number <= value);
    below
        .max_by_key(|(number, _)| *number)
        .map(|(_, line)| line)
}

fn draw_help(stage: &Stage<'_>, form: &Form, area: Rect, buf: &mut Buffer) {
    let help = match form.row() {
        Some(_) if form.stands_for_group() => {
            worded("More fields stand here. {FORM_ENTER} or Space opens them.")
        }
        row => row.map_or("", |row| row.help),
    };
    let lines = text::wrap(help, area.width.into(), area.height.into());
    for (y, line) in (area.top()..area.bottom()).zip(&lines) {
        put(buf, area, area.x, y, line, stage.look.muted());
    }
}

fn draw_preview(stage: &Stage<'_>, form: &Form, row: Rect, buf: &mut Buffer) {
    let Some(preview) = &form.preview else {
        return;
    };
    let mut x = row.x;
    for (words, style) in score(stage, preview)
        .into_iter()
        .chain(rank(stage, preview))
    {
        x = put(buf, row, x, row.y, &words, style);
    }
}

/// The score with the numbers it comes from.
fn score(stage: &Stage<'_>, preview: &Preview) -> Vec<(String, Style)> {
    let look = stage.look;
    let lens = stage.desk.derived.evaluation.lens;
    let (heading, line) = (Method::of(lens).heading, &preview.line);
    let Some(score) = line.by_itself() else {
        let why = match line.wrong {
            Some(why) => why.to_owned(),
            None => format!("missing: {}", line.missing.join(", ")),
        };
        let none = format!("{heading} {}  ", look.symbols.no_score);
        return vec![(none, look.strong()), (stage.own(&why).into(), look.over())];
    };
    if lens == Lens::Moscow {
        let words = Moscow::WORDS;
        let place = usize::try_from(4 - score.floor()).ok();
        let class = place.and_then(|place| words.get(place));
        let class = class.map_or("", |word| word.label);
        return vec![(format!("{heading} {class}"), look.strong())];
    }
    let score = text::decimal(&score.to_grouped(2), look.symbols);
    let mut parts = Vec::new();
    if let (true, Some(delay)) = (Method::of(lens).shows_cost, preview.cost_of_delay) {
        let delay = text::amount(delay, look.symbols);
        let formula = format!(
            "CoD {delay} {} size {} = ",
            look.symbols.divide, preview.size
        );
        parts.push((formula, look.muted()));
    }
    // The quotient of an item is its own; what its bundle makes of it is in the detail.
    let heading = if lens == Lens::Order { "WSJF" } else { heading };
    parts.push((format!("{heading} {score}"), look.strong()));
    parts
}

/// The rank before and after, and by how many places it changes.
fn rank(stage: &Stage<'_>, preview: &Preview) -> Vec<(String, Style)> {
    let (look, symbols) = (stage.look, stage.look.symbols);
    let place = |rank: Option<usize>| {
        rank.map_or_else(|| symbols.no_score.to_owned(), |rank| rank.to_string())
    };
    let [before, after] = preview.ranks;
    if before == after {
        let words = before.map(|rank| (format!("   rank {rank}"), look.muted()));
        return words.into_iter().collect();
    }
    let ranks = format!(
        "   rank {} {} {}",
        place(before),
        symbols.right,
        place(after)
    );
    let signed = |rank: usize| i64::try_from(rank).unwrap_or(i64::MAX);
    let change = before
        .zip(after)
        .map(|(before, after)| signed(before) - signed(after));
    let style = match change {
        Some(1..) => look.steady(),
        Some(_) | None => look.muted(),
    };
    let change = text::rank_change(change.unwrap_or(0), symbols);
    vec![(ranks, style), (format!("  {change}"), style)]
}
