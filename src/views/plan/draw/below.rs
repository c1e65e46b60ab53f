//! What the plan is held against: the mix, needs in time, objectives.

use ratatui::buffer::Buffer;
use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Rect};
use ratatui::style::Style;

use crate::model::field::Choice;
use crate::model::format::count as format_count;
use crate::model::format::known;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::objective::{Commitment, Objective};
use crate::model::settings::Settings;
use crate::model::words::{ITEMS, worded};
use crate::scoring::evaluation::must_limit;
use crate::scoring::plan::checks::NeedOrder;
use crate::scoring::plan::inputs::{kept_before, kept_until};
use crate::scoring::plan::supply::half_described;
use crate::scoring::plan::words;
use crate::ui::buckets;
use crate::ui::planned::{link_mark, points};
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, say, say_lines};
use crate::views::plan::draw::Scene;

/// A link that is not in time, in words.
pub(super) fn said(scene: &Scene<'_>, link: NeedOrder, need: Id) -> String {
    let seen = scene.desk.seen();
    let title = text::fit(seen.name::<Item>(need), 40, scene.look.symbols.more);
    let words = format!("{}: {title}", words::need(link));
    if link != NeedOrder::Backwards {
        return words;
    }
    let iteration = seen.get::<Item>(need).and_then(|item| item.iteration.0);
    format!("{words}, {}", seen.name::<Iteration>(iteration))
}

/// The mix of what is planned, and the shares of Must and urgent work.
pub(super) fn mix(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let look = scene.look;
    let points = points(&scene.shown.planned.whole);
    let note = look.joined(&[&points, scene.increment()]);
    let body = Rule::new("Allocation", &note, Focus::Elsewhere).draw(look, area, buf);
    let words = text::wrap(&shares(scene), usize::from(body.width), 3);
    let is_compact = body.height < 5;
    let rows = if is_compact { 1 } else { words.len() };
    let rows = Length(u16::try_from(rows).unwrap_or_default());
    let [above, below] = Layout::vertical([Fill(1), rows]).areas(body);
    match &scene.shown.figures.mix {
        Ok(allocation) if is_compact => {
            let words = buckets::line(scene.desk, look, allocation, body.width.into());
            say(buf, above, &words, look.text());
        }
        Ok(allocation) => {
            buckets::gauges(scene.desk, look, allocation, above, buf);
        }
        Err(why) => {
            say(buf, above, &why.to_string(), look.muted());
        }
    }
    say_lines(buf, below, words.iter().map(|line| (line, look.muted())));
}

