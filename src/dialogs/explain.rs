//! Why an item stands where it stands, in three steps: the lines that come first, the message for the person who
//! asked, and how it is computed, a topic at a time. Beside it, the page of the numbers of the interval in sight.
//!
//! Owns which topic is open. The facts and the sentences come from [`crate::scoring::explain`].

mod draw;

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::tab;
use crate::dialogs::page::Page;
use crate::dialogs::{close, line_from};
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::words::worded;
use crate::scoring::drivers::drivers;
use crate::scoring::explain::words::{Message, Told, message, told};
use crate::scoring::explain::{Explanation, explain};
use crate::scoring::facts::Facts;
use crate::scoring::plan::coming::NO_COMING;
use crate::scoring::plan::evidence;
use crate::scoring::plan::figures::figures;
use crate::scoring::plan::plan_of;

/// The place of an item, explained.
#[derive(Debug)]
pub struct Explain {
    item: Id,
    title: String,
    key: String,
    told: Told,
    message: Message,
    /// Whether a survey of the whole board is in it.
    is_surveyed: bool,
    /// After how many changes it was put together.
    of: u64,
    /// The chosen topic.
    at: usize,
    /// The open one.
    open: Option<usize>,
}

/// The commands of the explanation.
pub const COMMANDS: &[Command] = commands! {
    Explain open looks "Explain" "explain.open" ["Enter", "Right", "Left"] hint 1 if has_topics,
        "open line": "Opens the chosen line with all that is behind it, or closes it." => turn;
    Explain open looks "Explain" "explain.close" ["Esc", "Backspace"] hint 2,
        "close": "Closes the explanation; nothing changes." => close;
    Explain open looks "Explain" "explain.copy" ["y"] hint 3,
        "copy message": "Puts the message on the clipboard." => copy;
    Explain open changes "Explain" "explain.decide" ["D"] hint 4,
        "decide": "Goes on to answer yes, not now or no." => decide;
    Explain open looks "Explain" "explain.detail" ["Tab"] hint 5 if is_on_board,
        "detail": "Shows the detail of the item in full." => read;
};

fn is_on_board(desk: &Desk) -> Result<(), String> {
    if desk.view == tab::BOARD {
        Ok(())
    } else {
        Err(worded("the detail is on the board · {GO_BOARD} goes there").to_owned())
    }
}

/// Closes the explanation and goes to the detail.
fn read(desk: &mut Desk, chord: Chord) {
    desk.close();
    desk.run("board.region", chord);
}

/// Says why: what the numbers of the chosen row are made of, and from there, where the item stands that it is about.
pub(crate) fn open(desk: &mut Desk, told: Option<Facts>) {
    let Some(told) = told else {
        open_item(desk);
        return;
    };
    let page = made_of(desk, told);
    let is_about_item = desk.selected().is_some();
    desk.open(if is_about_item {
        page.enter(worded("the item"), |desk, ()| open_item(desk))
    } else {
        page
    });
}

/// The page of what numbers are made of.
fn made_of(desk: &Desk, told: Facts) -> Page {
    let lines = told.evidence(desk.presenting.is_some());
    Page::new("What the numbers are made of", told.name, lines)
}

/// Opens the explanation of the selected item.
fn open_item(desk: &mut Desk) {
    let dialog = desk.selected().and_then(|item| Explain::of(desk, item));
    if let Some(dialog) = dialog {
        desk.open(dialog);
    }
}

impl Explain {
    fn of(desk: &Desk, item: &Item) -> Option<Self> {
        let why = explained(desk, item.id)?;
        let is_surveyed = desk.derived.is_surveyed();
        let mut told = told(desk.seen(), &why);
        if !is_surveyed {
            told.first
                .push("How firm that is, and when it is done, is being computed.".to_owned());
        }
        Some(Self {
            item: item.id,
            title: item.title.clone(),
            key: item.key.clone(),
            told,
            message: message(desk.seen(), &why, desk.derived.today),
            is_surveyed,
            of: desk.derived.changes(),
            at: 0,
            open: Some(0),
        })
    }

    /// All that stands in it, as one text.
    pub fn text(&self) -> String {
        let topics = self.told.topics.iter().map(|topic| &topic.lines);
        let parts = [&self.told.first, &self.message.lines];
        let parts: Vec<String> = parts
            .into_iter()
            .chain(topics)
            .map(|lines| lines.join("\n"))
            .collect();
        parts.join("\n\n")
    }
}

