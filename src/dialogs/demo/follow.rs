//! What an answer leads to: an assumption that is supported or refuted, another estimate, a new request.

use crate::desk::Desk;
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::dialogs::demo::{answer, choose, has_answer, put};
use crate::dialogs::picker;
use crate::dialogs::picker::Pick;
use crate::dialogs::{choosing, form, prompt};
use crate::edit::Edit;
use crate::model::assumption::{Assumption, Standing};
use crate::model::feedback::{Feedback, Signal};
use crate::model::field::{Choice, Prose, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::scoring::ranking::method::factor_word;
use crate::scoring::ranking::wsjf::Factor;

/// The label of a request that came from a demo.
const LABEL: &str = "from-demo";

/// The assumptions of the item that was shown, the one the answer bears on first.
fn assumptions(app: &Desk) -> Vec<&Assumption> {
    let Some(said) = answer(app) else {
        return Vec::new();
    };
    let of_it = |one: &&Assumption| one.item.0.is_some() && one.item.0 == said.item.0;
    let mut all: Vec<&Assumption> = app.seen().all().filter(of_it).collect();
    all.sort_by_key(|one| said.assumption.0 != Some(one.id));
    all
}

pub(super) fn has_assumption(app: &Desk) -> Result<(), String> {
    has_answer(app)?;
    if assumptions(app).is_empty() {
        return Err("no assumption is noted on this item · R lists them, n adds one".to_owned());
    }
    Ok(())
}

/// Lists what the answer can do to each assumption: what its signal tells comes first.
pub(super) fn list_assumptions(app: &mut Desk) {
    let signal = answer(app).and_then(|said| said.signal);
    let ways = match signal {
        Some(Signal::Works) | None => [Standing::Supported, Standing::Refuted],
        Some(Signal::Friction | Signal::Missing | Signal::WrongAssumption) => {
            [Standing::Refuted, Standing::Supported]
        }
    };
    let entries = assumptions(app).into_iter().flat_map(|one| {
        ways.map(|standing| {
            let word = standing.word().label;
            let now = one.standing.word().label.to_lowercase();
            (
                format!("{word}: {}", one.text),
                format!("now {now}"),
                Pick::Weigh(one.id, standing),
            )
        })
    });
    let entries = entries.collect();
    picker::open_choice(app, "What the answer says of an assumption", entries);
}

/// Supports or refutes an assumption by the chosen answer, which stands in its evidence from then on.
pub(crate) fn weigh(app: &mut Desk, id: Id, standing: Standing) {
    let (Some(said), Some(assumption)) = (answer(app), app.workspace.get::<Assumption>(id)) else {
        return;
    };
    let mut said = said.clone();
    let mut after = assumption.clone();
    after.standing = standing;
    let day = app.derived.today;
    let when = day.map_or_else(String::new, |day| format!("{}, ", day.format("%-d %b %Y")));
    let evidence = format!("{when}in a demo: “{}”", said.said.trim());
    after.evidence = Prose(match assumption.evidence.trim() {
        "" => evidence,
        before if before.contains(&evidence) => before.to_owned(),
        before => format!("{before}\n{evidence}"),
    });
    said.assumption.0 = Some(id);
    let word = standing.word().label.to_lowercase();
    let label = format!("{} {word} by {}", quoted(&after.text), quoted(&said.said.0));
    let edits = choosing::sets(&after)
        .into_iter()
        .chain(choosing::sets(&said));
    let edits = edits.collect();
    if !app.commit(&label, edits) {
        app.notice = Some(Notice::hint(
            "the assumption stands so already, by this answer",
        ));
    }
}

/// Lists the estimates of the item that was shown.
pub(super) fn list_estimates(app: &mut Desk) {
    let item = answer(app).and_then(|said| app.seen().get::<Item>(said.item.0?));
    let Some(item) = item else {
        app.notice = Some(Notice::hint("the item that was shown is gone"));
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
        (
            factor_word(factor).to_owned(),
            format!("{now} so far; opens the form of the item there."),
            Pick::Reestimate(factor),
        )
    });
    picker::open_choice(app, "Which estimate changes", entries.into());
}

/// Opens the form of the item at an estimate; what is saved there says which answer it follows from.
pub(crate) fn reestimate(app: &mut Desk, factor: Factor) {
    let Some(said) = answer(app) else { return };
    let because = format!("after {}", quoted(&said.said.0));
    let Some(item) = said.item.0 else { return };
    form::open_at(app, Item::KIND, item, factor.field());
    if let Some(form) = form::top(app) {
        form.because = Some(because);
    }
}

pub(super) fn can_request(app: &Desk) -> Result<(), String> {
    has_answer(app)?;
    let request = answer(app).and_then(|said| app.workspace.get::<Item>(said.request.0?));
    match request {
        None => Ok(()),
        Some(item) => Err(format!("it became {} already", quoted(&item.title))),
    }
}

/// Asks for the title of the request.
pub(super) fn ask_request(app: &mut Desk) {
    if let Some(id) = answer(app).map(|said| said.id) {
        let said = app.seen().get::<Feedback>(id);
        let said = said.map_or_else(String::new, |said| said.said.to_string());
        prompt::open(app, prompt::Purpose::Request(id), &said);
    }
}

/// Makes a request of an answer: an item in the funnel, as it was said and by whom.
pub(crate) fn keep_request(app: &mut Desk, id: Id, title: &str) {
    let Some(said) = app.workspace.get::<Feedback>(id).cloned() else {
        return;
    };
    let mut item = Item::new(app.fresh(Item::KIND));
    title.clone_into(&mut item.title);
    item.request = said.said.clone();
    item.requester = said.person.clone();
    item.labels = vec![LABEL.to_owned()];
    item.asked = app.derived.today;
    let link = put(Feedback::KIND, id, "request", Value::Link(item.id));
    let edits = std::iter::once(Edit::Insert(Box::new(item))).chain(link);
    let edits = edits.collect();
    if app.commit(
        &format!("new request {}, from a demo", quoted(title)),
        edits,
    ) {
        choose(app, id);
    }
}
