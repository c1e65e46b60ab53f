//! What the screen needs to know of the present question, computed once for each state of the workspace.

use std::sync::Arc;

use crate::desk::tab;
use crate::edit::{self, Edit};
use crate::model::Workspace;
use crate::model::field::FieldValue;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::record::Declared;
use crate::model::session::Round;
use crate::scoring::evaluation::{Evaluation, revise};
use crate::scoring::explain::{Yes, yes_now};
use crate::scoring::session::anchors::{anchors, has_one};
use crate::scoring::session::outcome::{has_cards, settled};
use crate::scoring::session::sides::{Sides, sides};
use crate::scoring::session::stakes::{Stakes, stakes};
use crate::scoring::session::tally::{Tally, suggestion, tally};
use crate::scoring::session::way::VoteQuestion;
use crate::shell::App;
use crate::views::session::{current, session};

/// What is known of the present question.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The number of changes it was computed after.
    of: u64,
    /// The question.
    pub asked: VoteQuestion,
    /// The rounds that were shown, the first one first.
    pub shown: Vec<Tally>,
    /// What the cards of the last of them do to the ranking.
    pub stakes: Option<Stakes>,
    /// The two sides of the table in it.
    pub sides: Sides,
    /// The value to offer.
    pub offer: Option<Number>,
    /// The items to compare with.
    pub anchors: Vec<(Number, Id)>,
    /// Whether the column has its 1.
    pub has_one: bool,
    /// The questions that have their answer.
    pub settled: Vec<VoteQuestion>,
    /// What a yes to the item now costs the others.
    pub price: Option<Yes>,
}

/// Brings the scene up to date while the view is on the screen.
pub fn refresh(app: &mut App) {
    if app.view != tab::SESSION {
        return;
    }
    let of = app.derived.changes();
    let asked = current(app).map(|(_, asked)| asked);
    let before = app.room.scene.as_ref().map(|scene| scene.asked);
    if before.is_some() && before != asked {
        // What was typed belongs to what was asked.
        app.room.typed.clear();
        app.room.choice = None;
        app.room.focus = crate::views::session::Focus::Question;
        app.room.voter = 0;
    }
    let known = app.room.scene.as_ref();
    if known.is_none_or(|scene| scene.of != of || Some(scene.asked) != asked) {
        app.room.scene = asked.and_then(|asked| scene(app, of, asked));
    }
}

fn scene(app: &App, of: u64, asked: VoteQuestion) -> Option<Scene> {
    let (session, _) = current(app)?;
    let workspace = &app.workspace;
    let deck = session::deck(workspace);
    let rounds = session::rounds(workspace, session, asked);
    let is_shown = |round: &&&Round| round.shown && has_cards(round);
    let shown: Vec<(&Round, Tally)> = rounds
        .iter()
        .filter(is_shown)
        .map(|round| (*round, tally(&deck, session, round)))
        .collect();
    let last = shown.last();
    let tallies: Vec<Tally> = shown.iter().map(|(_, tally)| tally.clone()).collect();
    Some(Scene {
        of,
        asked,
        stakes: last.map(|(_, tally)| at_stake(app, asked, tally)),
        sides: last.map_or_else(Sides::default, |(round, tally)| {
            sides(workspace, round, tally)
        }),
        offer: suggestion(&tallies),
        shown: tallies,
        anchors: anchors(workspace, &app.derived.evaluation, asked, 3),
        has_one: has_one(workspace, asked.factor),
        settled: settled(workspace, session)
            .iter()
            .map(|settled| settled.asked)
            .collect(),
        price: yes_now(workspace, &app.derived.evaluation, asked.item),
    })
}

/// What each card that was shown would do to the ranking.
fn at_stake(app: &App, asked: VoteQuestion, tally: &Tally) -> Stakes {
    let shown = tally.counts.iter().filter(|(_, count)| *count > 0);
    stakes(
        asked.item,
        shown.filter_map(|(card, _)| Some((*card, foresee(app, asked, Points::known(*card))?))),
    )
}

/// The edit that gives the item of a question its estimate.
pub fn estimate(asked: VoteQuestion, points: Points) -> Option<Edit> {
    crate::views::session::put::<Item>(asked.item, asked.factor.field(), points.to_value())
}

/// The ranking with another estimate, all else as it is.
pub fn foresee(app: &App, asked: VoteQuestion, points: Points) -> Option<Evaluation> {
    let mut workspace: Workspace = app.workspace.clone();
    edit::apply(&mut workspace, vec![estimate(asked, points)?]).ok()?;
    let mut evaluation = Arc::clone(&app.derived.evaluation);
    revise(&mut evaluation, &workspace, &[(Item::KIND, asked.item)]);
    Some(Arc::unwrap_or_clone(evaluation))
}
