//! The text to save: the old one with what changed, proven to say what the workspace says ([`proof`]).
//!
//! Owns which bytes of a file are written anew: the values that changed, and nothing else. Comments,
//! order and layout made by hand stay, and so does everything that was not understood. Knows no file
//! system.

mod proof;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fault::LoadError;
use super::format::{Style, canonical, write_record, write_section, write_value};
use super::known::EarlierText;
use super::layout::{BracketBlock, Member, fields};
use super::load::{Foreign, Reading, read};
use super::patch::{PatchedText, Patches, StoodMember};
use super::tidy::{alike, blanks, tidy};
use crate::model::id::Id;
use crate::model::record::{Kind, Record};
use crate::model::{RecordPair, Workspace};
pub(super) use proof::{difference, surviving};
use proof::{faithful, proven};

/// The text could not be made so that it reads back as the workspace; nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the workspace cannot be written so that it reads back the same: {path}")]
pub struct Unfaithful {
    /// Where the two differ: `items › k3f9a2 › size`.
    pub path: String,
}

/// A text that says what a workspace says, with its layout if everything in it was understood.
pub(super) struct Rendered {
    pub(super) text: String,
    pub(super) layout: Option<Arc<BracketBlock>>,
}

impl Rendered {
    /// What was read back: its text, and what is known of it.
    fn of(text: String, again: &Reading<'_>) -> Self {
        let layout = again.known_layout();
        Self { text, layout }
    }
}

/// Writes a workspace over the text of its file, or anew where there is none.
///
/// Records nobody changed are copied byte for byte; in the others only the values that changed are
/// written. What was written is read back and compared before it is given out.
pub fn render(workspace: &Workspace, base: Option<&str>) -> Result<String, Unfaithful> {
    rendered(workspace, base).map(|rendered| rendered.text)
}

/// As [`render`], with what is known of the text.
pub(super) fn rendered(workspace: &Workspace, base: Option<&str>) -> Result<Rendered, Unfaithful> {
    let kinds: Vec<&'static Kind> = workspace.kinds().collect();
    let Some(base) = base else {
        return anew(workspace, &kinds, &[]);
    };
    let reading = read(&kinds, base).map_err(|error| unreadable(&error))?;
    match render_over(workspace, &reading, &[]) {
        Ok(rendered) | Err(NotOver::Anew(rendered)) => Ok(rendered),
        Err(NotOver::Never(why)) => Err(why),
    }
}

fn unreadable(error: &LoadError) -> Unfaithful {
    let path = error.to_string();
    Unfaithful { path }
}

/// Why a workspace cannot be written over the text of its file.
pub(super) enum NotOver {
    /// It can be written anew, without the comments and the layout of that text.
    Anew(Rendered),
    /// It cannot be written.
    Never(Unfaithful),
}

/// The records of one kind that differ between a text and a workspace, or may.
type Changes<'w> = (&'static Kind, Vec<RecordPair<'w>>);

/// The kinds of which records differ between what was read and a workspace.
fn changes<'w>(before: &'w Workspace, now: &'w Workspace) -> Vec<Changes<'w>> {
    let pairs = |kind| (kind, before.apart(now, kind).collect());
    let mut changes: Vec<Changes<'_>> = now.kinds().map(pairs).collect();
    changes.retain(|(_, pairs)| !pairs.is_empty());
    changes
}

