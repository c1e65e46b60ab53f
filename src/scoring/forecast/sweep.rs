//! How much each number of periods does at each level, for all numbers of periods in one go.
//!
//! Owns the bounds that make this fast and the exact count that decides what they leave open. A chance is
//! held as whole parts of 2^64 / periods, always rounded down, and the most that rounding can have lost is
//! counted along. So a level is met, missed, or too close to tell; the last is rare but for a chance of
//! exactly one half, and is counted in full.

use super::chance::Ways;
use super::history::PeriodHistory;
use super::{Certainty, Levels, NoForecast};
use crate::scoring::ratio::Ratio;

/// What is done within each number of periods, from one on.
///
/// Stops at `most` periods, or as soon as every level reaches `enough`; beyond `enough` amounts are not
/// told apart. Without `enough` all are.
pub(super) fn sweep(
    history: &PeriodHistory,
    enough: Option<Ratio>,
    most: usize,
) -> Result<Vec<Levels<Ratio>>, NoForecast> {
    let reach = history.top().saturating_mul(most).saturating_add(1);
    let widest = enough.map_or(Ok(reach), |enough| history.steps_to(enough, 0))?;
    history.check(widest.min(reach), most)?;
    let mut row = SumChances::new(history);
    let mut scopes = Vec::new();
    for periods in 1..=most {
        let most = enough.map_or(Ok(reach), |enough| history.steps_to(enough, periods))?;
        row.draw(history, most);
        let scope = |level| history.amount(periods, row.steps(history, periods, level)?);
        let scope = Levels {
            half: scope(Certainty::Half)?,
            likely: scope(Certainty::Likely)?,
            sure: scope(Certainty::Sure)?,
        };
        scopes.push(scope);
        if enough.is_some_and(|enough| scope.sure >= enough) {
            break;
        }
    }
    Ok(scopes)
}

/// The chances of each sum after some draws, as parts of a whole.
struct SumChances {
    whole: u64,
    /// By steps, rounded down.
    parts: Vec<u64>,
    /// The most all parts together may lack.
    lost: u64,
}

impl SumChances {
    /// Before the first draw: nothing is done, for sure.
    fn new(history: &PeriodHistory) -> Self {
        // So that the parts of all periods together fit.
        let whole = u64::MAX / history.count.max(1);
        Self {
            whole,
            parts: vec![whole],
            lost: 0,
        }
    }

    /// Draws one more period, and keeps the sums of fewer steps than `most`.
    fn draw(&mut self, history: &PeriodHistory, most: usize) {
        let full = self.parts.len() + history.top();
        let mut next = vec![0; full.min(most)];
        for (above, times) in &history.amounts {
            let Some(into) = next.get_mut(*above..) else {
                break;
            };
            for (part, from) in into.iter_mut().zip(&self.parts) {
                *part += from * times;
            }
        }
        for part in &mut next {
            *part /= history.count;
        }
        self.lost += next.len() as u64;
        self.parts = next;
    }

    /// The most steps whose chance is at least the level.
    fn steps(
        &self,
        history: &PeriodHistory,
        periods: usize,
        level: Certainty,
    ) -> Result<usize, NoForecast> {
        let (part, whole) = level.parts();
        // Falling short may be as likely as this, and no more.
        let allowed = u128::from(self.whole) * u128::from(whole - part);
        let mut ways = None;
        let mut below = 0_u64;
        let mut steps = 0;
        for part in &self.parts {
            below += part;
            let most = u128::from(below.saturating_add(self.lost)) * u128::from(whole);
            let is_met = if most <= allowed {
                true
            } else if u128::from(below) * u128::from(whole) > allowed {
                false
            } else if level == Certainty::Half && is_middle(history, periods, steps + 1) {
                true
            } else {
                if ways.is_none() {
                    let amount = history.amount(periods, self.parts.len())?;
                    ways = Some(Ways::of(history, amount, periods)?);
                }
                let chance = ways.as_ref().map(|ways| ways.chance(steps + 1));
                chance.is_some_and(|chance| chance.reaches(level.share()))
            };
            if !is_met {
                break;
            }
            steps += 1;
        }
        Ok(steps)
    }
}

/// Whether the chance of so many steps is one half by symmetry: as many ways lie below as not.
fn is_middle(history: &PeriodHistory, periods: usize, steps: usize) -> bool {
    2 * steps == history.top() * periods + 1 && history.is_mirrored()
}
