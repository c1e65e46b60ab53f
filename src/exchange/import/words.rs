//! Words: what the states and kinds of other trackers mean here.
//!
//! Owns two lists of words, between commas. A word that says less than evenkeel can is marked vague.

use super::draft::Guess;
use crate::model::field::Choice;
use crate::model::item::{Sort, State};

/// The states, each with the words it goes by elsewhere.
const STATES: &[(State, &str)] = spellings! { State:
    Funnel "idea, ideas";
    Analyzing "analysis, in analysis, discovery, refinement, in refinement, grooming";
    Analyzing "in definition, exploring";
    Ready "ready for development, ready for dev, ready to start, refined, groomed";
    Ready "approved, prioritized, prioritised";
    Planned "scheduled, selected for development, committed, next, next up";
    Doing "in progress, in development, in review, code review, review, started";
    Doing "active, testing, in testing, in test, qa, in qa, implementing";
    Doing "work in progress, wip, в работе, in arbeit";
    Done "closed, resolved, complete, completed, released, shipped, deployed, fixed";
    Done "accepted, verified, finished, merged, готово, выполнено, закрыто, fertig";
    Done "erledigt, geschlossen";
    Parked "on hold, hold, paused, deferred, postponed, icebox, someday, archived";
    Parked "waiting";
    Declined "won't do, won't fix, not planned, won’t do, won’t fix, wont do";
    Declined "wont fix, wontfix, rejected, canceled, cancelled, duplicate, invalid";
    Declined "obsolete, abandoned, cannot reproduce, removed, not a bug, incomplete";
};

/// Words for work that nobody has begun, which says nothing about how well it is understood.
const NOT_BEGUN: &str = "to do, todo, open, new, backlog, product backlog, triage, reopened, \
    unstarted, pending, proposed, новый, к выполнению, offen, zu erledigen";

/// The kinds, each with the words it goes by elsewhere.
const SORTS: &[(Sort, &str)] = spellings! { Sort:
    Feature "new feature, new features";
    Enabler "technical task, technical story, infrastructure, enabler story";
    Enabler "техническая задача";
    Refactoring "refactor";
    TechDebt "technical debt, debt, chore, maintenance";
    Upgrade "upgrade, dependency, dependencies";
    Stability "reliability, performance, incident, problem";
    Defect "bug, bugs, fault, ошибка, fehler";
    Compliance "security, legal, vulnerability";
    Spike "research, investigation, prototype, experiment";
};

/// Words for a piece of work of any kind.
const ANY_WORK: &str = "story, user story, epic, task, sub-task, subtask, improvement, \
    enhancement, requirement, product backlog item, initiative, theme, \
    история, задача, aufgabe";

/// The state a word stands for.
pub(super) fn state(word: &str) -> Option<Guess<State>> {
    find(word, STATES, NOT_BEGUN, State::Funnel)
}

/// The kind a word stands for.
pub(super) fn sort(word: &str) -> Option<Guess<Sort>> {
    find(word, SORTS, ANY_WORK, Sort::Feature)
}

/// Whether a title is that of a row of totals.
pub(super) fn is_total(title: &str) -> bool {
    const TOTALS: &str = "total, totals, sum, grand total, summe, gesamt, итого";
    let plain = title.trim_end_matches([':', ' ']).to_lowercase();
    has(TOTALS, &plain)
}

/// Whether a foreign word is the very word evenkeel uses.
pub(super) fn is_own<C: Choice>(choice: C, word: &str) -> bool {
    let own = choice.word();
    let word = word.to_lowercase();
    own.name.to_lowercase() == word || own.label.to_lowercase() == word
}

/// Whether a word is among some between commas.
fn has(words: &str, word: &str) -> bool {
    words.split(", ").any(|known| known == word)
}

fn find<C: Choice>(word: &str, known: &[(C, &str)], vague: &str, start: C) -> Option<Guess<C>> {
    let lower = word.to_lowercase();
    let own = C::ALL.iter().copied().find(|choice| is_own(*choice, word));
    let foreign = || {
        let of = known.iter().find(|(_, words)| has(words, &lower));
        of.map(|(choice, _)| *choice)
    };
    if let Some(is) = own.or_else(foreign) {
        return Some(Guess { is, vague: false });
    }
    has(vague, &lower).then_some(Guess {
        is: start,
        vague: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_understood() {
        let check = |word, is, vague| assert_eq!(state(word), Some(Guess { is, vague }), "{word}");
        check("Done", State::Done, false);
        check("CLOSED", State::Done, false);
        check("In Progress", State::Doing, false);
        check("To Do", State::Funnel, true);
        check("Backlog", State::Funnel, true);
        check("Funnel", State::Funnel, false);
        check("Won't Do", State::Declined, false);
        check("Canceled", State::Declined, false);
        check("Ready", State::Ready, false);
        assert_eq!(state("Waiting for Godot"), None);
        assert_eq!(state(""), None);
    }

    #[test]
    fn kinds_are_understood() {
        let check = |word, is, vague| assert_eq!(sort(word), Some(Guess { is, vague }), "{word}");
        check("Bug", Sort::Defect, false);
        check("Story", Sort::Feature, true);
        check("Feature", Sort::Feature, false);
        check("Tech Debt", Sort::TechDebt, false);
        check("Spike", Sort::Spike, false);
        assert_eq!(sort("Access"), None);
    }
}
