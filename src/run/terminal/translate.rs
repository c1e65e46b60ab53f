//! Turns crossterm's events into those of the program.
//!
//! Sizes are not taken from here: they come with their signal, which crossterm reads late.

use crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use crate::desk::event::{Chord, Event, Key, Pointer, PointerAction};

/// Translates an event; none when it means nothing to the program.
pub(in crate::run) fn translate(input: Input) -> Option<Event> {
    match input {
        Input::Key(key) => chord(key).map(Event::Key),
        Input::Paste(text) => Some(Event::Paste(text)),
        Input::Mouse(mouse) => pointer(mouse).map(Event::Pointer),
        Input::FocusGained => Some(Event::Focus),
        Input::FocusLost | Input::Resize(..) => None,
    }
}

fn chord(event: KeyEvent) -> Option<Chord> {
    let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
    if event.kind == KeyEventKind::Release || event.modifiers.intersects(foreign) {
        return None;
    }
    let mut chord = Chord {
        key: key(event.code)?,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift: event.modifiers.contains(KeyModifiers::SHIFT),
    };
    if let Key::Char(c) = chord.key {
        chord.shift = false;
        if chord.ctrl {
            chord.key = Key::Char(c.to_ascii_lowercase());
        }
    } else if chord.key == Key::BackTab || (chord.key == Key::Tab && chord.shift) {
        (chord.key, chord.shift) = (Key::BackTab, false);
    }
    Some(chord)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the other keys do not exist here"
)]
fn key(code: KeyCode) -> Option<Key> {
    Some(match code {
        // A control character that crossterm does not know as a key, such as the single-byte CSI.
        KeyCode::Char(c) if c.is_control() => return None,
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    })
}

fn pointer(event: MouseEvent) -> Option<Pointer> {
    let action = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => PointerAction::Press,
        MouseEventKind::Drag(MouseButton::Left) => PointerAction::Drag,
        MouseEventKind::Up(MouseButton::Left) => PointerAction::Release,
        MouseEventKind::ScrollUp => PointerAction::WheelUp,
        MouseEventKind::ScrollDown => PointerAction::WheelDown,
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Pointer {
        action,
        column: event.column,
        row: event.row,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const CTRL: KeyModifiers = KeyModifiers::CONTROL;
    const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
    const ALT: KeyModifiers = KeyModifiers::ALT;

    #[test]
    fn keys_become_the_chords_of_the_tables() {
        for (code, modifiers, expected) in [
            (KeyCode::Char('j'), NONE, "j"),
            (KeyCode::Char('J'), SHIFT, "J"),
            (KeyCode::Char('?'), SHIFT, "?"),
            (KeyCode::Char('é'), NONE, "é"),
            (KeyCode::Char(' '), NONE, "Space"),
            (KeyCode::Char(' '), CTRL, "Ctrl-Space"),
            (KeyCode::Char('s'), CTRL, "Ctrl-s"),
            (KeyCode::Char('S'), CTRL | SHIFT, "Ctrl-s"),
            (KeyCode::Char('x'), ALT, "Alt-x"),
            (KeyCode::Enter, NONE, "Enter"),
            (KeyCode::Esc, NONE, "Esc"),
            (KeyCode::Tab, NONE, "Tab"),
            (KeyCode::Tab, SHIFT, "Shift-Tab"),
            (KeyCode::BackTab, SHIFT, "Shift-Tab"),
            (KeyCode::Up, SHIFT, "Shift-Up"),
            (KeyCode::Right, CTRL | SHIFT, "Ctrl-Shift-Right"),
            (KeyCode::PageDown, NONE, "PgDn"),
            (KeyCode::Backspace, ALT, "Alt-Backspace"),
        ] {
            let event = translate(Input::Key(KeyEvent::new(code, modifiers)));
            assert_eq!(event, Chord::parse(expected).map(Event::Key), "{expected}");
        }
        let f5 = translate(Input::Key(KeyCode::F(5).into()));
        assert_eq!(f5, Some(Event::Key(Chord::plain(Key::F(5)))));
    }

    #[test]
    fn what_is_no_key_press_is_nothing() {
        for (code, modifiers, kind) in [
            (KeyCode::Char('j'), NONE, KeyEventKind::Release),
            (KeyCode::Char('j'), KeyModifiers::SUPER, KeyEventKind::Press),
            (KeyCode::Char('\u{9b}'), NONE, KeyEventKind::Press),
            (KeyCode::CapsLock, NONE, KeyEventKind::Press),
        ] {
            let event = KeyEvent::new_with_kind(code, modifiers, kind);
            assert_eq!(translate(Input::Key(event)), None, "{code:?}");
        }
        let held = KeyEvent::new_with_kind(KeyCode::Down, NONE, KeyEventKind::Repeat);
        assert!(translate(Input::Key(held)).is_some());
    }

    #[test]
    fn the_pointer_presses_and_turns() {
        for (kind, action) in [
            (
                MouseEventKind::Down(MouseButton::Left),
                Some(PointerAction::Press),
            ),
            (MouseEventKind::ScrollUp, Some(PointerAction::WheelUp)),
            (MouseEventKind::ScrollDown, Some(PointerAction::WheelDown)),
            (
                MouseEventKind::Drag(MouseButton::Left),
                Some(PointerAction::Drag),
            ),
            (
                MouseEventKind::Up(MouseButton::Left),
                Some(PointerAction::Release),
            ),
            (MouseEventKind::Up(MouseButton::Right), None),
            (MouseEventKind::Down(MouseButton::Right), None),
            (MouseEventKind::Moved, None),
        ] {
            let event = translate(Input::Mouse(MouseEvent {
                kind,
                column: 3,
                row: 7,
                modifiers: NONE,
            }));
            let expected = action.map(|action| Pointer {
                action,
                column: 3,
                row: 7,
            });
            assert_eq!(event, expected.map(Event::Pointer), "{kind:?}");
        }
    }

    #[test]
    fn text_and_focus_pass_and_sizes_do_not() {
        assert_eq!(
            translate(Input::Paste("q\n".to_owned())),
            Some(Event::Paste("q\n".to_owned()))
        );
        assert_eq!(translate(Input::FocusGained), Some(Event::Focus));
        assert_eq!(translate(Input::FocusLost), None);
        assert_eq!(translate(Input::Resize(1, 2)), None);
    }
}
