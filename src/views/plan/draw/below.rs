//! What the plan is held against: the item under the cursor, the mix, needs in time, objectives.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::objective::{Commitment, Objective};
use crate::model::settings::Settings;
use crate::model::team::Team;
use crate::scoring::plan::checks::NeedOrder;
use crate::scoring::plan::in_time;
use crate::scoring::plan::inputs::reached;
use crate::scoring::plan::words;
use crate::scoring::ratio::Ratio;
use crate::ui::buckets::gauges;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put};
use crate::views::plan::draw::Scene;
use crate::views::plan::draw::list::link_mark;
use crate::views::plan::increment;

/// The item under the cursor: its whole title, and what is to be said of its place.
pub(super) fn detail(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let look = scene.look;
    let item = scene
        .sheet
        .item()
        .and_then(|id| scene.app.seen().get::<Item>(id));
    let mut line = area;
    if area.height > 2 {
        let note = item.map_or("", |item| item.key.as_str());
        let rule = Rule {
            title: "Item",
            note,
            focus: Focus::Elsewhere,
        };
        rule.draw(look, area, buf);
        line.y += 1;
    }
    let Some(item) = item else {
        let words = "no item is here";
        put(buf, area, line.x + 1, line.y, words, look.muted());
        return;
    };
    let width = usize::from(area.width.saturating_sub(2));
    let title = text::fit(&item.title, width, look.symbols.more);
    put(buf, area, line.x + 1, line.y, &title, look.strong());
    let rank = scene
        .app
        .derived
        .evaluation
        .score(item.id)
        .and_then(|score| score.rank);
    let size = item.size.value.map(|size| size.to_string());
    let team = item.team.0.and_then(|id| scene.app.seen().get::<Team>(id));
    let mut parts = vec![
        rank.map_or_else(|| "no rank".to_owned(), |rank| format!("rank {rank}")),
        size.map_or_else(|| "size unknown".to_owned(), |size| format!("size {size}")),
        team.map_or_else(|| "no team".to_owned(), |team| team.name.clone()),
    ];
    parts.extend(item.moscow.map(|class| class.word().label.to_owned()));
    let between = format!(" {} ", look.symbols.separator);
    let mut x = put(
        buf,
        area,
        line.x + 1,
        line.y + 1,
        &parts.join(&between),
        look.muted(),
    );
    if let Some((link, need)) = scene.figures.worst(item.id) {
        let (mark, style) = link_mark(look, link);
        let words = format!("{between}{mark} {}", said(scene, link, need));
        x = put(buf, area, x, line.y + 1, &words, style);
    }
    let _ = x;
}

/// A link that is not in time, in words.
fn said(scene: &Scene<'_>, link: NeedOrder, need: Id) -> String {
    let item = scene.app.seen().get::<Item>(need);
    let title = item.map_or_else(String::new, |item| {
        text::fit(&item.title, 40, scene.look.symbols.more)
    });
    let place = item
        .and_then(|item| item.iteration.0)
        .and_then(|id| scene.app.seen().get::<Iteration>(id))
        .map_or("", |iteration| iteration.name.as_str());
    match link {
        NeedOrder::Backwards => format!("before its need: {title}, {place}"),
        NeedOrder::Tight => format!("with its need: {title}"),
        NeedOrder::Unplanned => format!("needs what is not planned: {title}"),
        NeedOrder::InTime => format!("after its need: {title}"),
    }
}

fn percent(share: Ratio) -> String {
    share.to_percent(0).unwrap_or_else(|| "?".to_owned())
}

