//! The grid: impact against effort, walked and edited with the arrows.
//!
//! Owns the axes and which item an arrow leads to. Selects the same item as the board. Where points
//! are drawn is in `ui`.

use super::board::quoted;
use super::cells::{Column, columns};
use crate::app::App;
use crate::app::command::{Command, Scope, always};
use crate::app::effect::Effect;
use crate::app::notice::Notice;
use crate::app::overlay::{form, line};
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::settings::Lens;
use crate::scoring::tradeoff::{Impact, Tradeoff, tradeoff};

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
pub const COMMANDS: &[Command] = &[
    Command { id: "grid.right", group: "Move", name: "nearest", sentence: "Selects the nearest point to the right.", scope: Scope::Grid, keys: &["Right", "l"], hint: 1, enabled: has_points, run: |app, _| walk(app, (1, 0)) },
    Command { id: "grid.left", group: "Move", name: "left", sentence: "Selects the nearest point to the left.", scope: Scope::Grid, keys: &["Left", "h"], hint: 0, enabled: has_points, run: |app, _| walk(app, (-1, 0)) },
    Command { id: "grid.up", group: "Move", name: "up", sentence: "Selects the nearest point above.", scope: Scope::Grid, keys: &["Up", "k"], hint: 0, enabled: has_points, run: |app, _| walk(app, (0, 1)) },
    Command { id: "grid.down", group: "Move", name: "down", sentence: "Selects the nearest point below.", scope: Scope::Grid, keys: &["Down", "j"], hint: 0, enabled: has_points, run: |app, _| walk(app, (0, -1)) },
    Command { id: "grid.next", group: "Move", name: "next rank", sentence: "Selects the next item by rank.", scope: Scope::Grid, keys: &["Tab"], hint: 2, enabled: has_rows, run: |app, _| by_rank(app, 1) },
    Command { id: "grid.previous", group: "Move", name: "rank before", sentence: "Selects the item before by rank.", scope: Scope::Grid, keys: &["Shift-Tab"], hint: 0, enabled: has_rows, run: |app, _| by_rank(app, -1) },
    Command { id: "grid.larger", group: "Estimate", name: "move point", sentence: "Makes the item one step larger.", scope: Scope::Grid, keys: &["Shift-Right"], hint: 4, enabled: has_rows, run: |app, _| shift(app, "size", 1) },
    Command { id: "grid.smaller", group: "Estimate", name: "smaller", sentence: "Makes the item one step smaller.", scope: Scope::Grid, keys: &["Shift-Left"], hint: 0, enabled: has_rows, run: |app, _| shift(app, "size", -1) },
    Command { id: "grid.higher", group: "Estimate", name: "higher", sentence: "Gives the item one step more impact.", scope: Scope::Grid, keys: &["Shift-Up"], hint: 0, enabled: has_rows, run: |app, _| { let field = app.grid.impact.moves(); shift(app, field, 1) } },
    Command { id: "grid.lower", group: "Estimate", name: "lower", sentence: "Gives the item one step less impact.", scope: Scope::Grid, keys: &["Shift-Down"], hint: 0, enabled: has_rows, run: |app, _| { let field = app.grid.impact.moves(); shift(app, field, -1) } },
    Command { id: "grid.edit", group: "Item", name: "edit", sentence: "Opens the form of the selected item.", scope: Scope::Grid, keys: &["Enter"], hint: 3, enabled: has_rows, run: |app, _| { if let Some(id) = app.board.selected() { form::open(app, Item::KIND, id); } Vec::new() } },
    Command { id: "grid.new", group: "Item", name: "new", sentence: "Writes a new item.", scope: Scope::Grid, keys: &["n"], hint: 0, enabled: always, run: |app, _| { line::open(app, line::Purpose::NewItem, ""); Vec::new() } },
    Command { id: "grid.axes", group: "Grid", name: "axes", sentence: "Changes what goes upwards: cost of delay, value, time criticality, risk.", scope: Scope::Grid, keys: &["x"], hint: 5, enabled: always, run: |app, _| { app.grid.impact = app.grid.impact.next(); app.notice = Some(Notice::hint(format!("upwards: {}", app.grid.impact.words()))); Vec::new() } },
    Command { id: "grid.bucket", group: "Grid", name: "bucket", sentence: "Shows one bucket after the other, then all.", scope: Scope::Grid, keys: &["c"], hint: 6, enabled: always, run: |app, _| next_bucket(app) },
    Command { id: "grid.lines", group: "Grid", name: "equal lines", sentence: "Shows or hides the lines of equal score.", scope: Scope::Grid, keys: &["i"], hint: 7, enabled: always, run: |app, _| { app.grid.hides_lines = !app.grid.hides_lines; Vec::new() } },
    Command { id: "grid.filter", group: "List", name: "filter", sentence: "Filters as you type, here and on the board.", scope: Scope::Grid, keys: &["/"], hint: 8, enabled: always, run: |app, _| { let text = app.board.filter.0.clone(); line::open(app, line::Purpose::Filter, &text); Vec::new() } },
];

