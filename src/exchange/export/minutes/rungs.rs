//! What the session changed: the order before and after, who rose and who fell, one reason each; and how sure people
//! are of the plan.

use super::MinutesFacts;
use crate::model::increment::Increment;
use crate::model::words::worded;
use crate::scoring::facts::FactTable;
use crate::scoring::plan::inputs::rounds;
use crate::scoring::plan::words;
use crate::scoring::session::minutes::ladder;

impl MinutesFacts<'_> {
    /// The items that moved or were settled, in the order they stand in now.
    pub(super) fn ladder(&self) -> FactTable {
        let now = &self.content.evaluation.ranked;
        let rungs = ladder(self.minutes.session, now).into_iter();
        let rows = rungs.filter(|rung| self.is_meant(Some(rung.item)));
        let rows = rows.filter_map(|rung| {
            let why = self.minutes.why(self.content.workspace, rung.item);
            let why = why.map(|why| self.said(&why));
            let is_still = rung.rose() == Some(0);
            (!is_still || why.is_some()).then(|| {
                let before = rung
                    .before
                    .map_or_else(|| "new".to_owned(), |rank| rank.to_string());
                let moved = match rung.rose() {
                    Some(by @ 1..) => format!("up {by}"),
                    Some(by @ ..=-1) => format!("down {}", -by),
                    Some(0) => "as before".to_owned(),
                    None => String::new(),
                };
                vec![
                    before,
                    rung.after.to_string(),
                    moved,
                    self.title(Some(rung.item)),
                    why.unwrap_or_else(|| "others moved".to_owned()),
                ]
            })
        });
        let columns = worded("Before: | Now: | Moved | Item | Why");
        FactTable::new("What the session changed", columns, rows.collect())
    }

    /// What came of the votes of confidence, where people voted on the coming plan and nobody can be told by it.
    pub(super) fn confidence(&self) -> FactTable {
        let workspace = self.content.workspace;
        let coming = self.content.evaluation.race.coming;
        let name = coming.and_then(|id| workspace.get::<Increment>(id));
        let all = coming.and_then(|id| rounds(workspace, id, None).ok());
        let all = all.unwrap_or_default().into_iter();
        let told = all.filter(|round| !self.minutes.session.nameless || round.votes.len() > 2);
        let rows = told.map(|round| {
            vec![
                name.map_or_else(String::new, |one| self.said(&one.name)),
                round.number.to_short(),
                words::confidence(&round.result),
            ]
        });
        let columns = "Plan | Round: | Result";
        FactTable::new("Confidence in the plan", columns, rows.collect())
    }
}
