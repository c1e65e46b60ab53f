//! Everything the screens show of a workspace, computed at once.
//!
//! Owns the shown order: which items compete, what pins do to the order, where capacity ends, how
//! effort is balanced. Formulas are in the method modules. Knows no screen.

mod balance;
mod facts;
pub mod listed;
mod pins;
mod placings;
mod revise;
mod score;
mod shared;
mod shown;

pub use balance::{must_limit, weigh};
pub use pins::PinPrices;
pub use revise::revise;
pub use score::{Ahead, Score};

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use self::balance::{balance, capacity, classes};
use self::facts::ItemFacts;
use self::placings::Placings;
use self::score::OwnScore;
use self::shared::Shared;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::{Item, State};
use crate::model::settings::Lens;
use crate::model::words::{ITEM, ITEMS};
use crate::scoring::delay::loss::Loss;
use crate::scoring::delay::urgency::Calendar;
use crate::scoring::delay::urgency::counted::counted;
use crate::scoring::levels::{self, Standing};
use crate::scoring::plan::allocation::{Allocation, AllocationError};
use crate::scoring::plan::coming::Race;
use crate::scoring::plan::cut::IncrementTurn;
use crate::scoring::plan::moscow;
use crate::scoring::price::terms::Terms;
use crate::scoring::price::total::{Total, Unit};
use crate::scoring::ranking::inputs::{factor_word, scale};
use crate::scoring::ranking::method::Method;
use crate::scoring::ranking::wsjf::{self, Factor};
use crate::scoring::ratio::Ratio;

/// The place in the shown order where capacity ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The place in the shown order of the first that does not fit; what is planned already may stand below it.
    pub after: usize,
    /// How many items fit.
    pub fitting: usize,
    /// The capacity, in points.
    pub capacity: Ratio,
    /// The effort of what is done in the increment already.
    pub spent: Ratio,
    /// The effort of the items that fit, in points.
    pub used: Ratio,
    /// Items that fit whose size is unknown, so that they count as nothing.
    pub unknown: usize,
    /// Items that fit because they are planned, and stand below the line.
    pub planned_below: usize,
}

impl Cut {
    /// The line in words: `PI 27.1 is full here: 84 points, with 13 planned items below`.
    pub fn words(&self, coming: &str) -> String {
        let points = self.capacity.rounded();
        match self.planned_below {
            _ if self.capacity.is_zero() && self.fitting == 0 => {
                format!("{coming} has no capacity (0 points): nothing fits")
            }
            0 => format!("capacity of {coming} ends here ({points} points)"),
            1 => format!("{coming} is full here: {points} points, with 1 planned {ITEM} below"),
            below => format!(
                "{coming} is full here: {points} points, with {below} planned {ITEMS} below"
            ),
        }
    }
}

/// Which items a balance counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BalanceBasis {
    /// Those planned for the coming increment.
    Planned,
    /// All open ones, because none is planned for it.
    Open,
}

impl BalanceBasis {
    /// Whether an item is counted that stands so to the coming increment.
    pub const fn counts(self, turn: IncrementTurn, state: State) -> bool {
        match self {
            Self::Planned => matches!(turn, IncrementTurn::Coming | IncrementTurn::Spent),
            Self::Open => state.is_open() && !matches!(turn, IncrementTurn::Within),
        }
    }
}

/// Effort by bucket against the targets.
#[derive(Clone, Debug)]
pub struct Balance {
    /// Which items are counted, here and in the shares of the MoSCoW classes.
    pub basis: BalanceBasis,
    /// The buckets, in their place.
    pub buckets: Vec<Id>,
    /// The capacity of the coming increment, in points.
    pub capacity: Option<Ratio>,
    /// The shares, or why there are none.
    pub allocation: Result<Allocation, AllocationError>,
}

/// A column that says less than it seems to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// The smallest value is this and not 1, so that the others are compared with nothing.
    WithoutOne(Factor, Ratio),
    /// All its values are equal, so the column decides nothing.
    Flat(Factor),
}

impl Flag {
    fn of(found: wsjf::Hollow) -> Vec<Self> {
        let without_one = found.without_one.into_iter();
        let without_one = without_one.map(|(factor, least)| Self::WithoutOne(factor, least));
        without_one
            .chain(found.flat.into_iter().map(Self::Flat))
            .collect()
    }

    /// The column it is about.
    pub const fn factor(self) -> Factor {
        match self {
            Self::WithoutOne(factor, _) | Self::Flat(factor) => factor,
        }
    }

