//! The ROAM board: a column for each letter, a card for each risk.

use crate::views::risk::Risks;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

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
use crate::ui::text;
use crate::ui::widgets::{Focus, RowState, Rule, put, say, scroll_to, under};
use crate::views::risk::RiskPart;
use crate::views::risk::draw::{focus, owner};

/// The rows of a card whose owner has a line of its own.
const ROOMY: usize = 6;

/// Draws the board.
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
    let open = columns.iter().filter(|column| column.letter.is_none());
    let open: usize = open.map(|column| column.risks.len()).sum();
    if open > 0 {
        note = look.joined(&[format!("{open} not discussed yet"), note]);
    }
    let late = overdue(desk.seen(), desk.derived.today);
    if late > 0 {
        note = look.joined(&[format!("{late} overdue"), note]);
    }
    let most = columns.iter().map(|column| column.risks.len()).max();
    let most = most.unwrap_or_default();
    let focus = focus(desk, risks, RiskPart::Board);
    Rule::new("Risks", &note, focus).draw(look, area, buf);
    let wide = area.width / u16::try_from(columns.len()).unwrap_or(1).max(1);
    let places = vec![Constraint::Length(wide.saturating_sub(1)); columns.len()];
    let places = Layout::horizontal(places).spacing(1).split(under(area, 1));
    for (at, (of, place)) in columns.iter().zip(places.iter()).enumerate() {
        let cards = Cards {
            desk,
            look,
            is_tight: most * ROOMY > usize::from(place.height.saturating_sub(1)),
            focus,
            chosen: chosen.filter(|_| at == column),
        };
        let is_here = at == column && focus == Focus::Here;
        heading(look, of, is_here, *place, buf);
        cards.draw(of, under(*place, 1), buf, hits);
    }
}

fn heading(look: &Look, column: &RoamColumn<'_>, is_here: bool, area: Rect, buf: &mut Buffer) {
    let letter = column.letter;
    let words = letter.map_or("To discuss", |letter| letter.word().label);
    let style = if is_here { look.sorted() } else { look.muted() };
    let count = column.risks.len().to_string();
    let room = usize::from(area.width).saturating_sub(count.len() + 2);
    let words = text::fit(words, room, look.symbols.more);
    let x = put(buf, area, area.x + 1, area.y, &words, style) + 1;
    put(buf, area, x, area.y, &count, look.muted());
}

/// The cards of a column.
struct Cards<'a> {
    desk: &'a Desk,
    look: &'a Look,
    /// Whether the owner stands beside the weight, and titles have fewer lines.
    is_tight: bool,
    focus: Focus,
    /// The chosen risk, if it is in this column.
    chosen: Option<Id>,
}

impl Cards<'_> {
    fn draw(&self, column: &RoamColumn<'_>, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let is_tight = self.is_tight;
        let titles: u16 = if is_tight && area.width < 24 { 2 } else { 3 };
        let high = titles + if is_tight { 2 } else { 3 };
        if column.risks.is_empty() {
            let (mark, style) = (self.look.symbols.no_score, self.look.faint());
            put(buf, area, area.x + 1, area.y, mark, style);
            return;
        }
        let fit = usize::from(area.height / high).max(1);
        let at = self
            .chosen
            .and_then(|id| column.risks.iter().position(|risk| risk.id == id));
        let first = scroll_to(at.unwrap_or_default(), 0, fit, column.risks.len());
        let places = (area.y..).step_by(usize::from(high)).take(fit);
        for (risk, y) in column.risks.iter().skip(first).zip(places) {
            let place = Rect {
                y,
                height: high,
                ..area
            };
            let place = place.intersection(area);
            self.card(risk, titles, place, buf);
            hits.add(place, Target::Record(Risk::KIND, risk.id));
        }
    }

    fn card(&self, risk: &Risk, titles: u16, area: Rect, buf: &mut Buffer) {
        let (desk, look) = (self.desk, self.look);
        let state = RowState::of(self.chosen == Some(risk.id), self.focus);
        let dress = |style: Style| state.dress(look, style);
        if state == RowState::Selected {
            buf.set_style(area, look.selected());
        }
        if state != RowState::Plain {
            for row in area.rows() {
                say(buf, row, look.symbols.cursor, dress(look.focus_line()));
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
        let weight = at_stake(risk).map(|product| format!("{product} of 9"));
        let weight = text::known(weight, "? of 9");
        let mut y = area.y + titles;
        let mut x = put(buf, area, area.x + 1, y, &weight, dress(look.strong()));
        if self.is_tight {
            x = put(buf, area, x, y, " · ", dress(look.muted()));
        } else {
            (x, y) = (area.x + 1, y + 1);
        }
        let room = usize::from(area.right().saturating_sub(x));
        let owner = text::fit(owner(desk, risk), room, look.symbols.more);
        put(buf, area, x, y, &owner, dress(look.muted()));
        let (words, style) = next(desk, look, risk);
        let words = text::fit(&words, width, look.symbols.more);
        put(buf, area, area.x + 1, y + 1, &words, dress(style));
    }
}

/// What comes next for a risk, in a few words.
fn next(desk: &Desk, look: &Look, risk: &Risk) -> (String, Style) {
    let due = Due::of_risk(risk, desk.derived.today);
    if due.is_overdue() {
        let words = format!("{} {}", look.symbols.attention, due.words());
        return (words, look.over());
    }
    if is_open(risk) && risk.follow_up.trim().is_empty() {
        return ("no follow-up".to_owned(), look.over());
    }
    let day = risk.review.filter(|_| is_open(risk)).map(text::date);
    let words = day.map_or_else(String::new, |day| format!("look {day}"));
    (words, look.muted())
}
