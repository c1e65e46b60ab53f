//! The word `export`: items and their numbers out, in a format of the table.
//!
//! Owns which items are meant, and where the bytes go. Formats and what an audience may see are in
//! [`crate::exchange::export`].

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};

use super::commands::{surveyed, unreadable};
use super::{Outcome, unsaved};
use crate::app::App;
use crate::app::filter::Filter;
use crate::app::views::board::{Row, rows};
use crate::exchange::export::audience::Disclosure;
use crate::exchange::export::{self, FORMATS, Matter};
use crate::model::audience::Audience;
use crate::model::field::FieldValue;
use crate::model::id::Id;
use crate::model::settings::Lens;
use crate::model::text::clean_line;
use crate::store::{self, Access, Files, RealFiles, SaveError};

/// How wide a screen nobody sees may think it is.
const WIDTH: u16 = 100;

/// What is to be exported, and where to.
#[derive(Debug, Args)]
pub(super) struct Wanted {
    /// The format
    #[arg(value_parser = formats())]
    format: String,
    /// The workspace
    #[arg(value_name = "WORKSPACE")]
    file: PathBuf,
    /// The file to write; without it, standard output
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long, requires = "out")]
    force: bool,
    /// Only the items that the board's filter lets through: words, bucket:tech, size>5, is:pinned
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    filter: Option<String>,
    /// Who will see it: for others, private notes, money and private names are left out
    #[arg(long, value_name = "WHO", default_value = "shared")]
    audience: Who,
    /// The ranking method [default: that of the workspace]
    #[arg(long, value_name = "METHOD", value_parser = lens)]
    lens: Option<Lens>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Who {
    Shared,
    Private,
}

/// The words of the formats, with what they are.
fn formats() -> PossibleValuesParser {
    let word = |format: &export::Format| PossibleValue::new(format.name).help(format.about);
    PossibleValuesParser::new(FORMATS.iter().map(word).collect::<Vec<_>>())
}

/// The lens of a word of the file or the screen, or its beginning.
fn lens(text: &str) -> Result<Lens, String> {
    let read = Lens::TYPE.parse(text);
    let read = read.map_err(|misfit| format!("{misfit}; {}", misfit.hint))?;
    Lens::from_value(read).ok_or_else(|| "a method is missing".to_owned())
}

/// Exports.
pub(super) fn export(wanted: &Wanted) -> Outcome {
    let Some(format) = export::format(&wanted.format) else {
        return Outcome::failed(format!("there is no format {}", clean_line(&wanted.format)));
    };
    let app = match surveyed(&wanted.file, WIDTH, wanted.lens) {
        Ok(app) => app,
        Err(error) => return unreadable(&wanted.file, &error),
    };
    let items = match items(&app, wanted.filter.as_deref().unwrap_or_default()) {
        Ok(items) => items,
        Err(why) => {
            return Outcome {
                code: 2,
                ..Outcome::failed(why)
            };
        }
    };
    let evaluation = &app.derived.evaluation;
    let (audience, access) = match wanted.audience {
        Who::Shared => (Audience::Shared, Access::Usual),
        Who::Private => (Audience::Private, Access::Owner),
    };
    let disclosure = Disclosure::of(&app.workspace, evaluation.lens, audience);
    let written = (format.write)(&Matter {
        workspace: &app.workspace,
        evaluation,
        survey: &app.derived.survey,
        items: &items,
        disclosure: &disclosure,
        today: app.derived.today,
    });
    let export = match written {
        Ok(export) => export,
        Err(error) => return Outcome::failed(clean_line(&error.to_string())),
    };
    let mut outcome = match &wanted.out {
        None => match String::from_utf8(export.bytes) {
            Ok(text) => Outcome::done(text),
            Err(_) => return Outcome::failed("this format is no text: write it to a file with -o"),
        },
        Some(out) => match written_to(out, &wanted.file, &export.bytes, access, wanted.force) {
            Ok(()) => {
                let name = clean_line(&out.to_string_lossy()).into_owned();
                Outcome::done(format!("wrote {name}: {}\n", counted(items.len())))
            }
            Err(why) => return Outcome::failed(clean_line(&why)),
        },
    };
    let held_back = disclosure.held_back();
    let held_back = held_back.map(|what| {
        format!("left out, as others may see it: {what}; --audience private takes them along")
    });
    for line in export.notes.into_iter().chain(held_back) {
        let _ = writeln!(outcome.err, "evenkeel: {}", clean_line(&line));
    }
    let problems = app.file.problems.len();
    if problems > 0 {
        let name = clean_line(&wanted.file.to_string_lossy()).into_owned();
        let _ = writeln!(
            outcome.err,
            "evenkeel: problems in {name}: {problems}; see evenkeel check {name}"
        );
    }
    outcome
}

/// The items a filter lets through, in the shown order. Without one, those that are closed come along.
fn items(app: &App, filter: &str) -> Result<Vec<Id>, String> {
    let filter = Filter::parse(filter, &app.workspace);
    if let Some(complaint) = filter.complaints().first() {
        let why = format!("--filter: {} · {}", complaint.what, complaint.hint);
        return Err(clean_line(&why).into_owned());
    }
    let rows = rows(
        &app.workspace,
        &app.derived,
        &filter,
        &BTreeSet::new(),
        None,
    );
    let mut items: Vec<Id> = rows.into_iter().filter_map(Row::item).collect();
    if filter.is_empty() {
        items.extend(&app.derived.evaluation.closed);
    }
    Ok(items)
}

/// Writes a file, but never over the workspace it is made from.
fn written_to(
    out: &Path,
    workspace: &Path,
    bytes: &[u8],
    access: Access,
    force: bool,
) -> Result<(), String> {
    let name = out.display();
    let files = RealFiles;
    if let (Ok(one), Ok(other)) = (files.resolve(out), files.resolve(workspace))
        && one == other
    {
        return Err(format!(
            "{name} is the workspace itself · choose another name"
        ));
    }
    let written = store::hand_out(&files, out, bytes, access, force);
    written.map_err(|error| {
        if matches!(error, SaveError::Exists { .. }) {
            return format!("{error} · choose another name; --force writes over it");
        }
        unsaved(&error)
    })
}

fn counted(items: usize) -> String {
    format!("{items} {}", if items == 1 { "item" } else { "items" })
}
