//! The plan: iterations with load against capacity, their items, and what is in no increment.
//!
//! Columns with items below where there is room, otherwise a row for each iteration with the items of one below;
//! [`item`] draws the item under the cursor, [`team`] who has too much, [`below`] what the plan is held against,
//! [`balance`] the increments over time, [`roadmap`] what comes when.

mod balance;
mod below;
mod item;
mod list;
mod load;
mod roadmap;
mod team;

use ratatui::buffer::Buffer;
use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Rect};

use self::list::list;
use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::planning;
use crate::desk::screen::{Class, frame};
use crate::model::increment::{Increment, Iteration};
use crate::model::team::Team;
use crate::model::words::{ITERATIONS, worded};
use crate::scoring::plan::Stretch;
use crate::ui::buckets;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::planned::{self, place_figures, place_name, points};
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, scroll_to, under};
use crate::views::plan::overview::{Cursor, Overview, overview};
use crate::views::plan::state::{Face, Planning};

/// What is drawn, and with what.
struct Scene<'a> {
    desk: &'a Desk,
    look: &'a Look,
    shown: &'a Overview,
    cursor: Cursor,
    marks: &'a [String],
}

/// Draws the view.
pub(super) fn draw(desk: &Desk, plan: &Planning, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
    let size = buf.area.as_size();
    let (class, body) = (Class::of(size), frame(size).body);
    let marks = buckets::marks(desk, look);
    match (plan.face, overview(desk, plan)) {
        (Face::Roadmap, _) => roadmap::draw(desk, &plan.roadmap, look, &marks, buf, hits),
        (Face::Balance, _) => balance::draw(desk, look, &marks, body, buf),
        (Face::Iterations, None) => nothing(desk, look, body, buf),
        (Face::Iterations, Some(shown)) => {
            let scene = Scene {
                desk,
                look,
                shown: &shown,
                cursor: shown.cursor(plan),
                marks: &marks,
            };
            match class {
                Class::TooSmall | Class::Compact => scene.compact(body, buf, hits),
                Class::Wide => scene.two_columns(body, buf, hits),
                Class::Broad => scene.broad(body, buf, hits),
            }
        }
    }
}

/// What stands in place of a plan without an increment.
fn nothing(desk: &Desk, look: &Look, area: Rect, buf: &mut Buffer) {
    Rule::new("Plan", "", Focus::Here).draw(look, area, buf);
    let x = area.x + (area.width / 6).min(10);
    let y = area.y + (area.height / 5).min(3) + 1;
    let title = "A plan shows what fits into the next weeks.";
    put(buf, area, x, y, title, look.strong());
    let next = if planning::can_leaf(desk).is_ok() {
        planning::NONE_SHOWN.said()
    } else {
        worded("{PLAN_FOLLOWING} makes the first interval with its iterations and teams.")
    };
    for (row, words) in (y + 2..).zip([next, worded("{PLAN_SUGGEST} then suggests a plan.")]) {
        put(buf, area, x, row, words, look.muted());
    }
}

