//! The records of a kind, in columns that follow from its fields.

use ratatui::buffer::Buffer;

use crate::dialogs::Seen;
use crate::dialogs::draw::{Stage, before_bar, cells, cut_bottom, cut_top, with_margins};
use crate::dialogs::records::Records;
use crate::ui::hits::Hits;
use crate::ui::listing;
use crate::ui::widgets::OverlayTone;

impl Seen for Records {
    /// Draws the list, or what the kind is for when there is none.
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let lists = (&self.lists, self.lists.at());
        let Some(listing) = self.lists.here() else {
            return;
        };
        let (desk, look) = (stage.desk, stage.look);
        let ids = self.lists.ids(desk, lists.1);
        let total = desk.seen().count(listing.kind);
        let object = match self.lists.filter_text(lists.1) {
            "" => total.to_string(),
            filter => format!(
                "{filter} {} {} of {total}",
                look.symbols.separator,
                ids.len()
            ),
        };
        let size = (stage.width(), cells(total).saturating_add(7).max(16));
        let mut inner = stage.frame(
            listing.title.said(),
            &object,
            OverlayTone::Plain,
            size,
            buf,
            hits,
        );
        if inner.height > 8 {
            cut_top(&mut inner, 1);
            cut_bottom(&mut inner, 1);
        }
        if ids.is_empty() {
            listing::nothing(look, lists, inner, buf);
            return;
        }
        let mut beside = with_margins(inner);
        let area = before_bar(beside);
        let bar = listing::rows(desk, look, lists, &ids, stage.focus(), area, buf, hits);
        cut_top(&mut beside, 1);
        if let Some(bar) = bar {
            stage.scrollbar(&bar, beside, buf);
        }
    }
}
