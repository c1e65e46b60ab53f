//! What is known of a file: its text, what that says and where everything stands in it, and texts it had before.
//!
//! Owns which earlier texts are kept in mind, and that a save begins with what is known instead of reading the
//! file once more.

use std::sync::Arc;

use super::fingerprint::Fingerprint;
use super::layout::BracketBlock;
use super::load::{Reading, read};
use super::render::Rendered;
use super::tidy::blanks;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::record::Kind;

/// How many earlier texts of a file are kept in mind, and how many bytes of them.
const EARLIER: (usize, usize) = (16, 64 * 1024 * 1024);

/// How many states of a file are kept in mind as they stood, and how many bytes of them.
const STOOD: (usize, usize) = (200, 32 * 1024 * 1024);

/// What a file holds, as far as is known.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownFile {
    bytes: Arc<Vec<u8>>,
    fingerprint: Fingerprint,
    /// What it says.
    pub workspace: Workspace,
    /// Where everything stands in it; none where that is not known, or something in it is not understood.
    layout: Option<Arc<BracketBlock>>,
    /// Texts it had before records or fields were taken out of it, the newest first: what comes back comes back as it
    /// stood there.
    earlier: Vec<EarlierText>,
    /// The states it had since somebody else wrote it last, the newest first: a step back leaves no trace in it.
    stood: Vec<StoodText>,
}

impl KnownFile {
    /// A file that holds these bytes and says this.
    pub fn new(bytes: impl Into<Vec<u8>>, workspace: Workspace) -> Self {
        Self::holding(Arc::new(bytes.into()), workspace)
    }

    /// A file that holds these bytes, of which others may have a part.
    pub(super) fn holding(bytes: Arc<Vec<u8>>, workspace: Workspace) -> Self {
        Self {
            fingerprint: Fingerprint::of(&bytes),
            bytes,
            workspace,
            layout: None,
            earlier: Vec::new(),
            stood: Vec::new(),
        }
    }

    /// A file that holds what was written just now.
    pub(super) fn written(rendered: Rendered, workspace: Workspace) -> Self {
        Self {
            layout: rendered.layout,
            ..Self::new(rendered.text, workspace)
        }
    }

    /// The same file, in which everything stands so.
    #[must_use]
    pub(super) fn laid_out(mut self, layout: Option<Arc<BracketBlock>>) -> Self {
        self.layout = layout;
        self
    }

    /// The same file, of which these earlier texts are known besides.
    #[must_use]
    pub fn with_earlier(mut self, texts: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let text = |bytes| EarlierText {
            bytes: Arc::new(bytes),
            read: None,
        };
        self.earlier = texts.into_iter().map(text).collect();
        self
    }

    /// The file as it stood when it said this, byte for byte, unless somebody else wrote it since.
    pub(super) fn as_it_stood(&self, workspace: &Workspace) -> Option<Self> {
        if self.workspace == *workspace {
            return None;
        }
        let mut stood = self.stood.iter();
        let text = stood.find(|text| text.workspace == *workspace)?;
        Some(Self::holding(Arc::clone(&text.bytes), workspace.clone()))
    }

    /// The same file as it came to be after another state of it, and what others wrote meanwhile.
    pub(super) fn after(mut self, before: &Self, theirs: Option<&Self>) -> Self {
        let is_gone = |kind| {
            let mut pairs = before.workspace.apart(&self.workspace, kind);
            pairs.any(|pair| match pair {
                (Some(then), Some(now)) => blanks(then, now),
                (then, now) => then.is_some() && now.is_none(),
            })
        };
        let last = before.workspace.kinds().any(is_gone).then(|| EarlierText {
            bytes: Arc::clone(&before.bytes),
            read: before
                .layout
                .clone()
                .map(|layout| (before.workspace.clone(), layout)),
        });
        let all = last.into_iter().chain(before.earlier.iter().cloned());
        self.earlier = newest(all, EARLIER, |text| text.bytes.len());
        let is_other = before.bytes != self.bytes || before.workspace != self.workspace;
        let last = is_other.then(|| StoodText {
            bytes: Arc::clone(&before.bytes),
            workspace: before.workspace.clone(),
        });
        let all = last.into_iter().chain(before.stood.iter().cloned());
        let all = all.filter(|_| theirs.is_none());
        self.stood = newest(all, STOOD, |text| text.bytes.len());
        self
    }

    /// Its text as it was read; none where it has to be read first.
    pub(super) fn reading(&self) -> Option<Reading<'_>> {
        let text = std::str::from_utf8(&self.bytes).ok()?;
        let layout = self.layout.as_ref()?;
        Some(Reading::known(
            text,
            self.workspace.clone(),
            Arc::clone(layout),
        ))
    }

    /// The texts it had before.
    pub(super) fn earlier(&self) -> &[EarlierText] {
        &self.earlier
    }

    /// What it holds.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The fingerprint of what it holds.
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

/// A text that a file had before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EarlierText {
    bytes: Arc<Vec<u8>>,
    /// What it says and where everything stands in it, if that is known.
    read: Option<(Workspace, Arc<BracketBlock>)>,
}

/// A state of a file: its text, and what that says.
#[derive(Clone, Debug, PartialEq)]
struct StoodText {
    bytes: Arc<Vec<u8>>,
    workspace: Workspace,
}

/// The first so many texts, with so many bytes in all.
fn newest<T>(
    texts: impl Iterator<Item = T>,
    (count, bytes): (usize, usize),
    size: impl Fn(&T) -> usize,
) -> Vec<T> {
    let mut left = bytes;
    let fits = |text: &T| {
        let rest = left.checked_sub(size(text));
        left = rest.unwrap_or_default();
        rest.is_some()
    };
    texts.take(count).take_while(fits).collect()
}

impl EarlierText {
    /// The text as it was read, if one of these records may be in it.
    pub(super) fn reading(
        &self,
        kinds: &[&'static Kind],
        records: &[(&Kind, Id)],
    ) -> Option<Reading<'_>> {
        let text = std::str::from_utf8(&self.bytes).ok()?;
        if let Some((workspace, layout)) = &self.read {
            let holds = |(kind, id): &(&Kind, Id)| workspace.record(kind, *id).is_some();
            return records
                .iter()
                .any(holds)
                .then(|| Reading::known(text, workspace.clone(), Arc::clone(layout)));
        }
        let holds = |(_, id): &(&Kind, Id)| text.contains(id.as_str());
        records.iter().any(holds).then(|| read(kinds, text).ok())?
    }
}
