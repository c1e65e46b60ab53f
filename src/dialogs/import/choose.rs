//! The lists of an import: the files of a folder, and the places a column can go to.

use std::path::{Path, PathBuf};

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::effect::Effect;
use crate::desk::notice::Notice;
use crate::dialogs::import::{change, open, send};
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::prompt::Prompt;
use crate::exchange::import::{ColumnTarget, FORMATS, FileHeading, FileSheet, FileValue, Meaning};
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::text::clean_line;
use crate::model::words::worded;
use crate::store::folder::FolderEntry;

/// Lists a folder: what can be imported first, folders to go on in, and a way to type a name.
pub(crate) fn open_folder(
    desk: &mut Desk,
    folder: &Path,
    result: Result<Vec<FolderEntry>, String>,
) {
    let places = match result {
        Ok(places) => places,
        Err(why) => {
            desk.notice = Some(Notice::failed(why));
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
    let file = |group: &'static str, place: &FolderEntry| {
        let path = folder.join(&place.file);
        Entry {
            group,
            keys: about(place),
            ..Entry::new(place.name.clone(), "", move |desk, ()| open(desk, path))
        }
    };
    let go_to = |label: String, sentence: &str, path: PathBuf| Entry {
        group: "FOLDERS",
        ..Entry::new(label, sentence, move |_, ()| {
            vec![Effect::ListFolder(Some(path))]
        })
    };
    let mut all: Vec<Entry> = fitting.iter().map(|place| file("FILES", place)).collect();
    let above = folder.parent().map(Path::to_owned);
    all.extend(above.map(|above| go_to("..".to_owned(), "the folder above", above)));
    all.extend(folders.iter().map(|place| {
        let label = format!("{}/", place.name);
        go_to(label, "", folder.join(&place.file))
    }));
    all.push(Entry {
        group: "FOLDERS",
        ..Entry::new("type a name …", "a file or its path", |desk, ()| {
            let named = |desk: &mut Desk, name| open(desk, PathBuf::from(name));
            Prompt::new("Import file", "a file, such as export.csv", named).open(desk);
        })
    });
    all.extend(others.iter().map(|place| file("OTHER FILES", place)));
    let title = format!("Import from {}", clean_line(&folder.to_string_lossy()));
    desk.open(Picker::new(title, all));
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
pub(super) fn open_targets(desk: &mut Desk, column: &str, now: ColumnTarget) {
    let to = |label: &str, sentence: &str, target: Option<ColumnTarget>| {
        let column = column.to_owned();
        Entry::new(label, sentence, move |desk, ()| send(desk, &column, target))
    };
    let mut all = vec![to("what its name says", "no choice of yours", None)];
    all.extend(ColumnTarget::all().map(|target| {
        let sentence = match target {
            ColumnTarget::Field(at) => Item::KIND
                .fields
                .get(at)
                .map_or("", |field| field.help.said()),
            ColumnTarget::Rating => {
                "A rating by a criterion; a new one is made with the weight in its name."
            }
            ColumnTarget::NeededBy => worded("Items that need this one first, by key or title."),
            ColumnTarget::Keep => {
                worded("Kept with the item under its own name, and written back on export.")
            }
            ColumnTarget::Leave => "The column stays in the file alone.",
        };
        to(target.label(), sentence, Some(target))
    }));
    let at = ColumnTarget::all().position(|target| target == now);
    let title = format!("“{}” goes to", clean_line(column));
    desk.open(Picker::new(title, all).at(at.map_or(0, |at| at + 1)));
}

/// Lists the values of a column, those nobody knows first, to say what they mean.
pub(super) fn open_values(desk: &mut Desk, column: &FileHeading) {
    let mut values = column.values.clone();
    values.sort_by_key(|value| value.means.is_some());
    let entry = |value: FileValue| {
        let place = (column.name.clone(), value.text.clone());
        let means = value.means.map_or("not known", Meaning::name);
        let asks = move |desk: &mut Desk, ()| open_meanings(desk, &place);
        Entry {
            keys: value.count.to_string(),
            ..Entry::new(clean_line(&value.text), means, asks)
        }
    };
    let title = format!("What the words of “{}” mean", clean_line(&column.name));
    desk.open(Picker::new(title, values.into_iter().map(entry).collect()));
}

/// Lists what a value can mean.
fn open_meanings(desk: &mut Desk, place: &(String, String)) {
    let title = format!("“{}” means", clean_line(&place.1));
    let to = |label: &str, sentence: &str, meaning: Option<Meaning>| {
        let place = place.clone();
        Entry::new(label, sentence, move |desk, ()| {
            change(desk, |mapping| {
                match meaning {
                    Some(meaning) => mapping.values.insert(place, meaning),
                    None => mapping.values.remove(&place),
                };
            })
        })
    };
    let mut all = vec![to("what the word says", "no choice of yours", None)];
    all.extend(Meaning::all().map(|meaning| {
        let sentence = match meaning {
            Meaning::State(_) => "a state",
            Meaning::Sort(_) => "a kind",
            Meaning::NoItem => "rows with it are left out",
        };
        to(meaning.name(), sentence, Some(meaning))
    }));
    desk.open(Picker::new(title, all));
}

/// Lists the sheets of a workbook.
pub(super) fn open_sheets(desk: &mut Desk, sheets: &[FileSheet]) {
    let entry = |sheet: &FileSheet| {
        let name = sheet.name.clone();
        let sentence = if sheet.is_read { "it is read now" } else { "" };
        let takes = move |desk: &mut Desk, ()| change(desk, |m| m.sheets = vec![name]);
        Entry {
            group: "READ ALONE",
            keys: many(sheet.rows, "row"),
            ..Entry::new(clean_line(&sheet.name), sentence, takes)
        }
    };
    let read = sheets.iter().filter(|sheet| sheet.is_read);
    let read: Vec<String> = read.map(|sheet| sheet.name.clone()).collect();
    let beside = |sheet: &FileSheet| {
        let mut names = read.clone();
        names.push(sheet.name.clone());
        Entry {
            group: "READ BESIDE",
            keys: many(sheet.rows, "row"),
            ..Entry::new(clean_line(&sheet.name), "", move |desk: &mut Desk, ()| {
                change(desk, |mapping| mapping.sheets = names)
            })
        }
    };
    let at = sheets.iter().position(|sheet| sheet.is_read);
    let mut all: Vec<Entry> = sheets.iter().map(entry).collect();
    all.extend(sheets.iter().filter(|sheet| !sheet.is_read).map(beside));
    desk.open(Picker::new("Sheet to read", all).at(at.unwrap_or_default()));
}
