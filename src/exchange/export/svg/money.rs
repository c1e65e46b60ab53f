//! Money as drawings: the curves of price studies, prices on one line, the course of the budget.
//!
//! Owns the geometry. The numbers are those of the screens, and like them for the author alone.

use super::pen::{DrawingPoint, Pen, breadth, fit};
use super::{Figure, MARGIN, WIDTH};
use crate::exchange::export::content::Content;
use crate::model::increment::Increment;
use crate::model::money::{Offer, PriceStudy};
use crate::model::words::worded;
use crate::scoring::money::axis::AmountAxis;
use crate::scoring::money::course::{BudgetCourse, CourseStep};
use crate::scoring::money::curves::{CURVES, PriceCurves, Range};
use crate::scoring::money::glance::verdict;
use crate::scoring::money::interval::Accounts;
use crate::scoring::money::price_line::{PriceLine, lines};
use crate::scoring::money::words;
use crate::scoring::price::amounts::{money, short};
use crate::scoring::ratio::Ratio;

/// Where the axes begin.
const LEFT: f64 = 56.0;
/// How high curves and columns are.
const HIGH: f64 = 220.0;

/// Where a number lies from the left.
fn across(axis: AmountAxis, number: Ratio) -> f64 {
    LEFT + axis.share(number).to_f64() * (WIDTH - LEFT - MARGIN)
}

/// The axis of amounts with its ticks.
fn ruled(pen: &mut Pen, axis: AmountAxis, y: f64) {
    pen.line((LEFT, y), (WIDTH - MARGIN, y), "axis");
    for tick in axis.ticks() {
        let x = across(axis, tick);
        pen.line((x, y), (x, y + 4.0), "axis");
        pen.text((x, y + 17.0), "small middle", &short(tick));
    }
}

/// The ranges as bands over a stretch: the original one, and the narrow one in it.
fn bands(pen: &mut Pen, axis: AmountAxis, ranges: Option<[Range; 2]>, (top, high): DrawingPoint) {
    let Some([narrow, original]) = ranges else {
        return;
    };
    for ((low, end), class) in [(original, "band"), (narrow, "tail")] {
        let (x, to) = (across(axis, low), across(axis, end));
        pen.rect((x, top), (to - x, high), class);
    }
}

/// The curves of each study of four prices.
pub(in super::super) fn studies(content: &Content<'_>) -> Vec<Figure> {
    let mut all: Vec<&PriceStudy> = content.workspace.all().collect();
    all.sort_by_key(|study| (std::cmp::Reverse(study.day), study.name.to_lowercase()));
    let curves = all
        .into_iter()
        .filter_map(|study| Some((study, PriceCurves::of(study)?)));
    curves
        .enumerate()
        .map(|(at, (study, curves))| study_figure(content, at, study, &curves))
        .collect()
}

fn study_figure(
    content: &Content<'_>,
    at: usize,
    study: &PriceStudy,
    curves: &PriceCurves,
) -> Figure {
    let mut pen = Pen::default();
    let title = content.said(&study.name);
    pen.text((0.0, 14.0), "head", &fit(&title, 90));
    let (top, bottom) = (34.0, 34.0 + HIGH);
    bands(&mut pen, curves.axis, curves.ranges, (top, HIGH));
    ruled(&mut pen, curves.axis, bottom);
    for (share, words) in [(0.0, "100 %"), (0.5, "50 %"), (1.0, "0 %")] {
        pen.text((LEFT - 6.0, top + share * HIGH + 4.0), "small end", words);
    }
    for ((points, (_, name)), class) in curves.shares.iter().zip(CURVES).zip(CLASSES) {
        let place = |(price, share): &(Ratio, Ratio)| {
            (across(curves.axis, *price), bottom - share.to_f64() * HIGH)
        };
        let points: Vec<DrawingPoint> = points.iter().map(place).collect();
        pen.path(&points, class);
        // Where the curve is half way up its name has most room.
        let half = points.iter().min_by(|one, other| {
            let off = |point: &DrawingPoint| (point.1 - f64::midpoint(top, bottom)).abs();
            off(one).total_cmp(&off(other))
        });
        if let Some((x, y)) = half {
            pen.text((x + 6.0, *y), "small", name);
        }
    }
    let said = verdict(content.workspace, study);
    let said: Vec<String> = said
        .iter()
        .map(|(about, words)| format!("{about}: {words}"))
        .collect();
    let mut y = bottom + 38.0;
    for line in said.chunks(3) {
        pen.text((0.0, y), "", &fit(&line.join("  ·  "), 110));
        y += 18.0;
    }
    Figure {
        name: format!("study-{at}"),
        title,
        about: content.said(&format!("{}.", said.join(". "))),
        height: y,
        body: pen,
    }
}

/// The classes of the curves.
const CLASSES: [&str; 4] = [
    "curve too-cheap",
    "curve cheap",
    "curve dear",
    "curve too-dear",
];

/// A line of prices for each thing that is paid for.
pub(in super::super) fn price_lines(content: &Content<'_>) -> Vec<Figure> {
    let all = lines(content.workspace).into_iter().enumerate();
    all.map(|(at, line)| line_figure(content, at, &line))
        .collect()
}

