//! The card: the item, one question about it, the scale, and what is known. Or one person and one question, while
//! the keyboard goes round.

use super::{Brush, CardGroup, CardLine, LABEL, after, voices};
use crate::model::assumption::Assumption;
use crate::model::bucket::Bucket;
use crate::model::field::Choice;
use crate::model::format::long_date;
use crate::model::item::Item;
use crate::model::key::VOTING_TAKE;
use crate::model::need::Need;
use crate::model::number::Number;
use crate::model::option::ItemOption;
use crate::model::persona::Persona;
use crate::model::session::Way;
use crate::model::words::{ITEM, worded};
use crate::scoring::evaluation::Score;
use crate::scoring::explain::words::who_waits;
use crate::scoring::insight::evidence::EvidenceStanding;
use crate::scoring::price::words::{bare, dearest};
use crate::scoring::ranking::method::Method;
use crate::scoring::session::column::VoteColumn;
use crate::scoring::session::outcome::decided;
use crate::scoring::session::rubric;
use crate::scoring::session::stakes::nth;
use crate::scoring::session::way::columns;
use crate::ui::buckets::mark;
use crate::ui::records::person;
use crate::ui::text;
use crate::views::session::draw::stack::running;
use crate::views::session::state::{Floor, NO_AMOUNTS, Phase, is_withheld};
use crate::views::session::voting::is_in;
use crate::views::session::walk;

/// From so many rows of the screen on, what is compared with has a line each.
const TALL: u16 = 30;

/// Everything the card shows.
pub(super) fn groups(brush: &Brush<'_>) -> Vec<CardGroup> {
    let Some(item) = brush.desk.seen().get::<Item>(brush.asked.item) else {
        return Vec::new();
    };
    let mut groups = vec![
        head(brush, item),
        heading(brush, item),
        answered(brush, item),
        need(brush, item),
        request(brush, item),
        facts(brush, item),
        question(brush),
        scale(brush),
        meaning(brush),
        compare(brush),
    ];
    let is_withheld = is_withheld(brush.desk, brush.asked.column);
    if is_withheld {
        groups.truncate(groups.len() - 3);
        let line = CardLine::of(NO_AMOUNTS.said(), brush.look.over());
        groups.push(CardGroup::lines(vec![line], 0, true));
    }
    groups.extend(voices::groups(brush));
    if !is_withheld {
        groups.extend(after::groups(brush));
    }
    if !brush.is_asked() {
        groups.push(score(brush, item));
        groups.push(price(brush));
    }
    groups
}

fn head(brush: &Brush<'_>, item: &Item) -> CardGroup {
    let look = brush.look;
    let (mark, style) = mark(brush.desk, look, item);
    let bucket = brush.desk.seen().name::<Bucket>(item.bucket.0);
    let key = match item.key.as_str() {
        "" => String::new(),
        key => format!(" · {key}"),
    };
    let agenda = &brush.session.agenda.0;
    let place = agenda.iter().position(|id| *id == item.id);
    let count = place.map_or_else(String::new, |at| {
        format!("{ITEM} {} of {}", at + 1, agenda.len())
    });
    let first = CardLine::of(mark, style)
        .and(format!(" {bucket}{key}"), look.muted())
        .right(count, look.muted());
    CardGroup::lines(vec![first], 0, false)
}

fn heading(brush: &Brush<'_>, item: &Item) -> CardGroup {
    let strong = brush.look.strong();
    let spaced = text::spaced(&item.title);
    let lines = if text::width(&spaced) > brush.width {
        let lines = text::wrap(&item.title, brush.width, 3).into_iter();
        lines.map(|line| CardLine::of(line, strong)).collect()
    } else {
        vec![CardLine::of(spaced, strong)]
    };
    CardGroup::lines(lines, 0, false)
}

