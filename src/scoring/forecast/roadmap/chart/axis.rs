//! The axis of days: what is in which cell of a bar that is drawn in so many.

use chrono::{Datelike, Months, NaiveDate};

use crate::model::id::Id;

/// From when to when something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The day work begins.
    pub starts: NaiveDate,
    /// The day it is done in half of all cases; none where these readers are not told, or no day is that far.
    pub half: Option<NaiveDate>,
    /// The day it is done in 85 of 100 cases; none where no day is that far.
    pub likely: Option<NaiveDate>,
}

/// The days an axis shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayAxis {
    /// The first.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
}

/// A day with a name on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notch {
    /// The record.
    pub id: Id,
    /// Its day.
    pub day: NaiveDate,
}

/// A cell of a bar that is drawn in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StripCell {
    /// Nothing.
    Blank,
    /// An interval begins.
    Border,
    /// Up to the day of half of all cases.
    Bar,
    /// That day.
    Half,
    /// From there to the day of 85 of 100 cases.
    Tail,
    /// It goes on after the axis.
    Beyond,
}

impl DayAxis {
    /// Whether a day is on it.
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// The cell of a day where it is drawn in so many; none after its last day, the first one before its first.
    pub fn cell(self, day: NaiveDate, cells: usize) -> Option<usize> {
        let days = (day - self.first).num_days().max(0);
        let cells = i64::try_from(cells).ok()?;
        let cell = days.checked_mul(cells)?.checked_div(self.days())?;
        (cell < cells).then(|| usize::try_from(cell).ok())?
    }

    /// The first days of its months; of every third where there are many. Each with its name, the first one and each
    /// January with the year.
    pub fn months(self) -> Vec<(NaiveDate, String)> {
        let step = if self.days() > 400 { 3 } else { 1 };
        let first = self.first.with_day(1);
        let each = (1..).step_by(step).map_while(|months| {
            let day = first?.checked_add_months(Months::new(months))?;
            (day <= self.last).then_some(day)
        });
        let edge = Some(self.first).filter(|first| first.day() <= 20);
        let all = edge.into_iter().chain(each).enumerate();
        let name = |(at, day): (usize, NaiveDate)| {
            let form = if at == 0 || day.month() <= u32::try_from(step).unwrap_or(1) {
                "%b %Y"
            } else {
                "%b"
            };
            (day, day.format(form).to_string())
        };
        all.map(name).collect()
    }

    /// The cells of some days, where they are drawn in so many.
    pub fn cells(self, notches: &[Notch], cells: usize) -> Vec<(usize, Id)> {
        let all = notches.iter();
        all.filter_map(|notch| Some((self.cell(notch.day, cells)?, notch.id)))
            .collect()
    }

    /// A bar in so many cells, with the borders of intervals behind it.
    pub fn strip(self, span: Option<Span>, borders: &[Notch], cells: usize) -> Vec<StripCell> {
        let mut strip = vec![StripCell::Blank; cells];
        let mut paint = |from: usize, to: usize, cell: StripCell| {
            let all = strip.iter_mut().skip(from);
            all.take((to + 1).saturating_sub(from))
                .for_each(|one| *one = cell);
        };
        for (at, _) in self.cells(borders, cells) {
            if at > 0 {
                paint(at, at, StripCell::Border);
            }
        }
        let (Some(span), Some(edge)) = (span, cells.checked_sub(1)) else {
            return strip;
        };
        let at = |day: Option<NaiveDate>| day.and_then(|day| self.cell(day, cells));
        let starts = at(Some(span.starts));
        if let Some(starts) = starts {
            let likely = at(span.likely);
            // Without a day of half of all cases the whole bar is one.
            let half = at(span.half).or(likely.filter(|_| span.half.is_none()));
            paint(starts, likely.unwrap_or(edge), StripCell::Tail);
            paint(starts, half.unwrap_or(edge), StripCell::Bar);
            if let Some(half) = at(span.half) {
                paint(half, half, StripCell::Half);
            }
        }
        if at(span.likely).is_none() {
            paint(edge, edge, StripCell::Beyond);
        }
        strip
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn drawn(span: Span) -> String {
        let axis = DayAxis {
            first: day("2027-01-01"),
            last: day("2027-01-10"),
        };
        let mark = |cell: StripCell| match cell {
            StripCell::Blank => ' ',
            StripCell::Border => ':',
            StripCell::Bar => '#',
            StripCell::Half => '|',
            StripCell::Tail => '.',
            StripCell::Beyond => '>',
        };
        axis.strip(Some(span), &[], 10)
            .into_iter()
            .map(mark)
            .collect()
    }

    #[test]
    fn a_bar_goes_from_its_start_over_half_of_the_cases_to_most_of_them() {
        let span = |starts: &str, half: Option<&str>, likely: Option<&str>| Span {
            starts: day(starts),
            half: half.map(day),
            likely: likely.map(day),
        };
        for (span, expected) in [
            (
                span("2027-01-02", Some("2027-01-04"), Some("2027-01-07")),
                " ##|...   ",
            ),
            (
                span("2027-01-02", Some("2027-01-04"), Some("2027-01-04")),
                " ##|      ",
            ),
            (span("2027-01-02", None, Some("2027-01-04")), " ###      "),
            (
                span("2026-12-02", Some("2027-01-02"), Some("2027-02-04")),
                "#|.......>",
            ),
            (span("2027-01-09", Some("2027-03-02"), None), "        #>"),
            (span("2027-02-09", Some("2027-03-02"), None), "         >"),
        ] {
            assert_eq!(drawn(span), expected, "{span:?}");
        }
    }

    #[test]
    fn months_are_named_with_a_year_where_it_begins() {
        let axis = DayAxis {
            first: day("2026-11-22"),
            last: day("2027-02-21"),
        };
        let names: Vec<String> = axis.months().into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["Dec 2026", "Jan 2027", "Feb"]);
    }
}
