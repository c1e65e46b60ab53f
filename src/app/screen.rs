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

/// The regions of the plan; a region without room has no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanRegions {
    /// What is in no increment.
    pub unplanned: Rect,
    /// The iterations: columns with their items, or a row each where there is little room.
    pub places: Rect,
    /// The items of one iteration, where the iterations are rows.
    pub items: Rect,
    /// The item under the cursor.
    pub detail: Rect,
    /// The mix of the plan.
    pub figures: Rect,
    /// What stands before its need.
    pub needs: Rect,
    /// The objectives.
    pub objectives: Rect,
}

/// Splits the body of the plan, for so many places in the increment.
pub fn plan(size: Size, places: usize) -> PlanRegions {
    let body = frame(size).body;
    let none = Rect { height: 0, ..body };
    let part = |x: u16, y: u16, width: u16, height: u16| Rect {
        x: body.x + x,
        y: body.y + y,
        width,
        height,
    };
    let places = u16::try_from(places.clamp(1, 7)).unwrap_or(7);
    match Class::of(size) {
        Class::TooSmall => PlanRegions {
            unplanned: none,
            places: none,
            items: none,
            detail: none,
            figures: none,
            needs: none,
            objectives: none,
        },
        Class::Compact => {
            let rows = (1 + places).min(body.height / 3);
            let detail = 2;
            let figures = if body.height >= 17 { 3 } else { 0 };
            let lists = body.height.saturating_sub(rows + detail + figures);
            let left = body.width.saturating_sub(1) / 2;
            let right = body.width.saturating_sub(left + 1);
            PlanRegions {
                places: part(0, 0, body.width, rows),
                items: part(0, rows, left, lists),
                unplanned: part(left + 1, rows, right, lists),
                detail: part(0, rows + lists, body.width, detail),
                figures: part(0, rows + lists + detail, body.width, figures),
                needs: none,
                objectives: none,
            }
        }
        Class::Wide | Class::Broad => {
            let broad = Class::of(size) == Class::Broad;
            let (left, below) = if broad { (40, 14) } else { (26, 9) };
            let detail = 3;
            let above = body.height.saturating_sub(detail + below);
            let third = body.width.saturating_sub(2) / 3;
            let y = above + detail;
            PlanRegions {
                unplanned: part(0, 0, left, above),
                places: part(left + 1, 0, body.width.saturating_sub(left + 1), above),
                items: none,
                detail: part(0, above, body.width, detail),
                figures: part(0, y, third, below),
                needs: part(third + 1, y, third, below),
                objectives: part(
                    third * 2 + 2,
                    y,
                    body.width.saturating_sub(third * 2 + 2),
                    below,
                ),
            }
        }
    }
}

/// The regions of the risks; a region without room has no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskRegions {
    /// The ROAM board.
    pub board: Rect,
    /// The chosen risk.
    pub detail: Rect,
    /// Impact against chance.
    pub matrix: Rect,
    /// What is awaited from outside.
    pub awaited: Rect,
    /// What needs what.
    pub map: Rect,
}

/// Splits the body of the risks. A compact screen shows either the map or all the rest.
pub fn risks(size: Size, map: bool) -> RiskRegions {
    let body = frame(size).body;
    let none = Rect { height: 0, ..body };
    let empty = RiskRegions {
        board: none,
        detail: none,
        matrix: none,
        awaited: none,
        map: none,
    };
    let class = Class::of(size);
    // Rows from a row of the body on, cells from a column on.
    let part = |y: u16, height: u16, x: u16, width: u16| Rect {
        x: body.x + x,
        y: body.y + y,
        width,
        height,
    };
    match class {
        Class::TooSmall => empty,
        Class::Compact if map => RiskRegions { map: body, ..empty },
        Class::Compact => {
            let detail = 6.min(body.height / 3);
            let awaited = 5.min(body.height / 4);
            let board = body.height - detail - awaited;
            let beside = 32;
            let left = body.width.saturating_sub(beside + 2);
            RiskRegions {
                board: part(0, board, 0, body.width),
                detail: part(board, detail, 0, left),
                matrix: part(board, detail, left + 2, beside),
                awaited: part(board + detail, awaited, 0, body.width),
                map: none,
            }
        }
        Class::Wide | Class::Broad => {
            let above = body.height / 2;
            let below = body.height - above;
            let beside = if class == Class::Broad { 68 } else { 38 };
            let left = body.width.saturating_sub(beside + 2);
            let detail = 7;
            let half = body.width.saturating_sub(2) * 3 / 7;
            RiskRegions {
                board: part(0, above, 0, left),
                matrix: part(0, above.saturating_sub(detail), left + 2, beside),
                detail: part(above.saturating_sub(detail), detail, left + 2, beside),
                awaited: part(above, below, 0, half),
                map: part(above, below, half + 2, body.width.saturating_sub(half + 2)),
            }
        }
    }
}

