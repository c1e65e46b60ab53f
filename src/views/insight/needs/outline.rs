//! The tree of needs as a list: an outcome, the needs that serve it, what meets each, what that rests on.
//!
//! Owns what each column says of each of them, and how a need is moved.

use crate::desk::Desk;
use crate::desk::command::{Can, Command, commands};
use crate::desk::listing::{Cells, ListColumn, Listing, Lists, preset};
use crate::desk::notice::quoted;
use crate::edit::Edit;
use crate::model::assumption::Assumption;
use crate::model::field::{Choice, Value};
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::kpi::Kpi;
use crate::model::need::Need;
use crate::model::option::ItemOption;
use crate::model::record::{Declared, Kind};
use crate::model::words::{Text, worded};
use crate::scoring::facts::{Datum, Facts, SortKey};
use crate::scoring::insight::evidence::Strength;
use crate::scoring::insight::known;
use crate::scoring::insight::kpi_words::{number, of_kpi, with_unit};
use crate::scoring::insight::words::{of_assumption, of_item, of_need, scored};
use crate::scoring::ratio::Ratio;

/// The commands of the tree.
pub(in crate::views::insight) const COMMANDS: &[Command] = commands! { lists
    Needs open looks "Move" "needs.fold" ["Left", "h"] hint 5 if has_tree,
        "fold" also ["unfold", "open"]: "Folds what stands below the chosen row, or opens it." => |desk, lists, _| lists.fold(desk);
    Needs open looks "Move" "needs.fold-all" ["z"] if has_tree,
        "fold all" also ["unfold all", "open all"]: "Folds the whole tree of needs, or opens all of it." => |desk, lists, _| lists.fold_all(desk);
    Needs open changes "Record" "needs.under" ["L", "Shift-Right"] if goes_under,
        "under": "Makes the chosen need a part of the one before it on its level." => |desk, lists, _| put_under(desk, lists);
    Needs open changes "Record" "needs.out" ["H", "Shift-Left"] if goes_out,
        "out": "Takes the chosen need out of the one that it is a part of." => |desk, lists, _| take_out(desk, lists);
};

/// How strong evidence is, in pips.
pub(in crate::views::insight) fn pips(strength: Strength) -> Datum {
    let reached = strength.pips();
    let pips = format!("{}{}", "•".repeat(reached), "◦".repeat(5 - reached));
    let key = strength.counts_as();
    Datum::own(pips).by(SortKey::Number(key))
}

