//! Opening a workspace: its file and its journals, brought together.
//!
//! Owns what is said about it. Used at the start and when another workspace is opened.

use std::path::{Path, PathBuf};

use chrono::Local;

use super::fresh;
use super::outcome::wrong;
use crate::desk::file::{File, Home, Opened};
use crate::desk::notice::{Notice, Tone};
use crate::edit::history::History;
use crate::model::format::count;
use crate::model::key::{APP_PALETTE, APP_REDO, APP_SAVE};
use crate::model::limits::PROSE_LIMIT;
use crate::model::text::{Problem, Severity, clean_line};
use crate::model::words::worded;
use crate::model::{KINDS, Workspace};
use crate::store::backups::Backups;
use crate::store::journal::{self, Adopted, Draft, Journal, Past, Recovered, Shelf};
use crate::store::places::Places;
use crate::store::{
    self, Files as _, Fingerprint, KnownFile, LoadError, RealFiles, Scratch, Unfinished,
};

/// The built-in sample.
pub(super) const SAMPLE: &str = include_str!("../../assets/sample.ron");
/// The most steps that are named one by one.
const NAMED: usize = 3;

/// A workspace that was opened, and what its saver goes on with.
pub(super) struct Opening {
    /// What the board shows.
    pub(super) opened: Opened,
    /// What the file held; none where there is no file.
    pub(super) known: Option<KnownFile>,
    /// The journal, if there is to be one.
    pub(super) journal: Option<Journal<RealFiles>>,
    /// Whether anything came back that no file holds.
    pub(super) is_recovered: bool,
}

/// Opens a file and what its journals have beyond it.
pub(super) fn file(places: Option<&Places>, path: &Path) -> Result<Opening, LoadError> {
    let (read, unfinished) = resumed(places, path)?;
    let versions = places.map(|places| Backups::new(&places.state, &read.path));
    let is_older = |file| {
        let all = versions
            .as_ref()
            .map(|versions| versions.all(&RealFiles).unwrap_or_default());
        let is_kept = all.is_some_and(|all| all.iter().any(|version| version.holds(file)));
        // One that went on since it was read is somebody's at work.
        is_kept
            && RealFiles
                .holds(&read.path, read.known.bytes())
                .unwrap_or_default()
    };
    let (mut opening, slip) = begun(
        places,
        is_older,
        read.workspace,
        read.known.fingerprint(),
        Some(&read.path),
    );
    let is_closed = read.read_only || !store::can_write(&read.path);
    let file = &mut opening.opened.file;
    file.home = Home::File(read.path);
    let mut problems = read.problems;
    problems.extend(is_closed.then(|| {
        let hint = "edits need a file of their own: use save as, or allow writing to this one";
        Problem::new(Severity::Warning, "the file is read-only", hint)
    }));
    problems.append(&mut file.problems);
    file.problems = problems;
    if let Some(Unfinished { theirs, conflicts }) = unfinished {
        file.take_unfinished(&theirs, conflicts);
        // What there is to review is said with the size.
        opening.opened.said = None;
    }
    // What an undo brings back stands as it stood in one of these.
    let earlier = versions.map(|versions| versions.latest(&RealFiles));
    opening.known = Some(read.known.with_earlier(earlier.unwrap_or_default()));
    opening.opened.said = opening.opened.said.take().or(slip);
    if is_closed {
        let name = opening.opened.file.name();
        let said = format!("{name} is read-only: edits go to another file, {APP_PALETTE} save as");
        let (tone, said) = match opening.opened.said.take() {
            Some(more) => (more.tone, format!("{said} · {}", more.text)),
            None => (Tone::Hint, said),
        };
        opening.opened.said = Some(Notice::outside(tone, said));
    }
    Ok(opening)
}

/// Opens a file to look at what somebody else does with it: nothing is written, and there is no journal.
pub(super) fn followed(path: &Path) -> Result<Opening, LoadError> {
    let read = store::open(&RealFiles, path)?;
    let said = worded("this window follows the file and changes nothing · {APP_QUIT} closes it");
    Ok(Opening {
        opened: Opened {
            workspace: read.workspace,
            file: File::new(Home::File(read.path), read.problems),
            history: History::following(),
            said: Some(Notice::outside(Tone::Hint, said)),
        },
        known: None,
        journal: None,
        is_recovered: false,
    })
}

