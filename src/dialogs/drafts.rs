//! Texts that were being typed when a session broke off, and came back from the journal.
//!
//! Owns where each can go back to. What is typed now is told by the dialog it is typed in.

use crate::desk::Desk;
use crate::desk::editor::{Editor, Lines};
use crate::desk::event::{Chord, Key};
use crate::desk::spot::COMMAND;
use crate::dialogs::form;
use crate::dialogs::form::Form;
use crate::dialogs::page::Page;
use crate::dialogs::prompt::Prompt;
use crate::model::id::Id;
use crate::model::key::{PAGE_CLOSE, PAGE_ENTER};
use crate::model::record::Kind;
use crate::model::words::worded;
use crate::store::journal::Draft;

/// The command whose line a text goes back to.
fn command_of<'a>(desk: &Desk, draft: &'a Draft) -> Option<&'a str> {
    let [kind, id, _] = draft.spot.as_ref()?;
    let is_known = kind == COMMAND && desk.keys.command(id).is_some();
    is_known.then_some(id)
}

/// The record the first text that can go back was typed for.
fn home(desk: &Desk) -> Option<(&'static Kind, Id)> {
    desk.file
        .drafts
        .iter()
        .find_map(|draft| home_of(desk, draft))
}

fn home_of(desk: &Desk, draft: &Draft) -> Option<(&'static Kind, Id)> {
    let [kind, id, _] = draft.spot.as_ref()?;
    let (kind, id) = (desk.workspace.kind(kind)?, Id::parse(id)?);
    // A record that was being added, or was deleted meanwhile, is begun again.
    Some((kind, id))
}

/// Whether texts that came back can go into their form.
fn can_go_back(desk: &Desk) -> bool {
    let mut drafts = desk.file.drafts.iter();
    home(desk).is_some() || drafts.any(|draft| command_of(desk, draft).is_some())
}

/// Opens the form of the first text that can go back, with all that was typed into it; nothing is saved yet.
fn put_back(desk: &mut Desk) {
    let Some((kind, id)) = home(desk) else {
        let mut drafts = desk.file.drafts.iter();
        if let Some(at) = drafts.position(|draft| command_of(desk, draft).is_some()) {
            let draft = desk.file.drafts.remove(at);
            if let Some(id) = command_of(desk, &draft) {
                desk.run(id, Chord::plain(Key::Enter));
            }
            desk.later(move |desk, ()| match desk.top_mut::<Prompt>() {
                Some(prompt) => {
                    prompt.editor = Editor::new(&draft.text, Lines::One);
                    desk.typed();
                }
                // The command cannot work now, and has said why.
                None => desk.file.drafts.push(draft),
            });
        }
        return;
    };
    let (back, rest): (Vec<Draft>, Vec<Draft>) = std::mem::take(&mut desk.file.drafts)
        .into_iter()
        .partition(|draft| home_of(desk, draft) == Some((kind, id)));
    desk.file.drafts = rest;
    if desk.workspace.record(kind, id).is_some() {
        form::open(desk, kind, id);
    } else {
        form::open_new(desk, (kind.blank)(id).as_ref());
    }
    let workspace = desk.workspace.clone();
    let Some(form) = desk.top_mut::<Form>() else {
        desk.file.drafts.extend(back);
        return;
    };
    let mut left = Vec::new();
    for draft in back {
        let field = draft.spot.as_ref();
        match field.and_then(|[.., field]| form.place(field)) {
            Some(at) => form.type_into(at, &draft.text, &workspace),
            None => left.push(draft),
        }
    }
    desk.file.drafts.extend(left);
    desk.hint(worded(
        "what was being typed is back in its form · {FORM_SAVE} saves it, {FORM_DISCARD} drops it",
    ));
}

/// Whether a text came back.
pub fn has_any(desk: &Desk) -> Result<(), String> {
    if desk.file.drafts.is_empty() {
        Err("no text was left unfinished".to_owned())
    } else {
        Ok(())
    }
}

/// Shows the texts that came back.
pub fn open(desk: &mut Desk) {
    let mut lines = Vec::new();
    let mut texts = Vec::new();
    for draft in &desk.file.drafts {
        lines.push(format!("{}:", draft.of));
        lines.extend(draft.text.lines().map(str::to_owned));
        lines.push(String::new());
        texts.push(draft.text.as_str());
    }
    let goes_back = can_go_back(desk);
    let back = if goes_back {
        worded("{PAGE_PUT_BACK} puts it back into its form, ")
    } else {
        ""
    };
    lines.push(format!(
        "{back}y copies the text, {PAGE_ENTER} lets it go, {PAGE_CLOSE} keeps it for later."
    ));
    let page = Page::new("Kept text", desk.file.name(), lines)
        .with_message(texts.join("\n\n"))
        .enter("let go", |desk, ()| desk.file.drafts.clear());
    desk.open(if goes_back {
        page.or_put_back(|desk, ()| put_back(desk))
    } else {
        page
    });
}
