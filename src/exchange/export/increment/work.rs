//! The work of an increment: load against capacity, the mix, needs that are not in time.
//!
//! Owns those tables. Names only items that are meant.

use super::{IncrementFacts, known};
use crate::model::format;
use crate::model::increment::{Increment, Iteration};
use crate::model::words::worded;
use crate::scoring::evaluation::must_limit;
use crate::scoring::facts::FactTable;
use crate::scoring::plan::changes::{PlanChange, changes};
use crate::scoring::plan::supply::half_described;
use crate::scoring::plan::words::{self as said, known_part};
use crate::scoring::plan::{Stretch, by_team};

impl IncrementFacts<'_> {
    /// Each iteration and each team in it, then all of the increment.
    pub(super) fn load(&self) -> FactTable {
        let (workspace, planned) = (self.content.workspace, &self.board.planned);
        let mut rows = Vec::new();
        for (id, stretch) in &planned.iterations {
            let Some(iteration) = workspace.get::<Iteration>(*id) else {
                continue;
            };
            let name = self.said(&iteration.name);
            if iteration.innovation && stretch.items.is_empty() {
                let mut row = row(&name, "", stretch);
                row.truncate(4);
                row.extend([
                    "–".to_owned(),
                    "kept free for innovation and planning".to_owned(),
                ]);
                rows.push(row);
                continue;
            }
            rows.push(row(&name, "", stretch));
            if iteration.innovation {
                continue;
            }
            let past = &self.content.evaluation.race.past;
            let teams = by_team(workspace, past, iteration, &stretch.items);
            for (team, stretch) in teams.iter().filter(|(team, _)| team.is_some()) {
                rows.push(row("", &self.team(*team), stretch));
            }
        }
        if !planned.open.items.is_empty() {
            rows.push(row(worded("In no iteration"), "", &planned.open));
        }
        rows.push(row("All", "", &planned.whole));
        let columns = worded("Iteration | Team | Items: | Load: | Capacity: | Verdict");
        // What is filled in of it is said.
        let own = workspace.get::<Increment>(planned.id);
        let past = &self.content.evaluation.race.past;
        let half =
            own.and_then(|one| half_described(workspace, past, one)?.words(&self.said(&one.name)));
        let note = half.map(|words| format!("{words}."));
        FactTable::new("Load and capacity", columns, rows).noting(note)
    }

    /// Effort by bucket against the targets, then Must and urgency.
    pub(super) fn mix(&self) -> FactTable {
        let mut notes = Vec::new();
        let mut rows = Vec::new();
        match &self.figures.mix {
            Ok(mix) => {
                let buckets = self.content.workspace.buckets();
                for (record, bucket) in buckets.iter().zip(&mix.buckets) {
                    let target = bucket.target.percent();
                    let (share, verdict) = match &bucket.mix {
                        Some(mix) => (format::percent(mix.percent), mix.status.word()),
                        None => ("?".to_owned(), "no data"),
                    };
                    rows.push(vec![
                        self.said(&record.name),
                        bucket.effort.to_short(),
                        share,
                        target,
                        verdict.to_owned(),
                    ]);
                }
                if let Some(none) = mix.none {
                    let share = none.mix.map(|mix| format::percent(mix.percent));
                    let (points, share) = (none.effort.to_short(), format::known(share, "?"));
                    rows.push(
                        ["None set", &points, &share, "–", ""]
                            .map(str::to_owned)
                            .to_vec(),
                    );
                }
                notes.extend(
                    known_part(mix)
                        .iter()
                        .map(|words| format!("Shares: {words}.")),
                );
            }
            Err(why) => notes.push(format!("No mix: {why}.")),
        }
        if let Some(mix) = &self.figures.must {
            let share = said::must(mix, must_limit(self.content.workspace));
            let verdict = if mix.is_must_over {
                "over its limit"
            } else {
                "within its limit"
            };
            notes.push(format!("{share}, {verdict}."));
        }
        let urgent = self.figures.urgent.as_ref().and_then(|urgent| urgent.share);
        if let Some(share) = urgent {
            notes.push(format!("Called urgent: {} of the effort.", share.percent()));
        }
        let columns = "Allocation | Points: | Share: | Target: | Verdict";
        FactTable::new("Mix", columns, rows).noting(notes)
    }
}

impl IncrementFacts<'_> {
    /// What is otherwise than on the last sheet; nothing where there was none.
    pub(super) fn changes(&self) -> FactTable {
        let Some((day, before)) = self.content.earlier else {
            return FactTable::default();
        };
        let meant = self.content.meant();
        let is_whole = self.content.part_of().is_none();
        let (evaluation, now) = (self.content.evaluation, self.content.workspace);
        let all = changes(before, now, self.increment.id, &evaluation.all(now));
        let all = all
            .iter()
            .filter(|one| is_whole || meant.contains(&one.item));
        let row = |one: &PlanChange| vec![self.said(&one.title), self.said(&one.words.join(", "))];
        let rows: Vec<Vec<String>> = all.map(row).collect();
        let note = if rows.is_empty() {
            format!("Nothing changed in the plan since {day}.")
        } else {
            format!("Since {day}.")
        };
        FactTable::new("What changed", worded("Item | Change"), rows).noting([note])
    }
}

/// The load of a stretch of time as a row.
fn row(iteration: &str, team: &str, stretch: &Stretch) -> Vec<String> {
    let mut verdict = match (stretch.against(), stretch.capacity.missing()) {
        (Some(load), _) => {
            let words = said::load(&load);
            words
                .split_once(": ")
                .map_or(words.clone(), |(_, verdict)| verdict.to_owned())
        }
        (None, Some(missing)) => missing,
        (None, None) => "capacity unknown".to_owned(),
    };
    if stretch.unknown > 0 {
        verdict = format!("{verdict}, {} without size", stretch.unknown);
    }
    vec![
        iteration.to_owned(),
        team.to_owned(),
        stretch.items.len().to_string(),
        known(stretch.load),
        known(stretch.capacity.points()),
        verdict,
    ]
}
