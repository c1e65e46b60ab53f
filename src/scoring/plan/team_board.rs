//! The planning board of an increment: teams by rows, places by columns, and what depends on what across them.
//!
//! Owns which card is in which cell, in which column a day falls, and which links there are. How a link stands in time
//! is [`super::checks`], what a cell can carry [`super::supply`]. Knows no screen.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::capacity::Load;
use super::checks::{NeedOrder, link};
use super::inputs::places_of;
use super::supply::Supply;
use super::velocity::PastIterations;
use super::{Place, Planned, Stretch, apart_of, by_team};
use crate::model::Workspace;
use crate::model::dependency::Dependency;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, State};
use crate::model::milestone::Milestone;
use crate::model::team::Team;
use crate::scoring::levels;
use crate::scoring::ratio::Ratio;

/// The board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamBoard {
    /// The plan of the increment.
    pub planned: Planned,
    /// Its columns: what is in no increment first, then what is in no iteration where there is such, then iterations.
    pub places: Vec<Place>,
    /// Its rows: teams by name, then no team where items have none.
    pub teams: Vec<TeamRow>,
    /// What is awaited from outside, by column; without a day in the first.
    pub awaited: Vec<Vec<Id>>,
    /// The milestones, in the same way.
    pub milestones: Vec<Vec<Id>>,
    /// What items depend on, by the item that does.
    needs: BTreeMap<Id, Vec<TeamLink>>,
    /// The same links by what is depended on.
    needed: BTreeMap<Id, Vec<TeamLink>>,
    /// The cell of every card.
    cells: BTreeMap<Id, TeamBoardCell>,
}

/// A cell: its row from the top, its column from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamBoardCell {
    /// Its row: teams first, then what is awaited, then milestones.
    pub line: usize,
    /// Its column.
    pub at: usize,
}

/// A team, what it has in each column, and how that adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamRow {
    /// The team; none for what has no team.
    pub team: Option<Id>,
    /// Its items by column.
    pub cells: Vec<Stretch>,
    /// What it has in all iterations at work against what it can; none where one is unknown.
    pub load: Option<Load>,
}

/// An item and something it depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamLink {
    /// The item.
    pub item: Id,
    /// What it depends on.
    pub need: Id,
    /// How that stands in time; none while the item is in no iteration.
    pub order: Option<NeedOrder>,
    /// How many iterations later that comes, less than none where it is earlier; none where one is in no iteration.
    pub later: Option<i64>,
    /// Whether another team does it.
    pub crosses: bool,
}

/// How many links there are between planned items, and how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkCounts {
    /// All.
    pub all: usize,
    /// Those of which what is needed comes too late, or is not planned.
    pub late: usize,
    /// Those in the same iteration.
    pub tight: usize,
}

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardLine {
    /// The items of a team, or of none.
    Team(Option<Id>),
    /// What is awaited from outside.
    Awaited,
    /// Milestones.
    Milestones,
}

impl TeamBoard {
    /// The board of an increment with these items, in their order.
    pub fn of(
        workspace: &Workspace,
        past: &PastIterations,
        increment: &Increment,
        items: &[Id],
    ) -> Self {
        let (planned, unplanned) = apart_of(workspace, past, increment, items);
        let loose = !planned.open.items.is_empty() || planned.iterations.is_empty();
        let iterations = planned.iterations.iter();
        let iterations = iterations.map(|(id, _)| Place::Iteration(*id));
        let places = std::iter::once(Place::Unplanned)
            .chain(loose.then_some(Place::Loose))
            .chain(iterations)
            .collect();
        let mut board = Self {
            planned,
            places,
            teams: Vec::new(),
            awaited: Vec::new(),
            milestones: Vec::new(),
            needs: BTreeMap::new(),
            needed: BTreeMap::new(),
            cells: BTreeMap::new(),
        };
        board.fill(workspace, past, &unplanned);
        board.date(workspace, increment);
        board.link(workspace);
        board.cells = board.find_all();
        board
    }

