//! The item under the cursor: its whole title, and what is to be said of its place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::model::bucket::Bucket;
use crate::model::field::Choice;
use crate::model::format::{capital, date, known};
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::team::Team;
use crate::model::words::{ITEMS, worded};
use crate::scoring::levels;
use crate::scoring::readiness::readiness;
use crate::ui::buckets;
use crate::ui::planned::{link_mark, short};
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, say, under};
use crate::views::plan::draw::{Scene, below};

/// Draws it: in few rows its title beside its numbers and one line of words, in more a paragraph each.
pub(super) fn detail(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let (desk, look) = (scene.desk, scene.look);
    let item = scene.shown.item(scene.cursor);
    let item = item.and_then(|id| desk.seen().get::<Item>(id));
    let mut body = Rule::below(Rect {
        y: area.y.saturating_sub(1),
        height: area.height + 1,
        ..area
    });
    if area.height > 2 {
        let note = item.map_or("", |item| item.key.as_str());
        body = Rule::new(worded("Item"), note, Focus::Elsewhere).draw(look, area, buf);
    }
    let Some(item) = item else {
        say(buf, body, worded("no item is here"), look.muted());
        return;
    };
    let (mark, style) = buckets::mark(desk, look, item);
    let width = usize::from(body.width);
    let sentences = sentences(scene, item);
    if body.height < 5 {
        let standing = standing(scene, item, false);
        let title = text::fit(&item.title, width, look.symbols.more);
        let end = put(buf, body, body.x, body.y, &title, look.strong());
        let room = usize::from(body.right().saturating_sub(end + 4));
        if room >= 12 {
            let standing = text::fit(&standing, room, look.symbols.more);
            let start = u16::try_from(text::width(&standing) + 2).unwrap_or(u16::MAX);
            let x = body.right().saturating_sub(start);
            put(buf, body, x, body.y, &mark, style);
            put(buf, body, x + 2, body.y, &standing, look.muted());
        }
        let style = sentences.first().map_or(look.muted(), |(_, style)| *style);
        let words: Vec<String> = sentences.into_iter().map(|(words, _)| words).collect();
        let line = text::fit(&words.join(". "), width, look.symbols.more);
        say(buf, under(body, 1), &line, style);
        return;
    }
    let mut lines: Vec<(String, Style)> = Vec::new();
    let wrapped = |words: &str, style: Style| {
        let lines = text::wrap(words, width, 3).into_iter();
        lines.map(move |line| (line, style)).collect::<Vec<_>>()
    };
    lines.extend(wrapped(&item.title, look.strong()));
    let place = u16::try_from(lines.len()).unwrap_or(1);
    lines.push((format!("  {}", standing(scene, item, true)), look.muted()));
    let rank = rank(scene, item);
    let size = size(scene, item, "unknown");
    lines.extend(wrapped(&look.joined(&[capital(&rank), size]), look.muted()));
    for (words, style) in sentences {
        lines.extend(wrapped(&words, style));
    }
    for (line, (words, style)) in body.rows().zip(lines) {
        say(
            buf,
            line,
            &text::fit(&words, width, look.symbols.more),
            style,
        );
    }
    put(buf, body, body.x, body.y + place, &mark, style);
}

fn rank(scene: &Scene<'_>, item: &Item) -> String {
    let rank = scene.desk.derived.evaluation.rank(item.id);
    known(rank.map(|rank| format!("rank {rank}")), "no rank")
}

/// Its size, and what is left of it where that counts instead.
fn size(scene: &Scene<'_>, item: &Item, unknown: &str) -> String {
    let size = format!("size {}", known(item.size.value, unknown));
    match levels::left(scene.desk.seen(), item) {
        Some(left) if Some(left) != item.size.value => format!("{size}, {left} left"),
        _ => size,
    }
}

/// Allocation, state and who, or in few words the team, the rank and the size.
fn standing(scene: &Scene<'_>, item: &Item, is_long: bool) -> String {
    let seen = scene.desk.seen();
    let bucket = seen.name::<Bucket>(item.bucket.0);
    let team = seen.name::<Team>(item.team.0);
    let mut parts = vec![bucket.to_owned()];
    if is_long {
        parts.push(item.state.word().label.to_owned());
        parts.push(seen.name::<Person>(item.owner.0).to_owned());
        parts.push(team.to_owned());
        parts.extend(item.moscow.map(|class| class.word().label.to_owned()));
    } else {
        parts.push(team.to_owned());
        parts.push(rank(scene, item));
        parts.push(size(scene, item, "?"));
    }
    parts.retain(|part| !part.is_empty());
    scene.look.joined(&parts)
}

/// What is to be said of it here, the worst first: what it waits for, its days, what moving it out would do.
fn sentences(scene: &Scene<'_>, item: &Item) -> Vec<(String, Style)> {
    let (desk, look) = (scene.desk, scene.look);
    let mut all = Vec::new();
    if let Some((link, need)) = scene.shown.figures.worst(item.id) {
        let (mark, style) = link_mark(look, link);
        all.push((format!("{mark} {}", below::said(scene, link, need)), style));
    }
    if let Some(ready) = readiness(desk.seen(), item) {
        let style = match ready.is_ready() {
            Some(false) => look.over(),
            Some(true) | None => look.text(),
        };
        all.push((capital(&ready.words()), style));
    }
    for (label, words) in levels::told(desk.seen(), item) {
        all.push((format!("{label} {words}"), look.text()));
    }
    all.extend(
        item.opens
            .map(|day| (format!("Not before {}", text::long_date(day)), look.text())),
    );
    all.extend(
        item.due
            .map(|day| (format!("Due {}", date(day)), look.text())),
    );
    if let Some((load, rest)) = scene.shown.figures.without(scene.desk.seen(), item) {
        let team = desk.seen().name::<Team>(item.team.0);
        let iteration = desk.seen().name::<Iteration>(item.iteration.0);
        let [rest, capacity, points] = [rest, load.capacity, load.points].map(short);
        let words =
            format!("Without it {team} has {rest} of {capacity} in {iteration}, not {points}");
        all.push((words, look.muted()));
    }
    let words = match desk.derived.needed.by(item.id).count() {
        0 => worded("No other item depends on it").to_owned(),
        1 => worded("1 item depends on it").to_owned(),
        count => format!("{count} {ITEMS} depend on it"),
    };
    all.push((words, look.muted()));
    all
}
