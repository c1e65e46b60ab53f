//! The cells of the grid: which team and iteration each is of, what stands in it, and the edits that change it.

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::filter::fold;
use crate::desk::notice::quoted;
use crate::edit::Edit;
use crate::exchange::pasted::block;
use crate::model::availability::Availability;
use crate::model::field::{FieldType, PartOf, Value};
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::key::CAPACITY_UNDO;
use crate::model::record::{Declared, Record};
use crate::model::team::Team;
use crate::model::words::ITERATION;
use crate::scoring::plan::iterations;

/// The fields of a team that can be typed, with the words for them.
pub const FIELDS: [(&str, &str); 3] = [
    ("people", "People"),
    ("away", "Days away"),
    ("capacity", "Capacity"),
];

/// A cell: its row and its column.
type Place = (usize, usize);

/// The teams and iterations of an interval.
#[derive(Debug)]
pub struct CapacityTable {
    /// The teams, by name.
    pub teams: Vec<Team>,
    /// The iterations, by their first day.
    pub iterations: Vec<Iteration>,
    /// Who is there.
    there: Vec<Availability>,
}

impl CapacityTable {
    /// The table of an interval, as whoever looks at the screen may see it.
    pub fn of(desk: &Desk, increment: Id) -> Self {
        let seen = desk.seen();
        let mut teams: Vec<Team> = seen.all::<Team>().cloned().collect();
        teams.sort_by(|one, other| {
            alphanumeric_sort::compare_str(&one.name, &other.name).then(one.id.cmp(&other.id))
        });
        let iterations: Vec<Iteration> = iterations(seen, increment).into_iter().cloned().collect();
        let is_own = |there: &&Availability| {
            iterations
                .iter()
                .any(|one| there.iteration.0 == Some(one.id))
        };
        let there = seen.all::<Availability>().filter(is_own).cloned().collect();
        Self {
            teams,
            iterations,
            there,
        }
    }

    /// How many rows can be typed in.
    pub fn rows(&self) -> usize {
        self.teams.len() * FIELDS.len()
    }

    fn team(&self, row: usize) -> Option<&Team> {
        self.teams.get(row / FIELDS.len())
    }

    /// Who of the team of a row is there in an iteration.
    fn there(&self, (row, column): Place) -> Option<&Availability> {
        let (team, iteration) = (self.team(row)?.id, self.iterations.get(column)?.id);
        let mut all = self.there.iter();
        all.find(|there| there.team.0 == Some(team) && there.iteration.0 == Some(iteration))
    }

    /// What is typed into a cell.
    pub fn value(&self, row: usize, column: usize) -> Value {
        let there = self.there((row, column));
        there.map_or(Value::Blank, |there| {
            field(row).map_or(Value::Blank, |(at, _)| there.get(at))
        })
    }

    /// The same as a text; none where nothing is.
    pub fn text(&self, row: usize, column: usize) -> Option<String> {
        let (_, holds) = field(row)?;
        let value = self.value(row, column);
        (value != Value::Blank).then(|| holds.format(&value))
    }

    /// The edits that give cells values; who is there in an iteration is noted with the first of them.
    pub fn edits(&self, desk: &mut Desk, cells: Vec<(Place, Value)>) -> Vec<Edit> {
        let mut made: Vec<Availability> = Vec::new();
        let mut edits = Vec::new();
        for (place, value) in cells {
            let (Some(team), Some(iteration), Some((at, _))) = (
                self.team(place.0),
                self.iterations.get(place.1),
                field(place.0),
            ) else {
                continue;
            };
            let (team, iteration) = (team.id, iteration.id);
            if let Some(there) = self.there(place) {
                edits.push(Edit::Set {
                    kind: Availability::KIND,
                    id: there.id,
                    field: at,
                    value,
                });
                continue;
            }
            let is_it =
                |one: &Availability| one.team.0 == Some(team) && one.iteration.0 == Some(iteration);
            let known = made.iter().position(is_it);
            let known = known.unwrap_or_else(|| {
                let mut there = Availability::new(desk.fresh(Availability::KIND));
                (there.team, there.iteration) =
                    (PartOf::new(Some(team)), PartOf::new(Some(iteration)));
                made.push(there);
                made.len() - 1
            });
            if let Some(there) = made.get_mut(known) {
                // The value was read for this field.
                drop(there.set(at, value));
            }
        }
        let is_said = |there: &Availability| {
            (0..FIELDS.len())
                .any(|row| field(row).is_some_and(|(at, _)| there.get(at) != Value::Blank))
        };
        let new = made.into_iter().filter(is_said);
        edits.splice(0..0, new.map(|there| Edit::Insert(there.boxed())));
        edits
    }
}

