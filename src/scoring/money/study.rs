//! What a price study says, in words.
//!
//! Owns the sentences, and the range of prices an offer is held against. The numbers are those of the methods.

use super::answers;
use super::conjoint::{ConjointError, conjoint};
use super::intent::Intents;
use super::price_range::{Enough, PriceRange};
use super::tested::{Costs, TestedPrices};
use super::words::rounded;
use super::worth;
use crate::model::Workspace;
use crate::model::audience::Access;
use crate::model::field::Choice;
use crate::model::format::{count, joined, long_date};
use crate::model::item::Item;
use crate::model::key::MONEY_TAKE;
use crate::model::money::{Offer, PriceStudy, StudyMethod};
use crate::model::words::worded;
use crate::scoring::facts::Facts;
use crate::scoring::price::amounts::{money, short};
use crate::scoring::ratio::Ratio;

/// What a study says, for the author alone.
pub fn facts(workspace: &Workspace, study: &PriceStudy) -> Facts {
    let mut facts = Facts::of(&study.name);
    let mut say = |about, words: String| facts.say(about, words, Access::Private);
    let about = [
        study
            .method
            .map_or("no method yet", |method| method.word().label)
            .to_owned(),
        study.day.map_or_else(String::new, long_date),
        study.who.trim().to_owned(),
    ];
    say("", joined(about));
    if study.answers.is_empty() {
        say(
            "",
            worded(
                "No answers yet: {LISTS_EDIT}, then paste them from a spreadsheet, one line each.",
            )
            .to_owned(),
        );
        return facts;
    }
    let lines = match study.method {
        None => vec!["Choose a method, so that the answers can be read.".to_owned()],
        Some(StudyMethod::FourPrices) => four_prices(workspace, study),
        Some(StudyMethod::TestedPrices) => tested_prices(workspace, study),
        Some(StudyMethod::Profiles) => profiles(workspace, study),
    };
    for line in lines {
        say("", line);
    }
    if let Ok(offer) = worth::offered(workspace, study) {
        let worth = rounded(workspace, offer.weekly);
        let item = workspace.name::<Item>(Some(offer.item));
        say(
            "For the backlog",
            format!(
                "{MONEY_TAKE} takes {worth} a week for {item}: {}",
                offer.reason
            ),
        );
    }
    say("Note", study.note.to_string());
    for (about, words) in rules(study.method) {
        facts.rule(about, *words, Access::Private);
    }
    facts
}

/// How the numbers of a study come about, by its method.
const fn rules(method: Option<StudyMethod>) -> &'static [(&'static str, &'static str)] {
    match method {
        None => &[],
        Some(StudyMethod::FourPrices) => &[
            (
                "Accepted",
                "from where as many find it too cheap as expensive to where as many find it cheap as too expensive; the narrow reading takes the curves turned around (van Westendorp)",
            ),
            (
                "Fewest refuse",
                "where the curves of too cheap and too expensive cross; cheap and expensive cross at the indifferent price",
            ),
            (
                "Would buy",
                "each person's intent as a chance that falls to 0 at too cheap and too expensive (Newton, Miller, Smith)",
            ),
        ],
        Some(StudyMethod::TestedPrices) => &[
            ("Would buy", "who would buy at the price ÷ who was asked"),
            (
                "Income a person",
                "price × share of people who would buy (Gabor, Granger)",
            ),
            (
                "Profit",
                "(price − what one unit costs) × share who would buy, × market − fixed cost where these are known",
            ),
        ],
        Some(StudyMethod::Profiles) => &[
            (
                "Worth of a level",
                "mean rating of the profiles with it − mean of all",
            ),
            ("Of the difference", "range of an attribute ÷ ranges of all"),
            (
                "Worth in money",
                "difference of worth ÷ what a unit of money costs in rating",
            ),
        ],
    }
}

/// The range of four prices in a study: answers that count, with rising prices alone.
pub fn range(study: &PriceStudy) -> Option<PriceRange> {
    let is_four = study.method == Some(StudyMethod::FourPrices);
    let rows = answers::four_prices(&study.answers);
    let rows: Vec<_> = rows.iter().map(|row| row.prices).collect();
    is_four.then(|| PriceRange::of(&rows, true))
}

/// How many answers a study has that count; `None` where its method is not known.
pub fn answered(study: &PriceStudy) -> Option<usize> {
    Some(match study.method? {
        StudyMethod::FourPrices => range(study)?.valid.len(),
        StudyMethod::TestedPrices => tested(study)?.rows.len(),
        StudyMethod::Profiles => answers::profiles(&study.answers).1.len(),
    })
}

