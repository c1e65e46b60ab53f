//! What each team promises in the interval, what Business Owners say it is worth, and what was reached of it.
//!
//! Owns the list, the keys that give a value, and who gives it. The sums are [`crate::scoring::plan::predictability`].

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::dialog::Then;
use crate::desk::event::{Chord, Key};
use crate::desk::listing::{Listing, Lists, columns, preset};
use crate::desk::notice::quoted;
use crate::dialogs::picker::{Choosing, Entry, Maker, Picker};
use crate::dialogs::prompt::Prompt;
use crate::edit::Edit;
use crate::model::audience::Access;
use crate::model::field::{Choice, FieldValue, Value};
use crate::model::format::{self, known};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::{APP_UNDO, OBJECTIVES_SPEAKS};
use crate::model::number::Number;
use crate::model::objective::{Commitment, Objective};
use crate::model::person::{Person, Role, Side};
use crate::model::record::Declared;
use crate::model::team::Team;
use crate::model::words::{Text, worded};
use crate::scoring::facts::{Datum, Facts, SortKey};
use crate::scoring::plan::inputs::reached;
use crate::scoring::plan::promises::{HEADINGS, promises};
use crate::scoring::plan::words;
use crate::scoring::ratio::Ratio;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::ui::records::{day_cell, person};
use crate::ui::text;
use crate::ui::widgets::{Focus, Rule, put};
use crate::views::teams::state::{Teams, TeamsPart};
use crate::views::{Pane, Panes, Picture};

/// The scope of its own keys.
pub(super) const SCOPE: Scope = Scope("Objectives");

/// The list of the part.
pub(super) static PANES: Panes = Panes {
    scope: SCOPE,
    all: &[Pane::left(OBJECTIVES, 5, 1)],
    detail: (4, 1),
    picture: Some(Picture {
        rows: (7, 10),
        said: |desk| {
            let mut facts = Facts::of("Promised by teams");
            for promise in desk
                .interval
                .map(|id| promises(desk.seen(), id))
                .into_iter()
                .flatten()
            {
                let cells = promise.words(team(desk, promise.team));
                let words = HEADINGS.iter().zip(&cells).skip(1);
                let words =
                    words.map(|(heading, cell)| format!("{} {cell}", heading.to_lowercase()));
                let words = words.collect::<Vec<_>>().join(", ");
                let name = text::clean(team(desk, promise.team));
                facts.say("Team", format!("{name}: {words}"), Access::Open);
            }
            facts
        },
        draw: Some(draw),
    }),
};

/// The objectives of the interval, team by team.
const OBJECTIVES: Listing = Listing {
    rows: Some(|desk| {
        let own = desk.seen().all::<Objective>();
        let mut own: Vec<&Objective> = own.filter(|one| one.increment.0 == desk.interval).collect();
        own.sort_by_cached_key(|one| {
            let team = desk.seen().name::<Team>(one.team.0).to_lowercase();
            (
                one.team.0.is_none(),
                team,
                one.commitment == Commitment::Uncommitted,
                one.id,
            )
        });
        own.iter().map(|one| one.id).collect()
    }),
    columns: columns! { Objective:
        "Objective" Rest 20 => |_, one| Datum::text(&one.text);
        "Team" Just 12 => |desk, one| Datum::text(desk.seen().name::<Team>(one.team.0)).muted();
        "Commitment" Just 11 from 64 => |_, one| Datum::own(one.commitment.word().label).muted();
        "Value" Just 5 => |_, one| value(one.planned_value);
        "Given by" Just 14 from 70 => |desk, one| Datum::text(person(desk, one.valued_by.0)).muted();
        "On" Just 11 from 84 => |_, one| one.valued_on.map_or_else(Datum::default, |day| day_cell(Some(day)));
        "Reached" Just 7 => |_, one| value(one.actual_value);
    },
    note: |desk, ids| {
        let without = ids
            .iter()
            .filter_map(|id| desk.seen().get::<Objective>(*id));
        let without = without.filter(|one| one.planned_value.is_none()).count();
        let all = format::count(ids.len(), "objective", "objectives");
        match without {
            0 => all,
            count => format!("{all}, {count} without value"),
        }
    },
    empty: Text::new(
        "What will each team have reached at the end? {LISTS_NEW} writes the first objective, with what is selected on the board; 1 to 9, 0 for ten, give its value.",
    ),
    begin: |desk, record, chosen| {
        let before = chosen.and_then(|(_, id)| desk.seen().get::<Objective>(id));
        let marked: Vec<Id> = desk.backlog.marked.iter().copied().collect();
        let team = |id: &Id| desk.seen().get::<Item>(*id).and_then(|item| item.team.0);
        let first = marked.first().and_then(team);
        let own = first.filter(|first| marked.iter().all(|id| team(id) == Some(*first)));
        let own = own.or_else(|| before.and_then(|one| one.team.0));
        preset(record, "increment", desk.interval.map(Value::Link));
        preset(record, "team", own.map(Value::Link));
        preset(
            record,
            "items",
            (!marked.is_empty()).then(|| Value::Links(marked.clone())),
        );
    },
    ..Listing::of(Objective::KIND)
};

