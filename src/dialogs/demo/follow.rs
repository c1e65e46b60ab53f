//! What an answer leads to: an assumption that is supported or refuted, another estimate, a new request.

use crate::desk::Desk;
use crate::desk::notice::quoted;
use crate::dialogs::demo::{answer, choose, has_answer, put};
use crate::dialogs::form::Cause;
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::prompt::Prompt;
use crate::dialogs::{choosing, form};
use crate::edit::Edit;
use crate::model::assumption::{Assumption, Standing};
use crate::model::evidence::{Bearing, Evidence, EvidenceSort};
use crate::model::feedback::{Feedback, Signal};
use crate::model::field::{Choice, FieldValue, Prose, Value};
use crate::model::format::known;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::need::Wish;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::text::clean_line;
use crate::model::words::{ITEM, worded};
use crate::scoring::ranking::inputs::factor_word;
use crate::scoring::ranking::wsjf::Factor;

/// The label of a request that came from a demo.
const LABEL: &str = "from-demo";

/// The assumptions of the item that was shown, the one the answer bears on first.
fn assumptions(desk: &Desk) -> Vec<&Assumption> {
    let Some(said) = answer(desk) else {
        return Vec::new();
    };
    let of_it = |one: &&Assumption| one.item.0.is_some() && one.item.0 == said.item.0;
    let mut all: Vec<&Assumption> = desk.seen().all().filter(of_it).collect();
    all.sort_by_key(|one| said.assumption.0 != Some(one.id));
    all
}

pub(super) fn has_assumption(desk: &Desk) -> Result<(), String> {
    has_answer(desk)?;
    if assumptions(desk).is_empty() {
        return Err(worded(
            "no assumption is noted on this item · {APP_RECORDS} lists them, {LISTS_NEW} adds one",
        )
        .to_owned());
    }
    Ok(())
}

/// Lists what the answer can do to each assumption: what its signal tells comes first.
pub(super) fn list_assumptions(desk: &mut Desk) {
    let signal = answer(desk).and_then(|said| said.signal);
    let ways = match signal {
        Some(Signal::Works) | None => [Standing::Supported, Standing::Refuted],
        Some(Signal::Friction | Signal::Missing | Signal::WrongAssumption) => {
            [Standing::Refuted, Standing::Supported]
        }
    };
    let entries = assumptions(desk).into_iter().flat_map(|one| {
        ways.map(|standing| {
            let word = standing.word().label;
            let now = one.standing.word().label.to_lowercase();
            let (id, label) = (one.id, format!("{word}: {}", one.text));
            Entry::new(label, format!("now {now}"), move |desk, ()| {
                weigh(desk, id, standing);
            })
        })
    });
    let entries = entries.collect();
    desk.open(Picker::new(
        "What the answer says of an assumption",
        entries,
    ));
}

/// Supports or refutes an assumption by the chosen answer, which stands in its evidence from then on.
fn weigh(desk: &mut Desk, id: Id, standing: Standing) {
    let (Some(said), Some(assumption)) = (answer(desk), desk.workspace.get::<Assumption>(id))
    else {
        return;
    };
    let mut said = said.clone();
    let mut after = assumption.clone();
    after.standing = standing;
    let day = desk.derived.today;
    let when = day.map_or_else(String::new, |day| format!("{}, ", day.format("%-d %b %Y")));
    let evidence = format!("{when}in a demo: “{}”", said.said.trim());
    after.evidence = Prose::from(match assumption.evidence.trim() {
        "" => evidence,
        before if before.contains(&evidence) => before.to_owned(),
        before => format!("{before}\n{evidence}"),
    });
    said.assumption.0 = Some(id);
    let word = standing.word().label.to_lowercase();
    let label = format!("{} {word} by {}", quoted(&after.text), quoted(&said.said));
    let edits = choosing::sets(&after)
        .into_iter()
        .chain(choosing::sets(&said));
    let edits = edits.collect();
    if !desk.commit(&label, edits) {
        desk.hint("the assumption stands so already, by this answer");
    }
}

/// Opens the form of evidence that the chosen answer is: what one person said of the item that was shown, and of the
/// needs it meets.
pub(super) fn note_evidence(desk: &mut Desk) {
    let Some(said) = answer(desk).cloned() else {
        return;
    };
    let mut evidence = Evidence::new(desk.fresh(Evidence::KIND));
    evidence.title = clean_line(&said.said).into_owned();
    evidence.sort = EvidenceSort::Interview;
    (evidence.date, evidence.people) = (desk.derived.today, Some(Number::whole(1)));
    evidence.bearing = match said.signal {
        Some(Signal::Works) | None => Bearing::Supports,
        Some(Signal::Friction | Signal::Missing | Signal::WrongAssumption) => Bearing::Refutes,
    };
    let item = said.item.0.and_then(|id| desk.workspace.get::<Item>(id));
    if let Some(item) = item {
        evidence.items.0.push(item.id);
        evidence.needs.clone_from(&item.needs_met);
    }
    evidence.assumptions.0.extend(said.assumption.0);
    form::open_new(desk, &evidence);
}

