//! The jobs of a first hour, as somebody types them who knows Excel and Jira: each with the keys it takes, counted and
//! printed. Letters of titles, names and sentences are not counted.

mod jobs;
mod train;

use evenkeel::desk::event::{Chord, Event};
use evenkeel::dialogs::capacity::CapacityGrid;
use evenkeel::dialogs::form::Form;
use evenkeel::dialogs::page::Page;
use evenkeel::dialogs::prompt::Prompt;
use evenkeel::edit::history::History;
use evenkeel::model::assumption::Assumption;
use evenkeel::model::availability::Availability;
use evenkeel::model::bucket::Bucket;
use evenkeel::model::increment::{Increment, Iteration};
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::option::ItemOption;
use evenkeel::model::person::Person;
use evenkeel::model::record::Declared;
use evenkeel::model::risk::{Risk, Roam};
use evenkeel::model::team::Team;
use evenkeel::shell::App;

use crate::journeys::{notice, selected, type_text};
use crate::screens::{dark, drawn, press as press_keys, sample};
use crate::support::words;

/// Somebody at the keyboard.
struct Typist {
    app: App,
    keys: usize,
}

impl Typist {
    fn new() -> Self {
        Self {
            app: sample(120, 35),
            keys: 0,
        }
    }

    /// Somebody with nothing yet.
    fn empty() -> Self {
        let file =
            evenkeel::desk::file::File::new(evenkeel::desk::file::Home::Untitled, Vec::new());
        let app = App::new(
            evenkeel::model::Workspace::default(),
            file,
            evenkeel::desk::preferences::Preferences::default(),
            1,
            ratatui::layout::Size {
                width: 120,
                height: 35,
            },
            chrono::NaiveDate::from_ymd_opt(2026, 11, 22),
        );
        Self { app, keys: 0 }
    }

    /// Presses keys, separated by blanks.
    fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.keys += 1;
            self.app.handle(Event::Key(Chord::parse(key).unwrap()));
        }
    }

    fn write(&mut self, text: &str) {
        type_text(&mut self.app, text);
    }

    fn paste(&mut self, text: &str) {
        self.app.handle(Event::Paste(text.to_owned()));
    }

    fn says(&self) -> &str {
        notice(&self.app)
    }

    /// Says how many keys a job took, and holds that against what it may take.
    #[expect(clippy::print_stdout, reason = "the counts are there to be read")]
    fn took(&mut self, job: &str, most: usize) {
        let keys = std::mem::take(&mut self.keys);
        println!("{job}: {keys} keys (at most {most})");
        assert!(keys <= most, "{job}: {keys} keys");
    }
}

fn estimates(item: &Item) -> [Option<Number>; 4] {
    [item.value, item.criticality, item.risk, item.size].map(|points| points.value)
}

#[test]
fn eight_items_with_estimates() {
    let mut typist = Typist::new();
    let before = typist.app.desk.workspace.clone();
    let cards = [
        "5 8 3 5", "8 5 1 3", "3 3 3 8", "5 1 2 2", "8 8 8 8", "2 2 1 1", "3 5 8 5", "5 5 5 3",
    ];
    for (at, cards) in cards.iter().enumerate() {
        typist.press("n");
        typist.write(&format!("Item number {at}"));
        typist.press("Enter");
        typist.press(&format!("{} Enter", cards.replace(' ', " Tab ")));
        assert!(typist.app.desk.dialogs.is_empty(), "{}", typist.says());
        let wanted: Vec<_> = cards
            .split(' ')
            .map(|card| Some(Number::parse(card).unwrap()))
            .collect();
        assert_eq!(estimates(selected(&typist.app)).to_vec(), wanted);
        assert!(
            selected(&typist.app).bucket.0.is_some(),
            "the kind gives the allocation"
        );
    }
    typist.took("8 items with estimates", 8 * 10);
    // All of it is undone, a step for each title and each form.
    for _ in 0..16 {
        typist.press("Ctrl-z");
    }
    assert!(typist.app.desk.workspace == before);
    assert_ne!(
        typist.app.desk.history.next_redo(),
        History::default().next_redo()
    );
}