/// The field of who is there that a row is about.
fn field(row: usize) -> Option<(usize, FieldType)> {
    let (name, _) = FIELDS.get(row % FIELDS.len())?;
    let at = Availability::KIND.field(name)?;
    Some((at, Availability::KIND.fields.get(at)?.holds))
}

/// Reads what is typed into a cell: the words of the step and its edits, or why it is no value.
pub fn put(
    desk: &mut Desk,
    increment: Id,
    place: Place,
    text: &str,
) -> Result<(String, Vec<Edit>), String> {
    let table = CapacityTable::of(desk, increment);
    let (team, iteration, (at, holds)) = table
        .team(place.0)
        .zip(table.iterations.get(place.1))
        .zip(field(place.0))
        .map(|((team, iteration), field)| (team, iteration, field))
        .ok_or_else(|| "there is no such cell any more".to_owned())?;
    let value = holds
        .typed(text, None)
        .map_err(|misfit| format!("{misfit} · {}", misfit.hint))?;
    let label = Availability::KIND
        .fields
        .get(at)
        .map_or("", |field| field.label.said());
    let label = format!(
        "{label} of {} in {}: {text}",
        quoted(&team.name),
        iteration.name
    );
    Ok((label, table.edits(desk, vec![(place, value)])))
}

/// Fills cells from the cursor on with a block: its rows are teams, its columns iterations. A first column of names says
/// which teams; one that is new makes a team. What does not fit is said.
pub fn fill(desk: &mut Desk, increment: Id, (row, column): Place, text: &str) {
    let rows = block(text);
    let before = CapacityTable::of(desk, increment);
    let line = row % FIELDS.len();
    let is_name = |cell: &String| cell.chars().any(char::is_alphabetic);
    let has_names = rows
        .iter()
        .filter(|row| row.first().is_some_and(is_name))
        .count()
        * 2
        > rows.len();
    let is_heading = |row: &Vec<String>| {
        let named = |cell: &String| {
            before
                .iterations
                .iter()
                .any(|one| fold(&one.name) == fold(cell))
        };
        row.iter().skip(usize::from(has_names)).any(named)
    };
    let rows: Vec<&Vec<String>> = rows.iter().filter(|row| !is_heading(row)).collect();
    let mut edits = Vec::new();
    let mut after = desk.workspace.clone();
    if has_names {
        for name in rows
            .iter()
            .filter_map(|row| row.first())
            .filter(|name| is_name(name))
        {
            if after
                .all::<Team>()
                .all(|team| fold(&team.name) != fold(name))
            {
                let mut team = Team::new(desk.fresh(Team::KIND));
                team.name.clone_from(name);
                let edit = Edit::Insert(team.boxed());
                // Its name is new.
                drop(crate::edit::apply(&mut after, vec![edit.clone()]));
                edits.push(edit);
            }
        }
    }
    let mut table = before;
    for team in after.all::<Team>() {
        if table.teams.iter().all(|known| known.id != team.id) {
            table.teams.push(team.clone());
        }
    }
    let (mut cells, mut misfits) = (Vec::new(), Vec::new());
    for (at, row_cells) in rows.iter().enumerate() {
        let named = row_cells.first().filter(|_| has_names);
        let team = match named {
            Some(name) => table
                .teams
                .iter()
                .position(|team| fold(&team.name) == fold(name)),
            None => Some(row / FIELDS.len() + at).filter(|team| *team < table.teams.len()),
        };
        let Some(team) = team else {
            misfits.push(format!(
                "{} below the last team",
                many(rows.len() - at, "row")
            ));
            break;
        };
        let own = row_cells.iter().skip(usize::from(has_names));
        for (cell, column) in own.zip(column..).filter(|(cell, _)| !cell.is_empty()) {
            let place = (team * FIELDS.len() + line, column);
            let read = field(place.0).map(|(_, holds)| holds.typed(cell, None));
            match read {
                _ if column >= table.iterations.len() => {
                    misfits.push(format!(
                        "row {}: “{cell}” is beyond the last {ITERATION}",
                        at + 1
                    ));
                }
                Some(Ok(value)) => cells.push((place, value)),
                Some(Err(misfit)) => misfits.push(format!("row {}: {misfit}", at + 1)),
                None => {}
            }
        }
    }
    let label = format!("pasted {}", many(cells.len(), "value"));
    edits.extend(table.edits(desk, cells));
    let is_done = desk.commit(&label, edits);
    match (misfits.len(), misfits.first()) {
        (_, None) if is_done => {}
        (_, None) => desk.hint("the cells have that value already"),
        (count, Some(first)) => {
            let said = if count > 1 {
                format!("{count} do not fit, first {first}")
            } else {
                first.clone()
            };
            desk.hint(if is_done {
                format!("{label} · {said} · {CAPACITY_UNDO} undoes")
            } else {
                said
            });
        }
    }
}
