//! Several windows on one file, killed and opened again: what one kept is there again, whatever the others saved.
//!
//! Nobody puts a file back here; but each text the file ever had lies among the versions, and undo brings some of
//! them back.

use std::cell::RefCell;
use std::rc::Rc;

use evenkeel::model::id::Id;
use evenkeel::model::number::Number;
use evenkeel::store::Fingerprint;

use super::*;

const WINDOWS: usize = 3;

#[derive(Clone, Debug)]
enum WindowAct {
    /// A window sets its own rating of the item, and keeps that.
    Keep,
    /// It takes its last step back, if that was its own, and keeps that.
    Undo,
    /// It takes in what others wrote.
    Look,
    /// It takes that in and saves.
    Save,
    /// It saves, and merges what others wrote without having taken it in.
    Meet,
    Die,
}

struct Windows {
    home: Home,
    open: Vec<Option<Session<RealFiles>>>,
    /// What each window kept last as its rating, and who has that besides the file.
    kept: Vec<i64>,
    holders: Vec<Option<usize>>,
    versions: Rc<RefCell<Vec<Fingerprint>>>,
    seed: u64,
}

impl Windows {
    fn new() -> Self {
        let home = Home::new();
        let criteria = (0..WINDOWS).map(|at| format!("(id: \"w{at}\", name: \"{at}\"), "));
        let ratings: Vec<String> = (0..WINDOWS).map(|at| format!("\"w{at}\": 0")).collect();
        let text = format!(
            "(schema: \"1.0\", criteria: [{}], items: [(id: \"i\", title: \"I\", ratings: {{{}}})])\n",
            criteria.collect::<String>(),
            ratings.join(", ")
        );
        fs::write(home.board(), text).expect("it is written");
        Self {
            home,
            open: (0..WINDOWS).map(|_| None).collect(),
            kept: vec![0; WINDOWS],
            holders: vec![None; WINDOWS],
            versions: Rc::default(),
            seed: 0,
        }
    }

    /// Opens a window: what nobody else holds is there again, and nothing counts as put back.
    fn start(&mut self, at: usize) {
        self.seed += 1;
        let is_older = |file| self.versions.borrow().contains(&file);
        let (state, board) = (self.home.state(), self.home.board());
        let session = Session::started(&RealFiles, &state, &board, self.seed, is_older);
        let session = session.expect("it starts");
        assert_eq!((session.later, &*session.problems), (0, [].as_slice()));
        let mut has_more = false;
        for item in 0..WINDOWS {
            let holder = self.holders[item];
            if holder.is_none_or(|holder| self.open[holder].is_none()) {
                assert_eq!(rating_of(&session, item), self.kept[item], "of {item}");
                has_more |= holder.is_some_and(|holder| holder != at);
                self.holders[item] = holder.map(|_| at);
            }
        }
        self.open[at] = Some(session);
        if has_more {
            self.act(at, &WindowAct::Save);
        }
    }

    /// Each act in its turn, by its window.
    fn play(&mut self, acts: &[(usize, WindowAct)]) {
        for (at, act) in acts {
            self.act(*at, act);
        }
    }

    /// Every window dies and is opened again, twice: in the end the file has all of it.
    fn end(&mut self) {
        for at in (0..WINDOWS).chain(0..WINDOWS) {
            self.act(at, &WindowAct::Die);
            self.start(at);
            self.act(at, &WindowAct::Save);
        }
    }

    fn act(&mut self, at: usize, act: &WindowAct) {
        let Some(session) = &mut self.open[at] else {
            if !matches!(act, WindowAct::Die) {
                self.start(at);
            }
            return;
        };
        match act {
            WindowAct::Keep => {
                self.seed += 1;
                let mut all = ratings(session);
                all[at].1 = Number::whole(i64::try_from(self.seed).unwrap());
                session.commit(vec![Edit::Set {
                    kind: Item::KIND,
                    id: id("i"),
                    field: field::<Item>("ratings"),
                    value: Value::Ratings(all),
                }]);
            }
            WindowAct::Undo => {
                let (before, own) = (ratings(session), rating_of(session, at));
                let last = session.history.done().last();
                if last.is_some_and(|step| step.label == "a step") {
                    let undone = session.history.undo(&mut session.workspace);
                    undone.expect("it fits");
                    // Not the step of another window that died.
                    if rating_of(session, at) == own && ratings(session) != before {
                        let redone = session.history.redo(&mut session.workspace);
                        redone.expect("it fits");
                    }
                }
            }
            WindowAct::Look => session.look(),
            WindowAct::Save | WindowAct::Meet => {
                if matches!(act, WindowAct::Save) || session.untaken.is_some() {
                    session.look();
                }
                assert!(session.save());
                let text = session.known.fingerprint();
                self.versions.borrow_mut().push(text);
                for holder in &mut self.holders {
                    *holder = holder.filter(|holder| *holder != at);
                }
            }
            WindowAct::Die => {
                self.open[at] = None;
                return;
            }
        }
        assert!(session.keep());
        if matches!(act, WindowAct::Keep | WindowAct::Undo) {
            self.kept[at] = rating_of(session, at);
            self.holders[at] = Some(at);
        }
    }
}

