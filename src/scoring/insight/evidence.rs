//! How strong evidence is: the class of a piece, and what several pieces about one thing come to.
//!
//! Owns the table of classes, ageing and what contests what. Knows no record: the caller brings all pieces about one
//! thing. Source of the table: I. Gilad, confidence meter; ageing is a rule of our own.

use crate::model::evidence::{Bearing, EvidenceSort, Origin};
use crate::scoring::ratio::Ratio;

/// After how many days a piece counts a row lower.
const OLD: i64 = 365;
/// After how many days it does not count at all.
const TOO_OLD: i64 = 730;
/// From how many people on talks are no anecdotes.
const MANY: Ratio = Ratio::whole(20);
/// Where strength ends when nobody looked themselves.
const SECONDARY_END: Ratio = Ratio::whole(3);

/// A row of the table: from conviction to the data of a launch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ClassRow {
    Conviction,
    Pitch,
    Theme,
    Opinion,
    Estimate,
    Anecdotal,
    Market,
    User,
    Test,
    Launch,
}

impl ClassRow {
    /// All rows, the weakest first.
    const ALL: [Self; 10] = [
        Self::Conviction,
        Self::Pitch,
        Self::Theme,
        Self::Opinion,
        Self::Estimate,
        Self::Anecdotal,
        Self::Market,
        Self::User,
        Self::Test,
        Self::Launch,
    ];

    /// The low and the high end of its classes, in hundredths.
    const fn hundredths(self) -> (i128, i128) {
        match self {
            Self::Conviction => (1, 1),
            Self::Pitch => (3, 3),
            Self::Theme => (3, 10),
            Self::Opinion => (10, 20),
            Self::Estimate => (40, 50),
            Self::Anecdotal => (50, 100),
            Self::Market => (100, 300),
            Self::User => (300, 300),
            Self::Test => (400, 500),
            Self::Launch => (1_000, 1_000),
        }
    }

    /// The class of so many sources: the low end of one, the middle of two, the high end from three on.
    fn class(self, sources: usize) -> Ratio {
        let (low, high) = self.hundredths();
        let (part, of) = match sources {
            0 | 1 => (low, 100),
            2 => (low + high, 200),
            _ => (high, 100),
        };
        Ratio::new(part, of).unwrap_or(Ratio::ZERO)
    }

    /// The row below; the lowest has none.
    fn below(self) -> Option<Self> {
        Self::ALL.into_iter().rfind(|row| *row < self)
    }

    /// The highest row whose low end a class reaches.
    fn of(class: Ratio) -> Option<Self> {
        Self::ALL.into_iter().rfind(|row| row.class(1) <= class)
    }
}

/// A piece of evidence about one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvidencePiece {
    /// How it was learned.
    pub sort: EvidenceSort,
    /// Whether somebody looked themselves, where that is said.
    pub origin: Option<Origin>,
    /// How many people were asked.
    pub people: Option<Ratio>,
    /// How many of them said so.
    pub said: Option<Ratio>,
    /// How many days ago; none where nobody knows, which is not old.
    pub age: Option<i64>,
    /// The class somebody gave it.
    pub own: Option<Ratio>,
    /// What it says of the thing.
    pub bearing: Bearing,
}

impl EvidencePiece {
    /// The row of the table, before it ages.
    fn row(&self) -> ClassRow {
        let many = self.people.is_some_and(|people| people >= MANY);
        let or_anecdotal = |is: bool, row| if is { row } else { ClassRow::Anecdotal };
        match self.sort {
            EvidenceSort::Interview | EvidenceSort::Observation => {
                or_anecdotal(many, ClassRow::User)
            }
            EvidenceSort::Tickets => or_anecdotal(many, ClassRow::Market),
            EvidenceSort::Survey => ClassRow::Market,
            EvidenceSort::Usability | EvidenceSort::Analytics => ClassRow::User,
            EvidenceSort::Competitor => {
                let half = self.people.and_then(|people| people.over(Ratio::whole(2)));
                let most = self.said.zip(half).is_some_and(|(said, half)| said > half);
                or_anecdotal(most, ClassRow::Market)
            }
            EvidenceSort::MarketReport | EvidenceSort::Expert => ClassRow::Opinion,
            EvidenceSort::Estimate => ClassRow::Estimate,
            EvidenceSort::Experiment => ClassRow::Test,
            EvidenceSort::Launch => ClassRow::Launch,
        }
    }

    /// Whether it counts: it is not too old.
    fn is_live(&self) -> bool {
        self.age.is_none_or(|age| age <= TOO_OLD)
    }

    fn is_old(&self) -> bool {
        self.age.is_some_and(|age| age > OLD)
    }

    /// The row it counts in.
    fn aged_row(&self) -> ClassRow {
        let row = self.row();
        if self.is_old() {
            row.below().unwrap_or(row)
        } else {
            row
        }
    }

    /// Whether nobody knows how many people it asked, though it asks people.
    const fn asks_nobody_knows_whom(&self) -> bool {
        let asks = matches!(
            self.sort,
            EvidenceSort::Interview
                | EvidenceSort::Survey
                | EvidenceSort::Usability
                | EvidenceSort::Observation
                | EvidenceSort::Tickets
        );
        asks && self.people.is_none()
    }

