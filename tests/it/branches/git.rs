//! What git makes of it: the merge driver, the markers it leaves, and the commands beside it.

mod names;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use evenkeel::edit::merge::Conflict;
use evenkeel::edit::{self, difference};
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::store::backups::Backups;
use evenkeel::store::{self, RealFiles};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

use super::{changed, places, with};
use crate::random::steps;
use crate::samples::{COMMENTED, id, is_random_code, workspace};

/// A repository of one's own.
struct Repository(TempDir);

impl Repository {
    /// None where git is not installed.
    fn new() -> Option<Self> {
        let repository = Self(TempDir::new().unwrap());
        Command::new("git").arg("--version").output().ok()?;
        repository.git("init -q -b main .");
        repository.git("config user.name Ana");
        repository.git("config user.email ana@example.org");
        Some(repository)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, program: &str, args: &str) -> Output {
        let own = Path::new(env!("CARGO_BIN_EXE_evenkeel")).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new(program);
        command
            .args(args.split_whitespace())
            .current_dir(self.path());
        command.env("PATH", format!("{}:{path}", own.display()));
        command
            .env("HOME", self.path())
            .env("GIT_CONFIG_NOSYSTEM", "1");
        command.output().unwrap()
    }

    #[track_caller]
    fn git(&self, args: &str) -> String {
        let output = self.run("git", args);
        assert!(output.status.success(), "{args}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn evenkeel(&self, args: &str) -> (i32, String) {
        let output = self.run(env!("CARGO_BIN_EXE_evenkeel"), args);
        let said = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap(),
            String::from_utf8(said).unwrap(),
        )
    }

    fn commit(&self, files: impl IntoIterator<Item = (String, String)>) {
        for (name, text) in files {
            fs::write(self.path().join(name), text).unwrap();
        }
        self.git("add -A");
        self.git("commit -q --allow-empty -m x");
    }

    /// Commits three versions of files on a common commit, `main` and `side`, and merges `side`.
    fn merge(&self, versions: &[(String, [String; 3])]) -> Output {
        let version = |at: usize| {
            versions
                .iter()
                .map(move |(name, all)| (name.clone(), all[at].clone()))
        };
        self.commit(version(0));
        self.git("branch side");
        self.commit(version(1));
        self.git("checkout -q side");
        self.commit(version(2));
        self.git("checkout -q main");
        self.run("git", "merge side -m merged")
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }
}

#[test]
fn two_hundred_pairs_of_branches_merge_in_git() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let base = workspace(COMMENTED);
    let mut runner = TestRunner::deterministic();
    let mut some = || {
        let tree = steps().new_tree(&mut runner).unwrap();
        store::render(&changed(&base, tree.current()), Some(COMMENTED)).unwrap()
    };
    let versions: Vec<(String, [String; 3])> = (0..200)
        .map(|at| {
            (
                format!("shop{at}.ron"),
                [COMMENTED.to_owned(), some(), some()],
            )
        })
        .collect();
    repository.commit([("shop0.ron".to_owned(), COMMENTED.to_owned())]);
    fs::write(
        repository.path().join(".gitattributes"),
        "*.ron merge=evenkeel\n",
    )
    .unwrap();
    let (code, said) = repository.evenkeel("git-setup shop0.ron --yes");
    assert_eq!(code, 0, "{said}");
    repository.merge(&versions);
    let unmerged = repository.git("diff --name-only --diff-filter=U");
    let unmerged: BTreeSet<&str> = unmerged.lines().collect();
    let mut clean = 0;
    for (name, [base, ours, theirs]) in &versions {
        let expected = store::merge::merge(base, ours, theirs, None).unwrap();
        let text = repository.text(name);
        assert_eq!(
            unmerged.contains(name.as_str()),
            !expected.conflicts.is_empty(),
            "{name}"
        );
        let (opened, unfinished) =
            store::resume(&RealFiles, &repository.path().join(name)).unwrap();
        if expected.conflicts.is_empty() {
            clean += 1;
            assert!(opened.workspace == workspace(&expected.ours), "{name}");
            assert_eq!(unfinished, None);
            assert!(opened.problems.iter().all(is_random_code), "{name}");
            continue;
        }
        // Both sides stand in the file, and the review asks about every place and no other record.
        let asked = unfinished.expect("there are markers").conflicts;
        let records = |conflicts: &[Conflict]| -> BTreeSet<_> {
            conflicts.iter().map(|c| (c.kind.name, c.id)).collect()
        };
        let [ours, theirs] = [&expected.ours, &expected.theirs].map(|text| workspace(text));
        let differing: BTreeSet<_> = difference(&ours, &theirs)
            .iter()
            .map(|e| (e.subject().0.name, e.subject().1))
            .collect();
        assert_eq!(records(&asked), differing, "{name}");
        let (wanted, asked) = (places(&expected.conflicts), places(&asked));
        assert!(wanted.is_subset(&asked), "{name}: {wanted:?}\n{text}");
    }
    assert!((20..200).contains(&clean), "{clean} of 200 were clean");
}

