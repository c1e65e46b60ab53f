//! The facts behind a finding, and their words.

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::option::ItemOption;
use crate::scoring::evaluation::Flag;
use crate::scoring::method::factor_word;
use crate::scoring::ratio::Ratio;
use crate::scoring::robustness::matters::Verdict;
use crate::scoring::wsjf::Factor;

/// How many items a sentence names.
const NAMED: usize = 4;

/// A place in the order that people argue about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// The first places.
    Top,
    /// Where capacity ends.
    Cut,
}

/// The facts behind a finding; the item it is about is its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Each item needs the next, and the last one the first.
    Cycle {
        /// The items, in that order.
        way: Vec<Id>,
        /// How many more are entangled with them.
        others: usize,
    },
    /// Needs that are parked or declined.
    Parked(Vec<Id>),
    /// Needs that stand below it.
    Before(Vec<Id>),
    /// Needs without a score.
    Unscored(Vec<Id>),
    /// A request, and no need behind it.
    WithoutNeed,
    /// An option that is smaller and worth no less.
    Smaller {
        /// The option.
        option: Id,
        /// Its size.
        size: Number,
        /// The size of what is planned.
        than: Number,
    },
    /// The refuted assumptions.
    Refuted(Vec<Id>),
    /// The day on which it was to be looked at again.
    Review(NaiveDate),
    /// The day on which it was asked for.
    Asked(NaiveDate),
    /// Too much effort is Must.
    Must {
        /// The share, a fraction of 1.
        share: Ratio,
        /// The limit, in percent.
        limit: Ratio,
        /// The fewest items to make Should so that the limit holds.
        demotions: Vec<Id>,
    },
    /// Too much effort is urgent.
    Urgency {
        /// The share, a fraction of 1.
        share: Ratio,
        /// The limit, in percent.
        limit: Ratio,
        /// The urgent items, the largest first.
        items: Vec<Id>,
    },
    /// What a pin costs, in points times points.
    Pin {
        /// Paid - gained.
        net: Ratio,
        /// What a pin may cost here.
        most: Ratio,
        /// How many others are delivered at another time.
        moved: usize,
    },
    /// No date.
    WithoutDate,
    /// Blanks that matter.
    Missing {
        /// The blank columns.
        factors: Vec<Factor>,
        /// What they can change.
        verdict: Verdict,
    },
    /// A value beside the scale.
    OffScale {
        /// The column.
        factor: Factor,
        /// The value.
        value: Ratio,
    },
    /// What is wrong with a column.
    Column(Flag),
    /// One step swaps it with the item below.
    NearTie {
        /// The item below.
        with: Id,
        /// Whose estimate moves.
        mover: Id,
        /// The estimate.
        factor: Factor,
        /// Its value now.
        from: Ratio,
        /// Its value then.
        to: Ratio,
        /// Why it matters.
        border: Border,
    },
}

impl Reason {
    /// The items the reason names, the first one to look at first.
    pub fn items(&self) -> &[Id] {
        match self {
            Self::Cycle { way: items, .. }
            | Self::Parked(items)
            | Self::Before(items)
            | Self::Unscored(items)
            | Self::Must {
                demotions: items, ..
            }
            | Self::Urgency { items, .. } => items,
            Self::NearTie { with, .. } => std::slice::from_ref(with),
            Self::WithoutNeed
            | Self::Smaller { .. }
            | Self::Refuted(_)
            | Self::Review(_)
            | Self::Asked(_)
            | Self::Pin { .. }
            | Self::WithoutDate
            | Self::Missing { .. }
            | Self::OffScale { .. }
            | Self::Column(_) => &[],
        }
    }

    /// The estimate the reason names.
    pub fn factor(&self) -> Option<Factor> {
        match self {
            Self::Missing { factors, .. } => factors.first().copied(),
            Self::OffScale { factor, .. } | Self::NearTie { factor, .. } => Some(*factor),
            Self::Column(flag) => Some(flag.factor()),
            Self::Cycle { .. }
            | Self::Parked(_)
            | Self::Before(_)
            | Self::Unscored(_)
            | Self::WithoutNeed
            | Self::Smaller { .. }
            | Self::Refuted(_)
            | Self::Review(_)
            | Self::Asked(_)
            | Self::Must { .. }
            | Self::Urgency { .. }
            | Self::Pin { .. }
            | Self::WithoutDate => None,
        }
    }

