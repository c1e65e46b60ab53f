//! The board: the ranked backlog with one selected item, its detail, the gauges and a small grid.
//!
//! Owns the commands on items, which part has the focus, and what is carried. The rows, the cursor and the marks are
//! the desk's: [`crate::desk::backlog`].

pub mod against;
mod asks;
pub mod carry;
pub mod cells;
pub mod draw;
pub mod pin;
pub mod plain;
pub mod regions;
mod state;

use std::collections::BTreeSet;

use self::asks::{choose_lens, choose_sort, choose_view, save_view};
pub(crate) use self::asks::{edit_filter, new_item};
use self::regions::DETAIL;
pub use self::state::Board;
use self::state::half;
use crate::desk::can::has_selected;
use crate::desk::command::{Command, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Gesture, Key, Target};
use crate::desk::notice::{Notice, Tone, quoted};
use crate::desk::screen::frame;
use crate::desk::{Desk, against as version, tab, tip};
use crate::dialogs::lists::remove;
use crate::dialogs::{bulk, form, paste};
use crate::edit::Edit;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::{BOARD_CLEAR, ITEM_BULK};
use crate::model::record::{Declared, Kind, Record};
use crate::model::words::{ITEMS, worded};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::{View, ViewRow};
use ratatui::buffer::Buffer;

/// The board among the views.
pub const VIEW: ViewRow = ViewRow {
    tab: tab::BOARD,
    go: Command::to(
        tab::BOARD,
        "go.board",
        &["g b"],
        "board",
        &[],
        "Goes to the ranked backlog.",
    ),
    commands: &[
        COMMANDS,
        against::COMMANDS,
        cells::COMMANDS,
        carry::COMMANDS,
        pin::COMMANDS,
    ],
    kinds: || vec![Item::KIND],
    new: || Box::new(Board::default()),
    is_shown: |_| true,
};

impl View for Board {
    fn scopes(&self, desk: &Desk) -> Vec<Scope> {
        if self.carry.is_some() {
            vec![Scope("Carry")]
        } else if desk.backlog.column.is_some() {
            vec![Scope("Cells"), Scope("Board")]
        } else {
            vec![Scope("Board")]
        }
    }

    fn waits_for(&self, _: &Desk) -> Option<&'static str> {
        self.carry.as_ref().map(|_| carry::WORKS.said())
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        desk.backlog.selected()
    }

    fn show(&mut self, desk: &mut Desk, _: &'static Kind, id: Id) {
        self.is_in_detail = false;
        desk.select(id);
    }

    fn press(&mut self, desk: &mut Desk, target: Target, gesture: Gesture) -> Vec<Effect> {
        let is_double = gesture == Gesture::DoublePress;
        match target {
            Target::Row(id) if self.carry.is_some() => carry::drop_on(desk, self, id, is_double),
            _ if self.carry.is_some() => desk.hint(carry::WORKS.said()),
            Target::Row(id) | Target::Point(id) => {
                self.is_in_detail = false;
                desk.backlog.select(id);
                if is_double {
                    form::open(desk, Item::KIND, id);
                }
            }
            Target::Heading(key) => desk.sort_by(key),
            Target::Region(at) => self.is_in_detail = at == DETAIL,
            Target::View(_)
            | Target::Hint(_)
            | Target::Finding(_)
            | Target::Spot(_)
            | Target::Record(..)
            | Target::Line(_) => {}
        }
        Vec::new()
    }

    /// The size of the screen decides how many rows there are; what was carried was carried through an order
    /// that may be no more; another item is read from its top.
    fn refresh(&mut self, desk: &mut Desk) {
        let buckets = desk.derived.evaluation.balance.buckets.len();
        let regions = regions::board(desk.around.size, buckets, false);
        desk.backlog.set_page(regions.rows());
        if self.carry.is_some() && !desk.derived.is_trying() {
            self.carry = None;
            desk.settle();
        }
        let selected = desk.backlog.selected();
        if self.shown != selected {
            (self.shown, self.scroll) = (selected, 0);
        }
    }

    fn advice(&self, desk: &Desk) -> Option<String> {
        let hides = || {
            let shown = desk.filtered_out()?;
            Some(format!("{shown} · {BOARD_CLEAR} shows all"))
        };
        cells::on_hold(desk)
            .or_else(|| carry::advice(desk, self))
            .or_else(hides)
            .or_else(|| {
                let is_here = desk.view == tab::BOARD && frame(desk.around.size).body.y < 2;
                let [_, keys] = tip::KEYS;
                (is_here && desk.has_tip()).then(|| format!("{} · {keys}", desk.meaning(true)))
            })
    }

    fn paste(&mut self, desk: &mut Desk, text: &str) -> bool {
        self.carry.is_none() && (cells::paste(desk, text) || paste::items(desk, text))
    }

    fn plain(&self, desk: &Desk) -> String {
        plain::board(desk)
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        draw::draw(desk, self, look, buf, hits);
    }
}

