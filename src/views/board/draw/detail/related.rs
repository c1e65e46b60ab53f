//! What else stands beside the selected item: what it assumes, its risks, and what it awaits from outside.

use crate::desk::Desk;
use crate::model::assumption::Assumption;
use crate::model::dependency::Dependency;
use crate::model::field::Choice;
use crate::model::format::long_date;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::risk::Risk;
use crate::ui::look::Look;
use crate::views::board::draw::detail::{Line, paragraph};

/// The paragraphs on them; none for an item that stands alone.
pub(super) fn related(desk: &Desk, look: &Look, item: &Item, width: usize) -> Vec<Line> {
    let seen = desk.seen();
    let mut said: Vec<(&str, Vec<String>)> = Vec::new();
    let targets = item.enables.0.iter().map(|id| seen.name::<Item>(*id));
    let targets: Vec<String> = targets.map(str::to_owned).collect();
    if item.enabler.is_some() || !targets.is_empty() {
        let sort = item.enabler.map_or("", |sort| sort.word().label);
        said.push(("Enabler", [vec![sort.to_owned()], targets].concat()));
    }
    let sources = desk.derived.enabled.by(item.id);
    let sources = sources
        .filter_map(|id| seen.get::<Item>(id))
        .filter(|one| one.enables.0.contains(&item.id));
    let sources: Vec<String> = sources
        .map(|one| format!("{} ({})", one.title, one.state.word().label.to_lowercase()))
        .collect();
    if !sources.is_empty() {
        said.push(("Made possible by", sources));
    }
    for assumption in seen
        .all::<Assumption>()
        .filter(|one| one.item.0 == Some(item.id))
    {
        let standing = assumption.standing.word().label;
        said.push((
            "Assumes",
            vec![assumption.text.clone(), standing.to_owned()],
        ));
    }
    for risk in seen
        .all::<Risk>()
        .filter(|risk| risk.items.0.contains(&item.id))
    {
        let letter = risk
            .roam
            .map_or("not discussed yet", |letter| letter.word().label);
        let owner = seen.name::<Person>(risk.owner.0);
        said.push((
            "Risk",
            vec![risk.text.clone(), letter.to_owned(), owner.to_owned()],
        ));
    }
    for awaited in seen
        .all::<Dependency>()
        .filter(|one| one.items.0.contains(&item.id))
    {
        let due = awaited.due.map_or_else(String::new, long_date);
        let state = awaited.state.word().label.to_owned();
        said.push((
            "Awaits",
            vec![awaited.text.clone(), awaited.from.clone(), state, due],
        ));
    }
    let lines = said.into_iter().flat_map(|(label, mut parts)| {
        parts.retain(|part| !part.is_empty());
        paragraph(look, label, &look.joined(&parts), width)
    });
    lines.collect()
}