/// What was decided on the item in this session.
fn answered(brush: &Brush<'_>, item: &Item) -> CardGroup {
    let decision = decided(brush.desk.seen(), brush.session, item.id);
    let line = decision.and_then(|decision| {
        let word = decision.outcome?.word().label;
        let again = decision.review.map(long_date);
        let again = again.map_or_else(String::new, |day| format!(", look again on {day}"));
        Some(brush.labelled("decided", format!("{word}{again}")))
    });
    CardGroup::lines(Vec::from_iter(line), 0, false)
}

/// The need behind the item, which stays at every size.
fn need(brush: &Brush<'_>, item: &Item) -> CardGroup {
    let look = brush.look;
    let lines = running(look, &item.need, brush.width, 2, look.text());
    CardGroup::lines(lines, 0, false)
}

/// What was asked for.
fn request(brush: &Brush<'_>, item: &Item) -> CardGroup {
    let look = brush.look;
    let lines = running(look, &item.request, brush.width, 2, look.muted());
    CardGroup::lines(lines, 7, false)
}

/// Options, what is assumed and how that stands, what waits for it.
fn facts(brush: &Brush<'_>, item: &Item) -> CardGroup {
    let seen = brush.desk.seen();
    let options = seen
        .all::<ItemOption>()
        .filter(|option| option.item.0 == Some(item.id))
        .map(|option| option.name.clone());
    let assumed = seen
        .all::<Assumption>()
        .filter(|assumed| assumed.item.0 == Some(item.id))
        .map(|assumed| {
            let standing = assumed.standing.word().label.to_lowercase();
            format!("{standing}: {}", assumed.text)
        });
    let waiting = brush.desk.derived.needed.by(item.id);
    let waiting = waiting
        .filter_map(|id| seen.get::<Item>(id))
        .filter(|item| item.state.is_open())
        .map(|item| item.title.clone());
    let met = item.needs_met.0.iter();
    let met = met.map(|need| seen.name::<Need>(*need).to_owned());
    let whom = item.personas.0.iter();
    let whom = whom.map(|persona| seen.name::<Persona>(*persona).to_owned());
    // How strong it is, but no value that could lead the room.
    let strength = brush.desk.derived.known.of_item(item);
    let strength = (strength.standing != EvidenceStanding::None).then(|| strength.words());
    let facts: [(&str, Vec<String>); 5] = [
        ("meets", met.collect()),
        ("for", whom.collect()),
        ("options", options.collect()),
        ("evidence", strength.into_iter().chain(assumed).collect()),
        ("waiting", waiting.collect()),
    ];
    let facts = facts.into_iter().filter(|(_, facts)| !facts.is_empty());
    let lines = facts.map(|(label, facts)| brush.labelled(label, facts.join(" · ")));
    CardGroup::lines(lines.collect(), 4, true)
}

fn question(brush: &Brush<'_>) -> CardGroup {
    let (look, column) = (brush.look, brush.asked.column);
    let columns = columns(brush.session);
    let at = columns.iter().position(|one| *one == column);
    let count = at.map_or_else(String::new, |at| format!("{} of {}", at + 1, columns.len()));
    let name = rubric::name(brush.desk.seen(), column).to_uppercase();
    // What is typed is drawn only where it is no card.
    let typed = brush.desk.typed_for(brush.asked.item, &column.name());
    let typed = typed.map_or_else(String::new, |typed| format!("{typed}_"));
    CardGroup::lines(
        vec![
            CardLine::of(name, look.heading()).right(count, look.muted()),
            CardLine::of(rubric::question(brush.desk.seen(), column), look.text())
                .right(typed, look.focus()),
        ],
        1,
        true,
    )
}

/// The value that is marked: none during a vote, so that nobody is led by it.
fn marked(brush: &Brush<'_>) -> Option<Number> {
    if brush.state.floor == Floor::Value {
        return brush.state.choice;
    }
    walk::value(brush.desk, brush.state).filter(|_| !brush.is_asked())
}

