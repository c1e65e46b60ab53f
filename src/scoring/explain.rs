//! Why an item stands where it stands, as facts.
//!
//! Owns which facts explain a place: the parts of the score, what comes first, what waiting costs, who
//! would pay for a yes, and what would have to change. The numbers come from the modules that own them,
//! the sentences are in [`words`]. Knows no screen.

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::number::Number;
use crate::model::settings::Lens;
use crate::scoring::delay::urgency::UrgencyReason;
use crate::scoring::delay::urgency::later::{OneLater, one_later};
use crate::scoring::evaluation::{Ahead, Evaluation};
use crate::scoring::facts::Facts;
use crate::scoring::firmness::Firm;
use crate::scoring::firmness::tipping::{MoveEffect, Steps, steps_until};
use crate::scoring::forecast::roadmap::{Expectation, ForecastBasis};
use crate::scoring::insight::known::KnownCustomers;
use crate::scoring::insight::kpis::Kpis;
use crate::scoring::insight::words::of_item;
use crate::scoring::levels::ranked;
use crate::scoring::order::order;
use crate::scoring::order::regret::Repair;
use crate::scoring::plan::coming::increment_of;
use crate::scoring::plan::cut::{IncrementTurn, TakenRoom};
use crate::scoring::price::placing::{Placing, placing};
use crate::scoring::price::terms::Terms;
use crate::scoring::ranking::inputs::{scale, wsjf_inputs};
use crate::scoring::ranking::wsjf::{Factor, Wsjf, WsjfInputs, wsjf};
use crate::scoring::ratio::Ratio;
use crate::scoring::survey::Survey;
use due::HeldDue;

pub mod due;
pub mod words;

/// All that explains the place of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The item.
    pub id: Id,
    /// How far along it is; what is closed has no place to explain.
    pub state: State,
    /// The lens the ranks are of.
    pub lens: Lens,
    /// What the lens says of it, by its own numbers.
    pub score: Option<Ratio>,
    /// How many decimals that needs.
    pub decimals: usize,
    /// What its costs are counted in.
    pub terms: Terms,
    /// The parts of its WSJF.
    pub parts: ScoreParts,
    /// What the lens misses, in the words of the columns.
    pub missing: Vec<String>,
    /// Why a score is impossible though nothing is missing.
    pub wrong: Option<&'static str>,
    /// The lowest and highest score it could take with its blanks anywhere on the scale.
    pub range: Option<(Ratio, Ratio)>,
    /// Where it stands.
    pub place: RankPlace,
    /// What must come first and is not done, in the order it is written down.
    pub waits_for: Vec<ItemNeed>,
    /// Open items that need it, by id.
    pub needed_by: Vec<Id>,
    /// The items it is ordered with when needs count.
    pub bundle: Option<BundledItems>,
    /// What one increment later costs; or why that is unknown.
    pub later: Result<OneLater, UrgencyReason>,
    /// Its due day against the forecast; none without one.
    pub due: Option<HeldDue>,
    /// What waiting costs; none without a cost of delay, a size or a place.
    pub waiting: Option<QueueCost>,
    /// What moving it one place up costs the others; none at the top.
    pub one_up: Option<Placing>,
    /// What moving it to the top costs the others; none at the top.
    pub to_top: Option<Placing>,
    /// The single estimate that lifts it with the fewest steps on the scale.
    pub change: Option<LiftingChange>,
    /// What is known of customers about it.
    pub customers: Facts,
    /// How firm its place is; none before [`Explanation::on`], and where nothing can be said.
    pub firm: Option<Firm>,
    /// The move of this item, where it is the one that saves most; none before [`Explanation::on`].
    pub repair: Option<Repair>,
    /// When it is likely done, and what that rests on; none before [`Explanation::on`], and for what is closed.
    pub forecast: Option<(Expectation, Option<ForecastBasis>)>,
}

impl Explanation {
    /// The same with what a survey of the whole board says of the item.
    #[must_use]
    pub fn on(mut self, survey: &Survey) -> Self {
        let firmness = survey.firmness.as_ref();
        self.firm = firmness.and_then(|firmness| firmness.of(self.id));
        let repair = survey.regret.as_ref().and_then(|regret| regret.repair);
        self.repair = repair.filter(|repair| repair.item == self.id);
        let expectation = survey.roadmap.item(self.id);
        self.due = self.due.map(|due| due.against(expectation));
        let likely = expectation.and_then(|said| said.as_ref().ok()?.days.likely);
        self.later = self.later.map(|later| later.by(likely));
        self.place.goes_on = survey.roadmap.goes_on;
        self.forecast = expectation.map(|said| (*said, survey.roadmap.basis(said).cloned()));
        self
    }
}