#[test]
fn one_dependency() {
    let mut typist = Typist::new();
    let before = selected(&typist.app).needs.0.len();
    typist.press("f Down Down Enter");
    typist.took("one dependency", 6);
    let item = selected(&typist.app);
    assert_eq!(item.needs.0.len(), before + 1, "{}", typist.says());
    assert!(typist.says().contains("depends on"), "{}", typist.says());
    // It says what it comes to in the order.
    let says = ["rank", "the order stays"];
    assert!(
        says.iter().any(|words| typist.says().contains(words)),
        "{}",
        typist.says()
    );
    let (own, other) = (item.id, item.needs.0[0]);
    // No circle can be made: the other one does not offer this one.
    typist.app.desk.select(other);
    typist.press("f");
    let title = typist.app.desk.workspace.name::<Item>(own).to_owned();
    let picker = typist
        .app
        .desk
        .top::<evenkeel::dialogs::picker::Picker>()
        .unwrap();
    assert!(picker.entries.iter().all(|entry| entry.label != title));
}

#[test]
fn five_items_technical() {
    let mut typist = Typist::new();
    let first: Vec<_> = typist.app.desk.backlog.items().take(5).collect();
    typist.press("m m m m m E a Enter t Enter Enter");
    typist.took("five items technical", 12);
    for id in first {
        let item = typist.app.desk.workspace.get::<Item>(id).unwrap();
        let bucket = typist.app.desk.workspace.name::<Bucket>(item.bucket.0);
        assert_eq!(bucket, "Technical", "{}", item.title);
    }
}

#[test]
fn a_request_with_need_options_and_assumption() {
    let mut typist = Typist::new();
    let steps = typist.app.desk.history.revision();
    typist.press("t");
    typist.write("Refund to a gift card");
    typist.press("Tab");
    typist.write("Wanda Fresh");
    typist.press("Enter Tab");
    typist.write("Can I have it on a card?");
    typist.press("Enter Tab");
    typist.write("Shops want to keep the sale.");
    typist.press("Enter Tab");
    typist.write("Card at once");
    typist.press("Alt-Enter");
    typist.write("Card on demand");
    typist.press("Enter Tab");
    typist.write("Shoppers take cards");
    typist.press("Enter");
    typist.took("a request with need, two options, assumption", 60);
    let workspace = typist.app.desk.workspace.clone();
    assert!(typist.app.desk.dialogs.is_empty(), "{}", typist.says());
    assert_eq!(typist.app.desk.history.revision(), steps + 1, "one step");
    let item = selected(&typist.app).clone();
    assert_eq!(item.title, "Refund to a gift card");
    assert_eq!(workspace.name::<Person>(item.requester.0), "Wanda Fresh");
    assert_eq!(&*item.request, "Can I have it on a card?");
    assert_eq!(&*item.need, "Shops want to keep the sale.");
    let options = workspace
        .all::<ItemOption>()
        .filter(|one| one.item.0 == Some(item.id));
    let mut options: Vec<&str> = options.map(|one| one.name.as_str()).collect();
    options.sort_unstable();
    assert_eq!(options, ["Card at once", "Card on demand"]);
    let mut assumed = workspace
        .all::<Assumption>()
        .filter(|one| one.item.0 == Some(item.id));
    assert_eq!(
        assumed.next().map(|one| one.text.as_str()),
        Some("Shoppers take cards")
    );
    // From the item it goes on with what is known.
    let id = item.id;
    typist.press("a Enter");
    let form = typist.app.desk.top::<Form>().unwrap();
    assert_eq!(form.title(), "Refund to a gift card");
    typist.press("Ctrl-s");
    assert_eq!(selected(&typist.app).id, id);
}

#[test]
fn a_risk_with_letter_and_owner() {
    let mut typist = Typist::new();
    let item = selected(&typist.app).id;
    typist.press("a");
    typist.write("risk");
    typist.press("Enter");
    typist.write("The bank is slow");
    typist.press("Tab Tab Tab Tab o Tab");
    typist.write("tama");
    typist.press("Enter Ctrl-s");
    typist.took("a risk with letter and owner", 12);
    let workspace = &typist.app.desk.workspace;
    let risk = workspace
        .all::<Risk>()
        .find(|risk| risk.text == "The bank is slow")
        .unwrap();
    assert_eq!(risk.items.0, [item]);
    assert_eq!(risk.roam, Some(Roam::Owned));
    assert!(workspace.name::<Person>(risk.owner.0).starts_with("Tama"));
}

