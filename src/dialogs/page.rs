//! Pages to read and questions to answer: problems, previews, quitting.
//!
//! A question is asked only where undo cannot help, and names what is lost.

pub mod draw;

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::file::Claim;
use crate::desk::notice::Notice;
use crate::dialogs::drafts;
use crate::dialogs::whatif;
use crate::dialogs::{Overlay, conflicts, prompt};
use crate::edit::Edit;

/// A page over the view.
#[derive(Debug)]
pub struct Page {
    /// The heading.
    pub title: String,
    /// What it is about, at the right.
    pub object: String,
    /// The text, wrapped when drawn.
    pub lines: Vec<String>,
    /// The first line that is shown.
    pub scroll: usize,
    /// Whether it warns of a loss.
    pub alarms: bool,
    /// Whether the program ends as soon as everything is saved.
    pub quits_when_saved: bool,
    /// What Enter does.
    pub answer: Answer,
    /// A part of the text that can be copied.
    pub message: Option<String>,
}

/// What explains an item, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The item's title.
    pub object: String,
    /// The whole text, the message in it.
    pub lines: Vec<String>,
    /// The message alone.
    pub message: String,
}

/// What Enter does on a page.
#[derive(Debug)]
pub enum Answer {
    /// Closes it.
    Close,
    /// Applies edits as one step under a label.
    Apply(String, Vec<Edit>),
    /// Asks where to save instead.
    SaveElsewhere,
    /// Keeps what is tried, and then ends the program if so; the page can also drop it.
    KeepTrial {
        /// Whether the program ends then.
        quits: bool,
    },
    /// Opens the review of conflicts.
    Review,
    /// Lets the texts go that came back.
    LetGo,
}

/// The commands of a page.
pub const COMMANDS: &[Command] = commands! {
    Page open looks "Page" "page.enter" ["Enter"] hint 1,
        "go on": "Does what the page offers." => enter;
    Page open looks "Page" "page.close" ["Esc", "Backspace"] hint 2,
        "close": "Closes the page; nothing changes." => |app, _| { app.overlays.pop(); Vec::new() };
    Page open looks "Page" "page.copy" ["y"] hint 3 if has_message,
        "copy message": "Puts the message on the clipboard." => copy;
    Page open changes "Page" "page.put-back" ["b"] hint 3 if can_go_back,
        "put back": "Puts the text that was being typed back into its form; nothing is saved yet." => |app, _| { drafts::put_back(app); Vec::new() };
    Page open changes "Page" "page.drop" ["x"] hint 3 if holds_trial,
        "drop all": "Takes everything back that the what-if tried." => drop_trial;
    Page open looks "Page" "page.quit" ["Q"] hint 3 if asks_to_quit,
        "quit anyway": "Ends without saving what is named here." => |_, _| vec![Effect::Quit];
    Page open looks "Page" "page.down" ["Down", "j"] hint 4 if scrolls,
        "scroll": "Goes a line down." => |app, _| scroll(app, 1);
    Page open looks "Page" "page.up" ["Up", "k"] if scrolls,
        "up": "Goes a line up." => |app, _| scroll(app, -1);
    Page open looks "Page" "page.page-down" ["PgDn"] if scrolls,
        "page down": "Goes eight lines down." => |app, _| scroll(app, 8);
    Page open looks "Page" "page.page-up" ["PgUp"] if scrolls,
        "page up": "Goes eight lines up." => |app, _| scroll(app, -8);
};

impl Page {
    fn new(title: &str, object: String, lines: Vec<String>) -> Self {
        Self {
            title: title.to_owned(),
            object,
            lines,
            scroll: 0,
            alarms: false,
            quits_when_saved: false,
            answer: Answer::Close,
            message: None,
        }
    }

    /// About how many rows the text takes on a screen of so many columns.
    fn rows(&self, width: u16) -> usize {
        let room = usize::from(width.saturating_sub(16).clamp(40, 78));
        let rows = |line: &String| line.chars().count() / room + 1;
        self.lines.iter().map(rows).sum()
    }

    /// What Enter does, in a word.
    pub const fn enter_does(&self) -> &'static str {
        match self.answer {
            Answer::Close => "close",
            Answer::Apply(..) => "apply",
            Answer::SaveElsewhere => "save elsewhere",
            Answer::KeepTrial { quits: false } => "keep all",
            Answer::KeepTrial { quits: true } => "keep, quit",
            Answer::Review => "review",
            Answer::LetGo => "let go",
        }
    }
}

