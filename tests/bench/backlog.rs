//! The backlogs that are measured, and the board they are shown on.

use std::fmt::Write as _;

use evenkeel::desk::event::{Chord, Event, Key};
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::ids::Ids;
use evenkeel::desk::preferences::Preferences;
use evenkeel::model::id::Id;
use evenkeel::shell::App;
use evenkeel::store;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

pub const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const SCALE: [u64; 7] = [1, 2, 3, 5, 8, 13, 20];

/// A workspace file of so many items of about 2 KB, the same for the same number.
pub fn file(count: usize) -> String {
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

pub fn app(count: usize) -> App {
    app_of(&file(count))
}

pub fn app_of(text: &str) -> App {
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

pub fn look() -> Look {
    Look::new(Brightness::Dark, Depth::Full, Charset::Unicode, true)
}

pub fn press(app: &mut App, key: Key) {
    app.handle(Event::Key(Chord::plain(key)));
}

pub fn draw(app: &App, buffer: &mut Buffer) {
    buffer.reset();
    evenkeel::shell::draw::draw(app, &look(), buffer);
}

pub fn screen() -> Buffer {
    Buffer::empty(Rect::new(0, 0, 120, 35))
}
