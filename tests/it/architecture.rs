//! The shape of the code: what may know what, how long files are, one place for each thing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use evenkeel::shell::commands;

/// The modules from the bottom up: each may use itself and what stands before it.
const LAYERS: [&str; 10] = [
    "model", "scoring", "edit", "store", "exchange", "desk", "ui", "views", "shell", "run",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file below a folder, with its path from there.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(&here).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(found.len() > 5, "sources are found");
    found
}

fn layer(path: &str) -> Option<usize> {
    let first = path.split(['/', '.']).next()?;
    // Dialogs stand beside the views.
    let first = if first == "dialogs" { "views" } else { first };
    LAYERS.iter().position(|layer| *layer == first)
}

/// The code of a file without comments.
fn code(text: &str) -> String {
    let line = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().filter(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for (name, text) in sources(&root().join("src")) {
        let Some(own) = layer(&name) else { continue };
        let code = code(&text);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for above in LAYERS.iter().skip(own + 1) {
            let dialogs = if *above == "views" { "dialogs" } else { above };
            let names = |layer: &str| {
                code.contains(&format!("crate::{layer}::"))
                    || code.contains(&format!("use crate::{layer};"))
            };
            if names(above) || names(dialogs) {
                wrong.push(format!("{name} ({}) uses {above}", LAYERS[own]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The first two names of a path below `views` or `dialogs`: the room it belongs to.
fn room(path: &str) -> Option<(&str, &str)> {
    let mut parts = path.split(['/', '.']);
    let (front, room) = (parts.next()?, parts.next()?);
    (["views", "dialogs"].contains(&front) && room != "rs").then_some((front, room))
}

#[test]
fn no_view_knows_another_and_no_dialog_knows_a_view() {
    let all = sources(&root().join("src"));
    let views: Vec<&str> = all
        .iter()
        .filter_map(|(name, _)| room(name))
        .filter(|(front, _)| *front == "views")
        .map(|(_, room)| room)
        .collect();
    let mut wrong = Vec::new();
    for (name, text) in &all {
        let Some((front, own)) = room(name) else {
            continue;
        };
        let code = code(text);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for view in &views {
            let is_own = front == "views" && own == *view;
            if !is_own && code.contains(&format!("crate::views::{view}::")) {
                wrong.push(format!("{name} knows the view {view}"));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_shell_gets_the_whole_program() {
    let mut wrong = Vec::new();
    for (name, text) in sources(&root().join("src")) {
        let allowed = name.starts_with("shell") || name.starts_with("run") || name == "main.rs";
        let code = code(&text);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        if !allowed && code.contains("shell::App") {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where a path begins in a text, as far as it goes: at this word, with nothing of a path before it.
fn begins<'t>(code: &'t str, word: &str) -> Vec<&'t str> {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let all = code.match_indices(word);
    let first = all.filter(|(at, _)| !code[..*at].ends_with(is_path));
    first.map(|(at, _)| &code[at..]).collect()
}

/// The whole paths that a file names by `crate`, `super` and `self`, from the root.
fn named(module: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let starts = ["crate::", "super::", "self::"].map(|start| begins(code, start));
    for text in starts.concat() {
        let is_path = |c: &char| c.is_alphanumeric() || matches!(c, '_' | ':');
        let head: String = text.chars().take_while(is_path).collect();
        let mut own: Vec<&str> = module.split("::").collect();
        for part in head.split("::").filter(|part| !part.is_empty()) {
            match part {
                "crate" => own.clear(),
                "self" => {}
                "super" => drop(own.pop()),
                name => own.push(name),
            }
        }
        let list = text[head.len()..].strip_prefix('{');
        match list.and_then(|list| list.split('}').next()) {
            Some(list) => found.extend(list.split(',').filter(|one| !one.trim().is_empty()).map(
                |one| {
                    [own.join("::").as_str(), one.trim()]
                        .join("::")
                        .trim_matches(':')
                        .to_owned()
                },
            )),
            None => found.push(own.join("::")),
        }
    }
    found
}

/// The largest circle of files that import each other, counted by what they name by `crate`, `super` and `self`, and
/// by the children that a file names.
fn largest_circle() -> Vec<String> {
    let all = sources(&root().join("src"));
    let module = |name: &str| name.trim_end_matches(".rs").replace('/', "::");
    let names: Vec<String> = all.iter().map(|(name, _)| module(name)).collect();
    let owner = |path: &str| {
        let mut path = path;
        loop {
            if let Some(at) = names.iter().position(|name| name == path) {
                return Some(at);
            }
            path = path.rsplit_once("::")?.0;
        }
    };
    let mut arcs: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for (from, (_, text)) in all.iter().enumerate() {
        let code = code(text).replace("(in ", "(in::");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let own = format!("{}::", names[from]);
        let paths = named(&names[from], code);
        let others = paths.iter().filter_map(|path| owner(path));
        arcs[from].extend(others.filter(|to| *to != from));
        for (to, name) in names.iter().enumerate() {
            let child = name.strip_prefix(&own).filter(|rest| !rest.contains("::"));
            if child.is_some_and(|child| !begins(code, &format!("{child}::")).is_empty()) {
                arcs[from].push(to);
            }
        }
    }
    let reach = |from: usize| {
        let (mut seen, mut open) = (vec![false; names.len()], vec![from]);
        while let Some(here) = open.pop() {
            for next in &arcs[here] {
                if !seen[*next] {
                    seen[*next] = true;
                    open.push(*next);
                }
            }
        }
        seen
    };
    let reached: Vec<Vec<bool>> = (0..names.len()).map(reach).collect();
    let circle = |at: usize| -> Vec<String> {
        let both = (0..names.len()).filter(|other| reached[at][*other] && reached[*other][at]);
        both.map(|other| names[other].clone()).collect()
    };
    (0..names.len())
        .map(circle)
        .max_by_key(Vec::len)
        .unwrap_or_default()
}

/// How many files the largest circle of imports has; it may only fall.
const CIRCLE: usize = 9;

#[test]
fn circles_of_files_are_small() {
    let circle = largest_circle();
    assert!(circle.len() <= CIRCLE, "{}: {circle:#?}", circle.len());
}

#[test]
fn views_draw_what_whoever_looks_may_see() {
    let mut wrong = Vec::new();
    let draws = |name: &str| {
        ["/draw", "/plain", "ui/", "shell/bars"]
            .iter()
            .any(|part| name.contains(part))
    };
    for (name, text) in sources(&root().join("src")) {
        if !draws(&name) {
            continue;
        }
        let words: String = code(&text).split_whitespace().collect();
        if words.contains("app.workspace") || words.contains("desk.workspace") {
            wrong.push(format!(
                "{name} draws from Desk::workspace, not from Desk::seen"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_store_touches_files_and_only_run_the_clock_and_the_environment() {
    let outside = [
        "std::fs",
        "std::env",
        "Instant::now",
        "SystemTime",
        "Utc::now",
        "Local::now",
        "fastrand::",
    ];
    let mut wrong = Vec::new();
    for (name, text) in sources(&root().join("src")) {
        let Some(own) = layer(&name) else { continue };
        let tests = code(&text)
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .to_owned();
        for word in outside {
            let allowed = LAYERS[own] == "run" || (LAYERS[own] == "store" && word == "std::fs");
            if tests.contains(word) && !allowed {
                wrong.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_edit_changes_a_workspace() {
    let writers = [".put_record(", ".take_record(", ".record_mut("];
    let mut wrong = Vec::new();
    for (name, text) in sources(&root().join("src")) {
        // Loading fills a workspace that nobody has seen yet.
        let allowed =
            name.starts_with("edit") || name.starts_with("store/load") || name.contains("/tests");
        for writer in writers {
            if code(&text).contains(writer) && !allowed {
                wrong.push(format!("{name}: {writer}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_the_outside_says_is_never_for_a_room() {
    let open = ["Notice::hint(", "Notice::done(", "Notice::failed("];
    let mut wrong = Vec::new();
    for (name, text) in sources(&root().join("src/run")) {
        let said = open.iter().filter(|notice| code(&text).contains(**notice));
        wrong.extend(said.map(|notice| format!("run/{name}: {notice}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_stay_short() {
    let mut long = Vec::new();
    for folder in ["src", "tests"] {
        for (name, text) in sources(&root().join(folder)) {
            let lines = text.lines().count();
            if lines > 500 {
                long.push(format!("{folder}/{name}: {lines} lines"));
            }
        }
    }
    assert!(long.is_empty(), "split what grew together: {long:#?}");
}

/// What a file declares for others: types, and kinds of records by their macro.
fn types(code: &str) -> Vec<&str> {
    let words = |line: &'_ str| -> Option<(usize, usize)> {
        let start = ["pub struct ", "pub enum ", "pub trait "]
            .iter()
            .find_map(|word| Some(line.find(word)? + word.len()))?;
        let name = line.get(start..)?;
        let end = name
            .find(|c: char| !c.is_alphanumeric())
            .filter(|end| *end > 0)?;
        line.trim_start()
            .starts_with("pub ")
            .then_some((start, start + end))
    };
    let record = |line: &'_ str| -> Option<(usize, usize)> {
        let name = line.trim_start().split_once(": \"")?.0;
        let is_name = !name.is_empty() && name.chars().all(char::is_alphanumeric);
        let is_record = is_name && line.contains("\" in \"");
        let start = line.len() - line.trim_start().len();
        is_record.then_some((start, start + name.len()))
    };
    let lines = code
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .lines();
    lines
        .filter_map(|line| {
            let (start, end) = words(line).or_else(|| record(line))?;
            line.get(start..end)
        })
        .collect()
}

#[test]
fn a_type_name_means_one_type() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in sources(&root().join("src")) {
        for of in types(&code(&text)) {
            places.entry(of.to_owned()).or_default().push(name.clone());
        }
    }
    assert!(places.contains_key("Desk") && places.contains_key("Silence"));
    let twice = places.into_iter().filter(|(_, files)| files.len() > 1);
    let twice: Vec<_> = twice.collect();
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn every_module_says_what_it_owns() {
    let mut silent = Vec::new();
    for (name, text) in sources(&root().join("src")) {
        if !text.starts_with("//! ") {
            silent.push(name);
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn commands_are_told_apart() {
    let mut ids: Vec<&str> = commands::all().map(|command| command.id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id names one command");
    for command in commands::all() {
        assert!(
            command.name.split(' ').count() <= 2,
            "{}: “{}” is too long for the footer",
            command.id,
            command.name
        );
        assert!(
            command.sentence.ends_with('.'),
            "{}: a sentence ends with a point",
            command.id
        );
    }
}

#[test]
fn the_example_of_the_file_is_a_sound_workspace() {
    let page = fs::read_to_string(root().join("assets/guide/file.md")).expect("the page is there");
    let example = page
        .split("```ron\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let (workspace, problems) = evenkeel::store::parse(example.expect("there is one")).unwrap();
    assert_eq!(problems, []);
    let items: Vec<_> = workspace.all::<evenkeel::model::item::Item>().collect();
    assert_eq!(items.len(), 2);
    let evaluation = evenkeel::scoring::evaluation::evaluate(
        &workspace,
        evenkeel::model::settings::Lens::Wsjf,
        None,
    );
    assert_eq!((evaluation.ranked.len(), evaluation.unranked.len()), (1, 1));
}
