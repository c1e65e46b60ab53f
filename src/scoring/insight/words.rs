//! What is known of customers, in words: of an item, a need, a piece of evidence.
//!
//! Owns the sentences. The numbers are those of [`super::known`].

use std::collections::BTreeSet;

use super::evidence::EvidenceStanding;
use super::known::{self, KnownCustomers, wished_for};
use super::kpis::Kpis;
use super::offers::{need_offers, offers};
use super::range::of_value;
use super::share::PeopleShare;
use crate::model::Workspace;
use crate::model::assumption::Assumption;
use crate::model::audience::Access;
use crate::model::evidence::Evidence;
use crate::model::field::Choice;
use crate::model::format::{count, grouped, long_date};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::journey::Stage;
use crate::model::kpi::{Kpi, KpiEffect};
use crate::model::need::{Need, Wish};
use crate::model::number::Number;
use crate::model::persona::Persona;
use crate::model::theme::Theme;
use crate::model::words::worded;
use crate::scoring::facts::Facts;
use crate::scoring::insight::journeys::gap;
use crate::scoring::ranking::kano::Kano;
use crate::scoring::ranking::opportunity::{OpportunityBand, band, opportunity};
use crate::scoring::ratio::Ratio;
use crate::scoring::session::deck;

/// The most lines that list records under another one.
const LISTED: usize = 6;

/// A score and its band: `16.0 extreme`.
pub fn scored(score: Ratio) -> String {
    let band = match band(score) {
        OpportunityBand::Extreme => "extreme",
        OpportunityBand::Good => "good",
        OpportunityBand::WorthALook => "worth a look",
        OpportunityBand::Unattractive => "low",
    };
    format!("{} {band}", score.to_decimal(1))
}

/// What is known of customers about an item; no lines where nothing is.
pub fn of_item(workspace: &Workspace, known: &KnownCustomers, kpis: &Kpis, item: &Item) -> Facts {
    let mut facts = Facts::of(&item.title);
    for need in item
        .needs_met
        .0
        .iter()
        .filter_map(|id| workspace.get::<Need>(*id))
    {
        let score = known::score(need).map(scored);
        let asked = asked(workspace, known, need.id);
        let said = [Some(need.statement.clone()), score, asked];
        let said: Vec<String> = said.into_iter().flatten().collect();
        facts = facts.with("Meets", said.join(" · "));
    }
    facts = facts.with("Theme", workspace.name::<Theme>(item.theme.0));
    let mut stages: Vec<&Stage> = workspace.all().collect();
    stages.retain(|stage| stage.items.0.contains(&item.id));
    stages.sort_by_key(|stage| (std::cmp::Reverse(gap(stage).gap), stage.id));
    for stage in stages {
        let score = gap(stage)
            .gap
            .map_or_else(|| "not known".to_owned(), scored);
        facts = facts.with("Stage", format!("{} · gap {score}", stage.name));
    }
    let personas: Vec<&str> = item
        .personas
        .0
        .iter()
        .map(|id| workspace.name::<Persona>(*id))
        .collect();
    facts = facts.with("For", personas.join(", "));
    let strength = known.of_item(item);
    if strength.standing != EvidenceStanding::None {
        facts = facts.with("Evidence", strength.words());
    }
    if let (Some((low, high)), Some(value)) =
        (of_value(known, &deck(workspace), item), item.value.value)
    {
        let words = format!("{value} could be {low} to {high}, by what is known");
        facts = facts.with("Value", words);
    }
    let effects = workspace
        .all::<KpiEffect>()
        .filter(|effect| effect.item.0 == Some(item.id));
    for effect in effects {
        let likely = effect.likely.map(|likely| format!(" by {likely}"));
        let name = workspace.name::<Kpi>(effect.kpi.0);
        facts = facts.with("Moves", format!("{name}{}", likely.unwrap_or_default()));
    }
    for offer in offers(workspace, known, kpis, item) {
        // A method that nobody uses is not filled by a note.
        if ["value", "ratings"].contains(&offer.field)
            || item.reach.is_some()
            || item.confidence.is_some()
        {
            facts = facts.with("Offered", format!("{}: {}", offer.words, offer.because));
        }
    }
    facts
}

/// How often a need was asked for and by whom: `asked 11 times by 8 people of 2 segments`.
pub fn asked(workspace: &Workspace, known: &KnownCustomers, need: Id) -> Option<String> {
    let wishes = known.wishes(need).len();
    let found = wished_for(workspace, known, need);
    let by = [
        (found.people, "person", "people"),
        (found.segments, "segment", "segments"),
    ];
    let by = by.into_iter().filter(|(many, _, _)| *many > 0);
    let by: Vec<String> = by.map(|(many, one, all)| count(many, one, all)).collect();
    let by = match by.join(" of ") {
        by if by.is_empty() => by,
        by => format!(" by {by}"),
    };
    (wishes > 0).then(|| format!("asked {}{by}", count(wishes, "time", "times")))
}

