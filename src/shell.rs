//! The program: the desk, the views, and its one entrance: an event in, effects out.
//!
//! Routes events, draws the bars and the stack of dialogs, and gathers the one command table. Knows no terminal,
//! no file and no clock: `run` turns the terminal's input into [`Event`]s and performs the [`Effect`]s.

pub mod bars;
pub mod commands;
pub mod draw;
pub mod followers;
pub mod following;
pub mod global;
pub mod palette;
pub mod plain;
pub mod pointer;
pub mod reference;
pub(crate) mod update;

use crate::desk::cache::Cached;
use crate::desk::clock::Clock;
use crate::desk::presenting::{BLANK, SMALL};
use crate::desk::screen::Class;
use crate::model::key::{APP_CONFLICTS, APP_PALETTE};
use crate::model::words::worded;
use std::any::{Any, TypeId};

use chrono::NaiveDate;
use ratatui::layout::Size;

use crate::desk::backlog::Backlog;
use crate::desk::command::{ALWAYS, Act, Can, Command, GLOBAL, ROWS, Scope};
use crate::desk::derived::Derived;
use crate::desk::effect::Effect;
use crate::desk::event::{Event, Gesture, Target};
use crate::desk::file::{File, Home, Opened};
use crate::desk::ids::Ids;
use crate::desk::keys::Keys;
use crate::desk::listing::Lists;
use crate::desk::notice::Notice;
use crate::desk::plot::Plotted;
use crate::desk::preferences::Preferences;
use crate::desk::{Around, Desk, GoTo, StateCache, changes, presenting, tab};
use crate::dialogs::records;
use crate::edit::history::History;
use crate::model::Workspace;
use crate::model::settings::Settings;
use crate::model::text::Problem;
use crate::shell::commands::{TABLES, Tables};
use crate::views::{View, ViewRow};

/// The state of the program.
#[derive(Debug)]
pub struct App {
    /// What all views share.
    pub desk: Desk,
    /// The views in the order of their table, each with its state.
    pub views: Vec<(&'static ViewRow, Box<dyn View>)>,
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
        Self::with(TABLES, workspace, file, preferences, seed, size, today)
    }

    /// The same with these views and checks.
    pub fn with(
        tables: Tables,
        workspace: Workspace,
        file: File,
        preferences: Preferences,
        seed: u64,
        size: Size,
        today: Option<NaiveDate>,
    ) -> Self {
        let (keys, problems) = Keys::with(commands::of(tables.views), &preferences.keys);
        keys.take_up();
        let lens = workspace.the::<Settings>().lens;
        let derived = Derived::by(tables.checks, &workspace, lens, file.day(today));
        let mut desk = Desk {
            workspace,
            history: History::default(),
            trial: None,
            presenting: None,
            against: None,
            looked: None,
            since_looked: Cached::default(),
            derived,
            file,
            preferences,
            keys,
            view: tab::BOARD,
            chosen: None,
            tells: false,
            interval: None,
            view_scopes: Vec::new(),
            wants: Vec::new(),
            clock: Clock::default(),
            pending: None,
            backlog: Backlog::default(),
            plotted: Plotted::default(),
            computed: StateCache::default(),
            dialogs: Vec::new(),
            tour: None,
            notice: problems
                .first()
                .map(|problem| Notice::failed(format!("settings, {}", problem.line()))),
            around: Around {
                size,
                page_end: usize::MAX,
                ids: Ids::new(seed),
                today,
                shows_followers: false,
                mirrors: true,
                secrets: Vec::new(),
            },
        };
        desk.backlog = Backlog::of(&desk.workspace, &desk.derived, 0);
        desk.unfold_for_side();
        let mut app = Self {
            desk,
            views: tables.views.iter().map(|row| (row, (row.new)())).collect(),
        };
        app.refresh();
        app.choose();
        app
    }

