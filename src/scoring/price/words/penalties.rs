//! Dates that a move has missed or met, in words, and their penalties where the sums do not hold them.
//!
//! Owns the sentences. Whose date it is comes from [`Placing`].

use super::title;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::price::amounts::money;
use crate::scoring::price::placing::Placing;
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;

/// The penalties of dates that a move has missed or met, where the sums are in points and do not hold them.
pub(super) struct Penalties {
    cost: Ratio,
    /// How many dates that are missed have none.
    unknown: usize,
}

impl Penalties {
    pub fn of(workspace: &Workspace, placing: &Placing) -> Self {
        let penalty = |id: &Id| penalty(workspace, *id);
        let sum = |ids: &[Id]| Ratio::sum(ids.iter().filter_map(penalty)).unwrap_or(Ratio::ZERO);
        let cost = sum(&placing.missed).minus(sum(&placing.met));
        let is_bare = |id: &&Id| penalty(id).is_none();
        Self {
            cost: match placing.terms.unit {
                Unit::Points => cost.unwrap_or(Ratio::ZERO),
                Unit::Money => Ratio::ZERO,
            },
            unknown: placing.missed.iter().filter(is_bare).count(),
        }
    }

    /// What a move comes to with them, where the sums do not hold them; `sum` is the net without its sign. What costs is
    /// said first, so that nothing seems to save that misses a date.
    pub fn against(&self, workspace: &Workspace, net: Ratio, sum: &str) -> Option<String> {
        let penalty = money(workspace, self.cost.size());
        let misses = self.unknown > 0 && net <= Ratio::ZERO;
        let saved = if net.is_negative() {
            format!(", against {sum} saved")
        } else {
            String::new()
        };
        if self.cost > Ratio::ZERO && net > Ratio::ZERO {
            Some(format!("in all it costs {sum} and {penalty}"))
        } else if self.cost > Ratio::ZERO {
            Some(format!("in all it costs {penalty}{saved}"))
        } else if misses {
            Some(format!(
                "in all it misses a date that has no penalty{saved}"
            ))
        } else if self.cost.is_zero() {
            None
        } else if net > Ratio::ZERO {
            Some(format!("in all it costs {sum}, against {penalty} saved"))
        } else if net.is_zero() {
            Some(format!("in all it saves {penalty}"))
        } else {
            Some(format!("in all it saves {sum} and {penalty}"))
        }
    }
}

/// The penalty of an item when late.
fn penalty(workspace: &Workspace, id: Id) -> Option<Ratio> {
    let cost = workspace.get::<Item>(id)?.late_cost?;
    Some(Ratio::from(cost.0))
}

/// Whose date is missed then, and whose is met, a sentence each; what a penalty costs that the sums do not hold.
pub fn dates(workspace: &Workspace, placing: &Placing) -> Vec<String> {
    let said = |ids: &[Id], verb: &str, adds: &str| -> Vec<String> {
        let each = ids.iter().map(|id| {
            let title = title(workspace, *id);
            let begin = format!("by the pace of the ranking {title} {verb} its date then");
            match (penalty(workspace, *id), placing.terms.unit) {
                (Some(cost), Unit::Points) => {
                    format!("{begin}, which {adds} {}", money(workspace, cost))
                }
                _ => begin,
            }
        });
        each.collect()
    };
    let missed = said(&placing.missed, "misses", "costs");
    missed
        .into_iter()
        .chain(said(&placing.met, "meets", "saves"))
        .collect()
}
