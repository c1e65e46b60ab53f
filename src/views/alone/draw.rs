//! One person's screen: item, need, question, scale, the own card, who is missing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Alone, PLACE, asked, is_over, own};
use crate::desk::cards::on_table;
use crate::desk::file::Claim;
use crate::desk::{Desk, screen};
use crate::model::item::Item;
use crate::model::key::ALONE_TAKE;
use crate::model::number::Number;
use crate::model::words::{ITEM, worded};
use crate::scoring::session::way::columns;
use crate::scoring::session::{self, Card, rubric};
use crate::ui::look::Look;
use crate::ui::records::{people, person};
use crate::ui::text;
use crate::ui::widgets::say;

/// The widest the lines get.
const WIDEST: u16 = 76;

/// Draws the screen.
pub(super) fn draw(desk: &Desk, state: &Alone, look: &Look, buf: &mut Buffer) {
    let body = screen::frame(buf.area.as_size()).body;
    let width = body.width.saturating_sub(4).min(WIDEST);
    let area = Rect {
        x: body.x + body.width.saturating_sub(width) / 2,
        width,
        ..body
    };
    for ((words, style), row) in lines(desk, state, look, usize::from(width))
        .iter()
        .zip(area.rows())
    {
        say(buf, row, words, *style);
    }
}

fn lines(desk: &Desk, state: &Alone, look: &Look, width: usize) -> Vec<(String, Style)> {
    let (muted, plain, strong) = (look.muted(), look.text(), look.strong());
    let name = person(desk, state.person).to_owned();
    let blank = || (String::new(), plain);
    let Some((on, question)) = session::current(desk.seen()) else {
        let waits =
            worded("No question is open. This screen waits; {ALONE_QUIT} leaves.").to_owned();
        return vec![(name, muted), blank(), (waits, plain)];
    };
    let place = on.agenda.0.iter().position(|id| *id == question.item);
    let place = place.map_or(0, |at| at + 1);
    let place = format!("{ITEM} {place} of {}", on.agenda.0.len());
    let mut lines = vec![(beside(&name, &place, width), muted), blank()];
    let wrapped = |words: &str, most: usize, style: Style| {
        let lines = text::wrap(words, width, most).into_iter();
        lines.map(move |line| (line, style)).collect::<Vec<_>>()
    };
    if let Some(item) = desk.seen().get::<Item>(question.item) {
        lines.extend(wrapped(&item.title, 2, strong));
        lines.push(blank());
        if !item.need.trim().is_empty() {
            lines.extend(wrapped(&item.need, 2, plain));
            lines.push(blank());
        }
    }
    let all = columns(on);
    let at = all
        .iter()
        .position(|one| *one == question.column)
        .unwrap_or(0);
    let count = format!("question {} of {}", at + 1, all.len());
    let heading = rubric::name(desk.seen(), question.column).to_uppercase();
    lines.push((beside(&heading, &count, width), look.heading()));
    lines.extend(wrapped(
        &rubric::question(desk.seen(), question.column),
        2,
        plain,
    ));
    lines.push(blank());
    let column = question.column;
    let values = column.deck(desk.seen());
    let own = own(desk, state);
    let cell = |card: &Number| match own {
        Some(Card::Value(value)) if value == *card => format!("[{}]", rubric::key(column, *card)),
        _ => format!(" {} ", rubric::key(column, *card)),
    };
    let scale: Vec<String> = values.iter().map(cell).collect();
    let scale = if scale.is_empty() {
        format!(
            "type {}, then {ALONE_TAKE}",
            rubric::cards(desk.seen(), column)
        )
    } else {
        scale.join("   ")
    };
    lines.push((format!("  {scale}"), strong));
    let last = values.last().copied();
    let ends = values.first().copied().into_iter().chain(last);
    let told: Vec<Number> = match own {
        Some(Card::Value(value)) => vec![value],
        _ => ends.collect(),
    };
    for value in told {
        let words = rubric::meaning(desk.seen(), question.column, &values, value);
        lines.extend(words.map(|words| (format!("{value:>4}  {words}"), muted)));
    }
    lines.push(blank());
    let voters = session::voters(on, Some(question.column));
    let table = on_table(desk, question);
    let missing = session::missing(on, Some(question.column), table.as_ref());
    let typed = state.person.and_then(|id| desk.typed_for(id, PLACE));
    let words = match (asked(desk, state), typed, own) {
        (None, ..) => "You are not asked on this one; this screen waits.".to_owned(),
        _ if is_over(desk) => {
            "The cards are open. This screen waits for the next question.".to_owned()
        }
        (_, Some(typed), _) => format!("{typed}_   {ALONE_TAKE} takes it"),
        (_, None, Some(_)) if !is_kept(desk) => "Your card is being saved.".to_owned(),
        (_, None, Some(Card::Value(card))) => {
            let card = rubric::card(column, card);
            format!("Your card is {card}. Nobody sees it before the reveal.")
        }
        (_, None, Some(Card::Unsure)) => "You are not sure. It counts as that.".to_owned(),
        (_, None, Some(Card::Abstained)) => "You do not vote on this.".to_owned(),
        (_, None, None) => worded(
            "Type your card: a digit, {ALONE_UNSURE} not sure, {ALONE_ABSTAIN} does not vote.",
        )
        .to_owned(),
    };
    lines.push((words, strong));
    let count = voters.len() - missing.len();
    let waits = if missing.is_empty() {
        " · everybody is in".to_owned()
    } else {
        format!(" · waiting for {}", people(desk, &missing))
    };
    let words = format!("votes {count} of {}{waits}", voters.len());
    lines.extend(wrapped(&words, 2, muted));
    lines
}

/// Whether what was done here outlives this window.
fn is_kept(desk: &Desk) -> bool {
    let claim = desk.file.claim(desk.history.settled());
    !matches!(
        claim,
        Claim::Unsaved { kept: false } | Claim::NotSaved { kept: false }
    )
}

/// Words at both ends of a line.
fn beside(left: &str, right: &str, width: usize) -> String {
    let gap = width.saturating_sub(text::width(left) + text::width(right));
    format!("{left}{}{right}", " ".repeat(gap.max(1)))
}
