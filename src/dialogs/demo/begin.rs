//! How a demo checkpoint begins: which one is on, what is shown and who is there.

use crate::desk::Desk;
use crate::desk::can::outside;
use crate::desk::notice::quoted;
use crate::dialogs::demo::Checkpoint;
use crate::edit::Edit;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::record::Declared;
use crate::model::session::{Session, Sitting};
use crate::model::words::worded;
use crate::scoring::plan::coming::increment_of;

/// The demo checkpoints: the latest first, those without a day last.
pub fn demos(workspace: &crate::model::Workspace) -> Vec<&Session> {
    let all = workspace.all::<Session>();
    let mut demos: Vec<&Session> = all.filter(|one| one.sort == Sitting::Demo).collect();
    demos.sort_by_key(|one| (std::cmp::Reverse(one.date), one.id));
    demos
}

/// Whether one can go on or begin.
pub fn can_begin(desk: &Desk) -> Result<(), String> {
    outside(desk)?;
    let is_on = demos(&desk.workspace)
        .iter()
        .any(|one| !one.over && !one.agenda.0.is_empty());
    if !is_on && agenda(desk).is_empty() {
        return Err(worded(
            "there is nothing to show yet · {ITEM_MARK} on the board selects the items",
        )
        .to_owned());
    }
    Ok(())
}

/// Goes on with the checkpoint that is open, or begins one.
pub fn start(desk: &mut Desk) {
    let on = demos(&desk.workspace)
        .into_iter()
        .find(|one| !one.over && !one.agenda.0.is_empty());
    if let Some(id) = on.map(|one| one.id) {
        open(desk, id);
        return;
    }
    let mut session = Session::new(desk.fresh(Session::KIND));
    let day = desk.derived.today;
    let when = day.map_or_else(String::new, |day| format!(", {}", day.format("%-d %b %Y")));
    session.name = format!("Demo{when}");
    (session.sort, session.date) = (Sitting::Demo, day);
    session.agenda.0 = agenda(desk);
    // Those who were there last time are likely to be there again.
    if let Some(before) = demos(&desk.workspace).first() {
        session.people.clone_from(&before.people);
        session.nameless = before.nameless;
    }
    let (id, label) = (session.id, format!("demo {} begins", quoted(&session.name)));
    if desk.commit(&label, vec![Edit::Insert(Box::new(session))]) {
        open(desk, id);
    }
}

/// Opens a checkpoint at the first item it shows.
pub fn open(desk: &mut Desk, session: Id) {
    let found = desk.workspace.get::<Session>(session);
    match found.and_then(|session| session.agenda.0.first().copied()) {
        Some(item) => desk.open(Checkpoint {
            session,
            item,
            cursor: 0,
        }),
        None => {
            desk.hint(worded(
                "this checkpoint shows no item · {LISTS_EDIT} opens its form with the agenda",
            ));
        }
    }
}

/// What there is to show: the selected items; else what is done or being done for the coming increment; else the
/// selected item.
fn agenda(desk: &Desk) -> Vec<Id> {
    let marked: Vec<Id> = desk.backlog.marked.iter().copied().collect();
    if !marked.is_empty() {
        return marked;
    }
    let coming = desk.derived.evaluation.race.coming;
    let is_ready = |item: &&Item| {
        let is_of_it = coming.is_some() && increment_of(&desk.workspace, item) == coming;
        is_of_it && matches!(item.state, State::Done | State::Doing)
    };
    let ready: Vec<Id> = desk
        .workspace
        .all()
        .filter(is_ready)
        .map(|item| item.id)
        .collect();
    if ready.is_empty() {
        desk.selected().map(|item| item.id).into_iter().collect()
    } else {
        ready
    }
}
