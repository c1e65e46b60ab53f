//! Opening the board: which workspace, which settings, which look.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ratatui::layout::Size;
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::board::Session;
use super::cli::{Opening, Wishes};
use super::saver::Saver;
use super::surroundings::Surroundings;
use super::surveyor::Surveyor;
use super::terminal::{self, Options, mailbox};
use super::{Outcome, commands, fresh, line, refused};
use crate::app::App;
use crate::app::event::Event;
use crate::app::file::{File, Home};
use crate::app::notice::Notice;
use crate::app::preferences::{Preferences, Theme};
use crate::model::Workspace;
use crate::model::text::{Problem, Severity, clean_line};
use crate::store::places::Places;
use crate::store::{self, Known, LoadError, Opened, RealFiles, Refusal, Unfinished, places};
use crate::ui::look::Brightness;

/// The built-in sample.
pub(super) const SAMPLE: &str = include_str!("../../assets/sample.ron");
/// What a first start says.
const WELCOME: &str =
    "n writes the first item, I imports a CSV, S opens the sample, o opens a workspace";
/// The size of the screen until the terminal has said its own.
const SIZE: Size = Size {
    width: 80,
    height: 24,
};
/// How long the terminal may take to say its background.
const ANSWER: Duration = Duration::from_millis(200);

/// A workspace and where it came from.
struct Start {
    workspace: Workspace,
    file: File,
    known: Option<Known>,
    /// What has to be said first.
    notice: Option<Notice>,
}

/// Opens the board and drives it to its end.
pub(super) fn board(opening: Opening, wishes: &Wishes, surroundings: Surroundings) -> Outcome {
    if let Err(error) = terminal::check() {
        let outcome = Outcome::failed(error.to_string());
        return Outcome { code: 2, ..outcome };
    }
    let (mut preferences, slip) = preferences(&surroundings);
    wishes.apply(&mut preferences);
    let places = surroundings.places();
    let named = match &opening {
        Opening::File(path) => path.clone(),
        Opening::Demo | Opening::Last => PathBuf::from("sample"),
    };
    let start = match opening {
        Opening::Demo => demo(),
        Opening::File(path) => file(places.as_ref(), &path),
        Opening::Last => {
            let last = places.as_ref().and_then(|p| p.last_workspace(&RealFiles));
            Ok(last.map_or_else(welcome, |path| again(places.as_ref(), &path)))
        }
    };
    let start = match start {
        Ok(start) => start,
        Err(error) => return commands::unreadable(&named, &error),
    };
    let (poster, mailbox) = mailbox();
    let post = || {
        let poster = poster.clone();
        Box::new(move || poster.post(Event::Wake))
    };
    let threads =
        Saver::start(places, post()).and_then(|saver| Ok((saver, Surveyor::start(post())?)));
    let (saver, surveyor) = match threads {
        Ok(threads) => threads,
        Err(error) => return Outcome::failed(format!("cannot start a thread: {error}")),
    };
    if let (Home::File(path), Some(known)) = (&start.file.home, &start.known) {
        saver.adopt(Some((path.clone(), known.clone())));
    }
    let brightness = brightness(&preferences, &surroundings);
    let app = app(start, preferences, slip);
    let rescuer = saver.clone();
    let options = Options {
        focus: true,
        rescue: Some(Box::new(move || {
            // Nobody is left to be told.
            let _ = rescuer.flush();
        })),
    };
    let mut session = Session::new(app, saver, surveyor, surroundings, brightness);
    match terminal::drive(&mut session, mailbox, options) {
        Ok(mut ending) => {
            if ending.cause == terminal::Cause::Quit {
                ending.unsaved = session.finish().err();
            }
            let said = ending.message().into_iter().chain(session.parting());
            Outcome {
                code: ending.code().max(u8::from(ending.unsaved.is_some())),
                err: said.map(|line| line + "\n").collect(),
                ..Outcome::default()
            }
        }
        Err(error) => Outcome::failed(error.to_string()),
    }
}

/// The program's state at the start. What was wrong with the settings is said first.
fn app(start: Start, preferences: Preferences, slip: Option<String>) -> App {
    let nothing = File::new(Home::Untitled, Vec::new());
    let seed = fastrand::u64(..);
    let mut app = App::new(
        Workspace::default(),
        nothing,
        preferences,
        seed,
        SIZE,
        Some(super::today()),
    );
    let first = slip.map(Notice::failed).or(app.notice.take());
    let opened = (start.workspace, start.file);
    // Opening asks nothing of the world.
    let _ = app.handle(Event::Opened(Ok(Box::new(opened))));
    if let Some(notice) = first.or(start.notice) {
        app.notice = Some(notice);
    }
    app
}

