//! Markdown: the backlog for a wiki or a chat.
//!
//! Owns the sections; [`mod@escape`] makes a text harmless in them, [`tables`] lays out
//! what other formats tell in tables. The numbers are those of the screens.

pub(super) mod escape;
pub(super) mod tables;

use std::fmt::Write as _;
use std::io::Write;

use self::escape::escape;
pub use self::tables::as_markdown;
use self::tables::lay_out;
use super::content::{Content, Written};
use super::flow;
use super::insight;
use super::table::items;
use crate::model::bucket::Bucket;
use crate::model::field::Choice;
use crate::model::format::{count as counted, known, percent};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::product::Product;
use crate::model::settings::Settings;
use crate::model::text::Severity;
use crate::model::words::worded;
use crate::scoring::evaluation::{BalanceBasis, Score};
use crate::scoring::facts::FactTable;
use crate::scoring::levels;
use crate::scoring::plan::words::known_part;
use crate::scoring::ranking::method::{Method, Pull};

/// Writes the backlog.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let page = MarkdownPage { content };
    let mut out = page.head();
    let tables = [
        page.ranked(),
        page.unranked(),
        page.beside(),
        page.closed(),
        page.balance(),
    ];
    let known = [flow::tables(content), insight::tables(content)].concat();
    for table in tables
        .iter()
        .chain(&known)
        .filter(|table| table.says_something())
    {
        lay_out(table, &mut out);
    }
    out += &page.findings();
    to.write_all(out.as_bytes())?;
    Ok(Vec::new())
}

struct MarkdownPage<'a> {
    content: &'a Content<'a>,
}

