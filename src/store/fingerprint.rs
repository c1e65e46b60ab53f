//! The fingerprint of a file's content: whether it is still what was last read or written.
//!
//! Not against forgery; a sync client or an editor does not forge. The same bytes have the same
//! fingerprint on every machine and in every version.

/// 128 bits that stand for a file's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(u64, u64);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
        const SECOND: u64 = 0xc2b2_ae3d_27d4_eb4f;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let (mut one, mut two) = (FIRST ^ length, SECOND.wrapping_add(length));
        let (words, rest) = bytes.as_chunks::<8>();
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        for word in words.iter().chain([&last]) {
            let word = u64::from_le_bytes(*word);
            one = fold(one ^ word, FIRST);
            two = fold(two.rotate_left(29) ^ word, SECOND);
        }
        Self(fold(one, two | 1), fold(two ^ length, one | 1))
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}{:016x}", self.0, self.1)
    }
}

/// Multiplies to 128 bits and lays the halves over each other.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a).wrapping_mul(u128::from(b));
    let [low, high] = [product, product >> 64].map(|half| half & u128::from(u64::MAX));
    u64::try_from(low ^ high).unwrap_or_default() ^ a.rotate_left(32)
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
            written, "cebf71725cd1cd56d8dad83c031f87b9",
            "update only with a new file version"
        );
    }
}