const SHOP: &str = "// the shop\n(\n    schema: \"1.0\",\n    items: [\n        (\n            id: \"a\",\n            title: \"Guest checkout\",\n            size: 3,\n        ),\n        (\n            id: \"b\",\n            title: \"Gift cards\",\n        ),\n    ],\n)\n";

fn shop(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(SHOP.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

#[test]
fn a_conflict_leaves_markers_around_its_lines_alone() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.commit([("shop.ron".to_owned(), SHOP.to_owned())]);
    repository.evenkeel("git-setup --yes");
    let ours = shop(&[("size: 3", "size: 5"), ("Gift cards", "Gift vouchers")]);
    let theirs = shop(&[("size: 3", "size: 8"), ("\"Guest checkout\"", "\"Guests\"")]);
    let output = repository.merge(&[("shop.ron".to_owned(), [SHOP.to_owned(), ours, theirs])]);
    let said = String::from_utf8_lossy(&output.stderr);
    let line = "shop.ron: Item “Guests”: Job size: 5 here, 8 in theirs";
    assert!(said.contains(line), "{said}");
    let text = repository.text("shop.ron");
    let expected =
        "\n<<<<<<< ours\n            size: 5,\n=======\n            size: 8,\n>>>>>>> theirs\n";
    assert!(text.contains(expected), "{text}");
    assert_eq!(text.matches("<<<<<<<").count(), 1);
    assert!(
        text.contains("Gift vouchers") && text.contains("Guests"),
        "{text}"
    );
    let (code, said) = repository.evenkeel("check shop.ron");
    assert_eq!(code, 1, "{said}");
    let names: Vec<_> = fs::read_dir(repository.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 3, "no litter: {names:?}");
}

#[test]
fn what_cannot_be_merged_as_a_workspace_keeps_both_sides() {
    let desk = TempDir::new().unwrap();
    if Repository::new().is_none() {
        return;
    }
    let path = |name: &str| desk.path().join(name);
    let run = |texts: [&str; 3]| {
        for (name, text) in ["base", "ours", "theirs"].iter().zip(texts) {
            fs::write(path(name), text).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
        command
            .arg("merge")
            .args([path("base"), path("ours"), path("theirs")]);
        let code = command.output().unwrap().status.code().unwrap();
        (code, fs::read_to_string(path("ours")).unwrap_or_default())
    };
    // One side is broken.
    let (five, eight) = (
        shop(&[("size: 3", "size: 5")]),
        shop(&[("size: 3,", "size: 8")]),
    );
    let broken = shop(&[("size: 3,", "size: (8")]);
    let (code, text) = run([SHOP, &five, &broken]);
    assert!(
        code == 1 && text.contains("size: 5,\n||||||| base\n"),
        "{text}"
    );
    assert!(text.contains("size: (8"), "{text}");
    // Both changed what is not understood.
    let colors =
        |color: &str| shop(&[("    items:", &format!("    colors: {color},\n    items:"))]);
    let (code, text) = run([SHOP, &colors("1"), &colors("2")]);
    assert!(
        code == 1 && text.contains("colors: 1,\n||||||| base\n=======\n    colors: 2,"),
        "{text}"
    );
    // One did, and the other changed the records: his text is written on.
    let (code, text) = run([SHOP, &five, &colors("2")]);
    assert_eq!((code, text), (0, colors("2").replace("size: 3", "size: 5")));
    // Comments of both sides stay, and parts that are not understood in different places.
    let noted = shop(&[("// the shop", "// our shop")]);
    let other = shop(&[(
        "            title: \"Gift",
        "            mood: 1,\n            // ask Ana\n            title: \"Gift",
    )]);
    let both = other.replace("// the shop", "// our shop");
    let (code, text) = run([SHOP, &noted, &other]);
    assert_eq!((code, text), (0, both));
    // One changed a part that is not understood in a record that the other removed.
    let odd = shop(&[("size: 3", "size: \"big\"")]);
    let without = workspace(SHOP);
    let gone = with(&without, edit::removal(&without, Item::KIND, id("a")));
    let gone = store::render(&gone, Some(SHOP)).unwrap();
    let (code, text) = run([SHOP, &gone, &odd]);
    assert!(
        code == 1 && text.contains("size: \"big\"") && text.contains("<<<<<<<"),
        "{text}"
    );
    // Both added the file.
    let (code, text) = run(["", &five, &eight]);
    assert!(
        code == 1 && text.contains("size: 5") && text.contains("size: 8"),
        "{text}"
    );
    let (code, _) = run(["", SHOP, &shop(&[("\"b\"", "\"c\"")])]);
    assert_eq!(code, 0);
    // Nothing is written where nothing can be said.
    fs::remove_file(path("theirs")).unwrap();
    fs::create_dir(path("theirs")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
    command
        .arg("merge")
        .args([path("base"), path("ours"), path("theirs")]);
    let before = fs::read(path("ours")).unwrap();
    assert_eq!(command.output().unwrap().status.code(), Some(129));
    assert_eq!(fs::read(path("ours")).unwrap(), before);
}

#[test]
fn git_is_set_up_once_and_only_in_a_repository() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.commit([
        ("my shop.ron".to_owned(), SHOP.to_owned()),
        ("other.ron".to_owned(), "[1, 2]".to_owned()),
        (".gitattributes".to_owned(), "*.png binary".to_owned()),
    ]);
    let (code, said) = repository.evenkeel("git-setup");
    assert!(
        code == 1 && said.contains("--yes") && said.contains("nothing was written"),
        "{said}"
    );
    assert_eq!(repository.text(".gitattributes"), "*.png binary");
    let (code, said) = repository.evenkeel("git-setup --yes");
    assert!(
        code == 0 && said.contains("merge.evenkeel.driver") && said.contains("git-setup once"),
        "{said}"
    );
    let attributes = "*.png binary\n\"/my shop.ron\" merge=evenkeel\n";
    assert_eq!(repository.text(".gitattributes"), attributes);
    let mut command = Command::new("git");
    command
        .args(["check-attr", "merge", "my shop.ron"])
        .current_dir(repository.path());
    let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert_eq!(said, "my shop.ron: merge: evenkeel\n");
    let (code, said) = repository.evenkeel("git-setup --yes");
    assert!(code == 0 && said.starts_with("nothing to do"), "{said}");
    assert_eq!(repository.text(".gitattributes"), attributes);
    // A folder without a repository, whatever lies above the folder for temporary files.
    let outside = Command::new(env!("CARGO_BIN_EXE_evenkeel"))
        .args(["git-setup", "--yes"])
        .current_dir(repository.path().join(".git"))
        .output();
    let outside = outside.unwrap();
    assert_eq!(outside.status.code(), Some(1), "{outside:?}");
}

#[test]
fn where_evenkeel_is_missing_git_merges_lines() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.commit([("shop.ron".to_owned(), SHOP.to_owned())]);
    repository.evenkeel("git-setup --yes");
    let driver = repository.git("config merge.evenkeel.driver");
    let script = driver.replace("evenkeel merge", "evenkeel-that-is-not-there merge");
    let set = Command::new("git")
        .args(["config", "merge.evenkeel.driver", script.trim()])
        .current_dir(repository.path())
        .status();
    assert!(set.unwrap().success());
    let (ours, theirs) = (
        shop(&[("size: 3", "size: 5")]),
        shop(&[("size: 3", "size: 8")]),
    );
    repository.merge(&[("shop.ron".to_owned(), [SHOP.to_owned(), ours, theirs])]);
    let text = repository.text("shop.ron");
    assert!(text.contains("size: 5,\n||||||| base\n"), "{text}");
    let (_, unfinished) = store::resume(&RealFiles, &repository.path().join("shop.ron")).unwrap();
    assert_eq!(places(&unfinished.unwrap().conflicts).len(), 1);
}

#[test]
fn a_diff_tells_records_and_fields() {
    let desk = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(desk.path().join(name), text).unwrap();
    let run = |args: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
        let output = command
            .args(args.split(' '))
            .current_dir(desk.path())
            .output()
            .unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    write("a.ron", SHOP);
    write(
        "b.ron",
        &shop(&[("size: 3", "size: 5"), ("\"b\"", "\"c\"")]),
    );
    assert_eq!(run("diff a.ron a.ron"), (0, String::new()));
    let expected = "+ Item “Gift cards” (c)\n~ Item “Guest checkout”: Job size: 3 → 5\n- Item “Gift cards” (b)\n";
    assert_eq!(run("diff a.ron b.ron"), (1, expected.to_owned()));
    assert_eq!(run("diff a.ron gone.ron").0, 2);
    write(
        "c.ron",
        &shop(&[("    items:", "    colors: 1,\n    items:")]),
    );
    assert!(
        run("diff a.ron c.ron")
            .1
            .contains("does not understand: colors")
    );
}

#[test]
fn a_report_says_what_moved_since_a_revision_a_day_or_a_backup() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let version = |value: u8| {
        let item = |name: &str, value: u8| {
            format!(
                "(id: \"{name}\", title: \"{name}\", value: {value}, criticality: 1, risk: 1, size: 2),"
            )
        };
        let items = [item("apples", 5), item("pears", value)].concat();
        (
            "shop.ron".to_owned(),
            format!("(schema: \"1.0\", items: [{items}])"),
        )
    };
    repository.commit([version(1)]);
    repository.git("tag first");
    repository.commit([version(2)]);
    fs::write(repository.path().join("shop.ron"), version(13).1).unwrap();
    let line = |value: u8| {
        format!(
            "pears  2 → 1  ▲1: User-business value {value} → 13\napples  1 → 2  ▼1: passed by pears\n"
        )
    };
    for (moment, value) in [
        ("first", 1),
        ("HEAD", 2),
        ("HEAD~1", 1),
        ("main", 2),
        ("9999-12-31", 2),
    ] {
        let (code, said) = repository.evenkeel(&format!("report shop.ron --since {moment}"));
        assert!(
            code == 0 && said.contains(&line(value)) && said.contains("(git "),
            "{moment}: {said}"
        );
    }
    let state = repository.path().join(".local/state/evenkeel");
    let path = repository.path().canonicalize().unwrap().join("shop.ron");
    let backups = Backups::new(&state, &path);
    for (day, value) in [("2026-11-18T10:20:31", 3), ("2026-11-19T09:00:00", 8)] {
        let time = day.parse().unwrap();
        backups
            .keep(&RealFiles, version(value).1.as_bytes(), time)
            .unwrap();
    }
    let moments = [
        ("2", 3),
        ("1", 8),
        ("2026-11-18T10:20", 3),
        ("2026-11-18T10:20:31", 3),
        ("2026-11-18", 3),
    ];
    for (moment, value) in moments {
        let (code, said) = repository.evenkeel(&format!("report shop.ron --since {moment}"));
        let moved = said.contains(&format!(
            "pears  {} 1",
            if value == 8 { "rank" } else { "2 →" }
        ));
        assert!(
            code == 0 && moved && said.contains("(backup "),
            "{moment}: {said}"
        );
    }
    let refused = [
        ("--output=stolen", "is not a moment"),
        ("--help", "is not a moment"),
        ("nowhere", "git knows no revision nowhere"),
        ("7", "there is no backup 7"),
        ("2026-11-18T10:21", "no backup is of"),
        ("1999-01-01", "as old as 1999-01-01"),
    ];
    for (moment, why) in refused {
        let (code, said) = repository.evenkeel(&format!("report shop.ron --since={moment}"));
        assert!(code == 1 && said.contains(why), "{moment}: {said}");
    }
    assert!(!repository.path().join("stolen").exists());
    let (code, said) = repository.evenkeel("report shop.ron --since HEAD --json");
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (code, &json["items"][0]["rank"]["before"]),
        (0, &serde_json::json!(2))
    );
}
