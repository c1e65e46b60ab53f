//! How firm the place of the selected item is: what would change it, and which estimates still matter.

use crate::desk::Desk;
use crate::dialogs::draw;
use crate::model::format;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::firmness::scaling::Pair;
use crate::scoring::firmness::tipping::MoveEffect;
use crate::scoring::firmness::{Beside, CutSide, Doubt, EstimateStep, Firm};
use crate::scoring::ranking::inputs::factor_word;
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::ratio::Ratio;
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::board::draw::detail::marks::Said;
use crate::views::board::draw::detail::{Line, wrapped};

/// The lines on firmness; none for a closed item, and where nothing can be said.
pub(super) fn firmness(desk: &Desk, look: &Look, item: &Item, width: usize) -> Vec<Line> {
    let Some(known) = known(desk, item) else {
        return Vec::new();
    };
    let Known::Firm(firm) = known else {
        return Vec::new();
    };
    let heading = if is_held(desk, item) {
        "Firmness, by score alone"
    } else {
        "Firmness"
    };
    // What stands at the top of the region is not said twice.
    let foremost = foremost(desk, item, &firm);
    let mut statements = statements(desk, look, item, &firm);
    statements.retain(|statement| Some(statement) != foremost.as_ref());
    if statements.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::default(), Line::of(heading, look.muted())];
    for statement in statements {
        lines.extend(wrapped(&statement, width, 4, look.text()));
    }
    lines
}

/// The one statement that matters most, with its mark; that it is being computed while it is not known of this state.
pub(super) fn most_important(desk: &Desk, look: &Look, item: &Item) -> Option<Said> {
    match known(desk, item)? {
        Known::NotYet => Some(("", format!("computing{}", look.symbols.more), look.muted())),
        Known::Firm(firm) => {
            let words = foremost(desk, item, &firm)?;
            let mark = firm.nearly_tied.map_or("", |_| look.symbols.near);
            let words = if is_held(desk, item) {
                format!("by score: {words}")
            } else {
                words
            };
            Some((mark, words, look.text()))
        }
    }
}

/// A doubt that is worth a talk, or else the nearest step.
fn foremost(desk: &Desk, item: &Item, firm: &Firm) -> Option<String> {
    let doubt = firm.doubts.iter().find(|doubt| doubt.verdict.matters());
    let doubt = doubt.filter(|_| firm.nearly_tied.is_none());
    let doubt = doubt.map(|doubt| doubt_words(item, firm, *doubt));
    doubt.or_else(|| firm.nearest().map(|step| step_words(desk, firm, step)))
}

/// Whether something else than its score holds an item where it is.
fn is_held(desk: &Desk, item: &Item) -> bool {
    item.pin.is_some() || desk.derived.evaluation.bundle_of(item.id).is_some()
}

enum Known {
    /// The survey is of another state.
    NotYet,
    Firm(Box<Firm>),
}

fn known(desk: &Desk, item: &Item) -> Option<Known> {
    let is_asked = crate::scoring::firmness::applies(desk.derived.evaluation.lens);
    if !is_asked || !item.state.is_open() {
        return None;
    }
    if !desk.derived.is_surveyed() {
        return Some(Known::NotYet);
    }
    let firmness = desk.derived.survey.firmness.as_ref()?;
    firmness.of(item.id).map(Box::new).map(Known::Firm)
}

fn statements(desk: &Desk, look: &Look, item: &Item, firm: &Firm) -> Vec<String> {
    let mut all = Vec::new();
    match firm.nearest() {
        Some(step) => all.push(step_words(desk, firm, step)),
        None if firm.above.is_some() || firm.below.is_some() => {
            all.push("firm: no single estimate moves it".to_owned());
        }
        None => {}
    }
    let below = firm.below.and_then(|beside| Some((beside, beside.pair?)));
    all.extend(below.and_then(|(beside, pair)| pair_words(look, &place(desk, beside.id), &pair)));
    let chances = chances(desk, look, firm);
    if !chances.is_empty() {
        all.push(look.joined(&chances));
    }
    let doubts = firm.doubts.iter();
    all.extend(doubts.map(|doubt| doubt_words(item, firm, *doubt)));
    all
}