#[test]
fn pasted_lines_become_items_and_from_three_on_are_shown_first() {
    let mut typist = Typist::new();
    let count = |typist: &Typist| typist.app.desk.workspace.count(Item::KIND);
    let before = count(&typist);
    typist.paste("- Only one\n");
    assert!(
        typist.app.desk.top::<Prompt>().is_some(),
        "one waits for Enter"
    );
    typist.press("Esc");
    typist.paste("First, of two\nSecond");
    assert_eq!(count(&typist), before + 2, "{}", typist.says());
    assert!(
        typist.says().contains("pasted 2 items"),
        "{}",
        typist.says()
    );
    typist.press("Ctrl-z");
    assert_eq!(count(&typist), before, "one step");
    // Where a title is asked for, several are several items.
    typist.press("n");
    typist.paste("One\nTwo\nThree\nFour");
    assert!(typist.app.desk.top::<Page>().is_some(), "{}", typist.says());
    assert_eq!(count(&typist), before);
    typist.press("Enter");
    assert_eq!(count(&typist), before + 4);
    // The same again changes nothing.
    typist.paste("One\nTwo\nThree\nFour");
    assert_eq!(count(&typist), before + 4);
    assert!(typist.says().contains("there already"), "{}", typist.says());
}

#[test]
fn a_block_from_a_sheet_fills_titles_and_estimates() {
    let mut typist = Typist::new();
    typist.paste(
        "Title\tKind\tJob size\tAsked by\nAlpha\tSpike\t5\tNobody There\nBeta\tDefect\t8\t\n",
    );
    let page = typist
        .app
        .desk
        .top::<Page>()
        .map(|page| page.lines.join("\n"))
        .unwrap();
    assert!(
        page.contains("Alpha") && page.contains("1 cell left out"),
        "{page}"
    );
    assert!(page.contains("row 2, Asked by"), "{page}");
    typist.press("Enter");
    let all = typist.app.desk.workspace.all::<Item>();
    let made: Vec<_> = all
        .filter(|item| ["Alpha", "Beta"].contains(&item.title.as_str()))
        .collect();
    assert_eq!(made.len(), 2);
    assert!(made.iter().all(|item| item.size.value.is_some()));
    // Without a heading the estimates of the ranking follow the title.
    typist.paste("Gamma\t5\t8\t3\t2\nDelta\t1\t2");
    let all = typist.app.desk.workspace.all::<Item>();
    let gamma = all.into_iter().find(|item| item.title == "Gamma").unwrap();
    assert_eq!(
        estimates(gamma),
        [5, 8, 3, 2].map(|n| Some(Number::whole(n)))
    );
}

#[test]
fn cells_take_a_block_from_the_cursor_on_and_say_what_does_not_fit() {
    let mut typist = Typist::new();
    let items: Vec<_> = typist.app.desk.backlog.items().take(2).collect();
    let steps = typist.app.desk.history.revision();
    typist.press("l l");
    typist.paste("13\t2\t1\t9\n\t20");
    let value = |typist: &Typist, at: usize| {
        let item = typist.app.desk.workspace.get::<Item>(items[at]);
        estimates(item.unwrap())
    };
    let whole = |n| Some(Number::whole(n));
    assert_eq!(value(&typist, 0)[1..], [whole(13), whole(2), whole(1)]);
    assert_eq!(
        value(&typist, 1)[2],
        whole(20),
        "a blank cell stays as it is"
    );
    assert!(
        typist.says().contains("beyond the last column"),
        "{}",
        typist.says()
    );
    assert_eq!(typist.app.desk.history.revision(), steps + 1);
    typist.paste("8");
    assert_eq!(
        value(&typist, 0)[1],
        whole(8),
        "a digit pasted into a cell is a value"
    );
    typist.paste("7");
    assert!(
        typist.says().contains("not on the scale"),
        "{}",
        typist.says()
    );
    assert_eq!(value(&typist, 0)[1], whole(8));
}

#[test]
fn a_list_of_records_takes_rows() {
    let mut typist = Typist::new();
    let before = typist.app.desk.workspace.count(Team::KIND);
    typist.press("R");
    typist.write("Teams");
    typist.press("Enter");
    typist.paste("Red\nBlue\nGreen");
    assert!(typist.app.desk.top::<Page>().is_some(), "{}", typist.says());
    typist.press("Enter");
    assert_eq!(typist.app.desk.workspace.count(Team::KIND), before + 3);
}

/// Who of a team is there in an iteration: people, days away, capacity as said.
fn there(typist: &Typist, team: &str, iteration: &str) -> [Option<Number>; 3] {
    let workspace = &typist.app.desk.workspace;
    let is_it = |one: &&Availability| {
        workspace.name::<Team>(one.team.0) == team
            && workspace.name::<Iteration>(one.iteration.0) == iteration
    };
    let one = workspace.all::<Availability>().find(is_it);
    one.map_or([None; 3], |one| [one.people, one.away, one.capacity.value])
}

