//! The word `import`: items out of a foreign file, into a workspace.
//!
//! Owns what is said and when the file is written. Formats, mapping and what an import may change are in
//! [`crate::exchange::import`].

use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::{Value, json};

use super::commands::unreadable;
use super::outcome::{RunOutcome, named, today, unsaved};
use super::{fresh, json, paths};
use crate::desk::changes;
use crate::desk::ids::Ids;
use crate::edit;
use crate::exchange::import::{
    Import, ImportProgress, ImportWish, Mapping, arrived, import_with, records, text_of,
};
use crate::model::Workspace;
use crate::model::assumption::Assumption;
use crate::model::field::Choice;
use crate::model::insight;
use crate::model::item::{Item, Tier};
use crate::model::money::BudgetLine;
use crate::model::need::Wish;
use crate::model::record::{Declared, Kind};
use crate::model::text::{Severity, clean_line};
use crate::store::places::Places;
use crate::store::{self, KnownFile, OpenedFile, RealFiles, Refusal, Save, SaveError};

/// What is to be imported, and where to.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own on the command line"
)]
pub(super) struct ImportArgs {
    /// The file: CSV, JSON, XML or a spreadsheet, as a tracker exports it; - reads standard input
    file: PathBuf,
    /// The workspace to change; made if it is not there
    #[arg(long, value_name = "WORKSPACE", value_parser = paths::file())]
    into: PathBuf,
    /// Where columns go: Column=field between commas, also needed-by, keep and leave; remembered for such files
    #[arg(long, value_name = "PAIRS", value_parser = Mapping::parse)]
    map: Option<Mapping>,
    /// The sheet of a workbook to read; several times for several
    #[arg(long, value_name = "NAME")]
    sheet: Vec<String>,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Bring in what is archived, too
    #[arg(long)]
    archived: bool,
    /// Take the columns that look like estimates as what they say, and remember that for such files
    #[arg(long)]
    scores: bool,
    /// Take the columns that name teams, planning intervals and iterations, and make what is not there; remembered, too
    #[arg(long)]
    plan: bool,
    /// The level that is ranked from now on: epic, feature, story, task
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    rank: Option<Tier>,
    /// Blank what the file blanks, and remove the items of its last import that it does not have any more
    #[arg(long)]
    take_over: bool,
    /// Read the file as budget lines: interval, for, team, planned, spent; those that are there are filled
    #[arg(long, conflicts_with_all = ["map", "sheet", "archived", "scores", "plan", "rank", "take_over", "json"])]
    budget: bool,
    /// Read the file as rows of one kind; those that are there are filled, the same file again changes nothing
    #[arg(long = "as", value_name = "KIND", value_parser = PossibleValuesParser::new(row_kinds().map(|(name, _)| name)), conflicts_with_all = ["map", "sheet", "archived", "scores", "take_over", "json", "budget"])]
    rows: Option<String>,
    /// Print facts for scripts
    #[arg(long)]
    json: bool,
}

/// The kinds of which a file of rows can be read, by what they are called on the command line.
fn row_kinds() -> impl Iterator<Item = (&'static str, &'static Kind)> {
    let all = insight::KINDS.iter().copied();
    let all = all.chain([Assumption::KIND, BudgetLine::KIND]);
    let all = all.map(|kind| (kind.section, kind));
    [("feedback", Wish::KIND), ("budget", BudgetLine::KIND)]
        .into_iter()
        .chain(all)
}

