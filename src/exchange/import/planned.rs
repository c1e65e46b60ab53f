//! Planned: the teams, planning intervals and iterations that the rows of a file name.
//!
//! Owns which columns may name them, how a cell does, and what is made of one that is not there. Nothing of it is taken
//! before somebody says so: until then such columns are kept as they are.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::cells;
use super::dates::{DateOrder, NoDate, date};
use super::draft::{ItemDraft, NamedLink};
use super::headings::{bracketed, plain, singular};
use super::mapping::{ColumnTarget, Mapping};
use super::names::NewIds;
use super::notes::{Note, Notes};
use super::table::ImportTable;
use crate::edit::Edit;
use crate::exchange::sheet;
use crate::model::Workspace;
use crate::model::field::{ExtraCell, PartOf, Value};
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::team::Team;

/// The fields of an item that say where it is planned, each with what it is called elsewhere, the likeliest name first.
const NAMES: [(&str, &str); 3] = [
    (
        "increment",
        "planning interval, program increment, pi, increment, fix version, fix version/s, fixversion, target version, \
         target release, release, milestone, quarter, lösungsversion, meilenstein, version de correction, jalon, \
         versión correctora, versão de correção, versione correttiva, wersja naprawcza, 修正バージョン, 修复版本",
    ),
    (
        "iteration",
        "sprint, iteration, iteration path, iteration name, sprint name, cycle name, cycle, itération, iteración, \
         iteração, iterazione, iteracja, спринт, итерация, スプリント, イテレーション, 冲刺, 迭代",
    ),
    (
        "team",
        "team, team name, scrum team, agile team, delivery team, assigned team, squad, area path, équipe, equipo, \
         equipe, squadra, zespół, команда, チーム, 团队",
    ),
];

/// Where the columns go that name teams, planning intervals or iterations and are only kept now.
pub(super) fn offer(table: &ImportTable, mapping: &Mapping) -> Mapping {
    let mut offer = Mapping::default();
    if table.is_own() {
        return offer;
    }
    let columns = table.columns.iter().enumerate();
    let free: Vec<(String, &str)> = columns
        .filter(|(at, column)| {
            ColumnTarget::of(column.role) == ColumnTarget::Keep
                && !mapping.columns.contains_key(&column.name)
                && table.filled(*at).next().is_some()
        })
        .map(|(_, column)| (called(&column.name), column.name.as_str()))
        .collect();
    for (field, names) in NAMES {
        let target = Item::KIND.field(field).map(ColumnTarget::Field);
        let goes_there = |role| Some(ColumnTarget::of(role)) == target;
        if table.columns.iter().any(|column| goes_there(column.role)) {
            continue;
        }
        let mut names = names.split(", ").map(singular);
        let likeliest = names.find_map(|name| free.iter().find(|(called, _)| *called == name));
        if let (Some((_, column)), Some(target)) = (likeliest, target) {
            offer.columns.insert((*column).to_owned(), target);
        }
    }
    offer
}

/// The name of a column in one form; that in the brackets of a field of somebody's own.
fn called(name: &str) -> String {
    let whole = plain(name);
    let inner = bracketed(&whole).filter(|(before, _)| before.starts_with("custom field"));
    singular(inner.map_or(whole.as_str(), |(_, inner)| inner))
}

/// What a cell names: the end of a path and what stands before it, and the days that are told with it.
#[derive(Debug, Default, PartialEq)]
struct PlanName {
    name: String,
    above: Option<String>,
    days: Option<(NaiveDate, NaiveDate)>,
}

impl PlanName {
    /// Reads `Sprint 3`, `Shop\PI 1\Sprint 3`, and the long form in which Jira once wrote sprints.
    fn of(text: &str) -> Self {
        if let Some(told) = Self::of_long(text) {
            return told;
        }
        let last = text.split(';').rfind(|part| !part.trim().is_empty());
        let parts = last.unwrap_or_default().split('\\').map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let line = |text: &&str| cells::line(text).0;
        Self {
            name: parts.last().map(line).unwrap_or_default(),
            // The first one is the project.
            above: parts.iter().skip(1).rev().nth(1).map(line),
            days: None,
        }
    }

