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
use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Rect};

use self::list::list;
use crate::desk::Desk;
use crate::desk::event::Target;
use crate::desk::screen::{Class, frame};
use crate::model::increment::{Increment, Iteration};
use crate::model::team::Team;
use crate::scoring::plan::Stretch;
use crate::ui::buckets;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, scroll_to, under};
use crate::views::plan::overview::{Cursor, Overview, Place, overview};
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
        (Face::Balance, _) => balance::draw(desk, plan, look, &marks, body, buf),
        (Face::Iterations, None) => nothing(look, body, buf),
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
                Class::Wide => scene.wide(26, 9, body, buf, hits),
                Class::Broad => scene.wide(40, 14, body, buf, hits),
            }
        }
    }
}

/// What stands in place of a plan without an increment.
fn nothing(look: &Look, area: Rect, buf: &mut Buffer) {
    Rule::new("Plan", "", Focus::Here).draw(look, area, buf);
    let x = area.x + (area.width / 6).min(10);
    let y = area.y + (area.height / 5).min(3) + 1;
    let title = "There is no increment to plan yet.";
    put(buf, area, x, y, title, look.strong());
    let more = "N writes the first one, R opens all increments and iterations.";
    put(buf, area, x, y + 2, more, look.muted());
}

impl Scene<'_> {
    /// The iterations as columns; below them the item, and three boxes beside each other.
    fn wide(&self, left: u16, below: u16, body: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let rows = Layout::vertical([Fill(1), Length(3), Length(below)]);
        let [above, detail, below] = rows.areas(body);
        let sides = Layout::horizontal([Length(left), Fill(1)]).spacing(1);
        let [unplanned, places] = sides.areas(above);
        let third = body.width.saturating_sub(2) / 3;
        let boxes = Layout::horizontal([Length(third), Length(third), Fill(1)]).spacing(1);
        let [mix, needs, objectives] = boxes.areas(below);
        self.unplanned(unplanned, buf, hits);
        self.columns(places, buf, hits);
        below::detail(self, detail, buf);
        below::mix(self, mix, buf);
        below::needs(self, needs, buf);
        below::objectives(self, objectives, buf);
    }

    /// The iterations as rows, and the items of one of them beside the unplanned ones.
    fn compact(&self, body: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let places = self.shown.places.len().saturating_sub(1).clamp(1, 7);
        let places = u16::try_from(places).unwrap_or(7);
        let mix = if body.height >= 17 { 3 } else { 0 };
        let heights = [(1 + places).min(body.height / 3), 2, mix].map(Length);
        let [places, detail, mix] = heights;
        let [places, lists, detail, mix] =
            Layout::vertical([places, Fill(1), detail, mix]).areas(body);
        let left = lists.width.saturating_sub(1) / 2;
        let sides = Layout::horizontal([Length(left), Fill(1)]).spacing(1);
        let [items, unplanned] = sides.areas(lists);
        self.rows(places, buf, hits);
        let at = self.cursor.beside;
        let title = format!("In {}", self.name(at));
        let count = text::count(self.shown.stretch(at).items.len(), "item", "items");
        Rule::new(&title, &count, self.focus(at)).draw(self.look, items, buf);
        list(self, at, under(items, 1), buf, hits);
        self.unplanned(unplanned, buf, hits);
        below::detail(self, detail, buf);
        below::mix(self, mix, buf);
    }

    /// What everybody calls the increment.
    fn increment(&self) -> &str {
        let id = self.shown.planned.id;
        self.desk.seen().name::<Increment>(id)
    }

    /// What everybody calls a place, by its position.
    fn name(&self, at: usize) -> &str {
        match self.shown.places.get(at) {
            Some(Place::Iteration(id)) => self.desk.seen().name::<Iteration>(*id),
            Some(Place::Loose) => "No iteration",
            Some(Place::Unplanned) | None => "Unplanned",
        }
    }

    /// The iteration at a place.
    fn iteration(&self, at: usize) -> Option<&Iteration> {
        match self.shown.places.get(at) {
            Some(Place::Iteration(id)) => self.desk.seen().get(*id),
            _ => None,
        }
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
        let title = format!("Iterations of {}", self.increment());
        let note = load::whole(self);
        Rule::new(&title, &note, Focus::Elsewhere).draw(self.look, area, buf);
        let count = self.shown.places.len().saturating_sub(1);
        let rows = under(area, 1);
        let height = usize::from(rows.height);
        let first = scroll_to(self.cursor.beside.saturating_sub(1), 0, height, count);
        for (at, row) in (first + 1..=count).zip(rows.rows()) {
            load::row(self, at, row, buf);
            hits.add(row, Target::Spot(at));
        }
    }
}
