//! Commands that work in every view: going places, undo, saving, help, quitting.

use crate::desk::allocate;
use crate::desk::can::{has_file, outside};
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::file::Claim;
use crate::desk::notice::{Notice, quoted};
use crate::desk::preferences::ColorTheme;
use crate::desk::presenting;
use crate::desk::retrace::Retrace;
use crate::desk::tab;
use crate::desk::tab::Tab;
use crate::desk::{Desk, GoTo};
use crate::dialogs::drafts;
use crate::dialogs::explain;
use crate::dialogs::page::Page;
use crate::dialogs::prompt::Prompt;
use crate::dialogs::whatif;
use crate::dialogs::{conflicts, decide, export, form, quitting, records};
use crate::model::product::Product;
use crate::model::record::Declared;
use crate::model::settings::Settings;
use crate::model::text::{Problem, clean_line};
use crate::model::words::worded;
use crate::scoring::session;
use crate::shell::{App, palette};
use std::path::PathBuf;

/// The commands that work in every view.
pub const COMMANDS: &[Command] = commands! { [App]
    Rows open looks "Move" "rows.down" ["Down", "j"] hint 1,
        "move": "Chooses the next row." => |app, _| step(app, 1);
    Rows open looks "Move" "rows.up" ["Up", "k"],
        "move up": "Chooses the row above." => |app, _| step(app, -1);
    Rows open looks "Move" "rows.page-down" ["PgDn", "Ctrl-d"],
        "page down": "Goes a page down." => |app, _| { let page = page(app); step(app, page) };
    Rows open looks "Move" "rows.page-up" ["PgUp", "Ctrl-u"],
        "page up": "Goes a page up." => |app, _| { let page = page(app); step(app, -page) };
    Rows open looks "Move" "rows.top" ["g g", "Home"],
        "top": "Goes to the first row." => |app, _| step(app, isize::MIN / 2);
    Rows open looks "Move" "rows.bottom" ["G", "End"],
        "bottom": "Goes to the last row." => |app, _| step(app, isize::MAX / 2);
    Global open looks "Go" "go.next" ["]"] hint 13,
        "next view": "Goes to the next view." => |app, _| turn(app, 1);
    Global open looks "Go" "go.previous" ["["],
        "view before": "Goes to the view before." => |app, _| turn(app, -1);
    Global open looks "Program" "app.palette" [":", "Ctrl-p"] hint 14,
        "commands": "Lists every command; type to find one." => |app, _| palette::open_palette(app);
    Global open looks "Item" "app.explain" ["e"] hint 16 if can_explain,
        "explain" also ["why", "reason", "message", "evidence"]: "Says why: where an item stands, with a message for the person who asked; what the numbers of a chosen row are made of." => |app, _| explain(app);
    Global open changes "Item" "item.allocate" ["%"] if allocate::can,
        "allocate" also ["bucket", "balance", "share"]: "Gives every open item without an allocation the one of its kind, as one step; the settings say which." => |app, _| allocate::by_kind(&mut app.desk);
    Global open looks "Plan" "app.numbers" ["W"] hint 18 if explain::has_interval,
        "numbers" also ["capacity", "load", "must", "velocity", "evidence"]: "Says what capacity, load and shares of the planning interval in sight are made of." => |app, _| explain::open_numbers(&mut app.desk);
    Global open looks "Go" "go.flow" [],
        "flow" also ["wip", "velocity", "predictability", "aging", "rework"]: "Goes to how work goes through its states: by team, what is under way, interval by interval." => |app, _| app.go(GoTo::Part(tab::LEARN, "Flow"));
    Global open looks "Go" "go.pacing" [],
        "pacing" also ["pace", "overload", "thanks"]: "Goes to the pace on one page: promises kept, who carries too much, what was not urgent, thanks." => |app, _| app.go(GoTo::Part(tab::LEARN, "Pacing"));
    Global open looks "Item" "app.drivers" [],
        "drivers" also ["complexity", "complex", "hard"]: "Lists what makes items hard, on how many of them, and how much larger those are." => |app, _| explain::open_drivers(&mut app.desk);
    Global open changes "Item" "item.decide" ["D"] hint 17 if has_selected,
        "decide" also ["answer", "not now", "reply"]: "Answers for the selected item: yes, not now or another way, with what it costs and a message." => |app, _| decide::open(&mut app.desk);
    Global open looks "Program" "app.help" ["?", "F1"] hint 255,
        "help" also ["legend", "marks", "shortcuts"]: "Lists the keys of this view; {LIST_CHOOSE} runs the chosen one." => |app, _| palette::open_help(app);
    Global open changes "Program" "app.undo" ["u", "Ctrl-z"] if can_undo,
        "undo" also ["back", "revert", "mistake"]: "Takes the last step back." => |app, _| retrace(app, Retrace::Back);
    Global open changes "Program" "app.redo" ["U", "Ctrl-r", "Ctrl-y"] if can_redo,
        "redo": "Does the step again that was taken back." => |app, _| retrace(app, Retrace::Again);
    Global open looks "Screen" "app.present" ["P"] if can_present,
        "present" also ["share screen", "hide"]: "Hides what is private while others watch: notes for yourself, money, names kept private, file names; again ends it." => |app, _| present(&mut app.desk);
    Global open changes "File" "app.save" ["Ctrl-s"],
        "save now": "Writes the workspace at once; it is also written shortly after every edit." => |app, _| save(&mut app.desk);
    Global private changes "File" "app.save-as" [] if outside,
        "save as": "Writes the workspace to a new file and goes on there." => |app, _| quitting::ask_save_as(&mut app.desk);
    Global private looks "File" "app.open" ["o"] if outside,
        "open": "Opens another workspace file." => |app, _| ask_open(&mut app.desk);
    Global private looks "File" "app.demo" ["S"] if is_empty,
        "sample": "Opens a copy of the built-in sample; your files are not touched." => |_, _| vec![Effect::OpenDemo];
    Global open looks "Program" "app.tour" [] if Desk::can_tour,
        "tour" also ["learn", "tutorial", "introduction", "first steps"]: "Begins a tour of five steps on the sample, or ends it; it waits for your keys." => |app, _| app.desk.take_tour();
    Global private looks "File" "app.import" ["i"] if outside,
        "import" also ["excel", "jira", "trello", "load"]: "Brings items in from another tracker's export or a spreadsheet; shows first what would change." => |_, _| vec![Effect::ListFolder(None)];
    Global private looks "File" "app.export" ["X"] if outside,
        "export" also ["send", "print", "csv", "share", "report"]: "Writes what the board shows as a file for others; shows first what is in it." => |app, _| export::open_formats(&mut app.desk);
    Global private looks "File" "app.problems" [] if has_problems,
        "problems": "Lists what was wrong when the file was read." => |app, _| open_problems(&mut app.desk);
    Global private looks "File" "app.conflicts" ["C"] if has_conflicts,
        "conflicts": "Lists what both sides of a merge changed, to choose." => |app, _| conflicts::open(&mut app.desk);
    Global private looks "File" "app.drafts" [] if drafts::has_any,
        "kept text": "Shows the text that was being typed when the last session broke off." => |app, _| drafts::open(&mut app.desk);
    Global private looks "File" "app.backups" [] if has_file,
        "backups": "Lists the earlier versions of the file that are kept." => |_, _| vec![Effect::ListBackups];
    Global private looks "Workspace" "app.product" [],
        "product": "Opens the form of the product and its vision." => |app, _| open_the::<Product>(&mut app.desk);
    Global private looks "Workspace" "app.settings" [],
        "settings" also ["options", "scale", "limits"]: "Opens the form of this workspace's settings: scale, limits, coming planning interval." => |app, _| open_the::<Settings>(&mut app.desk);
    Global private looks "Workspace" "app.records" ["R"],
        "records" also ["team", "person", "people", "interval", "request", "dependency", "bucket", "criterion", "option"]: "Lists allocations, criteria, people, teams, planning intervals, options and more." => |app, _| records::open_kinds(&mut app.desk);
    Global open looks "Screen" "app.theme" [],
        "theme": "Switches between dark and light, from now on." => |app, _| theme(&mut app.desk);
    Global open looks "Screen" "app.ascii" [],
        "plain marks": "Draws with plain ASCII marks, or with the usual ones again." => |app, _| ascii(&mut app.desk);
    Global open looks "Screen" "app.mouse" [],
        "mouse": "Switches the mouse off or on; off lets the terminal select text." => |app, _| mouse(&mut app.desk);
    Global open looks "Screen" "app.keep-preferences" [],
        "keep preferences": "Writes theme, marks and mouse to your settings file." => |_, _| vec![Effect::KeepPreferences];
    Global open looks "Screen" "app.redraw" ["Ctrl-l"],
        "redraw": "Draws every cell again." => |_, _| vec![Effect::Redraw];
    Global open looks "Program" "app.suspend" [],
        "to shell" also ["to the shell", "suspend", "stop", "terminal"]: "Goes to the shell; fg comes back." => |_, _| vec![Effect::Suspend];
    Always open looks "Program" "app.copy" ["Ctrl-c"],
        "copy" also ["clipboard"]: "Copies what is chosen: a title, a message, the text of a field; says how to leave." => |app, _| copy(app);
    Small open looks "Program" "small.quit" ["q"] hint 1,
        "quit": "Saves and ends, where the screen is too small for anything else; asks first." => |app, _| quit_small(&mut app.desk);
    Global open looks "Program" "app.quit" ["q"] hint 15,
        "quit" also ["exit", "leave"]: "Saves and ends; asks while others watch, in a session and when saving failed." => |app, _| ask_quit(&mut app.desk);
};

