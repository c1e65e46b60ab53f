//! The pointer: what a press or the wheel does to what lies under it.

use super::board::{Region, Sort, edit_selected};
use super::{View, carry};
use crate::app::App;
use crate::app::command::command;
use crate::app::effect::Effect;
use crate::app::event::{Chord, Gesture, Key, Target};
use crate::app::overlay::{Overlay, form};
use crate::app::update;

/// How many rows the wheel goes.
const WHEEL: usize = 3;

/// Acts on what lies under the pointer. Nothing needs it: every gesture stands for keys.
pub fn act(app: &mut App, target: Option<Target>, gesture: Gesture) -> Vec<Effect> {
    if let (true, Some(Target::Row(id)), true) = (
        matches!(gesture, Gesture::Press | Gesture::DoublePress),
        target,
        app.board.carry.is_some(),
    ) {
        return carry::drop_on(app, id, gesture == Gesture::DoublePress);
    }
    match gesture {
        Gesture::WheelDown => wheel(app, target, Key::Down),
        Gesture::WheelUp => wheel(app, target, Key::Up),
        Gesture::Press => press(app, target),
        Gesture::DoublePress => {
            let mut effects = press(app, target);
            if app.overlays.is_empty() && matches!(target, Some(Target::Row(_) | Target::Point(_)))
            {
                edit_selected(app);
            } else if app.overlays.is_empty() && matches!(target, Some(Target::Finding(_))) {
                super::findings::open(app);
            } else if app.overlays.is_empty() && matches!(target, Some(Target::Planned(_))) {
                super::plan::edit(app);
            } else if (app.overlays.is_empty()
                && matches!(target, Some(Target::Record(..) | Target::Road(_))))
                || (matches!(target, Some(Target::Line(_))) && opens_or_chooses(app))
            {
                effects.extend(update::key(app, Chord::plain(Key::Enter)));
            }
            effects
        }
    }
}

/// Whether a second press on a line opens or chooses it; in a form it must not save.
fn opens_or_chooses(app: &App) -> bool {
    match app.overlays.last() {
        Some(Overlay::Form(_)) => form::enter_does(app) != "save",
        Some(Overlay::List(_) | Overlay::Records(_) | Overlay::Conflicts(_)) => true,
        _ => false,
    }
}

fn wheel(app: &mut App, target: Option<Target>, key: Key) -> Vec<Effect> {
    if app.overlays.is_empty()
        && app.board.carry.is_none()
        && let Some(Target::Region(region)) = target
    {
        app.board.region = region;
    }
    let mut effects = Vec::new();
    for _ in 0..WHEEL {
        effects.extend(update::key(app, Chord::plain(key)));
    }
    effects
}

fn press(app: &mut App, target: Option<Target>) -> Vec<Effect> {
    let Some(target) = target else {
        return Vec::new();
    };
    match target {
        Target::Hint(id) => match command(id) {
            Some(command) => {
                app.keys.pending.clear();
                let chord = app
                    .keys
                    .of(command)
                    .first()
                    .and_then(|keys| Chord::parse(keys));
                return update::run(app, command, chord.unwrap_or(Chord::plain(Key::Enter)));
            }
            None => return Vec::new(),
        },
        Target::Finding(at) if app.overlays.is_empty() => super::findings::choose_row(app, at),
        Target::Record(kind, id) if app.overlays.is_empty() => match app.view {
            View::Risk => super::risks::show(app, kind, id),
            View::Learn => super::learn::show(app, kind, id),
            View::Log => super::log::show(app, kind, id),
            View::Session => super::session::past::show_row(app, id),
            View::Board | View::Grid | View::Plan | View::Findings => {}
        },
        Target::Finding(_) | Target::Record(..) => {}
        Target::Line(at) => {
            if let Some(overlay) = app.overlays.last_mut() {
                overlay.choose(at);
            }
        }
        _ if !app.overlays.is_empty() => {}
        _ if app.board.carry.is_some() => carry::say_what_works(app),
        Target::View(view) => app.view = view,
        Target::Road(at) => super::roadmap::choose(app, at),
        Target::Planned(id) => super::plan::choose(app, id),
        Target::Place(at) => super::plan::choose_place(app, at),
        Target::Row(id) | Target::Point(id) => {
            super::cells::take_typed(app);
            let page = app.page();
            app.board.region = Region::Backlog;
            app.board.select(id, page);
        }
        Target::Heading(key) => sort_by(app, key),
        Target::Region(region) if app.view == View::Board => app.board.region = region,
        Target::Region(_) => {}
    }
    Vec::new()
}

/// Sorts by a column; the same column again turns the rows around, and a third time goes back to rank.
pub fn sort_by(app: &mut App, key: &str) {
    app.board.sort = match app.board.sort.take() {
        Some(sort) if sort.key == key && !sort.descending => Some(Sort {
            descending: true,
            ..sort
        }),
        Some(sort) if sort.key == key => None,
        _ if key == "rank" => None,
        _ => Some(Sort {
            key: key.to_owned(),
            descending: false,
        }),
    };
    app.settle();
}
