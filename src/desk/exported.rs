//! What an export is made of, owned, so that it can be written beside the keys.
//!
//! Owns which items are meant and what is said of them; board and command line export the same. Formats and
//! what an audience may see are in `exchange::export`.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::desk::backlog::{BacklogRow, Sort, rows};
use crate::desk::changes::{self, many};
use crate::desk::filter::Filter;
use crate::exchange::audience::Disclosure;
use crate::exchange::export::{
    Content, Export, ExportError, ExportFormat, ExportOutput, ExportWish,
};
use crate::model::Workspace;
use crate::model::audience::Audience;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::forecast::roadmap::chart::Readers;
use crate::scoring::plan::cut::IncrementTurn;
use crate::scoring::survey::{Survey, survey};

/// Everything a format needs.
#[derive(Debug)]
pub struct ExportInput {
    workspace: Workspace,
    evaluation: Arc<Evaluation>,
    /// None while the survey there is is of an earlier state.
    survey: Option<Arc<Survey>>,
    /// The items that are meant, in the shown order.
    pub items: Vec<Id>,
    /// The session minutes are of; none for the open one, or else the latest.
    pub session: Option<Id>,
    /// The workspace as it was when the last sheet of its plan was made, with the word for that day.
    pub earlier: Option<(String, Workspace)>,
    today: Option<NaiveDate>,
}

impl ExportInput {
    /// The items a filter lets through, in the shown order. Without one, those that are closed come along.
    pub fn of(desk: &Desk, filter: &Filter, sort: Option<&Sort>) -> Self {
        let derived = &desk.derived;
        let workspace = &desk.workspace;
        let all = workspace.all::<Item>().map(|item| item.id);
        let has_parts = |id: &Id| filter.is_empty() && !workspace.tree().parts(*id).is_empty();
        let unfolded: BTreeSet<Id> = all.filter(has_parts).collect();
        let rows = rows(
            workspace,
            derived,
            filter,
            &BTreeSet::new(),
            &unfolded,
            sort,
        );
        let mut items: Vec<Id> = rows.into_iter().filter_map(BacklogRow::item).collect();
        if filter.is_empty() {
            let is_open = |id: &Id| {
                let item = workspace.get::<Item>(*id);
                item.is_some_and(|item| item.state.is_open())
            };
            items.retain(is_open);
            items.extend(&derived.evaluation.closed);
        }
        Self {
            workspace: workspace.clone(),
            evaluation: Arc::clone(&derived.evaluation),
            survey: derived.is_surveyed().then(|| Arc::clone(&derived.survey)),
            items,
            session: None,
            earlier: None,
            today: derived.today,
        }
    }

    /// What the board shows now.
    pub fn on_board(desk: &Desk) -> Self {
        Self::of(desk, &desk.backlog.filter.1, desk.backlog.sort.as_ref())
    }

    /// How many items are meant, in words.
    pub fn counted(&self, filter: &str) -> String {
        let all = self.workspace.count(Item::KIND);
        match (self.items.len(), filter.trim()) {
            (items, "") if items == all => {
                let said = changes::items(&self.workspace);
                match self.parts() {
                    0 => said,
                    parts => format!("{said}, with {}", many(parts, "part")),
                }
            }
            (items, "") => format!("{items} of {}", many(all, "item")),
            (items, filter) => format!("{items} of {}, filter {filter}", many(all, "item")),
        }
    }

    /// How many of them stand within what they are a part of, or with their parts.
    fn parts(&self) -> usize {
        let is_part = |id: &&Id| {
            let score = self.evaluation.score(**id);
            score.is_some_and(|score| score.turn == IncrementTurn::Within)
        };
        self.items.iter().filter(is_part).count()
    }

    /// Makes them in a format, for an audience, as a whole: all files it takes. May take long.
    pub fn made(
        &self,
        format: &ExportFormat,
        audience: Audience,
        wish: ExportWish,
    ) -> Result<ExportOutput, ExportError> {
        self.with(format, audience, wish, |content| {
            let Export { bytes, notes } = format.made(content)?;
            let further = (1..format.files(content)).map(|part| {
                let wish = ExportWish { part, ..wish };
                Ok(format.made(&Content { wish, ..*content })?.bytes)
            });
            Ok(ExportOutput {
                bytes,
                more: further.collect::<Result<_, ExportError>>()?,
                notes,
                ..ExportOutput::default()
            })
        })
    }

    /// Writes them in a format, for an audience; the output is without what was written. May take long.
    pub fn write(
        &self,
        format: &ExportFormat,
        audience: Audience,
        wish: ExportWish,
        to: &mut dyn Write,
    ) -> Result<ExportOutput, ExportError> {
        self.with(format, audience, wish, |content| {
            Ok(ExportOutput {
                notes: format.write(content, to)?,
                ..ExportOutput::default()
            })
        })
    }

    /// Says what came of an export of all this.
    fn with(
        &self,
        format: &ExportFormat,
        audience: Audience,
        wish: ExportWish,
        export: impl FnOnce(&Content<'_>) -> Result<ExportOutput, ExportError>,
    ) -> Result<ExportOutput, ExportError> {
        let (workspace, evaluation) = (&self.workspace, &*self.evaluation);
        let is_for_customers = format.is_roadmap() && wish.roadmap.readers == Readers::Customers;
        let audience = if is_for_customers {
            Audience::Shared
        } else {
            audience
        };
        let disclosure = Disclosure::of(workspace, evaluation.lens, audience);
        let made;
        let survey = if let Some(survey) = &self.survey {
            survey
        } else {
            made = survey(workspace, evaluation, self.today);
            &made
        };
        let content = Content {
            workspace,
            evaluation,
            survey,
            items: &self.items,
            disclosure: &disclosure,
            session: self.session,
            earlier: self.earlier.as_ref(),
            today: self.today,
            wish,
        };
        let output = export(&content)?;
        Ok(ExportOutput {
            items: format.counted(&content),
            held_back: disclosure.held_back(),
            doubts: disclosure.doubts(),
            ..output
        })
    }
}
