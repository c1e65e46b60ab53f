//! Every command of the table pressed alone, and every target of the pointer: what it changes, and that it does
//! something or says why not.

use std::collections::{BTreeMap, BTreeSet};

use evenkeel::desk::command::{Command, Does};
use evenkeel::desk::event::{Event, Gesture, Target};
use evenkeel::edit::{self, Edit};
use evenkeel::model::id::Id;
use evenkeel::shell::App;
use evenkeel::shell::commands;
use evenkeel::ui::hits::Hits;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::screens::{WAYS, dark, press, sample};
use crate::support::words;

/// Key scripts to what [`WAYS`] does not reach.
const MORE: [&str; 24] = [
    "",
    "J",
    "l",
    "/ t e Enter",
    "X Enter",
    "X",
    "i",
    "L",
    "g p r",
    "g p b",
    "g p v",
    "g p v n",
    "g s n Enter a",
    "g s n Enter c",
    "g s n Enter H Enter",
    "g l c",
    "g r Tab",
    "g r Tab Tab",
    "e",
    "R Down Enter",
    "Enter PgDn Up Enter Enter",
    "Enter Tab Tab Enter",
    "P .",
    "d",
];

/// Every way but those that leave a digit half typed, which the next command writes first.
fn ways() -> impl Iterator<Item = &'static str> {
    let all = WAYS.into_iter().chain(MORE);
    all.filter(|way| led(way).desk.pending.is_none() && !way.ends_with("H Enter 5"))
}

/// The program after a key script; what it says of the way there is read.
fn led(keys: &str) -> App {
    let mut app = sample(120, 35);
    press(&mut app, keys);
    app.desk.notice = None;
    app
}

fn frame(app: &App) -> (Buffer, Hits) {
    let size = app.desk.around.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    let hits = evenkeel::shell::draw::draw(app, &dark(), &mut buffer);
    (buffer, hits)
}

/// What the screen shows as chosen: what lies under the band or the mark of the selection, and what is marked.
fn chosen(app: &App) -> BTreeSet<Id> {
    let (buffer, hits) = frame(app);
    let (look, mut all) = (dark(), BTreeSet::new());
    for position in buffer.area.positions() {
        let cell = &buffer[position];
        if Some(cell.bg) != look.selected().bg && cell.symbol() != look.symbols.cursor {
            continue;
        }
        match hits.at(position.x, position.y) {
            Some(Target::Record(_, id) | Target::Row(id) | Target::Point(id)) => {
                all.insert(id);
            }
            Some(
                Target::View(_)
                | Target::Heading(_)
                | Target::Hint(_)
                | Target::Finding(_)
                | Target::Spot(_)
                | Target::Line(_)
                | Target::Region(_),
            )
            | None => {}
        }
    }
    let desk = &app.desk;
    let marked = desk.backlog.marked.iter().copied();
    all.into_iter().chain(desk.chosen).chain(marked).collect()
}

/// The records that differ and were there before. That a link to a chosen one goes with it, or
/// what is about it alone, is no change of theirs.
fn touched(before: &App, after: &App, chosen: &BTreeSet<Id>) -> BTreeSet<(&'static str, Id)> {
    let (old, new) = (&before.desk.workspace, &after.desk.workspace);
    let edits = edit::difference(old, new);
    let is_of_chosen = |edit: &Edit| match edit {
        Edit::Set {
            kind, id, field, ..
        } => {
            let links = old
                .record(kind, *id)
                .map(|record| record.get(*field).targets());
            links.is_some_and(|links| links.iter().any(|link| chosen.contains(link)))
        }
        Edit::Remove { kind, id } => old.record(kind, *id).is_some_and(|record| {
            // What is about a chosen record alone goes with it.
            let values = (0..kind.fields.len()).map(|at| format!("{:?}", record.get(at)));
            let all = values.collect::<String>();
            chosen.iter().any(|id| all.contains(&id.to_string()))
        }),
        Edit::Insert(_) | Edit::SetUnknown { .. } => false,
    };
    let others = edits
        .iter()
        .filter(|edit| !is_of_chosen(edit))
        .map(Edit::subject);
    let others =
        others.filter(|(kind, id)| old.record(kind, *id).is_some() && !chosen.contains(id));
    others.map(|(kind, id)| (kind.name, id)).collect()
}

fn run(app: &mut App, command: &Command) -> usize {
    let event = Event::Point {
        target: Some(Target::Hint(command.id)),
        gesture: Gesture::Press,
    };
    app.handle(event).len()
}

/// Commands that are about more than one chosen record, by their beginnings, each with what it is about.
const WIDER: [(&str, &str); 14] = [
    ("capacity.", "the cell of the grid that the cursor is in"),
    ("app.undo", "what the last step changed"),
    ("app.redo", "what the step changed that was taken back"),
    ("carry.pin", "pins that lie between"),
    ("plan.fill", "the whole interval"),
    ("plan.lanes", "the whole interval, as a trial"),
    ("findings.silence", "the silence of the chosen finding"),
    ("session.", "the session that is read"),
    ("discussion.", "the session that is on, and its round"),
    ("reveal", "the round that is on"),
    ("voting.", "the round that is on"),
    ("handing.", "the round that is on"),
    ("ahead.", "the session that is on"),
    ("page.enter", "what the page lists"),
];

/// Where nothing is left to take away, nothing needs to be said.
const SILENT: [&str; 7] = [
    "board.clear",
    "plan.clear",
    "findings.clear",
    "lists.clear",
    "teams.clear",
    "setup.erase",
    "go.",
];

fn begins(id: &str, all: &[&str]) -> bool {
    all.iter().any(|beginning| id.starts_with(beginning))
}

