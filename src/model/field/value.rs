//! Values: what a field holds, and the Rust types behind them.

use std::fmt;
use std::marker::PhantomData;

use chrono::NaiveDate;

use super::{ChoiceWord, FieldType, Prose};
use crate::model::audience::Audience;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::record::Declared;

/// The value of any field, as generic code sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: unknown, not zero and not an empty choice of somebody.
    Blank,
    /// One line or many.
    Text(String),
    /// Many lines for their author alone.
    Private(Private),
    /// A number, percent or amount of money.
    Number(Number),
    /// An estimate.
    Points(Points),
    /// A calendar day.
    Date(NaiveDate),
    /// Yes or no.
    Flag(bool),
    /// The file word of a choice.
    Choice(&'static str),
    /// A link to one record.
    Link(Id),
    /// Links to several.
    Links(Vec<Id>),
    /// Short texts.
    Texts(Vec<String>),
    /// Numbers in order.
    Numbers(Vec<Number>),
    /// A number per record.
    Ratings(Vec<(Id, Number)>),
    /// Foreign columns.
    Extra(Vec<ExtraCell>),
}

/// The bridge between the Rust type of a field and [`Value`].
pub trait FieldValue: Sized {
    /// The field type this Rust type stands for.
    const TYPE: FieldType;
    /// The value generic code sees; an empty thing is [`Value::Blank`].
    fn to_value(&self) -> Value;
    /// The typed value; none when the value is of another type.
    fn from_value(value: Value) -> Option<Self>;
    /// The words it is, where it is one text.
    #[expect(
        clippy::unnecessary_literal_bound,
        reason = "what is a text gives its own"
    )]
    fn text(&self) -> &str {
        ""
    }
    /// Takes in a text that is read when it is needed; what is no prose takes none.
    fn set_late(&mut self, _: Prose) {}
}

/// A closed set of words, declared with [`choice!`](crate::choice).
pub trait Choice: Copy + PartialEq + 'static {
    /// Every word, in the order it is offered.
    const ALL: &'static [Self];
    /// The words of the file and the screen, in the same order.
    const WORDS: &'static [ChoiceWord];
    /// The words for this one.
    fn word(self) -> ChoiceWord;
    /// The one with this file word.
    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|choice| choice.word().name == name)
    }
}

impl<C: Choice> FieldValue for Option<C> {
    const TYPE: FieldType = FieldType::Choice {
        words: C::WORDS,
        optional: true,
    };
    fn to_value(&self) -> Value {
        self.map_or(Value::Blank, |choice| Value::Choice(choice.word().name))
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Choice(name) = value {
            C::named(name).map(Some)
        } else {
            None
        }
    }
}

/// Text that only its author may see. It has no way out but [`Private::reveal`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Private(String);

impl Private {
    /// Takes a text in.
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for its author; nothing for a shared screen or export.
    pub fn reveal(&self, audience: Audience) -> Option<&str> {
        match audience {
            Audience::Private => Some(&self.0),
            Audience::Shared => None,
        }
    }

    /// How many lines there are, which anybody may know.
    pub fn lines(&self) -> usize {
        self.0.lines().count()
    }
}

impl fmt::Debug for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Private({} lines)", self.lines())
    }
}

/// A share of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(pub Number);

/// An amount in the workspace's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money(pub Number);

/// A column of an import and what stood in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraCell {
    /// The column's name, as written in the file it came from.
    pub name: String,
    /// The cell.
    pub text: String,
}

/// Foreign columns in their order; names may repeat.
pub type Extra = Vec<ExtraCell>;

/// A link to the record of kind `R` this one is a part of; it is removed with it.
pub struct PartOf<R>(pub Option<Id>, PhantomData<fn() -> R>);

/// A link to one record of kind `R`, or to none.
pub struct Link<R>(pub Option<Id>, PhantomData<fn() -> R>);

/// Links to several records of kind `R`, in order, each once.
pub struct Links<R>(pub Vec<Id>, PhantomData<fn() -> R>);

/// A number for each of several records of kind `R`.
pub struct Ratings<R>(pub Vec<(Id, Number)>, PhantomData<fn() -> R>);

macro_rules! linked {
    ($name:ident, $inner:ty) => {
        impl<R> $name<R> {
            /// Wraps what is linked.
            pub const fn new(inner: $inner) -> Self {
                Self(inner, PhantomData)
            }
        }
        impl<R> Clone for $name<R> {
            fn clone(&self) -> Self {
                Self(self.0.clone(), PhantomData)
            }
        }
        impl<R> Default for $name<R> {
            fn default() -> Self {
                Self(Default::default(), PhantomData)
            }
        }
        impl<R> fmt::Debug for $name<R> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl<R> PartialEq for $name<R> {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }
    };
}
linked!(PartOf, Option<Id>);
linked!(Link, Option<Id>);
linked!(Links, Vec<Id>);
linked!(Ratings, Vec<(Id, Number)>);

impl Value {
    /// The day it is.
    pub fn day(self) -> Option<NaiveDate> {
        if let Self::Date(day) = self {
            Some(day)
        } else {
            None
        }
    }

