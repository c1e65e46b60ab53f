//! The options of the selected item: what each would take and bring, which is chosen and why.

use crate::desk::Desk;
use crate::model::format::known;
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::ui::look::Look;
use crate::views::board::draw::detail::{Line, paragraph};

/// The paragraphs on options; none for an item without any.
pub(super) fn options(desk: &Desk, look: &Look, item: &Item, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for option in desk
        .seen()
        .all::<ItemOption>()
        .filter(|option| option.item.0 == Some(item.id))
    {
        let (size, value) = (
            known(option.size.value, "?"),
            known(option.value.value, "?"),
        );
        let numbers = format!("size {size}, value {value}");
        let words = look.joined(&[&option.name, &numbers]);
        let (label, reason) = if option.chosen {
            ("Option (chosen)", &*option.reason)
        } else {
            ("Option", "")
        };
        lines.extend(paragraph(look, label, &words, width));
        lines.extend(paragraph(look, "because", reason, width));
    }
    lines
}
