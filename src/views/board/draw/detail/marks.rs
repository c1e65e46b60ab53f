//! The marks of the selected item's row in words.

use ratatui::style::Style;

use crate::desk::Desk;
use crate::dialogs::draw::own;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::words::worded;
use crate::scoring::evaluation::Score;
use crate::scoring::findings::Reason;
use crate::scoring::ranking::method::Pull;
use crate::ui::look::Look;
use crate::views::board::draw::detail::{findings, numbers};

/// A mark, what it means of this item, and how both are drawn.
pub(super) type Said = (&'static str, String, Style);

/// What the marks of a row mean, the most urgent first; near ties are said of firmness.
pub(super) fn marks(desk: &Desk, look: &Look, item: &Item, score: Score<'_>) -> Vec<Said> {
    let symbols = look.symbols;
    let mut all = Vec::new();
    if !score.line.missing.is_empty() {
        let words = format!("missing: {}", score.line.missing.join(", "));
        all.push((symbols.unknown, words, look.over()));
    }
    if item.pin.is_some() {
        let style = if score.own_rank == score.rank {
            look.muted()
        } else {
            look.over()
        };
        all.push((symbols.by_hand, numbers::pin_words(item, score), style));
    }
    for finding in findings::loud(desk, item.id) {
        if let Reason::Before(needs) = &finding.reason {
            let needs: Vec<String> = needs.iter().map(|id| place(desk, look, *id)).collect();
            let words = format!(
                "ranked before something it depends on: {}",
                needs.join(", ")
            );
            all.push((symbols.attention, words, look.over()));
        }
    }
    let pull = match score.line.pull {
        Pull::None => None,
        Pull::Lifted => Some((symbols.needed, "lifted: others depend on it", look.steady())),
        Pull::HeldBack => Some((
            symbols.depends,
            "held back by what it depends on",
            look.under(),
        )),
    };
    all.extend(pull.map(|(mark, words, style)| (mark, words.to_owned(), style)));
    let by = desk
        .backlog
        .moved
        .get(&item.id)
        .copied()
        .unwrap_or_default();
    let (mark, way) = if by > 0 {
        (symbols.up, "up")
    } else {
        (symbols.down, "down")
    };
    if by != 0 {
        let words = format!("moved {way} by {} with the last change", by.unsigned_abs());
        all.push((mark, words, look.steady()));
    }
    if desk.backlog.marked.contains(&item.id) {
        let words = worded("selected · {ITEM_BULK} edits all that are selected");
        all.push((
            symbols.selected,
            own(look, words).into_owned(),
            look.focus(),
        ));
    }
    all
}

/// A title with its rank and where it is planned: `All refund events on one queue (#18, I1)`.
fn place(desk: &Desk, look: &Look, id: Id) -> String {
    let seen = desk.seen();
    let rank = desk.derived.evaluation.rank(id);
    let rank = rank.map(|rank| format!("#{rank}"));
    let iteration = seen.get::<Item>(id).and_then(|item| item.iteration.0);
    let iteration = Some(seen.name::<Iteration>(iteration)).filter(|name| !name.is_empty());
    let place: Vec<String> = rank
        .into_iter()
        .chain(iteration.map(str::to_owned))
        .collect();
    let title = own(look, seen.name::<Item>(Some(id))).into_owned();
    if place.is_empty() {
        title
    } else {
        format!("{title} ({})", place.join(", "))
    }
}
