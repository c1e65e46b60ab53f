//! Two who write the same file at the same moment, on a simulated disk: nobody's work is lost.

use std::collections::BTreeMap;
use std::path::Path;

use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::field::Value as Held;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::store::files::{FileAccess, Files};
use evenkeel::store::{self, KnownFile, Save, SaveError, Saved};
use proptest::prelude::*;

use crate::disk::CrashingFiles;
use crate::samples::{field, workspace};

const STATE: &str = "/state";
const FILE: &str = "/boards/shop.ron";
/// How many items both begin with.
const ITEMS: u64 = 4;
/// More calls than a save makes.
const CALLS: usize = 30;
/// The call with which a save without exchange looks at the file for the last time, at the earliest.
const LAST_LOOK: usize = 12;

fn start() -> String {
    let mut all = Workspace::default();
    let items = (0..ITEMS).map(|n| Edit::Insert(Box::new(Item::new(Id::from_random(n)))));
    edit::apply(&mut all, items.collect()).expect("they fit");
    format!("// ours and theirs\n{}", store::canonical(&all))
}

/// A title for an item, or an item of its own beyond the first ones.
fn retitle(workspace: &mut Workspace, (item, title): (u64, &str)) {
    let id = Id::from_random(item);
    if workspace.get::<Item>(id).is_none() {
        let insert = Edit::Insert(Box::new(Item::new(id)));
        edit::apply(workspace, vec![insert]).expect("it fits");
    }
    let set = Edit::Set {
        kind: Item::KIND,
        id,
        field: field::<Item>("title"),
        value: Held::Text(title.to_owned()),
    };
    edit::apply(workspace, vec![set]).expect("it fits");
}

/// How somebody else writes.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// A new file over the old one.
    Replaced,
    /// Into the file as it stands.
    InPlace,
    /// As another board that opened the file at first, and knows nothing of turns.
    Board,
}

/// Somebody else's edit of an item, before a call of ours, in some way.
#[derive(Clone, Debug)]
struct Rival {
    call: usize,
    item: u64,
    way: Way,
}

fn known() -> KnownFile {
    KnownFile::new(start().as_bytes(), workspace(&start()))
}

fn save(disk: &CrashingFiles, known: &KnownFile, ours: &Workspace) -> Result<Saved, SaveError> {
    let save = Save {
        path: Path::new(FILE),
        workspace: ours,
        known,
        base: None,
        contested: false,
        state: Some(Path::new(STATE)),
    };
    store::save(disk, &save)
}

fn write(disk: &CrashingFiles, rival: &Rival, title: &str) {
    let path = Path::new(FILE);
    if matches!(rival.way, Way::Board) {
        let mut theirs = workspace(&start());
        retitle(&mut theirs, (rival.item, title));
        save(disk, &known(), &theirs).expect("they save");
        return;
    }
    let text = String::from_utf8(disk.read(path, usize::MAX).expect("it is there")).unwrap();
    let mut theirs = workspace(&text);
    retitle(&mut theirs, (rival.item, title));
    let text = store::render(&theirs, Some(&text)).expect("it renders");
    if matches!(rival.way, Way::InPlace) {
        return disk.rewrite(path, text.as_bytes()).expect("it is written");
    }
    let folder = path.parent().expect("a folder");
    let mut file = disk
        .create_temporary(folder, FileAccess::Usual)
        .expect("a file");
    disk.write(&mut file, text.as_bytes()).expect("its bytes");
    disk.replace(file, path).expect("its place");
}

fn rivals() -> impl Strategy<Value = Vec<Rival>> {
    let way = prop_oneof![Just(Way::Replaced), Just(Way::InPlace), Just(Way::Board)];
    let rival = (0..CALLS, 0..ITEMS + 2, way);
    prop::collection::vec(
        rival.prop_map(|(call, item, way)| Rival { call, item, way }),
        0..4,
    )
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Exchanged,
    Plain,
    SecondNames,
}

