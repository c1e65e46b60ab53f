//! Stakeholders: the grid of influence and interest, the people, what they must hear, the talks there were.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::scope::SCOPE;
use crate::desk::Desk;
use crate::desk::command::{Can, Command, commands};
use crate::desk::effect::Effect;
use crate::desk::listing::{Listing, Lists, columns, preset};
use crate::desk::notice::quoted;
use crate::dialogs::form;
use crate::edit::Edit;
use crate::model::contact::Contact;
use crate::model::decision::Decision;
use crate::model::field::{PartOf, Value};
use crate::model::id::Id;
use crate::model::key::{PEOPLE_COPY, PEOPLE_TOLD};
use crate::model::person::{Level, Person};
use crate::model::record::Declared;
use crate::model::words::{Text, worded};
use crate::scoring::decision::words::message;
use crate::scoring::facts::{Datum, Facts, Sign};
use crate::scoring::insight::people::{closeness, last_contact, of_person, stance, untold};
use crate::ui::cells::{CellGrid, CellPoint};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::records::{day_cell, person};
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put};
use crate::views::{Pane, Panes, Picture};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: SCOPE,
    all: &[
        Pane::left(PEOPLE, 4, 3),
        Pane::left(UNTOLD, 0, 1),
        Pane::right(CONTACTS, 0, 1),
    ],
    detail: (5, 2),
    picture: Some(Picture {
        rows: (10, 14),
        said: |_| Facts::default(),
        draw: Some(draw),
    }),
};

/// The commands of the part.
pub(super) const COMMANDS: &[Command] = commands! { lists
    Insight open changes "Record" "people.contact" ["c"] hint 5 if has_person,
        "contact": "Notes a talk with the chosen person, and what was promised." => |desk, lists, _| contact(desk, lists);
    Insight open changes "Record" "people.told" ["x"] hint 6 if must_hear,
        "told": "Notes that the chosen person has heard what was decided." => |desk, lists, _| told(desk, lists);
    Insight open looks "Record" "people.copy" ["y"] hint 7 if must_hear,
        "copy message": "Puts the message on what was decided on the clipboard." => |desk, lists, _| copy(desk, lists);
};

/// What the grid is called.
const GRID: &str = "Influence and interest";
/// What stands in its place while others watch.
const UNSHOWN: &str = "Where people stand is not shown while others watch.";

fn chosen<'d>(desk: &'d Desk, lists: &Lists) -> Option<&'d Person> {
    let (kind, id) = lists.chosen(desk)?;
    desk.workspace.get(id).filter(|_| kind == Person::KIND)
}

fn has_person(desk: &Desk, lists: &Lists) -> Can {
    chosen(desk, lists)
        .map(|_| ())
        .ok_or_else(|| worded("choose a person first · {LISTS_NEXT} goes to them").to_owned())
}

fn news<'d>(desk: &'d Desk, lists: &Lists) -> Vec<&'d Decision> {
    let person = chosen(desk, lists);
    person.map_or_else(Vec::new, |one| {
        untold(&desk.workspace, one, desk.derived.today)
    })
}

fn must_hear(desk: &Desk, lists: &Lists) -> Can {
    has_person(desk, lists)?;
    if news(desk, lists).is_empty() {
        return Err("there is nothing new to tell".to_owned());
    }
    Ok(())
}

fn contact(desk: &mut Desk, lists: &Lists) {
    if let Some(id) = chosen(desk, lists).map(|person| person.id) {
        let mut contact = Contact::new(desk.fresh(Contact::KIND));
        (contact.person, contact.day) = (PartOf::new(Some(id)), desk.derived.today);
        form::open_new(desk, &contact);
    }
}

/// Notes that a person was told, which is a contact of today.
fn told(desk: &mut Desk, lists: &Lists) {
    let about: Vec<String> = news(desk, lists)
        .iter()
        .map(|one| one.about.clone())
        .collect();
    let Some((id, name)) = chosen(desk, lists).map(|person| (person.id, person.name.clone()))
    else {
        return;
    };
    let mut contact = Contact::new(desk.fresh(Contact::KIND));
    contact.what = format!("told: {}", about.join(", "));
    (contact.person, contact.day) = (PartOf::new(Some(id)), desk.derived.today);
    let label = format!("told {name} about {}", quoted(&about.join(", ")));
    desk.commit(&label, vec![Edit::Insert(Box::new(contact))]);
}

fn copy(desk: &mut Desk, lists: &Lists) -> Vec<Effect> {
    let said = news(desk, lists)
        .into_iter()
        .map(|one| message(desk.seen(), one).lines.join("\n"));
    let said: Vec<String> = said.collect();
    desk.send(&said.join("\n\n"))
}

/// What is thought of a person, which nobody reads on a shared screen: neither what it is, nor that it is not known.
fn judged(desk: &Desk, said: impl FnOnce() -> Datum) -> Datum {
    match desk.presenting {
        None => said(),
        Some(_) => Datum::default(),
    }
}

/// Whether somebody should have spoken with a person by now, as far as this screen says so.
fn is_late(desk: &Desk, person: &Person) -> bool {
    desk.late_contacts().contains(&person.id)
}

