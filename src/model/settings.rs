//! How this workspace estimates, ranks and balances.

use super::field::{Link, Money, Percent};
use super::increment::Increment;
use super::item::{State, Tier};
use super::number::Number;
use super::words::{Pairs, Words};

crate::choice! {
    /// A way to rank the backlog.
    Lens {
        Wsjf = "WSJF",
        Weighted = "Weighted",
        Rice = "RICE",
        Moscow = "MoSCoW",
        Order = "Depends on first",
        Dates = "With dates",
        Money = "CD3",
        Outcome = "Outcome",
        Return = "Return",
        Hand = "By hand",
    }
}

crate::choice! {
    /// Where the lines of the trade-off grid are drawn.
    Lines {
        Median = "Median",
        Midpoint = "Middle of the scale",
    }
}

crate::choice! {
    /// Where the ratings of the weighted score begin to count.
    RatedFrom {
        Lowest = "The lowest rating",
        Zero = "Zero: rating / highest",
    }
}

crate::choice! {
    /// What a stretch of time that is planned at once is called.
    IntervalWord {
        Planning = "planning interval",
        Quarter = "quarter",
        Increment = "program increment",
    }
}

crate::choice! {
    /// What its steps are called.
    StepWord {
        Iteration = "iteration",
        Sprint = "sprint",
    }
}

crate::choice! {
    /// What a ranked piece of work is called.
    WorkWord {
        Item = "item",
        Feature = "feature",
        Story = "story",
    }
}

crate::choice! {
    /// What the teams that plan together are called.
    TrainWord {
        Train = "ART",
        Area = "area",
    }
}

impl IntervalWord {
    const fn pairs(self) -> Pairs {
        match self {
            Self::Planning => &[],
            Self::Quarter => &[
                ("a planning interval", "a quarter"),
                ("planning interval", "quarter"),
                ("planning intervals", "quarters"),
                ("an interval", "a quarter"),
                ("interval", "quarter"),
                ("intervals", "quarters"),
                ("PI", "quarter"),
                ("PIs", "quarters"),
            ],
            Self::Increment => &[
                ("planning interval", "program increment"),
                ("planning intervals", "program increments"),
                ("interval", "increment"),
                ("intervals", "increments"),
            ],
        }
    }
}

impl StepWord {
    const fn pairs(self) -> Pairs {
        match self {
            Self::Iteration => &[],
            Self::Sprint => &[
                ("an iteration", "a sprint"),
                ("iteration", "sprint"),
                ("iterations", "sprints"),
            ],
        }
    }
}

impl WorkWord {
    const fn pairs(self) -> Pairs {
        match self {
            Self::Item => &[],
            Self::Feature => &[
                ("an item", "a feature"),
                ("item", "feature"),
                ("items", "features"),
            ],
            Self::Story => &[
                ("an item", "a story"),
                ("item", "story"),
                ("items", "stories"),
            ],
        }
    }
}

impl TrainWord {
    const fn pairs(self) -> Pairs {
        match self {
            Self::Train => &[],
            Self::Area => &[("an ART", "an area"), ("ART", "area")],
        }
    }
}

impl Settings {
    /// What is said here in place of the words of SAFe.
    pub const fn words(&self) -> Words {
        Words([
            self.interval_word.pairs(),
            self.step_word.pairs(),
            self.work_word.pairs(),
            self.train_word.pairs(),
        ])
    }
}

/// The relative scale of SAFe.
fn scale() -> Vec<Number> {
    [1, 2, 3, 5, 8, 13, 20].map(Number::whole).to_vec()
}

const fn percent(value: i64) -> Percent {
    Percent(Number::whole(value))
}

