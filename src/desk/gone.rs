//! What a session that is on does about items that somebody else took away: its agenda lets them go, and the room goes
//! on to the next item.
//!
//! Owns the edits and the words; they are part of the step that takes the items away, so that one step back brings
//! both back. Votes on such an item stay where they are.

use crate::desk::notice::quoted;
use crate::edit::{Edit, restore};
use crate::model::Workspace;
use crate::model::field::{FieldValue, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::session::Session;
use crate::model::words::worded;
use crate::scoring::session;

/// What the session does about what these edits take away: more edits, and what is said of it. None where nothing of
/// its agenda goes.
pub(crate) fn lets_go(before: &Workspace, edits: &[Edit]) -> Option<(Vec<Edit>, String)> {
    session::open(before)?;
    let takes = |edit: &Edit| matches!(edit, Edit::Remove { kind, .. } if *kind == Item::KIND);
    if !edits.iter().any(takes) {
        return None;
    }
    let mut after = before.clone();
    restore(&mut after, edits.to_vec()).ok()?;
    let session = session::open(&after)?;
    let is_there = |item: &Id| after.get::<Item>(*item).is_some();
    let is_gone = |item: &Id| !is_there(item) && before.get::<Item>(*item).is_some();
    let agenda = &session.agenda.0;
    let gone: Vec<Id> = agenda.iter().copied().filter(is_gone).collect();
    let first = *gone.first()?;
    let mut left = session.agenda.clone();
    left.0.retain(|item| !gone.contains(item));
    let mut more = Vec::from_iter(Edit::put::<Session>(session.id, "agenda", left.to_value()));
    let title = quoted(before.name::<Item>(first));
    let mut said = match gone.len() {
        1 => format!("{title} is gone from the agenda"),
        count => format!("{title} and {} more are gone from the agenda", count - 1),
    };
    if let Some(at) = session.item.0.filter(is_gone) {
        let place = agenda.iter().position(|item| *item == at);
        let (earlier, later) = agenda.split_at(place.unwrap_or_default());
        let next = later
            .iter()
            .chain(earlier.iter().rev())
            .copied()
            .find(is_there);
        let link = next.map_or(Value::Blank, Value::Link);
        more.extend(Edit::put::<Session>(session.id, "item", link));
        match next {
            Some(next) => {
                said += ", the room is at ";
                said += &quoted(after.name::<Item>(next));
            }
            None => said += worded(", and no item is left on it"),
        }
    }
    Some((more, said))
}
