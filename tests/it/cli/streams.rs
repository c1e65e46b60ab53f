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
        ] {
            let code = 1 + i32::from(words.starts_with("diff"));
            desk.run(&format!("{words} {name}"))
                .ends(code, "is no file");
        }
    }
}
