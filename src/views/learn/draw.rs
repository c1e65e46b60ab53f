//! Learning: actions, events, thanks and demos, and the chosen one in full.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::event::Target;
use crate::dialogs::draw::own;
use crate::model::event::{Action, Event, Recognition};
use crate::model::feedback::Feedback;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::record::{Declared, Kind};
use crate::model::session::Session;
use crate::scoring::due::Due;
use crate::scoring::room::minutes::minutes;
use crate::shell::App;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{
    Align, Cell, Column, Focus, Row, RowState, Rule, Table, Width, put, scroll_to,
};
use crate::views::learn::{Part, chosen, ids};
use crate::views::risk::draw::{day, person};

/// Draws the view.
pub fn draw(app: &App, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let regions = crate::views::risk::regions::learn(buf.area.as_size());
    for (part, area) in [
        (Part::Actions, regions.actions),
        (Part::Events, regions.events),
        (Part::Recognition, regions.recognition),
        (Part::Demos, regions.demos),
    ] {
        // Where there is room for one of them the one with the keys is shown, and the thanks otherwise.
        let takes_turns = regions.demos == regions.recognition;
        let other = match app.learn.part {
            Part::Demos => Part::Recognition,
            Part::Actions | Part::Events | Part::Recognition => Part::Demos,
        };
        if takes_turns && part == other {
            continue;
        }
        list(app, look, part, area, buf, hits);
    }
    detail(app, look, regions.detail, buf);
}

fn list(app: &App, look: &Look, part: Part, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    if area.is_empty() {
        return;
    }
    let ids = ids(app, part);
    let focus = if app.learn.part == part && app.overlays.is_empty() {
        Focus::Here
    } else {
        Focus::Elsewhere
    };
    let (title, kind): (_, &'static Kind) = match part {
        Part::Actions => ("Actions", Action::KIND),
        Part::Events => ("Events", Event::KIND),
        Part::Recognition => ("Recognition", Recognition::KIND),
        Part::Demos => ("Demos", Session::KIND),
    };
    let note = match part {
        Part::Actions => overdue(app, &ids),
        Part::Events | Part::Recognition | Part::Demos => ids.len().to_string(),
    };
    Rule {
        title,
        note: &note,
        focus,
    }
    .draw(look, area, buf);
    let below = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let Some(at) = chosen(app, part, &ids) else {
        let words = "None yet; n adds one.";
        put(buf, below, below.x + 1, below.y, words, look.muted());
        return;
    };
    let height = usize::from(below.height.saturating_sub(1));
    let first = scroll_to(at, 0, height, ids.len());
    let rows = ids.iter().zip(0..).skip(first).map(|(id, here)| {
        let state = match (here == at, focus) {
            (false, _) => RowState::Plain,
            (true, Focus::Here) => RowState::Selected,
            (true, Focus::Elsewhere) => RowState::Remembered,
        };
        Row::Cells(state, cells(app, look, part, *id))
    });
    let table = Table {
        columns: &columns(part),
        sorted: None,
    };
    for (row, place) in table.draw(look, below, buf, rows).rows {
        if let Some(id) = ids.get(first + row) {
            hits.add(place, Target::Record(kind, *id));
        }
    }
}

/// How many actions are open, and how many of them overdue.
fn overdue(app: &App, ids: &[Id]) -> String {
    let actions = || ids.iter().filter_map(|id| app.seen().get::<Action>(*id));
    let open = actions().filter(|action| action.done.is_none()).count();
    let overdue = actions().filter(|action| Due::of_action(action, app.derived.today).is_overdue());
    format!("{} overdue of {open} open", overdue.count())
}

