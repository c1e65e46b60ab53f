//! Minutes: what is to be written down of a session, gathered from the workspace alone.
//!
//! Owns what belongs to a session and in which order, and that no vote is told before it is revealed nor a
//! name beside one where names stay hidden. What an audience may see of the rest is for the exports to keep.
//! Knows no day and no words.

use std::collections::{BTreeMap, BTreeSet};

use super::column::VoteColumn;
use super::outcome::{self, whole};
use super::rubric;
use super::tally::{Tally, tally};
use super::way::columns;
use crate::model::Workspace;
use crate::model::decision::{Conversation, Decision, Outcome};
use crate::model::event::{Action, TrainEvent};
use crate::model::feedback::Feedback;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::session::{Round, Session, Sitting};
use crate::scoring::ranking::wsjf::Factor;

/// What is to be written down of a session.
#[derive(Clone, Debug)]
pub struct Minutes<'w> {
    /// The session.
    pub session: &'w Session,
    /// Who was there.
    pub people: Vec<&'w Person>,
    /// The items of the agenda in its order, then those that came up beside it.
    pub items: Vec<TakenItem<'w>>,
    /// The estimates that were asked for, in column order, and those that were voted on all the same.
    pub asked: Vec<VoteColumn>,
    /// How many seconds all items took; none where it was not taken.
    pub seconds: Option<u64>,
    /// How many seconds the whole was to take at most.
    pub timebox: Option<u64>,
    /// How many seconds one item was to take at most.
    pub item_timebox: Option<u64>,
    /// What was decided, by item, but for parked questions.
    pub decisions: Vec<&'w Decision>,
    /// The questions that were parked.
    pub parked: Vec<&'w Decision>,
    /// The conversations that were agreed on, the first one due first.
    pub conversations: Vec<&'w Conversation>,
    /// What somebody is going to do, of the events of that day.
    pub actions: Vec<&'w Action>,
    /// What people said of the items they were shown: by item, question and signal.
    pub feedback: Vec<&'w Feedback>,
}

/// An item of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenItem<'w> {
    /// The item.
    pub item: Id,
    /// Whether it stood on the agenda.
    pub is_listed: bool,
    /// How many seconds it took; none where it was not taken.
    pub seconds: Option<u64>,
    /// The estimates it was voted on, in column order.
    pub estimates: Vec<VotedEstimate<'w>>,
}

/// An estimate that was voted on.
#[derive(Clone, Debug, PartialEq)]
pub struct VotedEstimate<'w> {
    /// Which one.
    pub column: VoteColumn,
    /// The rounds, the first one first.
    pub rounds: Vec<Votes<'w>>,
    /// The round it was settled in.
    pub settled: Option<&'w Round>,
}

/// A round of votes, as it may be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Votes<'w> {
    /// The first round, or one after a talk.
    pub number: Option<Number>,
    /// What the cards say; none of a round that was not revealed.
    pub tally: Option<Tally>,
    /// The round with who showed what; none where it was not revealed or names stay hidden.
    pub named: Option<&'w Round>,
}

/// Where an item stood before a session and stands after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The item.
    pub item: Id,
    /// The rank when the session began; none where it had none.
    pub before: Option<usize>,
    /// The rank when it ended, or now.
    pub after: usize,
}

impl Rung {
    /// How many places it rose; below zero where it fell.
    pub fn rose(&self) -> Option<i64> {
        let places = |rank: usize| i64::try_from(rank).ok();
        Some(places(self.before?)? - places(self.after)?)
    }
}

/// The order after a session, from the first rank on, with where each item stood before; now is the order while the
/// session is still on. Nothing where it is not known how it began.
pub fn ladder(session: &Session, now: &[Id]) -> Vec<Rung> {
    let before = &session.before.0;
    let after = if session.over {
        session.after.0.as_slice()
    } else {
        now
    };
    if before.is_empty() && session.after.0.is_empty() && session.over {
        return Vec::new();
    }
    let place: BTreeMap<Id, usize> = before.iter().copied().zip(1..).collect();
    let rung = |(item, after): (&Id, usize)| Rung {
        item: *item,
        before: place.get(item).copied(),
        after,
    };
    after.iter().zip(1..).map(rung).collect()
}

