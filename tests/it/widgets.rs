//! The drawing primitives: where they may draw, what they promise, how they look.

mod grid;
mod inside;
mod pictures;
mod promises;

use evenkeel::scoring::plan::allocation::shared_scale;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look, bucket_marks};
use evenkeel::ui::text;
use evenkeel::ui::widgets::{
    Align, Axis, Bar, Boxes, Cell, Column, Focus, Gauge, GaugeForm, Hint, Hints, Input,
    OverlayFrame, OverlayTone, Plot, Point, Row, RowState, Rule, Scatter, Scrollbar, Table,
    Verdict, Width, fit_columns,
};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::support::words;

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
            rank: Some(rank),
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
        verdict: match value {
            25 => Verdict::Over,
            46 => Verdict::Under,
            _ => Verdict::On,
        },
        drift: i64::from(value) - i64::from(target),
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
