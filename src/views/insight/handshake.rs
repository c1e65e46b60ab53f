//! The handshake: the features of the coming interval with what each side settled of them, and the questions between the
//! sides.

use super::scope::SCOPE;
use crate::desk::against::since_looked;
use crate::desk::command::{Can, Command, commands};
use crate::desk::effect::Effect;
use crate::desk::listing::{Listing, Lists, Toggle, columns, preset};
use crate::desk::notice::quoted;
use crate::desk::{Desk, GoTo, tab};
use crate::dialogs::form;
use crate::dialogs::picker::{Entry, Picker};
use crate::edit::Edit;
use crate::model::audience::Access;
use crate::model::field::{Choice, FieldValue, PartOf, Value};
use crate::model::format::{capital, count, date};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::points::Points;
use crate::model::question::{Party, Question};
use crate::model::record::Declared;
use crate::model::words::{Text, worded};
use crate::scoring::facts::{Datum, Facts, Sign, SortKey};
use crate::scoring::handshake::{
    LONG, SettledPart, in_words, open_questions, settled, settled_by_other_side, waits, with_range,
};
use crate::scoring::plan::coming::increment_of;
use crate::scoring::ratio::Ratio;
use crate::scoring::readiness::readiness;
use crate::scoring::since::RankReason;
use crate::ui::records::{day_cell, person};
use crate::views::{Pane, Panes};

/// What the part is called.
pub(super) const NAME: &str = "Handshake";

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: SCOPE,
    all: &[Pane::left(FEATURES, 8, 5), Pane::right(QUESTIONS, 4, 3)],
    detail: (8, 5),
    picture: None,
};

/// The commands of the part.
pub(super) const COMMANDS: &[Command] = commands! { lists
    Insight open changes "Handshake" "handshake.value" ["s"] hint 4 if has_item,
        "value agreed": "Notes who agreed on the value of the chosen item, today." => |desk, lists, _| settle(desk, lists, SettledPart::Value);
    Insight open changes "Handshake" "handshake.size" ["S"] hint 5 if has_item,
        "size agreed": "Notes who agreed on the size of the chosen item, today." => |desk, lists, _| settle(desk, lists, SettledPart::Size);
    Insight open changes "Handshake" "handshake.ask" ["w"] hint 6 if has_item,
        "ask": "Asks the other side something about the chosen feature." => |desk, lists, _| ask(desk, lists);
};

/// The command that goes there.
pub(super) const GO: &[Command] = commands! {
    Global open looks "Go" "go.handshake" [],
        "handshake" also ["settled", "two sides", "questions", "value settled", "size settled"]: "Goes to the handshake: value and size of what comes next, who agreed on them, open questions, what changed since you looked." => |desk, _| go(desk);
};

/// Goes to the part, and asks what changed since it was looked at before.
fn go(desk: &mut Desk) -> Vec<Effect> {
    let question = desk.workspace.all::<Question>().next();
    let question = question.unwrap_or_else(|| Question::blank()).id;
    desk.go(GoTo::RecordIn(tab::INSIGHT, Question::KIND, question));
    let looks = desk.looked.is_none();
    looks.then_some(Effect::Look).into_iter().collect()
}

/// The item that is chosen, or the question's.
fn item(desk: &Desk, lists: &Lists) -> Option<Id> {
    match lists.chosen(desk)? {
        (kind, id) if kind == Item::KIND => Some(id),
        (kind, id) if kind == Question::KIND => desk.workspace.get::<Question>(id)?.item.0,
        _ => None,
    }
}

fn has_item(desk: &Desk, lists: &Lists) -> Can {
    item(desk, lists).map(|_| ()).ok_or_else(|| {
        worded("choose an item first · {PARTS_NEXT} goes to the handshake").to_owned()
    })
}

/// Asks who settled a part of the chosen item; those whose role is for it come first.
fn settle(desk: &mut Desk, lists: &Lists, part: SettledPart) {
    let Some(item) = item(desk, lists).and_then(|id| desk.workspace.get::<Item>(id)) else {
        return;
    };
    let is_for = |person: &Person| person.roles().any(|role| part.is_for(role, item));
    let mut people: Vec<&Person> = desk.seen().all().collect();
    people.sort_by_cached_key(|person| (!is_for(person), person.name.clone()));
    let id = item.id;
    let entry = |person: &&Person| {
        let by = person.id;
        Entry::new(
            person.name.clone(),
            person.roles.join(", "),
            move |desk, ()| {
                write(desk, id, part, by);
            },
        )
    };
    let entries: Vec<Entry> = people.iter().map(entry).collect();
    if entries.is_empty() {
        desk.hint(worded(
            "nobody is written down yet · {APP_RECORDS} and {LIST_CHOOSE} add people",
        ));
        return;
    }
    desk.open(Picker::new(
        match part {
            SettledPart::Value => "Value settled by",
            SettledPart::Size => "Size settled by",
        },
        entries,
    ));
}