    /// Whether it is a source beside others of its row.
    fn is_source(&self) -> bool {
        self.is_live() && self.own.is_none() && !self.asks_nobody_knows_whom()
    }

    /// Whether somebody read what others saw.
    fn is_secondary(&self) -> bool {
        let usual = matches!(
            self.sort,
            EvidenceSort::Competitor | EvidenceSort::MarketReport | EvidenceSort::Expert
        );
        self.origin
            .map_or(usual, |origin| origin == Origin::Secondary)
    }

    /// Its class beside the others about the same thing; none where it is too old.
    pub fn class(&self, all: &[Self]) -> Option<Ratio> {
        if !self.is_live() {
            return None;
        }
        if let Some(own) = self.own {
            let end = ClassRow::of(own).and_then(ClassRow::below);
            let end = end.filter(|_| self.is_old()).map(|row| row.class(3));
            return Some(end.map_or(own, |end| own.min(end)));
        }
        let row = self.aged_row();
        let same = |other: &&Self| {
            other.is_source() && other.aged_row() == row && other.bearing == self.bearing
        };
        let sources = if self.is_source() {
            all.iter().filter(same).count()
        } else {
            1
        };
        Some(row.class(sources))
    }
}

/// What evidence about one thing comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceStanding {
    /// There is none that says anything.
    None,
    /// It speaks against alone.
    Refuted,
    /// What speaks against is no weaker than what speaks for.
    Contested,
    /// What speaks for is stronger.
    Supported,
}

/// How strong the evidence about one thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strength {
    /// The highest class that speaks for it.
    pub strength: Option<Ratio>,
    /// The highest class that speaks against it.
    pub against: Option<Ratio>,
    /// What it comes to.
    pub standing: EvidenceStanding,
    /// How many pieces count.
    pub pieces: usize,
}

impl Strength {
    /// What pieces about one thing come to.
    pub fn of(pieces: &[EvidencePiece]) -> Self {
        let strongest = |bearing| {
            let side = || {
                pieces
                    .iter()
                    .filter(move |one| one.is_live() && one.bearing == bearing)
            };
            let most = side().filter_map(|one| one.class(pieces)).max()?;
            let is_read = side().all(EvidencePiece::is_secondary);
            Some(if is_read {
                most.min(SECONDARY_END)
            } else {
                most
            })
        };
        let (strength, against) = (strongest(Bearing::Supports), strongest(Bearing::Refutes));
        Self {
            strength,
            against,
            standing: match (strength, against) {
                (None, None) => EvidenceStanding::None,
                (None, Some(_)) => EvidenceStanding::Refuted,
                (Some(strength), Some(against)) if against >= strength => {
                    EvidenceStanding::Contested
                }
                (Some(_), _) => EvidenceStanding::Supported,
            },
            pieces: pieces.iter().filter(|one| one.is_live()).count(),
        }
    }

    /// What it counts as: its strength where that is not contested, else no more than conviction.
    pub fn counts_as(self) -> Ratio {
        let own = self.strength;
        let own = own.filter(|_| self.standing == EvidenceStanding::Supported);
        own.unwrap_or_else(|| ClassRow::Conviction.class(1))
    }

    /// By how many steps of the scale an estimate that rests on it may be off, either way.
    pub fn steps(self) -> isize {
        let strength = self.counts_as();
        if strength < ClassRow::Anecdotal.class(1) {
            2
        } else {
            isize::from(strength < ClassRow::User.class(1))
        }
    }

    /// The confidence it offers for RICE, in percent; none without evidence.
    pub fn rice_confidence(self) -> Option<Ratio> {
        let ten_times = self.counts_as().times(Ratio::whole(10))?;
        (self.standing != EvidenceStanding::None).then_some(ten_times.min(Ratio::HUNDRED))
    }

    /// How many of five pips it has: one for an opinion, two for a few customers, three for data, four for a test, five
    /// for a launch; what is contested or refuted has at most one.
    pub fn pips(self) -> usize {
        let strength = match self.standing {
            EvidenceStanding::None => return 0,
            EvidenceStanding::Refuted | EvidenceStanding::Contested => return 1,
            EvidenceStanding::Supported => self.counts_as(),
        };
        let ends = [
            ClassRow::Opinion,
            ClassRow::Anecdotal,
            ClassRow::Market,
            ClassRow::Test,
            ClassRow::Launch,
        ];
        let reached = ends.iter().filter(|row| strength >= row.class(1));
        reached.count()
    }

    /// In words: `a few customers say so, 2 pieces`.
    pub fn words(self) -> String {
        let what = match self.standing {
            EvidenceStanding::None => return "no evidence".to_owned(),
            EvidenceStanding::Refuted => "what is known speaks against it",
            EvidenceStanding::Contested => "contested: as much speaks against it",
            EvidenceStanding::Supported => match self.pips() {
                0 => "conviction alone",
                1 => "opinions and estimates",
                2 => "a few customers",
                3 => "data of users or the market",
                4 => "test results",
                _ => "data of a launch",
            },
        };
        let pieces = crate::model::format::count(self.pieces, "piece", "pieces");
        format!("{what} · {pieces}")
    }
}
