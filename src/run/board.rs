//! The board while it runs: events to the program's state, effects to the world.
//!
//! Owns what was drawn last, so that the pointer finds its target, and the clock of double presses.

mod effects;

use std::time::{Duration, Instant};

use ratatui::Frame;

use super::beside::Beside;
use super::newest::Newest;
use super::saver::{Saver, Snapshot};
use super::secrets;
use super::surroundings::Surroundings;
use super::surveyor::Surveyor;
use super::terminal::{Poster, Program, TerminalFlow};
use crate::desk::event::{Event, Gesture, Pointer, PointerAction, Target};
use crate::desk::file::Home;
use crate::desk::tab;
use crate::model::text::clean_line;
use crate::shell::App;
use crate::store::journal::Draft;
use crate::ui::hits::Hits;
use crate::ui::look::Brightness;

/// How long a sequence of keys waits before what may follow is listed.
const FOLLOWERS: Duration = Duration::from_millis(300);
/// How long cards lie open before they can be settled.
const MOMENT: Duration = Duration::from_millis(700);
/// How long after a key the text being typed is kept.
const DRAFT: Duration = Duration::from_millis(500);
/// How long after a press a second one makes it double.
const DOUBLE: Duration = Duration::from_millis(400);

/// The board and what it needs of the world.
pub struct OpenBoard {
    app: App,
    saver: Saver,
    surveyor: Surveyor,
    /// The import, the export and the search for a plan that are under way.
    imports: Newest,
    exports: Newest,
    suggestions: Newest,
    poster: Poster,
    surroundings: Surroundings,
    brightness: Brightness,
    hits: Hits,
    pressed: Option<(Target, Instant)>,
    /// What the main button went down on, as long as it is down.
    held: Option<Target>,
    /// The state the saver has.
    noted: u64,
    /// The text being typed that the saver has.
    drafted: Vec<Draft>,
    /// When the text being typed is looked at again.
    draft_due: Option<Instant>,
    /// When what was just shown will have been on the screen for a moment.
    stands_at: Option<Instant>,
    /// Up to when the time of a session is counted.
    counted: Option<Instant>,
    beside: Beside,
}

impl OpenBoard {
    /// A board that has not been drawn yet.
    pub fn new(
        app: App,
        saver: Saver,
        surveyor: Surveyor,
        poster: Poster,
        surroundings: Surroundings,
        brightness: Brightness,
    ) -> Self {
        let mut session = Self {
            app,
            saver,
            surveyor,
            imports: Newest::default(),
            exports: Newest::default(),
            suggestions: Newest::default(),
            poster,
            surroundings,
            brightness,
            hits: Hits::default(),
            pressed: None,
            held: None,
            noted: 0,
            drafted: Vec::new(),
            draft_due: None,
            stands_at: None,
            counted: None,
            beside: Beside::default(),
        };
        session.drafted.clone_from(&session.app.desk.file.drafts);
        session.noted = session.app.desk.file.saved;
        let asked = session.app.asks().into_iter().collect();
        // Nothing is asked here that concerns the terminal.
        let _ = session.perform(asked);
        session
    }

    /// Saves at the end of the program; says what is in no file. Untitled work that is left like this was
    /// let go by its user.
    pub fn finish(&mut self) -> Result<(), String> {
        // Nobody watches any more.
        self.app.desk.presenting = None;
        self.note_drafts(false);
        self.take_in();
        self.note();
        if matches!(self.app.desk.file.home, Home::Untitled) {
            self.saver.discard();
            return Ok(());
        }
        self.saver.flush()
    }

    /// What is to be said after the end: which versions of others nobody has reviewed.
    pub fn parting(&self) -> Option<String> {
        let paths = self.saver.unreviewed();
        let names = paths.iter().map(|path| path.to_string_lossy());
        let names: Vec<String> = names.map(|name| clean_line(&name).into_owned()).collect();
        let name = self.app.desk.file.name();
        (!names.is_empty()).then(|| {
            let names = names.join(", ");
            format!("{name} was changed elsewhere at the same places. It has your side; theirs is kept in {names}. evenkeel diff compares them.")
        })
    }