/// The shares of Must and urgent work, what has no size, and which needs are not in time.
fn shares(scene: &Scene<'_>) -> String {
    let (symbols, figures) = (scene.look.symbols, &scene.shown.figures);
    let settings = scene.desk.seen().the::<Settings>();
    let sign = |is_over: bool| {
        if is_over {
            format!(" {}", symbols.attention)
        } else {
            String::new()
        }
    };
    let mut parts = Vec::new();
    if let Some(mix) = &figures.must {
        let said = words::must(mix, must_limit(scene.desk.seen()));
        parts.push(format!("{said}{}", sign(mix.is_must_over)));
    }
    if let Some((budget, share)) = figures.urgent.as_ref().and_then(|b| Some((b, b.share?))) {
        let limit = settings.urgency_limit;
        let limit = known(limit.map(|limit| format!(" (limit {} %)", limit.0)), "");
        let verdict = known(budget.is_over.map(sign), "");
        parts.push(format!("urgent {}{limit}{verdict}", share.percent()));
    }
    let links = figures.needs.values().flatten();
    let early = links
        .filter(|(link, _)| *link == NeedOrder::Backwards)
        .count();
    let left = figures.mix.as_ref().map_or_else(
        |_| match scene.shown.planned.whole.unknown {
            0 => Vec::new(),
            count => vec![format!("{count} without size")],
        },
        words::left_out,
    );
    parts.extend(left);
    let seen = scene.desk.seen();
    let own = seen.get::<Increment>(scene.shown.planned.id);
    let filled = own.and_then(|one| half_described(seen, scene.desk.past(), one));
    parts.extend(filled.map(|table| {
        let count = format_count(table.filled(), "iteration", "iterations");
        format!("{count} taken to be there")
    }));
    let counts = [
        (early, "planned before what it depends on"),
        (figures.musts_left.len(), "Must not planned"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    parts.extend(counts.map(|(count, what)| format!("{count} {what}")));
    scene.look.joined(&parts)
}

/// Needs that are not in time, a line each.
pub(super) fn needs(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let look = scene.look;
    let mut early: Vec<(NeedOrder, String)> = Vec::new();
    for id in &scene.shown.planned.whole.items {
        let title = text::fit(scene.desk.seen().name::<Item>(*id), 24, look.symbols.more);
        for (link, need) in scene.shown.figures.needs.get(id).into_iter().flatten() {
            early.push((*link, format!("{title} {}", said(scene, *link, *need))));
        }
    }
    early.sort_by_key(|(link, _)| *link == NeedOrder::Tight);
    let note = match early.len() {
        0 => "all planned in order".to_owned(),
        count => format!("{count} planned too early"),
    };
    let body = Rule::new("Needs", &note, Focus::Elsewhere).draw(look, area, buf);
    let mut lines = Vec::new();
    for (link, words) in &early {
        let (mut mark, style) = link_mark(look, *link);
        for line in text::wrap(words, usize::from(body.width.saturating_sub(2)), 2) {
            lines.push((format!("{mark} {line}"), style));
            mark = " ";
        }
    }
    draw_lines(scene, &lines, body, buf);
}

/// Draws lines, and how many there are beyond the last one.
fn draw_lines(scene: &Scene<'_>, lines: &[(String, Style)], body: Rect, buf: &mut Buffer) {
    let height = usize::from(body.height);
    let is_cut = lines.len() > height;
    let room = height.saturating_sub(usize::from(is_cut));
    let shown = lines.iter().take(room);
    say_lines(buf, body, shown.map(|(words, style)| (words, *style)));
    if is_cut {
        let words = format!("{} lines more", lines.len() - room);
        let y = body.bottom().saturating_sub(1);
        put(buf, body, body.x, y, &words, scene.look.muted());
    }
}

/// The objectives of the increment, what was promised and what was reached, and how past ones went.
pub(super) fn objectives(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let (look, workspace) = (scene.look, scene.desk.seen());
    let shown = scene.shown.planned.id;
    let mut own: Vec<&Objective> = workspace.all().collect();
    own.retain(|objective| objective.increment.0 == Some(shown));
    own.sort_by_key(|objective| objective.commitment == Commitment::Uncommitted);
    let note = text::count(own.len(), "objective", "objectives");
    let body = Rule::new("Objectives", &note, Focus::Elsewhere).draw(look, area, buf);
    let width = usize::from(body.width);
    let mut lines: Vec<(String, Style)> = Vec::new();
    // Where rows are few the last one stands for all.
    let rows = if body.height < 10 { 1 } else { 3 };
    let kept = kept_before(workspace, shown).into_iter().take(rows);
    let kept = kept.map(|(id, result)| {
        let name = workspace.name::<Increment>(Some(id));
        format!("{name} kept: {}", words::predictability(&result))
    });
    let trend = words::trend(&kept_until(workspace, shown)).filter(|_| rows > 1);
    for words in trend.into_iter().chain(kept) {
        let wrapped = text::wrap(&words, width, 2);
        lines.extend(wrapped.into_iter().map(|line| (line, look.muted())));
    }
    for same in own.chunk_by(|one, next| one.commitment == next.commitment) {
        let commitment = same.first().map_or("", |one| one.commitment.word().label);
        lines.push((format!("{commitment}, value and {ITEMS}"), look.muted()));
        let promises = same.iter().map(|objective| promise(objective));
        lines.extend(promises.map(|line| {
            let line = text::fit(&line, width, look.symbols.more);
            (line, look.text())
        }));
    }
    draw_lines(scene, &lines, body, buf);
}

/// An objective in one line: what it is worth, what of that was reached, how many items it takes.
fn promise(objective: &Objective) -> String {
    let reached = objective.actual_value;
    let reached = known(reached.map(|value| format!(" (reached {value})")), "");
    let planned = text::pad_left(&known(objective.planned_value, "?"), 2, "");
    let items = match objective.items.0.len() {
        0 => worded("no item").to_owned(),
        count => text::count(count, "item", "items"),
    };
    format!("{planned}{reached}, {items}: {}", objective.text)
}
