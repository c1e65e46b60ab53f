//! Limits at their edge: the last that is held, and the first that is refused or said.

use std::fmt::Write as _;

use evenkeel::edit::{self, Edit, EditError};
use evenkeel::exchange::import::{self, Import};
use evenkeel::model::Workspace;
use evenkeel::model::field::Value;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::limits::{
    COLUMNS_LIMIT, LINE_LIMIT, LIST_LIMIT, NESTING_LIMIT, PROBLEMS_LIMIT, PROSE_LIMIT,
    RECORDS_LIMIT, SIZE_LIMIT,
};
use evenkeel::model::record::Declared;
use evenkeel::model::text::{Problem, Severity};
use evenkeel::store::{self, Refusal};

use crate::samples::id;
use crate::support::in_time;

/// A workspace of one item with these fields.
fn item(fields: &str) -> String {
    format!("(schema: \"1.0\", items: [(id: \"a\", {fields})])")
}

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(|at| one(at) + ",\n").collect()
}

fn refusal(text: &str) -> Option<Refusal> {
    let error = store::parse(text).err()?;
    assert!(error.line.is_some(), "{error}");
    Some(error.refusal)
}

fn problems(text: &str) -> Vec<Problem> {
    let (workspace, problems) = store::parse(text).expect("it opens");
    assert_eq!(store::render(&workspace, Some(text)).as_deref(), Ok(text));
    problems
}

#[test]
fn a_file_may_be_so_large() {
    let mut bytes = b"(schema: \"1.0\")".to_vec();
    bytes.resize(SIZE_LIMIT, b'\n');
    assert!(store::parse_bytes(&bytes).is_ok());
    bytes.push(b'\n');
    let error = store::parse_bytes(&bytes).expect_err("one too many");
    assert_eq!(error.refusal, Refusal::TooLarge);
}

#[test]
fn brackets_may_be_so_deep() {
    let deep = |n: usize| format!("(zz: {}{})", "[".repeat(n), "]".repeat(n));
    assert_eq!(refusal(&deep(NESTING_LIMIT - 1)), None);
    for count in [NESTING_LIMIT, 10_000] {
        assert_eq!(refusal(&deep(count)), Some(Refusal::TooDeep), "{count}");
    }
}

#[test]
fn there_may_be_so_many_records() {
    let text = |count| {
        let records = many(count - 1, |at| format!("(id: \"n{at}\")"));
        format!("(schema: \"1.0\", people: [(id: \"a\")], items: [{records}])")
    };
    let (mut workspace, _) = store::parse(&text(RECORDS_LIMIT)).expect("it opens");
    let one_more = vec![Edit::Insert(Box::new(Item::new(id("more"))))];
    let refused = edit::apply(&mut workspace, one_more).expect_err("it is full");
    assert_eq!(refused, EditError::Full);
    assert_eq!(workspace.count(Item::KIND), RECORDS_LIMIT - 1);
    assert_eq!(refusal(&text(RECORDS_LIMIT + 1)), Some(Refusal::TooLarge));
    // What is no record counts too.
    let junk = format!("(items: [{}])", "1,".repeat(RECORDS_LIMIT + 1));
    assert_eq!(refusal(&junk), Some(Refusal::TooLarge));
}

#[test]
fn records_and_files_may_have_so_many_fields() {
    let fields = |count| many(count, |at| format!("f{at}: 1"));
    assert_eq!(refusal(&item(&fields(LIST_LIMIT - 1))), None);
    let full = item(&fields(LIST_LIMIT));
    assert_eq!(refusal(&full), Some(Refusal::TooLarge));
    assert_eq!(refusal(&format!("({})", fields(LIST_LIMIT))), None);
    let full = format!("({})", fields(LIST_LIMIT + 1));
    assert_eq!(refusal(&full), Some(Refusal::TooLarge));
}

