//! Audience: what of a workspace may leave in an export, decided for every format here.
//!
//! What a field holds is open or private as its declaration says ([`Access`]), scores as their method says. Beside
//! that the names of people marked with “Keep name private” stay in, with every link to them, and votes that are not
//! revealed; in texts and imported columns such a name becomes [`WITHHELD`]. A private export leaves nothing out.
//!
//! What is a name in a text is said by [`PrivateNames`]; of Mara Lind, “Mara” alone stays, and is told as a doubt.

mod seen;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

pub use crate::exchange::names::WITHHELD;
use crate::exchange::names::{
    PrivateNames, Withheld, accounts, is_all_people, is_mute, is_of_people,
};
use crate::model::Workspace;
use crate::model::audience::{Access, Audience};
use crate::model::field::{ExtraCell, Field, FieldType, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::record::{Declared, Record};
use crate::model::session::{Round, Session};
use crate::model::settings::Lens;
use crate::scoring::ranking::method::Method;
use crate::scoring::ratio::Ratio;
use crate::scoring::session::column::VoteColumn;

/// What an audience may see of a workspace. Counts what it holds back.
#[derive(Debug)]
pub struct Disclosure {
    audience: Audience,
    /// Whether its audience watches a screen.
    is_room: bool,
    /// The people nobody may learn of.
    hidden: BTreeSet<Id>,
    /// What they are called.
    names: PrivateNames,
    /// What those are called who may be named; nobody where nothing is kept private.
    open: BTreeSet<String>,
    /// The imported columns whose cells hold people more often than not.
    of_people: BTreeSet<String>,
    /// Whether scores are made of prices.
    is_priced: bool,
    notes: Cell<usize>,
    amounts: Cell<usize>,
    withheld: Cell<usize>,
    /// Words that were let out and may be a part of a private name, with how often.
    doubts: RefCell<BTreeMap<String, usize>>,
}

impl Disclosure {
    /// Everything, for the author alone.
    pub fn private() -> Self {
        Self {
            audience: Audience::Private,
            is_room: false,
            hidden: BTreeSet::new(),
            names: PrivateNames::default(),
            open: BTreeSet::new(),
            of_people: BTreeSet::new(),
            is_priced: false,
            notes: Cell::new(0),
            amounts: Cell::new(0),
            withheld: Cell::new(0),
            doubts: RefCell::default(),
        }
    }

    /// What others may see of a workspace that is ranked under a lens.
    pub fn shared<'w>(workspace: &'w Workspace, lens: Lens) -> Self {
        let people = workspace.all::<Person>();
        let (hidden, open): (Vec<&Person>, Vec<&Person>) = people.partition(|person| person.hidden);
        let name = |person: &&Person| person.name.trim().to_owned();
        let named = |person: &&'w Person| (person.name.as_str(), person.also.as_slice());
        Self {
            audience: Audience::Shared,
            hidden: hidden.iter().map(|person| person.id).collect(),
            names: PrivateNames::of(hidden.iter().map(named)),
            of_people: columns_of_people(workspace, &hidden),
            open: open.iter().map(name).collect(),
            is_priced: is_priced(workspace, lens),
            ..Self::private()
        }
    }

    /// What a room may see that watches the screen.
    pub fn room(workspace: &Workspace, lens: Lens) -> Self {
        Self {
            is_room: true,
            ..Self::shared(workspace, lens)
        }
    }

    /// What an audience may see of it.
    pub fn of(workspace: &Workspace, lens: Lens, audience: Audience) -> Self {
        match audience {
            Audience::Private => Self::private(),
            Audience::Shared => Self::shared(workspace, lens),
        }
    }

    /// Who will see it.
    pub const fn audience(&self) -> Audience {
        self.audience
    }

    /// Whether anything of a field may be seen.
    pub fn shows(&self, field: &Field) -> bool {
        self.audience == Audience::Private
            || field.access.is_for_room()
            || field.access == Access::Handed && !self.is_room
    }

    /// Whether the names of some people are kept private.
    pub fn hides_names(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether a record may be seen at all: none whose title is private is.
    pub fn shows_record(&self, record: &dyn Record) -> bool {
        if record
            .kind()
            .fields
            .first()
            .is_some_and(|title| !self.shows(title))
        {
            return false;
        }
        let round: Option<&Round> = record.as_any().downcast_ref();
        let is_amount =
            |round: &Round| VoteColumn::named(&round.factor).is_some_and(VoteColumn::is_amount);
        let is_withheld = self.audience == Audience::Shared
            && round.is_some_and(|round| !round.shown || is_amount(round));
        !is_withheld && (record.kind() != Person::KIND || !self.hidden.contains(&record.id()))
    }

    /// Whether scores may be seen: not where they are made of prices.
    pub const fn shows_scores(&self) -> bool {
        !self.is_priced
    }

    /// A score, as far as it may be seen.
    pub fn score(&self, score: Option<Ratio>) -> Option<Ratio> {
        if self.is_priced && score.is_some() {
            count(&self.amounts, 1);
            return None;
        }
        score
    }

    /// A value of a field, as far as it may be seen.
    pub fn value(&self, field: &Field, value: Value) -> Value {
        if self.audience == Audience::Private || value == Value::Blank {
            return value;
        }
        if !self.shows(field) {
            if field.holds == FieldType::Private {
                count(&self.notes, 1);
            } else if field.holds == FieldType::Money {
                count(&self.amounts, 1);
            }
            return Value::Blank;
        }
        match (field.holds, value) {
            (_, Value::Text(text)) => Value::Text(self.owned(text)),
            (_, Value::Texts(texts)) => {
                Value::Texts(texts.into_iter().map(|text| self.owned(text)).collect())
            }
            (_, Value::Extra(all)) => {
                let entry = |ExtraCell { name, text }| ExtraCell {
                    text: self.imported(&name, &text).into_owned(),
                    name: self.owned(name),
                };
                Value::Extra(all.into_iter().map(entry).collect())
            }
            (holds, value) if holds.target() == Some(Person::NAME) => {
                let mut links = value.targets();
                links.retain(|id| self.hidden.contains(id));
                count(&self.withheld, links.len());
                links.into_iter().fold(value, Value::without)
            }
            (_, value) => value,
        }
    }

    /// Whether a value that comes back is what this audience was given of ours.
    pub fn gave(&self, field: &Field, ours: Value, theirs: &Value) -> bool {
        // What stood beside a name is cleaned on its way.
        let text = |value: &Value| -> String {
            let text = field.holds.format(value);
            text.chars()
                .filter(|c| !c.is_whitespace() && !is_mute(*c))
                .collect()
        };
        text(&self.value(field, ours)) == text(theirs)
    }

    /// A value of a field of a record, as far as it may be seen beside the others.
    pub fn value_of(
        &self,
        workspace: &Workspace,
        record: &dyn Record,
        field: &Field,
        value: Value,
    ) -> Value {
        if self.audience == Audience::Shared
            && record.kind() == Person::KIND
            && self.hidden.contains(&record.id())
        {
            let is_title = |title: &Field| title.name == field.name;
            return match Person::KIND.fields.first().filter(|title| is_title(title)) {
                Some(_) => Value::Text(WITHHELD.to_owned()),
                None => Value::Blank,
            };
        }
        if self.is_nameless(workspace, record, field) {
            return Value::Blank;
        }
        let mut value = self.value(field, value);
        // People stand in the order of their names: the order they were noted in may tell who showed which card.
        if let (Audience::Shared, Some(Person::NAME), Value::Links(people)) =
            (self.audience, field.holds.target(), &mut value)
        {
            people
                .sort_by_cached_key(|id| (workspace.name::<Person>(Some(*id)).to_lowercase(), *id));
        }
        value
    }

    /// Whether a field says who, of a record whose session hides names from this audience.
    pub fn is_nameless(&self, workspace: &Workspace, record: &dyn Record, field: &Field) -> bool {
        self.audience == Audience::Shared
            && field.access == Access::Named
            && is_nameless(workspace, record)
    }

    /// Whether a text names somebody who is kept private.
    pub fn withholds(&self, text: &str) -> bool {
        self.names.withhold(text).names > 0
    }

    /// A text without the names that are kept private.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Withheld {
            text,
            names,
            doubts,
        } = self.names.withhold(text);
        count(&self.withheld, names);
        let mut all = self.doubts.borrow_mut();
        for doubt in doubts {
            *all.entry(doubt).or_default() += 1;
        }
        text
    }

    /// A cell of an imported column. Where names are kept private, a column of people shows nobody but the
    /// people of the workspace who may be named: an account or a mail address tells as much as a name.
    pub fn imported<'t>(&self, column: &str, cell: &'t str) -> Cow<'t, str> {
        if self.names.is_empty() || cell.trim().is_empty() {
            return self.text(cell);
        }
        let is_known = |name: &str| self.open.contains(name.trim());
        let holds_people = is_of_people(column)
            || self.of_people.contains(column)
            || is_all_people(cell, |name| is_known(name));
        if holds_people && !cell.split([',', ';', '\n']).all(is_known) {
            count(&self.withheld, 1);
            return Cow::Borrowed(WITHHELD);
        }
        let named = self.text(cell);
        let found = accounts(&named);
        if found.is_empty() {
            return named;
        }
        count(&self.withheld, found.len());
        let (mut out, mut at) = (String::new(), 0);
        for account in found {
            out += named.get(at..account.start).unwrap_or_default();
            out += WITHHELD;
            at = account.end;
        }
        Cow::Owned(out + named.get(at..).unwrap_or_default())
    }

    /// What was let out and may still be a part of a private name, each with how often, in one line; none when
    /// there is nothing.
    pub fn doubts(&self) -> Option<String> {
        let all = self.doubts.borrow();
        let word = |(word, count): (&String, &usize)| match count {
            1 => word.clone(),
            count => format!("{word} ({count} times)"),
        };
        let words: Vec<String> = all.iter().map(word).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    fn owned(&self, text: String) -> String {
        match self.text(&text) {
            Cow::Owned(text) => text,
            Cow::Borrowed(_) => text,
        }
    }

    /// What was held back so far, in one line; none when it was nothing.
    pub fn held_back(&self) -> Option<String> {
        let said = |count: &Cell<usize>, one: &str, many: &str| match count.get() {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let parts = [
            said(&self.notes, "private note", "private notes"),
            said(&self.amounts, "amount of money", "amounts of money"),
            said(&self.withheld, "private name", "private names"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// The imported columns that hold people by what stands in them, where some people are kept private.
fn columns_of_people(workspace: &Workspace, hidden: &[&Person]) -> BTreeSet<String> {
    if hidden.is_empty() {
        return BTreeSet::new();
    }
    let people = workspace.all::<Person>();
    let names: BTreeSet<&str> = people.map(|person| person.name.trim()).collect();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for entry in workspace.all::<Item>().flat_map(|item| &item.extra) {
        let (people, all) = counts.entry(&entry.name).or_default();
        *people += usize::from(is_all_people(&entry.text, |name| names.contains(name)));
        *all += 1;
    }
    let most = counts
        .into_iter()
        .filter(|(_, (people, all))| people * 2 > *all);
    most.map(|(name, _)| name.to_owned()).collect()
}

/// Whether a record is a part of a session that hides names.
fn is_nameless(workspace: &Workspace, record: &dyn Record) -> bool {
    let fields = record.kind().fields.iter().enumerate();
    let of = fields.filter(|(_, field)| field.holds == FieldType::PartOf(Session::NAME));
    let mut sessions = of.flat_map(|(at, _)| record.get(at).targets());
    sessions.any(|id| workspace.get::<Session>(id).is_some_and(|of| of.nameless))
}

fn count(counter: &Cell<usize>, more: usize) {
    counter.set(counter.get() + more);
}

/// Whether scores are made of prices under a lens.
pub fn is_priced(workspace: &Workspace, lens: Lens) -> bool {
    (Method::of(lens).scores)(workspace) != Access::Open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{self, Edit};
    use crate::model::record::Kind;

    #[test]
    fn notes_to_oneself_and_money_are_declared_private() {
        let workspace = Workspace::default();
        for kind in workspace.kinds() {
            for field in kind.fields {
                let is_own = matches!(field.holds, FieldType::Private | FieldType::Money);
                let is_open = field.access != Access::Private;
                assert!(!(is_own && is_open), "{}.{}", kind.name, field.name);
            }
        }
    }

    #[test]
    fn no_part_of_a_nameless_session_says_who() {
        let id = |text: &str| Id::parse(text).unwrap();
        let mut met = 0;
        for nameless in [true, false] {
            let mut session = Session::new(id("se"));
            session.nameless = nameless;
            let mut workspace = Workspace::default();
            edit::restore(&mut workspace, vec![Edit::Insert(Box::new(session))]).unwrap();
            let disclosure = Disclosure::shared(&workspace, Lens::Wsjf);
            let parts = |kind: &&Kind| kind.fields.iter().any(|f| f.access == Access::Named);
            for kind in workspace.kinds().filter(parts) {
                let of = |field: &Field| field.holds == FieldType::PartOf(Session::NAME);
                let of = kind
                    .fields
                    .iter()
                    .position(of)
                    .expect("it is part of a session");
                let mut record = (kind.blank)(id("re"));
                record.set(of, Value::Link(id("se"))).unwrap();
                for field in kind.fields.iter().filter(|f| f.access == Access::Named) {
                    let who = Value::Links(vec![id("pe")]);
                    let seen = disclosure.value_of(&workspace, &*record, field, who.clone());
                    let expected = if nameless { Value::Blank } else { who };
                    assert_eq!(seen, expected, "{}.{}", kind.name, field.name);
                    met += 1;
                }
            }
        }
        assert!(
            met >= 8,
            "votes, the unsure, the abstained, what was said: {met}"
        );
    }
}
