//! Before a session: what it is about, who is there and how long it may take, all of it filled in.

use crate::desk::Desk;
use crate::desk::can::outside;
use crate::desk::clock::Clock;
use crate::desk::command::{Can, Command, commands};
use crate::desk::event::{Chord, Key};
use crate::desk::notice::quoted;
use crate::dialogs::prompt::Prompt;
use crate::edit::Edit;
use crate::model::field::{FieldValue, Links};
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::APP_PRESENT;
use crate::model::limits::LIST_LIMIT;
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::session::{Session, Way};
use crate::model::words::worded;
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::session;
use crate::scoring::session::agenda::{Proposal, proposed};
use crate::scoring::session::column::VoteColumn;
use crate::scoring::session::way;
use crate::views::session::asked::{VotesOn, estimates};
use crate::views::session::past;
use crate::views::session::state::Sessions;

/// The most minutes that can be typed.
const MOST: u64 = 999;

/// A row of the set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupRow {
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

/// Somebody who may be there.
#[derive(Clone, Copy, Debug)]
pub struct SessionSeat {
    /// The person.
    pub person: Id,
    /// Whether they are there.
    pub is_there: bool,
    /// What they are asked for.
    pub votes_on: VotesOn,
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
    /// What can be asked for, in words, and the columns that are.
    pub choices: Vec<(String, Vec<VoteColumn>)>,
    /// What is asked for; a place among the choices.
    pub estimates: usize,
    /// Where the agenda comes from; a place in the sources.
    pub source: usize,
    /// What there is to choose from: the items where an answer could change the top or cross the cut line, those
    /// that are marked on the board, and those it lists.
    pub sources: [(&'static str, Vec<Id>); 3],
    /// Why the proposed items are.
    pub proposals: Vec<Proposal>,
    /// Everybody known.
    pub people: Vec<SessionSeat>,
    /// How many minutes all of it may take; 0 for no limit.
    pub minutes: u64,
    /// How many minutes one item may take; 0 for no limit.
    pub item_minutes: u64,
    /// Whether nobody is named beside a vote.
    pub nameless: bool,
}

/// The place among the sources of what the program proposes.
pub const PROPOSED: usize = 0;

/// The commands of the set-up.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Setup open changes "Set-up" "setup.start" ["Enter"] hint 1 if has_agenda,
        "begin": "Begins the session at its first question." => |desk, state, _| start(desk, state);
    Setup open looks "Set-up" "setup.down" ["Down", "j", "Tab"] hint 2,
        "move": "Goes to the next row." => |_, state, _| change(state, |setup| setup.go(1));
    Setup open looks "Set-up" "setup.up" ["Up", "k", "Shift-Tab"],
        "move up": "Goes to the row above." => |_, state, _| change(state, |setup| setup.go(-1));
    Setup open looks "Set-up" "setup.right" ["Right", "l"] hint 3,
        "change": "The next value of the row; one minute more." => |_, state, _| change(state, |setup| setup.turn(1));
    Setup open looks "Set-up" "setup.left" ["Left", "h"],
        "change back": "The value before; one minute less." => |_, state, _| change(state, |setup| setup.turn(-1));
    Setup open looks "Set-up" "setup.tick" ["Space"] hint 4,
        "tick": "Says that the person is there, or not." => |_, state, _| change(state, Setup::tick);
    Setup open looks "Set-up" "setup.everybody" ["A"] hint 8,
        "all there": "Everybody is there; once they are, nobody." => |_, state, _| change(state, Setup::tick_all);
    Setup open looks "Set-up" "setup.sides" ["e"] hint 9,
        "who votes": "Asks everybody for everything, or each side for its own." => |desk, state, _| turn_sides(desk, state);
    Setup open looks "Set-up" "setup.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] if has_minutes,
        "minutes": "Types minutes, on a row that has them." => |_, state, chord| change(state, |setup| setup.digit(chord));
    Setup open looks "Set-up" "setup.erase" ["Backspace"],
        "erase": "Takes the last digit away." => |_, state, _| change(state, Setup::erase);
    Setup open looks "Set-up" "setup.join" ["a"] hint 5,
        "add person": "Types the name of somebody who is not listed." => |desk, _, _| ask_who(desk);
    Setup open looks "Set-up" "setup.name" ["r"] hint 6,
        "rename": "Types another name for the session." => |desk, state, _| rename(desk, state);
    Setup open looks "Set-up" "setup.drop" ["Esc"] hint 7,
        "drop": "Begins no session." => |_, state, _| state.setup = None;
};

/// Fills everything in.
pub(super) fn open(desk: &Desk, state: &mut Sessions) {
    let day = desk.derived.today;
    let day = day.map_or_else(String::new, |day| format!(", {}", long_date(day)));
    let firmness = desk.derived.survey.firmness.as_ref();
    let proposals = proposed(&desk.derived.evaluation, firmness);
    let is_open = |id: &Id| {
        let item = desk.workspace.get::<Item>(*id);
        item.is_some_and(|item| item.state.is_open())
    };
    // In the order of the board; those its filter hides come last.
    let listed: Vec<Id> = desk.backlog.items().filter(is_open).collect();
    let is_marked = |id: &Id| desk.backlog.marked.contains(id);
    let hidden = desk
        .backlog
        .marked
        .iter()
        .filter(|id| is_open(id) && !listed.contains(id));
    let marked = listed
        .iter()
        .filter(|id| is_marked(id))
        .chain(hidden)
        .copied();
    // An agenda holds no more; the first ones are those the board shows first.
    let first = |all: &mut dyn Iterator<Item = Id>| -> Vec<Id> { all.take(LIST_LIMIT).collect() };
    let proposed = first(&mut proposals.iter().map(|one| one.item));
    let marked = first(&mut marked.collect::<Vec<_>>().into_iter());
    let source = match (proposed.is_empty(), marked.is_empty()) {
        (_, false) => 1,
        (false, true) => PROPOSED,
        (true, true) => 2,
    };
    // Those who were there last time are likely to be there again.
    let before = past::ids(desk).first().copied();
    let before = before.and_then(|id| desk.workspace.get::<Session>(id));
    // Who votes on what is kept; where all were asked for everything, the sides say it.
    let chosen =
        before.filter(|session| !(session.values.0.is_empty() && session.sizes.0.is_empty()));
    let choices = estimates(desk);
    // Each side is asked for its own only where there is something for each.
    let asked = choices.first().map_or(&[][..], |(_, columns)| columns);
    let is_size = |column: &VoteColumn| *column == VoteColumn::SIZE;
    let has_both = asked.iter().any(is_size) && !asked.iter().all(is_size);
    let people = desk.workspace.all::<Person>().map(|person| SessionSeat {
        person: person.id,
        is_there: before.is_none_or(|session| session.people.0.contains(&person.id)),
        votes_on: match chosen.filter(|session| session.people.0.contains(&person.id)) {
            Some(session) if session.values.0.contains(&person.id) => VotesOn::Value,
            Some(session) if session.sizes.0.contains(&person.id) => VotesOn::Size,
            None if has_both => VotesOn::of(person.side),
            Some(_) | None => VotesOn::All,
        },
    });
    state.setup = Some(Setup {
        name: format!("Prioritizing{day}"),
        cursor: 0,
        way: before.map_or(Way::Factors, |session| session.way),
        choices,
        estimates: 0,
        source,
        people: people.collect(),
        sources: [
            ("proposed", proposed),
            ("marked", marked),
            ("listed on the board", first(&mut listed.iter().copied())),
        ],
        proposals,
        minutes: 60,
        item_minutes: 5,
        nameless: before.is_some_and(|session| session.nameless),
    });
}

impl Setup {
    /// The rows, in their order.
    pub fn rows(&self) -> Vec<SetupRow> {
        let mut rows = vec![
            SetupRow::Agenda,
            SetupRow::Way,
            SetupRow::Estimates,
            SetupRow::Minutes,
            SetupRow::ItemMinutes,
            SetupRow::Names,
        ];
        rows.extend((0..self.people.len()).map(SetupRow::Person));
        rows
    }

