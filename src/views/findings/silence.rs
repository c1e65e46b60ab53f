//! Silencing a finding for what it is about, and waking it.

use crate::desk::Desk;
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::dialogs::prompt::Prompt;
use crate::edit::Edit;
use crate::model::id::Id;
use crate::model::record::{Declared, Kind};
use crate::model::silence::Silence;
use crate::model::words::worded;
use crate::views::findings::{Findings, current, has_rows};

pub(super) fn can_silence(desk: &Desk, findings: &Findings) -> Result<(), String> {
    match current(desk, findings).map(|finding| finding.place.record()) {
        Some(Some((kind, _))) if Silence::fits(kind) => Ok(()),
        Some(_) => Err(worded("only a finding of one item or record can be silenced").to_owned()),
        None => has_rows(desk, findings),
    }
}

pub(super) fn silence_or_wake(desk: &mut Desk, findings: &mut Findings) {
    let Some(finding) = current(desk, findings) else {
        return;
    };
    let code = finding.check.code;
    match (finding.silence, finding.place.record()) {
        (Some(id), _) => {
            if desk.workspace.get::<Silence>(id).is_some() {
                let kind: &'static Kind = Silence::KIND;
                findings.chosen = None;
                desk.commit(&format!("woke {code}"), vec![Edit::Remove { kind, id }]);
            }
        }
        (None, Some((kind, id))) => {
            let label = format!("{code} may stay because");
            let placeholder = "the reason, for those who ask why";
            let prompt = Prompt::new(label, placeholder, move |desk, reason: String| {
                desk.with(move |desk, findings| {
                    silence(desk, findings, code, kind, id, &reason);
                    Vec::new()
                });
            });
            prompt.or_blank().kept(None).open(desk);
        }
        (None, None) => {}
    }
}

/// Silences a finding of a record for a reason, which it must have.
fn silence(
    desk: &mut Desk,
    findings: &mut Findings,
    code: &'static str,
    kind: &'static Kind,
    about: Id,
    reason: &str,
) {
    let Some(record) = desk.workspace.record(kind, about) else {
        desk.notice = Some(Notice::hint("it has been deleted meanwhile"));
        return;
    };
    let title = quoted(&desk.workspace.title(record));
    if reason.is_empty() {
        desk.notice = Some(Notice::hint(
            "a silence needs a reason · nothing was silenced",
        ));
        return;
    }
    let mut silence = Silence::new(desk.fresh(Silence::KIND));
    code.clone_into(&mut silence.code);
    reason.clone_into(&mut silence.reason);
    if !silence.set_about(kind, about) {
        return;
    }
    // The next one takes its row.
    findings.chosen = None;
    desk.commit(
        &format!("silenced {code} for {title}"),
        vec![Edit::Insert(Box::new(silence))],
    );
}
