//! Trees as tools export them, through the dialog: levels and parents come in, the board is folded, effort counts once, and
//! the same file again changes nothing.

use evenkeel::model::Workspace;
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, Tier};
use evenkeel::model::settings::Settings;
use evenkeel::scoring::levels::effort;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use ratatui::layout::Size;

use crate::importing::press;
use crate::levels::board;
use crate::screens::screen;

/// A file, and what is to come of it.
struct Tree {
    file: &'static str,
    /// The level that is ranked, and how often the key is pressed that chooses it.
    ranked: (Tier, usize),
    says: &'static str,
    /// What is ranked, each with the effort that counts.
    items: &'static [(&'static str, i64)],
    /// What is larger than that.
    above: &'static [&'static str],
    /// How a folded one is listed.
    folded: &'static str,
}

/// A tree of Azure DevOps: a column for the title on each level, people with their address.
const AZURE_TITLES: &str = "\u{feff}\"ID\",\"Work Item Type\",\"Title 1\",\"Title 2\",\"Title 3\",\"Assigned To\",\"State\",\"Tags\",\"Effort\"\r\n\
    \"500\",\"Epic\",\"Faster checkout\",,,,\"Active\",,\"40\"\r\n\
    \"501\",\"Feature\",,\"One-page checkout\",,\"Dana Okafor <dana@example.com>\",\"New\",\"pilot; web\",\"13\"\r\n\
    \"502\",\"User Story\",,,\"Pay without an account\",,\"Closed\",,\"3\"\r\n\
    \"503\",\"User Story\",,,\"Spike: compare two wallets, \"\"cheap\"\" ones\",,\"New\",\"spike\",\"2\"\r\n\
    \"504\",\"Feature\",,\"Retire the old cart\",,,\"New\",\"tech debt\",\"8\"\r\n";

/// The same as a flat query with a column for the parent writes it, parts before their wholes.
const AZURE_PARENTS: &str = "\u{feff}\"ID\",\"Work Item Type\",\"Title\",\"Assigned To\",\"State\",\"Tags\",\"Parent\",\"Effort\"\r\n\
    \"503\",\"User Story\",\"Spike: compare two wallets\",,\"New\",\"spike\",\"501\",\"2\"\r\n\
    \"502\",\"User Story\",\"Pay without an account\",,\"Closed\",,\"501\",\"3\"\r\n\
    \"501\",\"Feature\",\"One-page checkout\",\"Dana Okafor <dana@example.com>\",\"New\",\"pilot; web\",\"500\",\"13\"\r\n\
    \"504\",\"Feature\",\"Retire the old cart\",,\"New\",\"tech debt\",\"500\",\"8\"\r\n\
    \"500\",\"Epic\",\"Faster checkout\",,\"Active\",,,\"40\"\r\n";

/// A Jira of a company: epics by their link, sub-tasks by the number of their parent, columns that repeat.
const JIRA_EPICS: &str = "Summary,Issue key,Issue id,Parent id,Issue Type,Status,Project key,Priority,Labels,Labels,Sprint,Sprint,Custom field (Epic Link),Custom field (Epic Name),Custom field (Story Points)\n\
    Check of the card,SHOP-4,10004,10002,Sub-task,To Do,SHOP,Medium,,,,,,,2.0\n\
    Form of the card,SHOP-3,10003,10002,Sub-task,Done,SHOP,Medium,,,Sprint 1,,,,3.0\n\
    \"Pay by card, at once\",SHOP-2,10002,,Story,To Do,SHOP,High,pay,web,Sprint 1,Sprint 2,SHOP-1,,8.0\n\
    Pay by invoice,SHOP-5,10005,,Story,To Do,SHOP,Medium,pay,,,,SHOP-1,,5.0\n\
    Payments,SHOP-1,10001,,Epic,In Progress,SHOP,High,,,,,,Payments,40.0\n";

/// A Jira of the cloud: everything by its parent, whose key and words stand beside it.
const JIRA_PARENTS: &str = "Issue Type,Issue key,Issue id,Summary,Status,Parent,Parent key,Parent summary,Story Points\n\
    Epic,K-1,1,Pay,To Do,,,,40\nStory,K-2,2,Card,To Do,1,K-1,Pay,8\nSub-task,K-3,3,Form,Done,2,K-2,Card,3\n\
    Sub-task,K-4,4,Check,To Do,2,K-2,Card,2\nStory,K-5,5,Invoice,To Do,1,K-1,Pay,5\n";

