//! A new planning interval in one form: its first day, its iterations, the teams and how many people they are.
//!
//! Owns what is proposed, from the interval before or from next Monday on, and that all of it is one step. Who is
//! there in which iteration is typed in the grid that opens then: [`crate::dialogs::capacity`].

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::desk::changes::many;
use crate::desk::command::{Command, commands};
use crate::desk::filter::fold;
use crate::desk::notice::quoted;
use crate::desk::{Desk, GoTo};
use crate::dialogs::capacity;
use crate::dialogs::form::{self, Form};
use crate::edit::Edit;
use crate::model::availability::Availability;
use crate::model::field::PartOf;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::number::Number;
use crate::model::record::{Declared, Record};
use crate::model::team::Team;
use crate::model::words::{INTERVAL, worded};
use crate::scoring::plan::coming::following;
use crate::scoring::plan::iterations;

crate::record! {
    /// What is asked for when an interval is planned. It is no record of a workspace: several are made from it.
    IntervalPlan: "interval" in "intervals", "Interval", "Intervals" {
        /// What everybody will call it.
        open name: String, "Name";
        /// Its first day: 4 Jan 2027, Monday, +2w.
        open starts: Option<NaiveDate>, "First day";
        /// How many weeks an iteration lasts.
        open weeks: Option<Number>, "Weeks per iteration";
        /// How many iterations it has.
        open iterations: Option<Number>, "Iterations";
        /// Whether the last iteration is kept free for innovation and planning.
        open innovation: bool, "Last one stays free";
        /// Who does the work, with commas between; a new name makes a team.
        open teams: String, "Teams";
        /// How many people of each team are there; the grid that opens next tells them apart.
        open people: Option<Number>, "People per team";
    }
}

/// The command that makes an interval.
pub const COMMANDS: &[Command] = commands! {
    Global open changes "Workspace" "plan.following" ["N"],
        "new interval" also ["increment", "quarter", "iterations", "sprints", "coming", "next planning interval"]: "Makes a planning interval with its iterations and teams in one form, then asks who is there." => |desk, _| open(desk);
};

/// The most weeks of an iteration, and iterations of an interval.
const MOST: i64 = 52;

/// Opens the form with what follows from the interval before.
fn open(desk: &mut Desk) {
    let id = desk.fresh(Increment::KIND);
    let next = following(&desk.workspace, id, desk.around.today);
    let last = desk
        .workspace
        .all::<Increment>()
        .max_by_key(|one| (one.ends, one.id));
    let before = last.map_or_else(Vec::new, |last| iterations(&desk.workspace, last.id));
    let weeks = before
        .first()
        .and_then(|one| Some((one.ends? - one.starts?).num_days()));
    let mut interval = IntervalPlan::new(id);
    (interval.name, interval.starts) = (next.name, next.starts);
    interval.weeks = Some(Number::whole(weeks.map_or(2, |days| (days + 7) / 7)));
    let count = match (i64::try_from(before.len()), next.starts.zip(next.ends)) {
        (Ok(count @ 1..), _) => count,
        // As long as the one before, in iterations of two weeks.
        (_, Some((first, end))) => ((end - first).num_days() + 3) / 14,
        _ => 5,
    };
    interval.iterations = Some(Number::whole(count.clamp(1, MOST)));
    interval.innovation = before.last().is_none_or(|last| last.innovation);
    let teams = desk.workspace.all::<Team>().map(|team| team.name.as_str());
    interval.teams = teams.collect::<Vec<_>>().join(", ");
    form::open_for(desk, &interval, keep);
}

/// A whole number from one on, not too large.
fn counted(number: Option<Number>) -> Option<i64> {
    let whole = number.filter(|number| number.is_whole())?.millionths() / 1_000_000;
    (1..=MOST).contains(&whole).then_some(whole)
}