fn value(value: Option<Number>) -> Datum {
    let number = value.map(Ratio::from);
    Datum::own(known(value, "?")).by(number.map_or(SortKey::Blank, SortKey::Number))
}

/// The commands of the part.
pub(super) const COMMANDS: &[Command] = commands! { [Teams]
    Objectives open looks "Move" "objectives.part" ["}", "{", "Ctrl-PgDn", "Ctrl-PgUp"] hint 9,
        "board": "Goes back to the planning board." => |_, teams, _| teams.part = TeamsPart::Board;
    Objectives open changes "Record" "objectives.value" ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"] hint 4 if has_objective,
        "value" also ["business value"]: "Gives the chosen objective its planned business value, 0 for ten, and goes on; who gives it and the day are kept." => give;
    Objectives open asks "Record" "objectives.reached" ["a"] hint 5 if has_objective,
        "reached" also ["actual value"]: "Asks what was reached of it, by the same measure; 0 for nothing." => |desk, teams, _| ask_reached(desk, teams);
    Objectives open looks "Record" "objectives.speaks" ["o"] hint 6,
        "who values" also ["business owner"]: "Chooses the Business Owner who gives the values from now on." => |desk, teams, _| ask_who(desk, teams);
};

/// The chosen objective.
fn chosen(desk: &Desk, teams: &Teams) -> Option<Id> {
    let lists = teams.objectives.lists()?;
    lists.chosen(desk).map(|(_, id)| id)
}

fn has_objective(desk: &Desk, teams: &Teams) -> Can {
    let chosen = chosen(desk, teams).map(|_| ());
    chosen.ok_or_else(|| worded("no objective is here yet · {LISTS_NEW} writes one").to_owned())
}

/// Gives the chosen objective the value of a digit, and goes on.
fn give(desk: &mut Desk, teams: &mut Teams, chord: Chord) {
    let (Some(id), Key::Char(digit)) = (chosen(desk, teams), chord.key) else {
        return;
    };
    let number = digit.to_digit(10).map(i64::from);
    let number = number.map(|digit| if digit == 0 { 10 } else { digit });
    let Some(number) = number else { return };
    if say(
        desk,
        (id, teams.speaks),
        ["planned_value", "valued_by"],
        "is worth",
        number,
    ) && let Some(lists) = teams.objectives.lists_mut()
    {
        lists.step(desk, 1);
    }
}

