//! What an item is worth a week: built up from its parts, and what a study offers as one of them.
//!
//! Owns the sum of the parts and the offer of a study. Setting it is for the caller.

use super::answers;
use super::conjoint::conjoint;
use super::models::worth_a_week;
use crate::model::Workspace;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::money::{Benefit, PriceStudy, StudyMethod};
use crate::model::words::worded;
use crate::scoring::price::amounts::{money, short};
use crate::scoring::ratio::Ratio;

/// The weeks of a month: 365.25 days in twelve parts, as published.
const WEEKS_OF_A_MONTH: (i128, i128) = (4345, 1000);

/// The parts of what an item is worth, the largest first.
pub fn parts(workspace: &Workspace, item: Id) -> Vec<&Benefit> {
    let all = workspace.all::<Benefit>();
    let mut own: Vec<&Benefit> = all.filter(|part| part.item.0 == Some(item)).collect();
    own.sort_by(|one, other| {
        let amounts = other.weekly.map(|w| w.0).cmp(&one.weekly.map(|w| w.0));
        amounts
            .then_with(|| one.reason.cmp(&other.reason))
            .then(one.id.cmp(&other.id))
    });
    own
}

/// The sum of the parts; `None` without any, and while one has no amount.
pub fn built_up(workspace: &Workspace, item: Id) -> Option<Ratio> {
    let parts = parts(workspace, item);
    let amounts: Option<Vec<Ratio>> = parts
        .iter()
        .map(|part| Some(part.weekly?.0.into()))
        .collect();
    Ratio::sum(amounts.filter(|amounts| !amounts.is_empty())?)
}

/// A part in words: `Revenue up € 1,227: the reason`.
pub fn part_words(workspace: &Workspace, part: &Benefit) -> String {
    let way = part.way.map_or("Worth", |way| way.word().label);
    let amount = part.weekly.map_or_else(
        || "?".to_owned(),
        |weekly| money(workspace, weekly.0.into()),
    );
    format!("{way} {amount}: {}", part.reason.trim())
}

/// What a study offers for the item of its feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorthOffer {
    /// The item.
    pub item: Id,
    /// What the feature is worth a week.
    pub weekly: Ratio,
    /// How that comes about, with the name of the study.
    pub reason: String,
}

/// What a study offers, or the field that lacks for it and why.
///
/// Source: design, W1: worth of the feature × buyers a month × share who want it ÷ weeks of a month.
pub fn offered(
    workspace: &Workspace,
    study: &PriceStudy,
) -> Result<WorthOffer, (&'static str, &'static str)> {
    if study.method != Some(StudyMethod::Profiles) {
        return Err(("method", "only rated profiles say what a feature is worth"));
    }
    let (names, profiles) = answers::profiles(&study.answers);
    let read = conjoint(&names, answers::price_of(&names, &profiles), &profiles);
    let read = read.map_err(|_| ("answers", "these answers say no worth of a feature"))?;
    let wanted = study.feature.trim().to_lowercase();
    let all = read.worth().into_iter();
    let all = all.filter_map(|(name, worst, best, worth)| Some((worth?, name, worst, best)));
    let found = all.filter(|(_, name, ..)| wanted.is_empty() || name.to_lowercase() == wanted);
    let (worth, name, worst, best) = found
        .max_by_key(|(worth, ..)| *worth)
        .ok_or(("feature", "no attribute of this name has a worth in money"))?;
    let item = study
        .item
        .0
        .filter(|id| workspace.get::<Item>(*id).is_some());
    let item = item.ok_or(("item", worded("choose the item that makes the feature")))?;
    let buyers = study
        .buyers
        .ok_or(("buyers", "type how many people buy in a month"))?;
    let share = study
        .wanted
        .ok_or(("wanted", "type the share of buyers who want it: 40 %"))?;
    let percent = Ratio::from(share.0);
    let weekly = worth_a_week(
        Some(worth),
        Some(buyers.into()),
        percent.over(Ratio::HUNDRED),
        Ratio::new(WEEKS_OF_A_MONTH.0, WEEKS_OF_A_MONTH.1),
    );
    Ok(WorthOffer {
        item,
        weekly: weekly.ok_or(("buyers", "the numbers are too large"))?,
        reason: format!(
            "{}: {name} {best} over {worst}, {} × {} a month × {} % ÷ 4.345 weeks",
            study.name.trim(),
            money(workspace, worth),
            short(buyers.into()),
            short(percent)
        ),
    })
}
