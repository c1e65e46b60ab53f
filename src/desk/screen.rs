//! Geometry: how big the screen is and which regions it has.
//!
//! Owns the size classes and what all views have in common; the regions of a view are in its folder.

use ratatui::layout::{Constraint, Layout, Rect, Size};

/// The least screen the board needs, in columns and rows.
pub const LEAST: Size = Size {
    width: 60,
    height: 16,
};

/// How much fits on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Less than [`LEAST`].
    TooSmall,
    /// One main region, detail and gauges in a few lines.
    Compact,
    /// Main region at the left; detail, gauges and a small grid at the right.
    Wide,
    /// As wide, with the estimate columns and a real grid.
    Broad,
}

impl Class {
    /// The class of a screen.
    pub const fn of(size: Size) -> Self {
        if size.width < LEAST.width || size.height < LEAST.height {
            Self::TooSmall
        } else if size.width < 110 || size.height < 30 {
            Self::Compact
        } else if size.width < 160 || size.height < 45 {
            Self::Wide
        } else {
            Self::Broad
        }
    }
}

/// The rectangles common to all views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScreenAreas {
    /// Name, views and state.
    pub top: Rect,
    /// Everything between.
    pub body: Rect,
    /// What just happened.
    pub notice: Rect,
    /// The keys that work now.
    pub footer: Rect,
}

/// Splits a screen into bars and body.
pub const fn frame(size: Size) -> ScreenAreas {
    let (w, h) = (size.width, size.height);
    let from = if h >= 30 { 2 } else { 1 };
    ScreenAreas {
        top: row_of(w, h, 0),
        body: Rect {
            x: 0,
            y: from,
            width: w,
            height: h.saturating_sub(from + 2),
        },
        notice: row_of(w, h, h.saturating_sub(2)),
        footer: row_of(w, h, h.saturating_sub(1)),
    }
}

const fn row_of(width: u16, height: u16, y: u16) -> Rect {
    Rect {
        x: 0,
        y,
        width,
        height: if height > y { 1 } else { 0 },
    }
}

/// The regions of the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingsRegions {
    /// The list: a rule, a heading and the rows.
    pub list: Rect,
    /// What the chosen one means.
    pub meaning: Rect,
}

impl FindingsRegions {
    /// How many rows of the list fit below its rule and heading.
    pub fn rows(&self) -> usize {
        usize::from(self.list.height.saturating_sub(2))
    }
}

/// Splits the body of the findings.
pub fn findings(size: Size) -> FindingsRegions {
    let body = frame(size).body;
    let meaning = match Class::of(size) {
        Class::TooSmall => body.height,
        Class::Compact => 6,
        Class::Wide | Class::Broad => 7,
    };
    let parts = [Constraint::Fill(1), Constraint::Length(meaning)];
    let [list, meaning] = Layout::vertical(parts).areas(body);
    FindingsRegions { list, meaning }
}
