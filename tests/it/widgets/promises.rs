//! What columns, bars and overlays promise.

use super::*;

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

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
    let frame = OverlayFrame {
        title: "Quit",
        object: "",
        keys: &[],
        tone: OverlayTone::Plain,
        size: (21, 7),
    };
    let hits = frame.draw(&look, buf.area, &mut buf);
    assert_eq!(hits.outer.x % 2, 1);
    assert_eq!(buf[(hits.outer.x - 1, hits.outer.y)].symbol(), " ");
}
