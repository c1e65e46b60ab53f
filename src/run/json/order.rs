//! The order on screen and the place of one item for scripts. An item is named by its id.

use serde_json::{Value, json};

use crate::exchange::audience::Disclosure;
use crate::exchange::facts::{self, ids, maybe, number};
use crate::model::Workspace;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::scoring::explain::Explanation;
use crate::scoring::explain::due::DueStands;
use crate::scoring::explain::words::{Message, team};
use crate::scoring::firmness::{Beside, Firm};
use crate::scoring::forecast::Certainty;
use crate::scoring::price::placing::Placing;
use crate::scoring::price::terms::Terms;
use crate::scoring::price::total::Unit;
use crate::scoring::price::words::full;
use crate::scoring::ranking::inputs::factor_word;
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::ratio::Ratio;
use crate::shell::App;

/// The order on screen: `lens`, `note`, `capacity` (or null), `delay_cost`, `items`, `without_score`, `bundles`.
pub(crate) fn order(app: &App) -> Value {
    let evaluation = &app.desk.derived.evaluation;
    let list = |ids: &[Id]| -> Vec<Value> { ids.iter().filter_map(|id| item(app, *id)).collect() };
    let bundles = evaluation.bundles.iter().map(|members| ids(members));
    json!({
        "lens": evaluation.lens.word().label,
        "note": evaluation.note,
        "capacity": evaluation.cut.map(|cut| json!({
            "points": number(cut.capacity),
            "used": number(cut.used),
            "items_above_the_cut": cut.fitting,
        })),
        "delay_cost": app.desk.derived.survey.regret.as_ref().map(|regret| json!({
            "shown": number(regret.terms.cost(regret.cost)),
            "best": number(regret.terms.cost(regret.best)),
            "unit": unit(regret.terms),
            "items_before_what_they_need": regret.early,
        })),
        "items": list(&evaluation.ranked),
        "without_score": list(&evaluation.unranked),
        "bundles": bundles.collect::<Vec<_>>(),
    })
}

/// One item with its numbers.
fn item(app: &App, id: Id) -> Option<Value> {
    facts::item(
        &app.desk.workspace,
        &app.desk.derived.evaluation,
        &Disclosure::private(),
        id,
    )
}

/// Why an item stands where it stands: the item as in [`order`], facts, `team` text and `message`.
pub(crate) fn explained(app: &App, why: &Explanation, message: &Message) -> Value {
    let input = |factor: Factor| maybe(why.parts.inputs.get(factor));
    json!({
        "item": item(app, why.id),
        "lens": why.lens.word().label,
        "value": input(Factor::Value),
        "criticality": input(Factor::Criticality),
        "risk": input(Factor::Risk),
        "size": input(Factor::Size),
        "cost_of_delay": maybe(why.parts.cost_of_delay),
        "wsjf": maybe(why.parts.score),
        "rank_by_score": why.place.own_rank,
        "ranked_items": why.place.of,
        "above_the_cut": why.place.is_above_cut,
        "waits_for": why.waits_for.iter().map(|need| need.id.to_string()).collect::<Vec<_>>(),
        "needed_by": ids(&why.needed_by),
        "bundle": why.bundle.as_ref().map(|bundle| ids(&bundle.members)),
        "delay_cost": why.waiting.map(|waiting| json!({
            "unit": unit(why.terms),
            "until_start": number(why.terms.cost(waiting.until_start)),
            "until_delivery": number(why.terms.cost(waiting.until_delivery)),
            "one_increment": maybe(waiting.one_increment.map(|(_, cost)| why.terms.cost(cost))),
        })),
        "timing": timing(why),
        "one_up": why.one_up.as_ref().map(|yes| price(&app.desk.workspace, yes)),
        "to_top": why.to_top.as_ref().map(|yes| price(&app.desk.workspace, yes)),
        "firmness": why.firm.as_ref().map(firmness),
        "team": team(&app.desk.workspace, why),
        "message": message.lines,
    })
}

