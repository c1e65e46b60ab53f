//! The drawing primitives: where they may draw, what they promise, how they look.

use evenkeel::ui::look::{Brightness, Charset, Depth, Look, bucket_marks};
use evenkeel::ui::text;
use evenkeel::ui::widgets::{
    Align, Axis, Bar, Boxes, Cell, Column, Direction, Focus, Frame, Gauge, GaugeForm, Hint, Hints,
    Input, Pips, Plot, Point, Row, RowState, Rule, Scatter, Scrollbar, Table, Tone, Width,
    fit_columns, shared_scale,
};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::support::{styled, words};

/// The items of the sample: bucket, cost of delay, job size; by rank.
const SAMPLE: [(usize, u64, u64, &str); 20] = [
    (3, 13, 1, "Invoice PDF fixes"),
    (0, 24, 3, "Guest checkout"),
    (0, 15, 2, "Saved carts"),
    (3, 33, 5, "GDPR erase job"),
    (3, 12, 2, "Webhook retries"),
    (1, 16, 3, "Search index rebuild"),
    (1, 41, 8, "Fraud rules engine"),
    (1, 24, 5, "Payment provider abstraction"),
    (0, 23, 5, "Refund self-service"),
    (0, 9, 2, "Address autocomplete"),
    (1, 13, 3, "Audit log export"),
    (0, 16, 5, "Partner API keys"),
    (0, 6, 2, "Onboarding tour"),
    (0, 8, 3, "Stock alerts"),
    (0, 31, 13, "B2B quotes"),
    (0, 19, 8, "Returns portal"),
    (2, 18, 8, "Legacy CMS removal"),
    (2, 21, 13, "Order service split"),
    (0, 12, 8, "Gift cards"),
    (2, 18, 20, "Tax engine swap"),
];

fn looks() -> [(&'static str, Look); 3] {
    let dark = |depth, charset| Look::new(Brightness::Dark, depth, charset, true);
    [
        ("dark", dark(Depth::Full, Charset::Unicode)),
        ("none", dark(Depth::None, Charset::Unicode)),
        ("ascii", dark(Depth::None, Charset::Ascii)),
    ]
}

fn canvas(look: &Look, width: u16, height: u16) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    buf.set_style(buf.area, look.canvas());
    buf
}

fn marks(look: &Look) -> Vec<String> {
    let names = ["New value", "Enablers", "Tech debt", "Run & support"];
    bucket_marks(&names, look.charset)
}

fn sample_points() -> Vec<Point> {
    let items = SAMPLE.iter().zip(1u32..);
    items
        .map(|((bucket, delay, size, _), rank)| Point {
            x: size * 100,
            y: delay * 100,
            rank,
            bucket: *bucket,
        })
        .collect()
}

fn scatter<'a>(points: &'a [Point], marks: &'a [String]) -> Scatter<'a> {
    Scatter {
        points,
        x: Axis {
            ticks: &[100, 200, 300, 500, 800, 1300, 2000],
            threshold: Some(500),
        },
        y: Axis {
            ticks: &[500, 800, 1300, 2000, 3000, 4000],
            threshold: Some(1600),
        },
        ratios: &[200, 400, 800],
        corners: ["Quick wins", "Big bets", "Fill-ins", "Time sinks"],
        marks,
    }
}

fn gauge<'a>(look: &Look, marks: &'a [String], index: usize, reading: &'a str) -> Gauge<'a> {
    let shares = [
        ("New value", 46, 50),
        ("Enablers", 19, 20),
        ("Tech debt", 25, 20),
        ("Run", 10, 10),
    ];
    let (label, value, target) = shares[index];
    Gauge {
        mark: &marks[index],
        mark_style: look.bucket(index),
        label,
        reading,
        fill: look.bucket_fill(index),
        value,
        target,
        tolerance: 3,
        scale: 60,
        label_width: 13,
    }
}

