//! The vote of confidence in the plan of an increment: fist of five.
//!
//! Owns a round while it is blind: nobody sees a number, nor who abstains, before all are shown. The cards lie hidden
//! in a round of votes as those of a session do, so that a crash loses none and no list, export or form tells them.
//! Showing, which takes two keys, writes the whole round as one step; from then on the records speak. The verdict is
//! in [`crate::scoring::plan::confidence`].

pub mod draw;
mod hidden;
mod turns;

use std::collections::BTreeSet;

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::event::{Chord, Key};
use crate::desk::spot;
use crate::dialogs::confidence::hidden::{FISTS, hidden, say, voice_in};
pub use crate::dialogs::confidence::turns::voters;
use crate::dialogs::confidence::turns::{ask_who, has_teams, open, open_next, turn};
use crate::dialogs::prompt::Prompt;
use crate::dialogs::{line_from, undo};
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::{Link, PartOf, Value};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::key::{CONFIDENCE_ENTER, CONFIDENCE_UNDO, PLAN_VOTE};
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::record::Declared;
use crate::model::session::{Round, Sitting};
use crate::model::team::Team;
use crate::model::vote::{ConfidenceVote, Fingers};
use crate::model::words::worded;
use crate::scoring::plan::inputs::{VoteRound, rounds};
use crate::scoring::plan::words;
use crate::scoring::ratio::Ratio;
use crate::scoring::session::minutes;
use crate::ui::records::people;

/// What is voted on: the plan of an increment, by one team on its part or by all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VotedPlan {
    /// The increment.
    pub increment: Id,
    /// The team; none where all vote.
    pub team: Option<Id>,
}

/// A round of votes.
#[derive(Debug)]
pub struct Ballot {
    /// What is voted on.
    pub plan: VotedPlan,
    /// The number of the round, from 1.
    pub round: i64,
    /// Who may vote: the members of teams first.
    pub seats: Vec<Seat>,
    /// The seat of the cursor.
    pub cursor: usize,
    /// Whether the fingers are shown, so that the round is written.
    pub is_shown: bool,
    /// Whether it is asked whether to show them.
    pub asks: bool,
}

/// One who may vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The person.
    pub person: Id,
    /// What the person does.
    pub voice: Voice,
}

/// What somebody does in a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Has not voted.
    Silent,
    /// Does not want to vote; named, but not counted.
    Abstains,
    /// Shows fingers.
    Shows(Fingers),
}

/// The commands of the vote.
pub const COMMANDS: &[Command] = commands! {
    Plan open changes "Plan" "plan.vote" ["v"] hint 11 if can_vote,
        "vote": "Opens the vote of confidence in the plan of the planning interval: fist of five." => |desk, _| open(desk);
    Teams open changes "Plan" "teams.vote" ["v"] hint 10 if can_vote,
        "vote" also ["confidence", "fist of five"]: "Opens the vote of confidence in the plan: team by team, then of all." => |desk, _| open_next(desk);
    Objectives open changes "Plan" "objectives.vote" ["v"] hint 7 if can_vote,
        "vote": "Opens the vote of confidence in the plan: team by team, then of all." => |desk, _| open_next(desk);
    Roadmap open changes "Go" "roadmap.vote" ["v"] hint 5 if can_vote,
        "vote": "Opens the vote of confidence in the plan of the chosen planning interval." => |desk, _| open(desk);
    Sessions open changes "Session" "session.vote" ["v"] hint 3 if can_vote,
        "confidence vote" also ["plan vote"]: "Opens the vote of confidence in the plan of the planning interval, as the end of a session." => |desk, _| open(desk);
    Confidence open changes "Vote" "confidence.set" ["1", "2", "3", "4", "5"] hint 1 if is_blind,
        "fingers": "Notes the fingers of the person, unseen, and goes to the next one." => set;
    Confidence open changes "Vote" "confidence.abstain" ["-", "Backspace"] hint 3 if is_blind,
        "abstain": "The person abstains; again takes that back." => |desk, _| abstain(desk);
    Confidence open changes "Vote" "confidence.show" ["r"] hint 2 if can_show,
        "reveal": "Asks whether to show all fingers at once; {CONFIDENCE_ENTER} does, and writes the round as one step." => |desk, _| ask(desk);
    Confidence open changes "Vote" "confidence.enter" ["Enter"] hint 2 if can_enter,
        "what raises": "Shows the votes once {CONFIDENCE_SHOW} has asked; then writes what would raise the vote of the person." => |desk, _| enter(desk);
    Confidence open changes "Vote" "confidence.again" ["n"] hint 3 if is_shown,
        "vote again": "Begins the next round; earlier ones are kept." => |desk, _| again(desk);
    Confidence open asks "Vote" "confidence.join" ["+"] hint 8 if is_blind,
        "who votes" also ["join", "member"]: "Types who else votes, with commas between; a new name makes a person, and a member of the team." => |desk, _| ask_who(desk);
    Confidence open looks "Vote" "confidence.team" ["t", "Tab"] hint 4 if has_teams,
        "next team": "Goes to the vote of the next team on its part, then to that of all; each is blind until it is shown." => |desk, _| turn(desk, 1);
    Confidence open looks "Vote" "confidence.team-before" ["T", "Shift-Tab"] if has_teams,
        "team before": "Goes to the vote of the team before." => |desk, _| turn(desk, voters(&desk.workspace).len() - 1);
    Confidence open changes "Vote" "confidence.undo" ["u", "Ctrl-z"] hint 6,
        "undo": "Takes the last step back." => undo;
    Confidence open looks "Vote" "confidence.close" ["Esc", "q"] hint 5,
        "close": "Goes back; votes that nobody has seen stay hidden and kept." => |desk, _| close(desk);
};

