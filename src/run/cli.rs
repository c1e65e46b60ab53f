//! The words of the command line.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::outcome::RunOutcome;
use super::surroundings::Surroundings;
use super::{commands, compare, export, git, help, import, paths, recover, report};
use crate::desk::preferences::{self, Preferences};
use crate::model::text::clean_line;
use crate::scoring::forecast::roadmap::chart::Readers;
use crate::scoring::forecast::roadmap::groups::RoadmapGrouping;
use crate::scoring::forecast::roadmap::words;
use crate::views::plan::roadmap::RoadmapForm;

/// A terminal board on which a product owner keeps what customers want and what the teams can carry
/// on an even keel.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Cli {
    /// The workspace to open; without it the last one, or a welcome
    #[arg(value_parser = paths::file())]
    file: Option<PathBuf>,
    #[command(flatten)]
    wishes: Wishes,
    #[command(subcommand)]
    word: Option<Verb>,
}

/// How the board is to look.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Wishes {
    /// Colors to start from
    #[arg(long, global = true, value_name = "WHICH")]
    theme: Option<ThemeArg>,
    /// When to use color
    #[arg(long, global = true, value_name = "WHEN")]
    color: Option<Color>,
    /// Draw with plain ASCII marks
    #[arg(long, global = true)]
    ascii: bool,
    /// Read settings from this file
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Open a copy of the built-in sample; your files are not touched
    Demo,
    /// Follow a workspace that is open in another window; changes nothing
    Follow {
        /// The workspace
        #[arg(value_parser = paths::file())]
        file: PathBuf,
        /// Hide what is private from the start, for a screen that others watch
        #[arg(long)]
        present: bool,
    },
    /// Vote in the session that is on, with your own card alone on the screen
    Vote {
        /// The workspace
        #[arg(value_parser = paths::file())]
        file: PathBuf,
        /// Your name as it stands in the workspace; first name or initials do where only one fits
        #[arg(long = "as", value_name = "NAME")]
        name: String,
    },
    /// Make a new workspace
    Init {
        /// The file to make; never one that is there
        #[arg(value_parser = paths::file())]
        file: PathBuf,
    },
    /// Print a view as plain text
    Show {
        /// The view
        #[command(subcommand)]
        view: Shown,
    },
    /// Bring items in from another tracker's export or a spreadsheet
    Import(import::ImportArgs),
    /// Write items and their numbers in a format that others read
    Export(export::ExportArgs),
    /// Say what differs between two workspaces; ends with 1 if anything does
    Diff {
        /// The one before; - reads standard input
        from: PathBuf,
        /// The one after; - reads standard input
        to: PathBuf,
    },
    /// Merge two versions of a workspace into OURS, as git asks; ends with 1 if conflicts are left
    Merge {
        /// The version both began with
        #[arg(value_parser = paths::file())]
        base: PathBuf,
        /// Our version, which becomes the result
        #[arg(value_parser = paths::file())]
        ours: PathBuf,
        /// Their version
        #[arg(value_parser = paths::file())]
        theirs: PathBuf,
        /// The name of the file, for messages
        name: Option<PathBuf>,
    },
    /// Tell git to merge workspaces with evenkeel, in the repository you stand in
    GitSetup {
        /// The workspaces; without any, those in the repository
        #[arg(value_parser = paths::file())]
        files: Vec<PathBuf>,
        /// Do it without asking
        #[arg(long)]
        yes: bool,
    },
    /// List the earlier versions of a workspace, or write one beside it
    Recover {
        /// The workspace
        #[arg(value_parser = paths::file())]
        file: PathBuf,
        /// The number of the version to write, 0 for all the steps of the journal; without it they are listed
        number: Option<usize>,
        /// Where to write it; never over a file that is there
        #[arg(short, long, value_name = "OUT", requires = "number", value_parser = paths::file())]
        out: Option<PathBuf>,
    },
    /// Say what moved since an earlier version, and why
    Report {
        /// The workspace
        #[arg(value_parser = paths::file())]
        file: PathBuf,
        /// A day (2026-11-01), a revision of git (HEAD~3), or a backup by number or time
        #[arg(long, value_name = "MOMENT", allow_hyphen_values = true)]
        since: String,
        /// Who will see it: for others, private notes, money and private names are left out
        #[arg(long, value_name = "WHO", default_value = "shared")]
        audience: export::Who,
        /// Print JSON: what is unknown is null, exact numbers are fractions beside their decimals
        #[arg(long)]
        json: bool,
    },
    /// Print what there is to look up: keys, methods, filter, the file, findings, limits, settings
    HelpTopics {
        /// The topic; without it they are listed
        topic: Option<String>,
        /// Print it as Markdown
        #[arg(long, requires = "topic")]
        markdown: bool,
    },
    /// Print the manual page, in the form that man reads
    Man {
        /// The page of one command
        command: Option<String>,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// List problems of the file and findings of the backlog; ends with 1 if there are errors
    Check {
        /// The workspace; - reads standard input
        file: PathBuf,
        /// Print facts for scripts
        #[arg(long)]
        json: bool,
    },
}

