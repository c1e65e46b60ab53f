//! Tables: what of each item goes into a row, for formats that write sheets.
//!
//! Owns which columns an export has. Names and text forms are in [`crate::exchange::sheet`].

use std::collections::HashMap;

use super::content::Content;
use crate::exchange::sheet::{LinkNames, SheetColumn, cell};
use crate::model::field::{ExtraCell, FieldType};
use crate::model::item::Item;
use crate::model::record::{Declared, Record};

/// The columns of an export, and how its items fill them.
pub(super) struct ItemTable<'a> {
    content: &'a Content<'a>,
    names: LinkNames,
    /// The columns in their order.
    pub columns: Vec<SheetColumn>,
    imported: Imported,
}

impl<'a> ItemTable<'a> {
    /// The table of every field the audience may see, and of all imported columns.
    pub fn of(content: &'a Content<'a>, is_raw: bool) -> Self {
        let fields = Item::KIND.fields.iter().enumerate();
        let shown = fields
            .filter(|(_, f)| f.holds != FieldType::Extra && content.disclosure.shows(f))
            .map(|(at, _)| SheetColumn::Field(at));
        let mut columns: Vec<SheetColumn> = vec![SheetColumn::Id { is_raw }];
        columns.extend(shown);
        let imported = Imported::of(content);
        let name =
            |name: &String| SheetColumn::Imported(content.disclosure.text(name).into_owned());
        columns.extend(imported.names.iter().map(name));
        if content.disclosure.hides_names() {
            columns.push(SheetColumn::Hidden);
        }
        Self {
            content,
            names: LinkNames::of(content.workspace),
            columns,
            imported,
        }
    }

    /// The cells of an item, one for each column.
    pub fn row(&self, item: &Item) -> Vec<String> {
        let disclosure = self.content.disclosure;
        let shows = |name: &str| disclosure.text(name) == name;
        let mut cells = vec![item.id.to_string()];
        // The places of cells in which something is left out.
        let mut hidden = Vec::new();
        for (at, field) in Item::KIND.fields.iter().enumerate() {
            if field.holds == FieldType::Extra {
                continue;
            }
            let value = item.get(at);
            // What has no column is asked for, too, so that it is counted as held back.
            let seen = disclosure.value(field, value.clone());
            if disclosure.shows(field) {
                if seen != value {
                    hidden.push(cells.len());
                }
                cells.push(cell(field, &seen, &self.names, shows));
            }
        }
        for entry in self.imported.entries(item) {
            let Some(entry) = entry else {
                cells.push(String::new());
                continue;
            };
            let seen = disclosure.imported(&entry.name, &entry.text);
            // Where the name itself was cut, it would come back as a second column.
            if seen != entry.text || !shows(&entry.name) {
                hidden.push(cells.len());
            }
            cells.push(seen.into_owned());
        }
        if disclosure.hides_names() {
            let columns = hidden.into_iter().filter_map(|at| self.columns.get(at));
            let names: Vec<_> = columns.map(SheetColumn::name).collect();
            cells.push(names.join("\n"));
        }
        cells
    }
}

/// The imported columns of an export: each name as often as the item has it that has it most often.
pub(super) struct Imported {
    /// Their names, as they were imported.
    pub names: Vec<String>,
    places: HashMap<String, Vec<usize>>,
}

impl Imported {
    /// The imported columns, in the order in which they are met.
    pub fn of(content: &Content<'_>) -> Self {
        let (mut names, mut places) = (Vec::new(), HashMap::<String, Vec<usize>>::new());
        for item in items(content) {
            let mut met: HashMap<&str, usize> = HashMap::new();
            for entry in &item.extra {
                let count = met.entry(&entry.name).or_default();
                *count += 1;
                // Most items bring no name that is not known.
                if places
                    .get(&entry.name)
                    .is_none_or(|known| known.len() < *count)
                {
                    places
                        .entry(entry.name.clone())
                        .or_default()
                        .push(names.len());
                    names.push(entry.name.clone());
                }
            }
        }
        Self { names, places }
    }

    /// What an item has in each of them.
    fn entries<'i>(&self, item: &'i Item) -> Vec<Option<&'i ExtraCell>> {
        let mut cells = vec![None; self.names.len()];
        let mut met: HashMap<&str, usize> = HashMap::new();
        for entry in &item.extra {
            let count = met.entry(&entry.name).or_default();
            let place = self.places.get(&entry.name).and_then(|at| at.get(*count));
            *count += 1;
            if let Some(cell) = place.and_then(|at| cells.get_mut(*at)) {
                *cell = Some(entry);
            }
        }
        cells
    }
}

/// The items that are meant, in their order.
pub(super) fn items<'a>(content: &Content<'a>) -> impl Iterator<Item = &'a Item> {
    let workspace = content.workspace;
    content
        .items
        .iter()
        .filter_map(|id| workspace.get::<Item>(*id))
}
