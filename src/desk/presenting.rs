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
use crate::desk::notice::{Notice, Tone};
use crate::edit::history::Change;
use crate::exchange::audience::Disclosure;
use crate::model::Workspace;
use crate::model::person::Person;
use crate::model::record::{Declared, Kind, Record};
use crate::model::settings::{Lens, Settings};

/// The commands of presenting.
pub const COMMANDS: &[Command] = commands! {
    Everywhere open looks "Screen" "app.present" ["P"] if can_turn,
        "present" also ["share screen", "hide"]: "Hides what is private while others watch: notes for yourself, money, names kept private, file names; again ends it." => |app, _| turn(app);
    Everywhere open looks "Screen" "app.blank" ["."] hint 12 if is_on,
        "blank": "Blanks the shared screen; the same key brings it back." => |app, _| blank(app);
    Blank open looks "Screen" "blank.end" ["."] hint 1,
        "show again": "Brings the screen back." => |app, _| blank(app);
    Blank open looks "Screen" "blank.leave" ["P"] hint 2,
        "end presenting": "Ends presenting and brings the screen back." => |app, _| turn(app);
};

/// The scope of a screen that shows nothing: only what brings it back works.
pub const BLANK: Scope = Scope("Blank");

/// The scope of a screen below the least size: only quitting works.
pub const SMALL: Scope = Scope("Small");

/// What others see while it is on.
#[derive(Debug)]
pub struct Presenting {
    /// What they may see.
    disclosure: Disclosure,
    /// The workspace as they may see it.
    seen: Workspace,
    /// Whether the screen shows nothing at all.
    pub is_blank: bool,
}

impl Desk {
    /// The workspace as whoever looks at the screen may see it.
    pub fn seen(&self) -> &Workspace {
        seen(self.presenting.as_ref(), &self.workspace)
    }

    /// Whether a field of a record may be shown and changed as it is: its form leaves out the others.
    pub fn is_open(&self, record: &dyn Record, field: usize) -> bool {
        let Some(on) = &self.presenting else {
            return true;
        };
        let value = record.get(field);
        let of = record.kind().fields.get(field);
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
        let text = on.disclosure.text(text);
        match &self.file.home {
            Home::File(_) if text.contains(&self.file.name()) => {
                Cow::Owned(text.replace(&self.file.name(), "the file"))
            }
            Home::File(_) | Home::Demo | Home::Untitled => text,
        }
    }

    /// The notice to show. Others see no failure of a file in detail, and not what was undone.
    pub fn shown_notice(&self) -> Option<Notice> {
        let notice = self.notice.as_ref()?;
        if self.presenting.is_none() {
            return Some(notice.clone());
        }
        match notice.tone {
            Tone::Done => None,
            Tone::Hint => Some(Notice::hint(self.said(&notice.text))),
            Tone::Failed => Some(Notice::failed(
                "something failed · P ends presenting and shows what",
            )),
        }
    }
}

/// The workspace as others may see it while they watch; as it is otherwise.
pub(crate) fn seen<'s>(on: Option<&'s Presenting>, workspace: &'s Workspace) -> &'s Workspace {
    on.map_or(workspace, |on| &on.seen)
}

/// Whether others watch.
pub fn is_on(app: &Desk) -> Result<(), String> {
    match app.presenting {
        Some(_) => Ok(()),
        None => Err("it blanks the screen while presenting · P presents".to_owned()),
    }
}

/// Whether others may see the order of a lens: not where its scores are made of prices.
pub(crate) fn allows_lens(app: &Desk, lens: Lens) -> Result<(), String> {
    if Disclosure::room(&app.workspace, lens).shows_scores() {
        Ok(())
    } else {
        Err(
            "this lens shows what things cost in money · L ranks by another one to present"
                .to_owned(),
        )
    }
}

fn can_turn(app: &Desk) -> Result<(), String> {
    match app.presenting {
        Some(_) => Ok(()),
        None if !app.dialogs.is_empty() => Err("close what lies over the view first".to_owned()),
        None => allows_lens(app, app.derived.evaluation.lens),
    }
}

/// Turns it on; a lens that shows prices gives way to the first one.
pub fn begin(app: &mut Desk) {
    if allows_lens(app, app.derived.evaluation.lens).is_err() {
        app.rank_by(Lens::Wsjf);
    }
    app.presenting = Some(of(app));
}

fn turn(app: &mut Desk) -> Vec<Effect> {
    app.presenting = match app.presenting.take() {
        Some(_) => None,
        None => Some(of(app)),
    };
    app.notice = app
        .presenting
        .as_ref()
        .map(|_| Notice::hint("private things are hidden · P ends it · . blanks"));
    Vec::new()
}

fn of(app: &Desk) -> Presenting {
    let disclosure = Disclosure::room(&app.workspace, app.derived.evaluation.lens);
    let was_blank = app.presenting.as_ref().is_some_and(|on| on.is_blank);
    Presenting {
        seen: disclosure.seen(&app.workspace),
        // Prices that come in from elsewhere blank the screen until somebody looks another way.
        is_blank: was_blank || !disclosure.shows_scores(),
        disclosure,
    }
}

fn blank(app: &mut Desk) -> Vec<Effect> {
    if let Some(on) = &mut app.presenting {
        on.is_blank = !on.is_blank;
    }
    app.notice = None;
    Vec::new()
}

/// Brings what others see up to date after a change.
pub(crate) fn follow(app: &mut Desk, change: &Change) {
    // Who may be named and what a score is made of concerns every record.
    let concerns_all =
        |(kind, _): &(&'static Kind, _)| *kind == Person::KIND || *kind == Settings::KIND;
    let allows = allows_lens(app, app.derived.evaluation.lens).is_ok();
    let Some(on) = &mut app.presenting else {
        return;
    };
    if allows != on.disclosure.shows_scores() || change.subjects.iter().any(concerns_all) {
        renew(app);
    } else {
        let subjects = change.subjects.iter().copied();
        on.disclosure.renew(&mut on.seen, &app.workspace, subjects);
    }
}

/// Begins anew, on another workspace or under another lens.
pub(crate) fn renew(app: &mut Desk) {
    if app.presenting.is_some() {
        app.presenting = Some(of(app));
    }
}
