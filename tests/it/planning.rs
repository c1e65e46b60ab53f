//! An increment planned by keys alone, from the import of a backlog to the plan that is kept, and back.

use std::fmt::Write as _;

use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::model::item::Item;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use evenkeel::store;
use ratatui::layout::Size;

use crate::importing;
use crate::plan_view::overview;
use crate::screens::{dark, drawn};
use crate::suggesting::{answered, begun};
use crate::support::words;

/// Three teams and an increment of four iterations at work and one for innovation.
const GROUND: &str = r#"(
    schema: "1.0",
    settings: (increment: "pi"),
    teams: [
        (id: "cart", name: "Cart", velocity: [20, 18, 22]),
        (id: "mail", name: "Mail", velocity: [16, 18, 17]),
        (id: "till", name: "Till", velocity: [19, 21, 20]),
    ],
    increments: [(id: "pi", name: "PI 27.1", starts: "2027-01-04", ends: "2027-03-14")],
    iterations: [
        (id: "i1", name: "I1", increment: "pi", starts: "2027-01-04", ends: "2027-01-17"),
        (id: "i2", name: "I2", increment: "pi", starts: "2027-01-18", ends: "2027-01-31"),
        (id: "i3", name: "I3", increment: "pi", starts: "2027-02-01", ends: "2027-02-14"),
        (id: "i4", name: "I4", increment: "pi", starts: "2027-02-15", ends: "2027-02-28"),
        (id: "ip", name: "IP", increment: "pi", starts: "2027-03-01", ends: "2027-03-14", innovation: true),
    ],
)"#;

/// The keys of two minutes, at two a second.
const TWO_MINUTES: usize = 240;

/// A backlog of 52 items of the three teams, as somebody exports it.
fn backlog() -> String {
    let mut out = "Summary,Issue key,Status,Labels,Business Value,Time Criticality,Risk Reduction,Story Points\n".to_owned();
    for at in 0..52_usize {
        let team = ["cart", "mail", "till"][at % 3];
        let value = [8, 13, 5, 20, 3, 8, 2][at % 7];
        let (late, risk) = ([5, 3, 8, 1][at % 4], [1, 5, 2][at % 3]);
        let size = [5, 3, 8, 5, 3, 8, 5, 2][at % 8];
        let _ = writeln!(
            out,
            "Item {at} of the backlog,SHOP-{at},To Do,{team},{value},{late},{risk},{size}"
        );
    }
    out
}

/// The board under somebody's fingers.
struct Desk {
    app: App,
    keys: usize,
    file: String,
}

impl Desk {
    fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.keys += 1;
            importing::press(&mut self.app, key, self.file.as_bytes());
        }
    }

    fn sees(&self, said: &str) -> bool {
        words(&drawn(&self.app, &dark())).contains(said)
    }

    /// The load of an iteration beyond what it can carry.
    fn excess(&self, at: usize) -> Option<Ratio> {
        overview(&self.app).stretch(at).excess()
    }

    /// The keys since the last time this was asked.
    fn counted(&mut self) -> usize {
        std::mem::take(&mut self.keys)
    }
}

#[test]
fn an_increment_of_forty_items_and_three_teams_is_planned_in_two_minutes() {
    for (width, height) in [(80, 24), (120, 35)] {
        let (workspace, problems) = store::parse(GROUND).unwrap();
        assert_eq!(problems, []);
        let file = File::new(Home::Untitled, problems);
        let size = Size { width, height };
        let app = App::new(workspace, file, Preferences::default(), 7, size, None);
        let before = app.desk.workspace.clone();
        let mut desk = Desk {
            app,
            keys: 0,
            file: backlog(),
        };
        desk.brings_the_backlog_in();
        desk.plans_forty_items();
        let planned = desk.counted();
        let plan = desk.app.desk.workspace.clone();
        desk.overloads_and_resolves();
        desk.tries_what_is_suggested();
        let tried = desk.counted();
        assert_ne!(desk.app.desk.workspace, plan);
        let steps = desk.app.desk.history.done().len();
        desk.press(&"u ".repeat(steps));
        assert!(desk.app.desk.workspace == before, "all of it is taken back");
        let undone = desk.counted();
        assert_eq!((planned, tried, undone), (174, 14, 49), "keys");
        assert!(
            planned + tried + undone < TWO_MINUTES,
            "all of it in two minutes"
        );
    }
}

impl Desk {
    /// The scores of the file are taken for what they are, and every item gets the team of its label.
    fn brings_the_backlog_in(&mut self) {
        self.press("i Enter j j j j t U s e r - Enter j t T i m e Enter j t R i s k Enter");
        self.press("Enter");
        assert_eq!(self.app.desk.workspace.all::<Item>().count(), 52);
        self.press("Esc");
        for team in ["c a r t", "m a i l", "t i l l"] {
            self.press(&format!(
                "/ {team} Enter M E t e a m Enter {team} Enter Enter Esc Esc"
            ));
        }
        let items: Vec<&Item> = self.app.desk.workspace.all::<Item>().collect();
        assert!(
            items.iter().all(|item| item.team.0.is_some()),
            "{:?}",
            self.app.desk.notice
        );
        assert_eq!(self.app.desk.derived.evaluation.ranked.len(), 52);
    }

    /// The first forty of the ranking, ten into each iteration at work.
    fn plans_forty_items(&mut self) {
        self.press("g p");
        for iteration in 1..=4 {
            self.press(&format!("p {iteration} ").repeat(10));
        }
        let shown = overview(&self.app);
        assert_eq!(shown.planned.whole.items.len(), 40);
        assert_eq!(shown.unplanned.items.len(), 12);
    }

    /// Items come forward until the second iteration carries too much; that is said, and they go back.
    fn overloads_and_resolves(&mut self) {
        self.press("l l");
        let fits = |desk: &Self| desk.excess(2).is_some_and(Ratio::is_zero);
        assert!(fits(self), "{:?}", self.excess(2));
        for _ in 0..10 {
            if fits(self) {
                self.press("l H");
            }
        }
        assert!(!fits(self));
        let excess = self.excess(2).map(|excess| excess.to_decimal(0));
        let said = format!("▲{:>4}", format!("+{}", excess.unwrap_or_default()));
        assert!(self.sees(&said), "{said}");
        for _ in 0..10 {
            if !fits(self) {
                self.press("L h");
            }
        }
        assert!(fits(self));
    }

    /// The best choice is looked for, tried, compared with the plan that was made by hand, and kept.
    fn tries_what_is_suggested(&mut self) {
        let run = begun(&mut self.app, "f");
        self.keys += 1;
        self.app.handle(answered(&run));
        assert!(self.app.desk.trial.is_some());
        self.press("w w");
        assert!(self.sees("Try out"));
        self.press("Enter");
        assert!(self.app.desk.trial.is_none());
    }
}
