//! The journeys of a workspace: their stages in order, the curve, and all of that in words.
//!
//! Owns which record is which input. The formulas are those of [`super::journey`].

use super::journey::{JourneyCurve, StageGap, StageInputs, StageNumber, journey};
use crate::model::Workspace;
use crate::model::evidence::Evidence;
use crate::model::field::Choice;
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::journey::{Journey, Stage};
use crate::model::need::Need;
use crate::model::persona::Persona;
use crate::model::words::worded;
use crate::scoring::facts::Facts;
use crate::scoring::insight::words::{evidence_line, scored};
use crate::scoring::ratio::Ratio;

/// The journeys by name.
pub fn journeys(workspace: &Workspace) -> Vec<&Journey> {
    let mut all: Vec<&Journey> = workspace.all().collect();
    all.sort_by(|one, other| {
        one.name
            .cmp(&other.name)
            .then_with(|| one.id.cmp(&other.id))
    });
    all
}

/// The stages of a journey, in their places.
pub fn stages(workspace: &Workspace, journey: Option<Id>) -> Vec<&Stage> {
    let all = workspace
        .all::<Stage>()
        .filter(|stage| stage.journey.0 == journey);
    let mut all: Vec<&Stage> = all.collect();
    all.sort_by(|one, other| {
        let places = (one.place.is_none(), one.place).cmp(&(other.place.is_none(), other.place));
        places
            .then_with(|| one.name.cmp(&other.name))
            .then_with(|| one.id.cmp(&other.id))
    });
    all
}

/// The curve of these stages.
pub fn curve(stages: &[&Stage]) -> JourneyCurve {
    let inputs = stages.iter().map(|stage| StageInputs {
        importance: stage.importance.map(Ratio::from),
        feeling: stage.feeling.map(|feeling| Ratio::whole(feeling.number())),
        share: stage.share.map(|share| Ratio::from(share.0)),
    });
    journey(&inputs.collect::<Vec<_>>())
}

/// The gap of a stage within its journey.
pub fn gap(stage: &Stage) -> StageGap {
    let found = curve(&[stage]).stages.into_iter().next();
    found.unwrap_or_else(|| StageGap {
        feeling: None,
        satisfaction: None,
        gap: None,
        weighted: None,
        is_truth: false,
        missing: Vec::new(),
        off_range: Vec::new(),
    })
}

fn joined(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// What is said of a stage, and of the journey it is a part of.
pub fn of_stage(workspace: &Workspace, stage: &Stage) -> Facts {
    let mut facts = Facts::of(&stage.name);
    for (about, words) in [
        ("Doing", &stage.doing),
        ("Thinking", &stage.thinking),
        ("Touchpoint", &stage.touchpoint),
        ("Pain", &stage.pain),
        ("Wish", &stage.wish),
    ] {
        facts = facts.with(about, words.clone());
    }
    let own = gap(stage);
    let feeling = stage.feeling.map(|feeling| feeling.word().label);
    let sum = match (own.gap, own.satisfaction, stage.importance, feeling) {
        (Some(gap), Some(satisfaction), Some(importance), Some(feeling)) => format!(
            "feeling {feeling} is satisfaction {}, importance {importance}: gap score {}",
            satisfaction.to_decimal(1),
            scored(gap)
        ),
        _ if !own.off_range.is_empty() => {
            let beside = own.off_range.iter().map(|number| word(*number).to_owned());
            format!(
                "{} is beside its range: importance goes from 0 to 10, the share to 100",
                joined(beside)
            )
        }
        _ => {
            let missing = own.missing.iter().map(|number| word(*number).to_owned());
            format!("not known: {}", joined(missing))
        }
    };
    facts = facts.with("Gap", sum);
    if let (Some(weighted), Some(share)) = (own.weighted, stage.share) {
        let words = format!("{}: {} % get here", weighted.to_decimal(1), share.0);
        facts = facts.with("By share", words);
    }
    if own.is_truth {
        facts = facts.with("", "A moment of truth: much depends on it.");
    }
    let needs = stage
        .needs
        .0
        .iter()
        .map(|id| workspace.name::<Need>(*id).to_owned());
    facts = facts.with("Needs", joined(needs));
    let items = stage
        .items
        .0
        .iter()
        .map(|id| workspace.name::<Item>(*id).to_owned());
    facts = facts.with(worded("Items"), joined(items));
    for one in stage
        .evidence
        .0
        .iter()
        .filter_map(|id| workspace.get::<Evidence>(*id))
    {
        facts = facts.with("Seen", evidence_line(one));
    }
    let all = stages(workspace, stage.journey.0);
    whole(&all, facts)
}

/// The same with what holds of the whole journey.
fn whole(all: &[&Stage], mut facts: Facts) -> Facts {
    let found = curve(all);
    let name = |at: usize| {
        all.get(at)
            .map_or_else(String::new, |stage| stage.name.clone())
    };
    let first = |ranking: &crate::scoring::ranking::rank::Ranking| {
        ranking.order.first().map(|at| name(*at))
    };
    let orders = match (first(&found.by_gap), first(&found.by_share)) {
        (Some(gap), Some(share)) if gap != share => format!("{gap} by gap, {share} by gap × share"),
        (Some(gap), _) => gap,
        _ => String::new(),
    };
    facts = facts.with("First to mend", orders);
    facts = facts.with("Lowest", joined(found.lowest.iter().map(|at| name(*at))));
    if let Some(fall) = found.steepest {
        let by = fall.by.to_short();
        facts = facts.with(
            "Steepest",
            format!("{} to {}, {by} down", name(fall.from), name(fall.from + 1)),
        );
    }
    let blank = found.stages_where(|stage| stage.feeling.is_none());
    if !blank.is_empty() {
        let words = count(blank.len(), "stage is", "stages are");
        let names = joined(blank.into_iter().map(name));
        facts = facts.with("Blank", format!("{words} without a feeling: {names}"));
    }
    facts
}

const fn word(number: StageNumber) -> &'static str {
    match number {
        StageNumber::Importance => "importance",
        StageNumber::Feeling => "feeling",
        StageNumber::Share => "share",
    }
}

/// Whose journey it is and where it leads, in one line.
pub fn line(workspace: &Workspace, journey: &Journey) -> String {
    let persona = workspace.name::<Persona>(journey.persona.0);
    let way = match (journey.from.as_str(), journey.to.as_str()) {
        ("", "") => String::new(),
        (from, to) => format!("{from} … {to}"),
    };
    let parts = [persona.to_owned(), way];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}
