//! The pointer: what a press or the wheel does to what lies under it.

use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Gesture, Key, Target};
use crate::desk::notice::Notice;
use crate::shell::App;
use crate::shell::update;

/// How many rows the wheel goes.
const WHEEL: usize = 3;

/// Acts on what lies under the pointer. Nothing needs it: every gesture stands for keys.
pub fn act(app: &mut App, target: Option<Target>, gesture: Gesture) -> Vec<Effect> {
    if app.only().is_some() && !matches!(target, Some(Target::Hint(_))) {
        return Vec::new();
    }
    match gesture {
        Gesture::WheelDown => wheel(app, target, gesture, Key::Down),
        Gesture::WheelUp => wheel(app, target, gesture, Key::Up),
        Gesture::Press => press(app, target, gesture),
        Gesture::Drag(held) => drag(app, held, target, false),
        Gesture::Drop(held) => drag(app, held, target, true),
        Gesture::DoublePress => {
            let mut effects = press(app, target, gesture);
            let opens = app.desk.dialogs.last().map(|top| top.opens());
            let is_record = matches!(target, Some(Target::Record(..) | Target::Finding(_)));
            let is_line = matches!(target, Some(Target::Line(_)));
            if (is_record && opens != Some(false)) || (is_line && opens == Some(true)) {
                effects.extend(update::key(app, Chord::plain(Key::Enter)));
            }
            effects
        }
    }
}

/// Gives the view on the screen what the pointer holds over something, or lets go there.
fn drag(app: &mut App, held: Option<Target>, over: Option<Target>, is_drop: bool) -> Vec<Effect> {
    let is_covered = !app.desk.dialogs.is_empty() || app.waits_for().is_some();
    if let (Some(held), false) = (held, is_covered) {
        let (desk, view) = app.present();
        if let Some(view) = view {
            view.drag(desk, held, over, is_drop);
        }
    }
    Vec::new()
}

fn wheel(app: &mut App, target: Option<Target>, gesture: Gesture, key: Key) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(target @ Target::Region(_)) = target
        && app.desk.dialogs.is_empty()
        && app.waits_for().is_none()
    {
        effects.extend(app.press(target, gesture));
    }
    for _ in 0..WHEEL {
        effects.extend(update::key(app, Chord::plain(key)));
    }
    effects
}

fn press(app: &mut App, target: Option<Target>, gesture: Gesture) -> Vec<Effect> {
    let Some(target) = target else {
        return Vec::new();
    };
    match target {
        Target::Hint(id) => match app.desk.keys.command(id) {
            Some(command) => {
                app.desk.keys.pending.clear();
                let chord = app
                    .desk
                    .keys
                    .of(command)
                    .first()
                    .and_then(|keys| Chord::parse(keys));
                return update::run(app, command, chord.unwrap_or(Chord::plain(Key::Enter)));
            }
            None => return Vec::new(),
        },
        Target::Line(at) => {
            if let Some(top) = app.desk.dialogs.last_mut() {
                top.choose(at);
            }
        }
        Target::Record(kind, id) if app.desk.lists().is_some() => {
            app.desk.in_lists(|desk, lists| lists.show(desk, kind, id));
        }
        _ if !app.desk.dialogs.is_empty() => {}
        Target::View(view) => match app.waits_for() {
            Some(words) => app.desk.notice = Some(Notice::hint(words)),
            None => app.show(view),
        },
        Target::Finding(_)
        | Target::Record(..)
        | Target::Spot(_)
        | Target::Row(_)
        | Target::Point(_)
        | Target::Heading(_)
        | Target::Region(_) => {
            return app.press(target, gesture);
        }
    }
    Vec::new()
}