    /// The one entrance: takes an event, changes the state, and says what the world has to do.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.choose();
        let effects = update::handle(self, event);
        let mut effects = update::wants(self, effects);
        self.desk.go_on_with_tour();
        self.refresh();
        self.desk.refresh_dialogs();
        self.choose();
        effects.extend(self.asks());
        effects
    }

    /// Brings up to date what the views keep of the desk's state.
    fn refresh(&mut self) {
        for (_, view) in &mut self.views {
            view.refresh(&mut self.desk);
        }
    }

    /// What the world has to do because of the present state, once.
    pub fn asks(&mut self) -> Option<Effect> {
        self.desk.derived.wants_survey().map(Effect::Survey)
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
        let desk = &mut self.desk;
        desk.derived = Derived::by(
            desk.derived.checks,
            &workspace,
            lens,
            file.day(desk.around.today),
        );
        desk.workspace = workspace;
        desk.history = history;
        desk.trial = None;
        (desk.against, desk.looked) = (None, None);
        desk.pending = None;
        desk.backlog = Backlog::of(&desk.workspace, &desk.derived, desk.backlog.page());
        desk.unfold_for_side();
        desk.plotted = Plotted::default();
        desk.computed = StateCache::default();
        for (row, view) in &mut self.views {
            *view = (row.new)();
        }
        self.desk.pending = None;
        self.desk.clock = Clock::default();
        self.desk.dialogs.clear();
        presenting::renew(&mut self.desk);
        let problems = match Problem::counted(&file.problems) {
            0 => String::new(),
            all => format!(
                " · {}, see {APP_PALETTE} problems",
                changes::many(all, "problem")
            ),
        };
        let items = changes::items(&self.desk.workspace);
        let merge = match (file.unfinished, file.conflicts.len()) {
            (false, _) => String::new(),
            (true, 0) => {
                worded(" · an unfinished merge, without conflicts: {APP_SAVE} finishes it")
                    .to_owned()
            }
            (true, count) => format!(
                " · an unfinished merge, {} to review: {APP_CONFLICTS}",
                changes::many(count, "conflict")
            ),
        };
        let home = match file.home {
            Home::Demo => worded(" · not in a file yet, {APP_SAVE} saves it"),
            Home::Untitled | Home::File(_) => "",
        };
        let name = file.name();
        let opened = || Notice::done(format!("{name}: {items}{problems}{merge}{home}"));
        self.desk.notice = Some(said.unwrap_or_else(opened));
        self.desk.file = file;
        following::resume(self);
    }

    /// The scopes whose keys work now, the nearest first.
    pub fn scopes(&self) -> Vec<Scope> {
        match self.only() {
            Some(scope) => vec![scope],
            None if self.desk.dialogs.is_empty() => self.scopes_of_view(),
            None => self.desk.scopes(),
        }
    }

    /// The one scope whose keys work where nothing is to be seen: a blanked screen, or one that is too small.
    pub(crate) fn only(&self) -> Option<Scope> {
        let is_blank = self.desk.presenting.as_ref().is_some_and(|on| on.is_blank);
        let is_small = Class::of(self.desk.around.size) == Class::TooSmall;
        match (is_small, is_blank) {
            (true, _) => Some(SMALL),
            (false, true) => Some(BLANK),
            (false, false) => None,
        }
    }

    fn scopes_of_view(&self) -> Vec<Scope> {
        let view = self.on_screen();
        let mut scopes = view.map_or_else(Vec::new, |view| view.scopes(&self.desk));
        if view.is_none_or(|view| view.waits_for(&self.desk).is_none()) {
            scopes.push(GLOBAL);
        }
        scopes.push(ALWAYS);
        scopes
    }

    /// Brings up to date which item the screen shows as chosen: in the findings and the log, the one the chosen
    /// row is about, among the risks the one on the map.
    pub(crate) fn choose(&mut self) {
        self.desk.view_scopes = self.scopes_of_view();
        let view = self.on_screen();
        let others = self.views.iter().map(|(_, view)| view.as_ref());
        let mut intervals = view.into_iter().chain(others);
        let interval = intervals.find_map(|view| view.interval(&self.desk));
        let view = self.on_screen();
        let chosen = view.and_then(|view| view.chosen(&self.desk));
        let tells = view.is_some_and(|view| view.tells(&self.desk));
        (self.desk.interval, self.desk.chosen) = (interval, chosen);
        self.desk.tells = tells;
    }

    /// The state of the view on the screen.
    pub fn on_screen(&self) -> Option<&dyn View> {
        self.view_of(self.desk.view)
    }

    /// The desk, and the state of the view on the screen beside it.
    pub(crate) fn present(&mut self) -> (&mut Desk, Option<&mut (dyn View + 'static)>) {
        let mut views = self.views.iter_mut();
        let view = views.find(|(row, _)| row.tab == self.desk.view);
        (&mut self.desk, view.map(|(_, view)| view.as_mut()))
    }

    /// Goes on with the lists of the nearest dialog that has some, or else of the view on the screen.
    fn with_lists<T: Default>(&mut self, then: impl FnOnce(&mut Desk, &mut Lists) -> T) -> T {
        if self.desk.lists().is_some() {
            return self.desk.in_lists(then).unwrap_or_default();
        }
        let (desk, view) = self.present();
        let lists = view.and_then(|view| view.lists_mut());
        lists.map_or_else(T::default, |lists| then(desk, lists))
    }

    /// What the view on the screen waits for, where nothing lies over it.
    pub(crate) fn waits_for(&self) -> Option<&'static str> {
        let view = self.on_screen().filter(|_| self.desk.dialogs.is_empty())?;
        view.waits_for(&self.desk)
    }

    /// Gives the view on the screen what the pointer did, after what is half typed.
    pub(crate) fn press(&mut self, target: Target, gesture: Gesture) -> Vec<Effect> {
        let Some(mut effects) = update::settle(self) else {
            return Vec::new();
        };
        let (desk, view) = self.present();
        let more = view.map_or_else(Vec::new, |view| view.press(desk, target, gesture));
        effects.extend(update::wants(self, more));
        effects
    }

    /// The state of a view and the desk beside it.
    fn beside(&mut self, of: TypeId) -> Option<(&mut Desk, &mut dyn View)> {
        let on_screen = self.desk.view;
        let views = self.views.iter_mut();
        let views = views.filter(|(_, view)| (**view).type_id() == of);
        // Of several of one type the one on the screen is meant.
        let (_, view) = views.min_by_key(|(row, _)| row.tab != on_screen)?;
        Some((&mut self.desk, view.as_mut()))
    }

    /// The state of a view.
    pub fn state<V: View>(&self) -> Option<&V> {
        self.views
            .iter()
            .find_map(|(_, view)| (view.as_ref() as &dyn Any).downcast_ref())
    }

    /// A view as plain text, whichever is on the screen.
    pub fn plain(&self, tab: tab::Tab) -> String {
        self.view_of(tab)
            .map_or_else(String::new, |view| view.plain(&self.desk))
    }

    /// A part of a view as plain text.
    pub fn plain_of(&self, tab: tab::Tab, part: &str) -> String {
        let view = self.view_of(tab);
        view.and_then(|view| view.plain_of(&self.desk, part))
            .unwrap_or_default()
    }

    /// The names of the views, in the order of the top bar.
    pub fn tabs(&self) -> impl Iterator<Item = tab::Tab> {
        let is_shown = |row: &ViewRow| {
            row.tab == self.desk.view
                || self.desk.preferences.side.shows(row.tab) && (row.is_shown)(&self.desk.workspace)
        };
        let rows = self.views.iter().map(|(row, _)| row);
        rows.filter(move |row| is_shown(row)).map(|row| row.tab)
    }

    fn view_of(&self, tab: tab::Tab) -> Option<&dyn View> {
        let mut views = self.views.iter();
        let (_, view) = views.find(|(row, _)| row.tab == tab)?;
        Some(view.as_ref())
    }

    /// Goes to a place: the one way there is.
    pub fn go(&mut self, place: GoTo) {
        match place {
            GoTo::View(tab) => self.show(tab),
            GoTo::Record(kind, id) => {
                let mut views = self.views.iter();
                let home = views.find(|(row, _)| (row.kinds)().contains(&kind));
                match home {
                    Some((row, _)) => self.go(GoTo::RecordIn(row.tab, kind, id)),
                    // What is at home in no view is in the list of its kind.
                    None if self.desk.dialogs.is_empty() => records::show(&mut self.desk, kind, id),
                    None => {}
                }
            }
            GoTo::Part(tab, part) => {
                self.show(tab);
                let (desk, view) = self.present();
                if let Some(view) = view.filter(|_| desk.view == tab) {
                    view.turn_to(part);
                }
            }
            GoTo::RecordIn(tab, kind, id) => {
                self.show(tab);
                let (desk, view) = self.present();
                if let Some(view) = view.filter(|_| desk.view == tab) {
                    view.show(desk, kind, id);
                }
            }
        }
        self.choose();
    }

    /// Goes to a view; what is half typed is taken where it was typed.
    pub fn show(&mut self, view: tab::Tab) {
        if update::settle(self).is_none() {
            return;
        }
        self.desk.leave_columns();
        self.desk.view = view;
        self.choose();
    }

    /// Whether a command can work now, for whoever looks at the screen and in this window; if not, why.
    pub fn can(&self, command: &Command) -> Can {
        match command.act {
            Act::View { of, enabled, .. } => {
                let mut views = self.views.iter().map(|(_, view)| view.as_ref());
                if let Some(state) = views.find(|view| (**view).type_id() == of()) {
                    enabled(&self.desk, state)?;
                }
            }
            Act::Lists { enabled, .. } => {
                let of_view = self.on_screen().and_then(View::lists);
                if let Some(lists) = of_view.filter(|_| self.desk.lists().is_none()) {
                    enabled(&self.desk, lists)?;
                }
            }
            Act::Desk { .. } | Act::Shell { .. } | Act::Go(_) => {}
        }
        if command.scope == ROWS
            && let (None, Some(view)) = (self.desk.lists(), self.on_screen())
        {
            view.can_step(&self.desk)?;
        }
        command.can_work(&self.desk)
    }
}
