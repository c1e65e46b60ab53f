//! The drawing primitives: each takes what it shows and draws it, and keeps nothing.
//!
//! They know the [`Look`](crate::ui::look::Look) and text, not the program and not the workspace. Each draws
//! inside the area it is given, whatever its size, and says where it drew what can be clicked.

mod bar;
mod boxes;
mod curves;
mod frame;
mod gauge;
mod hints;
mod input;
mod joint;
mod lanes;
mod put;
mod rule;
mod scatter;
mod scrollbar;
mod table;

pub use bar::{Bar, bar_halves};
pub use boxes::Boxes;
pub use curves::{CurveLine, Curves};
pub use frame::{FrameHits, OverlayFrame, OverlayTone, draw_box, draw_card};
pub use gauge::{Gauge, GaugeBar, GaugeForm, Verdict};
pub use hints::{Hint, Hints};
pub use input::Input;
pub use joint::Tracks;
pub use lanes::{LaneLink, Lanes};
pub use put::{cursor, put, put_run, say, say_lines, under};
pub use rule::{Focus, Rule};
pub use scatter::{Axis, Placed, Plot, Point, Scatter};
pub use scrollbar::{Scrollbar, out_of_sight, scroll_to};
pub use table::{Align, Cell, Column, Row, RowState, Table, TableHits, Width, fit_columns};
