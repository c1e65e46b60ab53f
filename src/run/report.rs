//! The word `report`: what moved since an earlier version of a workspace, and why.

use std::fmt::Write;
use std::path::Path;

use super::outcome::RunOutcome;
use super::{commands, json, moment, recover};
use crate::model::settings::Settings;
use crate::model::text::clean_line;
use crate::scoring::evaluation::evaluate;
use crate::scoring::since::{RankedState, since};
use crate::store::places::Places;
use crate::store::{self, RealFiles};
use crate::views::board::against::{head, lines};

/// Compares a workspace with an earlier version of its file; both are ranked by the lens it has now.
pub(super) fn report(
    places: Option<&Places>,
    file: &Path,
    name: &str,
    as_json: bool,
) -> RunOutcome {
    let now = match store::open(&RealFiles, file) {
        Ok(opened) => opened.workspace,
        Err(error) => return commands::unreadable(file, &error),
    };
    let (moment, then) = match moment::read(places, &recover::resolved(file), name) {
        Ok(read) => read,
        Err(why) => return RunOutcome::failed(why),
    };
    let lens = now.the::<Settings>().lens;
    let [before, after] =
        [&then, &now].map(|workspace| evaluate(workspace, lens, Some(super::outcome::today())));
    let state = |workspace, evaluation| RankedState {
        workspace,
        evaluation,
    };
    let since = since(state(&then, &before), state(&now, &after));
    let file = clean_line(&file.to_string_lossy()).into_owned();
    if as_json {
        let body = json::since(&since, &moment, [&then, &now]);
        return json::print("report", &file, body, 0);
    }
    let when = format!("{file} since {} ({})", moment.label, moment.source);
    let mut out = format!("{}\n\n", clean_line(&head(&since, &when)));
    for line in lines(&since, [&then, &now]) {
        let _ = writeln!(out, "{}", clean_line(&line));
    }
    RunOutcome::done(out)
}
