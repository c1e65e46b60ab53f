//! The secrets that seal the cards of a session: in the state directory of this user, never in the workspace.

use std::path::PathBuf;

use crate::model::id::Id;
use crate::scoring::session::seal::Secret;
use crate::store::places::{Places, keep_settings, settings};
use crate::store::{RealFiles, SaveError};

/// The most secrets that are kept: the last ones.
const MOST: usize = 400;
/// The bytes of chance in a key.
const KEY: usize = 16;

/// The file the secrets are kept in.
fn file(places: &Places) -> PathBuf {
    places.state.join("vote-cards")
}

/// The secrets this user has given out.
pub(super) fn all(places: &Places) -> Vec<Secret> {
    let text = settings(&RealFiles, &file(places)).ok().flatten();
    let read = |line: &str| {
        let mut words = line.split(' ');
        let session = Id::parse(words.next()?)?;
        let person = Id::parse(words.next()?)?;
        let key = words.next().filter(|key| key.len() == 2 * KEY)?.to_owned();
        Some(Secret {
            session,
            person,
            key,
        })
    };
    text.unwrap_or_default().lines().filter_map(read).collect()
}

/// Keeps them, the last ones last.
pub(super) fn keep(places: &Places, all: &[Secret]) -> Result<(), SaveError> {
    let lines = all.iter().skip(all.len().saturating_sub(MOST));
    let lines = lines.map(|one| format!("{} {} {}\n", one.session, one.person, one.key));
    keep_settings(&RealFiles, &file(places), &lines.collect::<String>())
}

/// A key by chance, in letters and digits.
pub(super) fn key() -> Option<String> {
    let mut bytes = [0_u8; KEY];
    getrandom::fill(&mut bytes).ok()?;
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = digits.filter_map(|digit| char::from_digit(digit.into(), 16));
    Some(digits.collect())
}