    /// The columns that are asked for.
    fn columns(&self) -> &[VoteColumn] {
        let chosen = self.choices.get(self.estimates);
        chosen.map_or(&[], |(_, columns)| columns)
    }

    /// How many estimates are asked for of each item.
    pub fn count(&self) -> usize {
        self.columns().len()
    }

    /// The items of the chosen source.
    pub fn agenda(&self) -> &[Id] {
        let found = self.sources.get(self.source);
        found.map_or(&[], |(_, items)| items)
    }

    fn row(&self) -> Option<SetupRow> {
        self.rows().get(self.cursor).copied()
    }

    fn minutes(&mut self) -> Option<&mut u64> {
        match self.row() {
            Some(SetupRow::Minutes) => Some(&mut self.minutes),
            Some(SetupRow::ItemMinutes) => Some(&mut self.item_minutes),
            _ => None,
        }
    }

    fn go(&mut self, by: isize) {
        let last = self.rows().len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    fn digit(&mut self, chord: Chord) {
        let Key::Char(c) = chord.key else {
            return;
        };
        if let (Some(minutes), Some(digit)) = (self.minutes(), c.to_digit(10).map(u64::from)) {
            let longer = *minutes * 10 + digit;
            *minutes = if longer > MOST { digit } else { longer };
        }
    }

    fn erase(&mut self) {
        if let Some(minutes) = self.minutes() {
            *minutes /= 10;
        }
    }

    /// Turns whether the person of the row is there; on any other row, goes to its next value.
    fn tick(&mut self) {
        let Some(SetupRow::Person(at)) = self.row() else {
            return self.turn(1);
        };
        if let Some(seat) = self.people.get_mut(at) {
            seat.is_there = !seat.is_there;
        }
    }

    fn tick_all(&mut self) {
        let is_all = self.people.iter().all(|seat| seat.is_there);
        for seat in &mut self.people {
            seat.is_there = !is_all;
        }
    }

    fn turn(&mut self, by: isize) {
        if let Some(minutes) = self.minutes() {
            let step = i64::try_from(by).unwrap_or(0);
            *minutes = minutes.saturating_add_signed(step).min(MOST);
            return;
        }
        match self.row() {
            Some(SetupRow::Agenda) => self.source = around(self.source, by, self.sources.len()),
            Some(SetupRow::Way) => {
                self.way = match self.way {
                    Way::Items => Way::Factors,
                    Way::Factors => Way::Items,
                };
            }
            Some(SetupRow::Estimates) => {
                self.estimates = around(self.estimates, by, self.choices.len());
            }
            Some(SetupRow::Names) => self.nameless = !self.nameless,
            Some(SetupRow::Person(at)) => {
                if let Some(seat) = self.people.get_mut(at) {
                    let each = VotesOn::EACH;
                    let now = each.iter().position(|one| *one == seat.votes_on);
                    let next = around(now.unwrap_or(0), by, each.len());
                    seat.votes_on = each.get(next).copied().unwrap_or(VotesOn::All);
                }
            }
            Some(SetupRow::Minutes | SetupRow::ItemMinutes) | None => {}
        }
    }
}

/// Asks everybody for everything; where that is so already, each side for its own.
fn turn_sides(desk: &Desk, state: &mut Sessions) {
    change(state, |setup| {
        let is_all = setup
            .people
            .iter()
            .all(|seat| seat.votes_on == VotesOn::All);
        for seat in &mut setup.people {
            let person = desk.workspace.get::<Person>(seat.person);
            let side = person.and_then(|person| person.side);
            seat.votes_on = if is_all {
                VotesOn::of(side)
            } else {
                VotesOn::All
            };
        }
    });
}

fn around(at: usize, by: isize, count: usize) -> usize {
    let step = if by < 0 { count.saturating_sub(1) } else { 1 };
    at.saturating_add(step).checked_rem(count).unwrap_or(0)
}

fn has_agenda(desk: &Desk, state: &Sessions) -> Can {
    outside(desk)?;
    match &state.setup {
        Some(setup) if setup.agenda().is_empty() => Err(worded(
            "there is no item on this agenda · {SETUP_LEFT} and {SETUP_RIGHT} choose another",
        )
        .to_owned()),
        _ => Ok(()),
    }
}

fn has_minutes(_: &Desk, state: &Sessions) -> Can {
    let row = state.setup.as_ref().and_then(Setup::row);
    match row {
        Some(SetupRow::Minutes | SetupRow::ItemMinutes) => Ok(()),
        _ => Err("digits are minutes; this row has none".to_owned()),
    }
}

fn change(state: &mut Sessions, with: impl FnOnce(&mut Setup)) {
    if let Some(setup) = &mut state.setup {
        with(setup);
    }
}

/// Asks who joins.
pub(super) fn ask_who(desk: &mut Desk) {
    let placeholder = "a name, as it is written in the chat";
    let prompt = Prompt::new("Who joins", placeholder, |desk, name: String| {
        desk.with(move |desk, state| joined(desk, state, &name));
    });
    prompt.open(desk);
}

fn rename(desk: &mut Desk, state: &Sessions) {
    let name = state.setup.as_ref().map_or("", |setup| &setup.name);
    let (title, placeholder) = ("Name of the session", "a name for it");
    let prompt = Prompt::new(title, placeholder, |desk, name: String| {
        desk.with(move |_, state| named(state, &name));
    });
    prompt.with(name).open(desk);
}

/// Gives the session another name.
pub(crate) fn named(state: &mut Sessions, name: &str) {
    change(state, |setup| name.clone_into(&mut setup.name));
}

/// Somebody joins: a person of that name, a new one if nobody is called so.
pub(crate) fn joined(desk: &mut Desk, state: &mut Sessions, name: &str) {
    let (id, made) = desk.person_of(name);
    let mut edits = Vec::from_iter(made);
    let session = session::open(&desk.workspace).filter(|_| state.setup.is_none());
    if let Some(session) = session {
        let mut people = session.people.clone();
        if !people.0.contains(&id) {
            people.0.push(id);
        }
        let people = people.to_value();
        edits.extend(Edit::put::<Session>(session.id, "people", people));
    }
    desk.commit(&format!("{} is here", quoted(name)), edits);
    change(state, |setup| {
        setup.people.retain(|seat| seat.person != id);
        setup.people.push(SessionSeat {
            person: id,
            is_there: true,
            votes_on: VotesOn::All,
        });
        setup.cursor = setup.rows().len().saturating_sub(1);
    });
}

/// The ranked items, as many as a record holds.
pub(super) fn ranked(desk: &Desk) -> Links<Item> {
    let all = desk.derived.evaluation.ranked.iter().copied();
    Links::new(all.take(LIST_LIMIT).collect())
}

/// Begins the session.
fn start(desk: &mut Desk, state: &mut Sessions) {
    let Some(setup) = state.setup.clone() else {
        return;
    };
    let mut session = Session::new(desk.fresh(Session::KIND));
    session.agenda = Links::new(setup.agenda().to_vec());
    let there = setup.people.iter().filter(|seat| seat.is_there);
    let of = |votes_on: Option<VotesOn>| {
        let asked = there.clone();
        let asked = asked.filter(|seat| votes_on.is_none_or(|one| seat.votes_on == one));
        Links::new(asked.map(|seat| seat.person).collect())
    };
    session.people = of(None);
    session.values = of(Some(VotesOn::Value));
    session.sizes = of(Some(VotesOn::Size));
    // All four of WSJF are what a session asks for that says nothing.
    if setup.columns() != Factor::ALL.map(VoteColumn::from) {
        session.factors = setup.columns().iter().map(|one| one.name()).collect();
    }
    let minutes = |minutes: u64| {
        let whole = i64::try_from(minutes).ok().filter(|minutes| *minutes > 0);
        whole.map(Number::whole)
    };
    session.minutes = minutes(setup.minutes);
    session.item_minutes = minutes(setup.item_minutes);
    session.date = desk.derived.today;
    (session.name, session.way) = (setup.name, setup.way);
    session.nameless = setup.nameless;
    session.before = ranked(desk);
    if let Some(first) = way::present(&session) {
        session.item.0 = Some(first.item);
        session.factor = first.column.name();
    }
    let runs = session.minutes.is_some() || session.item_minutes.is_some();
    let label = format!("session {} began", quoted(&session.name));
    if desk.commit(&label, vec![Edit::Insert(Box::new(session))]) {
        *state = Sessions::default();
        if desk.presenting.is_none() {
            desk.done(format!(
                "{label} · {APP_PRESENT} shows it to others, without what is private"
            ));
        }
        desk.clock = Clock::default();
        desk.clock.runs = runs;
    }
}