/// Asks for the name of a file to open.
fn ask_open(desk: &mut Desk) {
    let open = |_: &mut Desk, name| vec![Effect::Open(PathBuf::from(name))];
    Prompt::new("Open", "a file, such as backlog.ron", open).open(desk);
}

/// Lists what was wrong when the file was read.
fn open_problems(desk: &mut Desk) {
    let problems = desk.file.problems.iter();
    let lines = problems.map(Problem::line);
    let page = Page::new("Problems in the file", desk.file.name(), lines.collect());
    desk.open(page);
}

/// Opens the form of the only record of a kind.
fn open_the<R: Declared>(desk: &mut Desk) {
    let id = desk.workspace.the::<R>().id();
    form::open(desk, R::KIND, id);
}

/// Copies what is chosen on the screen, for whoever looks at it, and says which key leaves.
fn copy(app: &mut App) -> Vec<Effect> {
    let desk = &app.desk;
    let (copied, leaves) = match (desk.dialogs.last(), app.on_screen()) {
        (Some(top), _) => (top.copied(desk), worded("{PAGE_CLOSE} goes back")),
        (None, view) => (
            view.and_then(|view| view.copied(desk)),
            worded("{APP_QUIT} quits"),
        ),
    };
    let text = copied.map(|text| desk.said(&text).into_owned());
    let text = text.filter(|text| !text.is_empty());
    app.desk.hint(match &text {
        Some(text) => format!("copied {} · {leaves}", quoted(&clean_line(text))),
        None => format!("nothing to copy is chosen · {leaves}"),
    });
    text.map(Effect::Copy).into_iter().collect()
}

