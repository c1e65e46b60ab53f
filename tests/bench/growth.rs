//! How what a person waits for grows with the backlog: opening, keys, a digit that re-ranks, an edit with its save,
//! and doing nothing.
//!
//! `cargo bench --bench growth` prints medians at each size, and how many times those of the smallest each is. Items
//! have about 2 KB at every size. Compare ratios of one run; machines differ and are shared.

#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

mod backlog;

use std::time::{Duration, Instant};

use backlog::{SIZES, app, draw, file, press, screen};
use evenkeel::desk::event::{Event, Key};
use evenkeel::edit::{self, Edit};
use evenkeel::model::field::Value;
use evenkeel::model::item::Item;
use evenkeel::store::{self, FileAccess, Files, RealFiles, Save};

/// Something that is measured: its name, and its median at a size.
type Work = (&'static str, fn(usize) -> Duration);

const WORKS: [Work; 6] = [
    ("open", open),
    ("key", key),
    ("digit", digit),
    ("filter key", filter_key),
    ("edit with save", save),
    ("idle", idle),
];

fn main() {
    let heads = SIZES.map(|count| format!("{count:>12} items"));
    println!("{:<16}{}", "", heads.join("      "));
    for (name, work) in WORKS {
        let medians = SIZES.map(work);
        let [first, ..] = medians.map(|median| median.as_secs_f64());
        let cells = medians.map(|median| {
            let (millis, times) = (median.as_secs_f64() * 1_000.0, median.as_secs_f64() / first);
            format!("{millis:>10.3} ms {times:>8.1}x")
        });
        println!("{name:<16}{}", cells.join("  "));
    }
}

/// The median of a few runs, of which the first is not counted.
fn median(mut run: impl FnMut()) -> Duration {
    run();
    let mut all: Vec<Duration> = (0..15)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// From the file to the first frame.
fn open(count: usize) -> Duration {
    let text = file(count);
    median(|| draw(&backlog::app_of(&text), &mut screen()))
}

/// The median of keys, each with the frame after it, on a board that was surveyed.
fn keys(count: usize, before: &[Key], keys: [Key; 2]) -> Duration {
    let (mut app, mut buffer) = (app(count), screen());
    app.desk.derived.survey_now(&app.desk.workspace);
    for key in before {
        press(&mut app, *key);
    }
    let mut keys = keys.into_iter().cycle();
    median(|| {
        press(&mut app, keys.next().expect("a cycle has no end"));
        draw(&app, &mut buffer);
    })
}

fn key(count: usize) -> Duration {
    keys(count, &[], [Key::Down, Key::Down])
}

fn digit(count: usize) -> Duration {
    keys(count, &[Key::Right], [Key::Char('3'), Key::Char('8')])
}

fn filter_key(count: usize) -> Duration {
    let before = [Key::Char('/'), Key::Char('9')];
    keys(count, &before, [Key::Char('7'), Key::Backspace])
}

/// An edit of one item is written into its file, which is on the disk then.
fn save(count: usize) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("board.ron");
    store::write_new(&RealFiles, &path, file(count).as_bytes(), FileAccess::Usual)
        .expect("it is written");
    let opened = store::open(&RealFiles, &path).expect("the file is sound");
    let (mut workspace, mut known) = (opened.workspace, opened.known);
    let id = workspace.all::<Item>().next().expect("an item").id;
    let mut titles = ["one", "other"].into_iter().cycle();
    median(|| {
        let title = titles.next().expect("a cycle has no end").to_owned();
        let edit = Edit::put::<Item>(id, "title", Value::Text(title)).expect("a field");
        edit::apply(&mut workspace, vec![edit]).expect("it fits");
        let save = Save {
            path: &path,
            workspace: &workspace,
            known: &known,
            base: None,
            contested: false,
            state: None,
        };
        known = store::save(&RealFiles, &save).expect("it is saved").known;
    })
}

/// A board at rest is woken and looks whether somebody wrote into its file.
fn idle(count: usize) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("board.ron");
    store::write_new(&RealFiles, &path, file(count).as_bytes(), FileAccess::Usual)
        .expect("it is written");
    let mut app = app(count);
    median(|| {
        app.handle(Event::Wake);
        RealFiles.attributes(&path).expect("it is there");
    })
}
