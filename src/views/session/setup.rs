//! Before a session: what it is about, who is there and how long it may take, all of it filled in.

use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Key};
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::dialogs::prompt;
use crate::edit::Edit;
use crate::model::field::{FieldValue, Links};
use crate::model::id::Id;
use crate::model::limits::LIST_LIMIT;
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::session::{Session, Way};
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::session;
use crate::scoring::session::agenda::{Proposal, proposed};
use crate::scoring::session::way;
use crate::shell::App;
use crate::views::session::{Room, put};

/// The most minutes that can be typed.
const MOST: u64 = 999;

/// Where the agenda comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The items where an answer could change the top or cross the cut line.
    Proposed,
    /// The items that are marked on the board.
    Marked,
    /// The items the board lists.
    Listed,
}

/// A row of the set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Where the agenda comes from.
    Agenda,
    /// The way through it.
    Way,
    /// The estimates that are asked for.
    Estimates,
    /// The minutes for all of it.
    Minutes,
    /// The minutes for one item.
    ItemMinutes,
    /// Whether nobody is named.
    Names,
    /// Somebody who may be there, by place.
    Person(usize),
}

/// A session that is about to begin.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What it is called.
    pub name: String,
    /// The chosen row.
    pub cursor: usize,
    /// The way through the agenda.
    pub way: Way,
    /// The estimates; a place in [`ESTIMATES`].
    pub estimates: usize,
    /// Where the agenda comes from.
    pub source: Source,
    /// What each source has.
    pub sources: [(Source, Vec<Id>); 3],
    /// Why the proposed items are.
    pub proposals: Vec<Proposal>,
    /// Everybody known, and whether they are there.
    pub people: Vec<(Id, bool)>,
    /// How many minutes all of it may take; 0 for no limit.
    pub minutes: u64,
    /// How many minutes one item may take; 0 for no limit.
    pub item_minutes: u64,
    /// Whether nobody is named beside a vote.
    pub nameless: bool,
}

/// What can be asked for.
pub const ESTIMATES: [(&str, &[Factor]); 6] = [
    ("All four", &[]),
    (
        "Value, time and risk",
        &[Factor::Value, Factor::Criticality, Factor::Risk],
    ),
    ("Value", &[Factor::Value]),
    ("Time criticality", &[Factor::Criticality]),
    ("Risk / opportunity", &[Factor::Risk]),
    ("Job size", &[Factor::Size]),
];

/// The commands of the set-up.
pub const COMMANDS: &[Command] = commands! { [App]
    Setup open looks "Set-up" "setup.start" ["Enter"] hint 1 if has_agenda,
        "begin": "Begins the session at its first question." => |app, _| { start(app); Vec::new() };
    Setup open looks "Set-up" "setup.down" ["Down", "j", "Tab"] hint 2,
        "move": "Goes to the next row." => |app, _| go(app, 1);
    Setup open looks "Set-up" "setup.up" ["Up", "k", "Shift-Tab"],
        "move up": "Goes to the row above." => |app, _| go(app, -1);
    Setup open looks "Set-up" "setup.right" ["Right", "l"] hint 3,
        "change": "The next value of the row; one minute more." => |app, _| turn(app, 1);
    Setup open looks "Set-up" "setup.left" ["Left", "h"],
        "change back": "The value before; one minute less." => |app, _| turn(app, -1);
    Setup open looks "Set-up" "setup.tick" ["Space"] hint 4,
        "tick": "Says that the person is there, or not." => |app, _| turn(app, 1);
    Setup open looks "Set-up" "setup.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        "minutes": "Types minutes, on a row that has them." => digit;
    Setup open looks "Set-up" "setup.erase" ["Backspace"],
        "erase": "Takes the last digit away." => |app, _| { erase(app); Vec::new() };
    Setup open looks "Set-up" "setup.join" ["a"] hint 5,
        "add person": "Types the name of somebody who is not listed." => |app, _| { prompt::open(app, prompt::Purpose::Newcomer, ""); Vec::new() };
    Setup open looks "Set-up" "setup.name" ["r"] hint 6,
        "rename": "Types another name for the session." => |app, _| rename(app);
    Setup open looks "Set-up" "setup.drop" ["Esc"] hint 7,
        "drop": "Begins no session." => |app, _| { app.room.setup = None; Vec::new() };
};

