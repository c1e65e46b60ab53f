//! The reference: what there is to look up, by topic.
//!
//! Owns which topics there are and what each says, taken from the tables the program itself works by:
//! commands, methods, filter, kinds, findings, formats, limits, settings. `assets/reference/` keeps each page as Markdown.

mod format;
pub mod plain;

use crate::desk::command::Scope;
use crate::desk::filter;
use crate::desk::keys::Keys;
use crate::desk::preferences::Preferences;
use crate::exchange::{export, import};
use crate::model::field::Choice;
use crate::model::item::Item;
use crate::model::limits::{LIMITS, PROBLEMS_LIMIT};
use crate::model::record::Declared;
use crate::model::text::closest;
use crate::model::words::worded;
use crate::scoring::findings::FINDINGS;
use crate::scoring::ranking::method::{METHODS, Method};

/// Something to look up.
#[derive(Debug)]
pub struct ReferenceTopic {
    /// The word to ask for it, then other words for the same.
    pub names: &'static [&'static str],
    /// One sentence about it.
    pub about: &'static str,
    /// What it says.
    pub page: fn() -> Vec<Block>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// What follows is about this.
    Heading(String),
    /// Sentences.
    Text(String),
    /// A table: its headings, then rows of as many cells.
    Table(&'static [&'static str], Vec<Vec<String>>),
    /// Lines as they are typed.
    Lines(String),
}

/// Every topic there is.
pub const TOPICS: [ReferenceTopic; 8] = [
    ReferenceTopic {
        names: &["keys", "commands"],
        about: "The keys, by where they work.",
        page: keys,
    },
    ReferenceTopic {
        names: &["methods", "lenses", "scoring"],
        about: "The ranking methods and their formulas.",
        page: methods,
    },
    ReferenceTopic {
        names: &["filter", "search"],
        about: "The language of the filter.",
        page: words_of_the_filter,
    },
    ReferenceTopic {
        names: &["file", "format"],
        about: "The file: every section and field.",
        page: format::page,
    },
    ReferenceTopic {
        names: &["findings", "checks"],
        about: "What the backlog's own checks find.",
        page: findings,
    },
    ReferenceTopic {
        names: &["formats", "import", "export"],
        about: "The formats that can be read and written.",
        page: formats,
    },
    ReferenceTopic {
        names: &["limits"],
        about: "How much a workspace may hold.",
        page: limits,
    },
    ReferenceTopic {
        names: &["settings", "preferences"],
        about: "What can be set for all workspaces.",
        page: settings,
    },
];

/// The topic of a name, or the name that was probably meant.
pub fn topic(name: &str) -> Result<&'static ReferenceTopic, Option<&'static str>> {
    let wanted = name.to_lowercase();
    let names = || TOPICS.iter().flat_map(|topic| topic.names).copied();
    let found = TOPICS.iter().find(|topic| topic.names.contains(&&*wanted));
    let begins = || names().find(|name| wanted.len() > 1 && name.starts_with(&wanted));
    found.ok_or_else(|| closest(&wanted, names()).or_else(begins))
}

