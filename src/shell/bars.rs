//! The lines around every view: top bar, notice and footer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::against;
use crate::desk::changes::many;
use crate::desk::command::{self, LISTS, ROWS};
use crate::desk::event::Target;
use crate::desk::file::Claim;
use crate::desk::notice::{Notice, Tone};
use crate::desk::side::Side;
use crate::desk::tab::Tab;
use crate::dialogs::draw;
use crate::dialogs::whatif;
use crate::model::field::Choice;
use crate::model::product::Product;
use crate::model::settings::Settings;
use crate::model::words::worded;
use crate::shell::App;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Hint, Hints, put};

/// Draws the top bar: what this is, the views, the state of the file and the lens.
pub fn top(app: &App, look: &Look, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    buf.set_style(area, look.surface());
    // A room need not see how the file is, but that work is at risk is never hidden.
    let claim = app.desk.file.claim(app.desk.history.settled());
    let is_at_risk = matches!(claim, Claim::NotSaved { .. });
    let state = if app.desk.presenting.is_some() && !is_at_risk {
        (String::new(), look.muted())
    } else if app.desk.presenting.is_none() && app.desk.history.follows() {
        ("follows".to_owned(), look.muted())
    } else {
        state(app, look, area.width)
    };
    let boards = match app.desk.file.boards {
        _ if app.desk.presenting.is_some() => String::new(),
        0 | 1 => String::new(),
        count => format!("{count} boards  "),
    };
    let lens = app.desk.derived.evaluation.lens.word().label;
    let lens = match app.desk.preferences.side {
        Side::Both => lens.to_owned(),
        side @ (Side::Strategy | Side::Delivery) => format!("{} {lens}", side.word().name),
    };
    let sign = sign(app, area.width);
    let gap = if sign.is_empty() { "" } else { "  " };
    let right = format!("{sign}{gap}{boards}{}  {lens} ", state.0);
    let right_width = columns(&right);
    // Where it is narrow the views need the room.
    let mut x = if area.width < BRANDED {
        area.x + 1
    } else {
        put(buf, area, area.x + 1, area.y, "evenkeel", look.strong()) + 2
    };
    let name = name(app, look);
    let room = area.right().saturating_sub(x + right_width);
    let room_of_views = room.saturating_sub(columns(&name).min(LEAST_NAME) + 2);
    // Where not all views fit side by side with a wide gap, they do so with a narrow one.
    let wide = if area.width < ROOMY { 2 } else { 3 };
    let all = |gap: u16| app.tabs().map(|view| tab(view, gap)).sum::<u16>();
    let between = if all(wide) <= room_of_views { wide } else { 2 };
    let (views, more) = shown_views(app, between, room_of_views);
    let more_width = columns(&more) + if more.is_empty() { 0 } else { between };
    let taken = views.iter().map(|view| tab(*view, between)).sum::<u16>() + more_width + 1;
    let free = room.saturating_sub(taken);
    let shown = text::fit(
        &name,
        usize::from(free.saturating_sub(2)),
        look.symbols.more,
    );
    put(buf, area, x, area.y, &shown, look.muted());
    // Views stand in the middle where there is room, so that they do not move with the name's length.
    x = (x + free).min((area.width / 3).max(x + columns(&shown) + 2));
    for view in views {
        let is_current = view == app.desk.view;
        if is_current {
            put(buf, area, x, area.y, look.symbols.current, look.focus());
        }
        let style = if is_current {
            look.current()
        } else {
            look.muted()
        };
        let from = x + 1;
        let to = put(buf, area, from, area.y, view.0, style);
        hits.add(
            Rect {
                x,
                width: to.saturating_sub(x),
                ..area
            },
            Target::View(view),
        );
        x = to + between - 1;
    }
    put(buf, area, x + 1, area.y, &more, look.muted());
    let start = area.right().saturating_sub(right_width);
    let start = put(buf, area, start, area.y, &sign, look.chosen()) + columns(gap);
    let start = put(buf, area, start, area.y, &boards, look.muted());
    let after = put(buf, area, start, area.y, &state.0, state.1);
    put(buf, area, after + 2, area.y, &lens, look.text());
}

/// The least a long name of the workspace keeps of the top bar, in columns.
const LEAST_NAME: u16 = 12;

/// From this width on there is room for the name of the program.
const BRANDED: u16 = 130;

/// From this width on there is room for more than the views.
const ROOMY: u16 = 110;

/// The columns a view takes in the top bar: its name and the gap, of which a cell is for its mark.
fn tab(view: Tab, gap: u16) -> u16 {
    columns(view.0) + gap
}