/// Fills everything in.
pub fn open(app: &mut App) {
    let day = app.derived.today;
    let day = day.map_or_else(String::new, |day| format!(", {}", day.format("%-d %b %Y")));
    let proposals = proposed(
        &app.derived.evaluation,
        app.derived.survey.firmness.as_ref(),
    );
    let marked = app.backlog.marked.iter().copied();
    let listed = app.backlog.items();
    let is_open = |id: &Id| {
        let item = app.workspace.get::<crate::model::item::Item>(*id);
        item.is_some_and(|item| item.state.is_open())
    };
    // An agenda holds no more; the first ones are those the board shows first.
    let first = |all: &mut dyn Iterator<Item = Id>| -> Vec<Id> { all.take(LIST_LIMIT).collect() };
    let sources = [
        (
            Source::Proposed,
            first(&mut proposals.iter().map(|one| one.item)),
        ),
        (Source::Marked, first(&mut marked.filter(is_open))),
        (Source::Listed, first(&mut listed.filter(is_open))),
    ];
    let has = |source: Source| {
        let found = sources.iter().find(|(one, _)| *one == source);
        found.is_some_and(|(_, items): &(_, Vec<Id>)| !items.is_empty())
    };
    let source = [Source::Marked, Source::Proposed]
        .into_iter()
        .find(|source| has(*source));
    // Those who were there last time are likely to be there again.
    let before = crate::views::session::past::ids(app).first().copied();
    let before = before.and_then(|id| app.workspace.get::<Session>(id));
    let people = app.workspace.all::<Person>().map(|person| {
        let is_there = before.is_none_or(|session| session.people.0.contains(&person.id));
        (person.id, is_there)
    });
    app.room.setup = Some(Setup {
        name: format!("Prioritizing{day}"),
        cursor: 0,
        way: Way::Items,
        estimates: 0,
        source: source.unwrap_or(Source::Listed),
        people: people.collect(),
        sources,
        proposals,
        minutes: 60,
        item_minutes: 5,
        nameless: before.is_some_and(|session| session.nameless),
    });
}

impl Setup {
    /// The rows, in their order.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = vec![
            Row::Agenda,
            Row::Way,
            Row::Estimates,
            Row::Minutes,
            Row::ItemMinutes,
            Row::Names,
        ];
        rows.extend((0..self.people.len()).map(Row::Person));
        rows
    }

    /// The items of the chosen source.
    pub fn agenda(&self) -> &[Id] {
        let found = self
            .sources
            .iter()
            .find(|(source, _)| *source == self.source);
        found.map_or(&[], |(_, items)| items)
    }

    fn row(&self) -> Option<Row> {
        self.rows().get(self.cursor).copied()
    }

    fn minutes_of(&mut self, row: Row) -> Option<&mut u64> {
        match row {
            Row::Minutes => Some(&mut self.minutes),
            Row::ItemMinutes => Some(&mut self.item_minutes),
            Row::Agenda | Row::Way | Row::Estimates | Row::Names | Row::Person(_) => None,
        }
    }

    fn turn(&mut self, by: isize) {
        let Some(row) = self.row() else {
            return;
        };
        if let Some(minutes) = self.minutes_of(row) {
            let next = i64::try_from(by)
                .ok()
                .and_then(|by| minutes.checked_add_signed(by));
            *minutes = next.unwrap_or(0).min(MOST);
            return;
        }
        match row {
            Row::Agenda => {
                let at = self.sources.iter().position(|(one, _)| *one == self.source);
                let next = around(at.unwrap_or(0), by, self.sources.len());
                if let Some((source, _)) = self.sources.get(next) {
                    self.source = *source;
                }
            }
            Row::Way => {
                self.way = match self.way {
                    Way::Items => Way::Factors,
                    Way::Factors => Way::Items,
                }
            }
            Row::Estimates => self.estimates = around(self.estimates, by, ESTIMATES.len()),
            Row::Names => self.nameless = !self.nameless,
            Row::Person(at) => {
                if let Some((_, is_there)) = self.people.get_mut(at) {
                    *is_there = !*is_there;
                }
            }
            Row::Minutes | Row::ItemMinutes => {}
        }
    }
}

fn around(at: usize, by: isize, count: usize) -> usize {
    let step = if by < 0 { count.saturating_sub(1) } else { 1 };
    at.saturating_add(step).checked_rem(count).unwrap_or(0)
}

fn has_agenda(app: &App) -> Result<(), String> {
    crate::desk::baseline::outside(app)?;
    match &app.room.setup {
        Some(setup) if setup.agenda().is_empty() => {
            Err("there is no item on this agenda · Left and Right choose another".to_owned())
        }
        _ => Ok(()),
    }
}

