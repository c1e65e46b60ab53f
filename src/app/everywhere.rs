//! Commands that work in every view: going places, undo, saving, help, quitting.

use super::App;
use super::command::{Command, Scope, always};
use super::effect::Effect;
use super::event::Chord;
use super::file::{Claim, Home, Saving};
use super::notice::Notice;
use super::overlay::{form, line, list, page};
use super::preferences::Theme;
use super::views::View;
use crate::edit::EditError;
use crate::edit::history::Change;
use crate::model::product::Product;
use crate::model::record::{Declared, Record};
use crate::model::settings::Settings;

/// The commands that work in every view.
pub const COMMANDS: &[Command] = &[
    Command { id: "go.board", group: "Go", name: "board", sentence: "Goes to the ranked backlog.", scope: Scope::Everywhere, keys: &["g b"], hint: 0, enabled: always, run: |app, _| go(app, View::Board) },
    Command { id: "go.grid", group: "Go", name: "grid", sentence: "Goes to impact against effort.", scope: Scope::Everywhere, keys: &["g t"], hint: 0, enabled: always, run: |app, _| go(app, View::Grid) },
    Command { id: "go.next", group: "Go", name: "next view", sentence: "Goes to the next view.", scope: Scope::Everywhere, keys: &["]"], hint: 13, enabled: always, run: |app, _| turn(app, 1) },
    Command { id: "go.previous", group: "Go", name: "view before", sentence: "Goes to the view before.", scope: Scope::Everywhere, keys: &["["], hint: 0, enabled: always, run: |app, _| turn(app, -1) },
    Command { id: "app.palette", group: "Program", name: "commands", sentence: "Lists every command; type to find one.", scope: Scope::Everywhere, keys: &[":", "Ctrl-p"], hint: 14, enabled: always, run: |app, _| { list::open_palette(app); Vec::new() } },
    Command { id: "app.help", group: "Program", name: "help", sentence: "Lists the keys of this view; Enter runs the chosen one.", scope: Scope::Everywhere, keys: &["?", "F1"], hint: 255, enabled: always, run: |app, _| { list::open_help(app); Vec::new() } },
    Command { id: "app.undo", group: "Program", name: "undo", sentence: "Takes the last step back.", scope: Scope::Everywhere, keys: &["u"], hint: 0, enabled: can_undo, run: undo },
    Command { id: "app.redo", group: "Program", name: "redo", sentence: "Does the step again that was taken back.", scope: Scope::Everywhere, keys: &["U", "Ctrl-r"], hint: 0, enabled: can_redo, run: redo },
    Command { id: "app.save", group: "File", name: "save now", sentence: "Writes the workspace at once; it is also written shortly after every edit.", scope: Scope::Everywhere, keys: &["Ctrl-s"], hint: 0, enabled: can_save, run: save },
    Command { id: "app.save-as", group: "File", name: "save as", sentence: "Writes the workspace to a new file and goes on there.", scope: Scope::Everywhere, keys: &[], hint: 0, enabled: always, run: |app, _| { line::open(app, line::Purpose::SaveAs, ""); Vec::new() } },
    Command { id: "app.open", group: "File", name: "open", sentence: "Opens another workspace file.", scope: Scope::Everywhere, keys: &["o"], hint: 0, enabled: always, run: |app, _| { line::open(app, line::Purpose::Open, ""); Vec::new() } },
    Command { id: "app.import", group: "File", name: "import", sentence: "Brings items in from a CSV file, such as a Jira export.", scope: Scope::Everywhere, keys: &["I"], hint: 0, enabled: always, run: |app, _| { line::open(app, line::Purpose::Import, ""); Vec::new() } },
    Command { id: "app.problems", group: "File", name: "problems", sentence: "Lists what was wrong when the file was read.", scope: Scope::Everywhere, keys: &[], hint: 0, enabled: has_problems, run: |app, _| { page::open_problems(app); Vec::new() } },
    Command { id: "app.product", group: "Workspace", name: "product", sentence: "Opens the form of the product and its vision.", scope: Scope::Everywhere, keys: &[], hint: 0, enabled: always, run: |app, _| { let id = app.workspace.the::<Product>().id(); form::open(app, Product::KIND, id); Vec::new() } },
    Command { id: "app.settings", group: "Workspace", name: "settings", sentence: "Opens the form of this workspace's settings: scale, limits, coming increment.", scope: Scope::Everywhere, keys: &[], hint: 0, enabled: always, run: |app, _| { let id = app.workspace.the::<Settings>().id(); form::open(app, Settings::KIND, id); Vec::new() } },
    Command { id: "app.records", group: "Workspace", name: "records", sentence: "Lists buckets, criteria, people, teams, increments, options and more.", scope: Scope::Everywhere, keys: &["R"], hint: 0, enabled: always, run: |app, _| { list::open_kinds(app); Vec::new() } },
    Command { id: "app.theme", group: "Screen", name: "theme", sentence: "Switches between dark and light.", scope: Scope::Everywhere, keys: &[], hint: 0, enabled: always, run: theme },
    Command { id: "app.ascii", group: "Screen", name: "plain marks", sentence: "Draws with plain ASCII marks, or with the usual ones again.", scope: Scope::Everywhere, keys: &[], hint: 0, enabled: always, run: ascii },
    Command { id: "app.mouse", group: "Screen", name: "mouse", sentence: "Switches the mouse off or on; off lets the terminal select text.", scope: Scope::Everywhere, keys: &[], hint: 0, enabled: always, run: mouse },
    Command { id: "app.keep-preferences", group: "Screen", name: "keep preferences", sentence: "Writes theme, marks and mouse to your settings file.", scope: Scope::Everywhere, keys: &[], hint: 0, enabled: always, run: |_, _| vec![Effect::KeepPreferences] },
    Command { id: "app.redraw", group: "Screen", name: "redraw", sentence: "Draws every cell again.", scope: Scope::Everywhere, keys: &["Ctrl-l"], hint: 0, enabled: always, run: |_, _| vec![Effect::Redraw] },
    Command { id: "app.suspend", group: "Program", name: "suspend", sentence: "Goes back to the shell; fg returns.", scope: Scope::Everywhere, keys: &["Ctrl-z"], hint: 0, enabled: always, run: |_, _| vec![Effect::Suspend] },
    Command { id: "app.quit", group: "Program", name: "quit", sentence: "Saves and ends; asks only when saving failed.", scope: Scope::Everywhere, keys: &["q", "Ctrl-c"], hint: 15, enabled: always, run: quit },
];

