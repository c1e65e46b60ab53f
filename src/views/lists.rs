//! A view that is lists of records and the chosen record in full: a row of data with its panes.
//!
//! Owns where the panes stand at every size. What they list is a [`Listing`]; what their keys do is in
//! [`crate::dialogs::lists`].

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect, Size};

use crate::desk::Desk;
use crate::desk::command::{LISTS, ROWS, Scope};
use crate::desk::effect::Effect;
use crate::desk::event::{Gesture, Target};
use crate::desk::listing::{Listing, Lists, plain};
use crate::desk::screen::{Class, frame};
use crate::model::id::Id;
use crate::model::record::Kind;
use crate::scoring::facts::Facts;
use crate::ui::hits::Hits;
use crate::ui::listing;
use crate::ui::look::Look;
use crate::views::View;

/// Where a list stands where there is room for two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// At the left, in the wider one.
    Left,
    /// At the right, below the chosen record.
    Right,
}

/// A list of a view, with the share of the height that it gets.
#[derive(Clone, Copy, Debug)]
pub struct Pane {
    listing: Listing,
    side: Side,
    compact: u16,
    wide: u16,
}

impl Pane {
    /// A list at the left: its share of a compact screen, and of its column on a wide one.
    pub const fn left(listing: Listing, compact: u16, wide: u16) -> Self {
        Self {
            listing,
            side: Side::Left,
            compact,
            wide,
        }
    }

    /// A list at the right. Without a share of a compact screen it takes turns there with the list before it.
    pub const fn right(listing: Listing, compact: u16, wide: u16) -> Self {
        Self {
            side: Side::Right,
            ..Self::left(listing, compact, wide)
        }
    }

    /// The list.
    pub const fn listing(&self) -> &Listing {
        &self.listing
    }
}

/// Draws a picture of the lists of a view into an area, and notes where its records are pressed.
pub type DrawPicture = fn(&Desk, &Look, &Lists, Rect, &mut Buffer, &mut Hits);

/// What is drawn above the lists.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// How many rows it takes: on a compact screen, and on a wide one.
    pub rows: (u16, u16),
    /// What it says in words: as plain text, and on the screen where it has no drawing of its own.
    pub said: fn(&Desk) -> Facts,
    /// Draws it.
    pub draw: Option<DrawPicture>,
}

/// The panes of a view.
#[derive(Debug)]
pub struct Panes {
    /// The scope of its own keys.
    pub scope: Scope,
    /// Its lists.
    pub all: &'static [Pane],
    /// What is drawn above them.
    pub picture: Option<Picture>,
    /// The shares that the chosen record gets of the height: on a compact screen, and of its column on a wide one.
    pub detail: (u16, u16),
}

impl Panes {
    /// Where the picture stands; nowhere without one.
    fn above(&self, size: Size) -> Rect {
        let body = frame(size).body;
        let rows = self.picture.map_or(0, |picture| match Class::of(size) {
            Class::TooSmall => 0,
            Class::Compact => picture.rows.0,
            Class::Wide | Class::Broad => picture.rows.1,
        });
        Rect {
            height: rows.min(body.height),
            ..body
        }
    }