    /// Takes in what others wrote into the file; during a trial that waits, and saving merges it.
    fn take_in(&mut self) {
        while self.app.desk.trial.is_none()
            && let Some(offer) = self.saver.offer()
        {
            let before = self.app.desk.conflicts().count();
            let effects = self.app.handle(offer);
            // Nothing is asked here that concerns the terminal.
            let _ = self.perform(effects);
            let clashed = self.app.desk.conflicts().count() > before;
            let snapshot = (!self.app.desk.holds_back()).then(|| self.snapshot());
            self.noted = snapshot
                .as_ref()
                .map_or(self.noted, |snapshot| snapshot.revision);
            self.saver.took(snapshot, clashed);
        }
    }

    /// Hands a state that is new to the saver; what is only tried is no such state.
    fn note(&mut self) {
        let turns = self.app.desk.history.unheard();
        let (_, revision) = self.app.desk.real();
        if revision == self.noted && turns.is_empty() {
            // A copy of the workspace is small, but not made for each key.
            return;
        }
        let snapshot = match self.app.desk.file.home {
            // A file that holds both sides of a merge keeps them until somebody has chosen.
            Home::File(_) if self.app.desk.holds_back() => None,
            Home::File(_) => Some(self.snapshot()),
            Home::Untitled => None,
            Home::Demo => return,
        };
        self.noted = revision;
        self.saver.note(revision, turns, snapshot);
    }

    /// Hands the text being typed to the saver: shortly after a key, at once when there is none any more.
    fn note_drafts(&mut self, is_input: bool) {
        if self.app.desk.file.home == Home::Demo {
            return;
        }
        let now = Instant::now();
        let is_typing = self.app.desk.is_typing();
        if is_typing && is_input {
            self.draft_due.get_or_insert(now + DRAFT);
        }
        if is_typing && self.draft_due.is_none_or(|due| due > now) {
            return;
        }
        self.draft_due = None;
        let desk = &self.app.desk;
        let left = desk.file.drafts.len() + usize::from(desk.presents());
        if !is_typing && self.drafted.len() == left {
            return;
        }
        let drafts = self.app.desk.drafts();
        if drafts != self.drafted {
            self.drafted.clone_from(&drafts);
            self.saver.draft(drafts);
        }
    }

    fn snapshot(&self) -> Snapshot {
        let (workspace, revision) = self.app.desk.real();
        Snapshot {
            revision,
            workspace: workspace.clone(),
        }
    }

    /// Counts the whole seconds of a session that have passed.
    fn count(&mut self) {
        if !self.app.desk.clock.is_running(&self.app.desk.workspace) {
            self.counted = None;
            return;
        }
        let now = Instant::now();
        let from = *self.counted.get_or_insert(now);
        let seconds = now.saturating_duration_since(from).as_secs();
        if seconds > 0 {
            self.counted = Some(from + Duration::from_secs(seconds));
            // Time asks for nothing but a drawing.
            let _ = self.app.handle(Event::Tick(seconds));
        }
    }

    /// Says when what was just shown has been on the screen for a moment.
    fn stand(&mut self) {
        let now = Instant::now();
        if !self.app.desk.clock.is_fresh {
            self.stands_at = None;
        } else if *self.stands_at.get_or_insert(now + MOMENT) <= now {
            self.stands_at = None;
            // It asks for nothing but a drawing.
            let _ = self.app.handle(Event::Stood);
        }
    }

    /// What the pointer did to what is drawn under it.
    fn point(&mut self, pointer: Pointer) -> Event {
        let target = self.hits.at(pointer.column, pointer.row);
        let gesture = match pointer.action {
            PointerAction::WheelUp => Gesture::WheelUp,
            PointerAction::WheelDown => Gesture::WheelDown,
            PointerAction::Press => {
                self.held = target;
                self.press(target)
            }
            PointerAction::Drag => Gesture::Drag(self.held),
            PointerAction::Release => Gesture::Drop(self.held.take()),
        };
        Event::Point { target, gesture }
    }