/// The regions of events and actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LearnRegions {
    /// What somebody is going to do.
    pub actions: Rect,
    /// The occasions people met on.
    pub events: Rect,
    /// Thanks.
    pub recognition: Rect,
    /// The chosen one in full.
    pub detail: Rect,
}

/// Splits the body of events and actions.
pub fn learn(size: Size) -> LearnRegions {
    let body = frame(size).body;
    let row = |y: u16, height: u16| Rect {
        y: body.y + y,
        height,
        ..body
    };
    match Class::of(size) {
        Class::TooSmall => LearnRegions {
            actions: row(0, 0),
            events: row(0, 0),
            recognition: row(0, 0),
            detail: row(0, 0),
        },
        Class::Compact => {
            let (recognition, detail) = (4.min(body.height / 4), 4.min(body.height / 4));
            let rest = body.height - recognition - detail;
            let actions = rest / 2;
            LearnRegions {
                actions: row(0, actions),
                events: row(actions, rest - actions),
                recognition: row(rest, recognition),
                detail: row(rest + recognition, detail),
            }
        }
        Class::Wide | Class::Broad => {
            let right = body.width / 3;
            let left = Rect {
                width: body.width.saturating_sub(right + 2),
                ..body
            };
            let beside = Rect {
                x: left.right() + 2,
                width: right,
                ..body
            };
            let actions = body.height / 2;
            let thanks = body.height / 3;
            LearnRegions {
                actions: Rect {
                    height: actions,
                    ..left
                },
                events: Rect {
                    y: left.y + actions,
                    height: left.height - actions,
                    ..left
                },
                detail: Rect {
                    height: beside.height - thanks,
                    ..beside
                },
                recognition: Rect {
                    y: beside.y + beside.height - thanks,
                    height: thanks,
                    ..beside
                },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_stay_on_the_screen_and_apart_at_every_size() {
        for width in 0..220 {
            for height in 0..70 {
                let size = Size { width, height };
                let whole = Rect {
                    x: 0,
                    y: 0,
                    width,
                    height,
                };
                let f = frame(size);
                let b = board(size, 3);
                let g = grid(size, true);
                let of = findings(size);
                let (all, map) = (risks(size, false), risks(size, true));
                let learning = learn(size);
                let views = [
                    vec![b.backlog, b.detail, b.balance, b.grid],
                    vec![g.plot, g.side, g.tray],
                    vec![of.list, of.meaning, of.counts],
                    vec![all.board, all.detail, all.matrix, all.awaited, all.map],
                    vec![map.map, map.board],
                    vec![
                        learning.actions,
                        learning.events,
                        learning.recognition,
                        learning.detail,
                    ],
                ];
                for regions in views {
                    let all = [vec![f.top, f.notice, f.footer], regions].concat();
                    let all: Vec<Rect> = all.into_iter().filter(|r| !r.is_empty()).collect();
                    for (at, one) in all.iter().enumerate() {
                        assert_eq!(whole.intersection(*one), *one, "{width}x{height}");
                        if Class::of(size) != Class::TooSmall {
                            assert!(all.iter().skip(at + 1).all(|other| !one.intersects(*other)));
                        }
                    }
                }
            }
        }
    }
}
