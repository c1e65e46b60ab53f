//! The fingerprint of a file's content: whether it is still what was last read or written.
//!
//! Not against forgery; a sync client or an editor does not forge. The same bytes have the same
//! fingerprint on every machine and in every version.

use crate::model::id::Id;

/// 128 bits that stand for a file's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(u64, u64);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let (mut one, mut two) = (FIRST ^ length, SECOND.wrapping_add(length));
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            (one, two) = mixed(one, two, u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        (one, two) = mixed(one, two, u64::from_le_bytes(last));
        Self(spread(one ^ two.rotate_left(32)), spread(two))
    }

    /// The id that belongs to these bytes, wherever they are met.
    pub fn id(self) -> Id {
        Id::of_hash(self.0)
    }

    /// Reads what a fingerprint is written as.
    pub fn parse(text: &str) -> Option<Self> {
        let half = |text: Option<&str>| u64::from_str_radix(text?, 16).ok();
        let plain = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        plain
            .then(|| Some(Self(half(text.get(..16))?, half(text.get(16..))?)))
            .flatten()
    }
}

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xc2b2_ae3d_27d4_eb4f;

/// Takes eight bytes into both halves, each in its own way.
const fn mixed(one: u64, two: u64, word: u64) -> (u64, u64) {
    let one = (one.rotate_left(23) ^ word).wrapping_mul(FIRST);
    let two = (two ^ word.wrapping_mul(SECOND)).rotate_left(31);
    (one, two.wrapping_mul(FIRST).wrapping_add(SECOND))
}

/// Lets every bit count for every other one (the last step of `MurmurHash3`).
const fn spread(mut half: u64) -> u64 {
    half = (half ^ (half >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    half = (half ^ (half >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    half ^ (half >> 33)
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}{:016x}", self.0, self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_shows() {
        let text = b"(schema: \"1.0\", items: [])".to_vec();
        let own = Fingerprint::of(&text);
        for at in 0..text.len() {
            let mut other = text.clone();
            other[at] ^= 1;
            assert_ne!(Fingerprint::of(&other), own);
            assert_ne!(Fingerprint::of(&text[..at]), own);
        }
        assert_ne!(Fingerprint::of(b""), Fingerprint::of(b"\0"));
    }

    #[test]
    fn it_never_changes_between_versions() {
        let written = Fingerprint::of(b"evenkeel").to_string();
        assert_eq!(
            Fingerprint::parse(&written),
            Some(Fingerprint::of(b"evenkeel"))
        );
        assert_eq!(
            written, "43b0bacdfb1336a88a76c4907bd0f876",
            "update only with a new file version"
        );
    }
}
