//! Texts and workspaces that tests share.

use evenkeel::model::Workspace;
use evenkeel::model::id::Id;
use evenkeel::model::record::Declared;
use evenkeel::model::text::Problem;
use evenkeel::store;

/// A file with comments and layout made by hand, which loads without a problem.
pub const COMMENTED: &str = include_str!("fixtures/commented.ron");

/// The built-in sample.
pub const SAMPLE: &str = include_str!("../../assets/sample.ron");

pub fn sample() -> Workspace {
    workspace(SAMPLE)
}

/// The workspace in a text that has no problems.
pub fn workspace(text: &str) -> Workspace {
    let (workspace, mut problems) = store::parse(text).expect("the sample opens");
    problems.retain(|problem| !is_random_code(problem));
    assert_eq!(problems, [], "the sample has no problems");
    workspace
}

/// Whether a problem is that a silence of random text names no finding there is.
pub fn is_random_code(problem: &Problem) -> bool {
    problem.what.starts_with("there is no finding")
}

pub fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

/// The position of a field.
pub fn field<R: Declared>(name: &str) -> usize {
    R::KIND.field(name).expect("a field")
}
