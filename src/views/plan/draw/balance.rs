//! The balance over time: what each increment planned and did of each bucket, and at what pace.
//!
//! Every bar is as wide as every other and is filled with the marks of the buckets, in their place, so that
//! the shape of the mix is seen without color; the first one is the target.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::model::increment::Increment;
use crate::scoring::plan::allocation::{Allocation, AllocationError, Status};
use crate::scoring::plan::course::{Course, Leg};
use crate::scoring::plan::words;
use crate::scoring::ratio::Ratio;
use crate::shell::App;
use crate::ui::buckets;
use crate::ui::look::{Look, bucket_marks};
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, put_run};
use crate::views::plan::course;

/// The columns of a name and of what a bar is of.
const NAME: u16 = 12;
const KIND: u16 = 9;

struct Chart<'a> {
    look: &'a Look,
    marks: &'a [String],
    area: Rect,
}

/// Draws the chart, and below it the pace.
pub(super) fn draw(app: &App, look: &Look, area: Rect, buf: &mut Buffer) {
    let course = course(app);
    let names = buckets::names(app);
    let marks = bucket_marks(&names, look.charset);
    let said = words::course(&course, &names);
    let width = usize::from(area.width.saturating_sub(2));
    let said: Vec<String> = said
        .iter()
        .flat_map(|sentence| text::wrap(sentence, width, 2))
        .collect();
    // Three rows an increment; two headings, the target, and a blank row.
    let fixed = u16::try_from(said.len() + 4).unwrap_or(u16::MAX);
    let fit = usize::from(area.height.saturating_sub(fixed) / 3).max(1);
    let hidden = course.legs.len().saturating_sub(fit);
    let note = match hidden {
        0 => "planned and done, by bucket".to_owned(),
        1 => "1 earlier increment is left out".to_owned(),
        many => format!("{many} earlier increments are left out"),
    };
    Rule {
        title: "Balance over time",
        note: &note,
        focus: Focus::Here,
    }
    .draw(look, area, buf);
    let shown = course.legs.get(hidden..).unwrap_or_default();
    let mut y = area.y + 1;
    if shown.is_empty() {
        let words = "no increment has begun or has items yet: p and a digit plans them";
        put(buf, area, area.x + 1, y, words, look.muted());
        return;
    }
    let chart = Chart {
        look,
        marks: &marks,
        area,
    };
    chart.target(&course, y, buf);
    y += 1;
    let name = |leg: &Leg| {
        let increment = app.seen().get::<Increment>(leg.increment);
        let name = increment.map_or("", |increment| increment.name.as_str());
        text::fit(name, usize::from(NAME - 2), look.symbols.more)
    };
    for leg in shown {
        put(buf, area, area.x + 1, y, &name(leg), look.strong());
        chart.row("planned", Some(&leg.planned), leg.has_begun, y, buf);
        chart.row("done", leg.done.as_ref(), leg.has_begun, y + 1, buf);
        y += 2;
    }
    let below = Rect {
        y: y + 1,
        height: area.bottom().saturating_sub(y + 1),
        ..area
    };
    if below.is_empty() {
        return;
    }
    Rule {
        title: "Pace",
        note: "load, urgent work, what was done of the plan",
        focus: Focus::Elsewhere,
    }
    .draw(look, below, buf);
    let mut lines: Vec<(String, Style)> = Vec::new();
    for leg in shown {
        let name = text::pad_right(&name(leg), usize::from(NAME - 1), "");
        let words = format!("{name}{}", words::pace(&leg.pace, leg.has_begun));
        lines.push((text::fit(&words, width, look.symbols.more), look.text()));
    }
    lines.extend(said.into_iter().map(|line| (line, look.muted())));
    for ((words, style), y) in lines.iter().zip(below.y + 1..below.bottom()) {
        put(buf, below, below.x + 1, y, words, *style);
    }
}

