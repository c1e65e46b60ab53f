//! The views: one folder each, with its commands, state, panes and pictures.

pub mod alone;
pub mod board;
pub mod findings;
pub mod grid;
pub mod insight;
pub mod learn;
mod lists;
pub mod log;
pub mod money;
mod parted;
pub mod plan;
pub mod risk;
pub mod session;
pub mod teams;

pub use lists::{ListView, Pane, Panes, Picture};
pub use parted::{COMMANDS as PARTS, Part, Parted, Parts, draw_name, draw_parts};

use std::any::Any;
use std::fmt::Debug;

use ratatui::buffer::Buffer;

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope};
use crate::desk::effect::Effect;
use crate::desk::event::{Event, Gesture, Target};
use crate::desk::listing::Lists;
use crate::desk::retrace::Retrace;
use crate::desk::tab::Tab;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::record::Kind;
use crate::scoring::facts::Facts;
use crate::ui::hits::Hits;
use crate::ui::look::Look;

/// A view: its state, and what the shell asks of it.
pub trait View: Any + Debug {
    /// The scopes whose keys work in it, the nearest first, without those that work everywhere.
    fn scopes(&self, desk: &Desk) -> Vec<Scope>;

    /// The item that it shows as chosen.
    fn chosen(&self, desk: &Desk) -> Option<Id>;

    /// Whether it shows something as chosen of which it can say why, beside an item.
    fn tells(&self, desk: &Desk) -> bool {
        self.lists()
            .is_some_and(|lists| lists.telling(desk).is_some())
    }

    /// What is said of that, with the rules of its numbers; nothing of what only an item explains.
    fn told(&self, desk: &Desk) -> Option<Facts> {
        let (listing, id) = self.lists()?.telling(desk)?;
        Some(listing.facts(desk, id))
    }

    /// The interval that it shows as chosen, where it shows intervals.
    fn interval(&self, _desk: &Desk) -> Option<Id> {
        None
    }

    /// Brings a record in sight and chooses it.
    fn show(&mut self, desk: &mut Desk, kind: &'static Kind, id: Id);

    /// Shows the part of a name, where it has such a part.
    fn turn_to(&mut self, _part: &str) {}

    /// What it waits for, where it does: then only its own keys and places work, and everything else says this.
    fn waits_for(&self, _desk: &Desk) -> Option<&'static str> {
        None
    }

    /// Takes what the pointer did to what it drew; a turn of the wheel moves as keys do, after this.
    fn press(&mut self, desk: &mut Desk, target: Target, gesture: Gesture) -> Vec<Effect>;

    /// Takes what the pointer holds over something else that it drew, or lets go there.
    fn drag(&mut self, _: &mut Desk, _held: Target, _over: Option<Target>, _is_drop: bool) {}

    /// Whether there is a row to go to; if not, why.
    fn can_step(&self, desk: &Desk) -> Can {
        self.lists().map_or(Ok(()), |lists| lists.has_rows(desk))
    }

    /// Goes so many rows down, or up.
    fn step(&mut self, desk: &mut Desk, by: isize) {
        if let Some(lists) = self.lists_mut() {
            lists.step(desk, by);
        }
    }

    /// How many rows a page has.
    fn page(&self, _desk: &Desk) -> isize {
        10
    }

    /// Its lists of records, where it has some.
    fn lists(&self) -> Option<&Lists> {
        None
    }

    /// The same, to be changed.
    fn lists_mut(&mut self) -> Option<&mut Lists> {
        None
    }

    /// What is chosen in it, as a text to copy.
    fn copied(&self, desk: &Desk) -> Option<String> {
        match self.lists().and_then(|lists| lists.chosen(desk)) {
            Some((kind, id)) => desk.seen_title(kind, id),
            None => desk.seen_item().map(|item| item.title.clone()),
        }
    }

    /// Takes a pasted text; gives back whether it had a place for it.
    fn paste(&mut self, _desk: &mut Desk, _text: &str) -> bool {
        false
    }

    /// Takes an event that is no key and no press: an answer it waits for, the time.
    fn hear(&mut self, _desk: &mut Desk, _event: &Event) {}

    /// Takes a key that no command has; gives back whether it meant something.
    fn stray(&mut self, _desk: &mut Desk) -> bool {
        false
    }

    /// Asks first where a step back or again would show what is hidden; gives back whether it asks.
    fn guards(&mut self, _desk: &mut Desk, _way: Retrace) -> bool {
        false
    }

    /// Brings up to date what it keeps of the desk's state, after each event.
    fn refresh(&mut self, _desk: &mut Desk) {}

    /// What holds of what it shows, said while nothing has just happened.
    fn advice(&self, _desk: &Desk) -> Option<String> {
        None
    }

    /// Writes it as plain text.
    fn plain(&self, desk: &Desk) -> String;

    /// The same of the part of a name, where it has such a part.
    fn plain_of(&self, _desk: &Desk, _part: &str) -> Option<String> {
        None
    }

    /// Draws it.
    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits);
}

/// A row of the table of views.
#[derive(Debug)]
pub struct ViewRow {
    /// Its name.
    pub tab: Tab,
    /// The command that goes to it.
    pub go: Command,
    /// Its commands, table by table.
    pub commands: &'static [&'static [Command]],
    /// The kinds of record that are at home in it.
    pub kinds: fn() -> Vec<&'static Kind>,
    /// Its state when a workspace is opened.
    pub new: fn() -> Box<dyn View>,
    /// Whether the top bar shows it though it is not on the screen: not where the workspace holds nothing for it.
    pub is_shown: fn(&Workspace) -> bool,
}

#[cfg(test)]
mod tests {
    use ratatui::layout::{Rect, Size};

    use super::Panes;
    use super::board::regions::board;
    use super::grid::regions::grid;
    use super::learn::LEARN;
    use super::log::LOG;
    use super::risk::regions::risks;
    use super::session::regions::session;
    use crate::desk::screen::{Class, findings, frame};

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
                let (b, read) = (board(size, 3, false), board(size, 3, true));
                let g = grid(size, true);
                let of = findings(size);
                let (all, map) = (risks(size, false), risks(size, true));
                let stacked = |panes: &Panes, at| {
                    let (lists, detail) = panes.areas(size, at);
                    [lists, vec![detail]].concat()
                };
                let room = session(size);
                let views = [
                    vec![b.backlog, b.detail, b.balance, b.grid],
                    vec![read.backlog, read.detail, read.balance, read.grid],
                    g.to_vec(),
                    vec![of.list, of.meaning],
                    vec![all.board, all.detail, all.matrix, all.awaited, all.map],
                    vec![map.map, map.board],
                    vec![room.card, room.side],
                    stacked(&LEARN, 0),
                    stacked(&LEARN, 3),
                    stacked(&LOG, 0),
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
