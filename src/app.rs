//! The program's state and its one entrance: an event in, effects out.
//!
//! Owns what is selected, open and noticed. Knows no terminal, no file and no clock: `run` turns the
//! terminal's input into [`event::Event`]s and performs the [`effect::Effect`]s.

pub mod event;
pub mod filter;
pub mod preferences;
