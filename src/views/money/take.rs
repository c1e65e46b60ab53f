//! Taking over what an item is worth a week: from a study, or from its parts.
//!
//! Owns that it is one step, with the reason kept as a part of the item's worth. What is offered is computed in
//! [`crate::scoring::money::worth`].

use crate::desk::Desk;
use crate::desk::listing::Lists;
use crate::desk::notice::quoted;
use crate::dialogs::form;
use crate::edit::{self, Edit};
use crate::model::Workspace;
use crate::model::field::{FieldValue, Link, Money, PartOf};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::MONEY_TAKE;
use crate::model::money::{Benefit, PriceStudy, Worth};
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::text::clean_line;
use crate::model::words::worded;
use crate::scoring::money::answers;
use crate::scoring::money::worth::{WorthOffer, built_up, offered};
use crate::scoring::ratio::Ratio;

/// Begins a study with pasted answers, whose lines say how people were asked; gives back whether they are answers.
pub(super) fn answers(desk: &mut Desk, text: &str) -> bool {
    // A text keeps no tabs.
    let lines = text
        .lines()
        .map(|line| clean_line(&line.replace('\t', ";")).into_owned());
    let lines: Vec<String> = lines.filter(|line| !line.trim().is_empty()).collect();
    let Some(method) = answers::method_of(&lines) else {
        return false;
    };
    let mut study = PriceStudy::new(desk.fresh(PriceStudy::KIND));
    (study.method, study.day, study.answers) = (Some(method), desk.derived.today, lines);
    let id = study.id;
    desk.with_lists(move |_, lists| {
        lists.choose(id);
        Vec::new()
    });
    form::open_new(desk, &study);
    desk.hint(worded(
        "type what the study is called · {FORM_SAVE} saves it with its answers",
    ));
    true
}

/// Takes over what the chosen study offers, or what the parts of the chosen item add up to.
pub(super) fn take(desk: &mut Desk, lists: &Lists) {
    let Some((kind, id)) = lists.chosen(desk) else {
        return;
    };
    if kind == PriceStudy::KIND {
        from_study(desk, id);
    } else if let Some(item) = lists.item(desk) {
        from_parts(desk, item);
    }
}

/// An amount to the cent, as the file keeps it.
fn amount(of: Ratio) -> Option<Money> {
    let cents = of.times(Ratio::HUNDRED)?.rounded();
    Some(Money(Number::from_millionths(cents.checked_mul(10_000)?)))
}

fn from_study(desk: &mut Desk, id: Id) {
    let Some(study) = desk.workspace.get::<PriceStudy>(id) else {
        return;
    };
    let name = quoted(&study.name);
    match offered(&desk.workspace, study) {
        Err((field, why)) => {
            form::open_at(desk, PriceStudy::KIND, id, field);
            desk.hint(format!("{why} · then {MONEY_TAKE} again"));
        }
        Ok(offer) => {
            let part = part(desk, id, &offer);
            set(desk, offer.item, vec![part], &format!("from {name}"));
        }
    }
}

/// What keeps the offer of a study as a part of the item's worth: the one it gave before, or a new one.
fn part(desk: &mut Desk, study: Id, offer: &WorthOffer) -> Edit {
    let of = |part: &&Benefit| part.study.0 == Some(study) && part.item.0 == Some(offer.item);
    let known = desk.workspace.all::<Benefit>().find(of).map(|part| part.id);
    let mut part = Benefit::new(known.unwrap_or_else(|| desk.fresh(Benefit::KIND)));
    part.reason.clone_from(&offer.reason);
    part.item = PartOf::new(Some(offer.item));
    part.way = Some(Worth::RevenueUp);
    part.weekly = amount(offer.weekly);
    part.study = Link::new(Some(study));
    Edit::Insert(Box::new(part))
}

fn from_parts(desk: &mut Desk, item: Id) {
    if built_up(&desk.workspace, item).is_none() {
        desk.hint(worded(
            "no part says what it is worth a week · {LISTS_NEXT}, then {LISTS_NEW} writes one",
        ));
        return;
    }
    set(desk, item, Vec::new(), "from its parts");
}

/// Sets the cost of delay a week of an item to the sum of its parts, after other edits, as one step.
fn set(desk: &mut Desk, item: Id, mut edits: Vec<Edit>, from: &str) {
    let mut then: Workspace = desk.workspace.clone();
    edits = edits
        .into_iter()
        .flat_map(|edit| replacing(&desk.workspace, edit))
        .collect();
    if edit::apply(&mut then, edits.clone()).is_err() {
        return;
    }
    let Some(sum) = built_up(&then, item) else {
        desk.hint(worded("a part of its worth has no amount yet · {PARTS_NEXT} {PARTS_NEXT} {LISTS_NEXT} shows them"));
        return;
    };
    edits.extend(Edit::put::<Item>(
        item,
        "weekly_cost",
        amount(sum).to_value(),
    ));
    let title = quoted(desk.workspace.name::<Item>(Some(item)));
    // A step is named without its amount: its name may be read later by others.
    desk.commit(&format!("cost of delay a week of {title}, {from}"), edits);
}

/// An insertion as it is, or as the fields that change where the record is there already.
fn replacing(workspace: &Workspace, edit: Edit) -> Vec<Edit> {
    let Edit::Insert(record) = &edit else {
        return vec![edit];
    };
    match workspace.record(record.kind(), record.id()) {
        Some(known) => edit::between(known, record.as_ref()),
        None => vec![edit],
    }
}
