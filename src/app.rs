//! The program's state and its one entrance: an event in, effects out.
//!
//! Owns what is selected, open and noticed. Knows no terminal, no file and no clock: `run` turns the
//! terminal's input into [`event::Event`]s and performs the [`effect::Effect`]s.
//!
//! An event becomes a [`command`], a command becomes edits through [`App::commit`], edits change the
//! workspace, and [`derived`] computes every number anew.

pub mod against;
pub mod baseline;
pub mod changes;
pub mod command;
pub mod cost;
pub mod derived;
pub mod drafts;
pub mod editor;
pub mod effect;
pub mod event;
pub mod everywhere;
pub mod explain;
pub mod file;
pub mod filter;
pub mod following;
pub mod goods;
pub mod ids;
pub mod kept;
pub mod keys;
pub mod notice;
pub mod overlay;
pub mod preferences;
pub mod presenting;
pub mod reference;
pub mod screen;
mod update;
pub mod views;
pub mod whatif;

use chrono::NaiveDate;
use ratatui::layout::Size;

use crate::edit::Edit;
use crate::edit::history::{Change, History};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::settings::Settings;
use against::Against;
use baseline::Baseline;
use command::Scope;
use derived::Derived;
use effect::Effect;
use event::Event;
use file::{File, Opened, Pending};
use ids::Ids;
use keys::Keys;
use notice::Notice;
use overlay::Overlay;
use preferences::Preferences;
use presenting::Presenting;
use views::View;
use views::board::Board;
use views::findings::Findings;
use views::grid::Grid;
use views::learn::Learn;
use views::log::Log;
use views::plan::Planning;
use views::risks::Risks;
use views::roadmap::Roads;
use views::session::Room;

/// The state of the program.
#[derive(Debug)]
pub struct App {
    /// The records.
    pub workspace: Workspace,
    /// What can be undone.
    pub history: History,
    /// The real board, while a trial is on.
    pub trial: Option<Baseline>,
    /// What others see of it, while they watch.
    pub presenting: Option<Presenting>,
    /// The earlier version ranks are marked against, if one is; never during a trial.
    pub against: Option<Against>,
    /// Every computed number.
    pub derived: Derived,
    /// What is known of the workspace's file.
    pub file: File,
    /// What the user set for all workspaces.
    pub preferences: Preferences,
    /// The keys in force.
    pub keys: Keys,
    /// The view on the screen.
    pub view: View,
    /// The state of the board, which also holds the selected item.
    pub board: Board,
    /// The state of the grid.
    pub grid: Grid,
    /// The state of the plan.
    pub planning: Planning,
    /// The state of the roadmap.
    pub roads: Roads,
    /// The state of the risks.
    pub risks: Risks,
    /// The state of events and actions.
    pub learn: Learn,
    /// The state of the log.
    pub log: Log,
    /// The state of the findings.
    pub findings: Findings,
    /// The state of the session view.
    pub room: Room,
    /// What lies over the view; the last one gets the keys.
    pub overlays: Vec<Overlay>,
    /// What just happened.
    pub notice: Option<Notice>,
    /// The size of the screen, and new ids.
    pub around: Around,
}

/// What the world gave the program.
#[derive(Debug)]
pub struct Around {
    /// The screen in cells.
    pub size: Size,
    /// The line of an open page that is first when its end shows; wrapping decides, so `run` tells it
    /// after each drawing.
    pub page_end: usize,
    /// New record ids.
    pub ids: Ids,
    /// The day, where it is known.
    pub today: Option<NaiveDate>,
    /// Whether a box lists what may follow the keys typed so far.
    pub shows_followers: bool,
}

impl App {
    /// Opens a workspace on the board, seen from a day; without one, nothing is said of what a day decides.
    pub fn new(
        workspace: Workspace,
        file: File,
        preferences: Preferences,
        seed: u64,
        size: Size,
        today: Option<NaiveDate>,
    ) -> Self {
        let (keys, problems) = Keys::with(&preferences.keys);
        let lens = workspace.the::<Settings>().lens;
        let derived = Derived::of(&workspace, lens, file.day(today));
        let mut app = Self {
            workspace,
            history: History::default(),
            trial: None,
            presenting: None,
            against: None,
            derived,
            file,
            preferences,
            keys,
            view: View::Board,
            board: Board::default(),
            grid: Grid::default(),
            planning: Planning::default(),
            roads: Roads::default(),
            risks: Risks::default(),
            learn: Learn::default(),
            log: Log::default(),
            findings: Findings::default(),
            room: Room::default(),
            overlays: Vec::new(),
            notice: problems.first().map(|p| {
                Notice::failed(format!("settings, {}: {} · {}", p.place(), p.what, p.hint))
            }),
            around: Around {
                size,
                page_end: usize::MAX,
                ids: Ids::new(seed),
                today,
                shows_followers: false,
            },
        };
        app.board.fill(&app.workspace, &app.derived);
        app
    }

