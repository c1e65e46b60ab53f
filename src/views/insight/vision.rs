//! The vision as one sentence, and the themes with their share of the effort.

use super::scope::SCOPE;
use crate::desk::Desk;
use crate::desk::listing::{Listing, columns};
use crate::model::format::percent;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::kpi::Kpi;
use crate::model::product::Product;
use crate::model::record::Declared;
use crate::model::theme::Theme;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts, SortKey};
use crate::scoring::insight::kpi_words::{gauge, points};
use crate::scoring::insight::vision::{EffortOf, filled, of_product, of_theme, sentence, themes};
use crate::scoring::ratio::Ratio;
use crate::views::{Pane, Panes};

/// The lists of the part.
pub(super) static PANES: Panes = Panes {
    scope: SCOPE,
    all: &[
        Pane::left(VISION, 3, 1),
        Pane::left(THEMES, 6, 3),
        Pane::right(WITHOUT, 0, 1),
    ],
    detail: (6, 1),
    picture: None,
};

/// The vision: the one product.
const VISION: Listing = Listing {
    title: Text::new("Vision"),
    one: Text::new("Vision"),
    columns: columns! { Product:
        "Sentence" Rest 20 => |_, one| Datum::text(sentence(one));
    },
    note: |desk, _| format!("{} of 7 parts", filled(desk.seen().the::<Product>())),
    facts: Some(|desk, _| of_product(desk.seen(), desk.mix(EffortOf::Open).as_deref())),
    ..Listing::of(Product::KIND)
};

/// How a theme stands: its share of some effort, and by how much that is off its target.
fn share(desk: &Desk, theme: Id, of: EffortOf) -> Datum {
    let found = desk.mix(of).and_then(|mix| mix.of(theme));
    found.map_or_else(Datum::default, |own| {
        let words = format!("{} {}", percent(own.percent), points(own.drift));
        Datum::own(words).by(SortKey::Number(own.share))
    })
}

/// The list of themes, the heaviest first.
const THEMES: Listing = Listing {
    rows: Some(|desk| themes(desk.seen()).iter().map(|theme| theme.id).collect()),
    columns: columns! { Theme:
        "Theme" Rest 18 => |_, one| Datum::text(&one.name);
        "Target" Just 6 => |desk, one| {
            let mix = desk.mix(EffortOf::Open);
            let target = mix.and_then(|mix| mix.target(one.id));
            target.map_or_else(Datum::default, |target| {
                Datum::own(target.percent()).by(SortKey::Number(target))
            })
        };
        "Coming" Just 11 => |desk, one| share(desk, one.id, EffortOf::Coming);
        "Open" Just 11 from 56 => |desk, one| share(desk, one.id, EffortOf::Open);
        "" Just 12 from 76 => |desk, one| {
            let mix = desk.mix(EffortOf::Open);
            let both = mix.and_then(|mix| Some((mix.of(one.id)?.share, mix.target(one.id)?)));
            let (share, target) = both.unzip();
            Datum::own(gauge(share, target, 12)).by(share.map_or(SortKey::Blank, SortKey::Number))
        };
        "Outcome" Just 18 from 100 => |desk, one| Datum::text(desk.seen().name::<Kpi>(one.outcome.0)).muted();
    },
    note: |desk, _| {
        let mix = desk.mix(EffortOf::Open);
        let without = mix
            .and_then(|mix| mix.without)
            .filter(|share| *share > Ratio::ZERO);
        without.map_or_else(String::new, |share| {
            format!("{} of the effort serves none", share.percent())
        })
    },
    facts: Some(|desk, id| {
        let theme = desk.seen().get::<Theme>(id);
        theme.map_or_else(Facts::default, |theme| {
            of_theme(desk.seen(), |of| desk.mix(of), theme)
        })
    }),
    empty: Text::new(
        "What does the product go for over the next intervals? {LISTS_NEW} writes the first theme.",
    ),
    ..Listing::of(Theme::KIND)
};

/// The open items that serve no theme.
const WITHOUT: Listing = Listing {
    title: Text::new("Serves no theme"),
    rows: Some(|desk| {
        let ranked = &desk.derived.evaluation;
        let all = ranked.ranked.iter().chain(&ranked.unranked).copied();
        let serves_none = |id: &Id| {
            let item = desk.seen().get::<Item>(*id);
            item.is_some_and(|item| item.theme.0.is_none())
        };
        all.filter(serves_none).collect()
    }),
    columns: columns! { Item:
        "Item" Rest 16 => |_, one| Datum::text(&one.title);
        "Size" Just 5 => |_, one| Datum::own(one.size.value.map_or_else(|| "?".to_owned(), |size| size.to_string())).muted();
    },
    item: |_, id| Some(id),
    empty: Text::new(
        "Every open item serves a theme. New items are written on the board: {GO_BOARD}, then {ITEM_NEW}.",
    ),
    ..Listing::of(Item::KIND)
};