    /// What it means, in words.
    pub fn words(self) -> String {
        let column = factor_word(self.factor());
        match self {
            Self::WithoutOne(_, least) => format!(
                "the smallest {column} is {}: give that one a 1, the others are compared with it",
                least.to_short()
            ),
            Self::Flat(_) => {
                format!("every {column} that is known is the same: this column decides nothing")
            }
        }
    }
}

/// The fewest and the most decimals of a score.
const FEWEST: usize = 2;
const MOST: usize = 6;

/// Sums over the shown order.
#[derive(Clone, Debug)]
struct Sums {
    /// What stands before each place: the job sizes in millionths, and how many are unknown.
    ahead: Vec<(i128, usize)>,
    total: Option<Total>,
}

/// All numbers of a workspace under one lens. Copies share what does not differ.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The lens.
    pub lens: Lens,
    /// What competes for the coming increment, as of the day everything is seen from.
    pub race: Race,
    /// What its prices are counted in.
    pub terms: Terms,
    /// Open items with a place, best first.
    pub ranked: Vec<Id>,
    /// Open items without one, as [`listed::in_list`] says.
    pub unranked: Vec<Id>,
    /// Open items that are larger than what is ranked and stand above it, in the same order.
    pub above: Vec<Id>,
    /// Done, parked and declined items, in the same order.
    pub closed: Vec<Id>,
    /// Where the capacity of the coming increment ends.
    pub cut: Option<Cut>,
    /// Effort by bucket.
    pub balance: Balance,
    /// Effort by MoSCoW class, over the items that the balance counts.
    pub moscow: Option<moscow::MoscowShares>,
    /// Columns of WSJF that say less than they seem to.
    pub flags: Vec<Flag>,
    /// Open items with an estimate that is not on the scale.
    pub off_scale: Vec<(Id, Factor)>,
    /// Items that belong together because some pay for others, in their order.
    pub bundles: Vec<Vec<Id>>,
    /// What holds for all scores.
    pub note: Option<String>,
    /// The largest score, for bars.
    pub highest: Option<Ratio>,
    /// All items.
    ids: Arc<Vec<Id>>,
    /// What is said of each, in the places of the ids.
    scores: Shared<OwnScore>,
    /// What is counted of each.
    facts: Shared<ItemFacts>,
    /// What each loses while it waits, where the lens counts more than the same for every week.
    losses: Option<Arc<Vec<Option<Loss>>>>,
    /// Where each stands.
    placings: Placings,
    /// Which of them stand apart from their scores, and which take their room whatever their place.
    apart: Vec<usize>,
    bound: Vec<usize>,
    /// The places among the ids of the ranked by score alone, best first.
    own: Vec<usize>,
    /// The same of the shown order, which has the ids of the ranked.
    shown: Vec<usize>,
    /// Sums over the shown order, once they are asked for.
    sums: OnceLock<Sums>,
}

impl Evaluation {
    /// The items an item is bundled with, itself among them, in their order.
    pub fn bundle_of(&self, id: Id) -> Option<&[Id]> {
        self.bundles
            .iter()
            .find(|members| members.contains(&id))
            .map(Vec::as_slice)
    }