/// Writes down who settled a part of an item, today, as one step.
fn write(desk: &mut Desk, item: Id, part: SettledPart, by: Id) {
    let [who, when] = part.fields();
    let today = desk.derived.today;
    let edits = [
        Edit::put::<Item>(item, who, Value::Link(by)),
        Edit::put::<Item>(item, when, today.to_value()),
    ];
    let name = desk.workspace.name::<Person>(by).to_owned();
    let label = format!("{} agreed by {}", part.name(), quoted(&name));
    desk.commit(&label, edits.into_iter().flatten().collect());
}

/// Opens a question about the chosen item.
fn ask(desk: &mut Desk, lists: &Lists) {
    if let Some(item) = item(desk, lists) {
        let mut question = Question::new(desk.fresh(Question::KIND));
        (question.item, question.asked) = (PartOf::new(Some(item)), desk.derived.today);
        form::open_new(desk, &question);
    }
}

/// What is planned for the coming interval and open, in the shown order.
fn features(desk: &Desk) -> Vec<Id> {
    let evaluation = &desk.derived.evaluation;
    let Some(coming) = evaluation.race.coming else {
        return Vec::new();
    };
    let all = evaluation
        .ranked
        .iter()
        .chain(&evaluation.unranked)
        .copied();
    let workspace = desk.seen();
    let is_planned = |id: &Id| {
        let item = workspace.get::<Item>(*id);
        item.is_some_and(|item| increment_of(workspace, item) == Some(coming))
    };
    all.filter(is_planned).collect()
}

/// Who settled a part and when; with a mark where that was the other side.
fn settled_cell(desk: &Desk, item: &Item, part: SettledPart) -> Datum {
    let Some(settlement) = settled(desk.seen(), item, part) else {
        return Datum::own("open").muted().by(SortKey::Blank);
    };
    let who = match (settlement.session, settlement.by.as_slice()) {
        (Some(_), _) => "session".to_owned(),
        (None, [by, ..]) => person(desk, Some(*by)).to_owned(),
        (None, []) => String::new(),
    };
    let day = settlement.on.map_or_else(String::new, date);
    let cell = Datum::text(format!("{day} {who}").trim()).on(settlement.on);
    match settled_by_other_side(desk.seen(), item, part) {
        Some(_) => cell.marked(Sign::Over),
        None => cell,
    }
}

/// A size where it is one number, else its range: the board writes it so, too.
fn size(points: Points) -> Option<String> {
    let range = points.range.map(|(low, high)| format!("{low} to {high}"));
    range.or_else(|| points.value.map(|value| value.to_string()))
}

/// Whether the one who looks is of the side for whom sizes stand back.
fn dims_sizes(desk: &Desk) -> bool {
    desk.preferences.side.dims_sizes()
}

/// How many of the rules of readiness an item meets; nothing without rules.
fn ready_cell(desk: &Desk, item: &Item) -> Datum {
    let Some(ready) = readiness(desk.seen(), item) else {
        return Datum::default();
    };
    let share = Ratio::count(ready.met).over(Ratio::count(ready.of));
    Datum::number(share, |_| ready.short()).muted_if(ready.is_ready() == Some(true))
}

/// How many questions are open, and for how long the oldest waits.
fn questions_cell(desk: &Desk, item: &Item) -> Datum {
    let open = open_questions(desk.seen(), item.id);
    let Some(first) = open.first() else {
        return Datum::default();
    };
    let waits = waits(first, desk.derived.today);
    let days = waits.map_or_else(String::new, |days| format!(", {days} d"));
    let count = Datum::count(open.len());
    let cell = Datum {
        words: format!("{}{days}", count.words),
        ..count
    };
    match waits {
        Some(days) if days > LONG => cell.marked(Sign::Over),
        _ => cell,
    }
}

/// The features of the coming interval.
const FEATURES: Listing = Listing {
    title: Text::new("Handshake"),
    rows: Some(features),
    columns: columns! { Item:
        "Feature" Rest 24 => |_, one| Datum::text(&one.title);
        "Value" Just 5 => |_, one| points(one.value.value.map(|value| value.to_string()));
        "settled" Just 11 => |desk, one| settled_cell(desk, one, SettledPart::Value);
        "Size" Just 7 => |desk, one| points(size(one.size)).muted_if(dims_sizes(desk));
        "settled" Just 11 => |desk, one| settled_cell(desk, one, SettledPart::Size).muted_if(dims_sizes(desk));
        "Ready" Just 6 => ready_cell;
        "Asked" Just 6 from 60 => questions_cell;
        "Since I looked" Just 22 from 104 => |desk, one| Datum::own(changed(desk, one.id)).muted();
    },
    note: |desk, ids| {
        let items = || ids.iter().filter_map(|id| desk.seen().get::<Item>(*id));
        let both = |item: &&Item| {
            SettledPart::ALL
                .iter()
                .all(|part| settled(desk.seen(), item, *part).is_some())
        };
        format!(
            "{} of {} agreed by both",
            items().filter(both).count(),
            ids.len()
        )
    },
    facts: Some(facts),
    empty: Text::new(
        "Nothing is planned for the coming interval; {PLAN_ASSIGN:#} in the plan ({GO_PLAN}) plans items into it.",
    ),
    item: |_, id| Some(id),
    ..Listing::of(Item::KIND)
};