    /// The one entrance: takes an event, changes the state, and says what the world has to do.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = update::handle(self, event);
        views::refresh(self);
        effects.extend(self.asks());
        effects
    }

    /// What the world has to do because of the present state, once.
    pub fn asks(&mut self) -> Option<Effect> {
        self.derived.wants_survey().map(Effect::Survey)
    }

    /// Goes on with another workspace.
    pub(crate) fn opened(&mut self, opened: Opened) {
        let Opened {
            workspace,
            file,
            history,
            said,
        } = opened;
        let lens = workspace.the::<Settings>().lens;
        self.derived = Derived::of(&workspace, lens, file.day(self.around.today));
        self.workspace = workspace;
        self.history = history;
        self.trial = None;
        self.against = None;
        self.board = Board::default();
        self.board.fill(&self.workspace, &self.derived);
        self.grid = Grid::default();
        self.planning = Planning::default();
        self.roads = Roads::default();
        self.risks = Risks::default();
        self.learn = Learn::default();
        self.log = Log::default();
        self.findings = Findings::default();
        self.room = Room::default();
        self.overlays.clear();
        presenting::renew(self);
        let problems = match file.problems.len() {
            0 => String::new(),
            1 => " · 1 problem: : problems shows it".to_owned(),
            many => format!(" · {many} problems: : problems lists them"),
        };
        let items = self
            .workspace
            .count(<Item as crate::model::record::Declared>::KIND);
        let merge = match (file.unfinished, file.conflicts.len()) {
            (false, _) => String::new(),
            (true, 0) => " · an unfinished merge, without conflicts: Ctrl-s finishes it".to_owned(),
            (true, count) => format!(
                " · an unfinished merge, {} to review: C",
                changes::many(count, "conflict")
            ),
        };
        let opened = || Notice::done(format!("{}: {items} items{problems}{merge}", file.name()));
        self.notice = Some(said.unwrap_or_else(opened));
        self.file = file;
    }

    /// The scopes whose keys work now, the nearest first.
    pub fn scopes(&self) -> Vec<Scope> {
        if let Some(overlay) = self.overlays.last() {
            return overlay.scopes();
        }
        match self.view {
            View::Board if self.board.carry.is_some() => vec![Scope::Carry],
            View::Board if self.board.cell.is_some() => {
                vec![Scope::Cells, Scope::Board, Scope::Everywhere]
            }
            View::Board => vec![Scope::Board, Scope::Everywhere],
            View::Grid => vec![Scope::Grid, Scope::Everywhere],
            View::Plan if self.roads.is_shown => vec![Scope::Roadmap, Scope::Everywhere],
            View::Plan => vec![Scope::Plan, Scope::Everywhere],
            View::Session => views::session::scopes(self),
            View::Risk => vec![Scope::Risks, Scope::Everywhere],
            View::Learn => vec![Scope::Learn, Scope::Everywhere],
            View::Log => vec![Scope::Log, Scope::Everywhere],
            View::Findings => vec![Scope::Findings, Scope::Everywhere],
        }
    }

    /// What both sides of a merge changed and nobody settled yet, with its place in the file's list.
    pub fn conflicts(&self) -> impl Iterator<Item = (usize, &Pending)> {
        let is_open = |(_, pending): &(usize, &Pending)| pending.is_open(self);
        self.file.conflicts.iter().enumerate().filter(is_open)
    }

    /// Whether the file has to stay as it is: it holds both sides of what is to be reviewed.
    pub fn holds_back(&self) -> bool {
        self.file.unfinished && self.conflicts().next().is_some()
    }

    /// The selected item; in the findings and the log, the one the chosen row is about, among the risks the one
    /// on the map.
    pub fn selected(&self) -> Option<&Item> {
        let id = match self.view {
            View::Board | View::Grid => self.board.selected(),
            View::Plan if self.roads.is_shown => views::roadmap::item(self),
            View::Plan => views::plan::item(self),
            View::Session => views::session::item(self),
            View::Risk => views::risks::item(self),
            View::Learn => None,
            View::Log => views::log::item(self),
            View::Findings => views::findings::item(self),
        };
        self.workspace.get(id?)
    }

    /// The selected item as whoever looks at the screen may see it.
    pub fn seen_item(&self) -> Option<&Item> {
        self.seen().get(self.selected()?.id)
    }

    /// The marked items, or the selected one when none is marked.
    pub fn targets(&self) -> Vec<Id> {
        if self.board.marked.is_empty() {
            self.board.selected().into_iter().collect()
        } else {
            self.board.marked.iter().copied().collect()
        }
    }

    /// Applies edits as one undoable step, computes everything anew and says what was done. A refused
    /// batch changes nothing and says why. Gives back whether something changed.
    pub fn commit(&mut self, label: &str, edits: Vec<Edit>) -> bool {
        match self.history.commit(&mut self.workspace, label, edits) {
            Ok(Some(change)) => {
                self.after(&change);
                self.notice = Some(Notice::done(format!("{label} · u undoes")));
                true
            }
            Ok(None) => false,
            Err(error) => {
                self.notice = Some(error.into());
                false
            }
        }
    }

    /// Brings everything that follows from the workspace up to date after a change.
    pub(crate) fn after(&mut self, change: &Change) {
        // What was carried was carried through an order that is no more.
        self.board.carry = None;
        let before = self.derived.ranks(&change.subjects);
        self.derived.refresh(&self.workspace, &change.subjects);
        presenting::follow(self, change);
        let workspace = &self.workspace;
        self.board
            .marked
            .retain(|id| workspace.get::<Item>(*id).is_some());
        self.board.mark_moves(&before, &self.derived);
        if self.trial.is_some() || self.against.is_some() {
            baseline::mark_moves(self);
        }
        if self.board.cell.is_none() {
            self.settle();
        } else if change
            .subjects
            .iter()
            .any(|(kind, id)| self.workspace.record(kind, *id).is_none())
        {
            self.board.drop_missing(&self.workspace);
        }
        // What goes on with this step finds the view as it is now.
        views::plan::refresh(self);
    }

    /// Sorts the rows anew; the selected item keeps its row on the screen.
    pub fn settle(&mut self) {
        let rows = self.page();
        self.board.settle(&self.workspace, &self.derived, rows);
    }

    /// How many rows of the backlog fit on the screen.
    pub fn page(&self) -> usize {
        screen::board(
            self.around.size,
            self.derived.evaluation.balance.buckets.len(),
        )
        .rows()
    }
}
