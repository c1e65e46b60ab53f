//! How the primitives look, dark, without color and in ASCII.

use super::*;
use crate::support::check_picture;

#[test]
fn gauges() {
    for (name, look) in looks() {
        let marks = marks(&look);
        let readings = ["46 % of 50", "19 % of 20", "25 % of 20", "10 % of 10"];
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
        check_picture(&format!("gauges_{name}"), &buf, &look);
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
        check_picture(&format!("table_{name}"), &buf, &look);
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
            check_picture(&format!("scatter_{size}_{name}"), &buf, &look);
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
        let frame = OverlayFrame {
            title: "Score",
            object: "F-126",
            keys: &keys,
            tone: OverlayTone::Plain,
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
        check_picture(&format!("overlay_{name}"), &buf, &look);
    }
}
