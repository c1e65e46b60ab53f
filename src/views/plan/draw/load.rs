//! Load against capacity: the head of a column, or a row, for one iteration.

use ratatui::buffer::Buffer;
use ratatui::layout::Constraint::{Length, Max, Min};
use ratatui::layout::{Layout, Rect};
use ratatui::style::Style;

use crate::model::format;
use crate::scoring::plan::Stretch;
use crate::scoring::plan::capacity::Strain;
use crate::ui::look::Look;
use crate::ui::planned::{self, figures, place_figures, short};
use crate::ui::text;
use crate::ui::widgets::{Gauge, GaugeForm, Rule, Verdict, put, put_run, say};
use crate::views::plan::draw::Scene;

/// How many teams the head of a column has room for.
const TEAMS: usize = 4;

/// How a stretch stands, in a mark and words, and how they are drawn.
fn verdict(look: &Look, stretch: &Stretch, is_free: bool) -> (&'static str, String, Style) {
    let unknown = match stretch.unknown {
        0 => String::new(),
        count => format!(" {} {count} without size", look.symbols.separator),
    };
    let (mark, words, style) = match (stretch.against(), stretch.free()) {
        _ if is_free && stretch.items.is_empty() => {
            return (" ", "kept free".to_owned(), look.muted());
        }
        _ if is_free => {
            return (
                look.symbols.attention,
                "not kept free".to_owned(),
                look.over(),
            );
        }
        (None, _) => {
            let missing = stretch.capacity.missing();
            let words = missing.unwrap_or_else(|| "capacity unknown".to_owned());
            (" ", words, look.muted())
        }
        (Some(load), room) => match (load.strain(), room.map(short)) {
            (Strain::Over, _) => {
                let excess = load.excess().map_or_else(String::new, short);
                (look.symbols.over, format!("{excess} over"), look.over())
            }
            (Strain::Tight, None) => (" ", "full".to_owned(), look.steady()),
            (Strain::Fits, None) => (" ", "no capacity".to_owned(), look.muted()),
            (Strain::Tight | Strain::Fits, Some(room)) => {
                (look.symbols.under, format!("{room} free"), look.under())
            }
        },
    };
    (mark, words + &unknown, style)
}

/// The bar of a load; none where load or capacity is unknown.
fn bar(scene: &Scene<'_>, stretch: &Stretch, area: Rect, buf: &mut Buffer) {
    if let Some(gauge) = gauge(scene, stretch) {
        gauge.draw(GaugeForm::OneLine, scene.look, area, buf);
    }
}

fn gauge(scene: &Scene<'_>, stretch: &Stretch) -> Option<Gauge<'static>> {
    let all = scene.shown.planned.iterations.iter();
    let scale = planned::scale(all.map(|(_, stretch)| stretch));
    planned::gauge(scene.look, stretch, scale)
}

/// Draws the head of a column and says how many rows it took.
pub(super) fn head(scene: &Scene<'_>, at: usize, area: Rect, buf: &mut Buffer) -> u16 {
    let look = scene.look;
    let stretch = scene.shown.stretch(at);
    let (is_free, is_iteration) = (scene.is_free(at), scene.iteration(at).is_some());
    let note = if is_free {
        "free".to_owned()
    } else if is_iteration {
        figures(stretch)
    } else {
        stretch.load.map_or_else(String::new, short)
    };
    Rule::new(scene.name(at), &note, scene.focus(at)).draw(look, area, buf);
    if !is_iteration {
        return 1;
    }
    let empty = Rect { height: 0, ..area };
    let mut rows = area.rows().skip(1);
    let mut row = || rows.next().unwrap_or(empty);
    bar(scene, stretch, row(), buf);
    let (mark, words, style) = verdict(look, stretch, is_free);
    let line = row();
    let x = put(buf, line, line.x + 1, line.y, mark, style) + 1;
    let room = usize::from(line.right().saturating_sub(x));
    let words = text::fit(&words, room, look.symbols.more);
    put(buf, line, x, line.y, &words, style);
    let mut teams: Vec<(&str, &Stretch)> = scene.teams(at).collect();
    let more = teams.len().saturating_sub(TEAMS);
    // Where not all have room, those who carry too much come first.
    if more > 0 {
        teams.sort_by_key(|(_, stretch)| std::cmp::Reverse(stretch.excess()));
    }
    teams.truncate(TEAMS);
    for (name, stretch) in &teams {
        team(look, name, stretch, row(), buf);
    }
    if more > 0 {
        let line = row();
        let words = format!("{more} more teams");
        put(buf, line, line.x + 1, line.y, &words, look.muted());
    }
    let teams = teams.len() + usize::from(more > 0);
    4 + u16::try_from(teams).unwrap_or_default()
}

/// By how much a stretch carries too much, if it does.
pub(super) fn excess(stretch: &Stretch) -> Option<String> {
    let excess = stretch.excess().filter(|excess| !excess.is_zero())?;
    Some(format!("{} over", short(excess)))
}

/// One team: `Cart 5/8`, or `Rails 2.4 over`.
fn team(look: &Look, name: &str, stretch: &Stretch, row: Rect, buf: &mut Buffer) {
    let (mark, style, numbers) = match excess(stretch) {
        Some(excess) => (look.symbols.over, look.over(), excess),
        None => (" ", look.muted(), figures(stretch)),
    };
    put(buf, row, row.x + 1, row.y, mark, style);
    let width = u16::try_from(text::width(&numbers)).unwrap_or_default();
    let end = row.right().saturating_sub(width);
    let room = usize::from(end.saturating_sub(row.x + 4));
    let name = text::fit(name, room, look.symbols.more);
    put(buf, row, row.x + 3, row.y, &name, look.muted());
    put(buf, row, end, row.y, &numbers, style);
}

/// How wide the parts of a row are, the same for all.
pub(super) struct Widths {
    name: u16,
    days: u16,
}

impl Widths {
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let widest = |words: &dyn Fn(usize) -> String| {
            let all = (1..scene.shown.places.len()).map(|at| text::width(&words(at)));
            u16::try_from(all.max().unwrap_or_default()).unwrap_or(0)
        };
        Self {
            name: widest(&|at| scene.name(at).to_owned()).min(12),
            days: widest(&|at| days(scene, at)),
        }
    }
}

