//! What comes right behind a paste is part of it.
//!
//! Pasted text that holds the sequence which ends a paste would end early, and its rest would run
//! as keys. No hand is as fast as that rest, so keys without a pause are taken as text. Text that
//! arrives in pieces with longer pauses between them is not recognized.

use crossterm::event::{Event, KeyCode, KeyModifiers};

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

    #[test]
    fn the_next_paste_is_another() {
        check(
            vec![key(KeyCode::Char('b')), Event::Paste("c".to_owned())],
            "ab",
            Some(Event::Paste("c".to_owned())),
        );
    }
}
