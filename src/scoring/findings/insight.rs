//! Checks of what is known of customers: needs, evidence, assumptions, personas. A workspace without them finds nothing.

use std::collections::BTreeMap;

use super::board::CheckedBoard;
use super::finding::{Found, of, of_item};
use crate::model::assumption::Assumption;
use crate::model::evidence::Evidence;
use crate::model::format::{count, long_date};
use crate::model::id::Id;
use crate::model::item::{Item, Sort, State};
use crate::model::need::Need;
use crate::model::number::Number;
use crate::model::persona::{Persona, Segment};
use crate::model::record::Declared;
use crate::model::words::ITEM;
use crate::scoring::firmness::robustness::matters::ScoreField;
use crate::scoring::insight::evidence::EvidenceStanding;
use crate::scoring::insight::known::{score, tests};
use crate::scoring::insight::range;
use crate::scoring::insight::words::scored;
use crate::scoring::plan::coming::increment_of;
use crate::scoring::ranking::inputs::wsjf_inputs;
use crate::scoring::ranking::wsjf::ScoreRange;
use crate::scoring::ratio::Ratio;

/// From which job size on an item is much work.
const LARGE: Number = Number::whole(8);
/// After how many days a persona is to be checked again.
const STALE: i64 = 365;

/// Whether an item is planned: into an increment, or further along.
fn is_planned(board: &CheckedBoard<'_>, item: &Item) -> bool {
    matches!(item.state, State::Planned | State::Doing)
        || item.state.is_open() && increment_of(board.workspace, item).is_some()
}

/// Open items whose value evidence leaves open so far that they could come to the top or cross the cut line.
pub(super) fn range_matters(board: &CheckedBoard<'_>) -> Found {
    let given = range::of_all(board.workspace, &board.known);
    if given.is_empty() {
        return Vec::new();
    }
    let scores = |item: &Item| {
        let inputs = wsjf_inputs(item);
        let with = |value: Number| {
            let cost = Ratio::from(value)
                .plus(inputs.criticality?)?
                .plus(inputs.risk?)?;
            cost.over(inputs.size?)
        };
        let (low, high) = given.get(&item.id).copied().or_else(|| {
            let value = item.value.value?;
            Some((value, value))
        })?;
        Some(ScoreRange {
            lowest: with(low)?,
            highest: with(high)?,
        })
    };
    let field = ScoreField::of(board.open.iter().filter_map(|item| scores(item)));
    let cut = board.evaluation.cut.map(|cut| cut.after);
    let of = |item: &&Item| {
        let (low, high) = given.get(&item.id)?;
        let own = scores(item)?;
        let strength = board.known.of_item(item).words();
        let value = item.value.value?;
        let words = format!("its value {value} could be {low} to {high}: {strength}");
        field
            .verdict(own, [own], cut)
            .matters()
            .then(|| of_item(item, words))
    };
    board.open.iter().filter_map(of).collect()
}

/// Open features that meet no need, where needs are written down.
pub(super) fn without_need(board: &CheckedBoard<'_>) -> Found {
    if board.workspace.count(Need::KIND) == 0 {
        return Vec::new();
    }
    let features = board.open.iter().filter(|item| item.sort == Sort::Feature);
    let bare = features.filter(|item| item.needs_met.0.is_empty());
    bare.map(|item| of_item(item, "no need is linked that it meets"))
        .collect()
}

/// The items that meet a need and were not declined.
fn meeting<'a>(board: &'a CheckedBoard<'_>, need: Id) -> impl Iterator<Item = &'a Item> {
    let items = board.known.met_by(need).iter();
    let items = items.filter_map(|id| board.workspace.get::<Item>(*id));
    items.filter(|item| item.state != State::Declined)
}

/// Needs of an opportunity score of 12 or more that no item meets.
pub(super) fn without_item(board: &CheckedBoard<'_>) -> Found {
    let needs = board.workspace.all::<Need>();
    let strong = needs.filter_map(|need| Some((need, score(need)?)));
    let strong = strong.filter(|(_, score)| *score >= Ratio::whole(12));
    let bare = strong.filter(|(need, _)| meeting(board, need.id).next().is_none());
    bare.map(|(need, score)| {
        of::<Need>(need.id, format!("opportunity {}, no {ITEM}", scored(score)))
    })
    .collect()
}

/// Needs of importance 8 or more with one item, which has no second option either.
pub(super) fn one_solution(board: &CheckedBoard<'_>) -> Found {
    let needs = board.workspace.all::<Need>();
    let strong = needs.filter(|need| need.importance.is_some_and(|much| much >= Number::whole(8)));
    let one = |need: &Need| {
        let mut items = meeting(board, need.id);
        let item = items.next().filter(|_| items.next().is_none())?;
        let options = board.options.get(&item.id).map_or(0, Vec::len);
        (options < 2).then(|| of::<Need>(need.id, format!("only by {}", item.title)))
    };
    strong.filter_map(one).collect()
}

/// Personas that no evidence is about.
pub(super) fn persona_bare(board: &CheckedBoard<'_>) -> Found {
    let is_seen = |persona: &Persona| {
        let mut evidence = board.workspace.all::<Evidence>();
        evidence.any(|one| one.personas.0.contains(&persona.id))
    };
    let bare = board.workspace.all::<Persona>().filter(|one| !is_seen(one));
    bare.map(|one| of::<Persona>(one.id, "no evidence is about it"))
        .collect()
}