    /// The numbers of all items, by id.
    pub fn scores(&self) -> impl Iterator<Item = Score<'_>> {
        let all = self.ids.iter().zip(self.scores.iter());
        let all = all.zip(self.facts.iter()).enumerate();
        all.map(|(at, ((id, own), facts))| Score::of(*id, own, facts, self.placings.get(at)))
    }

    /// The numbers of one item.
    pub fn score(&self, id: Id) -> Option<Score<'_>> {
        self.score_at(self.place_of(id)?)
    }

    /// The numbers of the item at this place among all, by id.
    pub fn score_at(&self, at: usize) -> Option<Score<'_>> {
        let (own, facts) = (self.scores.get(at)?, self.facts.get(at)?);
        Some(Score::of(
            *self.ids.get(at)?,
            own,
            facts,
            self.placings.get(at),
        ))
    }

    /// What stands before an item in the shown order; none without a place, or where the sum does not fit.
    pub fn ahead(&self, id: Id) -> Option<Ahead> {
        self.ahead_of(self.score(id)?.place?)
    }

    /// What the shown order costs in all; none when the exact sums do not fit, or no item of it has a cost of delay.
    pub fn total(&self) -> Option<Total> {
        self.sums().total.filter(|total| total.counted > 0)
    }

    /// The rank of one item; none without a score.
    pub fn rank(&self, id: Id) -> Option<usize> {
        self.score(id)?.rank
    }

    /// What has to be known of the scores shown: what their own method says, and which of the columns it weighs say
    /// less than they seem to.
    pub fn notes(&self) -> Vec<String> {
        let counts = |factor: Factor| self.weighs(factor);
        let flags = self.flags.iter().filter(|flag| counts(flag.factor()));
        let stray = self.off_scale.iter().filter(|(_, factor)| counts(*factor));
        let stray = match stray.count() {
            0 => None,
            1 => Some("1 estimate is not on the scale and counts as it is".to_owned()),
            many => Some(format!(
                "{many} estimates are not on the scale and count as they are"
            )),
        };
        let own = self.note.iter().cloned();
        own.chain(flags.map(|flag| flag.words()))
            .chain(stray)
            .collect()
    }

    /// Whether the scores shown compare the values of a column with each other. Prices are no such values, nor are
    /// sizes that only divide them.
    pub fn weighs(&self, factor: Factor) -> bool {
        let inputs = Method::of(self.lens).inputs;
        let is_relative =
            inputs.contains(&Factor::Value.field()) && self.terms.unit == Unit::Points;
        is_relative && inputs.contains(&factor.field())
    }

    /// A score of an item: with two decimals, or as many as tell the score shown from that of its neighbors.
    pub fn written(&self, id: Id, score: Ratio) -> String {
        score.to_grouped(self.decimals(id))
    }

    /// How many decimals a score of an item needs.
    pub fn decimals(&self, id: Id) -> usize {
        let shown = |id: &Id| self.score(*id)?.line.score;
        let (Some(own), Some(place)) = (shown(&id), self.score(id).and_then(|score| score.place))
        else {
            return FEWEST;
        };
        let around = [place.checked_sub(1), place.checked_add(1)];
        let around = around.into_iter().flatten();
        let around = around.filter_map(|at| self.ranked.get(at).and_then(shown));
        let others: Vec<Ratio> = around.filter(|other| *other != own).collect();
        let differs = |places: &usize| {
            let digits = own.to_decimal(*places);
            others
                .iter()
                .all(|other| other.to_decimal(*places) != digits)
        };
        (FEWEST..=MOST).find(differs).unwrap_or(MOST)
    }

    /// The items that the shares count, by id.
    pub fn counted(&self) -> impl Iterator<Item = Id> {
        let basis = self.balance.basis;
        let all = self.ids.iter().zip(self.facts.iter());
        let counted = all.filter(move |(_, facts)| basis.counts(facts.turn, facts.state));
        counted.map(|(id, _)| *id)
    }

    /// Every item: by rank, then those without one, each before its open parts; then what stands above them, then
    /// the closed.
    pub fn all(&self, workspace: &Workspace) -> Vec<Id> {
        let mut all = self.open(workspace);
        all.extend(self.above.iter().chain(&self.closed));
        all
    }

    /// The open items that are ranked, or without a rank, each before its open parts.
    pub fn open(&self, workspace: &Workspace) -> Vec<Id> {
        let ranked = self.ranked.iter().chain(&self.unranked).copied();
        if workspace.tree().is_flat() {
            return ranked.collect();
        }
        let mut all = Vec::with_capacity(self.ids.len());
        for id in ranked {
            all.push(id);
            let below = listed::below(workspace, id).into_iter();
            all.extend(
                below
                    .filter(|part| part.state.is_open())
                    .map(|part| part.id),
            );
        }
        all
    }

    /// The coming increment.
    pub fn coming<'a>(&self, workspace: &'a Workspace) -> Option<&'a Increment> {
        workspace.get(self.race.coming?)
    }

    fn place_of(&self, id: Id) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    /// Adds up effort by bucket and by class.
    fn weigh(&mut self, workspace: &Workspace) {
        let capacity = self.balance.capacity;
        self.balance = balance(workspace, &self.facts, self.race.coming, capacity);
        self.moscow = classes(workspace, &self.facts, &self.balance);
    }
}