fn ratings(session: &Session<RealFiles>) -> Vec<(Id, Number)> {
    let item = session.workspace.get::<Item>(id("i"));
    item.expect("it is there").ratings.0.clone()
}

fn rating_of(session: &Session<RealFiles>, window: usize) -> i64 {
    let all = ratings(session);
    let own = all.iter().find(|(of, _)| *of == id(&format!("w{window}")));
    own.expect("a rating").1.to_string().parse().unwrap()
}

fn window_acts() -> impl Strategy<Value = Vec<(usize, WindowAct)>> {
    let act = prop_oneof![
        3 => Just(WindowAct::Keep),
        2 => Just(WindowAct::Undo),
        1 => Just(WindowAct::Look),
        2 => Just(WindowAct::Save),
        2 => Just(WindowAct::Meet),
        2 => Just(WindowAct::Die),
    ];
    prop::collection::vec((0..WINDOWS, act), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_window_kept_is_there_again_whatever_others_saved(acts in window_acts()) {
        let mut windows = Windows::new();
        windows.play(&acts);
        windows.end();
    }
}

#[test]
fn a_card_outlives_a_window_although_the_file_is_among_the_versions() {
    let mut windows = Windows::new();
    let acts = [
        (0, WindowAct::Look),
        (1, WindowAct::Look),
        (0, WindowAct::Keep),
        // The file has a text the second window has not seen.
        (0, WindowAct::Save),
        (1, WindowAct::Keep),
        (1, WindowAct::Die),
        (1, WindowAct::Look),
    ];
    windows.play(&acts);
    assert_eq!(windows.open[1].as_ref().unwrap().recovered, ["a step"]);
}

#[test]
fn a_card_outlives_a_window_although_the_room_went_back_to_an_earlier_text() {
    let mut windows = Windows::new();
    let acts = [
        (0, WindowAct::Look),
        (0, WindowAct::Keep),
        (0, WindowAct::Save),
        (1, WindowAct::Look),
        (1, WindowAct::Save),
        // The second window saw both texts, and the second one last.
        (0, WindowAct::Keep),
        (0, WindowAct::Save),
        (1, WindowAct::Save),
        (0, WindowAct::Undo),
        (0, WindowAct::Save),
        (1, WindowAct::Keep),
        (1, WindowAct::Die),
        (1, WindowAct::Look),
    ];
    windows.play(&acts);
    assert_eq!(windows.open[1].as_ref().unwrap().recovered, ["a step"]);
}

#[test]
fn a_window_that_brings_the_first_text_back_puts_nothing_back() {
    let mut windows = Windows::new();
    let acts = [
        (2, WindowAct::Keep),
        (2, WindowAct::Keep),
        (2, WindowAct::Save),
        (1, WindowAct::Keep),
        (1, WindowAct::Keep),
        (2, WindowAct::Undo),
        (1, WindowAct::Save),
        (1, WindowAct::Undo),
        (2, WindowAct::Save),
        (1, WindowAct::Save),
    ];
    windows.play(&acts);
    windows.end();
}

#[test]
fn a_window_that_takes_its_own_step_back_in_the_end_puts_nothing_back() {
    let mut windows = Windows::new();
    let acts = [
        (1, WindowAct::Keep),
        (2, WindowAct::Keep),
        (2, WindowAct::Keep),
        (1, WindowAct::Keep),
        (0, WindowAct::Keep),
        (1, WindowAct::Save),
        (2, WindowAct::Meet),
        (2, WindowAct::Undo),
        (0, WindowAct::Save),
        (1, WindowAct::Undo),
    ];
    windows.play(&acts);
    windows.end();
}
