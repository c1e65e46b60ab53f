//! The grid: impact against effort, walked and edited with the arrows.
//!
//! Owns the axes and which item an arrow leads to. Selects the same item as the board. Where points
//! are drawn is in `ui`.

pub mod draw;

use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::notice::Notice;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::settings::Lens;
use crate::scoring::grid::{Impact, Tradeoff, tradeoff};
use crate::shell::App;
use crate::views::board;
use crate::views::board::cells::{Column, columns};
use crate::views::board::quoted;

/// The state of the grid.
#[derive(Debug, Default)]
pub struct Grid {
    /// What goes upwards.
    pub impact: Impact,
    /// Whether lines of equal score are hidden.
    pub hides_lines: bool,
    /// The only bucket shown, by its place; none shows all.
    pub bucket: Option<usize>,
}

/// The commands of the grid.
pub const COMMANDS: &[Command] = commands! { [App]
    Grid open looks "Move" "grid.right" ["Right", "l"] hint 1 if has_points,
        "nearest": "Selects the nearest point to the right." => |app, _| walk(app, (1, 0));
    Grid open looks "Move" "grid.left" ["Left", "h"] if has_points,
        "left": "Selects the nearest point to the left." => |app, _| walk(app, (-1, 0));
    Grid open looks "Move" "grid.up" ["Up", "k"] if has_points,
        "up": "Selects the nearest point above." => |app, _| walk(app, (0, 1));
    Grid open looks "Move" "grid.down" ["Down", "j"] if has_points,
        "down": "Selects the nearest point below." => |app, _| walk(app, (0, -1));
    Grid open looks "Move" "grid.next" ["Tab"] hint 2 if has_rows,
        "next rank": "Selects the next item by rank." => |app, _| by_rank(app, 1);
    Grid open looks "Move" "grid.previous" ["Shift-Tab"] if has_rows,
        "rank before": "Selects the item before by rank." => |app, _| by_rank(app, -1);
    Grid open changes "Estimate" "grid.larger" ["Shift-Right"] hint 4 if has_rows,
        "move point": "Makes the item one step larger." => |app, _| shift(app, "size", 1);
    Grid open changes "Estimate" "grid.smaller" ["Shift-Left"] if has_rows,
        "smaller": "Makes the item one step smaller." => |app, _| shift(app, "size", -1);
    Grid open changes "Estimate" "grid.higher" ["Shift-Up"] if has_rows,
        "higher": "Gives the item one step more impact." => |app, _| shift(app, app.grid.impact.moves(), 1);
    Grid open changes "Estimate" "grid.lower" ["Shift-Down"] if has_rows,
        "lower": "Gives the item one step less impact." => |app, _| shift(app, app.grid.impact.moves(), -1);
    Grid open looks "Item" "grid.edit" ["Enter"] hint 3 if has_rows,
        "edit": "Opens the form of the selected item." => |app, _| { board::edit_selected(app); Vec::new() };
    Grid open changes "Item" "grid.new" ["n"],
        "new": "Writes a new item." => |app, chord| board::new_item(app, chord);
    Grid open looks "Grid" "grid.axes" ["x"] hint 5,
        "axes": "Changes what goes upwards: cost of delay, value, time criticality, risk." => next_impact;
    Grid open looks "Grid" "grid.bucket" ["c"] hint 6,
        "bucket": "Shows one bucket after the other, then all." => |app, _| next_bucket(app);
    Grid open looks "Grid" "grid.lines" ["L"] hint 7,
        "equal lines": "Shows or hides the lines of equal score." => |app, _| { app.grid.hides_lines = !app.grid.hides_lines; Vec::new() };
    Grid open looks "List" "grid.filter" ["/"] hint 8,
        "filter": "Filters as you type, here and on the board." => |app, chord| board::edit_filter(app, chord);
};

/// The most points a grid shows at once; beyond, nobody could tell them apart.
const CROWD: usize = 300;

/// The points of the grid: the items listed on the board, of the bucket that is shown; of a crowd,
/// those around the selected one.
pub fn points(app: &App) -> Tradeoff {
    let bucket = app
        .grid
        .bucket
        .and_then(|at| app.derived.evaluation.balance.buckets.get(at));
    let shown = |item: &&Item| bucket.is_none_or(|bucket| item.bucket.0 == Some(*bucket));
    let rows = &app.board.rows;
    let from = if rows.len() > CROWD {
        app.board.cursor / CROWD * CROWD
    } else {
        0
    };
    let near = rows
        .iter()
        .skip(from)
        .take(CROWD + 2)
        .filter_map(|row| row.item());
    let items: Vec<&Item> = near
        .filter_map(|id| app.workspace.get::<Item>(id))
        .filter(shown)
        .collect();
    let mut all = tradeoff(&app.workspace, &items, app.grid.impact);
    if rows.len() > CROWD + 2 {
        all.listed = rows.len();
    }
    all
}

