//! Exports: what goes out to whom, what no title can do, and that all of it comes back in.

#[cfg(feature = "xlsx")]
mod book;
#[cfg(feature = "xlsx")]
mod formulas;
mod home;
mod hostile;
mod minutes;
mod plan;
mod roadmap;
mod round_trip;
mod words;

use chrono::NaiveDate;
use evenkeel::desk::derived::Derived;
use evenkeel::exchange::audience::Disclosure;
use evenkeel::exchange::export::{self, Content, Export, ExportWish, FORMATS};
use evenkeel::model::Workspace;
use evenkeel::model::audience::Audience;
use evenkeel::model::field::{Choice, Extra, ExtraCell, FieldValue};
use evenkeel::model::item::Item;
use evenkeel::model::record::{Declared, Record};
use evenkeel::model::settings::Lens;
use evenkeel::{edit, store};

use crate::samples::workspace;

/// What a format makes of all items of a workspace as somebody wishes it on a day, or why it makes nothing.
fn wished(
    workspace: &Workspace,
    (lens, audience): (Lens, Audience),
    today: Option<NaiveDate>,
    wish: ExportWish,
    format: &str,
) -> Result<Export, String> {
    let mut derived = Derived::of(workspace, lens, today);
    derived.survey_now(workspace);
    let evaluation = &derived.evaluation;
    let matter = Content {
        workspace,
        evaluation,
        survey: &derived.survey,
        items: &evaluation.all(workspace),
        disclosure: &Disclosure::of(workspace, lens, audience),
        session: None,
        earlier: None,
        today,
        wish,
    };
    let format = export::format(format).expect("a format");
    format.made(&matter).map_err(|error| error.to_string())
}

/// What a format makes of all items of a workspace; where that is nothing, a note why.
pub fn exported(workspace: &Workspace, lens: Lens, audience: Audience, format: &str) -> Export {
    let plain = ExportWish::default();
    wished(workspace, (lens, audience), None, plain, format).unwrap_or_else(|why| Export {
        bytes: Vec::new(),
        notes: vec![why],
    })
}

/// The same as text.
pub fn text(workspace: &Workspace, audience: Audience, format: &str) -> String {
    let export = exported(workspace, Lens::Wsjf, audience, format);
    String::from_utf8(export.bytes).expect("text")
}

/// The private things of [`SECRETS`].
const NOTE: &str = "sentinel-note";
const NAME: &str = "Sentinel Name";
const PRICE: &str = "48731";

const SECRETS: &str = r#"(
    schema: "1.0",
    people: [
        (id: "sentinel-id", name: "Sentinel Name", hidden: true, wants: "sentinel-wants", private_note: "sentinel-note"),
        (id: "ana", name: "Ana", wants: "what SENTINEL NAME wants"),
    ],
    teams: [(id: "t", name: "Sentinel Name's team", members: ["ana", "sentinel-id"])],
    buckets: [(id: "b", name: "Sentinel Name", share: 100)],
    items: [
        (
            id: "x", key: "K-1", title: "As sentinel name said", bucket: "b", team: "t", owner: "sentinel-id",
            requester: "sentinel-id", value: 5, criticality: 3, risk: 2, size: 1, weekly_cost: 48731, late_cost: 48731,
            request: "Sentinel Name asked", pin: 1, pin_reason: "for Sentinel Name", labels: ["sentinel name"],
            private_note: "sentinel-note", extra: [("Reporter", "Sentinel Name"), ("Sentinel Name", "1")],
            needs: ["y"],
        ),
        (id: "y", key: "K-2", title: "Plain", owner: "ana", value: 5, criticality: 3, risk: 2, size: 1, weekly_cost: 48731),
    ],
    options: [(id: "o", name: "Sentinel Name's way", item: "x", size: 1, value: 5, words: "ask Sentinel Name")],
    settings: (increment: "i"),
    increments: [(id: "i", name: "PI of Sentinel Name", starts: "2027-01-04", ends: "2027-03-12", goal: "for Sentinel Name")],
    iterations: [(id: "j", name: "I of Sentinel Name", increment: "i", starts: "2027-01-04", ends: "2027-01-15")],
    objectives: [(id: "k", text: "As sentinel name said", increment: "i", team: "t")],
    milestones: [(id: "m", name: "Plain", increment: "i", due: "2027-02-01")],
    risks: [(id: "r", text: "Sentinel Name leaves", increment: "i", owner: "sentinel-id", follow_up: "ask Sentinel Name", review: "2027-01-20")],
    dependencies: [(id: "d", text: "what Sentinel Name makes", from: "Sentinel Name", increment: "i", due: "2027-01-21")],
    events: [(id: "e", name: "As sentinel name said", date: "2027-01-22", note: "Sentinel Name was there")],
    sessions: [(id: "s", name: "With Sentinel Name", date: "2027-01-22", agenda: ["x", "y"], people: ["ana", "sentinel-id"], note: "Sentinel Name left")],
    rounds: [(id: "w", factor: "size", session: "s", item: "x", number: 1, votes: {"sentinel-id": 5}, shown: true)],
    decisions: [(id: "q", item: "x", session: "s", asked_by: "sentinel-id", reason: "Sentinel Name waits", money_now: 48731)],
    votes: [(id: "v", raise: "less of Sentinel Name", increment: "i", person: "sentinel-id", fist: Two)],
)"#;