fn scale(brush: &Brush<'_>) -> CardGroup {
    let column = brush.asked.column;
    let shown = brush.known.and_then(|known| known.shown.last());
    let shown = shown.filter(|_| brush.phase != Phase::Open);
    let deck: Vec<Number> = match shown {
        Some(tally) => tally.counts.iter().map(|(card, _)| *card).collect(),
        None => column.deck(brush.desk.seen()),
    };
    let marked = marked(brush);
    if deck.is_empty() {
        let own = marked.map_or_else(String::new, |value| rubric::card(column, value));
        let words = format!(
            "{}, then {VOTING_TAKE}",
            rubric::cards(brush.desk.seen(), column)
        );
        let words = if own.is_empty() { words } else { own };
        let line = brush.labelled("type", words);
        return CardGroup::lines(vec![line], 0, true);
    }
    let chosen = deck.iter().position(|card| Some(*card) == marked);
    let votes = shown.map(|tally| tally.counts.iter().map(|(_, count)| *count).collect());
    let stakes = brush.known.and_then(|known| known.stakes.as_ref());
    let stakes = stakes.filter(|_| brush.phase == Phase::Shown);
    let ranks = stakes.map(|stakes| {
        let rank = |card: &Number| stakes.with(*card).and_then(|one| one.rank);
        let word = |card| rank(card).map_or_else(String::new, |rank| format!("→ {}", nth(rank)));
        deck.iter().map(word).collect::<Vec<String>>()
    });
    let ranks = ranks.filter(|ranks| ranks.iter().any(|rank| !rank.is_empty()));
    CardGroup::scale(keys(column, &deck), chosen, votes, ranks)
}

/// The cards as they are typed.
fn keys(column: VoteColumn, deck: &[Number]) -> Vec<String> {
    deck.iter().map(|card| rubric::key(column, *card)).collect()
}

/// What the marked value means; without one, what the ends of the scale mean.
fn meaning(brush: &Brush<'_>) -> CardGroup {
    let deck = brush.asked.column.deck(brush.desk.seen());
    let values: Vec<Number> = match marked(brush) {
        Some(value) => vec![value],
        None => deck
            .first()
            .into_iter()
            .chain(deck.last())
            .copied()
            .collect(),
    };
    let line = |value: &Number| {
        let words = rubric::meaning(brush.desk.seen(), brush.asked.column, &deck, *value)?;
        Some(brush.labelled(&format!("{value} is"), words))
    };
    CardGroup::lines(values.iter().filter_map(line).collect(), 2, false)
}

fn compare(brush: &Brush<'_>) -> CardGroup {
    let mut lines = Vec::new();
    if let Some(known) = brush.known {
        if brush.session.way == Way::Factors && !known.has_one {
            let words = worded(
                "no item is the 1 yet · {DISCUSSION_AGENDA} finds the smallest, {DISCUSSION_ONE} sets it",
            );
            lines.push(CardLine::of(words, brush.look.over()));
        }
        // A line for each, or all in one where rows are few: as many cells for each, less the marks between them.
        let is_tall = brush.desk.around.size.height >= TALL;
        let room = brush.width.saturating_sub(LABEL);
        let each = if is_tall {
            room
        } else {
            (room / known.anchors.len().max(1)).saturating_sub(3)
        };
        let anchors = known.anchors.iter().map(|(value, id)| {
            let value = rubric::card(brush.asked.column, *value);
            let words = format!("{value} {}", brush.title(*id));
            text::fit(&words, each, brush.look.symbols.more)
        });
        let anchors: Vec<String> = anchors.collect();
        if is_tall {
            let labels = std::iter::once("compare").chain(std::iter::repeat(""));
            let anchors = labels.zip(anchors);
            lines.extend(anchors.map(|(label, words)| brush.labelled(label, words)));
        } else if !anchors.is_empty() {
            lines.push(brush.labelled("compare", anchors.join(" · ")));
        }
    }
    CardGroup::lines(lines, 1, true)
}