    /// The records a value points to.
    pub fn targets(&self) -> Vec<Id> {
        if let Self::Link(id) = self {
            vec![*id]
        } else if let Self::Links(ids) = self {
            ids.clone()
        } else if let Self::Ratings(all) = self {
            all.iter().map(|(id, _)| *id).collect()
        } else {
            Vec::new()
        }
    }

    /// The value without one of the records it points to.
    #[must_use]
    pub fn without(self, target: Id) -> Self {
        if self == Self::Link(target) {
            Self::Blank
        } else if let Self::Links(mut ids) = self {
            ids.retain(|id| *id != target);
            unless(ids.is_empty(), || Self::Links(ids))
        } else if let Self::Ratings(mut all) = self {
            all.retain(|(id, _)| *id != target);
            unless(all.is_empty(), || Self::Ratings(all))
        } else {
            self
        }
    }
}

impl<R> Ratings<R> {
    /// The number given for one record, if any.
    pub fn of(&self, id: Id) -> Option<Number> {
        self.0
            .iter()
            .find(|(of, _)| *of == id)
            .map(|(_, number)| *number)
    }

    /// Gives one record a number, or takes it away; the numbers stay in the order of their records.
    pub fn set(&mut self, id: Id, number: Option<Number>) {
        self.0.retain(|(of, _)| *of != id);
        self.0.extend(number.map(|number| (id, number)));
        self.0.sort_by_key(|(of, _)| *of);
    }
}

/// Implements [`FieldValue`] for a type that maps to one variant; blank maps to its default.
macro_rules! field_value {
    ($(where $r:ident,)? $rust:ty, $holds:expr, |$me:ident| $to:expr, $variant:ident($inner:ident) => $from:expr $(, $text:expr $(, $late:ident)?)?) => {
        impl $(<$r: Declared>)? FieldValue for $rust {
            const TYPE: FieldType = $holds;
            fn to_value(&self) -> Value {
                let $me = self;
                $to
            }
            fn from_value(value: Value) -> Option<Self> {
                if let Value::$variant($inner) = value {
                    Some($from)
                } else if value == Value::Blank {
                    Some(Self::default())
                } else {
                    None
                }
            }
            $(fn text(&self) -> &str {
                let $me = self;
                $text
            }
            $(fn set_late(&mut self, $late: Prose) {
                *self = $late;
            })?)?
        }
    };
}

/// The value, or blank when there is nothing in it.
fn unless(empty: bool, value: impl FnOnce() -> Value) -> Value {
    if empty { Value::Blank } else { value() }
}

field_value!(String, FieldType::Text, |t| unless(t.is_empty(), || Value::Text(t.clone())), Text(t) => t, t);
field_value!(Prose, FieldType::Prose, |t| unless(t.is_empty(), || Value::Text(t.to_string())), Text(t) => Self::from(t), t, late);
field_value!(Private, FieldType::Private, |t| unless(t.0.is_empty(), || Value::Private(t.clone())), Private(t) => t);
field_value!(bool, FieldType::Flag, |f| unless(!*f, || Value::Flag(*f)), Flag(f) => f);
field_value!(Points, FieldType::Points, |p| unless(*p == Self::UNKNOWN, || Value::Points(*p)), Points(p) => p);
field_value!(Vec<String>, FieldType::Texts, |t| unless(t.is_empty(), || Value::Texts(t.clone())), Texts(t) => t);
field_value!(Vec<Number>, FieldType::Numbers, |n| unless(n.is_empty(), || Value::Numbers(n.clone())), Numbers(n) => n);
field_value!(Extra, FieldType::Extra, |e| unless(e.is_empty(), || Value::Extra(e.clone())), Extra(e) => e);
field_value!(Option<Number>, FieldType::Number, |n| n.map_or(Value::Blank, Value::Number), Number(n) => Some(n));
field_value!(Option<Percent>, FieldType::Percent, |p| p.map_or(Value::Blank, |p| Value::Number(p.0)), Number(n) => Some(Percent(n)));
field_value!(Option<Money>, FieldType::Money, |m| m.map_or(Value::Blank, |m| Value::Number(m.0)), Number(n) => Some(Money(n)));
field_value!(Option<NaiveDate>, FieldType::Date, |d| d.map_or(Value::Blank, Value::Date), Date(d) => Some(d));
field_value!(where R, PartOf<R>, FieldType::PartOf(R::NAME), |l| l.0.map_or(Value::Blank, Value::Link), Link(id) => Self::new(Some(id)));
field_value!(where R, Link<R>, FieldType::Link(R::NAME), |l| l.0.map_or(Value::Blank, Value::Link), Link(id) => Self::new(Some(id)));
field_value!(where R, Links<R>, FieldType::Links(R::NAME), |l| unless(l.0.is_empty(), || Value::Links(l.0.clone())), Links(ids) => Self::new(ids));
field_value!(where R, Ratings<R>, FieldType::Ratings(R::NAME), |r| unless(r.0.is_empty(), || Value::Ratings(r.0.clone())), Ratings(r) => Self::new(r));
