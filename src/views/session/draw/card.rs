//! The focus card: the item, one question about it, the scale, and what the room knows.

use crate::model::assumption::Assumption;
use crate::model::field::Choice;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::option::ItemOption;
use crate::model::session::{Session, Way};
use crate::scoring::explain::words::who_waits;
use crate::scoring::session;
use crate::scoring::session::rubric;
use crate::scoring::session::way::{VoteQuestion, factors};
use crate::shell::App;
use crate::ui::buckets::mark;
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::session::draw::stack::{Group, Line, running};
use crate::views::session::draw::{after, voices};
use crate::views::session::{Focus, Phase, has_hidden, phase, walk};

/// How wide the words before a line of facts are.
pub const LABEL: usize = 10;

/// A line of facts with its word before it.
pub fn labelled(look: &Look, label: &str, words: impl Into<String>) -> Line {
    let label = text::pad_right(label, LABEL, look.symbols.more);
    Line::of(label, look.muted()).and(words, look.text())
}

/// Everything the card shows.
pub fn groups(
    app: &App,
    look: &Look,
    session: &Session,
    asked: VoteQuestion,
    width: u16,
) -> Vec<Group> {
    let Some(item) = app.seen().get::<Item>(asked.item) else {
        return Vec::new();
    };
    let mut groups = vec![
        head(app, look, session, item),
        title(look, item, width),
        about(app, look, item, width),
        facts(app, look, item),
        question(app, look, session, asked),
        scale(app),
        meaning(app, look, asked),
        compare(app, look, session, width),
    ];
    groups.extend(voices::groups(app, look, session, width));
    groups.extend(after::groups(app, look, session, width));
    groups.push(score(app, look, item));
    groups.push(price(app, look, item, width));
    groups
}

fn head(app: &App, look: &Look, session: &Session, item: &Item) -> Group {
    let (mark, style) = mark(app, look, item);
    let bucket = item.bucket.0.and_then(|id| app.seen().get(id));
    let bucket = bucket.map_or("", |bucket: &crate::model::bucket::Bucket| {
        bucket.name.as_str()
    });
    let key = if item.key.is_empty() {
        item.id.to_string()
    } else {
        item.key.clone()
    };
    let place = session.agenda.0.iter().position(|id| *id == item.id);
    let count = place.map_or_else(String::new, |at| {
        format!("item {} of {}", at + 1, session.agenda.0.len())
    });
    let first = Line::of(mark, style)
        .and(format!(" {bucket} · {key}"), look.muted())
        .right(count, look.muted());
    Group::lines(vec![first], 0, false)
}

fn title(look: &Look, item: &Item, width: u16) -> Group {
    let spaced = text::spaced(&item.title);
    let title = if text::width(&spaced) <= usize::from(width) {
        spaced
    } else {
        item.title.clone()
    };
    Group::lines(vec![Line::of(title, look.strong())], 0, false)
}

/// What was asked for, and the need behind it.
fn about(_: &App, look: &Look, item: &Item, width: u16) -> Group {
    let mut lines = Vec::new();
    for (words, style) in [(&item.request, look.muted()), (&item.need, look.text())] {
        lines.extend(running(look, words, usize::from(width), 2, style));
    }
    Group::lines(lines, 3, false)
}

/// Options, what is assumed and how that stands, what waits for it.
fn facts(app: &App, look: &Look, item: &Item) -> Group {
    let mut lines = Vec::new();
    let options: Vec<&str> = app
        .seen()
        .all::<ItemOption>()
        .filter(|option| option.item.0 == Some(item.id))
        .map(|option| option.name.as_str())
        .collect();
    if !options.is_empty() {
        lines.push(labelled(look, "options", options.join(" · ")));
    }
    let assumed: Vec<String> = app
        .seen()
        .all::<Assumption>()
        .filter(|assumed| assumed.item.0 == Some(item.id))
        .map(|assumed| {
            let standing = assumed.standing.word().label.to_lowercase();
            format!("{standing}: {}", assumed.text)
        })
        .collect();
    if !assumed.is_empty() {
        lines.push(labelled(look, "evidence", assumed.join(" · ")));
    }
    let waiting: Vec<&str> = app
        .derived
        .needed
        .by(item.id)
        .filter_map(|id| app.seen().get::<Item>(id))
        .filter(|item| item.state.is_open())
        .map(|item| item.title.as_str())
        .collect();
    if !waiting.is_empty() {
        lines.push(labelled(look, "waiting", waiting.join(" · ")));
    }
    Group::lines(lines, 4, true)
}

fn question(app: &App, look: &Look, session: &Session, asked: VoteQuestion) -> Group {
    let factors = factors(session);
    let at = factors.iter().position(|factor| *factor == asked.factor);
    let count = at.map_or_else(String::new, |at| format!("{} of {}", at + 1, factors.len()));
    let name = rubric::name(asked.factor).to_uppercase();
    // What is typed is drawn only where it is no card.
    let typed = if app.room.focus == Focus::Question && !app.room.typed.is_empty() {
        format!("{}_", app.room.typed)
    } else {
        String::new()
    };
    Group::lines(
        vec![
            Line::of(name, look.heading()).right(count, look.muted()),
            Line::of(rubric::question(asked.factor), look.text()).right(typed, look.focus()),
        ],
        1,
        true,
    )
}

