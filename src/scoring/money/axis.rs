//! An axis of amounts: from where to where it goes, and at which round numbers it has a tick.
//!
//! Owns the steps: 1, 2 and 5 with any number of zeros. Pictures of screens and of documents share it.

use crate::scoring::ratio::Ratio;

/// A stretch of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountAxis {
    /// Where it begins.
    pub low: Ratio,
    /// Where it ends, above that.
    pub high: Ratio,
    step: Ratio,
}

impl AmountAxis {
    /// The axis between two numbers with so many ticks at most; `None` where they are one, or too large.
    pub fn between(low: Ratio, high: Ratio, most: usize) -> Option<Self> {
        let room = high
            .minus(low)
            .filter(|room| *room > Ratio::ZERO && most > 0)?;
        let least = room.over(Ratio::count(most))?;
        let ten = Ratio::whole(10);
        let mut unit = Ratio::ONE;
        while unit > least {
            unit = unit.over(ten)?;
        }
        while unit.times(ten)? <= least {
            unit = unit.times(ten)?;
        }
        let steps = [1, 2, 5, 10].map(|of| unit.times(Ratio::whole(of)));
        let step = steps.into_iter().flatten().find(|step| *step >= least)?;
        Some(Self { low, high, step })
    }

    /// The same from nothing to a round number that holds these.
    pub fn from_nothing(
        values: impl IntoIterator<Item = Option<Ratio>>,
        most: usize,
    ) -> Option<Self> {
        let largest = values.into_iter().flatten().max()?;
        let axis = Self::between(Ratio::ZERO, largest, most)?;
        let steps = Ratio::ZERO.minus(largest)?.over(axis.step)?.floor();
        let high = axis.step.times(Ratio::whole(i64::try_from(-steps).ok()?))?;
        Some(Self { high, ..axis })
    }

    /// The round numbers on it.
    pub fn ticks(&self) -> Vec<Ratio> {
        let whole = |number: i128| Ratio::whole(i64::try_from(number).ok()?).times(self.step);
        let (first, last) = (self.low.over(self.step), self.high.over(self.step));
        let Some((first, last)) = first.zip(last) else {
            return Vec::new();
        };
        let ticks = first.floor()..=last.floor();
        let ticks = ticks.take(1000).filter_map(whole);
        ticks.filter(|tick| *tick >= self.low).collect()
    }

    /// How far along it a number lies, 0 to 1.
    pub fn share(&self, number: Ratio) -> Ratio {
        let share = || number.minus(self.low)?.over(self.high.minus(self.low)?);
        share()
            .unwrap_or(Ratio::ZERO)
            .clamp(Ratio::ZERO, Ratio::ONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_not_more_than_there_is_room_for() {
        for (low, high, most, expected) in [
            (2, 22, 10, "2 4 6 8 10 12 14 16 18 20 22"),
            (2, 22, 5, "5 10 15 20"),
            (0, 1, 4, "0 0.50 1"),
            (209, 350, 4, "250 300 350"),
            (0, 640_000, 4, "0 200000 400000 600000"),
        ] {
            let axis = AmountAxis::between(Ratio::whole(low), Ratio::whole(high), most).unwrap();
            let ticks: Vec<String> = axis.ticks().into_iter().map(Ratio::to_short).collect();
            assert_eq!(ticks.join(" "), expected, "{low} to {high}");
        }
        assert_eq!(AmountAxis::between(Ratio::ONE, Ratio::ONE, 4), None);
    }

    #[test]
    fn an_axis_from_nothing_ends_at_a_round_number_that_holds_all() {
        let axis = AmountAxis::from_nothing([None, Some(Ratio::whole(331_000))], 4).unwrap();
        assert_eq!((axis.low, axis.high), (Ratio::ZERO, Ratio::whole(400_000)));
        assert_eq!(axis.share(Ratio::whole(100_000)), Ratio::new(1, 4).unwrap());
        assert_eq!(axis.share(Ratio::whole(900_000)), Ratio::ONE);
        assert_eq!(AmountAxis::from_nothing([None], 4), None);
    }
}
