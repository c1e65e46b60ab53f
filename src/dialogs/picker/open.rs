//! Opening lists: which entries each has.

use crate::desk::Desk;
use crate::desk::against::Moment;
use crate::desk::notice::Notice;
use crate::dialogs::decide::Offer;
use crate::dialogs::picker::{Entry, List, Overlay, Pick, Purpose};
use crate::model::field::{Choice, FieldType, Value};
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::view::SavedView;
use crate::scoring::ranking::method::METHODS;

pub(crate) fn entry(label: impl Into<String>, sentence: impl Into<String>, pick: Pick) -> Entry {
    Entry {
        group: "",
        label: label.into(),
        keys: String::new(),
        sentence: sentence.into(),
        reason: None,
        pick,
    }
}

/// Lists the ranking methods.
pub fn open_lens(app: &mut Desk) {
    let now = app.derived.evaluation.lens;
    let all = METHODS
        .iter()
        .map(|method| {
            let label = method.lens.word().label;
            entry(label, method.formula, Pick::Lens(method.lens))
        })
        .collect();
    let mut list = List::new(Purpose::Choose, "Rank by", all);
    list.cursor = METHODS
        .iter()
        .position(|method| method.lens == now)
        .unwrap_or_default();
    app.overlays.push(Overlay::List(list));
}

/// Lists the columns that the list with the keys can be sorted by.
pub fn open_columns(app: &mut Desk, titles: &[&'static str]) {
    let all = titles.iter().enumerate();
    let all = all.map(|(at, title)| entry(*title, "", Pick::Column(at)));
    let list = List::new(Purpose::Choose, "Sort by", all.collect());
    app.overlays.push(Overlay::List(list));
}

/// Lists the columns to sort by.
pub fn open_sort(app: &mut Desk) {
    let mut all = vec![
        entry("Rank", "the order of the ranking", Pick::Sort("rank")),
        entry(
            "Cost of delay",
            "value + time criticality + risk",
            Pick::Sort("cod"),
        ),
    ];
    let fields = Item::KIND.fields.iter().filter(|field| {
        !matches!(
            field.holds,
            FieldType::Prose | FieldType::Private | FieldType::Extra | FieldType::Ratings(_)
        )
    });
    all.extend(fields.map(|field| entry(field.label, field.help, Pick::Sort(field.name))));
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, "Sort by", all)));
}

/// Lists the saved views.
pub fn open_views(app: &mut Desk) {
    let all: Vec<Entry> = app
        .seen()
        .all::<SavedView>()
        .map(|view| {
            let filter = if view.filter.is_empty() {
                "everything"
            } else {
                &view.filter
            };
            entry(view.name.clone(), filter, Pick::View(view.id))
        })
        .collect();
    if all.is_empty() {
        app.notice = Some(Notice::hint(
            "there is no saved view yet · V saves the present one",
        ));
        return;
    }
    app.overlays.push(Overlay::List(List::new(
        Purpose::Choose,
        "Saved views",
        all,
    )));
}

/// Lists a few things to choose one of: its words, a sentence, and what choosing it does.
pub(crate) fn open_choice(app: &mut Desk, title: &str, choices: Vec<(String, String, Pick)>) {
    let one = |(label, sentence, pick): (String, String, Pick)| entry(label, sentence, pick);
    let all = choices.into_iter().map(one).collect();
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, title, all)));
}

/// Lists the answers to an item.
pub(crate) fn open_answers(app: &mut Desk, title: &str, offers: Vec<Offer>) {
    let one = |offer: Offer| Entry {
        reason: offer.reason,
        ..entry(
            offer.label,
            offer.sentence,
            Pick::Answer(offer.item, offer.outcome, offer.option),
        )
    };
    let all = offers.into_iter().map(one).collect();
    let title = format!("Decide: {title}");
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, &title, all)));
}

/// Lists the earlier versions of the file, to compare with one.
pub(crate) fn open_moments(app: &mut Desk, moments: Vec<Moment>) {
    let one = |moment: Moment| {
        let (label, source) = (moment.label.clone(), moment.source.clone());
        entry(label, source, Pick::Moment(moment))
    };
    let all = moments.into_iter().map(one).collect();
    app.overlays.push(Overlay::List(List::new(
        Purpose::Choose,
        "Compare with",
        all,
    )));
}

/// Lists the kinds of records.
pub fn open_kinds(app: &mut Desk) {
    let all = app
        .seen()
        .kinds()
        .map(|kind| Entry {
            keys: app.seen().count(kind).to_string(),
            ..entry(kind.plural, kind.help, Pick::Kind(kind))
        })
        .collect();
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, "Records", all)));
}

/// Lists the records a row of the form can link to.
pub fn open_links(
    app: &mut Desk,
    kind: &str,
    label: &str,
    row: usize,
    holds: FieldType,
    value: &Value,
) {
    let Some(kind) = app.seen().kind(kind) else {
        return;
    };
    let many = matches!(holds, FieldType::Links(_));
    let mut all = Vec::new();
    if !many {
        all.push(entry("none", "no link", Pick::Row(row, Value::Blank)));
    }
    all.extend(app.seen().records(kind).map(|record| {
        let pick = if many {
            Pick::Link(record.id())
        } else {
            Pick::Row(row, Value::Link(record.id()))
        };
        Entry {
            keys: record.id().to_string(),
            ..entry(record.title(), "", pick)
        }
    }));
    let purpose = if many {
        Purpose::ChooseMany(row)
    } else {
        Purpose::Choose
    };
    let mut list = List::new(purpose, label, all);
    list.chosen = value.targets();
    app.overlays.push(Overlay::List(list));
}

/// Lists the fields that can be set on many items.
pub fn open_bulk_fields(app: &mut Desk) {
    let fields = Item::KIND.fields.iter().enumerate().filter(|(_, field)| {
        !matches!(
            field.holds,
            FieldType::Prose
                | FieldType::Private
                | FieldType::Extra
                | FieldType::Ratings(_)
                | FieldType::Links(_)
        ) && field.name != "title"
    });
    let all = fields
        .map(|(at, field)| entry(field.label, field.help, Pick::BulkField(at)))
        .collect();
    let title = format!("Set on {} items", app.backlog.marked.len());
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, &title, all)));
}

/// Lists the values a field of many items can get.
pub fn open_bulk_values(app: &mut Desk, at: usize) {
    let Some(field) = Item::KIND.fields.get(at) else {
        return;
    };
    let pick = |value| Pick::BulkValue(at, value);
    let mut all = Vec::new();
    if let FieldType::Choice { words, optional } = field.holds {
        if optional {
            all.push(entry("unknown", "", pick(Value::Blank)));
        }
        all.extend(
            words
                .iter()
                .map(|word| entry(word.label, "", pick(Value::Choice(word.name)))),
        );
    } else if field.holds == FieldType::Flag {
        all.push(entry("yes", "", pick(Value::Flag(true))));
        all.push(entry("no", "", pick(Value::Blank)));
    } else {
        all.push(entry("none", "", pick(Value::Blank)));
        let target = field.holds.target();
        if let Some(kind) = target.and_then(|name| app.seen().kind(name)) {
            let records = app.seen().records(kind);
            all.extend(
                records.map(|r| entry(r.title(), r.id().to_string(), pick(Value::Link(r.id())))),
            );
        }
    }
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, field.label, all)));
}
