//! Cards out of a chat as people copy it: from Zoom, Teams, Meet, Slack, Webex, or lines such as `name: 8`.
//!
//! Owns which line is whose and which card it holds. A line may be a head (a time, a name, to whom), a message, or
//! both; a message belongs to the head above it. The last number of a person counts. What is not understood is listed
//! by its number alone, so that nobody reads it off the screen.

mod names;
mod times;

pub use self::names::{folded, whose};
use self::times::{is_clock, is_time, without_last_time, without_time};
use super::Card;
use super::seal::{Code, CodeRefusal};
use crate::model::id::Id;
use crate::model::number::Number;

/// What a chat holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Chat {
    /// The cards, each of a person who is present; of two of one person the later one.
    pub cards: Vec<(Id, Card)>,
    /// Names that are nobody's here, or more than one person's, each with the last card.
    pub unknown: Vec<(String, Card)>,
    /// Who wrote a number that is on no scale, and no card after it.
    pub off_scale: Vec<Id>,
    /// The codes of sealed cards: the number of the line, who sent it where that is known, and the code.
    pub codes: Vec<(usize, Option<Id>, Code)>,
    /// Whose codes are not taken, and why.
    pub refused: Vec<(Id, CodeRefusal)>,
    /// Lines that hold neither a name nor a card, by number from 1.
    pub unread: Vec<usize>,
}

/// Words between the time and a name, and after a name, in the languages of the programs.
const FROM: [&str; 14] = [
    "from",
    "von",
    "de",
    "da",
    "van",
    "od",
    "fra",
    "från",
    "от",
    "開始",
    "送信元",
    "差出人",
    "発信者",
    "に",
];
const TO: [&str; 15] = [
    "to", "an", "à", "a", "para", "aan", "do", "til", "till", "komu", "для", "кому", "に", "at",
    "um",
];

/// The same where no blank need stand behind the word.
const TO_GLUED: [&str; 3] = ["から", "宛先", "送信先"];

/// What a program writes itself below a message, in some languages: reactions and answers that are folded away.
const OF_PROGRAMS: [&str; 8] = [
    "reaction",
    "like",
    "repl",
    "antwort",
    "réponse",
    "respuesta",
    "rispost",
    "resposta",
];

/// The most words of a message that is a vote.
const MOST_WORDS: usize = 6;

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sender {
    Person(Id),
    Unknown(String),
}

/// Reads a chat of people. A name may be written without accents and case, as first name, surname, initials or the
/// beginning of one of them, where only one person fits.
///
/// The lines before `from` are of questions before.
pub fn read(text: &str, from: usize, people: &[(Id, &str)], deck: &[Number]) -> Chat {
    let mut chat = Chat::default();
    let mut sender = None;
    // A line that was not understood, until the next one tells whether it was somebody's name.
    let mut before: Option<String> = None;
    for (number, line) in (1..).zip(text.lines()).skip(from) {
        let line = clean(line);
        if line.is_empty() {
            continue;
        }
        if is_time(&line) {
            // A head with its time below it.
            if let Some(head) = before.take() {
                sender = is_name(&head).then_some(Sender::Unknown(head));
                if sender.is_some() {
                    chat.unread.pop();
                }
            }
            continue;
        }
        before = None;
        let (line, had_time) = without_time(&line);
        if line.is_empty() {
            continue;
        }
        match parse(line, had_time, sender.as_ref(), people, deck) {
            ChatLine::Head(who) => sender = Some(who),
            ChatLine::Sealed(who, code) => {
                // As below every line with name and message.
                sender = sender.filter(|head| who.as_ref() == Some(head));
                let who = who.and_then(|who| match who {
                    Sender::Person(person) => Some(person),
                    Sender::Unknown(_) => None,
                });
                chat.codes.push((number, who, code));
            }
            ChatLine::Message(who, said) => {
                if !chat.take(&who, said) {
                    chat.unread.push(number);
                }
                // What follows a line with name and message is nobody's; below a head all is of that person.
                sender = sender.filter(|head| *head == who);
            }
            ChatLine::Nothing => {
                chat.unread.push(number);
                // Perhaps somebody else begins to write here: what follows is nobody's before it is known whose.
                if begins_anew(line, people) {
                    sender = None;
                }
                before = Some(line.to_owned());
            }
        }
    }
    chat
}

