//! The picture of the money: a column for each interval with what was planned, spent and is to be expected, and where
//! the cash ends.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::desk::listing::Lists;
use crate::model::increment::Increment;
use crate::model::words::{Text, worded};
use crate::scoring::money::course::{BudgetCourse, CourseStep};
use crate::scoring::money::{guardrail_words, words};
use crate::scoring::price::amounts::short;
use crate::scoring::ratio::Ratio;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, put_run};

/// The cells of the names of the rows.
const NAMES: u16 = 10;
/// The least cells of an interval.
const CELLS: u16 = 11;
/// The cells of a column.
const BAR: u16 = 3;

/// What stands where there is no budget.
const NOTHING: Text = Text::new(
    "What was planned, what was spent? With budget lines each interval has a column here. {LISTS_NEW} writes the first one; a table of interval, planned and spent can be pasted.",
);

/// Draws it; on a wide screen what follows from it stands beside it.
pub(super) fn draw(
    desk: &Desk,
    look: &Look,
    _: &Lists,
    area: Rect,
    buf: &mut Buffer,
    _: &mut Hits,
) {
    let (accounts, course) = (desk.accounts(), desk.spending());
    let is_wide = area.width >= 100;
    let beside = if is_wide { area.width / 3 } else { 0 };
    let left = Rect {
        width: area.width - beside - if is_wide { 2 } else { 0 },
        ..area
    };
    let thousands = course
        .largest()
        .is_some_and(|most| most >= Ratio::whole(100_000));
    let note = if thousands { "in thousands" } else { "" };
    let body =
        Rule::new(worded("Spending by interval"), note, Focus::Elsewhere).draw(look, left, buf);
    let mut said: Vec<String> = course.budget_words(desk.seen()).into_iter().collect();
    let derived = &desk.derived;
    let coming = derived.evaluation.race.coming;
    said.extend(words::standing(
        desk.seen(),
        &accounts,
        coming,
        derived.today,
    ));
    said.extend(words::burn(desk.seen(), &accounts));
    if course.steps.is_empty() {
        said = vec![NOTHING.to_string()];
    }
    let room = body.height.saturating_sub(if is_wide { 0 } else { 3 });
    let columns = Rect {
        height: room,
        ..body
    };
    if !course.steps.is_empty() {
        draw_columns(desk, look, &course, thousands, columns, buf);
    }
    let words = if is_wide {
        let right = Rect {
            x: area.right() - beside,
            width: beside,
            ..area
        };
        Rule::new("How long the money lasts", "private", Focus::Elsewhere).draw(look, right, buf)
    } else {
        Rect {
            y: columns.bottom(),
            height: body.height - room,
            ..body
        }
    };
    let lines = said
        .iter()
        .flat_map(|line| text::wrap(line, words.width.into(), 4));
    let mut y = words.y;
    for line in lines.take(words.height.into()) {
        put(buf, words, words.x, y, &text::own(look, &line), look.text());
        y += 1;
    }
    let rest = words.bottom().saturating_sub(y);
    if is_wide && rest > 3 {
        let area = Rect {
            x: area.right() - beside,
            y,
            width: beside,
            height: rest,
        };
        draw_guardrails(desk, look, area, buf);
    }
}

/// Draws how the guardrails stand.
fn draw_guardrails(desk: &Desk, look: &Look, area: Rect, buf: &mut Buffer) {
    let body = Rule::new("Guardrails", "", Focus::Elsewhere).draw(look, area, buf);
    let said = guardrail_words::lines(desk.seen(), &desk.guardrails());
    let lines = said.iter().map(|(about, words)| format!("{about} {words}"));
    let lines = lines.flat_map(|line| text::wrap(&line, body.width.into(), 2));
    for (line, y) in lines.zip(body.y..body.bottom()) {
        put(buf, body, body.x, y, &text::own(look, &line), look.text());
    }
}

fn amount(amount: Option<Ratio>, thousands: bool) -> String {
    let words = |amount: Ratio| {
        if thousands {
            let thousand = amount.over(Ratio::whole(1000));
            thousand.map_or_else(String::new, |amount| amount.to_grouped(1))
        } else {
            short(amount)
        }
    };
    amount.map_or_else(String::new, words)
}

