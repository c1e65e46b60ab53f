//! A text of many lines, with a way to the user's own editor.

use super::{Overlay, form};
use crate::app::App;
use crate::app::command::{Command, always, commands};
use crate::app::editor::{Editor, Lines};
use crate::app::effect::Effect;
use crate::app::notice::Notice;
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
    Prose "Text" "prose.keep" ["Esc", "Ctrl-s"] hint 1 if always,
        "keep": "Keeps the text and goes back to the form." => |app, _| { keep(app); Vec::new() };
    Prose "Text" "prose.editor" ["Ctrl-e"] hint 2 if always,
        "$EDITOR": "Hands the text to your own editor." => |app, _| hand_off(app);
    Prose "Text" "prose.drop" ["Ctrl-c"] hint 3 if always,
        "drop changes": "Goes back to the form without the changes." => |app, _| { app.overlays.pop(); Vec::new() };
};

/// Opens the text of a form's row.
pub fn open(app: &mut App, title: &'static str, object: String, text: &str, row: usize) {
    let editor = Editor::new(text, Lines::Many);
    app.overlays.push(Overlay::Prose(ProseEditor {
        title,
        object,
        editor,
        row,
    }));
}

fn keep(app: &mut App) {
    if let Some(Overlay::Prose(prose)) = app.overlays.pop() {
        form::take_text(app, prose.row, &prose.editor.text());
    }
}

fn hand_off(app: &App) -> Vec<Effect> {
    match app.overlays.last() {
        Some(Overlay::Prose(prose)) => vec![Effect::Edit(prose.editor.text())],
        _ => Vec::new(),
    }
}

/// Takes the text that comes back from the user's editor.
pub(in crate::app) fn edited(app: &mut App, result: Result<String, String>) {
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
