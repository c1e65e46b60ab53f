//! The word `export`: items and their numbers out, in a format of the table.
//!
//! Owns where the bytes go, also those of the board. Which items are meant is in [`crate::desk::exported`]; formats and what an audience may see are in
//! [`crate::exchange::export`].

use std::fmt::Write as _;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};

use super::cli::{groupings, readers};
use super::commands::{named_session, ranked, surveyed, unreadable};
use super::moment;
use super::outcome::{RunOutcome, unsaved};
use super::paths::is_stream;
use super::surroundings::Surroundings;
use super::vote_cards::{self, VoteCardsWish};
use crate::desk::changes::many;
use crate::desk::event::Refused;
use crate::desk::exported::ExportInput;
use crate::desk::filter::Filter;
use crate::exchange::export::{
    self, ExportFormat, ExportOutput, ExportWish, FORMATS, SHEET, Separator,
};
use crate::model::Workspace;
use crate::model::audience::Audience;
use crate::model::field::FieldValue;
use crate::model::settings::Lens;
use crate::model::text::{Problem, clean_line};
use crate::model::words::worded;
use crate::scoring::forecast::roadmap::chart::{ChartWish, Readers};
use crate::scoring::forecast::roadmap::groups::RoadmapGrouping;
use crate::shell::App;
use crate::store::places::Places;
use crate::store::{self, FileAccess, Files, Fill, RealFiles, SaveError};

/// How wide a screen nobody sees may think it is.
const WIDTH: u16 = 100;

/// What is to be exported, and where to.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The format
    #[arg(value_parser = formats())]
    format: String,
    /// The workspace; - reads standard input
    #[arg(value_name = "WORKSPACE")]
    file: PathBuf,
    /// The file to write; without it or for -, standard output; for vote-cards a folder
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long, requires = "out")]
    force: bool,
    /// Only the items that the board's filter lets through: words, bucket:tech, size>5, is:pinned
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    filter: Option<String>,
    /// The session that minutes and vote cards are of: its name or a part of it [default: the open one, or else the latest]
    #[arg(long, value_name = "NAME")]
    session: Option<String>,
    /// Who will see it: for others, private notes, money and private names are left out
    #[arg(long, value_name = "WHO", default_value = "shared")]
    audience: Who,
    /// What stands between cells of csv [default: comma, or semicolon with a decimal comma]
    #[arg(long, value_name = "SIGN", value_parser = separators())]
    separator: Option<String>,
    /// The decimal sign of csv
    #[arg(long, value_name = "SIGN", default_value = "point")]
    decimal: Decimal,
    /// To another tool, also states, labels and due days that were changed here
    #[arg(long)]
    changes: bool,
    /// How a roadmap is grouped; by now it has no days
    #[arg(long, value_name = "GROUPS", value_parser = groupings(), default_value = "increments")]
    by: RoadmapGrouping,
    /// Whom a roadmap is for: customers see what is promised in the nearest interval, later work without a day
    #[arg(long = "for", value_name = "WHO", value_parser = readers(), default_value = "inside")]
    readers: Readers,
    /// How many months a roadmap shows [default: as far as there is something, up to 12]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=60))]
    months: Option<u32>,
    /// The version of the workspace that a pi-sheet is held against: a day, a backup, a revision [default: as it was on
    /// the day of the last one]
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// The ranking method [default: that of the workspace]
    #[arg(long, value_name = "METHOD", value_parser = lens)]
    lens: Option<Lens>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Who {
    Shared,
    Private,
}

