//! Drafting: the numbers of a row, which are read as their column writes them.
//!
//! Owns sizes, ratings and results; what could be two numbers is kept as it stands.

use super::Drafting;
use crate::exchange::import::cells::{self, Size};
use crate::exchange::import::claims::FileScore;
use crate::exchange::import::draft::FileEstimate;
use crate::exchange::import::notes::Note;
use crate::exchange::import::role::Role;
use crate::model::number::Number;

impl Drafting<'_> {
    /// Keeps a result, to be compared with ours.
    pub(super) fn claim(&mut self, at: usize, of: FileScore, column: &str, cell: &str) {
        let number = self.plain(at, cell).map(|plain| Number::parse(&plain));
        if let Some(Ok(value)) = number {
            let column = column.to_owned();
            let (range, claims) = (None, &mut self.draft.claims);
            claims.push((
                of,
                FileEstimate {
                    value,
                    range,
                    column,
                },
            ));
        }
    }

    /// A rating by a criterion.
    pub(super) fn rating(&mut self, at: usize, column: &str, cell: &str) {
        let number = self.plain(at, cell).map(|plain| Number::parse(&plain));
        match number {
            Some(Ok(number)) => self.draft.rated.push((at, number)),
            _ => self.unclear(column, cell),
        }
    }

    /// Takes the size from the likeliest column that has one and keeps the others where they differ.
    pub(super) fn settle_size(&mut self) {
        let line = Some(self.row.line);
        for wanted in 0..=3 {
            for (at, cell) in self.row.cells() {
                let column = self.table.columns.get(at);
                let Some(column) = column.filter(|column| column.role == Role::Size(wanted)) else {
                    continue;
                };
                let Some(plain) = self.plain(at, cell) else {
                    self.unclear(&column.name, cell);
                    continue;
                };
                let (size, range) = cells::ranged(&plain);
                let note = match (size, &self.draft.size) {
                    (Size::Unknown, _) => continue,
                    (Size::Is(value), None) => {
                        let column = column.name.clone();
                        self.draft.size = Some(FileEstimate {
                            value,
                            range,
                            column,
                        });
                        continue;
                    }
                    (Size::Is(value), Some(size)) if value == size.value => continue,
                    (Size::Is(_), Some(_)) => Note::TwoSizes,
                    (Size::OutOfRange, _) => Note::TooLarge,
                    (Size::Unreadable, _) => Note::NoNumber,
                };
                self.notes.add(note, &column.name, line, cell);
                self.keep(&column.name, cell);
            }
        }
    }
}
