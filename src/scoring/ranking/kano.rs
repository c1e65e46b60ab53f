//! Kano: what a feature does to satisfaction, from pairs of survey answers.
//!
//! Owns the classification and its two coefficients. Knows no respondent and no feature.

pub use crate::model::kano::KanoAnswer;
use crate::scoring::ratio::Ratio;

/// What a feature is to customers, in the order that decides ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Must-be: its lack annoys, its presence goes unnoticed.
    MustBe,
    /// One-dimensional: the more the better.
    OneDimensional,
    /// Attractive: delights, and is not missed.
    Attractive,
    /// Indifferent.
    Indifferent,
    /// Reverse: wanted by its absence.
    Reverse,
    /// Questionable: the two answers contradict each other.
    Questionable,
}

impl Category {
    /// All six, in tie order.
    pub const ALL: [Self; 6] = [
        Self::MustBe,
        Self::OneDimensional,
        Self::Attractive,
        Self::Indifferent,
        Self::Reverse,
        Self::Questionable,
    ];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::MustBe => "expected: its lack annoys",
            Self::OneDimensional => "the more the better",
            Self::Attractive => "delights, and is not missed",
            Self::Indifferent => "nobody cares",
            Self::Reverse => "better without it",
            Self::Questionable => "the answers contradict each other",
        }
    }

    /// The customary letter: M, O, A, I, R or Q.
    pub const fn letter(self) -> char {
        match self {
            Self::MustBe => 'M',
            Self::OneDimensional => 'O',
            Self::Attractive => 'A',
            Self::Indifferent => 'I',
            Self::Reverse => 'R',
            Self::Questionable => 'Q',
        }
    }

    /// The category of one pair of answers: with the feature, and without it.
    ///
    /// Source: Kano evaluation table.
    pub const fn of(functional: KanoAnswer, dysfunctional: KanoAnswer) -> Self {
        use KanoAnswer::{Dislike, Expect, Like, Neutral, Tolerate};
        match (functional, dysfunctional) {
            (Like, Like) | (Dislike, Dislike) => Self::Questionable,
            (Like, Dislike) => Self::OneDimensional,
            (Like, Expect | Neutral | Tolerate) => Self::Attractive,
            (Dislike, Like | Expect | Neutral | Tolerate) | (Expect | Neutral | Tolerate, Like) => {
                Self::Reverse
            }
            (Expect | Neutral | Tolerate, Dislike) => Self::MustBe,
            (Expect | Neutral | Tolerate, Expect | Neutral | Tolerate) => Self::Indifferent,
        }
    }
}

/// How many respondents fall into each category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct KanoCounts {
    /// Must-be.
    pub must_be: u32,
    /// One-dimensional.
    pub one_dimensional: u32,
    /// Attractive.
    pub attractive: u32,
    /// Indifferent.
    pub indifferent: u32,
    /// Reverse.
    pub reverse: u32,
    /// Questionable.
    pub questionable: u32,
    /// Respondents who left one of the two questions blank; in no category.
    pub skipped: u32,
}

impl KanoCounts {
    /// Counts pairs of answers: with the feature, and without it.
    pub fn of(answers: &[(Option<KanoAnswer>, Option<KanoAnswer>)]) -> Self {
        let mut counts = Self::default();
        for pair in answers {
            let count = match *pair {
                (Some(functional), Some(dysfunctional)) => {
                    counts.count_mut(Category::of(functional, dysfunctional))
                }
                _ => &mut counts.skipped,
            };
            *count = count.saturating_add(1);
        }
        counts
    }

    /// The count of one category.
    pub const fn get(&self, category: Category) -> u32 {
        match category {
            Category::MustBe => self.must_be,
            Category::OneDimensional => self.one_dimensional,
            Category::Attractive => self.attractive,
            Category::Indifferent => self.indifferent,
            Category::Reverse => self.reverse,
            Category::Questionable => self.questionable,
        }
    }

    const fn count_mut(&mut self, category: Category) -> &mut u32 {
        match category {
            Category::MustBe => &mut self.must_be,
            Category::OneDimensional => &mut self.one_dimensional,
            Category::Attractive => &mut self.attractive,
            Category::Indifferent => &mut self.indifferent,
            Category::Reverse => &mut self.reverse,
            Category::Questionable => &mut self.questionable,
        }
    }
}

/// The verdict of a survey about one feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kano {
    /// How many answers the coefficients rest on: A + O + M + I.
    pub base: i128,
    /// The most frequent category, the earlier one on a tie; `None` when nobody answered.
    pub category: Option<Category>,
    /// The category that is as frequent and would come next in tie order.
    pub tied_with: Option<Category>,
    /// (A + O) / (A + O + M + I), 0 to 1: gain from having it; `None` when that base is empty.
    pub better: Option<Ratio>,
    /// -(O + M) / (A + O + M + I), -1 to 0: harm from lacking it; `None` when that base is empty.
    pub worse: Option<Ratio>,
}

/// Judges the counts of one feature; reverse and questionable answers stay outside the coefficients.
///
/// Source: Kano 1984; coefficients and tie order M > O > A > I by Berger et al. 1993.
pub fn kano(counts: &KanoCounts) -> Kano {
    let most = Category::ALL
        .into_iter()
        .map(|category| counts.get(category))
        .max();
    let most = most.filter(|count| *count > 0);
    let mut leading = Category::ALL
        .into_iter()
        .filter(|category| Some(counts.get(*category)) == most);
    let sum = |parts: &[u32]| parts.iter().copied().map(i128::from).sum();
    let base = sum(&[
        counts.attractive,
        counts.one_dimensional,
        counts.must_be,
        counts.indifferent,
    ]);
    let share = |parts: &[u32]| Ratio::new(sum(parts), base);
    Kano {
        base,
        category: leading.next(),
        tied_with: leading.next(),
        better: share(&[counts.attractive, counts.one_dimensional]),
        worse: share(&[counts.one_dimensional, counts.must_be])
            .and_then(|share| Ratio::ZERO.minus(share)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reverse_answers_have_a_category_and_no_coefficients() {
        let counts = KanoCounts {
            reverse: 3,
            ..KanoCounts::default()
        };
        let verdict = kano(&counts);
        assert_eq!(verdict.category, Some(Category::Reverse));
        assert_eq!(
            (verdict.tied_with, verdict.better, verdict.worse),
            (None, None, None)
        );
    }

    #[test]
    fn a_tie_names_both() {
        let counts = KanoCounts {
            attractive: 2,
            must_be: 2,
            ..KanoCounts::default()
        };
        let verdict = kano(&counts);
        assert_eq!(verdict.category, Some(Category::MustBe));
        assert_eq!(verdict.tied_with, Some(Category::Attractive));
        assert_eq!(verdict.worse, Ratio::parse("-1/2"));
    }
}
