//! Real exports, where they are at hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use evenkeel::model::Workspace;
use evenkeel::model::field::Choice;
use evenkeel::model::item::Item;
use evenkeel::model::points::Points;

use super::apply;

/// The folder of real exports, which are not part of the project.
fn samples() -> Option<PathBuf> {
    let named = std::env::var_os("EVENKEEL_SAMPLES").map(PathBuf::from);
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    named
        .into_iter()
        .chain(above.map(|folder| folder.join("shared/samples")))
        .find(|folder| folder.is_dir())
}

/// Files by the beginning of their names, with their format and the number of items and of sizes in them.
const SAMPLES: &[(&str, &str, usize, usize)] = &[
    ("generic-csv-crlf.trustyai", "CSV", 64, 0),
    ("generic-csv-jira-like.spektr", "CSV", 40, 40),
    ("jira-cloud-csv-all-fields", "Jira CSV", 22, 0),
    ("jira-server-csv-extra-column", "Jira CSV", 4, 2),
    ("jira-server-csv.zuehlke", "Jira CSV", 4, 0),
    ("jira-xml-rss", "Jira XML", 1, 0),
    ("linear-csv.semperos", "Linear CSV", 9, 3),
    ("linear-import-csv", "Linear CSV", 1, 0),
    ("plane-csv.karlromets", "Plane CSV", 1, 0),
    ("plane-csv.linear-linear", "Plane CSV", 8, 5),
    ("poker-csv-headerless", "CSV", 0, 0),
    ("storypoints-csv.gpt2sp-duracloud", "CSV", 666, 666),
    ("storypoints-csv.gpt2sp-jirasoftware", "CSV", 352, 352),
    ("synthetic/asana", "Asana CSV", 3, 2),
    ("synthetic/azure-devops-flat", "Azure DevOps CSV", 4, 3),
    ("synthetic/azure-devops-tree", "Azure DevOps CSV", 5, 3),
    ("synthetic/jira-csv-wide", "Jira CSV", 2, 1),
    ("synthetic/jira-localised", "Jira CSV", 2, 1),
    ("synthetic/wsjf-sheet", "CSV", 4, 3),
    ("beads-jsonl", "beads JSONL", 116, 0),
    ("github-graphql-issues", "GitHub JSON", 3, 0),
    ("github-rest-issues", "GitHub JSON", 13, 0),
    ("github-rest-search", "GitHub JSON", 2, 0),
    ("jira-rest-search", "Jira JSON", 3, 0),
    ("taskwarrior-export", "taskwarrior JSON", 144, 0),
    ("trello-board.humberto", "Trello JSON", 11, 0),
    ("trello-board.nextcloud", "Trello JSON", 1, 0),
    ("trello-rest-checklists", "JSON", 0, 0),
    ("trello-rest-lists", "Trello JSON", 15, 0),
];

#[test]
#[expect(clippy::print_stderr, reason = "a person reads what the samples gave")]
fn real_exports_give_their_items_and_no_scores() {
    let Some(folder) = samples() else {
        eprintln!("skipped: no folder of samples; name one in EVENKEEL_SAMPLES");
        return;
    };
    let mut files = Vec::new();
    for folder in [folder.clone(), folder.join("synthetic")] {
        files.extend(
            fs::read_dir(folder)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.path()),
        );
    }
    let is_read = |file: &&PathBuf| {
        let end = file.extension().and_then(|end| end.to_str());
        end.is_some_and(|end| ["csv", "json", "jsonl", "xml"].contains(&end))
    };
    for file in files.iter().filter(is_read) {
        let name = file
            .strip_prefix(&folder)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let mut workspace = Workspace::default();
        let outcome = apply(&mut workspace, &fs::read(file).unwrap());
        eprintln!("{name}\n  {}", outcome.summary().join("\n  "));
        let items: Vec<&Item> = workspace.all().collect();
        let sized = items.iter().filter(|item| !item.size.is_unknown()).count();
        for item in &items {
            let scores = [item.value, item.criticality, item.risk];
            assert!(
                scores.iter().all(Points::is_unknown),
                "{name}: scored by accident"
            );
            assert!(!item.title.is_empty(), "{name}");
        }
        if let Some((_, format, count, sizes)) =
            SAMPLES.iter().find(|(start, ..)| name.starts_with(start))
        {
            let got = (outcome.format, items.len(), sized);
            assert_eq!(got, (*format, *count, *sizes), "{name}");
        }
    }
}

#[test]
fn states_and_needs_of_real_exports_are_those_of_their_tools() {
    let Some(folder) = samples() else { return };
    let read = |name: &str| {
        let mut workspace = Workspace::default();
        apply(&mut workspace, &fs::read(folder.join(name)).unwrap());
        workspace
    };
    let states = |workspace: &Workspace| {
        let mut counts = BTreeMap::new();
        for item in workspace.all::<Item>() {
            *counts.entry(item.state.word().name).or_insert(0) += 1;
        }
        counts.into_iter().collect::<Vec<(&str, usize)>>()
    };
    let tasks = read("taskwarrior-export.naggie-dstask.json");
    assert_eq!(states(&tasks), [("Done", 99), ("Funnel", 45)]);
    let beads = read("beads-jsonl.dicklesworthstone-beads-viewer.jsonl");
    assert_eq!(states(&beads), [("Doing", 1), ("Done", 93), ("Funnel", 22)]);
    let edges: usize = beads.all::<Item>().map(|item| item.needs.0.len()).sum();
    assert_eq!(edges, 142);
    let board = read("trello-board.humberto-zayas-trello-clone.scrubbed.json");
    let checked = board
        .all::<Item>()
        .filter(|item| item.note.contains("- [ ] "));
    assert_eq!(checked.count(), 5, "cards with checklists");
}
