//! The numbers of the selected item: the inputs of the lens, and the formula with them in it.

use ratatui::style::Style;

use crate::desk::Desk;
use crate::model::criterion::Criterion;
use crate::model::field::{Choice, FieldType, Value};
use crate::model::format;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::record::{Declared, Record};
use crate::model::settings::{Lens, Settings};
use crate::scoring::evaluation::Score;
use crate::scoring::explain::words;
use crate::scoring::ranking::method::{Method, Pull};
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::Pips;
use crate::views::board::draw::detail::{Line, wrapped};

/// The formula with the numbers in it, or what is missing.
pub(super) fn sum(desk: &Desk, look: &Look, item: &Item, score: Score<'_>) -> Line {
    let evaluation = &desk.derived.evaluation;
    let method = Method::of(evaluation.lens);
    let heading = method.heading;
    if !score.line.missing.is_empty() {
        let mut line =
            Line::of("needs: ", look.muted()).and(score.line.missing.join(", "), look.over());
        if let Some((low, high)) = score.line.range {
            let [low, high] = [low, high].map(|end| end.to_grouped(2));
            let range = format!("   {heading} between {low} and {high}");
            line = line.and(range, look.muted());
        }
        return line;
    }
    if let Some(wrong) = score.line.wrong {
        return Line::of("no score: ", look.muted()).and(wrong, look.over());
    }
    let Some(result) = score.line.score else {
        let words = format!("{} items have no rank", item.state.word().label);
        return Line::of(words, look.muted());
    };
    let own = score.line.by_itself().unwrap_or(result);
    let bundle = match score.line.pull {
        Pull::None => String::new(),
        Pull::Lifted | Pull::HeldBack => {
            format!("   bundle {}", evaluation.written(item.id, result))
        }
    };
    let result = text::decimal(&evaluation.written(item.id, own), look.symbols);
    match evaluation.lens {
        Lens::Wsjf | Lens::Hand | Lens::Order => {
            let cost = score.cost_of_delay;
            let cost = cost.map(|cost| text::amount(cost, look.symbols));
            let [value, criticality, risk, size] =
                [item.value, item.criticality, item.risk, item.size]
                    .map(|points| format::known(points.value, "?"));
            let parts = format!("UBV {value} + TC {criticality} + R/O {risk} = CoD ");
            let divided = format!("   {} size {size} = WSJF ", look.symbols.divide);
            Line::of(parts, look.muted())
                .and(cost.unwrap_or_default(), look.text())
                .and(divided, look.muted())
                .and(result, look.strong())
                .and(bundle, look.muted())
                .and(pin_words(item, score), look.over())
        }
        Lens::Moscow => Line::of("MoSCoW ", look.muted()).and(
            item.moscow.map_or("?", |class| class.word().label),
            look.strong(),
        ),
        Lens::Dates => {
            let quotient = format!("cost of delay {} job size = ", look.symbols.divide);
            Line::of(quotient, look.muted()).and(result, look.strong())
        }
        Lens::Rice | Lens::Weighted | Lens::Money => {
            Line::of(format!("{} = ", method.formula), look.muted()).and(result, look.strong())
        }
    }
}

pub(super) fn pin_words(item: &Item, score: Score<'_>) -> String {
    match (item.pin, score.own_rank) {
        (Some(pin), Some(own)) => format!("   pinned at {pin}, its score says {own}"),
        (Some(pin), None) => format!("   pinned at {pin}"),
        _ => String::new(),
    }
}

/// The inputs of the lens, one line each, and the result.
pub(super) fn numbers(desk: &Desk, look: &Look, item: &Item, score: Score<'_>) -> Vec<Line> {
    let method = Method::of(desk.derived.evaluation.lens);
    let row = |label: &str, value: Option<String>| {
        let known = value.is_some();
        let value = text::pad_left(&format::known(value, "?"), 6, look.symbols.more);
        let label = text::pad_right(label, 19, look.symbols.more);
        let style = if known { look.strong() } else { look.over() };
        Line::of(label, look.muted()).and(value, style)
    };
    let mut lines = Vec::new();
    let fields = method
        .inputs
        .iter()
        .filter_map(|name| Item::KIND.field(name));
    for (at, field) in fields.filter_map(|at| Some((at, Item::KIND.fields.get(at)?))) {
        let value = item.get(at);
        if let FieldType::Ratings(_) = field.holds {
            let rated = |one: &Criterion| item.ratings.of(one.id).map(|number| number.to_string());
            let criteria = desk.seen().all::<Criterion>();
            lines.extend(criteria.map(|one| row(&one.name, rated(one))));
        } else if field.holds == FieldType::Points {
            let is_size = field.name == "size";
            let cost = score
                .cost_of_delay
                .map(|cost| text::amount(cost, look.symbols));
            if is_size && method.shows_cost && (cost.is_some() || value != Value::Blank) {
                let cost = format::known(cost.as_ref(), look.symbols.no_score);
                lines.push(row("Cost of delay", Some(cost)));
            }
            let points = if let Value::Points(points) = value {
                points
            } else {
                Points::UNKNOWN
            };
            let mut line = row(field.label, points.value.map(|value| value.to_string()));
            if let Some((low, high)) = points.range {
                line = line.and(format!("  {low}..{high}"), look.muted());
            }
            if !is_size {
                line.pips = points.value.map(|value| pips(desk, value));
            } else if method.shows_cost
                && let (Some(result), Some(cost)) = (score.line.by_itself(), cost)
            {
                let size = format::known(points.value, "?");
                let quotient = format!("  {cost} {} {size} = ", look.symbols.divide);
                let result = text::decimal(
                    &desk.derived.evaluation.written(item.id, result),
                    look.symbols,
                );
                line = line.and(quotient, look.muted()).and(result, look.strong());
            }
            lines.push(line);
        } else {
            let words = (value != Value::Blank).then(|| field.holds.format(&value));
            lines.push(row(field.label, words));
        }
    }
    if score.line.score.is_none() || !method.shows_cost {
        lines.push(sum(desk, look, item, score));
    }
    lines
}

/// How far up the scale a value is.
fn pips(desk: &Desk, value: Number) -> Pips {
    let scale = &desk.seen().the::<Settings>().scale;
    let reached = scale.iter().filter(|step| **step <= value).count();
    Pips {
        reached: u16::try_from(reached).unwrap_or_default(),
        steps: u16::try_from(scale.len()).unwrap_or_default(),
    }
}

/// The due day, latest start and slack; none without a due day.
pub(super) fn due(desk: &Desk, look: &Look, item: &Item, width: usize) -> Vec<Line> {
    let Some(due) = words::due(&desk.derived.survey.roadmap, item, desk.derived.today) else {
        return Vec::new();
    };
    let words = format!("{}: {}", item.urgency.word().label, look.joined(&due.parts));
    let style = if due.is_at_risk {
        look.over()
    } else {
        look.text()
    };
    wrapped(&words, width, 3, style)
}

/// A due day that cannot be met, or just so.
pub(super) fn risk(desk: &Desk, look: &Look, item: &Item) -> Option<(String, Style)> {
    let due = words::due(&desk.derived.survey.roadmap, item, desk.derived.today)?;
    due.is_at_risk
        .then(|| (look.joined(&due.parts), look.over()))
}
