//! The words that need no screen: making, showing, importing, checking.

use crate::desk::tab;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use ratatui::layout::Size;

use super::cli::{self, Shown};
use super::outcome::{RunOutcome, line, named, today, unsaved, wrong};
use super::{fresh, json, paths, recover};
use crate::desk::file::{File, Home};
use crate::desk::preferences::Preferences;
use crate::dialogs::explain;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::session::Session;
use crate::model::settings::Lens;
use crate::model::text::{Problem, Severity, clean_line};
use crate::model::words::{ITEM, ITEMS};
use crate::scoring::explain::words;
use crate::scoring::forecast::roadmap::chart::ChartWish;
use crate::shell::App;
use crate::shell::plain;
use crate::store::{self, LoadError, RealFiles, Refusal};

/// How high a printed view may think its screen is.
const HEIGHT: u16 = 60;

/// Makes a new workspace.
pub fn init(file: PathBuf) -> RunOutcome {
    let file = paths::workspace(file);
    let workspace = fresh::workspace(&fresh::product_name(&file));
    match store::create(&RealFiles, &file, &workspace, None) {
        Ok(_) => RunOutcome::done(format!(
            "made {name}; open it with: evenkeel {name}\n",
            name = named(&file)
        )),
        Err(error) => RunOutcome::failed(unsaved(&error)),
    }
}

/// Prints a view as plain text, or as facts for scripts.
pub fn show(view: &Shown, width: u16) -> RunOutcome {
    let file = view.print().file.as_path();
    let lens = matches!(view, Shown::Order { .. }).then_some(Lens::Order);
    let mut app = match ranked(file, width, lens) {
        Ok(app) => app,
        Err(error) => return unreadable(file, &error),
    };
    look_around(&mut app, view);
    let name = named(file);
    let count = Problem::counted(&app.desk.file.problems);
    let mut outcome = match told(&app, &name, view) {
        Ok(outcome) => outcome,
        Err(why) => return RunOutcome::failed(why),
    };
    if count > 0 {
        outcome.err = format!("evenkeel: problems in {name}: {count}; see evenkeel check {name}\n");
    }
    outcome
}

/// What a view tells of a board, or why it cannot.
fn told(app: &App, name: &str, view: &Shown) -> Result<RunOutcome, String> {
    let printed = |text: String| Ok(RunOutcome::shown(&text));
    match view {
        Shown::Order { json: true, .. } => Ok(json::print("order", name, json::order(app), 0)),
        Shown::Findings { json: true, .. } => {
            let findings = json::FindingsJson::of(app);
            Ok(json::print("findings", name, findings, 0))
        }
        Shown::Order { .. } => printed(plain::order(&app.desk)),
        Shown::Board(_) => printed(plain::board(&app.desk)),
        Shown::Grid(_) => printed(app.plain(tab::GRID)),
        Shown::Roadmap {
            by, form, readers, ..
        } => {
            let wish = ChartWish {
                grouping: *by,
                readers: *readers,
                months: None,
            };
            printed(plain::roadmap(
                &app.desk,
                *form,
                wish,
                app.desk.around.size.width.into(),
            ))
        }
        Shown::Plan(_) => printed(app.plain(tab::PLAN)),
        Shown::Balance(_) => printed(plain::balance(&app.desk)),
        Shown::Money { json: true, .. } => Ok(json::print("money", name, json::money(app), 0)),
        Shown::Money { .. } => printed(app.plain(tab::MONEY)),
        Shown::Risks(_) => printed(app.plain(tab::RISK)),
        Shown::Learn(_) => printed(app.plain(tab::LEARN)),
        Shown::Flow(_) => printed(app.plain_of(tab::LEARN, "Flow")),
        Shown::Pacing(_) => printed(app.plain_of(tab::LEARN, "Pacing")),
        Shown::Log(_) => printed(app.plain(tab::LOG)),
        Shown::Insight(_) => printed(app.plain(tab::INSIGHT)),
        Shown::Needs(_) => {
            let parts = ["Needs", "Assumptions"].map(|part| app.plain_of(tab::INSIGHT, part));
            printed(parts.concat())
        }
        Shown::Kpis(_) => printed(app.plain_of(tab::INSIGHT, "KPIs")),
        Shown::Journey(_) => printed(app.plain_of(tab::INSIGHT, "Journeys")),
        Shown::Stakeholders(_) => printed(app.plain_of(tab::INSIGHT, "Stakeholders")),
        Shown::Handshake(_) => printed(app.plain_of(tab::INSIGHT, "Handshake")),
        Shown::Findings { .. } => printed(app.plain(tab::FINDINGS)),
        Shown::Explain { item, json, .. } => explained(app, name, item, *json),
    }
}

