//! Records are declared once: the [`record!`](crate::record) and [`choice!`](crate::choice) macros.
//!
//! One declaration gives a plain typed struct and its table of fields; the form, list, filter,
//! checks, file form and help follow from that table. Two other styles were weighed: a const table with
//! a getter and a setter per field names every field three times, and a table of values without a struct
//! makes scoring look fields up by name. A field here is one sentence and one line.
//!
//! Owns what a record and a kind are. Knows no particular kind.

use std::any::Any;
use std::fmt::Debug;

use super::field::{Field, Misfit, Prose, Value};
use super::id::Id;
use super::words::Text;

/// What is known of a kind of record.
#[derive(Debug)]
pub struct Kind {
    /// Differs where the name does, nearly always: kinds are told apart by it before their names are read.
    pub tag: u64,
    /// The name in links and filters: `item`.
    pub name: &'static str,
    /// The section of the file: `items`.
    pub section: &'static str,
    /// The words on the screen for one.
    pub label: Text,
    /// The words on the screen for many.
    pub plural: Text,
    /// One sentence that explains the kind.
    pub help: Text,
    /// Whether a workspace has exactly one, which cannot be removed.
    pub single: bool,
    /// The fields in the order of form and file; the first one is the title.
    pub fields: &'static [Field],
    /// Makes a record with nothing filled in.
    pub blank: fn(Id) -> Box<dyn Record>,
}

impl Kind {
    /// The position of the field of this name.
    pub fn field(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// So many records of it: `3 items`.
    pub fn counted(&self, records: usize) -> String {
        let words = if records == 1 {
            self.label
        } else {
            self.plural
        };
        format!("{records} {}", words.within())
    }

    /// What one is called within a sentence: `item`, `KPI`.
    pub fn name(&self) -> String {
        self.label.within()
    }
}

/// The tag of a kind of this name.
pub const fn tag(name: &str) -> u64 {
    let mut rest = name.as_bytes();
    let mut tag = 0xcbf2_9ce4_8422_2325;
    while let [first, after @ ..] = rest {
        tag = (tag ^ *first as u64).wrapping_mul(0x0100_0000_01b3);
        rest = after;
    }
    tag
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag && self.name == other.name
    }
}

impl Eq for Kind {}

/// A Rust type that a [`record!`](crate::record) declares.
pub trait Declared: Record + Sized {
    /// The name of the kind, for links.
    const NAME: &'static str;
    /// The kind.
    const KIND: &'static Kind;
    /// A record of this kind with nothing filled in.
    fn blank() -> &'static Self;
}

/// Fields that only a newer version knows: name and RON text, as they were read.
pub type UnknownFields = Vec<(String, String)>;

/// One record, as generic code sees it.
pub trait Record: Any + Debug + Send + Sync {
    /// The kind of this record.
    fn kind(&self) -> &'static Kind;
    /// The id, unique within the kind.
    fn id(&self) -> Id;
    /// Its first field, which is its title or name; nothing where that is no text.
    fn name(&self) -> &str;
    /// The value of a field; blank for a position that does not exist.
    fn get(&self, field: usize) -> Value;
    /// Sets a field by position; the value must be of the field's type.
    fn set(&mut self, field: usize, value: Value) -> Result<(), Misfit>;
    /// Sets a field of prose by position to a text that is read when it is needed; nothing for another field.
    fn set_late(&mut self, field: usize, text: Prose);
    /// The fields of a newer version.
    fn unknown_fields(&self) -> &[(String, String)];
    /// Replaces the fields of a newer version.
    fn set_unknown_fields(&mut self, fields: UnknownFields);
    /// A copy of the record.
    fn boxed(&self) -> Box<dyn Record>;
    /// A copy of the record under another id, without the fields of a newer version.
    fn with_id(&self, id: Id) -> Box<dyn Record>;
    /// The record for a cast to its own type.
    fn as_any(&self) -> &dyn Any;
}

impl dyn Record {
    /// The text of the first field, or the id when it is blank.
    pub fn title(&self) -> String {
        match self.name() {
            "" => self.id().to_string(),
            name => name.to_owned(),
        }
    }
}

impl Clone for Box<dyn Record> {
    fn clone(&self) -> Self {
        self.boxed()
    }
}

impl PartialEq for dyn Record {
    fn eq(&self, other: &Self) -> bool {
        let same_fields = || (0..self.kind().fields.len()).all(|at| self.get(at) == other.get(at));
        // Copies of a workspace share what did not change.
        std::ptr::addr_eq(self, other)
            || self.kind() == other.kind()
                && self.id() == other.id()
                && self.unknown_fields() == other.unknown_fields()
                && same_fields()
    }
}