/// A row of the tree.
enum Seen<'d> {
    Outcome(&'d Kpi),
    Need(&'d Need),
    Item(&'d Item),
    Way(&'d ItemOption),
    Assumed(&'d Assumption),
}

/// What a row is; a need where the tree has it not.
fn kind_of(desk: &Desk, id: Id) -> &'static Kind {
    let row = desk.needs().row(id);
    row.map_or(Need::KIND, |row| row.kind)
}

fn seen(desk: &Desk, id: Id) -> Option<Seen<'_>> {
    let (kind, all) = (kind_of(desk, id), desk.seen());
    if kind == Kpi::KIND {
        all.get(id).map(Seen::Outcome)
    } else if kind == Item::KIND {
        all.get(id).map(Seen::Item)
    } else if kind == ItemOption::KIND {
        all.get(id).map(Seen::Way)
    } else if kind == Assumption::KIND {
        all.get(id).map(Seen::Assumed)
    } else {
        all.get(id).map(Seen::Need)
    }
}

/// An outcome with what it is today and what it should be: `Shops that renew: 81.2 %, target 90 %`.
fn outcome(desk: &Desk, kpi: &Kpi) -> String {
    let now = desk.derived.kpis.now(kpi.id).map(number);
    let target = kpi.target.map(Ratio::from);
    let target = target.map(|target| format!(", target {}", with_unit(target, &kpi.unit)));
    let now = now.unwrap_or_else(|| "?".to_owned());
    format!("{}: {now}{}", kpi.name, target.unwrap_or_default())
}

/// Where an item stands: its rank and when it is planned, or what became of it.
fn standing(desk: &Desk, item: &Item) -> Datum {
    if !item.state.is_open() {
        return Datum::own(item.state.word().label).muted();
    }
    let rank = desk.derived.evaluation.rank(item.id);
    let rank = rank.map_or_else(|| "–".to_owned(), |rank| format!("#{rank}"));
    let planned = desk.seen().name::<Iteration>(item.iteration.0);
    Datum::own(format!("{rank} {planned}").trim_end()).muted()
}

/// A column of the tree.
const fn column(title: Text, cells: Cells, from: u16, get: fn(&Desk, Id) -> Datum) -> ListColumn {
    ListColumn {
        title,
        cells,
        from,
        get,
    }
}

/// The list of needs.
pub(super) const NEEDS: Listing = Listing {
    rows: Some(|desk| desk.needs().of_kind(Need::KIND)),
    tree: Some(Desk::needs),
    columns: &[
        column(
            Text::new("Outcome, need, item, assumption"),
            Cells::Rest(24),
            0,
            |desk, id| match seen(desk, id) {
                Some(Seen::Outcome(kpi)) => Datum::text(outcome(desk, kpi)).muted(),
                Some(Seen::Need(need)) => Datum::text(&need.statement),
                Some(Seen::Item(item)) => Datum::text(&item.title),
                Some(Seen::Way(way)) => Datum::text(&way.name).muted(),
                Some(Seen::Assumed(one)) => Datum::text(&one.text).muted(),
                None => Datum::default(),
            },
        ),
        column(
            Text::new("Evid."),
            Cells::Just(5),
            44,
            |desk, id| match seen(desk, id) {
                Some(Seen::Need(need)) => pips(desk.derived.known.of_need(need.id)),
                Some(Seen::Item(item)) => pips(desk.derived.known.of_item(item)).muted(),
                Some(Seen::Assumed(one)) => pips(desk.derived.known.of_assumption(one.id)).muted(),
                _ => Datum::default(),
            },
        ),
        column(
            Text::new("Asked"),
            Cells::Just(5),
            50,
            |desk, id| match seen(desk, id) {
                Some(Seen::Need(need)) => {
                    Datum::count(desk.derived.known.wishes(need.id).len()).muted()
                }
                _ => Datum::default(),
            },
        ),
        column(
            Text::new("Score"),
            Cells::Just(17),
            0,
            |desk, id| match seen(desk, id) {
                Some(Seen::Need(need)) => match known::score(need) {
                    Some(score) => Datum::own(scored(score)).by(SortKey::Number(score)),
                    None => Datum::own("not known").muted().by(SortKey::Blank),
                },
                Some(Seen::Item(item)) => standing(desk, item),
                Some(Seen::Way(way)) if way.chosen => Datum::own("chosen").muted(),
                Some(Seen::Assumed(one)) => {
                    Datum::own(one.standing.word().label.to_lowercase()).muted()
                }
                _ => Datum::default(),
            },
        ),
    ],
    note: |desk, ids| {
        // What is folded is there, what a filter hides is not.
        let is_flat = ids.iter().all(|id| kind_of(desk, *id) == Need::KIND);
        let all = if is_flat {
            ids.len()
        } else {
            desk.needs().of_kind(Need::KIND).len()
        };
        format!("{} · strongest first", count(all, "need", "needs"))
    },
    facts: Some(facts),
    item: |desk, id| match seen(desk, id)? {
        Seen::Item(item) => Some(item.id),
        Seen::Way(way) => way.item.0,
        Seen::Assumed(one) => one.item.0,
        Seen::Outcome(_) | Seen::Need(_) => None,
    },
    begin: |desk, record, chosen| {
        let Some((kind, id)) = chosen else { return };
        if kind == Kpi::KIND {
            preset(record, "outcome", Some(Value::Link(id)));
        } else if let Some(need) = desk.seen().get::<Need>(id).filter(|_| kind == Need::KIND) {
            preset(record, "outcome", need.outcome.0.map(Value::Link));
            preset(record, "parent", need.parent.0.map(Value::Link));
        }
    },
    empty: Text::new(
        "What do people want, in their words? Items then say which need they serve. {LISTS_NEW} writes the first one; {ITEM_INSIGHT} on an item makes one of its request.",
    ),
    ..Listing::of(Need::KIND)
};

/// What is said of a row, whatever it is.
fn facts(desk: &Desk, id: Id) -> Facts {
    let (all, derived) = (desk.seen(), &desk.derived);
    match seen(desk, id) {
        Some(Seen::Outcome(kpi)) => of_kpi(all, &derived.kpis, kpi),
        Some(Seen::Need(need)) => of_need(all, &derived.known, need),
        Some(Seen::Item(item)) => of_item(all, &derived.known, &derived.kpis, item),
        Some(Seen::Way(_)) => Listing::of(ItemOption::KIND).facts(desk, id),
        Some(Seen::Assumed(one)) => {
            let fields = Listing::of(Assumption::KIND).facts(desk, id);
            of_assumption(&derived.known, one, fields)
        }
        None => Facts::default(),
    }
}

fn has_tree(_: &Desk, lists: &Lists) -> Can {
    if lists.is_tree() {
        return Ok(());
    }
    Err(
        worded("{LISTS_PREVIOUS} goes to the tree of needs; a filter or order lists needs alone")
            .to_owned(),
    )
}

fn chosen<'d>(desk: &'d Desk, lists: &Lists) -> Option<&'d Need> {
    let (_, id) = lists.chosen(desk).filter(|(kind, _)| *kind == Need::KIND)?;
    desk.workspace.get(id)
}

