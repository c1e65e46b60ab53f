//! From keys to commands: the default keys, the user's own, and sequences such as `g b`.
//!
//! Knows nothing of what commands do.

use crate::desk::command::{Command, Scope};
use crate::desk::event::Chord;
use crate::desk::preferences::KeyOverride;
use crate::model::key::{APP_PALETTE, KEYS, OwnKeys};
use crate::model::text::{Problem, Severity, closest};

/// The keys in force, and the beginning of a sequence if one was typed.
#[derive(Debug)]
pub struct Keys {
    commands: Vec<&'static Command>,
    bindings: Vec<(&'static Command, Vec<Chord>)>,
    own: OwnKeys,
    /// The chords of an unfinished sequence.
    pub pending: Vec<Chord>,
}

/// What a key leads to.
#[derive(Debug, PartialEq)]
pub enum Found {
    /// This command.
    Command(&'static Command),
    /// More keys may follow.
    Prefix,
    /// Nothing here.
    Nothing,
}

/// What the ids of some commands began with before, and what they begin with now.
const RENAMED: &[(&str, &str)] = &[
    ("feedback.", "checkpoint."),
    ("feedback.", "move."),
    ("fist.", "move."),
    ("intake.", "move."),
    ("conflicts.", "move."),
    ("form.", "move."),
    ("list.", "move."),
    ("page.", "move."),
    ("lists.", "rows."),
    ("roadmap.", "rows."),
    ("risks.", "rows."),
    ("findings.", "rows."),
    ("page.end", "move.bottom"),
    ("fist.", "confidence."),
    ("intake.", "import."),
    ("outgo.", "export."),
    ("room.", "discussion."),
    ("app.kept-text", "app.drafts"),
    ("board.pin-", "pin."),
];

impl Keys {
    /// The default keys with the user's own in place of those they name, and what is wrong with
    /// those: an unknown command, or a key that means two things in one scope. Such a wish is left out.
    pub fn with(
        commands: impl IntoIterator<Item = &'static Command>,
        wishes: &[KeyOverride],
    ) -> (Self, Vec<Problem>) {
        let commands: Vec<&'static Command> = commands.into_iter().collect();
        let mut problems = Vec::new();
        let mut taken: Vec<Wish<'_>> = Vec::new();
        for wish in wishes {
            match taken_up(wish, &commands) {
                Ok(command) => taken.push((command, wish)),
                Err(problem) => problems.push(*problem),
            }
        }
        // All wishes together: two commands can change keys. Of those that cannot be together the last one goes.
        let bindings = loop {
            let bindings = bound(&commands, &taken);
            let Some((key, one, other)) = clash(&bindings) else {
                break bindings;
            };
            let is_theirs = |(command, _): &Wish<'_>| *command == one || *command == other;
            let Some(at) = taken.iter().rposition(is_theirs) else {
                break bindings;
            };
            let (_, wish) = taken.remove(at);
            let (one, other) = (one.name.said(), other.name.said());
            let what = format!("{key} would mean both “{one}” and “{other}”");
            let hint = "give one of them another key; this line is ignored";
            problems.push(about(wish, what, hint));
        };
        problems.sort_by_key(|problem| problem.line);
        let mut keys = Self {
            commands,
            bindings,
            own: OwnKeys::default(),
            pending: Vec::new(),
        };
        keys.own = keys.named();
        (keys, problems)
    }

    /// Lets the texts that are put together from now on name the keys in force.
    pub fn take_up(&self) {
        self.own.take_up();
    }

    /// What the texts name: the key to teach of each command they know, where it is not the usual one. What no key
    /// leads to is found by its name.
    fn named(&self) -> OwnKeys {
        let palette = self.taught(APP_PALETTE.id()).unwrap_or_default();
        OwnKeys::new(KEYS.iter().filter_map(|(_, key)| {
            let command = self.command(key.id())?;
            let taught = self.of(command).into_iter().next();
            let said = taught.unwrap_or_else(|| format!("{palette} {}", command.name.written()));
            (said != key.usual()).then_some((key.id(), said))
        }))
    }

    /// Every command there is.
    pub fn commands(&self) -> impl Iterator<Item = &'static Command> {
        self.commands.iter().copied()
    }

    /// The command of this id.
    pub fn command(&self, id: &str) -> Option<&'static Command> {
        named(&self.commands, id)
    }

    /// Where chords lead in these scopes, the first scope that knows them winning.
    fn find(&self, typed: &[Chord], scopes: &[Scope]) -> Found {
        for scope in scopes {
            let mut here = self
                .bindings
                .iter()
                .filter(|(command, _)| command.scope == *scope);
            if let Some((command, _)) = here.clone().find(|(_, keys)| keys == typed) {
                return Found::Command(command);
            }
            if here.any(|(_, keys)| keys.starts_with(typed)) {
                return Found::Prefix;
            }
        }
        Found::Nothing
    }