/// Opens a workspace file to work on; a save that was interrupted in it is finished first.
fn resumed(
    places: Option<&Places>,
    path: &Path,
) -> Result<(store::OpenedFile, Option<Unfinished>), LoadError> {
    let state = places.map(|places| places.state.as_path());
    let finished = store::finish(&RealFiles, state, path);
    let mut resumed = store::resume(&RealFiles, path)?;
    // Why it could not be finished is tried and said again with the first save.
    if let Ok(Some(said)) = finished {
        let hint = "check that your latest edits are there";
        let problem = Problem::new(Severity::Warning, said, hint);
        resumed.0.problems.push(problem);
    }
    for copy in store::aside::copies(&RealFiles, &resumed.0.path) {
        let name = copy.file_name().unwrap_or_default().to_string_lossy();
        let what = format!(
            "{} lies beside the file: somebody's changes that were not merged",
            clean_line(&name)
        );
        let hint = "evenkeel diff compares the two; take over what you need, then delete it";
        let problem = Problem::new(Severity::Warning, what, hint);
        resumed.0.problems.push(problem);
    }
    Ok(resumed)
}

/// Opens untitled work: what was left of it, or a new workspace.
pub(super) fn untitled(places: Option<&Places>) -> Opening {
    let workspace = fresh::workspace("");
    let held = Fingerprint::of(store::canonical(&workspace).as_bytes());
    begun(places, |_| false, workspace, held, None).0
}

/// Opens a copy of the sample, which has no journal.
pub(super) fn demo() -> Result<Opening, LoadError> {
    let (workspace, problems) = store::parse(SAMPLE)?;
    Ok(Opening {
        opened: Opened::new(workspace, File::new(Home::Demo, problems)),
        known: None,
        journal: None,
        is_recovered: false,
    })
}

/// The journal of work that goes on in another file.
pub(super) fn moved(
    places: Option<&Places>,
    path: &Path,
    history: &History,
    file: Fingerprint,
) -> Option<Journal<RealFiles>> {
    let shelf = Shelf::new(&places?.state, Some(path));
    let name = path.to_string_lossy().into_owned();
    let past = Past::of(name, now(), history.clone(), file);
    Some(journal(shelf, &past, None))
}

/// The time of this machine, for people.
fn now() -> String {
    Local::now().format("%Y-%m-%d %H:%M").to_string()
}

fn journal(shelf: Shelf, past: &Past, adopted: Option<Adopted<RealFiles>>) -> Journal<RealFiles> {
    Journal::new(
        RealFiles,
        shelf,
        KINDS.to_vec(),
        fastrand::u64(..),
        past,
        adopted,
    )
}

/// A workspace and what its journals say; and what keeps them from being read, if anything.
fn begun(
    places: Option<&Places>,
    is_older: impl FnOnce(Fingerprint) -> bool,
    workspace: Workspace,
    held: Fingerprint,
    file: Option<&Path>,
) -> (Opening, Option<Notice>) {
    let plain = |workspace, journal| Opening {
        opened: Opened::new(workspace, File::new(Home::Untitled, Vec::new())),
        known: None,
        journal,
        is_recovered: false,
    };
    let path = file.map_or_else(String::new, |file| file.to_string_lossy().into_owned());
    let Some(shelf) = places.map(|places| Shelf::new(&places.state, file)) else {
        return (plain(workspace, None), None);
    };
    let mut adopted = match journal::adopt(&RealFiles, &shelf, KINDS) {
        Ok(adopted) => adopted,
        Err(error) => {
            let what = format!("the journals of earlier sessions cannot be read: {error}");
            let past = Past::of(path, now(), History::default(), held);
            let journal = journal(shelf, &past, None);
            let slip = Notice::outside(Tone::Failed, &*clean_line(&what));
            return (plain(workspace, Some(journal)), Some(slip));
        }
    };
    if adopted.others == 0
        && let Some(file) = file
    {
        // What a save that was killed left is not worth a word.
        store::sweep(&RealFiles, file, |version| adopted.gave(version));
    }
    let mut recovered = journal::recover(workspace, held, &mut adopted, is_older, path, now());
    let left = places.map(|places| Scratch::left(&places.state, file, 4 * PROSE_LIMIT));
    let left = left.unwrap_or_default();
    let as_draft = |(_, text): &(PathBuf, String)| Draft {
        of: "Text in an editor".to_owned(),
        text: text.clone(),
        spot: None,
    };
    // What was lost last comes first.
    recovered.drafts.splice(0..0, left.iter().map(as_draft));
    recovered.past.drafts.clone_from(&recovered.drafts);
    let aside = adopted.aside();
    let mut said = said(&recovered, file.is_none());
    let Recovered {
        workspace,
        past,
        saved,
        steps,
        mut problems,
        drafts,
        ..
    } = recovered;
    for path in aside {
        let what = format!("a journal is kept as {}", path.display());
        let hint = "it is a text file; remove it if you do not need what is in it";
        problems.push(Problem::new(Severity::Note, what, hint));
        let more = worded("a journal could not be used up, see {APP_PALETTE} problems");
        said = Some(said.map_or_else(|| more.to_owned(), |said| format!("{said} · {more}")));
    }
    if adopted.others > 0 {
        let more = "another evenkeel has this workspace open";
        said = Some(said.map_or_else(|| more.to_owned(), |said| format!("{said} · {more}")));
    }
    let mut file = File::new(Home::Untitled, problems);
    (file.saved, file.drafts) = (saved, drafts);
    let is_recovered = !steps.is_empty() || !file.drafts.iter().all(Draft::is_presenting);
    let mut opened = Opened::new(workspace, file);
    opened.history = past.history.clone();
    opened.said = said.map(Notice::hint);
    let mut journal = journal(shelf, &past, Some(adopted));
    if !left.is_empty() && journal.write().is_ok() {
        for (folder, _) in &left {
            Scratch::let_go(folder);
        }
    }
    let opening = Opening {
        opened,
        known: None,
        journal: Some(journal),
        is_recovered,
    };
    (opening, None)
}