/// Puts the chosen answer among the wishes, of the person who gave it.
pub(super) fn wish(desk: &mut Desk) {
    let Some(said) = answer(desk).cloned() else {
        return;
    };
    let words = clean_line(&said.said).into_owned();
    let is_it = |one: &Wish| one.said == words && one.person.0 == said.person.0;
    if desk.workspace.all::<Wish>().any(is_it) {
        desk.hint("it is among the wishes already");
        return;
    }
    let mut wish = Wish::new(desk.fresh(Wish::KIND));
    (wish.date, wish.person) = (desk.derived.today, said.person);
    let label = format!("wish to sort: {}", quoted(&words));
    wish.said = words;
    desk.commit(&label, vec![Edit::Insert(Box::new(wish))]);
}

/// Lists the estimates of the item that was shown.
pub(super) fn list_estimates(desk: &mut Desk) {
    let item = answer(desk).and_then(|said| desk.seen().get::<Item>(said.item.0?));
    let Some(item) = item else {
        desk.hint(worded("the item that was shown is gone"));
        return;
    };
    let entries = Factor::ALL.map(|factor| {
        let points = match factor {
            Factor::Value => item.value,
            Factor::Criticality => item.criticality,
            Factor::Risk => item.risk,
            Factor::Size => item.size,
        };
        let now = points
            .value
            .map_or_else(|| "unknown".to_owned(), |value| value.to_string());
        let sentence = format!("{now} so far; opens the form of the {ITEM} there.");
        Entry::new(factor_word(factor), sentence, move |desk, ()| {
            reestimate(desk, factor);
        })
    });
    desk.open(Picker::new("Which estimate changes", entries.into()));
}

/// Opens the form of the item at an estimate; what is saved there says which answer it follows from.
fn reestimate(desk: &mut Desk, factor: Factor) {
    let Some(said) = answer(desk) else { return };
    let because = Cause {
        words: format!("after {}", quoted(&said.said)),
        of: said.id,
        keeps: kept,
    };
    let Some(item) = said.item.0 else { return };
    form::open_at(desk, Item::KIND, item, factor.field());
    if let Some(form) = desk.top_mut::<form::Form>() {
        form.because = Some(because);
    }
}

/// The edit by which an answer keeps which estimates changed because of it.
fn kept(desk: &Desk, said: Id, edits: &[Edit]) -> Option<Edit> {
    let said: &Feedback = desk.workspace.get(said)?;
    let words = edits.iter().filter_map(|edit| {
        let Edit::Set {
            kind,
            id,
            field,
            value,
        } = edit
        else {
            return None;
        };
        let before = desk.workspace.record(kind, *id)?.get(*field);
        let (Value::Points(before), Value::Points(after)) = (before, value) else {
            return None;
        };
        let row = kind.fields.get(*field)?;
        let [before, after] = [before.value, after.value].map(|value| known(value, "unknown"));
        Some(format!("{} {before} → {after}", row.label))
    });
    let before = said.changed.trim().to_owned();
    let before = Some(before).filter(|before| !before.is_empty());
    let lines: Vec<String> = before.into_iter().chain(words).collect();
    Edit::put::<Feedback>(said.id, "changed", Prose::from(lines.join("\n")).to_value())
}

pub(super) fn can_request(desk: &Desk) -> Result<(), String> {
    has_answer(desk)?;
    let request = answer(desk).and_then(|said| desk.workspace.get::<Item>(said.request.0?));
    match request {
        None => Ok(()),
        Some(item) => Err(format!("it became {} already", quoted(&item.title))),
    }
}

/// Asks for the title of the request.
pub(super) fn ask_request(desk: &mut Desk) {
    if let Some(id) = answer(desk).map(|said| said.id) {
        let said = desk.seen().get::<Feedback>(id);
        let said = said.map_or_else(String::new, |said| said.said.to_string());
        let placeholder = "its title; what was said stays with it";
        let prompt = Prompt::new("New request", placeholder, move |desk, title: String| {
            keep_request(desk, id, &title);
        });
        prompt.with(&said).kept(None).open(desk);
    }
}

/// Makes a request of an answer: an item in the funnel, as it was said and by whom.
fn keep_request(desk: &mut Desk, id: Id, title: &str) {
    let Some(said) = desk.workspace.get::<Feedback>(id).cloned() else {
        return;
    };
    let mut item = Item::new(desk.fresh(Item::KIND));
    title.clone_into(&mut item.title);
    item.request = said.said.clone();
    item.requester = said.person.clone();
    item.labels = vec![LABEL.to_owned()];
    item.asked = desk.derived.today;
    let link = put(Feedback::KIND, id, "request", Value::Link(item.id));
    let edits = std::iter::once(Edit::Insert(Box::new(item))).chain(link);
    let edits = edits.collect();
    if desk.commit(
        &format!("new request {}, from a demo", quoted(title)),
        edits,
    ) {
        choose(desk, id);
    }
}
