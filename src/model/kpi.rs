//! KPIs: numbers that should get better, what drives them, their readings, and what items do to them.

use chrono::NaiveDate;

use super::evidence::Evidence;
use super::field::{Link, Links, PartOf, Percent};
use super::item::Item;
use super::number::Number;
use super::person::Person;

crate::choice! {
    /// Which way a KPI gets better.
    Better {
        Up = "Up",
        Down = "Down",
    }
}

crate::choice! {
    /// What a KPI is for.
    KpiSide {
        Outcome = "Outcome",
        Leading = "Leading",
        Guardrail = "Guardrail",
    }
}

crate::choice! {
    /// How a KPI is made of those that are part of it.
    Relation {
        Sum = "Sum",
        Product = "Product",
        Ratio = "Ratio",
        Mean = "Mean by share",
    }
}

crate::record! {
    /// A number that should get better, or must not get worse.
    Kpi: "kpi" in "kpis", "KPI", "KPIs" {
        /// What is counted.
        open name: String, "Name";
        /// What it is counted in, such as %.
        open unit: String, "Unit";
        /// Whether more or less is better.
        open direction: Better, "Better when";
        /// What it was to begin with.
        open baseline: Option<Number>, "Baseline";
        /// The day of that.
        open baseline_day: Option<NaiveDate>, "Baseline on";
        /// What it should be.
        open target: Option<Number>, "Target";
        /// By when.
        open target_day: Option<NaiveDate>, "Target by";
        /// How much it counts when items are ranked by outcome; blank: not at all.
        open weight: Option<Percent>, "Weight";
        /// What it is for: an outcome, an early sign of one, or a guard.
        open side: KpiSide, "Kind";
        /// What it must not pass, where it is a guard.
        open limit: Option<Number>, "Limit";
        /// The KPI it is a part of.
        open parent: Link<Kpi>, "Part of";
        /// How it is made of its parts, those of a ratio in their places: first over second.
        open relation: Option<Relation>, "Made of parts by";
        /// Its place among the parts.
        open place: Option<Number>, "Place";
        /// How much of the whole it is, where the whole is a mean by share.
        open share: Option<Percent>, "Share";
        /// Who looks after it.
        handed owner: Link<Person>, "Owner";
    }
}

crate::record! {
    /// What a KPI was on a day.
    Reading: "reading" in "readings", "Reading", "Readings" {
        /// The day.
        open day: Option<NaiveDate>, "Day";
        /// The KPI.
        open kpi: PartOf<Kpi>, "KPI";
        /// What it was.
        open value: Option<Number>, "Value";
        /// How much of the whole it was then, where the whole is a mean by share.
        open share: Option<Percent>, "Share";
    }
}

crate::record! {
    /// What an item is expected to do to a KPI, in its good direction, and what it did.
    KpiEffect: "effect" in "effects", "Effect", "Effects" {
        /// The item.
        open item: PartOf<Item>, "Item";
        /// The KPI.
        open kpi: PartOf<Kpi>, "KPI";
        /// What it does at least, in the unit of the KPI.
        open low: Option<Number>, "At least";
        /// What it likely does.
        open likely: Option<Number>, "Likely";
        /// What it does at most.
        open high: Option<Number>, "At most";
        /// How many weeks after delivery that is seen.
        open after_weeks: Option<Number>, "Seen after, weeks";
        /// What it did.
        open measured: Option<Number>, "Measured";
        /// When that was measured.
        open measured_day: Option<NaiveDate>, "Measured on";
        /// How much of it counts, by what effects came in at so far; blank means all.
        open factor: Option<Percent>, "Counts with";
        /// What the expectation rests on.
        open evidence: Links<Evidence>, "Rests on";
    }
}
