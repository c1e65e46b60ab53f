//! Choosing one of an item's options: what the item then takes over, and why it was chosen.
//!
//! Owns the step. The list it starts from is that of [`crate::dialogs::records`].

use crate::desk::Desk;
use crate::desk::command::Can;
use crate::desk::event::Chord;
use crate::desk::listing::Lists;
use crate::desk::notice::quoted;
use crate::desk::spot;
use crate::dialogs::prompt::Prompt;
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::Prose;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::APP_UNDO;
use crate::model::option::ItemOption;
use crate::model::points::Points;
use crate::model::record::Declared;
use crate::model::words::worded;

/// The chosen option of a list, and its item.
fn listed<'d>(desk: &'d Desk, lists: &Lists) -> Option<(&'d ItemOption, Option<&'d Item>)> {
    let chosen = lists.chosen(desk);
    let (_, id) = chosen.filter(|(kind, _)| *kind == ItemOption::KIND)?;
    let option: &ItemOption = desk.workspace.get(id)?;
    let item = option.item.0.and_then(|id| desk.workspace.get(id));
    Some((option, item))
}

/// Whether an option of an item is under the cursor.
pub(super) fn can_choose(desk: &Desk, lists: &Lists) -> Can {
    match listed(desk, lists) {
        Some((_, Some(_))) => Ok(()),
        Some((_, None)) => {
            Err(worded("this option belongs to no item · {LISTS_EDIT} opens its form").to_owned())
        }
        None => Err(worded("only an option can be chosen · {APP_RECORDS} lists them").to_owned()),
    }
}

/// Asks why the option under the cursor is chosen.
pub(super) fn ask(desk: &mut Desk, lists: &mut Lists, _: Chord) {
    if let Some((option, _)) = listed(desk, lists) {
        let (id, reason) = (option.id, option.reason.to_string());
        let placeholder = "the reason, for those who ask why";
        let prompt = Prompt::new(
            "Chosen because",
            placeholder,
            move |desk, reason: String| {
                choose(desk, id, &reason);
            },
        );
        let spot = spot::of_field::<ItemOption>(id, "reason");
        prompt.with(&reason).or_blank().kept(Some(spot)).open(desk);
    }
}

/// Chooses an option as one step: it is marked and the item's others are not, the item takes over what
/// the option knows, and the reason is kept.
fn choose(desk: &mut Desk, id: Id, reason: &str) {
    let Some(option) = desk.workspace.get::<ItemOption>(id).cloned() else {
        return;
    };
    let Some(item) = option
        .item
        .0
        .and_then(|id| desk.workspace.get::<Item>(id))
        .cloned()
    else {
        return;
    };
    let mut edits = marks(&desk.workspace, &option, reason);
    let mut after = item.clone();
    let mut said = take_over(&mut after, &option);
    edits.extend(sets(&after));

    let rank = |desk: &Desk| desk.derived.evaluation.score(item.id)?.rank;
    let before = rank(desk);
    let label = format!("chose {} for {}", quoted(&option.name), quoted(&item.title));
    if !desk.commit(&label, edits) {
        desk.hint("it is chosen already, for the same reason");
        return;
    }
    let words = |rank: Option<usize>| rank.map_or_else(|| "none".to_owned(), |r| r.to_string());
    let after = rank(desk);
    said.push(if before == after {
        format!("rank {} as before", words(after))
    } else {
        format!("rank {} → {}", words(before), words(after))
    });
    let name = quoted(&option.name);
    desk.done(format!(
        "chose {name}: {} · {APP_UNDO} undoes",
        said.join(", ")
    ));
}

/// Marks an option as chosen for a reason, and the item's others as not.
pub(super) fn marks(workspace: &Workspace, option: &ItemOption, reason: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let others = workspace.all::<ItemOption>();
    for other in others.filter(|other| other.item == option.item && other.id != option.id) {
        let mut other = other.clone();
        other.chosen = false;
        edits.extend(sets(&other));
    }
    let mut chosen = option.clone();
    chosen.chosen = true;
    chosen.reason = Prose::from(reason.to_owned());
    edits.extend(sets(&chosen));
    edits
}

/// Lets an item take over what its option knows, and says so.
pub(super) fn take_over(item: &mut Item, option: &ItemOption) -> Vec<String> {
    let estimates = [
        ("size", &mut item.size, option.size),
        ("value", &mut item.value, option.value),
    ];
    estimates
        .into_iter()
        .map(|(word, own, new)| takes_over(word, own, new))
        .collect()
}

/// Writes what the option knows into the item's estimate, and says so; the unknown leaves it as it is.
fn takes_over(word: &str, own: &mut Points, new: Points) -> String {
    let words = |points: Points| {
        points
            .value
            .map_or_else(|| "unknown".to_owned(), |value| value.to_string())
    };
    if new.is_unknown() {
        return format!("{word} unknown, {} stays", words(*own));
    }
    let before = std::mem::replace(own, new);
    if before == new {
        format!("{word} {} as before", words(new))
    } else {
        format!("{word} {} → {}", words(before), words(new))
    }
}

/// Every field of a record, set; those that are so already leave no trace.
pub(super) fn sets<R: Declared>(record: &R) -> Vec<Edit> {
    let (kind, id) = (R::KIND, record.id());
    let set = |(field, _)| Edit::Set {
        kind,
        id,
        field,
        value: record.get(field),
    };
    kind.fields.iter().enumerate().map(set).collect()
}