crate::record! {
    /// How this workspace estimates, ranks and balances.
    Settings: "settings" in "settings", "Settings", "Settings", single {
        /// The words at the top of the board: the train, team or area this is for.
        open title: String, "Title";
        /// The values an estimate usually takes, smallest first.
        open scale: Vec<Number>, "Scale", default scale();
        /// What a stretch of 8 to 12 weeks is called, which is planned at once.
        open interval_word: IntervalWord, "Eight weeks and more are called";
        /// What its steps of one to four weeks are called.
        open step_word: StepWord, "Its steps are called";
        /// What a ranked piece of work is called.
        open work_word: WorkWord, "A piece of work is called";
        /// What the teams that plan together are called.
        open train_word: TrainWord, "The teams together are called";
        /// The ranking the board opens with.
        open lens: Lens, "Ranking";
        /// Where the ratings of the weighted score begin to count: the lowest rating counts nothing, or as its part of the highest.
        open rated_from: RatedFrom, "Ratings count from";
        /// The planning interval being prepared; its capacity draws the cut line.
        open increment: Link<Increment>, "Coming planning interval";
        /// How large the items are that are ranked; larger ones count by their parts, smaller ones within what they are a part of.
        open ranked_level: Option<Tier>, "Level that is ranked", default Some(Tier::Feature);
        /// How many percentage points an allocation may be off its target and still count as on target.
        open tolerance: Option<Percent>, "Tolerance", default Some(percent(3));
        /// The largest share of effort that should be Must.
        open must_limit: Option<Percent>, "Must at most", default Some(percent(60));
        /// The smallest share of effort that should be Could, as contingency.
        open could_floor: Option<Percent>, "Could at least", default Some(percent(20));
        /// The largest share of effort that should be expedite or fixed date.
        open urgency_limit: Option<Percent>, "Urgent at most", default Some(percent(20));
        /// The largest share of the backlog's cost of delay that one rank by hand may add.
        open pin_limit: Option<Percent>, "A place by hand costs at most", default Some(percent(1));
        /// After how many days an item that was asked for and never planned is stale; 0 for never.
        open stale_days: Option<Number>, "Stale after days", default Some(Number::whole(180));
        /// Over how many of its last iterations the velocity of a team is the mean.
        open velocity_over: Option<Number>, "Velocity over iterations", default Some(Number::whole(5));
        /// What a point of cost of delay is worth a week in money; blank: the median of the items that have both.
        private point_worth: Option<Money>, "A point is worth a week";
        /// What a point of work costs; blank: what was spent over the points that were done for it.
        private cost_per_point: Option<Money>, "A point costs";
        /// The money there is.
        private cash: Option<Money>, "Cash";
        /// How much less money is worth a year later.
        private discount: Option<Percent>, "Discount a year";
        /// For how many weeks from today gains count.
        private horizon: Option<Number>, "Gains count for weeks", default Some(Number::whole(52));
        /// What an item costs that somebody has to approve it: with a yes in the log that has a day and says who decided.
        private significant: Option<Money>, "Approval from a cost of";
        /// The share of the money that each horizon should get, one per line: H1, a colon, percent; blank: 70, 20 and 10.
        open horizon_shares: Vec<String>, "Shares by horizon";
        /// The allocation of each kind of work, one per line: kind, a colon, allocation; blank: by their names and shares.
        open allocation_by_kind: Vec<String>, "Allocation by kind";
        /// The first state in which an item is under way; flow time counts from there.
        open flow_begins: State, "Under way from", default State::Doing;
        /// States in which an item only waits, one per line; flow efficiency needs them.
        open waiting_states: Vec<String>, "Waiting states";
        /// How many items may be there at once, one per line: state or team, a colon, how many.
        open wip_limits: Vec<String>, "Limits of work under way";
        /// What has to be true before an item is done, one line each.
        open done_means: Vec<String>, "Definition of done";
        /// What has to be true of an item before it is begun, one per line: need written, acceptance >= 1, size <= 13, dependencies in time, value settled, size settled.
        open ready_rules: Vec<String>, "Ready when";
        /// Where the trade-off grid draws its lines.
        open lines: Lines, "Grid lines";
        /// What each value of user-business value means here, one per line: number, then words.
        open value_words: Vec<String>, "Words for value";
        /// What each value of time criticality means here.
        open criticality_words: Vec<String>, "Words for criticality";
        /// What each value of risk reduction or opportunity enablement means here.
        open risk_words: Vec<String>, "Words for risk";
        /// What each value of job size means here.
        open size_words: Vec<String>, "Words for size";
    }
}