fn has_rows(app: &App) -> Result<(), String> {
    board::has_selected(app)
}

fn has_points(app: &App) -> Result<(), String> {
    if points(app).spots.is_empty() {
        Err("no item has both an impact and a size yet · Tab walks the tray".to_owned())
    } else {
        Ok(())
    }
}

/// Selects the point nearest in a direction; going astray counts double.
fn walk(app: &mut App, (right, up): (i8, i8)) -> Vec<Effect> {
    let all = points(app).spots;
    let here = app
        .board
        .selected()
        .and_then(|id| all.iter().find(|spot| spot.id == id));
    let Some(here) = here else {
        if let Some(first) = all.first() {
            let page = app.page();
            app.board.select(first.id, page);
        }
        return Vec::new();
    };
    let distance = |spot: &crate::scoring::grid::Spot| {
        let (dx, dy) = (spot.x - here.x, spot.y - here.y);
        let (ahead, astray) = if right == 0 {
            (dy * f64::from(up), dx.abs())
        } else {
            (dx * f64::from(right), dy.abs())
        };
        (ahead > 1e-9).then_some(ahead + 2.0 * astray)
    };
    let nearest = all
        .iter()
        .filter_map(|spot| Some((distance(spot)?, spot.id)))
        .min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    match nearest {
        Some((_, id)) => {
            let page = app.page();
            app.board.select(id, page);
        }
        None => app.notice = Some(Notice::hint("no point lies that way")),
    }
    Vec::new()
}

fn by_rank(app: &mut App, by: isize) -> Vec<Effect> {
    let shown: Vec<_> = points(app).in_order();
    if shown.is_empty() {
        return Vec::new();
    }
    let place = app
        .board
        .selected()
        .and_then(|id| shown.iter().position(|s| *s == id));
    let count = isize::try_from(shown.len()).unwrap_or(1);
    let next = place.map_or(0, |place| {
        (isize::try_from(place).unwrap_or(0) + by).rem_euclid(count)
    });
    if let Some(id) = usize::try_from(next).ok().and_then(|next| shown.get(next)) {
        let page = app.page();
        app.board.select(*id, page);
    }
    Vec::new()
}

fn shift(app: &mut App, field: &str, by: isize) -> Vec<Effect> {
    let Some(item) = app.selected().cloned() else {
        return Vec::new();
    };
    let all = columns(&app.workspace, Lens::Wsjf);
    let at = Item::KIND.field(field);
    let Some(column) = all.iter().find(|column: &&Column| Some(column.field) == at) else {
        return Vec::new();
    };
    let now = column.value(&item);
    if let Some(value) = column.step(&now, by) {
        let words = |value| {
            Item::KIND
                .fields
                .get(column.field)
                .map_or_else(String::new, |f| f.holds.format(value))
        };
        let before = if words(&now).is_empty() {
            "?".to_owned()
        } else {
            words(&now)
        };
        let label = format!(
            "{} of {}: {before} → {}",
            column.label,
            quoted(&item.title),
            words(&value)
        );
        if !app.commit(&label, vec![column.edit(&item, value)]) {
            app.notice = Some(Notice::hint(format!(
                "{} is at the end of the scale",
                column.label
            )));
        }
    }
    Vec::new()
}

fn next_impact(app: &mut App, _: Chord) -> Vec<Effect> {
    app.grid.impact = app.grid.impact.next();
    app.notice = Some(Notice::hint(format!(
        "upwards: {}",
        app.grid.impact.words()
    )));
    Vec::new()
}

fn next_bucket(app: &mut App) -> Vec<Effect> {
    let count = app.derived.evaluation.balance.buckets.len();
    app.grid.bucket = match app.grid.bucket {
        None if count > 0 => Some(0),
        Some(at) if at + 1 < count => Some(at + 1),
        _ => None,
    };
    let name = app.grid.bucket.and_then(|at| {
        let id = app.derived.evaluation.balance.buckets.get(at)?;
        Some(
            app.workspace
                .get::<crate::model::bucket::Bucket>(*id)?
                .name
                .clone(),
        )
    });
    app.notice = Some(Notice::hint(name.map_or_else(
        || "all buckets".to_owned(),
        |name| format!("only {name} · c goes on"),
    )));
    Vec::new()
}