/// Computes what a view tells beyond the ranking, and no more.
fn look_around(app: &mut App, view: &Shown) {
    let (derived, workspace) = (&mut app.desk.derived, &app.desk.workspace);
    match view {
        Shown::Order { json: true, .. } | Shown::Findings { .. } | Shown::Explain { .. } => {
            derived.survey_now(workspace);
        }
        Shown::Order { json: false, .. }
        | Shown::Board(_)
        | Shown::Plan(_)
        | Shown::Roadmap { .. }
        | Shown::Money { .. } => derived.forecast_now(workspace),
        Shown::Grid(_)
        | Shown::Balance(_)
        | Shown::Risks(_)
        | Shown::Learn(_)
        | Shown::Flow(_)
        | Shown::Pacing(_)
        | Shown::Log(_)
        | Shown::Insight(_)
        | Shown::Needs(_)
        | Shown::Kpis(_)
        | Shown::Journey(_)
        | Shown::Handshake(_)
        | Shown::Stakeholders(_) => {}
    }
}

/// Opens a workspace with all that follows from it, under another lens than its own if asked.
pub(super) fn surveyed(file: &Path, width: u16, lens: Option<Lens>) -> Result<App, LoadError> {
    let mut app = ranked(file, width, lens)?;
    app.desk.derived.survey_now(&app.desk.workspace);
    Ok(app)
}

/// Opens a workspace with its ranking, under another lens than its own if asked.
pub(super) fn ranked(file: &Path, width: u16, lens: Option<Lens>) -> Result<App, LoadError> {
    let file = &paths::found(file.to_owned());
    let (workspace, problems, path) = if paths::is_stream(file) {
        let (workspace, problems) = store::parse_bytes(&paths::standard_input(file)?)?;
        (workspace, problems, file.to_owned())
    } else {
        let opened = store::open(&RealFiles, file)?;
        (opened.workspace, opened.problems, opened.path)
    };
    let mut app = App::new(
        workspace,
        File::new(Home::File(path), problems),
        Preferences::default(),
        0,
        Size {
            width,
            height: HEIGHT,
        },
        Some(today()),
    );
    if let Some(lens) = lens {
        app.desk.derived.look_through(&app.desk.workspace, lens);
        app.desk.settle();
    }
    Ok(app)
}

/// Why one item stands where it stands, or which items its name could mean.
fn explained(app: &App, file: &str, name: &str, as_json: bool) -> Result<RunOutcome, String> {
    let id = named_item(&app.desk.workspace, name)?;
    let why = explain::explained(&app.desk, id)
        .ok_or_else(|| format!("nothing is known of {}", clean_line(name)))?;
    let message = words::message(&app.desk.workspace, &why, app.desk.derived.today);
    if as_json {
        let body = json::explained(app, &why, &message);
        return Ok(json::print("explain", file, body, 0));
    }
    let title = app.desk.workspace.get::<Item>(id).map(|item| &item.title);
    let to = message.to.as_deref().unwrap_or("the person who asked");
    let heads = [
        title.cloned().unwrap_or_default(),
        format!("Message for {to}"),
    ];
    let bodies = [words::team(&app.desk.workspace, &why), message.lines];
    let mut out = String::new();
    for (head, body) in heads.iter().zip(&bodies) {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "{}\n", clean_line(head));
        for line in body {
            let _ = writeln!(out, "{}", clean_line(line));
        }
    }
    Ok(RunOutcome::shown(&out))
}

/// The item of a key, an id, a title or a part of one title alone, in capitals or not.
fn named_item(workspace: &Workspace, name: &str) -> Result<Id, String> {
    let items = workspace.all::<Item>();
    let all: Vec<_> = items
        .map(|item| (item.id, item.key.as_str(), item.title.as_str()))
        .collect();
    called(&all, "items", name)?.ok_or_else(|| {
        let name = clean_line(name);
        format!(
            "no {ITEM} has the key, the id or a title with {name}; evenkeel show board lists them"
        )
    })
}

/// The session of an id, a name or a part of one name alone, in capitals or not.
pub(super) fn named_session(workspace: &Workspace, name: &str) -> Result<Id, String> {
    let sessions = workspace.all::<Session>();
    let all: Vec<_> = sessions
        .map(|session| (session.id, "", session.name.as_str()))
        .collect();
    called(&all, "sessions", name)?.ok_or_else(|| {
        let names: Vec<String> = all
            .iter()
            .map(|(_, _, name)| clean_line(name).into_owned())
            .collect();
        let (name, known) = (clean_line(name), names.join(", "));
        match known.as_str() {
            "" => format!("no session is called {name}; there is none yet"),
            known => format!("no session is called {name}; there are: {known}"),
        }
    })
}

/// The id, key and name of something.
type NamedId<'a> = (Id, &'a str, &'a str);

