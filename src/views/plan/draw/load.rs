//! Load against capacity: the head of a column, or a row, for one iteration.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::scoring::plan::Stretch;
use crate::scoring::plan::capacity::Strain;
use crate::scoring::ratio::Ratio;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Gauge, GaugeForm, Rule, Verdict, put};
use crate::views::plan::draw::Scene;

/// How many teams the head of a column has room for.
const TEAMS: usize = 4;

/// The load and capacity of a stretch: `28/21`, `5/?`.
pub(super) fn figures(stretch: &Stretch) -> String {
    let points = |points: Option<Ratio>| points.map_or_else(|| "?".to_owned(), short);
    format!(
        "{}/{}",
        points(stretch.load),
        points(stretch.capacity.points())
    )
}

/// The load of the whole increment.
pub(super) fn whole(scene: &Scene<'_>) -> String {
    let whole = &scene.sheet.planned.whole;
    let (mark, words, _) = verdict(scene.look, whole, false);
    format!("{} pts {mark} {words}", figures(whole))
}

/// How a stretch stands, in a mark and words, and how they are drawn.
fn verdict(look: &Look, stretch: &Stretch, is_free: bool) -> (&'static str, String, Style) {
    let unknown = match stretch.unknown {
        0 => String::new(),
        count => format!(" {} {count} without size", look.symbols.separator),
    };
    if is_free {
        return if stretch.items.is_empty() {
            (look.symbols.keel, "kept free".to_owned(), look.muted())
        } else {
            (look.symbols.over, "not kept free".to_owned(), look.over())
        };
    }
    let Some(load) = stretch.against() else {
        let missing = stretch.capacity.missing();
        let words = missing.unwrap_or_else(|| "capacity unknown".to_owned());
        return (" ", format!("{words}{unknown}"), look.muted());
    };
    let points = |points: Option<Ratio>| points.map_or_else(String::new, short);
    match (load.strain(), stretch.free()) {
        (Strain::Over, _) => {
            let excess = points(load.excess());
            (
                look.symbols.over,
                format!("{excess} over{unknown}"),
                look.over(),
            )
        }
        (Strain::Tight, None) => (look.symbols.keel, format!("full{unknown}"), look.steady()),
        (Strain::Tight | Strain::Fits, room) => {
            let room = points(room);
            (
                look.symbols.under,
                format!("{room} free{unknown}"),
                look.under(),
            )
        }
    }
}

/// The bar of a load; none where load or capacity is unknown.
fn bar(look: &Look, stretch: &Stretch, scale: u32, area: Rect, buf: &mut Buffer) {
    let whole = |ratio: Ratio| u32::try_from(ratio.rounded()).unwrap_or_default();
    let Some(load) = stretch.against() else {
        return;
    };
    let drift = load.points.minus(load.capacity).map_or(0, Ratio::rounded);
    Gauge {
        mark: "",
        mark_style: look.text(),
        label: "",
        reading: "",
        fill: look.steady(),
        value: whole(load.points),
        target: whole(load.capacity),
        verdict: match load.strain() {
            Strain::Over => Verdict::Over,
            Strain::Tight if drift == 0 => Verdict::On,
            Strain::Tight | Strain::Fits => Verdict::Under,
        },
        drift,
        scale,
        label_width: 0,
    }
    .draw(GaugeForm::OneLine, look, area, buf);
}

/// What the full width of every bar stands for, so that lengths compare.
fn scale(scene: &Scene<'_>) -> u32 {
    let all = scene.sheet.planned.iterations.iter();
    let numbers = all.flat_map(|(_, stretch)| [stretch.load, stretch.capacity.points()]);
    let largest = numbers.flatten().map(Ratio::rounded).max().unwrap_or(1);
    u32::try_from(largest).unwrap_or(1).max(1)
}