/// Computes everything under a lens. Same workspace, same digits: input order is the order of ids.
///
/// `today` is the day it is seen from: what has ended, what is coming and whose day to look again has come.
pub fn evaluate(workspace: &Workspace, lens: Lens, today: Option<NaiveDate>) -> Evaluation {
    let race = Race::of(workspace, today);
    let items: Vec<&Item> = workspace.all().collect();
    let facts: Shared<ItemFacts> = items
        .iter()
        .map(|item| ItemFacts::of(workspace, item, &race))
        .collect();
    let places = facts.iter().enumerate();
    let places = places.filter_map(|(at, facts)| facts.has_place().then_some(at));
    let places: Vec<usize> = places.collect();
    let items_at = |at: &usize| items.get(*at).copied();
    let open_items: Vec<&Item> = places.iter().filter_map(items_at).collect();
    let inputs: Vec<wsjf::WsjfInputs> = open(&facts).map(ItemFacts::inputs).collect();
    let columns = wsjf::wsjf(&inputs, &scale(workspace));
    let result = (Method::of(lens).score)(workspace, &race, &open_items, &columns);
    let highest = result.lines.iter().filter_map(|line| line.score).max();

    let mut answers = result.lines.into_iter().zip(&columns.rows).enumerate();
    let mut placings = Placings::of(items.len());
    let each = facts.iter().enumerate().map(|(at, facts)| {
        let answer = facts.has_place().then(|| answers.next()).flatten();
        let own_rank = answer
            .as_ref()
            .and_then(|(at, _)| result.ranking.rank_of(*at));
        placings.own_ranks.set(at, own_rank);
        OwnScore::of(facts, answer.map(|(_, answer)| answer))
    });
    let scores: Shared<OwnScore> = each.collect();
    let which = |is: fn(&ItemFacts) -> bool| {
        let all = facts.iter().enumerate().filter(|(_, facts)| is(facts));
        all.map(|(at, _)| at).collect()
    };
    let balance = balance(workspace, &facts, race.coming, capacity(workspace, &race));
    let id_at = |at: &usize| open_items.get(*at).map(|item| item.id);
    let in_list = |is: fn(&ItemFacts) -> bool| {
        let all = items.iter().zip(facts.iter());
        let mut all: Vec<&Item> = all
            .filter_map(|(item, facts)| is(facts).then_some(*item))
            .collect();
        all.sort_by(|one, other| listed::in_list(one, other));
        all.into_iter().map(|item| item.id).collect::<Vec<Id>>()
    };
    let above = in_list(|facts| facts.state.is_open() && !facts.has_place());
    let is_above = |id: &Id| {
        let item = workspace.get::<Item>(*id);
        item.is_some_and(|item| levels::standing(workspace, item) == Standing::Above)
    };
    let own = result.ranking.order.iter();
    let terms = Terms::of(workspace, lens, &race);
    let mut evaluation = Evaluation {
        lens,
        losses: (lens == Lens::Dates).then(|| {
            let calendar = Calendar::of(workspace, &race);
            let loss = |item: &&Item| counted(item, terms, calendar).ok()?.over_points(calendar);
            Arc::new(items.iter().map(loss).collect())
        }),
        terms,
        race,
        ranked: Vec::new(),
        unranked: Vec::new(),
        above: above.into_iter().filter(is_above).collect(),
        closed: in_list(|facts| !facts.state.is_open()),
        cut: None,
        moscow: classes(workspace, &facts, &balance),
        balance,
        flags: Flag::of(wsjf::Hollow {
            without_one: columns.without_one,
            flat: columns.flat,
        }),
        off_scale: columns
            .off_scale
            .iter()
            .filter_map(|(at, factor)| Some((id_at(at)?, *factor)))
            .collect(),
        bundles: result
            .bundles
            .iter()
            .map(|members| members.iter().filter_map(id_at).collect())
            .collect(),
        note: result.note,
        highest,
        ids: Arc::new(items.iter().map(|item| item.id).collect()),
        own: own.filter_map(|at| places.get(*at).copied()).collect(),
        shown: Vec::new(),
        apart: which(ItemFacts::is_apart),
        bound: which(ItemFacts::is_bound),
        scores,
        facts,
        placings,
        sums: OnceLock::new(),
    };
    evaluation.arrange();
    let placings = &evaluation.placings;
    let has_none = |at: &&usize| placings.get(**at).place.is_none();
    let unplaced = places.iter().filter(has_none);
    let mut unplaced: Vec<&Item> = unplaced.filter_map(items_at).collect();
    unplaced.sort_by(|one, other| listed::in_list(one, other));
    evaluation.unranked = unplaced.into_iter().map(|item| item.id).collect();
    evaluation
}

/// What is counted of the items that compete for a place.
fn open(facts: &Shared<ItemFacts>) -> impl Iterator<Item = &ItemFacts> {
    facts.iter().filter(|facts| facts.has_place())
}