/// The commands of the board.
pub const COMMANDS: &[Command] = commands! { [Board]
    Board open looks "Move" "board.down" ["Down", "j"] hint 1 if has_item,
        "move": "Selects the next item." => |desk, board, _| go(desk, board, 1);
    Board open looks "Move" "board.up" ["Up", "k"] if has_item,
        "move up": "Selects the item above." => |desk, board, _| go(desk, board, -1);
    Board open looks "Move" "board.page-down" ["PgDn", "Ctrl-d"] if has_item,
        "page down": "Goes a page down." => |desk, board, _| go(desk, board, half(desk));
    Board open looks "Move" "board.page-up" ["PgUp", "Ctrl-u"] if has_item,
        "page up": "Goes a page up." => |desk, board, _| go(desk, board, -half(desk));
    Board open looks "Move" "board.top" ["g g", "Home"] if has_item,
        "top": "Goes to the first item." => |desk, board, _| go(desk, board, isize::MIN / 2);
    Board open looks "Move" "board.bottom" ["G", "End"] if has_item,
        "bottom": "Goes to the last item." => |desk, board, _| go(desk, board, isize::MAX / 2);
    Board open looks "Move" "board.region" ["Tab", "Shift-Tab"] hint 9 if has_item,
        "detail": "Goes to the detail and gives it room, or back to the list." => |_, board, _| board.is_in_detail = !board.is_in_detail;
    Board open looks "Move" "board.fold" ["Left", "h"] hint 5 if has_parts,
        "parts" also ["fold", "unfold", "children", "stories"]: "Lists the parts of the item below it, or folds them." => |desk, _, _| desk.fold();
    Board open looks "Move" "board.fold-all" ["z"] if has_levels,
        "all parts" also ["fold all", "unfold all"]: "Lists the parts of every item, or folds them all." => |desk, _, _| desk.fold_all();
    Board open looks "Item" "item.edit" ["Enter", "F2"] hint 2 if has_item,
        "edit": "Opens the form of the selected item." => |desk, _, _| open(desk);
    Board open asks "Item" "item.new" ["n"] hint 3,
        "new" also ["request", "feature", "add"]: "Writes a new item: its title first, then its form." => |desk, _, chord| new_item(desk, chord);
    Board open changes "Item" "item.delete" ["d", "Delete"] hint 10 if has_item,
        "delete": "Deletes the selected items." => |desk, _, _| delete(desk);
    Board open changes "Item" "item.duplicate" ["c"] if has_item,
        "duplicate": "Adds a copy of the selected item." => |desk, _, _| duplicate(desk);
    Board open looks "Item" "item.mark" ["m", "Space"] hint 7 if has_item,
        "select": "Selects the item, or takes it out of the selection, and goes on." => |desk, _, _| mark(desk);
    Board open looks "Item" "item.mark-all" ["M"] if has_item,
        "select all": "Selects every listed item, or none." => |desk, _, _| mark_all(desk);
    Board open changes "Item" "item.bulk" ["E"] hint 8 if has_marks,
        "edit selected": "Sets one field on all selected items, with a preview." => |desk, _, _| { let ids = desk.backlog.marked.iter().copied().collect(); bulk::open(desk, Item::KIND, ids) };
    Board open looks "List" "board.filter" ["/", "Ctrl-f"] hint 4,
        "filter" also ["find", "search"]: "Filters as you type: words, field:value, field>3, unknown:size." => |desk, _, chord| edit_filter(desk, chord);
    Board open looks "List" "board.clear" ["Esc"],
        "clear": "Clears selection, filter, order and comparison, one at a time." => clear;
    Board open looks "List" "board.sort" ["s"] hint 11 if has_item,
        "sort": "Sorts the rows by a column; again turns them around." => |desk, _, chord| choose_sort(desk, chord);
    Board open looks "List" "board.lens" ["L"] hint 12,
        "lens" also ["method", "ranking", "rice", "wsjf", "moscow"]: "Ranks by another method." => |desk, _, chord| choose_lens(desk, chord);
    Board open looks "List" "board.views" ["v"],
        "saved views": "Opens a saved filter, order and ranking." => |desk, _, chord| choose_view(desk, chord);
    Board open changes "List" "board.save-view" ["V"],
        "save view": "Saves the filter, order and ranking under a name." => |desk, _, chord| save_view(desk, chord);
};

