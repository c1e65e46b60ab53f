//! What the records say of each need, item and assumption.
//!
//! Owns which pieces of evidence are about what: those about an item are its own, those of the needs it meets, of its
//! assumptions and of the stages it makes better, each once. Knows no formula.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::evidence::{EvidencePiece, Strength};
use super::need::{Wished, reach, test_order, wished};
use crate::model::Workspace;
use crate::model::assumption::Assumption;
use crate::model::evidence::Evidence;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::journey::Stage;
use crate::model::kano::{KanoAnswer, KanoReply};
use crate::model::need::{Need, Wish, WishImportance};
use crate::model::persona::{Persona, Segment};
use crate::model::record::{Declared, Kind};
use crate::model::session::Round;
use crate::scoring::ranking::kano::{Kano, KanoCounts, kano};
use crate::scoring::ranking::opportunity::opportunity;
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::ratio::Ratio;

/// What somebody answers to the two questions of Kano: with it, and without it.
type Pair = (Option<KanoAnswer>, Option<KanoAnswer>);

/// Positions of pieces of evidence, by what they are about.
type About = BTreeMap<Id, Vec<usize>>;

/// What is known of customers, ready to be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownCustomers {
    pieces: Vec<(Id, EvidencePiece)>,
    needs: About,
    items: About,
    assumptions: About,
    /// The assumptions of each item.
    assumed: BTreeMap<Id, Vec<Id>>,
    /// The wishes for each need.
    wishes: BTreeMap<Id, Vec<Id>>,
    /// The pairs of answers about each need.
    replies: BTreeMap<Id, Vec<Pair>>,
    /// The items that meet each need.
    met_by: BTreeMap<Id, Vec<Id>>,
    /// The needs each item meets, of items that meet any.
    meets: BTreeMap<Id, Vec<Id>>,
    /// How many items are for each persona.
    for_whom: BTreeMap<Id, usize>,
    /// The personas each item is for, of items that are for any.
    whom: BTreeMap<Id, Vec<Id>>,
    /// Items whose user-business value people voted on.
    voted: BTreeSet<Id>,
}

impl KnownCustomers {
    /// Gathers what a workspace knows, as of a day.
    pub fn of(workspace: &Workspace, today: Option<NaiveDate>) -> Self {
        let mut known = Self::default();
        for (at, one) in workspace.all::<Evidence>().enumerate() {
            known.pieces.push((one.id, piece(one, today)));
            for (about, ids) in [
                (&mut known.needs, &one.needs.0),
                (&mut known.items, &one.items.0),
                (&mut known.assumptions, &one.assumptions.0),
            ] {
                for id in ids {
                    about.entry(*id).or_default().push(at);
                }
            }
        }
        known.see_stages(workspace);
        let add = |map: &mut BTreeMap<Id, Vec<Id>>, of: Option<Id>, id: Id| {
            if let Some(of) = of {
                map.entry(of).or_default().push(id);
            }
        };
        for one in workspace.all::<Assumption>() {
            add(&mut known.assumed, one.item.0, one.id);
        }
        for one in workspace.all::<Wish>() {
            add(&mut known.wishes, one.need.0, one.id);
        }
        for one in workspace.all::<KanoReply>() {
            if let Some(need) = one.need.0 {
                let pair = (one.functional, one.dysfunctional);
                known.replies.entry(need).or_default().push(pair);
            }
        }
        for item in workspace.all::<Item>() {
            for need in &item.needs_met.0 {
                add(&mut known.met_by, Some(*need), item.id);
                add(&mut known.meets, Some(item.id), *need);
            }
            for persona in &item.personas.0 {
                *known.for_whom.entry(*persona).or_default() += 1;
                add(&mut known.whom, Some(item.id), *persona);
            }
        }
        if known.has_evidence() {
            let votes = workspace.all::<Round>();
            let votes = votes.filter(|round| round.shown && round.factor == Factor::Value.field());
            known.voted = votes.filter_map(|round| round.item.0).collect();
        }
        known
    }

    /// What was seen of a stage of a journey speaks for the items that make it better, too.
    fn see_stages(&mut self, workspace: &Workspace) {
        let mut stages = workspace.all::<Stage>().peekable();
        if stages.peek().is_none() {
            return;
        }
        let places = self.pieces.iter().enumerate();
        let places: BTreeMap<Id, usize> = places.map(|(at, (id, _))| (*id, at)).collect();
        for stage in stages {
            let seen = stage.evidence.0.iter().filter_map(|id| places.get(id));
            for at in seen {
                for item in &stage.items.0 {
                    self.items.entry(*item).or_default().push(*at);
                }
            }
        }
    }

