//! The card under the cursor in words: where it stands, what it depends on and what depends on it, the worst first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Scene;
use super::lines::link_style;
use crate::desk::listing::Listing;
use crate::model::format::known;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::TEAMS_EDIT;
use crate::model::record::Kind;
use crate::model::words::worded;
use crate::scoring::plan::checks::NeedOrder;
use crate::scoring::plan::team_board::{BoardLine, TeamLink, seat};
use crate::scoring::plan::words;
use crate::ui::text;
use crate::ui::text::own;
use crate::ui::widgets::{Focus, Rule, put, say_lines};
use crate::views::teams::moves::loaded;
use crate::views::teams::state::kind;

/// Draws it.
pub(super) fn card(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let look = scene.look;
    let cell = scene.spot.cell;
    let id = scene.board.cards(cell).get(scene.spot.row).copied();
    let place = look.joined(&[scene.row_name(cell.line), scene.column_name(cell.at)]);
    let (title, note, lines) = match (id, scene.board.line(cell.line)) {
        (Some(id), BoardLine::Team(_)) => {
            let item = scene.desk.seen().get::<Item>(id);
            let title = item.map_or_else(String::new, |item| item.title.clone());
            let rank = scene.desk.derived.evaluation.rank(id);
            let mut notes = vec![
                known(rank.map(|rank| format!("#{rank}")), "no rank"),
                format!(
                    "{} points",
                    known(item.and_then(|item| item.size.value), "?")
                ),
                place,
            ];
            notes.extend(
                item.map(|item| item.key.clone())
                    .filter(|key| !key.is_empty()),
            );
            (title, look.joined(&notes), links(scene, id))
        }
        (Some(id), line) => {
            let kind = kind(line);
            let title = scene.desk.seen_title(kind, id).unwrap_or_default();
            (title, place, facts(scene, kind, id))
        }
        (None, _) => {
            let load = loaded(scene.desk, scene.board, cell).into_iter();
            let hint = worded(
                "no card here · {TEAMS_NEW} writes one, {TEAMS_ASSIGN:#} and a number plans the selected ones",
            );
            let lines = load.map(|words| (words, look.text()));
            let lines = lines.chain([(hint.to_owned(), look.muted())]);
            (place, String::new(), lines.collect())
        }
    };
    let body = Rule::new(&title, &note, Focus::Elsewhere).draw(look, area, buf);
    let room = usize::from(body.height);
    let is_cut = lines.len() > room;
    let kept = room.saturating_sub(usize::from(is_cut));
    let fit = |words: &str| text::fit(words, body.width.into(), look.symbols.more);
    let shown = lines
        .iter()
        .take(kept)
        .map(|(words, style)| (fit(words), *style));
    say_lines(buf, body, shown);
    if is_cut {
        let words = format!(
            "{} lines more · {TEAMS_EDIT} opens the card",
            lines.len() - kept
        );
        put(
            buf,
            body,
            body.x,
            body.bottom().saturating_sub(1),
            &words,
            look.muted(),
        );
    }
}

/// What an item depends on, and what depends on it, a line each.
fn links(scene: &Scene<'_>, id: Id) -> Vec<(String, Style)> {
    let look = scene.look;
    let needs = scene.board.needs(id).iter().map(|link| {
        let said = other_end(scene, link, link.need);
        (link, format!("{} depends on {said}", look.symbols.depends))
    });
    let needed = scene.board.needed(id).iter().map(|link| {
        let said = other_end(scene, link, link.item);
        (link, format!("{} is needed by {said}", look.symbols.needed))
    });
    let mut all: Vec<(&TeamLink, String)> = needs.chain(needed).collect();
    all.sort_by_key(|(link, _)| std::cmp::Reverse(link.order));
    let mut lines: Vec<(String, Style)> = all
        .into_iter()
        .map(|(link, words)| {
            let mark = match link.order {
                Some(NeedOrder::Backwards | NeedOrder::Unplanned) => look.symbols.attention,
                Some(NeedOrder::Tight | NeedOrder::InTime) | None => " ",
            };
            (format!("{mark} {words}"), link_style(look, link.order))
        })
        .collect();
    if lines.is_empty() {
        let words = own(
            look,
            worded("It depends on nothing, and nothing depends on it · {ITEM_NEEDS} links it"),
        );
        lines.push((words.into_owned(), look.muted()));
    }
    let load = loaded(scene.desk, scene.board, scene.spot.cell);
    lines.extend(load.map(|words| (format!("  {words}"), look.muted())));
    lines
}

/// The other end of a link: its title, where it stands, and how that is in time.
fn other_end(scene: &Scene<'_>, link: &TeamLink, id: Id) -> String {
    let seen = scene.desk.seen();
    let title = text::fit(seen.name::<Item>(Some(id)), 48, scene.look.symbols.more);
    let place = seat(seen, id);
    format!("{title} ({place}): {}", words::link(link))
}

/// What is known of a milestone, or of what is awaited.
fn facts(scene: &Scene<'_>, kind: &'static Kind, id: Id) -> Vec<(String, Style)> {
    let facts = Listing::of(kind).facts(scene.desk, id);
    let said: Vec<String> = facts.sentences(scene.desk.presenting.is_some()).collect();
    vec![(scene.look.joined(&said), scene.look.text())]
}