fn check(place: Place, ours: &[u64], rivals: &[Rival]) -> Result<(), TestCaseError> {
    let disk = CrashingFiles::with(Path::new(FILE), start().as_bytes(), usize::MAX);
    let disk = match place {
        Place::Exchanged => disk,
        Place::Plain => disk.without_exchange(),
        Place::SecondNames => disk.with_second_names(),
    };
    let mut mine = workspace(&start());
    let mut titles = Vec::new();
    for item in ours {
        let title = format!("ours of {item}");
        retitle(&mut mine, (*item, &title));
        titles.push(title);
    }
    // A title that somebody reads and then writes another one over is theirs to change.
    let mut last = BTreeMap::new();
    let mut order = rivals.to_vec();
    order.sort_by_key(|rival| rival.call);
    for (number, rival) in order.into_iter().enumerate() {
        let title = format!("theirs {number} of {}", rival.item);
        last.insert(rival.item, title.clone());
        disk.before(rival.call, move |disk| write(disk, &rival, &title));
    }
    let saved = save(&disk, &known(), &mine);
    // Whoever was to act later does so now.
    disk.before(0, |_| ());
    for _ in 0..CALLS {
        let _ = disk.list(Path::new("/"));
    }
    let all: String = disk
        .all()
        .values()
        .map(|bytes| String::from_utf8_lossy(bytes))
        .collect();
    let (there, _) = store::parse_bytes(&disk.all()[Path::new(FILE)]).expect("it can be read");
    prop_assert!(all.contains("// ours and theirs"));
    for title in last.values() {
        prop_assert!(all.contains(title.as_str()), "{title} is lost in\n{all}");
    }
    match saved {
        Ok(saved) => {
            for title in &titles {
                let text = String::from_utf8_lossy(saved.known.bytes());
                prop_assert!(text.contains(title.as_str()), "{title} was not saved");
                let item = title.rsplit(' ').next().and_then(|n| n.parse::<u64>().ok());
                let is_theirs = item.is_some_and(|item| last.contains_key(&item));
                let item = there.get::<Item>(Id::from_random(item.unwrap()));
                prop_assert!(is_theirs || item.is_some_and(|item| item.title == *title));
            }
        }
        Err(SaveError::Contested { .. }) => {}
        Err(error) => prop_assert!(false, "{error}"),
    }
    Ok(())
}

proptest! {
    // PROPTEST_CASES asks for more.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_writes_when_nobody_s_work_is_lost(
        ours in prop::collection::btree_set(0..ITEMS + 2, 0..4),
        rivals in rivals(),
    ) {
        check(Place::Exchanged, &Vec::from_iter(ours), &rivals)?;
    }

    #[test]
    fn without_an_exchange_all_is_merged_that_comes_before_the_last_look(
        place in prop_oneof![Just(Place::Plain), Just(Place::SecondNames)],
        ours in prop::collection::btree_set(0..ITEMS + 2, 0..4),
        mut rivals in rivals(),
    ) {
        rivals.retain(|rival| rival.call <= LAST_LOOK);
        check(place, &Vec::from_iter(ours), &rivals)?;
    }
}

#[test]
fn every_call_may_be_the_one_before_which_somebody_else_writes() {
    for call in 0..CALLS {
        for way in [Way::Replaced, Way::InPlace, Way::Board] {
            for item in 0..3 {
                let rivals = vec![Rival { call, item, way }];
                let done = check(Place::Exchanged, &[0, 1], &rivals);
                done.unwrap_or_else(|error| panic!("{way:?} before call {call}: {error}"));
            }
        }
    }
}

#[test]
fn a_write_in_place_is_finished_after_a_power_cut() {
    let mut mine = workspace(&start());
    retitle(&mut mine, (0, "ours"));
    let new = store::render(&mine, Some(&start())).expect("it renders");
    for cut_at in 0.. {
        let disk = CrashingFiles::with(Path::new(FILE), start().as_bytes(), cut_at);
        let disk = disk.with_second_names();
        let saved = save(&disk, &known(), &mine);
        for outcome in disk.after_power_cut() {
            let disk = CrashingFiles::holding(&outcome).with_second_names();
            store::finish(&disk, Some(Path::new(STATE)), Path::new(FILE)).expect("it is finished");
            let there = &disk.all()[Path::new(FILE)];
            let is_whole = there == start().as_bytes() || there == new.as_bytes();
            assert!(
                is_whole,
                "cut at {cut_at}: {}",
                String::from_utf8_lossy(there)
            );
            assert!(
                saved.is_err() || there == new.as_bytes(),
                "saved means saved"
            );
        }
        if saved.is_ok() {
            assert!(disk.calls() <= cut_at && cut_at > 10);
            break;
        }
    }
}