/// The views that fit beside each other, in their order, and how to get to the others, where there are any; the present
/// one takes the last place where it would not be among them.
fn shown_views(app: &App, gap: u16, room: u16) -> (Vec<Tab>, String) {
    let all: Vec<Tab> = app.tabs().collect();
    let width = |views: &[Tab]| views.iter().map(|view| tab(*view, gap)).sum::<u16>();
    if width(&all) <= room {
        return (all, String::new());
    }
    let key = app.desk.keys.taught("go.board").unwrap_or_default();
    let more = format!("{} more", key.split(' ').next().unwrap_or_default());
    let room = room.saturating_sub(columns(&more) + gap);
    let current = app.desk.view;
    let mut views = all;
    while views.len() > 1 && width(&views) > room {
        // The last one goes that is not on the screen.
        let last = views.iter().rposition(|view| *view != current);
        views.remove(last.unwrap_or_default());
    }
    (views, more)
}

/// What is on beside the board itself; its moment where the bar has room.
fn sign(app: &App, width: u16) -> String {
    match &app.desk.against {
        _ if app.desk.presenting.is_some() && app.desk.trial.is_some() => {
            " TRYING OUT PRESENTING ".to_owned()
        }
        _ if app.desk.presenting.as_ref().is_some_and(|on| !on.stays) && width >= ROOMY => {
            worded(" PRESENTING, {APP_PRESENT} ends it ").to_owned()
        }
        _ if app.desk.presenting.is_some() => " PRESENTING ".to_owned(),
        _ if app.desk.trial.is_some() => " TRYING OUT ".to_owned(),
        Some(against) if width >= ROOMY => format!(" AGAINST {} ", against.label),
        Some(_) => " AGAINST ".to_owned(),
        None => String::new(),
    }
}

fn name(app: &App, look: &Look) -> String {
    let settings = app.desk.seen().the::<Settings>();
    let product = &app.desk.seen().the::<Product>().name;
    let title = if settings.title.is_empty() {
        product
    } else {
        &settings.title
    };
    let coming = app.desk.derived.evaluation.coming(app.desk.seen());
    match coming {
        Some(coming) if !title.is_empty() => {
            format!("{title} {} {}", look.symbols.separator, coming.name)
        }
        Some(coming) => coming.name.clone(),
        None if title.is_empty() && app.desk.presenting.is_some() => String::new(),
        None if title.is_empty() => app.desk.file.name(),
        None => title.clone(),
    }
}

/// What is true of the file, in words and style.
fn state(app: &App, look: &Look, width: u16) -> (String, ratatui::style::Style) {
    let kept = |kept: bool| {
        if kept {
            format!(" {} backed up", look.symbols.separator)
        } else {
            String::new()
        }
    };
    let symbols = look.symbols;
    match app.desk.file.claim(app.desk.history.settled()) {
        Claim::Nowhere { kept: is } => {
            let words = if width < ROOMY {
                "no file"
            } else {
                "not in a file"
            };
            (format!("{words}{}", kept(is)), look.muted())
        }
        Claim::Unfinished => match app.desk.conflicts().count() {
            0 => ("unsaved merge".to_owned(), look.over()),
            open => (format!("{} to review", many(open, "conflict")), look.over()),
        },
        Claim::Saved => (format!("{} saved", symbols.done), look.muted()),
        Claim::Unsaved { kept: is } => {
            let count = app.desk.history.steps_since(app.desk.file.saved);
            let count = count.map_or_else(String::new, |count| format!("{count} "));
            let words = format!("{count}unsaved{}", kept(is));
            (words, look.over())
        }
        Claim::NotSaved { kept: is } => {
            let words = format!("{} NOT SAVED{}", symbols.error, kept(is));
            (words, look.alarm())
        }
    }
}

