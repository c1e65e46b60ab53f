//! Who watches a computation: it is told of the steps, and can break it off.
//!
//! Owns the count. Knows no clock: how long steps take is nothing an answer may depend on, so that what is
//! broken off has no answer at all.

use super::Unfound;
use crate::scoring::ratio::TooLarge;

/// The steps taken so far, and who is told of them.
#[derive(Default)]
pub struct StepWatch<'a> {
    steps: usize,
    tell: Option<&'a mut dyn FnMut(usize) -> bool>,
    is_broken_off: bool,
}

impl<'a> StepWatch<'a> {
    /// Tells of the steps taken so far, again and again; the answer is whether to go on.
    pub fn new(tell: &'a mut dyn FnMut(usize) -> bool) -> Self {
        Self {
            tell: Some(tell),
            ..Self::default()
        }
    }

    /// So many steps more are taken; `None` is the end.
    pub(super) fn took(&mut self, steps: usize) -> Option<()> {
        self.steps += steps;
        if let Some(tell) = &mut self.tell {
            self.is_broken_off |= !tell(self.steps);
        }
        (!self.is_broken_off).then_some(())
    }

    /// A part of the computation is done: what it did not need of its steps counts as taken.
    pub(super) fn passed(&mut self, steps: usize) -> Option<()> {
        self.took(steps.saturating_sub(self.steps))
    }

    /// The steps taken so far.
    pub(super) const fn steps(&self) -> usize {
        self.steps
    }

    /// Why something was not found.
    pub(super) const fn why(&self) -> Unfound {
        if self.is_broken_off {
            Unfound::BrokenOff
        } else {
            Unfound::TooLarge(TooLarge)
        }
    }
}