/// What changed of an item since the user looked last, by the labels of its fields.
fn changed(desk: &Desk, item: Id) -> String {
    let Some(since) = since_looked(desk) else {
        return String::new();
    };
    let Some(changed) = since.items.iter().find(|changed| changed.id == item) else {
        return String::new();
    };
    if changed.reasons.contains(&RankReason::New) {
        return "new".to_owned();
    }
    let fields = changed.fields.iter();
    let labels = fields.filter_map(|at| Item::KIND.fields.get(*at));
    let mut said: Vec<String> = labels.map(|field| field.label.to_lowercase()).collect();
    if let (true, [Some(before), Some(after)]) = (said.is_empty(), changed.rank) {
        said.push(format!("rank {before} to {after}"));
    }
    said.join(", ")
}

fn points(words: Option<String>) -> Datum {
    words.map_or_else(|| Datum::own("?").muted(), Datum::own)
}

/// Both columns of a feature in full.
fn facts(desk: &Desk, id: Id) -> Facts {
    let workspace = desk.seen();
    let Some(item) = workspace.get::<Item>(id) else {
        return Facts::default();
    };
    let who = |part: SettledPart| match settled(workspace, item, part) {
        None => "agreed by nobody yet".to_owned(),
        Some(settlement) => {
            let words = in_words(workspace, &settlement);
            match settled_by_other_side(workspace, item, part) {
                Some((_, role)) => {
                    format!("agreed by {words}: {}, the other side", role.word().label)
                }
                None => format!("agreed by {words}"),
            }
        }
    };
    let estimates = [
        ("value", item.value),
        ("time", item.criticality),
        ("risk / opportunity", item.risk),
    ];
    let estimates = estimates.map(|(name, points)| format!("{name} {}", with_range(points)));
    let evidence = desk.derived.known.of_item(item).words();
    let mut facts = Facts::of(&item.title)
        .with(
            "Value",
            format!("{} · {}", estimates.join(", "), who(SettledPart::Value)),
        )
        .with("Evidence", evidence)
        .with(
            "Size",
            format!("{} · {}", with_range(item.size), who(SettledPart::Size)),
        );
    if let Some(ready) = readiness(workspace, item) {
        facts = facts.with("", capital(&ready.words()));
    }
    if let Some(looked) = &desk.looked {
        let changed = changed(desk, id);
        let changed = if changed.is_empty() {
            "nothing".to_owned()
        } else {
            changed
        };
        facts.say(
            "",
            format!("Changed since you looked ({}): {changed}", looked.label),
            Access::Private,
        );
    }
    for one in open_questions(workspace, id) {
        let waits = waits(one, desk.derived.today);
        let waits = waits.map_or_else(String::new, |days| {
            format!(
                ", waits {}",
                count(usize::try_from(days).unwrap_or_default(), "day", "days")
            )
        });
        let to = one.to.word().label;
        facts = facts.with("Question", format!("{} (to {to}{waits})", one.text));
    }
    facts
}

/// The questions, those that wait first.
const QUESTIONS: Listing = Listing {
    rows: Some(|desk| {
        let mut all: Vec<&Question> = desk.seen().all().collect();
        all.sort_by_key(|one| {
            (
                one.answered.is_some(),
                one.asked.is_none(),
                one.asked,
                one.id,
            )
        });
        all.iter().map(|one| one.id).collect()
    }),
    columns: columns! { Question:
        "Waits" Just 9 => |desk, one| match (one.answered, waits(one, desk.derived.today)) {
            (Some(day), _) => day_cell(Some(day)).marked(Sign::Done),
            (None, Some(days)) => {
                let cell = Datum::own(format!("{days} d"));
                if days > LONG { cell.marked(Sign::Over) } else { cell.marked(Sign::Open) }
            }
            (None, None) => Datum::own("no day").muted().marked(Sign::Open),
        };
        "To" Just 8 => |_, one| Datum::own(one.to.word().label).muted();
        "Question" Rest 14 => |_, one| Datum::text(&one.text);
    },
    note: |desk, ids| {
        let all = ids.iter().filter_map(|id| desk.seen().get::<Question>(*id));
        let open = all.filter(|one| one.answered.is_none()).count();
        format!("{open} open of {}", ids.len())
    },
    empty: Text::new(
        "What is open between those who ask and those who build? {HANDSHAKE_ASK} on an item asks the other side.",
    ),
    begin: |desk, record, chosen| {
        let item = chosen.filter(|(kind, _)| *kind == Item::KIND);
        preset(record, "item", item.map(|(_, id)| Value::Link(id)));
        preset(record, "asked", desk.derived.today.map(Value::Date));
        preset(
            record,
            "to",
            Some(Value::Choice(Party::Business.word().name)),
        );
    },
    item: |desk, id| desk.workspace.get::<Question>(id)?.item.0,
    toggle: Some(Toggle {
        field: "answered",
        word: "answered",
    }),
    ..Listing::of(Question::KIND)
};
