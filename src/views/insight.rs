//! Insight: what is known of customers, in parts: the vision and its themes, needs, the evidence,
//! assumptions, personas, KPIs, journeys, stakeholders, the handshake of the two sides.
//!
//! Owns the parts and how one goes from one to the other. Each part is lists of records; what is said of a record is in
//! [`crate::scoring::insight`].

mod assumptions;
mod evidence;
mod handshake;
mod journeys;
mod kpis;
mod needs;
mod people;
mod personas;
mod points;
mod scope;
mod vision;

use crate::desk::command::{Can, Command, commands};
use crate::desk::listing::Lists;
use crate::desk::{Desk, tab};
use crate::dialogs::insight::{
    ask_reading, note_evidence, sort_wishes, take_record_offer, take_table, take_wishes,
};
use crate::model::assumption::Assumption;
use crate::model::contact::Contact;
use crate::model::evidence::Evidence;
use crate::model::insight;
use crate::model::item::Item;
use crate::model::journey::{Journey, Stage, Study};
use crate::model::kano::KanoReply;
use crate::model::kpi::{self, Kpi, Reading};
use crate::model::need::{Need, Wish};
use crate::model::person::Person;
use crate::model::persona::{Persona, Segment};
use crate::model::question::Question;
use crate::model::record::{Declared, Kind};
use crate::model::theme::Theme;
use crate::model::words::worded;
use crate::scoring::insight::offers::record_offer;
use crate::views::{Part, Parted, Parts, ViewRow};

/// Insight among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: tab::INSIGHT,
    go: Command::to(
        tab::INSIGHT,
        "go.insight",
        &["g i"],
        "insight",
        &[
            "need", "evidence", "persona", "segment", "wish", "kpi", "reading", "effect",
        ],
        "Goes to what is known of customers: vision, needs, evidence, personas, KPIs, journeys, stakeholders.",
    ),
    commands: &[
        COMMANDS,
        people::COMMANDS,
        points::COMMANDS,
        needs::COMMANDS,
        kpis::COMMANDS,
        journeys::COMMANDS,
        handshake::COMMANDS,
        handshake::GO,
    ],
    kinds: || {
        vec![
            Need::KIND,
            Wish::KIND,
            KanoReply::KIND,
            Assumption::KIND,
            Evidence::KIND,
            Persona::KIND,
            Segment::KIND,
            Kpi::KIND,
            Reading::KIND,
            kpi::KpiEffect::KIND,
            Theme::KIND,
            Journey::KIND,
            Stage::KIND,
            Study::KIND,
            Contact::KIND,
            Person::KIND,
            Question::KIND,
        ]
    },
    new: || Parted::of(&PARTS),
    is_shown: insight::is_used,
};

/// The parts; needs come first, the vision is one part before.
static PARTS: Parts = Parts {
    scope: scope::SCOPE,
    first: 1,
    paste: |desk, kinds, text| {
        // A table goes to its own kind wherever it comes in; items have a way of their own.
        let here = kinds.iter().copied().filter(|kind| *kind != Item::KIND);
        let all: Vec<&'static Kind> = here.chain((VIEW.kinds)()).collect();
        take_table(desk, &all, text) || kinds.contains(&Wish::KIND) && take_wishes(desk, text)
    },
    all: &ALL,
};

static ALL: [Part; 9] = [
    Part {
        name: "Vision",
        panes: &vision::PANES,
    },
    Part {
        name: "Needs",
        panes: &needs::PANES,
    },
    Part {
        name: "Evidence",
        panes: &evidence::PANES,
    },
    Part {
        name: "Assumptions",
        panes: &assumptions::PANES,
    },
    Part {
        name: "Personas",
        panes: &personas::PANES,
    },
    Part {
        name: "KPIs",
        panes: &kpis::PANES,
    },
    Part {
        name: "Journeys",
        panes: &journeys::PANES,
    },
    Part {
        name: "Stakeholders",
        panes: &people::PANES,
    },
    Part {
        name: handshake::NAME,
        panes: &handshake::PANES,
    },
];

/// The commands of its lists.
const COMMANDS: &[Command] = commands! { lists
    Insight open changes "Record" "insight.sort" ["a"] hint 4 if has_wish,
        "sort in": "Puts the chosen or selected wishes under a need, which it can make." => |desk, lists, _| sort_wishes(desk, lists);
    Insight open asks "Record" "insight.reading" ["+"] hint 4 if has_kpi,
        "reading": "Adds what the chosen KPI is today." => |desk, lists, _| ask_reading(desk, lists);
    Insight open changes "Record" "insight.offer" ["="] hint 7 if has_offer,
        "take over": "Takes over what is offered: for a need what a journey says, for an effect what effects came in at." => |desk, lists, _| {
            if let Some((kind, id)) = lists.chosen(desk) {
                take_record_offer(desk, kind, id);
            }
        };
    Insight open changes "Record" "insight.evidence" ["v"] hint 6 if takes_evidence,
        "evidence": "Notes evidence about the chosen need, assumption or item." => |desk, lists, _| {
            if let Some((kind, id)) = lists.chosen(desk) {
                note_evidence(desk, kind, id);
            }
        };
};

fn has_wish(desk: &Desk, lists: &Lists) -> Can {
    match lists.chosen(desk) {
        Some((kind, _)) if kind == Wish::KIND => Ok(()),
        _ => Err(
            worded("only a wish is put under a need · {LISTS_NEXT} goes to the wishes").to_owned(),
        ),
    }
}

fn has_offer(desk: &Desk, lists: &Lists) -> Can {
    let can = [Need::KIND, kpi::KpiEffect::KIND];
    let chosen = lists.chosen(desk).filter(|(kind, _)| can.contains(kind));
    let (kind, id) = chosen.ok_or_else(|| "choose a need or an effect first".to_owned())?;
    let why = if kind == Need::KIND {
        "the journeys offer no importance or satisfaction for this need"
    } else {
        "no measured effect says that it counts with less or more"
    };
    record_offer(&desk.workspace, kind, id)
        .map(drop)
        .ok_or_else(|| why.to_owned())
}

fn has_kpi(desk: &Desk, lists: &Lists) -> Can {
    match lists.chosen(desk) {
        Some((kind, _)) if kind == Kpi::KIND => Ok(()),
        _ => Err("a reading is of a KPI · choose one".to_owned()),
    }
}

fn takes_evidence(desk: &Desk, lists: &Lists) -> Can {
    match lists.chosen(desk) {
        Some((kind, _)) if [Need::KIND, Assumption::KIND, Item::KIND].contains(&kind) => Ok(()),
        _ => Err(
            worded("evidence is about a need, an assumption or an item · choose one").to_owned(),
        ),
    }
}
