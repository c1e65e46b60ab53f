//! The command line: what it prints, what it writes, and how it ends.

mod budget;
mod rows;
mod slips;
mod streams;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use evenkeel::model::bucket::Bucket;
use evenkeel::model::item::Item;
use evenkeel::model::product::Product;
use evenkeel::store::{self, RealFiles};
use tempfile::TempDir;

const CSV: &str = "Issue key,Summary,Story Points\nEK-1,Guest checkout,5\nEK-2,Gift cards,3\n";

/// A folder of one's own to run the program in.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        fs::write(self.path(name), text).unwrap();
        self.path(name)
    }

    fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
        command
            .args(args.split_whitespace())
            .current_dir(self.0.path())
            .env_clear()
            .env("HOME", self.path("home"))
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &str) -> Run {
        Run::of(&self.command(args).output().unwrap())
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// What a run printed, and its exit code.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let run = Self {
            code: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        };
        let drives = |c: char| c.is_control() && c != '\n';
        assert!(
            !run.out.contains(drives) && !run.err.contains(drives),
            "{run:?}"
        );
        run
    }

    #[track_caller]
    fn ends(self, code: i32, part: &str) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        assert!(
            self.out.contains(part) || self.err.contains(part),
            "{part}: {self:?}"
        );
        // What was asked for goes to one stream, what went wrong to the other.
        assert!(code != 2 || self.out.is_empty(), "{self:?}");
        self
    }
}

fn opened(path: &Path) -> evenkeel::model::Workspace {
    store::open(&RealFiles, path).unwrap().workspace
}

#[test]
fn a_new_workspace_has_a_name_and_buckets_and_nothing_is_overwritten() {
    let desk = Desk::new();
    desk.run("init web-shop").ends(0, "evenkeel web-shop.ron");
    let path = desk.path("web-shop.ron");
    let workspace = opened(&path);
    assert_eq!(workspace.the::<Product>().name, "Web shop");
    assert_eq!(workspace.all::<Bucket>().count(), 3);
    let before = fs::read(&path).unwrap();
    desk.run("init web-shop.ron")
        .ends(1, "is already there · choose another name");
    assert_eq!(fs::read(&path).unwrap(), before);
    desk.run("init nowhere/shop").ends(1, "nowhere");
    assert_eq!(desk.names(), ["web-shop.ron"]);
}

#[test]
fn a_view_is_printed() {
    let desk = Desk::new();
    desk.write("sample.ron", include_str!("../../assets/sample.ron"));
    for view in ["board", "order", "grid", "plan", "balance", "findings"] {
        let run = desk.run(&format!("show {view} sample.ron")).ends(0, "");
        assert!(run.out.len() > 20 && run.out.ends_with('\n'), "{run:?}");
        assert_eq!(run.err, "");
    }
    let order = desk
        .run("show order sample.ron")
        .ends(0, "Cost of delay of this order until delivery: ");
    assert!(order.out.contains("\nBundle: "), "{}", order.out);
    desk.run("show board gone.ron")
        .ends(1, "cannot open gone.ron");
    desk.run("show bord sample.ron").ends(2, "board");
    desk.run("show board sample.ron --width 3")
        .ends(2, "20..=1000");
}

#[test]
fn an_item_is_explained_by_key_id_or_part_of_its_title() {
    let desk = Desk::new();
    desk.write("sample.ron", include_str!("../../assets/sample.ron"));
    let by_key = desk.run("show explain RT-158 sample.ron").ends(0, "");
    for part in [
        "Card numbers out of the logs\n",
        "WSJF: cost of delay 28 ÷ job size 3 = 9.33.",
        "How firm the place is, by score alone:",
        "\nMessage for ",
        "\nHello",
    ] {
        assert!(by_key.out.contains(part), "{part}: {}", by_key.out);
    }
    let by_title = desk.run("show explain NUMBERS sample.ron").ends(0, "");
    assert_eq!(by_title.out, by_key.out);
    let many = desk
        .run("show explain refund sample.ron")
        .ends(1, "items are called refund; say which:");
    assert!(
        many.err.contains("  RT-") && many.err.lines().count() > 2,
        "{many:?}"
    );
    desk.run("show explain nothing-like-it sample.ron")
        .ends(1, "no item has the key");
    desk.run("show explain RT-158").ends(2, "FILE");
}

