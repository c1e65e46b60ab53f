//! Drafting: one row of a table to one draft.
//!
//! Owns which cell becomes which part of a draft. What has no place here, or says more than its
//! place can hold, is kept under the name of its column.

mod days;
mod numbers;

use super::cells::{self, Size};
use super::dates::{self, NoDate};
use super::draft::{Guess, ItemDraft, NamedLink, Reference};
use super::levels;
use super::mapping::Meaning;
use super::notes::{Note, Notes};
use super::people::{self, FilePerson};
use super::prose::Markup;
use super::reading::ColumnEvidence;
use super::role::Role;
use super::table::{ImportRow, ImportTable};
use super::words;
use crate::exchange::sheet;
use crate::model::field::{Choice, ExtraCell, FieldType, Value};
use crate::model::id::Id;
use crate::model::item::{Item, Moscow, State};
use crate::model::limits::{LIST_LIMIT, PROSE_LIMIT};
use crate::model::points::Points;
use crate::model::record::Declared;
use crate::model::text::{clean_line, clean_prose};
use crate::store::Fingerprint;

/// One row on its way to a draft.
pub(super) struct Drafting<'a> {
    table: &'a ImportTable,
    evidence: &'a ColumnEvidence,
    row: &'a ImportRow,
    notes: &'a mut Notes,
    draft: ItemDraft,
    /// Words that only together tell the state: status, its category, resolution, and the day it was closed.
    status: Option<(&'a str, &'a str)>,
    category: Option<(&'a str, &'a str)>,
    resolution: Option<Guess<State>>,
    closed: Option<(usize, &'a str, &'a str)>,
    began: days::Began<'a>,
    /// What a person said of a word for the state.
    meant: Option<State>,
}

impl<'a> Drafting<'a> {
    /// Starts a row; `evidence` tells what the cells of a column mean together.
    pub fn new(
        table: &'a ImportTable,
        evidence: &'a ColumnEvidence,
        row: &'a ImportRow,
        notes: &'a mut Notes,
    ) -> Self {
        let draft = ItemDraft {
            line: row.line,
            ..ItemDraft::default()
        };
        Self {
            table,
            evidence,
            row,
            notes,
            draft,
            status: None,
            category: None,
            resolution: None,
            closed: None,
            began: Vec::new(),
            meant: None,
        }
    }

    /// Reads every cell.
    pub fn draft(mut self) -> ItemDraft {
        let row = self.row;
        let (is_own, is_guarded) = (self.table.is_own(), self.table.is_guarded());
        for (at, cell) in row.whole_cells() {
            if let Some(column) = self.table.columns.get(at) {
                let cell = match cell {
                    cell if is_guarded => sheet::harmful(cell),
                    cell if is_own => cell,
                    cell => cell.trim(),
                };
                self.take(at, column.role, &column.name, cell);
            }
        }
        self.draft.tier = self.draft.tier.or(self.table.level);
        self.settle_size();
        self.settle_state();
        for at in &self.evidence.parents {
            let parent = clean_line(row.cell(*at)).into_owned();
            self.draft
                .parents
                .extend(Some(parent).filter(|parent| !parent.is_empty()));
        }
        let has_keys = || self.table.columns.iter().any(|c| c.role.as_key().is_some());
        if self.draft.key.is_empty() && !is_own && !has_keys() {
            self.draft.key = cells::key_of(&self.draft.link).unwrap_or_default();
        }
        if self.draft.key.is_empty() && !is_own {
            self.draft.rest = self.rest();
        }
        self.draft
    }

    /// What stands in the row beside the title, as a short text.
    fn rest(&self) -> String {
        let mut rest = String::new();
        for (at, cell) in self.row.cells() {
            let column = self.table.columns.get(at);
            if let Some(column) = column.filter(|column| column.role.as_title().is_none()) {
                rest.extend([column.name.as_str(), "\u{1f}", cell, "\u{1e}"]);
            }
        }
        if rest.is_empty() {
            return rest;
        }
        Fingerprint::of(rest.as_bytes()).to_string()
    }

