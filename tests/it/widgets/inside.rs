//! Where the primitives may draw, and what may reach a cell.

use super::*;

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
        0 => drop(Rule::new(title, title, Focus::Here).draw(look, area, buf)),
        1 => gauge(look, &marks, 2, "46 % of 50").draw(GaugeForm::OneLine, look, area, buf),
        2 => gauge(look, &marks, 0, title).draw(GaugeForm::Presented, look, area, buf),
        3 => Bar {
            value: 3,
            largest: 7,
        }
        .draw(look, look.text(), area, buf),
        4 => {
            let columns = [
                Column::new("", Width::Fill(4), Align::Left, 0, 0),
                Column::new("", Width::Fixed(3), Align::Right, 1, 0),
            ];
            let cells = [title, title].map(|words| Cell::text(words, look.text()));
            let row = Row::Tall(RowState::Selected, cells.to_vec(), title.to_owned());
            let table = Table {
                columns: &columns,
                sorted: None,
            };
            drop(table.draw(look, area, buf, [row]));
        }
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
            let frame = OverlayFrame {
                title,
                object: title,
                keys: &[hint],
                tone: OverlayTone::Alarm,
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_words_are(
        title in any::<String>(),
        width in 0u16..40,
        height in 0u16..10,
    ) {
        let [(_, look), ..] = looks();
        let area = Rect::new(3, 2, width, height);
        check_inside(&look, area, &title);
        for step in 0..12 {
            let mut buf = canvas(&look, 45, 14);
            draw_all(&look, area, &mut buf, step, &title);
            for cell in &buf.content {
                prop_assert_eq!(text::clean(cell.symbol()), cell.symbol(), "{}", step);
                prop_assert!(cell.symbol().chars().count() < 11);
            }
        }
    }
}
