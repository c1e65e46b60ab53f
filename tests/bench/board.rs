//! What a backlog of a size costs: opening, a key, a re-rank, a filter keystroke, a frame.
//!
//! `cargo bench` prints medians. Compare ratios of one run; machines differ and are shared.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;

use chrono::NaiveDate;
use divan::Bencher;
use evenkeel::desk::event::{Chord, Event, Key};
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::ids::Ids;
use evenkeel::desk::preferences::Preferences;
use evenkeel::edit::{self, Edit};
use evenkeel::model::field::Value;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::findings::{FINDINGS, findings};
use evenkeel::scoring::firmness::firmness;
use evenkeel::shell::App;
use evenkeel::store::{self, FileAccess, RealFiles, Save};

use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const SCALE: [u64; 7] = [1, 2, 3, 5, 8, 13, 20];

fn main() {
    divan::main();
}

/// A workspace file of so many items of about 2 KB, the same for the same number.
fn file(count: usize) -> String {
    let mut random = Ids::new(7);
    let mut below = |limit: u64| random.draw() % limit;
    let note =
        "The customer asked for this more than once, and support answers the same question daily. "
            .repeat(20);
    let mut ids: Vec<Id> = (0..count)
        .map(|at| Id::from_random(at as u64 * 31 + 5))
        .collect();
    ids.sort_unstable();
    let mut out = String::from(
        "(\n    schema: \"1.0\",\n    buckets: [\n        (\n            id: \"business\",\n            name: \"Business\",\n            share: 70,\n        ),\n    ],\n    items: [\n",
    );
    for (at, id) in ids.iter().enumerate() {
        let _ = writeln!(
            out,
            "        (\n            id: \"{id}\",\n            title: \"Item {at} of the backlog\","
        );
        let _ = writeln!(
            out,
            "            key: \"SHOP-{at}\",\n            bucket: \"business\",\n            state: Ready,"
        );
        for name in ["value", "criticality", "risk", "size"] {
            let step = usize::try_from(below(7)).unwrap_or_default();
            if below(20) > 0 {
                let _ = writeln!(
                    out,
                    "            {name}: {},",
                    SCALE.get(step).copied().unwrap_or_default()
                );
            }
        }
        let _ = writeln!(
            out,
            "            labels: [\n                \"web\",\n            ],\n            note: \"{note}\",\n        ),"
        );
    }
    out.push_str("    ],\n)\n");
    out
}

/// The same in which every fifth item needs one that stands before it.
fn linked(count: usize) -> String {
    let mut random = Ids::new(11);
    let (mut out, mut before) = (String::new(), Vec::new());
    for line in file(count).lines() {
        out.push_str(line);
        out.push('\n');
        let Some(id) = line.strip_prefix("            id: ") else {
            continue;
        };
        if before.len() % 5 == 4 {
            let at = random.draw() % before.len() as u64;
            let need: &String = before
                .get(usize::try_from(at).unwrap_or_default())
                .expect("it is below the length");
            let _ = writeln!(
                out,
                "            needs: [\n                {need}\n            ],"
            );
        }
        before.push(id.to_owned());
    }
    out
}

fn app(count: usize) -> App {
    app_of(&file(count))
}

fn app_of(text: &str) -> App {
    let (workspace, problems) = store::parse(text).expect("the file is sound");
    let size = Size {
        width: 120,
        height: 35,
    };
    App::new(
        workspace,
        File::new(Home::Demo, problems),
        Preferences::default(),
        1,
        size,
        None,
    )
}

fn look() -> Look {
    Look::new(Brightness::Dark, Depth::Full, Charset::Unicode, true)
}

fn press(app: &mut App, key: Key) {
    app.handle(Event::Key(Chord::plain(key)));
}

fn draw(app: &App, buffer: &mut Buffer) {
    buffer.reset();
    evenkeel::shell::draw::draw(app, &look(), buffer);
}

