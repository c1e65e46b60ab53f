//! Telling git to merge workspaces with evenkeel.
//!
//! Owns what is written into a repository: a line for each workspace in `.gitattributes`, which goes to
//! everybody, and the driver in the configuration of this clone, which does not.

use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::attributes;
use super::outcome::{RunOutcome, unsaved, wrong};
use crate::model::text::clean_line;
use crate::store::files::FileAccess;
use crate::store::{self, Files, RealFiles};

/// What git runs. Where evenkeel is missing or fails, git takes our side alone for the result of the
/// driver; so git's own merge of lines, with markers, stands in for it.
const DRIVER: &str = "evenkeel merge %O %A %B %P; s=$?; test $s -le 1 && exit $s; \
                      exec git merge-file --diff3 -L ours -L base -L theirs %A %O %B";
/// What git calls it.
const NAME: &str = "evenkeel: records and fields of a workspace";
/// What everybody has to know.
const EVERYBODY: &str = "\
Everybody who clones the repository has to run evenkeel git-setup once. Without it git merges the lines of
the file and marks conflicts, which evenkeel opens too.
";

/// Shows what is to be written, asks, and writes it.
pub fn setup(files: &[PathBuf], yes: bool) -> RunOutcome {
    match planned(files) {
        Ok(plan) if plan.attributes.is_none() && plan.config.is_empty() => {
            RunOutcome::done("nothing to do: git merges workspaces with evenkeel here\n")
        }
        Ok(plan) => {
            let shown = plan.shown();
            if yes {
                return plan.carried_out(shown);
            }
            match asked(&shown) {
                Ok(true) => plan.carried_out(String::new()),
                Ok(false) => RunOutcome::done("nothing was written\n"),
                Err(why) => RunOutcome::failed(format!("{why}; nothing was written")),
            }
        }
        Err(why) => RunOutcome::failed(format!("{why}; nothing was written")),
    }
}

/// What is to be written.
struct GitSetup {
    path: PathBuf,
    /// The new text of `.gitattributes` and the lines that are new in it.
    attributes: Option<(String, Vec<String>)>,
    /// Names and values in git's configuration.
    config: Vec<(&'static str, &'static str)>,
}

fn planned(files: &[PathBuf]) -> Result<GitSetup, String> {
    let root = git(&["rev-parse", "--show-toplevel"])
        .map_err(|why| format!("this is not a git repository to work in: {why}"))?;
    let root = PathBuf::from(root.trim_end_matches('\n'));
    let mut lines = Vec::new();
    for file in workspaces(files)? {
        let whole = file
            .canonicalize()
            .map_err(|error| format!("cannot open {}: {error}", file.display()))?;
        let root = root.canonicalize().unwrap_or_else(|_| root.clone());
        let inside = whole
            .strip_prefix(&root)
            .map_err(|_| format!("{} is not in this repository", file.display()))?;
        let inside = inside
            .to_str()
            .ok_or_else(|| format!("the name of {} is not UTF-8", file.display()))?
            .replace(std::path::MAIN_SEPARATOR, "/");
        if inside.contains(['\\', '\n', '\r']) {
            let name = clean_line(&inside);
            return Err(format!(
                "git cannot take {name}: its name has a backslash or a line break; rename it"
            ));
        }
        lines.push(attributes::line(&inside));
    }
    let path = root.join(".gitattributes");
    let path = RealFiles.resolve(&path).unwrap_or(path);
    let before = match store::read(&RealFiles, &path) {
        Ok(bytes) => {
            String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8 text", path.display()))?
        }
        Err(_) if path.symlink_metadata().is_err() => String::new(),
        Err(error) => return Err(error.to_string()),
    };
    let attributes = attributes::completed(&before, &lines).map(|text| {
        let is_new = |line: &String| !before.lines().any(|known| known.trim() == line);
        (text, lines.into_iter().filter(is_new).collect())
    });
    let wanted = [
        ("merge.evenkeel.name", NAME),
        ("merge.evenkeel.driver", DRIVER),
    ];
    let lacks = |(name, value): &(&str, &str)| {
        git(&["config", "--local", "--get", name]).map_or(true, |now| now.trim_end() != *value)
    };
    Ok(GitSetup {
        path,
        attributes,
        config: wanted.into_iter().filter(lacks).collect(),
    })
}

/// The workspaces named, or those among the RON files that git sees from here.
fn workspaces(files: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    for file in files {
        store::resume(&RealFiles, file).map_err(|error| wrong(file, &error))?;
    }
    if !files.is_empty() {
        return Ok(files.to_vec());
    }
    let listed = git(&[
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "*.ron",
    ])?;
    let mut found: Vec<PathBuf> = listed
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
        .filter(|path| store::resume(&RealFiles, path).is_ok())
        .collect();
    found.sort();
    found.dedup();
    if found.is_empty() {
        return Err("there is no workspace here; name the file".to_owned());
    }
    Ok(found)
}

impl GitSetup {
    fn shown(&self) -> String {
        let mut out = String::new();
        if let Some((_, lines)) = &self.attributes {
            let path = self.path.to_string_lossy();
            let _ = writeln!(out, "to {}:", clean_line(&path));
            for line in lines {
                let _ = writeln!(out, "    {}", clean_line(line));
            }
        }
        if !self.config.is_empty() {
            let _ = writeln!(out, "to the configuration of this clone:");
            for (name, value) in &self.config {
                let _ = writeln!(out, "    git config {name} '{value}'");
            }
        }
        out + EVERYBODY
    }

    fn carried_out(self, shown: String) -> RunOutcome {
        if let Some((text, _)) = &self.attributes {
            let bytes = text.as_bytes();
            let written = if self.path.exists() {
                store::overwrite(&RealFiles, &self.path, bytes).map(drop)
            } else {
                store::write_new(&RealFiles, &self.path, bytes, FileAccess::Usual)
            };
            if let Err(error) = written {
                return RunOutcome::failed(unsaved(&error));
            }
        }
        for (name, value) in &self.config {
            if let Err(why) = git(&["config", "--local", name, value]) {
                return RunOutcome::failed(why);
            }
        }
        RunOutcome::done(shown + "done: git merges workspaces with evenkeel here\n")
    }
}

/// Shows a text on the terminal and waits for yes or no.
fn asked(shown: &str) -> Result<bool, String> {
    if !io::stdin().is_terminal() {
        return Err(format!(
            "there is no terminal to ask on; --yes agrees to this\n{shown}"
        ));
    }
    let mut terminal = io::stderr().lock();
    let asked = write!(terminal, "{shown}Write this? [y/N] ").and_then(|()| terminal.flush());
    asked.map_err(|error| error.to_string())?;
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| error.to_string())?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Runs git here, and gives what it says.
fn git(args: &[&str]) -> Result<String, String> {
    String::from_utf8(asked_of(Path::new("."), args)?)
        .map_err(|_| "git's answer is not UTF-8".to_owned())
}

/// Runs git in a folder, and gives what it says. No shell is between: an argument is one argument.
pub(super) fn asked_of(folder: &Path, args: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .args(args)
        .current_dir(folder)
        .output()
        .map_err(|error| format!("cannot run git: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(clean_line(said.trim()).into_owned())
}
