//! The text to save: the old one with what changed, proven to say what the workspace says.
//!
//! Owns which bytes of a file are written anew: the values that changed, and nothing else. Comments,
//! order and layout made by hand stay, and so does everything that was not understood. Knows no file
//! system.

use std::collections::BTreeSet;

use super::format::{Style, canonical, write_record, write_section, write_value};
use super::layout::{BracketBlock, Member};
use super::load::{Foreign, Reading, Section, read};
use super::patch::Patches;
use super::tidy::{alike, tidy};
use crate::model::Workspace;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::record::{Kind, Record};

/// The text could not be made so that it reads back as the workspace; nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the workspace cannot be written so that it reads back the same: {path}")]
pub struct Unfaithful {
    /// Where the two differ: `items › k3f9a2 › size`.
    pub path: String,
}

/// Writes a workspace over the text of its file, or anew where there is none.
///
/// Records nobody changed are copied byte for byte; in the others only the values that changed are
/// written. The result is read back and compared before it is given out.
pub fn render(workspace: &Workspace, base: Option<&str>) -> Result<String, Unfaithful> {
    let kinds: Vec<&'static Kind> = workspace.kinds().collect();
    match base {
        None => anew(workspace, &kinds, &[]),
        Some(base) => match render_over(workspace, base, &[]) {
            Ok(text) | Err(NotOver::Anew(text)) => Ok(text),
            Err(NotOver::Never(why)) => Err(why),
        },
    }
}

/// Why a workspace cannot be written over the text of its file.
pub(super) enum NotOver {
    /// It can be written anew, without the comments and the layout of that text.
    Anew(String),
    /// It cannot be written.
    Never(Unfaithful),
}

/// As [`render`] over a text; a record that is not in it, but in an earlier one, stands as it stood there, with
/// its comments. The newest of the earlier texts comes first.
pub(super) fn render_over(
    workspace: &Workspace,
    base: &str,
    earlier: &[&str],
) -> Result<String, NotOver> {
    let kinds: Vec<&'static Kind> = workspace.kinds().collect();
    let reading = read(&kinds, base).map_err(|error| {
        NotOver::Never(Unfaithful {
            path: error.to_string(),
        })
    })?;
    let earlier = of_use(&kinds, &reading, workspace, earlier);
    let text = patched(&reading, workspace, &earlier);
    if text == base {
        // Nothing to write: what was read is what would be written.
        return difference(workspace, &reading.workspace)
            .map_or(Ok(text), |path| Err(NotOver::Never(Unfaithful { path })));
    }
    let foreign = surviving(&reading, workspace);
    match faithful(&text, workspace, &kinds, &foreign) {
        Ok(()) => Ok(text),
        Err(_) if !earlier.is_empty() => render_over(workspace, base, &[]),
        Err(first) => Err(match anew(workspace, &kinds, &foreign) {
            Ok(text) => NotOver::Anew(text),
            Err(_) => NotOver::Never(first),
        }),
    }
}

/// The earlier texts that hold a record which is to be written and is not in the present text.
fn of_use<'t>(
    kinds: &[&'static Kind],
    reading: &Reading<'_>,
    workspace: &Workspace,
    earlier: &[&'t str],
) -> Vec<Reading<'t>> {
    if earlier.is_empty() {
        return Vec::new();
    }
    let of_kind = |kind: &&'static Kind| {
        let records = workspace.records(kind);
        let is_new = |record: &&dyn Record| reading.workspace.record(kind, record.id()).is_none();
        let ids = records.filter(is_new).map(|record| record.id().to_string());
        ids.collect::<Vec<String>>()
    };
    let new: Vec<String> = kinds.iter().flat_map(of_kind).collect();
    let holds_one = |text: &&&str| new.iter().any(|id| text.contains(id));
    let texts = earlier.iter().filter(holds_one);
    texts.filter_map(|text| read(kinds, text).ok()).collect()
}

