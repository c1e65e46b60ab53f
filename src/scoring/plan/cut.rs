//! The cut line: what counts against the capacity of the coming increment, and where that ends.
//!
//! Owns the rule over turns and efforts: what is planned there first, then the rest in its order; the first that does
//! not fit ends it. Which item has which turn is in [`super::coming`]. Knows no record.

use crate::model::item::{Item, State};
use crate::model::number::Number;
use crate::scoring::ratio::Ratio;

/// How an item counts for the coming increment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IncrementTurn {
    /// Not at all: parked, declined, or done elsewhere.
    Closed,
    /// Done in it, so that its room is used.
    Spent,
    /// Planned there.
    Coming,
    /// Planned in one that begins after it.
    Later,
    /// Planned in another one that is not over.
    Earlier,
    /// Under way in no increment, while another one runs.
    Running,
    /// Left over from one that is over.
    Carried,
    /// In none: it waits for a place.
    Open,
    /// Answered "not now" until a day that has not come.
    NotNow,
    /// With what it is a part of, or with its parts.
    Within,
}

impl IncrementTurn {
    /// Whether it takes part in the race for the room there is.
    pub const fn competes(self) -> bool {
        matches!(self, Self::Coming | Self::Carried | Self::Open)
    }

    /// Its name in files for scripts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Spent => "spent",
            Self::Coming => "coming",
            Self::Later => "later",
            Self::Earlier => "earlier",
            Self::Running => "running",
            Self::Carried => "carried",
            Self::Open => "open",
            Self::NotNow => "not_now",
            Self::Within => "within",
        }
    }

    /// Whether its room is another increment's.
    pub const fn is_elsewhere(self) -> bool {
        matches!(self, Self::Later | Self::Earlier | Self::Running)
    }
}

/// The size that counts of an item alone: of what is being done what is left of it, where that is known, else the
/// whole. Below zero it is unknown. What counts of it and its parts is in `levels`.
pub fn left(item: &Item) -> Option<Number> {
    let left = item.remaining.value.filter(|_| item.state == State::Doing);
    left.or(item.size.value).filter(|size| !size.is_negative())
}

/// One in the race, in the order shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// How it counts.
    pub turn: IncrementTurn,
    /// Its effort in points.
    pub effort: Option<Number>,
}

/// What came of the race.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutLine {
    /// The effort of what is done there already.
    pub spent: Ratio,
    /// The room that is left for the rest; none where the capacity is unknown.
    pub room: Option<Ratio>,
    /// Which of them fit, by position; empty where the room is unknown.
    pub above: Vec<bool>,
    /// Their effort.
    pub used: Ratio,
    /// The effort that belongs to other increments.
    pub elsewhere: Ratio,
    /// The effort of all that compete.
    pub competing: Ratio,
    /// Those that compete and have no size, by position: they take no room.
    pub without_size: Vec<usize>,
}

/// Draws the line. None where a sum does not fit exact numbers.
pub fn cut(entrants: &[Entrant], capacity: Option<Ratio>) -> Option<CutLine> {
    let effort = |one: &Entrant| {
        one.effort
            .map_or(0, |effort| i128::from(effort.millionths()))
    };
    let sum = |counts: fn(IncrementTurn) -> bool| {
        let own = entrants.iter().filter(|one| counts(one.turn));
        Ratio::of_millionths(own.map(effort).sum())
    };
    let spent = sum(|turn| turn == IncrementTurn::Spent)?;
    let room = capacity.and_then(|capacity| capacity.minus(spent));
    let mut found = CutLine {
        spent,
        room,
        elsewhere: sum(IncrementTurn::is_elsewhere)?,
        competing: sum(IncrementTurn::competes)?,
        above: Vec::new(),
        used: Ratio::ZERO,
        without_size: Vec::new(),
    };
    let bare = entrants.iter().enumerate();
    let bare = bare.filter(|(_, one)| one.turn.competes() && one.effort.is_none());
    found.without_size = bare.map(|(at, _)| at).collect();
    let Some(room) = room else {
        return Some(found);
    };
    // What is counted is whole in millionths, so the room is as good as its millionths below.
    let room = room.times(Ratio::whole(1_000_000))?.floor();
    let mut used = 0;
    found.above = vec![false; entrants.len()];
    let planned: fn(IncrementTurn) -> bool = |turn| turn == IncrementTurn::Coming;
    let rest: fn(IncrementTurn) -> bool = |turn| turn.competes() && turn != IncrementTurn::Coming;
    'line: for counts in [planned, rest] {
        for (one, above) in entrants.iter().zip(&mut found.above) {
            if !counts(one.turn) {
                continue;
            }
            let then = used + effort(one);
            if then > room && one.effort.is_some() {
                break 'line;
            }
            used = then;
            *above = true;
        }
    }
    found.used = Ratio::of_millionths(used)?;
    Some(found)
}

/// What takes the room of the coming increment before something that does not fit there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenRoom {
    /// The room there is, in points: the capacity without what is done there already.
    pub room: Ratio,
    /// Its own size, in points.
    pub size: Option<Ratio>,
    /// What comes before it, in points; unknown sizes count as nothing.
    pub points: Ratio,
    /// How many of that are planned there.
    pub planned: usize,
    /// How many are not and stand above it.
    pub ranked: usize,
}

/// What comes before the one at a place in the race for some room: what is planned there, wherever it stands, and of the
/// same kind what stands above it.
pub fn taken(entrants: &[Entrant], own: usize, room: Ratio) -> Option<TakenRoom> {
    let is_planned = |one: &Entrant| one.turn == IncrementTurn::Coming;
    let it = entrants.get(own)?;
    let before = entrants.iter().enumerate().filter(|(at, one)| {
        let is_same = is_planned(it) == is_planned(one);
        let comes = if is_same { *at < own } else { is_planned(one) };
        comes && one.turn.competes()
    });
    let before: Vec<&Entrant> = before.map(|(_, one)| one).collect();
    let planned = before.iter().filter(|one| is_planned(one)).count();
    let points = before.iter().filter_map(|one| one.effort.map(Ratio::from));
    Some(TakenRoom {
        room: room.max(Ratio::ZERO),
        size: it.effort.map(Ratio::from),
        points: Ratio::sum(points)?,
        planned,
        ranked: before.len() - planned,
    })
}
