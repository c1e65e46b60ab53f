//! The log: what was decided, what has to be talked about, and the sessions there were.
//!
//! Three lists and the chosen record in full. What a decision costs and when it is due is in
//! [`crate::scoring::decision`].

mod decisions;
pub mod regions;
mod talks;

use ratatui::buffer::Buffer;

use crate::desk::against;
use crate::desk::command::{Can, Command, LISTS, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Gesture, Target};
use crate::desk::listing::{Lists, plain};
use crate::desk::notice::Notice;
use crate::desk::tab::{self, LOG};
use crate::desk::{Desk, GoTo};
use crate::dialogs::lists::add_to;
use crate::model::decision::{Conversation, Decision};
use crate::model::id::Id;
use crate::model::record::{Declared, Kind};
use crate::scoring::decision::words::message;
use crate::ui::hits::Hits;
use crate::ui::listing;
use crate::ui::look::Look;
use crate::views::{Row, View};

/// The log among the views.
pub const VIEW: Row = Row {
    tab: LOG,
    kinds: || vec![Decision::KIND, Conversation::KIND],
    new: || {
        Box::new(Log {
            lists: Lists::of(&[decisions::LISTING, talks::CONVERSATIONS, talks::SESSIONS]),
        })
    },
};

/// The state of the log.
#[derive(Debug)]
pub struct Log {
    lists: Lists,
}

/// The commands of the log.
pub const COMMANDS: &[Command] = commands! { [Log]
    Log open looks "Record" "log.copy" ["y"] hint 5 if has_message,
        "copy message": "Puts the message for the person who asked on the clipboard again." => |desk, log, _| copy(desk, log);
    Log open changes "Record" "log.new" ["n"] hint 8,
        "new": "Writes down a conversation that has to be had." => |desk, log, _| add_to(desk, &mut log.lists, Conversation::KIND);
    Log open looks "List" "log.against" ["A"] hint 7 if can_compare,
        "what changed": "Goes to the board and marks how far every item moved since an earlier version." => |desk, _, chord| compare(desk, chord);
};

impl View for Log {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        vec![Scope("Log"), LISTS]
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
        let regions = regions::log(buf.area.as_size());
        let areas = [regions.decisions, regions.conversations, regions.sessions];
        for (at, area) in areas.into_iter().enumerate() {
            listing::draw(desk, look, (&self.lists, at), area, buf, hits);
        }
        listing::chosen(desk, look, &self.lists, regions.detail, buf);
    }
}

/// The chosen decision.
fn decision<'a>(desk: &'a Desk, log: &Log) -> Option<&'a Decision> {
    let (kind, id) = log.lists.chosen(desk)?;
    desk.workspace.get(id).filter(|_| kind == Decision::KIND)
}

fn has_message(desk: &Desk, log: &Log) -> Can {
    decision(desk, log)
        .map(|_| ())
        .ok_or_else(|| "only a decision has a message · Tab goes to the decisions".to_owned())
}

fn can_compare(desk: &Desk, _: &Log) -> Can {
    against::can_compare(desk)
}

fn copy(desk: &mut Desk, log: &Log) -> Vec<Effect> {
    let Some(message) = decision(desk, log).map(|one| message(&desk.workspace, one)) else {
        return Vec::new();
    };
    // Whether the terminal takes it is not known; a clipboard that does says so itself.
    desk.notice = Some(Notice::done("sent to the terminal's clipboard"));
    vec![Effect::Copy(message.lines.join("\n"))]
}

fn compare(desk: &mut Desk, chord: Chord) -> Vec<Effect> {
    desk.go(GoTo::View(tab::BOARD));
    desk.run("board.against", chord);
    Vec::new()
}
