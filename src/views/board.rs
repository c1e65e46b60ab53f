//! The board: the ranked backlog with one selected item.
//!
//! Owns the commands on items; the rows on the screen, the cursor and the rest of its state are in `state`.

pub mod against;
pub mod carry;
pub mod cells;
pub mod draw;
pub mod pin;
pub mod rows;
mod state;

use std::collections::BTreeSet;

pub use self::state::{Board, Region};
use crate::desk::Desk;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Key};
use crate::desk::filter::Filter;
use crate::desk::notice::Notice;
use crate::desk::screen::Class;
use crate::dialogs::{bulk, form, picker, prompt};
use crate::edit::{Edit, removal};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Record};
pub use crate::views::board::rows::{Row, Sort, rows};

/// The commands of the board.
pub const COMMANDS: &[Command] = commands! {
    Board open looks "Move" "board.down" ["Down", "j"] hint 1 if has_items,
        "move": "Selects the next item." => |app, _| go(app, 1);
    Board open looks "Move" "board.up" ["Up", "k"] if has_items,
        "move up": "Selects the item above." => |app, _| go(app, -1);
    Board open looks "Move" "board.page-down" ["PgDn", "Ctrl-d"] if has_items,
        "page down": "Goes a page down." => |app, _| { let page = half(app); go(app, page) };
    Board open looks "Move" "board.page-up" ["PgUp", "Ctrl-u"] if has_items,
        "page up": "Goes a page up." => |app, _| { let page = half(app); go(app, -page) };
    Board open looks "Move" "board.top" ["g g", "Home"] if has_items,
        "top": "Goes to the first item." => |app, _| go(app, isize::MIN / 2);
    Board open looks "Move" "board.bottom" ["G", "End"] if has_items,
        "bottom": "Goes to the last item." => |app, _| go(app, isize::MAX / 2);
    Board open looks "Move" "board.region" ["Tab", "Shift-Tab"] hint 9 if has_regions,
        "region": "Goes to the next region: backlog or detail." => next_region;
    Board open looks "Item" "item.edit" ["Enter"] hint 2 if has_selected,
        "edit": "Opens the form of the selected item." => |app, _| { edit_selected(app); Vec::new() };
    Board open changes "Item" "item.new" ["n"] hint 3,
        "new": "Writes a new item: its title first, then its form." => new_item;
    Board open changes "Item" "item.delete" ["d", "Delete"] hint 10 if has_selected,
        "delete": "Deletes the selected or marked items." => delete;
    Board open changes "Item" "item.duplicate" ["c"] if has_selected,
        "duplicate": "Adds a copy of the selected item." => duplicate;
    Board open looks "Item" "item.mark" ["m", "Space"] hint 7 if has_selected,
        "mark": "Marks the item, or takes the mark away, and goes on." => mark;
    Board open looks "Item" "item.mark-all" ["M"] if has_items,
        "mark all": "Marks every listed item, or takes all marks away." => mark_all;
    Board open changes "Item" "item.bulk" ["E"] hint 8 if has_marks,
        "edit marked": "Sets one field on all marked items, with a preview." => |app, _| { bulk::open(app); Vec::new() };
    Board open looks "List" "board.filter" ["/"] hint 4,
        "filter": "Filters as you type: words, field:value, field>3, unknown:size." => edit_filter;
    Board open looks "List" "board.clear" ["Esc"],
        "clear": "Takes marks, filter, order and comparison away, one at a time." => clear;
    Board open looks "List" "board.sort" ["s"] hint 11 if has_items,
        "sort": "Sorts the rows by a column; again turns them around." => |app, _| { picker::open_sort(app); Vec::new() };
    Board open looks "List" "board.lens" ["L"] hint 12,
        "lens": "Ranks by another method." => |app, _| { picker::open_lens(app); Vec::new() };
    Board open looks "List" "board.views" ["v"],
        "saved views": "Opens a saved filter, order and lens." => |app, _| { picker::open_views(app); Vec::new() };
    Board open changes "List" "board.save-view" ["V"],
        "save view": "Saves the filter, order and lens under a name." => save_view;
};

/// Whether a row is selected.
pub fn has_selected(app: &Desk) -> Result<(), String> {
    app.board
        .selected()
        .map(|_| ())
        .ok_or_else(|| "no item is selected · n writes one".to_owned())
}

fn has_items(app: &Desk) -> Result<(), String> {
    has_selected(app)
}

fn has_marks(app: &Desk) -> Result<(), String> {
    if app.board.marked.is_empty() {
        Err("no item is marked · m marks one".to_owned())
    } else {
        Ok(())
    }
}

fn has_regions(app: &Desk) -> Result<(), String> {
    match Class::of(app.around.size) {
        Class::Wide | Class::Broad => Ok(()),
        Class::TooSmall | Class::Compact => {
            Err("the detail can be scrolled from 110 columns and 30 rows up".to_owned())
        }
    }
}

fn half(app: &Desk) -> isize {
    isize::try_from(app.page().saturating_sub(1).max(1)).unwrap_or(1)
}

