//! The marks of the buckets: a shape each, so that color is never the only sign.

use super::pen::{DrawingPoint, Pen, at};

/// How many shapes there are; later buckets share the last.
const SHAPES: usize = 8;

/// How many buckets have a color of their own; look.md says why no more.
const COLORS: usize = 4;

/// The class that gives the color of a bucket, by its place.
pub(in super::super) const fn class(bucket: Option<usize>) -> &'static str {
    match bucket {
        Some(0) => "mark b1",
        Some(1) => "mark b2",
        Some(2) => "mark b3",
        Some(3) => "mark b4",
        Some(COLORS..) => "mark b5",
        None => "mark b0",
    }
}

/// Draws the mark of a bucket around a place.
pub(super) fn draw(pen: &mut Pen, bucket: Option<usize>, center: DrawingPoint, radius: f64) {
    let class = if matches!(bucket, Some(6..=7)) {
        "hollow b5"
    } else {
        class(bucket)
    };
    pen.empty(
        "path",
        &[("class", &class), ("d", &outline(bucket, center, radius))],
    );
}

/// The mark as an element of an HTML page.
pub(in super::super) fn inline(bucket: Option<usize>) -> String {
    let mut pen = Pen::default();
    pen.open(
        "svg",
        &[
            ("xmlns", &"http://www.w3.org/2000/svg"),
            ("class", &"bucket"),
            ("viewBox", &"0 0 12 12"),
            ("aria-hidden", &"true"),
        ],
    );
    draw(&mut pen, bucket, (6.0, 6.0), 5.0);
    pen.close("svg");
    pen.done().replace('\n', "")
}

/// The outline of a shape; without a bucket a small dash.
fn outline(bucket: Option<usize>, (x, y): DrawingPoint, r: f64) -> String {
    let polygon = |points: &[DrawingPoint]| {
        let points: Vec<String> = points
            .iter()
            .map(|(dx, dy)| format!("{} {}", at(x + dx * r), at(y + dy * r)))
            .collect();
        format!("M{}Z", points.join("L"))
    };
    let circle = |r: f64| {
        let (left, right, y, r) = (at(x - r), at(x + r), at(y), at(r));
        format!("M{left} {y}A{r} {r} 0 1 1 {right} {y}A{r} {r} 0 1 1 {left} {y}Z")
    };
    match bucket.map(|at| at.min(SHAPES - 1)) {
        None => polygon(&[(-0.7, -0.2), (0.7, -0.2), (0.7, 0.2), (-0.7, 0.2)]),
        Some(0) => circle(r * 0.95),
        Some(1) => polygon(&[(0.0, -1.0), (1.0, 0.85), (-1.0, 0.85)]),
        Some(2) => polygon(&[(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]),
        Some(3 | 6) => polygon(&[(0.0, -1.15), (1.0, 0.0), (0.0, 1.15), (-1.0, 0.0)]),
        Some(4) => {
            let (near, far) = (0.35, 1.0);
            polygon(&[
                (-near, -far),
                (near, -far),
                (near, -near),
                (far, -near),
                (far, near),
                (near, near),
                (near, far),
                (-near, far),
                (-near, near),
                (-far, near),
                (-far, -near),
                (-near, -near),
            ])
        }
        Some(5) => polygon(&[
            (0.0, -1.1),
            (0.3, -0.4),
            (1.05, -0.34),
            (0.48, 0.15),
            (0.65, 0.9),
            (0.0, 0.5),
            (-0.65, 0.9),
            (-0.48, 0.15),
            (-1.05, -0.34),
            (-0.3, -0.4),
        ]),
        Some(_) => circle(r * 0.8),
    }
}
