//! What the selected item waits for, what waits for it, and the bundle it is ordered with.

use crate::desk::Desk;
use crate::model::field::Choice;
use crate::model::format::known;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::ranking::method::Pull;
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::board::draw::detail::{Line, paragraph};

/// The paragraphs on needs; none for an item that stands alone.
pub(super) fn needs(desk: &Desk, look: &Look, item: &Item, width: usize) -> Vec<Line> {
    let titled = |label: &str, ids: Vec<Id>| {
        let titles: Vec<String> = ids.into_iter().map(|id| title(desk, id)).collect();
        paragraph(look, label, &look.joined(&titles), width)
    };
    let mut lines = titled("Waits for", item.needs.0.clone());
    lines.extend(titled(
        "Needed by",
        desk.derived.needed.by(item.id).collect(),
    ));
    let evaluation = &desk.derived.evaluation;
    if let (Some(bundle), Some(score)) = (evaluation.bundle_of(item.id), evaluation.score(item.id))
    {
        let ratio = known(
            score
                .line
                .score
                .map(|ratio| evaluation.written(item.id, ratio)),
            "",
        );
        let label = match score.line.pull {
            Pull::Lifted => format!("Lifted by its bundle, at {ratio} together"),
            Pull::HeldBack => format!("Held back by its bundle, at {ratio} together"),
            Pull::None => format!("Bundle, at {ratio} together"),
        };
        lines.extend(titled(&label, bundle.to_vec()));
    }
    lines
}

/// A title, with the state where the item no longer competes.
fn title(desk: &Desk, id: Id) -> String {
    match desk.seen().get::<Item>(id) {
        None => format!("{id} (missing)"),
        Some(item) if item.state.is_open() => text::fit(&item.title, 60, ""),
        Some(item) => {
            let title = text::fit(&item.title, 60, "");
            format!("{title} ({})", item.state.word().label)
        }
    }
}