fn go(app: &mut App, view: View) -> Vec<Effect> {
    super::views::cells::take_typed(app);
    if app.board.cell.take().is_some() {
        app.settle();
    }
    app.view = view;
    Vec::new()
}

fn turn(app: &mut App, by: isize) -> Vec<Effect> {
    let at = View::ALL.iter().position(|view| *view == app.view).unwrap_or_default();
    let count = View::ALL.len();
    let next = if by > 0 { (at + 1) % count } else { (at + count - 1) % count };
    View::ALL.get(next).map_or_else(Vec::new, |view| go(app, *view))
}

fn can_undo(app: &App) -> Result<(), String> {
    app.history.next_undo().map(|_| ()).ok_or_else(|| "there is nothing to undo".to_owned())
}

fn can_redo(app: &App) -> Result<(), String> {
    app.history.next_redo().map(|_| ()).ok_or_else(|| "there is nothing to redo".to_owned())
}

fn undo(app: &mut App, _: Chord) -> Vec<Effect> {
    let result = app.history.undo(&mut app.workspace);
    stepped(app, result, "undid: ", "U does it again")
}

fn redo(app: &mut App, _: Chord) -> Vec<Effect> {
    let result = app.history.redo(&mut app.workspace);
    stepped(app, result, "did again: ", "u undoes")
}

fn stepped(
    app: &mut App,
    result: Result<Option<Change>, EditError>,
    before: &str,
    after: &str,
) -> Vec<Effect> {
    match result {
        Ok(Some(change)) => {
            app.after(&change);
            // What came back is shown, where the list has it.
            let item = change.subjects.iter().find(|(kind, _)| *kind == crate::model::item::Item::KIND);
            if let (Some((_, id)), [_]) = (item, change.subjects.as_slice()) {
                let page = app.page();
                app.board.select(*id, page);
            }
            app.notice = Some(Notice::done(format!("{before}{} · {after}", change.label)));
        }
        Ok(None) => {}
        Err(error) => app.notice = Some(error.into()),
    }
    Vec::new()
}

fn can_save(app: &App) -> Result<(), String> {
    match app.file.home {
        Home::File(_) => Ok(()),
        Home::Demo => Err("this is the demo and keeps nothing · : save as makes a file of it".to_owned()),
    }
}

fn save(app: &mut App, _: Chord) -> Vec<Effect> {
    super::views::cells::take_typed(app);
    if app.file.claim(app.history.revision()) == Claim::Saved {
        app.notice = Some(Notice::done(format!("{} is saved", app.file.name())));
        return Vec::new();
    }
    app.notice = None;
    vec![Effect::Save]
}

fn has_problems(app: &App) -> Result<(), String> {
    if app.file.problems.is_empty() { Err("the file was read without a problem".to_owned()) } else { Ok(()) }
}

fn theme(app: &mut App, _: Chord) -> Vec<Effect> {
    app.preferences.theme = match app.preferences.theme {
        Theme::Auto | Theme::Dark => Theme::Light,
        Theme::Light => Theme::Dark,
    };
    app.notice = Some(Notice::hint("theme changed · : keep preferences makes it last"));
    Vec::new()
}

fn ascii(app: &mut App, _: Chord) -> Vec<Effect> {
    use super::preferences::Charset;
    app.preferences.charset = match app.preferences.charset {
        Charset::Auto | Charset::Unicode => Charset::Ascii,
        Charset::Ascii => Charset::Unicode,
    };
    app.notice = Some(Notice::hint("marks changed · : keep preferences makes it last"));
    Vec::new()
}

fn mouse(app: &mut App, _: Chord) -> Vec<Effect> {
    app.preferences.mouse = !app.preferences.mouse;
    let now = if app.preferences.mouse { "on" } else { "off · the terminal selects text again" };
    app.notice = Some(Notice::hint(format!("mouse {now}")));
    vec![Effect::Mouse(app.preferences.mouse)]
}

/// Ends the program: at once when everything is saved, after saving otherwise, and with a question
/// when that fails.
pub fn quit(app: &mut App, _: Chord) -> Vec<Effect> {
    super::views::cells::take_typed(app);
    match app.file.claim(app.history.revision()) {
        Claim::Demo if app.history.revision() == 0 => vec![Effect::Quit],
        Claim::Saved => vec![Effect::Quit],
        Claim::Demo => {
            page::ask_quit_demo(app);
            Vec::new()
        }
        Claim::Unsaved | Claim::NotSaved => {
            let why = if let Saving::Failed(why) = &app.file.saving { Some(why.clone()) } else { None };
            page::ask_quit(app, why);
            vec![Effect::Save]
        }
    }
}