#[test]
fn lists_may_be_so_long() {
    for (field, open, close) in [
        ("labels", '[', ']'),
        ("needs", '[', ']'),
        ("ratings", '{', '}'),
        ("extra", '[', ']'),
    ] {
        let of = |count| {
            let entries = many(count, |at| match field {
                "ratings" => format!("\"n{at}\": 1"),
                "extra" => format!("(\"n{at}\", \"x\")"),
                _ => format!("\"n{at}\""),
            });
            item(&format!("{field}: {open}{entries}{close}"))
        };
        let errors = |count| {
            let problems = problems(&of(count)).into_iter();
            problems
                .filter(|problem| problem.severity == Severity::Error)
                .map(|problem| problem.what)
                .collect::<Vec<_>>()
        };
        assert_eq!(errors(LIST_LIMIT), [""; 0], "{field}");
        let said = format!("more than {LIST_LIMIT} entries stand here");
        for count in [LIST_LIMIT + 1, 100_000] {
            assert_eq!(errors(count), [said.as_str()], "{field}");
        }
    }
    let mut workspace = Workspace::default();
    edit::apply(
        &mut workspace,
        vec![Edit::Insert(Box::new(Item::new(id("a"))))],
    )
    .expect("it fits");
    let labels = |count: usize| Edit::Set {
        kind: Item::KIND,
        id: id("a"),
        field: Item::KIND.field("labels").expect("a field"),
        value: Value::Texts((0..count).map(|at| format!("l{at}")).collect()),
    };
    assert!(edit::apply(&mut workspace, vec![labels(LIST_LIMIT)]).is_ok());
    assert!(edit::apply(&mut workspace, vec![labels(LIST_LIMIT + 1)]).is_err());
}

#[test]
fn what_is_cut_short_on_the_board_is_said_and_stays_in_the_file() {
    for (field, limit) in [("title", LINE_LIMIT), ("note", PROSE_LIMIT)] {
        let of = |count| item(&format!("{field}: \"{}\"", "é".repeat(count)));
        assert_eq!(problems(&of(limit)), [], "{field}");
        let said = problems(&of(limit + 1));
        assert_eq!((said.len(), said[0].severity), (1, Severity::Warning));
        assert!(
            said[0].what.contains(&limit.to_string()),
            "{}",
            said[0].what
        );
    }
    let huge = item(&format!("title: \"{}\"", "x".repeat(50_000_000)));
    assert_eq!(problems(&huge).len(), 1);
    let label = item(&format!("labels: [\"{}\"]", "x".repeat(LINE_LIMIT + 1)));
    assert_eq!(problems(&label).len(), 1);
}

#[test]
fn so_many_problems_are_listed() {
    let of = |count| format!("(schema: \"1.0\", items: [{}])", "(),".repeat(count));
    assert_eq!(problems(&of(PROBLEMS_LIMIT)).len(), PROBLEMS_LIMIT);
    let listed = problems(&of(PROBLEMS_LIMIT + 5));
    let last = listed.last().expect("there are some");
    assert_eq!(listed.len(), PROBLEMS_LIMIT + 1);
    assert_eq!(last.what, "5 more problems are not listed");
    assert_eq!(last.severity, Severity::Error);
    assert_eq!(last.line(), format!("{} · {}", last.what, last.hint));
}

/// A way to break records, one of them, and how many items and problems are read then.
type BrokenWay<'o> = (&'static str, &'o dyn Fn(usize) -> String, usize, usize);

