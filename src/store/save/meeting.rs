//! What is to be saved meets what stands in the file by now.
//!
//! Owns on which text the result is written: on theirs where somebody else wrote, so that their comments and
//! what is not understood in it stay.

use std::path::Path;

use super::error::SaveError;
use super::{KnownFile, Layout, Save};
use crate::edit;
use crate::model::Workspace;
use crate::model::text::clean_line;
use crate::store::render::{NotOver, render_over};
use crate::store::{LoadError, guard, parse_with, unfinished};

/// What is to be written now.
pub(super) struct Met {
    /// The text.
    pub(super) text: String,
    /// What it says.
    pub(super) workspace: Workspace,
    /// What somebody else wrote since the file was last seen.
    pub(super) theirs: Option<KnownFile>,
    /// Whether they want something else than we do at the same place; the text has ours.
    pub(super) clashes: bool,
}

/// Brings what is to be saved and the bytes that stand in the file together.
pub(super) fn meet(
    save: &Save<'_>,
    layout: Layout,
    target: &Path,
    bytes: &[u8],
) -> Result<Met, SaveError> {
    let unreadable = |error: LoadError| SaveError::Unreadable {
        path: target.into(),
        reason: clean_line(&error.to_string()).into_owned(),
    };
    let text = guard::decode(bytes).map_err(unreadable)?;
    let written = |workspace: &Workspace, text: &str| match render_over(
        workspace,
        text,
        &save.known.earlier(),
    ) {
        Ok(text) => Ok(text),
        Err(NotOver::Anew(text)) if layout == Layout::MayGo => Ok(text),
        Err(NotOver::Anew(_)) => Err(SaveError::Anew {
            path: target.into(),
        }),
        Err(NotOver::Never(why)) => Err(why.into()),
    };
    let is_known = bytes == save.known.bytes();
    if is_known && save.base.is_none() {
        let template = unfinished::template(text);
        return Ok(Met {
            text: written(save.workspace, template.as_deref().unwrap_or(text))?,
            workspace: save.workspace.clone(),
            theirs: None,
            clashes: false,
        });
    }
    let theirs = if is_known {
        save.known.workspace.clone()
    } else {
        let kinds: Vec<_> = save.workspace.kinds().collect();
        parse_with(&kinds, text).map_err(unreadable)?.0
    };
    let base = save.base.unwrap_or(&save.known.workspace);
    let merge = edit::merge::merge(Some(base), save.workspace, &theirs);
    let mut workspace = save.workspace.clone();
    // They lead from ours to what merging made of it.
    let _ = edit::restore(&mut workspace, merge.edits);
    Ok(Met {
        text: written(&workspace, text)?,
        workspace,
        clashes: !merge.conflicts.is_empty(),
        theirs: (!is_known).then(|| KnownFile::new(bytes, theirs)),
    })
}
