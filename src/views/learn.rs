//! Learning, in parts: what people agreed to do, met on and said of demos; how work flows; the pace on one page.
//!
//! Each part is lists and the chosen record in full. Which action is overdue is in [`crate::scoring::plan::due`], how
//! work flows in [`crate::scoring::flow`].

mod actions;
mod demos;
mod flow;
mod occasions;
mod pacing;

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::listing::Lists;
use crate::desk::tab;
use crate::dialogs::demo;
use crate::dialogs::lists::add_to;
use crate::model::agreement::AgreedMix;
use crate::model::event::{Action, Recognition, Topic, TrainEvent};
use crate::model::id::Id;
use crate::model::record::Declared;
use crate::model::session::Session;
use crate::views::{Pane, Panes, Part, Parted, Parts, ViewRow};

/// Learning among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: tab::LEARN,
    go: Command::to(
        tab::LEARN,
        "go.learn",
        &["g l"],
        "learn",
        &[],
        "Goes to actions, events and recognition; flow and pacing are parts of it.",
    ),
    commands: &[COMMANDS],
    kinds: || {
        vec![
            Action::KIND,
            TrainEvent::KIND,
            Topic::KIND,
            Recognition::KIND,
            AgreedMix::KIND,
        ]
    },
    new: || Parted::of(&PARTS),
    is_shown: |_| true,
};

/// Its parts.
static PARTS: Parts = Parts {
    scope: Scope("Learn"),
    first: 0,
    paste: |_, _, _| false,
    all: &ALL,
};

static ALL: [Part; 3] = [
    Part {
        name: "Actions",
        panes: &LEARN,
    },
    Part {
        name: "Flow",
        panes: &flow::FLOW,
    },
    Part {
        name: "Pacing",
        panes: &pacing::PACING,
    },
];

/// The panes of the first part; where there is room for one of them, thanks and demos take turns.
pub(super) static LEARN: Panes = Panes {
    scope: Scope("Learn"),
    all: &[
        Pane::left(actions::LISTING, 6, 1),
        Pane::left(occasions::EVENTS, 7, 1),
        Pane::left(occasions::TOPICS, 0, 1),
        Pane::right(occasions::THANKS, 4, 5),
        Pane::right(demos::LISTING, 0, 4),
    ],
    detail: (4, 11),
    picture: None,
};

/// The commands of the view.
const COMMANDS: &[Command] = commands! { lists
    Learn open changes "Record" "learn.action" ["a"] hint 6,
        "action": "Writes a new action; from the events, one of the chosen event." => |desk, lists, _| add_to(desk, lists, Action::KIND);
    Learn open changes "Record" "learn.meeting" ["e"] hint 6,
        "meeting" also ["ceremony", "agenda", "retrospective", "sync", "refinement", "workshop"]: "Begins a meeting with the agenda of its kind: planning, syncs, refinement, review, retrospective, problem solving." => |desk, _, _| occasions::meet(desk);
    Learn open changes "Record" "learn.vote" ["+"] if occasions::has_topic,
        "vote": "Adds a vote to the chosen topic." => |desk, lists, _| occasions::vote(desk, lists);
    Learn open changes "Record" "learn.checkpoint" ["c"] hint 7 if can_show,
        "demo": "Begins a demo checkpoint, or goes on with the open or the chosen one." => |desk, lists, _| { checkpoint(desk, lists); Vec::new() };
};

/// The chosen demo, in their list.
fn chosen_demo(desk: &Desk, lists: &Lists) -> Option<Id> {
    let (kind, id) = lists.chosen(desk)?;
    (kind == Session::KIND).then_some(id)
}

fn can_show(desk: &Desk, lists: &Lists) -> Can {
    match chosen_demo(desk, lists) {
        Some(_) => Ok(()),
        None => demo::can_begin(desk),
    }
}

fn checkpoint(desk: &mut Desk, lists: &Lists) {
    match chosen_demo(desk, lists) {
        Some(id) => demo::open(desk, id),
        None => demo::start(desk),
    }
}
