//! What the selected item waits for, what waits for it, and the bundle it is ordered with.

use crate::desk::Desk;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::ranking::method::Pull;
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::board::draw::detail::{Line, paragraph};

/// The paragraphs on needs; none for an item that stands alone.
pub(super) fn needs(desk: &Desk, look: &Look, item: &Item, width: usize) -> Vec<Line> {
    let between = format!(" {} ", look.symbols.separator);
    let titles = |ids: &mut dyn Iterator<Item = Id>| {
        ids.map(|id| title(desk, id))
            .collect::<Vec<_>>()
            .join(&between)
    };
    let mut lines = paragraph(
        look,
        "Waits for",
        &titles(&mut item.needs.0.iter().copied()),
        width,
    );
    lines.extend(paragraph(
        look,
        "Needed by",
        &titles(&mut desk.derived.needed.by(item.id)),
        width,
    ));
    let evaluation = &desk.derived.evaluation;
    if let (Some(bundle), Some(score)) = (evaluation.bundle_of(item.id), evaluation.score(item.id))
    {
        let ratio = score
            .line
            .score
            .map_or_else(String::new, |ratio| ratio.to_decimal(2));
        let label = match score.line.pull {
            Pull::Lifted => format!("Lifted by its bundle, at {ratio} together"),
            Pull::HeldBack => format!("Held back by its bundle, at {ratio} together"),
            Pull::None => format!("Bundle, at {ratio} together"),
        };
        lines.extend(paragraph(
            look,
            &label,
            &titles(&mut bundle.iter().copied()),
            width,
        ));
    }
    lines
}

/// A title, with the state where the item no longer competes.
fn title(desk: &Desk, id: Id) -> String {
    match desk.seen().get::<Item>(id) {
        None => format!("{id} (missing)"),
        Some(item) if item.state.is_open() => text::fit(&item.title, 60, ""),
        Some(item) => format!(
            "{} ({})",
            text::fit(&item.title, 60, ""),
            item.state.word().label
        ),
    }
}
