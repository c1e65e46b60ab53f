//! The vote of confidence: a row for each person, dots until it is shown, then the fingers and the result.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::dialogs::Seen;
use crate::dialogs::confidence::{Ballot, Seat, Voice, VotedPlan, rounds_of, vote_of, voters};
use crate::dialogs::draw::{SeenLines, Stage, cells, cut_bottom, cut_top};
use crate::model::field::Choice;
use crate::model::increment::Increment;
use crate::model::key::{CONFIDENCE_SHOW, CONFIDENCE_TEAM};
use crate::model::team::Team;
use crate::model::words::worded;
use crate::scoring::plan::inputs::VoteRound;
use crate::scoring::plan::words;
use crate::scoring::ratio::Ratio;
use crate::ui::hits::Hits;
use crate::ui::records::person;
use crate::ui::text;
use crate::ui::widgets::{OverlayTone, put};

/// The widest a name may be.
const NAME: usize = 20;
/// The cells of what somebody says.
const VOICE: u16 = 14;
/// The most lines below the people.
const BELOW: u16 = 7;

impl Seen for Ballot {
    /// Draws the people and, once it is shown, the result.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let ballot = self;
        let seen = stage.desk.seen();
        let name = seen.name::<Increment>(Some(ballot.plan.increment));
        let team = seen.name::<Team>(ballot.plan.team);
        let of = if team.is_empty() { "" } else { " of " };
        let object = format!("{name}{of}{team}, round {}", ballot.round);
        let people = cells(ballot.seats.len());
        let size = (stage.width(), people.saturating_add(BELOW + 6).max(16));
        let mut inner = stage.frame(
            "Vote of confidence",
            &object,
            OverlayTone::Plain,
            size,
            buf,
            hits,
        );
        let rounds = rounds_of(stage.desk, ballot.plan);
        let number = Ratio::whole(ballot.round);
        let shown = rounds
            .iter()
            .find(|round| ballot.is_shown && round.number == number);
        let lines = lines(stage, ballot, shown, &rounds, inner.width.into());
        if inner.height > people + cells(lines.len()) + 2 {
            cut_top(&mut inner, 1);
            cut_bottom(&mut inner, 1);
        }
        let rows = cells(lines.len() + 1).min(inner.height / 2);
        let mut below = cut_bottom(&mut inner, rows);
        let all = SeenLines {
            count: ballot.seats.len(),
            near: ballot.cursor,
            chosen: ballot.cursor,
            entry: Some,
        };
        stage.lines(&all, inner, buf, hits, |at, row, dress, buf| {
            if let Some(seat) = ballot.seats.get(at) {
                draw_seat(stage, shown, *seat, row, dress, buf);
            }
        });
        stage.divide(cut_top(&mut below, 1), buf);
        for ((words, style), y) in lines.iter().zip(below.y..below.bottom()) {
            put(buf, below, below.x, y, &stage.own(words), *style);
        }
    }
}

fn draw_seat(
    stage: &Stage<'_>,
    shown: Option<&VoteRound>,
    seat: Seat,
    row: Rect,
    dress: &dyn Fn(Style) -> Style,
    buf: &mut Buffer,
) {
    let look = stage.look;
    let name = text::pad_right(
        person(stage.desk, Some(seat.person)),
        NAME,
        look.symbols.more,
    );
    let x = put(buf, row, row.x, row.y, &name, dress(look.text())) + 2;
    let (words, style) = match (seat.voice, shown) {
        (Voice::Silent, _) => (look.symbols.pip_empty.to_owned(), look.muted()),
        (Voice::Abstains, Some(_)) => ("abstains".to_owned(), look.muted()),
        (Voice::Shows(_) | Voice::Abstains, None) => (look.symbols.dot.to_owned(), look.focus()),
        (Voice::Shows(ballot), Some(_)) => (ballot.word().label.to_owned(), look.strong()),
    };
    put(buf, row, x, row.y, &words, dress(style));
    let Some(round) = shown else { return };
    let x = x + VOICE;
    let vote = vote_of(stage.desk.seen(), round, seat.person);
    let raise = vote.map_or("", |vote| vote.raise.as_str());
    let at = vote.and_then(|vote| round.votes.iter().position(|id| *id == vote.id));
    let is_low = at.is_some_and(|at| round.result.low.contains(&at));
    let mut x = x;
    if is_low {
        let words = format!("{} to be heard", look.symbols.over);
        x = put(buf, row, x, row.y, &words, dress(look.over()));
        if !raise.is_empty() {
            x = put(buf, row, x, row.y, ": ", dress(look.over()));
        }
    }
    let room = usize::from(row.right().saturating_sub(x));
    let raise = text::fit(raise, room, look.symbols.more);
    put(buf, row, x, row.y, &raise, dress(look.muted()));
}

