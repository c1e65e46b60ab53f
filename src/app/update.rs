//! From events to state: keys find their command, the pointer finds what was drawn, answers arrive.

use super::App;
use super::effect::Effect;
use super::event::{Chord, Event, Key};
use super::file::{Home, Saving};
use super::keys::Found;
use super::notice::{Notice, Tone};
use super::overlay::Overlay;

pub(super) fn handle(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(chord) => key(app, chord),
        Event::Paste(text) => {
            if let Some(overlay) = app.overlays.last_mut() {
                overlay.paste(&text);
                super::overlay::line::typed(app);
            } else if super::views::session::chat::takes(app) {
                super::views::session::chat::paste(app, &text);
            } else {
                app.notice = Some(Notice::hint(
                    "nothing takes text here · n starts a new item",
                ));
            }
            Vec::new()
        }
        Event::Point { target, gesture } => super::views::pointer::act(app, target, gesture),
        Event::Resize { width, height } => {
            app.around.size = ratatui::layout::Size { width, height };
            let page = app.page();
            app.board.keep_in_sight(page);
            Vec::new()
        }
        // Where the pointer is means nothing without what was drawn; the point that follows does.
        Event::Pointer(_) | Event::Focus => Vec::new(),
        Event::Wake => {
            app.around.shows_followers = !app.keys.pending.is_empty();
            Vec::new()
        }
        Event::Tick(seconds) => {
            super::views::session::clock::tick(app, seconds);
            Vec::new()
        }
        Event::Saved { revision, result } => saved(app, revision, result),
        Event::Lost(why) => {
            app.file.lost = true;
            app.file.saving = Saving::Failed(why.clone());
            app.notice = Some(Notice::failed(why));
            Vec::new()
        }
        Event::Boards(count) => {
            app.file.boards = count;
            let name = app.file.name();
            app.notice = Some(Notice::hint(match count {
                0 | 1 => format!("no other board is open on {name} any more"),
                _ => format!(
                    "{count} boards are open on {name} · edits are merged as they are saved"
                ),
            }));
            Vec::new()
        }
        Event::Surveyed(state, survey) => {
            app.derived.surveyed(state, survey);
            Vec::new()
        }
        Event::Followed(workspace) => {
            super::following::go_along(app, &workspace);
            Vec::new()
        }
        Event::Edited(text) => {
            super::overlay::prose::edited(app, text);
            Vec::new()
        }
        Event::Folder(folder, result) => {
            super::overlay::list::open_folder(app, &folder, result);
            Vec::new()
        }
        Event::Importing(run, progress) => {
            super::overlay::intake::went(app, run, progress);
            Vec::new()
        }
        Event::Imported(run, result) => {
            super::overlay::intake::found(app, run, result);
            Vec::new()
        }
        Event::Exported(run, result) => {
            super::overlay::outgo::made(app, run, result);
            Vec::new()
        }
        Event::Suggesting(run, done) => {
            super::views::plan::suggest::went(app, run, done);
            Vec::new()
        }
        Event::Suggested(run, result) => {
            super::views::plan::suggest::found(app, run, result);
            Vec::new()
        }
        Event::HandedOut(path, result) => {
            super::overlay::outgo::handed_out(app, &path, result);
            Vec::new()
        }
        Event::Foreign {
            base,
            theirs,
            whose,
        } => {
            super::overlay::conflicts::take_in(app, &base, &theirs, &whose);
            Vec::new()
        }
        Event::Opened(result) => {
            match result {
                Ok(opened) => app.opened(*opened),
                Err(why) => app.notice = Some(Notice::failed(why)),
            }
            Vec::new()
        }
        Event::Kept(result) => {
            match result {
                Ok(revision) => app.file.kept = Some(revision),
                Err(why) => {
                    app.file.kept = None;
                    app.notice = Some(Notice::failed(format!(
                        "{why} · edits are kept in the file alone"
                    )));
                }
            }
            Vec::new()
        }
        Event::Backups(lines) => {
            super::overlay::page::open_backups(app, lines);
            Vec::new()
        }
        Event::Moments(moments) => {
            super::against::offer(app, moments);
            Vec::new()
        }
        Event::MomentRead(moment, result) => {
            match result {
                Ok(workspace) => super::against::begin(app, moment, workspace),
                Err(why) => app.notice = Some(Notice::failed(why)),
            }
            Vec::new()
        }
        Event::Done(what) => {
            app.notice = Some(Notice::done(what));
            Vec::new()
        }
        Event::Failed(why) => {
            app.notice = Some(Notice::failed(why));
            Vec::new()
        }
    }
}