/// Draws the head of a column and says how many rows it took.
pub(super) fn head(scene: &Scene<'_>, at: usize, area: Rect, buf: &mut Buffer) -> u16 {
    let look = scene.look;
    let stretch = scene.sheet.stretch(at);
    let is_free = scene.iteration(at).is_some_and(|i| i.innovation);
    let note = if is_free {
        "free".to_owned()
    } else if scene.iteration(at).is_some() {
        figures(stretch)
    } else {
        stretch.load.map_or_else(String::new, short)
    };
    Rule {
        title: &scene.name(at),
        note: &note,
        focus: scene.focus(at),
    }
    .draw(look, area, buf);
    let row = |line: u16| {
        Rect {
            y: area.y + line,
            height: 1,
            ..area
        }
        .intersection(area)
    };
    if scene.iteration(at).is_none() {
        return 1;
    }
    bar(look, stretch, scale(scene), row(1), buf);
    let (mark, words, style) = verdict(look, stretch, is_free);
    let line = row(2);
    let x = put(buf, line, line.x + 1, line.y, mark, style);
    let words = text::fit(
        &words,
        usize::from(line.right().saturating_sub(x + 1)),
        look.symbols.more,
    );
    put(buf, line, x + 1, line.y, &words, style);
    let mut used = 3;
    let mut teams: Vec<(&str, &Stretch)> = scene.teams(at).collect();
    let count = teams.len();
    // Where not all have room, those who carry too much come first.
    if count > TEAMS {
        teams.sort_by_key(|(_, stretch)| std::cmp::Reverse(stretch.excess()));
    }
    for (name, stretch) in teams.iter().take(TEAMS) {
        team(look, name, stretch, row(used), buf);
        used += 1;
    }
    if count > TEAMS {
        let words = format!("{} more teams", count - TEAMS);
        let line = row(used);
        put(buf, line, line.x + 1, line.y, &words, look.muted());
        used += 1;
    }
    used + 1
}

/// One team: `Cart 5/8`, or `Rails 2.4 over`.
fn team(look: &Look, name: &str, stretch: &Stretch, row: Rect, buf: &mut Buffer) {
    let excess = stretch.excess().filter(|excess| !excess.is_zero());
    let (mark, style) = match excess {
        Some(_) => (look.symbols.over, look.over()),
        None => (" ", look.muted()),
    };
    let numbers = excess.map_or_else(
        || figures(stretch),
        |excess| format!("{} over", short(excess)),
    );
    put(buf, row, row.x + 1, row.y, mark, style);
    let width = u16::try_from(text::width(&numbers)).unwrap_or_default();
    let end = row.right().saturating_sub(width);
    let room = usize::from(end.saturating_sub(row.x + 4));
    let name = text::fit(name, room, look.symbols.more);
    put(buf, row, row.x + 3, row.y, &name, look.muted());
    put(buf, row, end, row.y, &numbers, style);
}

/// Points with one decimal at most.
fn short(points: Ratio) -> String {
    let digits = points.to_decimal(1);
    digits
        .strip_suffix(".0")
        .map_or(digits.clone(), str::to_owned)
}

/// Draws an iteration as one row: its name, the bar, the verdict and the teams that carry too much.
pub(super) fn row(scene: &Scene<'_>, at: usize, area: Rect, buf: &mut Buffer) {
    let look = scene.look;
    let is_chosen = at == scene.sheet.beside;
    let stretch = scene.sheet.stretch(at);
    let is_free = scene.iteration(at).is_some_and(|i| i.innovation);
    if is_chosen {
        put(
            buf,
            area,
            area.x,
            area.y,
            look.symbols.cursor,
            look.focus_line(),
        );
    }
    let style = if is_chosen {
        look.strong()
    } else {
        look.text()
    };
    let name = text::fit(&scene.name(at), 12, look.symbols.more);
    put(buf, area, area.x + 2, area.y, &name, style);
    let middle = Rect {
        x: area.x + 14,
        width: 20,
        ..area
    };
    bar(look, stretch, scale(scene), middle, buf);
    let numbers = if is_free {
        String::new()
    } else {
        figures(stretch)
    };
    let x = area.x + 36;
    put(
        buf,
        area,
        x,
        area.y,
        &text::pad_left(&numbers, 7, ""),
        style,
    );
    let (mark, words, style) = verdict(look, stretch, is_free);
    let mut x = put(buf, area, x + 8, area.y, mark, style);
    x = put(buf, area, x + 1, area.y, &words, style);
    let teams = scene.teams(at);
    let over: Vec<String> = teams
        .filter_map(|(name, stretch)| {
            let excess = stretch.excess().filter(|excess| !excess.is_zero())?;
            Some(format!("{name} {} over", short(excess)))
        })
        .collect();
    if !over.is_empty() {
        let words = format!("{} {}", look.symbols.separator, over.join(", "));
        let room = usize::from(area.right().saturating_sub(x + 1));
        put(
            buf,
            area,
            x + 1,
            area.y,
            &text::fit(&words, room, look.symbols.more),
            look.over(),
        );
    }
}
