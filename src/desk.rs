//! What all views and dialogs share: the workspace and its history, every computed number, what is chosen,
//! what lies over the view, and what just happened.
//!
//! Knows no view. A command gets the desk and the state it belongs to; edits reach the workspace through
//! [`Desk::commit`] alone, and [`derived`] computes every number anew.

pub mod against;
pub mod allocate;
pub mod backlog;
pub mod baseline;
pub mod cache;
pub mod can;
pub mod cards;
pub mod changes;
pub mod clock;
pub mod command;
pub mod derived;
pub mod dialog;
pub mod editor;
pub mod effect;
pub mod estimate;
pub mod event;
pub mod exported;
pub mod file;
pub mod filter;
pub(crate) mod gone;
pub mod ids;
pub mod keys;
pub mod listing;
pub mod notice;
pub mod pending;
pub mod pick;
pub mod planning;
pub mod plot;
pub mod preferences;
pub mod presented;
pub mod presenting;
pub mod ranking;
pub mod retrace;
pub mod screen;
pub mod selection;
pub mod side;
mod sided;
mod sorting;
pub mod spot;
pub mod tab;
pub mod tip;
mod tour;
pub mod touring;
mod who;

use std::any::{Any, TypeId};
use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::layout::Size;

use crate::desk::command::Command;
use crate::desk::effect::{Asks, Effect};
use crate::desk::event::Chord;
use crate::edit::history::{Change, History};
use crate::edit::{Edit, EditError, places, settling, states, values};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::APP_UNDO;
use crate::model::record::Kind;
use crate::scoring::drivers::{Driver, drivers};
use crate::scoring::flow::record::Flow;
use crate::scoring::insight::people;
use crate::scoring::insight::tree::NeedTree;
use crate::scoring::insight::vision::{EffortOf, ThemeMix, mix};
use crate::scoring::money::course::BudgetCourse;
use crate::scoring::money::guardrails::Guardrails;
use crate::scoring::money::interval::Accounts;
use crate::scoring::plan::course::{IncrementCourse, course};
use crate::scoring::plan::velocity::PastIterations;
use crate::scoring::ratio::Ratio;
use crate::scoring::session::seal::Secret;
use crate::scoring::since::Since;
use backlog::Backlog;
use baseline::{Against, ComparedState};
use cache::Cached;
use clock::Clock;
use command::{ALWAYS, Scope};
use derived::Derived;
use dialog::{Dialog, MOVES};
use file::{Dispute, File};
use ids::Ids;
use keys::Keys;
use listing::Lists;
use notice::Notice;
use pending::Pending;
use plot::Plotted;
use preferences::Preferences;
use presented::Presenting;
use tab::Tab;
use touring::Tour;

/// What the effort goes to, that of the coming interval, all that is open, all that is done.
type Mixes = [(EffortOf, Option<Arc<ThemeMix>>); 3];

/// What is computed once for each state of the desk.
#[derive(Debug, Default)]
pub struct StateCache {
    accounts: Cached<Accounts>,
    spending: Cached<BudgetCourse>,
    guardrails: Cached<Guardrails>,
    flow: Cached<Flow>,
    course: Cached<IncrementCourse>,
    drivers: Cached<Vec<Driver>>,
    mixes: Cached<Mixes, u64>,
    needs: Cached<NeedTree, u64>,
    late: Cached<BTreeSet<Id>, u64>,
    voices: Cached<Vec<(Id, Ratio)>, u64>,
}

