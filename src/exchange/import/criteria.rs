//! Criteria: the columns of a sheet that rates items by several things, each with a weight.
//!
//! Owns how such a column is told from others, what it is called without its weight, and the criteria that are made of
//! them. A criterion that is here already keeps its own weight and ends.

use super::headings::plain;
use super::mapping::{ColumnTarget, Mapping};
use super::names::NewIds;
use super::role::Role;
use super::table::ImportTable;
use super::words;
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::criterion::Criterion;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::Declared;

/// The three inputs of ICE, each with what it is called.
const ICE: [&str; 3] = [
    "impact, auswirkung, impacto",
    "confidence, konfidenz, confiance, confianza, confiança",
    "ease, ease of implementation, ease of build, easiness, einfachheit, leichtigkeit, facilité, facilidad, facilidade",
];

/// One criterion as a sheet has it.
pub(super) struct SheetCriterion {
    /// Where its ratings stand.
    column: usize,
    name: String,
    weight: Option<Number>,
    /// The lowest and highest rating.
    ends: (Number, Number),
}

/// The columns that look like criteria: several with weights beside their names or below them, or the inputs of ICE.
pub(super) fn columns(table: &ImportTable, mapping: &Mapping) -> Vec<usize> {
    let weights = weights_row(table);
    let is_free = |at: &usize| {
        let column = table.columns.get(*at);
        column.is_some_and(|column| {
            ColumnTarget::of(column.role) == ColumnTarget::Keep
                && !matches!(column.role, Role::Score | Role::FileScore(_))
                && !mapping.columns.contains_key(&column.name)
        }) && has_numbers(table, *at)
    };
    let free: Vec<usize> = (0..table.columns.len()).filter(is_free).collect();
    let name = |at: usize| table.columns.get(at).map_or("", |column| &column.name);
    let weighed = free.iter().copied().filter(|at| {
        let below = weights.and_then(|row| table.rows.get(row)?.cell(*at).chars().next());
        split(name(*at)).1.is_some() || below.is_some()
    });
    let weighed: Vec<usize> = weighed.collect();
    if weighed.len() > 1 {
        return weighed;
    }
    let of = |names: &&str| {
        let mut free = free.iter().copied();
        free.find(|at| words::has(names, &plain(&split(name(*at)).0)))
    };
    let ice: Option<Vec<usize>> = ICE.iter().map(of).collect();
    ice.unwrap_or_default()
}

/// The criteria of the columns that go there.
pub(super) fn of(table: &ImportTable) -> Vec<SheetCriterion> {
    let weights = weights_row(table).and_then(|row| table.rows.get(row));
    let columns: Vec<usize> = table.with(|role| role == Role::Rating).collect();
    let of = |column: usize| {
        let (name, weight) = split(&table.columns.get(column)?.name);
        let below = || number(weights?.cell(column));
        Some(SheetCriterion {
            column,
            name,
            weight: weight.or_else(below),
            ends: ends(table, column, &columns),
        })
    };
    columns.iter().copied().filter_map(of).collect()
}

/// Finds the criteria of a sheet in a workspace, and makes those it does not have. Gives the criterion of each column,
/// and what makes the new ones.
pub(super) fn land(
    sheet: &[SheetCriterion],
    workspace: &Workspace,
    ids: &mut NewIds<impl FnMut() -> Id>,
) -> (Vec<(usize, Id)>, Vec<Edit>) {
    let (mut all, mut edits) = (Vec::new(), Vec::new());
    for one in sheet {
        let is_it = |known: &&Criterion| plain(&known.name) == plain(&one.name);
        if let Some(known) = workspace.all::<Criterion>().find(is_it) {
            all.push((one.column, known.id));
        } else if let Some(id) = ids.fresh(Criterion::NAME, &plain(&one.name)) {
            let mut criterion = Criterion::new(id);
            criterion.name.clone_from(&one.name);
            criterion.weight = one.weight.or(Some(Number::whole(1)));
            (criterion.low, criterion.high) = (Some(one.ends.0), Some(one.ends.1));
            edits.push(Edit::Insert(Box::new(criterion)));
            all.push((one.column, id));
        }
    }
    (all, edits)
}

