//! The planning board of an increment in tables: who does what when, what depends on what, what each team promises.

use std::cmp::Reverse;

use super::IncrementFacts;
use crate::model::format::{self, known};
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::words::{PLANNING_INTERVAL, worded};
use crate::scoring::facts::FactTable;
use crate::scoring::plan::promises::{TeamPromise, promises};
use crate::scoring::plan::team_board::{BoardLine, TeamBoardCell, TeamLink, seat};
use crate::scoring::plan::{Place, words};

impl IncrementFacts<'_> {
    /// What each team has in each iteration.
    pub(super) fn teams(&self) -> FactTable {
        let board = &self.board;
        let mut rows = Vec::new();
        for line in 0..board.teams.len() {
            let mut team = match board.line(line) {
                BoardLine::Team(Some(id)) => self.team(Some(id)),
                BoardLine::Team(None) | BoardLine::Awaited | BoardLine::Milestones => {
                    "no team".to_owned()
                }
            };
            for (at, place) in board.places.iter().enumerate() {
                let cards = board.cards(TeamBoardCell { line, at });
                if cards.is_empty() || *place == Place::Unplanned {
                    continue;
                }
                let iteration = match place {
                    Place::Iteration(id) => self.content.workspace.get::<Iteration>(*id),
                    Place::Unplanned | Place::Loose => None,
                };
                let name = iteration.map(|one| self.said(&one.name));
                let items = cards.iter().map(|id| self.card(*id));
                let items: Vec<String> = items.collect();
                let when = known(name, worded("no iteration"));
                rows.push(vec![std::mem::take(&mut team), when, items.join(", ")]);
            }
        }
        FactTable::new("Planning board", worded("Team | Iteration | Items"), rows)
    }

    /// A card in words: `Refund on the day of scanning (8)`.
    fn card(&self, id: Id) -> String {
        let size = self.content.workspace.get::<Item>(id);
        let size = known(size.and_then(|item| item.size.value), "?");
        format!("{} ({size})", self.content.title(id))
    }

    /// What the planned items depend on, what is late first, and what must be planned and is not.
    pub(super) fn links(&self) -> FactTable {
        let meant = self.content.meant();
        let links = self.board.links().copied();
        let mut links: Vec<TeamLink> = links
            .filter(|link| meant.contains(&link.item) && meant.contains(&link.need))
            .collect();
        links.sort_by_key(|link| Reverse(link.order));
        let place = |id: Id| self.said(&seat(self.content.workspace, id));
        let row = |link: &TeamLink| {
            vec![
                self.content.title(link.item),
                place(link.item),
                self.content.title(link.need),
                place(link.need),
                words::link(link),
            ]
        };
        let left = self.figures.musts_left.iter();
        let left = left.filter(|id| meant.contains(id)).count();
        let words = format::count(left, worded("Must item is"), worded("Must items are"));
        let note = (left > 0).then(|| format!("{words} in no {PLANNING_INTERVAL}."));
        let columns = worded("Item | Where | Depends on | Where it is | In time");
        FactTable::new("Dependencies", columns, links.iter().map(row).collect()).noting(note)
    }

    /// The value that each team promises, what it reached, and how sure it is.
    pub(super) fn promises(&self) -> FactTable {
        let all = promises(self.content.workspace, self.increment.id);
        let row = |one: &TeamPromise| {
            let team = match one.team {
                Some(_) => self.team(one.team),
                None => "no team".to_owned(),
            };
            one.words(&team).to_vec()
        };
        let columns = "Team | Committed: | Uncommitted: | Reached: | Kept: | Confidence";
        FactTable::new("Promised by teams", columns, all.iter().map(row).collect())
    }
}
