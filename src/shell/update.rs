//! From events to state: keys find their command, the pointer finds what was drawn, answers arrive.

use crate::desk::command::{Act, Command, Does, GLOBAL};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Event, Key};
use crate::desk::file::{Home, Saving};
use crate::desk::keys::Found;
use crate::desk::notice::{Notice, Outside, Tone};
use crate::desk::{Desk, Want};
use crate::dialogs::page::Page;
use crate::dialogs::{conflicts, export, import, prose};
use crate::model::key::APP_HELP;
use crate::model::words::worded;
use crate::shell::App;

pub(super) fn handle(app: &mut App, event: Event) -> Vec<Effect> {
    app.desk.keys.take_up();
    let desk = &mut app.desk;
    match event {
        Event::Key(chord) => return key(app, chord),
        Event::Paste(text) | Event::Rows(text) => return paste(app, &text),
        Event::Burst(text) => return burst(app, &text),
        Event::Point { target, gesture } => {
            return crate::shell::pointer::act(app, target, gesture);
        }
        Event::Resize { width, height } => {
            desk.around.size = ratatui::layout::Size { width, height };
        }
        // Where the pointer is means nothing without what was drawn; the point that follows does.
        Event::Pointer(_) | Event::Focus => {}
        Event::Wake => desk.around.shows_followers = !desk.keys.pending.is_empty(),
        Event::Stood => desk.clock.is_fresh = false,
        Event::Tick(seconds) => desk.tick(seconds),
        Event::Saved { revision, result } => return saved(desk, revision, result),
        Event::Lost(why) => {
            desk.file.lost = true;
            desk.file.saving = Saving::Failed(why.clone());
            desk.notice = Some(Notice::outside(Tone::Failed, why));
        }
        Event::Boards(count) => {
            desk.file.boards = count;
            let name = desk.file.name();
            let said = match count {
                0 | 1 => format!("no other board is open on {name} any more"),
                _ => format!(
                    "{count} boards are open on {name} · edits are merged as they are saved"
                ),
            };
            desk.notice = Some(Notice::outside(Tone::Hint, said));
        }
        Event::Surveyed(state, survey) => desk.derived.surveyed(state, survey),
        Event::Beside(view, chosen) => crate::shell::following::go_beside(app, &view, chosen),
        Event::Followed(workspace) => crate::shell::following::go_along(app, &workspace),
        Event::Edited(text) => prose::edited(desk, text),
        Event::Folder(folder, result) => import::open_folder(desk, &folder, result),
        Event::Importing(run, progress) => import::went(desk, run, progress),
        Event::Imported(run, result) => return import::found(desk, run, result),
        Event::Exported(run, result) => export::made(desk, run, result),
        Event::Suggesting(..) | Event::Suggested(..) => {
            for (_, view) in &mut app.views {
                view.hear(desk, &event);
            }
        }
        Event::HandedOut(path, result) => export::handed_out(desk, &path, result),
        Event::Foreign {
            base,
            theirs,
            whose,
        } => conflicts::take_in(desk, &base, &theirs, &whose),
        Event::Opened(Ok(opened)) => app.opened(*opened),
        Event::Kept(Ok(revision)) => desk.file.kept = Some(revision),
        Event::Kept(Err(why)) => {
            desk.file.kept = None;
            let said = why.within(|why| format!("{why} · edits are saved in the file alone"));
            desk.notice = Some(Notice::outside(Tone::Failed, said));
        }
        Event::Backups(lines) => desk.open(Page::new("Backups", desk.file.name(), lines)),
        Event::Moments(moments) => crate::views::board::against::offer(desk, moments),
        Event::Looked(found) => crate::desk::against::looked(desk, found),
        Event::MomentRead(moment, Ok(workspace)) => {
            crate::desk::against::begin(desk, moment, workspace);
        }
        Event::Done(what) => desk.notice = Some(Notice::outside(Tone::Done, what)),
        Event::Opened(Err(why)) | Event::MomentRead(_, Err(why)) | Event::Failed(why) => {
            desk.notice = Some(Notice::outside(Tone::Failed, why));
        }
    }
    Vec::new()
}

