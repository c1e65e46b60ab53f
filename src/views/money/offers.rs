//! Offers: what can be bought, from us or from others, on a line of prices.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::desk::Desk;
use crate::desk::listing::{Listing, Lists, columns, preset};
use crate::model::audience::Access;
use crate::model::field::{Choice, Value};
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::money::Offer;
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::money::price_line::{self, PriceLine, PricedOffer};
use crate::scoring::money::{model_words, study};
use crate::scoring::price::amounts::{money, short};
use crate::scoring::ratio::Ratio;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::records::joined;
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put, put_run};
use crate::views::{Pane, Panes, Picture};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: super::SCOPE,
    all: &[Pane::left(OFFERS, 4, 1)],
    detail: (3, 1),
    picture: Some(Picture {
        rows: (8, 9),
        said: |_| Facts::default(),
        draw: Some(draw),
    }),
};

/// The offers, ours first.
const OFFERS: Listing = Listing {
    rows: Some(|desk| {
        let mut all: Vec<&Offer> = desk.seen().all().collect();
        all.sort_by_key(|one| {
            (
                one.competitor.to_lowercase(),
                one.price.map(|price| price.0),
                one.name.to_lowercase(),
            )
        });
        all.into_iter().map(|one| one.id).collect()
    }),
    columns: columns! { Offer:
        "Price" Just 10 => price;
        "Offer" Rest 10 => |_, one| Datum::text(&one.name);
        "By" Just 10 from 40 => |_, one| Datum::text(if one.competitor.is_empty() { "us" } else { &one.competitor }).muted();
    },
    facts: Some(offer),
    empty: Text::new("What can be bought, from us or others? {LISTS_NEW} adds an offer."),
    begin: |desk, record, _| preset(record, "day", desk.derived.today.map(Value::Date)),
    ..Listing::of(Offer::KIND)
};

fn price(desk: &Desk, one: &Offer) -> Datum {
    let price = one.price.map(|price| price.0.into());
    Datum::number(price, |price| money(desk.seen(), price))
}

fn offer(desk: &Desk, id: Id) -> Facts {
    let Some(one) = desk.seen().get::<Offer>(id) else {
        return Facts::default();
    };
    let price = one.price.map_or_else(
        || "no price yet".to_owned(),
        |price| match one.period.trim() {
            "" => money(desk.seen(), price.0.into()),
            period => format!("{} per {period}", money(desk.seen(), price.0.into())),
        },
    );
    let parts = [
        if one.competitor.is_empty() {
            "ours".to_owned()
        } else {
            format!("by {}", one.competitor)
        },
        one.model
            .map_or_else(String::new, |model| model.word().label.to_owned()),
        price,
        one.day
            .map_or_else(String::new, |day| format!("on {}", long_date(day))),
    ];
    let mut facts = Facts::of(&one.name);
    facts.say("", joined(parts), Access::Private);
    facts.say(
        "Price",
        study::place_of(desk.seen(), one).unwrap_or_default(),
        Access::Private,
    );
    for line in model_words::said(desk.seen(), one) {
        facts.say("", line, Access::Private);
    }
    for item in one
        .items
        .0
        .iter()
        .filter_map(|id| desk.seen().get::<crate::model::item::Item>(*id))
    {
        facts.say("", format!("· {}", item.title), Access::Private);
    }
    facts.say("Note", one.note.trim(), Access::Private);
    for (about, words) in model_words::RULES {
        facts.rule(about, *words, Access::Private);
    }
    facts
}

/// The line of prices of the chosen offer, else the first one.
fn shown(desk: &Desk, lists: &Lists) -> Option<PriceLine> {
    let chosen = lists
        .chosen(desk)
        .and_then(|(_, id)| desk.seen().get::<Offer>(id));
    let own = chosen.and_then(|offer| price_line::line_of(desk.seen(), offer));
    own.or_else(|| price_line::lines(desk.seen()).into_iter().next())
}

