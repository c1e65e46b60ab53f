//! The balance over time: what each increment planned and did of each bucket, and at what pace.
//!
//! Every bar is as wide as every other and is filled with the marks of the buckets, in their place, so that
//! the shape of the mix is seen without color; the first one is the target.

use ratatui::buffer::Buffer;
use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Rect};

use crate::desk::Desk;
use crate::model::increment::Increment;
use crate::model::words::{PLANNING_INTERVALS, worded};
use crate::scoring::plan::allocation::{Allocation, AllocationError, BucketMix, Status};
use crate::scoring::plan::course::Leg;
use crate::scoring::plan::words;
use crate::scoring::ratio::Ratio;
use crate::ui::buckets;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, put_run, say_lines, under};

/// The columns of a name and of what a bar is of.
const NAME: u16 = 12;
const KIND: u16 = 9;

struct Chart<'a> {
    look: &'a Look,
    marks: &'a [String],
}

/// Draws the chart, and below it the pace.
pub(super) fn draw(desk: &Desk, look: &Look, marks: &[String], area: Rect, buf: &mut Buffer) {
    let course = desk.course();
    let said = words::course(&course, &buckets::names(desk));
    let width = usize::from(area.width.saturating_sub(2));
    let said = said.iter().flat_map(|line| text::wrap(line, width, 2));
    let said: Vec<String> = said.collect();
    // Three rows an increment; two headings, the target, and a blank row.
    let fixed = u16::try_from(said.len() + 4).unwrap_or(u16::MAX);
    let fit = usize::from(area.height.saturating_sub(fixed) / 3).max(1);
    let hidden = course.legs.len().saturating_sub(fit);
    let note = match hidden {
        0 => "planned and done, by allocation".to_owned(),
        1 => worded("1 earlier planning interval is left out").to_owned(),
        many => format!("{many} earlier {PLANNING_INTERVALS} are left out"),
    };
    Rule::new("Balance over time", &note, Focus::Here).draw(look, area, buf);
    let shown = course.legs.get(hidden..).unwrap_or_default();
    let below = under(area, 1);
    if shown.is_empty() {
        let words = worded(
            "no planning interval has begun or has items yet: {PLAN_ASSIGN:#} and a digit plans them",
        );
        put(buf, below, below.x + 1, below.y, words, look.muted());
        return;
    }
    let chart = Chart { look, marks };
    let rows = u16::try_from(1 + 2 * shown.len()).unwrap_or(u16::MAX);
    let [bars, _, pace] = Layout::vertical([Length(rows), Length(1), Fill(1)]).areas(below);
    let mut rows = bars.rows();
    let known = course.legs.iter().find_map(|leg| leg.planned.as_ref().ok());
    let known = known.into_iter().flat_map(|known| &known.buckets);
    let targets =
        known.map(|bucket| (bucket.target, text::known(bucket.target.to_percent(0), "?")));
    if let Some(line) = rows.next() {
        chart.bar("target", &targets.collect::<Vec<_>>(), line, buf);
    }
    let name = |leg: &Leg| {
        let name = desk.seen().name::<Increment>(leg.increment);
        text::fit(name, usize::from(NAME - 2), look.symbols.more)
    };
    for leg in shown {
        for (of, mix) in [("planned", Some(&leg.planned)), ("done", leg.done.as_ref())] {
            let Some(line) = rows.next() else { break };
            if of == "planned" {
                put(buf, line, line.x + 1, line.y, &name(leg), look.strong());
            }
            chart.mix(of, mix, leg.has_begun, line, buf);
        }
    }
    let note = "load, urgent work, what was done of the plan";
    let body = Rule::new("Pace", note, Focus::Elsewhere).draw(look, pace, buf);
    let paces = shown.iter().map(|leg| {
        let name = text::pad_right(&name(leg), usize::from(NAME - 1), "");
        let words = format!("{name}{}", words::pace(&leg.pace, leg.has_begun));
        (text::fit(&words, width, look.symbols.more), look.text())
    });
    let said = said.into_iter().map(|line| (line, look.muted()));
    say_lines(buf, body, paces.chain(said));
}