fn file(places: Option<&Places>, path: &Path) -> Result<Start, LoadError> {
    let (opened, unfinished) = resumed(places, path)?;
    let (known, (workspace, file)) = (opened.known.clone(), described(opened, unfinished));
    Ok(Start {
        workspace,
        file,
        known: Some(known),
        notice: None,
    })
}

/// Opens a workspace file to work on; a save that was interrupted in it is finished first.
pub(super) fn resumed(
    places: Option<&Places>,
    path: &Path,
) -> Result<(Opened, Option<Unfinished>), LoadError> {
    let state = places.map(|places| places.state.as_path());
    let finished = store::finish(&RealFiles, state, path);
    let mut resumed = store::resume(&RealFiles, path)?;
    // Why it could not be finished is tried and said again with the first save.
    if let Ok(Some(said)) = finished {
        let hint = "look whether your latest edits are there";
        let problem = Problem::new(Severity::Warning, said, hint);
        resumed.0.problems.push(problem);
    }
    for copy in store::aside::copies(&RealFiles, &resumed.0.path) {
        let name = copy.file_name().unwrap_or_default().to_string_lossy();
        let what = format!(
            "{} lies beside the file: somebody's changes that were not merged",
            clean_line(&name)
        );
        let hint = "evenkeel diff compares the two; take over what you need, then delete it";
        let problem = Problem::new(Severity::Warning, what, hint);
        resumed.0.problems.push(problem);
    }
    Ok(resumed)
}

/// What the board has to know of a file that was opened.
pub(super) fn described(opened: Opened, unfinished: Option<Unfinished>) -> (Workspace, File) {
    let mut problems = opened.problems;
    if opened.read_only {
        let hint = "edits need a file of their own: use save as, or allow writing to this one";
        problems.push(Problem::new(
            Severity::Warning,
            "the file is read-only",
            hint,
        ));
    }
    let mut file = File::new(Home::File(opened.path), problems);
    if let Some(Unfinished { theirs, conflicts }) = unfinished {
        file = file.with_unfinished(&theirs, conflicts);
    }
    (opened.workspace, file)
}

fn demo() -> Result<Start, LoadError> {
    let (workspace, problems) = store::parse(SAMPLE)?;
    Ok(Start {
        workspace,
        file: File::new(Home::Demo, problems),
        known: None,
        notice: None,
    })
}

/// The workspace that was open last; a welcome when it is gone, and the reason when it cannot be read.
fn again(places: Option<&Places>, path: &Path) -> Start {
    match file(places, path) {
        Ok(start) => start,
        Err(error) if error.refusal == Refusal::Unreadable => welcome(),
        Err(error) => {
            let name = clean_line(&path.to_string_lossy()).into_owned();
            let notice = Notice::failed(format!("{name}: {}", refused(&error)));
            Start {
                notice: Some(notice),
                ..welcome()
            }
        }
    }
}

fn welcome() -> Start {
    Start {
        workspace: fresh::workspace(""),
        file: File::new(Home::Untitled, Vec::new()),
        known: None,
        notice: Some(Notice::hint(WELCOME)),
    }
}

/// The user's settings, and the first thing that is wrong with them.
fn preferences(surroundings: &Surroundings) -> (Preferences, Option<String>) {
    let Some(path) = surroundings.settings_file() else {
        return (Preferences::default(), None);
    };
    let name = clean_line(&path.to_string_lossy()).into_owned();
    match places::settings(&RealFiles, &path) {
        Ok(Some(text)) => {
            let (preferences, problems) = Preferences::read(&text);
            let slip = problems.first();
            (preferences, slip.map(|p| format!("settings, {}", line(p))))
        }
        Ok(None) => {
            let missing = || format!("there is no settings file {name} · the defaults are used");
            let named = surroundings.config.is_some();
            (Preferences::default(), named.then(missing))
        }
        Err(error) => {
            let slip = format!("cannot read {name}: {error} · the defaults are used");
            (Preferences::default(), Some(slip))
        }
    }
}

/// Whether the terminal is dark; one on another machine is not asked, as its answer may come too late.
fn brightness(preferences: &Preferences, surroundings: &Surroundings) -> Brightness {
    if preferences.theme != Theme::Auto || surroundings.remote {
        return Brightness::Dark;
    }
    let mut options = QueryOptions::default();
    options.timeout = ANSWER;
    match theme_mode(options) {
        Ok(ThemeMode::Light) => Brightness::Light,
        Ok(ThemeMode::Dark) | Err(_) => Brightness::Dark,
    }
}
