//! What the keys of every list of records do.
//!
//! Owns opening, adding, deleting, marking, filtering, sorting and copying, for whichever view or dialog
//! has lists. What a list holds is a [`Listing`](crate::desk::listing::Listing).

use std::path::PathBuf;

use crate::desk::command::{Can, Command, commands};
use crate::desk::effect::Effect;
use crate::desk::filter::complete;
use crate::desk::listing::{Lists, csv, markdown};
use crate::desk::notice::quoted;
use crate::desk::{Desk, GoTo};
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::prompt::{Prompt, Remark};
use crate::dialogs::{bulk, form, page};
use crate::edit::{Edit, removal};
use crate::model::field::{FieldValue, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::{LIST_CHOOSE, LISTS_CLEAR, LISTS_DELETE, LISTS_NEXT, LISTS_SET};
use crate::model::record::{Declared, Kind};
use crate::model::words::worded;

/// The filter language in one line.
const LANGUAGE: &str = "a word · field:value · unknown:field · -term turns it around";

/// The commands of lists.
pub const COMMANDS: &[Command] = commands! { lists
    Lists open looks "Move" "lists.next" ["Tab"] hint 2 if has_others,
        "next list": "Goes to the next list of the view." => |_, lists, _| lists.turn(1);
    Lists open looks "Move" "lists.previous" ["Shift-Tab"] if has_others,
        "list before": "Goes to the list before." => |_, lists, _| lists.turn(lists.all().len().saturating_sub(1));
    Lists open looks "Record" "lists.edit" ["Enter", "F2"] hint 3 if has_rows,
        "edit": "Opens the form of the chosen one." => |desk, lists, _| edit(desk, lists);
    Lists open looks "Record" "lists.item" ["b"] hint 6 if has_item,
        "on board": "Goes to its item on the board." => |desk, lists, _| to_item(desk, lists);
    Lists open changes "Record" "lists.new" ["n"] hint 4 if can_add,
        "new": "Writes a new one, as in the list." => |desk, lists, _| add(desk, lists);
    Lists open changes "Record" "lists.file" ["F"] if can_add,
        "file" also ["import", "csv"]: "Reads a file of rows into the list: CSV, its first line with the names of columns." => |desk, _, _| ask_file(desk);
    Lists open changes "Record" "lists.toggle" ["x"] hint 5 if can_toggle,
        "done": "Marks the chosen one done or held today; again takes it back." => |desk, lists, _| toggle(desk, lists);
    Lists open changes "Record" "lists.delete" ["d", "Delete"] hint 9 if can_delete,
        "delete": "Deletes the chosen or selected ones and clears what points to them; asks when there are several." => |desk, lists, _| delete(desk, lists);
    Lists open changes "Record" "lists.set" ["E"] if can_delete,
        "edit selected": "Sets one field on the selected ones, or on the chosen one, with a preview." => |desk, lists, _| set(desk, lists);
    Lists open looks "Record" "lists.mark" ["m", "Space"] if is_own,
        "select": "Selects the chosen one, or takes it out of the selection, and goes on." => |desk, lists, _| mark(desk, lists);
    Lists open looks "Record" "lists.mark-all" ["M"] if has_rows,
        "select all": "Selects every listed one, or none." => |desk, lists, _| { lists.mark_all(desk); say_marks(desk, lists); Vec::new() };
    Lists open looks "List" "lists.filter" ["/", "Ctrl-f"] hint 7,
        "filter": "Lists what has these words in it, or field:value." => |desk, lists, _| filter(desk, lists);
    Lists open looks "List" "lists.sort" ["s"] hint 8 if has_rows,
        "sort": "Sorts by a column; again turns it around, and once more takes it away." => |desk, lists, _| sort(desk, lists);
    Lists open looks "List" "lists.clear" ["Esc"],
        "clear": "Clears selection, filter and order, one at a time." => |desk, lists, _| { clear(desk, lists); };
    Lists open looks "List" "lists.csv" ["Y c"] if has_rows,
        "copy CSV": "Puts the list on the clipboard as CSV, for a spreadsheet." => |desk, lists, _| { let text = csv(desk, lists, lists.at()); desk.copy(text) };
    Lists open looks "List" "lists.markdown" ["Y m"] if has_rows,
        "copy Markdown": "Puts the list on the clipboard as a Markdown table." => |desk, lists, _| { let text = markdown(desk, lists, lists.at()); desk.copy(text) };
};

fn has_rows(desk: &Desk, lists: &Lists) -> Can {
    lists.has_rows(desk)
}

fn has_others(_: &Desk, lists: &Lists) -> Can {
    if lists.all().len() > 1 {
        Ok(())
    } else {
        Err("this is the only list here".to_owned())
    }
}

fn has_item(desk: &Desk, lists: &Lists) -> Can {
    has_rows(desk, lists)?;
    lists
        .item(desk)
        .map(|_| ())
        .ok_or_else(|| worded("it is about no single item").to_owned())
}

fn can_add(_: &Desk, lists: &Lists) -> Can {
    match lists.here() {
        Some(listing) if listing.kind.single => {
            Err("a workspace has exactly one of these".to_owned())
        }
        _ => Ok(()),
    }
}

fn can_delete(desk: &Desk, lists: &Lists) -> Can {
    has_rows(desk, lists)?;
    if lists.marked(desk).is_empty() {
        is_own(desk, lists)?;
    }
    can_add(desk, lists)
}

/// Whether the chosen row is a record of the list itself: of a tree only those are selected, set and deleted.
fn is_own(desk: &Desk, lists: &Lists) -> Can {
    has_rows(desk, lists)?;
    match lists.here() {
        Some(listing) if !lists.has_own(desk) => {
            let own = listing.kind.name();
            Err(format!(
                "choose a {own} first · {LIST_CHOOSE} opens what is chosen"
            ))
        }
        _ => Ok(()),
    }
}

fn can_toggle(desk: &Desk, lists: &Lists) -> Can {
    let listing = lists.here().filter(|listing| listing.toggle.is_some());
    if listing.is_none() {
        let other = lists.all().iter().find(|listing| listing.toggle.is_some());
        return Err(match other {
            Some(other) => format!(
                "{LISTS_NEXT} goes to the {} first",
                other.title.to_lowercase()
            ),
            None => "there is nothing to tick off here".to_owned(),
        });
    }
    if desk.derived.today.is_none() {
        return Err(
            worded("today is not known · {LISTS_EDIT} opens the form with its day").to_owned(),
        );
    }
    has_rows(desk, lists)
}

fn edit(desk: &mut Desk, lists: &Lists) {
    if let Some((kind, id)) = lists.chosen(desk) {
        form::open(desk, kind, id);
    }
}

fn to_item(desk: &mut Desk, lists: &Lists) {
    match lists.item(desk) {
        Some(id) if desk.workspace.get::<Item>(id).is_some() => {
            desk.go(GoTo::Record(Item::KIND, id));
        }
        _ => desk.hint(worded("that item has been deleted meanwhile")),
    }
}

fn add(desk: &mut Desk, lists: &mut Lists) {
    let start = lists.here().and_then(|listing| listing.start);
    match start.map(|start| start(desk)) {
        Some(Ok(())) => {}
        Some(Err(why)) => desk.hint(why),
        None => write(desk, lists, lists.at()),
    }
}

/// Writes a new record of another list of the view, in the light of the chosen one.
pub fn add_to(desk: &mut Desk, lists: &mut Lists, kind: &'static Kind) {
    let mut all = lists.all().iter();
    if let Some(at) = all.position(|listing| listing.kind == kind) {
        write(desk, lists, at);
    }
}

/// Asks which file of rows is read into the list.
fn ask_file(desk: &mut Desk) {
    let read = |_: &mut Desk, typed: String| match typed.trim() {
        "" => Vec::new(),
        path => vec![Effect::ReadRows(PathBuf::from(path))],
    };
    let what = "a file of rows, such as feedback.csv";
    Prompt::new("Read rows", what, read).open(desk);
}

/// Opens the form of a new record of a list, which begins in the light of the chosen one.
fn write(desk: &mut Desk, lists: &mut Lists, at: usize) {
    let Some(listing) = lists.all().get(at).copied() else {
        return;
    };
    let id = desk.fresh(listing.kind);
    let mut record = (listing.kind.blank)(id);
    let chosen = lists.chosen(desk);
    (listing.begin)(desk, record.as_mut(), chosen);
    form::go_on(desk, record.as_mut(), chosen);
    lists.go_to(at);
    lists.choose(id);
    form::open_new(desk, record.as_ref());
}

fn toggle(desk: &mut Desk, lists: &mut Lists) {
    let toggle = lists.here().and_then(|listing| listing.toggle);
    let (Some(toggle), Some((kind, id))) = (toggle, lists.chosen(desk)) else {
        return;
    };
    let (Some(field), Some(record)) = (kind.field(toggle.field), desk.workspace.record(kind, id))
    else {
        return;
    };
    let (word, title) = (toggle.word, quoted(&desk.workspace.title(record)));
    let (value, label) = if record.get(field) == Value::Blank {
        (desk.derived.today.to_value(), format!("{word}: {title}"))
    } else {
        (Value::Blank, format!("not {word} yet: {title}"))
    };
    let edit = Edit::Set {
        kind,
        id,
        field,
        value,
    };
    if desk.commit(&label, vec![edit]) {
        lists.choose(id);
    }
}

fn delete(desk: &mut Desk, lists: &mut Lists) {
    lists.hold(desk);
    let targets = lists.targets(desk);
    if let Some(listing) = lists.here() {
        remove(desk, listing.kind, &targets);
    }
}

fn set(desk: &mut Desk, lists: &Lists) {
    let targets = lists.targets(desk);
    if let Some(listing) = lists.here() {
        bulk::open(desk, listing.kind, targets);
    }
}

/// Deletes records and clears what points to them, as one step; several only after a question.
pub fn remove(desk: &mut Desk, kind: &'static Kind, ids: &[Id]) {
    let mut rest = desk.workspace.clone();
    let mut edits: Vec<Edit> = Vec::new();
    let mut titles = Vec::new();
    for id in ids {
        let title = rest.record(kind, *id).map(|one| rest.title(one));
        titles.extend(title.map(|title| quoted(&title)));
        // Each removal has to see what the ones before it took away.
        let removal = removal(&rest, kind, *id);
        if crate::edit::apply(&mut rest, removal.clone()).is_ok() {
            edits.extend(removal);
        }
    }
    if let [title] = titles.as_slice() {
        desk.commit(&format!("deleted {} {title}", kind.name()), edits);
        return;
    }
    let label = kind.counted(titles.len());
    page::ask_delete(desk, &label, titles, edits);
}

fn mark(desk: &mut Desk, lists: &mut Lists) {
    if let Some((_, id)) = lists.chosen(desk) {
        lists.mark(id);
        lists.step(desk, 1);
        say_marks(desk, lists);
    }
}

fn say_marks(desk: &mut Desk, lists: &Lists) {
    desk.hint(match lists.marked(desk).len() {
        0 => "select none".to_owned(),
        marked => format!("{marked} selected · {LISTS_SET} edits and {LISTS_DELETE} deletes them, {LISTS_CLEAR} clears"),
    });
}

fn filter(desk: &mut Desk, lists: &Lists) {
    let text = lists.filter_text(lists.at()).to_owned();
    let prompt = Prompt::new("Filter", "type to filter", |_, _| ());
    prompt.with(&text).following(follow).open(desk);
}

/// Applies the filter at once, says what it did not understand, and offers names and values.
fn follow(desk: &mut Desk, text: &str) -> Remark {
    let text = text.to_owned();
    desk.with_lists(move |desk, lists| {
        let kind = lists.here().map(|listing| listing.kind);
        let offers = kind.map(|kind| complete(kind, &text, desk.seen()));
        let remark = Remark {
            complaint: lists.filter(desk, &text),
            offers: offers.unwrap_or_default(),
            help: Some(LANGUAGE),
            ..Remark::default()
        };
        if let Some(prompt) = desk.top_mut::<Prompt>() {
            prompt.remark = remark;
        }
        Vec::new()
    });
    Remark::default()
}

fn sort(desk: &mut Desk, lists: &Lists) -> Vec<Effect> {
    let columns = lists.headings(lists.at()).into_iter().enumerate();
    let all = columns.map(|(at, title)| {
        Entry::new(title, "", move |desk, ()| {
            desk.with_lists(move |_, lists| {
                lists.sort_by(at);
                Vec::new()
            });
        })
    });
    desk.open(Picker::new("Sort by", all.collect()));
    Vec::new()
}

/// Takes marks, filter or order away; gives back whether there was one of them.
pub(super) fn clear(desk: &mut Desk, lists: &mut Lists) -> bool {
    desk.notice = None;
    if lists.unmark() {
        desk.hint("selection cleared");
        true
    } else if lists.filter_text(lists.at()).is_empty() {
        lists.unsort()
    } else {
        lists.filter(desk, "");
        true
    }
}
