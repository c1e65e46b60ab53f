//! What is known of customers, as tables: themes, needs with what meets them, KPIs, personas, stages.
//!
//! Owns which tables there are and their columns. Reports and Markdown lay them out.

use super::content::Content;
use super::svg;
use crate::model::format::{known, percent};
use crate::model::item::Item;
use crate::model::kpi::Kpi;
use crate::model::need::Need;
use crate::model::persona::{Persona, Segment};
use crate::model::product::Product;
use crate::model::record::Declared;
use crate::model::words::worded;
use crate::scoring::facts::FactTable;
use crate::scoring::insight::journeys::{gap, journeys, stages};
use crate::scoring::insight::known::{KnownCustomers, score, tree};
use crate::scoring::insight::kpi_words::{course, with_unit};
use crate::scoring::insight::kpis::Kpis;
use crate::scoring::insight::vision::{EffortOf, filled, mix, sentence, themes};
use crate::scoring::insight::words::scored;
use crate::scoring::ratio::Ratio;

/// Why there is no tree of KPIs.
pub(super) fn has_kpi(content: &Content<'_>) -> Option<&'static str> {
    let is_there = content.workspace.count(Kpi::KIND) > 0;
    (!is_there).then_some(worded(
        "there is no KPI yet · {GO_INSIGHT}, then {LISTS_NEW} in KPIs",
    ))
}

/// Why there is no tree of needs.
pub(super) fn has_need(content: &Content<'_>) -> Option<&'static str> {
    let is_there = content.workspace.count(Need::KIND) > 0;
    (!is_there).then_some(worded(
        "there is no need yet · {GO_INSIGHT}, then {LISTS_NEW} in Needs",
    ))
}

/// Why there is no journey.
pub(super) fn has_stage(content: &Content<'_>) -> Option<&'static str> {
    let mut all = journeys(content.workspace).into_iter();
    let is_there = all.any(|one| !stages(content.workspace, Some(one.id)).is_empty());
    (!is_there).then_some(worded(
        "no journey has a stage yet · {GO_INSIGHT}, then {LISTS_NEW} in Stages",
    ))
}

/// The drawings of a report: the trees of needs and KPIs, the journeys.
pub(super) fn figures(content: &Content<'_>) -> Vec<String> {
    let trees = svg::insight::needs(content).into_iter();
    let all = trees.chain(svg::insight::kpis(content));
    let all = all.chain(svg::insight::drawn_journeys(content));
    all.map(|figure| figure.inline()).collect()
}

/// The tables that have something to say.
pub(super) fn tables(content: &Content<'_>) -> Vec<FactTable> {
    let all = [
        vision(content),
        needs(content),
        kpis(content),
        personas(content),
        journey(content),
    ];
    all.into_iter().filter(FactTable::says_something).collect()
}

/// The vision and its themes; nothing without a theme.
pub(super) fn vision(content: &Content<'_>) -> FactTable {
    let (workspace, coming) = (content.workspace, content.evaluation.race.coming);
    let [planned, open] = [EffortOf::Coming, EffortOf::Open].map(|of| mix(workspace, coming, of));
    let all = themes(workspace);
    let row = |theme: &&crate::model::theme::Theme| {
        let share = |mix: &Option<crate::scoring::insight::vision::ThemeMix>| {
            let share = mix.as_ref().and_then(|mix| mix.of(theme.id));
            share.map_or_else(String::new, |own| percent(own.percent))
        };
        let target = open.as_ref().and_then(|mix| mix.target(theme.id));
        vec![
            content.said(&theme.name),
            content.said(workspace.name::<Kpi>(theme.outcome.0)),
            target.map_or_else(String::new, Ratio::percent),
            share(&planned),
            share(&open),
        ]
    };
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    let product = workspace.the::<Product>();
    let note = (!rows.is_empty() && filled(product) > 0).then(|| content.said(&sentence(product)));
    let columns = "Theme | Outcome | Target: | Coming: | Open:";
    FactTable::new("Vision and themes", columns, rows).noting(note)
}

/// The needs, each under the one it is a part of, with the items that meet it.
fn needs(content: &Content<'_>) -> FactTable {
    let workspace = content.workspace;
    let facts = KnownCustomers::of(workspace, content.today);
    let meant = content.meant();
    let row = |(id, depth): (crate::model::id::Id, usize)| {
        let need: &Need = workspace.get(id)?;
        let items = facts.met_by(id).iter().filter(|item| meant.contains(item));
        let items: Vec<String> = items
            .map(|item| content.said(workspace.name::<Item>(*item)))
            .collect();
        Some(vec![
            format!("{}{}", "– ".repeat(depth), content.said(&need.statement)),
            score(need).map_or_else(|| "not known".to_owned(), scored),
            facts.of_need(id).words(),
            facts.wishes(id).len().to_string(),
            items.join("; "),
        ])
    };
    let rows = tree(workspace).into_iter().filter_map(row).collect();
    FactTable::new("Needs", "Need | Score | Evidence | Asked: | Met by", rows)
}

/// The KPIs with what covers their gaps.
pub(super) fn kpis(content: &Content<'_>) -> FactTable {
    let workspace = content.workspace;
    let kpis = Kpis::of(workspace, content.today);
    let row = |kpi: &Kpi| {
        let unit = content.said(&kpi.unit);
        let value =
            |value: Option<Ratio>| value.map_or_else(String::new, |value| with_unit(value, &unit));
        let covered = kpis.coverage(workspace, kpi);
        let mean = covered.shares.filter(|_| !covered.items.is_empty());
        vec![
            format!(
                "{}{}",
                "– ".repeat(kpis.depth(kpi.id)),
                content.said(&kpi.name)
            ),
            known(kpis.now(kpi.id).map(|now| with_unit(now, &unit)), "?"),
            value(kpi.target.or(kpi.limit).map(Into::into)),
            course(&kpis, kpi).to_owned(),
            mean.map_or_else(String::new, |[.., mean]| mean.percent()),
        ]
    };
    let rows = kpis.all.iter().map(row).collect();
    FactTable::new("KPIs", "KPI | Now: | Target: | Stands | Gap covered:", rows)
}

/// The personas.
fn personas(content: &Content<'_>) -> FactTable {
    let workspace = content.workspace;
    let mut all: Vec<&Persona> = workspace.all().collect();
    all.sort_by(|one, other| {
        one.name
            .cmp(&other.name)
            .then_with(|| one.id.cmp(&other.id))
    });
    let row = |one: &&Persona| {
        vec![
            content.said(&one.name),
            content.said(workspace.name::<Segment>(one.segment.0)),
            content.said(&one.goal),
            content.said(&one.pains.join("; ")),
            content.said(&one.says),
        ]
    };
    let rows = all.iter().map(row).collect();
    FactTable::new("Personas", "Persona | Segment | Goal | Pains | Says", rows)
}

/// The stages of all journeys.
fn journey(content: &Content<'_>) -> FactTable {
    let workspace = content.workspace;
    let rows = journeys(workspace).into_iter().flat_map(|journey| {
        let stages = stages(workspace, Some(journey.id)).into_iter();
        stages.map(move |stage| (journey, stage))
    });
    let rows = rows.map(|(journey, stage)| {
        let feeling = stage
            .feeling
            .map(|one| crate::model::field::Choice::word(one).label);
        let gap = gap(stage);
        vec![
            content.said(&journey.name),
            content.said(&stage.name),
            known(feeling, "?"),
            known(gap.gap.map(scored), "?"),
            content.said(&stage.pain),
        ]
    });
    let columns = "Journey | Stage | Feeling: | Gap | Pain";
    FactTable::new("Journeys", columns, rows.collect())
}
