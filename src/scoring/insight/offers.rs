//! What the knowledge of customers offers for a field: of an item, a need, an effect. Nothing is set unless somebody takes
//! it.
//!
//! Owns which value is offered and what it follows from, in words.

use super::journeys::gap;
use super::known::{KnownCustomers, best_score, reach_of};
use super::kpis::{Kpis, learned};
use super::vision::fit;
use super::words::{known_number, scored};
use crate::model::Workspace;
use crate::model::criterion::Criterion;
use crate::model::field::{FieldValue, Percent, Value};
use crate::model::format::{count, percent};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::journey::Stage;
use crate::model::kpi::{Kpi, KpiEffect};
use crate::model::need::Need;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::record::{Declared, Kind};
use crate::model::theme::Theme;
use crate::scoring::ranking::opportunity::proposed_value;
use crate::scoring::ratio::Ratio;
use crate::scoring::session::deck;

/// A value that what is known offers for a field of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct InsightOffer {
    /// The field.
    pub field: &'static str,
    /// The value.
    pub value: Value,
    /// What it is, before and after: `value 8 to 13`.
    pub words: String,
    /// What it follows from.
    pub because: String,
}

/// What is offered for an item: a value by the best need it meets, a confidence by its evidence, a reach by its
/// personas; only what it has not.
pub fn offers(
    workspace: &Workspace,
    known: &KnownCustomers,
    kpis: &Kpis,
    item: &Item,
) -> Vec<InsightOffer> {
    let now = known_number;
    let by_need = best_score(workspace, item).map(|best| {
        let because = format!("the best need it meets scores {}", scored(best));
        (proposed_value(best), because)
    });
    let offered = by_need.into_iter().chain(by_gap(workspace, kpis, item));
    let value = offered
        .max_by_key(|(value, _)| *value)
        .and_then(|(offered, because)| {
            let mut scale = deck(workspace).into_iter();
            let offered = scale.rfind(|value| *value <= Number::whole(offered))?;
            (item.value.value != Some(offered)).then(|| InsightOffer {
                field: "value",
                value: Points {
                    value: Some(offered),
                    ..item.value
                }
                .to_value(),
                words: format!("value {} to {offered}", now(item.value.value)),
                because,
            })
        });
    let fits = vision_criterion(workspace).and_then(|one| {
        let (offered, before) = (Number::whole(fit(workspace, item)), item.ratings.of(one.id));
        (before != Some(offered)).then(|| {
            let mut ratings = item.ratings.clone();
            ratings.set(one.id, Some(offered));
            InsightOffer {
                field: "ratings",
                value: ratings.to_value(),
                words: format!("{} {} to {offered}", one.name, now(before)),
                because: match item.theme.0 {
                    Some(_) => "the weight of the theme it serves".to_owned(),
                    None => "it serves no theme".to_owned(),
                },
            }
        })
    });
    let strength = known.of_item(item);
    let confidence = strength.rice_confidence().and_then(|percent| {
        let offered = Number::parse(&percent.to_decimal(1)).ok()?;
        (item.confidence.map(|now| now.0) != Some(offered)).then(|| InsightOffer {
            field: "confidence",
            value: Some(Percent(offered)).to_value(),
            words: format!(
                "confidence {} to {offered} %",
                now(item.confidence.map(|now| now.0))
            ),
            because: strength.words(),
        })
    });
    let reach = reach_of(workspace, item).and_then(|reach| {
        let offered = Number::parse(&reach.to_decimal(0)).ok()?;
        (item.reach != Some(offered)).then(|| InsightOffer {
            field: "reach",
            value: Some(offered).to_value(),
            words: format!("reach {} to {offered}", now(item.reach)),
            because: "the personas it is for, each segment once".to_owned(),
        })
    });
    let all = value.into_iter().chain(fits).chain(confidence);
    all.chain(reach).collect()
}

