//! A request as somebody brings it: who, in which words, the need behind it, ways to meet it, what that rests on. One
//! form, from an item or from nothing, and one step.

use crate::desk::Desk;
use crate::desk::can::has_selected;
use crate::desk::command::{Command, commands};
use crate::desk::notice::quoted;
use crate::dialogs::form::{self, Form};
use crate::edit::{Edit, between};
use crate::model::assumption::Assumption;
use crate::model::field::{Link, Prose};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::model::person::Person;
use crate::model::record::{Declared, Record};
use crate::scoring::plan::by_kind;

crate::record! {
    /// What is asked for when a request is captured. It is no record of a workspace: an item is made from it.
    Request: "request" in "requests", "Request", "Requests" {
        /// What is wanted, in a few words; the title of the item.
        open title: String, "Title";
        /// Who asked; a name that nobody has yet is made on the way.
        open requester: Link<Person>, "Asked by";
        /// What was said, word for word.
        open request: Prose, "Their words";
        /// Why they want it: what they could do then that they cannot do now.
        open need: Prose, "Need behind it";
        /// Ways to meet the need, a line each; each becomes an option of the item.
        open options: Vec<String>, "Options";
        /// What has to be true for it to be worth the work.
        open assumption: String, "Assumption";
    }
}

/// The commands that capture a request.
pub const COMMANDS: &[Command] = commands! {
    Global open changes "Item" "item.capture" ["t"],
        "capture request" also ["customer", "ask", "feedback", "new request"]: "Writes down a request: who, their words, the need, options and what it rests on." => |desk, _| open(desk, None);
    Global open changes "Item" "item.request" [] if has_selected,
        "request, need" also ["customer", "asked by", "why"]: "Writes who asked for the selected item, in which words, and why, with options and an assumption." => |desk, _| { let item = desk.selected().map(|item| item.id); open(desk, item) };
};

/// What is known of a request: that of an item, or nothing.
fn known(item: Option<&Item>) -> Request {
    let mut request = Request::new(item.unwrap_or_else(|| Item::blank()).id);
    if let Some(item) = item {
        request.title.clone_from(&item.title);
        request.requester = item.requester.clone();
        request.request.clone_from(&item.request);
        request.need.clone_from(&item.need);
    }
    request
}

/// Opens the form for an item, or for a new one.
fn open(desk: &mut Desk, item: Option<Id>) {
    let item = item.and_then(|id| desk.workspace.get::<Item>(id));
    let (request, keeps) = (
        known(item),
        if item.is_some() { keep } else { keep_new } as fn(&mut Desk),
    );
    form::open_for(desk, &request, keeps);
}

fn keep(desk: &mut Desk) {
    let id = desk.top::<Form>().map(|form| form.id);
    write(desk, id);
}

fn keep_new(desk: &mut Desk) {
    write(desk, None);
}

/// Writes the form on top into its item, or a new one, with its options and its assumption.
fn write(desk: &mut Desk, item: Option<Id>) {
    let Some(form) = desk.top::<Form>() else {
        return;
    };
    // What is not for whoever looks on has no row, and stays.
    let mut request = known(item.and_then(|id| desk.workspace.get::<Item>(id)));
    form.fill(&mut request);
    let mut edits: Vec<Edit> = form.inserts().collect();
    if request.title.trim().is_empty() {
        let why = "type a title: what is wanted, in a few words";
        form::ask_for(desk, "title", why);
        return;
    }
    let before = item.and_then(|id| desk.workspace.get::<Item>(id)).cloned();
    let mut after = before
        .clone()
        .unwrap_or_else(|| Item::new(desk.fresh(Item::KIND)));
    if before.is_none() {
        after.asked = desk.derived.today;
        after.bucket.0 = by_kind::of(&desk.workspace, after.sort);
    }
    after.title.clone_from(&request.title);
    after.requester = request.requester;
    after.request = request.request;
    after.need = request.need;
    let id = after.id;
    match &before {
        Some(before) => edits.extend(between(before, &after)),
        None => edits.push(Edit::Insert(Box::new(after))),
    }
    for name in request.options {
        let mut option = ItemOption::new(desk.fresh(ItemOption::KIND));
        (option.name, option.item.0) = (name, Some(id));
        edits.push(Edit::Insert(option.boxed()));
    }
    if !request.assumption.is_empty() {
        let mut assumption = Assumption::new(desk.fresh(Assumption::KIND));
        (assumption.text, assumption.item.0) = (request.assumption, Some(id));
        edits.push(Edit::Insert(assumption.boxed()));
    }
    let label = format!("captured {}", quoted(&request.title));
    desk.close();
    desk.commit(&label, edits);
    desk.select(id);
}