/// Writes a value with who gave it, as one step; says who is meant, or how to say so. The day follows.
fn say(
    desk: &mut Desk,
    (id, who): (Id, Option<Id>),
    [value, by]: [&'static str; 2],
    verb: &str,
    number: i64,
) -> bool {
    let title = quoted(desk.workspace.name::<Objective>(id)).clone();
    let name = person(desk, who).to_owned();
    let by_whom = if name.is_empty() {
        String::new()
    } else {
        format!(", says {name}")
    };
    let label = format!("{title} {verb} {number}{by_whom}");
    let who = who.map_or(Value::Blank, Value::Link);
    let value = Edit::put::<Objective>(id, value, Some(Number::whole(number)).to_value());
    let by = Edit::put::<Objective>(id, by, who);
    if !desk.commit(&label, value.into_iter().chain(by).collect()) {
        desk.hint("it has that value already");
    } else if name.is_empty() {
        desk.done(format!(
            "{label} · {OBJECTIVES_SPEAKS} says who gives it · {APP_UNDO} undoes"
        ));
    }
    true
}

/// Asks what was reached of the chosen objective.
fn ask_reached(desk: &mut Desk, teams: &Teams) {
    let (Some(id), who) = (chosen(desk, teams), teams.speaks) else {
        return;
    };
    let now = desk
        .workspace
        .get::<Objective>(id)
        .and_then(|one| one.actual_value);
    let prompt = Prompt::new("Reached", "0 to 10", move |desk, text: String| {
        match text.trim().parse::<i64>() {
            Ok(number @ 0..=10) => {
                let fields = ["actual_value", "reached_by"];
                say(desk, (id, who), fields, "reached", number);
            }
            Ok(_) | Err(_) => desk.hint("type a number from 0 to 10"),
        }
    });
    prompt.with(&known(now, "")).open(desk);
}

/// Lists who can give values: those who speak for the business first.
fn ask_who(desk: &mut Desk, teams: &Teams) {
    let mut people: Vec<&Person> = desk.seen().all().collect();
    people.sort_by_cached_key(|one| (one.side != Some(Side::Business), one.name.to_lowercase()));
    let entry = |one: &&Person| Entry {
        ticked: Some(Some(one.id) == teams.speaks),
        id: Some(one.id),
        ..Entry::new(
            one.name.clone(),
            one.side.map_or("", |side| side.word().label),
            |_, ()| (),
        )
    };
    let entries: Vec<Entry> = people.iter().map(entry).collect();
    let maker = Maker {
        what: Role::BusinessOwner.word().label.to_owned(),
        taken: people.iter().map(|one| (one.name.clone(), None)).collect(),
        make: Box::new(|desk, name| {
            let mut person = Person::new(desk.fresh(Person::KIND));
            name.clone_into(&mut person.name);
            person.side = Some(Side::Business);
            person.roles = vec![Role::BusinessOwner.word().label.to_owned()];
            let id = person.id;
            let label = format!("new person {}", quoted(name));
            desk.commit(&label, vec![Edit::Insert(Box::new(person))]);
            id
        }),
    };
    let choosing = Choosing {
        several: false,
        ids: Vec::from_iter(teams.speaks),
        then: Then::new(|desk: &mut Desk, ids: Vec<Id>| {
            let who = ids.first().copied();
            let name = person(desk, who).to_owned();
            desk.with(move |desk, teams: &mut Teams| {
                teams.speaks = who;
                desk.hint(format!("{name} gives the values now · 1 to 9, 0 for ten"));
            });
        }),
        maker: Some(maker),
    };
    desk.open(Picker::of_records(
        "Who gives the values",
        entries,
        choosing,
        "",
    ));
}

/// What a team is called.
fn team(desk: &Desk, id: Option<Id>) -> &str {
    id.map_or("no team", |id| desk.seen().name::<Team>(Some(id)))
}

/// Draws what each team promises, what was reached, and how sure it is.
fn draw(desk: &Desk, look: &Look, _: &Lists, area: Rect, buf: &mut Buffer, _: &mut Hits) {
    let found = desk.interval.and_then(|id| reached(desk.seen(), id));
    let note = found
        .as_ref()
        .map_or_else(String::new, |(_, result)| words::predictability(result));
    let body = Rule::new("Promised by teams", &note, Focus::Elsewhere).draw(look, area, buf);
    let mut lines = body.rows();
    let widths = [16_usize, 11, 13, 9, 8, 24];
    let mut put_row = |cells: [String; 6], style| {
        let Some(line) = lines.next() else { return };
        let mut x = line.x;
        for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let cell = match at {
                0 => text::pad_right(cell, width, look.symbols.more),
                5 => format!("  {cell}"),
                _ => text::pad_left(cell, width, look.symbols.more),
            };
            x = put(buf, line, x, line.y, &cell, style);
        }
    };
    put_row(HEADINGS.map(str::to_owned), look.heading());
    let all = desk.interval.map(|id| promises(desk.seen(), id));
    for promise in all.into_iter().flatten() {
        put_row(promise.words(team(desk, promise.team)), look.text());
    }
}