impl Ballot {
    /// A blind round with nobody's vote in it.
    fn blind(desk: &Desk, plan: VotedPlan, round: i64) -> Self {
        let workspace = &desk.workspace;
        let seat = |person| Seat {
            person,
            voice: Voice::Silent,
        };
        let empty = Self {
            plan,
            round,
            seats: Vec::new(),
            cursor: 0,
            is_shown: false,
            asks: false,
        };
        if let Some(team) = plan.team {
            let team = workspace.get::<Team>(team);
            let members = team.map_or(&[][..], |team| &team.members.0);
            let seats = members.iter().copied().map(seat).collect();
            return Self { seats, ..empty };
        }
        let teams = workspace.all::<Team>();
        let members: BTreeSet<Id> = teams.flat_map(|team| team.members.0.clone()).collect();
        // Whoever sat in the session of the day sits here, too.
        let session = minutes::latest(workspace).filter(|session| {
            session.sort == Sitting::Prioritizing
                && (!session.over || session.date == desk.derived.today)
                && !session.people.0.is_empty()
        });
        let mut people: Vec<Id> = match session {
            Some(session) => session.people.0.clone(),
            None => workspace.all::<Person>().map(|person| person.id).collect(),
        };
        people.sort_by_key(|id| !members.contains(id));
        let seats = people.into_iter().map(seat).collect();
        Self { seats, ..empty }
    }

    /// What is voted on as it is now: the last round as it is written, or one that is blind.
    fn of(desk: &Desk, plan: VotedPlan) -> Self {
        let rounds = rounds_of(desk, plan);
        let on = hidden(&desk.workspace, plan);
        if let Some(last) = rounds.last().filter(|_| on.is_none()) {
            return Self::written(desk, plan, last);
        }
        let mut ballot = Self::blind(desk, plan, next_round(&rounds));
        ballot.take_up(on);
        // After a break the next card is of whoever has not voted.
        let seats = &ballot.seats;
        let next = seats.iter().position(|seat| seat.voice == Voice::Silent);
        ballot.cursor = next.unwrap_or(0);
        ballot
    }

    /// The round as it is written.
    fn written(desk: &Desk, plan: VotedPlan, last: &VoteRound) -> Self {
        let number = i64::try_from(last.number.floor()).unwrap_or(1);
        let mut ballot = Self::blind(desk, plan, number);
        ballot.is_shown = true;
        ballot.read(&desk.workspace, last);
        ballot
    }

    /// Takes over what is written of the round.
    fn read(&mut self, workspace: &Workspace, round: &VoteRound) {
        let voted = round.votes.iter();
        let voted = voted.filter_map(|id| workspace.get::<ConfidenceVote>(*id)?.person.0);
        for person in voted {
            if !self.seats.iter().any(|seat| seat.person == person) {
                let voice = Voice::Silent;
                self.seats.push(Seat { person, voice });
            }
        }
        for seat in &mut self.seats {
            seat.voice = match vote_of(workspace, round, seat.person) {
                None => Voice::Silent,
                Some(vote) => vote.fist.map_or(Voice::Abstains, Voice::Shows),
            };
        }
    }

    /// Takes over what lies hidden of the round.
    fn take_up(&mut self, hidden: Option<&Round>) {
        for seat in &mut self.seats {
            seat.voice = hidden.map_or(Voice::Silent, |round| voice_in(round, seat.person));
        }
    }

    /// How many have voted or abstained.
    pub fn voices(&self) -> usize {
        let is_in = |seat: &&Seat| seat.voice != Voice::Silent;
        self.seats.iter().filter(is_in).count()
    }

    /// Goes to a seat.
    pub(crate) fn go_to(&mut self, at: usize) {
        self.cursor = at.min(self.seats.len().saturating_sub(1));
    }

    pub(super) fn seat(&mut self) -> Option<&mut Seat> {
        self.seats.get_mut(self.cursor)
    }
}

