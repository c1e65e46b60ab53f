//! Rows of a kind out of a file.

use evenkeel::model::evidence::Evidence;
use evenkeel::model::kpi::Reading;
use evenkeel::model::need::Wish;
use evenkeel::model::record::Declared;

use super::{Desk, opened};

#[test]
fn rows_come_in_by_kind_and_the_same_file_again_changes_nothing() {
    let desk = Desk::new();
    let path = desk.write(
        "w.ron",
        "(schema: \"1.0\", kpis: [(id: \"k\", name: \"Returns\")])",
    );
    desk.write(
        "r.csv",
        "day;KPI;value\n2026-11-01;returns;12\n2026-11-08;Returns;11,5\n",
    );
    desk.run("import r.csv --into w.ron --as readings --dry-run")
        .ends(0, "2 readings\ndry run");
    assert_eq!(opened(&path).count(Reading::KIND), 0);
    desk.run("import r.csv --into w.ron --as readings")
        .ends(0, "2 readings\nsaved w.ron");
    desk.run("import r.csv --into w.ron --as readings")
        .ends(0, "0 readings, 2 there already\nnothing to change");
    desk.write(
        "r.csv",
        "day;KPI;value\n2026-11-08;Returns;11\n2026-11-15;Costs;1\n",
    );
    desk.run("import r.csv --into w.ron --as readings")
        .ends(1, "no KPI is called “Costs”");
    desk.write(
        "e.csv",
        "title,how,date,n,k\nMail,Survey,2026-11-02,40,31\n",
    );
    desk.run("import e.csv --into w.ron --as evidence")
        .ends(0, "1 evidence\nsaved w.ron");
    desk.write("f.csv", "feedback\nIt is slow\nIt is late\n");
    desk.run("import f.csv --into w.ron --as feedback")
        .ends(0, "2 wishes\nsaved w.ron");
    let workspace = opened(&path);
    let many = [Reading::KIND, Evidence::KIND, Wish::KIND].map(|kind| workspace.count(kind));
    assert_eq!(many, [3, 1, 2]);
    desk.run("import e.csv --into w.ron --as stages")
        .ends(1, "the first line has no columns of stages");
    desk.run("import e.csv --into w.ron --as tarot")
        .ends(2, "evidence");
}
