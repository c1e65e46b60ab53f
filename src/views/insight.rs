//! Insight: what is known of customers, in parts: the vision and its themes, needs, the evidence,
//! personas, KPIs, journeys, stakeholders.
//!
//! Owns the parts and how one goes from one to the other. Each part is lists of records; what is said of a record is in
//! [`crate::scoring::insight`].

mod evidence;
mod journeys;
mod kpis;
mod needs;
mod people;
mod personas;
mod vision;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::command::{Can, Command, LISTS, ROWS, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Gesture, Target};
use crate::desk::listing::{Lists, plain};
use crate::desk::screen::frame;
use crate::desk::{Desk, tab};
use crate::dialogs::insight::{ask_reading, note_evidence, sort_wishes, take_table, take_wishes};
use crate::model::assumption::Assumption;
use crate::model::contact::Contact;
use crate::model::evidence::Evidence;
use crate::model::id::Id;
use crate::model::insight;
use crate::model::item::Item;
use crate::model::journey::{Journey, Stage, Study};
use crate::model::kpi::{self, Kpi, Reading};
use crate::model::need::{Need, Wish};
use crate::model::person::Person;
use crate::model::persona::{Persona, Segment};
use crate::model::record::{Declared, Kind};
use crate::model::theme::Theme;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::widgets::put;
use crate::views::{ListView, Panes, Row, View};

/// Insight among the views.
pub const VIEW: Row = Row {
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
    commands: &[COMMANDS, LIST_COMMANDS, people::COMMANDS],
    kinds: || {
        vec![
            Need::KIND,
            Wish::KIND,
            Assumption::KIND,
            Evidence::KIND,
            Persona::KIND,
            Segment::KIND,
            Kpi::KIND,
            Reading::KIND,
            kpi::Effect::KIND,
            Theme::KIND,
            Journey::KIND,
            Stage::KIND,
            Study::KIND,
            Contact::KIND,
            Person::KIND,
        ]
    },
    new: || {
        let parts = PARTS.iter().map(|part| ListView::of(part.panes));
        Box::new(Insight {
            parts: parts.collect(),
            // Needs come first; the vision is one part before.
            at: 1,
        })
    },
    is_shown: insight::is_used,
};

/// The scope of its own keys.
const SCOPE: Scope = Scope("Insight");

/// A part of the view.
struct Part {
    name: &'static str,
    panes: &'static Panes,
}

static PARTS: [Part; 7] = [
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
];

/// The state of the view.
#[derive(Debug)]
pub struct Insight {
    parts: Vec<Box<dyn View>>,
    at: usize,
}

/// The commands of its parts.
const COMMANDS: &[Command] = commands! { [Insight]
    Insight open looks "Move" "insight.next" ["}", "Ctrl-PgDn"] hint 8,
        "next part": "Goes to the next part: vision, needs, evidence, personas, KPIs, journeys, stakeholders." => |_, state, _| state.turn(1);
    Insight open looks "Move" "insight.previous" ["{", "Ctrl-PgUp"],
        "part before": "Goes to the part before." => |_, state, _| state.turn(PARTS.len() - 1);
};

/// The commands of its lists.
const LIST_COMMANDS: &[Command] = commands! { lists
    Insight open changes "Record" "insight.sort" ["a"] hint 4 if has_wish,
        "sort in": "Puts the chosen or marked wishes under a need, which it can make." => |desk, lists, _| sort_wishes(desk, lists);
    Insight open asks "Record" "insight.reading" ["+"] hint 4 if has_kpi,
        "reading": "Adds what the chosen KPI is today." => |desk, lists, _| ask_reading(desk, lists);
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
        _ => Err("only a wish is put under a need · Tab goes to the wishes".to_owned()),
    }
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
        _ => Err("evidence is about a need, an assumption or an item · choose one".to_owned()),
    }
}

impl Insight {
    fn turn(&mut self, by: usize) {
        self.at = (self.at + by) % PARTS.len();
    }

    /// A part as plain text.
    pub fn plain_of(&self, desk: &Desk, name: &str) -> String {
        let parts = PARTS.iter().zip(&self.parts);
        let mut named = parts.filter(|(part, _)| part.name == name);
        let lists = named.next().and_then(|(_, part)| part.lists());
        lists.map_or_else(String::new, |lists| plain(desk, lists))
    }

    fn part(&self) -> Option<&dyn View> {
        self.parts.get(self.at).map(|part| &**part)
    }

    fn part_mut(&mut self) -> Option<&mut dyn View> {
        self.parts.get_mut(self.at).map(|part| &mut **part)
    }
}

impl View for Insight {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        vec![SCOPE, LISTS, ROWS]
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        self.part()?.chosen(desk)
    }

    fn show(&mut self, desk: &mut Desk, kind: &'static Kind, id: Id) {
        let has = |part: &&Part| {
            part.panes
                .all
                .iter()
                .any(|pane| pane.listing().kind == kind)
        };
        if let Some(at) = PARTS.iter().position(|part| has(&part)) {
            self.at = at;
        }
        if let Some(part) = self.part_mut() {
            part.show(desk, kind, id);
        }
    }

    fn press(&mut self, desk: &mut Desk, target: Target, gesture: Gesture) -> Vec<Effect> {
        let part = self.part_mut();
        part.map_or_else(Vec::new, |part| part.press(desk, target, gesture))
    }

    fn lists(&self) -> Option<&Lists> {
        self.part()?.lists()
    }

    fn lists_mut(&mut self) -> Option<&mut Lists> {
        self.part_mut()?.lists_mut()
    }

    fn paste(&mut self, desk: &mut Desk, text: &str) -> bool {
        let kinds = self
            .lists()
            .map(|lists| lists.all().iter().map(|one| one.kind));
        let kinds: Vec<&'static Kind> = kinds.into_iter().flatten().collect();
        take_table(desk, &kinds, text) || kinds.contains(&Wish::KIND) && take_wishes(desk, text)
    }

    fn plain(&self, desk: &Desk) -> String {
        let lists = self.parts.iter().filter_map(|part| part.lists());
        lists.map(|lists| plain(desk, lists)).collect()
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        if let Some(part) = self.part() {
            part.draw(desk, look, buf, hits);
        }
        names(look, self.at, buf);
    }
}

/// Draws the names of the parts, in the row above them where there is one.
fn names(look: &Look, at: usize, buf: &mut Buffer) {
    let body = frame(buf.area.as_size()).body;
    let Some(y) = body.y.checked_sub(1).filter(|y| *y > 0) else {
        return;
    };
    let area = Rect {
        y,
        height: 1,
        ..body
    };
    let mut x = area.x + 1;
    for (place, part) in PARTS.iter().enumerate() {
        let is_here = place == at;
        let mark = if is_here { look.symbols.current } else { " " };
        let style = if is_here {
            look.current()
        } else {
            look.muted()
        };
        x = put(buf, area, x, y, mark, look.focus());
        x = put(buf, area, x, y, part.name, style) + 2;
    }
}