/// Makes the interval of the form on top, as one step, and opens the grid of who is there.
fn keep(desk: &mut Desk) {
    let Some(form) = desk.top::<Form>() else {
        return;
    };
    let mut interval = IntervalPlan::new(form.id);
    form.fill(&mut interval);
    let read = (
        interval.starts,
        counted(interval.weeks),
        counted(interval.iterations),
    );
    let (Some(starts), Some(weeks), Some(count)) = read else {
        let (field, why) = match read {
            (None, ..) => ("starts", "type the first day: 4 Jan 2027, Monday or +2w"),
            (_, None, _) => (
                "weeks",
                worded("type how many weeks an iteration lasts: 1 to 52"),
            ),
            _ => (
                "iterations",
                worded("type how many iterations there are: 1 to 52"),
            ),
        };
        form::ask_for(desk, field, why);
        return;
    };
    let id = interval.id;
    let (edits, teams) = edits(desk, &interval, (starts, weeks, count));
    let label = format!(
        "new {INTERVAL} {}: {}, {}",
        quoted(&interval.name),
        many(usize::try_from(count).unwrap_or_default(), "iteration"),
        many(teams, "team")
    );
    desk.close();
    if desk.commit(&label, edits) {
        desk.go(GoTo::Record(Increment::KIND, id));
        desk.later(move |desk, ()| capacity::open(desk, id));
    }
}

/// What makes an interval: itself, its iterations, the teams that are new, and who is there; with the number of teams.
fn edits(
    desk: &mut Desk,
    interval: &IntervalPlan,
    (starts, weeks, count): (NaiveDate, i64, i64),
) -> (Vec<Edit>, usize) {
    let mut increment = Increment::new(interval.id);
    increment.name.clone_from(&interval.name);
    increment.starts = Some(starts);
    let mut edits = Vec::new();
    let mut working = Vec::new();
    let mut first = Some(starts);
    for at in 1..=count {
        let mut iteration = Iteration::new(desk.fresh(Iteration::KIND));
        iteration.innovation = interval.innovation && at == count && count > 1;
        iteration.name = if iteration.innovation {
            "IP".to_owned()
        } else {
            format!("I{at}")
        };
        iteration.increment = PartOf::new(Some(interval.id));
        iteration.starts = first;
        let next =
            first.and_then(|day| day.checked_add_days(Days::new(u64::try_from(weeks * 7).ok()?)));
        // From a Monday to a Friday; other weeks are whole.
        let back = if starts.weekday() == Weekday::Mon {
            3
        } else {
            1
        };
        iteration.ends = next.and_then(|day| day.checked_sub_days(Days::new(back)));
        increment.ends = iteration.ends;
        if !iteration.innovation {
            working.push(iteration.id);
        }
        edits.push(Edit::Insert(iteration.boxed()));
        first = next;
    }
    edits.insert(0, Edit::Insert(increment.boxed()));
    let names = interval
        .teams
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let mut teams: Vec<(Id, String)> = Vec::new();
    for name in names {
        let wanted = fold(name);
        if teams.iter().any(|(_, known)| *known == wanted) {
            continue;
        }
        let known = desk
            .workspace
            .all::<Team>()
            .find(|team| fold(&team.name) == wanted);
        let known = known.map(|team| team.id);
        let id = if let Some(id) = known {
            id
        } else {
            let mut team = Team::new(desk.fresh(Team::KIND));
            name.clone_into(&mut team.name);
            edits.push(Edit::Insert(team.boxed()));
            team.id
        };
        teams.push((id, wanted));
    }
    for (team, iteration) in teams
        .iter()
        .flat_map(|(team, _)| working.iter().map(move |one| (*team, *one)))
    {
        if interval.people.is_some() {
            let mut there = Availability::new(desk.fresh(Availability::KIND));
            (there.team, there.iteration) = (PartOf::new(Some(team)), PartOf::new(Some(iteration)));
            there.people = interval.people;
            edits.push(Edit::Insert(there.boxed()));
        }
    }
    (edits, teams.len())
}
