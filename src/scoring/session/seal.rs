//! Sealed cards: six letters that stand for a card in a chat that everybody reads.
//!
//! Each person has a secret of their own; a code is a keyed hash of the session, the question, the round and the
//! card, so that it tells nothing before the reveal, and is nobody else's and of no other question. Owns the codes and
//! what a code that came in is of. The secrets are kept outside of the workspace.

use std::collections::BTreeMap;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::chat::Chat;
use super::way::{VoteQuestion, questions};
use super::{Card, current, rounds};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::session::Session;

/// The letters of codes: no vowels, so that no code is a word.
pub const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
/// How many letters a code has.
pub const LENGTH: usize = 6;
/// How many rounds on a question have codes.
pub const ROUNDS: usize = 5;

/// What a person of a session seals cards with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// The session.
    pub session: Id,
    /// The person.
    pub person: Id,
    /// The key: letters and digits by chance.
    pub key: String,
}

/// A code as it stands in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code([u8; LENGTH]);

/// Why a code is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeRefusal {
    /// It is of whoever sealed it, and somebody else sent it.
    SentBy(Id),
    /// It is of another question.
    Question(VoteQuestion),
    /// It is of another round on this question.
    Round(usize),
    /// It is of another session.
    Session,
    /// Its person is not asked on this question.
    NotAsked,
}

impl Code {
    /// Reads a code: six letters and nothing else.
    pub fn read(text: &str) -> Option<Self> {
        let letters: [u8; LENGTH] = text.trim().as_bytes().try_into().ok()?;
        let is_code = letters.iter().all(|letter| LETTERS.contains(letter));
        is_code.then_some(Self(letters))
    }

    /// The code of a card on a question, by the key of its person.
    pub fn of(secret: &Secret, asked: VoteQuestion, round: usize, card: Card) -> Option<Self> {
        let card = match card {
            Card::Value(value) => value.to_string(),
            Card::Unsure => "?".to_owned(),
            Card::Abstained => "-".to_owned(),
        };
        let (session, item, column) = (secret.session, asked.item, asked.column.name());
        let words = format!("evenkeel\n{session}\n{item}\n{column}\n{round}\n{card}");
        let mut hash = Hmac::<Sha256>::new_from_slice(secret.key.as_bytes()).ok()?;
        hash.update(words.as_bytes());
        let bytes = hash.finalize().into_bytes();
        let mut letters = [0; LENGTH];
        for (letter, pair) in letters.iter_mut().zip(bytes.chunks_exact(2)) {
            let [high, low] = *pair else { return None };
            let at = usize::from(u16::from_be_bytes([high, low])) % LETTERS.len();
            *letter = *LETTERS.get(at)?;
        }
        Some(Self(letters))
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0
            .iter()
            .try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

/// Which round the next card on a question is of.
fn round_of(workspace: &Workspace, session: &Session, asked: VoteQuestion) -> usize {
    let all = rounds(workspace, session, asked);
    all.iter().filter(|round| round.shown).count() + 1
}

/// The cards of a question that have codes.
pub fn cards(workspace: &Workspace, asked: VoteQuestion) -> Vec<Card> {
    let deck = asked.column.deck(workspace).into_iter().map(Card::Value);
    deck.chain([Card::Unsure, Card::Abstained]).collect()
}

/// What a code can be of.
type Meanings = BTreeMap<Code, (Secret, VoteQuestion, usize, Card)>;

fn meanings(
    workspace: &Workspace,
    secrets: &[Secret],
    asked: &[VoteQuestion],
    rounds: &[usize],
) -> Meanings {
    let mut all = Meanings::new();
    for one in asked {
        let cards = cards(workspace, *one);
        for secret in secrets {
            for round in rounds {
                for card in &cards {
                    let code = Code::of(secret, *one, *round, *card);
                    all.extend(code.map(|code| (code, (secret.clone(), *one, *round, *card))));
                }
            }
        }
    }
    all
}

/// Opens the codes of a chat: those of the present question and round are cards, the others are refused.
pub fn open(workspace: &Workspace, secrets: &[Secret], chat: &mut Chat) {
    let Some((session, asked)) = current(workspace) else {
        return;
    };
    if chat.codes.is_empty() {
        return;
    }
    let here = |secret: &&Secret| secret.session == session.id;
    let own: Vec<Secret> = secrets.iter().filter(here).cloned().collect();
    let round = round_of(workspace, session, asked);
    let now = meanings(workspace, &own, &[asked], &[round]);
    let all_rounds: Vec<usize> = (1..=ROUNDS).collect();
    // What is of elsewhere is looked for only where a code is not of here.
    let mut elsewhere: Option<Meanings> = None;
    let voters = super::seats(session, Some(asked.column));
    for (line, sender, code) in std::mem::take(&mut chat.codes) {
        let found = now.get(&code).or_else(|| {
            let all = elsewhere.get_or_insert_with(|| {
                let sessions = workspace.all::<Session>();
                let of = |one: &Session| {
                    let is_its = |secret: &&Secret| secret.session == one.id;
                    let secrets: Vec<Secret> = secrets.iter().filter(is_its).cloned().collect();
                    meanings(workspace, &secrets, &questions(one), &all_rounds)
                };
                sessions.flat_map(of).collect()
            });
            all.get(&code)
        });
        let Some((secret, of, number, card)) = found else {
            chat.unread.push(line);
            continue;
        };
        let refusal = match sender {
            _ if secret.session != session.id => Some(CodeRefusal::Session),
            Some(sender) if sender != secret.person => Some(CodeRefusal::SentBy(sender)),
            _ if *of != asked => Some(CodeRefusal::Question(*of)),
            _ if *number != round => Some(CodeRefusal::Round(*number)),
            _ if !voters.contains(&secret.person) => Some(CodeRefusal::NotAsked),
            _ => None,
        };
        match refusal {
            Some(refusal) => chat.refused.push((secret.person, refusal)),
            None => chat.put(secret.person, *card),
        }
    }
    chat.unread.sort_unstable();
}