    /// Puts one cell in its place.
    fn take(&mut self, at: usize, role: Role, column: &'a str, cell: &'a str) {
        if let Some(meaning) = self.table.meant(column, cell) {
            match meaning {
                Meaning::NoItem => self.draft.is_no_work = true,
                Meaning::State(is) => self.meant = Some(is),
                Meaning::Sort(is) => self.draft.sort = Some(Guess { is, vague: false }),
            }
            return self.keep(column, cell);
        }
        match role {
            Role::Id { .. } => match Id::parse(cell) {
                Some(id) => self.draft.id = Some(id),
                None => self.draft.is_spoiled = true,
            },
            Role::Hidden => self.draft.hidden = cell.lines().map(str::to_owned).collect(),
            Role::Field(field) => self.field(at, field, column, cell),
            Role::Title(_) if self.draft.title.is_empty() => {
                self.draft.title = self.line(column, cell);
            }
            Role::Key(_) if cells::is_rounded(cell) => {
                self.tell(Note::DamagedKey, column, cell);
                self.keep(column, cell);
            }
            Role::Key(_) if self.draft.key.is_empty() => self.draft.key = self.line(column, cell),
            Role::Sort if self.draft.sort.is_none() => self.sort(column, cell),
            Role::State if self.status.is_none() => self.status = Some((column, cell)),
            Role::Category => {
                self.category = Some((column, cell));
                self.keep(column, cell);
            }
            Role::Resolution => {
                self.resolution =
                    words::state(cell, &[]).or_else(|| words::state_by_part(cell, &[]));
                self.resolution = self.resolution.filter(|_| !words::is_unresolved(cell));
                self.keep(column, cell);
            }
            Role::Closed if !cells::is_no(cell) => self.close(at, column, cell),
            Role::Began(state) => self.begin(state, at, column, cell),
            Role::Labels => {
                for label in cells::labels(cell) {
                    self.label(column, &label);
                }
            }
            Role::Label => self.label(column, cell),
            Role::Note(markup) if self.draft.note.is_empty() => {
                let markup = match markup {
                    Markup::Plain => self.table.markup,
                    Markup::Html | Markup::Markdown | Markup::Wiki => markup,
                };
                self.note(column, &markup.text(cell));
            }
            Role::Owner if self.draft.owner.is_empty() => {
                self.draft.owner = self.person(at, column, cell);
            }
            Role::Requester if self.draft.requester.is_empty() => {
                self.draft.requester = self.person(at, column, cell);
            }
            Role::Owner | Role::Requester => {
                // Further cells name further people.
                let other = self.person(at, column, cell);
                self.draft.others.push(other);
                self.keep(column, cell);
            }
            Role::Rating => self.rating(at, column, cell),
            Role::Due => self.due(at, column, cell),
            Role::Link if self.draft.link.is_empty() && cell.starts_with("http") => {
                self.draft.link = self.line(column, cell);
            }
            Role::References(_) if cells::is_no(cell) => {}
            Role::References(way) => self.draft.references.push(Reference {
                column: column.to_owned(),
                text: clean_line(cell).into_owned(),
                way,
            }),
            Role::Score | Role::FileScore(_) => {
                if let Role::FileScore(of) = role {
                    self.claim(at, of, column, cell);
                }
                self.tell(Note::ForeignScore, column, "");
                self.keep(column, cell);
            }
            // Sizes are compared once all are known.
            Role::Size(_) | Role::Left => {}
            Role::Title(_)
            | Role::Key(_)
            | Role::Closed
            | Role::Sort
            | Role::State
            | Role::Note(_)
            | Role::Link
            | Role::Archived
            | Role::Extra
            | Role::Other => self.keep(column, cell),
        }
    }

    fn label(&mut self, column: &str, text: &str) {
        let label = self.line(column, text);
        if label.is_empty() || self.draft.labels.contains(&label) {
            return;
        }
        if self.draft.labels.len() == LIST_LIMIT {
            self.notes.lose(column);
        } else {
            self.draft.labels.push(label);
        }
    }