/// What came back, in a line.
fn said(recovered: &Recovered, is_untitled: bool) -> Option<String> {
    let mut parts = Vec::new();
    let steps = recovered.steps.len();
    if steps > 0 && is_untitled {
        let since = &recovered.since;
        parts.push(format!(
            "recovered: untitled work from {since}, {APP_SAVE} saves it"
        ));
    } else if steps > 0 {
        let edits = count(steps, "edit", "edits");
        let last = recovered.steps.iter().rev().take(NAMED).cloned();
        let more = if steps > NAMED { ", …" } else { "" };
        let names = last.collect::<Vec<_>>().join(", ");
        parts.push(format!(
            "recovered {edits} that had not reached the file: {names}{more}"
        ));
    }
    if recovered.later > 0 {
        let steps = count(recovered.later, "later step", "later steps");
        let them = if recovered.later == 1 { "it" } else { "them" };
        parts.push(format!(
            "the file is an earlier version, kept as it is · {steps}: {APP_REDO} brings {them} back"
        ));
    }
    if recovered.lost > 0 {
        let steps = count(recovered.lost, "earlier step", "earlier steps");
        parts.push(format!(
            "the file was changed by somebody else: {steps} cannot be undone any more"
        ));
    }
    let clashes = recovered.problems.len();
    if clashes > 0 {
        let what = count(clashes, "thing is", "things are");
        parts.push(format!("{what} not clear, see {APP_PALETTE} problems"));
    }
    if !recovered.drafts.iter().all(Draft::is_presenting) {
        parts.push(worded("text you were typing was kept, see {APP_PALETTE} kept text").to_owned());
    }
    (!parts.is_empty()).then(|| clean_line(&parts.join(" · ")).into_owned())
}

/// Why a file was not opened, in one line with its name.
pub(super) fn refusal(path: &Path, error: &LoadError) -> String {
    format!("{} · {}", wrong(path, error), clean_line(error.hint()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::store::{FileAccess, write_new};

    #[test]
    fn a_read_only_file_says_so_before_anything_else() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::new(None, Some(home.path().as_os_str())).unwrap();
        let path = home.path().join("board.ron");
        write_new(&RealFiles, &path, b"(items: [])", FileAccess::Usual).unwrap();
        let said = || file(Some(&places), &path).unwrap().opened.said;
        assert!(said().is_none());
        let closed = std::os::unix::fs::PermissionsExt::from_mode(0o444);
        std::fs::set_permissions(&path, closed).unwrap();
        let text = said().unwrap().text;
        assert!(text.starts_with("board.ron is read-only"), "{text}");
        // A text that comes back does not displace it.
        let path = RealFiles.resolve(&path).unwrap();
        let lent = Scratch::new(&places.state, Some(&path), "a note").unwrap();
        lent.keep();
        let text = said().unwrap().text;
        assert!(text.starts_with("board.ron is read-only"), "{text}");
        assert!(text.contains("kept text"), "{text}");
    }

    #[test]
    fn what_failed_is_no_hint_in_a_read_only_file() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::new(None, Some(home.path().as_os_str())).unwrap();
        let path = home.path().join("board.ron");
        write_new(&RealFiles, &path, b"(items: [])", FileAccess::Usual).unwrap();
        // Where the journals should be stands something else.
        std::fs::create_dir_all(&places.state).unwrap();
        let journals = places.state.join("journal");
        write_new(&RealFiles, &journals, b"", FileAccess::Usual).unwrap();
        let closed = std::os::unix::fs::PermissionsExt::from_mode(0o444);
        std::fs::set_permissions(&path, closed).unwrap();
        let said = file(Some(&places), &path).unwrap().opened.said.unwrap();
        assert_eq!(said.tone, Tone::Failed);
        let text = said.text;
        assert!(text.starts_with("board.ron is read-only"), "{text}");
        assert!(text.contains("journals"), "{text}");
    }
}