/// The mix of what is planned, and the shares of Must and urgent work.
pub(super) fn mix(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let look = scene.look;
    let name = increment(scene.app).map_or("", |increment| increment.name.as_str());
    let title = format!("Mix of {name}");
    Rule {
        title: &title,
        note: &crate::views::plan::draw::load::whole(scene),
        focus: Focus::Elsewhere,
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let words = shares(scene);
    let words = text::wrap(&words, usize::from(body.width), 3);
    let is_compact = body.height < 6;
    let rows = u16::try_from(words.len()).unwrap_or_default();
    let rows = if is_compact { 1 } else { rows.min(3) };
    let above = Rect {
        height: body.height.saturating_sub(rows),
        ..body
    };
    match &scene.figures.mix {
        Ok(allocation) if is_compact => {
            let line = mix_line(scene, allocation);
            put(buf, above, above.x, above.y, &line, look.text());
        }
        Ok(allocation) => {
            gauges(scene.app, look, allocation, above, buf);
        }
        Err(why) => {
            put(buf, above, above.x, above.y, &why.to_string(), look.muted());
        }
    }
    for (line, y) in words.iter().zip(above.bottom()..body.bottom()) {
        put(buf, body, body.x, y, line, look.muted());
    }
}

/// The mix in one line: `● Business 61% of 70 ▼`.
fn mix_line(
    scene: &Scene<'_>,
    allocation: &crate::scoring::plan::allocation::Allocation,
) -> String {
    use crate::scoring::plan::allocation::Status;
    let look = scene.look;
    let names = crate::ui::buckets::names(scene.app);
    let parts = allocation.buckets.iter().zip(names).zip(scene.marks);
    let parts = parts.map(|((bucket, name), mark)| {
        let target = percent(bucket.target);
        match bucket.mix {
            None => format!("{mark} {name} no data"),
            Some(mix) => {
                let sign = match mix.status {
                    Status::On => look.symbols.keel,
                    Status::Over => look.symbols.over,
                    Status::Under => look.symbols.under,
                };
                format!("{mark} {name} {}% of {target} {sign}", mix.percent)
            }
        }
    });
    parts.collect::<Vec<_>>().join("  ")
}

/// The shares of Must and urgent work, what has no size, and which needs are not in time.
fn shares(scene: &Scene<'_>) -> String {
    let look = scene.look;
    let settings = scene.app.seen().the::<Settings>();
    let sign = |is_over: bool| {
        if is_over {
            format!("{} over", look.symbols.over)
        } else {
            look.symbols.keel.to_owned()
        }
    };
    let mut parts = Vec::new();
    if let Some((share, is_over)) = scene.figures.must {
        let limit = settings
            .must_limit
            .map_or_else(|| "60".to_owned(), |limit| limit.0.to_string());
        parts.push(format!(
            "Must {}% of {limit} {}",
            percent(share),
            sign(is_over)
        ));
    }
    if let Some(budget) = &scene.figures.urgent
        && let Some(share) = budget.share
    {
        let limit = settings
            .urgency_limit
            .map(|limit| format!(" of {}", limit.0));
        let verdict = budget.is_over.map(|is_over| format!(" {}", sign(is_over)));
        parts.push(format!(
            "urgent {}%{}{}",
            percent(share),
            limit.unwrap_or_default(),
            verdict.unwrap_or_default()
        ));
    }
    let links = scene.figures.needs.values().flatten();
    let early = links
        .filter(|(link, _)| *link == NeedOrder::Backwards)
        .count();
    let unknown = scene.sheet.planned.whole.unknown;
    let musts = scene.figures.musts_left.len();
    let counts = [
        (unknown, "without size"),
        (early, "before its need"),
        (musts, "Must not planned"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    parts.extend(counts.map(|(count, what)| format!("{count} {what}")));
    parts.join(&format!(" {} ", look.symbols.separator))
}

/// Needs that are not in time, a line each.
pub(super) fn needs(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let look = scene.look;
    let mut lines: Vec<(NeedOrder, String)> = Vec::new();
    for id in &scene.sheet.planned.whole.items {
        for (link, need) in scene.figures.needs.get(id).into_iter().flatten() {
            let title = scene
                .app
                .seen()
                .get::<Item>(*id)
                .map_or("", |item| item.title.as_str());
            let title = text::fit(title, 24, look.symbols.more);
            lines.push((*link, format!("{title} {}", said(scene, *link, *need))));
        }
    }
    lines.sort_by_key(|(link, _)| *link == NeedOrder::Tight);
    let note = match lines.len() {
        0 => "all in time".to_owned(),
        count => format!("{count} not in time"),
    };
    Rule {
        title: "Needs",
        note: &note,
        focus: Focus::Elsewhere,
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let mut said = Vec::new();
    for (link, words) in &lines {
        let (mark, style) = link_mark(look, *link);
        for (at, line) in text::wrap(words, usize::from(body.width.saturating_sub(2)), 2)
            .into_iter()
            .enumerate()
        {
            let mark = if at == 0 { mark } else { " " };
            said.push((format!("{mark} {line}"), style));
        }
    }
    draw_lines(scene, &said, body, buf);
}

/// Draws lines, and how many there are beyond the last one.
fn draw_lines(scene: &Scene<'_>, lines: &[(String, Style)], body: Rect, buf: &mut Buffer) {
    let height = usize::from(body.height);
    let room = if lines.len() > height {
        height.saturating_sub(1)
    } else {
        height
    };
    for ((words, style), y) in lines.iter().take(room).zip(body.y..) {
        put(buf, body, body.x, y, words, *style);
    }
    if lines.len() > height {
        let words = format!("{} lines more", lines.len() - room);
        let y = body.bottom().saturating_sub(1);
        put(buf, body, body.x, y, &words, scene.look.muted());
    }
}

/// The objectives of the increment, what was promised and what was reached, and how past ones went.
pub(super) fn objectives(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let (look, workspace) = (scene.look, &scene.app.seen());
    let shown = scene.sheet.planned.id;
    let mut own: Vec<&Objective> = workspace.all().collect();
    own.retain(|objective| objective.increment.0 == Some(shown));
    own.sort_by_key(|objective| objective.commitment == Commitment::Uncommitted);
    Rule {
        title: "Objectives",
        note: &text::count(own.len(), "objective", "objectives"),
        focus: Focus::Elsewhere,
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let width = usize::from(body.width);
    let mut lines: Vec<(String, Style)> = Vec::new();
    let past = in_time(workspace);
    let past = past.into_iter().take_while(|other| other.id != shown);
    let past: Vec<_> = past.collect();
    let kept = past.iter().rev().filter_map(|other| {
        let (_, result) = reached(workspace, other.id).filter(|(teams, _)| !teams.is_empty())?;
        Some(format!(
            "{} kept: {}",
            other.name,
            words::predictability(&result)
        ))
    });
    // Where rows are few the last one stands for all.
    for words in kept.take(if body.height < 10 { 1 } else { 3 }) {
        let wrapped = text::wrap(&words, width, 2);
        lines.extend(wrapped.into_iter().map(|line| (line, look.muted())));
    }
    let mut heading = None;
    for objective in own {
        let commitment = objective.commitment.word().label;
        if heading != Some(commitment) {
            heading = Some(commitment);
            lines.push((format!("{commitment}, value and items"), look.muted()));
        }
        lines.push((
            text::fit(&promise(objective), width, look.symbols.more),
            look.text(),
        ));
    }
    draw_lines(scene, &lines, body, buf);
}

/// An objective in one line: what it is worth, what of that was reached, how many items it takes.
fn promise(objective: &Objective) -> String {
    let value =
        |value: Option<Number>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    let reached = match objective.actual_value {
        None => String::new(),
        actual => format!(" (reached {})", value(actual)),
    };
    let planned = text::pad_left(&value(objective.planned_value), 2, "");
    let items = match objective.items.0.len() {
        0 => "no item".to_owned(),
        count => text::count(count, "item", "items"),
    };
    format!("{planned}{reached}, {items}: {}", objective.text)
}
