//! Presenting: a look that any view can have while others watch the screen.
//!
//! Owns whether it is on, whether the screen is blanked, and the workspace as the others may see it. Everything
//! that is drawn is taken from [`Desk::seen`], so that no view has to know what is private. What the program
//! computed (ranks, dates, mixes) is shown as ever; scores made of prices are not.
//!
//! Presenting changes nothing else: leaving it brings back every view as it is. It ends by the key that began
//! it and by no other, so that no stray Esc uncovers what is private.

use std::borrow::Cow;

use crate::desk::Desk;
use crate::desk::command::{Command, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::file::Home;
use crate::desk::notice::{Notice, Outside, Tone};
use crate::desk::presented::Presenting;
use crate::edit::Edit;
use crate::edit::history::Change;
use crate::exchange::audience::{Disclosure, is_priced};
use crate::model::Workspace;
use crate::model::field::FieldType;
use crate::model::person::Person;
use crate::model::record::{Declared, Kind, Record};
use crate::model::settings::{Lens, Settings};
use crate::model::words::{Text, worded};
use crate::scoring::findings::{Finding, Goes};

/// The commands of presenting.
pub const COMMANDS: &[Command] = commands! {
    Global open looks "Screen" "app.blank" ["."] hint 12 if is_on,
        "blank": "Blanks the shared screen; the same key brings it back." => |app, _| blank(app);
    Global open looks "Screen" "app.hide" ["Ctrl-b"] if is_on,
        "hide": "Blanks the shared screen at once, from anywhere, text fields included." => |app, _| hide(app);
    Global open looks "Screen" "follow.mirror" ["O"] hint 13 if can_mirror,
        "go along" also ["mirror"]: "Goes where the other window goes, or stays where it is." => |app, _| mirror(app);
    Blank open looks "Screen" "blank.end" ["."] hint 1,
        "show again": "Brings the screen back." => |app, _| blank(app);
    Blank open looks "Screen" "blank.leave" ["P"] hint 2 if can_turn,
        "end presenting": "Ends presenting and brings the screen back." => |app, _| { turn(app); Vec::new() };
};

/// Whether this window follows another one.
fn can_mirror(app: &Desk) -> Result<(), String> {
    if app.history.follows() {
        return Ok(());
    }
    Err("this window follows no other one · evenkeel follow does".to_owned())
}

fn mirror(app: &mut Desk) -> Vec<Effect> {
    app.around.mirrors = !app.around.mirrors;
    app.hint(if app.around.mirrors {
        "this window goes where the other one goes"
    } else {
        worded("this window stays where it is · {FOLLOW_MIRROR} goes along again")
    });
    Vec::new()
}

/// The scope of a screen that shows nothing: only what brings it back works.
pub const BLANK: Scope = Scope("Blank");

/// The scope of a screen below the least size: only quitting works.
pub const SMALL: Scope = Scope("Small");

/// What a message begins with that names whom it is for.
const GREETING: &str = "Hello ";

impl Desk {
    /// Puts a message for somebody on the clipboard, without the names that are kept private but that of whom it is
    /// for: what is sent goes to others.
    pub fn send(&mut self, message: &str) -> Vec<Effect> {
        let disclosure = Disclosure::shared(&self.workspace, self.derived.evaluation.lens);
        let lines = message.lines().map(|line| {
            if line.starts_with(GREETING) && self.presenting.is_none() {
                Cow::Borrowed(line)
            } else {
                disclosure.text(line)
            }
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        let effects = self.copy(text);
        if let Some(held) = disclosure.held_back() {
            self.done(format!("sent to the terminal's clipboard, without {held}"));
        }
        effects
    }

    /// The workspace as whoever looks at the screen may see it.
    pub fn seen(&self) -> &Workspace {
        let on = self.presenting.as_ref();
        on.map_or(&self.workspace, |on| &on.seen)
    }

    /// What the checks found, but for what is about a record or a field that others who watch may not see, and for what
    /// is about a person: nobody reads on a shared screen who was silent, or who resists.
    pub fn seen_findings(&self) -> impl Iterator<Item = &Finding> {
        let all = self.derived.survey.findings.iter();
        all.filter(|finding| {
            let (Some(on), Some((kind, id))) = (&self.presenting, finding.place.record()) else {
                return true;
            };
            let field = if let Goes::Field(name) = finding.check.goes {
                kind.field(name).and_then(|at| kind.fields.get(at))
            } else {
                None
            };
            kind != Person::KIND
                && on.seen.record(kind, id).is_some()
                && field.is_none_or(|field| on.disclosure.shows(field))
        })
    }

    /// Whether a field of a record may be shown and changed as it is: its form leaves out the others.
    pub fn is_open(&self, record: &dyn Record, field: usize) -> bool {
        let of = record.kind().fields.get(field);
        let is_money = of.is_some_and(|of| of.holds == FieldType::Money);
        if is_money && !self.preferences.side.shows_money() {
            return false;
        }
        let Some(on) = &self.presenting else {
            return true;
        };
        let value = record.get(field);
        of.is_some_and(|of| {
            let seen = on
                .disclosure
                .value_of(&self.workspace, record, of, value.clone());
            on.disclosure.shows(of) && seen == value
        })
    }

    /// A text that was made from the workspace itself, as whoever looks at the screen may read it.
    pub fn said<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(on) = &self.presenting else {
            return text.into();
        };
        match self.without_places(text) {
            Cow::Borrowed(text) => on.disclosure.text(text),
            Cow::Owned(text) => Cow::Owned(on.disclosure.text(&text).into_owned()),
        }
    }

    /// Words of the world outside; none while others watch the screen.
    pub fn told<'t>(&self, words: &'t Outside) -> Option<&'t str> {
        self.presenting.is_none().then_some(words.words())
    }

    /// A text without what tells of this machine: paths and the name of the file.
    fn without_places<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = Cow::Borrowed(text);
        if let Home::File(path) = &self.file.home {
            // A folder may have blanks in its name, so paths that are known go as a whole.
            let folders = path.ancestors().filter(|part| part.parent().is_some());
            let known = folders.map(|part| part.to_string_lossy().into_owned());
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            for place in known.chain([self.file.name()]) {
                if !place.is_empty() && out.contains(&place) {
                    out = Cow::Owned(out.replace(&place, THE_FILE));
                }
            }
            let beside = |word: &str| {
                let rest = word.strip_prefix(&*stem);
                rest.is_some_and(|rest| rest.starts_with(['.', '-']) && rest.len() > 1)
            };
            out = without_words(out, |word| !stem.is_empty() && beside(word));
        }
        without_words(out, is_path)
    }

    /// How presenting ends, for the end of a sentence.
    pub fn presenting_ends(&self) -> &'static str {
        match &self.presenting {
            Some(on) if on.stays => worded("this window stays so, {APP_QUIT} closes it"),
            Some(_) | None => worded("{APP_PRESENT} ends presenting first"),
        }
    }

    /// Whether others watch, for as long as it is chosen here.
    pub fn presents(&self) -> bool {
        self.presenting.as_ref().is_some_and(|on| !on.stays)
    }

    /// Whether others may read what a step changes: fields that are open, and nothing else.
    pub(super) fn may_tell(&self, edits: &[Edit]) -> bool {
        let Some(on) = &self.presenting else {
            return true;
        };
        edits.iter().all(|edit| {
            if let Edit::Set { kind, field, .. } = edit {
                let field = kind.fields.get(*field);
                field.is_some_and(|field| on.disclosure.shows(field))
            } else {
                false
            }
        })
    }

    /// The notice to show. Others see no failure of a file in detail.
    pub fn shown_notice(&self) -> Option<Notice> {
        let notice = self.notice.as_ref()?;
        if self.presenting.is_none() {
            return Some(notice.clone());
        }
        match notice.tone {
            Tone::Done | Tone::Hint if !notice.is_for_room() => None,
            Tone::Done => Some(Notice::done(self.said(&notice.text))),
            Tone::Hint => Some(Notice::hint(self.said(&notice.text))),
            Tone::Failed if self.presenting.as_ref().is_some_and(|on| on.stays) => Some(
                Notice::failed(worded("something failed · {APP_QUIT} closes this window")),
            ),
            Tone::Failed => Some(Notice::failed(worded(
                "something failed · {APP_PRESENT} ends presenting and shows what",
            ))),
        }
    }

    /// Brings what others see up to date after a change.
    pub(super) fn show_others(&mut self, change: &Change) {
        // Who may be named and what a score is made of concerns every record.
        let concerns_all =
            |(kind, _): &(&'static Kind, _)| *kind == Person::KIND || *kind == Settings::KIND;
        let allows = allows_lens(self, self.derived.evaluation.lens).is_ok();
        let Some(on) = &mut self.presenting else {
            return;
        };
        if allows != on.disclosure.shows_scores() || change.subjects.iter().any(concerns_all) {
            renew(self);
        } else {
            let subjects = change.subjects.iter().copied();
            on.disclosure.renew(&mut on.seen, &self.workspace, subjects);
        }
    }
}

