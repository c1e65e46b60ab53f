//! Where the parts of the plan stand on the screen.

use ratatui::layout::{Rect, Size};

use crate::desk::screen::{Class, frame};

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

/// The regions of the roadmap; a region without room has no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoadmapRegions {
    /// The groups and their entries.
    pub list: Rect,
    /// The chosen one in full.
    pub detail: Rect,
}

/// Splits the body of the roadmap.
pub fn roadmap(size: Size) -> RoadmapRegions {
    let body = frame(size).body;
    let below = match Class::of(size) {
        Class::TooSmall => body.height,
        Class::Compact => 6.min(body.height / 2),
        Class::Wide => 8,
        Class::Broad => 10,
    };
    let above = body.height.saturating_sub(below);
    RoadmapRegions {
        list: Rect {
            height: above,
            ..body
        },
        detail: Rect {
            y: body.y + above,
            height: below,
            ..body
        },
    }
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