    /// Reads `com.atlassian...Sprint@1f[id=1,state=CLOSED,name=Sprint 1,startDate=2019-01-07T...,...]`.
    fn of_long(text: &str) -> Option<Self> {
        const ENDS: [&str; 7] = [
            ",startDate=",
            ",endDate=",
            ",completeDate=",
            ",activatedDate=",
            ",sequence=",
            ",goal=",
            "]",
        ];
        let rest = text.rsplit_once("[id=")?.1;
        let after = rest.split_once(",name=")?.1;
        let end = ENDS.iter().filter_map(|end| after.find(end)).min()?;
        let day = |name: &str| {
            let from = rest.split_once(name)?.1.get(..10)?;
            NaiveDate::parse_from_str(from, "%Y-%m-%d").ok()
        };
        Some(Self {
            name: cells::line(after.get(..end)?).0,
            above: None,
            days: day(",startDate=").zip(day(",endDate=")),
        })
    }
}

/// The teams, planning intervals and iterations of a workspace and of a file.
pub(super) struct PlannedRecords {
    /// Planning intervals and teams, by their kinds and names in small letters.
    known: HashMap<(&'static str, String), Id>,
    /// Iterations by their planning intervals and names.
    within: HashMap<(Id, String), Id>,
    /// The planning interval of each iteration.
    home: HashMap<Id, Id>,
    /// Which number is the day in the columns that stand beside those of iterations, by what their names begin with.
    orders: HashMap<String, DateOrder>,
    /// What iterations without one are put into.
    sprints: String,
    increments: Vec<Increment>,
    iterations: Vec<Iteration>,
    teams: Vec<Team>,
}

impl PlannedRecords {
    /// Starts with those of a workspace. `tool` is where the file comes from.
    pub fn new(workspace: &Workspace, tool: &str) -> Self {
        let named = |(kind, name, id): (&Kind, &str, Id)| ((kind.name, name.to_lowercase()), id);
        let increments = workspace.all::<Increment>();
        let increments = increments.map(|one| named((Increment::KIND, &one.name, one.id)));
        let teams = workspace.all::<Team>();
        let teams = teams.map(|one| named((Team::KIND, &one.name, one.id)));
        let iterations = || {
            let all = workspace.all::<Iteration>();
            all.filter_map(|one| Some((one, one.increment.0?)))
        };
        Self {
            known: increments.chain(teams).collect(),
            within: iterations()
                .map(|(one, home)| ((home, one.name.to_lowercase()), one.id))
                .collect(),
            home: iterations().map(|(one, home)| (one.id, home)).collect(),
            orders: HashMap::new(),
            sprints: format!(
                "{} sprints",
                if tool.is_empty() { "Imported" } else { tool }
            ),
            increments: Vec::new(),
            iterations: Vec::new(),
            teams: Vec::new(),
        }
    }

    /// Looks how the days beside iterations are written: start and end together, in all rows.
    pub fn look_at<'d>(&mut self, drafts: impl Iterator<Item = &'d ItemDraft>) {
        let mut days: HashMap<String, Vec<&str>> = HashMap::new();
        for draft in drafts {
            let is_iteration =
                |link: &&NamedLink| Some(link.field) == Item::KIND.field("iteration");
            for link in draft.pointers.iter().filter(is_iteration) {
                let stem = stem(&link.column);
                let cells = draft.extra.iter().filter(|cell| {
                    let all = [STARTS, ENDS];
                    all.iter().any(|words| is_beside(cell, &stem, *words))
                });
                let cells: Vec<&str> = cells.map(|cell| cell.text.as_str()).collect();
                days.entry(stem).or_default().extend(cells);
            }
        }
        let order = |(stem, cells): (String, Vec<&str>)| (stem, DateOrder::of(cells.into_iter()));
        self.orders = days.into_iter().map(order).collect();
    }

    /// Turns what a draft says of its plan into values. The planning interval of an item is that of its iteration; a
    /// name that says otherwise stays as a column, as do those of earlier sprints.
    pub fn settle(
        &mut self,
        draft: &mut ItemDraft,
        names: &sheet::LinkNames,
        ids: &mut NewIds<impl FnMut() -> Id>,
        notes: &mut Notes,
    ) {
        if draft.pointers.is_empty() {
            return;
        }
        if let Some(link) = taken(draft, "team").next() {
            let id = known(&link, names).or_else(|| self.team(&link.text, ids));
            put(draft, link, id);
        }
        let interval = taken(draft, "increment").next();
        let interval = interval.map(|link| {
            let id = known(&link, names).or_else(|| self.increment(&link.text, ids));
            (link, id)
        });
        let own = interval.as_ref().and_then(|(_, id)| *id);
        let mut home = None;
        let mut sprints: Vec<NamedLink> = taken(draft, "iteration").collect();
        if let Some(last) = sprints.pop() {
            let days = self.days_beside(draft, &last.column, notes);
            let id = known(&last, names).or_else(|| self.iteration(&last, days, own, ids));
            home = id.and_then(|id| self.home.get(&id).copied());
            put(draft, last, id);
        }
        for link in sprints {
            put(draft, link, None);
        }
        let home = home.filter(|_| !draft.is_own());
        if let Some((link, id)) = interval {
            put(
                draft,
                link,
                id.filter(|id| home.is_none_or(|home| home == *id)),
            );
        }
        if let (Some(home), Some(at)) = (home, Item::KIND.field("increment"))
            && draft.fields.iter().all(|(field, _)| *field != at)
        {
            draft.fields.push((at, Value::Link(home)));
        }
    }

