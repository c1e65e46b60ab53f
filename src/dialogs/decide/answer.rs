//! What an answer asks for: a draft with a row for each thing it needs, and what it cannot do without.

use chrono::{Days, NaiveDate};

use crate::desk::Desk;
use crate::dialogs::decide::{go_to, keep, session};
use crate::dialogs::form::Form;
use crate::model::decision::Outcome;
use crate::model::field::{Link, Links};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::points::Points;
use crate::model::words::worded;

crate::record! {
    /// What is asked for when an item is decided on. It is no record of a workspace: a decision is made from it.
    Answer: "answer" in "answers", "Answer", "Answers" {
        /// The planning interval it is planned for.
        open increment: Link<Increment>, "Planning interval";
        /// The first part, which could be there alone.
        open first: String, "First part";
        /// How much work the first part is.
        open first_size: Points, "  job size";
        /// What the first part alone is worth for users and the business.
        open first_value: Points, "  value";
        /// The second part.
        open second: String, "Second part";
        /// How much work the second part is.
        open second_size: Points, "  job size";
        /// What the second part alone is worth for users and the business.
        open second_value: Points, "  value";
        /// A third part, if there is one.
        open third: String, "Third part";
        /// How much work the third part is.
        open third_size: Points, "  job size";
        /// What the third part alone is worth for users and the business.
        open third_value: Points, "  value";
        /// What has to be found out; it becomes an item that this one waits for.
        open research: String, "To find out";
        /// The question that has to be answered first; it is kept with the item.
        open question: String, "Question";
        /// The day it is looked at again, as it is promised.
        open review: Option<NaiveDate>, "Look again on";
        /// Why, in words the person who asked may read.
        open reason: String, "Why";
        /// Who asked.
        open asked_by: Link<Person>, "Asked by";
        /// Who decided.
        open decided_by: Links<Person>, "Decided by";
        /// The day it was decided.
        open date: Option<NaiveDate>, "Date";
    }
}

/// An answer being given in a form.
#[derive(Clone, Debug)]
pub struct Answering {
    /// The decision it becomes.
    pub id: Id,
    /// The item.
    pub item: Id,
    /// The item's title.
    pub about: String,
    /// The answer.
    pub outcome: Outcome,
    /// The option that is chosen.
    pub option: Option<Id>,
    /// What it would cost or bring as it stands.
    pub facts: Vec<String>,
}

impl Answer {
    /// The draft of a form.
    pub(super) fn of(form: &Form) -> Self {
        let mut answer = Self::new(form.id);
        form.fill(&mut answer);
        answer
    }

    /// The parts that have a title, with their size and value.
    pub(super) fn parts(&self) -> Vec<(&str, Points, Points)> {
        let all = [
            (&self.first, self.first_size, self.first_value),
            (&self.second, self.second_size, self.second_value),
            (&self.third, self.third_size, self.third_value),
        ];
        all.into_iter()
            .filter(|(title, ..)| !title.trim().is_empty())
            .map(|(title, size, value)| (title.trim(), size, value))
            .collect()
    }
}

/// The fields an answer asks for besides why, by whom and when.
const fn asked_for(outcome: Outcome) -> &'static [&'static str] {
    match outcome {
        Outcome::Commit => &["increment"],
        Outcome::NotNow | Outcome::Decline => &["review"],
        Outcome::Option => &[],
        Outcome::Split => &[
            "first",
            "first_size",
            "first_value",
            "second",
            "second_size",
            "second_value",
            "third",
            "third_size",
            "third_value",
        ],
        Outcome::Research => &["research", "review"],
        Outcome::Parked => &["question", "review"],
    }
}

/// What every answer asks for.
const ALWAYS: [&str; 4] = ["reason", "asked_by", "decided_by", "date"];

/// Begins the form of an answer.
pub(super) fn begin(
    desk: &Desk,
    id: Id,
    item: Id,
    outcome: Outcome,
    option: Option<Id>,
) -> Option<Form> {
    let about = desk.workspace.get::<Item>(item)?;
    let mut answer = Answer::new(id);
    answer.asked_by = about.requester.clone();
    answer.date = desk.derived.today;
    if let Some(session) = session(desk) {
        answer.decided_by = session.people.clone();
    }
    match outcome {
        Outcome::Commit => {
            let coming = desk.derived.evaluation.race.coming;
            answer.increment.0 = about.increment.0.or(coming);
        }
        Outcome::NotNow => answer.review = next_look(desk),
        Outcome::Option => {
            let option = desk
                .seen()
                .get::<crate::model::option::ItemOption>(option?)?;
            answer.reason = option.reason.to_string().replace('\n', " ");
        }
        Outcome::Split | Outcome::Research | Outcome::Parked | Outcome::Decline => {}
    }
    let mut form = Form::of(&answer, desk.seen(), true);
    let asked = [asked_for(outcome), &ALWAYS].concat();
    let names = form.kind.fields;
    form.editor = None;
    form.rows.retain(|row| {
        let name = names.get(row.field).map(|field| field.name);
        name.is_some_and(|name| asked.contains(&name))
    });
    form.keeps = Some(keep);
    form.answering = Some(Answering {
        id,
        item,
        about: about.title.clone(),
        outcome,
        option,
        facts: Vec::new(),
    });
    let first = match outcome {
        Outcome::Split => "first",
        Outcome::Research => "research",
        Outcome::Parked => "question",
        Outcome::Commit | Outcome::NotNow | Outcome::Option | Outcome::Decline => "reason",
    };
    go_to(&mut form, first);
    Some(form)
}

/// The day to look again unless another is named: when the next increment starts, or in eight weeks.
fn next_look(desk: &Desk) -> Option<NaiveDate> {
    let today = desk.derived.today?;
    let increments = desk.workspace.all::<Increment>();
    let starts = increments.filter_map(|one| one.starts.filter(|day| *day > today));
    let in_weeks = || today.checked_add_days(Days::new(8 * 7));
    starts.min().or_else(in_weeks)
}

/// What an answer cannot do without and does not have: the field, and what to do.
pub(super) fn lacks(outcome: Outcome, answer: &Answer) -> Option<(&'static str, &'static str)> {
    let is_blank = |text: &str| text.trim().is_empty();
    match outcome {
        Outcome::Commit if answer.increment.0.is_none() => Some((
            "increment",
            worded(
                "a yes needs a planning interval · {FORM_ENTER} chooses one, {FORM_SAVE} keeps the decision",
            ),
        )),
        Outcome::NotNow if answer.review.is_none() => Some((
            "review",
            "a not now needs the day it is looked at again · type it as 2027-01-31",
        )),
        Outcome::Split if answer.parts().len() < 2 => {
            let field = if is_blank(&answer.first) {
                "first"
            } else {
                "second"
            };
            Some((field, "a split takes two parts · type their titles"))
        }
        Outcome::Research if is_blank(&answer.research) => {
            Some(("research", "type what has to be found out"))
        }
        Outcome::Parked if is_blank(&answer.question) => {
            Some(("question", "type the question that has to be answered"))
        }
        Outcome::Decline if is_blank(&answer.reason) => Some((
            "reason",
            "declining needs a reason · say why, so that it can be told",
        )),
        Outcome::Commit
        | Outcome::NotNow
        | Outcome::Option
        | Outcome::Split
        | Outcome::Research
        | Outcome::Parked
        | Outcome::Decline => None,
    }
}