impl Dialog for Ballot {
    fn scope(&self) -> Scope {
        Scope("Confidence")
    }

    fn choose(&mut self, line: usize) {
        self.go_to(line);
    }

    fn go(&mut self, _: &mut Desk, by: isize) {
        self.cursor = line_from(self.cursor, by, self.seats.len().saturating_sub(1));
    }

    fn can_go(&self, _: &Desk) -> Can {
        Ok(())
    }

    /// What is written is shown, what was undone is blind again, and who was undone is gone.
    fn refresh(&mut self, desk: &Desk) -> bool {
        let is_there = |seat: &Seat| desk.workspace.get::<Person>(seat.person).is_some();
        self.seats.retain(is_there);
        self.go_to(self.cursor);
        let number = Ratio::whole(self.round);
        let rounds = rounds_of(desk, self.plan);
        let written = rounds.iter().find(|round| round.number == number);
        self.is_shown = written.is_some();
        if let Some(written) = written {
            self.read(&desk.workspace, written);
        } else {
            self.round = next_round(&rounds);
            self.take_up(hidden(&desk.workspace, self.plan));
        }
        true
    }
}

/// The vote of a person in a round.
pub fn vote_of<'a>(
    workspace: &'a Workspace,
    round: &VoteRound,
    person: Id,
) -> Option<&'a ConfidenceVote> {
    let votes = round.votes.iter();
    let mut votes = votes.filter_map(|id| workspace.get::<ConfidenceVote>(*id));
    votes.find(|vote| vote.person.0 == Some(person))
}

/// The rounds on a plan; none when one of them cannot be counted.
pub fn rounds_of(desk: &Desk, plan: VotedPlan) -> Vec<VoteRound> {
    rounds(&desk.workspace, plan.increment, plan.team).unwrap_or_default()
}

/// Whether there is a plan to vote on.
pub(crate) fn can_vote(desk: &Desk) -> Result<(), String> {
    desk.interval.map(|_| ()).ok_or(worded(
        "there is no planning interval to vote on · {APP_RECORDS} opens the planning intervals, {LISTS_NEW} writes one",
    ))?;
    Ok(())
}

fn is_shown(desk: &Desk) -> Result<(), String> {
    let shown = desk.top::<Ballot>().is_some_and(|ballot| ballot.is_shown);
    shown
        .then_some(())
        .ok_or_else(|| worded("the vote is still blind · {CONFIDENCE_SHOW} shows it").to_owned())
}

fn is_blind(desk: &Desk) -> Result<(), String> {
    let shown = desk.top::<Ballot>().is_some_and(|ballot| ballot.is_shown);
    (!shown)
        .then_some(())
        .ok_or_else(|| worded("this round is shown · {CONFIDENCE_AGAIN} votes again").to_owned())
}

fn can_show(desk: &Desk) -> Result<(), String> {
    is_blind(desk)?;
    let voices = desk.top::<Ballot>().map_or(0, Ballot::voices);
    (voices > 0)
        .then_some(())
        .ok_or_else(|| "nobody has voted yet · 1 to 5 notes the fingers".to_owned())
}

/// The record of the vote under the cursor.
fn chosen_vote(desk: &Desk) -> Option<&ConfidenceVote> {
    let ballot = desk.top::<Ballot>()?;
    let seat = ballot.seats.get(ballot.cursor)?;
    let last = rounds_of(desk, ballot.plan).pop()?;
    vote_of(&desk.workspace, &last, seat.person)
}

/// Enter shows what r has asked about, and then writes what would raise a vote.
fn can_enter(desk: &Desk) -> Result<(), String> {
    let asks = desk.top::<Ballot>().is_some_and(|ballot| ballot.asks);
    if asks {
        can_show(desk)
    } else {
        can_raise(desk)
    }
}

fn enter(desk: &mut Desk) {
    if desk.top::<Ballot>().is_some_and(|ballot| ballot.asks) {
        reveal(desk);
    } else {
        ask_raise(desk);
    }
}

/// Asks whether to show the votes; who is missing is named first.
fn ask(desk: &mut Desk) {
    let Some(ballot) = desk.top::<Ballot>() else {
        return;
    };
    let silent = ballot
        .seats
        .iter()
        .filter(|seat| seat.voice == Voice::Silent);
    let silent: Vec<Id> = silent.map(|seat| seat.person).collect();
    let missing = match people(desk, &silent) {
        names if names.is_empty() => String::new(),
        names => format!("no vote yet from {names} · "),
    };
    let (voices, of) = (ballot.voices(), ballot.seats.len());
    if let Some(ballot) = desk.top_mut::<Ballot>() {
        ballot.asks = true;
    }
    desk.hint(format!(
        "{missing}reveal {voices} of {of} votes? {CONFIDENCE_ENTER} reveals, any other key keeps them hidden"
    ));
}

