//! Changing a text in places and leaving every other byte as it is.
//!
//! Owns inserting, replacing and removing members of a block with the lines and commas they need, and what is
//! known of the result: which stretches of the old text stand in it. Knows no records.

use super::format::{STEP, Style};
use super::guard::room;
use super::layout::{BracketBlock, Member};
use super::lex::Span;

/// A text and the changes to make in it.
pub(super) struct Patches<'t> {
    text: &'t str,
    newline: &'static str,
    changes: Vec<(Span, String)>,
    /// Values that are taken away or already got a comma.
    settled: Vec<usize>,
}

impl<'t> Patches<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let first = text.split_inclusive('\n').next().unwrap_or_default();
        Self {
            text,
            newline: if first.ends_with("\r\n") {
                "\r\n"
            } else {
                "\n"
            },
            changes: Vec::new(),
            settled: Vec::new(),
        }
    }

    /// How a value at this offset is written.
    pub(super) fn style(&self, at: usize) -> Style<'t> {
        Style {
            newline: self.newline,
            indent: self.indent(at),
        }
    }

    /// How new members of a block are written: as its first one, or one step right of its bracket.
    pub(super) fn style_in(&self, block: &BracketBlock, out: &'t mut String) -> Style<'t> {
        let own_line = |m: &&Member| self.own_line(m.begin()).is_some();
        if let Some(member) = block.members.iter().find(own_line) {
            return self.style(member.begin());
        }
        *out = format!("{}{STEP}", self.indent(block.close));
        Style {
            newline: self.newline,
            indent: out,
        }
    }

    pub(super) fn replace(&mut self, span: Span, with: String) {
        self.changes.push((span, with));
    }

    /// Whether a comment stands right above a field, before its value or behind it.
    pub(super) fn has_comment(&self, member: &Member) -> bool {
        let part = |start, end| self.text.get(start..end).unwrap_or_default().trim();
        let behind = part(member.value.end, member.tail);
        !part(self.lead(member), member.begin()).is_empty()
            || part(member.name.end, member.value.start) != ":"
            || !matches!(behind, "" | ",")
    }

    /// Takes a field or a record away: this part of the text, which is its own.
    pub(super) fn remove(&mut self, member: &Member, own: Span) {
        self.settled.push(member.value.start);
        self.replace(own, String::new());
    }

    /// A field with its line, where it has one of its own.
    pub(super) fn own_of_field(&self, member: &Member) -> Span {
        let begin = member.begin();
        let whole = self.own_line(begin).filter(|_| self.ends_line(member.tail));
        let (start, end) = match whole {
            Some(start) => (start, member.tail),
            None => (begin, member.end()),
        };
        Span { start, end }
    }

    /// A record with the comments right above it; those behind a blank line stay.
    pub(super) fn own_of_record(&self, member: &Member) -> Span {
        let (start, end) = (self.lead(member), member.tail);
        Span { start, end }
    }

    /// Inserts a member, written with its comma, behind another one or at the block's beginning.
    pub(super) fn insert_after(
        &mut self,
        block: &BracketBlock,
        after: Option<&Member>,
        written: &str,
        style: Style<'_>,
    ) {
        let Some(member) = after else {
            return self.insert(block.start, block, written, style);
        };
        self.separate(member);
        self.insert(member.tail, block, written, style);
    }

    /// Inserts a member before another one and the comments that belong to it.
    pub(super) fn insert_before(
        &mut self,
        block: &BracketBlock,
        before: &Member,
        written: &str,
        style: Style<'_>,
    ) {
        self.insert(self.lead(before), block, written, style);
    }

    /// Brings members back as they stood elsewhere, in the order of their places there; `has_more` says whether
    /// others are new in the block.
    pub(super) fn bring_back(
        &mut self,
        block: &BracketBlock,
        mut all: Vec<StoodMember>,
        has_more: bool,
    ) {
        all.sort_by_key(|one| one.place);
        let mut left = all.len();
        for one in all {
            left -= 1;
            let next = one.after.map_or(0, |at| at + 1);
            let has_next = has_more || left > 0 || next < block.members.len();
            self.bring_back_one(block, one, has_next);
        }
    }

    fn bring_back_one(&mut self, block: &BracketBlock, one: StoodMember, has_next: bool) {
        let after = one.after.and_then(|at| block.members.get(at));
        let (anchor, line) = match after {
            Some(member) => {
                self.separate(member);
                (member.end(), member.tail)
            }
            None => (block.open, block.start),
        };
        let rest = self.text.get(anchor..).unwrap_or_default();
        let is_as_it_was = rest.starts_with(&one.stays);
        let mut text = one.text;
        if let Some(at) = one.comma.filter(|_| has_next || !is_as_it_was) {
            text.insert(at, ',');
        }
        if is_as_it_was || (self.ends_line(line) && text.ends_with('\n')) {
            let at = if is_as_it_was {
                anchor + one.stays.len()
            } else {
                line
            };
            self.replace(Span { start: at, end: at }, text);
        } else {
            let mut own = String::new();
            let style = self.style_in(block, &mut own);
            self.insert(line, block, text.trim(), style);
        }
    }

    /// Sees to it that a member which another one follows has a comma.
    fn separate(&mut self, member: &Member) {
        if member.comma.is_none() && !self.settled.contains(&member.value.start) {
            self.settled.push(member.value.start);
            let start = member.value.end;
            self.replace(Span { start, end: start }, ",".to_owned());
        }
    }

    /// How a member of a block stands here with its changes made, and where it goes in a present block. `own` says
    /// what goes with a member that is taken away, `is_same` which present member is one of here.
    pub(super) fn stood(
        self,
        block: &BracketBlock,
        place: usize,
        own: impl Fn(&Self, &Member) -> Span,
        present: &BracketBlock,
        is_same: impl Fn(&Member, &Member) -> bool,
    ) -> Option<StoodMember> {
        let member = block.members.get(place)?;
        let span = own(&self, member);
        let part = |start, end| self.text.get(start..end).unwrap_or_default();
        let (mut stays, mut until) = (String::new(), span.start);
        let (mut after, mut begin) = (None, block.open);
        for before in block.members.iter().take(place).rev() {
            after = present.members.iter().position(|now| is_same(now, before));
            if after.is_some() {
                begin = before.end();
                break;
            }
            let gone = own(&self, before);
            stays.insert_str(0, part(gone.end, until));
            until = gone.start;
        }
        stays.insert_str(0, part(begin, until));
        let behind = span.end - member.value.end;
        let text = self.within(span).text;
        Some(StoodMember {
            place,
            after,
            stays,
            comma: member.comma.is_none().then(|| text.len() - behind),
            text,
        })
    }

    fn insert(&mut self, at: usize, block: &BracketBlock, written: &str, style: Style<'_>) {
        let (newline, indent) = (style.newline, style.indent);
        let lines = if self.ends_line(at) {
            format!("{indent}{written}{newline}")
        } else {
            // Everything stands on one line: the new member gets its own, the rest follows on the next.
            let outer = self.indent(block.close);
            format!("{newline}{indent}{written}{newline}{outer}")
        };
        self.replace(Span { start: at, end: at }, lines);
    }

    /// The text with all changes made.
    pub(super) fn apply(self) -> PatchedText<'t> {
        let end = self.text.len();
        self.within(Span { start: 0, end })
    }

    /// A part of the text with all changes made; none of them is outside of it.
    fn within(mut self, part: Span) -> PatchedText<'t> {
        self.changes.sort_by_key(|(span, _)| span.start);
        let added: usize = self.changes.iter().map(|(_, with)| with.len()).sum();
        let mut made = PatchedText {
            before: self.text,
            text: String::with_capacity(room(part.end - part.start + added)),
            kept: Vec::with_capacity(self.changes.len() + 1),
        };
        let mut done = part.start;
        for (span, with) in &self.changes {
            made.keep(done, span.start);
            made.text.push_str(with);
            done = done.max(span.end);
        }
        made.keep(done, part.end);
        made
    }

    /// Where the lines of a record and its own comments begin.
    fn lead(&self, member: &Member) -> usize {
        let begin = member.begin();
        let trivia = self.text.get(member.lead..begin).unwrap_or_default();
        if trivia.trim().is_empty() {
            return member.lead;
        }
        let Some(line) = self.own_line(begin) else {
            return begin;
        };
        if trivia.contains("/*") {
            return line;
        }
        let above = self.text.get(member.lead..line).unwrap_or_default();
        let mut start = line;
        for line in above.split_inclusive('\n').rev() {
            if line.trim().is_empty() {
                break;
            }
            start -= line.len();
        }
        start
    }

    /// The beginning of the line, when only spaces stand before the offset.
    fn own_line(&self, at: usize) -> Option<usize> {
        let before = self.text.get(..at)?;
        let spaces = before.trim_end_matches([' ', '\t']);
        self.ends_line(spaces.len()).then_some(spaces.len())
    }

    fn ends_line(&self, at: usize) -> bool {
        at == 0 || self.text.as_bytes().get(at - 1) == Some(&b'\n')
    }

    /// The spaces the line of an offset begins with.
    fn indent(&self, at: usize) -> &'t str {
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = self.text.get(start..).unwrap_or_default();
        let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(..spaces).unwrap_or_default()
    }
}

