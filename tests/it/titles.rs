//! Titles come first: wherever items are listed, a title has 24 cells at least as long as rows or columns are free.
//!
//! Every view with its parts is walked at three sizes: on the sample, on an imported file, and empty.

use std::collections::{BTreeMap, BTreeSet};

use evenkeel::desk::event::Target;
use evenkeel::model::Workspace;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::shell::App;
use evenkeel::ui::hits::Hits;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use unicode_width::UnicodeWidthStr;

use crate::importing;
use crate::levels::board;
use crate::screens::{dark, press, sample};
use crate::support::words;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 35), (200, 60)];
/// The cells that a title has at least.
const LEAST: usize = 24;
/// So many cells that are blank in all rows of a list are a free column.
const FREE: usize = 6;

/// Titles as trackers hold them, from a word to a sentence.
const TITLES: [&str; 8] = [
    "Refund at once",
    "As a guest I can pay without an account and still get the invoice by mail",
    "Checkout: the button for installments jumps while the basket is loading on slow phones",
    "Spike",
    "Retire the old cart service before the certificate of the bank ends in March",
    "Überweisungsrückläuferbearbeitungsdienst in the nightly run",
    "Search finds nothing when the name of the brand is written with an accent",
    "[Mobile] Order history shows the wrong currency after the store was changed",
];

fn imported(width: u16, height: u16) -> App {
    let mut app = board(Workspace::default(), Size { width, height });
    let rows = (0..40).map(|at| {
        let points = [3, 5, 8, 13][at % 4];
        format!("S-{at},\"{}\",To Do,{points}\n", TITLES[at % TITLES.len()])
    });
    let head = "Issue key,Summary,Status,Story Points\n".to_owned();
    let file: String = std::iter::once(head).chain(rows).collect();
    for key in ["i", "Enter", "Enter", "Esc", "Esc", "Esc"] {
        importing::press(&mut app, key, file.as_bytes());
    }
    assert_eq!(app.desk.workspace.count(Item::KIND), 40);
    app
}

/// What is on the screen, and what was drawn where.
struct Looked {
    buf: Buffer,
    hits: Hits,
}

/// Where an item is listed: the first column of its rows, and for each row where it ends.
type Listed = BTreeMap<u16, (u16, u16)>;

impl Looked {
    fn at(app: &App) -> Self {
        let size = app.desk.around.size;
        let mut buf = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        let hits = evenkeel::shell::draw::draw(app, &dark(), &mut buf);
        Self { buf, hits }
    }

    fn text(&self, (y, (first, last)): (u16, (u16, u16))) -> String {
        let row = Rect::new(first, y, last - first + 1, 1);
        let mut line = Buffer::empty(row);
        for x in first..=last {
            line[(x, y)] = self.buf[(x, y)].clone();
        }
        words(&line).trim_end_matches('\n').to_owned()
    }

    /// The items by where they are listed.
    fn lists(&self) -> BTreeMap<(Id, u16), Listed> {
        let area = self.buf.area;
        let mut all: BTreeMap<(Id, u16), Listed> = BTreeMap::new();
        for y in 0..area.height {
            let mut before = None;
            for x in 0..area.width {
                let id = match self.hits.at(x, y) {
                    Some(Target::Row(id)) => Some(id),
                    Some(Target::Record(kind, id)) if kind == Item::KIND => Some(id),
                    _ => None,
                };
                let start = match before {
                    Some((same, start)) if Some(same) == id => start,
                    _ => x,
                };
                before = id.map(|id| (id, start));
                if let Some(id) = id {
                    let rows = all.entry((id, start)).or_default();
                    rows.entry(y).or_insert((start, x)).1 = x;
                }
            }
        }
        all
    }

    fn is_blank(&self, x: u16, y: u16) -> bool {
        self.buf[(x, y)].symbol().trim().is_empty()
    }

    /// Whether a row is free below these, before the rule that ends them.
    fn has_row(&self, first: u16, last: u16, from: u16) -> bool {
        for y in from..self.buf.area.height.saturating_sub(2) {
            let row: String = (first..=last).map(|x| self.buf[(x, y)].symbol()).collect();
            if row.trim().is_empty() {
                return true;
            }
            if row.contains(['┈', '─', '━', '┄']) {
                return false;
            }
        }
        false
    }
}

/// How many cells of a title are to be seen in these lines; none where all of it is.
fn cut(title: &str, lines: &[String]) -> Option<usize> {
    let mut rest = title.trim();
    for line in lines {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let longest = ends.filter(|end| line.contains(rest[..*end].trim_end()));
        let Some(end) = longest.max().filter(|end| *end >= rest.len().min(3)) else {
            continue;
        };
        rest = rest[end..].trim_start();
        if rest.is_empty() {
            return None;
        }
    }
    Some(title.width() - rest.width())
}

/// What is wrong with the titles on the screen.
fn faults(app: &App) -> Vec<String> {
    let looked = Looked::at(app);
    let lists = looked.lists();
    let mut found = Vec::new();
    for ((id, start), rows) in &lists {
        let title = app.desk.workspace.name::<Item>(*id);
        let lines: Vec<String> = rows
            .iter()
            .map(|(y, ends)| looked.text((*y, *ends)))
            .collect();
        let Some(seen) = cut(title, &lines) else {
            continue;
        };
        // With the sign that something is left out.
        if seen + 1 >= LEAST {
            continue;
        }
        // The rows of the same list.
        let beside = lists.iter().filter(|((_, other), _)| other == start);
        let beside: BTreeMap<u16, (u16, u16)> = beside.flat_map(|(_, rows)| rows.clone()).collect();
        let last = rows.values().map(|(_, last)| *last).max().unwrap_or(*start);
        let blank: BTreeSet<u16> = (*start..=last)
            .filter(|x| beside.keys().all(|y| looked.is_blank(*x, *y)))
            .collect();
        let free = (*start..=last).scan(0, |run, x| {
            *run = if blank.contains(&x) { *run + 1 } else { 0 };
            Some(*run)
        });
        let below = beside.keys().next_back().map_or(0, |y| y + 1);
        if free.max().unwrap_or(0) >= FREE {
            found.push(format!(
                "{seen} cells, columns are free: {title} | {lines:?}"
            ));
        } else if looked.has_row(
            *start,
            last,
            below.min(rows.keys().next_back().unwrap_or(&0) + 1),
        ) {
            found.push(format!("{seen} cells, rows are free: {title} | {lines:?}"));
        }
    }
    found
}

#[test]
fn no_title_has_few_cells_where_rows_or_columns_are_free() {
    let mut all = Vec::new();
    let mut walked = BTreeSet::new();
    for (width, height) in SIZES {
        let empty = board(Workspace::default(), Size { width, height });
        let boards = [
            ("sample", sample(width, height)),
            ("imported", imported(width, height)),
            ("empty", empty),
        ];
        for (name, mut app) in boards {
            let first = app.desk.view;
            loop {
                let mut seen = BTreeSet::new();
                while seen.insert(words(&Looked::at(&app).buf)) {
                    walked.insert(app.desk.view.0);
                    let place = format!("{name} {width}x{height} {}", app.desk.view.0);
                    all.extend(
                        faults(&app)
                            .into_iter()
                            .map(|said| format!("{place}: {said}")),
                    );
                    press(&mut app, "}");
                }
                press(&mut app, "]");
                if app.desk.view == first {
                    break;
                }
            }
        }
    }
    assert!(walked.len() >= 10, "{walked:?}");
    assert!(all.is_empty(), "{}", all.join("\n"));
}
