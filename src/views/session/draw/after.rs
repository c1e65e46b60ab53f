//! After the reveal: how far the cards are apart, who holds the ends, what that does to the ranking.

use super::{Brush, CardGroup, CardLine};
use crate::model::id::Id;
use crate::model::key::{APART_AGAIN, REVEALED_ENTER, REVEALED_SETTLE, REVEALED_TALK};
use crate::model::number::Number;
use crate::model::words::worded;
use crate::scoring::session::poker::RoundVerdict;
use crate::scoring::session::rubric;
use crate::scoring::session::stakes::ordinal;
use crate::scoring::session::tally::Tally;
use crate::ui::records::people;
use crate::ui::text;
use crate::views::session::briefing::Briefing;
use crate::views::session::draw::stack::running;
use crate::views::session::past::rank_words;
use crate::views::session::state::{Floor, Phase};

/// What the card shows of open cards, and of the rounds before a hidden one.
pub(super) fn groups(brush: &Brush<'_>) -> Vec<CardGroup> {
    let Some(known) = brush.known else {
        return Vec::new();
    };
    let look = brush.look;
    let said = |value: Number| rubric::card(brush.asked.column, value);
    let (last, before) = match known.shown.split_last() {
        Some((last, before)) if brush.phase != Phase::Open => (Some(last), before),
        _ => (None, known.shown.as_slice()),
    };
    let mut groups = Vec::new();
    let is_asking = matches!(brush.state.floor, Floor::Asking(_));
    if let Some(tally) = last.filter(|_| !is_asking) {
        groups.push(CardGroup::lines(verdict(brush, tally), 0, true));
        let mut lines = Vec::new();
        if let Some(words) = foreseen(brush, known) {
            lines.extend(brush.wrapped("with it", &words));
        }
        if known.sides.is_misaligned() {
            let sides = [&known.sides.customer, &known.sides.engineering];
            let [customer, engineering] = sides.map(|side| text::known(side.median.map(said), ""));
            let words = format!(
                "customer {customer}, engineering {engineering} · {REVEALED_TALK} writes down who must talk"
            );
            lines.push(brush.labelled("sides", "").and(words, look.over()));
        }
        if brush.phase == Phase::Shown {
            // What Enter does now.
            let higher = higher(brush);
            let middle = if tally.has_two_middles {
                format!(", the {higher} of the two middle cards")
            } else {
                ", the middle card".to_owned()
            };
            let words = match (brush.state.choice, known.offer) {
                _ if brush.desk.clock.is_fresh => "the cards are open".to_owned(),
                (Some(chosen), _) => format!("{REVEALED_ENTER} agrees on {}", said(chosen)),
                (None, Some(offer)) if known.talks => {
                    format!(
                        "{APART_AGAIN} votes again · {REVEALED_SETTLE} agrees on {}{middle}",
                        said(offer)
                    )
                }
                (None, Some(offer)) if Some(offer) == tally.median => {
                    format!("{REVEALED_ENTER} agrees on {}{middle}", said(offer))
                }
                (None, Some(offer)) => {
                    let offer = said(offer);
                    format!(
                        "{REVEALED_ENTER} agrees on {offer}, the {higher} card after two such rounds"
                    )
                }
                (None, None) => {
                    worded("{DISCUSSION_VOTE} votes again · {DISCUSSION_VALUE} sets a value")
                        .to_owned()
                }
            };
            lines.push(brush.labelled("agree", "").and(words, look.strong()));
        }
        groups.push(CardGroup::lines(lines, 0, false));
    }
    let settled = brush.round.and_then(|round| round.settled);
    if let Some(value) = settled.filter(|_| !is_asking) {
        let line = brush.labelled("agreed", "");
        let line = line.and(said(value), look.strong());
        let line = line.and(
            worded(" · {DISCUSSION_NEXT} goes on to the next question"),
            look.muted(),
        );
        groups.push(CardGroup::lines(vec![line], 0, last.is_none()));
    }
    let line = |(at, tally): (usize, &Tally)| {
        let words = match tally.ends {
            Some((low, high)) if low == high => format!("all {}", said(low)),
            Some((low, high)) => format!("{} to {}", said(low), said(high)),
            None => tally.words(),
        };
        brush.labelled(&format!("round {}", at + 1), words)
    };
    let rounds = before.iter().enumerate().map(line).collect();
    groups.push(CardGroup::lines(rounds, 5, false));
    groups
}

