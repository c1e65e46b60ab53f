//! What the board asks for: the title of a new item, the filter, another order, a saved view.

use crate::desk::Desk;
use crate::desk::backlog::Sort;
use crate::desk::event::Chord;
use crate::desk::filter::complete;
use crate::desk::notice::quoted;
use crate::desk::spot;
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::prompt::{Prompt, Remark};
use crate::dialogs::{form, paste};
use crate::edit::{Edit, between};
use crate::model::field::{Choice, FieldType};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::{APP_UNDO, BOARD_CLEAR, BOARD_SAVE_VIEW, BOARD_VIEWS};
use crate::model::kpi::Kpi;
use crate::model::record::Declared;
use crate::model::settings::{Lens, Settings};
use crate::model::view::SavedView;
use crate::model::words::{ITEM, worded};
use crate::scoring::alike;
use crate::scoring::plan::by_kind;
use crate::scoring::ranking::method::{METHODS, Method};

/// The filter language in one line.
const LANGUAGE: &str = "a word of title, request, people · team:name · size>5 · unknown:size · = is exact · -term turns it around";

/// Asks for the title of a new item.
pub(crate) fn new_item(desk: &mut Desk, _: Chord) {
    let prompt = Prompt::new(worded("New item"), "its title", |desk, title| {
        add(desk, &title);
    });
    let prompt = prompt.or_many(paste::items);
    let prompt = prompt.following(look_alike);
    prompt.kept(Some(spot::of_command("item.new"))).open(desk);
}

/// Names what may be the same as the title that is typed.
fn look_alike(desk: &mut Desk, title: &str) -> Remark {
    let seen = desk.seen();
    let advice = alike::told(seen, None, title, "");
    Remark {
        advice: advice.map(|words| desk.said(&words).into_owned()),
        ..Remark::default()
    }
}

fn add(desk: &mut Desk, title: &str) {
    let id = desk.fresh(Item::KIND);
    let mut item = Item::new(id);
    title.clone_into(&mut item.title);
    item.asked = desk.derived.today;
    item.bucket.0 = by_kind::of(&desk.workspace, item.sort);
    let label = format!("new {ITEM} {}", quoted(title));
    if desk.commit(&label, vec![Edit::Insert(Box::new(item))]) {
        // A filter that hides the new item would look like a loss.
        desk.select(id);
        form::open(desk, Item::KIND, id);
    }
}

/// Opens the filter with what is typed there.
pub(crate) fn edit_filter(desk: &mut Desk, _: Chord) {
    let text = desk.backlog.filter.0.clone();
    let prompt = Prompt::new("Filter", "type to filter", |desk, _| {
        if let Some(shown) = desk.filtered_out() {
            desk.hint(format!(
                "{shown} · {BOARD_CLEAR} shows all, {BOARD_SAVE_VIEW} saves the filter"
            ));
        }
    });
    prompt.with(&text).following(follow).open(desk);
}

/// Applies the filter at once, and says what it did not understand.
fn follow(desk: &mut Desk, text: &str) -> Remark {
    if text != desk.backlog.filter.0 {
        desk.set_filter(text);
    }
    let complaint = desk.backlog.filter.1.complaints().first();
    Remark {
        complaint: complaint.map(|c| desk.said(&format!("{} · {}", c.what, c.hint)).into_owned()),
        offers: complete(Item::KIND, text, desk.seen()),
        help: Some(LANGUAGE),
        ..Remark::default()
    }
}

/// Asks for the name under which filter, order and lens are saved.
pub(super) fn save_view(desk: &mut Desk, _: Chord) {
    let prompt = Prompt::new("Save this view as", "a name for it", |desk, name| {
        keep_view(desk, &name);
    });
    prompt.open(desk);
}

fn keep_view(desk: &mut Desk, name: &str) {
    let named = |view: &&SavedView| view.name == name;
    let before = desk.workspace.all::<SavedView>().find(named).cloned();
    let new = |desk: &mut Desk| SavedView::new(desk.fresh(SavedView::KIND));
    let mut view = before.clone().unwrap_or_else(|| new(desk));
    name.clone_into(&mut view.name);
    // Without the spaces around it, as the file keeps it.
    desk.backlog.filter.0.trim().clone_into(&mut view.filter);
    let sort = desk.backlog.sort.as_ref();
    view.sort = sort.map(Sort::to_text).unwrap_or_default();
    view.lens = desk.derived.evaluation.lens;
    let edits = match &before {
        Some(before) => between(before, &view),
        None => vec![Edit::Insert(Box::new(view))],
    };
    desk.commit(&format!("saved view {}", quoted(name)), edits);
    desk.done(format!(
        "view {} saved · {BOARD_VIEWS} opens it, {APP_UNDO} undoes",
        quoted(name)
    ));
}

/// Lists the saved views.
pub(super) fn choose_view(desk: &mut Desk, _: Chord) {
    let all = desk.seen().all::<SavedView>().map(|view| {
        let id = view.id;
        let filter = if view.filter.is_empty() {
            "everything"
        } else {
            &view.filter
        };
        Entry::new(view.name.clone(), filter, move |desk, ()| {
            open_view(desk, id);
        })
    });
    let all: Vec<Entry> = all.collect();
    if all.is_empty() {
        desk.hint(worded(
            "there is no saved view yet · {BOARD_SAVE_VIEW} saves the present one",
        ));
    } else {
        desk.open(Picker::new("Saved views", all));
    }
}

fn open_view(desk: &mut Desk, id: Id) {
    let Some(view) = desk.workspace.get::<SavedView>(id).cloned() else {
        return;
    };
    desk.rank_by(view.lens);
    desk.set_filter(&view.filter);
    desk.backlog.sort = Sort::parse(&view.sort);
    desk.settle();
    desk.hint(format!(
        "view “{}” · {BOARD_CLEAR} goes back to everything",
        view.name
    ));
}

/// Lists the ranking methods.
pub(super) fn choose_lens(desk: &mut Desk, _: Chord) {
    let now = desk.derived.evaluation.lens;
    let has_kpis = desk.workspace.count(Kpi::KIND) > 0;
    let has_discount = desk.workspace.the::<Settings>().discount.is_some();
    // What nothing is known for is not offered, but for the one in force.
    let offered = |method: &&Method| {
        method.lens == now
            || (method.lens != Lens::Outcome || has_kpis)
                && (method.lens != Lens::Return || has_discount)
    };
    let methods: Vec<&Method> = METHODS.iter().filter(offered).collect();
    let all = methods.iter().map(|method| {
        let (lens, label) = (method.lens, method.lens.word().label);
        Entry::new(label, method.formula, move |desk, ()| desk.rank_by(lens))
    });
    let at = methods.iter().position(|method| method.lens == now);
    desk.open(Picker::new("Rank by", all.collect()).at(at.unwrap_or_default()));
}

/// Lists the columns to sort by.
pub(super) fn choose_sort(desk: &mut Desk, _: Chord) {
    let by = |label, sentence, key| Entry::new(label, sentence, move |desk, ()| desk.sort_by(key));
    let mut all = vec![
        by("Rank", "the order of the ranking", "rank"),
        by("Cost of delay", "value + time criticality + risk", "cod"),
    ];
    let fields = Item::KIND.fields.iter().filter(|field| {
        !matches!(
            field.holds,
            FieldType::Prose | FieldType::Private | FieldType::Extra | FieldType::Ratings(_)
        )
    });
    all.extend(fields.map(|field| by(field.label.said(), field.help.said(), field.name)));
    desk.open(Picker::new("Sort by", all));
}
