//! Which items are worth the room's time.

use crate::model::id::Id;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::firmness::Firmness;
use crate::scoring::ranking::inputs::factor_word;
use crate::scoring::ranking::wsjf::Factor;

/// An item whose place is not settled, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The item.
    pub item: Id,
    /// The estimates whose answer could bring it to the top or take it from there.
    pub top: Vec<Factor>,
    /// The estimates whose answer could move it across the cut line.
    pub cut: Vec<Factor>,
}

impl Proposal {
    /// Why it is worth a talk.
    pub fn words(&self) -> String {
        let names = |factors: &[Factor]| {
            let names: Vec<&str> = factors.iter().map(|factor| factor_word(*factor)).collect();
            names.join(" or ")
        };
        match (self.top.is_empty(), self.cut.is_empty()) {
            (true, true) => "it has no score yet".to_owned(),
            (false, true) => format!("{} can change the top", names(&self.top)),
            (true, false) => format!("{} can move it across the cut line", names(&self.cut)),
            (false, false) => {
                let mut both = self.top.clone();
                both.extend(self.cut.iter().filter(|factor| !self.top.contains(factor)));
                both.sort_unstable();
                format!("{} can change the top and the cut line", names(&both))
            }
        }
    }
}

/// The items where an answer could change the top or cross the cut line: those that could change the top
/// first, each in the shown order, items without a place after the others.
///
/// Of a ranking whose firmness is not known, the items without a score.
pub fn proposed(evaluation: &Evaluation, firmness: Option<&Firmness>) -> Vec<Proposal> {
    let Some(firmness) = firmness else {
        let blank = |item: &Id| Proposal {
            item: *item,
            top: Vec::new(),
            cut: Vec::new(),
        };
        return evaluation.unranked.iter().map(blank).collect();
    };
    let shown = evaluation.ranked.iter().chain(&evaluation.unranked);
    let mut found: Vec<Proposal> = shown
        .filter_map(|item| {
            let doubts = || firmness.doubts(*item).iter();
            let proposal = Proposal {
                item: *item,
                top: doubts()
                    .filter(|doubt| doubt.verdict.changes_top)
                    .map(|doubt| doubt.factor)
                    .collect(),
                cut: doubts()
                    .filter(|doubt| doubt.verdict.crosses_cut)
                    .map(|doubt| doubt.factor)
                    .collect(),
            };
            let matters = doubts().any(|doubt| doubt.verdict.matters());
            matters.then_some(proposal)
        })
        .collect();
    found.sort_by_key(|proposal| proposal.top.is_empty());
    found
}
