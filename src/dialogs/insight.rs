//! What is known of customers, asked from wherever an item is chosen: a need of its request, evidence about it, and
//! taking over what is offered for it; and which need a wish is one for.

use crate::desk::command::{Can, Command, commands};
use crate::desk::listing::Lists;
use crate::desk::notice::quoted;
use crate::desk::{Desk, GoTo};
use crate::dialogs::form;
use crate::dialogs::page::Page;
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::prompt::{Prompt, Remark};
use crate::edit::Edit;
use crate::exchange::import::{arrived, kind_of, records};
use crate::model::evidence::Evidence;
use crate::model::field::{FieldValue, Link, PartOf, Value};
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::{INSIGHT_READING, KPIS_WORK};
use crate::model::kpi::{Kpi, Reading};
use crate::model::need::{Need, Wish};
use crate::model::number::Number;
use crate::model::record::{Declared, Kind, Record};
use crate::model::text::clean_line;
use crate::model::words::worded;
use crate::scoring::insight::kpi_words::{parts_lines, tried_lines, tried_value};
use crate::scoring::insight::offers::{InsightOffer, offers, record_offer};
use crate::scoring::insight::words::likely_need;

/// The commands of it.
pub const COMMANDS: &[Command] = commands! {
    Global open changes "Item" "item.insight" ["I"] if has_item,
        "insight" also ["need", "evidence", "persona", "offer"]: "Makes a need of the item's request, notes evidence about it, or takes over what is known." => |desk, _| ask(desk);
    Global open changes "Item" "item.offer" ["="] if has_offer,
        "take over" also ["offer", "proposal"]: "Takes over what is offered for the chosen item by what is known, and says why." => |desk, _| take_offer(desk);
};

fn has_offer(desk: &Desk) -> Can {
    let item = desk.selected();
    let item =
        item.ok_or_else(|| worded("no item is chosen · {GO_BOARD} goes to the board").to_owned())?;
    if offers(
        &desk.workspace,
        &desk.derived.known,
        &desk.derived.kpis,
        item,
    )
    .is_empty()
    {
        return Err(worded(
            "nothing is known that offers another value for it · {ITEM_INSIGHT} notes evidence",
        )
        .to_owned());
    }
    Ok(())
}

/// Takes over what is offered for the chosen item; of several offers asks which.
fn take_offer(desk: &mut Desk) {
    let Some(item) = desk.selected().cloned() else {
        return;
    };
    let mut all = offers(
        &desk.workspace,
        &desk.derived.known,
        &desk.derived.kpis,
        &item,
    );
    if let ([_], Some(only)) = (all.as_slice(), all.last()) {
        take(desk, item.id, &only.clone());
        return;
    }
    let entries = all.drain(..).map(|offer| taken_over(item.id, offer));
    let entries = entries.collect();
    desk.open(Picker::new(format!("Take over: {}", item.title), entries));
}

/// The entry that takes over an offer.
fn taken_over(item: Id, offer: InsightOffer) -> Entry {
    let (label, because) = (format!("take over: {}", offer.words), offer.because.clone());
    Entry::new(label, because, move |desk, ()| take(desk, item, &offer))
}

fn has_item(desk: &Desk) -> Can {
    desk.selected()
        .map(|_| ())
        .ok_or_else(|| worded("no item is chosen · {GO_BOARD} goes to the board").to_owned())
}