fn go(app: &mut Desk, by: isize) -> Vec<Effect> {
    if app.board.region == Region::Detail && has_regions(app).is_ok() {
        app.board.scroll = app
            .board
            .scroll
            .saturating_add_signed(by.clamp(-1000, 1000))
            .min(1000);
    } else {
        let page = app.page();
        app.board.move_by(by, page);
    }
    Vec::new()
}

fn next_region(app: &mut Desk, _: Chord) -> Vec<Effect> {
    app.board.region = match app.board.region {
        Region::Backlog => Region::Detail,
        Region::Detail => Region::Backlog,
    };
    Vec::new()
}

/// Opens the form of the selected item.
pub fn edit_selected(app: &mut Desk) {
    if let Some(id) = app.board.selected() {
        form::open(app, Item::KIND, id);
    }
}

/// Asks for the title of a new item.
pub(crate) fn new_item(app: &mut Desk, _: Chord) -> Vec<Effect> {
    prompt::open(app, prompt::Purpose::NewItem, "");
    Vec::new()
}

/// Opens the filter with what is typed there.
pub(crate) fn edit_filter(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let text = app.board.filter.0.clone();
    prompt::open(app, prompt::Purpose::Filter, &text);
    Vec::new()
}

fn save_view(app: &mut Desk, _: Chord) -> Vec<Effect> {
    prompt::open(app, prompt::Purpose::ViewName, "");
    Vec::new()
}

fn delete(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let targets = app.targets();
    let mut edits: Vec<Edit> = Vec::new();
    let mut rest = app.workspace.clone();
    for id in &targets {
        // Each removal has to see what the ones before it took away.
        let removal = removal(&rest, Item::KIND, *id);
        if crate::edit::apply(&mut rest, removal.clone()).is_ok() {
            edits.extend(removal);
        }
    }
    let label = match (targets.as_slice(), app.selected()) {
        ([_], Some(item)) => format!("deleted {}", quoted(&item.title)),
        _ => format!("deleted {} items", targets.len()),
    };
    app.commit(&label, edits);
    Vec::new()
}

fn duplicate(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(item) = app.selected().cloned() else {
        return Vec::new();
    };
    let id = app.fresh(Item::KIND);
    let mut copy = item.clone();
    copy.key.clear();
    copy.pin = None;
    copy.pin_reason.clear();
    copy.title = format!("{} (copy)", item.title);
    if app.commit(
        &format!("copied {}", quoted(&item.title)),
        vec![Edit::Insert(copy.with_id(id))],
    ) {
        let page = app.page();
        app.board.select(id, page);
    }
    Vec::new()
}

fn mark(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(id) = app.board.selected() {
        if !app.board.marked.remove(&id) {
            app.board.marked.insert(id);
        }
        go(app, 1);
        say_marks(app);
    }
    Vec::new()
}

fn mark_all(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let listed: BTreeSet<Id> = app.board.rows.iter().filter_map(|row| row.item()).collect();
    if listed.is_subset(&app.board.marked) {
        app.board.marked.clear();
    } else {
        app.board.marked.extend(listed);
    }
    say_marks(app);
    Vec::new()
}

fn say_marks(app: &mut Desk) {
    let count = app.board.marked.len();
    app.notice = Some(match count {
        0 => Notice::hint("no marks"),
        1 => Notice::hint("1 item marked · E edits it, Esc clears"),
        _ => Notice::hint(format!(
            "{count} items marked · E edits them together, Esc clears"
        )),
    });
}

fn clear(app: &mut Desk, chord: Chord) -> Vec<Effect> {
    if chord == Chord::plain(Key::Esc)
        && app
            .notice
            .take()
            .is_some_and(|n| n.tone == crate::desk::notice::Tone::Failed)
    {
        return Vec::new();
    }
    if app.board.region == Region::Detail {
        app.board.region = Region::Backlog;
    } else if !app.board.marked.is_empty() {
        app.board.marked.clear();
        app.notice = Some(Notice::hint("marks cleared"));
    } else if !app.board.filter.0.is_empty() {
        set_filter(app, "");
        app.notice = Some(Notice::hint("filter cleared"));
    } else if app.board.sort.take().is_some() {
        app.settle();
        app.notice = Some(Notice::hint("by rank again"));
    } else {
        against::end(app);
    }
    Vec::new()
}

/// Filters the rows.
pub fn set_filter(app: &mut Desk, text: &str) {
    app.board.filter = (text.to_owned(), Filter::parse(text, &app.workspace));
    app.settle();
}

/// A title in quotes, shortened for a notice.
pub fn quoted(title: &str) -> String {
    let short: String = title.chars().take(40).collect();
    if short.len() < title.len() {
        format!("“{}…”", short.trim_end())
    } else {
        format!("“{title}”")
    }
}

/// Sorts by a column; the same column again turns the rows around, and a third time goes back to rank.
pub fn sort_by(app: &mut Desk, key: &str) {
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
