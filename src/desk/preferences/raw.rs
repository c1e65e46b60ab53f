//! Raw entries: a RON struct or map taken apart without understanding its values.
//!
//! Owns the places of names and values in the text, so that one wrong value spoils no other. Knows
//! no setting.

use std::fmt;
use std::marker::PhantomData;

use ron::error::{Position, SpannedError};
use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// A name and a value as they stand in the text.
pub(super) struct Entry<'a> {
    /// The name of a field; for a map the key with its quotes.
    pub(super) name: &'a str,
    /// The value, a piece of valid RON.
    pub(super) value: &'a str,
}

/// The entries of `(name: value, ...)`, repeated names included.
pub(super) fn fields(text: &str) -> Result<Vec<Entry<'_>>, SpannedError> {
    let Struct(entries) = ron::from_str(text)?;
    Ok(entries)
}

/// The entries of `{key: value, ...}`.
pub(super) fn entries(text: &str) -> Result<Vec<Entry<'_>>, SpannedError> {
    let Map(entries) = ron::from_str(text)?;
    Ok(entries)
}

/// The word a value is, such as `Auto`; none when it is anything else.
pub(super) fn word(text: &str) -> Option<String> {
    ron::from_str(text).ok().map(|RawWord(word)| word)
}

/// The line and column, from 1, of a part of a text.
pub(super) fn place(text: &str, part: &str) -> (usize, usize) {
    let at = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    (line, column)
}

/// The line and column of an error.
pub(super) const fn start(error: &SpannedError) -> (usize, usize) {
    let Position { line, col } = error.span.start;
    (line, col)
}

struct Struct<'a>(Vec<Entry<'a>>);
struct Map<'a>(Vec<Entry<'a>>);
struct RawWord(String);

impl<'de: 'a, 'a> Deserialize<'de> for Struct<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let visitor = Entries::<&'de str>(PhantomData, |name| *name);
        from.deserialize_struct("", &[], visitor).map(Self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Map<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let visitor = Entries::<&'de RawValue>(PhantomData, |name| name.trim().get_ron());
        from.deserialize_map(visitor).map(Self)
    }
}

impl<'de> Deserialize<'de> for RawWord {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct OneWord;
        impl Visitor<'_> for OneWord {
            type Value = RawWord;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word")
            }
            fn visit_str<E>(self, word: &str) -> Result<RawWord, E> {
                Ok(RawWord(word.to_owned()))
            }
        }
        from.deserialize_identifier(OneWord)
    }
}

/// Collects names of type `K` and raw values.
struct Entries<'de, K>(PhantomData<K>, fn(&K) -> &'de str);

impl<'de, K: Deserialize<'de>> Visitor<'de> for Entries<'de, K> {
    type Value = Vec<Entry<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names and values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((name, value)) = from.next_entry::<K, &'de RawValue>()? {
            entries.push(Entry {
                name: (self.1)(&name),
                value: value.trim().get_ron(),
            });
        }
        Ok(entries)
    }
}