impl Dialog for Explain {
    fn scope(&self) -> Scope {
        Scope("Explain")
    }

    fn copied(&self, _: &Desk) -> Option<String> {
        Some(self.message.lines.join("\n"))
    }

    fn choose(&mut self, line: usize) {
        self.at = line.min(self.told.topics.len().saturating_sub(1));
    }

    fn go(&mut self, _: &mut Desk, by: isize) {
        self.at = line_from(self.at, by, self.told.topics.len().saturating_sub(1));
    }

    fn can_go(&self, _: &Desk) -> Can {
        if self.told.topics.len() > 1 {
            Ok(())
        } else {
            Err("everything is on the screen".to_owned())
        }
    }

    fn opens(&self) -> bool {
        true
    }

    fn refresh(&mut self, desk: &Desk) -> bool {
        let Some(item) = desk.seen().get::<Item>(self.item) else {
            return false;
        };
        let now = (desk.derived.is_surveyed(), desk.derived.changes());
        if now != (self.is_surveyed, self.of)
            && let Some(now) = Self::of(desk, item)
        {
            let last = now.told.topics.len().saturating_sub(1);
            *self = Self {
                at: self.at.min(last),
                open: self.open,
                ..now
            };
        }
        true
    }
}

fn has_topics(desk: &Desk) -> Can {
    match desk.top::<Explain>() {
        Some(explain) if !explain.told.topics.is_empty() => Ok(()),
        _ => Err("there are no numbers behind it".to_owned()),
    }
}

fn turn(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(explain) = desk.top_mut::<Explain>() {
        let is_open = explain.open == Some(explain.at);
        explain.open = (!is_open).then_some(explain.at);
    }
    Vec::new()
}

fn copy(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let message = desk.top::<Explain>().and_then(|one| one.copied(desk));
    message.map_or_else(Vec::new, |message| desk.send(&message))
}

fn decide(desk: &mut Desk, chord: Chord) -> Vec<Effect> {
    desk.close();
    desk.run("item.decide", chord);
    Vec::new()
}

/// Opens the page of what the numbers of the increment in sight are made of.
pub(crate) fn open_numbers(desk: &mut Desk) {
    if let Some(told) = numbers(desk) {
        desk.open(made_of(desk, told));
    }
}

/// What the numbers of the increment in sight are made of.
pub(crate) fn numbers(desk: &Desk) -> Option<Facts> {
    let increment = interval(desk)?;
    let order = desk.derived.evaluation.all(desk.seen());
    let past = desk.past();
    let (planned, _) = plan_of(desk.seen(), past, increment, &order);
    let figures = figures(desk.seen(), past, &planned);
    let lines = evidence::increment(desk.seen(), past, &planned, &figures);
    Some(Facts::of(&increment.name).paragraphs(lines))
}

/// Opens the page of what makes items hard, over all of them.
pub(crate) fn open_drivers(desk: &mut Desk) {
    let all = drivers(desk.seen());
    let mut lines: Vec<String> = all
        .iter()
        .map(|driver| format!("- {}", driver.said()))
        .collect();
    if lines.is_empty() {
        lines.push(worded("What makes items hard? Write it into Complexity drivers of an item, the same words on each.").to_owned());
    } else {
        lines.insert(
            0,
            worded(
                "Sizes are compared by their medians. /drivers:word on the board lists the items.",
            )
            .to_owned(),
        );
    }
    desk.open(Page::new(
        "Complexity drivers",
        count(all.len(), "driver", "drivers"),
        lines,
    ));
}

/// The increment in sight, else the coming one.
fn interval(desk: &Desk) -> Option<&Increment> {
    let shown = desk.interval.and_then(|id| desk.seen().get(id));
    shown.or_else(|| desk.derived.evaluation.coming(desk.seen()))
}

/// Whether there is an increment in sight, or one is coming.
pub(crate) fn has_interval(desk: &Desk) -> Result<(), String> {
    interval(desk)
        .map(|_| ())
        .ok_or_else(|| NO_COMING.to_string())
}

/// What explains the place of an item, with what is known of the whole board where that is up to date.
pub fn explained(desk: &Desk, id: Id) -> Option<Explanation> {
    let why = explain(desk.seen(), &desk.derived.evaluation, id)?;
    Some(if desk.derived.is_surveyed() {
        why.on(&desk.derived.survey)
    } else {
        why
    })
}
