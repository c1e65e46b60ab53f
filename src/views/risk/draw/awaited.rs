//! What is awaited from outside: late first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::event::Target;
use crate::model::dependency::Dependency;
use crate::model::field::Choice;
use crate::model::record::Declared;
use crate::scoring::due::{Due, awaited as all, is_late};
use crate::shell::App;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{
    Align, Cell, Column, Focus, Row, RowState, Rule, Table, Width, put, scroll_to,
};
use crate::views::risk::draw::focus;
use crate::views::risk::{Part, chosen_awaited};

/// Draws the list.
pub(super) fn awaited(app: &App, look: &Look, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    if area.is_empty() {
        return;
    }
    let rows = all(app.seen(), app.derived.today);
    let late = rows.iter().filter(|one| is_late(one, app.derived.today));
    let late = late.count();
    let note = format!("{late} late of {}", rows.len());
    let focus = focus(app, Part::Awaited);
    Rule {
        title: "External dependencies",
        note: &note,
        focus,
    }
    .draw(look, area, buf);
    let below = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let Some(at) = chosen_awaited(app) else {
        let words = "Nothing is awaited from outside.";
        put(buf, below, below.x + 1, below.y, words, look.muted());
        return;
    };
    let height = usize::from(below.height.saturating_sub(1));
    let first = scroll_to(at, 0, height, rows.len());
    let column = |title, width, from| Column {
        title,
        width,
        align: Align::Left,
        gap: 1,
        from,
    };
    let columns = [
        column("State", Width::Fixed(11), 0),
        column("Needed by", Width::Fixed(22), 0),
        column("From", Width::Fixed(16), 70),
        column("What", Width::Fill(10), 0),
    ];
    let cells = rows.iter().zip(0..).skip(first).map(|(one, here)| {
        let state = match (here == at, focus) {
            (false, _) => RowState::Plain,
            (true, Focus::Here) => RowState::Selected,
            (true, Focus::Elsewhere) => RowState::Remembered,
        };
        Row::Cells(state, cells(app, look, one))
    });
    let table = Table {
        columns: &columns,
        sorted: None,
    };
    for (row, place) in table.draw(look, below, buf, cells).rows {
        if let Some(one) = rows.get(first + row) {
            hits.add(place, Target::Record(Dependency::KIND, one.id));
        }
    }
}

fn cells<'a>(app: &App, look: &Look, one: &'a Dependency) -> Vec<Cell<'a>> {
    let due = Due::of_dependency(one, app.derived.today);
    let is_late = is_late(one, app.derived.today);
    let (mark, style) = match (is_late, due) {
        (true, _) => (look.symbols.over, look.over()),
        (false, Due::Met) => (look.symbols.done, look.muted()),
        (false, _) => (look.symbols.pip_empty, look.text()),
    };
    let plain = if due == Due::Met {
        look.muted()
    } else {
        look.text()
    };
    let by = one.due.map_or_else(|| "no day".to_owned(), text::date);
    let far = match due.words() {
        words if words.is_empty() => by,
        words => format!("{by}, {words}"),
    };
    vec![
        Cell::Text(format!("{mark} {}", one.state.word().label).into(), style),
        Cell::Text(far.into(), style),
        Cell::Text(one.from.as_str().into(), look.muted()),
        Cell::Text(one.text.as_str().into(), plain),
    ]
}
