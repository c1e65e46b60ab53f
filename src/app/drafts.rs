//! Texts that are being typed and are in no edit yet, for the journal; and those that came back from it.
//!
//! Owns what counts as typed. Knows nothing of when it is kept.

use super::App;
use super::overlay::form::Form;
use super::overlay::line::Purpose;
use super::overlay::{Overlay, page};
use super::views::board::quoted;
use crate::store::journal::Draft;

/// Whether something is open into which a text can be typed that is worth keeping.
pub fn is_typing(app: &App) -> bool {
    let takes = |overlay: &Overlay| match overlay {
        Overlay::Form(_) | Overlay::Prose(_) => true,
        Overlay::Line(line) => is_content(line.purpose),
        Overlay::List(_)
        | Overlay::Records(_)
        | Overlay::Conflicts(_)
        | Overlay::Intake(_)
        | Overlay::Outgo(_)
        | Overlay::Feedback(_)
        | Overlay::Fist(_)
        | Overlay::Page(_) => false,
    };
    app.overlays.iter().any(takes)
}

/// What would be lost if the program ended now: what came back and was not let go, and what is typed.
pub fn of(app: &App) -> Vec<Draft> {
    let mut drafts = app.file.drafts.clone();
    for overlay in &app.overlays {
        match overlay {
            Overlay::Form(form) => drafts.extend(typed(form)),
            Overlay::Prose(prose) => drafts.push(Draft {
                of: format!("{} of {}", prose.title, quoted(&prose.object)),
                text: prose.editor.text(),
            }),
            Overlay::Line(line) if is_content(line.purpose) => drafts.push(Draft {
                of: line.label.clone(),
                text: line.editor.text(),
            }),
            Overlay::Line(_)
            | Overlay::List(_)
            | Overlay::Records(_)
            | Overlay::Conflicts(_)
            | Overlay::Intake(_)
            | Overlay::Outgo(_)
            | Overlay::Feedback(_)
            | Overlay::Fist(_)
            | Overlay::Page(_) => {}
        }
    }
    drafts.retain(|draft| !draft.text.trim().is_empty());
    drafts
}

/// Whether a line holds something of the workspace, and no search and no file name.
const fn is_content(purpose: Purpose) -> bool {
    match purpose {
        Purpose::NewItem
        | Purpose::PinReason
        | Purpose::OptionReason(_)
        | Purpose::Said(_)
        | Purpose::Request(_)
        | Purpose::Raise(_)
        | Purpose::Silence(..)
        | Purpose::Bulk(_) => true,
        Purpose::Filter
        | Purpose::Findings
        | Purpose::Log
        | Purpose::ViewName
        | Purpose::SessionName
        | Purpose::Newcomer
        | Purpose::SaveAs
        | Purpose::Open
        | Purpose::Import
        | Purpose::Export => false,
    }
}

/// The rows of a form that differ from the workspace, as a person would type them.
fn typed(form: &Form) -> Vec<Draft> {
    let title = quoted(&form.title());
    let of = |label: &str| format!("{label} of {title}");
    let mut drafts = Vec::new();
    for (at, row) in form.rows.iter().enumerate() {
        let open = form.editor.as_ref().filter(|_| at == form.cursor);
        let text = match (open, &row.problem) {
            (Some(editor), _) => editor.text(),
            (None, Some((_, typed))) => typed.clone(),
            (None, None) => row.long_text(),
        };
        let is_as_before = row.value == row.before && row.problem.is_none();
        if !(is_as_before && text == row.long_text()) {
            drafts.push(Draft {
                of: of(&row.label),
                text,
            });
        }
    }
    drafts
}

/// Whether a text came back.
pub fn has_any(app: &App) -> Result<(), String> {
    if app.file.drafts.is_empty() {
        Err("no text was left unfinished".to_owned())
    } else {
        Ok(())
    }
}

/// Shows the texts that came back.
pub fn open(app: &mut App) {
    let mut lines = Vec::new();
    let mut texts = Vec::new();
    for draft in &app.file.drafts {
        lines.push(format!("{}:", draft.of));
        lines.extend(draft.text.lines().map(str::to_owned));
        lines.push(String::new());
        texts.push(draft.text.as_str());
    }
    lines.push("y copies the text, Enter lets it go, Esc keeps it for later.".to_owned());
    let text = texts.join("\n\n");
    page::open_drafts(app, lines, text);
}
