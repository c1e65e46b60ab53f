//! The log: decisions, conversations and sessions, and the chosen one in full.

mod cells;

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::cells::{cells, columns};
use crate::desk::Desk;
use crate::desk::event::Target;
use crate::model::decision::{Conversation, Decision};
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::session::Session;
use crate::scoring::decision::{due, standing, words};
use crate::scoring::due::Due;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Row, RowState, Rule, Table, put, scroll_to};
use crate::views::learn::draw::{in_full, people};
use crate::views::log::Log;
use crate::views::log::{Part, chosen, ids};
use crate::views::risk::draw::day;

/// What every part of the log is drawn with.
struct Scene<'a> {
    desk: &'a Desk,
    log: &'a Log,
    look: &'a Look,
    /// The decision each item stands by, gathered once.
    standing: BTreeMap<Id, &'a Decision>,
}

/// Draws the view.
pub fn draw(desk: &Desk, log: &Log, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let scene = Scene {
        desk,
        log,
        look,
        standing: standing(desk.seen()),
    };
    let regions = crate::views::log::regions::log(buf.area.as_size());
    for (part, area) in [
        (Part::Decisions, regions.decisions),
        (Part::Conversations, regions.conversations),
        (Part::Sessions, regions.sessions),
    ] {
        list(&scene, part, area, buf, hits);
    }
    detail(&scene, regions.detail, buf);
}

fn list(scene: &Scene<'_>, part: Part, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let (desk, log, look) = (scene.desk, scene.log, scene.look);
    if area.is_empty() {
        return;
    }
    let ids = ids(desk, log, part);
    let focus = if log.part == part && desk.overlays.is_empty() {
        Focus::Here
    } else {
        Focus::Elsewhere
    };
    let title = match part {
        Part::Decisions => "Decisions",
        Part::Conversations => "Conversations",
        Part::Sessions => "Sessions",
    };
    Rule {
        title,
        note: &note(scene, part, &ids),
        focus,
    }
    .draw(look, area, buf);
    let below = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let Some(at) = chosen(log, part, &ids) else {
        put(
            buf,
            below,
            below.x + 1,
            below.y,
            nothing(log, part),
            look.muted(),
        );
        return;
    };
    let height = usize::from(below.height.saturating_sub(1));
    let first = scroll_to(at, 0, height, ids.len());
    let rows = ids.iter().zip(0..).skip(first).map(|(id, here)| {
        let state = match (here == at, focus) {
            (false, _) => RowState::Plain,
            (true, Focus::Here) => RowState::Selected,
            (true, Focus::Elsewhere) => RowState::Remembered,
        };
        Row::Cells(state, cells(scene, part, *id))
    });
    let table = Table {
        columns: &columns(part),
        sorted: None,
    };
    for (row, place) in table.draw(look, below, buf, rows).rows {
        if let Some(id) = ids.get(first + row) {
            hits.add(place, Target::Record(part.kind(), *id));
        }
    }
}

/// The filter, how many there are, and how many of them are due.
fn note(scene: &Scene<'_>, part: Part, ids: &[Id]) -> String {
    let (log, look) = (scene.log, scene.look);
    let mut parts = Vec::new();
    if !log.filter.is_empty() {
        parts.push(log.filter.clone());
    }
    let overdue = ids
        .iter()
        .filter(|id| due_of(scene, part, **id).is_overdue());
    match part {
        Part::Decisions => parts.push(format!("{} due of {}", overdue.count(), ids.len())),
        Part::Conversations => {
            let open = ids
                .iter()
                .filter(|id| due_of(scene, part, **id) != Due::Met);
            parts.push(format!(
                "{} overdue of {} open",
                overdue.count(),
                open.count()
            ));
        }
        Part::Sessions => parts.push(ids.len().to_string()),
    }
    parts.join(&format!(" {} ", look.symbols.separator))
}

fn nothing(log: &Log, part: Part) -> &'static str {
    match part {
        _ if !log.filter.is_empty() => "None has these words.",
        Part::Decisions => "None yet; D on an item decides.",
        Part::Conversations => "None yet; n writes one.",
        Part::Sessions => "None yet.",
    }
}

