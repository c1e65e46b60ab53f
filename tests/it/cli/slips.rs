//! What is said where a name, a command or a column is not quite what is there.

use super::Desk;

#[test]
fn a_slip_in_a_name_or_command_says_what_was_meant() {
    let desk = Desk::new();
    desk.run("init shop").ends(0, "");
    for words in [
        "show board shop",
        "--ascii show board shop",
        "show board shop --ascii",
    ] {
        desk.run(words).ends(0, "");
    }
    desk.run("check shp.ron").ends(1, "did you mean shop.ron?");
    desk.run("check shp").ends(1, "did you mean shop.ron?");
    desk.run("shwo board shop.ron")
        .ends(2, "did you mean evenkeel show?");
    desk.run("shop.ron show board shop.ron")
        .ends(2, "write the command first");
}

#[test]
fn a_mapped_column_that_is_not_there_is_an_error() {
    let desk = Desk::new();
    desk.write("list.csv", "Summary,Effort\nPay by invoice,5\n");
    desk.run("import list.csv --into shop --map Efort=size")
        .ends(
            2,
            "there is no column “Efort”; the columns are Summary, Effort",
        );
    assert_eq!(desk.names(), ["list.csv"]);
    desk.run("import list.csv --into shop --map Effort=size")
        .ends(0, "saved shop.ron");
}