/// As [`render`] over a text that was read; a record that is not in it, but in an earlier one, stands as it stood
/// there, with its comments. The newest of the earlier texts comes first.
pub(super) fn render_over(
    workspace: &Workspace,
    reading: &Reading<'_>,
    earlier: &[EarlierText],
) -> Result<Rendered, NotOver> {
    let kinds: Vec<&'static Kind> = workspace.kinds().collect();
    let changes = changes(&reading.workspace, workspace);
    let earlier = of_use(&kinds, &changes, earlier);
    let patched = patched(reading, workspace, &changes, &earlier);
    if patched.text == reading.text {
        // Nothing to write: what was read is what would be written.
        return match difference(workspace, &reading.workspace) {
            None => Ok(Rendered::of(patched.text, reading)),
            Some(path) => Err(NotOver::Never(Unfaithful { path })),
        };
    }
    if reading.foreign.is_empty()
        && let Ok(layout) = proven(reading, &patched, workspace, &changes)
    {
        let (text, layout) = (patched.text, Some(layout));
        return Ok(Rendered { text, layout });
    }
    let foreign = surviving(reading, workspace);
    match faithful(&patched.text, workspace, &kinds, &foreign) {
        Ok(layout) => {
            let text = patched.text;
            Ok(Rendered { text, layout })
        }
        Err(_) if !earlier.is_empty() => render_over(workspace, reading, &[]),
        Err(first) => Err(match anew(workspace, &kinds, &foreign) {
            Ok(rendered) => NotOver::Anew(rendered),
            Err(_) => NotOver::Never(first),
        }),
    }
}

/// The earlier texts that hold a record which is to be written and is not in the present text, or lacks a field.
fn of_use<'t>(
    kinds: &[&'static Kind],
    changes: &[Changes<'_>],
    earlier: &'t [EarlierText],
) -> Vec<Reading<'t>> {
    let new = |pair: &RecordPair<'_>| match pair {
        (None, Some(record)) => Some((record.kind(), record.id())),
        (Some(then), Some(now)) if blanks(*now, *then) => Some((now.kind(), now.id())),
        _ => None,
    };
    let pairs = changes.iter().flat_map(|(_, pairs)| pairs);
    let new: Vec<(&Kind, Id)> = pairs.filter_map(new).collect();
    let of_use = |text: &'t EarlierText| text.reading(kinds, &new);
    earlier.iter().filter_map(of_use).collect()
}