/// The value the room sees marked: none while it votes, so that nobody is led by it.
fn marked(app: &App) -> Option<Number> {
    let votes = app.room.focus == Focus::Voting || has_hidden(app);
    walk::value(app).filter(|_| !votes)
}

fn scale(app: &App) -> Group {
    let shown = app.room.scene.as_ref().and_then(|scene| scene.shown.last());
    let shown = shown.filter(|_| phase(app) != Phase::Open);
    let deck = match shown {
        Some(tally) => tally.counts.iter().map(|(card, _)| *card).collect(),
        None => session::deck(app.seen()),
    };
    let marked = marked(app);
    let chosen = deck.iter().position(|card| Some(*card) == marked);
    let votes = shown.map(|tally| tally.counts.iter().map(|(_, count)| *count).collect());
    let values = deck.iter().map(Number::to_string).collect();
    Group::scale(values, chosen, votes)
}

/// What the marked value means; without one, what the ends of the scale mean.
fn meaning(app: &App, look: &Look, asked: VoteQuestion) -> Group {
    let deck = session::deck(app.seen());
    let values: Vec<Number> = match marked(app) {
        Some(value) => vec![value],
        None => deck
            .first()
            .into_iter()
            .chain(deck.last())
            .copied()
            .collect(),
    };
    let line = |value: &Number| {
        let words = rubric::meaning(app.seen(), asked.factor, &deck, *value)?;
        Some(labelled(look, &format!("{value} is"), words))
    };
    Group::lines(values.iter().filter_map(line).collect(), 2, false)
}

fn compare(app: &App, look: &Look, session: &Session, width: u16) -> Group {
    let Some(scene) = &app.room.scene else {
        return Group::lines(Vec::new(), 1, true);
    };
    let title = |id: Id| {
        let item = app.seen().get::<Item>(id);
        item.map_or_else(String::new, |item| item.title.clone())
    };
    let anchors = scene.anchors.iter();
    // As many cells for each as there are, less the marks between them.
    let each = usize::from(width).saturating_sub(LABEL) / scene.anchors.len().max(1);
    let anchors: Vec<String> = anchors
        .map(|(value, id)| {
            let words = format!("{value} {}", title(*id));
            text::fit(&words, each.saturating_sub(3), look.symbols.more)
        })
        .collect();
    let mut lines = Vec::new();
    if session.way == Way::Factors && !scene.has_one {
        let words = "no item is the 1 yet · a finds the smallest, p sets it";
        lines.push(Line::of(words, look.over()));
    }
    if !anchors.is_empty() {
        lines.push(labelled(look, "compare", anchors.join(" · ")));
    }
    Group::lines(lines, 1, true)
}

/// The score, its rank, and how that moved.
fn score(app: &App, look: &Look, item: &Item) -> Group {
    let heading = crate::scoring::ranking::method::Method::of(app.derived.evaluation.lens).heading;
    let Some(score) = app.derived.evaluation.score(item.id) else {
        return Group::lines(Vec::new(), 0, true);
    };
    let line = match score.line.by_itself() {
        None => labelled(look, heading, "no score yet: needs ")
            .and(score.line.missing.join(", "), look.over()),
        Some(own) => {
            let own = text::decimal(&own.to_decimal(2), look.symbols);
            let rank = score
                .rank
                .map_or_else(|| "none".to_owned(), |rank| rank.to_string());
            let line = labelled(look, heading, format!("{own}  "));
            match walk::moved(app) {
                Some((before, after)) if before != after => {
                    line.and(after::moved_words(look, before, after), look.strong())
                }
                _ => line.and(format!("rank {rank}"), look.text()),
            }
        }
    };
    Group::lines(vec![line], 0, true)
}

/// The price of a yes now: who waits longer for it, and as many of those who pay most as there is room for.
fn price(app: &App, look: &Look, item: &Item, width: u16) -> Group {
    /// The fewest cells a payer is told in.
    const LEAST: usize = 20;
    let scene = app.room.scene.as_ref();
    let yes = scene.and_then(|scene| scene.price.as_ref());
    let words = who_waits(item, yes);
    let dearest = yes.map_or(&[][..], |yes| yes.dearest.as_slice());
    let used = LABEL + text::width(&words) + 2;
    let room = usize::from(width).saturating_sub(used);
    let count = dearest.len().min((room + 3) / (LEAST + 3));
    let each = ((room + 3) / count.max(1)).saturating_sub(3);
    let payers = dearest.iter().take(count).map(|(id, cost)| {
        let cost = cost.to_short();
        let title = app.seen().get::<Item>(*id);
        let title = title.map_or("", |item| item.title.as_str());
        let room = each.saturating_sub(text::width(&cost) + 1);
        format!("{} {cost}", text::fit(title, room, look.symbols.more))
    });
    let payers = payers.collect::<Vec<_>>().join(" · ");
    let colon = if payers.is_empty() { "" } else { ": " };
    let line = labelled(look, "yes now", format!("{words}{colon}{payers}"));
    Group::lines(vec![line], 6, false)
}
