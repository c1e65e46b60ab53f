//! A line being typed at the bottom of the screen: a new title, a filter, a file name.

pub mod draw;

use std::path::PathBuf;

use crate::desk::Desk;
use crate::desk::backlog::Sort;
use crate::desk::command::{Command, commands};
use crate::desk::editor::{Editor, Lines};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::filter::{Completion, accept, complete};
use crate::desk::notice::{Notice, quoted};
use crate::desk::presenting::seen;
use crate::dialogs::{Overlay, bulk, choosing, confidence, demo, export, form, import};
use crate::edit::Edit;
use crate::model::feedback::Question;
use crate::model::field::{Choice, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind, Record};
use crate::model::view::SavedView;
use crate::views::board::pin;
use crate::views::findings;
use crate::views::session::setup;

/// What the line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The title of a new item.
    NewItem,
    /// The board's filter, applied while typing.
    Filter,
    /// The words findings must have in them, applied while typing.
    Findings,
    /// The words the log must have in it, applied while typing.
    Lists,
    /// Why a finding of an item or another record is silenced.
    Silence(&'static str, &'static Kind, Id),
    /// Why the selected item is pinned.
    PinReason,
    /// The name of the session that is about to begin.
    SessionName,
    /// The name of somebody who joins a session.
    Newcomer,
    /// Why this option is chosen.
    OptionReason(Id),
    /// What somebody says to a question of a demo.
    Said(Option<Question>),
    /// The title of the request this answer becomes.
    Request(Id),
    /// What would raise this vote of confidence.
    Raise(Id),
    /// The name of a view to save.
    ViewName,
    /// The file to save as.
    SaveAs,
    /// The file to open.
    Open,
    /// The file to import.
    Import,
    /// The file to export to.
    Export,
    /// The value to give a field of all marked items.
    Bulk(usize),
}

/// A line being typed.
#[derive(Debug)]
pub struct Line {
    /// What it is for.
    pub purpose: Purpose,
    /// The words in front of it.
    pub label: String,
    /// The text.
    pub editor: Editor,
    /// What is wrong with it so far, and the next step.
    pub complaint: Option<String>,
    /// What Tab would complete it to, best first.
    pub offers: Vec<Completion>,
    /// The text there was before, which Esc brings back.
    before: String,
}

/// The commands of a line.
pub const COMMANDS: &[Command] = commands! {
    Line open looks "Text" "line.keep" ["Enter"] hint 1,
        "keep": "Keeps the line." => keep;
    Line open looks "Text" "line.drop" ["Esc", "Ctrl-c"] hint 2,
        "drop": "Drops the line." => drop_line;
    Line open looks "Text" "line.complete" ["Tab"] hint 3 if has_offers,
        "complete": "Completes what is typed." => tab;
};

/// Starts a line with a text in it.
pub fn open(app: &mut Desk, purpose: Purpose, text: &str) {
    let label = match purpose {
        Purpose::NewItem => "New item".to_owned(),
        Purpose::Filter | Purpose::Findings | Purpose::Lists => "Filter".to_owned(),
        Purpose::Silence(code, ..) => format!("{code} may stay because"),
        Purpose::PinReason => "Pinned because".to_owned(),
        Purpose::OptionReason(_) => "Chosen because".to_owned(),
        Purpose::Said(question) => question
            .map_or("What was said", |question| question.word().label)
            .to_owned(),
        Purpose::Request(_) => "New request".to_owned(),
        Purpose::Raise(_) => "Would be raised by".to_owned(),
        Purpose::SessionName => "Name of the session".to_owned(),
        Purpose::Newcomer => "Who joins".to_owned(),
        Purpose::ViewName => "Save this view as".to_owned(),
        Purpose::SaveAs => "Save as".to_owned(),
        Purpose::Open => "Open".to_owned(),
        Purpose::Import => "Import file".to_owned(),
        Purpose::Export => "Export to".to_owned(),
        Purpose::Bulk(field) => {
            let label = Item::KIND
                .fields
                .get(field)
                .map_or("value", |field| field.label);
            format!("{label} of {} items", app.backlog.marked.len())
        }
    };
    let line = Line {
        purpose,
        label,
        editor: Editor::new(text, Lines::One),
        complaint: None,
        offers: Vec::new(),
        before: text.to_owned(),
    };
    app.overlays.push(Overlay::Line(line));
    typed(app);
}

/// Follows what was typed: the filter applies at once, and says what it did not understand.
pub(crate) fn typed(app: &mut Desk) {
    let Some(Overlay::Line(line)) = app.overlays.last_mut() else {
        return;
    };
    let text = line.editor.text();
    if line.purpose == Purpose::Findings {
        return app.with(|_, findings| {
            findings::filter(findings, text);
            Vec::new()
        });
    }
    if line.purpose == Purpose::Lists {
        return app.with_lists(move |desk, lists| {
            let wrong = lists.filter(desk, &text);
            if let Some(Overlay::Line(line)) = desk.overlays.last_mut() {
                line.complaint = wrong;
            }
            Vec::new()
        });
    }
    if line.purpose != Purpose::Filter {
        return;
    }
    line.offers = complete(
        Item::KIND,
        &text,
        seen(app.presenting.as_ref(), &app.workspace),
    );
    if text != app.backlog.filter.0 {
        app.set_filter(&text);
    }
    let complaint = app
        .backlog
        .filter
        .1
        .complaints()
        .first()
        .map(|c| format!("{} · {}", c.what, c.hint));
    if let Some(Overlay::Line(line)) = app.overlays.last_mut() {
        line.complaint = complaint;
    }
}

