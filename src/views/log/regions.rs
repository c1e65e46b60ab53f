//! The regions of the log.

use ratatui::layout::{Rect, Size};

use crate::desk::screen::{Class, frame};

/// The regions of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogRegions {
    /// What was decided.
    pub decisions: Rect,
    /// What has to be talked about.
    pub conversations: Rect,
    /// The sessions there were.
    pub sessions: Rect,
    /// The chosen one in full.
    pub detail: Rect,
}

/// Splits the body of the log: decisions get most of it.
pub fn log(size: Size) -> LogRegions {
    let body = frame(size).body;
    let row = |y: u16, height: u16| Rect {
        y: body.y + y,
        height,
        ..body
    };
    match Class::of(size) {
        Class::TooSmall => LogRegions {
            decisions: row(0, 0),
            conversations: row(0, 0),
            sessions: row(0, 0),
            detail: row(0, 0),
        },
        Class::Compact => {
            let (detail, sessions) = (body.height / 3, body.height / 6);
            let conversations = body.height / 5;
            let decisions = body.height - detail - sessions - conversations;
            LogRegions {
                decisions: row(0, decisions),
                conversations: row(decisions, conversations),
                sessions: row(decisions + conversations, sessions),
                detail: row(body.height - detail, detail),
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
            let decisions = body.height / 3 * 2;
            let sessions = body.height / 4;
            LogRegions {
                decisions: Rect {
                    height: decisions,
                    ..left
                },
                conversations: Rect {
                    y: left.y + decisions,
                    height: left.height - decisions,
                    ..left
                },
                detail: Rect {
                    height: beside.height - sessions,
                    ..beside
                },
                sessions: Rect {
                    y: beside.y + beside.height - sessions,
                    height: sessions,
                    ..beside
                },
            }
        }
    }
}
