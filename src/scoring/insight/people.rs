//! The stakeholders of a workspace: how close each is kept, since when nobody spoke with them, what was promised, what
//! they wish for, and what they must hear.
//!
//! Owns which record is which input. The formulas are those of [`super::stakeholder`]. Influence enters no score.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

use super::stakeholder::{
    Closeness, ContactGap, MediumCounts, Promise, PromisesKept, Served, is_loud, voices,
};
use crate::model::Workspace;
use crate::model::audience::Access;
use crate::model::contact::Contact;
use crate::model::decision::Decision;
use crate::model::field::Choice;
use crate::model::format::{count, day_count, long_date};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::words::worded;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::facts::Facts;
use crate::scoring::levels::{ranked, size};
use crate::scoring::ratio::Ratio;

fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// Whether anything of stakeholders is noted: a contact, a stance or a rhythm.
pub fn is_used(workspace: &Workspace) -> bool {
    let mut people = workspace.all::<Person>();
    let is_noted = |person: &Person| {
        person.stance.is_some() || person.wanted_stance.is_some() || person.every_days.is_some()
    };
    workspace.all::<Contact>().next().is_some() || people.any(is_noted)
}

/// How close a person is kept.
pub fn closeness(person: &Person) -> Option<Closeness> {
    Closeness::of(person.power, person.interest, MediumCounts::default())
}

/// The talks with a person, the latest first.
pub fn contacts(workspace: &Workspace, person: Id) -> Vec<&Contact> {
    let own = workspace
        .all::<Contact>()
        .filter(|one| one.person.0 == Some(person));
    let mut own: Vec<&Contact> = own.collect();
    own.sort_by_key(|one| (std::cmp::Reverse(one.day), one.id));
    own
}

/// The day a person was spoken to last, up to a day.
pub fn last_contact(
    workspace: &Workspace,
    person: &Person,
    today: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let own = workspace
        .all::<Contact>()
        .filter(|one| one.person.0 == Some(person.id));
    let talks = own.filter_map(|one| one.day);
    let all = talks.chain(person.last_contact);
    all.filter(|day| today.is_none_or(|today| *day <= today))
        .max()
}

/// How long ago a person was spoken to; none where today is not known.
pub fn silence(
    workspace: &Workspace,
    person: &Person,
    today: Option<NaiveDate>,
) -> Option<ContactGap> {
    let last = last_contact(workspace, person, today).map(number);
    let own = person.every_days.map(|days| days.millionths() / 1_000_000);
    Some(ContactGap::of(closeness(person), own, last, number(today?)))
}

/// The day a person is to be spoken with again; none without a rhythm or a talk.
pub fn next_contact(
    workspace: &Workspace,
    person: &Person,
    today: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let every = silence(workspace, person, today)?.every?;
    let last = last_contact(workspace, person, today)?;
    last.checked_add_days(Days::new(u64::try_from(every).ok()?))
}

/// Whether somebody should have spoken with a person by now.
pub fn is_overdue(workspace: &Workspace, person: &Person, today: Option<NaiveDate>) -> bool {
    let silence = silence(workspace, person, today);
    silence
        .and_then(ContactGap::overdue)
        .is_some_and(|days| days > 0)
}

/// The people somebody should have spoken with by now.
pub fn overdue(workspace: &Workspace, today: Option<NaiveDate>) -> BTreeSet<Id> {
    let all = workspace.all::<Person>();
    let late = all.filter(|person| is_overdue(workspace, person, today));
    late.map(|person| person.id).collect()
}

/// Whether a person wishes for an item: named as a wish, asked for, or meeting a need that is one.
fn is_wish(person: &Person, item: &Item) -> bool {
    let mut needs = item.needs_met.0.iter();
    item.requester.0 == Some(person.id)
        || person.wishes.0.contains(&item.id)
        || needs.any(|need| person.wished_needs.0.contains(need))
}

/// The items a person wishes for.
pub fn wishes<'w>(workspace: &'w Workspace, person: &Person) -> Vec<&'w Item> {
    let all = workspace.all::<Item>();
    all.filter(|item| is_wish(person, item)).collect()
}

/// The decisions on what a person wishes for of which nobody has told them: made after the last talk.
pub fn untold<'w>(
    workspace: &'w Workspace,
    person: &Person,
    today: Option<NaiveDate>,
) -> Vec<&'w Decision> {
    let last = last_contact(workspace, person, today);
    let is_untold = |decision: &&Decision| {
        let item = decision.item.0.and_then(|id| workspace.get::<Item>(id));
        let is_theirs = item.is_some_and(|item| is_wish(person, item));
        let is_later = decision
            .date
            .is_some_and(|day| last.is_none_or(|last| day > last));
        let has_been = decision
            .date
            .zip(today)
            .is_none_or(|(day, today)| day <= today);
        is_theirs && is_later && has_been
    };
    let mut all: Vec<&Decision> = workspace.all::<Decision>().filter(is_untold).collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.date), one.id));
    all
}

/// The promises made to a person.
pub fn promises(workspace: &Workspace, person: Id) -> Vec<&Contact> {
    let mut all = contacts(workspace, person);
    all.retain(|one| !one.promise.trim().is_empty());
    all
}