    /// The command that a chord alone runs in these scopes; none while a sequence is unfinished.
    pub fn leads_to(&self, chord: Chord, scopes: &[Scope]) -> Option<&'static Command> {
        match self.find(&[chord], scopes) {
            Found::Command(command) if self.pending.is_empty() => Some(command),
            Found::Command(_) | Found::Prefix | Found::Nothing => None,
        }
    }

    /// Whether a chord alone is a key of the command of this id.
    pub fn has(&self, chord: Chord, id: &str) -> bool {
        let mut all = self.bindings.iter();
        all.any(|(command, keys)| command.id == id && *keys == [chord])
    }

    /// Where the next chord leads in these scopes, the first scope that knows it winning. Finishes or
    /// drops an unfinished sequence.
    pub fn resolve(&mut self, chord: Chord, scopes: &[Scope]) -> Found {
        self.pending.push(chord);
        let found = self.find(&self.pending, scopes);
        if found != Found::Prefix {
            self.pending.clear();
        }
        found
    }

    /// The commands an unfinished sequence may become, each with the chord that is missing.
    pub fn followers(&self, scopes: &[Scope]) -> Vec<(&'static Command, Chord)> {
        let next = |(command, keys): &(&'static Command, Vec<Chord>)| {
            let open = keys.starts_with(&self.pending) && scopes.contains(&command.scope);
            keys.get(self.pending.len())
                .filter(|_| open)
                .map(|chord| (*command, *chord))
        };
        if self.pending.is_empty() {
            Vec::new()
        } else {
            self.bindings.iter().filter_map(next).collect()
        }
    }

    /// The first keys of a command that no nearer one of these scopes takes, as words.
    pub fn free(&self, command: &Command, scopes: &[Scope]) -> Option<String> {
        let nearness = |scope: Scope| scopes.iter().position(|other| *other == scope);
        let own = nearness(command.scope)?;
        let is_taken = |keys: &Vec<Chord>| {
            self.bindings.iter().any(|(other, others)| {
                nearness(other.scope).is_some_and(|place| place < own)
                    && (keys.starts_with(others) || others.starts_with(keys))
            })
        };
        let mut keys = self.bindings.iter().filter(|(of, _)| *of == command);
        let (_, keys) = keys.find(|(_, keys)| !is_taken(keys))?;
        Some(words(keys))
    }

    /// The keys of a command as words, `g b`; the first one is the one to teach.
    pub fn of(&self, command: &Command) -> Vec<String> {
        self.bindings
            .iter()
            .filter(|(of, _)| *of == command)
            .map(|(_, keys)| words(keys))
            .collect()
    }

    /// The keys to teach of the command of an id; none where there is no such command, or no key leads to it.
    pub fn taught(&self, id: &str) -> Option<String> {
        self.of(self.command(id)?).into_iter().next()
    }
}

