//! Text that no hand types: what comes in faster than typing is a paste, and what comes right behind a paste is part
//! of it.
//!
//! Not every terminal puts marks around what is pasted, and text without them would run as keys.
//! Pasted text that holds the sequence which ends a paste would end early, and its rest would run
//! as keys. No hand is as fast as that rest, so keys without a pause are taken as text. Text that
//! arrives in pieces with longer pauses between them is not recognized.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};

/// How long a key may come after the one before it and still be of one burst, once one has begun.
const PAUSE: Duration = Duration::from_millis(5);
/// What is there already: a key alone is not held up. crossterm finds nothing within no time at all.
const AT_ONCE: Duration = Duration::from_micros(100);
/// From so many characters on a burst is a paste. A hand that rolls over keys, or a sequence such as `g s n` that
/// a slow line brings at once, is shorter.
const BURST: usize = 4;

/// What came in without a pause.
#[derive(Debug, PartialEq)]
pub(super) enum Burst {
    /// Keys, one by one.
    Keys(Vec<Event>),
    /// A text that no hand types so fast.
    Text(String),
}

/// Collects what follows a key without a pause, and gives the event that is no text and ended it. `next` gives the
/// event that comes within a time. A key that is held down repeats itself and is no text.
pub(super) fn burst(
    first: Event,
    mut next: impl FnMut(Duration) -> Option<Event>,
) -> (Burst, Option<Event>) {
    let mut keys = Vec::new();
    let mut text = String::new();
    let mut present = Some(first);
    while let Some(event) = present.take() {
        let Some(character) = character(&event) else {
            return (burst_of(keys, text), Some(event));
        };
        text.push(character);
        keys.push(event);
        let pause = if keys.len() > 1 { PAUSE } else { AT_ONCE };
        present = next(pause);
    }
    (burst_of(keys, text), None)
}

fn burst_of(keys: Vec<Event>, text: String) -> Burst {
    let mut others = text.chars().skip(1);
    let is_held = text
        .chars()
        .next()
        .is_some_and(|first| others.all(|other| other == first));
    if keys.len() < BURST || is_held {
        Burst::Keys(keys)
    } else {
        Burst::Text(text)
    }
}

/// The character of a key that types one.
pub(super) fn character(event: &Event) -> Option<char> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => typed(key.code, key.modifiers),
        Event::Key(_)
        | Event::Paste(_)
        | Event::Mouse(_)
        | Event::Resize(..)
        | Event::FocusGained
        | Event::FocusLost => None,
    }
}

/// Appends the keys that follow without a pause; also gives the event that is no key and ended them.
pub(super) fn complete(
    mut text: String,
    mut next: impl FnMut() -> Option<Event>,
) -> (String, Option<Event>) {
    while let Some(event) = next() {
        match event {
            Event::Key(key) => text.extend(typed(key.code, key.modifiers)),
            Event::Resize(..) => {}
            Event::Paste(_) | Event::Mouse(_) | Event::FocusGained | Event::FocusLost => {
                return (text, Some(event));
            }
        }
    }
    (text, None)
}

fn typed(code: KeyCode, modifiers: KeyModifiers) -> Option<char> {
    if modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        return None;
    }
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "every other key has no text"
    )]
    match code {
        KeyCode::Char(c) => Some(c),
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab => Some('\t'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(events: Vec<Event>, expected: &str, left: Option<Event>) {
        let mut events = events.into_iter();
        let result = complete("a".to_owned(), || events.next());
        assert_eq!(result, (expected.to_owned(), left));
    }

    fn key(code: KeyCode) -> Event {
        Event::Key(code.into())
    }

    #[test]
    fn keys_behind_a_paste_are_text() {
        check(vec![], "a", None);
        check(
            vec![
                key(KeyCode::Char('q')),
                key(KeyCode::Enter),
                key(KeyCode::Tab),
            ],
            "aq\n\t",
            None,
        );
        check(
            vec![key(KeyCode::Esc), Event::Resize(1, 1), key(KeyCode::F(1))],
            "a",
            None,
        );
    }

    /// What comes of keys, each with the time after the one before it.
    fn come(events: &[(u64, KeyCode)]) -> (Burst, Option<Event>) {
        let mut events = events.iter();
        let mut waiting = None;
        let first = key(events.next().unwrap().1);
        burst(first, |pause| {
            let (after, code) = *waiting.get_or_insert(*events.next()?);
            let is_in_time = Duration::from_millis(after) <= pause;
            if is_in_time {
                waiting = None;
            }
            is_in_time.then(|| key(code))
        })
    }

    fn typed_at(text: &str, apart: u64) -> Vec<(u64, KeyCode)> {
        text.chars().map(|c| (apart, KeyCode::Char(c))).collect()
    }

    #[test]
    fn what_is_faster_than_typing_is_text() {
        let (burst, left) = come(&typed_at("ddx q", 0));
        assert_eq!((burst, left), (Burst::Text("ddx q".to_owned()), None));
        // A paste that comes in pieces, and one with line ends.
        let mut pieces = typed_at("acme", 0);
        pieces.push((4, KeyCode::Enter));
        pieces.extend(typed_at("wants", 3));
        let (burst, _) = come(&pieces);
        assert_eq!(burst, Burst::Text("acme\nwants".to_owned()));
    }

    #[test]
    fn what_is_typed_is_keys() {
        let keys = |text: &str| Burst::Keys(typed_at(text, 0).iter().map(|k| key(k.1)).collect());
        // Nobody types so fast that each key comes within a few milliseconds.
        assert_eq!(come(&typed_at("quit", 30)).0, keys("q"));
        // A roll over two keys, a sequence that a slow line brings at once, a key that is held down.
        for roll in ["gb", "gsn", "jjjjjjjj"] {
            assert_eq!(come(&typed_at(roll, 0)).0, keys(roll), "{roll}");
        }
    }

    #[test]
    fn a_key_without_a_character_ends_a_burst_and_acts_after_it() {
        let mut events = typed_at("text", 0);
        events.push((0, KeyCode::Esc));
        let (burst, left) = come(&events);
        assert_eq!(burst, Burst::Text("text".to_owned()));
        assert_eq!(left, Some(key(KeyCode::Esc)));
    }

    #[test]
    fn the_next_paste_is_another() {
        check(
            vec![key(KeyCode::Char('b')), Event::Paste("c".to_owned())],
            "ab",
            Some(Event::Paste("c".to_owned())),
        );
    }
}
