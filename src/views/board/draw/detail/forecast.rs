//! When the selected item is likely done, in a line; why that is unknown is said where it is explained.

use crate::desk::Desk;
use crate::model::item::Item;
use crate::scoring::forecast::roadmap::words;

/// The forecast of an item; none while it is unknown, or of a state that has passed.
pub(super) fn likely(desk: &Desk, item: &Item) -> Option<String> {
    let survey = desk.derived.is_surveyed().then_some(&desk.derived.survey)?;
    let likely = survey.roadmap.item(item.id)?.as_ref().ok()?;
    Some(words::in_short(likely))
}