/// A member as it stood in another text, and where it goes in the present one.
pub(super) struct StoodMember {
    /// Its place among the members there.
    place: usize,
    /// The present member that stood before it.
    after: Option<usize>,
    /// What stood between the two and stayed when it was taken away.
    stays: String,
    text: String,
    /// Where a comma goes in its text if it had none and something follows.
    comma: Option<usize>,
}

/// A text that was changed in places.
pub(super) struct PatchedText<'t> {
    /// The text as it was.
    pub(super) before: &'t str,
    /// The text as it is.
    pub(super) text: String,
    /// The stretches that stayed, in order: where each stood, and where it begins now.
    kept: Vec<(Span, usize)>,
}

impl PatchedText<'_> {
    fn keep(&mut self, start: usize, end: usize) {
        if let Some(stretch) = self.before.get(start..end) {
            self.kept.push((Span { start, end }, self.text.len()));
            self.text.push_str(stretch);
        }
    }

    /// Where a stretch begins now that is as it was, and so is what stands right before it and behind it.
    pub(super) fn now(&self, stretch: Span) -> Option<usize> {
        let after = self
            .kept
            .partition_point(|(of, _)| of.start < stretch.start);
        let (of, now) = self.kept.get(after.checked_sub(1)?)?;
        (stretch.end < of.end).then(|| now + (stretch.start - of.start))
    }

    /// Whether what is said to have stayed stands there byte for byte.
    pub(super) fn is_true(&self) -> bool {
        self.kept.iter().all(|(of, now)| {
            let end = now + (of.end - of.start);
            self.before.get(of.start..of.end) == self.text.get(*now..end)
        })
    }
}