/// The parts of WSJF; those that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreParts {
    /// The four estimates.
    pub inputs: WsjfInputs,
    /// Value + time criticality + risk.
    pub cost_of_delay: Option<Ratio>,
    /// Cost of delay / job size.
    pub score: Option<Ratio>,
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankPlace {
    /// The rank in the shown order; none for what has no score or is closed.
    pub rank: Option<usize>,
    /// The rank by score alone.
    pub own_rank: Option<usize>,
    /// How many items have a rank.
    pub of: usize,
    /// The rank it was given by hand.
    pub pin: Option<Number>,
    /// Why, if somebody said.
    pub pin_reason: String,
    /// Whether another item has the same score.
    pub is_tied: bool,
    /// Whether it fits the capacity of the coming increment; none where that is unknown, or where it does not
    /// compete for it.
    pub is_above_cut: Option<bool>,
    /// What takes the room there, where it does not fit.
    pub taken: Option<TakenRoom>,
    /// How it counts for the coming increment.
    pub turn: IncrementTurn,
    /// The increment it is planned into.
    pub increment: Option<Id>,
    /// The last day of the coming increment.
    pub until: Option<NaiveDate>,
    /// What that means, in words.
    pub stands: Option<String>,
    /// Whether the coming increment has begun.
    pub has_begun: bool,
    /// Whether work from before the coming increment goes on into it; not known before [`Explanation::on`].
    pub goes_on: bool,
}

impl RankPlace {
    /// Whether the answer "not now" holds it below the line, whatever its score.
    pub fn is_held(&self) -> bool {
        self.turn == IncrementTurn::NotNow
    }
}

/// Something that must come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemNeed {
    /// The item that is needed.
    pub id: Id,
    /// Whether it is on its way.
    pub outlook: NeedOutlook,
}

/// Whether what is needed is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedOutlook {
    /// It has a place in the order.
    Ranked,
    /// It has no score, so no place.
    Unscored,
    /// It was put aside.
    Parked,
    /// It will not be done.
    Declined,
    /// The workspace does not hold it.
    Unknown,
}

/// Items that are ordered together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundledItems {
    /// Its items in their order, this one among them.
    pub members: Vec<Id>,
    /// Sum of cost of delay / sum of job size.
    pub ratio: Option<Ratio>,
}

/// What waiting costs, added up over points of work; see [`Terms::cost`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueCost {
    /// What is lost until all that stands before it is done.
    pub until_start: Ratio,
    /// What is lost until it is done itself.
    pub until_delivery: Ratio,
    /// The capacity of the coming increment, and what so much work more before it costs; none where it is unknown.
    pub one_increment: Option<(Ratio, Ratio)>,
    /// Items before it whose size is unknown, so that they count as nothing.
    pub unknown: usize,
}

/// A move of one estimate that lifts the item to or past the next better score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiftingChange {
    /// The estimate.
    pub factor: Factor,
    /// Its value now.
    pub from: Ratio,
    /// Its value then.
    pub to: Ratio,
    /// How many steps of the scale that is.
    pub steps: usize,
    /// The item that is reached.
    pub with: Id,
    /// Whether it is passed; else the two tie.
    pub passes: bool,
}

/// Explains the place of an item under the lens of an evaluation; none for an item that is not there.
pub fn explain(workspace: &Workspace, evaluation: &Evaluation, id: Id) -> Option<Explanation> {
    let item = workspace.get::<Item>(id)?;
    let score = evaluation.score(id)?;
    let open: Vec<&Item> = ranked(workspace).collect();
    let inputs: Vec<WsjfInputs> = open.iter().map(|item| wsjf_inputs(item)).collect();
    let scale = scale(workspace);
    let columns = wsjf(&inputs, &scale);
    let at = open.iter().position(|other| other.id == id);

    let own = wsjf_inputs(item);
    let place = score.place.filter(|place| *place > 0);
    // By hand, pinned items come first, and what is moved goes up to them.
    let yes = |to: usize| placing(workspace, evaluation, id, to).filter(|yes| yes.to == to);
    Some(Explanation {
        id,
        state: item.state,
        lens: evaluation.lens,
        score: score.line.by_itself(),
        decimals: evaluation.decimals(id),
        terms: evaluation.terms,
        parts: ScoreParts {
            inputs: own,
            cost_of_delay: score.cost_of_delay,
            score: score
                .cost_of_delay
                .zip(own.size)
                .and_then(|(cost, size)| cost.over(size)),
        },
        missing: score.line.missing.clone(),
        wrong: score.line.wrong,
        range: score.line.range,
        place: RankPlace {
            rank: score.rank,
            own_rank: score.own_rank,
            of: evaluation.ranked.len(),
            pin: item.pin,
            pin_reason: item.pin_reason.clone(),
            is_tied: score.is_tied,
            is_above_cut: score.is_above_cut,
            taken: evaluation.taken(id),
            turn: score.turn,
            increment: increment_of(workspace, item),
            until: evaluation.coming(workspace).and_then(|one| one.ends),
            stands: evaluation.race.words(workspace, item),
            has_begun: evaluation
                .coming(workspace)
                .and_then(|one| one.starts)
                .zip(evaluation.race.today)
                .is_some_and(|(first, today)| first < today),
            goes_on: false,
        },
        waits_for: waits_for(workspace, evaluation, item),
        needed_by: open
            .iter()
            .filter(|other| other.needs.0.contains(&id))
            .map(|other| other.id)
            .collect(),
        bundle: at.and_then(|at| bundle(workspace, &open, &columns, at)),
        later: one_later(workspace, evaluation, item),
        due: HeldDue::of(item, evaluation.race.today),
        waiting: waiting(evaluation, item).filter(|_| !score.turn.is_elsewhere()),
        one_up: place.and_then(|place| yes(place - 1)),
        to_top: place.and_then(|_| yes(0)),
        change: at
            .filter(|_| matches!(evaluation.lens, Lens::Wsjf | Lens::Hand))
            .and_then(|at| change(&open, &inputs, &columns, &scale, at)),
        customers: of_item(
            workspace,
            &KnownCustomers::of(workspace, evaluation.race.today),
            &Kpis::of(workspace, evaluation.race.today),
            item,
        ),
        firm: None,
        repair: None,
        forecast: None,
    })
}