#[test]
fn an_interval_from_nothing_to_a_plan() {
    let mut typist = Typist::empty();
    let whole = |n| Some(Number::whole(n));
    typist.press("N");
    typist.write("Cart, Rails");
    typist.press("Tab 3 Enter");
    assert!(
        typist.app.desk.top::<CapacityGrid>().is_some(),
        "{}",
        typist.says()
    );
    let workspace = &typist.app.desk.workspace;
    assert_eq!(workspace.count(Increment::KIND), 1);
    let names = workspace.all::<Iteration>().map(|one| one.name.clone());
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    assert_eq!(names, ["I1", "I2", "I3", "I4", "IP"]);
    // Rails are four, and away for three days in the second iteration.
    typist.press("Down Down Down 4 > Down Right 3 Enter Esc");
    assert_eq!(there(&typist, "Cart", "I4")[0], whole(3));
    assert_eq!(there(&typist, "Rails", "I3")[0], whole(4));
    assert_eq!(there(&typist, "Rails", "I2"), [whole(4), whole(3), None]);
    typist.paste("Alpha\t5\t8\t3\t8\nBeta\t5\t5\t1\t5");
    typist.press("g p F w Enter");
    typist.took("an interval from nothing to a plan of two teams", 40);
    let workspace = &typist.app.desk.workspace;
    let planned = workspace
        .all::<Item>()
        .filter(|item| item.increment.0.is_some());
    assert_eq!(planned.count(), 2, "{}", typist.says());
}

#[test]
fn the_grid_of_who_is_there_is_typed_like_a_sheet() {
    let mut typist = Typist::empty();
    let whole = |n| Some(Number::whole(n));
    typist.press("N");
    typist.write("Cart");
    typist.press("Enter");
    let steps = typist.app.desk.history.revision();
    // Rows are teams, columns iterations; a name that is new makes a team.
    typist.paste("Team\tI1\tI2\tI3\nCart\t2\t2\t2,5\nRails\t3\t\tmany\n");
    assert_eq!(typist.app.desk.history.revision(), steps + 1, "one step");
    assert!(typist.says().contains("many"), "{}", typist.says());
    let half = Number::parse("2.5").ok();
    assert_eq!(there(&typist, "Cart", "I3")[0], half);
    assert_eq!(there(&typist, "Rails", "I1")[0], whole(3));
    assert_eq!(there(&typist, "Rails", "I2")[0], None);
    // Without names it goes from the cursor on, team by team.
    typist.press("Down Right");
    typist.paste("1\t2\n3\t4");
    assert_eq!(there(&typist, "Cart", "I2")[1], whole(1));
    assert_eq!(there(&typist, "Rails", "I3")[1], whole(4));
    // A value that is half typed is kept by whatever comes next.
    typist.press("Down 1 2 Esc");
    assert_eq!(there(&typist, "Cart", "I2")[2], whole(12));
    assert!(typist.app.desk.dialogs.is_empty());
    typist.press("g p c Down Down Right Delete");
    assert_eq!(there(&typist, "Cart", "I2")[2], None);
    typist.press("Ctrl-z Ctrl-y Ctrl-z");
    assert_eq!(there(&typist, "Cart", "I2")[2], whole(12));
    // Nonsense is said, and the rest of the grid stays.
    typist.press("1 . 2 . 3 Enter");
    assert!(typist.says().contains("not a number"), "{}", typist.says());
}

#[test]
fn pictures_of_the_grid() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        crate::screens::press(&mut app, "g p c Down Right 4");
        crate::support::check_screen(&format!("capacity_{width}x{height}"), &app, &dark());
    }
}

#[test]
fn the_grid_is_drawn_at_every_size() {
    let mut app = sample(120, 35);
    crate::screens::press(&mut app, "g p c Down Down Right Right Right");
    for width in (0..220).step_by(13) {
        for height in (0..70).step_by(7) {
            app.handle(Event::Resize { width, height });
            let buf = drawn(&app, &dark());
            assert_eq!(buf.area.width, width);
        }
    }
}

#[test]
fn the_first_line_and_its_keys_never_run_into_each_other() {
    for lens in ["", "L R I C E Enter", "L M o S C o W Enter"] {
        for width in 81..140 {
            let mut app = sample(width, 30);
            press_keys(&mut app, lens);
            let line = words(&drawn(&app, &dark()))
                .lines()
                .nth(1)
                .unwrap_or_default()
                .to_owned();
            let keys = "e explains a row";
            assert!(
                !line.contains("x hides") || line.contains(&format!("  {keys}")),
                "{width}: {line}"
            );
        }
    }
}