/// Lists what can be done for the chosen item.
fn ask(desk: &mut Desk) {
    let Some(item) = desk.selected().cloned() else {
        return;
    };
    let id = item.id;
    let mut entries = Vec::new();
    let offers = offers(
        &desk.workspace,
        &desk.derived.known,
        &desk.derived.kpis,
        &item,
    );
    entries.extend(offers.into_iter().map(|offer| taken_over(id, offer)));
    if !item.request.trim().is_empty() || !item.need.trim().is_empty() {
        let sentence = "The need behind it, with the request as its first wish.";
        let make = move |desk: &mut Desk, ()| make_need(desk, id);
        entries.push(Entry::new("make a need of its request", sentence, make));
    }
    let sentence = "An interview, a number, a test that speaks for or against it.";
    let note = move |desk: &mut Desk, ()| note_evidence(desk, Item::KIND, id);
    entries.push(Entry::new("note evidence about it", sentence, note));
    if desk.workspace.count(Need::KIND) > 0 {
        let sentence = "Opens its form where the needs it meets stand.";
        let choose = move |desk: &mut Desk, ()| form::open_at(desk, Item::KIND, id, "needs_met");
        entries.push(Entry::new("say which needs it meets", sentence, choose));
    }
    for need in &item.needs_met.0 {
        let (need, label) = (
            *need,
            format!("go to {}", quoted(desk.workspace.name::<Need>(*need))),
        );
        let go = move |desk: &mut Desk, ()| desk.go(GoTo::Record(Need::KIND, need));
        entries.push(Entry::new(
            label,
            "The need with its wishes and evidence.",
            go,
        ));
    }
    desk.open(Picker::new(format!("Insight: {}", item.title), entries));
}

/// Takes over what is offered for a field of an item, as one step that says why.
fn take(desk: &mut Desk, item: Id, offer: &InsightOffer) {
    let label = format!("{}, because {}", offer.words, offer.because);
    let edit = Edit::put::<Item>(item, offer.field, offer.value.clone());
    desk.commit(&label, edit.into_iter().collect());
}

/// Takes over what a journey offers for a need, as one step that says why.
pub fn take_record_offer(desk: &mut Desk, kind: &'static Kind, id: Id) {
    let Some(offer) = record_offer(&desk.workspace, kind, id) else {
        return;
    };
    let edits = offer.values.into_iter();
    let edits = edits.filter_map(|(field, value)| {
        Some(Edit::Set {
            kind,
            id,
            field: kind.field(field)?,
            value,
        })
    });
    let label = format!("{}, because of {}", offer.words, offer.because);
    desk.commit(&label, edits.collect());
}

/// Makes a need of what an item was asked for, with the request as its first wish, as one step.
fn make_need(desk: &mut Desk, item: Id) {
    let Some(item) = desk.workspace.get::<Item>(item).cloned() else {
        return;
    };
    let one_line = |text: &str| clean_line(text).into_owned();
    let (request, behind) = (one_line(&item.request), one_line(&item.need));
    let mut need = Need::new(desk.fresh(Need::KIND));
    need.statement = if behind.is_empty() {
        request.clone()
    } else {
        behind
    };
    need.personas.clone_from(&item.personas);
    let mut met = item.needs_met.clone();
    met.0.push(need.id);
    let statement = quoted(&need.statement);
    let mut edits = vec![];
    if !request.is_empty() {
        let mut wish = Wish::new(desk.fresh(Wish::KIND));
        (wish.said, wish.person, wish.date) = (request, item.requester.clone(), item.asked);
        wish.need = Link::new(Some(need.id));
        edits.push(Edit::Insert(Box::new(wish)));
    }
    edits.insert(0, Edit::Insert(Box::new(need)));
    edits.extend(Edit::put::<Item>(item.id, "needs_met", met.to_value()));
    desk.commit(&format!("need: {statement}"), edits);
}

/// Opens the form of new evidence about a record.
pub fn note_evidence(desk: &mut Desk, kind: &'static Kind, about: Id) {
    let mut evidence = Evidence::new(desk.fresh(Evidence::KIND));
    evidence.date = desk.derived.today;
    let field = Evidence::KIND.fields.iter();
    let field = field
        .clone()
        .position(|field| field.holds.target() == Some(kind.name));
    if let Some(field) = field {
        // The field takes links to this kind.
        drop(Record::set(&mut evidence, field, Value::Links(vec![about])));
    }
    form::open_new(desk, &evidence);
}

