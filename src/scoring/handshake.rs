//! The handshake of the two sides of a plan: who settled the value and the size of an item, and what one waits for from
//! the other.
//!
//! Owns which role settles what, and since when a question waits. Knows no screen.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::item::{Item, Sort, Tier};
use crate::model::person::{Person, Role};
use crate::model::points::Points;
use crate::model::question::Question;
use crate::model::session::{Round, Session};
use crate::scoring::ratio::Ratio;

/// After how many days a question waits too long.
pub const LONG: i64 = 7;

/// What is settled of an item, each by a side of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettledPart {
    /// What it is worth to have it, and to have it soon.
    Value,
    /// How much work it is.
    Size,
}

/// Who settled something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Who; nobody where names stay hidden.
    pub by: Vec<Id>,
    /// The day.
    pub on: Option<NaiveDate>,
    /// The session it was settled in, if it was one.
    pub session: Option<Id>,
}

impl SettledPart {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Value, Self::Size];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Size => "size",
        }
    }

    /// The fields of an item that say who settled it and when.
    pub const fn fields(self) -> [&'static str; 2] {
        match self {
            Self::Value => ["value_by", "value_on"],
            Self::Size => ["size_by", "size_on"],
        }
    }

    /// The estimates it is made of.
    pub const fn estimates(self) -> &'static [&'static str] {
        match self {
            Self::Value => &["value", "criticality", "risk"],
            Self::Size => &["size"],
        }
    }

    /// Whether a role settles it: value is for product management and business owners, of a story for the product
    /// owner and of enablers for the architect; size is for those who build.
    pub fn is_for(self, role: Role, item: &Item) -> bool {
        let is_enabler = !matches!(item.sort, Sort::Feature | Sort::Defect | Sort::Compliance);
        let is_story = matches!(item.level, Some(Tier::Story | Tier::Task));
        match (self, role) {
            (Self::Value, Role::ProductManagement | Role::BusinessOwner)
            | (Self::Size, Role::Developer | Role::Coach) => true,
            (Self::Value, Role::ProductOwner) => is_story,
            (Self::Value | Self::Size, Role::SystemArchitect) => is_enabler,
            (Self::Value, Role::Rte | Role::Coach | Role::Developer | Role::Customer)
            | (
                Self::Size,
                Role::ProductManagement
                | Role::ProductOwner
                | Role::BusinessOwner
                | Role::Rte
                | Role::Customer,
            ) => false,
        }
    }
}

/// The rounds of votes about each item, for whoever asks of many.
pub fn rounds_by_item(workspace: &Workspace) -> BTreeMap<Id, Vec<&Round>> {
    let mut all: BTreeMap<Id, Vec<&Round>> = BTreeMap::new();
    for round in workspace.all::<Round>() {
        if let Some(item) = round.item.0 {
            all.entry(item).or_default().push(round);
        }
    }
    all
}

fn rounds_of<'w>(workspace: &'w Workspace, item: &Item) -> Vec<&'w Round> {
    let all = workspace.all::<Round>();
    all.filter(|round| round.item.0 == Some(item.id)).collect()
}

/// Who settled a part of an item last: as it is written down, or in a session.
pub fn settled(workspace: &Workspace, item: &Item, part: SettledPart) -> Option<Settlement> {
    settled_in(workspace, &rounds_of(workspace, item), item, part)
}

fn settled_in(
    workspace: &Workspace,
    rounds: &[&Round],
    item: &Item,
    part: SettledPart,
) -> Option<Settlement> {
    let (by, on) = match part {
        SettledPart::Value => (item.value_by.0, item.value_on),
        SettledPart::Size => (item.size_by.0, item.size_on),
    };
    let own = (by.is_some() || on.is_some()).then(|| Settlement {
        by: by.into_iter().collect(),
        on,
        session: None,
    });
    let rounds = rounds.iter().filter(|round| {
        part.estimates().contains(&round.factor.as_str()) && round.shown && round.settled.is_some()
    });
    let in_session = rounds.filter_map(|round| {
        let session = workspace.get::<Session>(round.session.0?)?;
        let by = if session.nameless {
            Vec::new()
        } else {
            round.votes.0.iter().map(|(person, _)| *person).collect()
        };
        Some(Settlement {
            by,
            on: session.date,
            session: Some(session.id),
        })
    });
    // What is written down counts where both are of one day.
    let all = in_session.chain(own);
    all.max_by_key(|settlement| settlement.on)
}