fn text(words: impl Into<String>) -> Block {
    Block::Text(words.into())
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

fn keys() -> Vec<Block> {
    let mut page = vec![text(
        "A digit is always a value, never a command. Keys can be changed: help-topics settings. \
         Commands without a key are in the palette (:).",
    )];
    let keys = Keys::with(crate::shell::commands::all(), &[]).0;
    let mut scopes: Vec<Scope> = Vec::new();
    for command in keys.commands() {
        if !scopes.contains(&command.scope) {
            scopes.push(command.scope);
        }
    }
    for scope in scopes {
        let commands = keys.commands().filter(|command| command.scope == scope);
        let rows = commands.map(|command| {
            let keys = keys.of(command).join("  ");
            let keys = if keys.is_empty() {
                format!(": {}", command.name)
            } else {
                keys
            };
            row([&keys, command.sentence.said(), command.id])
        });
        page.push(Block::Heading(format!("{scope:?}")));
        page.push(Block::Table(
            &["Keys", "What", "Name in the settings"],
            rows.collect(),
        ));
    }
    page
}

fn methods() -> Vec<Block> {
    let label = |name: &&str| {
        let field = Item::KIND
            .field(name)
            .and_then(|at| Item::KIND.fields.get(at));
        field.map_or_else(String::new, |field| field.label.said().to_owned())
    };
    let of = |method: &Method| {
        let inputs: Vec<String> = method.inputs.iter().map(label).collect();
        let inputs = format!("from {}", inputs.join(", "));
        row([method.lens.word().label, method.formula, &inputs])
    };
    vec![
        text(worded(
            "L ranks the board by another method. Scores are exact fractions, and ties share a rank. \
             Unknown is never zero: an item with a blank has no score, and says what is missing. \
             An item placed by hand keeps the rank it was given.",
        )),
        Block::Table(
            &["Method", "Score", "Fields"],
            METHODS.iter().map(of).collect(),
        ),
    ]
}

fn words_of_the_filter() -> Vec<Block> {
    let forms = [
        ["word", worded("The word stands in a text of the item.")],
        ["\"a phrase\"", "The words stand there side by side."],
        [
            "bucket:tech",
            "A field has the value; the beginning of a name or word will do.",
        ],
        [
            "size>5",
            "Compares numbers and days: > >= < <= and : for the same.",
        ],
        ["due<2026-12", "A day, a month or a year."],
        [
            "unknown:size",
            "Nobody has said yet; known:size is the opposite.",
        ],
        ["-label:web", "Turns a term around."],
    ];
    let known = filter::known();
    let names = known
        .iter()
        .map(|known| row([&known.typed, &known.help, &known.example]));
    vec![
        text(worded(
            "Terms stand side by side and all must match. What is not understood is left out and said; \
             Tab completes names and values. Closed items are listed when a term asks for a state.",
        )),
        Block::Table(&["Term", "What it asks"], forms.map(row).to_vec()),
        Block::Heading("Names".to_owned()),
        Block::Table(&["Name", "What it is", "Example"], names.collect()),
    ]
}

fn findings() -> Vec<Block> {
    let of = |check: &crate::scoring::findings::Check| {
        row([
            check.code,
            check.severity.word(),
            check.title.said(),
            check.meaning.said(),
        ])
    };
    vec![
        text(worded(
            "g f lists them on the board, evenkeel check on the command line. It ends with 1 when one is an \
             error. s silences a finding of one item, with a reason.",
        )),
        Block::Table(
            &["Code", "Severity", "Finds", "What it means"],
            FINDINGS.iter().map(of).collect(),
        ),
    ]
}

fn formats() -> Vec<Block> {
    let read = import::FORMATS.iter();
    let read = read.map(|format| row([format.name, format.about, format.lost]));
    let written = export::FORMATS.iter();
    let written = written.map(|format| row([format.name, format.about.said()]));
    vec![
        text(
            "Import tells by what is in a file which of these it is: evenkeel import, or i on the board.",
        ),
        Block::Heading("Read".to_owned()),
        Block::Table(
            &["Format", "What it is", "What never comes in"],
            read.collect(),
        ),
        Block::Heading("Written".to_owned()),
        text(
            "evenkeel export FORMAT, or X on the board. What is private stays out unless you ask for it.",
        ),
        Block::Table(&["Format", "What"], written.collect()),
    ]
}

fn limits() -> Vec<Block> {
    let of = |(what, limit, beyond): (&str, usize, &str)| row([what, &limit.to_string(), beyond]);
    vec![
        Block::Table(&["What", "At most", "Beyond it"], LIMITS.map(of).to_vec()),
        text(format!(
            "A file has up to {PROBLEMS_LIMIT} problems listed one by one. A table to import may have as many \
             rows as a file has records."
        )),
    ]
}

fn settings() -> Vec<Block> {
    vec![
        text(
            ": keep preferences writes your settings file; --config PATH reads another one. Each setting \
             with its words, as it starts:",
        ),
        Block::Lines(Preferences::default().to_ron()),
        text(
            "How one workspace estimates and ranks is in its file: help-topics file, section settings.",
        ),
    ]
}
