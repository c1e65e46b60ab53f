//! Opening the board: which workspace, which settings, which look.

use std::any::Any;
use std::path::PathBuf;
use std::time::Duration;

use ratatui::layout::Size;
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::beside;
use super::board::OpenBoard;
use super::cli::{self, Wishes};
use super::commands;
use super::follower;
use super::opening::{self, Opening};
use super::outcome::{RunOutcome, line};
use super::saver::Saver;
use super::surroundings::Surroundings;
use super::surveyor::Surveyor;
use super::terminal::{self, Options, mailbox};
use crate::desk::event::Event;
use crate::desk::file::{File, Home, Opened};
use crate::desk::keys::Keys;
use crate::desk::notice::{Notice, Tone};
use crate::desk::preferences::{ColorTheme, Preferences};
use crate::desk::{presenting, tab};
use crate::edit::history::History;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::text::clean_line;
use crate::model::words::Text;
use crate::shell::commands::{self as table, TABLES, Tables, VOTING};
use crate::shell::{App, following};
use crate::store::journal::Journal;
use crate::store::places::{self, Places};
use crate::store::{KnownFile, RealFiles, Refusal};
use crate::ui::look::Brightness;
use crate::views::alone;

/// What a first start says.
const WELCOME: Text = Text::new(
    "{ITEM_NEW} writes the first item, {APP_IMPORT} imports, {APP_DEMO} opens the sample, {APP_OPEN} opens a workspace",
);
/// The size of the screen until the terminal has said its own.
const SIZE: Size = Size {
    width: 80,
    height: 24,
};
/// How long the terminal may take to say its background.
const ANSWER: Duration = Duration::from_millis(200);

/// Opens the board and drives it to its end.
pub(super) fn board(
    opening: cli::OpenArgs,
    wishes: &Wishes,
    surroundings: Surroundings,
) -> RunOutcome {
    if let Err(error) = terminal::check() {
        let outcome = RunOutcome::failed(error.to_string());
        return RunOutcome { code: 2, ..outcome };
    }
    let (mut preferences, slip) = preferences(&surroundings);
    wishes.apply(&mut preferences);
    let tables = if matches!(opening, cli::OpenArgs::Vote(..)) {
        VOTING
    } else {
        TABLES
    };
    // What is said while the file is opened, and by the threads, names the keys in force as well.
    Keys::with(table::of(tables.views), &preferences.keys)
        .0
        .take_up();
    let places = surroundings.places();
    let named = match &opening {
        cli::OpenArgs::File(path)
        | cli::OpenArgs::Follow(path, _)
        | cli::OpenArgs::Vote(path, _) => path.clone(),
        cli::OpenArgs::Demo | cli::OpenArgs::Last => PathBuf::from("sample"),
    };
    let presents = matches!(opening, cli::OpenArgs::Follow(_, true));
    let alone_as = if let cli::OpenArgs::Vote(_, name) = &opening {
        Some(name.clone())
    } else {
        None
    };
    let opening = match opening {
        cli::OpenArgs::Demo => opening::demo(),
        cli::OpenArgs::File(path) | cli::OpenArgs::Vote(path, _) => {
            opening::file(places.as_ref(), &path)
        }
        cli::OpenArgs::Follow(path, _) => opening::followed(&path),
        cli::OpenArgs::Last => Ok(last(places.as_ref())),
    };
    let opening = match opening {
        Ok(opening) => opening,
        Err(error) => return commands::unreadable(&named, &error),
    };
    let voter = alone_as.map(|name| alone::who(&opening.opened.workspace, &name));
    let voter = match voter.transpose() {
        Ok(voter) => voter,
        Err(why) => return RunOutcome::failed(why),
    };
    let (poster, mailbox) = mailbox();
    let post = || {
        let poster = poster.clone();
        Box::new(move || poster.post(Event::Wake))
    };
    let threads = Saver::start(places.clone(), post())
        .and_then(|saver| Ok((saver, Surveyor::start(post())?)));
    let (saver, surveyor) = match threads {
        Ok(threads) => threads,
        Err(error) => return RunOutcome::failed(format!("cannot start a thread: {error}")),
    };
    let followed = match &opening.opened.file.home {
        Home::File(path) if opening.opened.history.follows() => Some(path.clone()),
        Home::File(_) | Home::Demo | Home::Untitled => None,
    };
    match followed {
        Some(path) => {
            let places = surroundings.places();
            let place = places.map(|places| beside::file(&places, &path));
            if let Err(error) = follower::start(path, place, poster.clone()) {
                return RunOutcome::failed(format!("cannot start a thread: {error}"));
            }
        }
        None => hand_over(&saver, opening.known, opening.journal, &opening.opened),
    }
    let brightness = brightness(&preferences, &surroundings);
    let mut app = app(tables, opening.opened, preferences, slip);
    if voter.is_some() {
        vote_alone(&mut app, voter);
    }
    if app.desk.history.follows() {
        following::begin(&mut app);
    }
    if presents {
        presenting::begin(&mut app.desk);
    }
    let rescuer = saver.clone();
    let options = Options {
        focus: true,
        rescue: Some(Box::new(move || {
            // Nobody is left to be told.
            let _ = rescuer.flush();
        })),
    };
    let mut session = OpenBoard::new(app, saver, surveyor, poster, surroundings, brightness);
    match terminal::drive(&mut session, mailbox, options) {
        Ok(mut ending) => {
            if ending.cause == terminal::EndReason::Quit {
                ending.unsaved = session.finish().err();
            }
            let said = ending.message().into_iter().chain(session.parting());
            RunOutcome {
                code: ending.code().max(u8::from(ending.unsaved.is_some())),
                err: said.map(|line| line + "\n").collect(),
                ..RunOutcome::default()
            }
        }
        Err(error) => RunOutcome::failed(error.to_string()),
    }
}