/// Draws the prices on one line: what people accept above it, ours and those of others on it, their names below.
fn draw(desk: &Desk, look: &Look, lists: &Lists, area: Rect, buf: &mut Buffer, _: &mut Hits) {
    let line = shown(desk, lists);
    let per = line.as_ref().map_or("", |line| line.period.as_str());
    let note = match per {
        "" => String::new(),
        per => format!("for a {per}"),
    };
    let body = Rule::new("Prices", &note, Focus::Elsewhere).draw(look, area, buf);
    let Some(line) = line.filter(|_| body.height >= 6 && body.width >= 40) else {
        let lines = text::wrap(NO_LINE, body.width.into(), 2);
        for (words, y) in lines.iter().zip(body.y..body.bottom()) {
            put(buf, body, body.x, y, words, look.muted());
        }
        return;
    };
    let symbols = look.symbols;
    // Room for the words at both ends.
    let (left, cells) = (body.x + 3, body.width.saturating_sub(12));
    let at = |price| {
        let along = line.axis.share(price).times(Ratio::whole(cells.into()));
        left + along.map_or(0, |along| u16::try_from(along.rounded()).unwrap_or(cells))
    };
    let (ends, band, axis) = (body.y, body.y + 1, body.y + 2);
    if let Some([narrow, original]) = line.ranges {
        for ((low, high), mark, style) in [
            (original, symbols.span_tail, look.muted()),
            (narrow, symbols.span_next, look.focus()),
        ] {
            let (from, to) = (at(low), at(high));
            put_run(
                buf,
                body,
                (from, band),
                mark,
                to.saturating_sub(from) + 1,
                style,
            );
        }
        let mut ends_at: Vec<Ratio> = vec![original.0, narrow.0, narrow.1, original.1];
        ends_at.sort_unstable();
        ends_at.dedup();
        let mut free = body.x;
        for end in ends_at {
            let words = short(end);
            let x = at(end).saturating_sub(half(&words)).max(free);
            free = put(buf, body, x, ends, &words, look.text()) + 1;
        }
    }
    put_run(
        buf,
        body,
        (left, axis),
        symbols.axis_flat,
        cells + 1,
        look.rule(),
    );
    let mut free = body.x;
    for tick in line.axis.ticks() {
        put(buf, body, at(tick), axis, symbols.join_up, look.rule());
        let words = short(tick);
        let x = at(tick).saturating_sub(half(&words));
        if x >= free {
            free = put(buf, body, x, axis + 1, &words, look.muted()) + 1;
        }
    }
    for offer in &line.offers {
        let (mark, style) = mark(look, offer);
        put(buf, body, at(offer.price), axis, mark, style);
    }
    names(desk, look, (&line, &at), below(body, 4), buf);
    let legend = [
        (symbols.ours, "ours", true),
        (symbols.theirs, "others", true),
        (symbols.span_next, "accepted, narrow", line.ranges.is_some()),
        (symbols.span_tail, "original reading", line.ranges.is_some()),
    ];
    let words = legend.iter().filter(|(_, _, is_there)| *is_there);
    let words: Vec<String> = words
        .map(|(mark, name, _)| format!("{mark} {name}"))
        .collect();
    let y = body.bottom().saturating_sub(1);
    put(buf, body, body.x, y, &words.join("   "), look.muted());
}

/// What stands where no offer has a price.
const NO_LINE: &str = "What does it cost, here and elsewhere? With a price and what it is paid for, offers stand here on one line.";

/// What is left of an area below so many rows, without its last one.
const fn below(area: Rect, rows: u16) -> Rect {
    Rect {
        y: area.y + rows,
        height: area.height.saturating_sub(rows + 1),
        ..area
    }
}

/// Half the width of a text.
fn half(words: &str) -> u16 {
    u16::try_from(text::width(words) / 2).unwrap_or_default()
}

fn mark(look: &Look, offer: &PricedOffer) -> (&'static str, Style) {
    if offer.is_ours {
        (look.symbols.ours, look.focus())
    } else {
        (look.symbols.theirs, look.text())
    }
}

/// Draws the names of the offers below their prices, each where there is room for it, in as many rows as there are.
fn names(
    desk: &Desk,
    look: &Look,
    (line, at): (&PriceLine, &dyn Fn(Ratio) -> u16),
    area: Rect,
    buf: &mut Buffer,
) {
    let mut free = vec![area.x; area.height.into()];
    for offer in &line.offers {
        let Some(one) = desk.seen().get::<Offer>(offer.id) else {
            continue;
        };
        let whose = if offer.is_ours {
            &one.name
        } else {
            &one.competitor
        };
        let words = format!("{whose} {}", short(offer.price));
        let words = text::fit(&words, 30, look.symbols.more);
        let x = at(offer.price).saturating_sub(half(&words)).max(area.x);
        let wide = u16::try_from(text::width(&words)).unwrap_or(u16::MAX);
        let x = x.min(area.right().saturating_sub(wide));
        let row = free.iter().position(|free| *free <= x);
        if let Some((row, free)) = row.and_then(|row| Some((row, free.get_mut(row)?))) {
            let style = if offer.is_ours {
                look.strong()
            } else {
                look.text()
            };
            let y = area.y + u16::try_from(row).unwrap_or_default();
            *free = put(buf, area, x, y, &words, style) + 2;
        }
    }
}
