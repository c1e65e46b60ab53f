//! Readiness: how many of the rules of the settings an item meets before it is begun, and what it lacks.
//!
//! Owns the rules and their words. What nobody has estimated is unknown and not met. Knows no plan view.

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, State};
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::settings::Settings;
use crate::scoring::levels::{self, Standing};
use crate::scoring::ratio::Ratio;

/// What has to be true of an item before it is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadyRule {
    /// The need behind it is written down.
    Need,
    /// It says what is expected of it, and how that is measured.
    Hypothesis,
    /// So many lines say when it is accepted.
    Acceptance(Number),
    /// It is no larger than this.
    Size(Number),
    /// What it depends on is done, or planned not later than it.
    Needs,
    /// Value, time criticality and risk are known, each as one number.
    Value,
    /// So is its size.
    SizeSettled,
    /// A team does it.
    Team,
    /// Somebody looks after it.
    Owner,
}

/// The rules as they are offered, a line each.
pub const OFFERED: [&str; 9] = [
    "need written",
    "hypothesis written",
    "acceptance >= 1",
    "size <= 13",
    "dependencies in time",
    "value settled",
    "size settled",
    "team named",
    "owner named",
];

impl ReadyRule {
    /// Reads a line of the settings.
    pub fn read(line: &str) -> Option<Self> {
        let line = line.trim().to_lowercase();
        let mut words = line.split_whitespace();
        let (subject, verb, last) = (words.next()?, words.next()?, words.next_back());
        let number = || last.and_then(|text| Number::typed(text).ok());
        match (subject, verb) {
            ("need", "written") => Some(Self::Need),
            ("hypothesis", "written") => Some(Self::Hypothesis),
            ("acceptance", ">=" | "≥") => number().map(Self::Acceptance),
            ("size", "<=" | "≤") => number().map(Self::Size),
            ("dependencies", "in") => Some(Self::Needs),
            ("value", "settled") => Some(Self::Value),
            ("size", "settled") => Some(Self::SizeSettled),
            ("team", "named") => Some(Self::Team),
            ("owner", "named") => Some(Self::Owner),
            _ => None,
        }
    }

    /// Whether an item meets it; none where that is unknown.
    pub(super) fn holds(self, workspace: &Workspace, item: &Item) -> Option<bool> {
        match self {
            Self::Need => Some(!item.need.trim().is_empty() || !item.needs_met.0.is_empty()),
            Self::Hypothesis => Some(!item.hypothesis.trim().is_empty()),
            Self::Acceptance(least) => {
                let lines = item
                    .acceptance
                    .iter()
                    .filter(|line| !criterion(line).1.is_empty());
                Some(Ratio::count(lines.count()) >= Ratio::from(least))
            }
            Self::Size(most) => {
                let size = levels::size(workspace, item);
                size.map(|size| size <= Ratio::from(most))
            }
            Self::Needs => Some(
                item.needs
                    .0
                    .iter()
                    .all(|id| is_in_time(workspace, item, *id)),
            ),
            Self::Value => {
                let parts = [item.value, item.criticality, item.risk];
                Some(parts.iter().all(Points::is_settled))
            }
            Self::SizeSettled => Some(item.size.is_settled()),
            Self::Team => Some(levels::team(workspace, item).is_some()),
            Self::Owner => Some(item.owner.0.is_some()),
        }
    }

    /// What is missing where it is not met.
    fn lacks(self) -> String {
        match self {
            Self::Need => "the need behind it".to_owned(),
            Self::Hypothesis => "a hypothesis".to_owned(),
            Self::Acceptance(least) if least == Number::whole(1) => {
                "an acceptance criterion".to_owned()
            }
            Self::Acceptance(least) => format!("{least} acceptance criteria"),
            Self::Size(most) => format!("a size of {most} at most"),
            Self::Needs => "what it depends on in time".to_owned(),
            Self::Value => "an agreed value".to_owned(),
            Self::SizeSettled => "an agreed size".to_owned(),
            Self::Team => "a team".to_owned(),
            Self::Owner => "an owner".to_owned(),
        }
    }
}