fn turn(app: &mut App, by: isize) {
    let tabs: Vec<Tab> = app.tabs().collect();
    let at = tabs.iter().position(|view| *view == app.desk.view);
    let (at, count) = (at.unwrap_or_default(), tabs.len());
    let next = if by > 0 {
        (at + 1) % count
    } else {
        (at + count - 1) % count
    };
    if let Some(view) = tabs.get(next) {
        app.show(*view);
    }
}

fn step(app: &mut App, by: isize) {
    if app.desk.lists().is_some() {
        app.desk.in_lists(|desk, lists| lists.step(desk, by));
    } else if let (desk, Some(view)) = app.present() {
        view.step(desk, by);
    }
}

/// How many rows a page of the view has.
fn page(app: &App) -> isize {
    let of_view = app.on_screen().filter(|_| app.desk.dialogs.is_empty());
    of_view.map_or(10, |view| view.page(&app.desk))
}

fn has_selected(desk: &Desk) -> Result<(), String> {
    desk.selected()
        .map(|_| ())
        .ok_or_else(|| worded("no item is selected · {GO_BOARD} goes to the board").to_owned())
}

fn can_explain(desk: &Desk) -> Result<(), String> {
    if desk.tells {
        return Ok(());
    }
    has_selected(desk)
}

/// Says why the chosen row says what it says, and why the item stands where it stands that it is about.
fn explain(app: &mut App) {
    let view = app.on_screen().filter(|_| app.desk.tells);
    let told = view.and_then(|view| view.told(&app.desk));
    explain::open(&mut app.desk, told);
}