/// The ratings of an item with those of its row, as its field has them.
pub(super) fn rated(
    item: Option<&Item>,
    ratings: &[(usize, Number)],
    criteria: &[(usize, Id)],
) -> Option<(usize, Value)> {
    let field = Item::KIND.field("ratings")?;
    let mut all = item.map_or_else(Vec::new, |item| item.ratings.0.clone());
    for (column, rating) in ratings {
        let (_, id) = criteria.iter().find(|(known, _)| known == column)?;
        match all.iter_mut().find(|(known, _)| known == id) {
            Some((_, known)) => *known = *rating,
            None => all.push((*id, *rating)),
        }
    }
    (!all.is_empty()).then_some((field, Value::Ratings(all)))
}

/// The row that holds the weights, where a sheet has one.
fn weights_row(table: &ImportTable) -> Option<usize> {
    let title = table.find(|role| role.as_title().is_some())?;
    let mut rows = table.rows.iter();
    rows.position(|row| words::is_weights(row.cell(title)))
}

/// The name of a criterion, and the weight that stands in brackets behind it: `Value (40 %)`, `Reach [x3]`.
fn split(name: &str) -> (String, Option<Number>) {
    let bare = || (name.trim().to_owned(), None);
    let trimmed = name.trim();
    let inner = trimmed.strip_suffix([')', ']']);
    let Some((before, inner)) = inner.and_then(|inner| inner.rsplit_once(['(', '['])) else {
        return bare();
    };
    let lower = inner.to_lowercase();
    let digits = lower.trim_start_matches(|c: char| !c.is_ascii_digit());
    let word = lower.get(..lower.len() - digits.len()).unwrap_or_default();
    let word = word.trim_matches([' ', ':', '=', '.']);
    let says_weight = digits.ends_with('%')
        || words::has(
            "x, ×, *, w, weight, weighting, gewicht, gewichtung, poids, peso",
            word,
        );
    match number(digits).filter(|_| says_weight && !before.trim().is_empty()) {
        Some(weight) => (before.trim().to_owned(), Some(weight)),
        None => bare(),
    }
}

/// A number, also with `%`.
fn number(cell: &str) -> Option<Number> {
    let cell = cell.trim().trim_end_matches(['%', ' ']);
    let number = Number::parse(&super::cells::number(cell)).ok()?;
    (!number.is_negative()).then_some(number)
}

/// Whether the cells of a column are numbers, most of them.
fn has_numbers(table: &ImportTable, at: usize) -> bool {
    let all = table.filled(at).count();
    let numbers = table.filled(at).filter(|cell| number(cell).is_some());
    let numbers = numbers.count();
    numbers > 0 && 2 * numbers >= all
}

/// The ends of the scale on which a column rates: 1 to 5, 1 to 10, 0 to 100, or what its cells need. A sheet that
/// nowhere rates above 10 has one scale.
fn ends(table: &ImportTable, at: usize, all: &[usize]) -> (Number, Number) {
    let weights = weights_row(table);
    let numbers = |at: usize| {
        let rows = table.rows.iter().enumerate();
        let rows = rows.filter(|(row, _)| Some(*row) != weights);
        rows.filter_map(move |(_, row)| number(row.cell(at)))
    };
    let most = all.iter().flat_map(|at| numbers(*at)).max();
    let most = most.filter(|most| *most <= Number::whole(10));
    let most = most.or_else(|| numbers(at).max()).unwrap_or(Number::ZERO);
    let least = numbers(at).min().unwrap_or(Number::ZERO);
    let usual = [(0, 1), (1, 5), (1, 10), (0, 100)];
    let usual = usual.map(|(low, high)| (Number::whole(low), Number::whole(high)));
    let fitting = usual.into_iter().find(|(_, high)| most <= *high);
    let (low, high) = fitting.unwrap_or((Number::ZERO, most));
    (low.min(least), high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_stand_in_brackets() {
        let check = |name: &str, bare: &str, weight: Option<i64>| {
            assert_eq!(
                split(name),
                (bare.to_owned(), weight.map(Number::whole)),
                "{name}"
            );
        };
        check("Customer value (40 %)", "Customer value", Some(40));
        check("Reach [x3]", "Reach", Some(3));
        check("Fit (weight: 2)", "Fit", Some(2));
        check("Wert (Gewicht 25%)", "Wert", Some(25));
        check("Value (1-20)", "Value (1-20)", None);
        check("Value (5)", "Value (5)", None);
        check("Value [points]", "Value [points]", None);
        check("(40 %)", "(40 %)", None);
    }
}