/// What is said of a need: the sum of its score, its evidence, who asks, what meets it.
pub fn of_need(workspace: &Workspace, known: &KnownCustomers, need: &Need) -> Facts {
    let [importance, satisfaction] =
        [need.importance, need.satisfaction].map(|number| number.map(Ratio::from));
    let mut facts = Facts::of(&need.statement);
    let sum = match (opportunity(importance, satisfaction), importance, satisfaction) {
        (Ok(score), Some(importance), Some(satisfaction)) => format!(
            "importance {} + what is missing of it ({} - satisfaction {}, 0 at least) = {}",
            importance.to_decimal(1),
            importance.to_decimal(1),
            satisfaction.to_decimal(1),
            scored(score),
        ),
        (_, None, _) | (_, _, None) => {
            "not known: give importance and satisfaction, 10 times the share who answer 4 or 5 of 5"
                .to_owned()
        }
        _ => "not known: both numbers go from 0 to 10; give 10 times the share who answer 4 or 5, no mean of five points".to_owned(),
    };
    facts = facts
        .with("Opportunity", sum)
        .with("Evidence", known.of_need(need.id).words());
    let wishes = wished_for(workspace, known, need.id);
    let weight = wishes.score.map(|score| format!("weight {score}"));
    let said = asked(workspace, known, need.id).into_iter().chain(weight);
    facts = facts.with("Wishes", said.collect::<Vec<_>>().join(" · "));
    if let Some(income) = wishes.income {
        let open = match wishes.income_unknown.as_slice() {
            [] => "",
            _ => ", of some it is not known",
        };
        let income = grouped(&income.to_decimal(0));
        let segments = count(wishes.segments, "segment", "segments");
        let words = format!("{income} a year from {segments} that wish for it{open}");
        facts.say("Income", words, Access::Private);
    }
    if let Some((found, replies)) = known.kano(need.id) {
        facts = facts
            .with("Kano", kano_words(found, replies))
            .ruled("Kano", "the kind that most pairs of answers fall into; better and worse are shares of those that delight, are more of, are expected or do not matter");
    }
    if let Some(offer) = need_offers(workspace, need) {
        facts = facts.with("Offered", format!("{}: {}", offer.words, offer.because));
    }
    let personas: Vec<&str> = need
        .personas
        .0
        .iter()
        .map(|id| workspace.name::<Persona>(*id))
        .collect();
    facts = facts.with("Of", personas.join(", "));
    facts = facts.with("Serves", workspace.name::<Kpi>(need.outcome.0));
    let items = known.met_by(need.id).iter().map(|id| {
        let item = workspace.name::<Item>(*id).to_owned();
        let assumed = known.assumed(*id).iter();
        let assumed = assumed.filter_map(|id| workspace.get::<Assumption>(*id));
        let assumed: Vec<String> = assumed
            .map(|one| format!("{}: {}", one.standing.word().label.to_lowercase(), one.text))
            .collect();
        match assumed.join("; ") {
            none if none.is_empty() => item,
            assumed => format!("{item} ({assumed})"),
        }
    });
    facts = listed(facts, "Met by", items);
    if known.met_by(need.id).is_empty() {
        facts = facts.with("Met by", worded("no item yet"));
    }
    let evidence = known.evidence_of_need(need.id).into_iter();
    let evidence = evidence.filter_map(|id| workspace.get::<Evidence>(id));
    facts = listed(facts, "Seen", evidence.map(evidence_line));
    let wishes = known.wishes(need.id).iter();
    let wishes = wishes.filter_map(|id| workspace.get::<Wish>(*id));
    listed(facts, "Said", wishes.map(|wish| format!("“{}”", wish.said)))
        .ruled(
            "Opportunity",
            "points from 0 to 20: over 15 extreme, 12 good, 10 worth a look",
        )
        .ruled("Evidence", PIPS)
        .ruled(
            "Weight of wishes",
            "how much each wish is wanted, from 0 to 3, added up",
        )
}

/// What the answers to the two questions say, in words: `expected: its lack annoys (M) · 12 answers`.
fn kano_words(found: Kano, replies: usize) -> String {
    let kinds = [found.category, found.tied_with].into_iter().flatten();
    let kinds: Vec<String> = kinds
        .map(|kind| format!("{} ({})", kind.words(), kind.letter()))
        .collect();
    let kinds = match kinds.join(" or ") {
        none if none.is_empty() => "both questions are open".to_owned(),
        kinds => kinds,
    };
    let shares = found.better.zip(found.worse);
    let shares = shares.map_or_else(String::new, |(better, worse)| {
        let (better, worse) = (better.to_decimal(2), worse.to_decimal(2));
        format!(" · better {better} · worse {worse}")
    });
    format!("{kinds} · {}{shares}", count(replies, "answer", "answers"))
}