    fn team(&mut self, text: &str, ids: &mut NewIds<impl FnMut() -> Id>) -> Option<Id> {
        let name = PlanName::of(text).name;
        self.found(Team::KIND, &name, ids, |planned, id| {
            let mut team = Team::new(id);
            team.name.clone_from(&name);
            planned.teams.push(team);
        })
    }

    fn increment(&mut self, text: &str, ids: &mut NewIds<impl FnMut() -> Id>) -> Option<Id> {
        let name = PlanName::of(text).name;
        self.found(Increment::KIND, &name, ids, |planned, id| {
            let mut increment = Increment::new(id);
            increment.name.clone_from(&name);
            planned.increments.push(increment);
        })
    }

    /// The record of this name, made where there is none.
    fn found(
        &mut self,
        kind: &Kind,
        name: &str,
        ids: &mut NewIds<impl FnMut() -> Id>,
        make: impl FnOnce(&mut Self, Id),
    ) -> Option<Id> {
        let key = (kind.name, name.to_lowercase());
        if let Some(id) = self.known.get(&key) {
            return Some(*id);
        }
        if name.is_empty() {
            return None;
        }
        let id = ids.fresh(kind.name, &key.1)?;
        self.known.insert(key, id);
        make(self, id);
        Some(id)
    }

    /// The iteration a cell names, within the interval of its path, of its row, or that of all imported ones.
    fn iteration(
        &mut self,
        link: &NamedLink,
        beside: Option<(NaiveDate, NaiveDate)>,
        own: Option<Id>,
        ids: &mut NewIds<impl FnMut() -> Id>,
    ) -> Option<Id> {
        let PlanName { name, above, days } = PlanName::of(&link.text);
        // The path of a project alone says that nothing is planned.
        let is_path = singular(&plain(&link.column)).ends_with("path");
        if name.is_empty() || is_path && !link.text.contains('\\') {
            return None;
        }
        let small = name.to_lowercase();
        let home = match (above, own) {
            (Some(above), _) => self.increment(&above, ids)?,
            (None, Some(own)) => own,
            (None, None) => match self.alone(&small) {
                Some(home) => home,
                None => self.increment(&self.sprints.clone(), ids)?,
            },
        };
        let place = (home, small);
        let id = if let Some(id) = self.within.get(&place) {
            *id
        } else {
            let id = ids.fresh(Iteration::NAME, &format!("{home}\n{}", place.1))?;
            let mut iteration = Iteration::new(id);
            iteration.name = name;
            iteration.increment = PartOf::new(Some(home));
            self.iterations.push(iteration);
            self.within.insert(place, id);
            self.home.insert(id, home);
            id
        };
        let made = self.iterations.iter_mut().find(|one| one.id == id);
        if let (Some(made), Some((starts, ends))) = (made, days.or(beside)) {
            (made.starts, made.ends) = (Some(starts), Some(ends));
        }
        Some(id)
    }

    /// The days of an iteration in columns beside the one that names it: `Cycle Start` and `Cycle End` of `Cycle Name`.
    fn days_beside(
        &self,
        draft: &ItemDraft,
        column: &str,
        notes: &mut Notes,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let stem = stem(column);
        let order = self.orders.get(&stem).copied();
        let mut day = |words: [&str; 3]| {
            let mut cells = draft.extra.iter();
            let cell = cells.find(|cell| is_beside(cell, &stem, words))?;
            let day = date(&cell.text, order.unwrap_or(DateOrder::Unclear));
            if day == Err(NoDate::Unclear) {
                notes.add(Note::UnclearDate, &cell.name, Some(draft.line), &cell.text);
            }
            day.ok()
        };
        let (starts, ends) = (day(STARTS), day(ENDS));
        let (starts, ends) = (starts?, ends?);
        (starts <= ends).then_some((starts, ends))
    }

    /// The interval of the only iteration of this name.
    fn alone(&self, name: &str) -> Option<Id> {
        let mut all = self.within.keys().filter(|(_, known)| known == name);
        all.next()
            .map(|(home, _)| *home)
            .filter(|_| all.next().is_none())
    }

