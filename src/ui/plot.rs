//! The trade-off grid of the backlog, small on the board and full screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::desk::event::Target;
use crate::model::item::Item;
use crate::model::settings::Settings;
use crate::scoring::grid::quadrant::Quadrant;
use crate::scoring::grid::{Impact, Spot, Tradeoff};
use crate::scoring::ratio::Ratio;
use crate::ui::buckets;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::widgets::{Axis, Focus, Point, Rule, Scatter, under};

/// The names of the quadrants: top left, top right, bottom left, bottom right.
const CORNERS: [&str; 4] = [
    Quadrant::QuickWin.name(),
    Quadrant::BigBet.name(),
    Quadrant::FillIn.name(),
    Quadrant::MoneyPit.name(),
];

/// Draws the grid with its rule and axes; the one that has the focus shows all it can.
pub fn draw(
    desk: &Desk,
    look: &Look,
    all: &Tradeoff,
    area: Rect,
    focus: Focus,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let points: Vec<Point> = all.spots.iter().map(|spot| point(desk, spot)).collect();
    let scale = &desk.seen().the::<Settings>().scale;
    let ticks: Vec<u64> = (scale.iter())
        .map(|number| Ratio::from(*number).to_hundredths())
        .collect();
    let mut upright = ticks.clone();
    if desk.plotted.impact == Impact::CostOfDelay {
        upright.extend([3000, 4000, 6000]);
    }
    let has_lines = !desk.plotted.hides_lines && (focus == Focus::Here || area.width >= 70);
    let scatter = Scatter {
        points: &points,
        x: Axis {
            ticks: &ticks,
            threshold: all.size_line.map(Ratio::to_hundredths),
        },
        y: Axis {
            ticks: &upright,
            threshold: all.impact_line.map(Ratio::to_hundredths),
        },
        ratios: if has_lines { &[200, 400, 800] } else { &[] },
        corners: CORNERS,
        marks: &buckets::marks(desk, look),
    };
    let selected = desk.backlog.selected();
    let selected = selected.and_then(|id| all.spots.iter().position(|spot| spot.id == id));
    let drawn = scatter.draw(look, under(area, 1), selected, buf);
    let note = note(desk, look, all, drawn.unlabelled);
    Rule::new("Trade-off", &note, focus).draw(look, area, buf);
    for placed in &drawn.marks {
        let Some(spot) = placed.members.first().and_then(|at| all.spots.get(*at)) else {
            continue;
        };
        let mut at = |(x, y), width| {
            hits.add(Rect::new(x, y, width, 1), Target::Point(spot.id));
        };
        at((placed.x, placed.y), 1);
        if let Some(label) = placed.label_at {
            at(label, u16::try_from(placed.label.len()).unwrap_or(1));
        }
    }
}

fn point(desk: &Desk, spot: &Spot) -> Point {
    let item = desk.seen().get::<Item>(spot.id);
    let bucket = item.and_then(|item| buckets::place(desk, item));
    let score = desk.derived.evaluation.score(spot.id);
    let rank = score.and_then(|score| u32::try_from(score.rank?).ok());
    Point {
        x: spot.size.to_hundredths(),
        y: spot.impact.to_hundredths(),
        rank,
        bucket: bucket.unwrap_or(usize::MAX),
    }
}

/// What the axes are, and what there is no room for.
fn note(desk: &Desk, look: &Look, all: &Tradeoff, unlabelled: usize) -> String {
    let (symbols, dot) = (look.symbols, look.symbols.separator);
    let (up, right, impact) = (symbols.up, symbols.right, desk.plotted.impact.words());
    let mut note = format!("{up} {impact} {dot} size {right}");
    if unlabelled > 0 {
        note = format!("{unlabelled} unlabelled {dot} {note}");
    }
    let shown = all.spots.len() + all.tray.len();
    if all.listed > shown {
        note = format!("{shown} of {} {dot} {note}", all.listed);
    }
    note
}