/// The place of another item: `#5`.
fn place(desk: &Desk, id: Id) -> String {
    let score = desk.derived.evaluation.score(id);
    score
        .and_then(|score| score.rank)
        .map_or_else(|| id.to_string(), |rank| format!("#{rank}"))
}

fn step_words(desk: &Desk, firm: &Firm, step: EstimateStep) -> String {
    if let Some(with) = firm.nearly_tied {
        let with = place(desk, with);
        return match step.effect {
            MoveEffect::Parts => format!("tied with {with}: one step of an estimate decides"),
            MoveEffect::Passes | MoveEffect::Ties => {
                format!("nearly tied with {with}: one step of an estimate swaps them")
            }
        };
    }
    let (field, with) = (factor_word(step.factor), place(desk, step.with));
    let steps = match step.count {
        1 => format!("close: one step on {field}"),
        count => format!("firm: {count} steps on {field}"),
    };
    match (step.effect, step.is_rise) {
        (MoveEffect::Passes, true) => format!("{steps} and it moves ahead of {with}"),
        (MoveEffect::Passes, false) => format!("{steps} and {with} moves ahead"),
        (MoveEffect::Ties, _) => format!("{steps} and it ties with {with}"),
        (MoveEffect::Parts, _) => format!("tied with {with}: {steps} decides"),
    }
}

/// Whether the pair with the next below depends on the units of the columns; by the factor nearest to one.
fn pair_words(look: &Look, with: &str, pair: &Pair) -> Option<String> {
    if pair.is_tied {
        return None;
    }
    if pair.is_scale_proof {
        return Some(format!("stays above {with} whatever the weights"));
    }
    let (column, factor) = pair.nearest()?;
    let way = if factor < Ratio::ONE { "less" } else { "more" };
    Some(format!(
        "stays above {with} unless {} counts {way} than {}{}",
        factor_word(column),
        text::amount(factor, look.symbols),
        draw::own(look, "×"),
    ))
}

/// What ranges and blanks allow: possible ranks, and the chances against both neighbors.
fn chances(desk: &Desk, look: &Look, firm: &Firm) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(ranks) = firm.ranks.filter(|ranks| ranks.best != ranks.worst) {
        all.push(format!("it can be rank {} to {}", ranks.best, ranks.worst));
        let expected = firm.expected.map(|rank| rank.to_decimal(1));
        all.extend(expected.map(|rank| format!("expected {}", text::decimal(&rank, look.symbols))));
    }
    let against = |beside: Option<Beside>| {
        let beside = beside?;
        let chance = beside.chances?.above;
        Some((place(desk, beside.id), percent(chance)?))
    };
    if let Some((with, chance)) = against(firm.below) {
        all.push(format!("{chance} above {with}"));
    }
    if let Some((with, chance)) = against(firm.above) {
        all.push(format!("{with} above it {chance}"));
    }
    all
}

/// A chance in whole percent; none for what is certain.
fn percent(chance: Ratio) -> Option<String> {
    if chance.is_zero() || chance == Ratio::ONE {
        return None;
    }
    let percent = chance.to_percent(0)?;
    Some(match percent.as_str() {
        "0" => format!("under {}", format::percent(1)),
        "100" => format!("over {}", format::percent(99)),
        _ => format::percent(percent),
    })
}

fn doubt_words(item: &Item, firm: &Firm, doubt: Doubt) -> String {
    let points = match doubt.factor {
        Factor::Value => item.value,
        Factor::Criticality => item.criticality,
        Factor::Risk => item.risk,
        Factor::Size => item.size,
    };
    let field = factor_word(doubt.factor);
    let given = firm.given.filter(|_| doubt.factor == Factor::Value);
    let open = match (points.range, given) {
        (Some((low, high)), _) => format!("votes on {field} ran from {low} to {high}"),
        (None, Some((low, high))) => format!("by what is known {field} could be {low} to {high}"),
        (None, None) => format!("{field} is not known"),
    };
    let verdict = doubt.verdict;
    let what = match (verdict.changes_top, verdict.crosses_cut) {
        (true, true) => "that could change the top and the end of capacity",
        (true, false) => "that could change the top",
        (false, true) => "that could move it across the end of capacity",
        (false, false) => match doubt.side {
            CutSide::Above => "either way it fits",
            CutSide::Below => "either way it does not fit",
            CutSide::Open => "that changes neither the top nor the end of capacity",
        },
    };
    format!("{open}; {what}")
}
