//! The lists of import and export: files of a folder, places for a column, formats.

use std::path::Path;

use crate::desk::Desk;
use crate::desk::notice::Notice;
use crate::dialogs::picker::open::entry;
use crate::dialogs::picker::{Entry, List, Overlay, Pick, Purpose};
use crate::exchange::export;
use crate::exchange::import::{ColumnTarget, FORMATS};
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::text::clean_line;
use crate::store::folder::FolderEntry;

/// Lists a folder: what can be imported first, folders to go on in, and a way to type a name.
pub fn open_folder(app: &mut Desk, folder: &Path, result: Result<Vec<FolderEntry>, String>) {
    let places = match result {
        Ok(places) => places,
        Err(why) => {
            app.notice = Some(Notice::failed(why));
            Vec::new()
        }
    };
    let (folders, files): (Vec<FolderEntry>, Vec<FolderEntry>) =
        places.into_iter().partition(|p| p.is_folder);
    let may = |place: &FolderEntry| {
        let name = place.name.to_lowercase();
        let mut endings = FORMATS.iter().flat_map(|format| format.endings);
        endings.any(|ending| name.ends_with(ending))
    };
    let (fitting, others): (Vec<FolderEntry>, Vec<FolderEntry>) = files.into_iter().partition(may);
    let mut all = Vec::new();
    let file = |group: &'static str, place: &FolderEntry| Entry {
        group,
        keys: about(place),
        ..entry(
            place.name.clone(),
            "",
            Pick::Import(folder.join(&place.file)),
        )
    };
    all.extend(fitting.iter().map(|place| file("FILES", place)));
    if let Some(above) = folder.parent() {
        all.push(Entry {
            group: "FOLDERS",
            ..entry("..", "the folder above", Pick::Folder(above.to_owned()))
        });
    }
    all.extend(folders.iter().map(|place| Entry {
        group: "FOLDERS",
        ..entry(
            format!("{}/", place.name),
            "",
            Pick::Folder(folder.join(&place.file)),
        )
    }));
    all.push(Entry {
        group: "FOLDERS",
        ..entry("type a name …", "a file or its path", Pick::ImportNamed)
    });
    all.extend(others.iter().map(|place| file("OTHER FILES", place)));
    let title = format!("Import from {}", clean_line(&folder.to_string_lossy()));
    app.overlays
        .push(Overlay::List(List::new(Purpose::Choose, &title, all)));
}

/// Size and day of a file.
fn about(place: &FolderEntry) -> String {
    let size = match place.size {
        bytes @ ..1_000 => format!("{bytes} B"),
        bytes @ ..1_000_000 => format!("{} KB", bytes / 1_000),
        bytes => format!("{} MB", bytes / 1_000_000),
    };
    let day = place.changed.map(|day| format!("  {day}"));
    size + &day.unwrap_or_default()
}

/// Lists the places a column of a file can go to.
pub fn open_targets(app: &mut Desk, column: &str, now: ColumnTarget) {
    let mut all = vec![entry(
        "what its name says",
        "no choice of yours",
        Pick::Send(column.to_owned(), None),
    )];
    all.extend(ColumnTarget::all().map(|target| {
        let sentence = match target {
            ColumnTarget::Field(at) => Item::KIND.fields.get(at).map_or("", |field| field.help),
            ColumnTarget::NeededBy => "Items that need this one first, by key or title.",
            ColumnTarget::Keep => {
                "Kept with the item under its own name, and written back on export."
            }
            ColumnTarget::Leave => "The column stays in the file alone.",
        };
        let pick = Pick::Send(column.to_owned(), Some(target));
        entry(target.label(), sentence, pick)
    }));
    let title = format!("“{}” goes to", clean_line(column));
    let mut list = List::new(Purpose::Choose, &title, all);
    let at = ColumnTarget::all().position(|target| target == now);
    list.cursor = at.map_or(0, |at| at + 1);
    app.overlays.push(Overlay::List(list));
}

/// Lists the formats that can be written.
pub fn open_formats(app: &mut Desk) {
    let all = export::FORMATS.iter();
    let all = all.map(|format| entry(format.name, format.about, Pick::Export(format)));
    let list = List::new(Purpose::Choose, "Export as", all.collect());
    app.overlays.push(Overlay::List(list));
}
