//! The problems that were found in a file: how many are told, and where each one stands.

use crate::model::format::grouped;
use crate::model::limits::PROBLEMS_LIMIT;
use crate::model::text::{Problem, Severity};

/// What is wrong and at which byte, up to a limit.
#[derive(Default)]
pub(in crate::store) struct FoundProblems {
    all: Vec<(usize, Problem)>,
    /// How many more there are, and how bad the worst of them is.
    more: Option<(usize, Severity)>,
}

impl FoundProblems {
    pub(in crate::store) fn push(&mut self, (at, problem): (usize, Problem)) {
        if self.all.len() < PROBLEMS_LIMIT {
            self.all.push((at, problem));
        } else {
            let (count, worst) = self.more.unwrap_or((0, problem.severity));
            self.more = Some((count + 1, worst.max(problem.severity)));
        }
    }

    /// Takes in what was found further on.
    pub(super) fn take(&mut self, other: Self) {
        other.all.into_iter().for_each(|problem| self.push(problem));
        if let Some((more, worst)) = other.more {
            let (count, before) = self.more.unwrap_or((0, worst));
            self.more = Some((count + more, worst.max(before)));
        }
    }
}

/// Gives each problem its line and column, in the order of the file.
pub(super) fn placed(text: &str, found: FoundProblems) -> Vec<Problem> {
    let FoundProblems { mut all, more } = found;
    all.sort_by_key(|(at, _)| *at);
    let (mut line, mut start, mut done) = (1, 0, 0);
    let one = |(at, problem): (usize, Problem)| {
        let passed = text.get(done..at).unwrap_or_default();
        line += passed.matches('\n').count();
        start = passed.rfind('\n').map_or(start, |end| done + end + 1);
        done = at;
        let shown = text.get(start..at).unwrap_or_default();
        let column = shown.trim_start_matches('\u{feff}').chars().count() + 1;
        problem.at(line, column)
    };
    let more = more.map(|(count, worst)| {
        let hint = "correct those above, then look again";
        let (more, are) = match count {
            1 => ("more problem", "is"),
            _ => ("more problems", "are"),
        };
        let what = format!("{} {more} {are} not listed", grouped(&count.to_string()));
        Problem {
            count,
            ..Problem::new(worst, what, hint)
        }
    });
    all.into_iter().map(one).chain(more).collect()
}