fn anew(
    workspace: &Workspace,
    kinds: &[&'static Kind],
    foreign: &[Foreign<'_>],
) -> Result<String, Unfaithful> {
    let text = canonical(workspace);
    faithful(&text, workspace, kinds, foreign).map(|()| text)
}

/// Whether a text says what the workspace says, still holds everything foreign, and is RON.
fn faithful(
    text: &str,
    workspace: &Workspace,
    kinds: &[&'static Kind],
    foreign: &[Foreign<'_>],
) -> Result<(), Unfaithful> {
    let refused = |path: String| Unfaithful { path };
    let again = read(kinds, text).map_err(|error| refused(error.to_string()))?;
    if let Some(path) = difference(workspace, &again.workspace) {
        return Err(refused(path));
    }
    let there: BTreeSet<&Foreign<'_>> = again.foreign.iter().collect();
    if let Some(lost) = foreign.iter().find(|foreign| !there.contains(foreign)) {
        return Err(refused(format!("{} {}", lost.section, lost.field)));
    }
    let plain = text.trim_start_matches('\u{feff}');
    match ron::from_str::<serde::de::IgnoredAny>(plain) {
        Ok(_) => Ok(()),
        Err(error) => Err(refused(error.to_string())),
    }
}

/// Where two workspaces differ first.
pub(super) fn difference(one: &Workspace, other: &Workspace) -> Option<String> {
    one.kinds().find_map(|kind| {
        let mut others = other.records(kind);
        let differs = |record: &dyn Record| {
            let same = others.next().filter(|other| other.id() == record.id());
            let path = format!("{} › {}", kind.section, record.id());
            let Some(other) = same else {
                return Some(path);
            };
            let mut fields = kind.fields.iter().enumerate();
            let field = fields.find(|(at, _)| !alike(record, other, *at));
            match field {
                Some((_, field)) => Some(format!("{path} › {}", field.name)),
                None => (record.unknown_fields() != other.unknown_fields()).then_some(path),
            }
        };
        let found = one.records(kind).find_map(differs);
        found.or_else(|| {
            let extra = others.next()?;
            Some(format!("{} › {}", kind.section, extra.id()))
        })
    })
}

/// What was not understood and must still be there: all but what belongs to a record that was
/// removed or to a field that was set.
pub(super) fn surviving<'t>(reading: &Reading<'t>, workspace: &Workspace) -> Vec<Foreign<'t>> {
    let stays = |foreign: &&Foreign<'t>| {
        let (Some(id), Some(kind)) = (
            foreign.id,
            workspace
                .kinds()
                .find(|kind| kind.section == foreign.section),
        ) else {
            return true;
        };
        let (before, now) = (
            reading.workspace.record(kind, id),
            workspace.record(kind, id),
        );
        match (before, now, kind.field(foreign.field)) {
            (Some(before), Some(now), Some(at)) => alike(before, now, at),
            (Some(_), None, _) => false,
            _ => true,
        }
    };
    reading.foreign.iter().filter(stays).cloned().collect()
}

fn patched(reading: &Reading<'_>, workspace: &Workspace, earlier: &[Reading<'_>]) -> String {
    let mut patches = Patches::new(reading.text);
    let kinds: Vec<&'static Kind> = workspace.kinds().collect();
    for (order, kind) in kinds.iter().enumerate() {
        let section = reading
            .sections
            .iter()
            .find(|section| section.kind == *kind);
        match section {
            Some(section) => patch_section(&mut patches, reading, workspace, section, earlier),
            None => add_section(&mut patches, reading, workspace, &kinds, order),
        }
    }
    patches.apply()
}

