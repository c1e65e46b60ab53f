//! Standard streams in place of files, and what is no file.

use super::*;

#[test]
fn a_dash_is_a_standard_stream_and_what_is_no_file_is_refused() {
    let desk = Desk::new();
    desk.write("jira.csv", CSV);
    let given = |args: &str, text: &str| {
        let input = desk.write("given", text);
        let mut command = desk.command(args);
        Run::of(
            &command
                .stdin(fs::File::open(input).unwrap())
                .output()
                .unwrap(),
        )
    };
    given("import - --into shop.ron", CSV).ends(0, "2 to create");
    let shop = fs::read_to_string(desk.path("shop.ron")).unwrap();
    given("check -", &shop).ends(0, "-: items: 2, problems: 0");
    given("show board -", &shop).ends(0, "Guest checkout");
    given("export markdown - -o -", &shop).ends(0, "Guest checkout");
    given("check -", "(items: [").ends(1, "-: line 1");
    for words in [
        "check -",
        "show board -",
        "export json -",
        "import - --into shop.ron",
        "diff shop.ron -",
    ] {
        for text in ["", " \n"] {
            let code = 1 + i32::from(words.starts_with("diff"));
            let run = given(words, text).ends(code, "nothing came from standard input");
            assert!(run.out.is_empty() && !run.err.contains("delete"), "{run:?}");
        }
    }
    assert_eq!(fs::read_to_string(desk.path("shop.ron")).unwrap(), shop);
    assert!(!desk.names().contains(&"-".to_owned()));
    let pipe = desk.path("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    for name in ["/dev/null", "/dev/zero", "pipe"] {
        for words in [
            "check",
            "show board",
            "import --into shop.ron",
            "diff shop.ron",
            "recover",
            "import jira.csv --into",
            "report --since 1",
            "git-setup --yes",
        ] {
            let code = 1 + i32::from(words.starts_with("diff"));
            let wanted = ["is not a file", "not a git repository"];
            let run = desk.run(&format!("{words} {name}"));
            assert!(wanted.iter().any(|part| run.err.contains(part)), "{run:?}");
            assert_eq!((run.code, run.out.as_str()), (code, ""), "{words} {name}");
        }
        // Nothing is made beside a device or a pipe, and a message says its name once.
        let run = desk.run(&format!("init {name}")).ends(1, "already there");
        assert_eq!(run.err.matches(name).count(), 1, "{run:?}");
        let versions = format!("merge shop.ron shop.ron {name} shop.ron");
        let run = desk.run(&versions).ends(129, "their version is not a file");
        assert!(!run.err.contains(name), "{run:?}");
    }
    assert!(!Path::new("/dev/null.ron").exists());
    assert_eq!(desk.names(), ["given", "jira.csv", "pipe", "shop.ron"]);
}

#[test]
fn a_file_of_any_name_is_called_as_in_a_merge_of_git() {
    let desk = Desk::new();
    desk.write("w.ron", "(items: [])");
    for name in ["f", "c", "their", "o"] {
        desk.run(&format!("merge w.ron w.ron {name} shop.ron"))
            .ends(129, "shop.ron: cannot open their version: No such file");
    }
}

#[test]
fn where_a_name_is_needed_a_dash_is_refused() {
    let desk = Desk::new();
    desk.write("jira.csv", CSV);
    for words in [
        "-",
        "init -",
        "import jira.csv --into -",
        "follow -",
        "vote --as Ann -",
        "recover -",
        "recover shop.ron 1 -o -",
        "report --since 1 -",
        "merge - a b",
        "git-setup -",
    ] {
        desk.run(words).ends(2, "a file with a name");
    }
    assert_eq!(desk.names(), ["jira.csv"]);
}

#[test]
fn a_difference_is_told_of_a_stream() {
    let desk = Desk::new();
    desk.run("init shop").ends(0, "shop.ron");
    let mut command = desk.command("diff shop.ron -");
    let input = desk.write("given", "(items: [(id: \"a\", title: \"Vouchers\")])");
    let run = command.stdin(fs::File::open(input).unwrap()).output();
    Run::of(&run.unwrap()).ends(1, "Item “Vouchers”");
}

#[test]
fn no_message_names_a_temporary_file() {
    let desk = Desk::new();
    desk.write("jira.csv", CSV);
    desk.run("init shop").ends(0, "shop.ron");
    for words in [
        "init nowhere/shop",
        "import jira.csv --into nowhere/shop",
        "export csv shop.ron -o nowhere/shop.csv",
        "export xlsx shop.ron -o nowhere/shop.xlsx",
    ] {
        let run = desk.run(words).ends(1, "nowhere/shop");
        assert!(!run.err.contains(".evenkeel-"), "{run:?}");
    }
}

#[test]
fn what_cannot_be_exported_is_said_alone() {
    let desk = Desk::new();
    desk.run("init shop").ends(0, "shop.ron");
    for format in ["minutes", "minutes-html", "jira"] {
        let alone = desk.run(&format!("export {format} shop.ron")).err;
        let run = desk.run(&format!("export {format} shop.ron -o out"));
        assert_eq!((run.code, &run.err), (1, &alone), "{format}");
        assert!(run.err.starts_with("evenkeel: there is nothing to export"));
    }
    assert_eq!(desk.names(), ["shop.ron"]);
}

#[test]
fn what_was_never_there_has_no_versions_to_list() {
    let desk = Desk::new();
    desk.run("recover gone.ron").ends(1, "cannot open gone.ron");
    desk.write("shop.ron", "(items: [])");
    desk.run("recover shop.ron")
        .ends(0, "no earlier versions are kept");
    // What cannot be listed is an error.
    fs::create_dir_all(desk.path("home/.local/state/evenkeel")).unwrap();
    desk.write("home/.local/state/evenkeel/journal", "");
    let run = desk.run("recover shop.ron").ends(1, "cannot be read");
    assert!(run.err.starts_with("evenkeel: the journals"), "{run:?}");
}
