//! Explaining an item: its numbers add up, its message keeps secrets, and the page shows both.

use proptest::prelude::*;

use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event};
use evenkeel::dialogs::explain::Explain;
use evenkeel::edit::{Edit, apply, removal};
use evenkeel::model::Workspace;
use evenkeel::model::field::{Choice, Link, Links, Private, Prose};
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, State};
use evenkeel::model::number::Number;
use evenkeel::model::person::Person;
use evenkeel::model::points::Points;
use evenkeel::model::record::Declared;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::explain::words::{message, team};
use evenkeel::scoring::explain::{Explanation, NeedOutlook, explain};
use evenkeel::scoring::price::words::dearest;
use evenkeel::scoring::ranking::wsjf::Factor;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;

use crate::screens::{dark, drawn, press, sample};

fn name(at: usize) -> Id {
    Id::parse(&format!("i{at:03}")).unwrap()
}

fn points(n: i64) -> Points {
    Points::known(Number::whole(n))
}

/// Items of value, time criticality, risk, size and needs by position.
type Row<'a> = ([i64; 4], &'a [usize]);

fn items(rows: &[Row<'_>]) -> Vec<Item> {
    let item = |(at, ([value, criticality, risk, size], needs)): (usize, &Row<'_>)| {
        let mut item = Item::new(name(at));
        item.title = format!("Title {at}");
        (item.value, item.criticality) = (points(*value), points(*criticality));
        (item.risk, item.size) = (points(*risk), points(*size));
        item.needs = Links::new(needs.iter().map(|n| name(*n)).collect());
        item.state = State::Ready;
        item
    };
    rows.iter().enumerate().map(item).collect()
}

fn workspace(items: Vec<Item>) -> Workspace {
    let mut workspace = Workspace::default();
    let edits = items.into_iter().map(|item| Edit::Insert(Box::new(item)));
    apply(&mut workspace, edits.collect()).unwrap();
    workspace
}

fn why(workspace: &Workspace, lens: Lens, at: usize) -> Explanation {
    explain(workspace, &evaluate(workspace, lens, None), name(at)).unwrap()
}

#[test]
fn the_facts_of_a_small_backlog() {
    let workspace = workspace(items(&[
        ([8, 5, 3, 2], &[]),
        ([5, 3, 1, 3], &[2]),
        ([1, 1, 1, 5], &[]),
    ]));
    let facts = why(&workspace, Lens::Wsjf, 1);
    assert_eq!((facts.place.rank, facts.place.of), (Some(2), 3));
    assert_eq!(facts.parts.score, Some(Ratio::whole(3)));
    assert_eq!(facts.waits_for.len(), 1);
    assert_eq!(facts.waits_for[0].outlook, NeedOutlook::Ranked);
    assert_eq!(facts.bundle.unwrap().members, [name(2), name(1)]);
    let waiting = facts.waiting.unwrap();
    assert_eq!(waiting.until_start, Ratio::whole(18));
    assert_eq!(waiting.until_delivery, Ratio::whole(45));
    let up = facts.one_up.unwrap();
    // The first waits 3 points longer at 16, this one 2 points less at 9.
    assert_eq!((up.paid, up.gained), (Ratio::whole(48), Ratio::whole(18)));
    assert_eq!(
        dearest(&up).collect::<Vec<_>>(),
        [(name(0), Ratio::whole(48))]
    );
    // A size of 1 gives 9, which passes 8; no other single estimate gets there in two steps.
    let change = facts.change.unwrap();
    assert_eq!((change.factor, change.with), (Factor::Size, name(0)));
    assert!(change.passes);
    assert_eq!((change.to, change.steps), (Ratio::ONE, 2));
    // The last one is needed, and nothing it needs is in its way.
    let last = why(&workspace, Lens::Wsjf, 2);
    assert_eq!(last.needed_by, [name(1)]);
    assert_eq!(last.to_top.unwrap().passed.len(), 2);
}

#[test]
fn a_yes_that_breaks_a_need_says_so_at_any_distance() {
    let workspace = workspace(items(&[
        ([8, 5, 3, 1], &[]),
        ([5, 3, 1, 2], &[0]),
        ([1, 1, 1, 5], &[1]),
    ]));
    let facts = why(&workspace, Lens::Wsjf, 2);
    assert_eq!(
        facts.to_top.as_ref().unwrap().before_needs,
        [name(0), name(1)]
    );
    assert_eq!(facts.one_up.as_ref().unwrap().before_needs, [name(1)]);
    let text = team(&workspace, &facts).join("\n");
    assert!(
        text.contains("is ranked before what it depends on: “Title 0”, “Title 1”"),
        "{text}"
    );
}

#[test]
fn what_is_missing_is_named_and_what_is_closed_has_no_rank() {
    let mut all = items(&[
        ([8, 5, 3, 1], &[]),
        ([5, 3, 1, 2], &[0, 2]),
        ([1, 1, 1, 1], &[]),
    ]);
    all[1].risk = Points::default();
    all[2].state = State::Parked;
    let workspace = workspace(all);
    let facts = why(&workspace, Lens::Wsjf, 1);
    assert_eq!(facts.missing, ["risk / opportunity"]);
    assert!(facts.range.is_some());
    assert_eq!((facts.place.rank, facts.waiting), (None, None));
    assert_eq!(facts.waits_for[1].outlook, NeedOutlook::Parked);
    let text = message(&workspace, &facts, None).lines.join("\n");
    assert!(
        text.contains("We still have to find out: risk / opportunity."),
        "{text}"
    );
    let closed = why(&workspace, Lens::Wsjf, 2);
    assert_eq!(
        team(&workspace, &closed),
        ["It is parked, so it has no rank."]
    );
}

#[test]
fn the_message_keeps_the_promised_day_until_it_has_passed() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let mut all = items(&[([8, 5, 3, 1], &[]), ([5, 3, 1, 2], &[])]);
    all[1].review = Some(day("2027-01-12"));
    let workspace = workspace(all);
    let facts = why(&workspace, Lens::Wsjf, 1);
    let text = |today| message(&workspace, &facts, today).lines.join("\n");
    for today in [None, Some(day("2026-11-22")), Some(day("2027-01-12"))] {
        assert!(text(today).contains("We look again on 12 January 2027."));
    }
    let late = text(Some(day("2027-01-13")));
    assert!(
        late.contains("look again") && !late.contains("January"),
        "{late}"
    );
}

