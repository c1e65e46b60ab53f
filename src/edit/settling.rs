//! Who settled the value and the size of an item: kept by the edit that settles it, and taken back with it.
//!
//! Owns that rule. Which estimates make a part, and where it is written, is in [`SettledPart`]. Knows no clock; who acts and the
//! day are given.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Edit, sets};
use crate::model::Workspace;
use crate::model::field::{FieldValue as _, Value};
use crate::model::id::Id;
use crate::model::item::{Item, TRACE};
use crate::model::record::{Declared as _, Record};
use crate::model::session::Round;
use crate::scoring::handshake::SettledPart;

/// The same edits with who settled what they settle, and the day. A part is settled when each of its estimates is one
/// number; one that is open again was settled by nobody. What the edits say of it themselves stays, a session settles
/// for all who voted in it, and what comes in from elsewhere was settled there. Where nobody is named as the one who
/// acts, what was written down is only kept true.
pub fn signed(
    workspace: &Workspace,
    mut edits: Vec<Edit>,
    today: Option<NaiveDate>,
    me: Option<Id>,
) -> Vec<Edit> {
    let is_round = |edit: &Edit| edit.subject().0 == Round::KIND;
    if edits.iter().any(is_round) {
        return edits;
    }
    let after = After::of(workspace, &edits);
    let mut signatures = Vec::new();
    for part in SettledPart::ALL {
        let [by, on] = part.fields();
        let said = [by, on, TRACE].into_iter();
        let said = said.flat_map(|field| sets::<Item>(&edits, field));
        let said: BTreeSet<Id> = said.map(|(id, _)| id).collect();
        let fields = part.estimates().iter();
        let given =
            fields.flat_map(|field| sets::<Item>(&edits, field).map(move |set| (*field, set)));
        let given = given.filter(|(field, (id, value))| {
            let before = workspace
                .get::<Item>(*id)
                .and_then(|item| field_of(item, field));
            before.as_ref() != Some(*value)
        });
        let given = given.map(|(_, (id, _))| id).filter(|id| !said.contains(id));
        let new = after
            .inserted
            .values()
            .filter(|item| is_own(item, [by, on]));
        let ids: BTreeSet<Id> = given.chain(new.map(|item| item.id)).collect();
        for id in ids {
            let is_settled = after.is_settled(id, part);
            let was_signed = [by, on]
                .iter()
                .any(|field| after.value(id, field) != Value::Blank);
            if !was_signed && (!is_settled || me.is_none()) {
                continue;
            }
            let (who, day) = if is_settled {
                (me, today)
            } else {
                (None, None)
            };
            signatures.extend(Edit::put::<Item>(
                id,
                by,
                who.map_or(Value::Blank, Value::Link),
            ));
            signatures.extend(Edit::put::<Item>(id, on, day.to_value()));
        }
    }
    edits.extend(signatures);
    edits
}

/// Whether a new item was written here, and says of itself by whom it was settled no word.
fn is_own(item: &Item, signature: [&str; 2]) -> bool {
    let fields = signature.into_iter().chain([TRACE]);
    fields
        .filter_map(|field| field_of(item, field))
        .all(|value| value == Value::Blank)
}

fn field_of(item: &Item, field: &str) -> Option<Value> {
    Item::KIND.field(field).map(|at| item.get(at))
}

/// The items as they are after some edits.
struct After<'a> {
    workspace: &'a Workspace,
    inserted: BTreeMap<Id, &'a Item>,
    set: BTreeMap<(Id, usize), &'a Value>,
}

impl<'a> After<'a> {
    fn of(workspace: &'a Workspace, edits: &'a [Edit]) -> Self {
        let (mut inserted, mut set) = (BTreeMap::new(), BTreeMap::new());
        for edit in edits {
            match edit {
                Edit::Insert(record) => {
                    let item: Option<&Item> = record.as_any().downcast_ref();
                    inserted.extend(item.map(|item| (item.id, item)));
                }
                Edit::Set {
                    kind,
                    id,
                    field,
                    value,
                } if *kind == Item::KIND => {
                    set.insert((*id, *field), value);
                }
                Edit::Set { .. } | Edit::Remove { .. } | Edit::SetUnknown { .. } => {}
            }
        }
        Self {
            workspace,
            inserted,
            set,
        }
    }