/// The value that an item is offered for the largest share of a gap that it closes, and why.
fn by_gap(workspace: &Workspace, kpis: &Kpis, item: &Item) -> Option<(i64, String)> {
    let of = |kpi: &&Kpi| {
        let effects = kpis.effects(workspace, kpi.id);
        let covered = kpis.coverage(workspace, kpi).items.into_iter();
        let own = covered.filter(|one| effects.get(one.at).is_some_and(|(_, of)| of.id == item.id));
        let best = own.max_by_key(|one| one.share)?;
        let because = format!(
            "it closes {} of the gap of {}",
            best.share?.percent(),
            workspace.name::<Kpi>(kpi.id)
        );
        Some((best.value?, because))
    };
    let moved = kpis.moved_by(item.id);
    let all = moved.iter().filter_map(of);
    all.max_by_key(|(value, _)| *value)
}

/// The criterion that asks whether an item fits the vision, where there are themes to tell by.
fn vision_criterion(workspace: &Workspace) -> Option<&Criterion> {
    let mut all = workspace.all::<Criterion>();
    let found = all.find(|one| one.name.to_lowercase().contains("vision"));
    found.filter(|_| workspace.all::<Theme>().next().is_some())
}

/// Values that what is known offers for fields of a need.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordOffer {
    /// The fields with their values.
    pub values: Vec<(&'static str, Value)>,
    /// What they are, before and after.
    pub words: String,
    /// What they follow from.
    pub because: String,
}

/// Importance and satisfaction that a stage of a journey offers for a need behind it, in words and why: of the stage
/// with the largest gap, only what the need has not.
pub fn need_offers(workspace: &Workspace, need: &Need) -> Option<RecordOffer> {
    let stages = workspace.all::<Stage>();
    let of = stages.filter(|stage| stage.needs.0.contains(&need.id));
    let with_gap = of.map(|stage| (gap(stage), stage));
    let (found, stage) = with_gap
        .filter(|(found, _)| found.gap.is_some())
        .max_by_key(|(found, stage)| (found.gap, std::cmp::Reverse(stage.id)))?;
    let satisfaction = Number::parse(&found.satisfaction?.to_decimal(1)).ok()?;
    let offered = [
        ("importance", need.importance, stage.importance?),
        ("satisfaction", need.satisfaction, satisfaction),
    ];
    let news = offered.iter().filter(|(_, before, _)| before.is_none());
    let words = news
        .clone()
        .map(|(field, _, value)| format!("{field} ? to {value}"));
    let words = words.collect::<Vec<_>>().join(", ");
    let news = news.map(|(field, _, value)| (*field, Value::Number(*value)));
    let news: Vec<(&'static str, Value)> = news.collect();
    let because = format!("the stage {} of its journey", stage.name);
    (!news.is_empty()).then_some(RecordOffer {
        values: news,
        words,
        because,
    })
}

/// What is offered for an effect that is not measured: to count with what effects came in at so far.
pub fn effect_offer(workspace: &Workspace, effect: &KpiEffect) -> Option<RecordOffer> {
    let learned = learned(workspace);
    // What came in at more than was expected counts in full, as it would without.
    let part = learned.median?.min(Ratio::ONE).to_percent(0)?;
    let part = Number::parse(&part).ok()?;
    let is_new = effect.measured.is_none() && effect.likely.is_some();
    let now = effect.factor.map_or(Number::whole(100), |part| part.0);
    let of = count(learned.of, "measured effect", "measured effects");
    (is_new && now != part).then(|| RecordOffer {
        values: vec![("factor", Some(Percent(part)).to_value())],
        words: format!("counts with {} to {}", percent(now), percent(part)),
        because: format!("{of} came in at that, in the middle"),
    })
}

/// What is offered for a record that is no item.
pub fn record_offer(workspace: &Workspace, kind: &Kind, id: Id) -> Option<RecordOffer> {
    if *kind == *Need::KIND {
        need_offers(workspace, workspace.get(id)?)
    } else if *kind == *KpiEffect::KIND {
        effect_offer(workspace, workspace.get(id)?)
    } else {
        None
    }
}
