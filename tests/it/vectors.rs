//! Worked cases of every scoring topic, through the public API.
//!
//! Reads `tests/vectors/`, or the folder named by `EVENKEEL_VECTORS`; its README says what the
//! fields mean. A topic is one row of [`TOPICS`] and one file that answers `given` with an `out`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout
)]

mod allocation;
mod budget;
mod conjoint;
mod cut;
mod delay;
mod evidence;
mod flow;
mod forecast;
mod forecast_ranges;
mod journey;
mod kano;
mod kpi;
mod moscow;
mod moves;
mod opportunity;
mod pi;
mod plan;
mod precedence;
mod price_models;
mod pricing;
mod quadrant;
mod robustness;
mod scaling;
mod scores;
mod sequence;
mod stakeholders;
mod tipping;
mod weighted;
mod wsjf;

use std::path::{Path, PathBuf};

use evenkeel::scoring::ranking::rank::Ranking;
use evenkeel::scoring::ranking::wsjf::WsjfInputs;
use evenkeel::scoring::ratio::Ratio;
use serde_json::{Value, json};

/// Computes the `out` of a case from its `given`.
type Answer = fn(&Value) -> Value;

/// Each topic with the function that answers its cases.
const TOPICS: &[(&str, Answer)] = &[
    ("wsjf", wsjf::answer),
    ("weighted", weighted::answer),
    ("scores", scores::answer),
    ("quadrant", quadrant::answer),
    ("moscow", moscow::answer),
    ("allocation", allocation::answer),
    ("sequence", sequence::answer),
    ("precedence", precedence::answer),
    ("moves", moves::answer),
    ("plan", plan::answer),
    ("tipping", tipping::answer),
    ("scaling", scaling::answer),
    ("robustness", robustness::answer),
    ("delay", delay::answer),
    ("forecast", forecast::answer),
    ("pi", pi::answer),
    ("cut", cut::answer),
    ("forecast-ranges", forecast_ranges::answer),
    ("opportunity", opportunity::answer),
    ("kano", kano::answer),
    ("evidence", evidence::answer),
    ("kpi", kpi::answer),
    ("journey", journey::answer),
    ("stakeholders", stakeholders::answer),
    ("pricing", pricing::answer),
    ("pricing-range", pricing::range),
    ("pricing-intent", pricing::intent),
    ("gabor-granger-profit", pricing::profit),
    ("conjoint", conjoint::answer),
    ("price-models", price_models::answer),
    ("budget", budget::answer),
    ("flow", flow::answer),
];

#[test]
fn vectors() {
    let bundled = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let folder = std::env::var_os("EVENKEEL_VECTORS").map_or_else(bundled, PathBuf::from);
    let mut failures = Vec::new();
    for &(topic, answer) in TOPICS {
        match read_cases(&folder.join(topic).with_extension("json")) {
            Ok(cases) => {
                println!("{topic}: {} cases", cases.len());
                failures.extend(cases.iter().filter_map(|case| failure(topic, case, answer)));
            }
            Err(problem) => failures.push(format!("{topic}: {problem}")),
        }
    }
    assert!(
        failures.is_empty(),
        "{} failures in {}:\n{}",
        failures.len(),
        folder.display(),
        failures.join("\n")
    );
}

fn read_cases(path: &Path) -> Result<Vec<Value>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let file: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    match file["cases"].as_array() {
        Some(cases) if !cases.is_empty() => Ok(cases.clone()),
        _ => Err("no cases".to_owned()),
    }
}

/// Says what differs in a case, or that the code could not take it.
fn failure(topic: &str, case: &Value, answer: Answer) -> Option<String> {
    let name = format!("{topic} {}, {}", case["n"], case["note"]);
    // A case in a shape the topic cannot read must not hide the cases after it.
    let Ok(got) = std::panic::catch_unwind(|| answer(&case["given"])) else {
        return Some(format!("{name}: cannot be answered"));
    };
    let expected = &case["out"];
    if got == *expected {
        return None;
    }
    let fields = |value: &Value| -> Vec<String> {
        let object = value.as_object().into_iter();
        object.flat_map(|object| object.keys().cloned()).collect()
    };
    let mut names = fields(expected);
    names.extend(fields(&got));
    names.sort();
    names.dedup();
    let mut lines = vec![name];
    for field in names {
        let (expected, got) = (expected.get(&field), got.get(&field));
        if expected != got {
            let show = |value: Option<&Value>| value.map_or("nothing".to_owned(), Value::to_string);
            lines.push(format!("    {field}"));
            lines.push(format!("      expected {}", show(expected)));
            lines.push(format!("      got      {}", show(got)));
        }
    }
    Some(lines.join("\n"))
}

/// Reads an exact quantity; `null` is a blank, anything else is a broken case.
fn quantity(value: &Value) -> Option<Ratio> {
    (!value.is_null()).then(|| Ratio::parse(value.as_str().unwrap()).unwrap())
}

/// Reads a quantity that is never blank.
fn known(value: &Value) -> Ratio {
    quantity(value).unwrap()
}

/// Writes an exact quantity; a blank is `null`.
fn text(ratio: Option<Ratio>) -> Value {
    ratio.map_or(Value::Null, |ratio| json!(ratio.to_string()))
}

/// Reads rows of id, three values and size.
fn wsjf_inputs(rows: &[Value]) -> Vec<WsjfInputs> {
    let inputs = |row: &Value| WsjfInputs {
        value: quantity(&row[1]),
        criticality: quantity(&row[2]),
        risk: quantity(&row[3]),
        size: quantity(&row[4]),
    };
    rows.iter().map(inputs).collect()
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// The position of the row with an id.
fn position(rows: &[Value], id: &Value) -> Option<usize> {
    rows.iter().position(|row| row[0] == *id)
}

/// The positions of the rows with these ids.
fn positions(rows: &[Value], ids: &Value) -> Vec<usize> {
    let ids = ids.as_array().unwrap().iter();
    ids.map(|id| position(rows, id).unwrap()).collect()
}

/// The ids of the rows at `positions`.
fn ids(rows: &[Value], positions: impl IntoIterator<Item = usize>) -> Vec<&Value> {
    positions
        .into_iter()
        .map(|position| &rows[position][0])
        .collect()
}

/// The tie groups of a ranking as ids, best first.
fn groups<'a>(rows: &'a [Value], ranking: &Ranking) -> Vec<Vec<&'a Value>> {
    let groups = ranking.groups();
    groups
        .map(|group| ids(rows, group.iter().copied()))
        .collect()
}

/// The order of a ranking as ids, best first.
fn order<'a>(rows: &'a [Value], ranking: &Ranking) -> Vec<&'a Value> {
    ids(rows, ranking.order.iter().copied())
}
