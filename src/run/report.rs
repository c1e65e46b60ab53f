//! The word `report`: what moved since an earlier version of a workspace, and why.

use std::fmt::Write;
use std::path::Path;

use super::outcome::RunOutcome;
use super::{commands, json, moment, recover};
use crate::desk::baseline::Moment;
use crate::exchange::audience::Disclosure;
use crate::model::Workspace;
use crate::model::audience::Audience;
use crate::model::settings::{Lens, Settings};
use crate::model::text::clean_line;
use crate::scoring::evaluation::{Evaluation, evaluate};
use crate::scoring::since::{RankedState, since};
use crate::store::places::Places;
use crate::store::{self, RealFiles};
use crate::views::board::against::{head, lines};

/// Compares a workspace with an earlier version of its file; both are ranked by the lens it has now. Others read only
/// what they may see of both.
pub(super) fn report(
    places: Option<&Places>,
    file: &Path,
    name: &str,
    audience: Audience,
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
    let file = clean_line(&file.to_string_lossy()).into_owned();
    let compared = Compared::new(&then, &now, moment, file);
    let mut outcome = compared.said(audience, as_json);
    let is_less = || compared.said(Audience::Private, as_json).out != outcome.out;
    if audience != Audience::Private && is_less() {
        let why = "private notes, amounts of money and private names are left out";
        outcome.err += "evenkeel: ";
        outcome.err += why;
        outcome.err += "; --audience private takes them along\n";
    }
    // What is printed, and nothing else, may still name somebody.
    let disclosure = compared.disclosures(audience).map(|of| {
        let _ = of.text(&outcome.out);
        of.doubts()
    });
    if let Some(words) = disclosure.into_iter().flatten().next() {
        let _ = writeln!(
            outcome.err,
            "evenkeel: may still name somebody who is kept private: {words}; look for these words"
        );
    }
    outcome
}

/// Two versions of a workspace, each with its ranking.
struct Compared<'w> {
    both: [&'w Workspace; 2],
    ranked: [Evaluation; 2],
    lens: Lens,
    moment: Moment,
    file: String,
}

impl<'w> Compared<'w> {
    fn new(then: &'w Workspace, now: &'w Workspace, moment: Moment, file: String) -> Self {
        let lens = now.the::<Settings>().lens;
        let both = [then, now];
        let today = super::outcome::today();
        Self {
            both,
            ranked: both.map(|workspace| evaluate(workspace, lens, Some(today))),
            lens,
            moment,
            file,
        }
    }

    /// What an audience may see of either version.
    fn disclosures(&self, audience: Audience) -> [Disclosure; 2] {
        let of = |workspace| Disclosure::of(workspace, self.lens, audience);
        self.both.map(of)
    }

    /// What moved, as an audience may read it. Who is private in one of them is so in both.
    fn said(&self, audience: Audience, as_json: bool) -> RunOutcome {
        let [then, now] = self.disclosures(audience);
        let [before, after] = self.both.map(|workspace| now.seen(&then.seen(workspace)));
        let [was, is] = &self.ranked;
        let state = |workspace, evaluation| RankedState {
            workspace,
            evaluation,
        };
        let mut since = since(state(&before, was), state(&after, is));
        for item in &mut since.items {
            item.score = item.score.map(|score| now.score(score));
        }
        let (file, moment) = (&self.file, &self.moment);
        if as_json {
            let body = json::since(&since, moment, [&before, &after]);
            return json::print("report", file, body, 0);
        }
        let when = format!("{file} since {} ({})", moment.label, moment.source);
        let mut out = format!("{}\n\n", clean_line(&head(&since, &when)));
        for line in lines(&since, [&before, &after]) {
            let _ = writeln!(out, "{}", clean_line(&line));
        }
        RunOutcome::shown(&out)
    }
}