#[test]
fn the_message_names_nobody_else_and_is_never_a_bare_no() {
    for state in State::ALL.iter().copied() {
        for lens in [
            Lens::Wsjf,
            Lens::Order,
            Lens::Dates,
            Lens::Rice,
            Lens::Moscow,
            Lens::Money,
        ] {
            let mut all = items(&[([8, 5, 3, 1], &[]), ([5, 3, 1, 2], &[0])]);
            all[0].title = "Export for Acme".to_owned();
            all[1].private_note = Private::new("a secret".to_owned());
            all[1].note = Prose::from("another secret".to_owned());
            all[1].pin_reason = "the boss wants it".to_owned();
            all[1].state = state;
            let (asked, other) = (Id::parse("p001").unwrap(), Id::parse("p002").unwrap());
            all[1].requester = Link::new(Some(asked));
            all[0].requester = Link::new(Some(other));
            let mut workspace = Workspace::default();
            let person = |id, name: &str| {
                let mut person = Person::new(id);
                person.name = name.to_owned();
                Edit::Insert(Box::new(person))
            };
            let mut edits = vec![person(asked, "Kim"), person(other, "Robin")];
            edits.extend(all.into_iter().map(|item| Edit::Insert(Box::new(item))));
            apply(&mut workspace, edits).unwrap();
            let message = message(&workspace, &why(&workspace, lens, 1), None);
            assert_eq!(message.to.as_deref(), Some("Kim"));
            let text = message.lines.join("\n");
            for word in ["Acme", "Robin", "secret", "boss"] {
                assert!(!text.contains(word), "{text}");
            }
            let goes_on = ["look again", "It is done", "working on it"];
            assert!(goes_on.iter().any(|words| text.contains(words)), "{text}");
        }
    }
}

#[test]
fn a_key_explains_the_selected_item_and_another_copies_the_message() {
    let mut app = sample(120, 35);
    press(&mut app, "j j j j e");
    let shown = |app: &App| crate::support::words(&drawn(app, &dark()));
    let first = shown(&app);
    for words in [
        "It stands at rank ",
        "Likely done by ",
        "Message for ",
        "look again",
        "A week of waiting costs ",
    ] {
        assert!(first.contains(words), "{words}: {first}");
    }
    // One topic is open at a time, and Enter closes it again.
    let costs = "What waiting costs: until it starts";
    assert!(!first.contains(costs), "{first}");
    press(&mut app, "Down Enter");
    let second = shown(&app);
    assert!(
        second.contains("One planning interval") && !second.contains("A week of waiting costs "),
        "{second}"
    );
    press(&mut app, "Enter");
    assert!(
        !shown(&app).contains("One planning interval more"),
        "{}",
        shown(&app)
    );
    let item = app.desk.selected().unwrap().id;
    let why = evenkeel::dialogs::explain::explained(&app.desk, item).unwrap();
    let wanted = message(&app.desk.workspace, &why, app.desk.derived.today)
        .lines
        .join("\n");
    let effects = app.handle(Event::Key(Chord::parse("y").unwrap()));
    assert_eq!(effects, [Effect::Copy(wanted)]);
    let notice = &app.desk.notice.as_ref().unwrap().text;
    assert_eq!(notice, "sent to the terminal's clipboard");
    press(&mut app, "Esc");
    assert!(app.desk.dialogs.is_empty());
    press(&mut app, "e D");
    assert!(
        shown(&app).contains("Not now"),
        "it goes on to the answer: {}",
        shown(&app)
    );
    press(&mut app, "Esc");
    press(&mut app, "g t e");
    assert_eq!(app.desk.dialogs.len(), 1, "it works in the grid as well");
}