impl Chart<'_> {
    /// One mix, and which buckets are off in it.
    fn mix(
        &self,
        of: &str,
        mix: Option<&Result<Allocation, AllocationError>>,
        has_begun: bool,
        line: Rect,
        buf: &mut Buffer,
    ) {
        let look = self.look;
        let (allocation, mixes) = match mix_of(mix, has_begun) {
            Ok(found) => found,
            Err(words) => {
                let x = self.label(of, line, buf);
                put(buf, line, x, line.y, &words, look.muted());
                return;
            }
        };
        let shares = mixes.iter().map(|mix| (mix.share, mix.percent.to_string()));
        let mut x = self.bar(of, &shares.collect::<Vec<_>>(), line, buf);
        let fits = |x: u16, width: usize| usize::from(x) + width <= usize::from(line.right());
        for ((at, mix), mark) in mixes.iter().enumerate().zip(self.marks) {
            let style = match mix.status {
                Status::On | Status::Open => continue,
                Status::Over => look.over(),
                Status::Under => look.under(),
            };
            let drift = text::signed(mix.drift.rounded(), look.symbols);
            // A number that is cut is another number.
            if !fits(x, text::width(mark) + 1 + text::width(&drift)) {
                put(buf, line, x, line.y, look.symbols.more, look.muted());
                return;
            }
            x = put(buf, line, x, line.y, mark, look.bucket(at));
            x = put(buf, line, x + 1, line.y, &drift, style) + 1;
        }
        for words in words::left_out(allocation) {
            // Where it is narrow the count stands for the rest.
            let short = words.strip_prefix(words::OF_KNOWN).unwrap_or(&words);
            let short = short.split(" (").next().unwrap_or_default();
            let mut all = [words.as_str(), short].into_iter();
            if let Some(words) = all.find(|words| fits(x, text::width(words))) {
                x = put(buf, line, x, line.y, words, look.muted()) + 1;
            }
        }
    }

    /// Says what a row is of, and gives back the column of its bar.
    fn label(&self, of: &str, line: Rect, buf: &mut Buffer) -> u16 {
        put(buf, line, line.x + NAME, line.y, of, self.look.muted());
        line.x + NAME + KIND
    }

    /// Fills a bar with the marks of the buckets, then writes each share in whole percent after its mark. Gives back the
    /// column after them.
    fn bar(&self, of: &str, shares: &[(Ratio, String)], line: Rect, buf: &mut Buffer) -> u16 {
        let (start, y) = (self.label(of, line, buf), line.y);
        let width = (line.width / 10 * 3).min(50);
        let whole = Ratio::whole(width.into());
        let (mut sum, mut x) = (Ratio::ZERO, start);
        let all = || shares.iter().zip(self.marks).enumerate();
        for (at, ((share, _), mark)) in all() {
            sum = sum.plus(*share).unwrap_or(sum);
            // Where a part ends is rounded, not its length, so that all end at the same column.
            let end = sum.times(whole).map_or(0, Ratio::rounded);
            let end = start + u16::try_from(end).unwrap_or(0).min(width);
            let style = self.look.bucket(at);
            x = put_run(buf, line, (x, y), mark, end.saturating_sub(x), style);
        }
        x = start + width + 1;
        for (at, ((_, percent), mark)) in all() {
            x = put(buf, line, x, y, mark, self.look.bucket(at));
            let words = format!("{} ", text::pad_left(percent, 3, ""));
            x = put(buf, line, x, y, &words, self.look.text());
        }
        x + 1
    }
}

/// The mix of each bucket, or why there is none: of what is not over yet, above all.
fn mix_of(
    mix: Option<&Result<Allocation, AllocationError>>,
    has_begun: bool,
) -> Result<(&Allocation, Vec<BucketMix>), String> {
    let not_yet = if has_begun {
        "not over yet"
    } else {
        "not begun yet"
    };
    words::mixes(mix.ok_or(not_yet)?)
}