/// How many of these promises were kept.
pub fn kept(promises: &[&Contact], today: NaiveDate) -> PromisesKept {
    let all = promises.iter().map(|one| Promise {
        due: one.promise_due.map(number),
        kept: one.kept.map(number),
    });
    PromisesKept::of(all, number(today))
}

/// Who asks for how much of the effort of open items, the loudest first.
pub fn loudest(workspace: &Workspace) -> Vec<(Id, Ratio)> {
    let items: Vec<_> = ranked(workspace)
        .map(|item| (size(workspace, item), item.requester.0))
        .collect();
    let found = voices(&items).map(|(_, voices)| voices).unwrap_or_default();
    let known = found
        .into_iter()
        .filter_map(|(who, _, share)| Some((who, share?)));
    let mut known: Vec<(Id, Ratio)> = known.collect();
    known.sort_by(|(_, one), (_, other)| other.cmp(one));
    known
}

/// The stance of a person and the one that is wanted: `N→S`.
pub fn stance(person: &Person) -> String {
    let letter = |stance: Option<crate::model::contact::Stance>| {
        stance.map(crate::model::contact::Stance::letter)
    };
    match (letter(person.stance), letter(person.wanted_stance)) {
        (Some(now), Some(wanted)) if now != wanted => format!("{now}→{wanted}"),
        (Some(now), _) => now.to_string(),
        (None, Some(wanted)) => format!("?→{wanted}"),
        (None, None) => "?".to_owned(),
    }
}

/// What is said of a person as a stakeholder. How close they are kept, how they stand and how loud they are is for
/// those who work with them, not for a room.
pub fn of_person(
    workspace: &Workspace,
    evaluation: &Evaluation,
    voices: &[(Id, Ratio)],
    person: &Person,
    today: Option<NaiveDate>,
) -> Facts {
    let mut facts = Facts::of(&person.name);
    let close = closeness(person).map_or_else(
        || "influence or interest is not known".to_owned(),
        |close| close.words().to_owned(),
    );
    let silence = silence(workspace, person, today);
    let every = silence.and_then(|silence| silence.every);
    let every = every.map(|days| format!("contact every {}", day_count(days)));
    let said: Vec<String> = [Some(close), every].into_iter().flatten().collect();
    facts.say("", said.join(" · "), Access::Handed);
    let last = last_contact(workspace, person, today)
        .map_or_else(|| "nobody spoke with them yet".to_owned(), long_date);
    let overdue = silence
        .and_then(ContactGap::overdue)
        .filter(|days| *days > 0);
    let overdue = overdue.map_or_else(String::new, |days| {
        format!(" · {} overdue", day_count(days))
    });
    facts.say("Last contact", format!("{last}{overdue}"), Access::Handed);
    if let Some(stance) = person.stance {
        let wanted = person.wanted_stance.filter(|wanted| *wanted != stance);
        let wanted = wanted.map_or_else(String::new, |wanted| {
            format!(", wanted: {}", wanted.word().label.to_lowercase())
        });
        let words = format!("{}{wanted}", stance.word().label.to_lowercase());
        facts.say("Stance", words, Access::Handed);
    }
    facts = facts.with("Reached by", person.channel.trim());
    facts = facts.with("", person.wants.trim());
    let wishes = wishes(workspace, person);
    let served = Served::of(
        wishes
            .iter()
            .map(|item| (size(workspace, item), item.state)),
    );
    if let Some(share) = served.and_then(Served::share) {
        let all = count(wishes.len(), "wish", "wishes");
        facts = facts.with(
            "Served",
            format!("{} of the effort of {all}", share.percent()),
        );
    }
    for item in wishes.iter().take(6) {
        let rank = evaluation.rank(item.id).map(|rank| format!("#{rank} "));
        let words = format!("{}{}", rank.unwrap_or_default(), item.title);
        facts = facts.with("Wishes", words);
    }
    let promises = promises(workspace, person.id);
    if let Some(today) = today.filter(|_| !promises.is_empty()) {
        let kept = kept(&promises, today);
        let words = format!(
            "{} of {} kept in time, {} open",
            kept.in_time, kept.due, kept.open
        );
        facts.say("Promises", words, Access::Handed);
    }
    for one in promises.iter().filter(|one| one.kept.is_none()) {
        let due = one.promise_due.map_or_else(
            || "no day".to_owned(),
            |day| format!("by {}", long_date(day)),
        );
        facts = facts.with("Promised", format!("{}, {due}", one.promise));
    }
    for decision in untold(workspace, person, today) {
        let outcome = decision.outcome.map_or("", |outcome| outcome.word().label);
        facts = facts.with("Must hear", format!("{}: {outcome}", decision.about));
    }
    let share = voices.iter().find(|(who, _)| *who == person.id);
    if let Some((_, share)) = share.copied() {
        let loud = if is_loud(share) {
            ", one loud voice"
        } else {
            ""
        };
        let words = format!("{} of the effort{loud}", share.percent());
        facts.say("Asks for", words, Access::Handed);
    }
    facts
        .ruled("Overdue", "days since the last contact − days between two contacts, by hand or by influence and interest")
        .ruled("Served", "points of wishes that are done ÷ points of all their wishes")
        .ruled("Asks for", worded("points of open items they asked for ÷ points of all that somebody asked for"))
}