fn has_offers(app: &Desk) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::Line(line)) if !line.offers.is_empty() => Ok(()),
        _ => Err("there is nothing to complete".to_owned()),
    }
}

fn tab(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(Overlay::Line(line)) = app.overlays.last_mut()
        && let Some(text) = accept(&line.editor.text(), &line.offers)
    {
        line.editor = Editor::new(&text, Lines::One);
    }
    typed(app);
    Vec::new()
}

fn drop_line(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(Overlay::Line(line)) = app.overlays.pop() else {
        return Vec::new();
    };
    if matches!(
        line.purpose,
        Purpose::Filter | Purpose::Findings | Purpose::Lists
    ) {
        // Esc clears a filter that was just begun, and brings back one that was changed.
        let text = if line.before == line.editor.text() {
            String::new()
        } else {
            line.before
        };
        if line.purpose == Purpose::Findings {
            app.with(|_, findings| {
                findings::filter(findings, text);
                Vec::new()
            });
        } else if line.purpose == Purpose::Lists {
            app.with_lists(move |desk, lists| {
                lists.filter(desk, &text);
                Vec::new()
            });
        } else {
            app.set_filter(&text);
        }
    }
    Vec::new()
}

fn keep(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(Overlay::Line(line)) = app.overlays.pop() else {
        return Vec::new();
    };
    let text = crate::model::text::clean_line(&line.editor.text()).into_owned();
    match line.purpose {
        Purpose::Filter => {
            if !text.is_empty() {
                let count = app.backlog.items().count();
                app.notice = Some(Notice::hint(format!(
                    "{count} items match · Esc clears the filter, V saves it"
                )));
            }
        }
        Purpose::PinReason => pin::keep_reason(app, &text),
        Purpose::OptionReason(id) => choosing::choose(app, id, &text),
        Purpose::Silence(code, kind, id) => {
            app.with(move |desk, findings: &mut findings::Findings| {
                findings::silence(desk, findings, code, kind, id, &text);
                Vec::new()
            })
        }
        Purpose::Raise(vote) => confidence::keep_raise(app, vote, &text),
        Purpose::Findings | Purpose::Lists => {}
        _ if text.is_empty() => {}
        Purpose::NewItem => new_item(app, &text),
        Purpose::Said(question) => demo::keep(app, question, &text),
        Purpose::Request(id) => demo::keep_request(app, id, &text),
        Purpose::SessionName => app.with(move |_, state| {
            setup::named(state, &text);
            Vec::new()
        }),
        Purpose::Newcomer => app.with(move |app, state| {
            setup::joined(app, state, &text);
            Vec::new()
        }),
        Purpose::ViewName => save_view(app, &text),
        Purpose::SaveAs => return vec![Effect::SaveAs(PathBuf::from(text))],
        Purpose::Open => return vec![Effect::Open(PathBuf::from(text))],
        Purpose::Import => return import::open(app, PathBuf::from(text)),
        Purpose::Export => export::named(app, PathBuf::from(text)),
        Purpose::Bulk(field) => bulk::value_typed(app, field, &text),
    }
    Vec::new()
}

fn new_item(app: &mut Desk, title: &str) {
    let id = app.fresh(Item::KIND);
    let mut item = Item::new(id);
    title.clone_into(&mut item.title);
    item.asked = app.derived.today;
    if app.commit(
        &format!("new item {}", quoted(title)),
        vec![Edit::Insert(Box::new(item))],
    ) {
        // A filter that hides the new item would look like a loss.
        app.select(id);
        form::open(app, Item::KIND, id);
    }
}

fn save_view(app: &mut Desk, name: &str) {
    let known = app
        .workspace
        .all::<SavedView>()
        .find(|view| view.name == name)
        .map(|view| view.id);
    let id = known.unwrap_or_else(|| app.fresh(SavedView::KIND));
    let mut view = SavedView::new(id);
    name.clone_into(&mut view.name);
    // Without the spaces around it, as the file keeps it.
    app.backlog.filter.0.trim().clone_into(&mut view.filter);
    view.sort = app
        .backlog
        .sort
        .as_ref()
        .map(Sort::to_text)
        .unwrap_or_default();
    view.lens = app.derived.evaluation.lens;
    let edits = if known.is_some() {
        let set = |(field, _)| {
            let value: Value = view.get(field);
            Edit::Set {
                kind: SavedView::KIND,
                id,
                field,
                value,
            }
        };
        SavedView::KIND.fields.iter().enumerate().map(set).collect()
    } else {
        vec![Edit::Insert(Box::new(view))]
    };
    app.commit(&format!("saved view {}", quoted(name)), edits);
    app.notice = Some(Notice::done(format!(
        "view {} saved · v opens it, u undoes",
        quoted(name)
    )));
}
