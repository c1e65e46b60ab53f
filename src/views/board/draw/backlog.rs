//! The ranked backlog: rows, cut line, headings of the unscored.

mod plan;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::plan::Plan;
use crate::desk::Desk;
use crate::desk::backlog::BacklogRow;
use crate::desk::event::Target;
use crate::desk::tip;
use crate::dialogs::draw::own;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::settings::Lens;
use crate::model::words::worded;
use crate::scoring::price::words::whole;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, Table, put, under};
use crate::views::board::pin::{comes_early, dearer};
use crate::views::board::regions::BACKLOG;
use crate::views::board::state::Board;

/// Draws the backlog.
pub fn draw(
    desk: &Desk,
    board: &Board,
    look: &Look,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    if area.is_empty() {
        return;
    }
    hits.add(area, Target::Region(BACKLOG));
    let note = note(desk, look, area.width);
    Rule::new("Backlog", &note, Focus::of(!board.is_in_detail)).draw(look, area, buf);
    let below = under(area, 1);
    if desk.backlog.rows.is_empty() {
        empty(desk, look, below, buf);
        return;
    }
    let visible = usize::from(below.height.saturating_sub(1));
    let plan = Plan::of(desk, board, look, visible);
    let shown = desk.backlog.rows.iter().skip(desk.backlog.top);
    let shown: Vec<BacklogRow> = shown.take(visible).copied().collect();
    let rows = shown.iter().enumerate().map(|(at, row)| {
        let is_selected = desk.backlog.top + at == desk.backlog.cursor;
        plan.row(*row, is_selected)
    });
    let table = Table {
        columns: &plan.columns(),
        sorted: plan.sorted(),
    };
    let inner = Rect {
        width: below.width.saturating_sub(1),
        ..below
    };
    let drawn = table.draw(look, inner, buf, rows);
    for (at, place) in drawn.headings {
        if let Some(key) = plan.key(at) {
            hits.add(place, Target::Heading(key));
        }
    }
    for (at, place) in drawn.rows {
        if let Some(id) = shown.get(at).and_then(|row| row.item()) {
            hits.add(place, Target::Row(id));
        }
    }
}

/// How many items in which order, and what that order costs where there is room to say it.
fn note(desk: &Desk, look: &Look, width: u16) -> String {
    let evaluation = &desk.derived.evaluation;
    let all = evaluation.ranked.len() + evaluation.unranked.len();
    let order = match &desk.backlog.sort {
        Some(sort) => {
            let label = Item::KIND
                .field(&sort.key)
                .and_then(|at| Item::KIND.fields.get(at));
            let word = label.map_or("cost of delay", |field| field.label.said());
            let way = if sort.descending { "last" } else { "first" };
            format!("by {word}, smallest {way}")
        }
        None => match evaluation.lens {
            Lens::Wsjf
            | Lens::Weighted
            | Lens::Rice
            | Lens::Money
            | Lens::Outcome
            | Lens::Return => match by_hand(desk) {
                0 => "highest score first".to_owned(),
                count => format!("highest score first, {count} by hand"),
            },
            Lens::Moscow | Lens::Order | Lens::Dates | Lens::Hand => {
                format!("by {}", evaluation.lens.word().label)
            }
        },
    };
    let dot = look.symbols.separator;
    let counts = match &*desk.said(&desk.backlog.filter.0) {
        "" => text::count(all, "item", "items"),
        filter => {
            let (listed, all) = desk.matching();
            format!("{listed} of {all} {dot} filter: {filter}")
        }
    };
    let note = look.joined(&[&counts, &order]);
    // What follows is about the order by rank; the more it says, the more room it takes.
    let is_by_rank = desk.backlog.sort.is_none() && !desk.derived.is_trying();
    let dearer = dearer(desk).filter(|_| is_by_rank);
    let holds = |note: &String| Rule::holds("Backlog  ", note, width);
    // To add it up is a walk over all items: only where there is room to say it.
    let has_room = holds(&look.joined(&[COST, &note]));
    let cost = has_room.then(|| delay_cost(desk, look)).flatten();
    let mut longer = Vec::new();
    if let Some(dearer) = &dearer {
        let both = look.joined(&[&note, dearer]);
        longer.extend(cost.as_ref().map(|cost| look.joined(&[cost, &both])));
        longer.push(both);
        // Rows say themselves that they come too early.
        longer.extend((!comes_early(desk)).then(|| look.joined(&[&counts, dearer])));
    } else {
        longer.extend(cost.map(|cost| look.joined(&[&cost, &note])));
    }
    longer.into_iter().find(holds).unwrap_or(note)
}

/// How many of the listed items were given their place by hand.
fn by_hand(desk: &Desk) -> usize {
    let pinned = |id: &Id| {
        let score = desk.derived.evaluation.score(*id);
        score.is_some_and(|score| score.is_pinned)
    };
    desk.backlog.items().filter(pinned).count()
}

/// What stands before the total cost of delay of the shown order.
const COST: &str = "this order costs ";

/// The total cost of delay of the shown order.
fn delay_cost(desk: &Desk, look: &Look) -> Option<String> {
    let total = desk.derived.evaluation.total()?;
    let sum = whole(desk.seen(), &total);
    Some(format!("{COST}{}", own(look, &sum)))
}

fn empty(desk: &Desk, look: &Look, area: Rect, buf: &mut Buffer) {
    let (title, lines): (&str, &[(&str, &str)]) = if desk.backlog.filter.0.is_empty() {
        (
            "Write down what people ask for. The list puts it in order.",
            &[
                ("n", worded("first item")),
                ("i", "import from Jira, Trello, Excel ..."),
                ("o", "open another workspace"),
                ("S", "open the sample, to look around"),
            ],
        )
    } else {
        (
            worded("No item matches the filter."),
            &[("/", "change the filter"), ("Esc", "show everything")],
        )
    };
    let x = area.x + (area.width / 6).min(10);
    let mut y = area.y + (area.height / 5).min(3);
    put(buf, area, x, y, title, look.strong());
    y += 2;
    for (key, words) in lines {
        let next = put(buf, area, x, y, &text::pad_right(key, 5, ""), look.focus());
        put(buf, area, next, y, words, look.text());
        y += 1;
    }
    if desk.backlog.filter.0.is_empty() {
        let room = area.right().saturating_sub(x).into();
        for words in [tip::MEANING[0], "Nothing leaves this computer."] {
            for line in text::wrap(words, room, 3) {
                y += 1;
                put(buf, area, x, y, &line, look.muted());
            }
        }
    }
}