    /// Whether it may be another since these records changed.
    pub fn rests_on(&self, workspace: &Workspace, subjects: &[(&'static Kind, Id)]) -> bool {
        subjects.iter().any(|(kind, id)| {
            if *kind == Item::KIND {
                let now = workspace.get::<Item>(*id);
                let now = now.map_or([&[][..]; 2], |item| [&item.needs_met.0, &item.personas.0]);
                let before = [&self.meets, &self.whom];
                return before.map(|all| all.get(id).map_or(&[][..], Vec::as_slice)) != now;
            }
            let kinds = [Evidence::KIND, Assumption::KIND, Wish::KIND, Round::KIND];
            kinds.contains(kind) || [KanoReply::KIND, Stage::KIND].contains(kind)
        })
    }

    /// Whether any evidence is written down.
    pub const fn has_evidence(&self) -> bool {
        !self.pieces.is_empty()
    }

    /// How strong the evidence about a need is.
    pub fn of_need(&self, need: Id) -> Strength {
        self.strength([self.needs.get(&need)])
    }

    /// How strong the evidence about an assumption is.
    pub fn of_assumption(&self, assumption: Id) -> Strength {
        self.strength([self.assumptions.get(&assumption)])
    }

    /// How strong the evidence about an item is: its own, that of the needs it meets, of its assumptions and stages.
    pub fn of_item(&self, item: &Item) -> Strength {
        self.strength(self.about(item))
    }

    /// The evidence about an item.
    pub fn evidence_of_item(&self, item: &Item) -> Vec<Id> {
        self.found(self.about(item))
    }

    /// The evidence about a need.
    pub fn evidence_of_need(&self, need: Id) -> Vec<Id> {
        self.found([self.needs.get(&need)])
    }

    /// The evidence about an assumption.
    pub fn evidence_of_assumption(&self, assumption: Id) -> Vec<Id> {
        self.found([self.assumptions.get(&assumption)])
    }

    /// The wishes for a need.
    pub fn wishes(&self, need: Id) -> &[Id] {
        self.wishes.get(&need).map_or(&[], Vec::as_slice)
    }

    /// What the answers to the two questions of Kano say of a need, with how many there are; none without any.
    pub fn kano(&self, need: Id) -> Option<(Kano, usize)> {
        let replies = self.replies.get(&need)?;
        Some((kano(&KanoCounts::of(replies)), replies.len()))
    }

    /// The items that meet a need.
    pub fn met_by(&self, need: Id) -> &[Id] {
        self.met_by.get(&need).map_or(&[], Vec::as_slice)
    }

    /// How many items are for a persona.
    pub fn items_for(&self, persona: Id) -> usize {
        self.for_whom.get(&persona).copied().unwrap_or_default()
    }

    /// The assumptions an item rests on.
    pub fn assumed(&self, item: Id) -> &[Id] {
        self.assumed.get(&item).map_or(&[], Vec::as_slice)
    }

    /// Whether people voted on the user-business value of an item.
    pub fn was_voted(&self, item: Id) -> bool {
        self.voted.contains(&item)
    }

    /// The class of a piece of evidence by itself; none where it is too old.
    pub fn class_of(&self, evidence: Id) -> Option<Ratio> {
        let (_, piece) = self.pieces.iter().find(|(id, _)| *id == evidence)?;
        piece.class(std::slice::from_ref(piece))
    }

    fn about(&self, item: &Item) -> Vec<Option<&Vec<usize>>> {
        let needs = item.needs_met.0.iter().map(|need| self.needs.get(need));
        let assumed = self.assumed(item.id).iter();
        let assumed = assumed.map(|one| self.assumptions.get(one));
        let own = [self.items.get(&item.id)].into_iter();
        own.chain(needs).chain(assumed).collect()
    }

    fn places<'a>(about: impl IntoIterator<Item = Option<&'a Vec<usize>>>) -> BTreeSet<usize> {
        about.into_iter().flatten().flatten().copied().collect()
    }

    fn strength<'a>(&self, about: impl IntoIterator<Item = Option<&'a Vec<usize>>>) -> Strength {
        let places = Self::places(about).into_iter();
        let pieces = places.filter_map(|at| self.pieces.get(at));
        let pieces: Vec<EvidencePiece> = pieces.map(|(_, piece)| *piece).collect();
        Strength::of(&pieces)
    }

    fn found<'a>(&self, about: impl IntoIterator<Item = Option<&'a Vec<usize>>>) -> Vec<Id> {
        let places = Self::places(about).into_iter();
        places
            .filter_map(|at| self.pieces.get(at))
            .map(|(id, _)| *id)
            .collect()
    }
}

fn piece(one: &Evidence, today: Option<NaiveDate>) -> EvidencePiece {
    let age = today.zip(one.date);
    EvidencePiece {
        sort: one.sort,
        origin: one.origin,
        people: one.people.map(Ratio::from),
        said: one.said.map(Ratio::from),
        age: age.map(|(today, day)| (today - day).num_days()),
        own: one.class.map(Ratio::from),
        bearing: one.bearing,
    }
}

/// The opportunity score of a need; none where one of its two numbers is missing or beside 0 to 10.
pub fn score(need: &Need) -> Option<Ratio> {
    let numbers = [need.importance, need.satisfaction];
    let [importance, satisfaction] = numbers.map(|number| number.map(Ratio::from));
    opportunity(importance, satisfaction).ok()
}

