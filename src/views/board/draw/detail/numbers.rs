//! The numbers of the selected item: the inputs of the lens, and the formula with them in it.

use ratatui::style::Style;

use crate::desk::Desk;
use crate::dialogs::draw;
use crate::model::criterion::Criterion;
use crate::model::field::{Choice, FieldType, Value};
use crate::model::item::Item;
use crate::model::points::Points;
use crate::model::record::{Declared, Record};
use crate::model::settings::{Lens, Settings};
use crate::scoring::evaluation::Score;
use crate::scoring::explain::words;
use crate::scoring::price::moves::PinPrice;
use crate::scoring::ranking::method::{Method, Pull};
use crate::scoring::ratio::Ratio;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::Pips;
use crate::views::board::draw::detail::Line;

/// The formula with the numbers in it, or what is missing.
pub(super) fn sum(desk: &Desk, look: &Look, item: &Item, score: &Score) -> Line {
    let method = Method::of(desk.derived.evaluation.lens);
    let heading = method.heading;
    if !score.line.missing.is_empty() {
        let mut line =
            Line::of("needs: ", look.muted()).and(score.line.missing.join(", "), look.over());
        if let Some((low, high)) = score.line.range {
            let range = format!(
                "   {heading} between {} and {}",
                low.to_decimal(2),
                high.to_decimal(2)
            );
            line = line.and(range, look.muted());
        }
        return line;
    }
    if let Some(wrong) = score.line.wrong {
        return Line::of("no score: ", look.muted()).and(wrong, look.over());
    }
    let Some(result) = score.line.score else {
        return Line::of(
            format!("{} items have no rank", item.state.word().label),
            look.muted(),
        );
    };
    let own = score.line.by_itself().unwrap_or(result);
    let bundle = match score.line.pull {
        Pull::None => String::new(),
        Pull::Lifted | Pull::HeldBack => format!("   bundle {}", result.to_decimal(2)),
    };
    let result = text::decimal(&own.to_decimal(2), look.symbols);
    let known = |points: Points| {
        points
            .value
            .map_or_else(|| "?".to_owned(), |n| n.to_string())
    };
    match desk.derived.evaluation.lens {
        Lens::Wsjf | Lens::Hand | Lens::Order => {
            let cost = score
                .cost_of_delay
                .map(|cost| text::amount(cost, look.symbols))
                .unwrap_or_default();
            let parts = format!(
                "UBV {} + TC {} + R/O {} = CoD ",
                known(item.value),
                known(item.criticality),
                known(item.risk)
            );
            Line::of(parts, look.muted())
                .and(cost, look.text())
                .and(
                    format!(
                        "   {} size {} = WSJF ",
                        look.symbols.divide,
                        known(item.size)
                    ),
                    look.muted(),
                )
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

pub(super) fn pin_words(item: &Item, score: &Score) -> String {
    match (item.pin, score.own_rank) {
        (Some(pin), Some(own)) => format!("   pinned at {pin}, its score says {own}"),
        (Some(pin), None) => format!("   pinned at {pin}"),
        _ => String::new(),
    }
}

/// The inputs of the lens, one line each, and the result.
pub(super) fn numbers(desk: &Desk, look: &Look, item: &Item, score: &Score) -> Vec<Line> {
    let lens = desk.derived.evaluation.lens;
    let scale = &desk.seen().the::<Settings>().scale;
    let steps = u16::try_from(scale.len()).unwrap_or_default();
    let label = |words: &str| text::pad_right(words, 19, look.symbols.more);
    let number = |words: &str| text::pad_left(words, 6, look.symbols.more);
    let mut lines = Vec::new();
    for name in Method::of(lens).inputs {
        let Some(field) = Item::KIND
            .field(name)
            .and_then(|at| Some((at, Item::KIND.fields.get(at)?)))
        else {
            continue;
        };
        let (at, field) = field;
        if field.holds == FieldType::Points {
            let Value::Points(points) = item.get(at) else {
                lines
                    .push(Line::of(label(field.label), look.muted()).and(number("?"), look.over()));
                continue;
            };
            let is_size = *name == "size";
            if is_size && Method::of(lens).shows_cost {
                let cost = score.cost_of_delay.map_or_else(
                    || look.symbols.no_score.to_owned(),
                    |cost| text::amount(cost, look.symbols),
                );
                lines.push(
                    Line::of(label("Cost of delay"), look.muted())
                        .and(number(&cost), look.strong()),
                );
            }
            let value = points
                .value
                .map_or_else(|| "?".to_owned(), |n| n.to_string());
            let style = if points.value.is_some() {
                look.strong()
            } else {
                look.over()
            };
            let mut line = Line::of(label(field.label), look.muted()).and(number(&value), style);
            if let Some((low, high)) = points.range {
                line = line.and(format!("  {low}..{high}"), look.muted());
            }
            if is_size {
                if let (Some(result), Some(cost)) = (score.line.by_itself(), score.cost_of_delay) {
                    let result = text::decimal(&result.to_decimal(2), look.symbols);
                    let quotient = format!(
                        "  {} {} {value} = ",
                        text::amount(cost, look.symbols),
                        look.symbols.divide
                    );
                    if Method::of(lens).shows_cost {
                        line = line.and(quotient, look.muted()).and(result, look.strong());
                    }
                }
            } else if let Some(value) = points.value {
                let reached = scale.iter().filter(|step| **step <= value).count();
                line.pips = Some(Pips {
                    reached: u16::try_from(reached).unwrap_or_default(),
                    steps,
                });
            }
            lines.push(line);
        } else if let FieldType::Ratings(_) = field.holds {
            for criterion in desk.seen().all::<Criterion>() {
                let value = item.ratings.of(criterion.id);
                let style = if value.is_some() {
                    look.strong()
                } else {
                    look.over()
                };
                let words = value.map_or_else(|| "?".to_owned(), |n| n.to_string());
                lines.push(
                    Line::of(label(&criterion.name), look.muted()).and(number(&words), style),
                );
            }
        } else {
            let value = item.get(at);
            let style = if value == Value::Blank {
                look.over()
            } else {
                look.strong()
            };
            let words = if value == Value::Blank {
                "?".to_owned()
            } else {
                field.holds.format(&value)
            };
            lines.push(Line::of(label(field.label), look.muted()).and(number(&words), style));
        }
    }
    if score.line.score.is_none() || !Method::of(lens).shows_cost {
        lines.push(sum(desk, look, item, score));
    }
    if item.size.value.is_none() && Method::of(lens).shows_cost {
        let cost = score
            .cost_of_delay
            .map_or_else(String::new, |cost: Ratio| text::amount(cost, look.symbols));
        if !cost.is_empty() {
            lines.insert(
                3,
                Line::of(label("Cost of delay"), look.muted()).and(number(&cost), look.strong()),
            );
        }
    }
    lines
}

/// The due day, latest start and slack; none without a due day.
pub(super) fn due(desk: &Desk, look: &Look, item: &Item, width: usize) -> Vec<Line> {
    let Some(due) = words::due(desk.seen(), &desk.derived.evaluation, item) else {
        return Vec::new();
    };
    let words = crate::views::board::draw::detail::in_a_row(look, &due.parts);
    let words = format!("{}: {words}", item.urgency.word().label);
    let style = if due.is_at_risk {
        look.over()
    } else {
        look.text()
    };
    let lines = text::wrap(&words, width, 3).into_iter();
    lines.map(|line| Line::of(line, style)).collect()
}

/// A due day that cannot be met, or just so.
pub(super) fn risk(desk: &Desk, look: &Look, item: &Item) -> Option<(String, Style)> {
    let due = words::due(desk.seen(), &desk.derived.evaluation, item)?;
    due.is_at_risk.then(|| {
        (
            crate::views::board::draw::detail::in_a_row(look, &due.parts),
            look.over(),
        )
    })
}

/// What a pin costs the others, in the unit that is named, until delivery.
pub(super) fn price_words(price: PinPrice, unit: &str, look: &Look) -> String {
    if price.moved == 0 {
        return "it moves nobody".to_owned();
    }
    let unknown = match price.unknown {
        0 => String::new(),
        count => format!("; {count} of them with an unknown cost"),
    };
    format!(
        "{} at another time: they pay {}, {} is gained, net {} ({} until delivery{unknown})",
        text::count(price.moved, "item is delivered", "items are delivered"),
        text::amount(price.paid, look.symbols),
        text::amount(price.gained, look.symbols),
        text::signed(price.net.rounded(), look.symbols),
        draw::own(look, unit),
    )
}
