//! What is known of customers, and what it does to the order: the worked examples, and the ways by keys.

mod examples;
mod kpis;
mod offers;
mod points;
mod rows;
mod story;
mod tree;
mod unused;

use evenkeel::desk::event::Event;
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::desk::tab;
use evenkeel::dialogs::form::Form;
use evenkeel::dialogs::picker::Picker;
use evenkeel::model::Workspace;
use evenkeel::model::evidence::{Evidence, EvidenceSort};
use evenkeel::model::item::Item;
use evenkeel::model::need::{Need, Wish};
use evenkeel::model::number::Number;
use evenkeel::model::record::Declared;
use evenkeel::scoring::findings::FINDINGS;
use evenkeel::scoring::insight::known::{KnownCustomers, wished_for};
use evenkeel::scoring::insight::offers::offers;
use evenkeel::scoring::insight::range::of_value;
use evenkeel::scoring::insight::share::PeopleShare;
use evenkeel::scoring::insight::words::{of_item, of_need};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::scoring::session::agenda::proposed;
use evenkeel::shell::App;
use evenkeel::store;
use ratatui::layout::Size;

use crate::journeys::{notice, type_text};
use crate::samples::id;
use crate::screens::{press, screen};

/// Three items close to each other, of which a need and evidence are known for the middle one.
const BOARD: &str = r#"(
    schema: "1.0",
    people: [
        (id: "ann", name: "Ann"),
        (id: "bob", name: "Bob"),
        (id: "cem", name: "Cem"),
    ],
    segments: [
        (id: "retail", name: "Retail", income_year: 500000),
        (id: "trade", name: "Trade", income_year: 200000),
    ],
    needs: [
        (id: "money", statement: "I want my money when the parcel is scanned", importance: 9, satisfaction: 3),
    ],
    wishes: [
        (id: "w1", said: "Where is my money", need: "money", person: "ann", segment: "retail", importance: Critical),
        (id: "w2", said: "It takes long", need: "money", person: "bob", segment: "retail", importance: Nice),
        (id: "w3", said: "My shop waits", need: "money", person: "cem", segment: "trade", importance: Important),
    ],
    items: [
        (id: "first", title: "First", state: Ready, value: (value: 13), criticality: (value: 8), risk: (value: 5), size: (value: 5)),
        (id: "refund", title: "Refund", state: Ready, value: (value: 8), criticality: (value: 8), risk: (value: 5), size: (value: 5), needs_met: ["money"], request: "Give the money back at once", requester: "ann"),
        (id: "third", title: "Third", state: Ready, value: (value: 3), criticality: (value: 8), risk: (value: 5), size: (value: 5)),
    ],
    evidence: [
        (id: "talk", title: "One talk", sort: Interview, needs: ["money"], people: 1),
    ],
)
"#;

fn workspace(text: &str) -> Workspace {
    let (workspace, problems) = store::parse(text).unwrap();
    assert_eq!(problems, []);
    workspace
}

fn opened(text: &str, width: u16, height: u16) -> App {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22);
    let (size, file) = (Size::new(width, height), File::new(Home::Demo, Vec::new()));
    App::new(workspace(text), file, Preferences::default(), 1, size, day)
}

fn item<'a>(workspace: &'a Workspace, name: &str) -> &'a Item {
    workspace.get(id(name)).unwrap()
}

#[test]
fn the_worked_examples_of_needs_and_evidence() {
    let workspace = workspace(BOARD);
    let known = KnownCustomers::of(&workspace, None);
    let wished = wished_for(&workspace, &known, id("money"));
    assert_eq!(
        (wished.score, wished.people, wished.segments, wished.income),
        (Some(6), 3, 2, Some(Ratio::whole(700_000))),
        "3, 1, 2 from three people of two segments = 6"
    );
    let share = |said, people| {
        let share = PeopleShare::of(Some(Ratio::whole(said)), Some(Ratio::whole(people)));
        share.unwrap().interval(100)
    };
    assert_eq!(share(7, 9), (45, 94), "7 of 9 = 45 to 94 %");
    assert_eq!(share(14, 18), (55, 91), "14 of 18 = 55 to 91 %");
    let need: &Need = workspace.get(id("money")).unwrap();
    let said = of_need(&workspace, &known, need).plain(true);
    assert!(said.contains("= 15.0 good"), "9,3 is 15: {said}");
    assert!(
        said.contains("asked 3 times by 3 people of 2 segments"),
        "{said}"
    );
}