fn secrets() -> Workspace {
    let mut made = workspace(SECRETS);
    // What an import brought may be remembered with an item, in a field of its own.
    if let Some(field) = Item::KIND.field("imported") {
        let trace: Extra = ["weekly_cost", "requester", "private_note"]
            .into_iter()
            .zip([PRICE, NAME, NOTE])
            .map(|(name, text)| ExtraCell {
                name: name.to_owned(),
                text: text.to_owned(),
            })
            .collect();
        let (kind, id) = (Item::KIND, made.all::<Item>().next().unwrap().id());
        let value = trace.to_value();
        edit::apply(
            &mut made,
            vec![edit::Edit::Set {
                kind,
                id,
                field,
                value,
            }],
        )
        .unwrap();
    }
    made
}

#[test]
fn nothing_private_is_in_a_shared_export() {
    let workspace = secrets();
    for format in FORMATS {
        for lens in Lens::ALL {
            let export = exported(&workspace, *lens, Audience::Shared, format.name);
            let text = String::from_utf8_lossy(&export.bytes).to_lowercase();
            for secret in ["sentinel", PRICE] {
                let found = text
                    .find(secret)
                    .map(|at| &text[at.saturating_sub(80)..at + 20]);
                assert_eq!(found, None, "{} under {lens:?} says {secret}", format.name);
            }
            assert!(
                export
                    .notes
                    .iter()
                    .all(|note| !note.to_lowercase().contains("sentinel"))
            );
        }
    }
}

#[test]
fn a_private_export_has_it_all() {
    let workspace = secrets();
    for format in ["csv", "csv-raw", "json"] {
        let text = text(&workspace, Audience::Private, format);
        for secret in [NOTE, NAME, PRICE, "As sentinel name said"] {
            assert!(text.contains(secret), "{format} lacks {secret}");
        }
        assert!(!text.contains("(private)"));
    }
}

#[test]
fn what_is_held_back_is_counted() {
    let workspace = secrets();
    let disclosure = Disclosure::shared(&workspace, Lens::Wsjf);
    assert_eq!(disclosure.held_back(), None);
    for item in workspace.all::<Item>() {
        for (at, field) in Item::KIND.fields.iter().enumerate() {
            disclosure.value(field, item.get(at));
        }
    }
    // Title, owner, requester, request, reason, label, and twice in the imported columns.
    let said = "1 private note, 3 amounts of money, 8 private names";
    assert_eq!(disclosure.held_back().as_deref(), Some(said));
}

#[test]
fn only_what_is_meant_goes_out() {
    let text = r#"(schema: "1.0", items: [(id: "a", title: "Here", needs: ["b"]), (id: "b", title: "Gone")],
        options: [(id: "o", name: "Of the gone", item: "b"), (id: "p", name: "Of this", item: "a")])"#;
    let (workspace, _) = store::parse(text).unwrap();
    let evaluation = evenkeel::scoring::evaluation::evaluate(&workspace, Lens::Wsjf, None);
    for format in FORMATS {
        let export = format.made(&Content {
            workspace: &workspace,
            evaluation: &evaluation,
            survey: &evenkeel::scoring::survey::survey(&workspace, &evaluation, None),
            items: &[crate::samples::id("a")],
            disclosure: &Disclosure::private(),
            session: None,
            earlier: None,
            today: None,
            wish: ExportWish::default(),
        });
        // What has no session, no day and no key of a tool has nothing to say.
        let Ok(export) = export else { continue };
        let export = String::from_utf8_lossy(&export.bytes).into_owned();
        assert!(!export.to_lowercase().contains("gone"), "{}", format.name);
        let has_options = ["json", "feature-sheet"].contains(&format.name);
        assert_eq!(export.contains("Of this"), has_options, "{}", format.name);
    }
}
