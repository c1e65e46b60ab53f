//! What is done counts in the iteration of its day, and a typed history before it.

use super::*;
use crate::model::number::Number;
use crate::model::points::Points;

fn red() -> Id {
    Id::from_random(1)
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, month, day).unwrap()
}

/// Three iterations of two weeks from 4 January on, and one that is kept free; a team, and what it has done.
fn workspace(done: &[(Option<NaiveDate>, Option<i64>)]) -> Workspace {
    let mut workspace = Workspace::default();
    let starts = [day(1, 4), day(1, 18), day(2, 1), day(2, 15)];
    for (starts, number) in starts.into_iter().zip(10..) {
        let mut iteration = Iteration::new(Id::from_random(number));
        iteration.starts = Some(starts);
        iteration.ends = starts.checked_add_days(chrono::Days::new(11));
        iteration.innovation = number == 13;
        workspace.put_record(Box::new(iteration));
    }
    workspace.put_record(Box::new(Team::new(red())));
    for ((day, size), number) in done.iter().zip(100..) {
        let mut item = Item::new(Id::from_random(number));
        item.state = State::Done;
        item.team.0 = Some(red());
        item.done_on = *day;
        item.size = size.map_or_else(Points::default, |size| Points::known(Number::whole(size)));
        workspace.put_record(Box::new(item));
    }
    workspace
}

fn whole(points: &[i64]) -> Vec<Ratio> {
    points.iter().copied().map(Ratio::whole).collect()
}

#[test]
fn what_is_done_counts_in_the_iteration_of_its_day() {
    let done = [
        (Some(day(1, 18)), Some(5)),
        (Some(day(1, 29)), Some(3)),
        (Some(day(1, 30)), Some(8)),
        (Some(day(2, 20)), Some(13)),
    ];
    let workspace = workspace(&done);
    // Nothing is known of the first iteration, in which it finished nothing; the third one is known to be none.
    // A Saturday between two iterations and what is done while all is kept free count in none.
    let past = |today| PastIterations::of(&workspace, today).all(red()).to_vec();
    assert_eq!(past(Some(day(3, 1))), whole(&[8, 0]));
    assert_eq!(past(Some(day(2, 12))), whole(&[8]));
    assert_eq!(past(Some(day(1, 29))), whole(&[]));
    assert_eq!(past(None), whole(&[]));
}

#[test]
fn a_typed_history_stands_before_what_was_counted_and_says_so() {
    let mut workspace = workspace(&[(Some(day(1, 5)), Some(5)), (None, Some(3))]);
    let today = Some(day(3, 1));
    let counted = PastIterations::of(&workspace, today);
    assert_eq!(counted.all(red()), whole(&[5, 0, 0]));
    assert_eq!(
        (counted.is_typed(red()), counted.without_day(red())),
        (false, 1)
    );
    assert_eq!(counted.source(red()), "counted from what was done");

    let mut team = Team::new(red());
    team.velocity = (1..=7).map(Number::whole).collect();
    workspace.put_record(Box::new(team));
    let typed = PastIterations::of(&workspace, today);
    assert_eq!(typed.all(red()), whole(&[1, 2, 3, 4, 5, 6, 7]));
    assert_eq!(typed.last(red()), whole(&[3, 4, 5, 6, 7]));
    assert_eq!((typed.is_typed(red()), typed.without_day(red())), (true, 0));
    assert_eq!(typed.source(red()), "as typed in its velocity");
}

#[test]
fn what_has_no_size_makes_it_at_least() {
    let workspace = workspace(&[(Some(day(1, 5)), Some(5)), (Some(day(1, 6)), None)]);
    let past = PastIterations::of(&workspace, Some(day(1, 18)));
    assert_eq!(past.all(red()), whole(&[5]));
    assert_eq!(
        past.source(red()),
        "at least, counted from what was done; 1 item has no size"
    );
}