impl MarkdownPage<'_> {
    /// A text of the user, as far as it may be seen.
    fn text(&self, text: &str) -> String {
        self.content.disclosure.text(text).into_owned()
    }

    /// What it is, of which day, and by which method.
    fn head(&self) -> String {
        let workspace = self.content.workspace;
        let names = [
            &workspace.the::<Product>().name,
            &workspace.the::<Settings>().title,
        ];
        let names = names.into_iter().filter(|name| !name.is_empty());
        let names: Vec<String> = names.map(|name| escape(&self.text(name))).collect();
        let name = if names.is_empty() {
            "Backlog".to_owned()
        } else {
            names.join(" · ")
        };
        let evaluation = self.content.evaluation;
        let method = Method::of(evaluation.lens);
        let mut out = format!("# {name}\n\n");
        if let Some(day) = self.content.today {
            let _ = write!(out, "{} · ", day.format("%-d %b %Y"));
        }
        let lens = evaluation.lens.word().label;
        let _ = writeln!(out, "Ranked by {lens}: {}", escape(method.formula));
        for note in evaluation.notes() {
            let _ = writeln!(out, "\nNote: {}", escape(&self.text(&note)));
        }
        out
    }

    fn ranked(&self) -> FactTable {
        let mut rows = Vec::new();
        for (item, score) in self.open(|score| score.rank.is_some()) {
            let shown = self.content.disclosure.score(score.line.score);
            rows.push(vec![
                score.rank.map_or_else(String::new, |rank| rank.to_string()),
                self.text(&item.key),
                self.text(&item.title),
                shown.map_or_else(String::new, |score| {
                    self.content.evaluation.written(item.id, score)
                }),
                size(item),
                self.bucket(item),
                item.state.word().label.to_owned(),
                self.why(item, score),
            ]);
        }
        let cut = self.content.evaluation.cut.filter(|_| !rows.is_empty());
        let cut = cut.map(|cut| {
            let points = cut.capacity.to_short();
            let items = counted(cut.fitting, "item", "items");
            format!("The capacity of {points} points holds {items}.")
        });
        let columns = "Rank: | Key | Title | Score: | Size: | Allocation | State | Why";
        let mut table = FactTable::new("Ranked", columns, rows).noting(cut);
        if let Some(score) = table
            .columns
            .iter_mut()
            .find(|column| column.name == "Score")
        {
            score.name = Method::of(self.content.evaluation.lens).heading;
        }
        table
    }

    /// What is open and has no rank, and what it takes.
    fn unranked(&self) -> FactTable {
        let mut rows = Vec::new();
        for (item, score) in self.open(|score| score.is_ranked && score.rank.is_none()) {
            let missing = match score.line.wrong {
                Some(wrong) => wrong.to_owned(),
                None => score.line.missing.join(", "),
            };
            rows.push(vec![
                self.text(&item.key),
                self.text(&item.title),
                self.text(&missing),
                size(item),
                self.bucket(item),
                item.state.word().label.to_owned(),
            ]);
        }
        let columns = "Key | Title | Unknown | Size: | Allocation | State";
        FactTable::new("Without a score", columns, rows)
    }

    /// What is larger than what is ranked, or a part of it.
    fn beside(&self) -> FactTable {
        let row = |(item, _): (&Item, Score<'_>)| {
            vec![
                self.text(&item.key),
                self.text(&item.title),
                levels::level(item).word().label.to_owned(),
                self.text(self.content.workspace.name::<Item>(item.parent.0)),
                size(item),
                item.state.word().label.to_owned(),
            ]
        };
        let rows = self.open(|score| !score.is_ranked).map(row).collect();
        let columns = "Key | Title | Level | Part of | Size: | State";
        FactTable::new(worded("Larger items and parts"), columns, rows)
    }

    fn closed(&self) -> FactTable {
        let closed = items(self.content).filter(|item| !item.state.is_open());
        let row = |item: &Item| {
            let state = item.state.word().label.to_owned();
            vec![self.text(&item.key), self.text(&item.title), state]
        };
        let rows = closed.map(row).collect();
        FactTable::new("Done, parked or declined", "Key | Title | State", rows)
    }

    /// Effort by bucket against the targets, of the whole backlog.
    fn balance(&self) -> FactTable {
        let columns = "Allocation | Share: | Target: | Verdict | Points:";
        let balance = &self.content.evaluation.balance;
        let allocation = match &balance.allocation {
            Ok(allocation) => allocation,
            Err(why) => {
                let note = format!("None: {why}.");
                return FactTable::new("Balance", columns, Vec::new()).noting([note]);
            }
        };
        let mut rows = Vec::new();
        for (id, bucket) in balance.buckets.iter().zip(&allocation.buckets) {
            let target = bucket.target.percent();
            let (share, status) = match &bucket.mix {
                Some(mix) => (percent(mix.percent), mix.status.word()),
                None => ("?".to_owned(), "no data"),
            };
            rows.push(vec![
                self.name_of(*id),
                share,
                target,
                status.to_owned(),
                bucket.effort.to_short(),
            ]);
        }
        if let Some(none) = allocation.none {
            let share = none.mix.map(|mix| percent(mix.percent));
            let (share, points) = (known(share, "?"), none.effort.to_short());
            rows.push(
                ["None set", &share, "–", "", &points]
                    .map(str::to_owned)
                    .to_vec(),
            );
        }
        let basis = match balance.basis {
            BalanceBasis::Planned => format!(
                "Of the effort planned for {}",
                self.content.coming().map_or_else(
                    || worded("the coming planning interval").to_owned(),
                    |of| self.text(&of.name)
                )
            ),
            BalanceBasis::Open => worded("Of the effort of all open items").to_owned(),
        };
        let mut note = format!("{basis}.");
        if let Some(words) = known_part(allocation) {
            let _ = write!(note, " Shares: {words}.");
        }
        let is_told = !rows.is_empty();
        FactTable::new("Balance", columns, rows).noting(is_told.then_some(note))
    }

    /// What the backlog's own checks report, but for notes, what is silenced, and what is about others.
    fn findings(&self) -> String {
        let all = self.content.findings();
        let loud = all.filter(|finding| finding.check.severity > Severity::Note);
        let workspace = self.content.workspace;
        let mut out = String::new();
        for finding in loud {
            if out.is_empty() {
                out += "\n## Findings\n\n";
            }
            let place = escape(&self.text(&finding.place.words(workspace)));
            let reason = escape(&self.text(&finding.reason.words(workspace)));
            let (word, code) = (finding.check.severity.word(), finding.check.code);
            let _ = writeln!(out, "- {word} `{code}` {place}: {reason}");
        }
        out
    }

    /// The open items that are meant, with their numbers.
    fn open(&self, wanted: impl Fn(Score<'_>) -> bool) -> impl Iterator<Item = (&Item, Score<'_>)> {
        let open = items(self.content).filter(|item| item.state.is_open());
        let scored = open.filter_map(|item| Some((item, self.content.evaluation.score(item.id)?)));
        scored.filter(move |(_, score)| wanted(*score))
    }

    /// The reason for a rank in a few words.
    fn why(&self, item: &Item, score: Score<'_>) -> String {
        let mut parts = Vec::new();
        let shows_cost = Method::of(self.content.evaluation.lens).shows_cost;
        if let (true, Some(cost), Some(size)) = (shows_cost, score.cost_of_delay, item.size.value) {
            parts.push(format!("cost of delay {} ÷ {size}", cost.to_short()));
        }
        parts.extend(
            self.content
                .evaluation
                .race
                .mark(self.content.workspace, item),
        );
        match score.line.pull {
            Pull::Lifted => parts.push("lifted by what needs it".to_owned()),
            Pull::HeldBack => parts.push("held back by what it needs".to_owned()),
            Pull::None => {}
        }
        match item.pin.filter(|_| score.is_pinned) {
            Some(pin) if item.pin_reason.is_empty() => {
                parts.push(format!("placed at {pin} by hand"));
            }
            Some(pin) => parts.push(format!(
                "placed at {pin} by hand: {}",
                self.text(&item.pin_reason)
            )),
            None => {}
        }
        if score.is_tied {
            parts.push("tied".to_owned());
        }
        parts.join("; ")
    }

    fn bucket(&self, item: &Item) -> String {
        item.bucket
            .0
            .map_or_else(String::new, |id| self.name_of(id))
    }

    fn name_of(&self, id: Id) -> String {
        let bucket = self.content.workspace.get::<Bucket>(id);
        bucket.map_or_else(String::new, |bucket| self.text(&bucket.name))
    }
}

/// The size of an item, or that it is unknown.
fn size(item: &Item) -> String {
    let size = item.size.value;
    size.map_or_else(|| "?".to_owned(), |size| size.to_string())
}