/// When it is likely done, and its due day. Days are `2026-11-22`; losses are in cost of delay points or in money, as
/// `unit` says.
fn timing(why: &Explanation) -> Value {
    let said = why
        .forecast
        .as_ref()
        .and_then(|(said, _)| said.as_ref().ok());
    let day = |level| {
        said.and_then(|likely| likely.days.get(level))
            .map(|day| day.to_string())
    };
    let loss = why.later.as_ref().ok().and_then(|later| later.loss);
    json!({
        "half": day(Certainty::Half),
        "likely": day(Certainty::Likely),
        "sure": day(Certainty::Sure),
        "due": why.due.map(|due| json!({
            "day": due.day.to_string(),
            "at_risk": due.is_at_risk(),
            "slack_weeks": maybe(match due.stands {
                DueStands::Spare(days) => Ratio::new(days.into(), 7),
                DueStands::Late(days) => Ratio::new((-days).into(), 7),
                DueStands::Passed | DueStands::Never | DueStands::Unknown => None,
            }),
        })),
        "loss": loss.map(|loss| json!({
            "unit": match loss.unit {
                Unit::Points => "cost of delay points",
                Unit::Money => "money",
            },
            "here": number(loss.compared.now),
            "one_increment_later": number(loss.compared.later),
        })),
    })
}

/// What a yes costs; sums that leave something out are `null`, and `at_least` says what is known of them.
fn price(workspace: &Workspace, yes: &Placing) -> Value {
    let terms = yes.terms;
    let delay = yes.passed.first().and_then(|passed| passed.delay);
    let is_known = yes.is_sized && yes.unknown == 0;
    let is_own_known = yes.is_own_whole && yes.without_size == 0;
    let sum = |sum: Ratio, is_known: bool| maybe(is_known.then(|| terms.cost(sum)));
    json!({
        "passed": yes.passed.len(),
        "weeks": maybe(delay.and_then(|delay| terms.weeks(delay))),
        "unit": unit(terms),
        "paid": sum(yes.paid, is_known),
        "at_least": number(terms.cost(yes.paid)),
        "gained": sum(yes.gained, is_known && is_own_known),
        "net": sum(yes.net, is_known && is_own_known),
        "unknown": yes.unknown,
        "dates_missed": ids(&yes.missed),
        "dates_met": ids(&yes.met),
        "words": full(workspace, yes),
    })
}

/// What delay costs are in.
fn unit(terms: Terms) -> &'static str {
    match (terms.unit, terms.knows_weeks()) {
        (Unit::Points, true) => "cost of delay points × weeks",
        (Unit::Points, false) => "cost of delay points × points of work",
        (Unit::Money, true) => "money",
        (Unit::Money, false) => "money a week × points of work",
    }
}

fn firmness(firm: &Firm) -> Value {
    let beside = |beside: Beside| {
        json!({
            "item": beside.id.to_string(),
            "chance_of_this_order": maybe(beside.chances.map(|chances| chances.above)),
            "scale_proof": beside.pair.map(|pair| pair.is_scale_proof),
        })
    };
    json!({
        "steps": firm.steps.iter().flatten().map(|step| json!({
            "estimate": factor_word(step.factor),
            "steps": step.count,
            "to": number(step.to),
            "with": step.with.to_string(),
        })).collect::<Vec<_>>(),
        "near_tie_with": firm.nearly_tied.map(|id| id.to_string()),
        "above": firm.above.map(beside),
        "below": firm.below.map(beside),
        "best_rank": firm.ranks.map(|ranks| ranks.best),
        "worst_rank": firm.ranks.map(|ranks| ranks.worst),
        "expected_rank": maybe(firm.expected),
        "doubts": firm.doubts.iter().map(|doubt| json!({
            "estimate": factor_word(doubt.factor),
            "can_change_the_top": doubt.verdict.changes_top,
            "can_cross_the_cut": doubt.verdict.crosses_cut,
        })).collect::<Vec<_>>(),
    })
}