/// Whether a line that is not understood may be the head of another message: it has a time, the name of somebody who is
/// present, or is written as a name is, also as one of a single word.
fn begins_anew(line: &str, people: &[(Id, &str)]) -> bool {
    line.starts_with('[') || has_time(line) || holds_name(line, people) || is_written_large(line)
}

/// Whether a text is written as a first name and a surname are.
fn is_full_name(text: &str) -> bool {
    text.split_whitespace().count() > 1 && is_written_large(text)
}

/// Whether a text is written as a name is, no word of it in small letters.
fn is_written_large(text: &str) -> bool {
    let is_large = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    is_name(text) && text.split_whitespace().all(is_large)
}

/// Whether a time stands in a line.
fn has_time(line: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | ',');
    line.split(ends).any(is_clock)
}

/// Whether the whole name of somebody stands in a line.
fn holds_name(line: &str, people: &[(Id, &str)]) -> bool {
    let words = folded(line);
    people.iter().any(|(_, name)| {
        let name = folded(name);
        !name.is_empty() && words.windows(name.len()).any(|part| part == name)
    })
}

/// What a line is.
enum ChatLine {
    Head(Sender),
    Message(Sender, Said),
    /// A sealed card of somebody, or of whom nobody knows before it is opened.
    Sealed(Option<Sender>, Code),
    Nothing,
}

/// What a message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Card(Card),
    OffScale,
    Nothing,
}

impl Chat {
    /// Puts the card of a person in the place of the one before.
    pub fn put(&mut self, person: Id, card: Card) {
        self.cards.retain(|(other, _)| *other != person);
        self.off_scale.retain(|other| *other != person);
        self.cards.push((person, card));
    }

    /// Takes what somebody said; gives back whether it was a vote.
    fn take(&mut self, who: &Sender, said: Said) -> bool {
        match (who, said) {
            (_, Said::Nothing) | (Sender::Unknown(_), Said::OffScale) => return false,
            (Sender::Person(person), Said::Card(card)) => self.put(*person, card),
            (Sender::Person(person), Said::OffScale) => {
                // Their last number counts, and it is none of the cards.
                self.cards.retain(|(other, _)| other != person);
                self.off_scale.retain(|other| other != person);
                self.off_scale.push(*person);
            }
            (Sender::Unknown(name), Said::Card(card)) => {
                self.unknown.retain(|(other, _)| other != name);
                self.unknown.push((name.clone(), card));
            }
        }
        true
    }
}