const COLUMNS: [Column<'static>; 7] = [
    Column {
        title: "#",
        width: Width::Fixed(3),
        align: Align::Right,
        gap: 0,
        from: 0,
    },
    Column {
        title: "",
        width: Width::Fixed(1),
        align: Align::Left,
        gap: 1,
        from: 0,
    },
    Column {
        title: "Item",
        width: Width::Fill(12),
        align: Align::Left,
        gap: 2,
        from: 0,
    },
    Column {
        title: "CoD",
        width: Width::Fixed(3),
        align: Align::Right,
        gap: 2,
        from: 50,
    },
    Column {
        title: "Size",
        width: Width::Fixed(4),
        align: Align::Right,
        gap: 2,
        from: 44,
    },
    Column {
        title: "WSJF",
        width: Width::Fixed(6),
        align: Align::Right,
        gap: 2,
        from: 0,
    },
    Column {
        title: "",
        width: Width::Fixed(8),
        align: Align::Left,
        gap: 1,
        from: 66,
    },
];

fn row<'a>(
    look: &Look,
    marks: &[String],
    index: usize,
    title: &'a str,
    state: RowState,
) -> Row<'a> {
    let (bucket, delay, size, _) = SAMPLE[index];
    let score = delay * 100 / size;
    let number = |words: String| Cell::Text(words.into(), look.muted());
    Row::Cells(
        state,
        vec![
            number((index + 1).to_string()),
            Cell::Text(marks[bucket].clone().into(), look.bucket(bucket)),
            Cell::Text(title.into(), look.text()),
            number(delay.to_string()),
            number(size.to_string()),
            Cell::Text(
                text::hundredths(score.try_into().unwrap(), look.symbols).into(),
                look.strong(),
            ),
            Cell::Bar(
                Bar {
                    value: score,
                    largest: 1300,
                },
                look.muted(),
            ),
        ],
    )
}

/// Draws every primitive into an area of its own buffer, one after another.
fn draw_all(look: &Look, area: Rect, buf: &mut Buffer, step: usize, title: &str) -> bool {
    let marks = marks(look);
    let points = sample_points();
    let hint = Hint {
        key: "Enter",
        verb: title,
    };
    let values = ["1", "5", title].map(str::to_owned);
    match step {
        0 => Rule {
            title,
            note: title,
            focus: Focus::Here,
        }
        .draw(look, area, buf),
        1 => gauge(look, &marks, 2, "46% of 50").draw(GaugeForm::OneLine, look, area, buf),
        2 => gauge(look, &marks, 0, title).draw(GaugeForm::Presented, look, area, buf),
        3 => Bar {
            value: 3,
            largest: 7,
        }
        .draw(look, look.text(), area, buf),
        4 => Pips {
            reached: 3,
            steps: 7,
        }
        .draw(look, area, buf),
        5 => drop(
            Boxes {
                values: &values,
                chosen: Some(1),
            }
            .draw(look, area, buf),
        ),
        6 => drop(
            Hints {
                hints: &[hint, hint],
                last: Some(hint),
            }
            .draw(look, area, buf),
        ),
        7 => {
            let caret = Input {
                text: title,
                cursor: 5,
                placeholder: title,
            }
            .draw(look, area, buf);
            assert!(caret.is_none_or(|caret| area.contains(caret)));
        }
        8 => Scrollbar {
            first: 3,
            height: 4,
            rows: 99,
        }
        .draw(look, area, buf),
        9 => {
            let rows = [
                row(look, &marks, 0, title, RowState::Selected),
                Row::Line(title.into()),
                row(look, &marks, 1, title, RowState::Remembered),
            ];
            let table = Table {
                columns: &COLUMNS,
                sorted: Some(5),
            };
            drop(table.draw(look, area, buf, rows));
        }
        10 => drop(scatter(&points, &marks).draw(look, area, Some(3), buf)),
        11 => {
            let frame = Frame {
                title,
                object: title,
                keys: &[hint],
                tone: Tone::Alarm,
                size: (48, 9),
            };
            let hits = frame.draw(look, area, buf);
            assert!(area.is_empty() || hits.outer.union(area) == area);
            assert_eq!(hits.inner.intersection(hits.outer), hits.inner);
        }
        _ => return false,
    }
    true
}

fn check_inside(look: &Look, area: Rect, title: &str) {
    let screen = Rect::new(0, 0, 90, 30);
    for step in 0.. {
        let mut buf = Buffer::filled(screen, ratatui::buffer::Cell::new("~"));
        let untouched = buf.clone();
        if !draw_all(look, area, &mut buf, step, title) {
            break;
        }
        for position in screen
            .positions()
            .filter(|position| !area.contains(*position))
        {
            assert_eq!(
                buf[position], untouched[position],
                "{step} at {position} of {area}"
            );
        }
    }
}

