//! The way from a finding to its place in the plan.

use crate::desk::notice::Notice;
use crate::desk::tab;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::scoring::findings::{Finding, Reason};
use crate::shell::App;
use crate::views::plan::{Place, Planning, choose, put_cursor};

/// Goes to what a finding is about: its item, its iteration, or the increment as a whole.
pub(crate) fn go_to(app: &mut App, finding: &Finding) {
    let Some((increment, iteration)) = spot(app, finding) else {
        app.notice = Some(Notice::hint("it is gone meanwhile"));
        return;
    };
    app.view = tab::PLAN;
    app.planning = Planning {
        increment: Some(increment),
        ..Planning::default()
    };
    if let Some(id) = iteration {
        put_cursor(app, Place::Iteration(id), 0);
    }
    // Of a need that is missing, the item that has it; of a Must that is left, the first one.
    let item = finding
        .item()
        .or_else(|| finding.reason.items().first().copied());
    if let Some(item) = item {
        choose(app, item);
    }
}

/// The increment, and the iteration if it is about one.
fn spot(app: &App, finding: &Finding) -> Option<(Id, Option<Id>)> {
    let iteration = |id: Id| {
        let iteration = app.workspace.get::<Iteration>(id)?;
        Some((iteration.increment.0?, Some(id)))
    };
    if let Reason::TeamLoads(loads) = &finding.reason {
        return iteration(loads.first()?.0);
    }
    let (kind, id) = finding.place.record()?;
    if kind == Item::KIND {
        let item = app.workspace.get::<Item>(id)?;
        Some((item.increment.0?, item.iteration.0))
    } else if kind == Iteration::KIND {
        iteration(id)
    } else {
        app.workspace.get::<Increment>(id).map(|_| (id, None))
    }
}
