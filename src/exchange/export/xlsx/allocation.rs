//! The sheet of the balance: the points of each bucket that are left, against its target, summed by formulas.
//!
//! Owns which lines count: those of the coming increment where something is planned for it, else what is open, as
//! on the board.

use std::fmt::Write as _;

use super::super::content::{Content, ExportError};
use super::super::table::items;
use super::backlog::ColumnPlaces;
use super::{SheetWriter, number};
use crate::exchange::sheet::{LinkNames, cell};
use crate::model::field::{Choice, Value};
use crate::model::format::known;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::record::Declared;
use crate::scoring::evaluation::BalanceBasis;
use crate::scoring::levels::{counts, effort};
use crate::scoring::ratio::Ratio;

/// The states of what nobody will do now.
const DROPPED: [State; 2] = [State::Parked, State::Declined];

/// Writes a line for each bucket.
pub(super) fn write(
    content: &Content<'_>,
    places: &ColumnPlaces,
    sheet: &mut SheetWriter<'_>,
) -> Result<(), ExportError> {
    let names = [
        ("Bucket", 28.0),
        ("Target", 10.0),
        ("Points left", 12.0),
        ("Share", 10.0),
        ("Drift", 10.0),
    ];
    sheet.head(&names.map(|(name, width)| (name.to_owned(), width)))?;
    let workspace = content.workspace;
    let buckets = workspace.buckets();
    let called = LinkNames::of(workspace);
    let name = |field: &str, id: Id| {
        let field = Item::KIND
            .field(field)
            .and_then(|at| Item::KIND.fields.get(at));
        let shows = |name: &str| content.disclosure.text(name) == name;
        field.map_or_else(String::new, |field| {
            cell(field, &Value::Link(id), &called, shows)
        })
    };
    let coming = content.evaluation.race.coming;
    let coming = coming.filter(|_| content.evaluation.balance.basis == BalanceBasis::Planned);
    let counted = conditions(places, coming.map(|id| name("increment", id)));
    let is_known = |id: Id| buckets.iter().any(|bucket| bucket.id == id);
    let sum_of = |bucket: Option<Id>| {
        let all = items(content).filter(|item| item.bucket.0.filter(|id| is_known(*id)) == bucket);
        Ratio::sum(
            all.filter(|item| is_counted(item, coming) && counts(workspace, item))
                .filter_map(|item| effort(workspace, item)),
        )
    };
    // What has no bucket is a line of its own, so that the shares are of all.
    let rows = buckets.iter().copied().map(Some).chain([None]);
    let efforts = rows
        .clone()
        .map(|bucket| sum_of(bucket.map(|bucket| bucket.id)));
    let efforts: Vec<Option<Ratio>> = efforts.collect();
    let total = efforts
        .iter()
        .copied()
        .collect::<Option<Vec<_>>>()
        .and_then(Ratio::sum);
    let last = buckets.len() + 2;
    let looks = sheet.looks;
    for ((row, record), effort) in (1..).zip(rows).zip(efforts) {
        let n = row + 1;
        let called = record.map(|bucket| name("bucket", bucket.id));
        sheet.text(row, 0, &known(called, "None set"))?;
        let target = record.and_then(|bucket| bucket.share);
        if let Some(number) = target.and_then(|share| number(&share.0.to_string())) {
            sheet
                .inner
                .write_number_with_format(row, 1, number / 100.0, &looks.share)?;
        }
        let part = effort
            .zip(total)
            .and_then(|(effort, total)| effort.over(total));
        let target = target.map(|share| Ratio::from(share.0));
        let target = target.and_then(|target| target.over(Ratio::HUNDRED));
        let ColumnPlaces {
            last: end,
            left,
            bucket,
            ..
        } = places;
        let same = record.map_or_else(|| "\"=\"".to_owned(), |_| equal(&format!("$A{n}")));
        let sum = format!(
            "SUMIFS(Backlog!${left}$2:${left}${end},Backlog!${bucket}$2:${bucket}${end},{same}{counted})"
        );
        sheet.formula(row, 2, &sum, effort, &looks.plain)?;
        let share = format!("IF(SUM(C$2:C${last})>0,C{n}/SUM(C$2:C${last}),\"\")");
        sheet.formula(row, 3, &share, part, &looks.share)?;
        let drift = format!("IF(AND(ISNUMBER(B{n}),ISNUMBER(D{n})),D{n}-B{n},\"\")");
        let off = part
            .zip(target)
            .and_then(|(part, target)| part.minus(target));
        sheet.formula(row, 4, &drift, off, &looks.share)?;
    }
    Ok(())
}

/// Whether the balance counts an item: one that is planned for the coming increment, or any that is open.
fn is_counted(item: &Item, coming: Option<Id>) -> bool {
    match coming {
        Some(_) => item.increment.0 == coming && !DROPPED.contains(&item.state),
        None => item.state.is_open(),
    }
}

/// The same as further arguments of a sum.
fn conditions(places: &ColumnPlaces, coming: Option<String>) -> String {
    let ColumnPlaces {
        last,
        state,
        increment,
        ..
    } = places;
    let differs = |is: &State| {
        let word = is.word().label;
        format!(",Backlog!${state}$2:${state}${last},\"<>{word}\"")
    };
    let mut all: String = DROPPED.iter().map(differs).collect();
    if let Some(name) = coming {
        let same = equal(&format!("\"{}\"", name.replace('"', "\"\"")));
        let _ = write!(all, ",Backlog!${increment}$2:${increment}${last},{same}");
    } else {
        all += &differs(&State::Done);
    }
    all
}

/// The condition that a cell is a text, whose `*`, `?` and `~` are signs like others.
fn equal(text: &str) -> String {
    let escaped = ["~", "*", "?"].iter().fold(text.to_owned(), |text, sign| {
        format!("SUBSTITUTE({text},\"{sign}\",\"~{sign}\")")
    });
    format!("\"=\"&{escaped}")
}