/// The best opportunity score of the needs an item meets.
pub fn best_score(workspace: &Workspace, item: &Item) -> Option<Ratio> {
    let needs = item.needs_met.0.iter();
    let needs = needs.filter_map(|need| workspace.get::<Need>(*need));
    needs.filter_map(score).max()
}

/// How much is wished for a need.
pub fn wished_for(workspace: &Workspace, known: &KnownCustomers, need: Id) -> Wished<Id> {
    let wishes = known.wishes(need).iter();
    let wishes = wishes.filter_map(|id| workspace.get::<Wish>(*id));
    let much = |importance: WishImportance| {
        let all = WishImportance::ALL.iter();
        let at = all.clone().position(|one| *one == importance);
        at.and_then(|at| i64::try_from(at).ok())
    };
    let inputs: Vec<_> = wishes
        .map(|wish| {
            let much = wish.importance.and_then(much);
            (wish.person.0, wish.segment.0, much)
        })
        .collect();
    let income = |id: Id| {
        workspace
            .get::<Segment>(id)?
            .income_year
            .map(|m| m.0.into())
    };
    wished(&inputs, income)
}

/// How many people an item reaches by the personas it is for.
pub fn reach_of(workspace: &Workspace, item: &Item) -> Option<Ratio> {
    let personas = item.personas.0.iter();
    let personas = personas.filter_map(|id| workspace.get::<Persona>(*id));
    let inputs: Vec<_> = personas
        .map(|persona| (persona.segment.0, persona.reach.map(Ratio::from)))
        .collect();
    reach(&inputs)
}

/// Needs in their order, each with how deep it stands: the strongest first, then what is a part of it. What is a part
/// of itself in a loop stands at the end.
pub fn tree(workspace: &Workspace) -> Vec<(Id, usize)> {
    let mut all: Vec<&Need> = workspace.all().collect();
    all.sort_by(|one, other| {
        let scores = score(other).cmp(&score(one));
        let names = || alphanumeric_sort::compare_str(&one.statement, &other.statement);
        scores.then_with(names).then_with(|| one.id.cmp(&other.id))
    });
    let mut parts: BTreeMap<Option<Id>, Vec<&Need>> = BTreeMap::new();
    for need in &all {
        let parent = need
            .parent
            .0
            .filter(|id| workspace.get::<Need>(*id).is_some());
        parts.entry(parent).or_default().push(need);
    }
    let mut found: Vec<(Id, usize)> = Vec::new();
    let of = |parent: Option<Id>, depth: usize| {
        let parts = parts.get(&parent).into_iter().flatten().rev();
        parts.map(move |need| (need.id, depth)).collect::<Vec<_>>()
    };
    let mut open = of(None, 0);
    while let Some((id, depth)) = open.pop() {
        found.push((id, depth));
        open.extend(of(Some(id), depth + 1));
    }
    let placed: BTreeSet<Id> = found.iter().map(|(id, _)| *id).collect();
    let rest = all.iter().filter(|need| !placed.contains(&need.id));
    found.extend(rest.map(|need| (need.id, 0)));
    found
}

/// The cell of an assumption that is still open, among three by three: its row from above by its weight, its column from
/// the left by how little is known of it; none where its weight is unknown or no number from 0 to 10. What is tested
/// first stands in the two upper rows of the last column.
pub fn test_cell(known: &KnownCustomers, one: &Assumption) -> Option<(usize, usize)> {
    let weight = Ratio::from(one.weight?);
    let is_weight = !weight.is_negative() && weight <= Ratio::whole(10);
    let below = |value: Ratio, ends: [i64; 2]| {
        let ends = ends.into_iter().map(Ratio::whole);
        ends.filter(|end| value < *end).count()
    };
    let strength = known.of_assumption(one.id).counts_as();
    (is_weight && one.standing.is_open()).then(|| (below(weight, [8, 5]), below(strength, [3, 1])))
}

/// An assumption in the order of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssumptionTest {
    /// The assumption.
    pub id: Id,
    /// Whether much rests on it and little is known of it.
    pub is_first: bool,
}

/// The assumptions in the order in which they are tested; those that hold or are refuted, and those of unknown weight,
/// at the end.
pub fn tests(workspace: &Workspace, known: &KnownCustomers) -> Vec<AssumptionTest> {
    let mut all: Vec<&Assumption> = workspace.all().collect();
    all.sort_by_key(|one| {
        let is_open = one.standing.is_open();
        (!is_open, one.text.to_lowercase(), one.id)
    });
    let inputs: Vec<_> = all
        .iter()
        .map(|one| {
            let is_open = one.standing.is_open();
            let weight = one.weight.filter(|_| is_open).map(Ratio::from);
            (weight, Some(known.of_assumption(one.id).counts_as()))
        })
        .collect();
    let order = test_order(&inputs);
    let places = order.ranking.order.iter().copied();
    let places = places.chain(order.ranking.unranked());
    places
        .filter_map(|at| {
            Some(AssumptionTest {
                id: all.get(at)?.id,
                is_first: order.first.contains(&at),
            })
        })
        .collect()
}
