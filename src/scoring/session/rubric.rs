//! The words of a question: what is asked, and what each value of the scale means.
//!
//! Owns the built-in words; those of the workspace's settings come first.

use crate::model::Workspace;
use crate::model::number::Number;
use crate::model::settings::Settings;
use crate::scoring::ranking::wsjf::Factor;

/// What the room is asked.
pub const fn question(factor: Factor) -> &'static str {
    match factor {
        Factor::Value => "How much is it worth to users and to the business?",
        Factor::Criticality => "How fast does that value fade if it waits for one increment?",
        Factor::Risk => "How much risk does it take away, or what does it make possible?",
        Factor::Size => "How much work is it beside the smallest one?",
    }
}

/// The name of the estimate, as it stands above the question.
pub const fn name(factor: Factor) -> &'static str {
    match factor {
        Factor::Value => "User-business value",
        Factor::Criticality => "Time criticality",
        Factor::Risk => "Risk / opportunity",
        Factor::Size => "Job size",
    }
}

/// From the least to the most, in as many words as the scale of SAFe has values.
const fn words(factor: Factor) -> [&'static str; 7] {
    match factor {
        Factor::Value => [
            "hardly anybody would notice",
            "a small help for a few",
            "a clear help for some",
            "a clear help for many, or for one who matters",
            "most users gain, or it earns money",
            "what this product is judged by this year",
            "nothing else is worth as much",
        ],
        Factor::Criticality => [
            "can wait for a year without a loss",
            "loses a little in half a year",
            "loses some of its value next increment",
            "half of its value is gone after one increment",
            "most of it is gone after one increment",
            "a date is near, and after it little is left",
            "worth nothing unless it starts now",
        ],
        Factor::Risk => [
            "no risk, and nothing rests on it",
            "a small risk, or a help for one later item",
            "a known risk, or a help for some later items",
            "a risk that has hit us, or it opens a way",
            "a serious risk, or several items wait for it",
            "it could stop the increment, or much waits for it",
            "it could stop the product, or everything waits for it",
        ],
        Factor::Size => [
            "the smallest piece of work here",
            "twice the smallest",
            "a few times the smallest, well understood",
            "a good part of an iteration for a team",
            "an iteration for a team",
            "more than an iteration, or much is unknown",
            "as large as an increment holds; better split",
        ],
    }
}

/// What a value of a deck means here: the workspace's own words, or the built-in ones for its place.
pub fn meaning(
    workspace: &Workspace,
    factor: Factor,
    deck: &[Number],
    value: Number,
) -> Option<String> {
    let settings = workspace.the::<Settings>();
    let own = match factor {
        Factor::Value => &settings.value_words,
        Factor::Criticality => &settings.criticality_words,
        Factor::Risk => &settings.risk_words,
        Factor::Size => &settings.size_words,
    };
    let read = |line: &String| {
        let (number, words) = line.trim().split_once([' ', ':', '\t'])?;
        let is_it = Number::parse(number.trim_end_matches([':', '.'])) == Ok(value);
        is_it.then(|| words.trim_start_matches([':', ' ']).to_owned())
    };
    if !own.is_empty() {
        return own.iter().find_map(read);
    }
    let built_in = words(factor);
    let at = deck.iter().position(|card| *card == value)?;
    let last = deck.len().checked_sub(1).filter(|last| *last > 0)?;
    let place = at * (built_in.len() - 1) / last;
    built_in.get(place).map(|words| (*words).to_owned())
}
