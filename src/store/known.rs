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
            others_wrote: true,
        };
        self.earlier = texts.into_iter().map(text).collect();
        self
    }

    /// The file as it stood when it said this, byte for byte, unless somebody else wrote it since.
    pub(super) fn as_it_stood(&self, workspace: &Workspace) -> Option<Self> {
        let layout = |text: &EarlierText| {
            let (said, layout) = text.read.as_ref().filter(|_| !text.others_wrote)?;
            (said == workspace).then(|| Arc::clone(layout))
        };
        let is_news = self.workspace != *workspace;
        let mut texts = self.earlier.iter().filter(|_| is_news);
        texts.find_map(|text| {
            Some(Self {
                bytes: Arc::clone(&text.bytes),
                fingerprint: Fingerprint::of(&text.bytes),
                workspace: workspace.clone(),
                layout: Some(layout(text)?),
                earlier: Vec::new(),
            })
        })
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
            others_wrote: false,
        });
        let mut left = EARLIER.1;
        let fits = |text: &EarlierText| {
            let rest = left.checked_sub(text.bytes.len());
            left = rest.unwrap_or_default();
            rest.is_some()
        };
        let all = last.into_iter().chain(before.earlier.iter().cloned());
        self.earlier = all.take(EARLIER.0).take_while(fits).collect();
        for text in self.earlier.iter_mut().filter(|_| theirs.is_some()) {
            text.others_wrote = true;
        }
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
    /// Whether somebody else wrote the file since, or may have.
    others_wrote: bool,
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