impl From<Who> for Audience {
    fn from(who: Who) -> Self {
        match who {
            Who::Shared => Self::Shared,
            Who::Private => Self::Private,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Decimal {
    Point,
    Comma,
}

/// The names of what may stand between cells.
fn separators() -> PossibleValuesParser {
    PossibleValuesParser::new(Separator::ALL.map(|(_, name)| name))
}

/// What is wished beside the format; what it does not take is refused.
fn wish(wanted: &ExportArgs, format: &ExportFormat) -> Result<ExportWish, String> {
    let mut all = Separator::ALL.into_iter();
    let name = wanted.separator.as_deref();
    let wish = ExportWish {
        separator: all
            .find(|(_, known)| name == Some(*known))
            .map(|(one, _)| one),
        has_commas: wanted.decimal == Decimal::Comma,
        has_changes: wanted.changes,
        roadmap: ChartWish {
            grouping: wanted.by,
            readers: wanted.readers,
            months: wanted.months,
        },
        part: 0,
    };
    if !format.is_roadmap() && wish.roadmap != ChartWish::default() {
        return Err(
            "--by, --for and --months are for roadmap, roadmap-html and svg-roadmap".to_owned(),
        );
    }
    if !format.has_cells() && (wish.has_commas || wish.separator.is_some()) {
        return Err("--separator and --decimal are for csv and csv-raw".to_owned());
    }
    if !format.goes_home() && wish.has_changes {
        let home = FORMATS.iter().filter(|format| format.goes_home());
        let home: Vec<&str> = home.map(|format| format.name).collect();
        return Err(format!("--changes is for {}", home.join(", ")));
    }
    Ok(wish)
}

/// The words of the formats, with what they are.
fn formats() -> PossibleValuesParser {
    let word = |format: &ExportFormat| PossibleValue::new(format.name).help(format.about.said());
    let cards = PossibleValue::new(vote_cards::NAME).help(vote_cards::ABOUT);
    PossibleValuesParser::new(FORMATS.iter().map(word).chain([cards]).collect::<Vec<_>>())
}

/// The lens of a word of the file or the screen, or its beginning.
fn lens(text: &str) -> Result<Lens, String> {
    let read = Lens::TYPE.parse(text);
    let read = read.map_err(|misfit| format!("{misfit}; {}", misfit.hint))?;
    Lens::from_value(read).ok_or_else(|| "a method is missing".to_owned())
}

/// Exports.
pub(super) fn export(wanted: &ExportArgs, places: Option<&Places>) -> RunOutcome {
    if wanted.format == vote_cards::NAME {
        return vote_cards(wanted, places);
    }
    let Some(format) = export::format(&wanted.format) else {
        return RunOutcome::failed(format!("there is no format {}", clean_line(&wanted.format)));
    };
    let app = match surveyed(&wanted.file, WIDTH, wanted.lens) {
        Ok(app) => app,
        Err(error) => return unreadable(&wanted.file, &error),
    };
    let refused = |why| RunOutcome {
        code: 2,
        ..RunOutcome::failed(why)
    };
    let filter = match filter(&app, wanted.filter.as_deref().unwrap_or_default()) {
        Ok(filter) => filter,
        Err(why) => return refused(why),
    };
    let wish = match wish(wanted, format) {
        Ok(wish) => wish,
        Err(why) => return refused(why),
    };
    let audience = Audience::from(wanted.audience);
    let mut input = ExportInput::of(&app.desk, &filter, None);
    if let Some(name) = &wanted.session {
        input.session = match named_session(&app.desk.workspace, name) {
            Ok(id) => Some(id),
            Err(why) => return RunOutcome::failed(why),
        };
    }
    input.earlier = match earlier(wanted, format) {
        Ok(earlier) => earlier,
        Err(why) => return refused(why),
    };
    // What may take several files is made as a whole; everything else is written as it is made.
    let mut output = if format.goes_home() {
        match input.made(format, audience, wish) {
            Ok(output) => Ok(output),
            Err(error) => return RunOutcome::failed(clean_line(&error.to_string())),
        }
    } else {
        Ok(ExportOutput::default())
    };
    let items = output.as_ref().ok().filter(|_| format.goes_home());
    let items = items.map(|made| made.items);
    let more = output
        .as_mut()
        .map_or_else(|_| Vec::new(), |made| std::mem::take(&mut made.more));
    let mut fill = |to: &mut dyn Write| match &output {
        Ok(made) if format.goes_home() => to.write_all(&made.bytes),
        _ => {
            output = input.write(format, audience, wish, to);
            let failed = output.as_ref().err();
            failed.map_or(Ok(()), |error| Err(io::Error::other(error.clone())))
        }
    };
    let export = OutgoingExport {
        items: items.unwrap_or(input.items.len()),
        audience,
        fill: &mut fill,
        more: &more,
    };
    let out = wanted.out.as_ref().filter(|out| !is_stream(out));
    let done = match out {
        None if !format.is_text() => {
            Err("this format is not text: write it to a file with -o".to_owned())
        }
        None if !more.is_empty() => Err(format!(
            "it takes {} files: write them with -o",
            more.len() + 1
        )),
        None => printed(export.fill).map(|()| String::new()),
        Some(out) => handed_out(out, Some(&wanted.file), export, wanted.force)
            .map(|said| format!("{said}\n"))
            .map_err(|refused| match refused {
                Refused::There => format!(
                    "{} is already there · choose another name; --force writes over it",
                    clean_line(&out.to_string_lossy())
                ),
                Refused::Because(why) => why,
            }),
    };
    let mut outcome = match done {
        Ok(said) => RunOutcome::done(said),
        // What cannot be made is no trouble with the file that was to hold it.
        Err(why) => {
            let made = output.err();
            let why = made.map_or(why, |error| clean_line(&error.to_string()).into_owned());
            return RunOutcome::failed(why);
        }
    };
    if let Some((places, path)) = sheets(wanted, format) {
        moment::note_sheet(places.as_ref(), &path);
    }
    let output = output.unwrap_or_default();
    let held_back = output.held_back.map(|what| {
        format!("left out, as others may see it: {what}; --audience private takes them along")
    });
    let doubts = output.doubts.map(|words| {
        format!("may still name somebody who is kept private: {words}; look for these words")
    });
    let notes = output.notes.into_iter();
    for line in notes.chain(held_back).chain(doubts) {
        let _ = writeln!(outcome.err, "evenkeel: {}", clean_line(&line));
    }
    let problems = Problem::counted(&app.desk.file.problems);
    if problems > 0 {
        let name = clean_line(&wanted.file.to_string_lossy()).into_owned();
        let _ = writeln!(
            outcome.err,
            "evenkeel: problems in {name}: {problems}; see evenkeel check {name}"
        );
    }
    outcome
}

/// Where it is noted when the last sheet of a plan was made, and of which file; none for other formats, and without a
/// file.
fn sheets(wanted: &ExportArgs, format: &ExportFormat) -> Option<(Option<Places>, PathBuf)> {
    let is_sheet = format.name == SHEET && !is_stream(&wanted.file);
    let path = RealFiles.resolve(&wanted.file).ok();
    Some((Surroundings::read().places(), path.filter(|_| is_sheet)?))
}

/// What a sheet of a plan is held against.
fn earlier(
    wanted: &ExportArgs,
    format: &ExportFormat,
) -> Result<Option<(String, Workspace)>, String> {
    match (sheets(wanted, format), &wanted.since) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(worded("--since is for the pi-sheet of a file").to_owned()),
        (Some((places, path)), None) => Ok(moment::last_sheet(places.as_ref(), &path)),
        (Some((places, path)), Some(when)) => {
            let (moment, workspace) = moment::read(places.as_ref(), &path, when)?;
            Ok(Some((moment.label, workspace)))
        }
    }
}

/// Writes a page for each person of a session.
fn vote_cards(wanted: &ExportArgs, places: Option<&Places>) -> RunOutcome {
    let app = match ranked(&wanted.file, WIDTH, wanted.lens) {
        Ok(app) => app,
        Err(error) => return unreadable(&wanted.file, &error),
    };
    let named = |name: &String| named_session(&app.desk.workspace, name);
    let session = match wanted.session.as_ref().map(named).transpose() {
        Ok(session) => session,
        Err(why) => return RunOutcome::failed(why),
    };
    let wish = VoteCardsWish {
        desk: &app.desk,
        out: wanted.out.as_deref(),
        session,
        replaces: wanted.force,
    };
    vote_cards::export(&wish, places)
}

/// The filter that is typed, if all of it is understood.
fn filter(app: &App, text: &str) -> Result<Filter, String> {
    let filter = Filter::parse(text, &app.desk.workspace);
    if let Some(complaint) = filter.complaints().first() {
        let why = format!("--filter: {} · {}", complaint.what, complaint.hint);
        return Err(clean_line(&why).into_owned());
    }
    Ok(filter)
}

/// Writes to standard output. A reader that has gone away, as `head` does, has read enough.
fn printed(fill: Fill<'_>) -> Result<(), String> {
    struct PipeReader(StdoutLock<'static>);

    impl Write for PipeReader {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            unless_gone(self.0.write(bytes), bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            unless_gone(self.0.flush(), ())
        }
    }

    fn unless_gone<T>(done: io::Result<T>, read: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(read),
            done => done,
        }
    }

    let mut to = BufWriter::new(PipeReader(io::stdout().lock()));
    let done = fill(&mut to).and_then(|()| to.flush());
    done.map_err(|error| clean_line(&error.to_string()).into_owned())
}

/// An export on its way into a file.
pub(super) struct OutgoingExport<'f> {
    pub items: usize,
    pub audience: Audience,
    pub fill: Fill<'f>,
    /// Further files, whose names are numbered.
    pub more: &'f [Vec<u8>],
}

/// Writes a file, but never over the workspace it is made from, and says so. A private one is for its owner alone.
pub(super) fn handed_out(
    out: &Path,
    workspace: Option<&Path>,
    OutgoingExport {
        items,
        audience,
        fill,
        more,
    }: OutgoingExport<'_>,
    replaces: bool,
) -> Result<String, Refused> {
    let files = RealFiles;
    let name = clean_line(&out.to_string_lossy()).into_owned();
    let resolved = |path| files.resolve(path).ok();
    if workspace.is_some_and(|path| resolved(path).is_some() && resolved(path) == resolved(out)) {
        let why = format!("{name} is the workspace itself · choose another name");
        return Err(Refused::Because(why));
    }
    let access = match audience {
        Audience::Shared => FileAccess::Usual,
        Audience::Private => FileAccess::Owner,
    };
    let further: Vec<PathBuf> = (2..).take(more.len()).map(|at| numbered(out, at)).collect();
    if !replaces && further.iter().any(|path| path.symlink_metadata().is_ok()) {
        return Err(Refused::There);
    }
    let mut names = vec![name];
    let write =
        |path: &Path, fill: Fill<'_>| match store::hand_out(&files, path, fill, access, replaces) {
            Ok(()) => Ok(()),
            Err(SaveError::Exists { .. }) => Err(Refused::There),
            Err(error) => Err(Refused::Because(unsaved(&error))),
        };
    write(out, fill)?;
    for (path, bytes) in further.iter().zip(more) {
        write(path, &mut |to| to.write_all(bytes))?;
        names.push(clean_line(&path.to_string_lossy()).into_owned());
    }
    Ok(format!(
        "wrote {}: {}",
        names.join(", "),
        many(items, "item")
    ))
}

/// The name of one of several files: `out-2.csv`.
fn numbered(out: &Path, at: usize) -> PathBuf {
    let mut name = out.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{at}"));
    if let Some(ending) = out.extension() {
        name.push(".");
        name.push(ending);
    }
    out.with_file_name(name)
}