impl Chart<'_> {
    /// How many cells a whole bar has.
    fn width(&self) -> u16 {
        (self.area.width / 10 * 3).min(50)
    }

    /// What every mix is held against, with the names of the buckets.
    fn target(&self, course: &Course, y: u16, buf: &mut Buffer) {
        let known = course.legs.iter().find_map(|leg| leg.planned.as_ref().ok());
        self.label("target", y, buf);
        let Some(known) = known else {
            return;
        };
        let targets: Vec<Ratio> = known.buckets.iter().map(|bucket| bucket.target).collect();
        let x = self.bar(&targets, y, buf);
        let each = targets.iter().map(|share| share.to_percent(0));
        let each: Vec<String> = each
            .map(|share| share.unwrap_or_else(|| "?".to_owned()))
            .collect();
        self.shares(&each, x, y, buf);
    }

    /// One mix, and which buckets are off in it.
    fn row(
        &self,
        of: &str,
        mix: Option<&Result<Allocation, AllocationError>>,
        has_begun: bool,
        y: u16,
        buf: &mut Buffer,
    ) {
        self.label(of, y, buf);
        let x = self.area.x + NAME + KIND;
        let allocation = match mix {
            Some(Ok(allocation)) => allocation,
            Some(Err(why)) => {
                put(buf, self.area, x, y, &why.to_string(), self.look.muted());
                return;
            }
            None => {
                let words = if has_begun {
                    "not over yet"
                } else {
                    "not begun yet"
                };
                put(buf, self.area, x, y, words, self.look.muted());
                return;
            }
        };
        let mixes: Option<Vec<_>> = allocation.buckets.iter().map(|bucket| bucket.mix).collect();
        let Some(mixes) = mixes else {
            let words = "no data: nothing with a bucket and a size";
            put(buf, self.area, x, y, words, self.look.muted());
            return;
        };
        let shares: Vec<Ratio> = mixes.iter().map(|mix| mix.share).collect();
        let x = self.bar(&shares, y, buf);
        let each: Vec<String> = mixes.iter().map(|mix| mix.percent.to_string()).collect();
        let mut x = self.shares(&each, x, y, buf);
        for ((at, mix), mark) in mixes.iter().enumerate().zip(self.marks) {
            let style = match mix.status {
                Status::On => continue,
                Status::Over => self.look.over(),
                Status::Under => self.look.under(),
            };
            let drift = text::signed(mix.drift.rounded(), self.look.symbols);
            let width = text::width(mark) + 1 + text::width(&drift);
            // A number that is cut is another number.
            if usize::from(x) + width > usize::from(self.area.right()) {
                put(
                    buf,
                    self.area,
                    x,
                    y,
                    self.look.symbols.more,
                    self.look.muted(),
                );
                return;
            }
            x = put(buf, self.area, x, y, mark, self.look.bucket(at));
            x = put(buf, self.area, x + 1, y, &drift, style) + 1;
        }
        let words = format!("{} without size", allocation.without_effort.len());
        let is_cut = usize::from(x) + text::width(&words) > usize::from(self.area.right());
        if !allocation.without_effort.is_empty() && !is_cut {
            put(buf, self.area, x, y, &words, self.look.muted());
        }
    }

    fn label(&self, words: &str, y: u16, buf: &mut Buffer) {
        put(
            buf,
            self.area,
            self.area.x + NAME,
            y,
            words,
            self.look.muted(),
        );
    }

    /// Fills a bar with the marks of the buckets, and returns the column after it.
    fn bar(&self, shares: &[Ratio], y: u16, buf: &mut Buffer) -> u16 {
        let start = self.area.x + NAME + KIND;
        let whole = Ratio::whole(self.width().into());
        let (mut sum, mut x) = (Ratio::ZERO, start);
        for ((at, share), mark) in shares.iter().enumerate().zip(self.marks) {
            sum = sum.plus(*share).unwrap_or(sum);
            // Where a part ends is rounded, not its length, so that all end at the same column.
            let end = sum.times(whole).map_or(0, Ratio::rounded);
            let end = start + u16::try_from(end).unwrap_or(0).min(self.width());
            let style = self.look.bucket(at);
            x = put_run(buf, self.area, (x, y), mark, end.saturating_sub(x), style);
        }
        start + self.width() + 1
    }

    /// The shares in whole percent, each after its mark, and the column after them.
    fn shares(&self, percents: &[String], mut x: u16, y: u16, buf: &mut Buffer) -> u16 {
        for ((at, share), mark) in percents.iter().enumerate().zip(self.marks) {
            x = put(buf, self.area, x, y, mark, self.look.bucket(at));
            let words = format!("{} ", text::pad_left(share, 3, ""));
            x = put(buf, self.area, x, y, &words, self.look.text());
        }
        x + 1
    }
}
