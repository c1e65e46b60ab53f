//! Load against capacity: the head of a column, or a row, for one iteration.

use ratatui::buffer::Buffer;
use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Rect};
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
fn figures(stretch: &Stretch) -> String {
    let points = |points: Option<Ratio>| text::known(points.map(short), "?");
    let capacity = points(stretch.capacity.points());
    format!("{}/{capacity}", points(stretch.load))
}

/// The load of the whole increment.
pub(super) fn whole(scene: &Scene<'_>) -> String {
    let whole = &scene.shown.planned.whole;
    let (mark, words, _) = verdict(scene.look, whole, false);
    format!("{} pts {mark} {words}", figures(whole))
}

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
            (Strain::Tight | Strain::Fits, room) => {
                let room = room.unwrap_or_default();
                (look.symbols.under, format!("{room} free"), look.under())
            }
        },
    };
    (mark, words + &unknown, style)
}

/// The bar of a load; none where load or capacity is unknown.
fn bar(scene: &Scene<'_>, stretch: &Stretch, area: Rect, buf: &mut Buffer) {
    let look = scene.look;
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
        scale: scale(scene),
        label_width: 0,
    }
    .draw(GaugeForm::OneLine, look, area, buf);
}

/// What the full width of every bar stands for, so that lengths compare.
fn scale(scene: &Scene<'_>) -> u32 {
    let all = scene.shown.planned.iterations.iter();
    let numbers = all.flat_map(|(_, stretch)| [stretch.load, stretch.capacity.points()]);
    let largest = numbers.flatten().map(Ratio::rounded).max().unwrap_or(1);
    u32::try_from(largest).unwrap_or(1).max(1)
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
fn excess(stretch: &Stretch) -> Option<String> {
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

/// Points with one decimal at most.
fn short(points: Ratio) -> String {
    let digits = points.to_decimal(1);
    digits.strip_suffix(".0").unwrap_or(&digits).to_owned()
}

/// Draws an iteration as one row: its name, the bar, the verdict and the teams that carry too much.
pub(super) fn row(scene: &Scene<'_>, at: usize, area: Rect, buf: &mut Buffer) {
    let look = scene.look;
    let (stretch, is_free) = (scene.shown.stretch(at), scene.is_free(at));
    let columns = [2, 12, 20, 2, 7, 1].map(Length).into_iter();
    let columns = Layout::horizontal(columns.chain([Fill(1)]));
    let [cursor, name, middle, _, numbers, _, rest] = columns.areas(area);
    let style = if at == scene.cursor.beside {
        let style = look.focus_line();
        put(buf, cursor, area.x, area.y, look.symbols.cursor, style);
        look.strong()
    } else {
        look.text()
    };
    let words = text::fit(scene.name(at), 12, look.symbols.more);
    put(buf, name, name.x, area.y, &words, style);
    bar(scene, stretch, middle, buf);
    if !is_free {
        let words = text::pad_left(&figures(stretch), 7, "");
        put(buf, area, numbers.x, area.y, &words, style);
    }
    let (mark, words, style) = verdict(look, stretch, is_free);
    let mut x = put(buf, rest, rest.x, area.y, mark, style);
    x = put(buf, rest, x + 1, area.y, &words, style);
    let teams = scene.teams(at);
    let over = teams.filter_map(|(name, stretch)| Some(format!("{name} {}", excess(stretch)?)));
    let over: Vec<String> = over.collect();
    if !over.is_empty() {
        let words = format!("{} {}", look.symbols.separator, over.join(", "));
        let room = usize::from(area.right().saturating_sub(x + 1));
        let words = text::fit(&words, room, look.symbols.more);
        put(buf, rest, x + 1, area.y, &words, look.over());
    }
}
