//! What the trade-off grid shows of the backlog, small on the board and in full.

use crate::desk::Desk;
use crate::model::item::Item;
use crate::scoring::grid::{Impact, Tradeoff, tradeoff};

/// The most points a grid shows at once; beyond, nobody could tell them apart.
const CROWD: usize = 300;

/// What the trade-off grid shows.
#[derive(Debug, Default)]
pub struct Plotted {
    /// What goes upwards.
    pub impact: Impact,
    /// Whether lines of equal score are hidden.
    pub hides_lines: bool,
    /// The only bucket shown, by its place; none shows all.
    pub bucket: Option<usize>,
}

impl Desk {
    /// The points of the grid: the listed items, of the bucket that is shown; of a crowd, those around the
    /// selected one.
    pub fn points(&self) -> Tradeoff {
        let buckets = &self.derived.evaluation.balance.buckets;
        let bucket = self.plotted.bucket.and_then(|at| buckets.get(at));
        let shown = |item: &&Item| bucket.is_none_or(|bucket| item.bucket.0 == Some(*bucket));
        let rows = &self.backlog.rows;
        let from = if rows.len() > CROWD {
            self.backlog.cursor / CROWD * CROWD
        } else {
            0
        };
        let near = rows.iter().skip(from).take(CROWD + 2);
        let items: Vec<&Item> = near
            .filter_map(|row| self.workspace.get(row.item()?))
            .filter(shown)
            .collect();
        let mut all = tradeoff(&self.workspace, &items, self.plotted.impact);
        if rows.len() > CROWD + 2 {
            all.listed = rows.len();
        }
        all
    }
}