fn columns(part: Part) -> Vec<Column<'static>> {
    let column = |title, width, from| Column {
        title,
        width,
        align: Align::Left,
        gap: 1,
        from,
    };
    match part {
        Part::Actions => vec![
            column("Due", Width::Fixed(26), 0),
            column("Who", Width::Fixed(12), 0),
            column("Action", Width::Fill(16), 0),
        ],
        Part::Events => vec![
            column("Date", Width::Fixed(11), 0),
            column("Kind", Width::Fixed(17), 0),
            column("Event", Width::Fill(16), 0),
            column("Open", Width::Fixed(4), 60),
        ],
        Part::Recognition => vec![
            column("Date", Width::Fixed(11), 0),
            column("Whom", Width::Fixed(12), 0),
            column("Overcame", Width::Fill(12), 0),
        ],
        Part::Demos => vec![
            column("Date", Width::Fixed(11), 0),
            column("Said", Width::Fixed(4), 0),
            column("Demo", Width::Fill(12), 0),
        ],
    }
}

fn cells<'a>(app: &'a App, look: &Look, part: Part, id: Id) -> Vec<Cell<'a>> {
    let words = |words: &'a str, style: Style| Cell::Text(words.into(), style);
    match part {
        Part::Actions => {
            let Some(action) = app.seen().get::<Action>(id) else {
                return Vec::new();
            };
            let due = Due::of_action(action, app.derived.today);
            let (mark, style) = match due {
                Due::Met => (look.symbols.done, look.muted()),
                Due::Overdue(_) => (look.symbols.over, look.over()),
                Due::In(_) | Due::Undated | Due::Unknown => (look.symbols.pip_empty, look.text()),
            };
            let plain = if due == Due::Met {
                look.muted()
            } else {
                look.text()
            };
            let when = match (action.done, action.due) {
                (Some(done), _) => format!("{mark} done {}", text::date(done)),
                (None, None) => format!("{mark} no day"),
                (None, Some(by)) => format!("{mark} {}, {}", text::date(by), due.words()),
            };
            vec![
                Cell::Text(when.trim_end_matches(", ").to_owned().into(), style),
                words(person(app, action.owner.0), look.muted()),
                words(&action.text, plain),
            ]
        }
        Part::Events => {
            let Some(event) = app.seen().get::<Event>(id) else {
                return Vec::new();
            };
            let kind = event.occasion.map_or("", |kind| kind.word().label);
            let open = open_of(app, id).count();
            let open = if open == 0 {
                String::new()
            } else {
                open.to_string()
            };
            vec![
                Cell::Text(date(event.date).into(), look.muted()),
                words(kind, look.muted()),
                words(&event.name, look.text()),
                Cell::Text(open.into(), look.text()),
            ]
        }
        Part::Recognition => {
            let Some(thanks) = app.seen().get::<Recognition>(id) else {
                return Vec::new();
            };
            vec![
                Cell::Text(date(thanks.date).into(), look.muted()),
                Cell::Text(people(app, &thanks.people.0).into(), look.text()),
                words(&thanks.text, look.text()),
            ]
        }
        Part::Demos => {
            let Some(demo) = app.seen().get::<Session>(id) else {
                return Vec::new();
            };
            let said = minutes(app.seen(), demo).feedback.len();
            let style = if demo.over { look.muted() } else { look.text() };
            vec![
                Cell::Text(date(demo.date).into(), look.muted()),
                Cell::Text(said.to_string().into(), look.text()),
                words(&demo.name, style),
            ]
        }
    }
}

/// The actions of an event that are not done.
fn open_of(app: &App, event: Id) -> impl Iterator<Item = &Action> {
    let actions = app.seen().all::<Action>();
    actions.filter(move |action| action.event.0 == Some(event) && action.done.is_none())
}

fn date(date: Option<chrono::NaiveDate>) -> String {
    date.map_or_else(|| "no day".to_owned(), text::long_date)
}

/// The names of people, with commas.
pub(crate) fn people(app: &crate::desk::Desk, ids: &[Id]) -> String {
    let names = ids.iter().map(|id| person(app, Some(*id)));
    names.collect::<Vec<_>>().join(", ")
}

/// The chosen record of the list that has the keys, in full.
fn detail(app: &App, look: &Look, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let part = app.learn.part;
    let ids = ids(app, part);
    let id = chosen(app, part, &ids).and_then(|at| ids.get(at).copied());
    let (title, lines) = match (part, id) {
        (_, None) => ("Chosen", Vec::new()),
        (Part::Actions, Some(id)) => ("Action", action(app, id)),
        (Part::Events, Some(id)) => ("Event", event(app, id)),
        (Part::Recognition, Some(id)) => ("Recognition", thanks(app, id)),
        (Part::Demos, Some(id)) => ("Demo", demo(app, id)),
    };
    in_full(look, title, &lines, area, buf);
}