/// Draws what just happened.
pub fn notice(app: &App, look: &Look, area: Rect, buf: &mut Buffer, _: &mut Hits) {
    let advice = || {
        let advice = app.on_screen().and_then(|view| view.advice(&app.desk));
        let advice = advice
            .or_else(|| {
                app.views
                    .iter()
                    .find_map(|(_, view)| view.advice(&app.desk))
            })
            .or_else(|| whatif::advice(&app.desk))
            .or_else(|| against::advice(&app.desk));
        advice.map(Notice::hint)
    };
    // What the tour waits for stands there until it is done; what failed is said first.
    let shown = app.desk.shown_notice();
    let tour = app.desk.tour_says().map(Notice::hint);
    let tour = tour.filter(|_| {
        let failed = shown
            .as_ref()
            .is_some_and(|notice| notice.tone == Tone::Failed);
        !failed
    });
    let Some(notice) = tour.or(shown).or_else(advice) else {
        return;
    };
    let (mark, style) = match notice.tone {
        Tone::Done => (look.symbols.done, look.steady()),
        // What is only to be known carries no mark.
        Tone::Hint => ("", look.muted()),
        Tone::Failed => (look.symbols.error, look.alarm()),
    };
    let mut x = area.x + 1;
    if !mark.is_empty() {
        x = put(buf, area, x, area.y, mark, style) + 1;
    }
    let room = usize::from(area.right().saturating_sub(x + 1));
    put(
        buf,
        area,
        x,
        area.y,
        &text::fit(
            &draw::own(look, &app.desk.said(&notice.text)),
            room,
            look.symbols.more,
        ),
        style,
    );
}

/// Draws the keys that work now, the most useful first; from the command table and nothing else.
pub fn footer(app: &App, look: &Look, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    if app.desk.dialogs.last().is_some_and(|top| top.is_framed()) {
        // The frame on top says its own keys.
        return;
    }
    let scopes = app.scopes();
    let mut useful: Vec<&'static command::Command> = app
        .desk
        .keys
        .commands()
        .filter(|c| {
            c.hint > 0
                && c.hint < 255
                && scopes.contains(&c.scope)
                && app.can(c).is_ok()
                && app.desk.keys.free(c, &scopes).is_some()
        })
        .collect();
    // The nearest scope first, then by use; what all lists do stands beside what the view does.
    let nearness = |c: &command::Command| {
        let place = scopes.iter().position(|scope| *scope == c.scope);
        place.filter(|_| ![LISTS, ROWS].contains(&c.scope))
    };
    useful.sort_by_key(|c| (nearness(c).unwrap_or_default(), c.hint));
    let keys: Vec<String> = useful.iter().map(|c| keys_of(app, c)).collect();
    let shown: Vec<Hint<'_>> = useful
        .iter()
        .zip(&keys)
        .map(|(c, key)| Hint {
            key,
            verb: c.name.said(),
        })
        .collect();
    let help = app
        .desk
        .keys
        .command("app.help")
        .filter(|c| scopes.contains(&c.scope));
    let help_key = help
        .and_then(|c| app.desk.keys.free(c, &scopes))
        .unwrap_or_default();
    let last = help.map(|c| Hint {
        key: &help_key,
        verb: c.name.said(),
    });
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    for (at, place) in (Hints {
        hints: &shown,
        last,
    })
    .draw(look, inner, buf)
    {
        if let Some(command) = useful.get(at).copied().or(help) {
            hits.add(place, Target::Hint(command.id));
        }
    }
}

/// The key to teach for a command; related commands share a hint.
fn keys_of(app: &App, command: &command::Command) -> String {
    let scopes = app.scopes();
    let first = |id: &str| {
        app.desk
            .keys
            .command(id)
            .and_then(|c| app.desk.keys.free(c, &scopes))
            .unwrap_or_default()
    };
    let all: &[&str] = match command.id {
        "board.down" => &["board.up", "board.down"],
        "cells.up" => &["cells.up", "cells.down"],
        "pin.up" => &["pin.down", "pin.up"],
        "carry.down" => &["carry.up", "carry.down"],
        "setup.down" => &["setup.up", "setup.down"],
        "setup.right" => &["setup.left", "setup.right"],
        "plan.later" => &["plan.earlier", "plan.later"],
        "ahead.down" => &["ahead.up", "ahead.down"],
        "discussion.right" => &["discussion.left", "discussion.right"],
        "grid.right" => &["grid.left", "grid.right", "grid.up", "grid.down"],
        "grid.larger" => &["grid.smaller", "grid.larger", "grid.higher", "grid.lower"],
        id => &[id],
    };
    let digits = app.desk.keys.of(command);
    if (0..=9).all(|digit: u8| digits.contains(&digit.to_string())) {
        return "0-9".to_owned();
    }
    if (0..=9).all(|digit: u8| digits.contains(&format!("p {digit}"))) {
        return "p 0-9".to_owned();
    }
    let keys: Vec<String> = all.iter().map(|id| first(id)).collect();
    match keys.join(" ").as_str() {
        "Left Right Up Down" => "arrows".to_owned(),
        "Shift-Left Shift-Right Shift-Up Shift-Down" => "Shift-arrows".to_owned(),
        keys => keys.to_owned(),
    }
}

fn columns(words: &str) -> u16 {
    u16::try_from(text::width(words)).unwrap_or(u16::MAX)
}
