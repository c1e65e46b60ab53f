//! The tour: five steps on the sample, each done with the keys themselves.
//!
//! Owns the steps, and when one is done; where it is, is in [`super::touring`]. It waits for what is pressed and presses nothing itself; it is on in the
//! sample alone, so that nothing else is changed.

use super::command::Can;
use super::file::Home;
use super::touring::Tour;
use super::{Desk, tab};
use crate::model::key::APP_PALETTE;
use crate::model::words::{Text, worded};

/// A step: what to press, in words, and whether it is done.
type Step = (Text, fn(&Desk, &Tour) -> bool);

/// The steps.
const STEPS: [Step; 5] = [
    (
        Text::new("the top of the list is done next. Press {BOARD_DOWN}"),
        |desk, tour| desk.backlog.cursor != tour.cursor,
    ),
    (
        Text::new(
            "{CELLS_ENTER} goes into the estimates, a digit gives a value. Press {CELLS_ENTER}, then 5",
        ),
        |desk, tour| desk.history.revision() != tour.revision,
    ),
    (
        Text::new("{CELLS_LEAVE} leaves the estimates, and the list sorts. Press {CELLS_LEAVE}"),
        |desk, _| desk.backlog.column.is_none(),
    ),
    (
        Text::new(
            "{APP_EXPLAIN} says why a row is where it is, with a message to send. Press {APP_EXPLAIN}, then {EXPLAIN_CLOSE}",
        ),
        |desk, tour| tour.has_opened && desk.dialogs.is_empty(),
    ),
    (
        Text::new("{GO_BOARD:#} and a letter goes to another view. Press {GO_PLAN}"),
        |desk, _| desk.view == tab::PLAN,
    ),
];

impl Desk {
    /// Whether the tour can begin, or end.
    pub fn can_tour(&self) -> Can {
        match self.file.home {
            Home::Demo => Ok(()),
            Home::File(_) | Home::Untitled => Err(
                worded("the tour is on the sample: evenkeel demo opens it, or {APP_DEMO} in an empty board")
                    .to_owned(),
            ),
        }
    }

    /// Begins the tour on the board, or ends it.
    pub fn take_tour(&mut self) {
        if self.tour.take().is_some() {
            self.hint(worded(
                "the tour is over · {APP_PALETTE} tour begins it again",
            ));
            return;
        }
        self.view = tab::BOARD;
        self.notice = None;
        self.tour = Some(self.tour_at(0));
    }

    fn tour_at(&self, step: usize) -> Tour {
        Tour {
            step,
            cursor: self.backlog.cursor,
            revision: self.history.revision(),
            has_opened: false,
        }
    }

    /// Looks whether the step of the tour is done, after each event.
    pub fn go_on_with_tour(&mut self) {
        let Some(tour) = &mut self.tour else { return };
        tour.has_opened |= !self.dialogs.is_empty();
        let Some(tour) = self.tour.take() else { return };
        let is_demo = self.file.home == Home::Demo && self.presenting.is_none();
        let is_done = STEPS
            .get(tour.step)
            .is_some_and(|(_, is_done)| is_done(self, &tour));
        let next = tour.step + 1;
        self.tour = match (is_demo, is_done) {
            (false, _) => None,
            (true, false) => Some(tour),
            (true, true) if next < STEPS.len() => Some(self.tour_at(next)),
            (true, true) => {
                self.done(worded("that was the tour · {APP_UNDO} takes back what was tried, {APP_HELP} lists all keys"));
                None
            }
        };
    }

    /// What to press now: `Tour, 2 of 5: ...`; none while no tour is on.
    pub fn tour_says(&self) -> Option<String> {
        let tour = self.tour.as_ref()?;
        let (words, _) = STEPS.get(tour.step)?;
        let (at, of) = (tour.step + 1, STEPS.len());
        Some(format!(
            "Tour, {at} of {of}: {words} · {APP_PALETTE} tour ends it"
        ))
    }
}