/// Whether what an item depends on is done, or planned not later than it; for an item in no plan, planned at all.
fn is_in_time(workspace: &Workspace, item: &Item, need: Id) -> bool {
    let Some(need) = workspace.get::<Item>(need) else {
        return true;
    };
    let begins = |item: &Item| {
        let (increment, iteration) = levels::time(workspace, item);
        let iteration = iteration.and_then(|id| workspace.get::<Iteration>(id));
        let increment = increment.and_then(|id| workspace.get::<Increment>(id));
        let own = iteration.and_then(|one| one.starts);
        own.or_else(|| increment?.starts)
    };
    match need.state {
        State::Done => true,
        State::Parked | State::Declined => false,
        State::Funnel | State::Analyzing | State::Ready | State::Planned | State::Doing => {
            let (own, other) = (begins(item), begins(need));
            other.is_some_and(|other| own.is_none_or(|own| other <= own))
        }
    }
}

/// A line of acceptance: whether it is met already, and its words without the mark.
pub fn criterion(line: &str) -> (bool, &str) {
    let line = line.trim();
    let marked = |mark: &str| line.strip_prefix(mark).map(str::trim);
    match marked("[x]")
        .or_else(|| marked("[X]"))
        .or_else(|| marked("✓"))
    {
        Some(words) => (true, words),
        None => (
            false,
            marked("[ ]").or_else(|| marked("[]")).unwrap_or(line),
        ),
    }
}

/// A line of acceptance with its mark turned: met, or not met.
pub fn turned(line: &str) -> String {
    match criterion(line) {
        (true, words) => format!("[ ] {words}"),
        (false, words) => format!("[x] {words}"),
    }
}

/// How ready an item is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// How many rules are met.
    pub met: usize,
    /// How many there are.
    pub of: usize,
    /// Of how many nobody knows.
    pub unknown: usize,
    /// What is missing, a few words each.
    pub missing: Vec<String>,
}

impl Readiness {
    /// Counts answers to the rules.
    pub fn count(answers: &[Option<bool>]) -> Self {
        Self {
            met: answers.iter().filter(|met| **met == Some(true)).count(),
            of: answers.len(),
            unknown: answers.iter().filter(|met| met.is_none()).count(),
            missing: Vec::new(),
        }
    }

    /// Whether every rule is met; none where there is no rule.
    pub fn is_ready(&self) -> Option<bool> {
        (self.of > 0).then_some(self.met == self.of)
    }

    /// How many rules are met: `4 of 6`.
    pub fn short(&self) -> String {
        format!("{} of {}", self.met, self.of)
    }

    /// The same with what is missing: `ready 4 of 6; missing: a settled size, an acceptance criterion`.
    pub fn words(&self) -> String {
        if self.missing.is_empty() {
            return format!("ready {}", self.short());
        }
        format!(
            "ready {}; missing: {}",
            self.short(),
            self.missing.join(", ")
        )
    }
}

/// The rules of a workspace.
pub fn rules(workspace: &Workspace) -> Vec<ReadyRule> {
    let lines = workspace.the::<Settings>().ready_rules.iter();
    lines.filter_map(|line| ReadyRule::read(line)).collect()
}

/// The lines of the settings that are no rule.
pub fn odd(workspace: &Workspace) -> Vec<&str> {
    let lines = workspace.the::<Settings>().ready_rules.iter();
    let lines = lines
        .map(|line| line.trim())
        .filter(|line| !line.is_empty());
    lines
        .filter(|line| ReadyRule::read(line).is_none())
        .collect()
}

