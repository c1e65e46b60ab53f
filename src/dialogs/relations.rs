//! What stands beside an item, made from it: what it depends on, options, assumptions, risks.
//!
//! Owns the two keys, what a new record takes from its item, and what is said of the order afterwards.

use crate::desk::Desk;
use crate::desk::can::has_selected;
use crate::desk::command::{Command, commands};
use crate::desk::dialog::Then;
use crate::desk::event::{Chord, Key};
use crate::desk::listing::{natural, preset};
use crate::desk::notice::quoted;
use crate::dialogs::form;
use crate::dialogs::picker::{Choosing, Entry, Picker};
use crate::edit::{Edit, apply};
use crate::model::assumption::Assumption;
use crate::model::dependency::Dependency;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::APP_UNDO;
use crate::model::milestone::Milestone;
use crate::model::option::ItemOption;
use crate::model::record::{Declared, Kind};
use crate::model::risk::Risk;
use crate::model::words::{ITEMS, worded};

/// The commands that relate other records to the selected item.
pub const COMMANDS: &[Command] = commands! {
    Global open changes "Item" "item.needs" ["f"] if has_selected,
        "depends on" also ["blocked by", "dependency", "needs", "link"]: "Chooses what has to be delivered before the selected item, by rank; says what that changes." => |desk, _| depends(desk);
    Global open changes "Item" "item.add" ["a"] if has_selected,
        "add to" also ["option", "assumption", "risk", "request", "need", "external dependency", "milestone"]: "Writes a request, option, assumption, risk or dependency of the selected item." => |desk, _| add(desk);
};

/// Lists the items that the selected one can wait for, by rank.
fn depends(desk: &mut Desk) {
    let Some(item) = desk.seen_item().cloned() else {
        return;
    };
    let needs = &item.needs.0;
    let mut ahead = desk.workspace.clone();
    // What it could not be put on the list for is no choice: finished work, and what would go round in a circle.
    let mut can = |id: Id| {
        let edit = Edit::put::<Item>(item.id, "needs", Value::Links(vec![id]));
        apply(&mut ahead, edit.into_iter().collect()).is_ok()
    };
    let mut all = Vec::new();
    for id in natural(desk, Item::KIND) {
        let Some(other) = desk.seen().get::<Item>(id).filter(|_| id != item.id) else {
            continue;
        };
        let is_in = needs.contains(&id);
        if is_in || (other.state.is_open() && can(id)) {
            let rank = desk.derived.evaluation.rank(id);
            all.push(Entry {
                keys: rank.map_or_else(String::new, |rank| format!("#{rank}")),
                ticked: Some(is_in),
                id: Some(id),
                ..Entry::new(other.title.clone(), "", |_, ()| ())
            });
        }
    }
    let id = item.id;
    let choosing = Choosing {
        several: true,
        ids: needs.clone(),
        then: Then::new(move |desk, needs| set(desk, id, needs)),
        maker: None,
    };
    let title = format!("{} depends on", quoted(&item.title));
    desk.open(Picker::of_records(title, all, choosing, ""));
}

/// Sets what an item depends on, and says what it comes to in the order.
fn set(desk: &mut Desk, id: Id, needs: Vec<Id>) {
    let Some(item) = desk.workspace.get::<Item>(id) else {
        desk.hint(worded("that item has been deleted meanwhile"));
        return;
    };
    let title = quoted(&item.title);
    let added: Vec<Id> = needs
        .iter()
        .copied()
        .filter(|need| !item.needs.0.contains(need))
        .collect();
    let rank = |desk: &Desk, id: Id| desk.derived.evaluation.rank(id);
    let before = rank(desk, id);
    let name = |need: &Id| quoted(desk.workspace.name::<Item>(*need));
    let label = match (added.as_slice(), needs.len()) {
        ([one], _) => format!("{title} depends on {}", name(one)),
        (_, 0) => format!("{title} depends on nothing"),
        (_, count) => format!("{title} depends on {count} {ITEMS}"),
    };
    let value = if needs.is_empty() {
        Value::Blank
    } else {
        Value::Links(needs)
    };
    let edit = Edit::put::<Item>(id, "needs", value);
    if !desk.commit(&label, edit.into_iter().collect()) {
        if desk.notice.is_none() {
            desk.hint("that is so already");
        }
        return;
    }
    let after = rank(desk, id);
    let words =
        |rank: Option<usize>| rank.map_or_else(|| "no rank".to_owned(), |rank| rank.to_string());
    let later = added.iter().find(|need| {
        rank(desk, **need)
            .zip(after)
            .is_some_and(|(need, own)| need > own)
    });
    let said = match later {
        _ if before != after => format!("rank {} → {}", words(before), words(after)),
        Some(need) => format!(
            "! it is ranked before that: {} before {}",
            words(after),
            words(rank(desk, *need))
        ),
        None => "the order stays".to_owned(),
    };
    desk.done(format!("{label} · {said} · {APP_UNDO} undoes"));
}

/// Lists what can be written of the selected item.
fn add(desk: &mut Desk) {
    let run = |label, sentence, id: &'static str| {
        Entry::new(label, sentence, move |desk, ()| {
            desk.run(id, Chord::plain(Key::Enter));
        })
    };
    let mut all = vec![run(
        "Request and need",
        "Who asked, in which words, and why.",
        "item.request",
    )];
    all.extend([ItemOption::KIND, Assumption::KIND, Risk::KIND].map(entry));
    all.push(run(
        "Depends on",
        "What has to be delivered before it.",
        "item.needs",
    ));
    all.extend([Dependency::KIND, Milestone::KIND].map(entry));
    desk.open(Picker::new(worded("Add to this item"), all));
}

fn entry(kind: &'static Kind) -> Entry {
    Entry::new(kind.label.said(), kind.help.said(), move |desk, ()| {
        write(desk, kind);
    })
}

/// Opens the form of a new record of the selected item.
fn write(desk: &mut Desk, kind: &'static Kind) {
    let Some((item, increment)) = desk.selected().map(|item| (item.id, item.increment.0)) else {
        return;
    };
    let mut record = (kind.blank)(desk.fresh(kind));
    preset(record.as_mut(), "item", Some(Value::Link(item)));
    preset(record.as_mut(), "items", Some(Value::Links(vec![item])));
    preset(record.as_mut(), "increment", increment.map(Value::Link));
    form::open_new(desk, record.as_ref());
}
