//! The word `export` on the command line, and what the guide says of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use evenkeel::exchange::export::FORMATS;
use evenkeel::exchange::json_values::FORMS;
use evenkeel::model::KINDS;
use evenkeel::model::audience::Audience;
use serde_json::Value as Json;
use tempfile::TempDir;

use super::{SECRETS, text};

/// A folder with a workspace in it, and the code and texts of a run there.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(TempDir::new().unwrap());
        fs::write(desk.path("w.ron"), SECRETS).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    #[track_caller]
    fn check(&self, args: &[&str], code: i32, out: &str, err: &str) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
        let run = command.arg("export").args(args).current_dir(self.0.path());
        let run = run.env_clear().output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let (status, stdout, stderr) = (run.status.code(), text(run.stdout), text(run.stderr));
        assert_eq!(status, Some(code), "{stdout}{stderr}");
        // Help is wrapped.
        let words: Vec<&str> = stdout.split_whitespace().collect();
        let found = stdout.contains(out) || words.join(" ").contains(out);
        assert!(found, "no “{out}” in {stdout}");
        assert!(stderr.contains(err), "no “{err}” in {stderr}");
    }
}

#[test]
fn every_format_goes_to_standard_output() {
    let desk = Desk::new();
    for format in FORMATS {
        if ["azure", "github"].contains(&format.name) {
            desk.check(
                &[format.name, "w.ron"],
                1,
                "",
                "there is nothing to export: no item has",
            );
            desk.check(&["--help"], 0, &format.about, "");
            continue;
        }
        if ["svg-curves", "svg-prices", "svg-burn", "budget"].contains(&format.name) {
            desk.check(&[format.name, "w.ron"], 1, "", "money is for you alone");
            continue;
        }
        let of_customers = [
            "svg-kpis",
            "svg-needs",
            "svg-journey",
            "wishes",
            "evidence",
            "readings",
            "stages",
            "vision",
            "contacts",
        ];
        if of_customers.contains(&format.name) {
            desk.check(&[format.name, "w.ron"], 1, "", "yet · g i, then ");
            continue;
        }
        if format.name == "xlsx" {
            desk.check(&["xlsx", "w.ron"], 1, "", "write it to a file with -o");
            continue;
        }
        // The gauges name nothing.
        let has_names = format.name != "svg-gauges";
        desk.check(
            &[format.name, "w.ron"],
            0,
            if has_names { "Plain" } else { "Allocation" },
            if ["jira", "linear"].contains(&format.name) {
                "kept private is left out"
            } else {
                "left out, as others may see it: "
            },
        );
        desk.check(
            &[format.name, "w.ron", "--audience", "private"],
            0,
            match format.name {
                "svg-gauges" => "Allocation",
                // The planning board names no item that is in no iteration.
                "svg-teams" => "Sentinel Name",
                _ => "As sentinel",
            },
            "",
        );
        desk.check(&["--help"], 0, &format.about, "");
    }
    desk.check(&["tarot", "w.ron"], 2, "", "markdown");
    desk.check(&["csv", "none.ron"], 1, "", "cannot open none.ron");
}

#[test]
fn a_filter_and_a_lens_choose() {
    let desk = Desk::new();
    let filtered = ["csv", "w.ron", "--filter", "plain size<=1"];
    desk.check(&filtered, 0, "K-2", "");
    desk.check(
        &["jira", "w.ron", "--filter", "plain"],
        0,
        "\r\n\"K-2\"",
        "",
    );
    desk.check(
        &["markdown", "w.ron", "--lens", "rice"],
        0,
        "Ranked by RICE",
        "",
    );
    desk.check(
        &["markdown", "w.ron", "--lens", "luck"],
        2,
        "",
        "is not one of the words",
    );
    for name in ["WITH sentinel", "s"] {
        let one = ["minutes", "w.ron", "--session", name];
        desk.check(&one, 0, "# With (private)", "");
    }
    desk.check(
        &["minutes", "w.ron", "--session", "nobody's"],
        1,
        "",
        "no session is called nobody's; there are: With Sentinel Name",
    );
    desk.check(
        &["minutes", "w.ron", "--filter", "Plain"],
        0,
        "Plain",
        "1 item of the session not told",
    );
    desk.check(
        &["csv", "w.ron", "--filter", "mood:good"],
        2,
        "",
        "--filter: ",
    );
    desk.check(
        &["json", "w.ron", "--filter", "nothing-is-called-so"],
        1,
        "",
        "there is nothing to export: no item is meant",
    );
    for (args, said) in [
        (["csv", "w.ron", "--separator", "pipe"], "tab"),
        (
            ["json", "w.ron", "--separator", "tab"],
            "for csv and csv-raw",
        ),
        (["csv", "w.ron", "--changes", "--force"], "--out"),
    ] {
        desk.check(&args, 2, "", said);
    }
    desk.check(
        &["csv", "w.ron", "--changes"],
        2,
        "",
        "--changes is for jira, azure",
    );
}