/// Asks which need the chosen or selected wishes are for; the likely one comes first.
pub fn sort_wishes(desk: &mut Desk, lists: &mut Lists) {
    let wishes = lists.targets(desk);
    let all = wishes
        .iter()
        .filter_map(|id| desk.workspace.get::<Wish>(*id));
    let said: Vec<String> = all.map(|wish| wish.said.clone()).collect();
    let Some(first) = said.first() else {
        return;
    };
    let likely = likely_need(&desk.workspace, &desk.derived.known, &said.join(" "));
    let mut needs: Vec<(bool, String, Id)> = desk
        .workspace
        .all::<Need>()
        .map(|need| (likely != Some(need.id), need.statement.clone(), need.id))
        .collect();
    needs.sort();
    let mut entries: Vec<Entry> = needs
        .into_iter()
        .map(|(other, statement, need)| {
            let wishes = wishes.clone();
            let sentence = if other { "" } else { "It has the same words." };
            let put = move |desk: &mut Desk, ()| put_under(desk, &wishes, need, Vec::new());
            Entry::new(statement, sentence, put)
        })
        .collect();
    let label = format!("a new need: {}", quoted(first));
    let (statement, at) = (first.clone(), usize::from(likely.is_some()));
    let make = move |desk: &mut Desk, ()| {
        let mut need = Need::new(desk.fresh(Need::KIND));
        need.statement.clone_from(&statement);
        put_under(desk, &wishes, need.id, vec![Edit::Insert(Box::new(need))]);
    };
    let sentence = worded("In these words; {LISTS_EDIT} on it changes them.");
    entries.insert(at, Entry::new(label, sentence, make));
    desk.open(Picker::new("Which need is it for?", entries));
}

fn put_under(desk: &mut Desk, wishes: &[Id], need: Id, mut edits: Vec<Edit>) {
    let links = wishes.iter();
    edits.extend(links.filter_map(|id| Edit::put::<Wish>(*id, "need", Value::Link(need))));
    let words = count(wishes.len(), "wish", "wishes");
    desk.commit(&format!("{words} under a need"), edits);
    desk.with_lists(|_, lists| {
        lists.unmark();
        Vec::new()
    });
}

/// Asks what the chosen KPI is today, and adds it as a reading.
pub fn ask_reading(desk: &mut Desk, lists: &Lists) {
    let Some((_, id)) = lists.chosen(desk) else {
        return;
    };
    let name = desk.workspace.name::<Kpi>(id).to_owned();
    let prompt = Prompt::new(
        name.clone(),
        "what it is today",
        move |desk, typed: String| {
            let mut reading = Reading::new(desk.fresh(Reading::KIND));
            match Number::typed(typed.trim().trim_end_matches('%').trim()) {
                Ok(value) if !value.is_negative() => reading.value = Some(value),
                _ => {
                    desk.hint(format!(
                        "“{}” is not a number · press {INSIGHT_READING} again, then type one, as 12.5",
                        typed.trim()
                    ));
                    return;
                }
            }
            (reading.kpi, reading.day) = (PartOf::new(Some(id)), desk.derived.today);
            desk.commit(
                &format!("{name}: {typed}"),
                vec![Edit::Insert(Box::new(reading))],
            );
        },
    );
    prompt.open(desk);
}

/// What can be worked out of the chosen KPI: what each of its parts alone would have to do, or, of one without parts,
/// what another number would do to all above it.
pub fn work_out(desk: &mut Desk, id: Id) {
    let kpis = &desk.derived.kpis;
    let Some(kpi) = desk.workspace.get::<Kpi>(id) else {
        return;
    };
    let name = kpi.name.clone();
    if !kpis.parts(id).is_empty() {
        let lines = parts_lines(desk.seen(), kpis, kpi);
        desk.open(Page::new("What each part would have to do", name, lines));
        return;
    }
    let try_out = move |desk: &mut Desk, typed: String| match tried(desk, id, &typed) {
        Ok(lines) => desk.open(Page::new("What if", typed, lines)),
        Err(why) => desk.hint(why),
    };
    let label = format!("What if {name} were");
    let prompt = Prompt::new(label, "a value, or a change such as -10 %", try_out);
    prompt.following(follow_trial).open(desk);
}