fn parse(
    line: &str,
    had_time: bool,
    sender: Option<&Sender>,
    people: &[(Id, &str)],
    deck: &[Number],
) -> ChatLine {
    let (line, was_from) = without_from(line);
    // A code stands alone, or after a name.
    if let Some(code) = Code::read(line) {
        return ChatLine::Sealed(sender.cloned(), code);
    }
    let sealed = |(name, message)| Some((name, Code::read(without_time(message).0)?));
    if let Some((name, code)) = splits(line).chain(line.rsplit_once(' ')).find_map(sealed) {
        let name: &str = without_to(without_last_time(name));
        let person = whose(name, people).map(Sender::Person);
        return ChatLine::Sealed(
            person.or_else(|| Some(Sender::Unknown(name.to_owned()))),
            code,
        );
    }
    // Somebody who writes nothing but a card goes on with the head above.
    let bare = said(line, deck);
    let is_bare = line.split_whitespace().count() == 1 && bare != Said::Nothing;
    if is_bare {
        return match sender {
            Some(who) => ChatLine::Message(who.clone(), bare),
            None => ChatLine::Nothing,
        };
    }
    for (name, message) in splits(line) {
        if let Some(person) = whose(without_to(without_last_time(name)), people) {
            let who = Sender::Person(person);
            let message = without_time(message).0.trim();
            return if message.is_empty() {
                ChatLine::Head(who)
            } else {
                ChatLine::Message(who, said(message, deck))
            };
        }
    }
    if let Some(person) = whose(without_to(without_last_time(line)), people) {
        return ChatLine::Head(Sender::Person(person));
    }
    if let Some((name, card)) = line.rsplit_once(' ')
        && let Some(person) = whose(name, people)
        && let found @ (Said::Card(_) | Said::OffScale) = said(card, deck)
    {
        return ChatLine::Message(Sender::Person(person), found);
    }
    // `Keiko 3 points`: a name at the beginning, then a vote.
    if let Some((name, rest)) = line.split_once(' ')
        && !has_time(rest)
        && let Some(person) = whose(name, people)
        && let found @ Said::Card(_) = said(rest, deck)
    {
        return ChatLine::Message(Sender::Person(person), found);
    }
    let found = stranger(line, had_time || was_from, sender, deck);
    // Where somebody is named who is not understood to write, nobody wrote it.
    if matches!(found, ChatLine::Message(..)) && holds_name(line, people) {
        ChatLine::Nothing
    } else {
        found
    }
}

/// A line of nobody who is known: a stranger's head or vote, or the message of whoever wrote above.
fn stranger(line: &str, is_head: bool, sender: Option<&Sender>, deck: &[Number]) -> ChatLine {
    for (name, message) in splits(line) {
        let name = without_to(without_last_time(name));
        if !is_name(name) {
            continue;
        }
        let who = Sender::Unknown(name.to_owned());
        if let found @ Said::Card(_) = said(message, deck) {
            return ChatLine::Message(who, found);
        }
        if is_head && message.is_empty() {
            return ChatLine::Head(who);
        }
    }
    let bare = without_last_time(line);
    let name = without_to(bare);
    if (is_head || bare.len() < line.len()) && is_name(name) {
        return ChatLine::Head(Sender::Unknown(name.to_owned()));
    }
    // `Stranger Person 8`, `Stranger Person, 8`: rather asked about than given to whoever wrote above.
    if let Some((name, card)) = line.rsplit_once(' ')
        && let name = name.trim_end_matches([',', ';', '，', '、'])
        && is_full_name(name)
        && let found @ Said::Card(_) = said(card, deck)
    {
        return ChatLine::Message(Sender::Unknown(name.to_owned()), found);
    }
    match (sender, said(line, deck)) {
        (Some(who), found @ (Said::Card(_) | Said::OffScale)) => {
            ChatLine::Message(who.clone(), found)
        }
        _ => ChatLine::Nothing,
    }
}

/// The ways to take a line apart into a name and a message; not within a time.
fn splits(line: &str) -> impl Iterator<Item = (&str, &str)> {
    const SIGNS: [&str; 7] = [":", "：", "\t", " - ", " – ", " — ", "="];
    let at = |sign: &'static str| {
        line.match_indices(sign)
            .map(move |(at, _)| (at, sign.len()))
    };
    let all = SIGNS.into_iter().flat_map(at);
    all.filter_map(|(at, length)| {
        let (name, message) = (line.get(..at)?, line.get(at + length..)?);
        let is_digit = |c: char| c.is_ascii_digit();
        let within = name.ends_with(is_digit) && message.starts_with(is_digit);
        (!within).then(|| (name.trim(), message.trim()))
    })
}

