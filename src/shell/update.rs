//! From events to state: keys find their command, the pointer finds what was drawn, answers arrive.

use crate::desk::Want;
use crate::desk::clock;
use crate::desk::command::{Act, Command, Does};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Event, Key, Target};
use crate::desk::file::{Home, Saving};
use crate::desk::keys::Found;
use crate::desk::notice::{Notice, Tone};
use crate::dialogs::page::Page;
use crate::shell::App;

pub(super) fn handle(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(chord) => key(app, chord),
        // Nothing is to be seen that a text could go to, or that was pressed on.
        Event::Paste(_) if app.only().is_some() => Vec::new(),
        Event::Paste(text) => {
            if app.type_text(&text) {
                return Vec::new();
            }
            let Some(effects) = settle(app) else {
                return Vec::new();
            };
            let (desk, view) = app.present();
            if !view.is_some_and(|view| view.paste(desk, &text)) {
                app.notice = Some(Notice::hint(
                    "nothing takes text here · n starts a new item",
                ));
            }
            effects
        }
        Event::Point { target, .. }
            if app.only().is_some() && !matches!(target, Some(Target::Hint(_))) =>
        {
            Vec::new()
        }
        Event::Point { target, gesture } => crate::shell::pointer::act(app, target, gesture),
        Event::Resize { width, height } => {
            app.around.size = ratatui::layout::Size { width, height };
            Vec::new()
        }
        // Where the pointer is means nothing without what was drawn; the point that follows does.
        Event::Pointer(_) | Event::Focus => Vec::new(),
        Event::Wake => {
            app.around.shows_followers = !app.keys.pending.is_empty();
            Vec::new()
        }
        Event::Tick(seconds) => {
            clock::tick(app, seconds);
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
            crate::shell::following::go_along(app, &workspace);
            Vec::new()
        }
        Event::Edited(text) => {
            crate::dialogs::prose::edited(app, text);
            Vec::new()
        }
        Event::Folder(folder, result) => {
            crate::dialogs::import::open_folder(app, &folder, result);
            Vec::new()
        }
        Event::Importing(run, progress) => {
            crate::dialogs::import::went(app, run, progress);
            Vec::new()
        }
        Event::Imported(run, result) => {
            crate::dialogs::import::found(app, run, result);
            Vec::new()
        }
        Event::Exported(run, result) => {
            crate::dialogs::export::made(app, run, result);
            Vec::new()
        }
        Event::Suggesting(..) | Event::Suggested(..) => {
            for view in &mut app.views {
                view.hear(&mut app.desk, &event);
            }
            Vec::new()
        }
        Event::HandedOut(path, result) => {
            crate::dialogs::export::handed_out(app, &path, result);
            Vec::new()
        }
        Event::Foreign {
            base,
            theirs,
            whose,
        } => {
            crate::dialogs::conflicts::take_in(app, &base, &theirs, &whose);
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
            let page = Page::new("Backups", app.file.name(), lines);
            app.open(page);
            Vec::new()
        }
        Event::Moments(moments) => {
            crate::views::board::against::offer(app, moments);
            Vec::new()
        }
        Event::MomentRead(moment, result) => {
            match result {
                Ok(workspace) => crate::desk::against::begin(app, moment, workspace),
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
    if app.only().is_none() && app.keys.pending.is_empty() && app.type_key(chord) {
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
        Found::Nothing if app.only().is_some() => Vec::new(),
        // The keys of whatever lies on top, where they have no help of their own.
        Found::Nothing if matches!(chord.key, Key::Char('?') | Key::F(1)) && !begun => {
            super::palette::open_help(app);
            Vec::new()
        }
        Found::Nothing => {
            let known = app
                .keys
                .commands()
                .any(|c| app.keys.of(c).contains(&chord.to_string()));
            let is_over = !app.dialogs.is_empty();
            let (desk, view) = app.present();
            if !is_over && view.is_some_and(|view| view.stray(desk)) {
                return Vec::new();
            }
            if let Some(words) = app.waits_for() {
                app.notice = Some(Notice::hint(words));
            } else if chord.key == Key::Esc {
                app.notice = None;
            } else if begun || !known {
                app.notice = Some(Notice::hint(format!(
                    "{chord} does nothing here · ? lists the keys"
                )));
            } else {
                let elsewhere = app
                    .keys
                    .commands()
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

/// Settles what is half typed, where it was typed; none where it is no value, so that nothing else happens.
pub(super) fn settle(app: &mut App) -> Option<Vec<Effect>> {
    let settled = app.desk.settle_pending();
    let effects = wants(app, Vec::new());
    match settled {
        Ok(()) => Some(effects),
        Err(why) => {
            app.notice = Some(Notice::hint(why));
            None
        }
    }
}

/// Does what commands and dialogs want of the shell, in order.
pub(super) fn wants(app: &mut App, mut effects: Vec<Effect>) -> Vec<Effect> {
    for want in std::mem::take(&mut app.desk.wants) {
        app.choose();
        effects.extend(match want {
            Want::Run(command, chord) => run(app, command, chord),
            Want::Go(place) => {
                app.go(place);
                Vec::new()
            }
            Want::Desk(then) => {
                let more = then.run(app, ());
                wants(app, more)
            }
            Want::Lists(then) => {
                let more = app.with_lists(then);
                wants(app, more)
            }
            Want::View(of, then) => {
                let more = app
                    .beside(of)
                    .map_or_else(Vec::new, |(desk, view)| then(desk, view));
                wants(app, more)
            }
        });
    }
    effects
}

/// Runs a command if it can work now; says why not otherwise.
pub(super) fn run(app: &mut App, command: &'static Command, chord: Chord) -> Vec<Effect> {
    let is_failure = |notice: &mut Notice| notice.tone == Tone::Failed;
    app.notice.take_if(|notice| !is_failure(notice));
    let mut effects = Vec::new();
    if command.does != Does::Types {
        let Some(settled) = settle(app) else {
            return Vec::new();
        };
        effects = settled;
        app.choose();
    }
    match app.can(command) {
        Ok(()) => {
            effects.extend(match command.act {
                Act::Desk { run, .. } => run(app, chord),
                Act::Shell { run, .. } => run(app, chord),
                Act::Lists { run, .. } => app.with_lists(|desk, lists| run(desk, lists, chord)),
                Act::View { of, run, .. } => app
                    .beside(of())
                    .map_or_else(Vec::new, |(desk, view)| run(desk, view, chord)),
            });
            wants(app, effects)
        }
        Err(reason) => {
            app.notice = Some(Notice::hint(reason));
            Vec::new()
        }
    }
}

fn saved(app: &mut App, revision: u64, result: Result<std::path::PathBuf, String>) -> Vec<Effect> {
    match result {
        Ok(path) => {
            if app.file.home != Home::File(path.clone()) {
                app.file.home = Home::File(path);
                // What was the sample is the user's own now, on the user's own day.
                let desk = &mut app.desk;
                let today = desk.file.day(desk.around.today);
                desk.derived.see_from(&desk.workspace, today);
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
                app.close();
                crate::dialogs::quitting::ask_quit(app, Some(&why));
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
    app.top::<Page>().is_some_and(|page| page.quits_when_saved)
}
