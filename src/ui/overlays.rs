//! To come.
/// Draws nothing yet.
pub fn draw(
    _: &crate::app::App,
    _: &super::look::Look,
    _: &mut ratatui::buffer::Buffer,
    _: &mut super::hits::Hits,
) {
}