    /// Puts the items into the cells of their teams.
    fn fill(&mut self, workspace: &Workspace, past: &PastIterations, unplanned: &[&Item]) {
        let mut teams: Vec<&Team> = workspace.all().collect();
        teams.sort_by(|one, other| alphanumeric_sort::compare_str(&one.name, &other.name));
        let mut columns: Vec<BTreeMap<Option<Id>, Stretch>> = Vec::new();
        for place in &self.places {
            columns.push(match place {
                Place::Unplanned => apart(workspace, unplanned.iter().copied()),
                Place::Loose => {
                    let open = self.planned.open.items.iter();
                    apart(workspace, open.filter_map(|id| workspace.get(*id)))
                }
                Place::Iteration(id) => {
                    let own = self.planned.iterations.iter().find(|(of, _)| of == id);
                    let items = own.map_or(&[][..], |(_, stretch)| &stretch.items);
                    let iteration = workspace.get::<Iteration>(*id);
                    let of = |iteration| by_team(workspace, past, iteration, items);
                    iteration.map(of).into_iter().flatten().collect()
                }
            });
        }
        let has_none = columns.iter().any(|column| column.contains_key(&None));
        let rows = teams.iter().map(|team| Some(team.id));
        for team in rows.chain(has_none.then_some(None)) {
            let cells: Vec<Stretch> = columns
                .iter_mut()
                .map(|column| {
                    column
                        .remove(&team)
                        .unwrap_or_else(|| Stretch::of(workspace, &[], Supply::Unknown))
                })
                .collect();
            let load = self.at_work(workspace, &cells);
            self.teams.push(TeamRow { team, cells, load });
        }
    }

    /// What these cells come to in the iterations that are not kept free.
    fn at_work(&self, workspace: &Workspace, cells: &[Stretch]) -> Option<Load> {
        let is_at_work = |place: &Place| match place {
            Place::Iteration(id) => {
                let iteration = workspace.get::<Iteration>(*id);
                iteration.is_some_and(|iteration| !iteration.innovation)
            }
            Place::Unplanned | Place::Loose => false,
        };
        let cells = self.places.iter().zip(cells);
        let loads: Option<Vec<Load>> = cells
            .filter(|(place, _)| is_at_work(place))
            .map(|(_, stretch)| stretch.against())
            .collect();
        let loads = loads.filter(|loads| !loads.is_empty())?;
        Some(Load {
            points: Ratio::sum(loads.iter().map(|load| load.points))?,
            capacity: Ratio::sum(loads.iter().map(|load| load.capacity))?,
        })
    }

    /// Puts what has a day into the column that the day falls into.
    fn date(&mut self, workspace: &Workspace, increment: &Increment) {
        let is_own = |of: Option<Id>, due: Option<NaiveDate>| match of {
            Some(of) => of == increment.id,
            None => due.is_some_and(|day| {
                let begun = increment.starts.is_some_and(|first| day >= first);
                begun && increment.ends.is_some_and(|last| day <= last)
            }),
        };
        let awaited = workspace.all::<Dependency>();
        let awaited = awaited.filter(|one| is_own(one.increment.0, one.due));
        let milestones = workspace.all::<Milestone>();
        let milestones = milestones.filter(|one| is_own(one.increment.0, one.due));
        self.awaited = self.by_day(workspace, awaited.map(|one| (one.due, one.id)).collect());
        self.milestones = self.by_day(workspace, milestones.map(|one| (one.due, one.id)).collect());
    }

    fn by_day(&self, workspace: &Workspace, mut all: Vec<(Option<NaiveDate>, Id)>) -> Vec<Vec<Id>> {
        all.sort();
        let mut columns = vec![Vec::new(); self.places.len()];
        for (day, id) in all {
            if let Some(column) = columns.get_mut(self.column(workspace, day)) {
                column.push(id);
            }
        }
        columns
    }

    /// The column of a day: of the last iteration that has begun by then, else of the first one.
    fn column(&self, workspace: &Workspace, day: Option<NaiveDate>) -> usize {
        let Some(day) = day else { return 0 };
        let first_day = |place: &Place| match place {
            Place::Iteration(id) => workspace.get::<Iteration>(*id)?.starts,
            Place::Unplanned | Place::Loose => None,
        };
        let begun = |place: &Place| first_day(place).is_some_and(|first| first <= day);
        let is_iteration = |place: &Place| matches!(place, Place::Iteration(_));
        let last = self.places.iter().rposition(begun);
        last.or_else(|| self.places.iter().position(is_iteration))
            .unwrap_or_default()
    }

    /// Finds what depends on what.
    fn link(&mut self, workspace: &Workspace) {
        let waits = |item: &&Item| {
            !item.needs.0.is_empty() && item.state != State::Done && levels::takes_effort(item)
        };
        let waiting = workspace.all::<Item>().filter(waits);
        let ends = waiting.flat_map(|item| item.needs.0.iter().copied().chain([item.id]));
        let mut ends: Vec<Id> = ends.collect();
        ends.sort_unstable();
        ends.dedup();
        let ends = ends.into_iter().filter_map(|id| workspace.get(id));
        let ends: Vec<&Item> = ends.collect();
        let inputs = places_of(workspace, &ends, self.planned.id, |_| None);
        for (item, input) in ends
            .iter()
            .zip(&inputs)
            .filter(|(_, input)| !input.is_done && !input.is_out)
        {
            for at in &input.needs {
                let (Some(need), Some(other)) = (ends.get(*at), inputs.get(*at)) else {
                    continue;
                };
                let number = |at: Option<usize>| at.and_then(|at| i64::try_from(at).ok());
                let found = TeamLink {
                    item: item.id,
                    need: need.id,
                    order: link(input, other),
                    later: number(other.iteration)
                        .zip(number(input.iteration))
                        .map(|(need, own)| need - own),
                    crosses: levels::crosses(workspace, item, need),
                };
                self.needs.entry(item.id).or_default().push(found);
                self.needed.entry(need.id).or_default().push(found);
            }
        }
        for all in self.needs.values_mut().chain(self.needed.values_mut()) {
            all.sort_by_key(|link| std::cmp::Reverse(link.order));
        }
    }

