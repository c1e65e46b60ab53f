//! Writing the newest state: into its file, again where the file is gone, or beside one that cannot be written.
//!
//! Owns which of these it is. Whoever writes holds the press.

use std::path::Path;

use super::home::WorkspaceFile;
use super::{SaverShared, Snapshot};
use crate::model::text::clean_line;
use crate::store::{self, RealFiles, SaveError};

impl SaverShared {
    /// Writes the newest state, if it is not written yet. A file that is gone is only written again when asked.
    pub(super) fn write(&self) -> Result<(), String> {
        // What fails there is told, and no reason not to save.
        let _ = self.keep();
        let _turn = self.press();
        let (home, sheet, asked) = {
            let mut desk = self.desk();
            (desk.due, desk.latest) = (None, None);
            let (Some(home), Some(sheet)) = (&desk.home, &desk.sheet) else {
                return Ok(());
            };
            if home.saved == Some(sheet.revision) && !home.lost {
                if std::mem::take(&mut desk.asked) {
                    desk.tell_saved();
                }
                return Ok(());
            }
            if home.saved == Some(sheet.revision) && !desk.asked {
                return Err("the file does not hold it any more".to_owned());
            }
            (home.clone(), sheet.clone(), desk.asked)
        };
        let save = home.save(&sheet.workspace, self.state());
        let revision = sheet.revision;
        let announce =
            |fingerprint| self.in_journal(|journal| journal.saving(revision, fingerprint));
        let mut result = store::save_announced(&RealFiles, &save, announce);
        if asked && matches!(result, Err(SaveError::Missing { .. })) {
            result = store::again(&RealFiles, &save);
        }
        if result.is_ok() {
            self.in_journal(|journal| journal.saved(revision));
            self.back_up(&home);
        }
        let is_unreadable = matches!(result, Err(SaveError::Unreadable { .. }));
        let written = self.desk().written(&sheet, home.taken, result);
        if asked && is_unreadable {
            return written.map_err(|why| self.keep_ours(&home, &sheet, why));
        }
        written
    }

    /// Keeps the newest state beside a file that cannot be written; adds where to the reason.
    pub(super) fn set_aside(&self, why: String) -> String {
        let _turn = self.press();
        let (home, sheet) = {
            let desk = self.desk();
            let (Some(home), Some(sheet)) = (&desk.home, &desk.sheet) else {
                return why;
            };
            (home.clone(), sheet.clone())
        };
        self.keep_ours(&home, &sheet, why)
    }

    /// As [`SaverShared::set_aside`]; the press is held.
    fn keep_ours(&self, home: &WorkspaceFile, sheet: &Snapshot, why: String) -> String {
        let kept = store::set_aside(&RealFiles, &home.save(&sheet.workspace, self.state()));
        let Ok(kept) = kept else { return why };
        let name = clean_line(&kept.path.to_string_lossy()).into_owned();
        if let Some(home) = &mut self.desk().home
            && let Some(before) = home.ours.replace(kept.clone())
            && before != kept
        {
            before.discard(&RealFiles);
        }
        format!("{why} · yours is kept in {name}")
    }

    pub(super) fn state(&self) -> Option<&Path> {
        self.places.as_ref().map(|places| places.state.as_path())
    }
}