/// What a yes to an item now costs the others: it goes to the top, whether it has a place or not. None at the
/// top already, and for what is done.
pub fn yes_now(workspace: &Workspace, evaluation: &Evaluation, id: Id) -> Option<Placing> {
    let item = workspace.get::<Item>(id)?;
    let is_first = evaluation.score(id)?.place == Some(0);
    if is_first || item.state == State::Done {
        return None;
    }
    placing(workspace, evaluation, id, 0)
}

/// What waiting costs an item that has a cost of delay, a size and a place.
fn waiting(evaluation: &Evaluation, item: &Item) -> Option<QueueCost> {
    let own = evaluation.queued(item.id)?;
    let (loss, size) = own.loss.zip(own.duration)?;
    let Ahead { points, unknown } = evaluation.ahead(item.id)?;
    let finish = points.plus(size)?;
    let until_delivery = loss.at(finish)?;
    let more = |capacity: Ratio| {
        let later = loss.at(finish.plus(capacity)?)?;
        Some((capacity, later.minus(until_delivery)?))
    };
    Some(QueueCost {
        until_start: loss.at(points)?,
        until_delivery,
        // One more of no capacity is no time that could be counted so.
        one_increment: evaluation
            .balance
            .capacity
            .filter(|points| !points.is_zero())
            .and_then(more),
        unknown,
    })
}

/// What must come before an item and is not done, in the order it is written down.
pub fn waits_for(workspace: &Workspace, evaluation: &Evaluation, item: &Item) -> Vec<ItemNeed> {
    let outlook = |id: Id| match workspace.get::<Item>(id).map(|need| need.state) {
        None => Some(NeedOutlook::Unknown),
        Some(State::Done) => None,
        Some(State::Parked) => Some(NeedOutlook::Parked),
        Some(State::Declined) => Some(NeedOutlook::Declined),
        Some(_)
            if evaluation
                .score(id)
                .is_some_and(|score| score.rank.is_some()) =>
        {
            Some(NeedOutlook::Ranked)
        }
        Some(_) => Some(NeedOutlook::Unscored),
    };
    let need = |id: &Id| outlook(*id).map(|outlook| ItemNeed { id: *id, outlook });
    item.needs.0.iter().filter_map(need).collect()
}

fn bundle(
    workspace: &Workspace,
    open: &[&Item],
    columns: &Wsjf,
    at: usize,
) -> Option<BundledItems> {
    let found = order(workspace, open, columns);
    let bundle = found
        .bundles
        .into_iter()
        .find(|bundle| bundle.members.contains(&at))?;
    let id = |at: &usize| open.get(*at).map(|item| item.id);
    Some(BundledItems {
        members: bundle.members.iter().filter_map(id).collect(),
        ratio: bundle.ratio,
    })
}

/// The fewest steps to the nearest item with a better score, by one estimate alone.
fn change(
    open: &[&Item],
    inputs: &[WsjfInputs],
    columns: &Wsjf,
    scale: &[Ratio],
    at: usize,
) -> Option<LiftingChange> {
    let groups: Vec<&[usize]> = columns.ranking.groups().collect();
    let group = groups.iter().position(|group| group.contains(&at))?;
    let above = *groups.get(group.checked_sub(1)?)?.last()?;
    let way = |factor: Factor| -> Option<(Factor, Steps)> {
        let steps = steps_until(inputs, at, factor, above, scale).ok()??;
        Some((factor, steps))
    };
    let ways = Factor::ALL.into_iter().filter_map(way);
    let (factor, steps) = ways.min_by_key(|(_, steps)| steps.count)?;
    Some(LiftingChange {
        factor,
        from: inputs.get(at)?.get(factor)?,
        to: steps.to,
        steps: steps.count,
        with: open.get(above)?.id,
        passes: steps.effect == MoveEffect::Passes,
    })
}