fn goes_under(desk: &Desk, lists: &Lists) -> Can {
    has_tree(desk, lists)?;
    let need = chosen(desk, lists).ok_or_else(|| "choose a need first".to_owned())?;
    let before = desk.needs().need_before(need.id);
    before
        .map(drop)
        .ok_or_else(|| "no need stands before it on its level".to_owned())
}

fn goes_out(desk: &Desk, lists: &Lists) -> Can {
    has_tree(desk, lists)?;
    let need = chosen(desk, lists).ok_or_else(|| "choose a need first".to_owned())?;
    match need.parent.0 {
        Some(_) => Ok(()),
        None => Err("it is no part of another need".to_owned()),
    }
}

/// Makes a need a part of another one, or of none.
fn set_parent(desk: &mut Desk, need: Id, parent: Option<Id>, label: &str) {
    let edit = Need::KIND.field("parent").map(|field| Edit::Set {
        kind: Need::KIND,
        id: need,
        field,
        value: parent.map_or(Value::Blank, Value::Link),
    });
    desk.commit(label, edit.into_iter().collect());
}

fn put_under(desk: &mut Desk, lists: &Lists) {
    let need = chosen(desk, lists).map(|need| (need.id, quoted(&need.statement)));
    let Some((id, name)) = need else { return };
    let Some(before) = desk.needs().need_before(id) else {
        return;
    };
    let whole = quoted(desk.workspace.name::<Need>(Some(before)));
    set_parent(
        desk,
        id,
        Some(before),
        &format!("{name} is a part of {whole}"),
    );
}

fn take_out(desk: &mut Desk, lists: &Lists) {
    let Some(need) = chosen(desk, lists) else {
        return;
    };
    let (id, name) = (need.id, quoted(&need.statement));
    let whole = desk.workspace.linked(&need.parent);
    let parent = whole.and_then(|whole| whole.parent.0);
    set_parent(
        desk,
        id,
        parent,
        &format!("{name} is a need beside the one it was a part of"),
    );
}
