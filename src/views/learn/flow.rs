//! How work goes through its states: the whole as small charts, by team, what is under way, interval by interval.

use crate::desk::Desk;
use crate::desk::command::Scope;
use crate::desk::listing::{Listing, columns, preset};
use crate::model::agreement::AgreedMix;
use crate::model::field::Value;
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::team::Team;
use crate::model::words::Text;
use crate::scoring::facts::{Datum, Facts, Sign, spark};
use crate::scoring::flow::intervals::kept;
use crate::scoring::flow::words;
use crate::scoring::plan::capacity::velocity;
use crate::scoring::ratio::Ratio;
use crate::ui::records::{day_cell, people};
use crate::views::{Pane, Panes, Picture};

/// Its panes, below the charts of the whole.
pub(super) static FLOW: Panes = Panes {
    scope: Scope("Learn"),
    all: &[
        Pane::left(TEAMS, 5, 2),
        Pane::left(UNDER_WAY, 0, 3),
        Pane::right(INTERVALS, 0, 2),
        Pane::right(AGREED, 0, 2),
    ],
    detail: (5, 3),
    picture: Some(Picture {
        rows: (10, 11),
        said: |desk| Facts {
            name: "Flow".to_owned(),
            ..words::whole(desk.seen(), &desk.flow())
        },
        draw: None,
    }),
};

/// A number of days; blank where it is not known.
fn days(days: Option<i64>) -> Datum {
    Datum::number(days.map(Ratio::whole), Ratio::to_short)
}

/// The list of teams.
const TEAMS: Listing = Listing {
    title: Text::new("Flow by team"),
    columns: columns! { Team:
        "Team" Rest 10 => |_, one| Datum::text(&one.name);
        "Under way" Just 9 => |desk, one| Datum::count(desk.flow().under_way(Some(one.id)).len());
        "Half in" Just 7 => |desk, one| days(desk.flow().times(Some(one.id)).percentile(50));
        "85 % in" Just 7 => |desk, one| days(desk.flow().times(Some(one.id)).percentile(85));
        "Velocity" Just 8 => |desk, one| Datum::number(velocity(desk.past().last(one.id)), |mean| mean.to_decimal(1));
        "Past" Just 8 from 60 => |desk, one| Datum::own(spark(desk.past().last(one.id), Ratio::ZERO)).muted();
    },
    facts: Some(|desk, id| {
        let team = desk.seen().get::<Team>(id);
        let facts = |one| words::team(desk.seen(), &desk.flow(), desk.past(), one);
        team.map_or_else(Facts::default, facts)
    }),
    empty: Text::new("Whose flow is it? {LISTS_NEW} writes the first team; give items their team."),
    ..Listing::of(Team::KIND)
};

/// The list of what is under way, the oldest first.
const UNDER_WAY: Listing = Listing {
    title: Text::new("Under way"),
    rows: Some(|desk| {
        let flow = desk.flow();
        let all = flow.under_way(None).into_iter();
        all.map(|(one, _)| one.item).collect()
    }),
    columns: columns! { Item:
        "Days" Just 6 => |desk, one| age(desk, one.id);
        "State" Just 9 from 46 => |_, one| Datum::text(crate::model::field::Choice::word(one.state).label).muted();
        "Item" Rest 16 => |_, one| Datum::text(&one.title);
        "Team" Just 10 from 60 => |desk, one| Datum::text(desk.seen().name::<Team>(one.team.0)).muted();
    },
    note: |desk, ids| match desk.flow().old() {
        Some(old) => format!("{} · old after {old} days", ids.len()),
        None => ids.len().to_string(),
    },
    facts: Some(|desk, id| {
        let flow = desk.flow();
        let lines = flow
            .passage(id)
            .map_or_else(Vec::new, |one| words::item(&flow, one));
        let begin = Facts::of(desk.seen().name::<Item>(id));
        lines
            .into_iter()
            .fold(begin, |facts, line| facts.with("", line))
    }),
    empty: Text::new(
        "What is being done, and since when? An item shows here once its state is Doing: {GO_BOARD}, then {ITEM_EDIT}.",
    ),
    item: |_, id| Some(id),
    ..Listing::of(Item::KIND)
};

fn age(desk: &Desk, id: Id) -> Datum {
    let flow = desk.flow();
    let age = flow.passage(id).and_then(|one| one.age(flow.today));
    let is_old = age.zip(flow.old()).is_some_and(|(age, old)| age > old);
    days(age).marked(if is_old { Sign::Over } else { Sign::Open })
}

/// The list of intervals, by their days.
const INTERVALS: Listing = Listing {
    title: Text::new("Intervals"),
    rows: Some(|desk| desk.course().legs.iter().map(|leg| leg.increment).collect()),
    columns: columns! { Increment:
        "Interval" Rest 8 => |_, one| Datum::text(&one.name);
        "Kept" Just 6 => |desk, one| {
            let kept = kept(desk.seen()).into_iter().find(|(id, _)| *id == one.id);
            let share = kept.and_then(|(_, result)| result.mean_of_teams);
            Datum::number(share, Ratio::percent)
        };
        "Done" Just 6 from 26 => |desk, one| {
            let course = desk.course();
            let leg = course.legs.iter().find(|leg| leg.increment == one.id);
            Datum::number(leg.and_then(|leg| leg.pace.done_share()), Ratio::percent)
        };
    },
    facts: Some(|desk, id| {
        let course = desk.course();
        let leg = course.legs.iter().find(|leg| leg.increment == id);
        let increment = desk.seen().get::<Increment>(id);
        let facts = |one| words::interval(desk.seen(), &desk.flow(), leg, one);
        increment.map_or_else(Facts::default, facts)
    }),
    ..Listing::of(Increment::KIND)
};

/// The list of agreed mixes, the latest first.
const AGREED: Listing = Listing {
    columns: columns! { AgreedMix:
        "Interval" Rest 8 => |desk, one| Datum::text(desk.seen().name::<Increment>(one.increment.0));
        "Team" Just 9 => |desk, one| Datum::text(desk.seen().name::<Team>(one.team.0)).muted();
        "Agreed" Just 11 => |_, one| day_cell(one.agreed_on);
    },
    facts: Some(|desk, id| {
        let agreed = desk.seen().get::<AgreedMix>(id);
        let facts = |one: &AgreedMix| {
            let by = people(desk, &one.agreed_by.0);
            let facts = words::agreed(desk.seen(), one).with("Agreed by", by);
            facts.with("On", one.agreed_on.map_or_else(String::new, long_date))
        };
        agreed.map_or_else(Facts::default, facts)
    }),
    begin: |desk, record, _| {
        let buckets = desk.seen().buckets();
        let lines = buckets
            .iter()
            .filter_map(|bucket| Some(format!("{}: {}", bucket.name, bucket.share?.0)));
        preset(record, "shares", Some(Value::Texts(lines.collect())));
        let coming = desk.derived.evaluation.race.coming;
        preset(record, "increment", coming.map(Value::Link));
        preset(record, "agreed_on", desk.derived.today.map(Value::Date));
        let name = desk.seen().name::<Increment>(coming);
        preset(
            record,
            "name",
            (!name.is_empty()).then(|| Value::Text(format!("Mix of {name}"))),
        );
    },
    empty: Text::new(
        "Which mix was agreed for an interval, or for a team in it? {LISTS_NEW} writes it; without one the shares of the allocations apply.",
    ),
    ..Listing::of(AgreedMix::KIND)
};