/// Who of those who settled a part of an item has roles, none of which is for it: the other side. Nobody where a right
/// one was there, or roles are not known.
pub fn other_side(item: &Item, part: SettledPart, people: &[&Person]) -> Option<Role> {
    let roles: Vec<Role> = people.iter().flat_map(|person| person.roles()).collect();
    let is_right = roles.iter().any(|role| part.is_for(*role, item));
    roles.first().copied().filter(|_| !is_right)
}

/// The same of what is settled of an item in a workspace.
pub fn settled_by_other_side(
    workspace: &Workspace,
    item: &Item,
    part: SettledPart,
) -> Option<(Settlement, Role)> {
    settled_by_other_side_in(workspace, &rounds_of(workspace, item), item, part)
}

/// The same where the rounds about the item are known.
pub fn settled_by_other_side_in(
    workspace: &Workspace,
    rounds: &[&Round],
    item: &Item,
    part: SettledPart,
) -> Option<(Settlement, Role)> {
    let settlement = settled_in(workspace, rounds, item, part)?;
    let people = settlement.by.iter();
    let people: Vec<&Person> = people.filter_map(|id| workspace.get(*id)).collect();
    let role = other_side(item, part, &people)?;
    Some((settlement, role))
}

/// The questions about an item that nobody answered, the oldest first.
pub fn open_questions(workspace: &Workspace, item: Id) -> Vec<&Question> {
    let all = workspace.all::<Question>();
    let mut open: Vec<&Question> = all
        .filter(|one| one.item.0 == Some(item) && one.answered.is_none())
        .collect();
    open.sort_by_key(|one| (one.asked.is_none(), one.asked, one.id));
    open
}

/// For how many days a question waits; none once it is answered, or without a day.
pub fn waits(question: &Question, today: Option<NaiveDate>) -> Option<i64> {
    let asked = question.asked.filter(|_| question.answered.is_none())?;
    Some((today? - asked).num_days().max(0))
}