fn anew(
    workspace: &Workspace,
    kinds: &[&'static Kind],
    foreign: &[Foreign<'_>],
) -> Result<Rendered, Unfaithful> {
    let text = canonical(workspace);
    let layout = faithful(&text, workspace, kinds, foreign)?;
    Ok(Rendered { text, layout })
}

fn patched<'t>(
    reading: &Reading<'t>,
    workspace: &Workspace,
    changes: &[Changes<'_>],
    earlier: &[Reading<'_>],
) -> PatchedText<'t> {
    let mut patches = Patches::new(reading.text);
    for (kind, pairs) in changes {
        match reading.section(kind) {
            Some(section) if kind.single => {
                if let [(Some(before), Some(now))] = pairs.as_slice()
                    && let Some(body) = body(reading.text, section)
                {
                    patch_record(&mut patches, reading.text, &body, (*before, *now), earlier);
                }
            }
            Some(section) => {
                if let Some(body) = section.body.as_deref() {
                    patch_section(&mut patches, reading.text, body, pairs, earlier);
                }
            }
            None => add_section(&mut patches, reading, workspace, kind),
        }
    }
    patches.apply()
}

/// The fields of a record that was read.
fn body(text: &str, record: &Member) -> Option<BracketBlock> {
    fields(text, record).ok().flatten()
}

fn add_section(
    patches: &mut Patches<'_>,
    reading: &Reading<'_>,
    workspace: &Workspace,
    kind: &'static Kind,
) {
    let records: Vec<&dyn Record> = workspace.records(kind).collect();
    let blank = |record: &&dyn Record| {
        let blank = (kind.blank)(record.id());
        let fields = 0..kind.fields.len();
        record.unknown_fields().is_empty()
            && fields.into_iter().all(|at| alike(*record, &*blank, at))
    };
    if records.is_empty() || (kind.single && records.iter().all(blank)) {
        return;
    }
    let place = |section: &str| workspace.kinds().position(|kind| kind.section == section);
    let stands_before = |member: &&Member| match member.name.of(reading.text) {
        "schema" => true,
        name => place(name).is_some_and(|at| Some(at) < place(kind.section)),
    };
    let after = reading.layout.members.iter().rfind(stands_before);
    let (mut own, mut written) = (String::new(), String::new());
    let style = patches.style_in(&reading.layout, &mut own);
    write_section(&mut written, kind, &records, style);
    patches.insert_after(&reading.layout, after, &written, style);
}

fn patch_section(
    patches: &mut Patches<'_>,
    text: &str,
    body: &BracketBlock,
    pairs: &[RecordPair<'_>],
    earlier: &[Reading<'_>],
) {
    let were = pairs.iter().filter_map(|pair| Some((pair.0?.id(), *pair)));
    let were: BTreeMap<Id, RecordPair<'_>> = were.collect();
    for member in &body.members {
        match member.id.and_then(|id| were.get(&id)) {
            Some((Some(then), Some(now))) => {
                if let Some(fields) = self::body(text, member) {
                    patch_record(patches, text, &fields, (*then, *now), earlier);
                }
            }
            Some((_, None)) => patches.remove(member, patches.own_of_record(member)),
            _ => {}
        }
    }
    let new = pairs
        .iter()
        .filter_map(|(then, now)| now.filter(|_| then.is_none()));
    let new: Vec<&dyn Record> = new.collect();
    if new.is_empty() {
        return;
    }
    // Of each member the highest id up to it: new ones stand before the first that is higher.
    let highest = body.members.iter().scan(None, |highest, member| {
        *highest = member.id.max(*highest);
        Some(*highest)
    });
    let highest: Vec<Option<Id>> = highest.collect();
    let mut own = String::new();
    let style = patches.style_in(body, &mut own);
    let (mut returned, mut has_more) = (Vec::new(), false);
    // What stood side by side comes back as it stood there; of two texts that say as much the newer one counts.
    let says = |old: &Reading<'_>, one: &dyn Record| {
        old.workspace.record(one.kind(), one.id()) == Some(one)
    };
    let said = |old: &&Reading<'_>| new.iter().filter(|one| says(old, **one)).count();
    let most = earlier.iter().rev().max_by_key(said);
    for record in new.iter().copied() {
        let that_say_it = most.into_iter().chain(earlier);
        let that_say_it = that_say_it.filter(|old| says(old, record));
        let mut texts = that_say_it.chain(earlier);
        if let Some(one) = texts.find_map(|old| stood_record(old, body, record, earlier)) {
            returned.push(one);
            continue;
        }
        has_more = true;
        let mut written = String::new();
        write_record(&mut written, record, style);
        written.push(',');
        let place = highest.partition_point(|id| *id <= Some(record.id()));
        match body.members.get(place) {
            Some(next) => patches.insert_before(body, next, &written, style),
            None => patches.insert_after(body, body.members.last(), &written, style),
        }
    }
    patches.bring_back(body, returned, has_more);
}

/// A record as it stood in an earlier text, brought up to date.
fn stood_record(
    old: &Reading<'_>,
    present: &BracketBlock,
    now: &dyn Record,
    earlier: &[Reading<'_>],
) -> Option<StoodMember> {
    let (kind, id) = (now.kind(), now.id());
    let before = old.workspace.record(kind, id)?;
    let section = old.section(kind)?.body.as_deref()?;
    let place = section.members.iter().position(|m| m.id == Some(id))?;
    let fields = body(old.text, section.members.get(place)?)?;
    let mut patches = Patches::new(old.text);
    patch_record(&mut patches, old.text, &fields, (before, now), earlier);
    let is_same = |one: &Member, other: &Member| one.id == other.id && one.id.is_some();
    patches.stood(section, place, Patches::own_of_record, present, is_same)
}

/// A field of a record as it stood in an earlier text.
struct OldField {
    fields: BracketBlock,
    place: usize,
    /// Whether it said there what it is to say now.
    says_it: bool,
}

fn old_field(old: &Reading<'_>, now: &dyn Record, at: usize) -> Option<OldField> {
    let (kind, id) = (now.kind(), now.id());
    let says_it = alike(old.workspace.record(kind, id)?, now, at);
    let section = old.section(kind)?;
    let record = if kind.single {
        section
    } else {
        let mut members = section.body.as_deref()?.members.iter();
        members.find(|member| member.id == Some(id))?
    };
    let fields = body(old.text, record)?;
    let name = kind.fields.get(at)?.name;
    let is_it = |member: &Member| member.name.of(old.text) == name;
    Some(OldField {
        place: fields.members.iter().position(is_it)?,
        fields,
        says_it,
    })
}

fn patch_record(
    patches: &mut Patches<'_>,
    text: &str,
    body: &BracketBlock,
    (before, now): (&dyn Record, &dyn Record),
    earlier: &[Reading<'_>],
) {
    let kind = now.kind();
    let named = |name: &str| {
        let members = body.members.iter();
        members
            .filter(move |m| m.name.of(text) == name)
            .collect::<Vec<_>>()
    };
    let mut own = String::new();
    let style = patches.style_in(body, &mut own);
    let blank = (kind.blank)(now.id());
    let (mut returned, mut has_more) = (Vec::new(), false);
    for (at, field) in kind.fields.iter().enumerate() {
        if alike(before, now, at) {
            continue;
        }
        let value = tidy(&field.holds, now.get(at));
        let is_blank = alike(now, &*blank, at);
        let written = |style: Style<'_>| {
            let mut out = String::new();
            write_value(&mut out, &field.holds, &value, style);
            out
        };
        // What comes back, as a link does with its record, stands as it stood.
        let mut stood = earlier
            .iter()
            .filter_map(|old| Some((old, old_field(old, now, at)?)));
        let said = stood.clone().find(|(_, field)| field.says_it);
        match named(field.name).as_slice() {
            // A second line of this name would come to light, and what is said about a value would be lost when it
            // comes back; so such a line stays and says blank.
            [one] if is_blank && !patches.has_comment(one) => {
                patches.remove(one, patches.own_of_field(one));
            }
            [first, ..] => {
                let there = said.and_then(|(old, field)| {
                    let member = field.fields.members.get(field.place)?;
                    Some(member.value.of(old.text).to_owned())
                });
                let anew = || written(patches.style(first.name.start));
                let with = there.unwrap_or_else(anew);
                patches.replace(first.value, with);
            }
            [] if let Some((old, field)) = said.or_else(|| stood.next()) => {
                let same =
                    |one: &Member, other: &Member| one.name.of(text) == other.name.of(old.text);
                let mut there = Patches::new(old.text);
                if let Some(member) = field.fields.members.get(field.place)
                    && !field.says_it
                {
                    there.replace(member.value, written(there.style(member.name.start)));
                }
                let own = Patches::own_of_field;
                returned.extend(there.stood(&field.fields, field.place, own, body, same));
            }
            [] => {
                has_more = true;
                let place = |member: &&Member| match member.name.of(text) {
                    "id" => true,
                    name => kind.field(name).is_some_and(|other| other < at),
                };
                let after = body.members.iter().rfind(place);
                let line = format!("{}: {},", field.name, written(style));
                patches.insert_after(body, after, &line, style);
            }
        }
    }
    patches.bring_back(body, returned, has_more);
    if before.unknown_fields() == now.unknown_fields() {
        return;
    }
    let of = |fields: &[(String, String)], name: &str| {
        fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, raw)| raw.clone())
    };
    for (name, raw) in before.unknown_fields() {
        let members = named(name);
        match (members.first(), of(now.unknown_fields(), name)) {
            (Some(first), None) => patches.remove(first, patches.own_of_field(first)),
            (Some(first), Some(now)) if now != *raw => patches.replace(first.value, now),
            _ => {}
        }
    }
    for (name, raw) in now.unknown_fields() {
        if of(before.unknown_fields(), name).is_none() {
            let line = format!("{name}: {raw},");
            patches.insert_after(body, body.members.last(), &line, style);
        }
    }
}
