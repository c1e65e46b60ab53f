//! The acceptable range of prices, from four prices a person names (van Westendorp).
//!
//! Owns which answers count, the six points in both conventions, and how far one person moves each. Knows no currency
//! and no person.

use crate::scoring::ratio::Ratio;

/// What one person calls too cheap, cheap, expensive and too expensive; blanks are answers that were not given.
pub type FourPrices = [Option<Ratio>; 4];

/// The points a study of four prices gives, in the order of [`PriceRange::first`].
pub const POINTS: [PricePoint; 6] = [
    PricePoint {
        name: "cheapest acceptable, narrow",
        falling: Curve::TooCheap,
        rising: Curve::Expensive,
    },
    PricePoint {
        name: "optimal",
        falling: Curve::TooCheap,
        rising: Curve::TooExpensive,
    },
    PricePoint {
        name: "indifference",
        falling: Curve::Cheap,
        rising: Curve::Expensive,
    },
    PricePoint {
        name: "dearest acceptable, narrow",
        falling: Curve::Cheap,
        rising: Curve::TooExpensive,
    },
    PricePoint {
        name: "cheapest acceptable, original",
        falling: Curve::TooCheap,
        rising: Curve::NotCheap,
    },
    PricePoint {
        name: "dearest acceptable, original",
        falling: Curve::NotExpensive,
        rising: Curve::TooExpensive,
    },
];

/// A point where a rising curve meets a falling one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricePoint {
    /// What it is called.
    pub name: &'static str,
    falling: Curve,
    rising: Curve,
}

/// A curve: the share of people at each price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// Who finds the price too cheap; falls.
    TooCheap,
    /// Who finds it cheap; falls.
    Cheap,
    /// Who does not find it cheap; rises.
    NotCheap,
    /// Who finds it expensive; rises.
    Expensive,
    /// Who does not find it expensive; falls.
    NotExpensive,
    /// Who finds it too expensive; rises.
    TooExpensive,
}

/// Whether there are answers enough to say a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enough {
    /// Fewer than ten: no price should be said.
    Refused,
    /// Fewer than thirty: a price is said with a warning.
    Few,
    /// Thirty or more.
    Enough,
}

/// What a study of four prices says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceRange {
    /// The answers that count: rising prices, none blank or negative.
    pub valid: Vec<[Ratio; 4]>,
    /// Positions of the answers that were set aside.
    pub invalid: Vec<usize>,
    /// Each of [`POINTS`] as the smallest answered price where the rising curve reaches the falling one.
    pub first: Option<[Ratio; 6]>,
    /// Each of [`POINTS`] where straight lines between answered prices meet.
    pub interpolated: Option<[Ratio; 6]>,
}

impl PriceRange {
    /// Reads a study; `strict` sets aside answers with two equal prices, too.
    ///
    /// Source: van Westendorp 1976; the original range as in the package pricesensitivitymeter.
    pub fn of(rows: &[FourPrices], strict: bool) -> Self {
        let (mut valid, mut invalid) = (Vec::new(), Vec::new());
        for (position, row) in rows.iter().enumerate() {
            match rising(row, strict) {
                Some(prices) => valid.push(prices),
                None => invalid.push(position),
            }
        }
        let first = points(&valid, false);
        let interpolated = points(&valid, true);
        Self {
            valid,
            invalid,
            first,
            interpolated,
        }
    }

    /// Whether there are answers enough.
    pub const fn enough(&self) -> Enough {
        match self.valid.len() {
            0..10 => Enough::Refused,
            10..30 => Enough::Few,
            _ => Enough::Enough,
        }
    }