/// A settlement in words: `Mara Lind, 12 Nov 2026`, `a session, 12 Nov 2026`.
pub fn in_words(workspace: &Workspace, settlement: &Settlement) -> String {
    let who = match (settlement.by.as_slice(), settlement.session) {
        (_, Some(_)) => "a session".to_owned(),
        ([], None) => String::new(),
        (by, None) => {
            let names = by.iter().map(|id| workspace.name::<Person>(*id));
            names.collect::<Vec<_>>().join(", ")
        }
    };
    let parts = [who, settlement.on.map_or_else(String::new, long_date)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// A size with its range: `8 (5 to 13)`; a question mark where it is unknown.
pub fn with_range(points: Points) -> String {
    let Some(value) = points.value else {
        return "?".to_owned();
    };
    match points.range {
        Some((low, high)) => format!("{value} ({low} to {high})"),
        None => value.to_string(),
    }
}

/// The sizes of parts against that of the whole: `9 of 13 points, 4 left`.
pub fn sum(sizes: impl Iterator<Item = Option<Ratio>>, whole: Option<Ratio>) -> String {
    let (mut known, mut unknown) = (Ratio::ZERO, 0);
    for size in sizes {
        match size.and_then(|size| known.plus(size)) {
            Some(sum) => known = sum,
            None => unknown += 1,
        }
    }
    let least = if unknown > 0 { "at least " } else { "" };
    let mut said = match whole {
        None => format!("{least}{} points, the whole has no size", known.to_short()),
        Some(whole) => {
            let off = match known.cmp(&whole) {
                Ordering::Equal => Some("as much".to_owned()),
                Ordering::Less => whole
                    .minus(known)
                    .map(|off| format!("{} left", off.to_short())),
                Ordering::Greater => known
                    .minus(whole)
                    .map(|off| format!("{} over", off.to_short())),
            };
            let off = off.unwrap_or_default();
            format!(
                "{least}{} of {} points, {off}",
                known.to_short(),
                whole.to_short()
            )
        }
    };
    if unknown > 0 {
        said = format!("{said}; {unknown} without a size");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Link;

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    fn item() -> Item {
        Item::new(id("it"))
    }

    fn person(name: &str, roles: &[&str]) -> Person {
        let mut person = Person::new(id(name));
        person.roles = roles.iter().map(|role| (*role).to_owned()).collect();
        person
    }

    #[test]
    fn each_part_is_for_its_side_and_unknown_roles_are_no_fault() {
        let (feature, mut enabler, mut story) = (item(), item(), item());
        enabler.sort = Sort::Enabler;
        story.level = Some(Tier::Story);
        for (item, part, roles, expected) in [
            (
                &feature,
                SettledPart::Value,
                &["Product Management"][..],
                None,
            ),
            (
                &feature,
                SettledPart::Value,
                &["dev"],
                Some(Role::Developer),
            ),
            (&feature, SettledPart::Size, &["developer"], None),
            (
                &feature,
                SettledPart::Size,
                &["Product Manager"],
                Some(Role::ProductManagement),
            ),
            (
                &feature,
                SettledPart::Value,
                &["PO"],
                Some(Role::ProductOwner),
            ),
            (&story, SettledPart::Value, &["PO"], None),
            (&enabler, SettledPart::Value, &["System Architect"], None),
            (&feature, SettledPart::Value, &[], None),
            (&feature, SettledPart::Value, &["gardener"], None),
            (
                &feature,
                SettledPart::Value,
                &["Developer", "Business Owner"],
                None,
            ),
        ] {
            let person = person("pe", roles);
            assert_eq!(
                other_side(item, part, &[&person]),
                expected,
                "{roles:?} {part:?}"
            );
        }
    }

    #[test]
    fn what_is_written_down_is_who_settled_it() {
        let mut item = item();
        let workspace = Workspace::default();
        assert_eq!(settled(&workspace, &item, SettledPart::Value), None);
        item.value_by = Link::new(Some(id("pe")));
        item.value_on = NaiveDate::from_ymd_opt(2026, 11, 12);
        let said = settled(&workspace, &item, SettledPart::Value).unwrap();
        assert_eq!((said.by, said.on), (vec![id("pe")], item.value_on));
        assert_eq!(settled(&workspace, &item, SettledPart::Size), None);
    }

    #[test]
    fn parts_are_added_up_against_the_whole() {
        let whole = |number: i64| Some(Ratio::whole(number));
        for (sizes, of, expected) in [
            (
                vec![whole(3), whole(6)],
                whole(13),
                "9 of 13 points, 4 left",
            ),
            (
                vec![whole(8), whole(8)],
                whole(13),
                "16 of 13 points, 3 over",
            ),
            (
                vec![whole(5), whole(8)],
                whole(13),
                "13 of 13 points, as much",
            ),
            (
                vec![whole(3), None],
                whole(13),
                "at least 3 of 13 points, 10 left; 1 without a size",
            ),
            (vec![whole(3)], None, "3 points, the whole has no size"),
        ] {
            assert_eq!(sum(sizes.into_iter(), of), expected);
        }
    }

    #[test]
    fn a_question_waits_until_it_is_answered() {
        let mut question = Question::new(id("qu"));
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        assert_eq!(waits(&question, day(22)), None);
        question.asked = day(12);
        assert_eq!(waits(&question, day(22)), Some(10));
        question.answered = day(20);
        assert_eq!(waits(&question, day(22)), None);
    }
}
