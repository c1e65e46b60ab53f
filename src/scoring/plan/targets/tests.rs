//! Which shares hold for an interval and a team.

use super::*;
use crate::model::field::{Link, PartOf};
use crate::model::increment::Increment;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::scoring::plan::allocation::Status;

fn id(number: u64) -> Id {
    Id::from_random(number)
}

fn workspace() -> Workspace {
    let mut workspace = Workspace::default();
    for (number, name, share, place) in [(1, "Business", 70, 1), (2, "Technical", 30, 2)] {
        let mut bucket = Bucket::new(id(number));
        (bucket.name, bucket.place) = (name.to_owned(), Some(Number::whole(place)));
        bucket.share = Some(Percent(Number::whole(share)));
        workspace.put_record(Box::new(bucket));
    }
    workspace.put_record(Box::new(Increment::new(id(9))));
    workspace
}

fn agree(workspace: &mut Workspace, number: u64, team: Option<Id>, lines: &[&str]) {
    let mut one = AgreedMix::new(id(number));
    (one.increment, one.team) = (PartOf::new(Some(id(9))), Link::new(team));
    one.shares = lines.iter().map(|line| (*line).to_owned()).collect();
    workspace.put_record(Box::new(one));
}

fn whole(shares: &[i64]) -> Vec<Ratio> {
    shares.iter().copied().map(Ratio::whole).collect()
}

#[test]
fn an_agreement_stands_before_the_shares_of_the_buckets() {
    let mut workspace = workspace();
    let order: Vec<String> = workspace
        .buckets()
        .iter()
        .map(|one| one.name.clone())
        .collect();
    assert_eq!(order, ["Business", "Technical"]);
    let (interval, team) = (Some(id(9)), Some(id(7)));
    assert_eq!(shares(&workspace, interval, None), whole(&[70, 30]));
    agree(
        &mut workspace,
        20,
        None,
        &["business: 50 %", "Technical = 50", "Gone: 3"],
    );
    assert_eq!(shares(&workspace, interval, None), whole(&[50, 50]));
    assert_eq!(shares(&workspace, interval, team), whole(&[50, 50]));
    assert_eq!(shares(&workspace, None, team), whole(&[70, 30]));
    agree(&mut workspace, 21, team, &["Technical: 80"]);
    assert_eq!(shares(&workspace, interval, team), whole(&[0, 80]));
    assert_eq!(shares(&workspace, interval, Some(id(8))), whole(&[50, 50]));
    let found = workspace.get::<AgreedMix>(id(20)).unwrap();
    assert_eq!(odd(&workspace, found), ["Gone: 3"]);
    agree(&mut workspace, 21, team, &["nothing that can be read"]);
    assert_eq!(shares(&workspace, interval, team), whole(&[50, 50]));
}

#[test]
fn what_a_team_has_planned_is_held_against_its_own_agreement() {
    let mut workspace = workspace();
    let team = Some(id(7));
    agree(&mut workspace, 21, team, &["Business: 20", "Technical: 80"]);
    for (number, bucket, of) in [(30, 1, team), (31, 2, None)] {
        let mut item = Item::new(id(number));
        item.size = Points::known(Number::whole(5));
        (item.bucket, item.team) = (Link::new(Some(id(bucket))), Link::new(of));
        item.increment = Link::new(Some(id(9)));
        workspace.put_record(Box::new(item));
    }
    let mix = held(&workspace, workspace.get(id(21)).unwrap())
        .unwrap()
        .unwrap();
    let status = |at: usize| mix.buckets[at].mix.unwrap().status;
    assert_eq!((status(0), status(1)), (Status::Over, Status::Under));
}
