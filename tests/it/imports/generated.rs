//! Small files of every tracker and language in every form a table comes in: made by rows of data, held against
//! exact counts, keys, titles in their order, states, sizes and people.

mod headers;

use evenkeel::exchange::import::Import;
use evenkeel::model::Workspace;
use evenkeel::model::item::{Item, State};

use headers::{HEADERS, Header};

use super::{apply, name, size};

/// What a table may be written in.
#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16Little,
    /// Windows-1252 where it has all letters, else UTF-16 the other way round.
    Old,
}

impl Encoding {
    const ALL: [Self; 4] = [Self::Utf8, Self::Utf8Marked, Self::Utf16Little, Self::Old];

    fn bytes(self, text: &str) -> Vec<u8> {
        let wide = |order: fn(u16) -> [u8; 2]| {
            let marked = std::iter::once(0xfeff).chain(text.encode_utf16());
            marked.flat_map(order).collect::<Vec<u8>>()
        };
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8Marked => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            Self::Utf16Little => wide(u16::to_le_bytes),
            Self::Old => {
                let narrow = text.chars().map(|c| u8::try_from(u32::from(c)).ok());
                let narrow: Option<Vec<u8>> = narrow.collect();
                narrow.unwrap_or_else(|| wide(u16::to_be_bytes))
            }
        }
    }
}

const KEYS: [&str; 4] = ["101", "102", "103", "104"];
const TITLES: [&str; 4] = [
    "Pay, later; or now",
    "Maß \"groß\" zeigen",
    "Line\nbreak",
    "Send back",
];
const OWNERS: [&str; 4] = ["Ana Ruiz", "Jörg Weiß", "", "Ana Ruiz"];
const SIZES: [&str; 4] = ["5", "0.5", "13", "8"];

/// A file with four items, as one of many forms has it.
fn file(header: &Header, separator: char, at: usize) -> String {
    let is_comma = separator == ';';
    let keys = KEYS.map(|key| key_of(header, key));
    let number = |row: usize| match (SIZES[row], is_comma) {
        ("13", true) => "13,0".to_owned(),
        ("13", false) => "13.0".to_owned(),
        (one, true) => one.replace('.', ","),
        (one, false) => one.to_owned(),
    };
    let states = [0, 1, 2, 0].map(|at: usize| header.states[at]);
    // Jira's title comes first, then the key, its number, the kind; in any language it is told by that.
    let in_order = |own: [String; 5], more: Vec<String>| {
        let [key, title, state, size, owner] = own;
        if header.format == "Jira CSV" {
            [vec![title, key], more, vec![state, size, owner]].concat()
        } else {
            [vec![key, title, state, size, owner], more].concat()
        }
    };
    let more = header.more.iter().map(|(name, _)| (*name).to_owned());
    let mut rows = vec![in_order(header.names.map(str::to_owned), more.collect())];
    for row in 0..4 {
        let own = [
            keys[row].clone(),
            TITLES[row].to_owned(),
            states[row].to_owned(),
            number(row),
            OWNERS[row].to_owned(),
        ];
        let more = header.more.iter().map(|(_, cell)| (*cell).to_owned());
        rows.push(in_order(own, more.collect()));
    }
    let end = if at.is_multiple_of(2) { "\n" } else { "\r\n" };
    let cell = |text: &String| {
        let is_odd = |c: char| "\"\n".contains(c) || c == separator;
        if at.is_multiple_of(5) || text.contains(is_odd) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    let line = |cells: &Vec<String>| {
        cells
            .iter()
            .map(cell)
            .collect::<Vec<_>>()
            .join(&separator.to_string())
            + end
    };
    // The names stand on top, below what a spreadsheet says of the separator, or below a title and a blank line.
    let above = match at % 3 {
        0 => String::new(),
        1 if separator != '|' => format!("sep={separator}{end}"),
        _ => format!("Our list{end}{end}"),
    };
    above + &rows.iter().map(line).collect::<String>()
}

/// A key as the tool writes them.
fn key_of(header: &Header, key: &str) -> String {
    let is_numbered = [
        "Azure DevOps CSV",
        "Redmine CSV",
        "GitLab CSV",
        "Pivotal Tracker CSV",
        "Shortcut CSV",
        "Monday table",
        "Productboard CSV",
    ];
    if is_numbered.contains(&header.format) {
        key.to_owned()
    } else {
        format!("SHOP-{key}")
    }
}

/// What is wrong with what came of a file; nothing where it is right to the cell.
fn wrong(header: &Header, outcome: &Import, workspace: &Workspace) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut is = |what: &str, found: String, expected: String| {
        if found != expected {
            wrong.push(format!("{what}: {found}, not {expected}"));
        }
    };
    is(
        "format",
        outcome.format.to_owned(),
        header.format.to_owned(),
    );
    is(
        "counts",
        format!("{} made, {} left", outcome.created, outcome.skipped),
        "4 made, 0 left".to_owned(),
    );
    let mut items: Vec<&Item> = workspace.all().collect();
    items.sort_by_key(|item| item.place);
    let all = |of: &dyn Fn(&Item) -> String| {
        items
            .iter()
            .map(|item| of(item))
            .collect::<Vec<_>>()
            .join(" | ")
    };
    let keys = KEYS.map(|key| key_of(header, key));
    is("keys", all(&|item| item.key.clone()), keys.join(" | "));
    is(
        "titles",
        all(&|item| item.title.clone()),
        TITLES.map(|title| title.replace('\n', " ")).join(" | "),
    );
    is("sizes", all(&size), SIZES.join(" | "));
    is(
        "owners",
        all(&|item| name(workspace, item.owner.0).to_owned()),
        OWNERS.join(" | "),
    );
    let state = |item: &Item| match item.state {
        State::Doing => "doing",
        State::Done => "done",
        State::Funnel | State::Analyzing | State::Ready | State::Planned => "open",
        State::Parked | State::Declined => "gone",
    };
    is(
        "states",
        all(&|item| state(item).to_owned()),
        "open | doing | done | open".to_owned(),
    );
    wrong
}

#[test]
fn every_tracker_in_every_form_comes_in_right_to_the_cell() {
    let (mut files, mut failed) = (0, Vec::new());
    for (at, header) in HEADERS.iter().enumerate() {
        for (place, separator) in [',', ';', '\t', '|'].into_iter().enumerate() {
            for (turn, encoding) in Encoding::ALL.into_iter().enumerate() {
                let form = at + place * 5 + turn * 7;
                let text = file(header, separator, form);
                let mut workspace = Workspace::default();
                // Twice is once, too.
                let outcome = apply(&mut workspace, &encoding.bytes(&text));
                files += 1;
                let wrong = wrong(header, &outcome, &workspace);
                if !wrong.is_empty() {
                    failed.push(format!(
                        "{} ({}), {separator:?}, {encoding:?}, form {form}: {wrong:#?}\n{text}",
                        header.format, header.names[1]
                    ));
                }
            }
        }
    }
    assert!(files >= 200, "{files}");
    assert!(
        failed.is_empty(),
        "{} of {files} files:\n{}",
        failed.len(),
        failed.join("\n")
    );
}