/// A row of numbers: its name, and what of a step stands in it.
type NumberRow = (&'static str, fn(&CourseStep) -> Option<Ratio>);

const ROWS: [NumberRow; 4] = [
    ("Planned", |step| step.planned),
    ("Spent", |step| step.spent),
    ("Expected", |step| step.expected),
    ("Cash left", |step| step.cash),
];

fn draw_columns(
    desk: &Desk,
    look: &Look,
    course: &BudgetCourse,
    thousands: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let fit = usize::from(area.width.saturating_sub(NAMES) / CELLS).max(1);
    // The latest ones stay.
    let left_out = course.steps.len().saturating_sub(fit);
    let steps = course.steps.get(left_out..).unwrap_or_default();
    let wide = u16::try_from(steps.len()).map_or(CELLS, |count| {
        (area.width.saturating_sub(NAMES) / count.max(1)).clamp(CELLS, 20)
    });
    let column = |at: usize| area.x + NAMES + u16::try_from(at).unwrap_or_default() * wide;
    let right = |at: usize, y: u16, words: &str, style, buf: &mut Buffer| {
        let end = column(at) + wide - 1;
        let cells = u16::try_from(text::width(words)).unwrap_or_default();
        put(buf, area, end.saturating_sub(cells), y, words, style);
    };
    for (at, step) in steps.iter().enumerate() {
        let name = desk.seen().name::<Increment>(Some(step.increment));
        let name = text::fit(name, usize::from(wide) - 1, look.symbols.more);
        right(at, area.y, &name, look.strong(), buf);
    }
    let mut y = area.y + 1;
    for (name, of) in ROWS {
        if steps.iter().all(|step| of(step).is_none()) {
            continue;
        }
        put(buf, area, area.x, y, name, look.muted());
        for (at, step) in steps.iter().enumerate() {
            let own = of(step);
            let style = if own.is_some_and(Ratio::is_negative) {
                look.over()
            } else {
                look.text()
            };
            right(
                at,
                y,
                &text::own(look, &amount(own, thousands).replace('-', "−")),
                style,
                buf,
            );
        }
        y += 1;
    }
    let bars = Rect {
        y,
        height: area.bottom().saturating_sub(y + 1),
        ..area
    };
    let legend = [
        (look.symbols.span_near, "spent"),
        (look.symbols.span_later, "expected, as the last ones"),
        (look.symbols.rule, "planned"),
        (look.symbols.target, "cash is used up"),
    ];
    let legend = legend
        .map(|(mark, words)| format!("{mark} {words}"))
        .join("   ");
    put(buf, area, area.x, bars.bottom(), &legend, look.muted());
    let Some(largest) = course.largest().filter(|_| bars.height > 0) else {
        return;
    };
    for (at, step) in steps.iter().enumerate() {
        let x = column(at) + wide - 1 - BAR - 2;
        draw_column(look, step, largest, (x, bars), buf);
    }
    let passed = course
        .cash_ends
        .and_then(|ends| ends.minus(Ratio::count(left_out)));
    let place = passed.and_then(|passed| passed.times(Ratio::whole(wide.into())));
    let place = place.and_then(|place| u16::try_from(place.rounded()).ok());
    if let Some(x) = place.map(|place| area.x + NAMES + place) {
        for row in bars.rows() {
            put(buf, bars, x, row.y, look.symbols.target, look.over());
        }
    }
}

/// Draws the column of an interval up from the bottom, in eighths of a row, with a line at its right where it was planned.
fn draw_column(
    look: &Look,
    step: &CourseStep,
    largest: Ratio,
    (x, bars): (u16, Rect),
    buf: &mut Buffer,
) {
    let eighths = |amount: Ratio| {
        let rows = Ratio::whole(i64::from(bars.height) * 8);
        let high = amount.over(largest).and_then(|share| share.times(rows));
        high.and_then(|high| u16::try_from(high.rounded()).ok())
            .unwrap_or(0)
    };
    let symbols = look.symbols;
    if let Some(cost) = step.cost() {
        let (full, rest) = (eighths(cost) / 8, eighths(cost) % 8);
        let is_spent = step.spent.is_some();
        let (mark, style) = if is_spent {
            (symbols.span_near, look.focus())
        } else {
            (symbols.span_later, look.muted())
        };
        for row in 0..full {
            put_run(buf, bars, (x, bars.bottom() - 1 - row), mark, BAR, style);
        }
        let top = usize::from(rest)
            .checked_sub(1)
            .and_then(|rest| symbols.eighths.get(rest));
        let top = if is_spent || rest == 0 {
            top.copied()
        } else {
            (rest >= 4).then_some(mark)
        };
        if let Some(top) = top.filter(|_| full < bars.height) {
            put_run(buf, bars, (x, bars.bottom() - 1 - full), top, BAR, style);
        }
    }
    if let Some(planned) = step.planned {
        let row = (eighths(planned).saturating_sub(1) / 8).min(bars.height - 1);
        put_run(
            buf,
            bars,
            (x + BAR, bars.bottom() - 1 - row),
            symbols.rule,
            2,
            look.text(),
        );
    }
}
