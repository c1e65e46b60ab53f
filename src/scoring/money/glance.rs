//! What a price study says at a glance: a few words beside its picture, and a bar for each tested price or rated level.
//!
//! Owns the words and the lengths. Screens and documents draw them.

use super::answers;
use super::conjoint::conjoint;
use super::curves::{Range, ranges};
use super::price_range::Enough;
use super::study::{range, signed, tested};
use super::words::rounded;
use crate::model::Workspace;
use crate::model::format::known;
use crate::model::money::{PriceStudy, StudyMethod};
use crate::scoring::price::amounts::money;
use crate::scoring::ratio::Ratio;

/// A bar of a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyBar {
    /// A price, or a level of an attribute.
    pub name: String,
    /// How long it is, against the others.
    pub value: Ratio,
    /// What it stands for.
    pub words: String,
    /// Whether it is the best one.
    pub is_best: bool,
}

/// What a study says: about what, and the words.
pub type Said = Vec<(&'static str, String)>;

/// What a study says beside its picture; of one with too few answers only that.
pub fn verdict(workspace: &Workspace, study: &PriceStudy) -> Said {
    match study.method {
        None => Vec::new(),
        Some(StudyMethod::FourPrices) => four_prices(workspace, study),
        Some(StudyMethod::TestedPrices) => tested_prices(workspace, study),
        Some(StudyMethod::Profiles) => profiles(workspace, study),
    }
}

/// A bar for each tested price, or each level of the attributes; none of four prices, which have curves.
pub fn bars(workspace: &Workspace, study: &PriceStudy) -> Vec<StudyBar> {
    match study.method {
        None | Some(StudyMethod::FourPrices) => Vec::new(),
        Some(StudyMethod::TestedPrices) => price_bars(workspace, study).unwrap_or_default(),
        Some(StudyMethod::Profiles) => level_bars(study).unwrap_or_default(),
    }
}

fn four_prices(workspace: &Workspace, study: &PriceStudy) -> Said {
    let Some(range) = range(study) else {
        return Vec::new();
    };
    let all = answers::four_prices(&study.answers).len();
    let count = format!("{} of {all} count", range.valid.len());
    let to =
        |(low, high): Range| format!("{} to {}", money(workspace, low), money(workspace, high));
    let (Some([narrow, original]), Some(points)) = (ranges(&range), range.interpolated) else {
        return vec![
            ("Answers", count),
            ("No price", "10 must count, 30 are enough".to_owned()),
        ];
    };
    let [_, optimal, indifferent, ..] = points;
    let mut said = vec![
        ("Accepted, narrow", to(narrow)),
        ("Accepted, original", to(original)),
        ("Fewest refuse", money(workspace, optimal)),
        ("Felt as normal", money(workspace, indifferent)),
    ];
    if let Some([_, first, ..]) = range.spans(true) {
        said.push(("One left out", to(first)));
    }
    said.push(("Answers", count));
    if range.enough() == Enough::Few {
        said.push(("Below 30", "read with care".to_owned()));
    }
    said
}

fn tested_prices(workspace: &Workspace, study: &PriceStudy) -> Said {
    let Some(tested) = tested(study) else {
        return Vec::new();
    };
    let price = |row: Option<&super::tested::TestedPrice>| {
        known(row.map(|row| money(workspace, row.price)), "unknown")
    };
    vec![
        ("Most income at", price(tested.best_revenue())),
        ("Most profit at", price(tested.best_profit())),
        ("Between them", "nobody was asked".to_owned()),
    ]
}

fn price_bars(workspace: &Workspace, study: &PriceStudy) -> Option<Vec<StudyBar>> {
    let tested = tested(study)?;
    let (income, profit) = (tested.best_revenue(), tested.best_profit());
    let bar = |row: &super::tested::TestedPrice| {
        let amount = |what: &str, amount: Option<Ratio>, is_best: bool| {
            let star = if is_best { " (best)" } else { "" };
            let words = amount.map(|amount| format!("{what} {}{star}", rounded(workspace, amount)));
            words.unwrap_or_default()
        };
        let is = |best: Option<&super::tested::TestedPrice>| {
            best.is_some_and(|best| best.price == row.price)
        };
        let parts = [
            known(row.share.map(Ratio::percent), "nobody asked"),
            amount("income", row.revenue, is(income)),
            amount("profit", row.profit, is(profit)),
        ];
        StudyBar {
            name: money(workspace, row.price),
            value: row.share.unwrap_or(Ratio::ZERO),
            words: crate::model::format::joined(parts),
            is_best: is(profit.or(income)),
        }
    };
    Some(tested.rows.iter().map(bar).collect())
}

fn profiles(workspace: &Workspace, study: &PriceStudy) -> Said {
    let (names, profiles) = answers::profiles(&study.answers);
    let price = answers::price_of(&names, &profiles);
    let Ok(read) = conjoint(&names, price, &profiles) else {
        return Vec::new();
    };
    let worth = read.worth().into_iter();
    let said = worth.filter_map(|(_, worst, best, worth)| {
        let words = format!("{best} over {worst}: {}", money(workspace, worth?));
        Some(("A feature is worth", words))
    });
    said.collect()
}

fn level_bars(study: &PriceStudy) -> Option<Vec<StudyBar>> {
    let (names, profiles) = answers::profiles(&study.answers);
    let price = answers::price_of(&names, &profiles);
    let read = conjoint(&names, price, &profiles).ok()?;
    let mut bars = Vec::new();
    for (attribute, importance) in read.attributes.iter().zip(read.importance()) {
        let best = attribute.levels.iter().map(|(_, worth)| *worth).max();
        for (at, (level, worth)) in attribute.levels.iter().enumerate() {
            let counts = importance.filter(|_| at == 0);
            let counts = counts.map_or_else(String::new, |share| {
                format!(" · {} of the difference", share.percent())
            });
            bars.push(StudyBar {
                name: format!("{} {level}", attribute.name),
                value: worth.size(),
                words: format!("{}{counts}", signed(*worth)),
                is_best: Some(*worth) == best,
            });
        }
    }
    Some(bars)
}