#[test]
fn scripts_get_json_with_exact_numbers_and_null_for_the_unknown() {
    let desk = Desk::new();
    desk.write("sample.ron", include_str!("../../assets/sample.ron"));
    let read = |args: &str| -> serde_json::Value {
        serde_json::from_str(&desk.run(args).ends(0, "").out).unwrap()
    };
    let order = read("show order sample.ron --json");
    assert_eq!(order["items"][0]["rank"], 1);
    assert!(order["delay_cost"]["best"]["exact"].is_string());
    assert!(order["without_score"][0]["score"].is_null());
    assert!(order["bundles"][0].as_array().unwrap().len() > 1);
    let why = read("show explain RT-158 sample.ron --json");
    assert_eq!(why["wsjf"]["exact"], "28/3");
    assert_eq!(why["wsjf"]["decimal"], "9.33");
    assert_eq!(why["item"]["key"], "RT-158");
    assert!(why["firmness"]["best_rank"].is_u64());
    let money = read("show money sample.ron --json");
    assert_eq!(money["intervals"][0]["spent"]["known"]["exact"], "358500");
    assert!(money["intervals"][2]["spent"]["known"].is_null());
    assert_eq!(money["intervals"][2]["cash_left"]["decimal"], "402500.00");
    let study = &money["studies"][0];
    assert!(study["accepted_narrow"].is_null() || study["accepted_narrow"][0]["exact"].is_string());
    let dated = read("show explain RT-135 sample.ron --json");
    assert!(dated["timing"]["due"]["slack_weeks"]["exact"].is_string());
    assert_eq!(dated["timing"]["loss"]["unit"], "cost of delay points");
    assert!(why["message"][0].as_str().unwrap().starts_with("Hello"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::new();
    desk.write("sample.ron", include_str!("../../assets/sample.ron"));
    for args in ["show board sample.ron", "--help", "check gone.ron"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = desk.command(args);
        let child = command.stdout(writer.try_clone().unwrap()).stderr(writer);
        let status = child.status().unwrap();
        assert_eq!(
            status.code(),
            Some(i32::from(args.starts_with("check"))),
            "{args}"
        );
    }
}

#[test]
fn an_import_counts_and_writes_unless_it_is_a_dry_run() {
    let desk = Desk::new();
    desk.write("jira.csv", CSV);
    let dry = desk.run("import jira.csv --into shop.ron --dry-run");
    dry.ends(0, "2 to create");
    assert_eq!(desk.names(), ["jira.csv"]);
    desk.run("import jira.csv --into shop")
        .ends(0, "saved shop.ron");
    let path = desk.path("shop.ron");
    let first = fs::read(&path).unwrap();
    assert_eq!(opened(&path).all::<Item>().count(), 2);
    assert_eq!(opened(&path).all::<Bucket>().count(), 3);
    desk.run("import jira.csv --into shop.ron")
        .ends(0, "2 unchanged");
    assert_eq!(fs::read(&path).unwrap(), first);
    desk.write("jira.csv", &CSV.replace("Gift cards", "Gift vouchers"));
    desk.run("import jira.csv --into shop.ron --dry-run")
        .ends(0, "1 to update");
    assert_eq!(fs::read(&path).unwrap(), first);
    desk.run("import jira.csv --into shop.ron")
        .ends(0, "1 to update");
    assert!(
        opened(&path)
            .all::<Item>()
            .any(|item| item.title == "Gift vouchers")
    );
}

#[test]
fn an_import_of_nothing_fails_and_changes_nothing() {
    let desk = Desk::new();
    desk.write("empty.csv", "");
    desk.run("import empty.csv --into shop.ron")
        .ends(1, "there is nothing in it");
    desk.run("import gone.csv --into shop.ron")
        .ends(1, "cannot open gone.csv");
    desk.run("import empty.csv").ends(2, "--into");
    assert_eq!(desk.names(), ["empty.csv"]);
    let broken = desk.write("shop.ron", "(\n<<<<<<< ours\n)");
    desk.write("jira.csv", CSV);
    desk.run("import jira.csv --into shop.ron")
        .ends(1, "conflict markers");
    assert_eq!(fs::read_to_string(broken).unwrap(), "(\n<<<<<<< ours\n)");
}

#[test]
fn a_check_names_every_problem_with_its_place() {
    let desk = Desk::new();
    desk.run("init shop.ron").ends(0, "");
    desk.run("check shop.ron")
        .ends(0, "shop.ron: items: 0, problems: 0");
    desk.write(
        "shop.ron",
        "(\n    item: [],\n    items: [(id: \"a\", title: \"x\", size: \"big\")],\n)\n",
    );
    let run = desk.run("check shop.ron").ends(1, "problems: 3");
    assert!(run.out.contains("shop.ron: warning: line 2"), "{run:?}");
    assert!(run.out.contains("shop.ron: error: line 3"), "{run:?}");
    desk.write("shop.ron", "(\n    items: [\n");
    let run = desk.run("check shop.ron").ends(1, "shop.ron: line ");
    assert!(run.err.contains(" | ") && run.out.is_empty(), "{run:?}");
    desk.run("check .").ends(1, "is not a file");
}

#[test]
fn findings_are_printed_and_an_error_among_them_ends_with_one() {
    let desk = Desk::new();
    desk.write("sample.ron", include_str!("../../assets/sample.ron"));
    let run = desk
        .run("check sample.ron")
        .ends(0, "problems: 0, findings: ");
    assert!(
        run.out
            .contains("sample.ron: warning: gold-plating: RT-110"),
        "{run:?}"
    );
    assert!(!run.out.contains("off-scale"), "it is silenced: {run:?}");
    desk.run("show log sample.ron").ends(
        0,
        "16 cost of delay points, € 1,800 then; 12 cost of delay points, no price today",
    );
    let run = desk.run("show findings sample.ron").ends(0, "checks ran");
    assert!(
        run.out.contains("silenced: The group could not settle"),
        "{run:?}"
    );
    desk.write(
        "loop.ron",
        "(schema: \"1.0\", items: [(id: \"a\", title: \"A\", needs: [\"b\"]), (id: \"b\", title: \"B\", needs: [\"a\"])])",
    );
    desk.run("check loop.ron")
        .ends(1, "error: dependency-cycle: A: “A” needs “B” needs “A”");
    desk.run("show findings loop.ron").ends(
        0,
        "error: Items wait for each other. A: “A” needs “B” needs “A”",
    );
    desk.run("show board sample.ron --json").ends(2, "--json");
}

#[test]
fn findings_are_facts_for_scripts() {
    let desk = Desk::new();
    desk.write(
        "shop.ron",
        "(schema: \"1.0\", hm: 1, items: [(id: \"a\", key: \"K-1\", title: \"A\u{9b}\u{1b}[31m\", request: \"x\"), (id: \"b\", title: \"B\", needs: [\"b\"])])",
    );
    let run = desk.run("check shop.ron --json").ends(1, "");
    let facts: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(facts["evenkeel"], "check");
    assert_eq!(
        (&facts["version"], &facts["file"]),
        (&1.into(), &"shop.ron".into())
    );
    assert_eq!(facts["ok"], false);
    assert_eq!(facts["problems"][0]["severity"], "warning");
    assert_eq!(facts["counts"]["errors"], 1);
    assert_eq!(facts["findings"][0]["code"], "dependency-cycle");
    assert_eq!(facts["findings"][0]["items"][0]["id"], "b");
    let bare = &facts["findings"][1];
    assert_eq!(bare["place"]["kind"], "item");
    assert_eq!(
        (&bare["place"]["key"], &bare["place"]["title"]),
        (&"K-1".into(), &"A[31m".into())
    );
    assert_eq!(bare["silenced"], serde_json::Value::Null);
    let run = desk.run("show findings shop.ron --json").ends(0, "");
    let same: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(same["findings"], facts["findings"]);
    assert_eq!(same["problems"], serde_json::Value::Null);
    desk.write("sound.ron", "(schema: \"1.0\")");
    let run = desk.run("check sound.ron --json").ends(0, "");
    let facts: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(facts["ok"], true);
}

#[test]
fn nothing_in_a_file_drives_the_terminal() {
    let desk = Desk::new();
    desk.write(
        "shop.ron",
        "(\n    it\u{1b}[31mems: [],\n    x: \"\u{9b}2J\u{202e}\",\n)\n",
    );
    desk.run("check shop.ron");
    desk.write("shop.ron", "(\n    items: [\u{1b}]52;c;eA==\u{7}\n");
    desk.run("check shop.ron").ends(1, "line 2");
    desk.write("jira.csv", "Summary,\u{1b}[2J\n\u{1b}[31mRed,\u{9b}\n");
    desk.run("import jira.csv --into shop.ron --dry-run")
        .ends(1, "");
}

#[test]
fn without_a_terminal_the_board_says_so() {
    let desk = Desk::new();
    for args in ["", "demo", "gone.ron"] {
        let run = desk.run(args).ends(2, "the board needs a terminal");
        assert_eq!(run.err.lines().count(), 1, "{run:?}");
    }
    assert_eq!(desk.names(), [""; 0]);
}

#[test]
fn help_and_version_are_asked_for_and_misuse_is_explained() {
    let desk = Desk::new();
    let help = desk.run("--help").ends(0, "Usage: evenkeel");
    for word in [
        "demo", "init", "show", "import", "check", "--theme", "--ascii", "--config",
    ] {
        assert!(help.out.contains(word), "{word}");
    }
    desk.run("--version").ends(0, env!("CARGO_PKG_VERSION"));
    desk.run("--theme drak").ends(2, "dark");
    desk.run("init").ends(2, "FILE");
}

#[test]
fn an_earlier_version_is_listed_and_written_beside_the_file() {
    use evenkeel::store::backups::Backups;
    use evenkeel::store::places::Places;
    let desk = Desk::new();
    let file = desk.write("shop.ron", "(\n    items: [],\n)\n");
    let state = desk.path("state");
    let recover = |args: &str| {
        let mut command = desk.command(&format!("recover shop.ron {args}"));
        Run::of(&command.env("XDG_STATE_HOME", &state).output().unwrap())
    };
    assert!(recover("").out.contains("no earlier versions are kept"));
    assert_eq!(recover("1").code, 1);
    let places = Places::new(None, Some(state.as_os_str())).unwrap();
    let file = fs::canonicalize(file).unwrap();
    let backups = Backups::new(&places.state, &file);
    let old = "(\n    items: [(id: \"a\", title: \"Old\")],\n)\n";
    let time = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let time = time.and_hms_opt(14, 2, 31).unwrap();
    backups.keep(&RealFiles, old.as_bytes(), time).unwrap();
    let listed = recover("");
    assert_eq!(listed.code, 0);
    assert!(listed.out.contains("2026-11-22 14:02"), "{}", listed.out);
    assert!(listed.out.contains("1 item "), "{}", listed.out);
    assert!(listed.out.contains("intact"), "{}", listed.out);
    for name in [
        "shop.recovered-2026-11-22-1402.ron",
        "shop.recovered-2026-11-22-1402-2.ron",
    ] {
        assert_eq!(recover("1").code, 0);
        assert_eq!(fs::read_to_string(desk.path(name)).unwrap(), old);
    }
    assert_eq!(recover("1 -o out.ron").code, 0);
    assert_eq!(recover("1 -o out.ron").code, 1, "never over a file");
    // A file that cannot be opened says that there are versions.
    let held = fs::read(&file).unwrap();
    for broken in ["", "(\n<<<<<<< ours\n)", "(items: [", "\0\0\0"] {
        fs::write(&file, broken).unwrap();
        let mut check = desk.command("check shop.ron");
        let run = Run::of(&check.env("XDG_STATE_HOME", &state).output().unwrap());
        run.ends(1, "evenkeel recover shop.ron lists 1 earlier version\n");
    }
    fs::write(&file, held).unwrap();
    assert_eq!(recover("0").code, 1, "no journal has more");
    // A flipped byte shows.
    let folder = fs::read_dir(places.state.join("backups")).unwrap().next();
    let kept = fs::read_dir(folder.unwrap().unwrap().path())
        .unwrap()
        .next();
    fs::write(kept.unwrap().unwrap().path(), old.replace("Old", "Odd")).unwrap();
    assert!(recover("").out.contains("DAMAGED"));
    assert_eq!(recover("1").code, 1);
    assert_eq!(recover("x").code, 2);
}

#[test]
fn what_there_is_to_look_up_is_printed() {
    let desk = Desk::new();
    let list = desk.run("help-topics").ends(0, "formats").out;
    assert!(
        ["keys", "methods", "filter", "limits"]
            .iter()
            .all(|topic| list.contains(topic))
    );
    desk.run("help-topics filter").ends(0, "unknown:size");
    desk.run("help-topics file --markdown")
        .ends(0, "| criticality | Time criticality |");
    desk.run("help-topics fitler")
        .ends(1, "did you mean filter?");
    desk.run("help-topics --markdown").ends(2, "TOPIC");
    desk.run("man").ends(0, ".TH evenkeel 1");
    desk.run("man report").ends(0, "evenkeel\\-report");
    desk.run("man nonsense")
        .ends(1, "there is no command nonsense");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = desk
            .run(&format!("completions {shell}"))
            .ends(0, "help-topics");
        assert!(
            run.out.contains("--since") || run.out.contains("since"),
            "{shell}"
        );
    }
    desk.run("completions cmd").ends(2, "possible values");
}

#[test]
fn rows_that_cannot_be_read_are_errors() {
    let desk = Desk::new();
    desk.write("wide.csv", &format!("{CSV}EK-3,Wish lists,5,and,more\n"));
    let run = desk
        .run("import wide.csv --into shop.ron")
        .ends(1, "2 to create");
    assert!(run.err.starts_with("error: 1 row left out"), "{run:?}");
    assert!(!run.out.contains("error"), "{run:?}");
    assert_eq!(opened(&desk.path("shop.ron")).all::<Item>().count(), 2);
    for (name, text) in [
        ("nameless.csv", format!("{CSV}EK-3,,5\n")),
        (
            "torn.json",
            r#"{"issues":[{"key":"EK-1","fields":{"summary":"One"}},{"key":"EK"#.to_owned(),
        ),
    ] {
        desk.write(name, &text);
        let run = desk.run(&format!("import {name} --into {name}.ron"));
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.err.starts_with("error: "), "{run:?}");
    }
}