/// The last number of a short message, or that somebody is not sure or does not vote.
fn said(message: &str, deck: &[Number]) -> Said {
    let message = message.trim();
    if let Some(card) = Card::read(message, deck) {
        return Said::Card(card);
    }
    match message {
        "??" | "???" => return Said::Card(Card::Unsure),
        "–" | "—" => return Said::Card(Card::Abstained),
        _ => {}
    }
    // What stands in brackets is beside the vote.
    let aside = message.split_once('(').map_or(message, |(said, _)| said);
    let message = if aside.trim().is_empty() {
        message
    } else {
        aside
    };
    let words: Vec<&str> = message.split_whitespace().collect();
    let lower = message.to_lowercase();
    if words.len() > MOST_WORDS || OF_PROGRAMS.iter().any(|word| lower.contains(word)) {
        return Said::Nothing;
    }
    let mut found = Said::Nothing;
    for (at, word) in words.iter().enumerate() {
        let is_share = words.get(at + 1).is_some_and(|next| next.starts_with('%'));
        // Shares, numbers of items, agreement with others, times and days are no votes.
        let bare = word.trim_end_matches([',', ';', ')', '!']);
        let is_day = bare.ends_with('.') && bare.trim_end_matches('.').contains('.');
        let is_share = is_share || bare.contains('%');
        if word.starts_with(['#', '+']) || is_share || is_clock(bare) || is_day {
            continue;
        }
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ',');
        let word = word.trim_end_matches(['.', ',']);
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        let unit = word.get(digits.len()..).unwrap_or_default();
        // `the 1st` is a day or a place.
        let is_unit = unit.len() <= 3 && !matches!(unit, "st" | "nd" | "rd" | "th");
        let begins = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        if !begins || !is_unit || Number::typed(digits).is_err() {
            continue;
        }
        found = Card::read(digits, deck).map_or(Said::OffScale, Said::Card);
    }
    found
}

/// A digit of another script, of which the zero is given, as ours.
fn digit(c: char, zero: u32) -> Option<char> {
    char::from_digit(u32::from(c).checked_sub(zero)?, 10)
}

/// A line without signs that cannot be seen, with plain blanks and digits.
fn clean(line: &str) -> String {
    let plain = line.chars().filter_map(|c| match c {
        '\r'
        | '\u{feff}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => None,
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' => Some(' '),
        '\u{660}'..='\u{669}' => digit(c, 0x660),
        '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
        '\u{966}'..='\u{96f}' => digit(c, 0x966),
        // Of keyboards that write wide digits and signs.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        c => Some(c),
    });
    let plain: String = plain.collect();
    let words = plain.trim().split(' ').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A text without the word before a name, and whether there was one.
fn without_from(text: &str) -> (&str, bool) {
    match text.split_once(char::is_whitespace) {
        Some((word, rest)) if FROM.contains(&word.to_lowercase().as_str()) => (rest.trim(), true),
        _ => (text, false),
    }
}

/// A name without to whom its owner wrote, and without what stands in brackets behind it.
fn without_to(text: &str) -> &str {
    let text = text
        .split(['(', '[', '<', '|'])
        .next()
        .unwrap_or(text)
        .trim();
    let mut from = 0;
    while let Some(at) = text
        .get(from..)
        .and_then(|rest| rest.find(' '))
        .map(|at| at + from)
    {
        let rest = text.get(at..).unwrap_or_default().trim_start();
        let word = rest.split(' ').next().unwrap_or_default().to_lowercase();
        let is_to = word != rest.to_lowercase() && TO.contains(&word.as_str());
        if at > 0 && (is_to || TO_GLUED.iter().any(|to| word.starts_with(to))) {
            return text.get(..at).unwrap_or(text).trim();
        }
        from = at + 1;
    }
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
}

/// Whether a text may be somebody's name: few words, each of letters.
fn is_name(text: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(char::is_alphabetic)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && text.chars().count() <= 40
        && words.iter().all(|word| is_word(word))
}

/// How many lines of a chat are of questions before: those that were pasted before, and those up to where the
/// question was copied into it.
pub fn before(text: &str, pasted: &[String], question: &str) -> usize {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let same =
        lines.len() > pasted.len() && lines.iter().zip(pasted).all(|(one, other)| one == other);
    let asked = lines
        .iter()
        .rposition(|line| !question.is_empty() && line.contains(question));
    let pasted = if same { pasted.len() } else { 0 };
    pasted.max(asked.map_or(0, |at| at + 1))
}