/// What a typed number would do to a KPI and all above it.
fn tried(desk: &Desk, id: Id, typed: &str) -> Result<Vec<String>, String> {
    let kpis = &desk.derived.kpis;
    let value = tried_value(kpis.now(id), typed).ok_or_else(|| {
        format!(
            "“{}” is no number · {KPIS_WORK} again, then such as -10 %",
            typed.trim()
        )
    })?;
    Ok(tried_lines(desk.seen(), kpis, id, value))
}

/// Says while a number is typed what it would do to what stands highest.
fn follow_trial(desk: &mut Desk, typed: &str) -> Remark {
    let typed = typed.to_owned();
    desk.with_lists(move |desk, lists| {
        let chosen = lists.chosen(desk).map(|(_, id)| id);
        let lines = chosen.and_then(|id| tried(desk, id, &typed).ok());
        if let Some(prompt) = desk.top_mut::<Prompt>() {
            prompt.remark.advice = lines.and_then(|lines| lines.last().cloned());
        }
        Vec::new()
    });
    Remark::default()
}

/// Takes a text as a table of records of the one of these kinds that its first line fits best, as one step; gives back
/// whether it is one.
pub fn take_table(desk: &mut Desk, kinds: &[&'static Kind], text: &str) -> bool {
    let Some(kind) = kind_of(text, kinds) else {
        return false;
    };
    let mut ids = desk.around.ids.clone();
    let new_id = || ids.fresh(&desk.workspace, kind);
    let Some(mut read) = records(text, kind, &desk.workspace, new_id) else {
        return false;
    };
    desk.around.ids = ids;
    let problems = std::mem::take(&mut read.problems);
    let is_empty = read.records.is_empty();
    let arrival = arrived(&desk.workspace, kind, read);
    let label = arrival.words(kind);
    let done = desk.commit(&format!("{label}, from a table"), arrival.edits);
    if let Some(first) = problems.first() {
        let blank = count(problems.len(), "cell is", "cells are");
        desk.hint(format!("{label}; {blank} left blank: {first}"));
    } else if !done {
        desk.hint(if is_empty {
            "the table has a heading and no lines"
        } else {
            "all of it is there already"
        });
    }
    true
}

/// Takes each line of a text as a wish of the inbox, as one step; a line that is there already is left out. Gives back
/// whether there was any line.
pub fn take_wishes(desk: &mut Desk, text: &str) -> bool {
    let mut known: Vec<String> = desk
        .workspace
        .all::<Wish>()
        .map(|one| one.said.clone())
        .collect();
    let lines = text.lines().map(|line| clean_line(line).trim().to_owned());
    let mut lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let all = lines.len();
    lines.retain(|line| {
        let is_new = !known.contains(line);
        known.push(line.clone());
        is_new
    });
    let today = desk.derived.today;
    let edits = lines.iter().map(|line| {
        let mut wish = Wish::new(desk.around.ids.fresh(&desk.workspace, Wish::KIND));
        (wish.said, wish.date) = (line.clone(), today);
        Edit::Insert(Box::new(wish))
    });
    let edits: Vec<Edit> = edits.collect();
    let twice = match all - edits.len() {
        0 => String::new(),
        twice => format!(", {twice} there already"),
    };
    let label = format!("{} to sort{twice}", count(edits.len(), "wish", "wishes"));
    if edits.is_empty() && all > 0 {
        desk.hint("all of these wishes are there already");
    }
    desk.commit(&label, edits);
    all > 0
}