    /// Where the lists stand while this one has the keys, and where the chosen record does.
    pub fn areas(&self, size: Size, at: usize) -> (Vec<Rect>, Rect) {
        let (whole, above) = (frame(size).body, self.above(size));
        let body = Rect {
            y: above.bottom(),
            height: whole.height - above.height,
            ..whole
        };
        let nothing = Rect { height: 0, ..body };
        let mut areas = vec![nothing; self.all.len()];
        let places = || self.all.iter().enumerate();
        let stack = |area, shares: Vec<u16>| {
            let shares = shares.into_iter().map(Constraint::Fill);
            Layout::vertical(shares).split(area).to_vec()
        };
        let mut detail = nothing;
        let mut set = |at: usize, area: Rect| {
            if let Some(place) = areas.get_mut(at) {
                *place = area;
            }
        };
        match Class::of(size) {
            Class::TooSmall => {}
            Class::Compact => {
                let shown = places().filter(|(_, pane)| pane.compact > 0);
                let (ids, shares): (Vec<_>, Vec<_>) = shown.map(|(at, p)| (at, p.compact)).unzip();
                let shares = [shares, vec![self.detail.0]].concat();
                let found = stack(body, shares);
                detail = found.last().copied().unwrap_or(nothing);
                for (place, area) in ids.iter().zip(found) {
                    // One that has the keys and no place of its own takes that of the one before it.
                    let turns = places().skip(place + 1).take_while(|(_, p)| p.compact == 0);
                    let instead = turns.map(|(turn, _)| turn).find(|turn| *turn == at);
                    set(instead.unwrap_or(*place), area);
                }
            }
            Class::Wide | Class::Broad => {
                let columns = [Constraint::Fill(1), Constraint::Length(body.width / 3)];
                let [left, right] = Layout::horizontal(columns).spacing(2).areas(body);
                for side in [Side::Left, Side::Right] {
                    let shown = places().filter(|(_, pane)| pane.side == side);
                    let (ids, shares): (Vec<_>, Vec<_>) = shown.map(|(at, p)| (at, p.wide)).unzip();
                    let found = match side {
                        Side::Left => stack(left, shares),
                        Side::Right => stack(right, [vec![self.detail.1], shares].concat()),
                    };
                    if side == Side::Right {
                        detail = found.first().copied().unwrap_or(nothing);
                    }
                    let own = found.into_iter().skip(usize::from(side == Side::Right));
                    for (at, area) in ids.into_iter().zip(own) {
                        set(at, area);
                    }
                }
            }
        }
        (areas, detail)
    }
}

/// A view of lists.
#[derive(Debug)]
pub struct ListView {
    panes: &'static Panes,
    lists: Lists,
}

impl ListView {
    /// The view of these panes, as a row of the table of views makes it.
    pub fn of(panes: &'static Panes) -> Box<dyn View> {
        let listings: Vec<Listing> = panes.all.iter().map(|pane| pane.listing).collect();
        Box::new(Self {
            panes,
            lists: Lists::of(&listings),
        })
    }
}

impl View for ListView {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        vec![self.panes.scope, LISTS, ROWS]
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        self.lists.item(desk)
    }

    fn show(&mut self, desk: &mut Desk, kind: &'static Kind, id: Id) {
        self.lists.show(desk, kind, id);
    }

    fn press(&mut self, desk: &mut Desk, target: Target, _: Gesture) -> Vec<Effect> {
        if let Target::Record(kind, id) = target {
            self.lists.show(desk, kind, id);
        }
        Vec::new()
    }

    fn lists(&self) -> Option<&Lists> {
        Some(&self.lists)
    }

    fn lists_mut(&mut self) -> Option<&mut Lists> {
        Some(&mut self.lists)
    }

    fn plain(&self, desk: &Desk) -> String {
        let said = self.panes.picture.map(|picture| (picture.said)(desk));
        let said = said.filter(|said| !said.lines.is_empty());
        let is_shared = desk.presenting.is_some();
        let above = said.map_or_else(String::new, |said| said.plain(is_shared));
        above + &plain(desk, &self.lists)
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        let size = buf.area.as_size();
        if let Some(picture) = self.panes.picture {
            let above = self.panes.above(size);
            match picture.draw {
                Some(draw) => draw(desk, look, &self.lists, above, buf, hits),
                None => listing::said(desk, look, (picture.said)(desk), above, buf),
            }
        }
        let (areas, detail) = self.panes.areas(size, self.lists.at());
        for (at, area) in areas.into_iter().enumerate() {
            listing::draw(desk, look, (&self.lists, at), area, buf, hits);
        }
        listing::chosen(desk, look, &self.lists, detail, buf);
    }
}