/// The points of the grid: the items listed on the board, of the bucket that is shown.
pub fn points(app: &App) -> Tradeoff {
    let bucket = app.grid.bucket.and_then(|at| app.derived.evaluation.balance.buckets.get(at));
    let shown = |item: &&Item| bucket.is_none_or(|bucket| item.bucket.0 == Some(*bucket));
    let items: Vec<&Item> = app
        .board
        .rows
        .iter()
        .filter_map(|row| app.workspace.get::<Item>(row.item()?))
        .filter(shown)
        .collect();
    tradeoff(&app.workspace, &items, app.grid.impact)
}

fn has_rows(app: &App) -> Result<(), String> {
    super::board::has_selected(app)
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
    let here = app.board.selected().and_then(|id| all.iter().find(|spot| spot.id == id));
    let Some(here) = here else {
        if let Some(first) = all.first() {
            let page = app.page();
            app.board.select(first.id, page);
        }
        return Vec::new();
    };
    let distance = |spot: &crate::scoring::tradeoff::Spot| {
        let (dx, dy) = (spot.x - here.x, spot.y - here.y);
        let (ahead, astray) =
            if right == 0 { (dy * f64::from(up), dx.abs()) } else { (dx * f64::from(right), dy.abs()) };
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
    let place = app.board.selected().and_then(|id| shown.iter().position(|s| *s == id));
    let count = isize::try_from(shown.len()).unwrap_or(1);
    let next = place.map_or(0, |place| (isize::try_from(place).unwrap_or(0) + by).rem_euclid(count));
    if let Some(id) = usize::try_from(next).ok().and_then(|next| shown.get(next)) {
        let page = app.page();
        app.board.select(*id, page);
    }
    Vec::new()
}

fn shift(app: &mut App, field: &str, by: isize) -> Vec<Effect> {
    let Some(item) = app.selected().cloned() else { return Vec::new() };
    let all = columns(&app.workspace, Lens::Wsjf);
    let at = Item::KIND.field(field);
    let Some(column) = all.iter().find(|column: &&Column| Some(column.field) == at) else { return Vec::new() };
    let now = column.value(&item);
    if let Some(value) = column.step(&now, by) {
        let words = |value| Item::KIND.fields.get(column.field).map_or_else(String::new, |f| f.holds.format(value));
        let before = if words(&now).is_empty() { "?".to_owned() } else { words(&now) };
        let label = format!("{} of {}: {before} → {}", column.label, quoted(&item.title), words(&value));
        if !app.commit(&label, vec![column.edit(&item, value)]) {
            app.notice = Some(Notice::hint(format!("{} is at the end of the scale", column.label)));
        }
    }
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
        Some(app.workspace.get::<crate::model::bucket::Bucket>(*id)?.name.clone())
    });
    app.notice = Some(Notice::hint(name.map_or_else(|| "all buckets".to_owned(), |name| format!("only {name} · c goes on"))));
    Vec::new()
}