fn line_figure(content: &Content<'_>, at: usize, line: &PriceLine) -> Figure {
    let mut pen = Pen::default();
    let title = match content.said(&line.period).as_str() {
        "" => "Prices".to_owned(),
        period => format!("Prices for a {period}"),
    };
    pen.text((0.0, 14.0), "head", &fit(&title, 90));
    let y = 66.0;
    bands(&mut pen, line.axis, line.ranges, (y - 26.0, 26.0));
    ruled(&mut pen, line.axis, y);
    let mut said = Vec::new();
    let mut below = y + 40.0;
    for offer in &line.offers {
        let Some(one) = content.workspace.get::<Offer>(offer.id) else {
            continue;
        };
        let name = content.said(if offer.is_ours {
            &one.name
        } else {
            &one.competitor
        });
        let words = format!("{name}: {}", money(content.workspace, offer.price));
        let x = across(line.axis, offer.price);
        let class = if offer.is_ours { "b1" } else { "hollow" };
        pen.rect((x - 4.5, y - 4.5), (9.0, 9.0), class);
        pen.line((x, y + 5.0), (x, below - 10.0), "equal");
        let place = x.min(WIDTH - breadth(&words)).max(0.0);
        pen.text(
            (place, below),
            if offer.is_ours { "strong" } else { "" },
            &fit(&words, 60),
        );
        below += 18.0;
        said.push(words);
    }
    if let Some([narrow, original]) = line.ranges {
        let to = |(low, high): Range| {
            format!(
                "{} to {}",
                money(content.workspace, low),
                money(content.workspace, high)
            )
        };
        let words = format!(
            "Accepted: {} by the narrow reading, {} by the original one",
            to(narrow),
            to(original)
        );
        pen.text((0.0, below + 4.0), "small", &fit(&words, 118));
        below += 20.0;
        said.push(words);
    }
    Figure {
        name: format!("prices-{at}"),
        title,
        about: content.said(&format!("{}.", said.join(". "))),
        height: below,
        body: pen,
    }
}

/// The course of the budget; nothing without one.
pub(in super::super) fn course(content: &Content<'_>) -> Option<Figure> {
    let workspace = content.workspace;
    let accounts = Accounts::of(workspace);
    let course = BudgetCourse::of(workspace, &accounts);
    let amounts = course
        .steps
        .iter()
        .flat_map(|step| [step.planned, step.cost()]);
    let axis = AmountAxis::from_nothing(amounts, 5)?;
    let mut pen = Pen::default();
    let title = worded("Spending by interval").to_owned();
    pen.text((0.0, 14.0), "head", &title);
    let (top, bottom) = (34.0, 34.0 + HIGH);
    let up = |amount: Ratio| bottom - axis.share(amount).to_f64() * HIGH;
    for tick in axis.ticks() {
        pen.line((LEFT, up(tick)), (WIDTH, up(tick)), "equal");
        pen.text((LEFT - 6.0, up(tick) + 4.0), "small end", &short(tick));
    }
    let count = u32::try_from(course.steps.len()).map_or(1.0, f64::from);
    let each = (WIDTH - LEFT) / count.max(1.0);
    let mut said = Vec::new();
    let mut x = LEFT;
    for step in &course.steps {
        let name = content.said(workspace.name::<Increment>(Some(step.increment)));
        column(&mut pen, step, (x, each), &up, bottom);
        pen.text(
            (x + each / 2.0, bottom + 17.0),
            "small middle",
            &fit(&name, 20),
        );
        let amount = |what: &str, amount: Option<Ratio>| {
            amount.map(|amount| format!("{what} {}", money(workspace, amount)))
        };
        let parts = [
            amount("planned", step.planned),
            amount("spent", step.spent),
            amount("expected", step.expected),
            amount("cash left", step.cash),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        said.push(format!("{name}: {}", parts.join(", ")));
        x += each;
    }
    if let Some(ends) = course
        .cash_ends
        .map(Ratio::to_f64)
        .filter(|ends| *ends <= count)
    {
        let x = LEFT + ends * each;
        pen.line((x, top), (x, bottom), "target");
        pen.text((x - 4.0, top + 10.0), "small end", "cash is used up");
    }
    let mut y = bottom + 38.0;
    for (x, class, words) in [
        (LEFT, "b1", "spent"),
        (LEFT + 90.0, "tail", "expected, as the last ones"),
    ] {
        pen.rect((x, y - 9.0), (10.0, 10.0), class);
        pen.text((x + 15.0, y), "small", words);
    }
    pen.line((LEFT + 290.0, y - 4.0), (LEFT + 310.0, y - 4.0), "tight");
    pen.text((LEFT + 315.0, y), "small", "planned");
    said.extend(course.budget_words(workspace));
    said.extend(words::burn(workspace, &accounts));
    for line in &said {
        y += 18.0;
        pen.text((0.0, y), "", &fit(line, 110));
    }
    Some(Figure {
        name: "course".to_owned(),
        title,
        about: content.said(&said.join(" ")),
        height: y + 6.0,
        body: pen,
    })
}

/// The column of an interval, with a line across where it was planned.
fn column(
    pen: &mut Pen,
    step: &CourseStep,
    (x, each): (f64, f64),
    up: &dyn Fn(Ratio) -> f64,
    bottom: f64,
) {
    let wide = (each * 0.5).min(60.0);
    let left = x + (each - wide) / 2.0;
    if let Some(cost) = step.cost() {
        let class = if step.spent.is_some() { "b1" } else { "tail" };
        pen.rect((left, up(cost)), (wide, bottom - up(cost)), class);
    }
    if let Some(planned) = step.planned {
        pen.line(
            (left - 5.0, up(planned)),
            (left + wide + 5.0, up(planned)),
            "tight",
        );
    }
}
