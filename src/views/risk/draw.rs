//! The risks: the ROAM board, the chosen one in full, impact against chance, what is awaited, the map.

mod board;
mod map;
mod matrix;

pub(crate) use self::map::{said, when};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::model::field::Choice;
use crate::model::person::Level;
use crate::model::risk::Risk;
use crate::model::words::worded;
use crate::scoring::facts::Facts;
use crate::scoring::plan::due::Due;
use crate::scoring::plan::risks::at_stake;
use crate::ui::hits::Hits;
use crate::ui::listing;
use crate::ui::look::Look;
use crate::ui::records::{day_and_distance as day, joined, person};
use crate::ui::text;
use crate::ui::text::own;
use crate::ui::widgets::{Focus, Rule, say_lines};
use crate::views::risk::{RiskPart, Risks, chosen};

/// Draws the view.
pub fn draw(desk: &Desk, risks: &Risks, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let regions =
        crate::views::risk::regions::risks(buf.area.as_size(), risks.part == RiskPart::Map);
    let (column, risk) = chosen(desk, risks);
    board::board(desk, risks, look, (column, risk), regions.board, buf, hits);
    let risk = risk.and_then(|id| desk.seen().get::<Risk>(id));
    detail(desk, look, risk, regions.detail, buf);
    matrix::matrix(desk, look, risk, regions.matrix, buf);
    listing::draw(desk, look, (&risks.lists, 0), regions.awaited, buf, hits);
    map::map(desk, risks, look, regions.map, buf, hits);
}

/// Whether a part of the view has the keys.
fn focus(desk: &Desk, risks: &Risks, part: RiskPart) -> Focus {
    Focus::of(risks.part == part && desk.dialogs.is_empty())
}

/// Impact × chance in words: `impact High × chance Low = 3 of 9`.
pub(crate) fn stake(risk: &Risk) -> String {
    let word = |level: Option<Level>| level.map_or("unknown", |level| level.word().label);
    let product = at_stake(risk).map_or_else(String::new, |of_9| format!(" = {of_9} of 9"));
    let (impact, chance) = (word(risk.impact), word(risk.chance));
    format!("impact {impact} × chance {chance}{product}")
}

/// The chosen risk in full.
fn detail(desk: &Desk, look: &Look, risk: Option<&Risk>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let letter = |risk: &Risk| {
        risk.roam
            .map_or("not discussed yet", |roam| roam.word().label)
    };
    let rule = Rule::new("Risk", risk.map_or("", letter), Focus::Elsewhere);
    let body = rule.draw(look, area, buf);
    let width = usize::from(body.width);
    let Some(risk) = risk else {
        let words =
            worded("What could go wrong, and who does what about it? {RISKS_NEW} notes a risk.");
        let lines = text::wrap(words, width, 3).into_iter();
        say_lines(buf, body, lines.map(|line| (line, look.muted())));
        return;
    };
    let mut lines = Vec::new();
    let mut say = |words: &str, limit, style| {
        let wrapped = text::wrap(words, width, limit).into_iter();
        lines.extend(wrapped.map(|line| (line, style)));
    };
    say(&risk.text, 2, look.strong());
    let [facts, next] = told(desk, risk);
    say(&own(look, &facts), 2, look.muted());
    let style = if Due::of_risk(risk, desk.derived.today).is_overdue() {
        look.over()
    } else {
        look.text()
    };
    say(&own(look, &next), 3, style);
    say_lines(buf, body, lines);
}

/// What is at stake and who looks after it, and what comes next.
fn told(desk: &Desk, risk: &Risk) -> [String; 2] {
    let owner = match person(desk, risk.owner.0) {
        "" => "no owner yet",
        name => name,
    };
    let next = match risk.follow_up.trim() {
        "" => "no follow-up",
        words => words,
    };
    let due = Due::of_risk(risk, desk.derived.today);
    [
        format!("{} · {owner}", stake(risk)),
        joined([next.to_owned(), again(risk, due)]),
    ]
}

/// What is said of a risk, with the rule of its number.
pub(super) fn facts(desk: &Desk, risk: &Risk) -> Facts {
    let said = told(desk, risk).into_iter();
    said.fold(Facts::of(&risk.text), |facts, words| facts.with("", words))
        .ruled(
            "Impact × chance",
            "each counts 1 for low, 2 for medium, 3 for high; 9 is the most, and without both there is no product",
        )
}

/// When a risk is looked at again, if that is agreed on.
pub(crate) fn again(risk: &Risk, due: Due) -> String {
    let day = risk.review.map(|_| day(risk.review, due));
    day.map_or_else(String::new, |day| format!("look again {day}"))
}

/// Who looks after a risk.
pub(crate) fn owner<'a>(desk: &'a Desk, risk: &Risk) -> &'a str {
    match person(desk, risk.owner.0) {
        "" => "no owner",
        name => name,
    }
}