/// The days of the iteration at a place.
fn days(scene: &Scene<'_>, at: usize) -> String {
    let iteration = scene.iteration(at);
    let days = iteration.and_then(|one| Some(format::days(one.starts?, one.ends?)));
    days.unwrap_or_default()
}

/// Draws an iteration as one row: its name and days, the bar, load against capacity, how far off that is, and the team
/// that carries most too much.
pub(super) fn row(scene: &Scene<'_>, at: usize, widths: &Widths, area: Rect, buf: &mut Buffer) {
    let look = scene.look;
    let (stretch, is_free) = (scene.shown.stretch(at), scene.is_free(at));
    let style = if at == scene.cursor.beside {
        put(
            buf,
            area,
            area.x,
            area.y,
            look.symbols.current,
            look.focus(),
        );
        look.strong()
    } else {
        look.text()
    };
    let wide = if area.width >= 79 { 2 } else { 1 };
    let parts = [2, widths.name, 1, widths.days, 2].map(Length).into_iter();
    let parts = parts.chain([Max(18)]).chain([2, 8, wide, 5, 1].map(Length));
    let parts = Layout::horizontal(parts.chain([Min(17)])).split(area);
    let part = |at: usize| parts.get(at).copied().unwrap_or_default();
    let name = text::fit(scene.name(at), widths.name.into(), look.symbols.more);
    say(buf, part(1), &name, style);
    let days = text::pad_left(&days(scene, at), widths.days.into(), "");
    say(buf, part(3), &text::own(look, &days), look.muted());
    let known = gauge(scene, stretch).filter(|_| !is_free);
    if let Some(gauge) = &known {
        gauge.draw_bar(look, part(5), buf);
        let (mark, style) = match gauge.verdict {
            Verdict::Over => (look.symbols.over, look.over()),
            Verdict::Under => (look.symbols.under, look.under()),
            Verdict::On | Verdict::Open => (" ", look.muted()),
        };
        let drift = text::pad_left(&text::signed(gauge.drift, look.symbols), 4, "");
        say(buf, part(9), &format!("{mark}{drift}"), style);
    } else {
        let (line, start) = (part(5), (part(5).x, area.y));
        put_run(
            buf,
            line,
            start,
            look.symbols.track,
            line.width,
            look.rule(),
        );
    }
    let numbers = match (&known, stretch.items.is_empty()) {
        (None, true) => "empty".to_owned(),
        _ => place_figures(scene.shown.places.get(at).copied(), stretch),
    };
    say(buf, part(7), &numbers, style);
    let worst = scene.teams(at).max_by_key(|(_, stretch)| stretch.excess());
    let worst = worst.and_then(|(name, stretch)| Some(format!("{name} {}", excess(stretch)?)));
    let (words, style) = match worst {
        Some(words) => (words, look.over()),
        None if is_free || known.is_none() => {
            let (_, words, style) = verdict(look, stretch, is_free);
            (words, style)
        }
        None if stretch.unknown > 0 => (format!("{} without size", stretch.unknown), look.muted()),
        None => return,
    };
    let place = part(11);
    let words = text::pad_left(&words, place.width.into(), look.symbols.more);
    say(buf, place, &words, style);
}
