//! What is known of customers as drawings: the tree of KPIs, the tree of needs, the curve of each journey.
//!
//! Owns the geometry. The numbers are those of the screens.

use super::figure::{Figure, WIDTH};
use super::pen::{DrawingPoint, Pen, fit, letters};
use crate::exchange::export::content::Content;
use crate::model::assumption::Assumption;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::journey::{Journey, Stage};
use crate::model::kpi::Kpi;
use crate::model::need::Need;
use crate::scoring::insight::journeys::{curve, journeys, line, stages};
use crate::scoring::insight::known::{KnownCustomers, score, tree};
use crate::scoring::insight::kpi_words::{course, with_unit};
use crate::scoring::insight::kpis::Kpis;
use crate::scoring::insight::words::scored;
use crate::scoring::ratio::Ratio;

/// The height of a line of a tree, and how far what is a part of another stands to its right.
const LINE: f64 = 24.0;
const STEP: f64 = 18.0;
/// Where the bar of a line begins, how wide it is, and where the words behind it begin.
const BAR: f64 = 400.0;
const BAR_WIDTH: f64 = 120.0;
const BESIDE: f64 = BAR + BAR_WIDTH + 12.0;
/// More lines than these no tree has.
const MOST: usize = 300;
/// More stages than these stand below each other.
const STAGES: usize = 8;
/// How high a step of feeling is.
const FEELING: f64 = 30.0;

/// Needs in their order, each with how deep it stands.
type NeedsInOrder = Vec<(Id, usize)>;

/// A line of a tree.
#[derive(Debug, Default)]
struct TreeLine {
    depth: usize,
    class: &'static str,
    name: String,
    /// How much of the bar is full, and where the mark on it stands, each of one.
    bar: Option<(Ratio, Option<Ratio>)>,
    beside: String,
}

impl TreeLine {
    fn of(depth: usize, class: &'static str, name: String) -> Self {
        Self {
            depth,
            class,
            name,
            ..Self::default()
        }
    }

    fn words(&self) -> String {
        match self.beside.as_str() {
            "" => self.name.clone(),
            beside => format!("{}: {beside}", self.name),
        }
    }
}

/// A tree, a line each, with a stroke from what a line is a part of.
fn figure(name: &str, title: &str, heads: &str, lines: &[TreeLine]) -> Figure {
    let mut pen = Pen::default();
    pen.text((0.0, 14.0), "head", title);
    pen.text((BAR, 14.0), "small", heads);
    // Where the last line of each depth stands.
    let mut above: Vec<f64> = Vec::new();
    let mut y = 38.0;
    let shown = lines.get(..MOST.min(lines.len())).unwrap_or_default();
    for line in shown {
        let x = STEP * u32::try_from(line.depth.min(12)).map_or(0.0, f64::from);
        above.truncate(line.depth);
        if let Some(parent) = above.last() {
            let left = x - STEP + 4.0;
            pen.path(
                &[(left, parent + 6.0), (left, y - 4.0), (x - 3.0, y - 4.0)],
                "link",
            );
        }
        above.resize(line.depth, y);
        above.push(y);
        let room = letters(BAR - x - 8.0);
        pen.text((x, y), line.class, &fit(&line.name, room));
        bar(&mut pen, line.bar, y);
        let room = letters(WIDTH - BESIDE);
        pen.text((BESIDE, y), "small", &fit(&line.beside, room));
        y += LINE;
    }
    if lines.len() > MOST {
        let words = format!("and {} more", lines.len() - MOST);
        pen.text((0.0, y), "small", &words);
        y += LINE;
    }
    let said: Vec<String> = shown.iter().map(TreeLine::words).collect();
    Figure {
        name: name.to_owned(),
        title: title.to_owned(),
        about: format!("{}.", said.join(". ")),
        height: y - 8.0,
        body: pen,
    }
}

fn bar(pen: &mut Pen, bar: Option<(Ratio, Option<Ratio>)>, y: f64) {
    let Some((full, mark)) = bar else {
        return;
    };
    let wide = |share: Ratio| share.to_f64().clamp(0.0, 1.0) * BAR_WIDTH;
    pen.rect((BAR, y - 9.0), (BAR_WIDTH, 9.0), "band");
    pen.rect((BAR, y - 9.0), (wide(full), 9.0), "span");
    if let Some(mark) = mark {
        let x = BAR + wide(mark);
        pen.line((x, y - 12.0), (x, y + 3.0), "target");
    }
}