/// Declares a kind of record: a struct, its fields and their table, in one place.
///
/// ```text
/// record! {
///     /// A group of people who deliver together.
///     Team: "team" in "teams", "Team", "Teams" {
///         /// What everybody calls the team.
///         open name: String, "Name";
///     }
/// }
/// ```
/// `seldom NAME { … }` around fields says that few records fill them in: they stand in a struct of this name, which all
/// records share that have none of them, and are read and set as the others are.
/// `single` after the labels says that a workspace has exactly one. The doc comment of a field is its
/// help on the screen; the type decides form, filter, check and file form. Who may see a field is the word before it
/// ([`Access`](crate::model::audience::Access)); there is no word that may be left out.
#[macro_export]
macro_rules! record {
    (
        #[doc = $about:literal]
        $name:ident : $word:literal in $section:literal, $label:literal, $plural:literal $(, $single:ident)? {
            $( #[doc = $help:literal] $access:ident $field:ident : $rust:ty, $caption:literal $(, default $default:expr)?; )+
            $(
                seldom $seldom:ident {
                    $( #[doc = $rare_help:literal] $rare_access:ident $rare:ident : $rare_rust:ty, $rare_caption:literal $(, default $rare_default:expr)?; )+
                }
                $( #[doc = $late_help:literal] $late_access:ident $late:ident : $late_rust:ty, $late_caption:literal $(, default $late_default:expr)?; )*
            )?
        }
    ) => {
        #[doc = $about]
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            /// Unique within the kind.
            pub id: $crate::model::id::Id,
            $( #[doc = $help] pub $field: $rust, )+
            $(
                seldom: std::sync::Arc<$seldom>,
                $( #[doc = $late_help] pub $late: $late_rust, )*
            )?
            unknown_fields: $crate::model::record::UnknownFields,
        }

        $(
            #[doc = concat!("What few records of this kind have: a part of [`", stringify!($name), "`].")]
            #[derive(Clone, Debug, PartialEq)]
            pub struct $seldom {
                $( #[doc = $rare_help] pub $rare: $rare_rust, )+
            }

            impl $seldom {
                fn blank() -> std::sync::Arc<Self> {
                    static BLANK: std::sync::OnceLock<std::sync::Arc<$seldom>> = std::sync::OnceLock::new();
                    let blank = BLANK.get_or_init(|| std::sync::Arc::new(Self {
                        $( $rare: $crate::record!(@default $rare_rust $(, $rare_default)?), )+
                    }));
                    std::sync::Arc::clone(blank)
                }
            }

            impl std::ops::Deref for $name {
                type Target = $seldom;
                fn deref(&self) -> &$seldom {
                    &self.seldom
                }
            }

            impl std::ops::DerefMut for $name {
                fn deref_mut(&mut self) -> &mut $seldom {
                    std::sync::Arc::make_mut(&mut self.seldom)
                }
            }
        )?

        impl $name {
            /// A record with nothing filled in.
            pub fn new(id: $crate::model::id::Id) -> Self {
                Self {
                    id,
                    $( $field: $crate::record!(@default $rust $(, $default)?), )+
                    $(
                        seldom: $seldom::blank(),
                        $( $late: $crate::record!(@default $late_rust $(, $late_default)?), )*
                    )?
                    unknown_fields: Vec::new(),
                }
            }
        }

        impl $crate::model::record::Declared for $name {
            const NAME: &'static str = $word;
            const KIND: &'static $crate::model::record::Kind = &$crate::model::record::Kind {
                tag: $crate::model::record::tag($word),
                name: $word,
                section: $section,
                label: $crate::model::words::Text::new($label),
                plural: $crate::model::words::Text::new($plural),
                help: $crate::model::words::Text::new($about.trim_ascii()),
                single: $crate::record!(@single $($single)?),
                fields: &[
                    $( $crate::record!(@field $field, $rust, $caption, $help, $access), )+
                    $(
                        $( $crate::record!(@field $rare, $rare_rust, $rare_caption, $rare_help, $rare_access), )+
                        $( $crate::record!(@field $late, $late_rust, $late_caption, $late_help, $late_access), )*
                    )?
                ],
                blank: |id| Box::new($name::new(id)),
            };

            fn blank() -> &'static Self {
                static BLANK: std::sync::OnceLock<$name> = std::sync::OnceLock::new();
                BLANK.get_or_init(|| $name::new($crate::model::id::Id::from_random(0)))
            }
        }

        impl $crate::model::record::Record for $name {
            fn kind(&self) -> &'static $crate::model::record::Kind {
                <Self as $crate::model::record::Declared>::KIND
            }
            fn id(&self) -> $crate::model::id::Id {
                self.id
            }
            fn name(&self) -> &str {
                let [first, ..] = [$( $crate::model::field::FieldValue::text(&self.$field), )+];
                first
            }
            fn get(&self, field: usize) -> $crate::model::field::Value {
                let mut at = 0..;
                $( $crate::record!(@get self, at, field, $field); )+
                $(
                    $( $crate::record!(@get self, at, field, $rare); )+
                    $( $crate::record!(@get self, at, field, $late); )*
                )?
                $crate::model::field::Value::Blank
            }
            fn set(
                &mut self,
                field: usize,
                value: $crate::model::field::Value,
            ) -> Result<(), $crate::model::field::Misfit> {
                let mut at = 0..;
                $( $crate::record!(@set self, at, field, value, $field, $rust, $caption $(, $default)?); )+
                $(
                    $( $crate::record!(@set self, at, field, value, $rare, $rare_rust, $rare_caption $(, $rare_default)?); )+
                    $( $crate::record!(@set self, at, field, value, $late, $late_rust, $late_caption $(, $late_default)?); )*
                )?
                Err($crate::model::field::Misfit::new("is not a field of this kind", "evenkeel help-topics file lists them"))
            }
            fn set_late(&mut self, field: usize, text: $crate::model::field::Prose) {
                let mut at = 0..;
                $( $crate::record!(@late self, at, field, text, $field); )+
                $(
                    $( $crate::record!(@late self, at, field, text, $rare); )+
                    $( $crate::record!(@late self, at, field, text, $late); )*
                )?
            }
            fn unknown_fields(&self) -> &[(String, String)] {
                &self.unknown_fields
            }
            fn set_unknown_fields(&mut self, fields: $crate::model::record::UnknownFields) {
                self.unknown_fields = fields;
            }
            fn boxed(&self) -> Box<dyn $crate::model::record::Record> {
                Box::new(self.clone())
            }
            fn with_id(&self, id: $crate::model::id::Id) -> Box<dyn $crate::model::record::Record> {
                Box::new(Self { id, unknown_fields: Vec::new(), ..self.clone() })
            }
            fn as_any(&self) -> &dyn std::any::Any {
                self
            }
        }
    };
    (@field $field:ident, $rust:ty, $caption:literal, $help:literal, $access:ident) => {
        $crate::model::field::Field {
            name: stringify!($field),
            label: $crate::model::words::Text::new($caption),
            help: $crate::model::words::Text::new($help.trim_ascii()),
            access: $crate::record!(@access $access),
            holds: <$rust as $crate::model::field::FieldValue>::TYPE,
        }
    };
    (@get $me:ident, $at:ident, $wanted:ident, $field:ident) => {
        if $at.next() == Some($wanted) {
            return $crate::model::field::FieldValue::to_value(&$me.$field);
        }
    };
    (@set $me:ident, $at:ident, $wanted:ident, $value:ident, $field:ident, $rust:ty, $caption:literal $(, $default:expr)?) => {
        if $at.next() == Some($wanted) {
            if $value == $crate::model::field::Value::Blank {
                $me.$field = $crate::record!(@default $rust $(, $default)?);
                return Ok(());
            }
            return match $crate::model::field::FieldValue::from_value($value) {
                Some(value) => { $me.$field = value; Ok(()) }
                None => Err($crate::model::field::Misfit::new(
                    "is of another type",
                    concat!("give a value that fits ", $caption),
                )),
            };
        }
    };
    (@late $me:ident, $at:ident, $wanted:ident, $text:ident, $field:ident) => {
        if $at.next() == Some($wanted) {
            return $crate::model::field::FieldValue::set_late(&mut $me.$field, $text);
        }
    };
    (@default $rust:ty) => { <$rust>::default() };
    (@default $rust:ty, $default:expr) => { $default };
    (@access open) => { $crate::model::audience::Access::Open };
    (@access handed) => { $crate::model::audience::Access::Handed };
    (@access named) => { $crate::model::audience::Access::Named };
    (@access private) => { $crate::model::audience::Access::Private };
    (@single) => { false };
    (@single single) => { true };
}

/// Declares a closed set of words a field can hold, each with its word in the file (the variant's
/// name) and on the screen. The first word is what a record starts with.
#[macro_export]
macro_rules! choice {
    (
        #[doc = $about:literal]
        $name:ident { $first:ident = $first_label:literal, $( $variant:ident = $label:literal, )* }
    ) => {
        #[doc = $about]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            #[doc = $first_label] #[default] $first,
            $( #[doc = $label] $variant, )*
        }

        impl $crate::model::field::Choice for $name {
            const ALL: &'static [Self] = &[ Self::$first, $( Self::$variant, )* ];
            const WORDS: &'static [$crate::model::field::ChoiceWord] = &[
                $crate::model::field::ChoiceWord { name: stringify!($first), label: $first_label },
                $( $crate::model::field::ChoiceWord { name: stringify!($variant), label: $label }, )*
            ];
            fn word(self) -> $crate::model::field::ChoiceWord {
                match self {
                    Self::$first => $crate::model::field::ChoiceWord {
                        name: stringify!($first), label: $first_label,
                    },
                    $( Self::$variant => $crate::model::field::ChoiceWord {
                        name: stringify!($variant), label: $label,
                    }, )*
                }
            }
        }

        impl $crate::model::field::FieldValue for $name {
            const TYPE: $crate::model::field::FieldType = $crate::model::field::FieldType::Choice {
                words: <Self as $crate::model::field::Choice>::WORDS,
                optional: false,
            };
            fn to_value(&self) -> $crate::model::field::Value {
                $crate::model::field::Value::Choice($crate::model::field::Choice::word(*self).name)
            }
            fn from_value(value: $crate::model::field::Value) -> Option<Self> {
                match value {
                    $crate::model::field::Value::Choice(name) => $crate::model::field::Choice::named(name),
                    _ => None,
                }
            }
        }
    };
}
