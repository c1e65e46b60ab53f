//! What the screen needs to know of the present question, computed once for each state of the workspace.

use std::sync::Arc;

use crate::desk::estimate::agreed;
use crate::desk::{Desk, tab};
use crate::edit;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::record::Declared;
use crate::model::session::Round;
use crate::scoring::evaluation::{Evaluation, revise};
use crate::scoring::explain::yes_now;
use crate::scoring::price::placing::Placing;
use crate::scoring::session;
use crate::scoring::session::anchors::{anchors, has_one};
use crate::scoring::session::outcome::{has_cards, settled};
use crate::scoring::session::poker::RoundVerdict;
use crate::scoring::session::sides::{Sides, sides};
use crate::scoring::session::stakes::{Stakes, stakes};
use crate::scoring::session::tally::{Tally, suggestion, tally};
use crate::scoring::session::way::{VoteQuestion, questions};
use crate::views::session::state::{Floor, Phase, Sessions, current, phase};
use crate::views::session::{voting, wall};

/// What is known of the present question.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// The number of changes it was computed after.
    of: u64,
    /// The question.
    asked: VoteQuestion,
    /// The rounds that were shown, the first one first.
    pub shown: Vec<Tally>,
    /// What the cards of the last of them do to the ranking.
    pub stakes: Option<Stakes>,
    /// The two sides of the table in it.
    pub sides: Sides,
    /// Whether the room is to talk or to vote again: far apart, and something depends on it.
    pub talks: bool,
    /// The value to offer.
    pub offer: Option<Number>,
    /// The items to compare with.
    pub anchors: Vec<(Number, Id)>,
    /// Whether the column has its 1.
    pub has_one: bool,
    /// The questions that have their answer.
    pub settled: Vec<VoteQuestion>,
    /// The ranking with all that the session still asks for open; looked up only for the wall.
    pub open: Option<Evaluation>,
    /// What a yes to the item now costs the others.
    pub price: Option<Placing>,
}

/// Brings up to date what is known, while the view is on the screen. What was begun belongs to what was asked.
pub(super) fn refresh(desk: &Desk, state: &mut Sessions) {
    if desk.view != tab::SESSION {
        return;
    }
    let (of, asked) = (
        desk.derived.changes(),
        current(desk).map(|(_, asked)| asked),
    );
    let known = state.briefing.as_ref().map(|known| (known.of, known.asked));
    if known.is_some_and(|(_, before)| Some(before) != asked) {
        if !matches!(state.floor, Floor::Ahead(_)) {
            state.floor = Floor::Question;
        }
        (state.voter, state.choice, state.last) = (None, None, None);
    }
    let is_new =
        known.is_none_or(|(_, before)| asked.is_none_or(|now| now.column != before.column));
    if is_new && state.floor == Floor::Question && wall::begins(desk) {
        state.floor = Floor::Wall(None);
    }
    voting::refresh(desk, state);
    if known != asked.map(|asked| (of, asked)) {
        state.briefing = asked.and_then(|asked| briefing(desk, of, asked));
        if phase(desk) != Phase::Shown {
            state.choice = None;
        }
    }
    if let (Floor::Wall(Some(_)), Some(known)) = (&state.floor, &mut state.briefing)
        && known.open.is_none()
    {
        known.open = still_open(desk, known);
    }
}

fn briefing(desk: &Desk, of: u64, asked: VoteQuestion) -> Option<Briefing> {
    let (session, _) = current(desk)?;
    let workspace = &desk.workspace;
    let scale = asked.column.deck(workspace);
    let rounds = session::rounds(workspace, session, asked);
    let is_shown = |round: &&&Round| round.shown && has_cards(round);
    let shown: Vec<(&Round, Tally)> = rounds
        .iter()
        .filter(is_shown)
        .map(|round| (*round, tally(&scale, session, round)))
        .collect();
    let last = shown.last();
    let tallies: Vec<Tally> = shown.iter().map(|(_, tally)| tally.clone()).collect();
    let stakes = last.map(|(_, tally)| at_stake(desk, asked, tally));
    let is_same = stakes
        .as_ref()
        .is_some_and(|stakes| stakes.same().is_some());
    Some(Briefing {
        of,
        asked,
        talks: !is_same && last.is_some_and(|(_, tally)| tally.verdict == RoundVerdict::Talk),
        stakes,
        // Where names stay hidden, a side tells what nobody is to know.
        sides: last
            .filter(|_| !session.nameless)
            .map_or_else(Sides::default, |(round, tally)| {
                sides(workspace, round, tally)
            }),
        offer: suggestion(&tallies),
        shown: tallies,
        anchors: anchors(workspace, &desk.derived.evaluation, asked, 3),
        has_one: has_one(workspace, asked.column),
        settled: settled(workspace, session)
            .iter()
            .map(|settled| settled.asked)
            .collect(),
        open: None,
        price: yes_now(workspace, &desk.derived.evaluation, asked.item),
    })
}

/// The ranking with every question open that the session has not settled.
fn still_open(desk: &Desk, known: &Briefing) -> Option<Evaluation> {
    let (session, _) = current(desk)?;
    let all = questions(session).into_iter();
    let open: Vec<VoteQuestion> = all.filter(|one| !known.settled.contains(one)).collect();
    let mut workspace: Workspace = desk.workspace.clone();
    for asked in &open {
        let edit = agreed(&workspace, asked.column, asked.item, Points::default())?;
        edit::apply(&mut workspace, vec![edit]).ok()?;
    }
    let mut evaluation = Arc::clone(&desk.derived.evaluation);
    let items: Vec<_> = open.iter().map(|one| (Item::KIND, one.item)).collect();
    revise(&mut evaluation, &workspace, &items);
    Some(Arc::unwrap_or_clone(evaluation))
}

/// What each card that was shown would do to the ranking.
fn at_stake(desk: &Desk, asked: VoteQuestion, tally: &Tally) -> Stakes {
    let shown = tally.counts.iter().filter(|(_, count)| *count > 0);
    stakes(
        asked.item,
        &desk.derived.evaluation,
        shown.filter_map(|(card, _)| Some((*card, foresee(desk, asked, Points::known(*card))?))),
    )
}

/// The ranking with another estimate, all else as it is.
pub(super) fn foresee(desk: &Desk, asked: VoteQuestion, points: Points) -> Option<Evaluation> {
    let mut workspace: Workspace = desk.workspace.clone();
    let edit = agreed(&workspace, asked.column, asked.item, points)?;
    edit::apply(&mut workspace, vec![edit]).ok()?;
    let mut evaluation = Arc::clone(&desk.derived.evaluation);
    revise(&mut evaluation, &workspace, &[(Item::KIND, asked.item)]);
    Some(Arc::unwrap_or_clone(evaluation))
}
