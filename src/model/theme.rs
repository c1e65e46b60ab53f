//! Strategic themes: what the product goes for, and how much of the effort each should get.

use chrono::NaiveDate;

use super::field::{Link, Percent, Prose};
use super::kpi::Kpi;
use super::person::Person;

crate::choice! {
    /// How far ahead a theme looks.
    Horizon {
        Explore = "H3 explore",
        Emerging = "H2 emerging",
        Invest = "H1 invest",
        Extract = "H1 extract",
        Retire = "H0 retire",
    }
}

crate::record! {
    /// What the product goes for over several planning intervals.
    Theme: "theme" in "themes", "Theme", "Themes" {
        /// What everybody calls it.
        open name: String, "Name";
        /// What will be different when it is reached.
        open statement: Prose, "Statement";
        /// The KPI that shows it.
        open outcome: Link<Kpi>, "Outcome";
        /// How far ahead it looks.
        open horizon: Option<Horizon>, "Horizon";
        /// The share of the effort it should get, against the other themes.
        open weight: Option<Percent>, "Weight";
        /// From when on it holds.
        open from: Option<NaiveDate>, "From";
        /// Until when.
        open to: Option<NaiveDate>, "To";
        /// Who looks after it.
        handed owner: Link<Person>, "Owner";
    }
}
