//! Price studies: what people said they would pay, with the picture of the chosen one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::desk::listing::{Listing, Lists, columns, preset};
use crate::model::field::{Choice, Value};
use crate::model::id::Id;
use crate::model::money::PriceStudy;
use crate::model::record::Declared;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::money::curves::{CURVES, PriceCurves};
use crate::scoring::money::glance::{StudyBar, bars, verdict};
use crate::scoring::money::study;
use crate::scoring::price::amounts::short;
use crate::scoring::ratio::Ratio;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::text;
use crate::ui::widgets::{Bar, CurveLine, Curves, Focus, Rule, put, say_lines, under};
use crate::views::{Pane, Panes, Picture};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: super::SCOPE,
    all: &[Pane::left(STUDIES, 1, 1)],
    detail: (0, 1),
    picture: Some(Picture {
        rows: (16, 18),
        said: |_| Facts::default(),
        draw: Some(draw),
    }),
};

/// The studies, the newest first.
const STUDIES: Listing = Listing {
    columns: columns! { PriceStudy:
        "Study" Rest 12 => |_, one| Datum::text(&one.name);
        "Counted" Just 7 => |_, one| study::answered(one).map_or_else(Datum::default, Datum::count);
        "Price" Just 18 from 44 => |desk, one| study::found(desk.seen(), one).map_or_else(Datum::default, Datum::own);
    },
    facts: Some(|desk, id| {
        let one = desk.seen().get::<PriceStudy>(id);
        one.map_or_else(Facts::default, |one| study::facts(desk.seen(), one))
    }),
    empty: Text::new("What would people pay? {LISTS_NEW} makes a study; paste its answers."),
    begin: |desk, record, _| preset(record, "day", desk.derived.today.map(Value::Date)),
    ..Listing::of(PriceStudy::KIND)
};

/// The chosen study, else the first one.
fn shown<'d>(desk: &'d Desk, lists: &Lists) -> Option<&'d PriceStudy> {
    let first = || lists.ids(desk, lists.at()).first().copied();
    let id: Option<Id> = lists.chosen(desk).map(|(_, id)| id).or_else(first);
    desk.seen().get::<PriceStudy>(id?)
}

/// Draws a study: its curves with the points beside them, or a bar for each price or level.
fn draw(desk: &Desk, look: &Look, lists: &Lists, area: Rect, buf: &mut Buffer, _: &mut Hits) {
    let one = shown(desk, lists);
    let title = one.map_or("Study", |one| one.name.as_str());
    let method = one.and_then(|one| one.method);
    let note = method.map_or("", |method| method.word().label);
    let body = Rule::new(title, note, Focus::Elsewhere).draw(look, area, buf);
    let Some(one) = one else { return };
    let said = verdict(desk.seen(), one);
    if let Some(curves) = PriceCurves::of(one) {
        let beside = if area.width < 100 { 19 } else { area.width / 3 };
        let words = Rect {
            x: body.right().saturating_sub(beside),
            width: beside,
            ..body
        };
        let picture = Rect {
            width: body.width.saturating_sub(beside + 2),
            ..body
        };
        draw_curves(look, &curves, picture, buf);
        let lines = said.iter().flat_map(|(about, said)| {
            let said = text::wrap(said, words.width.into(), 2);
            let said = said.into_iter().map(|line| (line, look.strong()));
            std::iter::once(((*about).to_owned(), look.muted())).chain(said)
        });
        say_lines(
            buf,
            words,
            lines.map(|(line, style)| (text::own(look, &line).into_owned(), style)),
        );
        return;
    }
    let bars = bars(desk.seen(), one);
    let mut lines: Vec<String> = said
        .iter()
        .map(|(about, said)| format!("{about}: {said}"))
        .collect();
    if bars.is_empty() {
        let facts = study::facts(desk.seen(), one);
        lines.extend(facts.sentences(desk.presenting.is_some()));
    }
    draw_bars(look, &bars, body, buf);
    let rows = u16::try_from(bars.len()).unwrap_or(u16::MAX);
    let below = under(body, if rows == 0 { 0 } else { rows.saturating_add(2) });
    let lines = lines
        .iter()
        .flat_map(|line| text::wrap(line, below.width.into(), 4));
    say_lines(
        buf,
        below,
        lines.map(|line| (text::own(look, &line).into_owned(), look.text())),
    );
}

