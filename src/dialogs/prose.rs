//! A text of many lines, with a way to the user's own editor.

pub mod draw;

use crate::desk::Desk;
use crate::desk::command::{Command, commands};
use crate::desk::editor::{Editor, Lines};
use crate::desk::effect::Effect;
use crate::desk::notice::Notice;
use crate::dialogs::{Overlay, form};
use crate::model::text::clean_prose;

/// A text of many lines being typed, for a row of the form below.
#[derive(Debug)]
pub struct ProseEditor {
    /// The field's label.
    pub title: &'static str,
    /// What the text is of.
    pub object: String,
    /// The text.
    pub editor: Editor,
    /// The row of the form.
    pub row: usize,
}

/// The commands of a text.
pub const COMMANDS: &[Command] = commands! {
    Prose open looks "Text" "prose.keep" ["Esc", "Ctrl-s"] hint 1,
        "keep": "Keeps the text and goes back to the form." => |app, _| { keep(app); Vec::new() };
    Prose open looks "Text" "prose.editor" ["Ctrl-e"] hint 2,
        "$EDITOR": "Hands the text to your own editor." => |app, _| hand_off(app);
    Prose open looks "Text" "prose.drop" ["Ctrl-c"] hint 3,
        "drop changes": "Goes back to the form without the changes." => |app, _| { app.overlays.pop(); Vec::new() };
};

/// Opens the text of a form's row.
pub fn open(app: &mut Desk, title: &'static str, object: String, text: &str, row: usize) {
    let editor = Editor::new(text, Lines::Many);
    app.overlays.push(Overlay::Prose(ProseEditor {
        title,
        object,
        editor,
        row,
    }));
}

fn keep(app: &mut Desk) {
    if let Some(Overlay::Prose(prose)) = app.overlays.pop() {
        form::take_text(app, prose.row, &prose.editor.text());
    }
}

fn hand_off(app: &Desk) -> Vec<Effect> {
    match app.overlays.last() {
        Some(Overlay::Prose(prose)) => vec![Effect::Edit(prose.editor.text())],
        _ => Vec::new(),
    }
}

/// Takes the text that comes back from the user's editor.
pub(crate) fn edited(app: &mut Desk, result: Result<String, String>) {
    match (result, app.overlays.last_mut()) {
        (Ok(text), Some(Overlay::Prose(prose))) => {
            let text = clean_prose(&text);
            prose.editor = Editor::new(text.strip_suffix('\n').unwrap_or(&text), Lines::Many);
        }
        (Ok(_), _) => {}
        (Err(why), _) => {
            app.notice = Some(Notice::failed(format!("{why} · the text is as it was")));
        }
    }
}
