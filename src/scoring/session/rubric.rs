//! The words of a question: what is asked, and what each value of the scale means.
//!
//! Owns the built-in words; those of the workspace's settings come first.

use super::column::VoteColumn;
use crate::model::Workspace;
use crate::model::criterion::{Criterion, Direction};
use crate::model::field::Choice;
use crate::model::format::{grouped, percent};
use crate::model::number::Number;
use crate::model::settings::Settings;
use crate::model::words::worded;
use crate::scoring::ranking::inputs::factor_word;
use crate::scoring::ranking::wsjf::Factor;

/// What the room is asked.
pub fn question(workspace: &Workspace, column: VoteColumn) -> String {
    let words = match (column, column.factor()) {
        (_, Some(Factor::Value)) => "How much is it worth to users and to the business?",
        (_, Some(Factor::Criticality)) => {
            worded("How fast does that value fade if it waits for one planning interval?")
        }
        (_, Some(Factor::Risk)) => {
            "How much risk does it take away, or what does it make possible?"
        }
        (_, Some(Factor::Size)) => "How much work is it beside the smallest one?",
        (VoteColumn::Field("reach"), _) => {
            worded("How many people does it reach in one planning interval?")
        }
        (VoteColumn::Field("impact"), _) => "How much does it do for each of them?",
        (VoteColumn::Field("confidence"), _) => {
            "How sure are we of its reach and impact, in percent?"
        }
        (VoteColumn::Field("moscow"), _) => {
            worded("How much does the coming planning interval depend on it?")
        }
        (VoteColumn::Field(_), _) => "What does one week without it cost?",
        (VoteColumn::Rating(id), _) => {
            let criterion = workspace.get::<Criterion>(id);
            let direction = criterion.map_or(Direction::Higher, |criterion| criterion.direction);
            return format!("How does it do on this? {}.", direction.word().label);
        }
    };
    words.to_owned()
}

/// The name of the estimate, as it stands above the question.
pub fn name(workspace: &Workspace, column: VoteColumn) -> String {
    match column {
        VoteColumn::Rating(id) => workspace.name::<Criterion>(Some(id)).to_owned(),
        VoteColumn::Field(_) => column
            .row()
            .map_or("", |field| field.label.said())
            .to_owned(),
    }
}

/// The name of the estimate within a sentence: `job size`.
pub fn word(workspace: &Workspace, column: VoteColumn) -> String {
    match column.factor() {
        Some(factor) => factor_word(factor).to_owned(),
        None if column.words().is_empty() => name(workspace, column).to_lowercase(),
        None => name(workspace, column),
    }
}

/// A card as it is written in a sentence: `13`, `80 %`, `Must`, `1,200`.
pub fn card(column: VoteColumn, value: Number) -> String {
    match (column, column.word(value)) {
        (_, Some(word)) => word.label.to_owned(),
        (VoteColumn::Field("confidence"), None) => percent(value),
        (_, None) => grouped(&value.to_string()),
    }
}

/// A card as it is typed, with the word it stands for: `13`, `1 Must`.
pub fn key(column: VoteColumn, value: Number) -> String {
    let word = column.word(value);
    // The first word of it, so that the cards stand beside each other.
    let word = word.and_then(|word| word.label.split(' ').next());
    word.map_or_else(|| value.to_string(), |word| format!("{value} {word}"))
}

/// What may be typed in a column: `1 2 3 5`, `1 Must 2 Should`, or that any number may.
pub fn cards(workspace: &Workspace, column: VoteColumn) -> String {
    let deck = column.deck(workspace);
    let keys = deck.iter().map(|value| key(column, *value));
    let keys = keys.collect::<Vec<_>>().join(" ");
    match deck.as_slice() {
        [] if column.is_amount() => "an amount".to_owned(),
        [] => "a number".to_owned(),
        _ => keys,
    }
}

/// From the least to the most, in as many words as the scale of SAFe has values.
fn words(factor: Factor) -> [&'static str; 7] {
    match factor {
        Factor::Value => [
            "hardly anybody would notice",
            "a small help for a few",
            "a clear help to some people",
            "a clear help for many, or for one who matters",
            "most users gain, or it earns money",
            "what this product is judged by this year",
            "nothing else is worth as much",
        ],
        Factor::Criticality => [
            "can wait for a year without a loss",
            "loses a little in half a year",
            worded("loses some of its value next planning interval"),
            worded("half of its value is gone after one planning interval"),
            worded("most of it is gone after one planning interval"),
            "a date is near, and after it little is left",
            "worth nothing unless it starts now",
        ],
        Factor::Risk => [
            "no risk, and nothing rests on it",
            worded("a small risk, or it helps one later item"),
            worded("a known risk, or a help for some later items"),
            "a risk that has hit us, or it opens a way",
            worded("a serious risk, or several items wait for it"),
            worded("it could stop the planning interval, or much waits for it"),
            "it could stop the product, or everything waits for it",
        ],
        Factor::Size => [
            "the smallest piece of work here",
            "twice the smallest",
            "a few times the smallest, well understood",
            worded("a good part of an iteration for a team"),
            worded("an iteration for a team"),
            worded("more than an iteration, or much is unknown"),
            worded("as large as a planning interval holds; better split"),
        ],
    }
}

/// What the values of RICE that are chosen from mean, from the least to the most.
const IMPACT: [&str; 5] = [
    "hardly noticed",
    "a little",
    "some",
    "a lot",
    "it changes how they work",
];
const CONFIDENCE: [&str; 4] = [
    "a guess",
    "somebody thinks so",
    "some data",
    "it was measured",
];

/// What a value of a deck means here: the workspace's own words, or the built-in ones for its place.
pub fn meaning(
    workspace: &Workspace,
    column: VoteColumn,
    deck: &[Number],
    value: Number,
) -> Option<String> {
    let settings = workspace.the::<Settings>();
    let criterion = |id| {
        workspace
            .get::<Criterion>(id)
            .map(|one| one.words.as_slice())
    };
    let own: &[String] = match (column, column.factor()) {
        (_, Some(Factor::Value)) => &settings.value_words,
        (_, Some(Factor::Criticality)) => &settings.criticality_words,
        (_, Some(Factor::Risk)) => &settings.risk_words,
        (_, Some(Factor::Size)) => &settings.size_words,
        (VoteColumn::Rating(id), _) => criterion(id).unwrap_or_default(),
        (VoteColumn::Field(_), None) => &[],
    };
    let read = |line: &String| {
        let (number, words) = line.trim().split_once([' ', ':', '\t'])?;
        let is_it = Number::parse(number.trim_end_matches([':', '.'])) == Ok(value);
        is_it.then(|| words.trim_start_matches([':', ' ']).to_owned())
    };
    if !own.is_empty() {
        return own.iter().find_map(read);
    }
    let built_in: &[&str] = match (column, column.factor()) {
        (_, Some(factor)) => &words(factor),
        (VoteColumn::Field("impact"), _) => &IMPACT,
        (VoteColumn::Field("confidence"), _) => &CONFIDENCE,
        _ => return None,
    };
    let at = deck.iter().position(|card| *card == value)?;
    let last = deck.len().checked_sub(1).filter(|last| *last > 0)?;
    let place = at * built_in.len().checked_sub(1)? / last;
    built_in.get(place).map(|words| (*words).to_owned())
}