impl Minutes<'_> {
    /// The one reason why an item moved: what was settled on it, else what was decided.
    pub fn why(&self, workspace: &Workspace, item: Id) -> Option<String> {
        let taken = self.items.iter().find(|taken| taken.item == item);
        let estimates = taken.into_iter().flat_map(|taken| &taken.estimates);
        let settled = estimates.filter_map(|estimate| {
            let value = estimate.settled?.settled?;
            let word = rubric::word(workspace, estimate.column);
            Some(format!("{word} {}", rubric::card(estimate.column, value)))
        });
        let settled: Vec<String> = settled.collect();
        if !settled.is_empty() {
            return Some(settled.join(", "));
        }
        let of_it = |one: &&&Decision| one.item.0 == Some(item);
        let decision = self.decisions.iter().find(of_it)?;
        Some(decision.outcome?.word().label.to_lowercase())
    }
}

impl TakenItem<'_> {
    /// The rank before anything was settled and after all was; none where nothing was settled.
    pub fn moved(&self) -> Option<(Option<Number>, Option<Number>)> {
        let mut settled = self.estimates.iter().filter_map(|one| one.settled);
        let first = settled.next()?;
        let last = settled.next_back().unwrap_or(first);
        Some((first.rank_before, last.rank_after))
    }
}

/// The session that minutes are of unless another one is named: the open one, else the latest.
pub fn latest(workspace: &Workspace) -> Option<&Session> {
    let all = workspace.all::<Session>();
    all.max_by_key(|session| (!session.over, session.date, session.id))
}

/// Gathers the minutes of a session.
pub fn minutes<'w>(workspace: &'w Workspace, session: &'w Session) -> Minutes<'w> {
    let id = session.id;
    let mut rounds: Vec<&Round> = workspace
        .all::<Round>()
        .filter(|round| round.session.0 == Some(id))
        .collect();
    rounds.sort_by_key(|round| (round.number, round.id));
    let made = |decision: &&Decision| decision.session.0 == Some(id);
    let mut made: Vec<&Decision> = workspace.all::<Decision>().filter(made).collect();
    let agreed = |one: &&Conversation| one.session.0 == Some(id);
    let mut conversations: Vec<&Conversation> = workspace.all().filter(agreed).collect();
    conversations.sort_by_key(|one| (one.due.is_none(), one.due, one.id));
    let of_it = |said: &&Feedback| said.session.0 == Some(id);
    let mut feedback: Vec<&Feedback> = workspace.all().filter(of_it).collect();

    let items = items(session, &rounds, &made, &feedback);
    let place = |item: Option<Id>| item.and_then(|id| items.iter().position(|one| *one == id));
    let order = |item: Option<Id>| place(item).unwrap_or(items.len());
    made.sort_by_key(|decision| (order(decision.item.0), decision.id));
    feedback.sort_by_key(|said| (order(said.item.0), said.question, said.signal, said.id));
    let (parked, decisions) = made
        .into_iter()
        .partition(|decision| decision.outcome == Some(Outcome::Parked));
    let people = session.people.0.iter();
    let items: Vec<TakenItem<'_>> = items
        .iter()
        .map(|item| taken(workspace, session, *item, &rounds))
        .collect();
    Minutes {
        session,
        people: people.filter_map(|id| workspace.get(*id)).collect(),
        asked: asked(session, &rounds, &items),
        items,
        timebox: session.minutes.map(seconds),
        item_timebox: session.item_minutes.map(seconds),
        seconds: (!session.used.0.is_empty()).then(|| outcome::seconds(session)),
        decisions,
        parked,
        conversations,
        actions: actions(workspace, session),
        feedback,
    }
}