/// What all views and dialogs share.
#[derive(Debug)]
pub struct Desk {
    /// The records.
    pub workspace: Workspace,
    /// What can be undone.
    pub history: History,
    /// The real board, while a trial is on.
    pub trial: Option<ComparedState>,
    /// What others see of it, while they watch.
    pub presenting: Option<Presenting>,
    /// The earlier version ranks are marked against, if one is; never during a trial.
    pub against: Option<Against>,
    /// The file as it was when the user looked at it last, once that is read.
    pub looked: Option<Against>,
    /// What changed since then.
    pub since_looked: Cached<Since, String>,
    /// Every computed number.
    pub derived: Derived,
    /// What is known of the workspace's file.
    pub file: File,
    /// What the user set for all workspaces.
    pub preferences: Preferences,
    /// The keys in force.
    pub keys: Keys,
    /// The view on the screen.
    pub view: Tab,
    /// The item that the view shows as chosen, which keys act on.
    pub chosen: Option<Id>,
    /// Whether the view shows something as chosen of which it can say why, beside an item.
    pub tells: bool,
    /// The interval that the view on the screen shows as chosen, else the one that the plan does.
    pub interval: Option<Id>,
    /// The scopes whose keys work while no dialog is open, the nearest first.
    pub view_scopes: Vec<Scope>,
    /// What is wanted of the shell, in order.
    pub wants: Vec<Want>,
    /// The backlog as it is listed, with the selected item.
    pub backlog: Backlog,
    /// What the trade-off grid shows of it.
    pub plotted: Plotted,
    /// What is computed once for each state.
    pub computed: StateCache,
    /// The time of the session that is on.
    pub clock: Clock,
    /// What is half typed.
    pub pending: Option<Pending>,
    /// What lies over the view; the last one gets the keys.
    pub dialogs: Vec<Box<dyn Dialog>>,
    /// What just happened.
    pub notice: Option<Notice>,
    /// The tour, while it is on.
    pub tour: Option<Tour>,
    /// The size of the screen, and new ids.
    pub around: Around,
}