proptest! {
    #[test]
    fn the_numbers_add_up(
        rows in prop::collection::vec(
            (prop::array::uniform4(0_i64..21), prop::collection::vec(0_usize..8, 0..3), any::<bool>()),
            1..8,
        ),
    ) {
        let count = rows.len();
        let needs: Vec<Vec<usize>> = rows.iter().enumerate().map(|(at, (_, needs, _))| {
            let mut needs: Vec<usize> = needs.iter().copied().filter(|n| *n < count && *n != at).collect();
            needs.sort_unstable();
            needs.dedup();
            needs
        }).collect();
        let plain: Vec<Row<'_>> = rows.iter().zip(&needs).map(|((numbers, _, _), needs)| (*numbers, needs.as_slice())).collect();
        let mut all = items(&plain);
        for (item, (_, _, blank)) in all.iter_mut().zip(&rows) {
            if *blank {
                item.risk = Points::default();
            }
        }
        // A loop of needs cannot be entered, so only needs on earlier items are kept then.
        for (at, item) in all.iter_mut().enumerate() {
            item.needs.0.retain(|need| *need < name(at));
        }
        let workspace = workspace(all);
        for lens in [Lens::Wsjf, Lens::Order, Lens::Hand, Lens::Moscow] {
            let evaluation = evaluate(&workspace, lens, None);
            let size = |id: Id| Ratio::from(workspace.get::<Item>(id).unwrap().size.value.unwrap());
            let cost = |id: Id| evaluation.score(id).unwrap().cost_of_delay;
            let total = |order: &[Id]| {
                let (mut now, mut sum) = (Ratio::ZERO, Ratio::ZERO);
                for id in order {
                    now = now.plus(size(*id)).unwrap();
                    sum = sum.plus(cost(*id).unwrap_or(Ratio::ZERO).times(now).unwrap()).unwrap();
                }
                sum
            };
            for at in 0..count {
                let facts = explain(&workspace, &evaluation, name(at)).unwrap();
                let parts = facts.parts;
                let known: Option<Vec<Ratio>> = [Factor::Value, Factor::Criticality, Factor::Risk]
                    .into_iter().map(|factor| parts.inputs.get(factor)).collect();
                prop_assert_eq!(known.and_then(Ratio::sum), parts.cost_of_delay);
                if let (Some(score), Some(cost)) = (parts.score, parts.cost_of_delay) {
                    prop_assert_eq!(score.times(parts.inputs.size.unwrap()), Some(cost));
                    if matches!(lens, Lens::Wsjf | Lens::Order | Lens::Hand) {
                        prop_assert_eq!(facts.score, Some(score));
                    }
                }
                let ranked = &evaluation.ranked;
                let place = ranked.iter().position(|id| *id == name(at));
                for (yes, to) in [(&facts.to_top, Some(0)), (&facts.one_up, place.and_then(|place| place.checked_sub(1)))] {
                    let Some(yes) = yes else { continue };
                    let mut after = ranked.clone();
                    let item = after.remove(place.unwrap());
                    after.insert(to.unwrap(), item);
                    prop_assert_eq!(total(&after).minus(total(ranked)), Some(yes.net));
                    prop_assert_eq!(yes.paid.minus(yes.gained), Some(yes.net));
                }
                if let Some(change) = facts.change {
                    let mut copy = workspace.get::<Item>(name(at)).unwrap().clone();
                    let to = Points::known(Number::whole(change.to.rounded()));
                    match change.factor {
                        Factor::Value => copy.value = to,
                        Factor::Criticality => copy.criticality = to,
                        Factor::Risk => copy.risk = to,
                        Factor::Size => copy.size = to,
                    }
                    let then = (copy.value, copy.criticality, copy.risk, copy.size);
                    let number = |points: Points| Ratio::from(points.value.unwrap());
                    let cost = Ratio::sum([number(then.0), number(then.1), number(then.2)]).unwrap();
                    let score = cost.over(number(then.3)).unwrap();
                    let other = evaluation.score(change.with).unwrap().line.score.unwrap();
                    prop_assert_eq!(score > other, change.passes);
                    prop_assert!(score >= other);
                }
                prop_assert!(!team(&workspace, &facts).is_empty());
            }
        }
    }
}

#[test]
fn the_page_says_what_is_so_after_somebody_changed_the_file() {
    let mut app = sample(120, 35);
    press(&mut app, "j j e");
    let text = |app: &App| app.desk.top::<Explain>().expect("the page").text();
    let before = text(&app);
    let base = app.desk.workspace.clone();
    let first = app.desk.derived.evaluation.ranked[0];
    let mut theirs = base.clone();
    apply(&mut theirs, removal(&base, Item::KIND, first)).unwrap();
    let whose = "file on disk".to_owned();
    app.handle(Event::Foreign {
        base,
        theirs,
        whose,
    });
    let after = text(&app);
    assert_ne!(before, after);
    press(&mut app, "Esc e");
    assert_eq!(text(&app), after, "as it is when it is opened anew");
}
