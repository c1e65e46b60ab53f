//! The options of the selected item: what each would take and bring, which is chosen and why.

use crate::desk::Desk;
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::model::points::Points;
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
        let known = |points: Points| {
            points
                .value
                .map_or_else(|| "?".to_owned(), |n| n.to_string())
        };
        let (size, value) = (known(option.size), known(option.value));
        let words = format!(
            "{} {} size {size}, value {value}",
            option.name, look.symbols.separator
        );
        let label = if option.chosen {
            "Option (chosen)"
        } else {
            "Option"
        };
        lines.extend(paragraph(look, label, &words, width));
        if option.chosen {
            lines.extend(paragraph(look, "because", &option.reason, width));
        }
    }
    lines
}