/// The one line that says what a study found.
pub fn found(workspace: &Workspace, study: &PriceStudy) -> Option<String> {
    let money = |amount| money(workspace, amount);
    match study.method? {
        StudyMethod::FourPrices => {
            let (low, high) = accepted(study)?;
            Some(format!("{} to {}", money(low), money(high)))
        }
        StudyMethod::TestedPrices => {
            let tested = tested(study)?;
            let best = tested.best_profit().or_else(|| tested.best_revenue())?;
            Some(money(best.price))
        }
        StudyMethod::Profiles => {
            let (names, profiles) = answers::profiles(&study.answers);
            let read = conjoint(&names, answers::price_of(&names, &profiles), &profiles).ok()?;
            let worth = read
                .worth()
                .into_iter()
                .filter_map(|(_, _, best, worth)| Some((worth?, best)));
            worth
                .max()
                .map(|(worth, best)| format!("{best} {}", money(worth)))
        }
    }
}

/// How an offer stands to the study its price is held against; nothing where there is none, or too little is known.
pub fn place_of(workspace: &Workspace, offer: &Offer) -> Option<String> {
    let study = workspace.linked(&offer.study)?;
    let price = Ratio::from(offer.price?.0);
    let money = |amount| money(workspace, amount);
    if let Some((low, high)) = accepted(study) {
        let place = if price < low {
            "below"
        } else if price > high {
            "above"
        } else {
            "within"
        };
        return Some(format!(
            "{place} what people accept, {} to {} by the original reading",
            money(low),
            money(high)
        ));
    }
    let best = tested(study)?;
    let best = best.best_profit().or_else(|| best.best_revenue())?.price;
    Some(if best == price {
        "the best of the tested prices".to_owned()
    } else {
        format!("of the tested prices {} is best", money(best))
    })
}

/// What people accept by the original reading of four prices; `None` with too few answers.
pub fn accepted(study: &PriceStudy) -> Option<(Ratio, Ratio)> {
    let range = range(study)?;
    let [_, _, _, _, low, high] = range
        .interpolated
        .filter(|_| range.enough() != Enough::Refused)?;
    Some((low, high))
}

/// What a study of tested prices says; `None` of another one, and where a number does not fit.
pub fn tested(study: &PriceStudy) -> Option<TestedPrices> {
    let is_tested = study.method == Some(StudyMethod::TestedPrices);
    is_tested
        .then(|| TestedPrices::of(&answers::tested_prices(&study.answers), &costs(study)))
        .flatten()
}

fn costs(study: &PriceStudy) -> Costs {
    Costs {
        unit: study.unit_cost.map(|cost| cost.0.into()),
        market: study.market.map(Into::into),
        fixed: study.fixed_cost.map(|cost| cost.0.into()),
    }
}

fn four_prices(workspace: &Workspace, study: &PriceStudy) -> Vec<String> {
    let rows = answers::four_prices(&study.answers);
    let Some(range) = range(study) else {
        return Vec::new();
    };
    let money = |amount| money(workspace, amount);
    let mut lines = vec![counted(
        range.valid.len(),
        range.valid.len() + range.invalid.len(),
        (
            "does not rise from too cheap to too expensive",
            "do not rise from too cheap to too expensive",
        ),
    )];
    match range.enough() {
        Enough::Refused => {
            lines.push("Fewer than 10 answers count: too few to say a price.".to_owned());
        }
        Enough::Few => {
            lines.push("Fewer than 30 answers count: take the prices as a hint.".to_owned());
        }
        Enough::Enough => {}
    }
    let points = range
        .interpolated
        .filter(|_| range.enough() != Enough::Refused);
    if let Some([narrow_low, optimal, indifferent, narrow_high, low, high]) = points {
        lines.push(format!(
            "People accept {} to {} by the narrow reading, {} to {} by the original one.",
            money(narrow_low),
            money(narrow_high),
            money(low),
            money(high)
        ));
        lines.push(format!(
            "Fewest refuse {}. As many find {} cheap as expensive.",
            money(optimal),
            money(indifferent)
        ));
        if let Some([_, (from, to), ..]) = range.spans(true) {
            lines.push(format!(
                "One answer more or less moves the first of them from {} to {}.",
                money(from),
                money(to)
            ));
        }
    }
    let intents = rows
        .iter()
        .any(|row| row.intents.iter().any(Option::is_some));
    if let Some(study) = intents.then(|| Intents::of(&rows)).flatten() {
        let best = |what: &str, point: &super::intent::PriceReach| {
            format!(
                "{what} {}: {} of people would buy, {} a person asked.",
                money(point.price),
                point.reach.percent(),
                money(point.revenue)
            )
        };
        lines.extend(
            study
                .best_reach()
                .map(|point| best("Most would buy at", point)),
        );
        lines.extend(
            study
                .best_revenue()
                .map(|point| best("Most income comes at", point)),
        );
        if !study.no_intent.is_empty() {
            lines.push(format!(
                "{} without an intent {} not counted here.",
                count(study.no_intent.len(), "answer", "answers"),
                if study.no_intent.len() == 1 {
                    "is"
                } else {
                    "are"
                }
            ));
        }
    }
    lines
}

