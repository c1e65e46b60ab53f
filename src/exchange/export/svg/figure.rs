//! A figure: a drawing with its text alternative, and how wide all of them are.

use std::fmt::Display;

use super::pen::{Pen, at};

/// The width of every figure, in its own units: a unit is a point of a screen at full size.
pub(super) const WIDTH: f64 = 720.0;

/// The room around a figure that stands alone.
pub(super) const MARGIN: f64 = 24.0;

/// A drawing with its text alternative.
#[derive(Debug)]
pub(in super::super) struct Figure {
    /// Tells it from other figures on a page.
    pub(super) name: String,
    /// What it shows.
    pub(super) title: String,
    /// The same in words, for who cannot see it.
    pub(super) about: String,
    /// Its height.
    pub(super) height: f64,
    /// Its elements.
    pub(super) body: Pen,
}

impl Figure {
    /// The figure as an element of an HTML page.
    pub(in super::super) fn inline(&self) -> String {
        let mut pen = Pen::default();
        self.open(&mut pen, (WIDTH, self.height), false);
        pen.append(&self.body);
        pen.close("svg");
        pen.done()
    }

    /// Begins the figure. One that stands alone has a size of its own, which slides and wikis ask for.
    pub(super) fn open(&self, pen: &mut Pen, (width, height): (f64, f64), is_alone: bool) {
        let name = &self.name;
        let (width, height) = (at(width), at(height));
        let labels = format!("{name}-title {name}-about");
        let size = format!("0 0 {width} {height}");
        let own: [(&str, &dyn Display); 2] = [("width", &width), ("height", &height)];
        let all: [(&str, &dyn Display); 5] = [
            ("xmlns", &"http://www.w3.org/2000/svg"),
            ("class", &"figure"),
            ("viewBox", &size),
            ("role", &"img"),
            ("aria-labelledby", &labels),
        ];
        let own = own.into_iter().filter(|_| is_alone);
        pen.open("svg", &all.into_iter().chain(own).collect::<Vec<_>>());
        pen.words("title", &[("id", &format!("{name}-title"))], &self.title);
        pen.words("desc", &[("id", &format!("{name}-about"))], &self.about);
    }
}