#[test]
fn evidence_gives_an_estimate_its_range_and_own_ranges_and_votes_win() {
    let scale: Vec<Number> = [1, 2, 3, 5, 8, 13, 20].map(Number::whole).to_vec();
    let range = |text: &str| {
        let workspace = workspace(text);
        let known = KnownCustomers::of(&workspace, None);
        let range = of_value(&known, &scale, item(&workspace, "refund"));
        range.map(|(low, high)| (low.to_string(), high.to_string()))
    };
    let is = |low: &str, high: &str| Some((low.to_owned(), high.to_owned()));
    assert_eq!(
        range(BOARD),
        is("5", "13"),
        "a few customers: one step either way"
    );
    let opinion = BOARD.replace("sort: Interview", "sort: Expert");
    assert_eq!(range(&opinion), is("3", "20"), "an opinion: two steps");
    let many = BOARD.replace("people: 1)", "people: 20)");
    assert_eq!(range(&many), None, "twenty people leave no doubt");
    let contested = BOARD.replace(
        "    evidence: [",
        "    evidence: [\n        (id: \"no\", title: \"No\", sort: Survey, bearing: Refutes, needs: [\"money\"], people: 40),",
    );
    assert_eq!(
        range(&contested),
        is("3", "20"),
        "contested counts as conviction"
    );
    let own = BOARD.replacen(
        "value: (value: 8)",
        "value: (value: 8, low: 8, high: 13)",
        1,
    );
    assert_eq!(range(&own), None, "an own range wins");
    let voted = BOARD.replace(
        "    evidence: [",
        "    sessions: [(id: \"s\", name: \"S\")],\n    rounds: [(id: \"r\", factor: \"value\", session: \"s\", item: \"refund\", shown: true, settled: 8)],\n    evidence: [",
    );
    assert_eq!(range(&voted), None, "a vote wins");
    let none = BOARD.replace("needs: [\"money\"], people", "people");
    assert_eq!(
        range(&none),
        None,
        "without evidence about it nothing is said"
    );
}