/// The people: those who should have been spoken to first, then by influence and interest; for others who watch, by
/// name.
fn people(desk: &Desk) -> Vec<Id> {
    let mut all: Vec<&Person> = desk.seen().all().collect();
    all.sort_by_cached_key(|person| {
        let overdue = is_late(desk, person);
        let close = closeness(person).filter(|_| desk.presenting.is_none());
        let name = (person.name.clone(), person.id);
        (!overdue, close.is_none(), close, name)
    });
    all.iter().map(|person| person.id).collect()
}

/// The list of people.
const PEOPLE: Listing = Listing {
    title: Text::new("Stakeholders"),
    rows: Some(people),
    columns: columns! { Person:
        "Name" Rest 16 => |desk, one| {
            let name = Datum::text(&one.name);
            if is_late(desk, one) { name.marked(Sign::Over) } else { name }
        };
        "Keep" Just 14 => |desk, one| judged(desk, || {
            Datum::own(closeness(one).map_or("?", |close| close.words())).muted()
        });
        "Stance" Just 6 from 40 => |desk, one| judged(desk, || Datum::own(stance(one)));
        "Last contact" Just 12 from 54 => |desk, one| judged(desk, || {
            day_cell(last_contact(desk.seen(), one, desk.derived.today))
        });
    },
    note: |desk, ids| {
        let people = ids.iter().filter_map(|id| desk.seen().get::<Person>(*id));
        match (
            people.filter(|one| is_late(desk, one)).count(),
            &desk.presenting,
        ) {
            (late, None) => format!("{} · {late} to be contacted", ids.len()),
            (_, Some(_)) => ids.len().to_string(),
        }
    },
    facts: Some(|desk, id| {
        let one = desk.seen().get::<Person>(id);
        one.map_or_else(Facts::default, |one| {
            of_person(
                desk.seen(),
                &desk.derived.evaluation,
                &desk.voices(),
                one,
                desk.derived.today,
            )
        })
    }),
    empty: Text::new("Who decides, who asks, who is touched? {LISTS_NEW} notes the first person."),
    ..Listing::of(Person::KIND)
};

/// Who must hear of a decision.
const UNTOLD: Listing = Listing {
    title: Text::new("Must hear"),
    rows: Some(|desk| {
        let mut all = people(desk);
        all.retain(|id| {
            let person = desk.seen().get::<Person>(*id);
            person.is_some_and(|one| !untold(desk.seen(), one, desk.derived.today).is_empty())
        });
        all
    }),
    columns: columns! { Person:
        "Name" Just 18 => |_, one| Datum::text(&one.name);
        "Of" Rest 16 => |desk, one| {
            let news = untold(desk.seen(), one, desk.derived.today);
            let about: Vec<&str> = news.iter().map(|one| one.about.as_str()).collect();
            Datum::text(about.join(", "))
        };
    },
    note: |_, ids| {
        format!(
            "{} · {PEOPLE_COPY} copies the message, {PEOPLE_TOLD} says told",
            ids.len()
        )
    },
    empty: Text::new("Everybody has heard what was decided on their wishes."),
    ..PEOPLE
};

/// The talks, the latest first.
const CONTACTS: Listing = Listing {
    columns: columns! { Contact:
        "Day" Just 11 => |_, one| day_cell(one.day);
        "Person" Just 14 => |desk, one| Datum::text(person(desk, one.person.0));
        "About" Rest 12 => |_, one| Datum::text(&one.what).muted();
    },
    empty: Text::new(
        "What was said, and what was promised? {PEOPLE_CONTACT} on a person notes a talk.",
    ),
    begin: |desk, record, chosen| {
        preset(record, "day", desk.derived.today.map(Value::Date));
        let person = chosen.filter(|(kind, _)| *kind == Person::KIND);
        preset(record, "person", person.map(|(_, id)| Value::Link(id)));
    },
    ..Listing::of(Contact::KIND)
};

/// Draws the grid: influence upward, interest to the right. Others who watch are told that it stays with whoever
/// presents.
fn draw(desk: &Desk, look: &Look, lists: &Lists, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    if desk.presenting.is_some() {
        let body = Rule::new(GRID, "", Focus::Elsewhere).draw(look, area, buf);
        put(buf, body, body.x, body.y, UNSHOWN, look.muted());
        return;
    }
    let mut all: Vec<&Person> = desk.seen().all().collect();
    all.sort_by(|one, other| {
        let names = one.name.cmp(&other.name);
        names.then_with(|| one.id.cmp(&other.id))
    });
    let levels = [Level::Low, Level::Medium, Level::High];
    let at = |level: Option<Level>| levels.iter().position(|one| Some(*one) == level);
    let points = all.into_iter().map(|one| {
        let name = if is_late(desk, one) {
            format!("({})", one.name)
        } else {
            one.name.clone()
        };
        CellPoint {
            id: one.id,
            words: format!("{name} {}", text::own(look, &stance(one))),
            cell: at(one.power).map(|at| 2 - at).zip(at(one.interest)),
        }
    });
    let cells = CellGrid {
        title: GRID,
        note: "up: influence · right: interest",
        rows: ["high", "medium", "low"],
        columns: ["low", "medium", "high"],
        kind: Person::KIND,
        points: points.collect(),
    };
    let chosen = chosen(desk, lists).map(|person| person.id);
    cells.draw(look, chosen, area, buf, hits);
}