/// A view that can be printed.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Shown {
    /// The ranked backlog
    Board(PrintArgs),
    /// The order in which waiting costs least, with what must come first
    Order {
        #[command(flatten)]
        print: PrintArgs,
        /// Print JSON: what is unknown is null, exact numbers are fractions beside their decimals
        #[arg(long)]
        json: bool,
    },
    /// Impact against effort
    Grid(PrintArgs),
    /// What is planned for the coming increment, with load against capacity
    Plan(PrintArgs),
    /// Everything open with its forecast: bars on a time axis, days at 50, 85 and 95 %, or no day at all
    Roadmap {
        #[command(flatten)]
        print: PrintArgs,
        /// How to group it
        #[arg(long, value_name = "GROUPS", value_parser = groupings(), default_value = "increments")]
        by: RoadmapGrouping,
        /// In what form: bars on a time axis, the days at 50, 85 and 95 %, or now, next and later without a day
        #[arg(long = "as", value_name = "FORM", value_parser = forms(), default_value = "days")]
        form: RoadmapForm,
        /// Whom it is for: customers see what is promised in the nearest interval, later work without a day
        #[arg(long = "for", value_name = "WHO", value_parser = readers(), default_value = "inside")]
        readers: Readers,
    },
    /// Effort by bucket, against its target
    Balance(PrintArgs),
    /// Budget, price studies, offers and return; for you alone
    Money {
        #[command(flatten)]
        print: PrintArgs,
        /// Print JSON: what is unknown is null, exact numbers are fractions beside their decimals
        #[arg(long)]
        json: bool,
    },
    /// Risks by their letter, external dependencies, and what needs what in the coming increment
    Risks(PrintArgs),
    /// Actions, events, recognition, and what was said in demos
    Learn(PrintArgs),
    /// How work goes through its states: by team, under way, interval by interval
    Flow(PrintArgs),
    /// The pace on one page: promises kept, people overloaded, urgent that was not, thanks
    Pacing(PrintArgs),
    /// Decisions with what they cost, conversations and sessions
    Log(PrintArgs),
    /// What is known of customers, all parts of it
    Insight(PrintArgs),
    /// Needs with what is asked and seen of them, and the order in which assumptions are tested
    Needs(PrintArgs),
    /// KPIs with what moved them and what covers their gaps
    Kpis(PrintArgs),
    /// Journeys, stage by stage, and studies
    Journey(PrintArgs),
    /// Value and size of what comes next, who settled them, and the questions between the sides
    Handshake(PrintArgs),
    /// Stakeholders, what they must hear, and the talks there were
    Stakeholders(PrintArgs),
    /// What the backlog's own checks report
    Findings {
        #[command(flatten)]
        print: PrintArgs,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Why an item stands where it stands, and a message for the person who asked for it
    Explain {
        /// The item: its key, its id or a part of its title
        item: String,
        #[command(flatten)]
        print: PrintArgs,
        /// Print JSON: what is unknown is null, exact numbers are fractions beside their decimals
        #[arg(long)]
        json: bool,
    },
}

/// The ways to group a roadmap, by their words.
pub(super) fn groupings() -> impl TypedValueParser<Value = RoadmapGrouping> {
    let one = |(turn, name)| PossibleValue::new(name).help(words::grouping(turn));
    PossibleValuesParser::new(RoadmapGrouping::ALL.map(one))
        .map(|word| chosen(&RoadmapGrouping::ALL, &word))
}

/// The forms of a roadmap, by their words.
fn forms() -> impl TypedValueParser<Value = RoadmapForm> {
    PossibleValuesParser::new(RoadmapForm::ALL.map(|(_, name)| name))
        .map(|word| chosen(&RoadmapForm::ALL, &word))
}

/// Whom a roadmap is for, by their words.
pub(super) fn readers() -> impl TypedValueParser<Value = Readers> {
    PossibleValuesParser::new(Readers::ALL.map(|(_, name)| name))
        .map(|word| chosen(&Readers::ALL, &word))
}

/// The one of a word that was found among them.
fn chosen<T: Copy + Default>(all: &[(T, &str)], word: &str) -> T {
    let found = all.iter().find(|(_, name)| *name == word);
    found.map_or_else(T::default, |(one, _)| *one)
}

/// What is printed, and how wide.
#[derive(Clone, Debug, Args)]
pub(super) struct PrintArgs {
    /// The workspace; - reads standard input
    pub(super) file: PathBuf,
    /// How many columns to fill [default: COLUMNS, or 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(super) width: Option<u16>,
}

