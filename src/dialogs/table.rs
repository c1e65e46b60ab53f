//! The table of dialogs: which there are, with their commands and pictures.
//!
//! Stands above all of them, so that none has to know it.

use ratatui::buffer::Buffer;

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::dialog::Dialog;
use crate::dialogs::Seen;
use crate::dialogs::draw::Stage;
use crate::dialogs::{
    capacity, confidence, conflicts, demo, explain, export, form, import, page, picker, prompt,
    prose, records,
};
use crate::ui::hits::Hits;
use crate::ui::look::Look;

/// Draws everything that lies over the view.
pub fn draw(desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let top = desk.dialogs.len().saturating_sub(1);
    for (at, dialog) in desk.dialogs.iter().enumerate() {
        let stage = Stage {
            desk,
            look,
            screen: buf.area,
            is_top: at == top,
        };
        DIALOGS
            .iter()
            .any(|row| (row.draw)(dialog.as_ref(), &stage, buf, hits));
    }
}

/// A row of the table of dialogs.
pub(crate) struct Row {
    /// Its commands.
    pub(crate) commands: &'static [Command],
    /// Draws it, if it is this one; gives back whether it is.
    draw: fn(&dyn Dialog, &Stage<'_>, &mut Buffer, &mut Hits) -> bool,
}

/// Every dialog there is.
pub(crate) const DIALOGS: &[Row] = &[
    row::<form::Form>(form::COMMANDS),
    row::<picker::Picker>(picker::COMMANDS),
    row::<records::Records>(records::COMMANDS),
    row::<conflicts::Conflicts>(conflicts::COMMANDS),
    row::<import::ImportDialog>(import::COMMANDS),
    row::<export::ExportDialog>(export::COMMANDS),
    row::<prompt::Prompt>(prompt::COMMANDS),
    row::<prose::ProseEditor>(prose::COMMANDS),
    row::<page::Page>(page::COMMANDS),
    row::<explain::Explain>(explain::COMMANDS),
    row::<demo::Checkpoint>(demo::COMMANDS),
    row::<confidence::Ballot>(confidence::COMMANDS),
    row::<capacity::CapacityGrid>(capacity::COMMANDS),
];

const fn row<D: Seen>(commands: &'static [Command]) -> Row {
    Row {
        commands,
        draw: |dialog, stage, buf, hits| {
            let dialog = dialog.of::<D>();
            dialog.map(|dialog| dialog.draw(stage, buf, hits)).is_some()
        },
    }
}