/// A record in full: its name as people wrote it, then what the program says of it.
pub(crate) fn in_full(look: &Look, title: &str, lines: &[String], area: Rect, buf: &mut Buffer) {
    Rule {
        title,
        note: "",
        focus: Focus::Elsewhere,
    }
    .draw(look, area, buf);
    let body = Rule::below(area);
    let mut y = body.y;
    for (at, line) in lines.iter().enumerate() {
        let (line, style) = if at == 0 {
            (line.into(), look.strong())
        } else {
            (own(look, line), look.text())
        };
        for line in text::wrap(&line, body.width.into(), body.height.into()) {
            put(buf, body, body.x, y, &line, style);
            y = y.saturating_add(1);
        }
    }
}

fn action(app: &App, id: Id) -> Vec<String> {
    let Some(action) = app.seen().get::<Action>(id) else {
        return Vec::new();
    };
    let due = day(action.due, Due::of_action(action, app.derived.today));
    let event = action.event.0.and_then(|id| app.seen().get::<Event>(id));
    let parts = [
        person(app, action.owner.0).to_owned(),
        due,
        event.map_or_else(String::new, |event| format!("from {}", event.name)),
    ];
    vec![action.text.clone(), joined(&parts)]
}

fn event(app: &App, id: Id) -> Vec<String> {
    let Some(event) = app.seen().get::<Event>(id) else {
        return Vec::new();
    };
    let increment = event.increment.0.and_then(|id| app.seen().get(id));
    let parts = [
        event
            .occasion
            .map_or("", |kind| kind.word().label)
            .to_owned(),
        date(event.date),
        increment.map_or_else(String::new, |one: &Increment| one.name.clone()),
    ];
    let mut lines = vec![event.name.clone(), joined(&parts), event.note.to_string()];
    lines.extend(open_of(app, id).map(|action| {
        let who = person(app, action.owner.0);
        format!("· {} ({who})", action.text)
    }));
    lines
}

fn thanks(app: &App, id: Id) -> Vec<String> {
    let Some(thanks) = app.seen().get::<Recognition>(id) else {
        return Vec::new();
    };
    let by = match person(app, thanks.by.0) {
        "" => String::new(),
        name => format!("thanks from {name}"),
    };
    let parts = [people(app, &thanks.people.0), by, date(thanks.date)];
    vec![thanks.text.clone(), joined(&parts)]
}

fn demo(app: &App, id: Id) -> Vec<String> {
    let Some(session) = app.seen().get::<Session>(id) else {
        return Vec::new();
    };
    let found = minutes(app.seen(), session);
    let parts = [
        date(session.date),
        text::count(found.items.len(), "item", "items"),
        if session.over { "over" } else { "still open" }.to_owned(),
    ];
    let mut lines = vec![session.name.clone(), joined(&parts)];
    if found.feedback.is_empty() {
        lines.push("Nothing was said yet; c opens the questions.".to_owned());
    }
    lines.extend(
        found
            .feedback
            .into_iter()
            .map(|said| format!("· {}", told(app, said))),
    );
    lines
}

/// An answer of a demo: what it tells, what was said, and by whom where that may be seen.
pub(crate) fn told(app: &App, said: &Feedback) -> String {
    let signal = said
        .signal
        .map_or("no signal", |signal| signal.word().label);
    let session = said.session.0.and_then(|id| app.seen().get::<Session>(id));
    let is_nameless = session.is_some_and(|session| session.nameless);
    match person(app, said.person.0) {
        name if !name.is_empty() && !is_nameless => {
            format!("{signal}: {} ({name})", said.said.trim())
        }
        _ => format!("{signal}: {}", said.said.trim()),
    }
}

fn joined(parts: &[String]) -> String {
    let said = parts.iter().filter(|part| !part.is_empty());
    said.cloned().collect::<Vec<_>>().join(" · ")
}