/// Draws the four curves, and below them what their marks are.
fn draw_curves(look: &Look, curves: &PriceCurves, area: Rect, buf: &mut Buffer) {
    let symbols = look.symbols;
    let marks = [
        symbols.to_go,
        symbols.rule,
        symbols.rule_heavy,
        symbols.beyond,
    ];
    let letters = ["a", "b", "c", "d"];
    let styles = [look.muted(), look.under(), look.focus(), look.over()];
    let axis = curves.axis;
    let all = curves
        .shares
        .iter()
        .zip(marks)
        .zip(letters.into_iter().zip(styles));
    let all: Vec<CurveLine<'_>> = all
        .map(|((points, line), (letter, style))| CurveLine {
            line,
            letter,
            points: points
                .iter()
                .map(|(price, share)| (axis.share(*price), *share))
                .collect(),
            style,
        })
        .collect();
    let ticks: Vec<(Ratio, String)> = axis
        .ticks()
        .into_iter()
        .map(|tick| (axis.share(tick), short(tick)))
        .collect();
    let half = Ratio::new(1, 2).unwrap_or(Ratio::ONE);
    let levels = [Ratio::ONE, half, Ratio::ZERO].map(|share| (share, share.percent()));
    let bands = curves.ranges.map_or_else(Vec::new, |[narrow, original]| {
        let of = |(low, high), mark| (axis.share(low), axis.share(high), mark);
        vec![of(original, symbols.beyond), of(narrow, symbols.rule_heavy)]
    });
    let above = Rect {
        height: area.height.saturating_sub(2),
        ..area
    };
    Curves {
        all: &all,
        ticks: &ticks,
        levels: &levels,
        bands: &bands,
        lines: &[],
    }
    .draw(look, above, buf);
    let mut x = area.x;
    for ((curve, (_, name)), style) in all.iter().zip(CURVES).zip(styles) {
        x = put(
            buf,
            area,
            x,
            above.bottom(),
            &format!("{}{} ", curve.letter, curve.line),
            style,
        );
        x = put(buf, area, x, above.bottom(), name, look.text()) + 2;
    }
    let accepted = format!(
        "{} two meet   on the axis: {} accepted, narrow  {} original",
        symbols.meet, symbols.rule_heavy, symbols.beyond
    );
    put(
        buf,
        area,
        area.x,
        above.bottom() + 1,
        &accepted,
        look.muted(),
    );
}

/// Draws a bar for each of some numbers, with its name before it and its words behind.
fn draw_bars(look: &Look, bars: &[StudyBar], area: Rect, buf: &mut Buffer) {
    let widest = |of: fn(&StudyBar) -> &str| {
        let all = bars.iter().map(|bar| text::width(of(bar)));
        u16::try_from(all.max().unwrap_or(0)).unwrap_or(u16::MAX)
    };
    let names = widest(|bar| &bar.name).min(area.width / 3);
    let words = widest(|bar| &bar.words).min(area.width * 3 / 5);
    let room = area.width.saturating_sub(names + words + 3);
    let largest = bars.iter().map(|bar| bar.value.to_hundredths()).max();
    for (bar, row) in bars.iter().zip(area.rows().skip(1)) {
        let name = text::fit(&bar.name, names.into(), look.symbols.more);
        put(buf, area, row.x, row.y, &name, look.text());
        let (value, largest) = (bar.value.to_hundredths(), largest.unwrap_or(0));
        let style = if bar.is_best {
            look.focus()
        } else {
            look.muted()
        };
        let place = Rect {
            x: row.x + names + 1,
            width: room,
            ..row
        };
        Bar { value, largest }.draw(look, style, place, buf);
        let style = if bar.is_best {
            look.strong()
        } else {
            look.text()
        };
        put(
            buf,
            area,
            place.right() + 1,
            row.y,
            &text::own(look, &bar.words),
            style,
        );
    }
}
