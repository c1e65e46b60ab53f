//! Learning: what people agreed to do, the occasions they met on, thanks, and what they said of demos.
//!
//! Four lists and the chosen record in full. Which action is overdue is in [`crate::scoring::plan::due`].

mod actions;
mod demos;
mod occasions;
pub mod regions;

use ratatui::buffer::Buffer;

use crate::desk::Desk;
use crate::desk::command::{Can, Command, LISTS, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Gesture, Target};
use crate::desk::listing::{Lists, plain};
use crate::desk::tab::LEARN;
use crate::dialogs::demo;
use crate::dialogs::lists::add_to;
use crate::model::event::Action;
use crate::model::id::Id;
use crate::model::record::{Declared, Kind};
use crate::model::session::Session;
use crate::ui::hits::Hits;
use crate::ui::listing;
use crate::ui::look::Look;
use crate::views::{Row, View};

/// The positions of thanks and demos among the lists; where there is room for one of them they take turns.
const THANKS: usize = 2;
const DEMOS: usize = 3;

/// Learning among the views.
pub const VIEW: Row = Row {
    tab: LEARN,
    kinds: || vec![Action::KIND],
    new: || {
        Box::new(Learn {
            lists: Lists::of(&[
                actions::LISTING,
                occasions::EVENTS,
                occasions::THANKS,
                demos::LISTING,
            ]),
        })
    },
};

/// The state of events and actions.
#[derive(Debug)]
pub struct Learn {
    lists: Lists,
}

/// The commands of the view.
pub const COMMANDS: &[Command] = commands! { [Learn]
    Learn open changes "Record" "learn.action" ["a"] hint 6,
        "action": "Writes a new action; from the events, one of the chosen event." => |desk, learn, _| add_to(desk, &mut learn.lists, Action::KIND);
    Learn open changes "Record" "learn.checkpoint" ["c"] hint 7 if can_show,
        "demo": "Begins a demo checkpoint, or goes on with the open or the chosen one." => |desk, learn, _| { checkpoint(desk, learn); Vec::new() };
};

impl View for Learn {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        vec![Scope("Learn"), LISTS]
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        self.lists.item(desk)
    }

    fn show(&mut self, desk: &mut Desk, kind: &'static Kind, id: Id) {
        self.lists.show(desk, kind, id);
    }

    fn press(&mut self, desk: &mut Desk, target: Target, _: Gesture) -> Vec<Effect> {
        if let Target::Record(kind, id) = target {
            self.lists.show(desk, kind, id);
        }
        Vec::new()
    }

    fn lists(&self) -> Option<&Lists> {
        Some(&self.lists)
    }

    fn lists_mut(&mut self) -> Option<&mut Lists> {
        Some(&mut self.lists)
    }

    fn plain(&self, desk: &Desk) -> String {
        plain(desk, &self.lists)
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        let regions = regions::learn(buf.area.as_size());
        let areas = [
            regions.actions,
            regions.events,
            regions.recognition,
            regions.demos,
        ];
        let hidden = match (regions.demos == regions.recognition, self.lists.at()) {
            (false, _) => None,
            (true, DEMOS) => Some(THANKS),
            (true, _) => Some(DEMOS),
        };
        for (at, area) in areas.into_iter().enumerate() {
            if hidden != Some(at) {
                listing::draw(desk, look, (&self.lists, at), area, buf, hits);
            }
        }
        listing::chosen(desk, look, &self.lists, regions.detail, buf);
    }
}

/// The chosen demo, in their list.
fn chosen_demo(desk: &Desk, learn: &Learn) -> Option<Id> {
    let (kind, id) = learn.lists.chosen(desk)?;
    (kind == Session::KIND).then_some(id)
}

fn can_show(desk: &Desk, learn: &Learn) -> Can {
    match chosen_demo(desk, learn) {
        Some(_) => Ok(()),
        None => demo::can_begin(desk),
    }
}

fn checkpoint(desk: &mut Desk, learn: &Learn) {
    match chosen_demo(desk, learn) {
        Some(id) => demo::open(desk, id),
        None => demo::start(desk),
    }
}
