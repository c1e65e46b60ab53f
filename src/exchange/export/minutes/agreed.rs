//! What came of it: decisions, parked questions, conversations, actions, and what people said of a demo.

use chrono::NaiveDate;

use super::MinutesFacts;
use super::voted::moved;
use crate::model::decision::Decision;
use crate::model::feedback::Feedback;
use crate::model::field::{Choice, FieldValue, Money, Value};
use crate::model::format::full_date;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::number::Number;
use crate::model::option::ItemOption;
use crate::model::product::Product;
use crate::model::record::Declared;
use crate::model::words::worded;
use crate::scoring::facts::FactTable;
use crate::scoring::session::column::VoteColumn;

impl MinutesFacts<'_> {
    pub(super) fn decisions(&self) -> FactTable {
        let all = self.minutes.decisions.iter();
        let meant = all.filter(|one| self.is_meant(one.item.0));
        let row = |one: &&Decision| {
            let is_ranked = one.rank_before.is_some() || one.rank_after.is_some();
            vec![
                self.about(one),
                self.outcome(one),
                self.said(&one.reason),
                self.content.person(one.asked_by.0),
                self.names(&one.decided_by.0),
                self.cost(one),
                if is_ranked {
                    moved((one.rank_before, one.rank_after))
                } else {
                    String::new()
                },
                by(one.review),
            ]
        };
        let columns = "About | Decision | Reason | Asked by | Decided by | Cost of waiting | Rank | Look again on";
        FactTable::new("Decisions", columns, meant.map(row).collect())
    }

    pub(super) fn parked(&self) -> FactTable {
        let all = self.minutes.parked.iter();
        let meant = all.filter(|one| self.is_meant(one.item.0));
        let row = |one: &&Decision| {
            let question = self.said(&one.question);
            vec![
                if question.is_empty() {
                    self.about(one)
                } else {
                    format!("{}: {question}", self.about(one))
                },
                self.said(&one.reason),
                self.content.person(one.asked_by.0),
                by(one.review),
            ]
        };
        let columns = "Question | Why | Asked by | Look again on";
        FactTable::new("Parked questions", columns, meant.map(row).collect())
    }

    pub(super) fn conversations(&self) -> FactTable {
        let all = self.minutes.conversations.iter();
        let meant = all.filter(|one| self.is_meant(one.item.0));
        let rows = meant.map(|one| {
            let column = VoteColumn::named(&one.factor);
            vec![
                self.said(&one.about),
                self.title(one.item.0),
                column.map_or_else(String::new, |column| self.word(column)),
                self.by_name(&one.people.0),
                by(one.due),
                match one.held {
                    None => "to be held".to_owned(),
                    Some(on) => {
                        let outcome = self.said(&one.outcome);
                        let colon = if outcome.is_empty() { "" } else { ": " };
                        format!("held on {}{colon}{outcome}", full_date(on))
                    }
                },
            ]
        });
        let columns = worded("About | Item | Estimate | Who must be there | By | State");
        FactTable::new("Conversations agreed on", columns, rows.collect())
    }

    /// Names in their own order, which tells nothing of who showed what.
    fn by_name(&self, ids: &[Id]) -> String {
        let names = ids.iter().map(|id| self.content.person(Some(*id)));
        let mut names: Vec<String> = names.collect();
        names.sort_by_key(|name| name.to_lowercase());
        names.join(", ")
    }

    pub(super) fn actions(&self) -> FactTable {
        let rows = self.minutes.actions.iter().map(|action| {
            vec![
                self.said(&action.text),
                self.content.person(action.owner.0),
                by(action.due),
                action.done.map_or_else(|| "not yet".to_owned(), full_date),
            ]
        });
        let columns = "Action | Who | Due | Done on";
        FactTable::new("Actions of that day", columns, rows.collect())
    }

    /// What people said, by item and question; who said it only where names are not hidden.
    pub(super) fn feedback(&self) -> FactTable {
        let is_named = !self.minutes.session.nameless;
        let all = self.minutes.feedback.iter();
        let meant = all.filter(|one| self.is_meant(one.item.0));
        let rows = meant.map(|one| {
            let question = one
                .question
                .map(|question| question.word().label.to_owned());
            let signal = one.signal.map(|signal| signal.word().label.to_owned());
            let mut row = vec![
                self.title(one.item.0),
                question.unwrap_or_default(),
                signal.unwrap_or_default(),
                self.said(&one.said),
                self.came_of(one),
            ];
            if is_named {
                row.push(self.content.person(one.person.0));
            }
            row
        });
        let columns =
            worded("Item | Question | Signal | What was said | What came of it | Said by");
        let mut table = FactTable::new("What was said", columns, rows.collect());
        if !is_named {
            table.columns.pop();
        }
        table
    }

    /// The assumption an answer bears on, the estimates it changed and the request it became.
    fn came_of(&self, said: &Feedback) -> String {
        let workspace = self.content.workspace;
        let assumption = said.assumption.0.and_then(|id| workspace.get(id));
        let assumption = assumption.map(|found: &crate::model::assumption::Assumption| {
            let standing = found.standing.word().label;
            format!("assumption “{}”: {standing}", self.said(&found.text))
        });
        let request = said.request.0.filter(|id| self.is_meant(Some(*id)));
        let request = request.map(|id| format!("new request: {}", self.content.title(id)));
        // As a whole, as a name may stand over two lines.
        let changed = self.said(&said.changed);
        let changed = changed.lines().map(str::to_owned);
        let all: Vec<String> = assumption
            .into_iter()
            .chain(changed)
            .chain(request)
            .collect();
        all.join("; ")
    }

    /// What a decision is about, as it was called then.
    fn about(&self, decision: &Decision) -> String {
        let about = self.said(&decision.about);
        if about.is_empty() {
            self.title(decision.item.0)
        } else {
            about
        }
    }

    /// What was decided, and on what.
    fn outcome(&self, decision: &Decision) -> String {
        let workspace = self.content.workspace;
        let increment = decision.increment.0.and_then(|id| workspace.get(id));
        let increment = increment.map(|one: &Increment| self.said(&one.name));
        let option = decision.option.0.and_then(|id| workspace.get(id));
        let option = option.map(|one: &ItemOption| self.said(&one.name));
        let parts = decision.parts.0.iter();
        let parts = parts.filter(|id| self.is_meant(Some(**id)));
        let parts = parts.map(|id| self.content.title(*id));
        let on: Vec<String> = increment.into_iter().chain(option).chain(parts).collect();
        let outcome = decision.outcome.map(|outcome| outcome.word().label);
        let outcome = outcome.unwrap_or_default();
        if on.is_empty() {
            outcome.to_owned()
        } else {
            format!("{outcome}: {}", on.join(", "))
        }
    }

    /// What waiting costs a week and until the next look, as seen then.
    fn cost(&self, decision: &Decision) -> String {
        let of = |points: Option<Number>, money: Option<Money>, field: &str| {
            let points = points.map(|points| format!("{points} points"));
            let money = self.money(money, field);
            let all: Vec<String> = points.into_iter().chain(money).collect();
            (!all.is_empty()).then(|| all.join(", "))
        };
        let now = of(decision.cost_now, decision.money_now, "money_now");
        let later = of(decision.cost_later, decision.money_later, "money_later");
        let now = now.map(|now| format!("{now} a week"));
        let later = later.map(|later| format!("{later} until the next look"));
        let all: Vec<String> = now.into_iter().chain(later).collect();
        all.join("; ")
    }

    /// An amount of money, where it may be seen.
    fn money(&self, amount: Option<Money>, field: &str) -> Option<String> {
        let field = Decision::KIND.fields.get(Decision::KIND.field(field)?)?;
        let Value::Number(amount) = self.content.disclosure.value(field, amount.to_value()) else {
            return None;
        };
        let currency = self.said(&self.content.workspace.the::<Product>().currency);
        Some(format!("{currency} {amount}").trim_start().to_owned())
    }
}

/// A day, if one is set.
fn by(on: Option<NaiveDate>) -> String {
    on.map_or_else(String::new, full_date)
}