fn can_present(desk: &Desk) -> Result<(), String> {
    presenting::can_turn(desk)
}

/// Turns presenting on or off. Words that may be a part of a private name are listed before anybody watches.
fn present(desk: &mut Desk) {
    if desk.presenting.is_some() {
        presenting::turn(desk);
    } else if let Err(words) = presenting::turn_on(desk) {
        let page = Page::new("Present?", "", may_name(&words));
        desk.open(page.enter("present", |desk, ()| presenting::turn(desk)));
    }
}

/// What is said of words that may be a part of a private name.
fn may_name(words: &str) -> Vec<String> {
    vec![
        format!("These words may name somebody who is kept private: {words}."),
        String::new(),
        worded("{PAGE_ENTER} presents all the same, {PAGE_CLOSE} goes back to the texts.")
            .to_owned(),
    ]
}

fn can_undo(desk: &Desk) -> Result<(), String> {
    let nothing = match desk.trial {
        Some(_) => worded(
            "the try-out began here · {APP_WHAT_IF} drops it, then {APP_UNDO} goes further back",
        ),
        None => "there is nothing to undo",
    };
    let next = desk.history.next_undo().map(|_| ());
    next.ok_or_else(|| nothing.to_owned())
}

fn can_redo(desk: &Desk) -> Result<(), String> {
    desk.history
        .next_redo()
        .map(|_| ())
        .ok_or_else(|| "there is nothing to redo".to_owned())
}

/// Takes a step back or again, unless a view asks first.
fn retrace(app: &mut App, way: Retrace) {
    let App { desk, views, .. } = app;
    if !views.iter_mut().any(|(_, view)| view.guards(desk, way)) {
        desk.retrace(way);
    }
}

fn save(desk: &mut Desk) -> Vec<Effect> {
    match desk.file.claim(desk.history.settled()) {
        Claim::Saved => {
            let but = if desk.trial.is_some() {
                ", without the try-out"
            } else {
                ""
            };
            desk.notice = Some(Notice::done(format!("{} is saved{but}", desk.file.name())));
            Vec::new()
        }
        Claim::Nowhere { .. } => {
            match outside(desk) {
                Ok(()) => quitting::ask_save_as(desk),
                Err(why) => desk.notice = Some(Notice::hint(why)),
            }
            Vec::new()
        }
        Claim::Unfinished if desk.holds_back() => {
            desk.notice = Some(Notice::hint(worded(
                "the file keeps both sides until every conflict is decided · {APP_CONFLICTS} reviews them",
            )));
            Vec::new()
        }
        Claim::Unfinished => {
            desk.history.decide("finished the merge");
            vec![Effect::Save]
        }
        Claim::Unsaved { .. } | Claim::NotSaved { .. } => vec![Effect::Save],
    }
}