impl Scene<'_> {
    /// The iterations as columns; below them the item, and three boxes beside each other.
    fn broad(&self, body: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let rows = Layout::vertical([Fill(1), Length(3), Length(14)]);
        let [above, detail, below] = rows.areas(body);
        let sides = Layout::horizontal([Length(40), Fill(1)]).spacing(1);
        let [unplanned, places] = sides.areas(above);
        let third = body.width.saturating_sub(2) / 3;
        let boxes = Layout::horizontal([Length(third), Length(third), Fill(1)]).spacing(1);
        let [mix, needs, objectives] = boxes.areas(below);
        self.unplanned(unplanned, buf, hits);
        self.columns(places, buf, hits);
        item::detail(self, detail, buf);
        below::mix(self, mix, buf);
        below::needs(self, needs, buf);
        below::objectives(self, objectives, buf);
    }

    /// The iterations as rows, the items of one of them and the load of the teams; beside them what is unplanned, the
    /// item and the mix.
    fn two_columns(&self, body: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let left = Length(body.width.saturating_sub(49));
        let [left, right] = Layout::horizontal([left, Fill(1)]).spacing(2).areas(body);
        let teams = self.team_rows();
        let load = if teams == 0 { 0 } else { teams + 6 };
        let promised = if body.height >= 38 { 10 } else { 0 };
        let heights = [
            Length(self.iteration_rows(7) + 2),
            Fill(1),
            Length(load),
            Length(promised),
        ];
        let [places, items, load, objectives] = Layout::vertical(heights).areas(left);
        let mix = u16::try_from(self.marks.len() + 5).unwrap_or(9);
        let heights = [Fill(1), Length(10), Length(mix.min(12))];
        let [unplanned, detail, mix] = Layout::vertical(heights).areas(right);
        self.rows(places, buf, hits);
        self.inside(items, true, buf, hits);
        team::table(self, load, buf);
        if !objectives.is_empty() {
            below::objectives(self, objectives, buf);
        }
        self.unplanned(unplanned, buf, hits);
        item::detail(self, detail, buf);
        below::mix(self, mix, buf);
    }

    /// The iterations as rows; below each other the items of one of them, what is unplanned, the item.
    fn compact(&self, body: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let places = (1 + self.iteration_rows(6)).min(body.height / 3);
        let detail = if body.height >= 17 { 3 } else { 2 };
        let unplanned = Length((body.height / 3).clamp(3, 6));
        let heights = [Length(places), Fill(1), unplanned, Length(detail)];
        let [places, items, unplanned, detail] = Layout::vertical(heights).areas(body);
        self.rows(places, buf, hits);
        self.inside(items, false, buf, hits);
        self.unplanned(unplanned, buf, hits);
        item::detail(self, detail, buf);
    }

    /// How many rows the iterations take, up to so many.
    fn iteration_rows(&self, most: usize) -> u16 {
        let places = self.shown.places.len().saturating_sub(1).clamp(1, most);
        u16::try_from(places).unwrap_or(1)
    }

    /// How many rows the teams take.
    fn team_rows(&self) -> u16 {
        let teams = self.shown.figures.teams_at_work().take(team::SHOWN).count();
        u16::try_from(teams).unwrap_or(0)
    }

    /// The items of the place that is in sight.
    fn inside(&self, area: Rect, is_headed: bool, buf: &mut Buffer, hits: &mut Hits) {
        let at = self.cursor.beside;
        let stretch = self.shown.stretch(at);
        let title = format!("In {}", self.name(at));
        let count = text::count(stretch.items.len(), "item", "items");
        let place = self.shown.places.get(at).copied();
        let note = format!("{} points", place_figures(place, stretch));
        let note = self.look.joined(&[count, note]);
        let body = under(area, 1);
        Rule::new(&title, &note, self.focus(at)).draw(self.look, area, buf);
        if is_headed {
            list::headed(self, at, body, buf, hits);
        } else {
            list(self, at, body, buf, hits);
        }
    }

    /// What everybody calls the increment.
    fn increment(&self) -> &str {
        let id = self.shown.planned.id;
        self.desk.seen().name::<Increment>(id)
    }

    /// What everybody calls a place, by its position.
    fn name(&self, at: usize) -> &str {
        place_name(self.desk.seen(), self.shown.places.get(at).copied())
    }

    /// The iteration at a place.
    fn iteration(&self, at: usize) -> Option<&Iteration> {
        planned::iteration(self.desk.seen(), self.shown.places.get(at).copied())
    }

    /// Whether the iteration at a place is meant to stay free.
    fn is_free(&self, at: usize) -> bool {
        self.iteration(at).is_some_and(|one| one.innovation)
    }

    /// What each team carries at a place, where there are teams.
    fn teams(&self, at: usize) -> impl Iterator<Item = (&str, &Stretch)> {
        let iteration = self.iteration(at).map(|iteration| iteration.id);
        let all = iteration.and_then(|id| self.shown.figures.teams.get(&id));
        let all = all.map_or(&[][..], Vec::as_slice);
        let has_teams = all.iter().any(|(team, _)| team.is_some());
        let all = all.iter().filter(move |_| has_teams);
        let name = |id| self.desk.seen().name::<Team>(id);
        all.map(move |(team, stretch)| (team.map_or("no team", name), stretch))
    }

    fn focus(&self, at: usize) -> Focus {
        Focus::of(at == self.cursor.at)
    }

    fn unplanned(&self, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let count = text::count(self.shown.unplanned.items.len(), "item", "items");
        let note = match &*self.desk.said(&self.desk.backlog.filter.0) {
            "" => count,
            filter => self.look.joined(&[&count, filter]),
        };
        Rule::new("Unplanned", &note, self.focus(0)).draw(self.look, area, buf);
        hits.add(Rect { height: 1, ..area }, Target::Spot(0));
        list(self, 0, under(area, 1), buf, hits);
    }

    /// The iterations as columns with their items.
    fn columns(&self, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        const LEAST: u16 = 17;
        let count = self.shown.places.len().saturating_sub(1);
        let fit = usize::from(area.width / (LEAST + 1)).clamp(1, count.max(1));
        // The columns around the cursor are in sight.
        let first = scroll_to(self.cursor.beside.saturating_sub(1), 0, fit, count);
        let shown = u16::try_from(fit).unwrap_or(1);
        let width = (area.width.saturating_sub(shown - 1) / shown).min(40);
        let columns = Layout::horizontal(vec![Length(width); fit]).spacing(1);
        for (at, column) in (first + 1..=count).zip(columns.split(area).iter()) {
            let used = load::head(self, at, *column, buf);
            let height = used.min(column.height);
            hits.add(Rect { height, ..*column }, Target::Spot(at));
            list(self, at, under(*column, used), buf, hits);
        }
    }

    /// The iterations as rows.
    fn rows(&self, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let coming = self.desk.derived.evaluation.race.coming;
        let title = if coming == Some(self.shown.planned.id) {
            worded("Iterations").to_owned()
        } else {
            format!("{ITERATIONS:#} of {}", self.increment())
        };
        let note = points(&self.shown.planned.whole);
        Rule::new(&title, &note, Focus::Elsewhere).draw(self.look, area, buf);
        let count = self.shown.places.len().saturating_sub(1);
        let rows = under(area, 1);
        let height = usize::from(rows.height);
        let first = scroll_to(self.cursor.beside.saturating_sub(1), 0, height, count);
        let widths = load::Widths::of(self);
        for (at, row) in (first + 1..=count).zip(rows.rows()) {
            load::row(self, at, &widths, row, buf);
            hits.add(row, Target::Spot(at));
        }
    }
}