/// The word for the later of two cards on the scale.
fn higher(brush: &Brush<'_>) -> &'static str {
    if brush.asked.column.words().is_empty() {
        "higher"
    } else {
        "weaker"
    }
}

/// The verdict, who holds the ends, middle and mean, and those without a number.
fn verdict(brush: &Brush<'_>, tally: &Tally) -> Vec<CardLine> {
    let (look, is_nameless) = (brush.look, brush.session.nameless);
    let talks = brush.known.is_some_and(|known| known.talks);
    let (mark, style) = match tally.verdict {
        RoundVerdict::Talk if !talks => (look.symbols.done, look.steady()),
        RoundVerdict::Talk => (look.symbols.over, look.over()),
        RoundVerdict::Agree | RoundVerdict::OneStep => (look.symbols.done, look.steady()),
        RoundVerdict::NoVotes => (look.symbols.no_score, look.muted()),
    };
    let same = brush.known.and_then(|known| known.stakes.as_ref()?.same());
    let words = match (same, tally.steps) {
        (Some(rank), Some(2..)) => {
            let rank = ordinal(rank);
            format!(
                "{}, but {rank} with any of these: no talk needed",
                tally.distance()
            )
        }
        _ => tally.words(),
    };
    let said = |value: Number| rubric::card(brush.asked.column, value);
    let [least, most] = if brush.asked.column.words().is_empty() {
        ["lowest", "highest"]
    } else {
        ["first", "last"]
    };
    let mut lines = vec![CardLine::of(format!("{mark} {words}"), style)];
    let names = |ids: &[Id]| people(brush.desk, ids);
    let mut facts = Vec::new();
    if let Some((low, high)) = tally.ends.filter(|(low, high)| low < high) {
        facts.push(if is_nameless {
            format!("{least} {} · {most} {}", said(low), said(high))
        } else {
            let (lowest, highest) = (names(&tally.low), names(&tally.high));
            let (low, high) = (said(low), said(high));
            let facts = format!("{least} {low} {lowest} · {most} {high} {highest}");
            facts.replace("  ", " ").trim_end().to_owned()
        });
    }
    let mut numbers = Vec::new();
    numbers.extend(
        tally
            .median
            .map(|median| format!("median {}", said(median))),
    );
    let mean = tally.mean.filter(|_| brush.asked.column.words().is_empty());
    let mean = mean.map(|mean| mean.to_decimal(1));
    numbers.extend(mean.map(|mean| format!("mean {mean}")));
    for (ids, what) in [
        (&tally.unsure, "not sure"),
        (&tally.abstained, "abstained"),
        (&tally.missing, "no card"),
    ] {
        match (ids.len(), is_nameless) {
            (0, _) => {}
            (count, true) => numbers.push(format!("{what}: {count}")),
            (_, false) => numbers.push(format!("{what}: {}", names(ids))),
        }
    }
    facts.extend(rows(numbers, brush.width));
    for fact in facts {
        lines.extend(running(look, &fact, brush.width, 2, look.text()));
    }
    lines
}

/// What the marked card would do: rank and score before and after, and who is passed.
fn foreseen(brush: &Brush<'_>, known: &Briefing) -> Option<String> {
    if brush.phase != Phase::Shown {
        return None;
    }
    let card = brush.state.choice.or(known.offer)?;
    let then = known.stakes.as_ref()?.with(card)?;
    let now = brush.desk.derived.evaluation.score(brush.asked.item);
    let was = now.and_then(|score| score.rank);
    let mut parts = vec![match (was, then.rank) {
        (_, None) => "no rank yet: other estimates are missing".to_owned(),
        (None, Some(rank)) => format!("rank {rank}"),
        (Some(was), Some(rank)) if was == rank => format!("rank {rank}, as before"),
        (Some(was), Some(rank)) => format!("rank {was} → {rank}"),
    }];
    let symbols = brush.look.symbols;
    let own = now.and_then(|score| score.line.by_itself());
    let own = own.map(|own| brush.desk.derived.evaluation.written(brush.asked.item, own));
    let score = |score: &String| text::decimal(score, symbols);
    parts.extend(then.score.as_ref().map(|after| match &own {
        Some(before) if before != after => {
            format!("score {} → {}", score(before), score(after))
        }
        _ => format!("score {}", score(after)),
    }));
    for (word, ids) in [("passes", &then.passes), ("is passed by", &then.passed_by)] {
        match ids.as_slice() {
            [] => {}
            [one] => parts.push(format!("{word} {}", brush.title(*one))),
            [one, other] => {
                let (one, other) = (brush.title(*one), brush.title(*other));
                parts.push(format!("{word} {one} and {other}"));
            }
            [one, rest @ ..] => {
                parts.push(format!(
                    "{word} {} and {} more",
                    brush.title(*one),
                    rest.len()
                ));
            }
        }
    }
    Some(parts.join(" · "))
}

/// Short facts in rows, a row ending between two of them.
fn rows(facts: Vec<String>, width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for fact in facts {
        match rows.last_mut() {
            Some(row) if text::width(row) + 3 + text::width(&fact) <= width => {
                row.push_str(" · ");
                row.push_str(&fact);
            }
            _ => rows.push(fact),
        }
    }
    rows
}

/// How the rank moved: `rank 16 → 14 ▲2`.
pub(super) fn moved_words(
    brush: &Brush<'_>,
    before: Option<Number>,
    after: Option<Number>,
) -> String {
    let places = |rank: Number| rank.millionths() / Number::whole(1).millionths();
    let by = before.zip(after);
    let by = by.map(|(before, after)| places(before) - places(after));
    let by = by.map_or_else(String::new, |by| text::rank_change(by, brush.look.symbols));
    let words = format!("{}  {by}", rank_words(before, after));
    words.trim_end().to_owned()
}