/// Gives a text to what is typed in or to the view; it never runs a command.
fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    // Where nothing is to be seen, nothing takes a text.
    if app.only().is_some() || app.desk.type_text(text) {
        return Vec::new();
    }
    if app
        .desk
        .dialogs
        .last()
        .is_some_and(|top| top.lists().is_some())
        && into_list(app, text)
    {
        return Vec::new();
    }
    if !app.desk.dialogs.is_empty() {
        let nowhere =
            worded("nothing takes text here · {PAGE_CLOSE} goes back, {APP_HELP} lists the keys");
        app.desk.notice = Some(Notice::hint(nowhere));
        return Vec::new();
    }
    let effects = settle(app);
    let changes = app
        .desk
        .keys
        .command("item.new")
        .map(|command| command.is_allowed(&app.desk));
    if let (Some(_), Some(Err(why))) = (&effects, changes) {
        app.desk.notice = Some(Notice::hint(why));
        return effects.unwrap_or_default();
    }
    let (desk, view) = app.present();
    if effects.is_some()
        && !view.is_some_and(|view| view.paste(desk, text))
        && !into_list(app, text)
    {
        let desk = &mut app.desk;
        desk.notice = Some(Notice::hint(worded(
            "nothing takes text here · {ITEM_NEW} starts a new item",
        )));
    }
    effects.unwrap_or_default()
}

/// Gives a text to the list with the keys; gives back whether one took it.
fn into_list(app: &mut App, text: &str) -> bool {
    let can = |command: &Command| app.can(command).is_ok();
    app.desk.keys.command("lists.new").is_some_and(can)
        && app.with_lists(|desk, lists| crate::dialogs::paste::into_list(desk, lists, text))
}

/// Takes characters that came at once for a text. Only where each line begins with the key of a command that asks for
/// one, is the rest of the line the answer: so do programs write that drive a terminal. Such a key works nowhere
/// that takes a text.
fn burst(app: &mut App, text: &str) -> Vec<Effect> {
    let plain = |key: char| Chord::plain(Key::Char(key));
    let scopes = app.scopes();
    let asks = |line: &str| {
        let command = line.chars().next().map(plain);
        let command = command.and_then(|chord| app.desk.keys.leads_to(chord, &scopes));
        command.is_some_and(|command| command.does == Does::Asks)
    };
    let mut lines = text.split('\n').filter(|line| !line.is_empty());
    if text.starts_with('\n') || !lines.all(asks) {
        return paste(app, text);
    }
    let mut effects = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            effects.extend(key(app, Chord::plain(Key::Enter)));
        }
        let mut answer = line.chars();
        if let Some(first) = answer.next() {
            effects.extend(key(app, plain(first)));
            if !app.desk.type_text(answer.as_str()) {
                break;
            }
        }
    }
    effects
}

