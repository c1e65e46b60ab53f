//! Long journals, and their steps on other versions.

use std::fs;

use evenkeel::model::item::Item;
use evenkeel::model::{KINDS, Workspace};
use evenkeel::store::RealFiles;
use evenkeel::store::journal::{self, Shelf};

use super::{Home, shown, title};
use crate::samples::{COMMENTED, id};

#[test]
fn a_long_journal_is_shortened_and_still_leads_to_the_present() {
    let home = Home::new();
    let mut session = home.start(1);
    for at in 0..1_500 {
        session.commit(title(&format!("step {at}")));
    }
    assert!(session.keep());
    drop(session);
    let session = home.start(2);
    assert_eq!(
        (session.recovered.len(), shown(&session).as_str()),
        (1_500, "step 1499")
    );
    drop(session);
    let mut session = home.start(3);
    assert!(session.save());
    drop(session);
    // Two starts later what is saved is forgotten beyond the newest steps.
    drop(home.start(4));
    let session = home.start(5);
    assert_eq!(session.history.done().len(), 1_000);
    assert_eq!(
        (session.recovered.len(), shown(&session).as_str()),
        (0, "step 1499")
    );
}

#[test]
fn the_steps_of_a_journal_are_done_again_on_a_version_when_the_file_is_broken() {
    let home = Home::new();
    let mut session = home.start(1);
    session.commit(title("One"));
    assert!(session.keep() && session.save());
    let saved = fs::read(home.board()).expect("it is there");
    session.commit(title("Two"));
    assert!(session.keep());
    let shelf = Shelf::new(&home.state(), Some(&session.path));
    let titles = |version: &[u8]| -> Vec<String> {
        let pasts = journal::all_pasts(&RealFiles, &shelf, KINDS);
        let rebuilt = pasts.iter().filter_map(|past| past.rebuilt(version));
        let title = |board: Workspace| {
            board
                .get::<Item>(id("k3f9a2"))
                .expect("an item")
                .title
                .clone()
        };
        rebuilt.map(title).collect()
    };
    // The board may be open or have ended.
    assert_eq!(titles(&saved), ["Two"]);
    drop(session);
    assert_eq!(titles(COMMENTED.as_bytes()), ["Two"]);
    assert_eq!(titles(b""), [""; 0]);
}
