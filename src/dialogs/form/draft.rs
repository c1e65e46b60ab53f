//! The draft behind a form: a row per field, what is typed into the present one, what it would do.

use std::collections::{BTreeMap, BTreeSet};

use std::sync::Arc;

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::desk::editor::{Editor, Lines};
use crate::desk::notice::quoted;
use crate::dialogs::decide::Answering;
use crate::dialogs::form::row::{FormRow, Opens, names, offers};
use crate::edit::{Edit, apply};
use crate::model::Workspace;
use crate::model::criterion::Criterion;
use crate::model::field::{FieldType, Private, Value};
use crate::model::id::Id;
use crate::model::insight;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::record::{Declared, Kind, Record};
use crate::model::settings::Settings;
use crate::scoring::evaluation::{Evaluation, revise};
use crate::scoring::ranking::method::MethodScore;
use crate::scoring::ratio::Ratio;
use crate::store::journal::Draft;

/// What saving the draft would do to an item.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What the method says after saving.
    pub line: MethodScore,
    /// The cost of delay after saving.
    pub cost_of_delay: Option<Ratio>,
    /// The rank before and after.
    pub ranks: [Option<usize>; 2],
    /// The job size after saving, as typed.
    pub size: String,
}

/// The draft of one record.
#[derive(Debug)]
pub struct Form {
    /// The kind.
    pub kind: &'static Kind,
    /// The record.
    pub id: Id,
    /// Whether the record is added when the form is saved.
    pub is_new: bool,
    /// A row per field.
    pub rows: Vec<FormRow>,
    /// The present row.
    pub cursor: usize,
    /// The text being typed into the present row, once there is some.
    pub editor: Option<Editor>,
    /// What was typed on a row that opens a list or a text, until that is open.
    pub(super) opening: Option<String>,
    /// The records made for links of this one; they are added in the same step.
    pub(super) made: Vec<Box<dyn Record>>,
    /// What saving would do, for items.
    pub preview: Option<Preview>,
    /// The answer it gives, where it is one to an item.
    pub answering: Option<Answering>,
    /// What keeps the form, where it is no record of the workspace.
    pub keeps: Option<fn(&mut Desk)>,
    /// What it says of what is typed so far.
    pub says: Option<fn(&Form, &Workspace) -> Vec<String>>,
    /// What led to the change.
    pub because: Option<Cause>,
    /// The day it is filled in, where that is known.
    pub today: Option<NaiveDate>,
    /// The allocation that followed from the kind of work.
    pub(super) followed: Option<Id>,
    /// The groups of fields that are open.
    pub(super) opened: BTreeSet<usize>,
    /// Whether Esc has said that changes would be lost.
    pub was_warned: bool,
    /// The estimation scale, for points.
    pub scale: Vec<Number>,
    /// The words for each value of the scale, by field name.
    pub words: BTreeMap<&'static str, Vec<String>>,
}

/// What led to a change: its words for the step, and the record that keeps what changed.
#[derive(Clone, Debug)]
pub struct Cause {
    /// `after “It takes too long”`.
    pub words: String,
    /// The record.
    pub of: Id,
    /// What it keeps of the edits.
    pub keeps: fn(&Desk, Id, &[Edit]) -> Option<Edit>,
}

impl Form {
    /// The draft of a record as it stands.
    pub fn of(record: &dyn Record, workspace: &Workspace, is_new: bool) -> Self {
        let mut rows = Vec::new();
        for (at, field) in record.kind().fields.iter().enumerate() {
            let value = record.get(at);
            let is_beside = !insight::KINDS.contains(&record.kind());
            if is_beside && insight::is_idle(workspace, field.holds.target()) {
                continue;
            }
            let names = names(workspace, field.holds, &value);
            let row = FormRow {
                field: at,
                criterion: None,
                label: field.label.said().to_owned(),
                label_static: field.label.said(),
                help: field.help.said(),
                group: 0,
                holds: field.holds,
                offers: offers(workspace, field.holds),
                names_before: names.clone(),
                names,
                before: value.clone(),
                value,
                problem: None,
            };
            if let (FieldType::Ratings(_), Some(item)) =
                (field.holds, record.as_any().downcast_ref::<Item>())
            {
                rows.extend(workspace.all::<Criterion>().map(|criterion| {
                    let value = item
                        .ratings
                        .of(criterion.id)
                        .map_or(Value::Blank, Value::Number);
                    FormRow {
                        criterion: Some(criterion.id),
                        label: criterion.name.clone(),
                        holds: FieldType::Number,
                        before: value.clone(),
                        value,
                        ..row.clone()
                    }
                }));
            } else {
                rows.push(row);
            }
        }
        let settings = workspace.the::<Settings>();
        let words = BTreeMap::from([
            ("value", settings.value_words.clone()),
            ("criticality", settings.criticality_words.clone()),
            ("risk", settings.risk_words.clone()),
            ("size", settings.size_words.clone()),
        ]);
        let mut form = Self {
            kind: record.kind(),
            id: record.id(),
            is_new,
            rows,
            cursor: 0,
            editor: None,
            opening: None,
            made: Vec::new(),
            preview: None,
            answering: None,
            keeps: None,
            says: None,
            because: None,
            today: None,
            followed: None,
            opened: BTreeSet::new(),
            was_warned: false,
            scale: settings.scale.clone(),
            words,
        };
        form.begin();
        form
    }

