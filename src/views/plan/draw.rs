//! The plan: iterations with load against capacity, their items, and what is in no increment.
//!
//! Columns with items below where there is room, otherwise a row for each iteration; [`below`] draws what the plan
//! is held against, [`balance`] the increments over time, [`roadmap`] what comes when.

mod balance;
mod below;
mod list;
mod load;
mod roadmap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::list::list;
use crate::desk::event::Target;
use crate::desk::screen;
use crate::model::increment::Iteration;
use crate::model::team::Team;
use crate::scoring::plan::Stretch;
use crate::scoring::plan::figures::Figures;
use crate::shell::App;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, scroll_to};
use crate::views::plan::regions::PlanRegions;
use crate::views::plan::{Place, Sheet, figures, increment, sheet};

/// What is drawn, and with what.
struct Scene<'a> {
    app: &'a App,
    look: &'a Look,
    sheet: &'a Sheet,
    figures: &'a Figures,
    marks: &'a [String],
}

/// Draws the view.
pub fn draw(app: &App, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    if app.roads.is_shown {
        roadmap::draw(app, look, buf, hits);
        return;
    }
    if app.planning.shows_balance {
        balance::draw(app, look, screen::frame(buf.area.as_size()).body, buf);
        return;
    }
    let Some((sheet, figures)) = sheet(app).zip(figures(app)) else {
        nothing(look, screen::frame(buf.area.as_size()).body, buf);
        return;
    };
    let names = crate::ui::buckets::names(app);
    let marks = crate::ui::look::bucket_marks(&names, look.charset);
    let scene = Scene {
        app,
        look,
        sheet: &sheet,
        figures: &figures,
        marks: &marks,
    };
    let regions =
        crate::views::plan::regions::plan(buf.area.as_size(), sheet.places.len().saturating_sub(1));
    unplanned(&scene, regions.unplanned, buf, hits);
    if regions.items.height > 0 {
        rows(&scene, &regions, buf, hits);
    } else {
        columns(&scene, regions.places, buf, hits);
    }
    below::detail(&scene, regions.detail, buf);
    below::mix(&scene, regions.figures, buf);
    below::needs(&scene, regions.needs, buf);
    below::objectives(&scene, regions.objectives, buf);
}

/// What stands in place of a plan without an increment.
fn nothing(look: &Look, area: Rect, buf: &mut Buffer) {
    Rule {
        title: "Plan",
        note: "",
        focus: Focus::Here,
    }
    .draw(look, area, buf);
    let x = area.x + (area.width / 6).min(10);
    let y = area.y + (area.height / 5).min(3) + 1;
    let title = "There is no increment to plan yet.";
    put(buf, area, x, y, title, look.strong());
    let more =
        "R opens the increments and iterations; n there writes one. Nothing is lost meanwhile.";
    put(buf, area, x, y + 2, more, look.muted());
}

impl Scene<'_> {
    /// What everybody calls a place, by its position.
    fn name(&self, at: usize) -> String {
        match self.sheet.places.get(at) {
            Some(Place::Iteration(id)) => self
                .app
                .seen()
                .get::<Iteration>(*id)
                .map_or_else(String::new, |iteration| iteration.name.clone()),
            Some(Place::Loose) => "No iteration".to_owned(),
            Some(Place::Unplanned) | None => "Unplanned".to_owned(),
        }
    }

    /// The iteration at a place.
    fn iteration(&self, at: usize) -> Option<&Iteration> {
        match self.sheet.places.get(at) {
            Some(Place::Iteration(id)) => self.app.seen().get(*id),
            _ => None,
        }
    }

    /// What each team carries at a place, where there are teams.
    fn teams(&self, at: usize) -> impl Iterator<Item = (&str, &Stretch)> {
        let iteration = self.iteration(at).map(|iteration| iteration.id);
        let all = iteration.and_then(|id| self.figures.teams.get(&id));
        let all = all.map_or(&[][..], Vec::as_slice);
        let has_teams = all.iter().any(|(team, _)| team.is_some());
        let all = all.iter().filter(move |_| has_teams);
        all.map(|(team, stretch)| {
            let name = |id| {
                let team = self.app.seen().get::<Team>(id);
                team.map_or("", |team| team.name.as_str())
            };
            (team.map_or("no team", name), stretch)
        })
    }

    fn focus(&self, at: usize) -> Focus {
        if at == self.sheet.at {
            Focus::Here
        } else {
            Focus::Elsewhere
        }
    }
}

fn unplanned(scene: &Scene<'_>, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let stretch = &scene.sheet.unplanned;
    let count = text::count(stretch.items.len(), "item", "items");
    let filter = &scene.app.backlog.filter.0;
    let note = if filter.is_empty() {
        count
    } else {
        format!("{count} {} {filter}", scene.look.symbols.separator)
    };
    let rule = Rule {
        title: "Unplanned",
        note: &note,
        focus: scene.focus(0),
    };
    rule.draw(scene.look, area, buf);
    hits.add(Rect { height: 1, ..area }, Target::Place(0));
    let below = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    list(scene, 0, below, buf, hits);
}

/// The iterations as columns with their items.
fn columns(scene: &Scene<'_>, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    const LEAST: u16 = 17;
    let count = scene.sheet.places.len().saturating_sub(1);
    let fit = usize::from(area.width / (LEAST + 1)).clamp(1, count.max(1));
    // The columns around the cursor are in sight.
    let first = scroll_to(scene.sheet.beside.saturating_sub(1), 0, fit, count);
    let shown = u16::try_from(fit).unwrap_or(1);
    let width = (area.width.saturating_sub(shown - 1) / shown).min(40);
    for (place, column) in (first..count.min(first + fit)).zip(0..) {
        let at = place + 1;
        let column = Rect {
            x: area.x + column * (width + 1),
            width,
            ..area
        };
        let used = load::head(scene, at, column, buf);
        hits.add(
            Rect {
                height: used.min(column.height),
                ..column
            },
            Target::Place(at),
        );
        let below = Rect {
            y: column.y + used,
            height: column.height.saturating_sub(used),
            ..column
        };
        list(scene, at, below, buf, hits);
    }
}

/// The iterations as rows, and the items of one of them.
fn rows(scene: &Scene<'_>, regions: &PlanRegions, buf: &mut Buffer, hits: &mut Hits) {
    let area = regions.places;
    let name = increment(scene.app).map_or("", |increment| increment.name.as_str());
    let title = format!("Iterations of {name}");
    Rule {
        title: &title,
        note: &load::whole(scene),
        focus: Focus::Elsewhere,
    }
    .draw(scene.look, area, buf);
    let count = scene.sheet.places.len().saturating_sub(1);
    let height = usize::from(area.height.saturating_sub(1));
    let first = scroll_to(scene.sheet.beside.saturating_sub(1), 0, height, count);
    for (place, y) in (first..count).zip(area.y + 1..area.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        load::row(scene, place + 1, row, buf);
        hits.add(row, Target::Place(place + 1));
    }
    let at = scene.sheet.beside;
    let area = regions.items;
    let title = format!("In {}", scene.name(at));
    let count = scene.sheet.stretch(at).items.len();
    Rule {
        title: &title,
        note: &text::count(count, "item", "items"),
        focus: scene.focus(at),
    }
    .draw(scene.look, area, buf);
    let below = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    list(scene, at, below, buf, hits);
}