fn tested_prices(workspace: &Workspace, study: &PriceStudy) -> Vec<String> {
    let money = |amount| money(workspace, amount);
    let rows = answers::tested_prices(&study.answers);
    let Some(tested) = TestedPrices::of(&rows, &costs(study)) else {
        return vec![too_large()];
    };
    let mut lines = vec![counted(
        rows.len() - tested.refused.len(),
        rows.len(),
        (
            "has a blank, or more buyers than asked",
            "have a blank, or more buyers than asked",
        ),
    )];
    for row in &tested.rows {
        let share = row.share.map_or_else(
            || "nobody asked".to_owned(),
            |share| format!("{} would buy", share.percent()),
        );
        let each = |what: &str, amount: Option<Ratio>| {
            amount.map_or_else(String::new, |amount| format!(" · {what} {}", money(amount)))
        };
        lines.push(format!(
            "{}: {share}{}{}",
            money(row.price),
            each("income a person", row.revenue),
            each(profit_word(study), row.profit)
        ));
    }
    lines.extend(
        tested
            .best_revenue()
            .map(|row| format!("Most income comes at {}.", money(row.price))),
    );
    if let Some(row) = tested.best_profit() {
        let loses = row.profit.is_some_and(Ratio::is_negative);
        let what = if loses {
            "Every tested price loses; the least loss comes at"
        } else {
            "Most profit comes at"
        };
        lines.push(format!("{what} {}.", money(row.price)));
    } else {
        lines.push("Profit is unknown: say what one unit costs.".to_owned());
    }
    let odd: Vec<String> = tested.not_falling().into_iter().map(money).collect();
    if !odd.is_empty() {
        lines.push(format!(
            "More people would buy at {} than at the lower price before: look at the answers.",
            odd.join(", ")
        ));
    }
    if !tested.sorted {
        lines.push("The prices were not in rising order; they were sorted.".to_owned());
    }
    if !tested.merged.is_empty() {
        lines.push("Rows with the same price were added up.".to_owned());
    }
    lines.push("Only tested prices are told; between them nobody was asked.".to_owned());
    lines
}

const fn profit_word(study: &PriceStudy) -> &'static str {
    if study.market.is_some() {
        "profit"
    } else {
        "profit a person"
    }
}

fn profiles(workspace: &Workspace, study: &PriceStudy) -> Vec<String> {
    let (names, profiles) = answers::profiles(&study.answers);
    let read = match conjoint(&names, answers::price_of(&names, &profiles), &profiles) {
        Ok(read) => read,
        Err(ConjointError::Empty) => {
            return vec!["No profiles yet: the first line names the attributes.".to_owned()];
        }
        Err(ConjointError::Blank(at)) => {
            let lines: Vec<String> = at.iter().map(|at| (at + 2).to_string()).collect();
            return vec![format!(
                "Without a rating, or not a level for each attribute: line {}.",
                lines.join(", ")
            )];
        }
        Err(ConjointError::Unbalanced(levels)) => {
            let levels: Vec<String> = levels
                .iter()
                .map(|(name, level)| format!("{name} {level}"))
                .collect();
            return vec![format!(
                "{} is not seen as often as the others: only a balanced set of profiles can be read.",
                levels.join(" with ")
            )];
        }
        Err(ConjointError::TooLarge) => return vec![too_large()],
    };
    let mut lines = vec![format!(
        "{}, {} on average.",
        count(profiles.len(), "profile", "profiles"),
        short(read.grand_mean)
    )];
    for (attribute, importance) in read.attributes.iter().zip(read.importance()) {
        let levels: Vec<String> = attribute
            .levels
            .iter()
            .map(|(level, worth)| format!("{level} {}", signed(*worth)))
            .collect();
        let counts = importance.map_or_else(String::new, |share| {
            format!(" · {} of the difference", share.percent())
        });
        lines.push(format!("{}: {}{counts}", attribute.name, levels.join(", ")));
    }
    for (name, worst, best, worth) in read.worth() {
        lines.extend(worth.map(|worth| {
            format!(
                "{name}: {best} instead of {worst} is worth {}.",
                money(workspace, worth)
            )
        }));
    }
    if read.money_per_util.is_none() {
        lines.push("What a step is worth in money is unknown: it needs a price that people like less the higher it is.".to_owned());
    }
    lines
}

/// How many answers count, and why the others do not: of one, and of several.
fn counted(valid: usize, all: usize, (one, several): (&str, &str)) -> String {
    let set_aside = match all - valid {
        0 => String::new(),
        1 => format!(" 1 does not: it {one}."),
        rest => format!(" {rest} do not: they {several}."),
    };
    format!(
        "{valid} of {} count.{set_aside}",
        count(all, "answer", "answers")
    )
}

pub(super) fn signed(worth: Ratio) -> String {
    if worth.is_negative() {
        short(worth).replace('-', "−")
    } else {
        format!("+{}", short(worth))
    }
}

fn too_large() -> String {
    crate::scoring::ratio::TooLarge.to_string()
}
