//! Everything the screens show of a workspace, computed at once.
//!
//! Owns the shown order: which items compete, what pins do to the order, where capacity ends, how
//! effort is balanced. Formulas are in the method modules. Knows no screen.

mod balance;
mod facts;
mod pins;
mod revise;
mod shown;

pub use balance::{must_limit, weigh};
pub use pins::PinPrices;
pub use revise::revise;

use chrono::NaiveDate;

use self::balance::{balance, capacity, classes};
use self::facts::ItemFacts;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::{Item, State};
use crate::model::settings::Lens;
use crate::scoring::plan::allocation::{Allocation, AllocationError};
use crate::scoring::plan::coming::Race;
use crate::scoring::plan::cut::Turn;
use crate::scoring::plan::moscow;
use crate::scoring::price::terms::Terms;
use crate::scoring::price::total::{Total, Unit};
use crate::scoring::ranking::inputs::{factor_word, scale};
use crate::scoring::ranking::method::{Method, MethodScore};
use crate::scoring::ranking::wsjf::{self, Factor};
use crate::scoring::ratio::Ratio;

/// One item's numbers.
#[derive(Clone, Debug)]
pub struct Score {
    /// The item.
    pub id: Id,
    /// Value + time criticality + risk, in points; none while one of them is unknown.
    pub cost_of_delay: Option<Ratio>,
    /// What the method says.
    pub line: MethodScore,
    /// The rank by score alone, ties sharing one; none without a score or for closed items.
    pub own_rank: Option<usize>,
    /// The rank in the shown order, after pins.
    pub rank: Option<usize>,
    /// The position in the shown order, from 0.
    pub place: Option<usize>,
    /// What stands before it in the shown order; none without a place.
    pub ahead: Option<Ahead>,
    /// Whether another item has the same score.
    pub is_tied: bool,
    /// Whether a pin holds it where it is.
    pub is_pinned: bool,
    /// How it counts for the coming increment.
    pub turn: Turn,
    /// Whether it fits the capacity of the coming increment; none where that is unknown, or where it does not
    /// compete for it.
    pub is_above_cut: Option<bool>,
}

impl Score {
    /// The numbers of an item before it has a place; without the answers of the methods it is closed.
    fn of(id: Id, facts: &ItemFacts, answer: Option<(MethodScore, &wsjf::WsjfRow)>) -> Self {
        let (line, cost_of_delay) = match answer {
            Some((line, row)) => (line, row.cost_of_delay),
            None => (MethodScore::default(), facts.inputs().delay_sum()),
        };
        Self {
            id,
            cost_of_delay,
            line,
            own_rank: None,
            rank: None,
            place: None,
            ahead: None,
            is_tied: false,
            is_pinned: facts.pin.is_some(),
            turn: facts.turn,
            is_above_cut: None,
        }
    }
}

