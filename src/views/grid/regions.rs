//! The regions of the grid view.

use ratatui::layout::{Constraint, Layout, Rect, Size};

use crate::desk::screen::{Class, frame};

/// Splits the body of the grid view: the plot with its rule and axes; what is under the cursor, the legend and
/// the counts, two lines on a compact screen; and the items that cannot be placed, where there are any.
pub fn grid(size: Size, tray: bool) -> [Rect; 3] {
    use Constraint::{Fill, Length};
    let body = frame(size).body;
    let tray = if tray && body.height >= 13 { 2 } else { 0 };
    match Class::of(size) {
        Class::TooSmall => [Rect { height: 0, ..body }; 3],
        Class::Compact => Layout::vertical([Fill(1), Length(2), Length(tray)]).areas(body),
        Class::Wide | Class::Broad => {
            let [above, tray] = Layout::vertical([Fill(1), Length(tray)]).areas(body);
            let [plot, beside] = Layout::horizontal([Fill(1), Length(30)])
                .spacing(2)
                .areas(above);
            [plot, beside, tray]
        }
    }
}
