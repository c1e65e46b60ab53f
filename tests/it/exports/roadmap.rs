//! The roadmap for others: what each form of it shows to whom.

use chrono::NaiveDate;
use evenkeel::exchange::export::ExportWish;
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::item::Item;
use evenkeel::model::objective::{Commitment, Objective};
use evenkeel::model::person::Person;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::forecast::roadmap::chart::{ChartWish, Readers};
use evenkeel::scoring::forecast::roadmap::groups::RoadmapGrouping;

use crate::roadmap::wish;
use crate::samples::{SAMPLE, sample};

const FORMS: [&str; 3] = ["roadmap", "roadmap-html", "svg-roadmap"];

fn made(workspace: &Workspace, form: &str, roadmap: ChartWish) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22);
    let wish = ExportWish {
        roadmap,
        ..ExportWish::default()
    };
    let given = (Lens::Wsjf, Audience::Shared);
    let export = super::wished(workspace, given, today, wish, form).expect("it is made");
    String::from_utf8(export.bytes).expect("text")
}

#[test]
fn customers_get_no_name_of_a_person_and_nothing_that_is_not_promised_or_planned() {
    let workspace = sample();
    let promised: Vec<_> = workspace
        .all::<Objective>()
        .filter(|one| one.commitment == Commitment::Committed)
        .flat_map(|one| one.items.0.iter().copied())
        .collect();
    for form in FORMS {
        let inside = made(
            &workspace,
            form,
            wish(RoadmapGrouping::Themes, Readers::Inside),
        );
        let theirs = made(
            &workspace,
            form,
            wish(RoadmapGrouping::Themes, Readers::Customers),
        );
        for person in workspace.all::<Person>().filter(|one| !one.name.is_empty()) {
            assert!(!theirs.contains(&person.name), "{form}: {}", person.name);
        }
        for item in workspace.all::<Item>().filter(|item| item.state.is_open()) {
            let start: String = item.title.chars().take(16).collect();
            let start = start.replace('\'', "&#");
            let is_theirs = promised.contains(&item.id) || item.increment.0.is_some();
            if !is_theirs {
                assert!(!theirs.contains(start.trim_end()), "{form}: {start}");
            }
        }
        assert!(
            inside.contains("Season banner") && theirs.contains("Exchange sizes"),
            "{form}"
        );
        assert!(!theirs.contains("of all teams together"), "{form}");
    }
    let page = made(
        &workspace,
        "roadmap",
        wish(RoadmapGrouping::Themes, Readers::Customers),
    );
    assert!(page.contains("Promised, likely by"), "{page}");
    assert!(page.contains("Planned for PI 27.2, not promised"), "{page}");
}

#[test]
fn grouped_by_now_next_and_later_there_is_no_day() {
    let workspace = sample();
    for readers in [Readers::Inside, Readers::Customers] {
        for form in FORMS {
            let text = made(&workspace, form, wish(RoadmapGrouping::Now, readers));
            for day in ["2027", "Jan ", "85 %", "◐"] {
                let said = text.replace("22 November 2026", "");
                assert!(!said.contains(day), "{form}: {day}");
            }
            assert!(text.contains("Next"), "{form}");
        }
    }
}

#[test]
fn no_title_leaves_the_fence_of_the_lines() {
    let text = SAMPLE.replace("Season banner in the cart", "``` ~~~ # out");
    let workspace = crate::samples::workspace(&text);
    let page = made(&workspace, "roadmap", ChartWish::default());
    assert_eq!(
        page.lines().filter(|line| line.starts_with("```")).count(),
        2,
        "{page}"
    );
}