fn is_empty(desk: &Desk) -> Result<(), String> {
    outside(desk)?;
    if desk.workspace.count(crate::model::item::Item::KIND) == 0 {
        Ok(())
    } else {
        Err(
            worded("this workspace has items · evenkeel demo opens the sample beside it")
                .to_owned(),
        )
    }
}

fn has_problems(desk: &Desk) -> Result<(), String> {
    if desk.file.problems.is_empty() {
        Err("the file was read without a problem".to_owned())
    } else {
        Ok(())
    }
}

fn has_conflicts(desk: &Desk) -> Result<(), String> {
    outside(desk)?;
    desk.conflicts()
        .next()
        .map(|_| ())
        .ok_or_else(|| "no merge left a conflict to review".to_owned())
}

fn theme(desk: &mut Desk) -> Vec<Effect> {
    desk.preferences.theme = match desk.preferences.theme {
        ColorTheme::Auto | ColorTheme::Dark => ColorTheme::Light,
        ColorTheme::Light => ColorTheme::Dark,
    };
    vec![Effect::KeepPreferences]
}

fn ascii(desk: &mut Desk) {
    use crate::desk::preferences::Charset;
    desk.preferences.charset = match desk.preferences.charset {
        Charset::Auto | Charset::Unicode => Charset::Ascii,
        Charset::Ascii => Charset::Unicode,
    };
    desk.notice = Some(Notice::hint(worded(
        "marks changed · {APP_PALETTE} keep preferences makes it last",
    )));
}

fn mouse(desk: &mut Desk) -> Vec<Effect> {
    desk.preferences.mouse = !desk.preferences.mouse;
    let now = if desk.preferences.mouse {
        "on"
    } else {
        "off · the terminal selects text again"
    };
    desk.notice = Some(Notice::hint(format!("mouse {now}")));
    vec![Effect::Mouse(desk.preferences.mouse)]
}

/// Ends the program; asks first while others watch the screen or a session is on it.
fn ask_quit(desk: &mut Desk) -> Vec<Effect> {
    let is_open = desk.view == tab::SESSION && session::open(&desk.workspace).is_some();
    // The session goes on in the window that a following one follows.
    let in_session = is_open && !desk.history.follows();
    if !(desk.presents() || in_session) {
        return quit(desk);
    }
    quitting::ask_leave(desk, in_session, quit);
    Vec::new()
}

/// Ends the program where the screen is too small to show anything: the first time it asks.
fn quit_small(desk: &mut Desk) -> Vec<Effect> {
    let follows = desk.history.follows();
    let has_asked = desk.top::<Page>().is_some_and(|page| page.asks_to_quit);
    if has_asked || (follows && !desk.presents()) {
        return quit(desk);
    }
    let in_session = !follows && session::open(&desk.workspace).is_some();
    quitting::ask_leave(desk, in_session, quit);
    Vec::new()
}

/// Ends the program: at once when everything is saved, after saving otherwise, and with a question
/// when that fails or a trial would be lost.
pub fn quit(desk: &mut Desk) -> Vec<Effect> {
    if desk.trial.is_some() && whatif::asks_to_quit(desk) {
        return Vec::new();
    }
    let revision = desk.history.revision();
    match desk.file.claim(revision) {
        Claim::Nowhere { .. } | Claim::Unfinished if revision == desk.file.saved => {
            vec![Effect::Quit]
        }
        claim @ (Claim::Unfinished | Claim::Saved | Claim::Unsaved { .. })
            if desk.conflicts().next().is_some() =>
        {
            quitting::ask_quit_unfinished(desk);
            Vec::from_iter(matches!(claim, Claim::Unsaved { .. }).then_some(Effect::Save))
        }
        Claim::Saved => vec![Effect::Quit],
        Claim::Nowhere { .. } => {
            quitting::ask_quit_nowhere(desk);
            Vec::new()
        }
        Claim::Unfinished | Claim::Unsaved { .. } | Claim::NotSaved { .. } => {
            quitting::ask_quit(desk);
            vec![Effect::Save]
        }
    }
}
