//! The numbers of the selected item: the inputs of the lens, and the formula with them in it.

use ratatui::style::Style;

use crate::desk::Desk;
use crate::model::criterion::Criterion;
use crate::model::field::{Choice, Field, FieldType, Value};
use crate::model::format;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::{Declared, Record};
use crate::model::settings::{Lens, Settings};
use crate::model::words::ITEMS;
use crate::scoring::evaluation::Score;
use crate::scoring::explain::words;
use crate::scoring::insight::range::of_value;
use crate::scoring::ranking::method::{Method, Pull};
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::session::deck;
use crate::scoring::session::rubric::meaning;
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::board::draw::detail::{Line, wrapped};

/// The formula with the numbers in it, or what is missing.
pub(super) fn sum(desk: &Desk, look: &Look, item: &Item, score: Score<'_>) -> Line {
    let evaluation = &desk.derived.evaluation;
    let method = Method::of(evaluation.lens);
    let heading = method.heading;
    if !score.line.missing.is_empty() {
        let mut line =
            Line::of("missing: ", look.muted()).and(score.line.missing.join(", "), look.over());
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
        let words = format!("{} {ITEMS} have no rank", item.state.word().label);
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
            let parts = format!("value {value} + time {criticality} + risk/opp. {risk} = ");
            let divided = format!("   {} size {size} = ", look.symbols.divide);
            Line::of(parts, look.muted())
                .and(cost.unwrap_or_default(), look.text())
                .and(divided, look.muted())
                .and(result, look.strong())
                .and(bundle, look.muted())
        }
        Lens::Moscow => Line::of("MoSCoW ", look.muted()).and(
            item.moscow.map_or("?", |class| class.word().label),
            look.strong(),
        ),
        Lens::Dates => {
            let quotient = format!("cost of delay {} job size = ", look.symbols.divide);
            Line::of(quotient, look.muted()).and(result, look.strong())
        }
        Lens::Rice | Lens::Weighted | Lens::Money | Lens::Outcome | Lens::Return => {
            Line::of(format!("{} = ", method.formula), look.muted()).and(result, look.strong())
        }
    }
}

/// That an item was placed by hand, and where its score would put it.
pub(super) fn pin_words(item: &Item, score: Score<'_>) -> String {
    match (item.pin, score.own_rank) {
        (Some(pin), Some(own)) => format!("placed at {pin} by hand; by score {own}"),
        (Some(pin), None) => format!("placed at {pin} by hand"),
        _ => String::new(),
    }
}

/// The cells of a label, and of the value behind it.
const LABEL: usize = 16;
const VALUE: usize = 5;

/// What an input is called here.
fn label(field: &Field) -> &'static str {
    match field.name {
        "value" => "Value",
        "risk" => "Risk reduction / opportunity",
        _ => field.label.said(),
    }
}

/// The inputs of the lens, each with what its value means where there is room, and the result.
pub(super) fn numbers(
    desk: &Desk,
    look: &Look,
    item: &Item,
    score: Score<'_>,
    width: usize,
    is_roomy: bool,
) -> Vec<Line> {
    let method = Method::of(desk.derived.evaluation.lens);
    // A label that is too long goes on below; what is said of the value stands there too, or on a line of its own.
    let rows = |label: &str, value: Option<String>, notes: &[String]| {
        let style = value.as_ref().map_or(look.over(), |_| look.strong());
        let value = text::pad_left(&format::known(value, "?"), VALUE, look.symbols.more);
        let mut parts = text::wrap(label, LABEL, 2).into_iter();
        let first = text::pad_right(&parts.next().unwrap_or_default(), LABEL, "");
        let mut lines = vec![Line::of(first, look.muted()).and(value, style)];
        let mut notes = notes.iter();
        if let Some(second) = parts.next() {
            let note = notes.next().map_or("", String::as_str);
            let second = text::pad_right(&second, LABEL + VALUE + 1, "");
            lines.push(Line::of(second, look.muted()).and(note, look.muted()));
        }
        for note in notes {
            let wrapped = text::wrap(note, width.saturating_sub(3), 2).into_iter();
            lines.extend(wrapped.map(|line| Line::of(format!("   {line}"), look.muted())));
        }
        lines
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
            lines.extend(criteria.flat_map(|one| rows(&one.name, rated(one), &[])));
        } else if let Value::Points(points) = value {
            let range = points
                .range
                .map(|(low, high)| format!("between {low} and {high}"));
            let is_value = field.name == Factor::Value.field();
            let given = is_value.then(|| of_value(&desk.derived.known, &deck(desk.seen()), item));
            let given = given
                .flatten()
                .map(|(low, high)| format!("({low}..{high})"));
            let meaning = points.value.filter(|_| is_roomy);
            let meaning = meaning.and_then(|value| meaning_of(desk, field.name, value));
            let notes: Vec<String> = range.into_iter().chain(given).chain(meaning).collect();
            let value = points.value.map(|value| value.to_string());
            lines.extend(rows(label(field), value, &notes));
        } else {
            let words = (value != Value::Blank).then(|| field.holds.format(&value));
            lines.extend(rows(label(field), words, &[]));
        }
    }
    let by_quotient = score.line.by_itself().zip(score.cost_of_delay);
    if let Some((result, cost)) = by_quotient.filter(|_| method.shows_cost) {
        let written = desk.derived.evaluation.written(item.id, result);
        let written = text::decimal(&written, look.symbols);
        let size = format::known(item.size.value, "?");
        let cost = text::amount(cost, look.symbols);
        let quotient = format!("   {cost} {} {size}", look.symbols.divide);
        if let [line] = rows("Score", Some(written), &[]).as_slice() {
            lines.push(line.clone().and(quotient, look.muted()));
        }
    } else if score.line.missing.is_empty() || score.line.range.is_some() {
        lines.push(sum(desk, look, item, score));
    }
    lines
}

/// What a value means, in the words of its scale.
fn meaning_of(desk: &Desk, field: &str, value: Number) -> Option<String> {
    let seen = desk.seen();
    let factor = Factor::named(field)?;
    meaning(seen, factor.into(), &seen.the::<Settings>().scale, value)
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