    fn note(&mut self, column: &str, text: &str) {
        if text.chars().nth(PROSE_LIMIT).is_some() {
            self.notes.lose(column);
        }
        clean_prose(text).trim().clone_into(&mut self.draft.note);
    }

    /// Reads a cell as the type of a field says.
    fn field(&mut self, at: usize, field: usize, column: &str, cell: &str) {
        let Some(holds) = Item::KIND.fields.get(field).map(|field| field.holds) else {
            return;
        };
        if Item::KIND.field("parent") == Some(field) {
            // Nothing may become a part of itself, so parents are looked at together.
            self.draft.parents.insert(0, clean_line(cell).into_owned());
            return;
        }
        if holds.target().is_some() {
            self.draft.pointers.push(NamedLink {
                field,
                column: column.to_owned(),
                text: clean_line(cell).into_owned(),
            });
            return;
        }
        if holds == FieldType::Date {
            return match dates::date(cell, self.evidence.day(at)) {
                Ok(day) => self.give(field, column, cell, Value::Date(day)),
                Err(why) => self.no_date(why, column, cell),
            };
        }
        if let FieldType::Choice { .. } = holds
            && Item::KIND.field("moscow") == Some(field)
            && let Some(class) = class(column, cell)
        {
            return self.give(field, column, cell, Value::Choice(class.word().name));
        }
        if let Some(number) = words::rated(field_name(field), cell)
            && let Ok(value) = holds.parse(number)
        {
            self.tell(Note::RatedWord, column, &format!("{cell}: {number}"));
            return self.give(field, column, cell, value);
        }
        let is_number = [
            FieldType::Number,
            FieldType::Percent,
            FieldType::Money,
            FieldType::Points,
        ];
        let plain = if !is_number.contains(&holds) {
            Some(cell.to_owned())
        } else if let (FieldType::Percent, Some(notation)) = (holds, self.evidence.numbers(at)) {
            notation.percent(cell)
        } else {
            self.plain(at, cell)
        };
        let Some(plain) = plain else {
            return self.unclear(column, cell);
        };
        if holds == FieldType::Points {
            match cells::size(&plain) {
                Size::Unknown => return,
                Size::Is(n) => {
                    return self.give(field, column, cell, Value::Points(Points::known(n)));
                }
                Size::OutOfRange | Size::Unreadable => {}
            }
        }
        match holds.parse(&plain) {
            Ok(value) => self.give(field, column, cell, value),
            Err(_) => self.misfit(column, cell),
        }
    }

    /// A number with a decimal point alone, and what follows it; none where it could be two.
    fn plain(&self, at: usize, cell: &str) -> Option<String> {
        let plain = match self.evidence.numbers(at) {
            Some(notation) => notation.plain(cell)?,
            None => cells::number(cell),
        };
        Some(plain.trim_end_matches(['%', ' ']).to_owned())
    }

    /// Keeps what could be two numbers, or is none.
    fn unclear(&mut self, column: &str, cell: &str) {
        let may_be = cell.chars().any(|c| c.is_ascii_digit());
        let note = if may_be {
            Note::UnclearNumber
        } else {
            Note::Misfit
        };
        self.tell(note, column, cell);
        self.keep(column, cell);
    }

    /// Gives a field its value; a second one is kept as a column.
    fn give(&mut self, field: usize, column: &str, cell: &str, value: Value) {
        if self.draft.fields.iter().any(|(known, _)| *known == field) {
            self.keep(column, cell);
        } else if value != Value::Blank {
            self.draft.fields.push((field, value));
        }
    }

    /// Notes what is to be said of a cell.
    fn tell(&mut self, note: Note, column: &str, example: &str) {
        self.notes.add(note, column, Some(self.row.line), example);
    }

    fn misfit(&mut self, column: &str, cell: &str) {
        self.tell(Note::Misfit, column, cell);
        self.keep(column, cell);
    }

    fn sort(&mut self, column: &str, cell: &str) {
        self.draft.sort = words::sort(cell, self.table.sorts);
        self.draft.tier = levels::tier(cell);
        self.draft.is_no_work |= words::is_no_work(cell);
        match self.draft.sort {
            Some(guess) if words::is_own(guess.is, cell) => {}
            Some(_) => self.keep(column, cell),
            None => {
                if !self.draft.is_no_work {
                    self.tell(Note::UnknownSort, column, cell);
                }
                self.keep(column, cell);
            }
        }
    }

