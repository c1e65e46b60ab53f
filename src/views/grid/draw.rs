//! The trade-off grid, small on the board and full screen.

mod side;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::side::{side, strip};
use crate::desk::event::Target;
use crate::desk::screen;
use crate::desk::screen::Class;
use crate::model::item::Item;
use crate::model::settings::Settings;
use crate::scoring::grid::quadrant::Quadrant;
use crate::scoring::grid::{Impact, Tradeoff};
use crate::scoring::ratio::Ratio;
use crate::shell::App;
use crate::ui::hits::Hits;
use crate::ui::look::{Look, bucket_marks};
use crate::ui::text;
use crate::ui::widgets::{Axis, Focus, Point, Rule, Scatter, put};
use crate::views::board::Region;
use crate::views::board::draw::backlog::hundredths;
use crate::views::board::draw::balance::bucket_names;
use crate::views::grid::points;

/// The names of the quadrants: top left, top right, bottom left, bottom right.
const CORNERS: [&str; 4] = [
    Quadrant::QuickWin.name(),
    Quadrant::BigBet.name(),
    Quadrant::FillIn.name(),
    Quadrant::MoneyPit.name(),
];

/// Draws the grid view.
pub fn draw(app: &App, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let all = points(app);
    let size = buf.area.as_size();
    let regions = screen::grid(size, !all.tray.is_empty());
    plot(app, look, &all, regions.plot, Focus::Here, buf, hits);
    if Class::of(size) == Class::Compact {
        strip(app, look, regions.side, buf);
    } else {
        side(app, look, &all, regions.side, buf);
    }
    tray(app, look, &all, regions.tray, buf, hits);
}

/// Draws the small grid of the board.
pub fn draw_small(app: &App, look: &Look, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    if area.height >= 6 {
        hits.add(area, Target::Region(Region::Backlog));
        plot(app, look, &points(app), area, Focus::Elsewhere, buf, hits);
    }
}

fn plot(
    app: &App,
    look: &Look,
    all: &Tradeoff,
    area: Rect,
    focus: Focus,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let buckets = &app.derived.evaluation.balance.buckets;
    let marks = bucket_marks(&bucket_names(app), look.charset);
    let point = |spot: &crate::scoring::grid::Spot| {
        let item = app.seen().get::<Item>(spot.id);
        let bucket = item.and_then(|item| item.bucket.0);
        let rank = app
            .derived
            .evaluation
            .score(spot.id)
            .and_then(|score| score.rank);
        Point {
            x: hundredths(spot.size),
            y: hundredths(spot.impact),
            rank: rank
                .and_then(|rank| u32::try_from(rank).ok())
                .unwrap_or_default(),
            bucket: bucket
                .and_then(|id| buckets.iter().position(|b| *b == id))
                .unwrap_or(usize::MAX),
        }
    };
    let shown: Vec<Point> = all.spots.iter().map(point).collect();
    let ticks: Vec<u64> = app
        .seen()
        .the::<Settings>()
        .scale
        .iter()
        .map(|n| hundredths(Ratio::from(*n)))
        .collect();
    let mut upright = ticks.clone();
    if app.grid.impact == Impact::CostOfDelay {
        upright.extend([3000, 4000, 6000]);
    }
    let is_full = focus == Focus::Here;
    let has_lines = !app.grid.hides_lines && (is_full || area.width >= 70);
    let scatter = Scatter {
        points: &shown,
        x: Axis {
            ticks: &ticks,
            threshold: all.size_line.map(hundredths),
        },
        y: Axis {
            ticks: &upright,
            threshold: all.impact_line.map(hundredths),
        },
        ratios: if has_lines { &[200, 400, 800] } else { &[] },
        corners: CORNERS,
        marks: &marks,
    };
    let selected = app
        .board
        .selected()
        .and_then(|id| all.spots.iter().position(|spot| spot.id == id));
    let drawn = scatter.draw(look, body, selected, buf);
    let axes = format!(
        "{} {} {} size {}",
        look.symbols.up,
        app.grid.impact.words(),
        look.symbols.separator,
        look.symbols.right
    );
    let mut note = axes;
    if drawn.unlabelled > 0 {
        note = format!(
            "{} unlabelled {} {note}",
            drawn.unlabelled, look.symbols.separator
        );
    }
    if all.listed > all.spots.len() + all.tray.len() {
        let shown = all.spots.len() + all.tray.len();
        note = format!(
            "{shown} of {} {} {note}",
            all.listed, look.symbols.separator
        );
    }
    Rule {
        title: "Trade-off",
        note: &note,
        focus,
    }
    .draw(look, area, buf);
    for placed in &drawn.marks {
        if let Some(spot) = placed.members.first().and_then(|at| all.spots.get(*at)) {
            let mark = Rect {
                x: placed.x,
                y: placed.y,
                width: 1,
                height: 1,
            };
            hits.add(mark, Target::Point(spot.id));
            if let Some((x, y)) = placed.label_at {
                let width = u16::try_from(placed.label.len()).unwrap_or(1);
                hits.add(
                    Rect {
                        x,
                        y,
                        width,
                        height: 1,
                    },
                    Target::Point(spot.id),
                );
            }
        }
    }
}

/// The items that have no place, because an estimate is unknown.
fn tray(app: &App, look: &Look, all: &Tradeoff, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    if area.is_empty() {
        return;
    }
    let title = format!(
        "{} off the grid: an estimate is unknown",
        text::count(all.tray.len(), "item", "items")
    );
    Rule {
        title: &title,
        note: "Tab goes there",
        focus: Focus::Elsewhere,
    }
    .draw(look, area, buf);
    let row = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let mut x = row.x + 1;
    // The tray starts at the selected item where that is in it.
    let selected = app.board.selected();
    let from = all
        .tray
        .iter()
        .position(|id| Some(*id) == selected)
        .unwrap_or_default();
    for id in all.tray.iter().skip(from) {
        let Some(item) = app.seen().get::<Item>(*id) else {
            continue;
        };
        let words = text::fit(&item.title, 24, look.symbols.more);
        let style = if Some(*id) == selected {
            look.chosen()
        } else {
            look.text()
        };
        let start = x;
        x = put(buf, row, x, row.y, &words, style);
        hits.add(
            Rect {
                x: start,
                y: row.y,
                width: x.saturating_sub(start),
                height: 1,
            },
            Target::Point(*id),
        );
        x = put(
            buf,
            row,
            x,
            row.y,
            &format!(" {} ", look.symbols.separator),
            look.faint(),
        );
    }
}
