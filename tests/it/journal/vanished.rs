//! What vanishes while the board is open.

use super::*;

#[test]
fn what_vanishes_while_the_board_is_open_is_made_again_and_said() {
    type Way = (&'static str, fn(&Home));
    let ways: [Way; 5] = [
        ("the state directory", |home| {
            fs::remove_dir_all(home.state()).expect("it goes");
        }),
        ("the folder of journals", |home| {
            fs::rename(home.state().join("journal"), home.state().join("other")).expect("it moves");
        }),
        ("the journal", |home| {
            fs::remove_file(&home.journals()[0]).expect("it goes");
        }),
        ("all but its name", |home| {
            let path = home.journals().remove(0);
            fs::remove_file(&path).expect("it goes");
            fs::write(&path, "somebody's\n").expect("it is written");
        }),
        ("its end", |home| {
            let path = home.journals().remove(0);
            let held = fs::read(&path).expect("it is there");
            let file = fs::File::options()
                .write(true)
                .open(&path)
                .expect("it opens");
            file.set_len(held.len() as u64 / 2).expect("it is cut");
        }),
    ];
    for (what, vanish) in ways {
        for has_news in [false, true] {
            let home = Home::new();
            let mut session = home.start(1);
            session.commit(title("before"));
            assert!(session.keep());
            assert!(!session.journal.had_gone(), "{what}");
            vanish(&home);
            let expected = if has_news { "after" } else { "before" };
            session.commit(title(expected));
            assert!(session.keep(), "{what}");
            assert!(session.journal.had_gone(), "{what} is said");
            assert!(session.keep() && !session.journal.had_gone(), "once");
            drop(session);
            let next = home.start(2);
            assert_eq!(shown(&next), expected, "{what}");
            assert_eq!(next.problems, [""; 0], "{what}");
        }
    }
}
