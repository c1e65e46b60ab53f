//! Claims: what a file says the score of an item is, beside what evenkeel computes.
//!
//! Owns when the two differ: by more than the decimals of the file can hide. A claim counts for nothing else.

use super::draft::FileEstimate;
use super::notes::{Note, Notes};
use crate::model::item::Item;
use crate::model::number::Number;
use crate::scoring::ranking::inputs::wsjf_inputs;
use crate::scoring::ranking::wsjf::wsjf;

/// Notes a claim that is not the score an item has here; says nothing where it has none.
pub(super) fn compare(item: &Item, claim: &FileEstimate, line: usize, notes: &mut Notes) {
    let rows = wsjf(&[wsjf_inputs(item)], &[]).rows;
    let Some(Ok(ours)) = rows.first().map(|row| &row.score) else {
        return;
    };
    let text = claim.value.to_string();
    let places = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    let Ok(rounded) = Number::parse(&ours.to_decimal(places)) else {
        return;
    };
    if rounded != claim.value {
        let name = if item.key.is_empty() {
            &item.title
        } else {
            &item.key
        };
        let name: String = name.chars().take(16).collect();
        let example = format!("{name}: {text}, here {}", ours.to_short());
        notes.add(Note::WsjfDiffers, &claim.column, Some(line), &example);
    }
}
