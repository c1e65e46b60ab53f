//! After the reveal: how far the cards are apart, who holds the ends, what that does to the ranking.

use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::session::Session;
use crate::scoring::session::poker::RoundVerdict;
use crate::scoring::session::stakes::Stakes;
use crate::scoring::session::tally::Tally;
use crate::shell::App;
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::session::draw::card::{LABEL, labelled};
use crate::views::session::draw::stack::{Group, Line, running};
use crate::views::session::reveal::rank_words;
use crate::views::session::voting::name;
use crate::views::session::{Focus, Phase, phase, round};

/// What the card shows of open cards, and of the rounds before a hidden one.
pub fn groups(app: &App, look: &Look, session: &Session, width: u16) -> Vec<Group> {
    let Some(scene) = &app.room.scene else {
        return Vec::new();
    };
    let is_open = phase(app) == Phase::Open;
    let earlier = if is_open {
        scene.shown.as_slice()
    } else {
        scene
            .shown
            .split_last()
            .map_or(&[][..], |(_, earlier)| earlier)
    };
    let mut groups = Vec::new();
    let shown = scene.shown.last().filter(|_| !is_open);
    let is_asking = matches!(app.room.focus, Focus::Asking(_));
    if let Some(tally) = shown.filter(|_| !is_asking) {
        groups.push(Group::lines(
            verdict(app, look, session, tally, width),
            0,
            true,
        ));
        let mut lines = Vec::new();
        if let Some(words) = scene.stakes.as_ref().and_then(Stakes::words) {
            let room = usize::from(width).saturating_sub(LABEL);
            for (at, part) in text::wrap(&words, room, 2).into_iter().enumerate() {
                let label = if at == 0 { "ranking" } else { "" };
                lines.push(labelled(look, label, part));
            }
        }
        if scene.sides.is_misaligned() {
            lines.push(sides(
                look,
                scene.sides.customer.median,
                scene.sides.engineering.median,
            ));
        }
        if phase(app) == Phase::Shown {
            lines.push(offer(app, look, scene.offer));
        }
        groups.push(Group::lines(lines, 0, false));
    }
    if let Some(value) = round(app)
        .and_then(|round| round.settled)
        .filter(|_| !is_asking)
    {
        let line = labelled(look, "settled", "").and(value.to_string(), look.strong());
        let line = line.and(" · Enter goes on to the next question", look.muted());
        groups.push(Group::lines(vec![line], 0, shown.is_none()));
    }
    let line = |(at, tally): (usize, &Tally)| {
        let ends = tally.ends.map_or_else(String::new, |(low, high)| {
            if low == high {
                format!("all {low}")
            } else {
                format!("{low} to {high}")
            }
        });
        let words = if ends.is_empty() { tally.words() } else { ends };
        labelled(look, &format!("round {}", at + 1), words)
    };
    groups.push(Group::lines(
        earlier.iter().enumerate().map(line).collect(),
        5,
        false,
    ));
    groups
}

/// The verdict, who holds the ends, middle and mean, and those without a number.
fn verdict(app: &App, look: &Look, session: &Session, tally: &Tally, width: u16) -> Vec<Line> {
    let style = match tally.verdict {
        RoundVerdict::Talk => look.over(),
        RoundVerdict::Agree | RoundVerdict::OneStep => look.steady(),
        RoundVerdict::NoVotes => look.muted(),
    };
    let mark = match tally.verdict {
        RoundVerdict::Talk => look.symbols.over,
        RoundVerdict::Agree | RoundVerdict::OneStep => look.symbols.done,
        RoundVerdict::NoVotes => look.symbols.no_score,
    };
    let mut lines = vec![Line::of(format!("{mark} {}", tally.words()), style)];
    let names = |ids: &[Id]| {
        ids.iter()
            .map(|id| name(app, *id))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut facts = Vec::new();
    if let Some((low, high)) = tally.ends.filter(|(low, high)| low < high) {
        if session.nameless {
            facts.push(format!("lowest {low} · highest {high}"));
        } else {
            facts.push(format!(
                "lowest {low} {} · highest {high} {}",
                names(&tally.low),
                names(&tally.high)
            ));
        }
    }
    let mut numbers = Vec::new();
    if let Some(median) = tally.median {
        numbers.push(format!("median {median}"));
    }
    if let Some(mean) = tally.mean {
        numbers.push(format!("mean {}", mean.to_decimal(1)));
    }
    for (ids, what) in [
        (&tally.unsure, "not sure"),
        (&tally.abstained, "abstained"),
        (&tally.missing, "no card"),
    ] {
        match (ids.len(), session.nameless) {
            (0, _) => {}
            (count, true) => numbers.push(format!("{what}: {count}")),
            (_, false) => numbers.push(format!("{what}: {}", names(ids))),
        }
    }
    facts.extend(rows(numbers, usize::from(width)));
    for fact in facts {
        lines.extend(running(look, &fact, usize::from(width), 2, look.text()));
    }
    lines
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

fn sides(look: &Look, customer: Option<Number>, engineering: Option<Number>) -> Line {
    let word = |median: Option<Number>| median.map_or_else(String::new, |n| n.to_string());
    let words = format!(
        "customer {}, engineering {} · c writes down who must talk",
        word(customer),
        word(engineering)
    );
    labelled(look, "sides", "").and(words, look.over())
}

/// What Enter settles on now.
fn offer(app: &App, look: &Look, offer: Option<Number>) -> Line {
    let words = match (app.room.choice, offer) {
        (Some(chosen), _) => format!("Enter settles on {chosen}"),
        (None, Some(offer)) => {
            format!("Enter settles on {offer} · h higher card · v again")
        }
        (None, None) => "digits settle a value · v votes again".to_owned(),
    };
    labelled(look, "settle", "").and(words, look.strong())
}

/// How the rank moved: `rank 16 → 14 ▲2`.
pub fn moved_words(look: &Look, before: Option<Number>, after: Option<Number>) -> String {
    let places = |rank: Number| rank.millionths() / Number::whole(1).millionths();
    let by = before
        .zip(after)
        .map(|(before, after)| places(before) - places(after));
    let by = by.map_or_else(String::new, |by| text::rank_change(by, look.symbols));
    let words = format!("rank {} → {}  {by}", rank_words(before), rank_words(after));
    words.trim_end().to_owned()
}