    fn due(&mut self, at: usize, column: &str, cell: &str) {
        match dates::date(cell, self.evidence.day(at)) {
            Ok(day) if self.draft.due.is_none() => self.draft.due = Some(day),
            Ok(_) => self.keep(column, cell),
            Err(why) => self.no_date(why, column, cell),
        }
    }

    fn no_date(&mut self, why: NoDate, column: &str, cell: &str) {
        let note = match why {
            NoDate::Unreadable => Note::NoDate,
            NoDate::Unclear => Note::UnclearDate,
        };
        self.tell(note, column, cell);
        self.keep(column, cell);
    }

    /// Puts together what status, category, resolution and a closing date say.
    fn settle_state(&mut self) {
        let own = self.table.states;
        let said = self.status.or(self.category);
        let category = self.category.and_then(|(_, word)| words::state(word, &[]));
        let guess = said.and_then(|(_, word)| words::state_within(word, category, own));
        let open = guess.is_none_or(|guess| guess.is.is_open());
        let is_closed = self.closed.is_some();
        let sure = |is| Some(Guess { is, vague: false });
        let resolution = self.resolution.map(|guess| guess.is);
        self.draft.state = match (guess, resolution) {
            _ if self.meant.is_some() => self.meant.and_then(sure),
            (_, Some(State::Declined)) if is_closed || !open || guess.is_none() => {
                sure(State::Declined)
            }
            (None, Some(is)) if !is.is_open() => sure(is),
            _ if is_closed && open => sure(State::Done),
            _ => guess,
        };
        self.settle_days();
        let Some((column, word)) = said else {
            return;
        };
        if guess.is_none() {
            self.tell(Note::UnknownState, column, word);
        }
        let is_own = |guess: Guess<State>| words::is_own(guess.is, word);
        if !self.draft.state.is_some_and(is_own) {
            self.keep(column, word);
        }
    }

    /// The first person of a cell; the others are made with the item, and stay in its imported column.
    fn person(&mut self, at: usize, column: &str, cell: &str) -> String {
        let people = people::people(cell, self.evidence.names(at));
        let first = people.first().map_or("", |first| first.name.as_str());
        if first != cell && !first.is_empty() {
            // A mail address or further people stood beside the name.
            self.keep(column, cell);
        }
        let mut names = Vec::with_capacity(people.len());
        for FilePerson { name, mail } in &people {
            let name = self.line(column, name);
            let mail = mail.as_ref().map(|mail| (name.clone(), mail.clone()));
            self.draft.mails.extend(mail);
            names.push(name);
        }
        let mut names = names.into_iter();
        let first = names.next().unwrap_or_default();
        self.draft.others.extend(names);
        first
    }

    /// A clean line; one that is too long is cut and counted as lost.
    fn line(&mut self, column: &str, cell: &str) -> String {
        let (line, is_cut) = cells::line(cell);
        if is_cut {
            self.notes.lose(column);
        }
        line
    }

    /// Keeps a cell under the name of its column, once.
    fn keep(&mut self, column: &str, cell: &str) {
        let (name, text) = (column.to_owned(), self.line(column, cell));
        let entry = ExtraCell { name, text };
        if entry.text.is_empty() || self.draft.extra.contains(&entry) {
            return;
        }
        match self.draft.extra.len() {
            LIST_LIMIT => self.notes.lose(column),
            _ => self.draft.extra.push(entry),
        }
    }
}

/// What a field of an item is called in the file.
fn field_name(at: usize) -> &'static str {
    let field = Item::KIND.fields.get(at);
    field.map_or("", |field| field.name)
}

/// How necessary a cell says something is, by its word or, where it only marks, by the name of its column.
fn class(column: &str, cell: &str) -> Option<Moscow> {
    words::moscow(cell).or_else(|| words::moscow(column).filter(|_| words::is_mark(cell)))
}