/// The score, its rank, and how that moved.
fn score(brush: &Brush<'_>, item: &Item) -> CardGroup {
    let (look, evaluation) = (brush.look, &brush.desk.derived.evaluation);
    let heading = Method::of(evaluation.lens).heading;
    let line = |score: Score<'_>| match score.line.by_itself() {
        None => brush
            .labelled(heading, "no score yet: needs ")
            .and(score.line.missing.join(", "), look.over()),
        Some(own) => {
            let own = text::decimal(&evaluation.written(item.id, own), look.symbols);
            let line = brush.labelled(heading, format!("{own}  "));
            match walk::moved(brush.round) {
                Some((before, after)) if before != after => {
                    line.and(after::moved_words(brush, before, after), look.strong())
                }
                _ => {
                    let rank = text::known(score.rank, "none");
                    line.and(format!("rank {rank}"), look.text())
                }
            }
        }
    };
    let lines = evaluation.score(item.id).map(line);
    CardGroup::lines(Vec::from_iter(lines), 0, true)
}

/// The price of a yes now: who waits longer for it, and as many of those who pay most as there is room for.
fn price(brush: &Brush<'_>) -> CardGroup {
    /// The fewest cells a payer is told in.
    const LEAST: usize = 20;
    let yes = brush.known.and_then(|known| known.price.as_ref());
    let words = who_waits(brush.desk.seen(), yes);
    let dearest: Vec<_> = yes.into_iter().flat_map(dearest).collect();
    let used = LABEL + text::width(&words) + 2;
    let room = brush.width.saturating_sub(used);
    let count = dearest.len().min((room + 3) / (LEAST + 3));
    let each = ((room + 3) / count.max(1)).saturating_sub(3);
    let payers = dearest.iter().take(count).map(|(id, cost)| {
        let cost = yes.map_or_else(String::new, |yes| bare(brush.desk.seen(), yes.terms, *cost));
        let room = each.saturating_sub(text::width(&cost) + 1);
        let title = text::fit(brush.title(*id), room, brush.look.symbols.more);
        format!("{title} {cost}")
    });
    let payers = payers.collect::<Vec<_>>().join(" · ");
    let colon = if payers.is_empty() { "" } else { ": " };
    let line = brush.labelled("yes now", format!("{words}{colon}{payers}"));
    CardGroup::lines(vec![line], 6, false)
}

/// What the card shows to the person whose turn it is, or to the one who passes the keyboard on.
pub(super) fn handed(brush: &Brush<'_>, passes: bool) -> Vec<CardGroup> {
    let (desk, look, column) = (brush.desk, brush.look, brush.asked.column);
    let voter = brush.state.voter;
    let person = person(desk, voter);
    let lines = |lines: Vec<(String, _)>, apart| {
        let lines = lines.into_iter();
        let lines = lines.map(|(words, style)| CardLine::of(words, style));
        CardGroup::lines(lines.collect(), 0, apart)
    };
    if passes {
        let words = format!("Pass the keyboard to {person}.");
        let begins = worded("{HANDING_TAKE} begins; nobody's card is seen.").to_owned();
        return vec![
            lines(vec![(text::spaced(person), look.strong())], false),
            lines(vec![(words, look.text()), (begins, look.muted())], true),
        ];
    }
    let card = if voter.is_some_and(|voter| is_in(desk, voter)) {
        look.symbols.dot
    } else {
        look.symbols.pip_empty
    };
    let title = brush.title(brush.asked.item).to_owned();
    let name = rubric::name(desk.seen(), column).to_uppercase();
    let how = "Type it; it stays hidden. ? is not sure, - does not vote.".to_owned();
    let then = worded("{HANDING_TAKE} takes it, {HANDING_ERASE} begins again.").to_owned();
    vec![
        lines(
            vec![
                (format!("{person}, your card"), look.strong()),
                (title, look.text()),
            ],
            false,
        ),
        lines(
            vec![
                (name, look.heading()),
                (rubric::question(desk.seen(), column), look.text()),
            ],
            true,
        ),
        CardGroup::scale(keys(column, &column.deck(desk.seen())), None, None, None),
        lines(
            vec![
                (format!("your card  {card}"), look.strong()),
                (how, look.muted()),
                (then, look.muted()),
            ],
            true,
        ),
    ]
}
