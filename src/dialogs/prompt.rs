//! A line being typed at the bottom of the screen: a new title, a filter, a file name.
//!
//! Owns the typing. What the line is for and what is done with it is given by whoever opens it.

pub mod draw;

use crate::desk::Desk;
use crate::desk::command::{Command, Scope, commands};
use crate::desk::dialog::{Dialog, Then};
use crate::desk::editor::{Editor, Lines};
use crate::desk::effect::{Asks, Effect};
use crate::desk::event::Chord;
use crate::desk::filter::{Completion, accept};
use crate::desk::notice::Notice;
use crate::model::text::clean_line;
use crate::store::journal::Draft;

/// What there is to say of a line as it is typed so far.
#[derive(Debug, Default)]
pub struct Remark {
    /// What is wrong with it, and the next step.
    pub complaint: Option<String>,
    /// What is good to know of it and keeps nobody from saving it.
    pub advice: Option<String>,
    /// What Tab would complete it to, best first.
    pub offers: Vec<Completion>,
    /// What can be typed, while nothing is.
    pub help: Option<&'static str>,
}

/// Goes along with what is typed so far.
type Follow = fn(&mut Desk, &str) -> Remark;

/// A line being typed.
#[derive(Debug)]
pub struct Prompt {
    /// The words in front of it.
    label: String,
    /// What is wanted, in place of a text.
    placeholder: &'static str,
    /// The text.
    pub editor: Editor,
    pub(crate) remark: Remark,
    /// The text there was before, which Esc brings back.
    before: String,
    follow: Option<Follow>,
    then: Then<String>,
    /// Takes a text of several lines, where that is more than one answer.
    many: Option<fn(&mut Desk, &str) -> bool>,
    /// Such a text, until it is taken.
    pasted: Option<String>,
    /// Whether nothing is an answer, too.
    may_be_blank: bool,
    /// Whether it holds something of the workspace, and no search and no file name.
    is_content: bool,
    /// Where the text can go back to when the program broke off.
    spot: Option<[String; 3]>,
}

/// The commands of a line.
pub const COMMANDS: &[Command] = commands! {
    Line open looks "Text" "line.keep" ["Enter"] hint 1,
        "save": "Saves the line." => keep;
    Line open looks "Text" "line.drop" ["Esc"] hint 2,
        "cancel": "Leaves the line without saving it." => drop_line;
    Line open looks "Text" "line.complete" ["Tab"] hint 3 if has_offers,
        "complete": "Completes what is typed." => complete;
};

impl Prompt {
    /// A line that is dropped when nothing is typed; else this is done with its text.
    pub fn new<E: Asks>(
        label: impl Into<String>,
        placeholder: &'static str,
        then: impl FnOnce(&mut Desk, String) -> E + 'static,
    ) -> Self {
        Self {
            label: label.into(),
            placeholder,
            editor: Editor::new("", Lines::One),
            remark: Remark::default(),
            before: String::new(),
            follow: None,
            then: Then::new(then),
            many: None,
            pasted: None,
            may_be_blank: false,
            is_content: false,
            spot: None,
        }
    }

    /// Begins with a text.
    #[must_use]
    pub fn with(self, text: &str) -> Self {
        Self {
            editor: Editor::new(text, Lines::One),
            before: text.to_owned(),
            ..self
        }
    }

    /// Takes nothing as an answer, too.
    #[must_use]
    pub fn or_blank(self) -> Self {
        Self {
            may_be_blank: true,
            ..self
        }
    }

    /// Goes along with what is typed: it applies at once, and Esc takes it back.
    #[must_use]
    pub fn following(self, follow: Follow) -> Self {
        let follow = Some(follow);
        Self { follow, ..self }
    }

    /// Gives pasted lines to this, as more than one answer.
    #[must_use]
    pub fn or_many(self, many: fn(&mut Desk, &str) -> bool) -> Self {
        let many = Some(many);
        Self { many, ..self }
    }

    /// Keeps what is typed when the program breaks off, for the place it can go back to if there is one.
    #[must_use]
    pub fn kept(self, spot: Option<[String; 3]>) -> Self {
        Self {
            is_content: true,
            spot,
            ..self
        }
    }

    /// Opens it; not with a text that is not for those who watch.
    pub fn open(self, desk: &mut Desk) {
        if desk.said(&self.before) != self.before {
            let ends = desk.presenting_ends();
            let why = format!("this text holds what is private · {ends}");
            desk.hint(why);
            return;
        }
        desk.open(self);
        desk.typed();
    }
}

impl Dialog for Prompt {
    fn scope(&self) -> Scope {
        Scope("Line")
    }

    fn key(&mut self, chord: Chord) -> bool {
        self.editor.key(chord)
    }

    fn copied(&self, _: &Desk) -> Option<String> {
        Some(self.editor.text())
    }

    fn paste(&mut self, text: &str) -> bool {
        if self.many.is_some() && self.editor.is_empty() && text.trim().contains('\n') {
            self.pasted = Some(text.to_owned());
        } else {
            self.editor.paste(text);
        }
        true
    }

    fn typed(&mut self, desk: &mut Desk) {
        if let (Some(text), Some(many)) = (self.pasted.take(), self.many) {
            desk.later(move |desk, ()| {
                drop(desk.take::<Self>());
                many(desk, &text);
            });
        }
        if let Some(follow) = self.follow {
            self.remark = follow(desk, &self.editor.text());
        }
    }

    fn is_framed(&self) -> bool {
        false
    }

    fn is_typing(&self) -> bool {
        self.is_content
    }

    fn drafts(&self) -> Vec<Draft> {
        let draft = || Draft {
            of: self.label.clone(),
            text: self.editor.text(),
            spot: self.spot.clone(),
        };
        self.is_content.then(draft).into_iter().collect()
    }
}

fn has_offers(desk: &Desk) -> Result<(), String> {
    match desk.top::<Prompt>() {
        Some(prompt) if !prompt.remark.offers.is_empty() => Ok(()),
        _ => Err("there is nothing to complete".to_owned()),
    }
}

fn complete(desk: &mut Desk, _: Chord) {
    if let Some(prompt) = desk.top_mut::<Prompt>()
        && let Some(text) = accept(&prompt.editor.text(), &prompt.remark.offers)
    {
        prompt.editor = Editor::new(&text, Lines::One);
    }
    desk.typed();
}

fn drop_line(desk: &mut Desk, _: Chord) {
    if let Some(prompt) = desk.take::<Prompt>()
        && let Some(follow) = prompt.follow
    {
        // Esc clears what was there when the line was opened, and brings it back once it was changed.
        let is_same = prompt.before == prompt.editor.text();
        follow(desk, if is_same { "" } else { &prompt.before });
    }
}

fn keep(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let complaint = desk.top::<Prompt>().map(|prompt| &prompt.remark.complaint);
    if let Some(Some(complaint)) = complaint {
        desk.notice = Some(Notice::failed(complaint.clone()));
        return Vec::new();
    }
    let Some(prompt) = desk.take::<Prompt>() else {
        return Vec::new();
    };
    let text = clean_line(&prompt.editor.text()).into_owned();
    if text.is_empty() && !prompt.may_be_blank {
        return Vec::new();
    }
    prompt.then.run(desk, text)
}
