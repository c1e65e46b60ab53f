//! The picture of waiting: what the chosen item loses week by week by the shape of its urgency, with what it has lost when
//! it comes as it is likely, an interval later, and on a day of choice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::desk::listing::Lists;
use crate::dialogs::prompt::Prompt;
use crate::model::field::Choice;
use crate::model::field::{FieldType, Value};
use crate::model::item::Item;
use crate::model::words::worded;
use crate::scoring::delay::urgency::over_time::{OverTime, Until};
use crate::scoring::price::amounts::{money, short};
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{CurveLine, Curves, Focus, Rule, put};

/// Draws it.
pub(super) fn draw(
    desk: &Desk,
    look: &Look,
    lists: &Lists,
    area: Rect,
    buf: &mut Buffer,
    _: &mut Hits,
) {
    let item = lists.item(desk).and_then(|id| desk.seen().get::<Item>(id));
    let title = item.map_or("What waiting costs", |item| item.title.as_str());
    let note = item.map_or("", |item| item.urgency.word().label);
    let body = Rule::new(title, note, Focus::Elsewhere).draw(look, area, buf);
    let Some(item) = item else {
        let lines = text::wrap(super::returns::EMPTY.said(), body.width.into(), 2);
        for (line, y) in lines.iter().zip(body.y..body.bottom()) {
            put(buf, body, body.x, y, line, look.muted());
        }
        return;
    };
    let (derived, day) = (&desk.derived, desk.plotted.waits_until);
    let likely = derived.survey.roadmap.item(item.id);
    let likely = likely
        .and_then(|said| said.as_ref().ok())
        .and_then(|said| said.days.likely);
    let found = OverTime::of(desk.seen(), &derived.evaluation, item, likely, day);
    let waiting = match found {
        Ok(waiting) => waiting,
        Err(why) => {
            put(buf, body, body.x, body.y, why.words(), look.over());
            return;
        }
    };
    let beside = if area.width < 100 { 28 } else { area.width / 3 };
    let words = Rect {
        x: body.right().saturating_sub(beside),
        width: beside,
        ..body
    };
    let picture = Rect {
        width: body.width.saturating_sub(beside + 2),
        ..body
    };
    draw_curve(desk, look, &waiting, picture, buf);
    let amount = |loss: Ratio| said(desk, waiting.unit, loss);
    let mut y = words.y;
    let mut say = |line: &str, style| {
        for line in text::wrap(line, words.width.into(), 4) {
            put(buf, words, words.x, y, &text::own(look, &line), style);
            y += 1;
        }
    };
    say("What it has lost when it comes", look.muted());
    let first = waiting.marks.first().map(|mark| mark.loss);
    for mark in &waiting.marks {
        let more = first.and_then(|first| mark.loss.minus(first));
        let more = more.filter(|_| mark.until != Until::Likely);
        let more = more.map_or_else(String::new, |more| {
            let sign = if more.is_negative() { "−" } else { "+" };
            format!(" ({sign}{})", amount(more.size()))
        });
        say(
            &format!(
                "{} {}",
                mark.until.letter(),
                mark.until.words(waiting.by_forecast)
            ),
            look.text(),
        );
        say(&format!("  {}{more}", amount(mark.loss)), look.strong());
    }
    for reason in &waiting.reasons {
        say(reason.words(), look.over());
    }
}

fn said(desk: &Desk, unit: Unit, loss: Ratio) -> String {
    match unit {
        Unit::Money => money(desk.seen(), Ratio::whole(loss.rounded())),
        Unit::Points => short(loss),
    }
}

fn draw_curve(desk: &Desk, look: &Look, waiting: &OverTime, area: Rect, buf: &mut Buffer) {
    let across = |week: Ratio| waiting.weeks.share(week);
    let points: Vec<(Ratio, Ratio)> = waiting
        .points
        .iter()
        .map(|(week, loss)| (across(*week), waiting.losses.share(*loss)))
        .collect();
    let curve = CurveLine {
        line: look.symbols.rule_heavy,
        letter: look.symbols.rule_heavy,
        points,
        style: look.focus(),
    };
    let ticks: Vec<(Ratio, String)> = waiting
        .weeks
        .ticks()
        .into_iter()
        .map(|tick| (across(tick), short(tick)))
        .collect();
    let mut levels: Vec<(Ratio, String)> = waiting
        .losses
        .ticks()
        .into_iter()
        .map(|tick| (waiting.losses.share(tick), said(desk, waiting.unit, tick)))
        .collect();
    levels.reverse();
    let lines: Vec<(Ratio, &str)> = waiting
        .marks
        .iter()
        .map(|mark| (across(mark.week), mark.until.letter()))
        .collect();
    let above = Rect {
        height: area.height.saturating_sub(1),
        ..area
    };
    Curves {
        all: &[curve],
        ticks: &ticks,
        levels: &levels,
        bands: &[],
        lines: &lines,
    }
    .draw(look, above, buf);
    let words = worded("weeks from the first day of the coming interval");
    put(buf, area, area.x, above.bottom(), words, look.muted());
}

/// Asks for the day of choice.
pub(super) fn ask_day(desk: &mut Desk) {
    let prompt = Prompt::new(
        "Delivered on",
        "a day: 1 Mar 2027, +6w; blank for none",
        |desk, typed: String| {
            let typed = typed.trim();
            if typed.is_empty() {
                desk.plotted.waits_until = None;
                return;
            }
            match FieldType::Date
                .typed(typed, desk.derived.today)
                .map(Value::day)
            {
                Ok(Some(day)) => desk.plotted.waits_until = Some(day),
                _ => desk.hint(format!(
                    "“{typed}” is not a day · press a again, then type 1 Mar 2027 or +6w"
                )),
            }
        },
    );
    prompt.open(desk);
}
