//! The user's preferences: how evenkeel looks and which keys it answers to, on every workspace.
//!
//! Owns what can be set in `settings.ron`, what it starts as and the text of a first file; reading a
//! text is in `read`. Knows no file, no terminal and no command: where the file lies is known to
//! `run`, and which commands exist is checked by the caller. (How a workspace estimates and ranks is
//! in [`crate::model::settings`].)

mod raw;
mod read;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use crate::desk::event::Chord;
use crate::desk::side::Side;
use crate::model::field::Choice;
use crate::model::text::Problem;

crate::choice! {
    /// The colors the screen starts from.
    ColorTheme {
        Auto = "as the terminal's background",
        Dark = "light text on dark",
        Light = "dark text on light",
    }
}

crate::choice! {
    /// Whether color is used.
    Color {
        Auto = "where the terminal has it and the environment allows it",
        Always = "whatever the environment says",
        Never = "bold and underline instead",
    }
}

crate::choice! {
    /// Who colors the background.
    Background {
        Painted = "the theme's own",
        Terminal = "the terminal's, which may be a picture",
    }
}

crate::choice! {
    /// The characters that lines and marks are drawn with.
    Charset {
        Auto = "as the locale says",
        Unicode = "lines and marks",
        Ascii = "for fonts without them",
    }
}

/// Other keys for one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOverride {
    /// The id of the command; whether there is such a command is for the caller to check.
    pub command: String,
    /// The chords to press one after the other, for each way to call it. None at all takes its keys
    /// away.
    pub keys: Vec<Vec<Chord>>,
    /// The line of the file, from 1, for what the caller has to say.
    pub line: usize,
}

/// What a user likes, independent of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The colors the screen starts from.
    pub theme: ColorTheme,
    /// Whether color is used.
    pub color: Color,
    /// Who colors the background.
    pub background: Background,
    /// The characters that lines and marks are drawn with.
    pub charset: Charset,
    /// Whether clicks and the wheel work; without them the terminal selects text itself.
    pub mouse: bool,
    /// Whether the board says in a line what its order means, for who is new.
    pub tips: bool,
    /// The side from which a workspace is looked at.
    pub side: Side,
    /// The name of who acts at this keyboard, as the people of a workspace are called; nobody where it is blank.
    pub me: String,
    /// Other keys for commands, in the order of the file, each command once.
    pub keys: Vec<KeyOverride>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: ColorTheme::default(),
            color: Color::default(),
            background: Background::default(),
            charset: Charset::default(),
            mouse: true,
            tips: true,
            side: Side::default(),
            me: String::new(),
            keys: Vec::new(),
        }
    }
}

impl Preferences {
    /// Reads the text of a settings file. It never fails: what is wrong is a [`Problem`] and keeps
    /// its default; a text that is no RON at all gives one problem and all defaults.
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        read::preferences(text)
    }

    /// The text of a settings file that says the same, with a comment on every setting.
    pub fn to_ron(&self) -> String {
        let mut text = String::from(
            "// The settings of evenkeel. What is left out keeps its default;\n\
             // a line that cannot be understood is named at start and ignored.\n(\n",
        );
        setting(&mut text, "Colors", "theme", self.theme);
        setting(&mut text, "Use of color", "color", self.color);
        setting(&mut text, "Background", "background", self.background);
        setting(&mut text, "Lines and marks", "charset", self.charset);
        text.push_str(
            "\n    // Clicks and the wheel. With false the terminal selects text itself.\n",
        );
        let _ = writeln!(text, "    mouse: {},", self.mouse);
        text.push_str(
            "\n    // The first line of the board, for who is new. x on the board takes it away.\n",
        );
        let _ = writeln!(text, "    tips: {},", self.tips);
        setting(&mut text, "The side you look from", "side", self.side);
        text.push_str(
            "\n    // Who you are, as the people of your workspaces are called. : side says it.\n",
        );
        let _ = writeln!(text, "    me: {},", literal(&self.me));
        text.push_str(
            "\n    // Other keys for a command: its id, then each way to press it. Chords that follow\n    \
             // one another are separated by spaces; [] takes the keys away. The palette (:) shows\n    \
             // the commands. For example:\n    keys: {\n        \
             // \"pin.up\": [\"K\", \"Ctrl-Up\", \"g k\"],\n",
        );
        for KeyOverride { command, keys, .. } in &self.keys {
            let keys: Vec<String> = keys.iter().map(|chords| literal(&spaced(chords))).collect();
            let _ = writeln!(text, "        {}: [{}],", literal(command), keys.join(", "));
        }
        text.push_str("    },\n)\n");
        text
    }
}

/// Writes one setting under its comment, which explains every word.
fn setting<C: Choice>(text: &mut String, about: &str, name: &str, value: C) {
    let words: Vec<String> = C::WORDS
        .iter()
        .map(|word| format!("{} ({})", word.name, word.label))
        .collect();
    let words = words.join(", ");
    let _ = writeln!(text, "\n    // {about}: {words}.");
    let _ = writeln!(text, "    {name}: {},", value.word().name);
}

fn spaced(chords: &[Chord]) -> String {
    let chords: Vec<String> = chords.iter().map(Chord::to_string).collect();
    chords.join(" ")
}

fn literal(text: &str) -> String {
    format!("\"{}\"", text.escape_debug())
}