/// Personas that nobody checked for a year.
pub(super) fn persona_stale(board: &CheckedBoard<'_>) -> Found {
    let checked = board.workspace.all::<Persona>();
    let checked = checked.filter_map(|one| Some((one, one.checked?)));
    let stale = checked.filter(|(_, day)| board.is_older(*day, STALE));
    stale
        .map(|(one, day)| of::<Persona>(one.id, format!("last checked on {}", long_date(day))))
        .collect()
}

/// Needs and assumptions as much speaks against as for, and items that are.
pub(super) fn contested(board: &CheckedBoard<'_>) -> Found {
    let known = &board.known;
    let words = "as much speaks against it as for it";
    let is = |standing| standing == EvidenceStanding::Contested;
    let needs = board.workspace.all::<Need>();
    let needs = needs.filter(|need| is(known.of_need(need.id).standing));
    let assumptions = board.workspace.all::<Assumption>();
    let assumptions = assumptions.filter(|one| is(known.of_assumption(one.id).standing));
    let items = board
        .open
        .iter()
        .filter(|item| is(known.of_item(item).standing));
    let needs = needs.map(|need| of::<Need>(need.id, words));
    let assumptions = assumptions.map(|one| of::<Assumption>(one.id, words));
    needs
        .chain(assumptions)
        .chain(items.map(|item| of_item(item, words)))
        .collect()
}

/// Large items of the coming increment of which little more than opinions are known, where evidence is noted at all.
pub(super) fn on_opinion(board: &CheckedBoard<'_>) -> Found {
    let coming = board.evaluation.race.coming;
    if coming.is_none() || !board.known.has_evidence() {
        return Vec::new();
    }
    let large = board.open.iter().filter(|item| {
        item.size.value.is_some_and(|size| size >= LARGE)
            && increment_of(board.workspace, item) == coming
    });
    let weak = large.filter_map(|item| {
        let strength = board.known.of_item(item);
        (strength.steps() > 1).then_some((item, strength))
    });
    weak.map(|(item, strength)| of_item(item, strength.words()))
        .collect()
}

/// Assumptions that are to be tested first and whose item is planned.
pub(super) fn untested(board: &CheckedBoard<'_>) -> Found {
    let first = tests(board.workspace, &board.known).into_iter();
    let first = first.filter(|test| test.is_first);
    let planned = first.filter_map(|test| {
        let one = board.workspace.get::<Assumption>(test.id)?;
        let item = board.workspace.get::<Item>(one.item.0?)?;
        is_planned(board, item)
            .then(|| of::<Assumption>(one.id, format!("{} is planned", item.title)))
    });
    planned.collect()
}

/// Assumptions that are not settled.
fn unsettled<'a>(board: &'a CheckedBoard<'_>) -> impl Iterator<Item = &'a Assumption> {
    let all = board.workspace.all::<Assumption>();
    all.filter(|one| one.standing.is_open())
}

/// Assumptions that were to be known by a day that has passed.
pub(super) fn test_due(board: &CheckedBoard<'_>) -> Found {
    let Some(today) = board.today else {
        return Vec::new();
    };
    let late = unsettled(board).filter_map(|one| Some((one, one.due.filter(|due| *due < today)?)));
    late.map(|(one, due)| {
        of::<Assumption>(one.id, format!("was to be known by {}", long_date(due)))
    })
    .collect()
}

/// Assumptions with a test of which nobody said from which result on they hold.
pub(super) fn threshold_missing(board: &CheckedBoard<'_>) -> Found {
    let bare = unsettled(board).filter(|one| !one.test.is_empty() && one.threshold.is_empty());
    bare.map(|one| of::<Assumption>(one.id, "no result is named from which on it holds"))
        .collect()
}

/// Segments of more than a fifth of the people reached, for whose personas no item is planned.
pub(super) fn unserved(board: &CheckedBoard<'_>) -> Found {
    let mut reach: BTreeMap<Id, Ratio> = BTreeMap::new();
    let mut personas: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for persona in board.workspace.all::<Persona>() {
        if let Some((segment, own)) = persona.segment.0.zip(persona.reach.map(Ratio::from)) {
            let most = reach.entry(segment).or_insert(own);
            *most = (*most).max(own);
            personas.entry(segment).or_default().push(persona.id);
        }
    }
    let Some(fifth) = Ratio::sum(reach.values().copied()).and_then(|all| all.over(Ratio::whole(5)))
    else {
        return Vec::new();
    };
    let is_served = |segment: &Id| {
        let own = personas.get(segment).map_or(&[][..], Vec::as_slice);
        let planned = board.open.iter().filter(|item| is_planned(board, item));
        let mut planned = planned.map(|item| &item.personas.0);
        planned.any(|all| all.iter().any(|one| own.contains(one)))
    };
    let large = reach.iter().filter(|(_, own)| **own > fifth);
    let bare = large.filter(|(segment, _)| !is_served(segment));
    bare.map(|(segment, own)| {
        let people = count(
            usize::try_from(own.rounded()).unwrap_or_default(),
            "person",
            "people",
        );
        of::<Segment>(*segment, format!("{people} reached, nothing planned"))
    })
    .collect()
}
