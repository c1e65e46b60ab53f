//! Completion: what a filter that is being typed could go on with.
//!
//! Owns which names and values are offered and in what order. Knows no key and no screen.

use std::collections::BTreeSet;

use crate::desk::filter::fold::{fit, fold, plain};
use crate::desk::filter::subject;
use crate::desk::filter::subject::{Name, Subject};
use crate::desk::filter::term::{STANDINGS, Standing, can_be_blank};
use crate::desk::filter::token::{Body, Token, last};
use crate::desk::filter::wants::{example, key};
use crate::model::Workspace;
use crate::model::field::{ChoiceWord, FieldType, Value};
use crate::model::item::Item;
use crate::model::journey::Stage;
use crate::model::person::Person;
use crate::model::record::{Declared, Kind};
use crate::scoring::readiness::ready;

/// The most values that are offered at once.
const LIMIT: usize = 50;

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The whole text before the cursor once this is taken.
    pub insert: String,
    /// What is offered, in the words of the screen.
    pub label: String,
    /// One sentence or word about it; may be empty.
    pub help: String,
}

/// A name or value with what is typed for it.
struct OfferedWord {
    typed: String,
    label: String,
    help: String,
}

/// What could follow the text before the cursor, best first: names of fields, then their values.
pub fn complete(kind: &'static Kind, before: &str, workspace: &Workspace) -> Vec<Completion> {
    let raw = last(before);
    let unquoted = raw.strip_prefix('-').unwrap_or(raw);
    if unquoted.starts_with('"') {
        return Vec::new();
    }
    let (typed, offers, after) = match Token::read(raw).body {
        Body::Words(typed) => (typed, name_offers(kind, typed), ""),
        Body::Named { name, value, .. } => {
            let offers = subject::find(kind, name)
                .map(|subject| value_offers(kind, subject, value, workspace))
                .unwrap_or_default();
            (value, offers, " ")
        }
    };
    // A value in quotes is replaced from its opening quote on.
    let kept = before
        .strip_suffix(typed)
        .or_else(|| before.strip_suffix('"')?.strip_suffix(typed))
        .unwrap_or(before)
        .trim_end_matches('"');
    offers
        .into_iter()
        .take(LIMIT)
        .map(|offer| Completion {
            insert: format!("{kept}{}{after}", offer.typed),
            label: offer.label,
            help: offer.help,
        })
        .collect()
}

/// A name or word of the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownWord {
    /// As it is typed: `size:`, `is:pinned`.
    pub typed: String,
    /// One sentence about it.
    pub help: String,
    /// How it is asked for; empty where the sentence says it.
    pub example: String,
}

/// Every name the language knows, and every word after `is:`.
pub fn known() -> Vec<KnownWord> {
    let names = names_like(Item::KIND, "")
        .into_iter()
        .map(|name| KnownWord {
            typed: format!("{}:", name.spelling),
            help: name.help.to_owned(),
            example: match name.subject {
                Subject::Field(at) => Item::KIND.fields.get(at).map(example).unwrap_or_default(),
                Subject::Computed(_)
                | Subject::Is
                | Subject::Unknown
                | Subject::Known
                | Subject::Who
                | Subject::Stage => String::new(),
            },
        });
    let words = STANDINGS.iter().map(|(word, _, help)| KnownWord {
        typed: format!("is:{word}"),
        help: format!("{help}."),
        example: String::new(),
    });
    names.chain(words).collect()
}

/// The text before the cursor after completing it: as far as all offers agree where that is further
/// than `before`, otherwise the first offer. None without an offer.
pub fn accept(before: &str, offers: &[Completion]) -> Option<String> {
    let first = &offers.first()?.insert;
    let agreed: String = first
        .char_indices()
        .take_while(|(at, c)| {
            offers
                .iter()
                .all(|offer| offer.insert.get(*at..).is_some_and(|t| t.starts_with(*c)))
        })
        .map(|(_, c)| c)
        .collect();
    let further = agreed.len() > before.len() && agreed.starts_with(before);
    Some(if further { agreed } else { first.clone() })
}

/// The names that begin with what was typed; a name comes before a label.
fn name_offers(kind: &'static Kind, typed: &str) -> Vec<OfferedWord> {
    names_like(kind, typed)
        .into_iter()
        .map(|name| OfferedWord {
            typed: format!("{}:", name.spelling),
            label: name.label.to_owned(),
            help: name.help.to_owned(),
        })
        .collect()
}

fn names_like(kind: &'static Kind, typed: &str) -> Vec<Name> {
    let wanted = plain(typed);
    let mut found: Vec<Name> = Vec::new();
    for name in subject::names(kind) {
        if name.plain.starts_with(&wanted) && found.iter().all(|n| n.subject != name.subject) {
            found.push(name);
        }
    }
    found
}

