//! The day of the value of an objective, and of what it reached: kept by the edit that gives it, and taken back with it.
//!
//! Owns that rule. Knows no clock; the day is given.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Edit, sets};
use crate::model::Workspace;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::objective::Objective;
use crate::model::record::Declared as _;

/// Which field has its day in which other one.
const DAYS: [(&str, &str); 2] = [
    ("planned_value", "valued_on"),
    ("actual_value", "reached_on"),
];

/// The same edits with the day of each value they give, and without that of those they take back. A day that they say
/// themselves stays.
pub fn dated(workspace: &Workspace, mut edits: Vec<Edit>, today: Option<NaiveDate>) -> Vec<Edit> {
    let kind = Objective::KIND;
    for (value, day) in DAYS {
        let Some(at) = kind.field(value) else {
            continue;
        };
        let said = sets::<Objective>(&edits, day).map(|(id, _)| id);
        let said: BTreeSet<Id> = said.collect();
        let given = sets::<Objective>(&edits, value).filter(|(id, value)| {
            let before = workspace.record(kind, *id).map(|record| record.get(at));
            !said.contains(id) && before.as_ref() != Some(*value)
        });
        let days: Vec<Edit> = given
            .filter_map(|(id, value)| {
                let is_given = *value != Value::Blank;
                let today = today.filter(|_| is_given);
                Edit::put::<Objective>(id, day, today.map_or(Value::Blank, Value::Date))
            })
            .collect();
        edits.extend(days);
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::number::Number;

    fn objective() -> Id {
        Id::from_random(1)
    }

    #[test]
    fn a_value_of_an_objective_has_the_day_it_was_given() {
        let (first, later) = (
            NaiveDate::from_ymd_opt(2027, 1, 12),
            NaiveDate::from_ymd_opt(2027, 1, 13),
        );
        let mut workspace = Workspace::default();
        workspace.put_record(Box::new(Objective::new(objective())));
        let mut give = |value: Value, today, field| {
            let edit = Edit::put::<Objective>(objective(), field, value).unwrap();
            let edits = dated(&workspace, vec![edit], today);
            apply(&mut workspace, edits).unwrap();
            let objective = workspace.get::<Objective>(objective()).unwrap();
            (objective.valued_on, objective.reached_on)
        };
        let value = |number| Value::Number(Number::whole(number));
        assert_eq!(give(value(8), first, "planned_value"), (first, None));
        assert_eq!(
            give(value(8), later, "planned_value"),
            (first, None),
            "the same"
        );
        assert_eq!(
            give(value(9), later, "planned_value"),
            (later, None),
            "another one"
        );
        assert_eq!(
            give(value(0), first, "actual_value"),
            (later, first),
            "nothing reached"
        );
        assert_eq!(
            give(Value::Blank, first, "planned_value"),
            (None, first),
            "none any more"
        );
    }
}