#[test]
fn a_file_is_written_once_and_over_only_by_force() {
    let desk = Desk::new();
    let to = |out| ["csv", "w.ron", "-o", out];
    desk.check(&to("out.csv"), 0, "wrote out.csv: 2 items", "");
    let first = fs::read(desk.path("out.csv")).unwrap();
    assert!(first.starts_with("\u{feff}\"evenkeel id\",\"Title\"".as_bytes()));
    fs::write(desk.path("out.csv"), "mine").unwrap();
    desk.check(&to("out.csv"), 1, "", "out.csv is already there");
    assert_eq!(fs::read(desk.path("out.csv")).unwrap(), b"mine");
    desk.check(&[&to("out.csv")[..], &["--force"]].concat(), 0, "wrote", "");
    assert_eq!(fs::read(desk.path("out.csv")).unwrap(), first);
    desk.check(
        &[&to("w.ron")[..], &["--force"]].concat(),
        1,
        "",
        "is the workspace itself",
    );
    desk.check(&to("no/such/out.csv"), 1, "", "no/such/out.csv");
    desk.check(&[&to(".")[..], &["--force"]].concat(), 1, "", "cannot");
    assert_eq!(fs::read_to_string(desk.path("w.ron")).unwrap(), SECRETS);
    let names = fs::read_dir(desk.0.path()).unwrap().count();
    assert_eq!(names, 2, "nothing else is left");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_what_is_private_is_the_owners() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    fs::write(desk.path("target"), "mine").unwrap();
    symlink("target", desk.path("link.csv")).unwrap();
    symlink("nowhere", desk.path("loose.csv")).unwrap();
    for out in ["link.csv", "loose.csv"] {
        desk.check(&["csv", "w.ron", "-o", out], 1, "", "is already there");
        desk.check(
            &["csv", "w.ron", "-o", out, "--force"],
            1,
            "",
            "it is a link",
        );
        assert!(fs::symlink_metadata(desk.path(out)).unwrap().is_symlink());
    }
    assert_eq!(fs::read(desk.path("target")).unwrap(), b"mine");
    assert!(!desk.path("nowhere").exists());
    let private = ["csv", "w.ron", "--audience", "private", "-o", "p.csv"];
    desk.check(&private, 0, "wrote", "");
    let mode = fs::metadata(desk.path("p.csv"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// The page of the guide on exports.
fn guide() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(root.join("assets/guide/export.md")).expect("the page is there")
}

#[test]
fn the_guide_lists_the_forms_of_fields_as_they_are() {
    let rows = FORMS
        .iter()
        .map(|(field, form)| format!("| {field} | {form} |\n"));
    let forms = format!(
        "| Field | In JSON |\n|---|---|\n{}",
        rows.collect::<String>()
    );
    assert!(
        guide().contains(&forms),
        "assets/guide/export.md must hold this table:\n\n{forms}"
    );
}

#[test]
fn the_json_in_the_guide_has_the_shape_that_is_written() {
    let guide = guide();
    let shown = guide
        .split("```json\n")
        .find(|part| part.starts_with("{\n  \"evenkeel\": \"workspace\""));
    let shown = shown
        .and_then(|part| part.split("```").next())
        .expect("an example");
    let shown: Json = serde_json::from_str(shown).expect("it is JSON");
    let sample = crate::samples::workspace(include_str!("../../../assets/sample.ron"));
    let written: Json = serde_json::from_str(&text(&sample, Audience::Private, "json")).unwrap();
    let keys = |json: &Json| -> Vec<String> {
        json.as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(keys(&shown), keys(&written));
    assert_eq!(keys(&shown["items"][0]), keys(&written["items"][0]));
    assert_eq!(shown["version"], written["version"]);
    for kind in KINDS {
        let is_record = written["records"][kind.section].is_object();
        assert_eq!(is_record, kind.single, "{}", kind.section);
    }
    // What is shown of records is a part of what is written, in the same forms.
    for (section, all) in shown["records"].as_object().unwrap() {
        let one = |json: &Json| json.get(0).unwrap_or(json).clone();
        let (shown, written) = (one(all), one(&written["records"][section]));
        let kind = KINDS
            .iter()
            .find(|kind| kind.section == section)
            .expect("a section");
        let mut names: Vec<&str> = kind.fields.iter().map(|field| field.name).collect();
        names.push("id");
        names.sort_unstable();
        assert_eq!(keys(&written), names, "{section}");
        for (name, value) in shown.as_object().unwrap() {
            assert!(names.contains(&name.as_str()), "{section}: {name}");
            assert_eq!(
                value.is_array(),
                written[name].is_array(),
                "{section}: {name}"
            );
        }
    }
}
