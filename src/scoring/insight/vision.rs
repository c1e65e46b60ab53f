//! The vision as a sentence, and what the effort goes to, theme by theme.
//!
//! Owns the sentence and its blanks, and which effort counts for which theme. Shares and drifts are those of allocations.

use std::sync::Arc;

use crate::model::Workspace;
use crate::model::format::percent;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::product::Product;
use crate::model::settings::Settings;
use crate::model::theme::Theme;
use crate::model::words::worded;
use crate::scoring::facts::Facts;
use crate::scoring::insight::kpi_words::points;
use crate::scoring::levels;
use crate::scoring::plan::allocation::{
    Allocation, AllocationInputs, AllocationPolicy, BucketMix, Status, allocate, of_all,
};
use crate::scoring::plan::coming::increment_of;
use crate::scoring::plan::targets::largest;
use crate::scoring::plan::words::known_part;
use crate::scoring::ratio::Ratio;

/// What stands in the sentence for a part that is not filled in.
const BLANK: &str = "____";

/// The parts of the vision, as they are filled in.
fn parts(product: &Product) -> [&str; 7] {
    [
        &product.audience,
        &product.need,
        &product.name,
        &product.category,
        &product.benefit,
        &product.alternative,
        &product.difference,
    ]
}

/// How many of its seven parts are filled in.
pub fn filled(product: &Product) -> usize {
    parts(product)
        .iter()
        .filter(|part| !part.trim().is_empty())
        .count()
}

/// The vision as a sentence. Source: G. Moore's template.
pub fn sentence(product: &Product) -> String {
    let part = |part: &str| match part.trim().trim_end_matches('.') {
        "" => BLANK.to_owned(),
        part => part.to_owned(),
    };
    let [
        audience,
        need,
        name,
        category,
        benefit,
        alternative,
        difference,
    ] = parts(product).map(part);
    format!(
        "For {audience} who need {need}, {name} is a {category} that {benefit}. Unlike {alternative}, ours {difference}."
    )
}

/// Which effort is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffortOf {
    /// What is planned for the coming increment.
    Coming,
    /// All that is open.
    Open,
    /// What is done.
    Done,
}

/// What the effort goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeMix {
    /// The themes, in the order of the shares.
    pub themes: Vec<Id>,
    /// The shares of the effort with a theme, against the weights.
    pub allocation: Allocation,
    /// The share of all effort that has no theme.
    pub without: Option<Ratio>,
    /// The items without one.
    pub orphans: Vec<Id>,
}

/// The themes by name.
pub fn themes(workspace: &Workspace) -> Vec<&Theme> {
    let mut all: Vec<&Theme> = workspace.all().collect();
    all.sort_by(|one, other| {
        let weights = other.weight.map(|w| w.0).cmp(&one.weight.map(|w| w.0));
        weights
            .then_with(|| one.name.cmp(&other.name))
            .then_with(|| one.id.cmp(&other.id))
    });
    all
}

/// Measures what effort goes to against the weights of the themes; none where no theme has one.
pub fn mix(workspace: &Workspace, coming: Option<Id>, of: EffortOf) -> Option<ThemeMix> {
    let themes = themes(workspace);
    let counts = |item: &&Item| match of {
        EffortOf::Coming => {
            coming.is_some()
                && increment_of(workspace, item) == coming
                && !matches!(item.state, State::Parked | State::Declined)
        }
        EffortOf::Open => item.state.is_open(),
        EffortOf::Done => item.state == State::Done,
    };
    let all = workspace.all::<Item>().filter(counts);
    let items: Vec<&Item> = all.filter(|item| levels::counts(workspace, item)).collect();
    let inputs: Vec<AllocationInputs> = items
        .iter()
        .map(|item| AllocationInputs {
            effort: levels::shared(workspace, item).map(Ratio::from),
            bucket: levels::said(workspace, item, |item| item.theme.0)
                .and_then(|id| themes.iter().position(|theme| theme.id == id)),
        })
        .collect();
    let targets: Vec<Ratio> = themes
        .iter()
        .map(|theme| theme.weight.map_or(Ratio::ZERO, |weight| weight.0.into()))
        .collect();
    let tolerance = workspace.the::<Settings>().tolerance;
    let policy = AllocationPolicy {
        targets: &targets,
        tolerance: tolerance.map_or(Ratio::ZERO, |tolerance| tolerance.0.into()),
        capacity: None,
        largest: largest(workspace),
    };
    let whole = allocate(&inputs, &policy).ok()?;
    let all = whole.total.plus(whole.without_bucket_effort)?;
    let orphans = whole.without_bucket.iter();
    let with_theme = inputs.iter().filter(|input| input.bucket.is_some());
    let with_theme: Vec<AllocationInputs> = with_theme.copied().collect();
    let allocation = of_all(&with_theme, &policy).ok()?;
    Some(ThemeMix {
        without: whole.without_bucket_effort.over(all),
        orphans: orphans.filter_map(|at| Some(items.get(*at)?.id)).collect(),
        themes: themes.iter().map(|theme| theme.id).collect(),
        allocation,
    })
}