/// How the day of a row stands to today.
fn due_of(scene: &Scene<'_>, part: Part, id: Id) -> Due {
    let desk = scene.desk;
    let today = desk.derived.today;
    let found = match part {
        Part::Decisions => {
            let decision = desk.seen().get::<Decision>(id);
            decision.map(|one| due(desk.seen(), &scene.standing, one, today))
        }
        Part::Conversations => {
            let conversation = desk.seen().get::<Conversation>(id);
            conversation.map(|one| Due::of_conversation(one, today))
        }
        Part::Sessions => None,
    };
    found.unwrap_or(Due::Undated)
}

/// The chosen record of the list that has the keys, in full.
fn detail(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let (desk, log, look) = (scene.desk, scene.log, scene.look);
    if area.is_empty() {
        return;
    }
    let part = log.part;
    let ids = ids(desk, log, part);
    let id = chosen(log, part, &ids).and_then(|at| ids.get(at).copied());
    let (title, lines) = match (part, id) {
        (_, None) => ("Chosen", Vec::new()),
        (Part::Decisions, Some(id)) => ("Decision", decision(scene, id)),
        (Part::Conversations, Some(id)) => ("Conversation", conversation(desk, id)),
        (Part::Sessions, Some(id)) => ("Session", session(desk, id)),
    };
    in_full(look, title, &lines, area, buf);
}

fn decision(scene: &Scene<'_>, id: Id) -> Vec<String> {
    let desk = scene.desk;
    let Some(decision) = desk.seen().get::<Decision>(id) else {
        return Vec::new();
    };
    let due = due_of(scene, Part::Decisions, id);
    let details = words::details(desk.seen(), &desk.derived.evaluation, decision, due);
    [vec![decision.about.clone()], details].concat()
}

/// Who must be there, by when, about which item, and what came of it.
pub(crate) fn conversation(desk: &Desk, id: Id) -> Vec<String> {
    let Some(one) = desk.seen().get::<Conversation>(id) else {
        return Vec::new();
    };
    let mut lines = vec![one.about.clone()];
    if !one.people.0.is_empty() {
        lines.push(format!(
            "Who must be there: {}",
            people(desk, &one.people.0)
        ));
    }
    lines.push(match (one.held, one.due) {
        (Some(held), _) => format!("Held on {}", text::long_date(held)),
        (None, None) => "No day yet".to_owned(),
        (None, due) => format!(
            "By {}",
            day(due, Due::of_conversation(one, desk.derived.today))
        ),
    });
    let item = one.item.0.and_then(|id| desk.seen().get::<Item>(id));
    lines.extend(item.map(|item| format!("Item: {}", item.title)));
    if !one.factor.is_empty() {
        lines.push(format!("Estimate: {}", one.factor));
    }
    if !one.outcome.trim().is_empty() {
        lines.push(one.outcome.trim().to_owned());
    }
    lines
}

/// What sort of session, when, who was there, what was gone through and what it decided.
pub(crate) fn session(desk: &Desk, id: Id) -> Vec<String> {
    let Some(one) = desk.seen().get::<Session>(id) else {
        return Vec::new();
    };
    let state = if one.over { "over" } else { "open" };
    let date = one
        .date
        .map_or_else(|| "no day".to_owned(), text::long_date);
    let sort = one.sort.word().label;
    let mut lines = vec![one.name.clone(), format!("{sort} · {date} · {state}")];
    if !one.people.0.is_empty() {
        lines.push(format!("Present: {}", people(desk, &one.people.0)));
    }
    let items = text::count(one.agenda.0.len(), "item", "items");
    let decisions = text::count(decided(desk, id), "decision", "decisions");
    lines.push(format!("{items} on the agenda, {decisions}"));
    if !one.note.trim().is_empty() {
        lines.push(one.note.trim().to_owned());
    }
    lines
}

/// How many decisions a session made.
fn decided(desk: &Desk, session: Id) -> usize {
    let all = desk.seen().all::<Decision>();
    all.filter(|one| one.session.0 == Some(session)).count()
}
