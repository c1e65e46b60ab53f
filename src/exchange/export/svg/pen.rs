//! The writer of SVG elements.
//!
//! Owns the syntax: what is opened is closed by the caller, what is said is escaped here. Knows no figure.

use std::fmt::{Display, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::exchange::export::xml::{escape, legible};

/// Attributes with their values.
type ElementAttributes<'a> = &'a [(&'static str, &'a dyn Display)];

/// More cells than these no line of a drawing holds.
const MOST: usize = 200;

/// A place, to the right and down.
pub(super) type DrawingPoint = (f64, f64);

/// Elements that are written one after the other.
#[derive(Debug, Default)]
pub(super) struct Pen(String);

impl Pen {
    /// Opens an element.
    pub(super) fn open(&mut self, element: &'static str, attributes: ElementAttributes<'_>) {
        self.begin(element, attributes);
        self.0.push('>');
    }

    /// Closes an element.
    pub(super) fn close(&mut self, element: &'static str) {
        let _ = writeln!(self.0, "</{element}>");
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, element: &'static str, attributes: ElementAttributes<'_>) {
        self.begin(element, attributes);
        self.0.push_str("/>\n");
    }

    /// An element with words in it.
    pub(super) fn words(
        &mut self,
        element: &'static str,
        attributes: ElementAttributes<'_>,
        words: &str,
    ) {
        self.open(element, attributes);
        self.0.push_str(&escape(words));
        self.close(element);
    }

    /// The style of a document, which is ours and holds nothing to escape.
    pub(super) fn style(&mut self, style: &'static str) {
        let _ = writeln!(self.0, "<style>\n{style}</style>");
    }

    /// A line of text whose baseline starts at a place.
    pub(super) fn text(&mut self, place: DrawingPoint, class: &'static str, words: &str) {
        let (x, y) = place;
        self.words(
            "text",
            &[("x", &at(x)), ("y", &at(y)), ("class", &class)],
            words,
        );
    }

    /// A rectangle from its upper left corner.
    pub(super) fn rect(&mut self, place: DrawingPoint, size: DrawingPoint, class: &str) {
        let ((x, y), (width, height)) = (place, size);
        let (width, height) = (width.max(0.0), height.max(0.0));
        self.empty(
            "rect",
            &[
                ("x", &at(x)),
                ("y", &at(y)),
                ("width", &at(width)),
                ("height", &at(height)),
                ("class", &class),
            ],
        );
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: DrawingPoint, to: DrawingPoint, class: &'static str) {
        self.empty(
            "line",
            &[
                ("x1", &at(from.0)),
                ("y1", &at(from.1)),
                ("x2", &at(to.0)),
                ("y2", &at(to.1)),
                ("class", &class),
            ],
        );
    }

    /// A curve from the right of one thing to the left of another, with an arrow at its end.
    pub(super) fn curve(&mut self, from: DrawingPoint, to: DrawingPoint, class: &'static str) {
        let bend = ((to.0 - from.0) / 2.0).abs().max(24.0);
        let (x, y) = (at(from.0), at(from.1));
        let (left, right) = (at(from.0 + bend), at(to.0 - bend));
        let (to_x, to_y) = (at(to.0), at(to.1));
        let way = format!("M{x} {y} C{left} {y} {right} {to_y} {to_x} {to_y}");
        self.empty("path", &[("d", &way), ("class", &class)]);
        let (back, up, down) = (at(to.0 - 6.0), at(to.1 - 3.5), at(to.1 + 3.5));
        let tip = format!("M{to_x} {to_y} L{back} {up} M{to_x} {to_y} L{back} {down}");
        self.empty("path", &[("d", &tip), ("class", &class)]);
    }

    /// Straight lines from point to point.
    pub(super) fn path(&mut self, points: &[DrawingPoint], class: &'static str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{} {}", at(*x), at(*y)))
            .collect();
        let way = format!("M{}", points.join(" L"));
        self.empty("path", &[("d", &way), ("class", &class)]);
    }

    /// What another pen wrote.
    pub(super) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// All that was written.
    pub(super) fn done(self) -> String {
        self.0
    }

    fn begin(&mut self, element: &'static str, attributes: ElementAttributes<'_>) {
        let _ = write!(self.0, "<{element}");
        for (name, value) in attributes {
            let _ = write!(self.0, " {name}=\"{}\"", escape(&value.to_string()));
        }
    }
}

/// A coordinate with one decimal at most.
pub(super) fn at(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The text cut to so many cells of a screen, which is near enough for a drawing.
pub(in super::super) fn fit(text: &str, cells: usize) -> String {
    let text = legible(text).replace(['\n', '\t'], " ");
    if text.width() <= cells {
        return text;
    }
    let mut cut = String::new();
    for grapheme in text.graphemes(true) {
        if cut.width() + grapheme.width() >= cells {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// How many cells have room in a breadth, about.
pub(super) fn letters(room: f64) -> usize {
    let fit = (1..=MOST).take_while(|cells| breadth(&"x".repeat(*cells)) <= room);
    fit.count()
}

/// How wide a small number of cells is, about.
pub(super) fn breadth(text: &str) -> f64 {
    let cells = u32::try_from(text.width()).unwrap_or(u32::MAX);
    f64::from(cells) * 6.6
}