/// What came of the round, what the chosen one would need, and the rounds before.
fn lines(
    stage: &Stage<'_>,
    ballot: &Ballot,
    shown: Option<&VoteRound>,
    rounds: &[VoteRound],
    width: usize,
) -> Vec<(String, Style)> {
    let look = stage.look;
    let mut lines: Vec<(String, Style)> = Vec::new();
    let mut say = |words: &str, limit: usize, style: Style| {
        let wrapped = text::wrap(words, width, limit).into_iter();
        lines.extend(wrapped.map(|line| (line, style)));
    };
    match shown {
        None if ballot.seats.is_empty() => {
            say(
                worded("Nobody votes here yet; {CONFIDENCE_JOIN} types who does."),
                1,
                look.text(),
            );
        }
        None => {
            let words = format!(
                "{} of {} have voted; nobody sees a number before {CONFIDENCE_SHOW}.",
                ballot.voices(),
                ballot.seats.len()
            );
            say(&words, 1, look.text());
            say(
                "5 sure, 4 good, 3 can be done, 2 doubts, 1 no. It passes at a mean of 3; whoever shows 1 or 2 is heard all the same.",
                2,
                look.muted(),
            );
        }
        Some(round) => {
            let verdict = words::confidence(&round.result);
            let style = match round.result.passes {
                Some(true) => look.steady(),
                Some(false) | None => look.over(),
            };
            say(&distribution(stage, round), 1, look.text());
            say(&verdict, 1, style);
            if let Some(words) = chosen(stage, ballot, round) {
                say(&words, 2, look.text());
            }
        }
    }
    if let Some(words) = by_team(stage, ballot) {
        say(&words, 3, look.muted());
    }
    let number = Ratio::whole(ballot.round);
    for round in rounds.iter().rev().filter(|round| round.number < number) {
        let verdict = words::confidence(&round.result);
        let words = format!("Round {}: {verdict}", round.number.to_short());
        say(&words, 1, look.muted());
    }
    lines
}

/// What came of the votes of the teams so far; nothing where none has voted and all are asked.
fn by_team(stage: &Stage<'_>, ballot: &Ballot) -> Option<String> {
    let seen = stage.desk.seen();
    let voters = voters(seen).into_iter().flatten();
    let each = voters.map(|team| {
        let team = Some(team);
        let rounds = rounds_of(
            stage.desk,
            VotedPlan {
                team,
                ..ballot.plan
            },
        );
        let mean = rounds.last().and_then(|round| round.result.mean);
        let said = mean.map(|mean| mean.to_decimal(1));
        let name = seen.name::<Team>(team);
        (
            said.is_some(),
            format!("{name} {}", text::known(said, "not yet")),
        )
    });
    let (has, said): (Vec<bool>, Vec<String>) = each.unzip();
    let is_told = ballot.plan.team.is_some() || has.contains(&true);
    is_told.then(|| {
        format!(
            "By team: {}; {CONFIDENCE_TEAM} goes on, at the end all vote",
            said.join(", ")
        )
    })
}

/// How many showed how many fingers.
fn distribution(stage: &Stage<'_>, round: &VoteRound) -> String {
    let counts = round.result.counts.iter().zip(1..);
    let counts = counts.map(|(count, fingers)| format!("{fingers}: {count}"));
    let separator = format!(" {} ", stage.look.symbols.separator);
    let mut parts: Vec<String> = counts.collect();
    let abstained = round.result.abstained.len();
    if abstained > 0 {
        parts.push(text::count(abstained, "abstains", "abstain"));
    }
    parts.join(&separator)
}

/// What would raise the vote of the chosen person, in full.
fn chosen(stage: &Stage<'_>, ballot: &Ballot, round: &VoteRound) -> Option<String> {
    let seat = ballot.seats.get(ballot.cursor)?;
    let vote = vote_of(stage.desk.seen(), round, seat.person)?;
    let name = person(stage.desk, Some(seat.person));
    Some(if vote.raise.is_empty() {
        format!("What would raise the vote of {name} is not noted.")
    } else {
        format!("{name} would go higher with: {}", vote.raise)
    })
}