/// The command of this id, or of what it was called when a settings file or a journal was written.
fn named(commands: &[&'static Command], id: &str) -> Option<&'static Command> {
    let find = |id: &str| commands.iter().copied().find(|command| command.id == id);
    let renamed =
        |(before, now): &(&str, &str)| find(&format!("{now}{}", id.strip_prefix(before)?));
    find(id).or_else(|| RENAMED.iter().find_map(renamed))
}

/// Keys as words: `g b`.
fn words(keys: &[Chord]) -> String {
    let words: Vec<String> = keys.iter().map(Chord::to_string).collect();
    words.join(" ")
}

/// Reads `g b`.
fn sequence(keys: &str) -> Option<Vec<Chord>> {
    if keys.is_empty() {
        None
    } else {
        keys.split(' ').map(Chord::parse).collect()
    }
}

/// A wish for the keys of a command.
type Wish<'w> = (&'static Command, &'w KeyOverride);

/// The command a wish is for, or what is wrong with it.
fn taken_up(
    wish: &KeyOverride,
    commands: &[&'static Command],
) -> Result<&'static Command, Box<Problem>> {
    let id = &wish.command;
    let Some(command) = named(commands, id) else {
        let near = closest(id, commands.iter().map(|command| command.id));
        let hint = near.map_or_else(
            || "the palette (:) lists them; this line is ignored".to_owned(),
            |near| format!("write “{near}”; this line is ignored"),
        );
        let what = format!("there is no command “{id}”");
        return Err(Box::new(about(wish, what, hint)));
    };
    let is_digit = |keys: &Vec<Chord>| {
        let first = keys.first().map(Chord::to_string).unwrap_or_default();
        matches!(first.as_bytes(), [b'0'..=b'9'])
    };
    let usual = command.keys.iter().filter_map(|keys| sequence(keys));
    if wish.keys.iter().any(is_digit) && !usual.into_iter().any(|keys| is_digit(&keys)) {
        let what = "a digit is always a value, never a command";
        return Err(Box::new(about(
            wish,
            what,
            "choose another key; this line is ignored",
        )));
    }
    Ok(command)
}

fn about(wish: &KeyOverride, what: impl Into<String>, hint: impl Into<String>) -> Problem {
    let problem = Problem::new(Severity::Warning, what, hint);
    problem
        .at(wish.line, 1)
        .within(format!("keys › {}", wish.command))
}

/// The usual keys, with the wishes in place of those of their commands.
fn bound(
    commands: &[&'static Command],
    wishes: &[Wish<'_>],
) -> Vec<(&'static Command, Vec<Chord>)> {
    let is_wished = |command: &Command| wishes.iter().any(|(other, _)| *other == command);
    let usual = commands
        .iter()
        .copied()
        .filter(|command| !is_wished(command));
    let usual = usual.flat_map(|command| {
        let keys = command.keys.iter().filter_map(|keys| sequence(keys));
        keys.map(move |keys| (command, keys))
    });
    let theirs = wishes
        .iter()
        .flat_map(|(command, wish)| wish.keys.iter().map(move |keys| (*command, keys.clone())));
    usual.chain(theirs).collect()
}

/// Two commands of one scope of which one cannot be reached: same keys, or the beginning of the other's.
fn clash(
    bindings: &[(&'static Command, Vec<Chord>)],
) -> Option<(String, &'static Command, &'static Command)> {
    for (at, (one, keys)) in bindings.iter().enumerate() {
        for (other, others) in bindings.iter().skip(at + 1) {
            let overlap = keys.starts_with(others) || others.starts_with(keys);
            if overlap && one.scope == other.scope && one != other {
                return Some((words(keys), one, other));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_read_and_means_one_thing() {
        for command in crate::shell::commands::all() {
            for keys in command.keys {
                assert!(sequence(keys).is_some(), "{}: {keys}", command.id);
            }
        }
        let usual = Keys::with(crate::shell::commands::all(), &[]).0;
        assert!(clash(&usual.bindings).is_none());
    }

    #[test]
    fn wishes_that_cannot_be_are_said_and_left_out() {
        let wish = |command: &str, key, line| KeyOverride {
            command: command.to_owned(),
            keys: vec![vec![Chord::parse(key).unwrap()]],
            line,
        };
        let wishes = [
            wish("board.xyzzy", "f", 3),
            wish("item.new", "m", 4),
            wish("item.delete", "F9", 5),
            wish("item.delte", "F8", 6),
        ];
        let (keys, problems) = Keys::with(crate::shell::commands::all(), &wishes);
        let said: Vec<String> = problems
            .iter()
            .map(|p| format!("{}: {}", p.place(), p.what))
            .collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].contains("line 3") && said[0].contains("no command “board.xyzzy”"));
        assert!(problems[0].hint.starts_with("the palette"));
        assert!(said[1].contains("line 4") && said[1].contains("would mean both"));
        assert!(problems[2].hint.contains("“item.delete”"));
        assert_eq!(keys.of(keys.command("item.delete").unwrap()), ["F9"]);
        assert_eq!(keys.of(keys.command("item.new").unwrap()), ["n"]);
    }

    #[test]
    fn two_commands_change_keys_and_no_digit_is_a_command() {
        let wish = |command: &str, key, line| KeyOverride {
            command: command.to_owned(),
            keys: vec![vec![Chord::parse(key).unwrap()]],
            line,
        };
        for [(one, other), (key, its)] in [
            [("board.down", "board.up"), ("k", "j")],
            [("item.new", "item.edit"), ("Enter", "n")],
        ] {
            let wishes = [wish(one, key, 1), wish(other, its, 2)];
            let (keys, problems) = Keys::with(crate::shell::commands::all(), &wishes);
            assert!(problems.is_empty(), "{problems:?}");
            assert_eq!(keys.of(keys.command(one).unwrap()), [key]);
            assert_eq!(keys.of(keys.command(other).unwrap()), [its]);
        }
        let (keys, problems) = Keys::with(
            crate::shell::commands::all(),
            &[wish("item.delete", "5", 3)],
        );
        assert!(problems[0].what.contains("a digit is always a value"));
        assert_eq!(
            keys.of(keys.command("item.delete").unwrap()),
            ["d", "Delete"]
        );
    }

    #[test]
    fn a_command_is_known_by_the_name_it_had() {
        let wish = |command: &str| KeyOverride {
            command: command.to_owned(),
            keys: vec![vec![Chord::parse("F9").unwrap()]],
            line: 1,
        };
        for (before, now) in [
            ("feedback.close", "checkpoint.close"),
            ("fist.set", "confidence.set"),
            ("intake.report", "import.report"),
            ("outgo.enter", "export.enter"),
            ("room.vote", "discussion.vote"),
            ("app.kept-text", "app.drafts"),
            ("board.pin-up", "pin.up"),
            ("list.page-down", "move.page-down"),
            ("lists.page-down", "rows.page-down"),
            ("roadmap.bottom", "rows.bottom"),
            ("risks.top", "rows.top"),
            ("findings.up", "rows.up"),
            ("page.end", "move.bottom"),
            ("feedback.up", "move.up"),
        ] {
            let (keys, problems) = Keys::with(crate::shell::commands::all(), &[wish(before)]);
            assert!(problems.is_empty(), "{before}: {problems:?}");
            assert_eq!(keys.of(keys.command(now).unwrap()), ["F9"], "{before}");
        }
    }
}