fn has_item(desk: &Desk, _: &Board) -> Result<(), String> {
    has_selected(desk)
}

fn has_parts(desk: &Desk, _: &Board) -> Result<(), String> {
    has_selected(desk)?;
    let tree = desk.workspace.tree();
    let id = desk.backlog.selected();
    if id.is_some_and(|id| !tree.parts(id).is_empty() || tree.parent(id).is_some()) {
        Ok(())
    } else {
        Err(worded(
            "it has no parts · {ITEM_EDIT} opens the form, where another item names its parent",
        )
        .to_owned())
    }
}

fn has_levels(desk: &Desk, _: &Board) -> Result<(), String> {
    if desk.workspace.tree().is_flat() {
        return Err(
            worded("no item is a part of another · the form of an item names its parent")
                .to_owned(),
        );
    }
    Ok(())
}

fn has_marks(desk: &Desk, _: &Board) -> Result<(), String> {
    if desk.backlog.marked.is_empty() {
        Err(worded("no item is selected · {ITEM_MARK} selects one").to_owned())
    } else {
        Ok(())
    }
}

fn go(desk: &mut Desk, board: &mut Board, by: isize) {
    if board.is_in_detail {
        let scroll = board.scroll.saturating_add_signed(by.clamp(-1000, 1000));
        board.scroll = scroll.min(1000);
    } else {
        desk.backlog.move_by(by);
    }
}

fn open(desk: &mut Desk) {
    if let Some(id) = desk.backlog.selected() {
        form::open(desk, Item::KIND, id);
    }
}

fn delete(desk: &mut Desk) {
    let targets = desk.targets();
    remove(desk, Item::KIND, &targets);
}

fn duplicate(desk: &mut Desk) {
    let Some(item) = desk.selected().cloned() else {
        return;
    };
    let id = desk.fresh(Item::KIND);
    let mut copy = item.clone();
    copy.key.clear();
    copy.pin = None;
    copy.pin_reason.clear();
    copy.title = format!("{} (copy)", item.title);
    if desk.commit(
        &format!("copied {}", quoted(&item.title)),
        vec![Edit::Insert(copy.with_id(id))],
    ) {
        desk.backlog.select(id);
    }
}

fn mark(desk: &mut Desk) {
    if let Some(id) = desk.backlog.selected() {
        if !desk.backlog.marked.remove(&id) {
            desk.backlog.marked.insert(id);
        }
        desk.backlog.move_by(1);
        say_marks(desk);
    }
}

fn mark_all(desk: &mut Desk) {
    let listed: BTreeSet<Id> = desk.backlog.items().collect();
    if listed.is_subset(&desk.backlog.marked) {
        desk.backlog.marked.clear();
    } else {
        desk.backlog.marked.extend(listed);
    }
    say_marks(desk);
}

fn say_marks(desk: &mut Desk) {
    desk.notice = Some(match desk.backlog.marked.len() {
        0 => Notice::hint("select none"),
        1 => Notice::hint(worded(
            "1 item selected · {ITEM_BULK} edits it, {BOARD_CLEAR} clears",
        )),
        count => Notice::hint(format!(
            "{count} {ITEMS} selected · {ITEM_BULK} edits them together, {BOARD_CLEAR} clears"
        )),
    });
}

fn clear(desk: &mut Desk, board: &mut Board, chord: Chord) {
    if chord == Chord::plain(Key::Esc)
        && (desk.notice.take()).is_some_and(|notice| notice.tone == Tone::Failed)
    {
        return;
    }
    if board.is_in_detail {
        board.is_in_detail = false;
    } else if desk.clear() {
        // Marks and filter went first.
    } else if desk.backlog.sort.take().is_some() {
        desk.settle();
        desk.hint("by rank again");
    } else {
        version::end(desk);
    }
}
