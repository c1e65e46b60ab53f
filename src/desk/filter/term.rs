//! Terms: one thing a filter asks of an item.
//!
//! Owns how a typed term is understood and when an item satisfies it. Knows no screen and computes
//! no score; what is computed comes in as [`Scored`].

use std::collections::BTreeSet;

use crate::desk::filter::fold::{Haystack, fold};
use crate::desk::filter::subject;
use crate::desk::filter::subject::{Computed, Subject};
use crate::desk::filter::token::{Body, Op, Token};
use crate::desk::filter::wants::{Wants, nobody, number, people};
use crate::desk::filter::{Complaint, Scored};
use crate::model::Workspace;
use crate::model::field::FieldType;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::record::{Declared, Kind, Record};
use crate::model::words::{AN_ITEM, worded};
use crate::scoring::insight::journeys::{all_stages, items_of_stages_like};
use crate::scoring::ratio::Ratio;
use crate::scoring::readiness::ready;

/// One thing a filter asks of an item, or its opposite.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    negated: bool,
    test: Test,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    /// Folded words in the haystack, or in the name of one of these people.
    Words(String, PeopleTerm),
    /// One of these people.
    Who(PeopleTerm),
    /// The value of the field at this position.
    Field(usize, Wants),
    /// A computed number compared, or none when it has to be unknown.
    Computed(Computed, Option<(Op, Number)>),
    /// Where the item stands.
    Is(Standing),
    /// One of these items, as they were when the filter was read.
    OneOf(BTreeSet<Id>),
}

/// People by id, and the fields that link to any.
#[derive(Clone, Debug, PartialEq)]
struct PeopleTerm {
    ids: Vec<Id>,
    fields: Vec<usize>,
}

impl PeopleTerm {
    fn called(name: &str, kind: &'static Kind, workspace: &Workspace) -> Self {
        let fields = kind.fields.iter().enumerate();
        let links = fields.filter(|(_, field)| field.holds.target() == Some(Person::KIND.name));
        Self {
            ids: people(name, workspace),
            fields: links.map(|(at, _)| at).collect(),
        }
    }

    fn are_in(&self, record: &dyn Record) -> bool {
        let is_one = |id: &Id| self.ids.binary_search(id).is_ok();
        let mut fields = self.fields.iter();
        !self.ids.is_empty() && fields.any(|at| record.get(*at).targets().iter().any(is_one))
    }
}

/// Where an item stands: what follows `is:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Open,
    Closed,
    Marked,
    Pinned,
    Tied,
    Ready,
}

/// The words after `is:` and their help.
pub(super) const STANDINGS: [(&str, Standing, &str); 6] = [
    ("open", Standing::Open, "Not done, parked or declined"),
    ("closed", Standing::Closed, "Done, parked or declined"),
    ("marked", Standing::Marked, "Selected on the board"),
    ("pinned", Standing::Pinned, "Given a rank by hand"),
    ("tied", Standing::Tied, "With the same score as another"),
    (
        "ready",
        Standing::Ready,
        "Meets every rule of readiness; -is:ready lacks something",
    ),
];

impl Term {
    /// Understands a token, or says why not.
    pub(super) fn read(
        token: Token<'_>,
        kind: &'static Kind,
        workspace: &Workspace,
    ) -> Result<Self, Complaint> {
        let Token { negated, body } = token;
        let (name, op, value) = match body {
            Body::Words("") => {
                return Err(Complaint::new(
                    "a term is still empty",
                    "type a word to search for",
                ));
            }
            Body::Words(words) => {
                let people = PeopleTerm::called(words, kind, workspace);
                let test = Test::Words(fold(words), people);
                return Ok(Self { negated, test });
            }
            Body::Named { name, op, value } => (name, op, value),
        };
        let subject = subject::find(kind, name)?;
        let test = match subject {
            Subject::Field(at) => {
                let field = kind.fields.get(at).ok_or_else(Complaint::default)?;
                Test::Field(at, Wants::read(field, op, value, workspace)?)
            }
            Subject::Computed(computed) => {
                let than = number(value).map_err(|what| {
                    if value.is_empty() {
                        Complaint::new(format!("{name} needs a number"), format!("write {name}>5"))
                    } else {
                        Complaint::new(what, format!("write {name}>5 or unknown:{name}"))
                    }
                })?;
                Test::Computed(computed, Some((op, than)))
            }
            Subject::Is => match standing(value)? {
                Standing::Ready => {
                    // What no rule judges is neither ready nor not ready.
                    let test = Test::OneOf(ready_or_not(workspace, !negated)?);
                    let negated = false;
                    return Ok(Self { negated, test });
                }
                standing @ (Standing::Open
                | Standing::Closed
                | Standing::Marked
                | Standing::Pinned
                | Standing::Tied) => Test::Is(standing),
            },
            Subject::Stage => Test::OneOf(of_stages(value, workspace)?),
            Subject::Who => {
                let people = PeopleTerm::called(value, kind, workspace);
                if value.is_empty() || people.ids.is_empty() {
                    return Err(nobody(value, workspace));
                }
                Test::Who(people)
            }
            Subject::Unknown | Subject::Known => unknown(kind, name, value)?,
        };
        Ok(Self {
            negated: negated != (subject == Subject::Known),
            test,
        })
    }