#[test]
fn the_range_moves_the_rank_the_findings_and_the_agenda_and_is_seen_beside_the_value() {
    let app = opened(BOARD, 120, 35);
    let survey = &app.desk.derived.survey;
    let firm = survey.firmness.as_ref().unwrap().of(id("refund")).unwrap();
    let ranks = firm.ranks.unwrap();
    assert_eq!((ranks.best, ranks.worst), (1, 2), "13 ties with the first");
    let agenda = proposed(&app.desk.derived.evaluation, survey.firmness.as_ref());
    assert!(agenda.iter().any(|proposal| proposal.item == id("refund")));
    let found = survey
        .findings
        .iter()
        .find(|one| one.check.code == "range-matters");
    let said = found.unwrap().reason.words(&app.desk.workspace);
    assert!(said.contains("8 could be 5 to 13"), "{said}");

    let without = opened(
        &BOARD.replace("needs: [\"money\"], people", "people"),
        120,
        35,
    );
    let firm = &without.desk.derived.survey.firmness;
    let ranks = firm
        .as_ref()
        .unwrap()
        .of(id("refund"))
        .unwrap()
        .ranks
        .unwrap();
    assert_eq!((ranks.best, ranks.worst), (2, 2));

    let mut app = opened(BOARD, 200, 60);
    press(&mut app, "j");
    let shown = screen(&app);
    assert!(shown.contains("(5..13)"), "{shown}");
    let known = &app.desk.derived.known;
    let said = of_item(
        &app.desk.workspace,
        known,
        &app.desk.derived.kpis,
        item(&app.desk.workspace, "refund"),
    )
    .plain(true);
    for words in ["a few customers", "8 could be 5 to 13", "15.0 good"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_request_becomes_a_need_and_a_wish_and_what_is_offered_is_taken_as_one_step() {
    let mut app = opened(&BOARD.replace(", needs_met: [\"money\"]", ""), 120, 35);
    press(&mut app, "j I");
    let entry = app.desk.top::<Picker>().and_then(Picker::entry).unwrap();
    assert_eq!(entry.label, "make a need of its request");
    press(&mut app, "Enter");
    let met = &item(&app.desk.workspace, "refund").needs_met.0;
    let need: &Need = app.desk.workspace.get(met[0]).unwrap();
    assert_eq!(need.statement, "Give the money back at once");
    let wish = app
        .desk
        .workspace
        .all::<Wish>()
        .find(|wish| wish.need.0 == Some(need.id));
    assert_eq!(wish.unwrap().person.0, Some(id("ann")));
    press(&mut app, "u");
    assert!(
        item(&app.desk.workspace, "refund").needs_met.0.is_empty(),
        "one step"
    );

    let strong = BOARD.replace("satisfaction: 3", "satisfaction: 1");
    let mut app = opened(&strong, 120, 35);
    let offered = offers(
        &app.desk.workspace,
        &app.desk.derived.known,
        &app.desk.derived.kpis,
        item(&app.desk.workspace, "refund"),
    );
    assert_eq!(offered[0].words, "value 8 to 13");
    press(&mut app, "j I Enter");
    assert_eq!(
        item(&app.desk.workspace, "refund").value.value,
        Some(Number::whole(13))
    );
    assert!(notice(&app).contains("17.0 extreme"), "{}", notice(&app));
    press(&mut app, "u");
    assert_eq!(
        item(&app.desk.workspace, "refund").value.value,
        Some(Number::whole(8))
    );
}

#[test]
fn wishes_are_pasted_a_line_each_and_put_under_the_need_of_the_same_words() {
    let mut app = opened(BOARD, 120, 35);
    press(&mut app, "g i");
    let lines = "Give me my money faster\nThe label needs a printer\n\nGive me my money faster\n";
    app.handle(Event::Paste(lines.to_owned()));
    let inbox = |app: &App| {
        let all = app.desk.workspace.all::<Wish>();
        all.filter(|wish| wish.need.0.is_none()).count()
    };
    assert_eq!(inbox(&app), 2, "{}", notice(&app));
    press(&mut app, "Tab a");
    let entry = app.desk.top::<Picker>().and_then(Picker::entry).unwrap();
    assert!(
        entry.label.starts_with("I want my money"),
        "{}",
        entry.label
    );
    press(&mut app, "Enter a Enter");
    assert_eq!(inbox(&app), 0);
    assert_eq!(
        app.desk.workspace.count(Need::KIND),
        2,
        "the printer is a new one"
    );
}

#[test]
fn evidence_comes_from_a_table_and_what_it_names_and_is_not_there_is_said() {
    let mut app = opened(BOARD, 120, 35);
    press(&mut app, "g i }");
    let table = "title,how,date,n,k,about\nSurvey,Survey,2026-11-02,40,31,I want my money when the parcel is scanned\nTalks,Interview,2026-11-03,3,,Flying\n";
    app.handle(Event::Paste(table.to_owned()));
    let all: Vec<&Evidence> = app.desk.workspace.all::<Evidence>().collect();
    assert_eq!(all.len(), 3);
    let survey = all.iter().find(|one| one.title == "Survey").unwrap();
    assert_eq!(
        (survey.sort, survey.people),
        (EvidenceSort::Survey, Some(Number::whole(40)))
    );
    assert_eq!(survey.needs.0, [id("money")]);
    assert!(
        notice(&app).contains("line 3") && notice(&app).contains("Flying"),
        "{}",
        notice(&app)
    );
    let shown = screen(&app);
    assert!(shown.contains("31 of 40"), "{shown}");
    press(&mut app, "v");
    assert!(
        app.desk.top::<Form>().is_none(),
        "evidence is not about evidence"
    );
}

#[test]
fn a_table_is_read_as_the_form_reads_what_is_typed() {
    let mut app = opened(BOARD, 120, 35);
    press(&mut app, "g i }");
    let table = "title;date;n\r\nSurvey;2 Nov 2026;1,200\r\n\r\n\"Two\r\ntalks\";soon;7\r\n";
    app.handle(Event::Paste(table.to_owned()));
    let mut all = app.desk.workspace.all::<Evidence>();
    let survey = all.find(|one| one.title == "Survey").unwrap();
    assert_eq!(survey.people, Some(Number::whole(1_200)));
    assert_eq!(survey.date.unwrap().to_string(), "2026-11-02");
    assert!(notice(&app).contains("line 4"), "{}", notice(&app));
}

#[test]
fn a_workspace_without_any_of_it_shows_nothing_of_it() {
    let bare = include_str!("../../assets/sample.ron");
    let mut app = opened(bare, 200, 60);
    let codes = [
        "range-matters",
        "solution-without-need",
        "need-without-item",
        "persona-stale",
    ];
    let has = |app: &App| app.desk.workspace.count(Need::KIND) > 0;
    if !has(&app) {
        assert!(!app.tabs().any(|tab| tab == tab::INSIGHT));
        let found = &app.desk.derived.survey.findings;
        assert!(found.iter().all(|one| !codes.contains(&one.check.code)));
        press(&mut app, "Enter");
        let form = app.desk.top::<Form>().unwrap();
        assert!(form.rows.iter().all(|row| row.label != "Meets needs"));
        let one = app.desk.workspace.all::<Item>().next().unwrap();
        let said = of_item(
            &app.desk.workspace,
            &app.desk.derived.known,
            &app.desk.derived.kpis,
            one,
        );
        assert!(said.lines.is_empty());
    }
    assert!(
        codes
            .iter()
            .all(|code| FINDINGS.iter().any(|check| check.code == *code))
    );
    let mut app = opened(BOARD, 80, 24);
    assert!(app.tabs().any(|tab| tab == tab::INSIGHT));
    press(&mut app, "g i n");
    type_text(&mut app, "I send it back without a printer");
    press(&mut app, "Ctrl-s");
    assert_eq!(app.desk.workspace.count(Need::KIND), 2);
}