fn can_raise(desk: &Desk) -> Result<(), String> {
    is_shown(desk)?;
    chosen_vote(desk)
        .map(|_| ())
        .ok_or_else(|| "the person did not vote in this round".to_owned())
}

fn set(desk: &mut Desk, chord: Chord) {
    let digit = |(digit, _): &&(char, Fingers)| chord.key == Key::Char(*digit);
    let Some((_, ballot)) = FISTS.iter().find(digit) else {
        desk.hint("a digit from 1 to 5: the fingers");
        return;
    };
    say(desk, |_| Voice::Shows(*ballot));
    desk.step(1);
}

fn abstain(desk: &mut Desk) {
    say(desk, |now| match now {
        Voice::Abstains => Voice::Silent,
        Voice::Silent | Voice::Shows(_) => Voice::Abstains,
    });
}

/// Writes the round as one step, and shows it.
fn reveal(desk: &mut Desk) {
    let Some(ballot) = desk.top::<Ballot>() else {
        return;
    };
    let (plan, round) = (ballot.plan, ballot.round);
    let seats = ballot.seats.clone();
    if let Some(ballot) = desk.top_mut::<Ballot>() {
        ballot.asks = false;
    }
    let hidden = hidden(&desk.workspace, plan).map(|round| Edit::Remove {
        kind: Round::KIND,
        id: round.id,
    });
    let mut edits = Vec::from_iter(hidden);
    for seat in seats {
        let ballot = match seat.voice {
            Voice::Silent => continue,
            Voice::Abstains => None,
            Voice::Shows(ballot) => Some(ballot),
        };
        let id = desk.fresh(ConfidenceVote::KIND);
        let mut vote = ConfidenceVote::new(id);
        vote.increment = PartOf::new(Some(plan.increment));
        vote.team = Link::new(plan.team);
        vote.person = Link::new(Some(seat.person));
        vote.fist = ballot;
        vote.round = Some(Number::whole(round));
        edits.push(Edit::Insert(Box::new(vote)));
    }
    let name = desk.workspace.name::<Increment>(Some(plan.increment));
    let team = desk.workspace.name::<Team>(plan.team);
    let of = if team.is_empty() { "" } else { " of " };
    let label = format!(
        "confidence{of}{team} in {name}, round {round}: {}",
        many(edits.len().saturating_sub(1), "vote")
    );
    if desk.commit(&label, edits)
        && let Some(round) = rounds_of(desk, plan).last()
    {
        let verdict = words::confidence(&round.result);
        desk.done(format!("{verdict} · {CONFIDENCE_UNDO} undoes"));
    }
}

/// The number after the last round.
fn next_round(rounds: &[VoteRound]) -> i64 {
    let last = rounds.last();
    let last = last.and_then(|round| i64::try_from(round.number.floor()).ok());
    last.unwrap_or(0).saturating_add(1)
}

fn again(desk: &mut Desk) {
    let Some(plan) = desk.top::<Ballot>().map(|ballot| ballot.plan) else {
        return;
    };
    let round = next_round(&rounds_of(desk, plan));
    let next = Ballot::blind(desk, plan, round);
    if let Some(ballot) = desk.top_mut::<Ballot>() {
        *ballot = next;
    }
}

fn ask_raise(desk: &mut Desk) {
    if let Some((id, text)) = chosen_vote(desk).map(|vote| (vote.id, vote.raise.clone())) {
        let placeholder = "what would have to change for one more finger";
        let prompt = Prompt::new("Would be raised by", placeholder, move |desk, text| {
            keep_raise(desk, id, text);
        });
        let spot = spot::of_field::<ConfidenceVote>(id, "raise");
        prompt.with(&text).or_blank().kept(Some(spot)).open(desk);
    }
}

/// Keeps what would raise a vote.
fn keep_raise(desk: &mut Desk, vote: Id, text: String) {
    let Some(field) = ConfidenceVote::KIND.field("raise") else {
        return;
    };
    let value = if text.is_empty() {
        Value::Blank
    } else {
        Value::Text(text)
    };
    let edit = Edit::Set {
        kind: ConfidenceVote::KIND,
        id: vote,
        field,
        value,
    };
    desk.commit("noted what would raise the vote", vec![edit]);
}

fn close(desk: &mut Desk) {
    let Some(ballot) = desk.top_mut::<Ballot>() else {
        return;
    };
    let (voices, was_asking) = (ballot.voices(), std::mem::take(&mut ballot.asks));
    if was_asking {
        desk.hint("the votes stay hidden");
    } else if ballot.is_shown || voices == 0 {
        desk.close();
    } else {
        desk.close();
        desk.hint(format!(
            "{} kept, unseen · {PLAN_VOTE} goes on",
            many(voices, "vote")
        ));
    }
}