/// The KPIs, each under the one it is a part of; nothing without one.
pub(in super::super) fn kpis(content: &Content<'_>) -> Option<Figure> {
    let workspace = content.workspace;
    let kpis = Kpis::of(workspace, content.today);
    let row = |kpi: &Kpi| {
        let unit = content.said(&kpi.unit);
        let with = |what: &str, value: Option<Ratio>| {
            value.map(|value| format!("{what}{}", with_unit(value, &unit)))
        };
        let progress = kpis.progress(kpi);
        let covered = kpis.coverage(workspace, kpi);
        let covered = covered.shares.filter(|_| !covered.items.is_empty());
        let beside = [
            Some(with("", kpis.now(kpi.id)).unwrap_or_else(|| "no reading".to_owned())),
            with("target ", kpi.target.map(Ratio::from)),
            with("limit ", kpi.limit.map(Ratio::from)),
            Some(course(&kpis, kpi).to_owned()).filter(|course| !course.is_empty()),
            covered.map(|[.., mean]| format!("{} of the gap covered", mean.percent())),
        ];
        let beside: Vec<String> = beside.into_iter().flatten().collect();
        let depth = kpis.depth(kpi.id);
        TreeLine {
            bar: progress.progress.map(|done| (done, progress.expected)),
            beside: beside.join(" · "),
            ..TreeLine::of(
                depth,
                if depth == 0 { "strong" } else { "" },
                content.said(&kpi.name),
            )
        }
    };
    let lines: Vec<TreeLine> = kpis.all.iter().map(row).collect();
    let heads = "progress, with a mark where the straight line is";
    (!lines.is_empty()).then(|| figure("kpis", "KPIs and what they are made of", heads, &lines))
}

/// The outcomes with the needs that serve them, the items that meet those, and what the items assume; nothing without
/// a need.
pub(in super::super) fn needs(content: &Content<'_>) -> Option<Figure> {
    let workspace = content.workspace;
    let known = KnownCustomers::of(workspace, content.today);
    let all = tree(workspace);
    let mut lines = Vec::new();
    // A need stands where the one it is a part of does, whatever outcome it names itself.
    let mut outcomes: Vec<(Option<Id>, NeedsInOrder)> = Vec::new();
    let mut at = 0;
    for (id, depth) in all {
        if depth == 0 {
            let outcome = workspace.get::<Need>(id).and_then(|need| need.outcome.0);
            let outcome = outcome.filter(|id| workspace.get::<Kpi>(*id).is_some());
            let known = outcomes.iter().position(|(known, _)| *known == outcome);
            at = known.unwrap_or(outcomes.len());
            if known.is_none() {
                outcomes.push((outcome, Vec::new()));
            }
        }
        if let Some((_, needs)) = outcomes.get_mut(at) {
            needs.push((id, depth));
        }
    }
    outcomes.sort_by_key(|(outcome, _)| outcome.is_none());
    let has_outcome = outcomes.iter().any(|(outcome, _)| outcome.is_some());
    for (outcome, needs) in &outcomes {
        if has_outcome {
            let name = match outcome {
                Some(_) => content.said(workspace.name::<Kpi>(*outcome)),
                None => "Without an outcome".to_owned(),
            };
            lines.push(TreeLine::of(0, "strong", name));
        }
        for (id, depth) in needs {
            let depth = depth + usize::from(has_outcome);
            lines.extend(need(content, &known, *id, depth));
        }
    }
    let heads = "opportunity score, of 20";
    (!lines.is_empty()).then(|| figure("needs", "Needs and what meets them", heads, &lines))
}

/// A need with the items that meet it and what those assume.
fn need(content: &Content<'_>, known: &KnownCustomers, id: Id, depth: usize) -> Vec<TreeLine> {
    let workspace = content.workspace;
    let Some(need) = workspace.get::<Need>(id) else {
        return Vec::new();
    };
    let own = score(need);
    let words = own.map_or_else(|| "not known".to_owned(), scored);
    let mut lines = vec![TreeLine {
        bar: own.and_then(|score| Some((score.over(Ratio::whole(20))?, None))),
        beside: format!("{words} · {}", known.of_need(id).words()),
        ..TreeLine::of(depth, "", content.said(&need.statement))
    }];
    let meant = content.meant();
    for item in known.met_by(id).iter().filter(|item| meant.contains(item)) {
        let state = workspace
            .get::<Item>(*item)
            .map(|item| item.state.word().label);
        lines.push(TreeLine {
            beside: state.unwrap_or_default().to_lowercase(),
            ..TreeLine::of(depth + 1, "", format!("▸ {}", content.title(*item)))
        });
        let assumed = known.assumed(*item).iter();
        for one in assumed.filter_map(|id| workspace.get::<Assumption>(*id)) {
            let standing = one.standing.word().label.to_lowercase();
            let strength = known.of_assumption(one.id).words();
            lines.push(TreeLine {
                beside: format!("{standing} · {strength}"),
                ..TreeLine::of(
                    depth + 2,
                    "muted",
                    format!("if: {}", content.said(&one.text)),
                )
            });
        }
    }
    lines
}

