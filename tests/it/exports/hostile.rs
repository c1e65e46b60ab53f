//! No title runs in a spreadsheet, becomes markup, drives a terminal or leads a file elsewhere.

use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::field::{ExtraCell, Value};
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::record::Declared;

use super::text;
use crate::samples::{field, id};

pub const TITLES: [&str; 22] = [
    "=HYPERLINK(\"http://evil\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    " =1+1",
    "\"=1+1",
    "'=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠x",
    "\t=1+1",
    "\r=1",
    "<script>alert(1)</script>",
    "</td><img src=x onerror=y>",
    "a | b | c",
    "`code` ``` fence",
    "two\n| lines |\n# here",
    "\u{1b}[31mred\u{202e}\u{7}\u{9b}2J",
    "[x](javascript:y) ![i](http://z) www.evil.example http://evil.example",
    "../../etc/passwd",
    "&lt;b&gt; \\| \\",
];

/// A workspace in which every text is one of these titles, as they come: not even cleaned.
pub fn workspace(title: &str) -> Workspace {
    let mut workspace = Workspace::default();
    let mut item = Item::new(id("a"));
    for text in [
        &mut item.title,
        &mut item.key,
        &mut item.link,
        &mut item.pin_reason,
    ] {
        title.clone_into(text);
    }
    item.labels = vec![title.to_owned()];
    item.pin = Some(Number::whole(1));
    item.extra = vec![ExtraCell {
        name: title.to_owned(),
        text: title.to_owned(),
    }];
    edit::apply(&mut workspace, vec![Edit::Insert(Box::new(item))]).unwrap();
    workspace
}

#[test]
fn no_cell_is_a_formula() {
    for title in TITLES {
        {
            let sheet = text(&workspace(title), Audience::Private, "csv");
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader
                .has_headers(false)
                .from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
            for cell in reader
                .records()
                .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            {
                let start = cell.trim_start_matches([' ', '"']);
                let runs = start
                    .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
                assert!(!runs, "{title:?} gives {cell:?}");
            }
        }
    }
}

#[test]
fn no_cell_is_split_by_another_separator() {
    let title = "x;=1+1\t=2";
    let sheet = text(&workspace(title), Audience::Private, "csv");
    assert!(sheet.contains(&format!(",\"{title}\",")), "{sheet}");
}

#[test]
fn numbers_stay_numbers() {
    let mut workspace = workspace("-3");
    let value = Value::Number(Number::whole(2));
    let (kind, field) = (Item::KIND, field::<Item>("reach"));
    edit::apply(
        &mut workspace,
        vec![Edit::Set {
            kind,
            id: id("a"),
            field,
            value,
        }],
    )
    .unwrap();
    let sheet = text(&workspace, Audience::Private, "csv");
    assert!(sheet.contains(",-3,") && !sheet.contains("'-3"), "{sheet}");
}

#[test]
fn no_title_is_markup() {
    for title in TITLES {
        let page = text(&workspace(title), Audience::Private, "markdown");
        assert!(!page.contains(['<', '>']), "{page}");
        assert!(!page.contains("](") || page.contains("\\]("), "{page}");
        assert!(
            !page.contains("http://") && !page.contains("www."),
            "{page}"
        );
        assert!(
            !page.contains(|c: char| c.is_control() && c != '\n'),
            "{page:?}"
        );
        assert!(!page.contains('\u{202e}'));
        // Every row of a table has as many cells as its head, and the page no line of its own.
        let mut width = 0;
        for line in page.lines() {
            let cells = line.replace("\\|", "").matches('|').count();
            match line.starts_with('|') {
                true if width > 0 => assert_eq!(cells, width, "{page}"),
                true => width = cells,
                false => {
                    width = 0;
                    let ours = [
                        "",
                        "# ",
                        "## ",
                        "- ",
                        "Ranked by",
                        "None: ",
                        "Of the effort",
                        "Note: ",
                    ];
                    assert!(
                        line.is_empty() || ours[1..].iter().any(|start| line.starts_with(start)),
                        "{line}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_json_holds_is_text() {
    for title in TITLES {
        let document = text(&workspace(title), Audience::Private, "json");
        let json: serde_json::Value = serde_json::from_str(&document).unwrap();
        assert_eq!(json["records"]["items"][0]["title"], *title);
        assert!(!document.contains(|c: char| c.is_ascii_control() && c != '\n'));
    }
}
