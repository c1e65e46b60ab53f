//! Silencing a finding for what it is about, and waking it.

use super::{current, has_rows};
use crate::app::App;
use crate::app::notice::Notice;
use crate::app::overlay::line;
use crate::app::views::board::quoted;
use crate::edit::Edit;
use crate::model::id::Id;
use crate::model::record::{Declared, Kind};
use crate::model::silence::Silence;

pub(super) fn can_silence(app: &App) -> Result<(), String> {
    match current(app).map(|finding| finding.place.record()) {
        Some(Some((kind, _))) if Silence::fits(kind) => Ok(()),
        Some(_) => Err("only a finding of one item or record can be silenced".to_owned()),
        None => has_rows(app),
    }
}

pub(super) fn silence_or_wake(app: &mut App) {
    let Some(finding) = current(app) else {
        return;
    };
    let code = finding.check.code;
    match (finding.silence, finding.place.record()) {
        (Some(id), _) => {
            if app.workspace.get::<Silence>(id).is_some() {
                let kind: &'static Kind = Silence::KIND;
                app.findings.chosen = None;
                app.commit(&format!("woke {code}"), vec![Edit::Remove { kind, id }]);
            }
        }
        (None, Some((kind, id))) => line::open(app, line::Purpose::Silence(code, kind, id), ""),
        (None, None) => {}
    }
}

/// Silences a finding of a record for a reason, which it must have.
pub(in crate::app) fn silence(
    app: &mut App,
    code: &'static str,
    kind: &'static Kind,
    about: Id,
    reason: &str,
) {
    let Some(record) = app.workspace.record(kind, about) else {
        app.notice = Some(Notice::hint("it is gone meanwhile"));
        return;
    };
    let title = quoted(&record.title());
    if reason.is_empty() {
        app.notice = Some(Notice::hint(
            "a silence needs a reason · nothing was silenced",
        ));
        return;
    }
    let mut silence = Silence::new(app.around.ids.fresh(&app.workspace, Silence::KIND));
    code.clone_into(&mut silence.code);
    reason.clone_into(&mut silence.reason);
    if !silence.set_about(kind, about) {
        return;
    }
    // The next one takes its row.
    app.findings.chosen = None;
    app.commit(
        &format!("silenced {code} for {title}"),
        vec![Edit::Insert(Box::new(silence))],
    );
}