    fn find_all(&self) -> BTreeMap<Id, TeamBoardCell> {
        let lines = 0..self.lines();
        let cells =
            lines.flat_map(|line| (0..self.places.len()).map(move |at| TeamBoardCell { line, at }));
        cells
            .flat_map(|cell| self.cards(cell).iter().map(move |id| (*id, cell)))
            .collect()
    }

    /// How many rows there are.
    pub const fn lines(&self) -> usize {
        self.teams.len() + 2
    }

    /// What stands in a row.
    pub fn line(&self, line: usize) -> BoardLine {
        match self.teams.get(line) {
            Some(row) => BoardLine::Team(row.team),
            None if line == self.teams.len() => BoardLine::Awaited,
            None => BoardLine::Milestones,
        }
    }

    /// What is in a cell: items of a team, what is awaited, milestones.
    pub fn cards(&self, cell: TeamBoardCell) -> &[Id] {
        let column = match self.line(cell.line) {
            BoardLine::Team(_) => {
                return self.stretch(cell).map_or(&[], |stretch| &stretch.items);
            }
            BoardLine::Awaited => self.awaited.get(cell.at),
            BoardLine::Milestones => self.milestones.get(cell.at),
        };
        column.map_or(&[], Vec::as_slice)
    }

    /// What a team has in a column.
    pub fn stretch(&self, cell: TeamBoardCell) -> Option<&Stretch> {
        self.teams.get(cell.line)?.cells.get(cell.at)
    }

    /// The cell of a card.
    pub fn find(&self, id: Id) -> Option<TeamBoardCell> {
        self.cells.get(&id).copied()
    }

    /// What an item depends on, the worst first.
    pub fn needs(&self, item: Id) -> &[TeamLink] {
        self.needs.get(&item).map_or(&[], Vec::as_slice)
    }

    /// What depends on an item, the worst first.
    pub fn needed(&self, item: Id) -> &[TeamLink] {
        self.needed.get(&item).map_or(&[], Vec::as_slice)
    }

    /// The links of the items that are planned here, in no order.
    pub fn links(&self) -> impl Iterator<Item = &TeamLink> {
        let planned = self.planned.whole.items.iter();
        planned.flat_map(|id| self.needs(*id))
    }

    /// How the links of what is planned stand in time.
    pub fn counts(&self) -> LinkCounts {
        let mut counts = LinkCounts::default();
        for link in self.links() {
            counts.all += 1;
            match link.order {
                Some(NeedOrder::Backwards | NeedOrder::Unplanned) => counts.late += 1,
                Some(NeedOrder::Tight) => counts.tight += 1,
                Some(NeedOrder::InTime) | None => {}
            }
        }
        counts
    }
}

/// Where an item stands in words: `Rails, I1`; without an iteration, that it is planned for none.
pub fn seat(workspace: &Workspace, id: Id) -> String {
    let Some(item) = workspace.get::<Item>(id) else {
        return String::new();
    };
    let (increment, iteration) = levels::time(workspace, item);
    let team = workspace.name::<Team>(levels::team(workspace, item));
    let iteration = workspace.name::<Iteration>(iteration);
    let increment = workspace.name::<Increment>(increment);
    let place = [iteration, increment, "not planned"];
    let place = place.into_iter().find(|name| !name.is_empty());
    let parts = [team, place.unwrap_or_default()].into_iter();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Items by their teams, where nothing says what can be carried.
fn apart<'w>(
    workspace: &Workspace,
    items: impl Iterator<Item = &'w Item>,
) -> BTreeMap<Option<Id>, Stretch> {
    let mut all: BTreeMap<Option<Id>, Vec<&Item>> = BTreeMap::new();
    for item in items {
        let team = levels::team(workspace, item);
        all.entry(team).or_default().push(item);
    }
    all.into_iter()
        .map(|(team, items)| (team, Stretch::of(workspace, &items, Supply::Unknown)))
        .collect()
}