fn can_go_back(app: &Desk) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::Page(page)) if matches!(page.answer, Answer::LetGo) => {
            drafts::can_go_back(app)
        }
        _ => Err("there is no text here that was being typed".to_owned()),
    }
}

fn has_message(app: &Desk) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::Page(page)) if page.message.is_some() => Ok(()),
        _ => Err("there is no message to copy here".to_owned()),
    }
}

fn copy(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let message = match app.overlays.last() {
        Some(Overlay::Page(page)) => page.message.clone(),
        _ => None,
    };
    if message.is_some() {
        // Whether the terminal takes it is not known; a clipboard that does says so itself.
        app.notice = Some(Notice::done("sent to the terminal's clipboard"));
    }
    message.map(Effect::Copy).into_iter().collect()
}

fn asks_to_quit(app: &Desk) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::Page(page))
            if matches!(page.answer, Answer::SaveElsewhere | Answer::Review) =>
        {
            Ok(())
        }
        _ => Err("there is nothing to quit here · Esc closes the page".to_owned()),
    }
}

fn holds_trial(app: &Desk) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::Page(page)) if matches!(page.answer, Answer::KeepTrial { .. }) => Ok(()),
        _ => Err("there is no what-if to drop here · Esc closes the page".to_owned()),
    }
}

fn drop_trial(app: &mut Desk, chord: Chord) -> Vec<Effect> {
    match app.overlays.pop() {
        Some(Overlay::Page(page)) if matches!(page.answer, Answer::KeepTrial { quits: true }) => {
            whatif::quit(app, false, chord)
        }
        _ => {
            whatif::drop_all(app);
            Vec::new()
        }
    }
}

fn scrolls(app: &Desk) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::Page(page))
            if app.around.page_end > 0
                && page.rows(app.around.size.width)
                    > app.around.size.height.saturating_sub(7).into() =>
        {
            Ok(())
        }
        _ => Err("everything is on the screen".to_owned()),
    }
}

fn scroll(app: &mut Desk, by: isize) -> Vec<Effect> {
    if let Some(Overlay::Page(page)) = app.overlays.last_mut() {
        let end = app.around.page_end.min(page.lines.len().saturating_sub(1));
        // A larger screen may have brought the end nearer since.
        let now = page.scroll.min(end);
        page.scroll = now.saturating_add_signed(by).min(end);
    }
    Vec::new()
}

fn enter(app: &mut Desk, chord: Chord) -> Vec<Effect> {
    if let Some(Overlay::Page(page)) = app.overlays.pop() {
        match page.answer {
            Answer::Close => {}
            Answer::Apply(label, edits) => {
                if app.commit(&label, edits) {
                    app.settle();
                }
            }
            Answer::SaveElsewhere => prompt::open(app, prompt::Purpose::SaveAs, ""),
            Answer::KeepTrial { quits: false } => whatif::keep(app),
            Answer::KeepTrial { quits: true } => return whatif::quit(app, true, chord),
            Answer::Review => conflicts::open(app),
            Answer::LetGo => app.file.drafts.clear(),
        }
    }
    Vec::new()
}

/// Shows a text that has a message in it to copy.
pub(super) fn open_message(
    app: &mut Desk,
    title: &str,
    object: String,
    lines: Vec<String>,
    message: String,
) {
    let mut page = Page::new(title, object, lines);
    page.message = Some(message);
    app.overlays.push(Overlay::Page(page));
}

/// Shows why an item stands where it stands.
pub fn open_explained(app: &mut Desk, explained: Explained) {
    let Explained {
        object,
        lines,
        message,
    } = explained;
    open_message(app, "Explain", object, lines, message);
}

/// Says something of a board, and offers to apply edits as one step under a label where there are any.
pub fn open_offer(
    app: &mut Desk,
    title: &str,
    object: String,
    lines: Vec<String>,
    offer: Option<(String, Vec<Edit>)>,
) {
    let mut page = Page::new(title, object, lines);
    if let Some((label, edits)) = offer {
        page.answer = Answer::Apply(label, edits);
    }
    app.overlays.push(Overlay::Page(page));
}

/// Shows texts that came back, and one text of them all to copy.
pub(crate) fn open_drafts(app: &mut Desk, lines: Vec<String>, text: String) {
    let mut page = Page::new("Kept text", app.file.name(), lines);
    page.message = Some(text);
    page.answer = Answer::LetGo;
    app.overlays.push(Overlay::Page(page));
}