    /// What makes those that were not there, and how many there are of each kind.
    pub fn made(mut self) -> (Vec<Edit>, Vec<(&'static Kind, usize)>) {
        for increment in &mut self.increments {
            let home = Some(increment.id);
            let parts = self.iterations.iter().filter(|one| one.increment.0 == home);
            let days = parts.filter_map(|one| one.starts.zip(one.ends));
            let (starts, ends): (Vec<NaiveDate>, Vec<NaiveDate>) = days.unzip();
            increment.starts = starts.into_iter().min();
            increment.ends = ends.into_iter().max();
        }
        let counts = [
            (Team::KIND, self.teams.len()),
            (Increment::KIND, self.increments.len()),
            (Iteration::KIND, self.iterations.len()),
        ];
        let teams = self
            .teams
            .into_iter()
            .map(|one| Edit::Insert(Box::new(one)));
        let increments = self.increments.into_iter();
        let increments = increments.map(|one| Edit::Insert(Box::new(one)));
        let iterations = self.iterations.into_iter();
        let iterations = iterations.map(|one| Edit::Insert(Box::new(one)));
        let filled = counts.into_iter().filter(|(_, count)| *count > 0);
        (
            teams.chain(increments).chain(iterations).collect(),
            filled.collect(),
        )
    }
}

/// How the names of columns end that hold the first and the last day.
const STARTS: [&str; 3] = ["start", "start date", "starts"];
const ENDS: [&str; 3] = ["end", "end date", "ends"];

/// What the name of a column of iterations begins with: `cycle` of `Cycle Name`.
fn stem(column: &str) -> String {
    let whole = plain(column);
    let stem = whole.strip_suffix("name").unwrap_or(&whole);
    stem.trim().to_owned()
}

/// Whether a cell is one of days beside an iteration: `Cycle Start` beside `cycle`.
fn is_beside(cell: &ExtraCell, stem: &str, words: [&str; 3]) -> bool {
    let name = plain(&cell.name);
    let rest = name.strip_prefix(stem).map(str::trim);
    rest.is_some_and(|rest| words.contains(&rest))
}

/// Takes the names that a draft has for a field.
fn taken(draft: &mut ItemDraft, field: &str) -> std::vec::IntoIter<NamedLink> {
    let at = Item::KIND.field(field);
    let here = draft.pointers.extract_if(.., |link| Some(link.field) == at);
    let links: Vec<NamedLink> = here.collect();
    links.into_iter()
}

/// The record that a sheet means by a name.
fn known(link: &NamedLink, names: &sheet::LinkNames) -> Option<Id> {
    let field = Item::KIND.fields.get(link.field)?;
    let value = sheet::read_cell(field, &link.text, names).ok()?;
    value.targets().first().copied()
}

/// Gives a draft a record; the name stays as a column where there is none.
fn put(draft: &mut ItemDraft, link: NamedLink, id: Option<Id>) {
    let NamedLink {
        field,
        column,
        text,
    } = link;
    match id {
        Some(id) => draft.fields.push((field, Value::Link(id))),
        None => draft.extra.push(ExtraCell { name: column, text }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_names_the_last_of_several_and_the_end_of_a_path() {
        let check = |text: &str, name: &str, above: Option<&str>| {
            let told = PlanName::of(text);
            assert_eq!((told.name.as_str(), told.above.as_deref()), (name, above));
        };
        check("Sprint 3", "Sprint 3", None);
        check("Sprint 2; Sprint 3;", "Sprint 3", None);
        check("Shop\\Sprint 3", "Sprint 3", None);
        check("Shop\\2026\\PI 1\\Sprint 3", "Sprint 3", Some("PI 1"));
        check("", "", None);
    }

    #[test]
    fn the_long_form_of_a_sprint_tells_its_days() {
        let long = "com.atlassian.greenhopper.service.sprint.Sprint@1f[id=7,rapidViewId=2,state=CLOSED,\
                    name=Sprint 1, pay,startDate=2026-01-05T08:00:00.000Z,endDate=2026-01-16T17:00:00.000Z,\
                    completeDate=<null>,sequence=7]";
        let told = PlanName::of(long);
        let day = |day| NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
        assert_eq!(told.name, "Sprint 1, pay");
        assert_eq!(told.days, Some((day(5), day(16))));
        let open = "Sprint@1f[id=7,state=FUTURE,name=Sprint 2,startDate=<null>,endDate=<null>]";
        assert_eq!(PlanName::of(open).days, None);
    }
}