#[test]
fn every_size_is_drawn_inside() {
    let [(_, look), _, (_, ascii)] = looks();
    for width in (0..34).chain([60, 84]) {
        for height in (0..8).chain([12, 25]) {
            let area = Rect::new(3, 2, width, height);
            check_inside(&look, area, "債務 Returns portal");
            check_inside(&ascii, area, "Returns portal");
        }
    }
}

#[test]
fn an_area_past_the_screen_is_cut() {
    let [(_, look), ..] = looks();
    for area in [
        Rect::new(20, 8, 30, 10),
        Rect::new(39, 9, 9, 9),
        Rect::new(90, 3, 5, 5),
    ] {
        for step in 0..12 {
            let mut buf = canvas(&look, 40, 10);
            if step != 7 && step != 11 {
                draw_all(&look, area, &mut buf, step, "Returns portal");
            }
        }
    }
}

#[test]
fn ascii_is_bytes_below_128() {
    let [_, _, (_, look)] = looks();
    for step in 0..12 {
        for area in [Rect::new(0, 0, 80, 20), Rect::new(0, 0, 30, 1)] {
            let mut buf = canvas(&look, 80, 20);
            draw_all(&look, area, &mut buf, step, "Returns portal");
            assert!(words(&buf).is_ascii(), "{step}:\n{}", words(&buf));
        }
    }
}

#[test]
fn the_band_always_has_a_foreground() {
    for depth in [Depth::Full, Depth::Indexed] {
        for brightness in [Brightness::Dark, Brightness::Light] {
            let look = Look::new(brightness, depth, Charset::Unicode, true);
            let mut buf = canvas(&look, 80, 6);
            draw_all(&look, Rect::new(0, 0, 80, 6), &mut buf, 9, "Returns portal");
            for x in 0..80 {
                let cell = &buf[(x, 1)];
                assert_eq!(Some(cell.bg), look.selected().bg);
                assert_ne!(cell.fg, ratatui::style::Color::Reset);
                assert_ne!(Some(cell.fg), look.faint().fg);
            }
        }
    }
}

