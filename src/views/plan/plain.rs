//! The plan of the coming increment as plain text.

use std::fmt::Write as _;

use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::team::Team;
use crate::model::vote::ConfidenceVote;
use crate::scoring::plan::Stretch;
use crate::scoring::plan::checks::NeedOrder;
use crate::scoring::plan::figures::Figures;
use crate::scoring::plan::inputs::rounds;
use crate::scoring::plan::words;
use crate::scoring::ratio::Ratio;
use crate::shell::App;
use crate::ui::text;
use crate::views::plan::{Place, figures, increment, sheet};

/// The plan: each iteration with its load and items, then what is in no increment.
pub fn plan(app: &App) -> String {
    let shown = (increment(app), sheet(app), figures(app));
    let (Some(increment), Some(sheet), Some(figures)) = shown else {
        return "There is no increment to plan yet\n".to_owned();
    };
    let name = text::clean(&increment.name);
    let mut out = format!("{name}: {}\n", load(&sheet.planned.whole));
    if let Some(said) = app.derived.survey.roadmap.increment(increment.id) {
        let _ = writeln!(
            out,
            "Forecast: {}",
            crate::views::plan::roadmap_plain::forecast(said)
        );
    }
    votes(app, increment.id, &mut out);
    for (at, place) in sheet.places.iter().enumerate().skip(1) {
        let stretch = sheet.stretch(at);
        let iteration = match place {
            Place::Iteration(id) => app.seen().get::<Iteration>(*id),
            Place::Loose | Place::Unplanned => None,
        };
        match iteration {
            Some(iteration) if iteration.innovation => {
                let name = text::clean(&iteration.name);
                let _ = writeln!(out, "{name}: kept free for innovation and planning");
            }
            Some(iteration) => {
                let name = text::clean(&iteration.name);
                let _ = writeln!(out, "{name}: {}", load(stretch));
                for (team, stretch) in figures.teams.get(&iteration.id).into_iter().flatten() {
                    if let Some(team) = team.and_then(|id| app.seen().get::<Team>(id)) {
                        let name = text::clean(&team.name);
                        let _ = writeln!(out, "  Team {name}: {}", load(stretch));
                    }
                }
            }
            None => {
                let _ = writeln!(out, "In no iteration: {}", load(stretch));
            }
        }
        items(app, &figures, &stretch.items, &mut out);
    }
    let _ = writeln!(out, "Unplanned: {}", load(&sheet.unplanned));
    items(app, &figures, &sheet.unplanned.items, &mut out);
    crate::views::plan::course::over_time(app, &mut out);
    out
}

/// What came of the votes of confidence, and who has to be heard.
fn votes(app: &App, increment: Id, out: &mut String) {
    for round in rounds(app.seen(), increment).unwrap_or_default() {
        let number = round.number.to_short();
        let _ = writeln!(
            out,
            "Confidence, round {number}: {}",
            words::confidence(&round.result)
        );
        for at in &round.result.low {
            let vote = round.votes.get(*at);
            let vote = vote.and_then(|id| app.seen().get::<ConfidenceVote>(*id));
            let Some(vote) = vote else { continue };
            let person = vote.person.0;
            let person = person.and_then(|id| app.seen().get::<Person>(id));
            let name = person.map_or("somebody", |person| person.name.as_str());
            let raise = match vote.raise.as_str() {
                "" => "what would raise it is not noted",
                raise => raise,
            };
            let (name, raise) = (text::clean(name), text::clean(raise));
            let _ = writeln!(out, "  To be heard: {name}: {raise}");
        }
    }
}

/// A load in words: `28 of 21 points: 7 too many`.
fn load(stretch: &Stretch) -> String {
    let said = stretch.against().map_or_else(
        || {
            let points = stretch.load.map(Ratio::to_short);
            let points = points.unwrap_or_else(|| "?".to_owned());
            let missing = stretch.capacity.missing();
            let missing = missing.map_or_else(String::new, |missing| format!(": {missing}"));
            format!("{points} points, capacity unknown{missing}")
        },
        |load| words::load(&load),
    );
    match stretch.unknown {
        0 => said,
        count => format!(
            "{said}, {} without size",
            text::count(count, "item", "items")
        ),
    }
}

fn items(app: &App, figures: &Figures, items: &[Id], out: &mut String) {
    for id in items {
        let Some(item) = app.seen().get::<Item>(*id) else {
            continue;
        };
        let rank = app
            .derived
            .evaluation
            .score(*id)
            .and_then(|score| score.rank);
        let rank = rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
        let size = item
            .size
            .value
            .map_or_else(|| "?".to_owned(), |size| size.to_string());
        let _ = write!(out, "  {rank:>4}  {size:>3}  {}", text::clean(&item.title));
        if let Some((link, need)) = figures.worst(*id) {
            let need = app.seen().get::<Item>(need);
            let need = need.map_or("", |need| need.title.as_str());
            let words = match link {
                NeedOrder::Backwards => "before its need",
                NeedOrder::Unplanned => "needs what is not planned",
                NeedOrder::Tight => "with its need",
                NeedOrder::InTime => "after its need",
            };
            let _ = write!(out, " ({words}: {})", text::clean(need));
        }
        out.push('\n');
    }
}
