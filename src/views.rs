//! The views: one folder each, with its commands, state, panes and pictures.

pub mod board;
pub mod findings;
pub mod grid;
pub mod learn;
pub mod log;
pub mod plan;
pub mod risk;
pub mod session;

use crate::shell::App;

/// Brings up to date what the views keep of a state, while they are on the screen.
pub(crate) fn refresh(app: &mut App) {
    plan::refresh(app);
    risk::refresh(app);
    session::scene::refresh(app);
}

/// Takes what is typed in a view and waits for more, before something else happens.
pub fn take_typed(app: &mut App) {
    board::cells::take_typed(app);
    if app.view == crate::desk::tab::SESSION {
        session::take_typed(app);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::{Rect, Size};

    use super::log::regions::log;
    use super::risk::regions::{learn, risks};
    use super::session::regions::session;
    use crate::desk::screen::{Class, board, findings, frame, grid};

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
                let logged = log(size);
                let room = session(size);
                let views = [
                    vec![b.backlog, b.detail, b.balance, b.grid],
                    vec![g.plot, g.side, g.tray],
                    vec![of.list, of.meaning, of.counts],
                    vec![all.board, all.detail, all.matrix, all.awaited, all.map],
                    vec![map.map, map.board],
                    vec![room.card, room.side],
                    vec![
                        learning.actions,
                        learning.events,
                        learning.recognition,
                        learning.detail,
                    ],
                    vec![
                        logged.decisions,
                        logged.conversations,
                        logged.sessions,
                        logged.detail,
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