fn screen() -> Buffer {
    Buffer::empty(Rect::new(0, 0, 120, 35))
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn read_file(bencher: Bencher<'_, '_>, count: usize) {
    let text = file(count);
    bencher.bench_local(|| store::parse(&text).expect("the file is sound"));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn all_numbers(bencher: Bencher<'_, '_>, count: usize) {
    let app = app(count);
    bencher.bench_local(|| evaluate(&app.desk.workspace, Lens::Wsjf, None));
}

/// 300 is the most that are surveyed before the next frame; unsettled, every second item has a blank more.
#[divan::bench(args = [(300, true), (300, false), (10_000, false)], sample_count = 10)]
fn how_firm(bencher: Bencher<'_, '_>, (count, is_settled): (usize, bool)) {
    let mut text = file(count);
    if !is_settled {
        text = text.replace("            value: 1,\n", "");
        text = text.replace("            value: 5,\n", "");
        text = text.replace("            size: 3,\n", "");
        text = text.replace("            size: 8,\n", "");
    }
    let (workspace, _) = store::parse(&text).expect("the file is sound");
    let evaluation = evaluate(&workspace, Lens::Wsjf, None);
    bencher.bench_local(|| firmness(&workspace, &evaluation));
}

#[divan::bench(args = SIZES, sample_count = 50)]
fn key_to_frame(bencher: Bencher<'_, '_>, count: usize) {
    let (mut app, mut buffer) = (app(count), screen());
    bencher.bench_local(|| {
        press(&mut app, Key::Down);
        draw(&app, &mut buffer);
    });
}

#[divan::bench(args = SIZES, sample_count = 30)]
fn rerank_to_frame(bencher: Bencher<'_, '_>, count: usize) {
    let (mut app, mut buffer) = (app(count), screen());
    press(&mut app, Key::Right);
    let mut keys = [Key::Char('3'), Key::Char('8')].into_iter().cycle();
    bencher.bench_local(|| {
        press(&mut app, keys.next().expect("a cycle has no end"));
        draw(&app, &mut buffer);
    });
}

/// A re-rank with 2,000 needs between the items, under the lenses that order by them.
#[divan::bench(args = [Lens::Order, Lens::Dates], sample_count = 10)]
fn linked_rerank_to_frame(bencher: Bencher<'_, '_>, lens: Lens) {
    let (mut app, mut buffer) = (app_of(&linked(10_000)), screen());
    app.desk.derived.look_through(&app.desk.workspace, lens);
    press(&mut app, Key::Right);
    let mut keys = [Key::Char('3'), Key::Char('8')].into_iter().cycle();
    bencher.bench_local(|| {
        press(&mut app, keys.next().expect("a cycle has no end"));
        draw(&app, &mut buffer);
    });
}

#[divan::bench(args = SIZES, sample_count = 30)]
fn settle_to_frame(bencher: Bencher<'_, '_>, count: usize) {
    let (mut app, mut buffer) = (app(count), screen());
    press(&mut app, Key::Right);
    bencher.bench_local(|| {
        press(&mut app, Key::Char('='));
        draw(&app, &mut buffer);
    });
}

#[divan::bench(args = SIZES, sample_count = 30)]
fn filter_key_to_frame(bencher: Bencher<'_, '_>, count: usize) {
    let (mut app, mut buffer) = (app(count), screen());
    press(&mut app, Key::Char('/'));
    press(&mut app, Key::Char('9'));
    let mut keys = [Key::Char('7'), Key::Backspace].into_iter().cycle();
    bencher.bench_local(|| {
        press(&mut app, keys.next().expect("a cycle has no end"));
        draw(&app, &mut buffer);
    });
}

/// An edit of one item is written into its file, which is on the disk then.
#[divan::bench(args = SIZES, sample_count = 10)]
fn save_one_edit(bencher: Bencher<'_, '_>, count: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("board.ron");
    store::write_new(&RealFiles, &path, file(count).as_bytes(), FileAccess::Usual)
        .expect("it is written");
    let opened = store::open(&RealFiles, &path).expect("the file is sound");
    let (mut workspace, mut known) = (opened.workspace, opened.known);
    let id = workspace.all::<Item>().next().expect("an item").id;
    let mut titles = ["one", "other"].into_iter().cycle();
    bencher.bench_local(|| {
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
    });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn copy_for_saving(bencher: Bencher<'_, '_>, count: usize) {
    let app = app(count);
    bencher.bench_local(|| app.desk.workspace.clone());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn all_findings(bencher: Bencher<'_, '_>, count: usize) {
    let app = app(count);
    let evaluation = evaluate(&app.desk.workspace, Lens::Wsjf, None);
    let day = NaiveDate::from_ymd_opt(2026, 11, 22);
    bencher.bench_local(|| {
        findings(
            &FINDINGS,
            &app.desk.workspace,
            &evaluation,
            None,
            &app.desk.derived.survey.roadmap,
            day,
        )
    });
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn findings_key_to_frame(bencher: Bencher<'_, '_>, count: usize) {
    let (mut app, mut buffer) = (app(count), screen());
    app.desk.derived.survey_now(&app.desk.workspace);
    press(&mut app, Key::Char('g'));
    press(&mut app, Key::Char('f'));
    bencher.bench_local(|| {
        press(&mut app, Key::Down);
        draw(&app, &mut buffer);
    });
}
