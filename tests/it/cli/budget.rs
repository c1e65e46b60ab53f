//! Budget lines out of a file.

use evenkeel::model::money::BudgetLine;

use super::{Desk, opened};

#[test]
fn a_budget_is_imported_and_filled_by_the_next_one() {
    let desk = Desk::new();
    let path = desk.write(
        "w.ron",
        "(schema: \"1.0\", increments: [(id: \"a\", name: \"PI 1\")])",
    );
    desk.write(
        "b.csv",
        "interval;for;planned;spent\nPI 1;Crew;55000;\nPI 9;Crew;1;\n",
    );
    desk.run("import b.csv --into w.ron --budget --dry-run")
        .ends(1, "no planning interval is called “PI 9”");
    assert_eq!(opened(&path).all::<BudgetLine>().count(), 0);
    desk.write("b.csv", "interval;for;planned;spent\nPI 1;Crew;55000;\n");
    desk.run("import b.csv --into w.ron --budget")
        .ends(0, "saved w.ron");
    desk.write(
        "b.csv",
        "interval;for;planned;spent\nPI 1;crew;55000;54000\n",
    );
    desk.run("import b.csv --into w.ron --budget")
        .ends(0, "saved w.ron");
    let workspace = opened(&path);
    let lines: Vec<&BudgetLine> = workspace.all().collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(
        lines[0]
            .actual
            .map(|actual| actual.0.to_string())
            .as_deref(),
        Some("54000")
    );
    desk.write("c.csv", "title,size\nA,3\n");
    desk.run("import c.csv --into w.ron --budget")
        .ends(1, "has no columns of budget lines");
}
