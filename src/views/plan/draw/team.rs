//! Which team has how much in which iteration, and who has too much.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::item::Item;
use crate::model::team::Team;
use crate::ui::planned::{self, short};
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, say, under};
use crate::views::plan::draw::{Scene, load};

/// How many teams there is room for.
pub(super) const SHOWN: usize = 6;
/// The cells of the name of a team, and of an iteration beside it.
const NAME: u16 = 12;
const CELL: u16 = 11;

/// Draws the teams as rows, the iterations as columns, and below them what would help most.
pub(super) fn table(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let look = scene.look;
    Rule::new("Load by team", "points of capacity", Focus::Elsewhere).draw(look, area, buf);
    let body = under(area, 1);
    let fit = usize::from(body.width.saturating_sub(NAME) / CELL);
    let count = scene.shown.places.len().saturating_sub(1);
    let places: Vec<usize> = (1..=count)
        .filter(|at| scene.iteration(*at).is_some())
        .collect();
    let shown = places.iter().copied().take(fit);
    let column = |at: usize| body.x + NAME + CELL * u16::try_from(at).unwrap_or(0);
    for (column, at) in shown
        .clone()
        .enumerate()
        .map(|(here, at)| (column(here), at))
    {
        let name = text::pad_left(scene.name(at), usize::from(CELL - 1), look.symbols.more);
        put(buf, body, column, body.y, &name, look.muted());
    }
    let mut rows = under(body, 1).rows().collect::<Vec<_>>().into_iter();
    let figures = &scene.shown.figures;
    for team in figures.teams_at_work().take(SHOWN) {
        let Some(row) = rows.next() else { return };
        let name = text::fit(
            scene.desk.seen().name::<Team>(Some(team)),
            10,
            look.symbols.more,
        );
        put(buf, row, row.x + 2, row.y, &name, look.text());
        for (here, at) in shown.clone().enumerate() {
            let iteration = scene.iteration(at).map(|one| one.id);
            let stretch = iteration.and_then(|one| figures.of_team(one, Some(team)));
            let (words, style) = match stretch {
                None => ("free".to_owned(), look.muted()),
                Some(stretch) if load::excess(stretch).is_some() => {
                    let over = look.symbols.over;
                    (format!("{}{over}", planned::figures(stretch)), look.over())
                }
                Some(stretch) => (planned::figures(stretch), look.text()),
            };
            let words = text::pad_left(&words, usize::from(CELL - 1), look.symbols.more);
            put(buf, row, column(here), row.y, &words, style);
        }
    }
    let _ = rows.next();
    for (words, row) in advice(scene).into_iter().zip(rows) {
        let words = text::fit(
            &words,
            usize::from(row.width.saturating_sub(2)),
            look.symbols.more,
        );
        let row = Rect {
            x: row.x + 2,
            ..row
        };
        say(buf, row.intersection(area), &words, look.text());
    }
}

/// Which team has most too much, and what it has without its last item.
fn advice(scene: &Scene<'_>) -> Vec<String> {
    let seen = scene.desk.seen();
    let Some(found) = scene.shown.figures.strained(seen, &scene.shown.planned) else {
        return Vec::new();
    };
    let team = seen.name::<Team>(Some(found.team));
    let [points, capacity] = [found.load.points, found.load.capacity].map(short);
    let mut lines = vec![format!(
        "{team} has {points} points for {capacity} of capacity."
    )];
    if let Some((item, size, rest)) = found.last {
        let title = seen.name::<Item>(Some(item));
        let [size, rest] = [size, rest].map(short);
        lines.push(format!("Without {title} ({size}) it has {rest}."));
    }
    lines
}
