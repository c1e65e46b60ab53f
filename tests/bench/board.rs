//! What the parts of a backlog cost: its numbers, how firm they are, a re-rank with needs, findings.
//!
//! Opening, keys and saves are in `growth`.
//!
//! `cargo bench` prints medians. Compare ratios of one run; machines differ and are shared.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod backlog;

use std::fmt::Write as _;

use backlog::{SIZES, app, app_of, draw, file, press, screen};
use chrono::NaiveDate;
use divan::Bencher;
use evenkeel::desk::event::Key;
use evenkeel::desk::ids::Ids;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::findings::{FINDINGS, findings};
use evenkeel::scoring::firmness::firmness;
use evenkeel::store;

fn main() {
    divan::main();
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