/// How many pips stand for which evidence.
const PIPS: &str = "pips of five: opinions 1, a few customers 2, data of users or the market 3, test results 4, a launch 5; what is contested has 1";

/// What is said of an assumption: its fields, then how its place among the tests comes about.
pub fn of_assumption(known: &KnownCustomers, one: &Assumption, fields: Facts) -> Facts {
    let strength = known.of_assumption(one.id);
    let weight = known_number(one.weight);
    fields
        .with("Evidence", strength.words())
        .ruled("Order of tests", format!("weight {weight} × (10 − how strong its evidence is, of 10); the highest is tested first"))
        .ruled("Evidence", PIPS)
}

pub(super) fn known_number(number: Option<Number>) -> String {
    number.map_or_else(|| "?".to_owned(), |number| number.to_string())
}

/// The same with a line for each, the first ones where there are many.
fn listed(facts: Facts, about: &'static str, lines: impl Iterator<Item = String>) -> Facts {
    let lines: Vec<String> = lines.collect();
    let more = lines.len().saturating_sub(LISTED);
    let shown = lines.into_iter().take(LISTED);
    let facts = shown.fold(facts, |facts, line| facts.with(about, line));
    if more > 0 {
        return facts.with(about, format!("{more} more"));
    }
    facts
}

/// A piece of evidence in one line.
pub fn evidence_line(one: &Evidence) -> String {
    let sort = one.sort.word().label.to_lowercase();
    let day = one.date.map(long_date);
    let said = [Some(one.title.clone()), Some(sort), day];
    let said: Vec<String> = said.into_iter().flatten().collect();
    said.join(" · ")
}

/// What is said of a piece of evidence: how many said so, what it is about and what it says of that.
pub fn of_evidence(workspace: &Workspace, known: &KnownCustomers, one: &Evidence) -> Facts {
    let share = PeopleShare::of(one.said.map(Ratio::from), one.people.map(Ratio::from));
    let people = match (share, one.people) {
        (Ok(share), _) => share.words(),
        (Err(_), Some(people)) => format!("{people} asked"),
        (Err(_), None) => String::new(),
    };
    let class = known.class_of(one.id).map(|class| {
        let own = if one.class.is_some() {
            ", given by hand"
        } else {
            ""
        };
        format!("{} of 10{own}", class.to_short())
    });
    let class = class.unwrap_or_else(|| "too old to count".to_owned());
    let titles = |ids: &[Id], name: &dyn Fn(Id) -> String| {
        ids.iter().map(|id| name(*id)).collect::<Vec<_>>()
    };
    let about = [
        titles(&one.needs.0, &|id| workspace.name::<Need>(id).to_owned()),
        titles(&one.items.0, &|id| workspace.name::<Item>(id).to_owned()),
        titles(&one.assumptions.0, &|id| {
            workspace.name::<Assumption>(id).to_owned()
        }),
    ];
    let about = about.concat();
    let facts = Facts::of(&one.title)
        .with("", evidence_line(one))
        .with("People", people)
        .with("Strength", class)
        .with("Why", one.why_class.trim())
        .with("", one.finding.trim());
    if about.is_empty() {
        return facts.with(
            "About",
            worded("nothing yet: {LISTS_EDIT} links it to a need or item"),
        );
    }
    listed(facts, one.bearing.word().label, about.into_iter())
        .ruled("People", "the share of those asked, and where the share of all people lies in 95 of 100 cases (Wilson)")
        .ruled("Strength", "of 10, by what kind of evidence it is, fading with its age; a strength given by hand wins")
}

/// The words of a text that tell it from others: four letters or more, in small letters.
fn telling(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let long = words.filter(|word| word.chars().count() > 3);
    long.map(str::to_lowercase).collect()
}

/// The need that a wish is likely one for: the one that shares the most telling words with it, by itself or by its
/// other wishes. None where no word is shared.
pub fn likely_need(workspace: &Workspace, known: &KnownCustomers, said: &str) -> Option<Id> {
    let own = telling(said);
    let of = |need: &Need| {
        let wishes = known.wishes(need.id).iter();
        let wishes = wishes.filter_map(|id| workspace.get::<Wish>(*id));
        let texts = wishes
            .map(|wish| wish.said.as_str())
            .chain([need.statement.as_str()]);
        let shared = texts.map(|text| telling(text).intersection(&own).count());
        shared.max().unwrap_or_default()
    };
    let all = workspace.all::<Need>().map(|need| (of(need), need.id));
    let found = all.filter(|(shared, _)| *shared > 0);
    found.max_by_key(|(shared, _)| *shared).map(|(_, id)| id)
}