/// How ready an open item is by the rules of the settings; none where there are none, it is begun already, or its parts
/// are begun in its place.
pub fn readiness(workspace: &Workspace, item: &Item) -> Option<Readiness> {
    is_judged(workspace, item).then(|| by(&rules(workspace), workspace, item))?
}

/// Whether rules of readiness are asked of an item: it is to be begun, and not its parts in its place.
fn is_judged(workspace: &Workspace, item: &Item) -> bool {
    let is_ahead = item.state.is_open() && item.state != State::Doing;
    is_ahead && levels::standing(workspace, item) != Standing::Above
}

/// Which items are ready and which are not, of those that are judged; none where there are no rules.
pub fn ready(workspace: &Workspace) -> Option<Vec<(Id, bool)>> {
    let rules = rules(workspace);
    let judged = workspace
        .all::<Item>()
        .filter(|item| is_judged(workspace, item));
    let each = judged.filter_map(|item| Some((item.id, by(&rules, workspace, item)?.is_ready()?)));
    (!rules.is_empty()).then(|| each.collect())
}

/// How ready an item is by these rules; none where there are none.
fn by(rules: &[ReadyRule], workspace: &Workspace, item: &Item) -> Option<Readiness> {
    if rules.is_empty() {
        return None;
    }
    let answers: Vec<Option<bool>> = rules
        .iter()
        .map(|rule| rule.holds(workspace, item))
        .collect();
    let lacking = rules
        .iter()
        .zip(&answers)
        .filter(|(_, met)| **met != Some(true));
    Some(Readiness {
        missing: lacking.map(|(rule, _)| rule.lacks()).collect(),
        ..Readiness::count(&answers)
    })
}

/// How much of some effort is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyShare {
    /// The effort of what is ready.
    pub ready: Ratio,
    /// All effort.
    pub effort: Ratio,
    /// The part that is ready, a fraction of 1; none where there is no effort.
    pub share: Option<Ratio>,
    /// Those without a size, by position.
    pub without_size: Vec<usize>,
}

impl ReadyShare {
    /// Adds up effort by whether it is ready; what no rule judges is not counted. None where numbers do not fit.
    pub fn of(items: &[(Option<Ratio>, Option<bool>)]) -> Option<Self> {
        let judged = || items.iter().filter(|(_, ready)| ready.is_some());
        let ready = judged().filter(|(_, ready)| *ready == Some(true));
        let ready = Ratio::sum(ready.filter_map(|(size, _)| *size))?;
        let effort = Ratio::sum(judged().filter_map(|(size, _)| *size))?;
        let bare = items.iter().enumerate();
        let bare = bare.filter(|(_, (size, ready))| size.is_none() && ready.is_some());
        Some(Self {
            ready,
            effort,
            share: ready.over(effort).filter(|_| !effort.is_zero()),
            without_size: bare.map(|(at, _)| at).collect(),
        })
    }
}

/// The readiness of some items planned, by effort: `5 of 8 items ready, 62% of the effort`; nothing without rules.
pub fn of_plan(workspace: &Workspace, items: &[Id]) -> Option<String> {
    let items = items.iter().filter_map(|id| workspace.get::<Item>(*id));
    let judged = items.filter_map(|item| Some((item, readiness(workspace, item)?.is_ready()?)));
    let judged: Vec<(&Item, bool)> = judged.collect();
    if judged.is_empty() {
        return None;
    }
    let ready = judged.iter().filter(|(_, ready)| *ready).count();
    let efforts = judged
        .iter()
        .map(|(item, ready)| (levels::effort(workspace, item), Some(*ready)));
    let share = ReadyShare::of(&efforts.collect::<Vec<_>>())?.share;
    let share = share
        .and_then(|share| share.to_percent(0))
        .map(crate::model::format::percent);
    let share = share.map_or_else(String::new, |share| format!(", {share} of the effort"));
    let all = crate::model::format::count(judged.len(), "item", "items");
    Some(format!("{ready} of {all} ready{share}"))
}
