//! Record ids: short, sayable aloud, safe in file and shell.
//!
//! Owns which texts may be an id. Making a new one needs randomness and is done in `run`.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::num::NonZeroU8;

/// The longest id in bytes.
const LIMIT: usize = 23;

/// The id of a record: 1 to 23 of `a-z A-Z 0-9 - _`, unique within its kind.
#[derive(Clone, Copy)]
pub struct Id {
    /// The text, and behind it zeros.
    letters: [u8; LIMIT],
    /// How long it is; never zero, so that a link that may be blank takes no more room.
    length: NonZeroU8,
}

impl Id {
    /// Reads an id; none when the text is empty, too long or has other characters.
    pub fn parse(text: &str) -> Option<Self> {
        let good = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if text.is_empty() || text.len() > LIMIT || !text.bytes().all(good) {
            return None;
        }
        Some(Self::of(text.bytes()))
    }

    /// Makes a six-character id from a random number: Crockford's base 32, without i, l, o and u.
    pub fn from_random(random: u64) -> Self {
        Self::digits(random, 6)
    }

    /// Makes an id from a hash; two characters more, as nobody asks whether it is taken elsewhere.
    pub fn of_hash(hash: u64) -> Self {
        Self::digits(hash, 8)
    }

    fn digits(mut random: u64, count: usize) -> Self {
        const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        Self::of((0..count).map(|_| {
            let digit = usize::try_from(random % 32).unwrap_or_default();
            random /= 32;
            DIGITS.get(digit).copied().unwrap_or(b'0')
        }))
    }

    fn of(text: impl Iterator<Item = u8>) -> Self {
        let mut letters = [0; LIMIT];
        let mut length = 0;
        for (to, from) in letters.iter_mut().zip(text) {
            *to = from;
            length += 1;
        }
        let length = NonZeroU8::new(length).unwrap_or(NonZeroU8::MIN);
        Self { letters, length }
    }

    /// What ids are compared by, in two steps instead of byte by byte: most of what scoring does is to find one.
    #[inline]
    fn key(&self) -> (u128, u64) {
        let front = self.letters.first_chunk().copied().unwrap_or_default();
        // The byte before the back is in the front already.
        let back = self.letters.last_chunk().copied().unwrap_or_default();
        let length = u64::from(self.length.get());
        (
            u128::from_be_bytes(front),
            u64::from_be_bytes(back) << 8 | length,
        )
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        let length = usize::from(self.length.get());
        let used = self.letters.get(..length).unwrap_or_default();
        std::str::from_utf8(used).unwrap_or_default()
    }
}

impl Ord for Id {
    #[inline]
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialEq for Id {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Id {}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for Id {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_order_as_their_texts() {
        let mut texts = vec!["b", "a", "ab", "a-", "B", "a1"];
        // Up to the longest, as they are compared in two parts that meet within.
        let long = "abcdefghijklmnopqrstuvw";
        texts.extend((14..=long.len()).filter_map(|length| long.get(..length)));
        texts.extend(["abcdefghijklmnoz", "abcdefghijklmnzp", "abcdefghijklmnopz"]);
        let mut ids: Vec<Id> = texts.iter().filter_map(|t| Id::parse(t)).collect();
        texts.sort_unstable();
        ids.sort_unstable();
        assert_eq!(ids.iter().map(Id::as_str).collect::<Vec<_>>(), texts);
    }

    #[test]
    fn only_safe_texts_are_ids() {
        for text in ["", "a b", "é", "../x", "123456789012345678901234", "a\"b"] {
            assert_eq!(Id::parse(text), None, "{text}");
        }
        assert_eq!(Id::from_random(0).as_str(), "000000");
        assert_eq!(Id::from_random(u64::MAX).as_str(), "zzzzzz");
    }
}
