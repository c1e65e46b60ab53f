//! A view of several parts, of which one is on the screen: a row of data with their names and panes.
//!
//! Owns how one goes from part to part. Each part is lists of records.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::desk::command::{Command, LISTS, ROWS, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Gesture, Target};
use crate::desk::listing::Lists;
use crate::desk::screen::frame;
use crate::model::id::Id;
use crate::model::record::Kind;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::widgets::put;
use crate::views::{ListView, Panes, View};

/// A part of a view.
#[derive(Debug)]
pub struct Part {
    /// What it is called, above it.
    pub name: &'static str,
    /// Its lists.
    pub panes: &'static Panes,
}

/// The parts of a view.
#[derive(Debug)]
pub struct Parts {
    /// The scope of its own keys.
    pub scope: Scope,
    /// The parts.
    pub all: &'static [Part],
    /// The one that is shown first, by position.
    pub first: usize,
    /// Takes a pasted text into lists of these kinds; gives back whether it had a place for it.
    pub paste: fn(&mut Desk, &[&'static Kind], &str) -> bool,
}

/// The state of such a view.
#[derive(Debug)]
pub struct Parted {
    of: &'static Parts,
    views: Vec<Box<dyn View>>,
    at: usize,
}

/// The commands of every view of parts.
pub const COMMANDS: &[Command] = commands! { [Parted]
    Parts open looks "Move" "parts.next" ["}", "Ctrl-PgDn"] hint 8,
        "next part": "Goes to the next part of the view; their names stand above it." => |_, state, _| state.turn(1);
    Parts open looks "Move" "parts.previous" ["{", "Ctrl-PgUp"],
        "part before": "Goes to the part before." => |_, state, _| state.turn(state.views.len().saturating_sub(1));
};

impl Parted {
    /// The view of these parts, as a row of the table of views makes it.
    pub fn of(parts: &'static Parts) -> Box<dyn View> {
        let views = parts.all.iter().map(|part| ListView::of(part.panes));
        Box::new(Self {
            of: parts,
            views: views.collect(),
            at: parts.first,
        })
    }

    fn turn(&mut self, by: usize) {
        self.at = (self.at + by) % self.views.len().max(1);
    }

    fn part(&self) -> Option<&dyn View> {
        self.views.get(self.at).map(|part| &**part)
    }

    fn part_mut(&mut self) -> Option<&mut dyn View> {
        self.views.get_mut(self.at).map(|part| &mut **part)
    }
}

impl View for Parted {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        let own = self.of.all.get(self.at).map(|part| part.panes.scope);
        let own = own.filter(|own| *own != self.of.scope).into_iter();
        own.chain([self.of.scope, Scope("Parts"), LISTS, ROWS])
            .collect()
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        self.part()?.chosen(desk)
    }

    fn show(&mut self, desk: &mut Desk, kind: &'static Kind, id: Id) {
        let has = |part: &Part| {
            part.panes
                .all
                .iter()
                .any(|pane| pane.listing().kind == kind)
        };
        // The one on the screen stays, where it lists such records.
        let is_here = self.of.all.get(self.at).is_some_and(has);
        if let (false, Some(at)) = (is_here, self.of.all.iter().position(has)) {
            self.at = at;
        }
        if let Some(part) = self.part_mut() {
            part.show(desk, kind, id);
        }
    }

    fn turn_to(&mut self, part: &str) {
        let at = self.of.all.iter().position(|one| one.name == part);
        self.at = at.unwrap_or(self.at);
    }

    fn press(&mut self, desk: &mut Desk, target: Target, gesture: Gesture) -> Vec<Effect> {
        let part = self.part_mut();
        part.map_or_else(Vec::new, |part| part.press(desk, target, gesture))
    }

    fn lists(&self) -> Option<&Lists> {
        self.part()?.lists()
    }

    fn lists_mut(&mut self) -> Option<&mut Lists> {
        self.part_mut()?.lists_mut()
    }

    fn paste(&mut self, desk: &mut Desk, text: &str) -> bool {
        let kinds = self
            .lists()
            .map(|lists| lists.all().iter().map(|one| one.kind));
        let kinds: Vec<&'static Kind> = kinds.into_iter().flatten().collect();
        (self.of.paste)(desk, &kinds, text)
    }

    fn plain(&self, desk: &Desk) -> String {
        self.views.iter().map(|part| part.plain(desk)).collect()
    }

    fn plain_of(&self, desk: &Desk, name: &str) -> Option<String> {
        let mut parts = self.of.all.iter().zip(&self.views);
        let (_, part) = parts.find(|(part, _)| part.name == name)?;
        Some(part.plain(desk))
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        if let Some(part) = self.part() {
            part.draw(desk, look, buf, hits);
        }
        draw_parts(self.of.all.iter().map(|part| part.name), self.at, look, buf);
    }
}

/// Draws the names of the parts of a view, in the row above them where there is one.
pub fn draw_parts<'n>(
    names: impl Iterator<Item = &'n str>,
    at: usize,
    look: &Look,
    buf: &mut Buffer,
) {
    let body = frame(buf.area.as_size()).body;
    let Some(y) = body.y.checked_sub(1).filter(|y| *y > 0) else {
        return;
    };
    let area = Rect {
        y,
        height: 1,
        ..body
    };
    let mut x = area.x + 1;
    for (place, name) in names.enumerate() {
        x = draw_name(name, place == at, x, look, area, buf) + 2;
    }
}

/// Draws one name of several beside each other, with a mark where it is the one on the screen; gives back the column
/// after it.
pub fn draw_name(
    name: &str,
    is_here: bool,
    x: u16,
    look: &Look,
    area: Rect,
    buf: &mut Buffer,
) -> u16 {
    let (mark, style) = if is_here {
        (look.symbols.current, look.current())
    } else {
        (" ", look.muted())
    };
    let x = put(buf, area, x, area.y, mark, look.focus());
    put(buf, area, x, area.y, name, style)
}