/// Brings items in from a foreign file: 0 when all were read, 1 when rows were left out as unreadable, when none was
/// read or nothing could be saved.
pub(super) fn import(wanted: ImportArgs, places: Option<&Places>) -> RunOutcome {
    let bytes = match paths::given(&wanted.file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(&wanted.file, &error),
    };
    let into = paths::workspace(wanted.into);
    let (mut workspace, known) = match store::open(&RealFiles, &into) {
        Ok(OpenedFile {
            workspace, known, ..
        }) => (workspace, Some(known)),
        Err(error) if error.refusal == Refusal::Unreadable && !is_there(&into) => {
            (fresh::workspace(&fresh::product_name(&into)), None)
        }
        Err(error) => return unreadable(&into, &error),
    };
    let wanted_rows = wanted.rows.or(wanted.budget.then(|| "budget".to_owned()));
    let kind = wanted_rows.and_then(|rows| row_kinds().find(|(name, _)| *name == rows));
    if let Some((_, kind)) = kind {
        let save = |workspace: &Workspace| written(&into, workspace, known.as_ref(), places);
        return rows(&bytes, kind, workspace, &into, wanted.dry_run, save);
    }
    let asked: Vec<String> = wanted
        .map
        .iter()
        .flat_map(|map| map.columns.keys().cloned())
        .collect();
    let mut ids = Ids::new(fastrand::u64(..));
    let mapping = match (wanted.map, wanted.sheet) {
        (map, sheets) if sheets.is_empty() => map,
        (map, sheets) => Some(Mapping {
            sheets,
            ..map.unwrap_or_default()
        }),
    };
    let mut told = ToldProgress::new();
    let mut watch = |progress| told.tell(progress);
    let mut wish = ImportWish {
        name: wanted
            .file
            .file_name()
            .map(Path::new)
            .map_or_else(String::new, named),
        today: Some(today()),
        mapping,
        takes_archived: wanted.archived,
        takes_scores: wanted.scores,
        takes_plan: wanted.plan,
        takes_over: wanted.take_over,
        ..ImportWish::plain(&mut watch)
    };
    let new_id = || ids.fresh(&workspace, Item::KIND);
    let mut import = import_with(bytes, &workspace, new_id, &mut wish);
    told.end();
    if let Some(column) = asked.iter().find(|column| !import.has_column(column)) {
        let all: Vec<&str> = import
            .headings
            .iter()
            .map(|heading| heading.name.as_str())
            .collect();
        let (column, all) = (clean_line(column), all.join(", "));
        let why = format!(
            "--map: there is no column “{column}”; the columns are {} · nothing was imported",
            clean_line(&all)
        );
        return RunOutcome {
            code: 2,
            ..RunOutcome::failed(why)
        };
    }
    let mut edits = std::mem::take(&mut import.edits);
    edits.extend(
        wanted
            .rank
            .and_then(|level| edit::rank_level(&workspace, level)),
    );
    let read = import.created + import.updated + import.unchanged;
    let name = named(&into);
    let mut outcome = RunOutcome::done(String::new());
    let mut saved = false;
    let said = if !import.proposal.is_empty() {
        let map = quoted(&import.proposal.written());
        let (file, into) = (wanted.file.to_string_lossy(), into.to_string_lossy());
        let (file, into) = (quoted(&file), quoted(&into));
        format!("to take that: evenkeel import {file} --into {into} --map {map}")
    } else if wanted.dry_run {
        format!("dry run: {name} is as it was")
    } else if edits.is_empty() {
        format!("nothing to change: {name} is as it was")
    } else {
        let edits = edit::states::dated(&workspace, edits, Some(today()));
        if let Err(error) = edit::apply(&mut workspace, edits) {
            return RunOutcome::failed(format!("{error} · {} · {name} is as it was", error.hint()));
        }
        if let Err(error) = written(&into, &workspace, known.as_ref(), places) {
            return RunOutcome::failed(unsaved(&error));
        }
        saved = true;
        format!("saved {name}")
    };
    if wanted.json {
        outcome = json::print("import", &name, facts(&import, &workspace, saved), 0);
    } else {
        let conflicts = import.conflicts.iter();
        let conflicts = conflicts.map(|conflict| changes::conflict(&workspace, conflict));
        let offers = [
            ("these estimates", "--scores", &import.offer),
            ("these teams and sprints", "--plan", &import.plan_offer),
        ];
        let offers = offers.iter().filter(|(.., offer)| !offer.is_empty());
        let offers = offers.map(|(what, option, offer)| {
            let map = quoted(&offer.written());
            format!("to take {what}: the same command with {option}, or with --map {map}")
        });
        let is_less = import.cleared > 0 || !import.gone.is_empty();
        let offer = offers.chain(
            (is_less && !import.takes_over)
                .then(|| "to take that over: the same command with --take-over".to_owned()),
        );
        let conflicts = conflicts.chain(offer);
        for line in import.summary().into_iter().chain(conflicts).chain([said]) {
            let to = if line.starts_with("error: ") {
                &mut outcome.err
            } else {
                &mut outcome.out
            };
            let _ = writeln!(to, "{}", clean_line(&line));
        }
    }
    let mut problems = import.problems.iter();
    let has_errors = problems.any(|problem| problem.severity == Severity::Error);
    outcome.code = u8::from(read == 0 || has_errors);
    outcome
}

/// Brings rows of a kind in: 0 when all cells were read.
fn rows(
    bytes: &[u8],
    kind: &'static Kind,
    mut workspace: Workspace,
    into: &Path,
    is_dry: bool,
    save: impl Fn(&Workspace) -> Result<(), SaveError>,
) -> RunOutcome {
    let name = named(into);
    let mut ids = Ids::new(fastrand::u64(..));
    let new_id = || ids.fresh(&workspace, kind);
    let Some(mut read) = records(&text_of(bytes), kind, &workspace, new_id) else {
        let fields = kind.fields.iter().take(5);
        let fields: Vec<String> = fields.map(|field| field.label.to_lowercase()).collect();
        let (what, fields) = (kind.plural.to_lowercase(), fields.join(", "));
        let why = format!("the first line has no columns of {what} · {fields}");
        return RunOutcome::failed(format!("{why} · {name} is as it was"));
    };
    let problems = std::mem::take(&mut read.problems);
    let arrival = arrived(&workspace, kind, read);
    let mut outcome = RunOutcome::done(format!("{}\n", arrival.words(kind)));
    for problem in &problems {
        let _ = writeln!(outcome.err, "{}", clean_line(problem));
    }
    outcome.code = u8::from(!problems.is_empty());
    let said = if is_dry {
        format!("dry run: {name} is as it was")
    } else if arrival.edits.is_empty() {
        format!("nothing to change: {name} is as it was")
    } else {
        if let Err(error) = edit::apply(&mut workspace, arrival.edits) {
            return RunOutcome::failed(format!("{error} · {} · {name} is as it was", error.hint()));
        }
        if let Err(error) = save(&workspace) {
            return RunOutcome::failed(unsaved(&error));
        }
        format!("saved {name}")
    };
    let _ = writeln!(outcome.out, "{said}");
    outcome
}

