//! What is to be saved meets what stands in the file by now.
//!
//! Owns on which text the result is written: on theirs where somebody else wrote, so that their comments and
//! what is not understood in it stay.

use std::path::Path;

use super::error::SaveError;
use super::saved::{Layout, Save};
use crate::edit;
use crate::model::Workspace;
use crate::model::text::clean_line;
use crate::store::fault::LoadError;
use crate::store::known::KnownFile;
use crate::store::load::{Reading, read};
use crate::store::render::{NotOver, render_over};
use crate::store::{guard, unfinished};

/// What is to be written now.
pub(super) struct Met {
    /// What the file is going to hold.
    pub(super) known: KnownFile,
    /// What somebody else wrote since the file was last seen.
    pub(super) theirs: Option<KnownFile>,
    /// Whether they want something else than we do at the same place; the text has ours.
    pub(super) clashes: bool,
}

/// Brings what is to be saved and what stands in the file together: these bytes, if somebody else wrote, or else
/// what is known.
pub(super) fn meet(
    save: &Save<'_>,
    layout: Layout,
    target: &Path,
    theirs: Option<&[u8]>,
) -> Result<Met, SaveError> {
    let unreadable = |error: LoadError| SaveError::Unreadable {
        path: target.into(),
        reason: clean_line(&error.to_string()).into_owned(),
    };
    let kinds: Vec<_> = save.workspace.kinds().collect();
    let written = |workspace: Workspace, reading: &Reading<'_>| {
        let rendered = match render_over(&workspace, reading, save.known.earlier()) {
            Err(NotOver::Anew(rendered)) if layout == Layout::MayGo => rendered,
            Err(NotOver::Anew(_)) => {
                return Err(SaveError::Anew {
                    path: target.into(),
                });
            }
            Err(NotOver::Never(why)) => return Err(why.into()),
            Ok(rendered) => rendered,
        };
        Ok(KnownFile::written(rendered, workspace))
    };
    let is_known = theirs.is_none();
    let bytes = theirs.unwrap_or_else(|| save.known.bytes());
    let template;
    let there = if let Some(known) = save.known.reading().filter(|_| is_known) {
        known
    } else {
        let text = guard::decode(bytes).map_err(unreadable)?;
        template = unfinished::template(text).filter(|_| is_known);
        read(&kinds, template.as_deref().unwrap_or(text)).map_err(unreadable)?
    };
    if is_known && save.base.is_none() {
        let known = match save.known.as_it_stood(save.workspace) {
            Some(known) => known,
            None => written(save.workspace.clone(), &there)?,
        };
        return Ok(Met {
            known,
            theirs: None,
            clashes: false,
        });
    }
    let theirs = if is_known {
        &save.known.workspace
    } else {
        &there.workspace
    };
    let base = save.base.unwrap_or(&save.known.workspace);
    let merge = edit::merge::merge(Some(base), save.workspace, theirs);
    let mut workspace = save.workspace.clone();
    // They lead from ours to what merging made of it.
    let _ = edit::restore(&mut workspace, merge.edits);
    Ok(Met {
        known: written(workspace, &there)?,
        clashes: !merge.conflicts.is_empty(),
        theirs: (!is_known).then(|| {
            let layout = there.known_layout();
            KnownFile::new(bytes, there.workspace).laid_out(layout)
        }),
    })
}
