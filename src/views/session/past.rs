//! Sessions that are over: what they settled, and going on with one.

use crate::desk::Desk;
use crate::desk::can::outside;
use crate::desk::changes::many;
use crate::desk::command::{Can, Command, commands};
use crate::desk::listing::{Listing, columns};
use crate::desk::notice::quoted;
use crate::dialogs::{demo, page};
use crate::edit::Edit;
use crate::model::field::FieldValue;
use crate::model::format::known;
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::session::{Session, Sitting};
use crate::model::words::{Text, worded};
use crate::scoring::facts::{Datum, Facts};
use crate::scoring::session::minutes::ladder;
use crate::scoring::session::outcome::{seconds, settled};
use crate::scoring::session::rubric;
use crate::scoring::session::stakes::nth;
use crate::scoring::session::way::count;
use crate::ui::records::day_cell;
use crate::views::session::setup;
use crate::views::session::state::{Sessions, is_withheld};

/// The commands while no session is on.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Sessions open changes "Session" "session.new" ["n"] hint 1 if can_start,
        "new session" also ["start", "vote", "poker", "estimate"]: "Sets a session up; {SETUP_START} begins it." => |desk, state, _| setup::open(desk, state);
    Sessions open looks "Session" "session.outcome" ["Enter"] hint 2 if has_past,
        "result": "Shows what the session agreed on." => |desk, state, _| open(desk, state);
    Sessions open changes "Session" "session.demo" ["c"] hint 5 if can_demo,
        "demo": "Begins a demo checkpoint, or goes on with the open one." => |desk, _, _| demo::start(desk);
    Sessions open changes "Session" "session.reopen" ["r"] hint 4 if has_past,
        "reopen": "Goes on with the session at the question it was at." => |desk, state, _| reopen(desk, state);
};

/// The list of the sessions that are over, with what each of them settled.
pub(super) const LISTING: Listing = Listing {
    rows: Some(ids),
    columns: columns! { Session:
        "Date" Just 11 => |_, one| day_cell(one.date);
        "Session" Rest 14 => |_, one| Datum::text(&one.name);
    },
    facts: Some(|desk, id| {
        let session = desk.seen().get::<Session>(id);
        session.map_or_else(Facts::default, |session| {
            let lines = summary(desk, session).into_iter();
            lines
                .fold(Facts::of(&session.name), |facts, line| facts.with("", line))
                .ruled("Settled", "questions that got a value, of all on the agenda; the value is the card that was agreed on, on the scale of the settings")
                .ruled("Rose, fell", "rank when it began against rank now, by the ranking method in force")
                .ruled("Time", "seconds the clock ran, in whole minutes")
        })
    }),
    empty: Text::new("What was agreed, and who voted how? {SESSION_NEW} starts the first session."),
    ..Listing::of(Session::KIND)
};

/// The sessions that are over, the latest first.
pub(super) fn ids(desk: &Desk) -> Vec<Id> {
    let all = desk.workspace.all::<Session>();
    let mut over: Vec<_> = all
        .filter(|session| session.sort == Sitting::Prioritizing)
        .map(|session| (session.date, session.id))
        .collect();
    over.sort_unstable();
    over.into_iter().rev().map(|(_, id)| id).collect()
}

/// The chosen one.
pub(super) fn chosen<'d>(desk: &'d Desk, state: &Sessions) -> Option<&'d Session> {
    desk.workspace.get(state.past.chosen_in(desk, 0)?)
}

fn can_start(desk: &Desk, _: &Sessions) -> Can {
    outside(desk)
}

fn can_demo(desk: &Desk, _: &Sessions) -> Can {
    demo::can_begin(desk)
}

fn has_past(desk: &Desk, state: &Sessions) -> Can {
    match chosen(desk, state) {
        Some(_) => Ok(()),
        None => Err(worded("there was no session yet · {SESSION_NEW} starts one").to_owned()),
    }
}

fn open(desk: &mut Desk, state: &Sessions) {
    if let Some(session) = chosen(desk, state) {
        let (name, lines) = (session.name.clone(), summary(desk, session));
        page::open_offer(desk, "Session", name, lines, None);
    }
}

/// The ranks before and after, as people read them: `rank 16 → 14`.
pub(super) fn rank_words(before: Option<Number>, after: Option<Number>) -> String {
    let [before, after] = [before, after].map(|rank| known(rank, "none"));
    format!("rank {before} → {after}")
}

/// The most moves that are told at the end.
const LADDER: usize = 6;

/// Who rose and who fell, what a session settled, a line for each question, and the time it took.
pub(super) fn summary(desk: &Desk, session: &Session) -> Vec<String> {
    let settled = settled(&desk.workspace, session);
    let minutes = seconds(session).div_ceil(60);
    let day = session.date;
    let day = day.map_or_else(|| "no day".to_owned(), long_date);
    let mut lines = vec![format!(
        "{day} · {} of {} questions agreed · {} people · {minutes} min",
        settled.len(),
        count(session),
        session.people.0.len(),
    )];
    let rungs = ladder(session, &desk.derived.evaluation.ranked).into_iter();
    let moved = rungs.filter(|rung| rung.rose() != Some(0));
    let mut moved: Vec<_> = moved.filter(|rung| rung.before.is_some()).collect();
    moved.sort_by_key(|rung| (std::cmp::Reverse(rung.rose().map(i64::abs)), rung.after));
    let rest = moved.len().saturating_sub(LADDER);
    for rung in moved.into_iter().take(LADDER) {
        let title = quoted(desk.seen().name::<Item>(rung.item));
        let before = rung.before.unwrap_or(0);
        let word = if rung.rose() > Some(0) {
            "rose"
        } else {
            "fell"
        };
        lines.push(format!(
            "{title} {word} from {} to {}",
            nth(before),
            nth(rung.after)
        ));
    }
    if rest > 0 {
        lines.push(format!("… {} moved less", many(rest, "item")));
    }
    for found in settled {
        let title = quoted(desk.seen().name::<Item>(found.asked.item));
        let rounds = match found.rounds {
            0 | 1 => String::new(),
            many => format!(" · {many} rounds"),
        };
        if is_withheld(desk, found.asked.column) {
            continue;
        }
        let name = rubric::name(desk.seen(), found.asked.column);
        let value = rubric::card(found.asked.column, found.value);
        lines.push(format!("{title}: {name} {value}{rounds}"));
    }
    lines
}

fn reopen(desk: &mut Desk, state: &Sessions) {
    if let Some(session) = chosen(desk, state) {
        let label = format!("session {} goes on", quoted(&session.name));
        let edit = Edit::put::<Session>(session.id, "over", false.to_value());
        desk.commit(&label, Vec::from_iter(edit));
        desk.clock.runs = false;
    }
}
