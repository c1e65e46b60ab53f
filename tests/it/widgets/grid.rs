//! The trade-off grid: every item in one mark, no two labels in one cell.

use super::*;

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

proptest! {
    #[test]
    fn every_item_is_in_one_mark(
        places in prop::collection::vec((0u64..6000, 0u64..6000, 0usize..6), 0..60),
        width in 0u16..100,
        height in 0u16..40,
    ) {
        let points = places.iter().zip(1u32..).map(|((x, y, bucket), rank)| {
            Point { x: *x, y: *y, rank: Some(rank), bucket: *bucket }
        });
        check_plot(&points.collect::<Vec<_>>(), Rect::new(2, 1, width, height));
    }
}