fn add_section(
    patches: &mut Patches<'_>,
    reading: &Reading<'_>,
    workspace: &Workspace,
    kinds: &[&'static Kind],
    order: usize,
) {
    let Some(kind) = kinds.get(order) else {
        return;
    };
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
    let name = |member: &Member| member.name.of(reading.text);
    let place = |member: &Member| match name(member) {
        "schema" => Some(0),
        name => kinds
            .iter()
            .position(|k| k.section == name)
            .map(|at| at + 1),
    };
    let mut members = reading.layout.members.iter();
    let after = members.rfind(|member| place(member).is_some_and(|at| at <= order));
    let (mut own, mut written) = (String::new(), String::new());
    let style = patches.style_in(&reading.layout, &mut own);
    write_section(&mut written, kind, &records, style);
    patches.insert_after(&reading.layout, after, &written, style);
}

fn patch_section(
    patches: &mut Patches<'_>,
    reading: &Reading<'_>,
    workspace: &Workspace,
    section: &Section,
    earlier: &[Reading<'_>],
) {
    let kind = section.kind;
    let member = reading.layout.members.get(section.member);
    let Some(body) = member.and_then(|member| member.body.as_deref()) else {
        return;
    };
    let pair = |id: Id| {
        let before = reading.workspace.record(kind, id);
        (before, workspace.record(kind, id))
    };
    if kind.single {
        if let Some((Some(before), Some(now))) = section.ids.first().copied().flatten().map(pair) {
            patch_record(patches, reading.text, body, before, now);
        }
        return;
    }
    for (member, id) in body.members.iter().zip(&section.ids) {
        match (id.map(pair), member.body.as_deref()) {
            (Some((Some(before), Some(now))), Some(fields)) => {
                patch_record(patches, reading.text, fields, before, now);
            }
            (Some((Some(_), None)), _) => patches.remove_record(member),
            _ => {}
        }
    }
    let mut own = String::new();
    let style = patches.style_in(body, &mut own);
    let mut returned = Vec::new();
    for record in workspace.records(kind) {
        if reading.workspace.record(kind, record.id()).is_some() {
            continue;
        }
        let mut texts = earlier.iter().enumerate();
        let stood = |(at, old)| Some((at, ReturnedRecord::of(old, section, record)?));
        if let Some(one) = texts.find_map(stood) {
            returned.push(one);
            continue;
        }
        let mut written = String::new();
        write_record(&mut written, record, style);
        written.push(',');
        let mut there = body.members.iter().zip(&section.ids);
        match there.find(|(_, id)| id.is_some_and(|id| id > record.id())) {
            Some((next, _)) => patches.insert_before(body, next, &written, style),
            None => patches.insert_after(body, body.members.last(), &written, style),
        }
    }
    returned.sort_by_key(|(at, one)| (*at, one.place));
    for (_, one) in returned {
        let after = one.after.and_then(|at| body.members.get(at));
        patches.bring_back(body, after, &one.stayed, one.text);
    }
}

/// A record as it stood in an earlier text, brought up to date.
struct ReturnedRecord {
    /// Its place in the section there.
    place: usize,
    /// The member of the present section that stood before it.
    after: Option<usize>,
    /// The comments between the two that stayed when it went.
    stayed: String,
    text: String,
}

impl ReturnedRecord {
    fn of(old: &Reading<'_>, section: &Section, now: &dyn Record) -> Option<Self> {
        let (kind, id) = (now.kind(), now.id());
        let before = old.workspace.record(kind, id)?;
        let there = old.sections.iter().find(|other| other.kind == kind)?;
        let members = &old.layout.members.get(there.member)?.body.as_ref()?.members;
        let place = there.ids.iter().position(|known| *known == Some(id))?;
        let member = members.get(place)?;
        let mut patches = Patches::new(old.text);
        patch_record(&mut patches, old.text, member.body.as_ref()?, before, now);
        let (mut stayed, text) = patches.standing(member);
        let mut after = None;
        for (member, known) in members.iter().zip(&there.ids).take(place).rev() {
            after = section
                .ids
                .iter()
                .position(|id| id == known && id.is_some());
            if after.is_some() {
                break;
            }
            let (before, _) = Patches::new(old.text).standing(member);
            stayed.insert_str(0, &before);
        }
        Some(Self {
            place,
            after,
            stayed,
            text,
        })
    }
}

fn patch_record(
    patches: &mut Patches<'_>,
    text: &str,
    body: &BracketBlock,
    before: &dyn Record,
    now: &dyn Record,
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
    for (at, field) in kind.fields.iter().enumerate() {
        if alike(before, now, at) {
            continue;
        }
        let mut value = tidy(&field.holds, now.get(at));
        if alike(now, &*blank, at) {
            value = Value::Blank;
        }
        let written = |style: Style<'_>| {
            let mut out = String::new();
            write_value(&mut out, &field.holds, &value, style);
            out
        };
        match named(field.name).as_slice() {
            // A second line of this name would come to light; so the first one stays and says blank.
            [one] if value == Value::Blank => patches.remove_field(one),
            [first, ..] => patches.replace(first.value, written(patches.style(first.name.start))),
            [] => {
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
            (Some(first), None) => patches.remove_field(first),
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