/// The one of all that a text calls; or which it could mean.
fn called(all: &[NamedId<'_>], what: &str, name: &str) -> Result<Option<Id>, String> {
    const LISTED: usize = 10;
    let wanted = name.to_lowercase();
    let ways: [&dyn Fn(&NamedId<'_>) -> bool; 4] = [
        &|(id, ..)| id.to_string() == name,
        &|(_, key, _)| !key.is_empty() && key.to_lowercase() == wanted,
        &|(.., called)| called.to_lowercase() == wanted,
        &|(.., called)| !wanted.is_empty() && called.to_lowercase().contains(&wanted),
    ];
    let name = clean_line(name);
    for way in ways {
        let found: Vec<_> = all.iter().filter(|one| way(one)).collect();
        match found.as_slice() {
            [] => {}
            [(id, ..)] => return Ok(Some(*id)),
            many => {
                let mut why = format!("{} {what} are called {name}; say which:", many.len());
                for (id, key, called) in many.iter().take(LISTED) {
                    let _ = write!(why, "\n  {id}  {key} {called}");
                }
                if many.len() > LISTED {
                    let _ = write!(why, "\n  and {} more", many.len() - LISTED);
                }
                let lines: Vec<_> = why.lines().map(clean_line).collect();
                return Err(lines.join("\n"));
            }
        }
    }
    Ok(None)
}

/// Lists what is wrong with a workspace: problems of the file, findings of the backlog.
pub fn check(file: &Path, json: bool) -> RunOutcome {
    let app = match surveyed(file, 100, None) {
        Ok(app) => app,
        Err(error) => return unreadable(file, &error),
    };
    let (name, mut out) = (named(file), String::new());
    let problems = &app.desk.file.problems;
    let loud = || {
        let all = app.desk.derived.survey.findings.iter();
        all.filter(|finding| finding.silence.is_none())
    };
    let severities = problems.iter().map(|problem| problem.severity);
    let severities = severities.chain(loud().map(|finding| finding.check.severity));
    let is_wrong = severities.max() == Some(Severity::Error);
    if json {
        let checked = json::Checked {
            ok: !is_wrong,
            problems: problems.iter().map(json::Wrong::of).collect(),
            findings: json::FindingsJson::of(&app),
        };
        return json::print("check", &name, checked, u8::from(is_wrong));
    }
    for problem in problems {
        let word = problem.severity.word();
        let _ = writeln!(out, "{name}: {word}: {}", line(problem));
    }
    for finding in loud() {
        let _ = writeln!(
            out,
            "{name}: {}",
            crate::views::findings::plain::finding(&app.desk, finding)
        );
    }
    let items = app.desk.workspace.count(Item::KIND);
    let all = Problem::counted(problems);
    let listed = match problems.iter().filter(|problem| problem.count == 1).count() {
        listed if listed < all => format!(" ({listed} of them listed)"),
        _ => String::new(),
    };
    let findings = loud().count();
    let _ = writeln!(
        out,
        "{name}: {ITEMS}: {items}, problems: {all}{listed}, findings: {findings}"
    );
    RunOutcome {
        code: u8::from(is_wrong),
        ..RunOutcome::done(out)
    }
}

/// Says why a file was refused: where, with the lines around it, and the next step.
pub(super) fn unreadable(file: &Path, error: &LoadError) -> RunOutcome {
    let mut err = format!("evenkeel: {}\n", wrong(file, error));
    if !error.excerpt.is_empty() {
        let _ = writeln!(err, "{}", error.excerpt);
    }
    let _ = writeln!(err, "{}", clean_line(error.hint()));
    if error.refusal == Refusal::Unreadable && !file.exists() {
        let typed = file.to_string_lossy();
        let verb = paths::nearest(&typed, cli::verbs());
        let verb = verb.map(|verb| format!("did you mean the command evenkeel {verb}?"));
        let near = || Some(format!("did you mean {}?", paths::nearest_file(file)?));
        if let Some(meant) = verb.or_else(near) {
            let _ = writeln!(err, "{}", clean_line(&meant));
        }
    }
    if let Some(hint) = recover::hint(file) {
        let _ = writeln!(err, "{hint}");
    }
    RunOutcome {
        err,
        code: 1,
        ..RunOutcome::default()
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;
    use crate::desk::derived::AT_ONCE;
    use crate::edit::{self, Edit};
    use crate::store::FileAccess;

    #[derive(Parser)]
    struct Words {
        #[command(subcommand)]
        view: Shown,
    }

    #[test]
    fn a_view_tells_the_same_where_only_it_is_computed() {
        let (mut workspace, _) = store::parse(super::super::opening::SAMPLE).unwrap();
        let more = (0..AT_ONCE as u64).map(|at| Edit::Insert(Box::new(Item::new(Id::of_hash(at)))));
        edit::restore(&mut workspace, more.collect()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("board.ron");
        let text = store::canonical(&workspace);
        store::write_new(&RealFiles, &path, text.as_bytes(), FileAccess::Usual).unwrap();
        let words = Words::command();
        let views = words.get_subcommands().map(clap::Command::get_name);
        for view in views.filter(|view| !["explain", "help"].contains(view)) {
            let file = path.to_str().unwrap();
            let Words { view: shown } = Words::parse_from(["show", view, file]);
            let lens = (view == "order").then_some(Lens::Order);
            let mut alone = ranked(&path, 100, lens).unwrap();
            look_around(&mut alone, &shown);
            let whole = surveyed(&path, 100, lens).unwrap();
            let [alone, whole] = [alone, whole].map(|app| told(&app, "", &shown).unwrap().out);
            assert_eq!(alone, whole, "{view}");
        }
    }
}
