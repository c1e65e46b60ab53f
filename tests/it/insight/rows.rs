//! What is known of customers, out of files and as drawings.

use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::Event;
use evenkeel::model::audience::Audience;
use evenkeel::model::evidence::{Evidence, EvidenceSort};
use evenkeel::model::journey::Stage;
use evenkeel::model::need::Wish;
use evenkeel::model::number::Number;
use evenkeel::model::record::Declared;

use super::story::STORY;
use super::{opened, workspace};
use crate::exports;
use crate::journeys::{notice, type_text};
use crate::screens::press;

#[test]
fn a_file_is_read_into_the_part_and_read_again_changes_nothing() {
    let mut app = opened(STORY, 120, 35);
    press(&mut app, "g i F");
    type_text(&mut app, "feedback.csv");
    let chord = evenkeel::desk::event::Chord::parse("Enter").unwrap();
    let asked = app.handle(Event::Key(chord));
    assert_eq!(asked, [Effect::ReadRows("feedback.csv".into())]);
    let before = app.desk.workspace.count(Wish::KIND);
    let file = "comment;customer;date\r\nThe label is blurred;Nadia Haddad;2026-11-19\r\nThe label is blurred;;2026-11-20\r\nThe label is blurred;;2026-11-20\r\nNo mail came;Who Knows;2026-11-20\r\n";
    app.handle(Event::Rows(file.to_owned()));
    assert_eq!(app.desk.workspace.count(Wish::KIND), before + 4);
    let said = notice(&app).to_owned();
    assert!(
        said.contains("4 wishes") && said.contains("line 5") && said.contains("Who Knows"),
        "{said}"
    );
    let filled = app.desk.workspace.clone();
    app.handle(Event::Rows(file.to_owned()));
    assert!(app.desk.workspace == filled, "{}", notice(&app));
    assert!(notice(&app).contains("4 there already"), "{}", notice(&app));

    // Of what is there, only what the file names is filled; a table goes to its own kind, wherever it comes in.
    let title = "title,date,n\nCalls of customer care,2026-10-31,2000\n";
    app.handle(Event::Rows(title.to_owned()));
    let mut all = app.desk.workspace.all::<Evidence>();
    let calls = all.find(|one| one.title.starts_with("Calls")).cloned();
    drop(all);
    let calls = calls.unwrap();
    assert_eq!(
        (calls.people, calls.sort),
        (Some(Number::whole(2_000)), EvidenceSort::Tickets),
        "{}",
        notice(&app)
    );
    assert!(notice(&app).contains("1 changed"), "{}", notice(&app));
    let stages = "stage,journey,place,feels\nPack,Sending back what does not fit,9,-1\n";
    let many = app.desk.workspace.count(Stage::KIND);
    app.handle(Event::Rows(stages.to_owned()));
    assert_eq!(
        app.desk.workspace.count(Stage::KIND),
        many + 1,
        "{}",
        notice(&app)
    );
}

#[test]
fn trees_and_journeys_go_out_as_drawings_without_what_is_private() {
    let story = STORY
        .replace("I want my money when", "Elif Aydın wants money when")
        .replace("Days until the money", "Elif Aydın's days until the money");
    let workspace = workspace(&story);
    for (format, words) in [
        (
            "svg-kpis",
            ["until the money is back", "of the gap covered"],
        ),
        (
            "svg-needs",
            ["money when the parcel", "if: Every carrier shop"],
        ),
        ("svg-journey", ["Return", "gap 18.0 extreme"]),
    ] {
        let drawn = exports::text(&workspace, Audience::Private, format);
        let head = drawn.lines().nth(1).unwrap();
        assert!(
            head.contains(" width=\"") && head.contains(" height=\""),
            "{head}"
        );
        for said in words {
            assert!(
                drawn.contains(said),
                "{format} does not say {said}: {drawn}"
            );
        }
        let shared = exports::text(&workspace, Audience::Shared, format);
        assert!(!shared.contains("Elif"), "{format}: {shared}");
    }
    let report = exports::text(&workspace, Audience::Shared, "html");
    assert!(report.contains("id=\"needs-title\"") && report.contains("id=\"kpis-title\""));
    assert!(report.contains("id=\"journey-0-title\"") && !report.contains("Elif"));
}
