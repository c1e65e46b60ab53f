//! The pointer: what a press or the wheel does to what lies under it.

use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Gesture, Key, Target};
use crate::desk::tab;
use crate::dialogs::{Overlay, form};
use crate::shell::App;
use crate::shell::update;
use crate::views::board::carry;
use crate::views::board::{Region, edit_selected};

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
            } else if app.overlays.is_empty() && matches!(target, Some(Target::Planned(_))) {
                crate::views::plan::edit(app);
            } else if (app.overlays.is_empty()
                && matches!(
                    target,
                    Some(Target::Record(..) | Target::Road(_) | Target::Finding(_))
                ))
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
        Target::Hint(id) => match app.keys.command(id) {
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
        Target::Record(_, id) if app.overlays.is_empty() => match app.view {
            tab::SESSION => crate::views::session::past::show_row(app, id),
            _ => return app.press_view(target, Gesture::Press),
        },
        Target::Finding(_) if app.overlays.is_empty() => {
            return app.press_view(target, Gesture::Press);
        }
        Target::Finding(_) | Target::Record(..) => {}
        Target::Line(at) => {
            if let Some(overlay) = app.overlays.last_mut() {
                overlay.choose(at);
            }
        }
        _ if !app.overlays.is_empty() => {}
        _ if app.board.carry.is_some() => carry::say_what_works(app),
        Target::View(view) => app.show(view),
        Target::Road(at) => crate::views::plan::roadmap::choose(app, at),
        Target::Planned(id) => crate::views::plan::choose(app, id),
        Target::Place(at) => crate::views::plan::choose_place(app, at),
        Target::Row(id) | Target::Point(id) => {
            crate::views::board::cells::take_typed(app);
            let page = app.page();
            app.board.region = Region::Backlog;
            app.board.select(id, page);
        }
        Target::Heading(key) => crate::views::board::sort_by(app, key),
        Target::Region(region) if app.view == tab::BOARD => app.board.region = region,
        Target::Region(_) => {}
    }
    Vec::new()
}
