//! Where risks, events and actions stand on the screen.

use ratatui::layout::{Rect, Size};

use crate::desk::screen::{Class, frame};

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
