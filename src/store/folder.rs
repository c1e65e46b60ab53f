//! Folders: what a person may choose a file from.
//!
//! Owns listing one folder. Knows no format; what is hidden by a leading dot is left out.

use std::path::Path;
use std::{fs, io};

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::text::clean_line;

/// The most entries of a folder that are listed.
const LISTED: usize = 5_000;

/// A file or folder in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderEntry {
    /// Its name as a person may read it.
    pub name: String,
    /// Its name as the system has it.
    pub file: std::ffi::OsString,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// How many bytes it has.
    pub size: u64,
    /// The day it was last changed.
    pub changed: Option<NaiveDate>,
}

/// What is in a folder: folders by name, then files, the last changed first.
pub fn list(folder: &Path) -> io::Result<Vec<FolderEntry>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)?.take(LISTED) {
        let entry = entry?;
        let name = clean_line(&entry.file_name().to_string_lossy()).into_owned();
        // A link counts as what it leads to; what leads nowhere is left out.
        let Ok(known) = fs::metadata(entry.path()) else {
            continue;
        };
        if name.starts_with('.') || name.is_empty() {
            continue;
        }
        let changed = known.modified().ok().map(DateTime::<Utc>::from);
        all.push((
            changed,
            FolderEntry {
                name,
                file: entry.file_name(),
                is_folder: known.is_dir(),
                size: known.len(),
                changed: changed.map(|moment| moment.date_naive()),
            },
        ));
    }
    all.sort_by(|(one_at, one), (other_at, other)| {
        let by_time = if one.is_folder {
            one.name.to_lowercase().cmp(&other.name.to_lowercase())
        } else {
            other_at.cmp(one_at)
        };
        let by_sort = other.is_folder.cmp(&one.is_folder);
        by_sort
            .then(by_time)
            .then_with(|| one.name.cmp(&other.name))
    });
    Ok(all.into_iter().map(|(_, place)| place).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(
        clippy::disallowed_methods,
        reason = "the test makes files, the code does not"
    )]
    #[test]
    fn folders_come_first_and_hidden_ones_not_at_all() {
        let here = tempfile::tempdir().unwrap();
        fs::write(here.path().join("b.csv"), "Title\n").unwrap();
        fs::write(here.path().join(".secret"), "").unwrap();
        fs::create_dir(here.path().join("Zoo")).unwrap();
        fs::create_dir(here.path().join("archive")).unwrap();
        let names: Vec<String> = list(here.path())
            .unwrap()
            .into_iter()
            .map(|p| p.name)
            .collect();
        assert_eq!(names, ["archive", "Zoo", "b.csv"]);
        assert!(list(&here.path().join("nowhere")).is_err());
    }
}
