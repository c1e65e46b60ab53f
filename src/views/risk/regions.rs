//! Where risks, events and actions stand on the screen.

use ratatui::layout::Constraint::{self, Fill, Length};
use ratatui::layout::{Layout, Rect, Size};

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
    match class {
        Class::TooSmall => empty,
        Class::Compact if map => RiskRegions { map: body, ..empty },
        Class::Compact => {
            let detail = Length(6.min(body.height / 3));
            let awaited = Length(5.min(body.height / 4));
            let [board, below, awaited] = Layout::vertical([Fill(1), detail, awaited]).areas(body);
            let [detail, matrix] = beside([Fill(1), Length(32)], below);
            RiskRegions {
                board,
                detail,
                matrix,
                awaited,
                map: none,
            }
        }
        Class::Wide | Class::Broad => {
            let half = Length(body.height / 2);
            let [above, below] = Layout::vertical([half, Fill(1)]).areas(body);
            let right = if class == Class::Broad { 68 } else { 38 };
            let [board, right] = beside([Fill(1), Length(right)], above);
            let [matrix, detail] = Layout::vertical([Fill(1), Length(7)]).areas(right);
            let left = Length(body.width.saturating_sub(2) * 3 / 7);
            let [awaited, map] = beside([left, Fill(1)], below);
            RiskRegions {
                board,
                detail,
                matrix,
                awaited,
                map,
            }
        }
    }
}

/// Two parts beside each other.
fn beside(widths: [Constraint; 2], area: Rect) -> [Rect; 2] {
    Layout::horizontal(widths).spacing(2).areas(area)
}