    fn value(&self, id: Id, field: &str) -> Value {
        let Some(at) = Item::KIND.field(field) else {
            return Value::Blank;
        };
        let item = || {
            self.inserted
                .get(&id)
                .copied()
                .or_else(|| self.workspace.get(id))
        };
        let set = self.set.get(&(id, at)).map(|value| (*value).clone());
        set.or_else(|| Some(item()?.get(at)))
            .unwrap_or(Value::Blank)
    }

    /// Whether each estimate of a part is one number.
    fn is_settled(&self, id: Id, part: SettledPart) -> bool {
        let is_one = |value| matches!(value, Value::Points(points) if points.is_settled());
        part.estimates()
            .iter()
            .all(|field| is_one(self.value(id, field)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::field::Link;
    use crate::model::number::Number;
    use crate::model::person::Person;
    use crate::model::points::Points;

    fn id(number: u64) -> Id {
        Id::from_random(number)
    }

    fn day(day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2027, 1, day)
    }

    fn points(number: i64) -> Value {
        Value::Points(Points::known(Number::whole(number)))
    }

    /// An item whose value others settled, and two people.
    fn workspace() -> Workspace {
        let mut item = Item::new(id(1));
        item.criticality = Points::known(Number::whole(3));
        item.risk = Points::known(Number::whole(2));
        item.value_by = Link::new(Some(id(3)));
        item.value_on = day(1);
        let mut workspace = Workspace::default();
        workspace.put_record(Box::new(item));
        workspace.put_record(Box::new(Person::new(id(2))));
        workspace.put_record(Box::new(Person::new(id(3))));
        workspace
    }

    #[test]
    fn the_edit_that_settles_a_part_says_by_whom() {
        let (mut workspace, me) = (workspace(), Some(id(2)));
        let range = Value::Points(Points {
            value: Some(Number::whole(5)),
            range: Some((Number::whole(3), Number::whole(8))),
        });
        for (field, value, me, today, [value_by, size_by], [value_on, size_on]) in [
            (
                "size",
                points(5),
                None,
                day(2),
                [Some(3), None],
                [day(1), None],
            ),
            (
                "size",
                points(8),
                me,
                day(2),
                [Some(3), Some(2)],
                [day(1), day(2)],
            ),
            (
                "size",
                points(8),
                me,
                day(3),
                [Some(3), Some(2)],
                [day(1), day(2)],
            ),
            ("size", range, me, day(3), [Some(3), None], [day(1), None]),
            (
                "value",
                points(5),
                me,
                day(4),
                [Some(2), None],
                [day(4), None],
            ),
            (
                "risk",
                points(5),
                None,
                day(5),
                [None, None],
                [day(5), None],
            ),
            ("risk", Value::Blank, me, day(6), [None, None], [None, None]),
        ] {
            let edit = Edit::put::<Item>(id(1), field, value.clone()).unwrap();
            let edits = signed(&workspace, vec![edit], today, me);
            apply(&mut workspace, edits).unwrap();
            let item = workspace.get::<Item>(id(1)).unwrap();
            let by = [item.value_by.0, item.size_by.0];
            assert_eq!(
                by,
                [value_by, size_by].map(|one| one.map(id)),
                "{field} {value:?}"
            );
            assert_eq!(
                [item.value_on, item.size_on],
                [value_on, size_on],
                "{field} {value:?}"
            );
        }
    }

    #[test]
    fn what_was_settled_elsewhere_is_left_as_it_is_said() {
        let (workspace, me) = (workspace(), Some(id(2)));
        let size = || Edit::put::<Item>(id(1), "size", points(5)).unwrap();
        let by = Edit::put::<Item>(id(1), "size_by", Value::Link(id(3))).unwrap();
        let round = Edit::Insert(Box::new(Round::new(id(9))));
        let trace = Edit::put::<Item>(id(1), TRACE, Value::Extra(Vec::new())).unwrap();
        for edits in [vec![size(), by], vec![round, size()], vec![trace, size()]] {
            assert_eq!(signed(&workspace, edits.clone(), day(2), me), edits);
        }
        let new = |trace: bool| {
            let mut item = Item::new(id(5));
            item.size = Points::known(Number::whole(3));
            let cell = |name: &str| crate::model::field::ExtraCell {
                name: name.to_owned(),
                text: "3".to_owned(),
            };
            item.imported.extend(trace.then(|| cell("size")));
            vec![Edit::Insert(Box::new(item))]
        };
        assert_eq!(signed(&workspace, new(true), day(2), me).len(), 1);
        assert_eq!(signed(&workspace, new(false), day(2), me).len(), 3);
    }
}
