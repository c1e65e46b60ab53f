//! A text of many lines, with a way to the user's own editor.

pub mod draw;

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::editor::{Editor, Lines};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::{Notice, Outside, Tone, quoted};
use crate::dialogs::form;
use crate::model::text::clean_prose;
use crate::model::words::worded;
use crate::scoring::readiness::turned;
use crate::store::journal::Draft;

/// A text of many lines being typed, for a row of the form below.
#[derive(Debug)]
pub struct ProseEditor {
    /// The field's label.
    pub title: &'static str,
    /// What the text is of.
    pub object: String,
    /// The text.
    pub editor: Editor,
    /// The text there was before.
    pub before: String,
    /// Whether Esc has said that changes would be lost.
    pub was_warned: bool,
    /// Whether its lines have a mark for what is met.
    pub is_checklist: bool,
    /// The row of the form.
    pub row: usize,
    /// The field of the record it goes to, for the journal.
    pub spot: Option<[String; 3]>,
}

impl Dialog for ProseEditor {
    fn scope(&self) -> Scope {
        Scope("Prose")
    }

    fn key(&mut self, chord: Chord) -> bool {
        self.was_warned &= chord.key == Key::Esc;
        chord.key != Key::Enter && self.editor.key(chord)
    }

    fn copied(&self, _: &Desk) -> Option<String> {
        Some(self.editor.text())
    }

    fn paste(&mut self, text: &str) -> bool {
        self.editor.paste(text);
        true
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn drafts(&self) -> Vec<Draft> {
        vec![Draft {
            of: format!("{} of {}", self.title, quoted(&self.object)),
            text: self.editor.text(),
            spot: self.spot.clone(),
        }]
    }
}

/// The commands of a text.
pub const COMMANDS: &[Command] = commands! {
    Prose open looks "Text" "prose.keep" ["Enter", "Ctrl-s"] hint 1,
        "save": "Saves the text into the form and goes back to it." => |desk, _| keep(desk);
    Prose open looks "Text" "prose.drop" ["Esc"] hint 2,
        "cancel": "Goes back to the form without the changes; asks once when there are some." => |desk, _| cancel(desk);
    Prose open types "Text" "prose.line" ["Alt-Enter", "Shift-Enter", "Ctrl-Enter"] hint 3,
        "new line": "Begins a new line." => |desk, _| begin_line(desk);
    Prose open types "Text" "prose.met" ["Ctrl-t"] hint 4 if is_checklist,
        "met": "Marks the line as met, or takes the mark away." => |desk, _| turn(desk);
    Prose open looks "Text" "prose.editor" ["Ctrl-e"] hint 5,
        "$EDITOR": "Hands the text to your own editor." => |desk, _| hand_off(desk);
};

/// Begins a new line, where Enter saves.
fn begin_line(desk: &mut Desk) {
    if let Some(prose) = desk.top_mut::<ProseEditor>() {
        prose.editor.key(Chord::plain(Key::Enter));
    }
}

fn is_checklist(desk: &Desk) -> Can {
    match desk.top::<ProseEditor>() {
        Some(prose) if prose.is_checklist => Ok(()),
        _ => Err("these lines have no mark".to_owned()),
    }
}

/// Marks the line of the cursor as met, or takes the mark away.
fn turn(desk: &mut Desk) {
    if let Some(prose) = desk.top_mut::<ProseEditor>() {
        prose.editor.change_line(turned);
    }
}

fn cancel(desk: &mut Desk) {
    let Some(prose) = desk.top_mut::<ProseEditor>() else {
        return;
    };
    if prose.editor.text() == prose.before || std::mem::replace(&mut prose.was_warned, true) {
        desk.close();
        desk.notice = None;
    } else {
        desk.hint(worded(
            "the text was changed · {PROSE_DROP} again cancels, {PROSE_KEEP} saves",
        ));
    }
}

fn keep(desk: &mut Desk) {
    if let Some(prose) = desk.take::<ProseEditor>() {
        form::take_text(desk, prose.row, &prose.editor.text());
    }
}

fn hand_off(desk: &Desk) -> Vec<Effect> {
    let prose = desk.top::<ProseEditor>();
    let text = prose.map(|prose| prose.editor.text());
    text.map(Effect::Edit).into_iter().collect()
}

/// Takes the text that comes back from the user's editor.
pub(crate) fn edited(desk: &mut Desk, result: Result<String, Outside>) {
    match result {
        Ok(text) => {
            if let Some(prose) = desk.top_mut::<ProseEditor>() {
                let text = clean_prose(&text);
                prose.editor = Editor::new(text.strip_suffix('\n').unwrap_or(&text), Lines::Many);
            }
        }
        Err(why) => {
            let said = why.within(|why| format!("{why} · the text is as it was"));
            desk.notice = Some(Notice::outside(Tone::Failed, said));
        }
    }
}