/// Lists the versions of the file that are kept.
pub(crate) fn open_backups(app: &mut Desk, lines: Vec<String>) {
    let page = Page::new("Backups", app.file.name(), lines);
    app.overlays.push(Overlay::Page(page));
}

/// Lists what was wrong when the file was read.
pub fn open_problems(app: &mut Desk) {
    let lines = app
        .file
        .problems
        .iter()
        .map(|p| format!("{}: {} · {}", p.place(), p.what, p.hint))
        .collect();
    let page = Page::new("Problems in the file", app.file.name(), lines);
    app.overlays.push(Overlay::Page(page));
}

/// Shows what a batch would change.
pub fn open_preview(
    app: &mut Desk,
    object: &str,
    label: String,
    lines: Vec<String>,
    edits: Vec<Edit>,
) {
    if edits.is_empty() {
        app.notice = Some(Notice::hint("all of them have that value already"));
        return;
    }
    let mut page = Page::new(
        &format!("Change {} items?", edits.len()),
        object.to_owned(),
        lines,
    );
    page.answer = Answer::Apply(label, edits);
    app.overlays.push(Overlay::Page(page));
}

/// Asks before several records are deleted.
pub fn ask_delete(app: &mut Desk, what: &str, titles: Vec<String>, edits: Vec<Edit>) {
    let mut page = Page::new(&format!("Delete {what}?"), String::new(), titles);
    page.answer = Answer::Apply(format!("deleted {what}"), edits);
    app.overlays.push(Overlay::Page(page));
}

/// Says that edits are on their way to the disk, and ends when they are there.
pub fn ask_quit(app: &mut Desk, failed: Option<&str>) {
    let kept = matches!(
        app.file.claim(app.history.revision()),
        Claim::NotSaved { kept: true }
    );
    let lines = match failed {
        None => vec![format!("Saving {} first …", app.file.name())],
        Some(why) => vec![
            format!("{} could not be saved: {why}", app.file.name()),
            String::new(),
            if kept {
                "Your latest edits are kept in the journal. Trying again now.".to_owned()
            } else {
                "Your latest edits are only in this program. Trying again now.".to_owned()
            },
            if kept {
                "Enter saves to another file, Q quits and opening the file again brings them back, Esc goes back.".to_owned()
            } else {
                "Enter saves to another file, Q quits and loses these edits, Esc goes back."
                    .to_owned()
            },
        ],
    };
    let mut page = Page::new("Quit", app.file.name(), lines);
    page.alarms = failed.is_some();
    page.quits_when_saved = true;
    page.answer = Answer::SaveElsewhere;
    app.overlays.push(Overlay::Page(page));
}

/// Shows what is tried, to be kept or dropped, and whether the program then ends.
pub fn open_trial(app: &mut Desk, title: &str, lines: Vec<String>, quits: bool) {
    let mut page = Page::new(title, app.file.name(), lines);
    page.alarms = quits;
    page.answer = Answer::KeepTrial { quits };
    app.overlays.push(Overlay::Page(page));
}

/// Asks before edits are gone that are in no file, which undo cannot bring back.
pub fn ask_quit_nowhere(app: &mut Desk) {
    let lines = vec![
        "Your edits are in no file yet.".to_owned(),
        String::new(),
        "Enter saves them to a file of your own, Q quits and lets them go, Esc goes back."
            .to_owned(),
    ];
    let mut page = Page::new("Quit", app.file.name(), lines);
    page.quits_when_saved = true;
    page.answer = Answer::SaveElsewhere;
    app.overlays.push(Overlay::Page(page));
}

/// Asks before conflicts are left that nobody settled: what the other side wrote may be only here.
pub fn ask_quit_unfinished(app: &mut Desk) {
    let open = app.conflicts().count();
    let left = if app.file.unfinished {
        "The file still holds both sides, and none of your edits."
    } else {
        "The file has our side; theirs is kept in a file beside it."
    };
    let lines = vec![
        format!("{} to review. {left}", many(open, "conflict")),
        String::new(),
        "Enter reviews, Q quits and lets it go, Esc goes back.".to_owned(),
    ];
    let mut page = Page::new("Quit", app.file.name(), lines);
    page.answer = Answer::Review;
    app.overlays.push(Overlay::Page(page));
}