fn go(app: &mut App, by: isize) -> Vec<Effect> {
    if let Some(setup) = &mut app.room.setup {
        let last = setup.rows().len().saturating_sub(1);
        setup.cursor = setup.cursor.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

fn turn(app: &mut App, by: isize) -> Vec<Effect> {
    if let Some(setup) = &mut app.room.setup {
        setup.turn(by);
    }
    Vec::new()
}

fn digit(app: &mut App, chord: Chord) -> Vec<Effect> {
    let Key::Char(c) = chord.key else {
        return Vec::new();
    };
    let setup = app.room.setup.as_mut();
    let minutes = setup.and_then(|setup| {
        let row = setup.row()?;
        setup.minutes_of(row)
    });
    match (minutes, c.to_digit(10)) {
        (Some(minutes), Some(digit)) => {
            let longer = *minutes * 10 + u64::from(digit);
            *minutes = if longer > MOST {
                u64::from(digit)
            } else {
                longer
            };
        }
        _ => app.notice = Some(Notice::hint("digits are minutes; this row has none")),
    }
    Vec::new()
}

fn erase(app: &mut App) {
    if let Some(setup) = &mut app.room.setup
        && let Some(row) = setup.row()
        && let Some(minutes) = setup.minutes_of(row)
    {
        *minutes /= 10;
    }
}

fn rename(app: &mut App) -> Vec<Effect> {
    let name = app.room.setup.as_ref().map(|setup| setup.name.clone());
    prompt::open(app, prompt::Purpose::SessionName, &name.unwrap_or_default());
    Vec::new()
}

/// Gives the session another name.
pub(crate) fn named(app: &mut App, name: &str) {
    if let Some(setup) = &mut app.room.setup {
        name.clone_into(&mut setup.name);
    }
}

/// Somebody joins: a person of that name, a new one if nobody is called so.
pub(crate) fn joined(app: &mut App, name: &str) {
    let lower = name.to_lowercase();
    let known = app.workspace.all::<Person>();
    let known = known.filter(|person| person.name.to_lowercase() == lower);
    let known = known.map(|person| person.id).next();
    let id = known.unwrap_or_else(|| app.fresh(Person::KIND));
    let mut edits = Vec::new();
    if known.is_none() {
        let mut person = Person::new(id);
        name.clone_into(&mut person.name);
        edits.push(Edit::Insert(Box::new(person)));
    }
    let session = session::open(&app.workspace).filter(|_| app.room.setup.is_none());
    if let Some(session) = session {
        let mut people = session.people.clone();
        if !people.0.contains(&id) {
            people.0.push(id);
        }
        edits.extend(put::<Session>(session.id, "people", people.to_value()));
    }
    app.commit(&format!("{} is here", quoted(name)), edits);
    if let Some(setup) = &mut app.room.setup {
        setup.people.retain(|(other, _)| *other != id);
        setup.people.push((id, true));
        setup.cursor = setup.rows().len().saturating_sub(1);
    }
}

/// Begins the session.
fn start(app: &mut App) {
    let Some(setup) = app.room.setup.clone() else {
        return;
    };
    let mut session = Session::new(app.fresh(Session::KIND));
    session.agenda = Links::new(setup.agenda().to_vec());
    let there = setup.people.iter().filter(|(_, is_there)| *is_there);
    session.people = Links::new(there.map(|(person, _)| *person).collect());
    let factors = ESTIMATES
        .get(setup.estimates)
        .map_or(&[][..], |(_, all)| all);
    session.factors = factors.iter().map(|one| one.field().to_owned()).collect();
    let minutes = |minutes: u64| {
        let whole = i64::try_from(minutes).ok().filter(|minutes| *minutes > 0);
        whole.map(Number::whole)
    };
    session.minutes = minutes(setup.minutes);
    session.item_minutes = minutes(setup.item_minutes);
    session.date = app.derived.today;
    (session.name, session.way) = (setup.name, setup.way);
    session.nameless = setup.nameless;
    if let Some(first) = way::present(&session) {
        session.item.0 = Some(first.item);
        first.factor.field().clone_into(&mut session.factor);
    }
    let runs = session.minutes.is_some() || session.item_minutes.is_some();
    let label = format!("session {} began", quoted(&session.name));
    if app.commit(&label, vec![Edit::Insert(Box::new(session))]) {
        app.room = Room::default();
        app.room.clock.runs = runs;
    }
}
