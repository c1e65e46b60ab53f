//! Meetings: the agenda of an occasion with its timebox, what people put up there with their votes, and how old what came
//! of it is.
//!
//! Owns how a line of an agenda is read, and the agenda each occasion begins with. Knows no screen.
//!
//! Source: SAFe 6, events of the ART and of the teams.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::event::{Action, Occasion, Topic, TrainEvent};
use crate::model::format::count;
use crate::model::id::Id;

/// A point of an agenda: how many minutes it may take, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgendaPoint<'a> {
    /// Its timebox; none where nobody said one.
    pub minutes: Option<u32>,
    /// What it is.
    pub words: &'a str,
}

/// Reads a line of an agenda: `15 What changed`, `15 min: What changed`.
pub fn point(line: &str) -> AgendaPoint<'_> {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits).unwrap_or(("", line));
    let rest = rest.trim_start_matches(['\'', ' ']);
    let rest = ["minutes", "min"]
        .iter()
        .find_map(|unit| rest.strip_prefix(unit))
        .unwrap_or(rest);
    match number.parse() {
        Ok(minutes) if minutes > 0 && !rest.trim().is_empty() => AgendaPoint {
            minutes: Some(minutes),
            words: rest.trim_start_matches([':', '.', ' ']),
        },
        _ => AgendaPoint {
            minutes: None,
            words: line,
        },
    }
}

/// How many minutes an agenda takes; none where no point says one.
pub fn timebox(agenda: &[String]) -> Option<u32> {
    let minutes = agenda.iter().filter_map(|line| point(line).minutes);
    minutes.reduce(u32::saturating_add)
}

/// A time in words: `45 minutes`, `1 h 30`.
pub fn spent(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => count(usize::try_from(minutes).unwrap_or(0), "minute", "minutes"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

/// The agenda an occasion begins with.
pub const fn agenda(occasion: Occasion) -> &'static [&'static str] {
    match occasion {
        Occasion::Planning => &[
            "30 Business context",
            "60 Vision and the next features",
            "30 Architecture",
            "180 Teams plan; draft plans",
            "60 Management review and problem solving",
            "180 Teams plan again",
            "60 Final plans with objectives",
            "45 Risks: ROAM",
            "15 Vote of confidence",
            "30 How was the planning?",
        ],
        Occasion::ArtSync => &[
            "10 Milestones and objectives",
            "15 Each team: progress and what stops it",
            "15 Dependencies and risks",
            "5 Actions",
        ],
        Occasion::PoSync => &[
            "10 What changed in scope",
            "20 Features: progress and acceptance",
            "10 What the teams need next",
            "5 Actions",
        ],
        Occasion::Refinement => &[
            "5 What changed since last time",
            "40 Need, acceptance, size",
            "15 What is ready to begin with next",
        ],
        Occasion::StandUp => &["15 What is next, and what stops it"],
        Occasion::Review => &[
            "10 The goal, and what was done",
            "30 Show it",
            "20 What people say, and what it changes",
        ],
        Occasion::Demo => &["5 Context", "45 The whole system", "10 What people say"],
        Occasion::Retrospective => &[
            "5 Begin",
            "20 Collect topics",
            "10 Vote",
            "20 Talk about the first three",
            "5 Actions",
        ],
        Occasion::InspectAndAdapt => &[
            "60 System demo",
            "40 Measures: promises kept, flow",
            "120 Problem-solving workshop",
        ],
        Occasion::ProblemSolving => &[
            "10 Agree on the problem",
            "30 Causes: why, five times",
            "10 Vote for the largest cause",
            "10 Say the problem again",
            "20 Collect solutions",
            "20 What goes into the backlog",
        ],
    }
}

/// What was put up at an event, most votes first, then as it was written.
pub fn topics(workspace: &Workspace, event: Id) -> Vec<&Topic> {
    let own = workspace
        .all::<Topic>()
        .filter(|topic| topic.event.0 == Some(event));
    let mut own: Vec<&Topic> = own.collect();
    own.sort_by_key(|topic| (Reverse(topic.votes), topic.text.to_lowercase(), topic.id));
    own
}

/// For how many days an action is open, since the event it comes from; none where that has no day.
pub fn age(workspace: &Workspace, action: &Action, today: Option<NaiveDate>) -> Option<i64> {
    let event = workspace.get::<TrainEvent>(action.event.0?)?;
    let days = (today? - event.date?).num_days();
    (action.done.is_none() && days >= 0).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Choice as _;

    #[test]
    fn a_line_of_an_agenda_says_its_minutes_first_or_none() {
        let check = |line, minutes, words| {
            assert_eq!(point(line), AgendaPoint { minutes, words }, "{line}");
        };
        check("15 What changed", Some(15), "What changed");
        check(" 5 min: Begin", Some(5), "Begin");
        check("20' Vote", Some(20), "Vote");
        check("90 minutes. Talk", Some(90), "Talk");
        check("Talk", None, "Talk");
        check("15", None, "15");
        check("0 Nothing", None, "0 Nothing");
        check("99999999999 Long", None, "99999999999 Long");
        check("", None, "");
        for occasion in Occasion::ALL {
            let lines: Vec<String> = agenda(*occasion)
                .iter()
                .map(|line| (*line).to_owned())
                .collect();
            assert!(
                lines.iter().all(|line| point(line).minutes.is_some()),
                "{occasion:?}"
            );
            assert!(timebox(&lines).is_some());
        }
        assert_eq!(timebox(&["Talk".to_owned()]), None);
        assert_eq!(
            [spent(1), spent(45), spent(60), spent(95)],
            ["1 minute", "45 minutes", "1 h", "1 h 35"]
        );
    }
}