/// The level of this name.
fn level(name: &str) -> Result<Tier, String> {
    let is = |level: &&Tier| level.word().label.eq_ignore_ascii_case(name.trim());
    let all: Vec<&str> = Tier::ALL.iter().map(|level| level.word().label).collect();
    let found = Tier::ALL.iter().find(is).copied();
    found.ok_or_else(|| format!("the levels are {}", all.join(", ").to_lowercase()))
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=,:".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Says on a terminal how far a long import is, on one line that goes again.
struct ToldProgress {
    begun: Instant,
    is_told: bool,
}

impl ToldProgress {
    /// How long an import may take before anything is said of it.
    const LONG: Duration = Duration::from_millis(500);

    fn new() -> Self {
        let (begun, is_told) = (Instant::now(), false);
        Self { begun, is_told }
    }

    fn tell(&mut self, progress: ImportProgress) -> bool {
        let mut err = std::io::stderr();
        if self.begun.elapsed() > Self::LONG && err.is_terminal() {
            self.is_told = true;
            let _ = write!(err, "\rimporting: {} % ", progress.percent());
        }
        true
    }

    fn end(&self) {
        if self.is_told {
            let _ = std::io::stderr().write_all(b"\r\x1b[K");
        }
    }
}

/// The outcome for scripts: counts, `columns` with where they go, `problems`, `losses`, `conflicts`.
fn facts(import: &Import, workspace: &Workspace, saved: bool) -> Value {
    let headings = import.headings.iter().map(|heading| {
        json!({
            "name": heading.name,
            "filled": heading.filled,
            "goes_to": heading.target.name(),
        })
    });
    let problems = import.problems.iter().map(|problem| {
        json!({
            "severity": problem.severity.word(),
            "column": problem.path,
            "line": problem.line,
            "what": clean_line(&problem.what),
            "hint": problem.hint,
        })
    });
    let losses = import.losses.iter();
    let losses = losses.map(|loss| json!({ "column": loss.column, "cells": loss.count }));
    let conflicts = import.conflicts.iter().map(|conflict| {
        json!({
            "item": conflict.id.to_string(),
            "what": clean_line(&changes::conflict(workspace, conflict)),
        })
    });
    json!({
        "format": import.format,
        "encoding": import.encoding,
        "saved": saved,
        "created": import.created,
        "updated": import.updated,
        "unchanged": import.unchanged,
        "skipped": import.skipped,
        "estimates": import.offer.columns.iter().map(|(name, to)| (name.clone(), to.name().into())).collect::<serde_json::Map<_, Value>>(),
        "cleared": import.cleared,
        "gone": import.gone.len(),
        "levels": import.levels.iter().map(|(tier, count)| (tier.word().name.to_owned(), (*count).into())).collect::<serde_json::Map<_, Value>>(),
        "plan": import.plan_offer.columns.iter().map(|(name, to)| (name.clone(), to.name().into())).collect::<serde_json::Map<_, Value>>(),
        "people": import.people,
        "made": import.made.iter().map(|(kind, count)| (kind.name.to_owned(), (*count).into())).collect::<serde_json::Map<_, Value>>(),
        "others": import.others,
        "sheets": import.sheets.iter().map(|sheet| {
            json!({ "name": sheet.name, "rows": sheet.rows, "read": sheet.is_read })
        }).collect::<Vec<_>>(),
        "proposed_map": import.proposal.written(),
        "columns": headings.collect::<Vec<_>>(),
        "problems": problems.collect::<Vec<_>>(),
        "losses": losses.collect::<Vec<_>>(),
        "conflicts": conflicts.collect::<Vec<_>>(),
    })
}

fn written(
    path: &Path,
    workspace: &Workspace,
    known: Option<&KnownFile>,
    places: Option<&Places>,
) -> Result<(), SaveError> {
    match known {
        Some(known) => {
            let save = Save {
                path,
                workspace,
                known,
                base: None,
                contested: false,
                state: places.map(|places| places.state.as_path()),
            };
            store::save(&RealFiles, &save)
        }
        None => store::create(&RealFiles, path, workspace, None),
    }
    .map(drop)
}

/// Whether anything has this name, even a link to nothing.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