/// The agenda, then every other item something of the session is about.
fn items(
    session: &Session,
    rounds: &[&Round],
    made: &[&Decision],
    feedback: &[&Feedback],
) -> Vec<Id> {
    let voted = rounds.iter().filter_map(|round| round.item.0);
    let decided = made.iter().filter_map(|decision| decision.item.0);
    let shown = feedback.iter().filter_map(|said| said.item.0);
    let mut items = Vec::new();
    let mut known = BTreeSet::new();
    let listed = session.agenda.0.iter().copied();
    for item in listed.chain(voted).chain(decided).chain(shown) {
        if known.insert(item) {
            items.push(item);
        }
    }
    items
}

fn taken<'w>(
    workspace: &Workspace,
    session: &Session,
    item: Id,
    rounds: &[&'w Round],
) -> TakenItem<'w> {
    let of = |column: VoteColumn| {
        let name = column.name();
        let asked = |round: &&&Round| round.item.0 == Some(item) && round.factor == name;
        let rounds: Vec<&Round> = rounds.iter().filter(asked).copied().collect();
        (!rounds.is_empty()).then(|| VotedEstimate {
            column,
            settled: rounds
                .iter()
                .rfind(|round| round.settled.is_some())
                .copied(),
            rounds: rounds
                .into_iter()
                .map(|round| votes(&column.deck(workspace), session, round))
                .collect(),
        })
    };
    TakenItem {
        item,
        is_listed: session.agenda.0.contains(&item),
        seconds: session.used.of(item).map(whole),
        estimates: all(session, rounds).into_iter().filter_map(of).collect(),
    }
}

fn votes<'w>(deck: &[Number], session: &Session, round: &'w Round) -> Votes<'w> {
    Votes {
        number: round.number,
        tally: round.shown.then(|| tally(deck, session, round)),
        named: (round.shown && !session.nameless).then_some(round),
    }
}

/// The estimates a session is about, those of WSJF and those it was voted on, each once.
fn all(session: &Session, rounds: &[&Round]) -> Vec<VoteColumn> {
    let mut all = columns(session);
    let voted = rounds.iter();
    let voted = voted.filter_map(|round| VoteColumn::named(&round.factor));
    for column in Factor::ALL.into_iter().map(VoteColumn::from).chain(voted) {
        if !all.contains(&column) {
            all.push(column);
        }
    }
    all
}

/// The estimates that are told. A demo is about none but those that were voted on.
fn asked(session: &Session, rounds: &[&Round], items: &[TakenItem<'_>]) -> Vec<VoteColumn> {
    let asked = match session.sort {
        Sitting::Demo => Vec::new(),
        Sitting::Prioritizing => columns(session),
    };
    let is_voted = |column: &VoteColumn| {
        let mut estimates = items.iter().flat_map(|taken| &taken.estimates);
        estimates.any(|estimate| estimate.column == *column)
    };
    let mut all = all(session, rounds);
    all.retain(|column| asked.contains(column) || is_voted(column));
    all
}

/// What came of the events of the day of a session.
fn actions<'w>(workspace: &'w Workspace, session: &Session) -> Vec<&'w Action> {
    let is_of_that_day = |action: &&Action| {
        let event = action
            .event
            .0
            .and_then(|id| workspace.get::<TrainEvent>(id));
        session.date.is_some() && event.is_some_and(|event| event.date == session.date)
    };
    let mut actions: Vec<&Action> = workspace.all().filter(is_of_that_day).collect();
    actions.sort_by_key(|action| (action.due.is_none(), action.due, action.id));
    actions
}

/// The seconds of a number of minutes.
fn seconds(minutes: Number) -> u64 {
    let millionths = u64::try_from(minutes.millionths()).unwrap_or(0);
    millionths.saturating_mul(60) / 1_000_000
}