    /// The reason in one line of plain words. Records that are gone meanwhile go by their id.
    pub fn words(&self, workspace: &Workspace) -> String {
        let title = |id: &Id| title(workspace, *id);
        let titles = |ids: &[Id]| titles(workspace, ids);
        match self {
            Self::Cycle { way, others } => {
                let steps: Vec<String> = way.iter().chain(way.first()).map(title).collect();
                let more = match others {
                    0 => String::new(),
                    more => format!(", and {more} more with them"),
                };
                format!("{}{more}", steps.join(" needs "))
            }
            Self::Parked(needs) => {
                let state = |id: &Id| match workspace.get::<Item>(*id) {
                    Some(item) if !item.state.is_open() => {
                        use crate::model::field::Choice;
                        format!(" ({})", item.state.word().label.to_lowercase())
                    }
                    _ => String::new(),
                };
                let all: Vec<String> = needs
                    .iter()
                    .map(|id| format!("{}{}", title(id), state(id)))
                    .collect();
                format!("waits for {}", listed(&all))
            }
            Self::Before(needs) => format!("stands before {}, which it needs", titles(needs)),
            Self::Unscored(needs) => format!("needs {}, which has no score", titles(needs)),
            Self::WithoutNeed => "a request is written down, and no need behind it".to_owned(),
            Self::Smaller { option, size, than } => {
                let name = workspace
                    .get::<ItemOption>(*option)
                    .map_or_else(|| option.to_string(), |o| format!("“{}”", o.name));
                format!("{name} is a {size}, not a {than}, and worth no less")
            }
            Self::Refuted(refuted) => match refuted.len() {
                1 => "an assumption it rests on is refuted".to_owned(),
                many => format!("{many} assumptions it rests on are refuted"),
            },
            Self::Review(on) => format!("to be looked at again on {}", day(*on)),
            Self::Asked(on) => format!("asked for on {} and in no increment", day(*on)),
            Self::Must {
                share,
                limit,
                demotions,
            } => format!(
                "{} of the effort is Must, and {}% may be; Should would do for {}",
                percent(*share),
                short(*limit),
                titles(demotions)
            ),
            Self::Urgency {
                share,
                limit,
                items,
            } => format!(
                "{} of the effort is expedite or fixed date, and {}% may be: {}",
                percent(*share),
                short(*limit),
                titles(items)
            ),
            Self::Pin { net, most, moved } => {
                let others = if *moved == 1 {
                    "item moves"
                } else {
                    "items move"
                };
                format!(
                    "{moved} {others} for it; costs {} points × points more, {} at most",
                    net.rounded(),
                    most.rounded()
                )
            }
            Self::WithoutDate => "urgent by a fixed date, and no date is there".to_owned(),
            Self::Missing { factors, verdict } => {
                let names: Vec<&str> = factors.iter().map(|f| factor_word(*f)).collect();
                let reaches = match (verdict.changes_top, verdict.crosses_cut) {
                    (true, true) => "could come to the top or cross the cut line",
                    (true, false) => "could come to the top",
                    _ => "could cross the cut line",
                };
                format!("{} unknown: it {reaches}", names.join(", "))
            }
            Self::OffScale { factor, value } => {
                format!(
                    "{} is {}, which is not on the scale",
                    factor_word(*factor),
                    short(*value)
                )
            }
            Self::Column(flag) => flag.words(),
            Self::NearTie {
                with,
                mover,
                factor,
                from,
                to,
                border,
            } => {
                let place = match border {
                    Border::Top => "near the top",
                    Border::Cut => "at the cut line",
                };
                let whose = if mover == with { "its" } else { "this one's" };
                format!(
                    "{} would pass with {whose} {} {} instead of {}, {place}",
                    title(with),
                    factor_word(*factor),
                    short(*to),
                    short(*from)
                )
            }
        }
    }
}

fn title(workspace: &Workspace, id: Id) -> String {
    match workspace.get::<Item>(id) {
        Some(item) if !item.title.is_empty() => format!("“{}”", item.title),
        _ => id.to_string(),
    }
}

fn titles(workspace: &Workspace, ids: &[Id]) -> String {
    let all: Vec<String> = ids
        .iter()
        .take(NAMED + 1)
        .map(|id| title(workspace, *id))
        .collect();
    let more = ids.len().saturating_sub(NAMED);
    if more > 0 && all.len() > NAMED {
        let first: Vec<String> = all.into_iter().take(NAMED).collect();
        format!("{} and {more} more", first.join(", "))
    } else {
        listed(&all)
    }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

fn percent(share: Ratio) -> String {
    let digits = share.to_percent(0).unwrap_or_else(|| "?".to_owned());
    format!("{digits}%")
}

/// A number with no more than two decimals.
fn short(number: Ratio) -> String {
    number.to_decimal(if number.denominator() == 1 { 0 } else { 2 })
}