/// The work that stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// The job sizes before it, added up.
    pub points: Ratio,
    /// Items before it whose size is unknown, so that they count as nothing.
    pub unknown: usize,
}

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
    /// The line in words: `cut: 84 points, 16 planned below`.
    pub fn words(&self, separator: &str) -> String {
        let points = self.capacity.rounded();
        match self.planned_below {
            0 => format!("cut: {points} points"),
            below => format!("cut: {points} points{separator} {below} planned below"),
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
    pub const fn counts(self, turn: Turn, state: State) -> bool {
        match self {
            Self::Planned => matches!(turn, Turn::Coming | Turn::Spent),
            Self::Open => state.is_open(),
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

/// All numbers of a workspace under one lens.
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
    /// Open items without one, by id.
    pub unranked: Vec<Id>,
    /// Done, parked and declined items, by id.
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
    /// What the shown order costs in all; none when the exact sums do not fit.
    pub total: Option<Total>,
    /// The largest score, for bars.
    pub highest: Option<Ratio>,
    /// By id.
    scores: Vec<Score>,
    /// What is counted of each item, in the places of its score.
    facts: Vec<ItemFacts>,
    /// The places of the ranked by score alone, best first.
    own: Vec<usize>,
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
    pub fn scores(&self) -> &[Score] {
        &self.scores
    }

    /// The numbers of one item.
    pub fn score(&self, id: Id) -> Option<&Score> {
        self.scores.get(self.place_of(id)?)
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
        let all = self.scores.iter().zip(&self.facts);
        let basis = self.balance.basis;
        let counted = all.filter(move |(score, facts)| basis.counts(score.turn, facts.state));
        counted.map(|(score, _)| score.id)
    }

    /// The coming increment.
    pub fn coming<'a>(&self, workspace: &'a Workspace) -> Option<&'a Increment> {
        workspace.get(self.race.coming?)
    }

    fn place_of(&self, id: Id) -> Option<usize> {
        self.scores.binary_search_by_key(&id, |score| score.id).ok()
    }

    /// Adds up effort by bucket and by class.
    fn weigh(&mut self, workspace: &Workspace) {
        let capacity = self.balance.capacity;
        self.balance = balance(workspace, &self.facts, capacity);
        self.moscow = classes(workspace, &self.facts, capacity);
    }
}

/// Computes everything under a lens. Same workspace, same digits: input order is the order of ids.
///
/// `today` is the day it is seen from: what has ended, what is coming and whose day to look again has come.
pub fn evaluate(workspace: &Workspace, lens: Lens, today: Option<NaiveDate>) -> Evaluation {
    let race = Race::of(workspace, today);
    let (facts, items): (Vec<ItemFacts>, Vec<&Item>) = workspace
        .all::<Item>()
        .map(|item| (ItemFacts::of(item, &race), item))
        .unzip();
    let places: Vec<usize> = (0..facts.len())
        .filter(|at| facts.get(*at).is_some_and(|facts| facts.state.is_open()))
        .collect();
    let items_at = |at: &usize| items.get(*at).copied();
    let open_items: Vec<&Item> = places.iter().filter_map(items_at).collect();
    let inputs: Vec<wsjf::WsjfInputs> = open(&facts).map(ItemFacts::inputs).collect();
    let columns = wsjf::wsjf(&inputs, &scale(workspace));
    let result = (Method::of(lens).score)(workspace, today, &open_items, &columns);
    let highest = result.lines.iter().filter_map(|line| line.score).max();

    let mut answers = result.lines.into_iter().zip(&columns.rows).enumerate();
    let scores = items.iter().zip(&facts).map(|(item, facts)| {
        let answer = facts.state.is_open().then(|| answers.next()).flatten();
        let own_rank = answer
            .as_ref()
            .and_then(|(at, _)| result.ranking.rank_of(*at));
        Score {
            own_rank,
            ..Score::of(item.id, facts, answer.map(|(_, answer)| answer))
        }
    });
    let scores: Vec<Score> = scores.collect();
    let capacity = capacity(workspace, race.coming);
    let id_at = |at: &usize| open_items.get(*at).map(|item| item.id);
    let closed = items.iter().filter(|item| !item.state.is_open());
    let own = result.ranking.order.iter();
    let mut evaluation = Evaluation {
        lens,
        race,
        terms: Terms::of(workspace, lens, today),
        ranked: Vec::new(),
        unranked: Vec::new(),
        closed: closed.map(|item| item.id).collect(),
        cut: None,
        balance: balance(workspace, &facts, capacity),
        moscow: classes(workspace, &facts, capacity),
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
        total: None,
        highest,
        own: own.filter_map(|at| places.get(*at).copied()).collect(),
        scores,
        facts,
    };
    evaluation.arrange();
    let unplaced = |at: &usize| {
        evaluation
            .scores
            .get(*at)
            .filter(|score| score.place.is_none())
    };
    evaluation.unranked = places
        .iter()
        .filter_map(unplaced)
        .map(|score| score.id)
        .collect();
    evaluation
}

/// What is counted of the items that compete for a place.
fn open(facts: &[ItemFacts]) -> impl Iterator<Item = &ItemFacts> {
    facts.iter().filter(|facts| facts.state.is_open())
}