/// How a command ends its name that moves a cursor: at an end there is nowhere to go.
const MOVES: [&str; 8] = [
    "up", "down", "top", "bottom", "previous", "next", "left", "right",
];

fn moves(id: &str) -> bool {
    id.split(['.', '-'])
        .next_back()
        .is_some_and(|word| MOVES.contains(&word))
}

#[test]
fn every_command_pressed_alone() {
    let starts: BTreeMap<&str, App> = ways().map(|way| (way, led(way))).collect();
    let mut open: BTreeMap<&str, Vec<(&str, bool)>> = BTreeMap::new();
    for (way, app) in &starts {
        let scopes = app.scopes();
        for command in commands::all().filter(|command| scopes.contains(&command.scope)) {
            let works = app.can(command).is_ok();
            open.entry(command.id).or_default().push((way, works));
        }
    }
    let (mut wrong, mut pressed, mut met_all) = (Vec::new(), 0, 0);
    let wider: Vec<&str> = WIDER.iter().map(|(id, _)| *id).collect();
    for command in commands::all() {
        let met = open.get(command.id).into_iter().flatten().copied();
        let (works, shut): (Vec<_>, Vec<_>) = met.partition(|(_, works)| *works);
        met_all += usize::from(!works.is_empty());
        for (way, works) in works.into_iter().take(2).chain(shut.into_iter().take(1)) {
            pressed += 1;
            let (before, mut app) = (&starts[way], led(way));
            let effects = run(&mut app, command);
            let says = app.desk.notice.is_some();
            let is_same = before.desk.workspace == app.desk.workspace;
            let place = format!("{} after “{way}”", command.id);
            if !works {
                if !says || !is_same {
                    wrong.push(format!(
                        "{place}: shut, and says nothing or changes something"
                    ));
                }
                continue;
            }
            let does = !is_same || says || effects > 0 || frame(before).0 != frame(&app).0;
            let moves = moves(command.id) || command.does == Does::Types;
            if !does && !moves && !begins(command.id, &SILENT) {
                wrong.push(format!("{place}: does nothing and says nothing"));
            }
            if !is_same && command.does == Does::Looks {
                wrong.push(format!(
                    "{place}: changes the workspace and is declared to look"
                ));
            }
            let others = touched(before, &app, &chosen(before));
            if !others.is_empty() && !begins(command.id, &wider) {
                wrong.push(format!("{place}: changes what is not chosen: {others:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all = commands::all().count();
    assert!(
        met_all * 3 > all * 2,
        "{met_all} of {all} work somewhere, {pressed} presses"
    );
}

/// What there is to press, of each sort the first and the last.
fn targets(hits: &Hits, area: Rect) -> Vec<Target> {
    let mut sorts: BTreeMap<u8, Vec<Target>> = BTreeMap::new();
    for position in area.positions() {
        let Some(target) = hits.at(position.x, position.y) else {
            continue;
        };
        let sort = match target {
            // Commands are pressed above.
            Target::Hint(_) => continue,
            Target::View(_) => 0,
            Target::Row(_) => 1,
            Target::Heading(_) => 2,
            Target::Point(_) => 3,
            Target::Finding(_) => 4,
            Target::Spot(_) => 5,
            Target::Record(..) => 6,
            Target::Line(_) => 7,
            Target::Region(_) => 8,
        };
        let known = sorts.entry(sort).or_default();
        if !known.contains(&target) {
            known.push(target);
        }
    }
    let some = |all: Vec<Target>| {
        let places = BTreeSet::from([0, all.len() - 1]);
        places
            .into_iter()
            .map(move |at| all[at])
            .collect::<Vec<_>>()
    };
    sorts.into_values().flat_map(some).collect()
}

#[test]
fn every_target_pressed() {
    let mut sorts = BTreeSet::new();
    for way in ways() {
        let start = led(way);
        let (_, hits) = frame(&start);
        let size = start.desk.around.size;
        for target in targets(&hits, Rect::new(0, 0, size.width, size.height)) {
            sorts.insert(
                format!("{target:?}")
                    .split(['(', '"'])
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            );
            let mut app = led(way);
            app.handle(Event::Point {
                target: Some(target),
                gesture: Gesture::Press,
            });
            assert!(
                app.desk.workspace == start.desk.workspace,
                "{target:?} after “{way}” changes the workspace"
            );
            // Where only few keys work, the pointer does no more.
            let is_shut = |name: &str| ["Carry", "Blank"].contains(&name);
            let is_shut = start.scopes().iter().any(|scope| is_shut(scope.0));
            let is_bare = start.desk.dialogs.is_empty() && app.desk.notice.is_none() && !is_shut;
            match target {
                Target::View(view) if is_bare => assert_eq!(app.desk.view, view, "after “{way}”"),
                Target::Row(id) | Target::Point(id) if is_bare => {
                    assert_eq!(
                        app.desk.backlog.selected(),
                        Some(id),
                        "{target:?} after “{way}”"
                    );
                }
                Target::Record(kind, id) if is_bare => {
                    let shown = chosen(&app);
                    assert!(
                        shown.contains(&id),
                        "{} {id} after “{way}”: {shown:?}",
                        kind.name
                    );
                }
                Target::View(_)
                | Target::Row(_)
                | Target::Heading(_)
                | Target::Hint(_)
                | Target::Point(_)
                | Target::Finding(_)
                | Target::Spot(_)
                | Target::Record(..)
                | Target::Line(_)
                | Target::Region(_) => {}
            }
            // Whatever was pressed, the screen is drawn and the keys go on.
            press(&mut app, "Esc");
            assert!(!words(&frame(&app).0).trim().is_empty());
        }
    }
    assert!(sorts.len() >= 8, "{sorts:?}");
}