fn value_offers(
    kind: &'static Kind,
    subject: Subject,
    typed: &str,
    workspace: &Workspace,
) -> Vec<OfferedWord> {
    match subject {
        Subject::Field(at) => kind
            .fields
            .get(at)
            .map(|field| field_offers(kind, at, &field.holds, typed, workspace))
            .unwrap_or_default(),
        Subject::Is => {
            let offer = |(word, _, help): (&str, _, &str)| OfferedWord {
                typed: word.to_owned(),
                label: word.to_owned(),
                help: help.to_owned(),
            };
            // Where no rule says what is ready, nothing is.
            let has_rules = ready(workspace).is_some();
            let all = STANDINGS.into_iter();
            let all = all.filter(|(_, standing, _)| has_rules || *standing != Standing::Ready);
            ranked(all.map(offer).collect(), typed)
        }
        Subject::Unknown | Subject::Known => names_like(kind, typed)
            .into_iter()
            .filter(|name| match name.subject {
                Subject::Field(at) => kind.fields.get(at).is_some_and(|f| can_be_blank(&f.holds)),
                Subject::Computed(_) => true,
                Subject::Is | Subject::Unknown | Subject::Known | Subject::Who | Subject::Stage => {
                    false
                }
            })
            .map(|name| OfferedWord {
                typed: name.spelling,
                label: name.label.to_owned(),
                help: name.help.to_owned(),
            })
            .collect(),
        Subject::Stage => ranked(link_offers(Stage::KIND.name, workspace), typed),
        Subject::Who => ranked(link_offers(Person::KIND.name, workspace), typed),
        Subject::Computed(_) => Vec::new(),
    }
}

fn field_offers(
    of: &'static Kind,
    at: usize,
    holds: &FieldType,
    typed: &str,
    workspace: &Workspace,
) -> Vec<OfferedWord> {
    let offers = match (holds, holds.target()) {
        (FieldType::Choice { words, .. }, _) => words.iter().map(word_offer).collect(),
        (FieldType::Flag, _) => vec![text_offer("yes"), text_offer("no")],
        (_, Some(kind)) => link_offers(kind, workspace),
        (FieldType::Texts, None) => used_texts(of, at, workspace),
        (_, None) => Vec::new(),
    };
    ranked(offers, typed)
}

fn word_offer(word: &ChoiceWord) -> OfferedWord {
    OfferedWord {
        typed: word.name.to_lowercase(),
        label: word.label.to_owned(),
        help: String::new(),
    }
}

/// The records of a kind: by key where they have one, otherwise by title.
fn link_offers(kind: &str, workspace: &Workspace) -> Vec<OfferedWord> {
    let records = workspace.kind(kind).map(|kind| workspace.records(kind));
    records
        .into_iter()
        .flatten()
        .map(|record| {
            let title = workspace.title(record);
            let key = key(record);
            OfferedWord {
                typed: quoted(key.as_ref().unwrap_or(&title), record.id().as_str()),
                label: title,
                help: key.unwrap_or_default(),
            }
        })
        .collect()
}

/// The short texts the items of the workspace have in a field, each once.
fn used_texts(kind: &'static Kind, at: usize, workspace: &Workspace) -> Vec<OfferedWord> {
    let mut used = BTreeSet::new();
    for record in workspace.records(kind) {
        if let Value::Texts(texts) = record.get(at) {
            used.extend(texts);
        }
    }
    used.iter().map(|text| text_offer(text)).collect()
}

fn text_offer(text: &str) -> OfferedWord {
    OfferedWord {
        typed: quoted(text, text.split('"').next().unwrap_or_default()),
        label: text.to_owned(),
        help: String::new(),
    }
}

/// A text as the value of a term; the stand-in when it has quotes itself.
fn quoted(text: &str, instead: &str) -> String {
    let text = if text.contains('"') { instead } else { text };
    if text.is_empty() || text.contains(char::is_whitespace) {
        format!("\"{text}\"")
    } else {
        text.to_owned()
    }
}

/// The offers that fit what was typed, best first.
fn ranked(offers: Vec<OfferedWord>, typed: &str) -> Vec<OfferedWord> {
    let wanted = fold(typed);
    let how = |offer: &OfferedWord| {
        let texts = [&offer.label, &offer.typed, &offer.help];
        texts.iter().filter_map(|t| fit(&fold(t), &wanted)).min()
    };
    let mut fits: Vec<(u8, OfferedWord)> = offers
        .into_iter()
        .filter_map(|offer| Some((how(&offer)?, offer)))
        .collect();
    fits.sort_by_key(|(how, _)| *how);
    fits.into_iter().map(|(_, offer)| offer).collect()
}