    /// Whether an item satisfies it.
    pub(super) fn matches(
        &self,
        record: &dyn Record,
        haystack: &Haystack,
        scored: &dyn Fn() -> Scored,
    ) -> bool {
        let found = match &self.test {
            Test::Words(words, people) => haystack.contains(words) || people.are_in(record),
            Test::Who(people) => people.are_in(record),
            Test::Field(at, wants) => wants.matches(&record.get(*at)),
            Test::Computed(computed, wanted) => {
                let scored = scored();
                match (scored.get(*computed), wanted) {
                    (None, wanted) => wanted.is_none() && !scored.is_beside,
                    (Some(ratio), Some((op, than))) => op.holds(ratio.cmp(&Ratio::from(*than))),
                    (Some(_), None) => false,
                }
            }
            Test::OneOf(items) => items.contains(&record.id()),
            Test::Is(standing) => {
                let item = record.as_any().downcast_ref::<Item>();
                match standing {
                    Standing::Open => item.is_none_or(|item| item.state.is_open()),
                    Standing::Closed => item.is_some_and(|item| !item.state.is_open()),
                    Standing::Marked => scored().marked,
                    Standing::Pinned => item.is_some_and(|item| item.pin.is_some()),
                    Standing::Tied => scored().tied,
                    // Read as one of the items that are.
                    Standing::Ready => false,
                }
            }
        };
        found != self.negated
    }

    /// What a record has to have for this comparison and has not, in the words of the screen.
    pub(super) fn lacks(
        &self,
        record: &dyn Record,
        scored: &dyn Fn() -> Scored,
    ) -> Option<&'static str> {
        match &self.test {
            Test::Field(at, Wants::Number(..) | Wants::Days(..)) => {
                let is_blank = Wants::Blank.matches(&record.get(*at));
                let field = record.kind().fields.get(*at)?;
                is_blank.then_some(field.label.said())
            }
            Test::Computed(computed, Some(_)) => {
                let scored = scored();
                let is_missing = scored.get(*computed).is_none() && !scored.is_beside;
                is_missing.then(|| computed.word())
            }
            Test::Words(..)
            | Test::Who(_)
            | Test::Field(..)
            | Test::Computed(..)
            | Test::Is(_)
            | Test::OneOf(_) => None,
        }
    }

    /// Whether it compares what a record can lack.
    pub(super) const fn compares(&self) -> bool {
        matches!(
            self.test,
            Test::Field(_, Wants::Number(..) | Wants::Days(..)) | Test::Computed(_, Some(_))
        )
    }

    /// Whether it speaks of how far along an item is.
    pub(super) fn mentions_state(&self) -> bool {
        match &self.test {
            Test::Field(at, _) => Item::KIND.field("state") == Some(*at),
            Test::Is(standing) => matches!(standing, Standing::Open | Standing::Closed),
            Test::Words(..) | Test::Who(_) | Test::Computed(..) | Test::OneOf(_) => false,
        }
    }

    /// Whether it looks at a value and not only at the haystack, which is quicker.
    pub(super) const fn is_slow(&self) -> bool {
        matches!(self.test, Test::Field(..) | Test::Who(_))
    }
}

/// The items that meet every rule of readiness, or those of which a rule is not met.
fn ready_or_not(workspace: &Workspace, is_ready: bool) -> Result<BTreeSet<Id>, Complaint> {
    let all = ready(workspace).ok_or_else(|| {
        let hint = worded("write rules into the settings, as “acceptance >= 1”");
        Complaint::new(worded("no rule says when an item is ready"), hint)
    })?;
    let such = all.into_iter().filter(|(_, ready)| *ready == is_ready);
    Ok(such.map(|(id, _)| id).collect())
}

/// The items of the stages a part of whose name this is.
fn of_stages(value: &str, workspace: &Workspace) -> Result<BTreeSet<Id>, Complaint> {
    let wanted = fold(value);
    let is_like = |name: &str| !wanted.is_empty() && fold(name).contains(&wanted);
    items_of_stages_like(workspace, is_like).ok_or_else(|| {
        let names: Vec<&str> = all_stages(workspace)
            .iter()
            .map(|stage| stage.name.as_str())
            .collect();
        let hint = if names.is_empty() {
            worded("there is no journey yet · {GO_INSIGHT}, then {LISTS_NEW} in Journeys")
                .to_owned()
        } else {
            format!("there are {}", names.join(", "))
        };
        Complaint::new(format!("no stage is called “{value}”"), hint)
    })
}

fn standing(value: &str) -> Result<Standing, Complaint> {
    let wanted = fold(value);
    let mut found = STANDINGS
        .iter()
        .filter(|(word, ..)| !wanted.is_empty() && word.starts_with(&wanted));
    match (found.next(), found.next()) {
        (Some((_, standing, _)), None) => Ok(*standing),
        _ => Err(Complaint::new(
            if wanted.is_empty() {
                "is: needs a word".to_owned()
            } else {
                format!("{AN_ITEM} cannot be “{value}”")
            },
            format!("write is: and one of {}", STANDINGS.map(|s| s.0).join(", ")),
        )),
    }
}

/// The test of `unknown:value`; a value that is always there is refused.
fn unknown(kind: &'static Kind, name: &str, value: &str) -> Result<Test, Complaint> {
    let example = || format!("write {name}:size, {name}:due or another field that can be blank");
    if value.is_empty() {
        return Err(Complaint::new(format!("{name}: needs a field"), example()));
    }
    match subject::find(kind, value)? {
        Subject::Field(at) if kind.fields.get(at).is_some_and(|f| can_be_blank(&f.holds)) => {
            Ok(Test::Field(at, Wants::Blank))
        }
        Subject::Computed(computed) => Ok(Test::Computed(computed, None)),
        Subject::Field(_)
        | Subject::Is
        | Subject::Unknown
        | Subject::Known
        | Subject::Who
        | Subject::Stage => Err(Complaint::new(
            format!("“{value}” is never unknown"),
            example(),
        )),
    }
}

/// Whether a field of this type may be unknown.
pub(super) const fn can_be_blank(holds: &FieldType) -> bool {
    !matches!(
        holds,
        FieldType::Flag
            | FieldType::Choice {
                optional: false,
                ..
            }
    )
}
