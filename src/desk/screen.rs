//! Geometry: how big the screen is and which regions it has.
//!
//! Owns the size classes and the rectangles of every region, so that scrolling in `app` and drawing
//! in `ui` agree. Knows no style and no content.

use ratatui::layout::{Rect, Size};

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
pub struct Frame {
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
pub const fn frame(size: Size) -> Frame {
    let (w, h) = (size.width, size.height);
    let from = if h >= 30 { 2 } else { 1 };
    Frame {
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

/// The regions of the board; a region without room has no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardRegions {
    /// The ranked backlog: a rule, a heading and the rows.
    pub backlog: Rect,
    /// The selected item.
    pub detail: Rect,
    /// The gauges.
    pub balance: Rect,
    /// The small grid.
    pub grid: Rect,
}

impl BoardRegions {
    /// How many rows of the backlog fit below its rule and heading.
    pub fn rows(&self) -> usize {
        usize::from(self.backlog.height.saturating_sub(2))
    }
}

/// Splits the body of the board, for a workspace with so many buckets.
pub fn board(size: Size, buckets: usize) -> BoardRegions {
    let body = frame(size).body;
    let part = |y: u16, height: u16| Rect { y, height, ..body };
    let none = Rect { height: 0, ..body };
    let buckets = u16::try_from(buckets.clamp(1, 8)).unwrap_or(8);
    match Class::of(size) {
        Class::TooSmall => BoardRegions {
            backlog: none,
            detail: none,
            balance: none,
            grid: none,
        },
        Class::Compact => {
            let detail = 3;
            let balance = if body.height >= 17 {
                1 + buckets.div_ceil(2).min(3)
            } else {
                0
            };
            let backlog = body.height.saturating_sub(detail + balance);
            BoardRegions {
                backlog: part(body.y, backlog),
                detail: part(body.y + backlog, detail),
                balance: part(body.y + backlog + detail, balance),
                grid: none,
            }
        }
        Class::Wide | Class::Broad => {
            let broad = Class::of(size) == Class::Broad;
            let left = body.width.saturating_sub(49).min(112);
            let right = Rect {
                x: left + 2,
                width: body.width.saturating_sub(left + 2),
                ..body
            };
            let detail = if broad { body.height / 3 } else { 10 };
            let balance = 2 + buckets * 2;
            let at = |y: u16, height: u16| Rect {
                y: right.y + y,
                height,
                ..right
            };
            BoardRegions {
                backlog: Rect {
                    width: left,
                    ..body
                },
                detail: at(0, detail),
                balance: at(detail, balance),
                grid: at(
                    detail + balance,
                    body.height.saturating_sub(detail + balance),
                ),
            }
        }
    }
}

/// The regions of the grid view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridRegions {
    /// The plot with its rule and axes.
    pub plot: Rect,
    /// What is under the cursor, the legend and the counts; one line on a compact screen.
    pub side: Rect,
    /// Items that cannot be placed.
    pub tray: Rect,
}

/// Splits the body of the grid view; the tray is there only when something lies in it.
pub fn grid(size: Size, tray: bool) -> GridRegions {
    let body = frame(size).body;
    let none = Rect { height: 0, ..body };
    let tray_rows = if tray && body.height >= 13 { 2 } else { 0 };
    let above = body.height.saturating_sub(tray_rows);
    let tray = Rect {
        y: body.y + above,
        height: tray_rows,
        ..body
    };
    match Class::of(size) {
        Class::TooSmall => GridRegions {
            plot: none,
            side: none,
            tray: none,
        },
        Class::Compact => {
            let plot = above.saturating_sub(2);
            GridRegions {
                plot: Rect {
                    height: plot,
                    ..body
                },
                side: Rect {
                    y: body.y + plot,
                    height: above - plot,
                    ..body
                },
                tray,
            }
        }
        Class::Wide | Class::Broad => {
            let width = body.width.saturating_sub(32);
            GridRegions {
                plot: Rect {
                    width,
                    height: above,
                    ..body
                },
                side: Rect {
                    x: width + 2,
                    width: 30,
                    height: above,
                    ..body
                },
                tray,
            }
        }
    }
}

/// The regions of the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingsRegions {
    /// The list: a rule, a heading and the rows.
    pub list: Rect,
    /// What the chosen one means.
    pub meaning: Rect,
    /// How many there are of each sort; none on a compact screen.
    pub counts: Rect,
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
    let (meaning, counts) = match Class::of(size) {
        Class::TooSmall => (body.height, 0),
        Class::Compact => (6, 0),
        Class::Wide | Class::Broad => (7, 30),
    };
    let gap = if counts == 0 { 0 } else { 2 };
    let left = Rect {
        width: body.width.saturating_sub(counts + gap),
        ..body
    };
    let list = body.height.saturating_sub(meaning);
    FindingsRegions {
        list: Rect {
            height: list,
            ..left
        },
        meaning: Rect {
            y: left.y + list,
            height: body.height - list,
            ..left
        },
        counts: Rect {
            x: left.right() + gap,
            width: counts,
            ..body
        },
    }
}