impl Shown {
    pub(super) const fn print(&self) -> &PrintArgs {
        match self {
            Self::Board(print)
            | Self::Grid(print)
            | Self::Plan(print)
            | Self::Balance(print)
            | Self::Risks(print)
            | Self::Learn(print)
            | Self::Flow(print)
            | Self::Pacing(print)
            | Self::Log(print)
            | Self::Insight(print)
            | Self::Needs(print)
            | Self::Kpis(print)
            | Self::Journey(print)
            | Self::Stakeholders(print)
            | Self::Handshake(print)
            | Self::Money { print, .. }
            | Self::Order { print, .. }
            | Self::Roadmap { print, .. }
            | Self::Findings { print, .. }
            | Self::Explain { print, .. } => print,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeArg {
    Auto,
    Dark,
    Light,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// What the board opens with.
#[derive(Clone, Debug)]
pub(super) enum OpenArgs {
    /// This workspace.
    File(PathBuf),
    /// This workspace, only to be looked at; hiding what is private from the start, or not.
    Follow(PathBuf, bool),
    /// The sample.
    Demo,
    /// The last workspace, if there is one.
    Last,
    /// The screen of one person, who is called so.
    Vote(PathBuf, String),
}

impl Wishes {
    /// Takes what was asked for on the command line over into the preferences.
    pub(super) fn apply(&self, preferences: &mut Preferences) {
        if let Some(theme) = self.theme {
            preferences.theme = match theme {
                ThemeArg::Auto => preferences::ColorTheme::Auto,
                ThemeArg::Dark => preferences::ColorTheme::Dark,
                ThemeArg::Light => preferences::ColorTheme::Light,
            };
        }
        if let Some(color) = self.color {
            preferences.color = match color {
                Color::Auto => preferences::Color::Auto,
                Color::Always => preferences::Color::Always,
                Color::Never => preferences::Color::Never,
            };
        }
        if self.ascii {
            preferences.charset = preferences::Charset::Ascii;
        }
    }
}

/// The commands by name.
pub(super) fn verbs() -> Vec<String> {
    let command = Cli::command();
    let all = command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned());
    all.collect()
}

/// What was meant where the first word is no command and no file, and more words follow it: `evenkeel shwo board`.
pub fn meant(words: &[String]) -> Option<String> {
    let mut plain = words.iter().filter(|word| !word.starts_with('-'));
    let first = plain.next()?;
    plain.next()?;
    let verbs = verbs();
    if verbs.contains(first) || paths::found(PathBuf::from(first)).exists() {
        return None;
    }
    let name = clean_line(first).into_owned();
    let verb = paths::nearest(first, verbs)?;
    Some(format!(
        "evenkeel: there is no command {name} · did you mean evenkeel {verb}?\n"
    ))
}

/// Does what the words say.
pub(super) fn perform(cli: Cli) -> RunOutcome {
    let mut surroundings = Surroundings::read();
    surroundings.config = cli.wishes.config.clone().or(surroundings.config);
    if let (Some(file), Some(_)) = (&cli.file, &cli.word) {
        let file = clean_line(&file.to_string_lossy()).into_owned();
        let why = format!(
            "{file} is not a command here · write the command first: evenkeel show board {file}"
        );
        return RunOutcome {
            code: 2,
            ..RunOutcome::failed(why)
        };
    }
    let opening = match cli.word {
        Some(Verb::Init { file }) => return commands::init(file),
        Some(Verb::Show { view }) => {
            let width = view.print().width.or(surroundings.columns).unwrap_or(100);
            return commands::show(&view, width);
        }
        Some(Verb::Import(wanted)) => {
            return import::import(wanted, surroundings.places().as_ref());
        }
        Some(Verb::Export(wanted)) => {
            return export::export(&wanted, surroundings.places().as_ref());
        }
        Some(Verb::Diff { from, to }) => return compare::diff(&from, &to),
        Some(Verb::Merge {
            base,
            ours,
            theirs,
            name,
        }) => return compare::merge(&base, &ours, &theirs, name.as_deref()),
        Some(Verb::GitSetup { files, yes }) => return git::setup(&files, yes),
        Some(Verb::Recover { file, number, out }) => {
            let places = surroundings.places();
            return recover::recover(places.as_ref(), &file, number, out.as_deref());
        }
        Some(Verb::Report {
            file,
            since,
            audience,
            json,
        }) => {
            let places = surroundings.places();
            return report::report(places.as_ref(), &file, &since, audience.into(), json);
        }
        Some(Verb::HelpTopics { topic, markdown }) => {
            let width = surroundings.columns.unwrap_or(100);
            return help::topic(topic.as_deref(), markdown, width);
        }
        Some(Verb::Man { command }) => return help::man(Cli::command(), command.as_deref()),
        Some(Verb::Completions { shell }) => return help::completions(Cli::command(), shell),
        Some(Verb::Check { file, json }) => return commands::check(&file, json),
        Some(Verb::Demo) => OpenArgs::Demo,
        Some(Verb::Follow { file, present }) => OpenArgs::Follow(paths::found(file), present),
        Some(Verb::Vote { file, name }) => OpenArgs::Vote(paths::found(file), name),
        None => cli
            .file
            .map_or(OpenArgs::Last, |file| OpenArgs::File(paths::found(file))),
    };
    #[cfg(unix)]
    return super::start::board(opening, &cli.wishes, surroundings);
    #[cfg(not(unix))]
    {
        let _ = opening;
        RunOutcome::failed("the board needs a Unix terminal so far; the other commands work here")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sound() {
        Cli::command().debug_assert();
    }
}
