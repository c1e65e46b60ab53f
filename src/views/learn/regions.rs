//! Where the lists of learning stand on the screen.

use ratatui::layout::{Rect, Size};

use crate::desk::screen::{Class, frame};

/// The regions of events and actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LearnRegions {
    /// What somebody is going to do.
    pub actions: Rect,
    /// The occasions people met on.
    pub events: Rect,
    /// Thanks.
    pub recognition: Rect,
    /// Demo checkpoints; on a compact screen they take turns with the thanks.
    pub demos: Rect,
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
            demos: row(0, 0),
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
                demos: row(rest, recognition),
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
            let (thanks, demos) = (body.height / 4, body.height / 5);
            let below = thanks + demos;
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
                    height: beside.height - below,
                    ..beside
                },
                demos: Rect {
                    y: beside.y + beside.height - demos,
                    height: demos,
                    ..beside
                },
                recognition: Rect {
                    y: beside.y + beside.height - below,
                    height: thanks,
                    ..beside
                },
            }
        }
    }
}