pub(super) fn key(app: &mut App, chord: Chord) -> Vec<Effect> {
    app.around.shows_followers = false;
    if app.keys.pending.is_empty() && takes_text(app, chord) {
        return Vec::new();
    }
    if !app.keys.pending.is_empty() && chord == Chord::plain(Key::Esc) {
        app.keys.pending.clear();
        return Vec::new();
    }
    let scopes = app.scopes();
    let begun = !app.keys.pending.is_empty();
    match app.keys.resolve(chord, &scopes) {
        Found::Prefix => Vec::new(),
        Found::Command(command) => run(app, command, chord),
        Found::Nothing => {
            let known = super::command::all().any(|c| app.keys.of(c).contains(&chord.to_string()));
            if super::views::session::reveal::asks(app) {
                super::views::session::reveal::no(app);
            } else if app.board.carry.is_some() && app.overlays.is_empty() {
                super::views::carry::say_what_works(app);
            } else if chord.key == Key::Esc {
                app.notice = None;
            } else if begun || !known {
                app.notice = Some(Notice::hint(format!(
                    "{chord} does nothing here · ? lists the keys"
                )));
            } else {
                let elsewhere = super::command::all()
                    .find(|c| app.keys.of(c).contains(&chord.to_string()))
                    .map_or_else(String::new, |c| {
                        format!("{chord} ({}) works elsewhere", c.name)
                    });
                app.notice = Some(Notice::hint(format!("{elsewhere} · ? lists the keys")));
            }
            Vec::new()
        }
    }
}

/// Runs a command if it can work now; says why not otherwise.
pub(super) fn run(
    app: &mut App,
    command: &'static super::command::Command,
    chord: Chord,
) -> Vec<Effect> {
    match command.can_work(app) {
        Ok(()) => {
            if app
                .notice
                .as_ref()
                .is_some_and(|notice| notice.tone != Tone::Failed)
            {
                app.notice = None;
            }
            (command.run)(app, chord)
        }
        Err(reason) => {
            app.notice = Some(Notice::hint(reason));
            Vec::new()
        }
    }
}

/// Gives a key to the text being typed, where there is one.
fn takes_text(app: &mut App, chord: Chord) -> bool {
    let taken = app
        .overlays
        .last_mut()
        .is_some_and(|overlay| overlay.key(chord));
    if taken {
        super::overlay::line::typed(app);
    }
    taken
}

fn saved(app: &mut App, revision: u64, result: Result<std::path::PathBuf, String>) -> Vec<Effect> {
    match result {
        Ok(path) => {
            if app.file.home != Home::File(path.clone()) {
                app.file.home = Home::File(path);
                // What was the sample is the user's own now, on the user's own day.
                let today = app.file.day(app.around.today);
                app.derived.see_from(&app.workspace, today);
                app.notice = Some(Notice::done(format!(
                    "saved as {} · edits go there from now on",
                    app.file.name()
                )));
            } else if matches!(app.file.saving, Saving::Failed(_)) {
                app.notice = Some(Notice::done(format!("{} is saved", app.file.name())));
            }
            app.file.saved = revision;
            (app.file.unfinished, app.file.lost) = (false, false);
            app.file.saving = Saving::Idle;
        }
        Err(why) => {
            app.notice = Some(Notice::failed(format!("NOT SAVED: {why}")));
            app.file.saving = Saving::Failed(why.clone());
            if asks_to_quit(app) {
                app.overlays.pop();
                super::overlay::page::ask_quit(app, Some(&why));
            }
        }
    }
    if asks_to_quit(app) && app.file.saved == app.history.settled() {
        return vec![Effect::Quit];
    }
    Vec::new()
}

/// Whether the program ends as soon as everything is saved.
fn asks_to_quit(app: &App) -> bool {
    matches!(app.overlays.last(), Some(Overlay::Page(page)) if page.quits_when_saved)
}
