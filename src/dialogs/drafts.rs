//! Texts that are being typed and are in no edit yet, for the journal; and those that came back from it.
//!
//! Owns what counts as typed. Knows nothing of when it is kept.

use crate::desk::Desk;
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::dialogs::form;
use crate::dialogs::form::{Form, Row};
use crate::dialogs::prompt;
use crate::dialogs::prompt::Purpose;
use crate::dialogs::{Overlay, page};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::store::journal::Draft;

/// Whether something is open into which a text can be typed that is worth keeping.
pub fn is_typing(app: &Desk) -> bool {
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
pub fn of(app: &Desk) -> Vec<Draft> {
    let mut drafts = app.file.drafts.clone();
    let mut below = None;
    for overlay in &app.overlays {
        match overlay {
            Overlay::Form(form) => {
                drafts.extend(typed(form));
                below = Some(form.as_ref());
            }
            Overlay::Prose(prose) => drafts.push(Draft {
                of: format!("{} of {}", prose.title, quoted(&prose.object)),
                text: prose.editor.text(),
                spot: below.and_then(|form| spot(form, form.rows.get(prose.row)?)),
            }),
            Overlay::Line(line) if is_content(line.purpose) => drafts.push(Draft {
                of: line.label.clone(),
                text: line.editor.text(),
                spot: (line.purpose == Purpose::NewItem).then(new_title),
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
        | Purpose::Lists
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
                spot: spot(form, row),
            });
        }
    }
    drafts
}

/// The field of a form's row; none for one of several numbers in a field, and for an answer that is no record yet.
fn spot(form: &Form, row: &Row) -> Option<[String; 3]> {
    let field = form.kind.fields.get(row.field)?;
    let is_whole = row.criterion.is_none() && form.answering.is_none();
    is_whole.then(|| [form.kind.name, form.id.as_str(), field.name].map(str::to_owned))
}

/// The place of a title that is being typed for an item that is none yet.
fn new_title() -> [String; 3] {
    [Item::NAME, "", "title"].map(str::to_owned)
}

/// The record the first text that can go back was typed for.
fn home(app: &Desk) -> Option<(&'static Kind, Id)> {
    app.file.drafts.iter().find_map(|draft| home_of(app, draft))
}

fn home_of(app: &Desk, draft: &Draft) -> Option<(&'static Kind, Id)> {
    let [kind, id, _] = draft.spot.as_ref()?;
    let (kind, id) = (app.workspace.kind(kind)?, Id::parse(id)?);
    // A record that was being added, or was deleted meanwhile, is begun again.
    Some((kind, id))
}

/// Whether texts that came back can go into their form.
pub fn can_go_back(app: &Desk) -> Result<(), String> {
    let is_title = |draft: &Draft| draft.spot == Some(new_title());
    match home(app) {
        Some(_) => Ok(()),
        None if app.file.drafts.iter().any(is_title) => Ok(()),
        None => Err("no form has a place for it any more · y copies it".to_owned()),
    }
}

/// Opens the form of the first text that can go back, with all that was typed into it; nothing is saved yet.
pub fn put_back(app: &mut Desk) {
    let Some((kind, id)) = home(app) else {
        let drafts = &mut app.file.drafts;
        let title = drafts
            .iter()
            .position(|draft| draft.spot == Some(new_title()));
        if let Some(at) = title {
            let text = drafts.remove(at).text;
            app.overlays.pop();
            prompt::open(app, Purpose::NewItem, &text);
        }
        return;
    };
    let (back, rest): (Vec<Draft>, Vec<Draft>) = std::mem::take(&mut app.file.drafts)
        .into_iter()
        .partition(|draft| home_of(app, draft) == Some((kind, id)));
    app.file.drafts = rest;
    app.overlays.pop();
    if app.workspace.record(kind, id).is_some() {
        form::open(app, kind, id);
    } else {
        form::open_new(app, (kind.blank)(id).as_ref());
    }
    let workspace = app.workspace.clone();
    let mut left = Vec::new();
    if let Some(form) = form::top(app) {
        for draft in back {
            let field = draft
                .spot
                .as_ref()
                .and_then(|[.., field]| kind.field(field));
            let row = form.rows.iter().position(|row| Some(row.field) == field);
            match row {
                Some(at) => form.type_into(at, &draft.text, &workspace),
                None => left.push(draft),
            }
        }
    }
    app.file.drafts.extend(left);
    app.notice = Some(Notice::hint(
        "what was being typed is back in its form · Ctrl-s saves it, Esc drops it",
    ));
}

/// Whether a text came back.
pub fn has_any(app: &Desk) -> Result<(), String> {
    if app.file.drafts.is_empty() {
        Err("no text was left unfinished".to_owned())
    } else {
        Ok(())
    }
}

/// Shows the texts that came back.
pub fn open(app: &mut Desk) {
    let mut lines = Vec::new();
    let mut texts = Vec::new();
    for draft in &app.file.drafts {
        lines.push(format!("{}:", draft.of));
        lines.extend(draft.text.lines().map(str::to_owned));
        lines.push(String::new());
        texts.push(draft.text.as_str());
    }
    let back = if can_go_back(app).is_ok() {
        "b puts it back into its form, "
    } else {
        ""
    };
    lines.push(format!(
        "{back}y copies the text, Enter lets it go, Esc keeps it for later."
    ));
    let text = texts.join("\n\n");
    page::open_drafts(app, lines, text);
}