/// Each journey: its stages as columns, the curve of feelings, gaps, pains and items below it.
pub(in super::super) fn drawn_journeys(content: &Content<'_>) -> Vec<Figure> {
    let all = journeys(content.workspace).into_iter();
    let with_stages = all.flat_map(|journey| {
        let all = stages(content.workspace, Some(journey.id));
        let parts: Vec<Vec<&Stage>> = all.chunks(STAGES).map(<[&Stage]>::to_vec).collect();
        parts.into_iter().map(move |part| (journey, part))
    });
    let figures = with_stages.enumerate();
    figures
        .map(|(at, (journey, part))| journey_figure(content, at, journey, &part))
        .collect()
}

fn journey_figure(content: &Content<'_>, at: usize, journey: &Journey, all: &[&Stage]) -> Figure {
    const LEFT: f64 = 32.0;
    let mut pen = Pen::default();
    let title = content.said(&journey.name);
    pen.text((0.0, 14.0), "head", &fit(&title, 90));
    let whose = content.said(&line(content.workspace, journey));
    pen.text((0.0, 32.0), "small", &fit(&whose, 110));
    let (top, names) = (76.0, 54.0);
    let middle = top + 2.0 * FEELING;
    for (step, words) in ["+2", "+1", "0", "−1", "−2"].iter().enumerate() {
        let y = top + FEELING * u32::try_from(step).map_or(0.0, f64::from);
        pen.line(
            (LEFT, y),
            (WIDTH, y),
            if step == 2 { "axis" } else { "equal" },
        );
        pen.text((LEFT - 6.0, y + 4.0), "small end", words);
    }
    let found = curve(all);
    let wide = (WIDTH - LEFT) / u32::try_from(all.len()).map_or(1.0, |many| f64::from(many.max(1)));
    let room = letters(wide - 10.0);
    let meant = content.meant();
    let mut way: Vec<DrawingPoint> = Vec::new();
    let mut said = Vec::new();
    let mut end = top + 4.0 * FEELING;
    let mut x = LEFT;
    for (stage, own) in all.iter().zip(&found.stages) {
        let name = content.said(&stage.name);
        pen.text((x + 4.0, names), "strong", &fit(&name, room));
        let feeling = stage.feeling.map(|feeling| feeling.word().label);
        match own.feeling {
            Some(value) => way.push((x + wide / 2.0, middle - value.to_f64() * FEELING)),
            // What is not known breaks the line.
            None => dots(&mut pen, &mut way),
        }
        let gap = own
            .gap
            .map_or_else(|| "gap ?".to_owned(), |gap| format!("gap {}", scored(gap)));
        let mut y = top + 4.0 * FEELING + 24.0;
        pen.text((x + 4.0, y), "", &fit(&gap, room));
        let pain = content.said(&stage.pain);
        let items = stage.items.0.iter().filter(|id| meant.contains(id));
        let items: Vec<String> = items
            .map(|id| format!("▸ {}", content.title(*id)))
            .collect();
        for (text, class) in [(&pain, "small")]
            .into_iter()
            .chain(items.iter().map(|item| (item, "")))
        {
            for words in broken(text, room) {
                y += 16.0;
                pen.text((x + 4.0, y), class, &words);
            }
            y += 4.0;
        }
        end = end.max(y);
        let felt = feeling.unwrap_or("not known");
        said.push(format!("{name}: {felt}, {gap}"));
        x += wide;
    }
    dots(&mut pen, &mut way);
    Figure {
        name: format!("journey-{at}"),
        title,
        about: format!("{}.", said.join(". ")),
        height: end + 12.0,
        body: pen,
    }
}

/// Draws a stretch of the curve with its points, and begins a new one.
fn dots(pen: &mut Pen, way: &mut Vec<DrawingPoint>) {
    if way.len() > 1 {
        pen.path(way, "curve dear");
    }
    for (x, y) in way.drain(..) {
        pen.rect((x - 4.5, y - 4.5), (9.0, 9.0), "b1");
    }
}

/// A text in lines of so many cells, three at most; the last one says that there is more.
fn broken(text: &str, cells: usize) -> Vec<String> {
    const LINES: usize = 3;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        let longer = longer.filter(|longer| fit(longer, cells) == *longer || lines.len() == LINES);
        match (longer, lines.last_mut()) {
            (Some(longer), Some(last)) => *last = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| fit(line, cells)).collect()
}