impl ThemeMix {
    /// The share of a theme and how it stands to its target; none where nothing is counted.
    pub fn of(&self, theme: Id) -> Option<BucketMix> {
        let at = self.themes.iter().position(|one| *one == theme)?;
        self.allocation.buckets.get(at)?.mix
    }

    /// The target of a theme, a fraction of 1.
    pub fn target(&self, theme: Id) -> Option<Ratio> {
        let at = self.themes.iter().position(|one| *one == theme)?;
        Some(self.allocation.buckets.get(at)?.target)
    }
}

/// What is said of the vision: the sentence, how much of it is there, when people last agreed, what serves no theme.
pub fn of_product(workspace: &Workspace, open: Option<&ThemeMix>) -> Facts {
    let product = workspace.the::<Product>();
    let mut facts = Facts::of(sentence(product));
    facts = facts.with("Complete", format!("{} of 7 parts", filled(product)));
    let confirmed = product.confirmed.map(crate::model::format::long_date);
    facts = facts.with(
        "Agreed on",
        confirmed.unwrap_or_else(|| "no day noted".to_owned()),
    );
    facts = facts.with("Not doing", product.not_doing.join(" · "));
    if let Some((mix, without)) = open.and_then(|mix| Some((mix.orphans.len(), mix.without?))) {
        let items = crate::model::format::count(mix, worded("open item"), worded("open items"));
        facts = facts.with(
            "Serves no theme",
            format!("{items}, {} of the effort", without.percent()),
        );
    }
    facts
}

/// What is said of a theme: its share of some effort, as the mix of that effort tells it, against its weight.
pub fn of_theme(
    workspace: &Workspace,
    mix: impl Fn(EffortOf) -> Option<Arc<ThemeMix>>,
    theme: &Theme,
) -> Facts {
    let mut facts = Facts::of(&theme.name).with("", theme.statement.trim());
    let words = [
        (EffortOf::Coming, worded("Coming interval")),
        (EffortOf::Open, "All open"),
        (EffortOf::Done, "Done so far"),
    ];
    let mut offs = Vec::new();
    for (of, about) in words {
        let Some(mix) = mix(of) else {
            return facts.with("Weight", "no theme has a weight");
        };
        let said = match (mix.of(theme.id), mix.target(theme.id)) {
            (Some(own), Some(target)) => {
                offs.push(format!("{} {}", about.to_lowercase(), points(own.drift)));
                let on = match own.status {
                    Status::On => ", on target",
                    Status::Open => ", not known yet",
                    Status::Over | Status::Under => "",
                };
                let known = known_part(&mix.allocation);
                let known = known.map_or_else(String::new, |known| format!("; {known}"));
                format!(
                    "{} of the effort, aim {}{on}{known}",
                    percent(own.percent),
                    target.percent()
                )
            }
            _ => "nothing with a size".to_owned(),
        };
        facts = facts.with(about, said);
    }
    let items = workspace
        .all::<Item>()
        .filter(|item| item.theme.0 == Some(theme.id));
    let open = items.filter(|item| item.state.is_open());
    let open: Vec<&str> = open.map(|item| item.title.as_str()).collect();
    let count = crate::model::format::count(open.len(), worded("open item"), worded("open items"));
    facts
        .with(
            worded("Items"),
            format!(
                "{count} {}",
                open.iter().take(6).copied().collect::<Vec<_>>().join(", ")
            ),
        )
        .ruled("Share", worded("points of the items of this theme ÷ points of all items that serve one; items without a size are not counted"))
        .ruled("Target", "its weight ÷ all weights")
        .ruled(
            "Off",
            format!(
                "share − aim, in percentage points: {}",
                offs.join(", ")
            ),
        )
}

/// The rating that an item is offered for "fits the vision": 5 for a theme of weight 30 or more, 3 for any, 1 for none.
pub fn fit(workspace: &Workspace, item: &Item) -> i64 {
    let weight = workspace.linked(&item.theme).map(|theme| theme.weight);
    match weight {
        None => 1,
        Some(weight) if weight.is_some_and(|w| Ratio::from(w.0) >= Ratio::whole(30)) => 5,
        Some(_) => 3,
    }
}