fn titles(app: &App, ids: &[Id]) -> Vec<String> {
    let title = |id: &Id| app.desk.workspace.name::<Item>(*id).to_owned();
    ids.iter().map(title).collect()
}

fn comes_in(tree: &Tree) {
    let mut app = board(Workspace::default(), Size::new(120, 35));
    let keys = |app: &mut App, keys: &[&str]| {
        for key in keys {
            press(app, key, tree.file.as_bytes());
        }
    };
    keys(&mut app, &["i", "Enter"]);
    let (level, times) = tree.ranked;
    keys(&mut app, &vec!["l"; times]);
    let page = screen(&app);
    assert!(page.contains(tree.says), "{page}");
    keys(&mut app, &["Enter"]);
    let settings = app.desk.workspace.the::<Settings>();
    assert_eq!(settings.ranked_level.unwrap_or(Tier::Feature), level);
    let evaluation = app.desk.derived.evaluation.clone();
    let mut found: Vec<(String, Option<Ratio>)> = Vec::new();
    for id in &evaluation.unranked {
        let item = app.desk.workspace.get::<Item>(*id).unwrap();
        found.push((item.title.clone(), effort(&app.desk.workspace, item)));
    }
    let wanted = tree.items.iter();
    let wanted: Vec<_> = wanted
        .map(|(title, points)| ((*title).to_owned(), Some(Ratio::whole(*points))))
        .collect();
    assert_eq!(found, wanted, "what is left of the parts counts");
    assert_eq!(titles(&app, &evaluation.above), tree.above);
    keys(&mut app, &["Esc", "Esc", "Esc"]);
    let listed: Vec<Id> = app.desk.backlog.items().collect();
    let listed = titles(&app, &listed);
    let folded = tree.items.iter().map(|(title, _)| *title);
    let folded: Vec<&str> = folded.chain(tree.above.iter().copied()).collect();
    assert_eq!(listed, folded, "parts are folded");
    assert!(screen(&app).contains(tree.folded), "{}", screen(&app));
    let before = app.desk.workspace.clone();
    keys(&mut app, &["i", "Enter"]);
    let all = before.all::<Item>().count();
    let unchanged = format!("0 new, 0 changed, {all} unchanged");
    assert!(screen(&app).contains(&unchanged), "{}", screen(&app));
    assert_eq!(app.desk.workspace, before);
}

#[test]
fn a_tree_of_azure_by_columns_of_titles() {
    comes_in(&Tree {
        file: AZURE_TITLES,
        ranked: (Tier::Feature, 0),
        says: "3 levels: 1 epic, 2 features, 2 stories",
        items: &[("One-page checkout", 2), ("Retire the old cart", 8)],
        above: &["Faster checkout"],
        folded: "+ 1/2 One-page checkout",
    });
}

#[test]
fn a_tree_of_azure_by_a_column_of_parents() {
    comes_in(&Tree {
        file: AZURE_PARENTS,
        ranked: (Tier::Feature, 0),
        says: "3 levels: 1 epic, 2 features, 2 stories",
        items: &[("One-page checkout", 2), ("Retire the old cart", 8)],
        above: &["Faster checkout"],
        folded: "+ 1/2 One-page checkout",
    });
}

#[test]
fn epics_of_jira_by_their_link_and_sub_tasks_by_number() {
    comes_in(&Tree {
        file: JIRA_EPICS,
        ranked: (Tier::Story, 2),
        says: "3 levels: 1 epic, 2 stories, 2 sub-tasks",
        items: &[("Pay by card, at once", 2), ("Pay by invoice", 5)],
        above: &["Payments"],
        folded: "+ 1/2 Pay by card, at once",
    });
}

#[test]
fn epics_of_jira_by_their_parent() {
    comes_in(&Tree {
        file: JIRA_PARENTS,
        ranked: (Tier::Story, 2),
        says: "3 levels: 1 epic, 2 stories, 2 sub-tasks",
        items: &[("Card", 2), ("Invoice", 5)],
        above: &["Pay"],
        folded: "+ 1/2 Card",
    });
}