pub(super) fn key(app: &mut App, chord: Chord) -> Vec<Effect> {
    app.desk.around.shows_followers = false;
    let begun = std::mem::take(&mut app.desk.keys.pending);
    let hide = app.desk.keys.leads_to(chord, &[GLOBAL]);
    if let Some(hide) = hide.filter(|hide| hide.id == HIDE && app.desk.presenting.is_some()) {
        return run_now(app, hide, chord);
    }
    app.desk.keys.pending = begun;
    if app.only().is_none() && app.desk.keys.pending.is_empty() && app.desk.type_key(chord) {
        return Vec::new();
    }
    if !app.desk.keys.pending.is_empty() && chord == Chord::plain(Key::Esc) {
        app.desk.keys.pending.clear();
        return Vec::new();
    }
    let scopes = app.scopes();
    let begun = !app.desk.keys.pending.is_empty();
    match app.desk.keys.resolve(chord, &scopes) {
        Found::Prefix => Vec::new(),
        Found::Command(command) => run(app, command, chord),
        Found::Nothing if app.only().is_some() => Vec::new(),
        // The keys of whatever lies on top, where they have no help of their own.
        Found::Nothing if !begun && app.desk.keys.has(chord, "app.help") => {
            super::palette::open_help(app);
            Vec::new()
        }
        Found::Nothing => {
            let known = app
                .desk
                .keys
                .commands()
                .any(|c| app.desk.keys.of(c).contains(&chord.to_string()));
            let is_over = !app.desk.dialogs.is_empty();
            let (desk, view) = app.present();
            if !is_over && view.is_some_and(|view| view.stray(desk)) {
                return Vec::new();
            }
            if let Some(words) = app.waits_for() {
                app.desk.notice = Some(Notice::hint(words));
            } else if chord.key == Key::Esc {
                app.desk.notice = None;
            } else if begun || !known {
                app.desk.notice = Some(Notice::hint(format!(
                    "{chord} does nothing here · {APP_HELP} lists the keys"
                )));
            } else {
                let elsewhere = app
                    .desk
                    .keys
                    .commands()
                    .find(|c| app.desk.keys.of(c).contains(&chord.to_string()))
                    .map_or_else(String::new, |c| {
                        format!("{chord} ({}) does nothing here", c.name)
                    });
                app.desk.notice = Some(Notice::hint(format!(
                    "{elsewhere} · {APP_HELP} lists the keys"
                )));
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
            app.desk.notice = Some(Notice::hint(why));
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
                let more = then.run(&mut app.desk, ());
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
    app.desk.notice.take_if(|notice| !is_failure(notice));
    let mut effects = Vec::new();
    if command.does != Does::Types {
        let Some(settled) = settle(app) else {
            return Vec::new();
        };
        effects = settled;
        app.choose();
    }
    effects.extend(run_now(app, command, chord));
    effects
}

/// The command that hides the screen from anywhere.
const HIDE: &str = "app.hide";

/// Runs a command as it is, whatever is half typed.
fn run_now(app: &mut App, command: &'static Command, chord: Chord) -> Vec<Effect> {
    let mut effects = Vec::new();
    match app.can(command) {
        Ok(()) => {
            effects.extend(match command.act {
                Act::Go(view) => {
                    app.show(view);
                    Vec::new()
                }
                Act::Desk { run, .. } => run(&mut app.desk, chord),
                Act::Shell { run, .. } => run(app, chord),
                Act::Lists { run, .. } => app.with_lists(|desk, lists| run(desk, lists, chord)),
                Act::View { of, run, .. } => app
                    .beside(of())
                    .map_or_else(Vec::new, |(desk, view)| run(desk, view, chord)),
            });
            wants(app, effects)
        }
        Err(reason) => {
            app.desk.notice = Some(Notice::hint(reason));
            Vec::new()
        }
    }
}

fn saved(
    desk: &mut Desk,
    revision: u64,
    result: Result<std::path::PathBuf, Outside>,
) -> Vec<Effect> {
    match result {
        Ok(path) => {
            if desk.file.home != Home::File(path.clone()) {
                desk.file.home = Home::File(path);
                // What was the sample is the user's own now, on the user's own day.
                let today = desk.file.day(desk.around.today);
                desk.derived.see_from(&desk.workspace, today);
                desk.notice = Some(Notice::done(format!(
                    "saved as {} · edits go there from now on",
                    desk.file.name()
                )));
            } else if matches!(desk.file.saving, Saving::Failed(_)) {
                desk.notice = Some(Notice::done(format!("{} is saved", desk.file.name())));
            }
            desk.file.saved = revision;
            (desk.file.unfinished, desk.file.lost) = (false, false);
            desk.file.saving = Saving::Idle;
        }
        Err(why) => {
            let said = why.within(|why| format!("NOT SAVED: {why}"));
            desk.notice = Some(Notice::outside(Tone::Failed, said));
            desk.file.saving = Saving::Failed(why);
            if asks_to_quit(desk) {
                desk.close();
                crate::dialogs::quitting::ask_quit(desk);
            }
        }
    }
    if asks_to_quit(desk) && desk.file.saved == desk.history.settled() {
        return vec![Effect::Quit];
    }
    Vec::new()
}

/// Whether the program ends as soon as everything is saved.
fn asks_to_quit(desk: &Desk) -> bool {
    desk.top::<Page>().is_some_and(|page| page.quits_when_saved)
}