/// Where to go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GoTo {
    /// A view, as it is.
    View(Tab),
    /// A record, in the view where its kind is at home.
    Record(&'static Kind, Id),
    /// A record, in this view.
    RecordIn(Tab, &'static Kind, Id),
    /// A part of a view, by its name.
    Part(Tab, &'static str),
}

/// Goes on with the state of a view.
pub type WithView = Box<dyn FnOnce(&mut Desk, &mut dyn Any) -> Vec<Effect>>;

/// Goes on with the lists of a view or dialog.
pub type WithLists = Box<dyn FnOnce(&mut Desk, &mut Lists) -> Vec<Effect>>;

/// What a command or a dialog wants done that is not the desk's to do.
pub enum Want {
    /// Runs another command, as if its key had been pressed.
    Run(&'static Command, Chord),
    /// Goes to a place.
    Go(GoTo),
    /// Goes on with the desk.
    Desk(dialog::Then),
    /// Goes on with the state of a view.
    View(TypeId, WithView),
    /// Goes on with the lists of the view on the screen.
    Lists(WithLists),
}

impl std::fmt::Debug for Want {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a wish")
    }
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
    /// Whether a window that follows goes to where the other one is.
    pub mirrors: bool,
    /// What this user gave people to seal cards with.
    pub secrets: Vec<Secret>,
}

impl Desk {
    /// What both sides of a merge changed and nobody settled yet, with its place in the file's list.
    pub fn conflicts(&self) -> impl Iterator<Item = (usize, &Dispute)> {
        let is_open =
            |(_, pending): &(usize, &Dispute)| pending.is_open(&self.workspace, &self.history);
        self.file.conflicts.iter().enumerate().filter(is_open)
    }

    /// Whether the file has to stay as it is: it holds both sides of what is to be reviewed.
    pub fn holds_back(&self) -> bool {
        self.file.unfinished && self.conflicts().next().is_some()
    }

    /// What is computed once holds as long as this is the same.
    pub fn state(&self) -> cache::State {
        (self.derived.state(), self.presenting.is_some())
    }

    /// The money of the workspace as it is seen, added up once for each state.
    pub fn accounts(&self) -> Arc<Accounts> {
        let seen = || Accounts::of(self.seen());
        self.computed.accounts.get(self.state(), (), seen)
    }

    /// How work goes through its states, as it is seen.
    pub fn flow(&self) -> Arc<Flow> {
        let seen = || Flow::of(self.seen(), self.derived.today);
        self.computed.flow.get(self.state(), (), seen)
    }

    /// What makes items hard, counted once for each state.
    pub fn drivers(&self) -> Arc<Vec<Driver>> {
        let seen = || drivers(self.seen());
        self.computed.drivers.get(self.state(), (), seen)
    }

    /// How the intervals went one after the other, as it is seen.
    pub fn course(&self) -> Arc<IncrementCourse> {
        let seen = || course(self.seen(), &self.derived.evaluation.race);
        self.computed.course.get(self.state(), (), seen)
    }

    /// What was spent and is to be expected, interval by interval.
    pub fn spending(&self) -> Arc<BudgetCourse> {
        let seen = || BudgetCourse::of(self.seen(), &self.accounts());
        self.computed.spending.get(self.state(), (), seen)
    }

    /// How the guardrails of the budget stand today.
    pub fn guardrails(&self) -> Arc<Guardrails> {
        let (derived, accounts) = (&self.derived, self.accounts());
        let seen = || Guardrails::of(self.seen(), &accounts, &derived.evaluation, derived.today);
        self.computed.guardrails.get(self.state(), (), seen)
    }

    /// The tree of needs, as it is seen.
    pub fn needs(&self) -> Arc<NeedTree> {
        let (derived, changes) = (&self.derived, self.derived.changes());
        let seen = || NeedTree::of(self.seen(), &derived.known, &derived.evaluation);
        self.computed.needs.get(self.state(), changes, seen)
    }

    /// Whom somebody should have spoken with by now; nobody says so while others watch.
    pub fn late_contacts(&self) -> Arc<BTreeSet<Id>> {
        let (changes, today) = (self.derived.changes(), self.derived.today);
        let seen = || match self.presenting {
            None => people::overdue(&self.workspace, today),
            Some(_) => BTreeSet::new(),
        };
        self.computed.late.get(self.state(), changes, seen)
    }

    /// Who asks for how much of the open effort, the loudest first.
    pub fn voices(&self) -> Arc<Vec<(Id, Ratio)>> {
        let seen = || people::loudest(self.seen());
        let changes = self.derived.changes();
        self.computed.voices.get(self.state(), changes, seen)
    }

    /// What some effort goes to, theme by theme; nothing without a theme or effort.
    pub fn mix(&self, of: EffortOf) -> Option<Arc<ThemeMix>> {
        let coming = self.derived.evaluation.race.coming;
        let seen = || {
            let all = [EffortOf::Coming, EffortOf::Open, EffortOf::Done];
            all.map(|of| (of, mix(self.seen(), coming, of).map(Arc::new)))
        };
        let changes = self.derived.changes();
        let all = self.computed.mixes.get(self.state(), changes, seen);
        let own = all.iter().find(|(known, _)| *known == of);
        own.and_then(|(_, mix)| mix.clone())
    }

    /// The scopes whose keys work now, the nearest first.
    pub fn scopes(&self) -> Vec<Scope> {
        self.dialogs.last().map_or_else(
            || self.view_scopes.clone(),
            |top| [top.scopes(), vec![MOVES, ALWAYS]].concat(),
        )
    }

    /// Runs another command after this one.
    pub fn run(&mut self, id: &str, chord: Chord) {
        let command = self.keys.command(id);
        self.wants
            .extend(command.map(|command| Want::Run(command, chord)));
    }

    /// Goes to a place after this command.
    pub fn go(&mut self, place: GoTo) {
        self.wants.push(Want::Go(place));
    }

    /// Goes on with the state of a view after this command.
    pub fn with<V: Any, A: Asks>(&mut self, then: impl FnOnce(&mut Self, &mut V) -> A + 'static) {
        let then = move |desk: &mut Self, state: &mut dyn Any| {
            state
                .downcast_mut()
                .map_or_else(Vec::new, |state| then(desk, state).effects())
        };
        self.wants
            .push(Want::View(TypeId::of::<V>(), Box::new(then)));
    }

    /// Goes on with the lists of the view on the screen after this command.
    pub fn with_lists(
        &mut self,
        then: impl FnOnce(&mut Self, &mut Lists) -> Vec<Effect> + 'static,
    ) {
        self.wants.push(Want::Lists(Box::new(then)));
    }

    /// A new id for a record of a kind.
    pub fn fresh(&mut self, kind: &'static Kind) -> Id {
        self.around.ids.fresh(&self.workspace, kind)
    }

    /// What the teams finished so far.
    pub fn past(&self) -> &PastIterations {
        &self.derived.evaluation.race.past
    }

    /// The chosen item.
    pub fn selected(&self) -> Option<&Item> {
        self.workspace.get(self.chosen?)
    }

    /// The chosen item as whoever looks at the screen may see it.
    pub fn seen_item(&self) -> Option<&Item> {
        self.seen().get(self.selected()?.id)
    }

    /// The title of a record, as whoever looks at the screen may see it.
    pub fn seen_title(&self, kind: &Kind, id: Id) -> Option<String> {
        let seen = self.seen();
        seen.record(kind, id).map(|one| seen.title(one))
    }

    /// Says what to do next, or why something does not work.
    pub fn hint(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice::hint(text));
    }

    /// Says what has been done.
    pub fn done(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice::done(text));
    }

    /// Puts a text on the clipboard. Whether the terminal takes it is not known; a clipboard that does says so itself.
    pub fn copy(&mut self, text: String) -> Vec<Effect> {
        self.done("sent to the terminal's clipboard");
        vec![Effect::Copy(text)]
    }

    /// Applies edits as one undoable step, computes everything anew and says what was done. A refused
    /// batch changes nothing and says why. Gives back whether something changed.
    pub fn commit(&mut self, label: &str, edits: Vec<Edit>) -> bool {
        match self.apply(label, edits) {
            Ok(Some(change)) => {
                self.after(&change);
                self.notice = Some(if self.trial.is_some() {
                    Notice::hint(format!("tried out, not saved: {label} · {APP_UNDO} undoes"))
                } else {
                    Notice::done(format!("{label} · {APP_UNDO} undoes"))
                });
                true
            }
            Ok(None) => false,
            Err(error) => {
                self.notice = Some(error.into());
                false
            }
        }
    }

    /// Applies edits as one undoable step, with the day of each change of state and of each value given, who settled
    /// it, and the place of each new item. What follows from the workspace still has to be brought up to date.
    pub(crate) fn apply(
        &mut self,
        label: &str,
        edits: Vec<Edit>,
    ) -> Result<Option<Change>, EditError> {
        let edits = states::dated(&self.workspace, edits, self.derived.today);
        let edits = values::dated(&self.workspace, edits, self.derived.today);
        let edits = settling::signed(&self.workspace, edits, self.derived.today, self.me());
        let edits = places::placed(&self.workspace, edits);
        self.history.commit(&mut self.workspace, label, edits)
    }

    /// Commits without a word about it.
    pub(crate) fn commit_quietly(&mut self, label: &str, edits: Vec<Edit>) {
        let notice = self.notice.take();
        if self.commit(label, edits) {
            self.notice = notice;
        }
    }

    /// Brings everything that follows from the workspace up to date after a change.
    pub(crate) fn after(&mut self, change: &Change) {
        // What was tried was tried on what is no more.
        self.derived.put_back();
        let before = self.derived.ranks(&change.subjects);
        self.derived.refresh(&self.workspace, &change.subjects);
        self.show_others(change);
        self.backlog.mark_moves(&before, &self.derived);
        if self.trial.is_some() || self.against.is_some() {
            self.mark_moves();
        }
        self.relist(change);
    }
}
