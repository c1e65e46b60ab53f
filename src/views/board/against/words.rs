//! What moved since a moment, in words: a line for each item.

use crate::desk::changes::value;
use crate::model::Workspace;
use crate::model::criterion::Criterion;
use crate::model::field::{Choice, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::option::ItemOption;
use crate::model::record::{Declared, Record};
use crate::model::words::worded;
use crate::scoring::since::{Changed, RankReason, Several, Since};

/// The groups items are told in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Moved,
    New,
    Closed,
    Gone,
    Same,
}

/// The groups in their order, with their headings.
const GROUPS: [(Group, &str); 5] = [
    (Group::Moved, "Moved"),
    (Group::New, "New"),
    (Group::Closed, "Done, parked or declined"),
    (Group::Gone, "Gone"),
    (Group::Same, "At the same rank, but changed"),
];

/// The first line: since when, by which method.
pub fn head(since: &Since, when: &str) -> String {
    format!("{when}, ranked by {}", since.lens.word().label)
}

/// What is not the same, in words; the records before and after give the names.
pub fn lines(since: &Since, both: [&Workspace; 2]) -> Vec<String> {
    let names = Names(both);
    let mut lines = Vec::new();
    if let Some([before, after]) = since.lenses {
        let [before, after] = [before, after].map(|lens| lens.word().label);
        lines.push(format!("The board opened with {before}, now with {after}."));
    }
    if !since.criteria.is_empty() {
        let all = since.criteria.iter().map(|id| names.one::<Criterion>(*id));
        let all: Vec<String> = all.collect();
        lines.push(format!("Criteria that changed: {}.", all.join(", ")));
    }
    for (group, heading) in GROUPS {
        let items = since.items.iter();
        let items: Vec<&Changed> = items.filter(|item| names.group(item) == group).collect();
        if !items.is_empty() {
            lines.extend((!lines.is_empty()).then(String::new));
            lines.push(format!("{heading} ({})", items.len()));
            lines.extend(items.into_iter().map(|item| names.line(item)));
        }
    }
    if lines.is_empty() {
        lines.push("Nothing moved.".to_owned());
    }
    lines
}

/// The records before and after, for names.
struct Names<'a>([&'a Workspace; 2]);

impl Names<'_> {
    fn one<R: Declared>(&self, id: Id) -> String {
        let [before, after] = self.0.map(|workspace| workspace.record(R::KIND, id));
        let found = after.or(before);
        found.map_or_else(|| id.to_string(), <dyn Record>::title)
    }

    fn group(&self, item: &Changed) -> Group {
        let stays_open = self
            .0
            .map(|workspace| workspace.get::<Item>(item.id))
            .map(|item: Option<&Item>| item.is_some_and(|item| item.state.is_open()));
        if item.reasons.contains(&RankReason::New) {
            Group::New
        } else if item.reasons.contains(&RankReason::Gone) {
            Group::Gone
        } else if stays_open == [true, false] {
            Group::Closed
        } else if item.rank[0] == item.rank[1] {
            Group::Same
        } else {
            Group::Moved
        }
    }

    /// `Returns portal  7 → 3  ▲4: Time criticality 5 → 13`.
    fn line(&self, item: &Changed) -> String {
        let rank = |rank: Option<usize>| rank.map_or_else(|| "none".to_owned(), |r| r.to_string());
        let [before, after] = item.rank;
        let ranks = match self.group(item) {
            Group::Gone if before.is_none() => "had no rank".to_owned(),
            Group::Gone => format!("was rank {}", rank(before)),
            Group::New | Group::Same if after.is_none() => "no rank".to_owned(),
            Group::New | Group::Same => format!("rank {}", rank(after)),
            Group::Moved | Group::Closed => format!("{} → {}", rank(before), rank(after)),
        };
        let title = self.one::<Item>(item.id);
        let by = match item.up() {
            Some(by) if by > 0 => format!("  ▲{by}"),
            Some(by) if by < 0 => format!("  ▼{}", by.unsigned_abs()),
            _ => String::new(),
        };
        let facts = self.facts(item);
        let facts = if facts.is_empty() {
            String::new()
        } else {
            format!(": {}", facts.join("; "))
        };
        format!("{title}  {ranks}{by}{facts}")
    }

    /// The reasons, then what else changed.
    fn facts(&self, item: &Changed) -> Vec<String> {
        let mut facts: Vec<String> = Vec::new();
        let mut said: &[usize] = &[];
        for reason in &item.reasons {
            if let RankReason::Own(fields) = reason {
                said = fields;
            }
            facts.extend(self.reason(item, reason));
        }
        let rest = item.fields.iter().filter(|at| !said.contains(at));
        facts.extend(rest.map(|at| self.field(item, *at)));
        if let Some([before, after]) = item.option {
            let name = |id: Option<Id>| {
                id.map_or_else(|| "none".to_owned(), |id| self.one::<ItemOption>(id))
            };
            facts.push(format!("chosen option {} → {}", name(before), name(after)));
        }
        facts
    }

    fn reason(&self, item: &Changed, reason: &RankReason) -> Option<String> {
        Some(match reason {
            RankReason::New | RankReason::Gone => return None,
            RankReason::Own(fields) => {
                let fields = fields.iter().map(|at| self.field(item, *at));
                fields.collect::<Vec<_>>().join(", ")
            }
            RankReason::Weights => "the criteria changed".to_owned(),
            RankReason::Calendar => worded("the planning intervals changed").to_owned(),
            RankReason::Linked(several) => format!("linked by needs to {}", self.several(several)),
            RankReason::Came(several) => format!("came above it: {}", self.several(several)),
            RankReason::Left(several) => {
                format!("left the ranks above it: {}", self.several(several))
            }
            RankReason::Passed(several) => format!("passed by {}", self.several(several)),
            RankReason::Fell(several) => format!("fell behind it: {}", self.several(several)),
            RankReason::Shifted(several) if several.count == 0 => {
                "what others changed decides its place".to_owned()
            }
            RankReason::Shifted(several) => {
                format!(
                    "places by hand and dependencies of others moved it against {}",
                    self.several(several)
                )
            }
        })
    }

    /// `Time criticality 5 → 13`.
    fn field(&self, item: &Changed, at: usize) -> String {
        let Some(field) = Item::KIND.fields.get(at) else {
            return String::new();
        };
        let words = self.0.map(|workspace| {
            let item = workspace.get::<Item>(item.id);
            let held = item.map_or(Value::Blank, |item| item.get(at));
            value(workspace, field.holds, &held)
        });
        format!("{} {}", field.label, words.join(" → "))
    }

    fn several(&self, several: &Several) -> String {
        let titles = several.first.iter().map(|id| self.one::<Item>(*id));
        let words = titles.collect::<Vec<_>>().join(", ");
        match several.count.saturating_sub(several.first.len()) {
            0 => words,
            more => format!("{words} and {more} more"),
        }
    }
}