#[test]
fn columns_drop_by_priority() {
    let shown = |width| {
        fit_columns(&COLUMNS, width)
            .iter()
            .map(|place| place.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(70), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(shown(65), [0, 1, 2, 3, 4, 5]);
    assert_eq!(shown(49), [0, 1, 2, 4, 5]);
    assert_eq!(shown(43), [0, 1, 2, 5]);
    assert_eq!(shown(20), [0, 1, 2, 5]);
    for width in 0..120 {
        let mut edge = 1;
        for (_, x, cells) in fit_columns(&COLUMNS, width) {
            assert!(x >= edge && x + cells <= width, "{width}");
            edge = x + cells;
        }
        assert!(width < 20 || edge == width, "{width}: {edge}");
    }
}

#[test]
fn wide_titles_keep_the_numbers_aligned() {
    let [(_, look), ..] = looks();
    let marks = marks(&look);
    let titles = [
        "債務整理と返品の受付",
        "e\u{301}\u{301}\u{301}te\u{301}",
        "👩\u{200d}💻 tools",
        "a\u{202e}b",
    ];
    let mut buf = canvas(&look, 44, 5);
    let rows = titles
        .iter()
        .map(|title| row(&look, &marks, 3, title, RowState::Plain));
    Table {
        columns: &COLUMNS,
        sorted: None,
    }
    .draw(&look, buf.area, &mut buf, rows);
    for y in 1..5 {
        let tail: String = (38..44).map(|x| buf[(x, y)].symbol()).collect();
        assert_eq!(tail, "  6.60");
    }
}

#[test]
fn scales_hold_what_they_measure() {
    assert_eq!(shared_scale([46, 50]), 60);
    assert_eq!(shared_scale([61, 20]), 80);
    assert_eq!(shared_scale([81]), 100);
    assert_eq!(shared_scale([101]), 120);
    assert_eq!(shared_scale([]), 60);
}

fn plot(points: &[Point], area: Rect) -> Plot {
    scatter(points, &[]).lay_out(area)
}

fn check_plot(points: &[Point], area: Rect) {
    let plot = plot(points, area);
    assert_eq!(plot, self::plot(points, area));
    let mut taken = Vec::new();
    let mut members: Vec<usize> = Vec::new();
    let mut dropped = 0;
    for placed in &plot.marks {
        assert!(plot.plot.contains((placed.x, placed.y).into()));
        taken.push((placed.x, placed.y));
        members.extend(&placed.members);
        let Some((x, y)) = placed.label_at else {
            dropped += 1;
            continue;
        };
        for column in (x..).take(placed.label.len()) {
            assert!(plot.plot.contains((column, y).into()));
            taken.push((column, y));
        }
    }
    let cells = taken.len();
    taken.sort_unstable();
    taken.dedup();
    assert_eq!(taken.len(), cells, "two share a cell");
    members.sort_unstable();
    let all = if plot.plot.is_empty() {
        0
    } else {
        points.len()
    };
    assert_eq!(members, (0..all).collect::<Vec<_>>());
    if all > 0 {
        assert_eq!(plot.unlabelled, dropped);
    }
}

#[test]
fn the_sample_loses_no_label() {
    for (width, height) in [(41, 8), (74, 16), (82, 24)] {
        let area = Rect::new(0, 0, width + 3, height + 2);
        assert_eq!(
            plot(&sample_points(), area).unlabelled,
            0,
            "{width}x{height}"
        );
    }
}

#[test]
fn arrows_walk_and_clicks_hit() {
    let plot = plot(&sample_points(), Rect::new(0, 0, 85, 26));
    let from = 3;
    let right = plot.nearest(from, Direction::Right);
    assert!(right.is_some_and(|item| SAMPLE[item].2 > SAMPLE[from].2));
    let up = plot.nearest(from, Direction::Up);
    assert!(up.is_some_and(|item| SAMPLE[item].1 > SAMPLE[from].1));
    assert_eq!(plot.nearest(0, Direction::Left), None);
    for placed in &plot.marks {
        assert_eq!(plot.at(placed.x, placed.y), placed.members.first().copied());
        let (x, y) = placed.label_at.unwrap();
        assert_eq!(plot.at(x, y), placed.members.first().copied());
    }
    assert_eq!(plot.at(0, 0), None);
}

proptest! {
    #[test]
    fn every_item_is_in_one_mark(
        places in prop::collection::vec((0u64..6000, 0u64..6000, 0usize..6), 0..60),
        width in 0u16..100,
        height in 0u16..40,
    ) {
        let points = places.iter().zip(1u32..).map(|((x, y, bucket), rank)| {
            Point { x: *x, y: *y, rank, bucket: *bucket }
        });
        check_plot(&points.collect::<Vec<_>>(), Rect::new(2, 1, width, height));
    }

    #[test]
    fn bars_order_as_their_values(target in 0u32..=100, width in 1u16..120) {
        let [(_, look), ..] = looks();
        let marks = marks(&look);
        let mut longest = 0;
        for value in 0..=100 {
            let gauge = Gauge { value, target, scale: 100, ..gauge(&look, &marks, 0, "") };
            let bar = gauge.bar(width).unwrap();
            prop_assert!(bar.target < width);
            prop_assert!(bar.filled <= u32::from(bar.target) * 2);
            prop_assert!(bar.target + bar.beyond < width);
            let length = bar.filled + u32::from(bar.beyond) * 2;
            prop_assert!(length >= longest, "{value}");
            longest = length;
            let mut buf = canvas(&look, width, 2);
            gauge.draw(GaugeForm::TwoLines, &look, buf.area, &mut buf);
            let row: String = (0..width).map(|x| buf[(x, 1)].symbol()).collect();
            prop_assert_eq!(row.matches('┃').count(), 1);
        }
    }
}

#[test]
fn an_overlay_cuts_no_wide_letter() {
    let [(_, look), ..] = looks();
    let mut buf = canvas(&look, 40, 12);
    for y in 0..12 {
        buf.set_string(0, y, "債".repeat(20), look.text());
    }
    let frame = Frame {
        title: "Quit",
        object: "",
        keys: &[],
        tone: Tone::Plain,
        size: (21, 7),
    };
    let hits = frame.draw(&look, buf.area, &mut buf);
    assert_eq!(hits.outer.x % 2, 1);
    assert_eq!(buf[(hits.outer.x - 1, hits.outer.y)].symbol(), " ");
}

#[test]
fn gauges() {
    for (name, look) in looks() {
        let marks = marks(&look);
        let readings = ["46% of 50", "19% of 20", "25% of 20", "10% of 10"];
        let mut buf = canvas(&look, 48, 20);
        for (index, reading) in readings.iter().enumerate() {
            let gauge = gauge(&look, &marks, index, reading);
            let line = u16::try_from(index).unwrap();
            gauge.draw(
                GaugeForm::TwoLines,
                &look,
                Rect::new(0, line * 2, 48, 2),
                &mut buf,
            );
            gauge.draw(
                GaugeForm::OneLine,
                &look,
                Rect::new(0, 9 + line, 40, 1),
                &mut buf,
            );
        }
        let presented = gauge(&look, &marks, 2, readings[2]);
        presented.draw(
            GaugeForm::Presented,
            &look,
            Rect::new(0, 14, 48, 3),
            &mut buf,
        );
        Pips {
            reached: 5,
            steps: 7,
        }
        .draw(&look, Rect::new(0, 18, 20, 1), &mut buf);
        insta::assert_snapshot!(format!("gauges_{name}"), styled(&buf));
    }
}

#[test]
fn tables() {
    for (name, look) in looks() {
        let marks = marks(&look);
        let mut buf = canvas(&look, 68, 12);
        let title = Rect::new(0, 0, 68, 1);
        Rule {
            title: "Backlog",
            note: "20 items · by WSJF",
            focus: Focus::Here,
        }
        .draw(&look, title, &mut buf);
        let mut rows: Vec<Row<'_>> = (0..8)
            .map(|index| {
                let state = if index == 3 {
                    RowState::Selected
                } else {
                    RowState::Plain
                };
                row(&look, &marks, index, SAMPLE[index].3, state)
            })
            .collect();
        rows.insert(6, Row::Line("cut: 84 points".into()));
        let table = Table {
            columns: &COLUMNS,
            sorted: Some(5),
        };
        table.draw(&look, Rect::new(0, 1, 68, 10), &mut buf, rows);
        let enter = Hint {
            key: "Enter",
            verb: "edit",
        };
        let help = Hint {
            key: "?",
            verb: "help",
        };
        let footer = Rect::new(0, 11, 68, 1);
        Hints {
            hints: &[enter],
            last: Some(help),
        }
        .draw(&look, footer, &mut buf);
        insta::assert_snapshot!(format!("table_{name}"), styled(&buf));
    }
}

#[test]
fn scatters() {
    for (name, look) in looks() {
        let marks = marks(&look);
        let points = sample_points();
        for (size, width, height) in [("small", 45, 10), ("large", 86, 26)] {
            let mut buf = canvas(&look, width, height);
            scatter(&points, &marks).draw(&look, buf.area, Some(3), &mut buf);
            insta::assert_snapshot!(format!("scatter_{size}_{name}"), styled(&buf));
        }
    }
}

#[test]
fn overlays() {
    for (name, look) in looks() {
        let mut buf = canvas(&look, 60, 14);
        for y in 0..14 {
            buf.set_string(0, y, "behind ".repeat(8), Style::new());
        }
        let keys = [
            Hint {
                key: "Enter",
                verb: "choose",
            },
            Hint {
                key: "Esc",
                verb: "close",
            },
        ];
        let frame = Frame {
            title: "Score",
            object: "F-126",
            keys: &keys,
            tone: Tone::Plain,
            size: (52, 10),
        };
        let hits = frame.draw(&look, buf.area, &mut buf);
        let values = ["1", "2", "3", "5", "8", "13"].map(str::to_owned);
        let boxes = Boxes {
            values: &values,
            chosen: Some(3),
        };
        boxes.draw(
            &look,
            Rect {
                height: 3,
                ..hits.inner
            },
            &mut buf,
        );
        let below = Rect {
            y: hits.inner.y + 4,
            height: 1,
            ..hits.inner
        };
        boxes.draw(&look, below, &mut buf);
        let field = Rect {
            y: below.y + 2,
            width: 12,
            ..below
        };
        Input {
            text: "Refund self-service",
            cursor: 19,
            placeholder: "",
        }
        .draw(&look, field, &mut buf);
        insta::assert_snapshot!(format!("overlay_{name}"), styled(&buf));
    }
}