    /// Leaves out the rows of fields that are not open to whoever looks at the screen.
    pub fn keep(&mut self, is_open: impl Fn(usize) -> bool) {
        self.rows.retain(|row| is_open(row.field));
        self.begin();
    }

    /// The present row.
    pub fn row(&self) -> Option<&FormRow> {
        self.rows.get(self.cursor)
    }

    /// The title as drafted.
    pub fn title(&self) -> String {
        let Some(row) = self.rows.first() else {
            return self.id.to_string();
        };
        // A record without a name goes by what it links first, or by its kind.
        if let Value::Text(title) = &row.value {
            title.clone()
        } else if let Value::Link(_) = row.value {
            row.names.clone()
        } else if row.holds == FieldType::Text {
            self.id.to_string()
        } else {
            self.kind.name()
        }
    }

    /// What Enter does on the present row.
    pub fn enter_does(&self) -> &'static str {
        match self.row().and_then(FormRow::opens) {
            _ if self.stands_for_group() => "open",
            Some(Opens::Text) => "write",
            Some(Opens::List(_)) => "choose",
            None => "save",
        }
    }

    /// The rows that differ from the workspace, as a person would type them.
    pub(super) fn unsaved(&self) -> Vec<Draft> {
        let title = quoted(&self.title());
        let mut drafts = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let open = self.editor.as_ref().filter(|_| at == self.cursor);
            let text = match (open, &row.problem) {
                (Some(editor), _) => editor.text(),
                (None, Some((_, typed))) => typed.clone(),
                // Records that are not made yet have nothing but their names.
                (None, None) if self.links_made(row) => row.names.clone(),
                (None, None) => row.long_text(),
            };
            let is_as_before = row.value == row.before && row.problem.is_none();
            if !(is_as_before && text == row.long_text()) {
                drafts.push(Draft {
                    of: format!("{} of {title}", row.label),
                    text,
                    spot: self.spot(row).filter(|_| !self.links_made(row)),
                });
            }
        }
        drafts
    }

    fn links_made(&self, row: &FormRow) -> bool {
        let targets = row.value.targets();
        self.made.iter().any(|made| targets.contains(&made.id()))
    }

    /// The field of a row; none for one of several numbers in a field, and for an answer that is no record yet.
    pub(super) fn spot(&self, row: &FormRow) -> Option<[String; 3]> {
        let field = self.kind.fields.get(row.field)?;
        let is_whole = row.criterion.is_none() && self.keeps.is_none();
        is_whole.then(|| [self.kind.name, self.id.as_str(), field.name].map(str::to_owned))
    }

    /// How many fields differ from the workspace.
    pub fn changes(&self) -> usize {
        let typing = self.editor.as_ref().is_some_and(|editor| {
            self.row()
                .is_some_and(|row| editor.text() != row.holds.format(&row.value))
        });
        let changed = self
            .rows
            .iter()
            .filter(|row| row.value != row.before || row.problem.is_some());
        changed.count() + usize::from(typing)
    }

    /// The place of the row of a field.
    pub fn place(&self, field: &str) -> Option<usize> {
        let field = self.kind.field(field)?;
        self.rows.iter().position(|row| row.field == field)
    }

    /// The row of a field.
    pub fn row_of(&self, field: &str) -> Option<&FormRow> {
        self.rows.get(self.place(field)?)
    }

    /// Goes to the row of a field, and opens its group.
    pub fn go_to_field(&mut self, field: &str) {
        if let Some(row) = self.place(field) {
            self.unfold(row);
            self.go_to(row);
        }
    }

    /// Goes to a row.
    pub fn go_to(&mut self, at: usize) {
        self.take_typed();
        self.cursor = at.min(self.rows.len().saturating_sub(1));
        self.begin();
    }

    pub(super) fn begin(&mut self) {
        let shown = self.row().filter(|_| !self.stands_for_group());
        self.editor = shown.and_then(|row| match &row.problem {
            Some((_, typed)) => Some(Editor::new(typed, Lines::One)),
            None => row
                .is_typed()
                .then(|| Editor::new(&row.holds.format(&row.value), Lines::One)),
        });
    }

    /// Reads what was typed into the present row.
    pub(super) fn take_typed(&mut self) {
        let Some(editor) = self.editor.take() else {
            return;
        };
        let Some(row) = self.rows.get_mut(self.cursor) else {
            return;
        };
        let text = editor.text();
        match row.holds.typed(&text, self.today) {
            Ok(value) => {
                row.value = value;
                row.problem = None;
            }
            Err(misfit) => row.problem = Some((format!("{misfit} · {}", misfit.hint), text)),
        }
    }

    /// Puts a text into a row as if it were typed there, complaint and all.
    pub fn type_into(&mut self, at: usize, text: &str, workspace: &Workspace) {
        let Some(row) = self.rows.get_mut(at) else {
            return;
        };
        let read = row.holds.typed(text, self.today);
        match read {
            _ if row.holds == FieldType::Private => self.take_text(at, text),
            Ok(value) => self.take_value(at, value, workspace),
            Err(misfit) => {
                row.problem = Some((format!("{misfit} · {}", misfit.hint), text.to_owned()));
            }
        }
        self.unfold(at);
        self.begin();
    }

    /// Puts a text of many lines into a row.
    pub fn take_text(&mut self, at: usize, text: &str) {
        if let Some(row) = self.rows.get_mut(at) {
            row.value = if row.holds == FieldType::Private && !text.is_empty() {
                Value::Private(Private::new(
                    crate::model::text::clean_prose(text).into_owned(),
                ))
            } else {
                row.holds.parse(text).unwrap_or(Value::Blank)
            };
        }
    }

    /// Puts a value into a row.
    pub fn take_value(&mut self, at: usize, value: Value, workspace: &Workspace) {
        if let Some(row) = self.rows.get_mut(at) {
            row.names = names(workspace, row.holds, &value);
            row.value = value;
        }
    }

    /// Reads what is still being typed; gives back what keeps the form from being saved, if anything.
    pub fn finish(&mut self) -> Option<String> {
        self.take_typed();
        self.begin();
        let (at, row) = self
            .rows
            .iter()
            .enumerate()
            .find(|(_, row)| row.problem.is_some())?;
        let problem = row
            .problem
            .as_ref()
            .map(|(why, _)| format!("{}: {why}", row.label));
        self.cursor = at;
        self.unfold(at);
        self.begin();
        problem
    }

    /// Writes the rows into a record of the form's kind.
    pub fn fill(&self, record: &mut dyn Record) {
        for row in &self.rows {
            // A row holds what its field can: the form was made from such a record.
            drop(record.set(row.field, row.value.clone()));
        }
    }

    /// The same with what is being typed into the present row, where it can be read.
    pub fn fill_typed(&self, record: &mut dyn Record) {
        self.fill(record);
        if let (Some(editor), Some(row)) = (&self.editor, self.row())
            && let Ok(value) = row.holds.typed(&editor.text(), self.today)
        {
            drop(record.set(row.field, value));
        }
    }

    /// Adds the records made for its links that are still linked.
    pub fn inserts(&self) -> impl Iterator<Item = Edit> {
        let rows = self.rows.iter().filter(|row| row.value != row.before);
        let linked: Vec<Id> = rows.flat_map(|row| row.value.targets()).collect();
        let made = self.made.iter();
        let made = made.filter(move |made| linked.contains(&made.id()));
        made.cloned().map(Edit::Insert)
    }

    /// Adds the records made for its links to a workspace that is looked at.
    pub(super) fn add_made(&self, workspace: &mut Workspace) {
        let made = self.made.iter().cloned().map(Edit::Insert).collect();
        // What is there already is no news.
        drop(apply(workspace, made));
    }

    /// The edits that bring the workspace to the draft.
    pub fn edits(&self) -> Vec<Edit> {
        let set = |field, value| Edit::Set {
            kind: self.kind,
            id: self.id,
            field,
            value,
        };
        // A new record may come with values; its blank one, which is inserted, has none of them.
        let is_brought = |row: &FormRow| self.is_new && row.value != Value::Blank;
        let is_changed = |row: &&FormRow| row.value != row.before || is_brought(row);
        let changed = self.rows.iter().filter(is_changed);
        let mut edits: Vec<Edit> = self.inserts().collect();
        let mut rated = None;
        for row in changed {
            if row.criterion.is_some() {
                rated = Some(row.field);
            } else {
                edits.push(set(row.field, row.value.clone()));
            }
        }
        if let Some(field) = rated {
            let rating = |row: &FormRow| match (row.criterion, &row.value) {
                (Some(criterion), Value::Number(number)) => Some((criterion, *number)),
                _ => None,
            };
            let all: Vec<(Id, Number)> = self.rows.iter().filter_map(rating).collect();
            edits.push(set(
                field,
                if all.is_empty() {
                    Value::Blank
                } else {
                    Value::Ratings(all)
                },
            ));
        }
        edits
    }

    /// Computes what saving the draft would do to an item's rank.
    pub fn foresee(&mut self, mut workspace: Workspace, now: &Arc<Evaluation>) {
        if self.kind != Item::KIND {
            return;
        }
        let size = self.row_of("size").map_or_else(String::new, |row| {
            if let Value::Points(Points {
                value: Some(size), ..
            }) = row.value
            {
                size.to_string()
            } else {
                "?".to_owned()
            }
        });
        if apply(&mut workspace, self.edits()).is_ok() {
            let mut then = Arc::clone(now);
            revise(&mut then, &workspace, &[(self.kind, self.id)]);
            self.preview = then.score(self.id).map(|score| Preview {
                line: score.line.clone(),
                cost_of_delay: score.cost_of_delay,
                ranks: [now.rank(self.id), score.rank],
                size,
            });
        }
    }
}