/// What is said in the place of a path.
const THE_FILE: &str = "the file";

/// Why no key ends presenting in a window that was opened to present.
const STAYS: Text =
    Text::new("this window was opened with --present and stays so · {APP_QUIT} closes it");

/// Whether a word is a path of this machine.
fn is_path(word: &str) -> bool {
    let mut chars = word.chars();
    let is_drive = matches!(
        (chars.next(), chars.next(), chars.next()),
        (Some('A'..='Z' | 'a'..='z'), Some(':'), Some('\\' | '/'))
    );
    let begins = ["/", "~/", "./", "../", "\\\\"];
    word.len() > 2 && (is_drive || begins.iter().any(|begin| word.starts_with(begin)))
}

/// A text with something else in the place of some words.
fn without_words(text: Cow<'_, str>, is_out: impl Fn(&str) -> bool) -> Cow<'_, str> {
    const MARKS: &[char] = &['“', '”', '"', '\'', '(', ')', ',', ';', ':', '.', '…'];
    let bare = |word: &str| {
        is_out(word.trim_start_matches(MARKS).trim_end_matches(MARKS))
            || is_out(word.trim_end_matches(MARKS))
    };
    if !text.split_whitespace().any(bare) {
        return text;
    }
    let words = text
        .split(' ')
        .map(|word| if bare(word) { THE_FILE } else { word });
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// Whether others watch.
pub fn is_on(app: &Desk) -> Result<(), String> {
    match app.presenting {
        Some(_) => Ok(()),
        None => {
            Err(worded("it blanks the screen while presenting · {APP_PRESENT} presents").to_owned())
        }
    }
}

/// Whether others may see the order of a lens: not where its scores are made of prices.
pub(crate) fn allows_lens(app: &Desk, lens: Lens) -> Result<(), String> {
    if is_priced(&app.workspace, lens) {
        return Err(
            worded("this ranking shows what things cost in money · {BOARD_LENS} ranks by another one to present")
                .to_owned(),
        );
    }
    Ok(())
}

/// Whether it can be turned on or off.
pub(crate) fn can_turn(app: &Desk) -> Result<(), String> {
    match &app.presenting {
        Some(on) if on.stays => Err(STAYS.into()),
        Some(_) => Ok(()),
        None if !app.dialogs.is_empty() => Err("close what lies over the view first".to_owned()),
        None => allows_lens(app, app.derived.evaluation.lens),
    }
}

/// Turns it on for as long as the window is open; a lens that shows prices gives way to the first one.
pub fn begin(app: &mut Desk) {
    if allows_lens(app, app.derived.evaluation.lens).is_err() {
        app.rank_by(Lens::Wsjf);
    }
    let on = of(app);
    app.presenting = Some(Presenting { stays: true, ..on });
}

/// Turns it on, unless words that will be seen may be a part of a private name, which it gives then.
pub(crate) fn turn_on(app: &mut Desk) -> Result<(), String> {
    let on = of(app);
    if let Some(words) = on.disclosure.doubts() {
        return Err(words);
    }
    show(app, Some(on));
    Ok(())
}

/// Turns it on or off.
pub(crate) fn turn(app: &mut Desk) {
    let on = app.presenting.is_none().then(|| of(app));
    show(app, on);
}

fn show(app: &mut Desk, on: Option<Presenting>) {
    let said = on
        .is_some()
        .then_some(worded("private things are hidden · {APP_PRESENT} ends it · {APP_BLANK} blanks, {APP_HIDE} from anywhere"));
    app.notice = said.map(Notice::hint);
    app.presenting = on;
}

fn of(app: &Desk) -> Presenting {
    let disclosure = Disclosure::room(&app.workspace, app.derived.evaluation.lens);
    let was = app.presenting.as_ref();
    let was_blank = was.is_some_and(|on| on.is_blank);
    Presenting {
        seen: disclosure.seen(&app.workspace),
        // Prices that come in from elsewhere blank the screen until somebody looks another way.
        is_blank: was_blank || !disclosure.shows_scores(),
        stays: was.is_some_and(|on| on.stays),
        disclosure,
    }
}

/// Blanks the screen; again, it stays so.
fn hide(app: &mut Desk) {
    if let Some(on) = &mut app.presenting {
        on.is_blank = true;
    }
    app.notice = None;
}

/// Turns it on again as it was when the program broke off; a lens that shows prices gives way to the first one.
pub(crate) fn resume(app: &mut Desk) {
    if allows_lens(app, app.derived.evaluation.lens).is_err() {
        app.rank_by(Lens::Wsjf);
    }
    app.presenting = Some(of(app));
}

fn blank(app: &mut Desk) -> Vec<Effect> {
    if let Some(on) = &mut app.presenting {
        on.is_blank = !on.is_blank;
    }
    app.notice = None;
    Vec::new()
}

/// Begins anew, on another workspace or under another lens.
pub(crate) fn renew(app: &mut Desk) {
    if app.presenting.is_some() {
        app.presenting = Some(of(app));
    }
}