    fn press(&mut self, target: Option<Target>) -> Gesture {
        let before = self.pressed.take();
        match (before, target) {
            (Some((same, at)), Some(target)) if same == target && at.elapsed() < DOUBLE => {
                Gesture::DoublePress
            }
            (_, target) => {
                self.pressed = target.map(|target| (target, Instant::now()));
                Gesture::Press
            }
        }
    }
}

impl OpenBoard {
    /// Tells the windows that follow this one where it is.
    fn tell(&mut self) {
        let desk = &self.app.desk;
        if let Home::File(path) = &desk.file.home
            && !desk.history.follows()
            && desk.view != tab::ALONE
        {
            let place = (desk.view.0, desk.chosen);
            self.beside.tell(&self.surroundings, path, place);
        }
    }
}

impl Program for OpenBoard {
    fn handle(&mut self, event: Event) -> TerminalFlow {
        let is_input = matches!(
            event,
            Event::Key(_)
                | Event::Paste(_)
                | Event::Burst(_)
                | Event::Pointer(_)
                | Event::Edited(_)
        );
        let event = if let Event::Pointer(pointer) = event {
            self.point(pointer)
        } else if matches!(event, Event::Wake) {
            // News of saver and surveyor come as a wake-up each, so that those of what was left are dropped.
            let news = self.saver.news().or_else(|| self.surveyor.news());
            news.unwrap_or(event)
        } else {
            event
        };
        if event == Event::Focus {
            self.saver.look();
        }
        let has_conflicts = self.app.desk.conflicts().next().is_some();
        if let (Event::Paste(_), Some(places)) = (&event, self.surroundings.places()) {
            // Pages may have been given out since this window began.
            self.app.desk.around.secrets = secrets::all(&places);
        }
        self.count();
        self.stand();
        let effects = self.app.handle(event);
        self.count();
        self.stand();
        let flow = self.perform(effects);
        if has_conflicts && self.app.desk.conflicts().next().is_none() {
            self.saver.settled();
        }
        self.take_in();
        self.note();
        self.note_drafts(is_input);
        self.tell();
        flow
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        let look = self
            .surroundings
            .look(&self.app.desk.preferences, self.brightness);
        self.hits = crate::shell::draw::draw(&self.app, &look, frame.buffer_mut());
        self.app.desk.around.page_end = self.hits.page_end.unwrap_or(usize::MAX);
        if let Some(cursor) = self.hits.cursor {
            frame.set_cursor_position(cursor);
        }
    }

    fn wake_after(&self) -> Option<Duration> {
        let waits = !self.app.desk.keys.pending.is_empty() && !self.app.desk.around.shows_followers;
        let draft = self
            .draft_due
            .map(|due| due.saturating_duration_since(Instant::now()));
        let second = self.counted.map(|from| {
            let due = from + Duration::from_secs(1);
            due.saturating_duration_since(Instant::now())
        });
        let moment = self
            .stands_at
            .map(|due| due.saturating_duration_since(Instant::now()));
        [waits.then_some(FOLLOWERS), draft, second, moment]
            .into_iter()
            .flatten()
            .min()
    }

    fn mouse(&self) -> bool {
        self.app.desk.preferences.mouse
    }

    fn save_now(&mut self) -> Result<(), String> {
        self.take_in();
        self.note();
        let result = self.saver.flush();
        while let Some(news) = self.saver.news() {
            // Nothing is left to do for what follows from it: the program stops or ends.
            let _ = self.app.handle(news);
        }
        let untitled = matches!(self.app.desk.file.home, Home::Untitled);
        if untitled && self.app.desk.real().1 != self.app.desk.file.saved {
            // The next start brings them back.
            return result.map_err(|why| format!("the edits of untitled work: {why}"));
        }
        if self.app.desk.holds_back() && self.app.desk.history.revision() != 0 {
            return Err("the edits in a workspace whose conflicts are not all decided".to_owned());
        }
        result
    }
}

#[cfg(test)]
mod tests;
