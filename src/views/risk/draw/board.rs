//! The ROAM board: a column for each letter, a card for each risk.

use crate::views::risk::Risks;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::desk::Desk;
use crate::desk::event::Target;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::record::Declared;
use crate::model::risk::Risk;
use crate::scoring::plan::due::Due;
use crate::scoring::plan::risks::{RoamColumn, at_stake, columns, is_open, overdue};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::records::person;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, scroll_to};
use crate::views::risk::Part;
use crate::views::risk::draw::focus;

/// Draws the columns, with the chosen column and risk marked.
pub(super) fn board(
    desk: &Desk,
    risks: &Risks,
    look: &Look,
    (column, chosen): (usize, Option<Id>),
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    if area.is_empty() {
        return;
    }
    let columns = columns(desk.seen());
    let count: usize = columns.iter().map(|column| column.risks.len()).sum();
    let mut note = text::count(count, "risk", "risks");
    let late = overdue(desk.seen(), desk.derived.today);
    if late > 0 {
        note = format!("{late} overdue {} {note}", look.symbols.separator);
    }
    let focus = focus(desk, risks, Part::Board);
    Rule {
        title: "Risks",
        note: &note,
        focus,
    }
    .draw(look, area, buf);
    let wide = area.width / u16::try_from(columns.len()).unwrap_or(1).max(1);
    for (at, of) in columns.iter().enumerate() {
        let place = Rect {
            x: area.x + wide * u16::try_from(at).unwrap_or_default(),
            y: area.y + 1,
            width: wide.saturating_sub(1),
            height: area.height - 1,
        };
        let chosen = chosen.filter(|_| at == column);
        heading(look, of, at == column && focus == Focus::Here, place, buf);
        cards(desk, look, of, chosen, focus, place, buf, hits);
    }
}

fn heading(look: &Look, column: &RoamColumn<'_>, is_here: bool, area: Rect, buf: &mut Buffer) {
    let letter = column.letter;
    let words = letter.map_or("No letter", |letter| letter.word().label);
    let style = if is_here { look.sorted() } else { look.muted() };
    let count = column.risks.len().to_string();
    let room = usize::from(area.width).saturating_sub(count.len() + 2);
    let words = text::fit(words, room, look.symbols.more);
    let x = put(buf, area, area.x + 1, area.y, &words, style) + 1;
    put(buf, area, x, area.y, &count, look.muted());
}

#[expect(clippy::too_many_arguments, reason = "what is drawn, and where")]
fn cards(
    desk: &Desk,
    look: &Look,
    column: &RoamColumn<'_>,
    chosen: Option<Id>,
    focus: Focus,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let titles: u16 = if area.width < 24 { 2 } else { 3 };
    let high = titles + 2;
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    if column.risks.is_empty() {
        put(
            buf,
            body,
            body.x + 1,
            body.y,
            look.symbols.no_score,
            look.faint(),
        );
        return;
    }
    let fit = usize::from(body.height / high).max(1);
    let at = column.risks.iter().position(|risk| Some(risk.id) == chosen);
    let first = scroll_to(at.unwrap_or_default(), 0, fit, column.risks.len());
    let places = (body.y..).step_by(usize::from(high)).take(fit);
    for (risk, y) in column.risks.iter().skip(first).zip(places) {
        let place = Rect {
            y,
            height: high,
            ..body
        }
        .intersection(body);
        let is_chosen = Some(risk.id) == chosen;
        card(desk, look, risk, (is_chosen, focus), titles, place, buf);
        hits.add(place, Target::Record(Risk::KIND, risk.id));
    }
}

fn card(
    desk: &Desk,
    look: &Look,
    risk: &Risk,
    (is_chosen, focus): (bool, Focus),
    titles: u16,
    area: Rect,
    buf: &mut Buffer,
) {
    let is_on_band = is_chosen && focus == Focus::Here;
    let dress = |style: Style| match (is_chosen, is_on_band) {
        (true, true) => look.on_band(style).add_modifier(Modifier::BOLD),
        (true, false) => style.add_modifier(Modifier::BOLD),
        (false, _) => style,
    };
    if is_on_band {
        buf.set_style(area, look.selected());
    }
    if is_chosen {
        for y in area.top()..area.bottom() {
            let style = dress(look.focus_line());
            put(buf, area, area.x, y, look.symbols.cursor, style);
        }
    }
    let width = usize::from(area.width.saturating_sub(1));
    let title = text::wrap(&risk.text, width, usize::from(titles) + 1);
    let has_more = title.len() > usize::from(titles);
    for (at, (line, y)) in title.iter().zip(area.y..area.y + titles).enumerate() {
        let is_last = at + 1 == usize::from(titles);
        let words = if has_more && is_last {
            let room = width.saturating_sub(1);
            format!("{}{}", text::fit(line, room, ""), look.symbols.more)
        } else {
            line.clone()
        };
        put(buf, area, area.x + 1, y, &words, dress(look.text()));
    }
    let stake = at_stake(risk).map_or_else(|| "?".to_owned(), |of_9| of_9.to_string());
    let owner = match person(desk, risk.owner.0) {
        "" => "nobody",
        name => name,
    };
    let y = area.y + titles;
    let x = put(buf, area, area.x + 1, y, &stake, dress(look.strong())) + 1;
    let room = usize::from(area.right().saturating_sub(x));
    let owner = text::fit(owner, room, look.symbols.more);
    put(buf, area, x, y, &owner, dress(look.muted()));
    let (words, style) = next(desk, look, risk);
    let words = text::fit(&words, width, look.symbols.more);
    put(buf, area, area.x + 1, y + 1, &words, dress(style));
}

/// What comes next for a risk, in a few words.
fn next(desk: &Desk, look: &Look, risk: &Risk) -> (String, Style) {
    let due = Due::of_risk(risk, desk.derived.today);
    if due.is_overdue() {
        let words = format!("{} {}", look.symbols.over, due.words());
        return (words, look.over());
    }
    if is_open(risk) && risk.follow_up.trim().is_empty() {
        return ("no follow-up".to_owned(), look.over());
    }
    let day = risk.review.filter(|_| is_open(risk)).map(text::date);
    let words = day.map_or_else(String::new, |day| format!("look {day}"));
    (words, look.muted())
}
