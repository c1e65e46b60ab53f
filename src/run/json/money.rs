//! Money for scripts: budgets by interval, frozen scopes with earned value, studies, items with their return.
//!
//! It is for the author alone, as the view is: it is printed from the whole workspace and never shown to a room.

use serde_json::{Value, json};

use crate::exchange::facts::{maybe, some, text};
use crate::model::field::Choice;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::money::{Baseline, Offer, PriceStudy};
use crate::model::record::Declared;
use crate::scoring::money::course::BudgetCourse;
use crate::scoring::money::curves::{PriceCurves, Range};
use crate::scoring::money::guardrails::{CountedPart, Guardrails};
use crate::scoring::money::interval::{PartSum, since};
use crate::scoring::money::item_return::of_item;
use crate::scoring::money::returns::worth_today;
use crate::scoring::money::study::{answered, place_of, tested};
use crate::shell::App;

/// All of it. A sum of which a part is unknown says how many parts are.
pub(crate) fn money(app: &App) -> Value {
    let desk = &app.desk;
    let (workspace, accounts) = (&desk.workspace, desk.accounts());
    let burn = &accounts.burn;
    let course = BudgetCourse::of(workspace, &accounts);
    let name = |id| text(workspace.name::<Increment>(Some(id)));
    let steps = course.steps.iter().map(|step| {
        let own = accounts.interval(step.increment);
        let [planned, spent, income_planned, income] = own.sums().map(sum);
        json!({
            "interval": name(step.increment), "id": step.increment.to_string(),
            "planned": planned, "spent": spent, "income_planned": income_planned, "income": income,
            "expected": maybe(step.expected), "cash_left": maybe(step.cash),
        })
    });
    let derived = &desk.derived;
    let rails = Guardrails::of(workspace, &accounts, &derived.evaluation, derived.today);
    json!({
        "intervals": steps.collect::<Vec<_>>(),
        "an_interval_costs": maybe(burn.burn),
        "runway_intervals": maybe(burn.runway),
        "cost_per_point": maybe(accounts.cost_per_point),
        "baselines": all(app, baseline),
        "guardrails": {
            "horizons": rails.horizons.iter().flat_map(|(_, shares)| shares).map(|one| json!({
                "horizon": one.name, "share": maybe(Some(one.share)), "target": maybe(Some(one.target)), "is_off": one.is_off,
            })).collect::<Vec<_>>(),
            "allocations_on_target": part(rails.allocations),
            "significant": rails.significant.len(), "unapproved": rails.unapproved.len(),
            "objectives_valued": part(rails.objectives), "decisions_with_business_owner": part(rails.decisions),
        },
        "studies": all(app, study),
        "offers": all(app, offer),
        "items": returns(app),
    })
}

fn all<R: Declared>(app: &App, one: fn(&App, &R) -> Value) -> Vec<Value> {
    app.desk
        .workspace
        .all::<R>()
        .map(|record| one(app, record))
        .collect()
}

fn sum(sum: PartSum) -> Value {
    json!({ "known": maybe(sum.known), "unknown_parts": sum.unknown })
}

fn part(part: CountedPart) -> Value {
    json!({ "kept": part.kept, "of": part.all })
}

fn baseline(app: &App, one: &Baseline) -> Value {
    let desk = &app.desk;
    let now = since(&desk.workspace, &desk.accounts(), one, desk.derived.today);
    let [frozen, today] = [now.scope.on_baseline(), now.scope.on_today()];
    let moves = now.moves.as_ref();
    json!({
        "name": text(&one.name), "points": maybe(now.scope.points), "points_done": maybe(now.scope.done),
        "iterations": now.scope.iterations, "iterations_over": now.scope.passed,
        "growth": maybe(moves.and_then(|moves| moves.growth)), "churn": maybe(moves.and_then(|moves| moves.churn)),
        "budget": maybe(frozen.budget), "planned_value": maybe(frozen.planned), "earned_value": maybe(frozen.earned),
        "earned_value_on_todays_scope": maybe(today.earned), "actual_cost": maybe(frozen.actual),
        "cost_index": maybe(frozen.cost_index()), "schedule_index": maybe(frozen.schedule_index()),
        "at_this_cost": maybe(frozen.at_this_cost()), "rest_as_planned": maybe(frozen.rest_as_planned()),
        "at_this_cost_and_pace": maybe(frozen.at_this_cost_and_pace()), "to_complete_index": maybe(frozen.to_complete()),
    })
}

fn study(_: &App, one: &PriceStudy) -> Value {
    let ranges = PriceCurves::of(one).and_then(|curves| curves.ranges);
    let to = |range: Option<Range>| range.map(|(low, high)| [maybe(Some(low)), maybe(Some(high))]);
    let found = tested(one);
    let best = found.as_ref();
    json!({
        "name": text(&one.name), "method": one.method.map(|method| method.word().name), "counted": answered(one),
        "accepted_narrow": to(ranges.map(|[narrow, _]| narrow)), "accepted_original": to(ranges.map(|[_, original]| original)),
        "best_income_at": maybe(best.and_then(|best| best.best_revenue()).map(|row| row.price)),
        "best_profit_at": maybe(best.and_then(|best| best.best_profit()).map(|row| row.price)),
    })
}

fn offer(app: &App, one: &Offer) -> Value {
    json!({
        "name": text(&one.name), "competitor": some(&one.competitor), "price": maybe(one.price.map(|price| price.0.into())),
        "per": some(&one.period), "place": place_of(&app.desk.workspace, one),
    })
}

/// The open items with a cost of delay a week.
fn returns(app: &App) -> Vec<Value> {
    let (desk, derived) = (&app.desk, &app.desk.derived);
    let items = desk
        .workspace
        .all::<Item>()
        .filter(|item| item.state.is_open());
    let items = items.filter(|item| item.weekly_cost.is_some());
    let one = |item: &Item| {
        let roadmap = &derived.survey.roadmap;
        let own = of_item(
            &desk.workspace,
            &desk.accounts(),
            roadmap,
            derived.today,
            item,
        );
        let today = worth_today(&desk.workspace, &own);
        json!({
            "id": item.id.to_string(), "key": some(&item.key), "title": text(&item.title),
            "weekly": maybe(own.weekly), "cost": maybe(own.cost()), "gain": maybe(own.gain()),
            "return": maybe(own.return_on_investment()), "payback_weeks": maybe(own.payback_weeks()),
            "worth_today": maybe(today.map(|today| today.value)),
        })
    };
    items.map(one).collect()
}
