//! After an import: what came in, how much of it is open, and what to do next.
//!
//! Owns the page. A key does one thing and comes back to it; scoring goes to the board.

use crate::desk::Desk;
use crate::desk::allocate;
use crate::desk::changes::many;
use crate::dialogs::page::{ALLOCATE, LEVEL, Page, SCORE};
use crate::edit;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::{Item, Tier};
use crate::model::key::{APP_CONFLICTS, CELLS_TAKE, PAGE_LEVEL, PAGE_SCORE};
use crate::model::words::{AN_ITEM, ITEMS, worded};
use crate::scoring::levels;

/// The filter that shows what is to be scored.
const UNSCORED: &str = "unknown:score";

/// What came in.
#[derive(Clone, Debug)]
pub(super) struct CameIn {
    /// The name of the file.
    pub name: String,
    /// How many items are new.
    pub created: usize,
    /// How many changed.
    pub updated: usize,
    /// How many values changed here and in the file.
    pub clashes: usize,
    /// The items of the file.
    pub items: Vec<Id>,
    /// Their levels, the largest first, and how many are of each.
    pub levels: Vec<(Tier, usize)>,
}

impl CameIn {
    /// Opens the page over the board.
    pub fn open(self, desk: &mut Desk) {
        let unscored = self.unscored(desk);
        let mut page = Page::new("What came in", self.name.clone(), self.lines(desk));
        if unscored > 0 {
            page = page
                .enter("score", |desk, ()| score(desk))
                .offer(SCORE, "score", |desk, ()| score(desk));
        }
        if allocate::offer(desk).is_some() {
            let came = self.clone();
            page = page.offer(ALLOCATE, "allocate", move |desk, ()| {
                allocate::by_kind(desk);
                came.open(desk);
            });
        }
        if self.levels.len() > 1 {
            page = page.offer(LEVEL, "level", move |desk, ()| {
                self.rank_next_level(desk);
                self.open(desk);
            });
        }
        desk.open(page);
    }

    /// How many of the items are open and lack a part of their score.
    fn unscored(&self, desk: &Desk) -> usize {
        let is_unscored = |id: &&Id| {
            let item = desk.workspace.get::<Item>(**id);
            let score = desk.derived.evaluation.score(**id);
            item.is_some_and(|item| item.state.is_open())
                && score.is_some_and(|score| !score.line.missing.is_empty())
        };
        self.items.iter().filter(is_unscored).count()
    }

    fn lines(&self, desk: &Desk) -> Vec<String> {
        let came = self.items.iter();
        let came = came.filter_map(|id| desk.workspace.get::<Item>(*id));
        let states: Vec<bool> = came.map(|item| item.state.is_open()).collect();
        let open = states.iter().filter(|is_open| **is_open).count();
        let mut lines = vec![format!(
            "{} new, {} changed. {open} are open, {} are done, parked or declined.",
            many(self.created, "item"),
            self.updated,
            states.len() - open
        )];
        if self.clashes > 0 {
            let clashes = many(self.clashes, "conflict");
            lines.push(format!(
                "{clashes} with what was changed here: {APP_CONFLICTS} compares them."
            ));
        }
        lines.extend([String::new(), "What to do next".to_owned()]);
        lines.push(allocate::offer(desk).map_or_else(
            || format!("   Allocation: there is nothing to do for these {ITEMS}."),
            |offer| {
                let (key, does) = offer.split_once(' ').unwrap_or(("", &offer));
                format!("{key}  Allocation: {does}.")
            },
        ));
        lines.push(match self.unscored(desk) {
            0 => format!("   Scores: every open one of these {ITEMS} has its score."),
            unscored => format!(
                "{PAGE_SCORE}  Scores: {} to score. Type a value, {CELLS_TAKE} goes down.",
                many(unscored, "item")
            ),
        });
        lines.push(if self.levels.len() > 1 {
            let ranked = levels::ranked_level(&desk.workspace).word().label;
            let all = self.levels.iter().map(|(tier, count)| {
                crate::model::format::many(*count, &tier.word().label.to_lowercase())
            });
            let all: Vec<String> = all.collect();
            format!(
                "{PAGE_LEVEL}  Levels: {}. “{ranked}” is ranked; {PAGE_LEVEL} ranks the next one.",
                all.join(", ")
            )
        } else {
            format!("   Levels: all are of one level; the form of {AN_ITEM} has its parent.")
        });
        lines.extend([
            String::new(),
            worded("Nothing is lost: {APP_UNDO} on the board takes the import back.").to_owned(),
        ]);
        lines
    }

    /// Ranks the next of the levels that came in, after the last one the first.
    fn rank_next_level(&self, desk: &mut Desk) {
        let now = levels::ranked_level(&desk.workspace);
        let mut all = self.levels.iter().map(|(level, _)| *level);
        let first = all.clone().next();
        let after = all.find(|level| *level == now).and(all.next());
        let Some(level) = after.or(first) else {
            return;
        };
        let edit = edit::rank_level(&desk.workspace, level);
        desk.commit(
            &format!("ranked level {}", level.word().label.to_lowercase()),
            edit.into_iter().collect(),
        );
    }
}

/// Goes to the first item without a score, at the first value that it lacks.
fn score(desk: &mut Desk) {
    desk.backlog.column = None;
    desk.set_filter(UNSCORED);
    let first = desk.backlog.items().next();
    if let Some(first) = first {
        desk.backlog.select(first);
        desk.backlog.column = Some(0);
    }
    desk.hint(worded(
        "type a value · {CELLS_TAKE} goes down, {CELLS_LEAVE} {BOARD_CLEAR} shows all of them",
    ));
}