    /// The lowest and highest each point becomes when any one answer is left out; `None` below two answers.
    pub fn spans(&self, interpolated: bool) -> Option<[(Ratio, Ratio); 6]> {
        let mut spans: Option<[(Ratio, Ratio); 6]> = None;
        for left_out in 0..self.valid.len() {
            let kept: Vec<[Ratio; 4]> = self
                .valid
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != left_out)
                .map(|(_, row)| *row)
                .collect();
            let points = points(&kept, interpolated)?;
            let spans = spans.get_or_insert(points.map(|point| (point, point)));
            for (span, point) in spans.iter_mut().zip(points) {
                *span = (span.0.min(point), span.1.max(point));
            }
        }
        spans
    }

    /// The share of people on a curve at a price; `None` when nobody's answer counts.
    pub fn share(&self, curve: Curve, price: Ratio) -> Option<Ratio> {
        let on = SortedAnswers::of(&self.valid).count(curve, price);
        Ratio::new(on, i128::try_from(self.valid.len()).ok()?)
    }

    /// The share of people on a curve at each of some prices; those without any answer that counts are left out.
    pub fn shares(&self, curve: Curve, prices: &[Ratio]) -> Vec<(Ratio, Ratio)> {
        let (sorted, all) = (
            SortedAnswers::of(&self.valid),
            i128::try_from(self.valid.len()),
        );
        let share = |price: &Ratio| {
            let share = Ratio::new(sorted.count(curve, *price), *all.as_ref().ok()?);
            Some((*price, share?))
        };
        prices.iter().filter_map(share).collect()
    }

    /// Every price that somebody named in an answer that counts, rising.
    pub fn answered(&self) -> Vec<Ratio> {
        answered(&self.valid)
    }
}

/// The four prices when they rise and none is below zero.
pub(super) fn rising(row: &FourPrices, strict: bool) -> Option<[Ratio; 4]> {
    let [Some(a), Some(b), Some(c), Some(d)] = *row else {
        return None;
    };
    let prices = [a, b, c, d];
    let in_order = |pair: &[Ratio]| matches!(pair, [left, right] if left < right || (!strict && left == right));
    (!a.is_negative() && prices.windows(2).all(in_order)).then_some(prices)
}

/// Every price in the rows, rising and each once.
pub(super) fn answered(rows: &[[Ratio; 4]]) -> Vec<Ratio> {
    let mut prices: Vec<Ratio> = rows.iter().flatten().copied().collect();
    prices.sort_unstable();
    prices.dedup();
    prices
}

/// The answers by question, each rising, so that a curve is counted without going through all of them.
struct SortedAnswers([Vec<Ratio>; 4]);

impl SortedAnswers {
    fn of(rows: &[[Ratio; 4]]) -> Self {
        let mut columns: [Vec<Ratio>; 4] = std::array::from_fn(|_| Vec::with_capacity(rows.len()));
        for row in rows {
            for (column, price) in columns.iter_mut().zip(row) {
                column.push(*price);
            }
        }
        for column in &mut columns {
            column.sort_unstable();
        }
        Self(columns)
    }

    /// How many people are on a curve at a price.
    fn count(&self, curve: Curve, price: Ratio) -> i128 {
        let [too_cheap, cheap, expensive, too_expensive] = &self.0;
        let below = |column: &[Ratio]| column.partition_point(|own| *own < price);
        let up_to = |column: &[Ratio]| column.partition_point(|own| *own <= price);
        let on = match curve {
            Curve::TooCheap => too_cheap.len() - below(too_cheap),
            Curve::Cheap => cheap.len() - below(cheap),
            Curve::NotCheap => below(cheap),
            Curve::Expensive => up_to(expensive),
            Curve::NotExpensive => expensive.len() - up_to(expensive),
            Curve::TooExpensive => up_to(too_expensive),
        };
        i128::try_from(on).unwrap_or(i128::MAX)
    }
}

/// Where each pair of curves meets; `None` without rows.
fn points(rows: &[[Ratio; 4]], interpolated: bool) -> Option<[Ratio; 6]> {
    let (prices, sorted) = (answered(rows), SortedAnswers::of(rows));
    let mut met = [Ratio::ZERO; 6];
    for (met, point) in met.iter_mut().zip(POINTS) {
        let count = |curve, price| sorted.count(curve, price);
        let above = |price: Ratio| count(point.rising, price) - count(point.falling, price);
        // One curve rises and the other falls, so that what is above never falls again.
        let at = prices.partition_point(|price| above(*price) < 0);
        let price = *prices.get(at)?;
        let before = at.checked_sub(1).and_then(|at| prices.get(at));
        *met = match before {
            Some(&before) if interpolated => {
                let (below, over) = (-above(before), above(price));
                let part = Ratio::new(below, below + over)?;
                before.plus(price.minus(before)?.times(part)?)?
            }
            _ => price,
        };
    }
    Some(met)
}