#[test]
fn of_a_file_that_is_broken_everywhere_all_is_read_that_can_be_and_the_rest_counted() {
    const COUNT: usize = 12_570;
    let at = |number: usize, rest: &str| format!("(id: \"i{number}\", title: \"T\"{rest})");
    let wrong = |number: usize| match number % 2 {
        0 => "5",
        _ => "\"five\"",
    };
    let half = |number| at(number, &format!(", value: {}", wrong(number)));
    let dangling = |number| at(number, &format!(", needs: [\"x{number}\"]"));
    let pairs = |number| at(number, &format!(", needs: [\"i{}\"]", number ^ 1));
    let round = |number| at(number, &format!(", needs: [\"i{}\"]", (number + 1) % COUNT));
    let same = |number| at(number % 7, "");
    let nameless = |_| "(title: \"T\")".to_owned();
    let unknown = |number| at(number, &format!(", future{number}: 1"));
    let ways: [BrokenWay<'_>; 7] = [
        ("half of the values", &half, COUNT, COUNT / 2),
        ("needs of nothing", &dangling, COUNT, COUNT),
        ("pairs that wait for each other", &pairs, COUNT, COUNT / 2),
        ("one long loop", &round, COUNT, 1),
        ("ids again and again", &same, 7, COUNT - 7),
        ("no ids", &nameless, 0, COUNT),
        ("unknown fields", &unknown, COUNT, COUNT),
    ];
    for (way, one, items, wrong) in ways {
        let text = format!("(schema: \"1.0\", items: [{}])", many(COUNT, one));
        let (workspace, problems) = in_time(|| store::parse(&text)).expect(way);
        assert_eq!(workspace.count(Item::KIND), items, "{way}");
        assert_eq!(Problem::counted(&problems), wrong, "{way}");
        assert!(problems.len() <= PROBLEMS_LIMIT + 1, "{way}");
        if let Some(more) = wrong.checked_sub(PROBLEMS_LIMIT).filter(|more| *more > 0) {
            let last = problems.last().expect(way);
            let (thousands, rest) = (more / 1_000, more % 1_000);
            let said = format!("{thousands},{rest:03} more problems are not listed");
            assert_eq!((&*last.what, last.count), (&*said, more), "{way}");
        }
        let saved = in_time(|| store::render(&workspace, Some(&text)));
        assert_eq!(saved.as_deref(), Ok(&*text), "{way}");
    }
}

fn import(text: &str) -> Import {
    let mut ids = 0..;
    import::import(text.as_bytes(), &Workspace::default(), || {
        Id::parse(&format!("n{}", ids.next().unwrap_or(0))).expect("an id")
    })
}

fn worst(import: &Import) -> Option<Severity> {
    import.problems.iter().map(|p| p.severity).max()
}

#[test]
fn tables_may_be_so_wide_and_so_long() {
    let wide = |columns: usize| {
        let names: String = (1..columns).fold(String::new(), |mut out, at| {
            let _ = write!(out, ",c{at}");
            out
        });
        let cells = ",x".repeat(columns - 1);
        import(&format!("Title{names}\na{cells}\nb{cells}\n"))
    };
    assert_eq!(wide(COLUMNS_LIMIT).created, 2);
    for columns in [COLUMNS_LIMIT + 1, 100_000] {
        let refused = wide(columns);
        assert_eq!(
            (refused.created, worst(&refused)),
            (0, Some(Severity::Error))
        );
    }
    let long = |rows: usize| import(&format!("Title\n{}", "a\n".repeat(rows)));
    let refused = long(RECORDS_LIMIT + 1);
    assert_eq!(
        (refused.created, worst(&refused)),
        (0, Some(Severity::Error))
    );
    assert_eq!(long(10_000).created, 10_000);
}

#[test]
fn cells_may_hold_so_much() {
    let labels: String = (0..100_000).fold(String::new(), |mut out, at| {
        let _ = write!(out, "l{at};");
        out
    });
    let taken = import(&format!("Title,Labels\na,\"{labels}\"\n"));
    assert_eq!((taken.created, taken.losses.len()), (1, 1));
    let mut workspace = Workspace::default();
    edit::apply(&mut workspace, taken.edits).expect("it fits");
    let cell = "x".repeat(20_000_000);
    let taken = import(&format!("Title,Key\n{cell},1\n"));
    assert_eq!((taken.created, taken.losses.len()), (1, 1));
    let open = import(&format!("Title,Key\n\"{}", "line\n".repeat(1_000_000)));
    let said = |what: &str| open.problems.iter().any(|p| p.what.contains(what));
    assert!(said("quotation mark is never closed"));
}