/// Shows one person's own screen, with nothing on it that is private.
fn vote_alone(app: &mut App, person: Option<Id>) {
    presenting::begin(&mut app.desk);
    app.desk.view = tab::ALONE;
    for (_, view) in &mut app.views {
        let view: &mut dyn Any = view.as_mut();
        if let Some(alone) = view.downcast_mut::<alone::Alone>() {
            alone.person = person;
        }
    }
}

/// Gives the saver what it goes on with.
pub(super) fn hand_over(
    saver: &Saver,
    known: Option<KnownFile>,
    journal: Option<Journal<RealFiles>>,
    opened: &Opened,
) {
    let home = match &opened.file.home {
        Home::File(path) => known.map(|known| (path.clone(), known)),
        Home::Demo | Home::Untitled => None,
    };
    // Work without a file has a journal from its first edit on.
    let at_once = home.is_some() || opened.history != History::default();
    saver.adopt(home, opened.file.saved, journal, at_once);
}

/// The program's state at the start. What was wrong with the settings is said first.
fn app(tables: Tables, opened: Opened, preferences: Preferences, slip: Option<String>) -> App {
    let nothing = File::new(Home::Untitled, Vec::new());
    let seed = fastrand::u64(..);
    let mut app = App::with(
        tables,
        Workspace::default(),
        nothing,
        preferences,
        seed,
        SIZE,
        Some(super::outcome::today()),
    );
    let first = slip.map(Notice::failed).or(app.desk.notice.take());
    // Opening asks nothing of the world.
    let _ = app.handle(Event::Opened(Ok(Box::new(opened))));
    if first.is_some() {
        app.desk.notice = first;
    }
    app
}

/// Untitled work that was left, else the workspace that was open last; a welcome when there is none, and
/// the reason when it cannot be read.
fn last(places: Option<&Places>) -> Opening {
    let mut untitled = opening::untitled(places);
    if untitled.is_recovered {
        return untitled;
    }
    untitled.opened.said = Some(Notice::outside(Tone::Hint, WELCOME.said()));
    let Some(path) = places.and_then(|p| p.last_workspace(&RealFiles)) else {
        return untitled;
    };
    match opening::file(places, &path) {
        Ok(opening) => opening,
        Err(error) => {
            if error.refusal != Refusal::Unreadable {
                untitled.opened.said = Some(Notice::outside(
                    Tone::Failed,
                    opening::refusal(&path, &error),
                ));
            }
            untitled
        }
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
    if preferences.theme != ColorTheme::Auto || surroundings.remote {
        return Brightness::Dark;
    }
    let mut options = QueryOptions::default();
    options.timeout = ANSWER;
    match theme_mode(options) {
        Ok(ThemeMode::Light) => Brightness::Light,
        Ok(ThemeMode::Dark) | Err(_) => Brightness::Dark,
    }
}
