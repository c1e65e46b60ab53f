//! The ranking methods: one row each, from which lens, columns and words follow.
//!
//! Owns how the records of a workspace become a method's inputs, and its answers one form. Knows no
//! pin, no cut line and no screen.

mod dates;
mod returns;
mod score;

use self::dates::by_dates;
use self::returns::by_return;
use self::score::{by_class, by_money, by_order, by_outcome, by_rice, by_weight, by_wsjf};
use super::rank::Ranking;
use super::wsjf::Wsjf;
use crate::model::Workspace;
use crate::model::audience::Access;
use crate::model::item::Item;
use crate::model::settings::Lens;
use crate::scoring::plan::coming::Race;
use crate::scoring::ratio::Ratio;

/// A way to rank the backlog.
#[derive(Debug)]
pub struct Method {
    /// The lens that shows it.
    pub lens: Lens,
    /// The heading of the score column.
    pub heading: &'static str,
    /// The formula in words.
    pub formula: &'static str,
    /// The item fields that go into the score, by name, in the order they are asked.
    pub inputs: &'static [&'static str],
    /// Whether the cost of delay stands beside the inputs.
    pub shows_cost: bool,
    /// Who may see the scores: not others where they are made of prices.
    pub scores: fn(&Workspace) -> Access,
    /// Scores and ranks items as of the day of the race, of which the columns of WSJF are known; answers by position.
    pub score: fn(&Workspace, &Race, &[&Item], &Wsjf) -> MethodScores,
}

/// What needs between items do to the place of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pull {
    /// Nothing: it stands where its own numbers put it.
    #[default]
    None,
    /// Items that need it lift it.
    Lifted,
    /// Items it needs hold it back.
    HeldBack,
}

/// What a method says of one item.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct MethodScore {
    /// The score; none when something is missing or wrong.
    pub score: Option<Ratio>,
    /// The score by its own numbers, where the other one is its bundle's.
    pub own: Option<Ratio>,
    /// What is missing, in the words of the columns.
    pub missing: Vec<String>,
    /// Whether needs between items pull it forward (lifted by what needs it) or back.
    pub pull: Pull,
    /// Why a score is impossible though nothing is missing.
    pub wrong: Option<&'static str>,
    /// The lowest and highest score the item could take with its blanks anywhere on the scale.
    pub range: Option<(Ratio, Ratio)>,
}

impl MethodScore {
    /// The score by the item's own numbers: cost of delay / job size, whatever its bundle's is.
    pub fn by_itself(&self) -> Option<Ratio> {
        self.own.or(self.score)
    }
}

/// What a method says of all items.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct MethodScores {
    /// One line per item.
    pub lines: Vec<MethodScore>,
    /// Their places.
    pub ranking: Ranking,
    /// Positions of items that belong together because some pay for others.
    pub bundles: Vec<Vec<usize>>,
    /// What the reader has to know of all scores: why there are none, or that they are rounded.
    pub note: Option<String>,
}

/// Everybody.
const fn open(_: &Workspace) -> Access {
    Access::Open
}

/// The author alone.
const fn owner(_: &Workspace) -> Access {
    Access::Private
}

const WSJF: [&str; 4] = ["value", "criticality", "risk", "size"];

/// Methods, a row each: lens, heading, the fields that go in, whether the cost of delay stands beside them, what scores
/// and who may see that; then the formula.
macro_rules! methods {
    ($(
        $lens:ident $heading:literal of $inputs:tt, cost $cost:literal, by $score:ident for $scores:path:
        $formula:literal;
    )+) => {
        [$( Method {
            lens: Lens::$lens,
            heading: $heading,
            formula: $formula,
            inputs: &$inputs,
            shows_cost: $cost,
            scores: $scores,
            score: $score,
        }, )+]
    };
}

/// Every method there is.
pub static METHODS: [Method; 10] = methods! {
    Wsjf "WSJF" of WSJF, cost true, by by_wsjf for open:
        "(value + time criticality + risk) ÷ job size";
    Weighted "Score" of ["ratings"], cost false, by by_weight for open:
        "sum of weight × rating";
    Rice "RICE" of ["reach", "impact", "confidence", "size"], cost false, by by_rice for open:
        "reach × impact × confidence ÷ job size";
    Moscow "MoSCoW" of ["moscow", "size"], cost false, by by_class for open:
        "Must, Should, Could, Won't; within a class by WSJF";
    Order "Bundle" of WSJF, cost true, by by_order for open:
        "what must come first is first, and waiting costs least in all";
    Dates "Ratio" of WSJF, cost false, by by_dates for dates::scores:
        "the least loss in all, with dependencies and dates";
    Money "CD3" of ["weekly_cost", "size"], cost false, by by_money for owner:
        "cost of delay in money a week ÷ job size";
    Outcome "Outcome" of ["size"], cost false, by by_outcome for open:
        "sum of KPI weight × share of the gap × 100 ÷ job size";
    Return "Return" of ["weekly_cost", "size"], cost false, by by_return for owner:
        "what it is worth today, with all its weeks, less its cost, ÷ job size";
    Hand "WSJF" of WSJF, cost true, by by_wsjf for open:
        "what was placed by hand in its place, then the rest by WSJF";
};

impl Method {
    /// The method behind a lens.
    pub fn of(lens: Lens) -> &'static Self {
        METHODS
            .iter()
            .find(|method| method.lens == lens)
            .unwrap_or(&METHODS[0])
    }
}
