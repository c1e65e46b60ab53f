//! Commands: one row each, from which keys, footer, help, palette and the README's table follow.
//!
//! Owns the table and how a key finds its row. What a command does lives with the view or overlay it
//! belongs to.

use super::effect::Effect;
use super::event::Chord;
use super::{App, following, presenting};

/// Where a command's keys work. A key never means two things in one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// In every view, unless an overlay is open.
    Everywhere,
    /// On the board.
    Board,
    /// On the board while the cursor is in the estimate columns.
    Cells,
    /// On the board while an item is carried to another rank.
    Carry,
    /// On the grid.
    Grid,
    /// In the plan.
    Plan,
    /// On the roadmap, the other face of the plan.
    Roadmap,
    /// In the sessions, while none is on.
    Sessions,
    /// Before a session begins.
    Setup,
    /// At a question of a session.
    Room,
    /// While cards are typed.
    Voting,
    /// While the keyboard goes round.
    Handing,
    /// Before pasted cards are taken.
    Chat,
    /// While it is asked whether to reveal the cards.
    Reveal,
    /// At a question whose cards are shown.
    Revealed,
    /// On the agenda of a session.
    Ahead,
    /// In the risks.
    Risks,
    /// Among events and actions.
    Learn,
    /// In the log.
    Log,
    /// In the findings.
    Findings,
    /// In a form.
    Form,
    /// In a list to choose from: palette, help, pickers, records.
    List,
    /// In the list of the records of a kind.
    Records,
    /// In the review of a merge.
    Conflicts,
    /// Before an import.
    Intake,
    /// Before an export.
    Outgo,
    /// While a line is typed.
    Line,
    /// In a text of many lines.
    Prose,
    /// In a demo checkpoint.
    Feedback,
    /// In a vote of confidence.
    Fist,
    /// On a page to read or a question to answer.
    Page,
}

/// One thing the user can do.
pub struct Command {
    /// The name in the preferences: `board.new`.
    pub id: &'static str,
    /// The group in palette and help.
    pub group: &'static str,
    /// At most two words for the footer.
    pub name: &'static str,
    /// One sentence for help and palette.
    pub sentence: &'static str,
    /// Where its keys work.
    pub scope: Scope,
    /// Its keys; each a sequence of chords separated by spaces.
    pub keys: &'static [&'static str],
    /// Its place in the footer, 1 first; 0 keeps it out.
    pub hint: u8,
    /// Whether it can work now; if not, why.
    pub enabled: fn(&App) -> Result<(), String>,
    /// Does it.
    pub run: fn(&mut App, Chord) -> Vec<Effect>,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl Command {
    /// Whether it can work now, for whoever looks at the screen and in this window; if not, why.
    pub fn can_work(&self, app: &App) -> Result<(), String> {
        (self.enabled)(app)?;
        presenting::allows(app, self)?;
        following::allows(app, self)
    }
}

impl PartialEq for Command {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// A table of commands, two lines each: scope, group, id, keys and when it works; then its name in
/// the footer, its sentence, and what it does.
macro_rules! commands {
    ($(
        $scope:ident $group:literal $id:literal [$($key:literal),*] $(hint $hint:literal)? if $enabled:path,
        $name:literal: $sentence:literal => $run:expr;
    )+) => {
        &[$( $crate::app::command::Command {
            id: $id,
            group: $group,
            name: $name,
            sentence: $sentence,
            scope: $crate::app::command::Scope::$scope,
            keys: &[$($key),*],
            hint: 0 $( + $hint )?,
            enabled: $enabled,
            run: $run,
        }, )+]
    };
}
pub(in crate::app) use commands;

/// The answer of a command that always works.
pub fn always(_: &App) -> Result<(), String> {
    Ok(())
}

/// Every command there is.
pub fn all() -> impl Iterator<Item = &'static Command> {
    [
        super::views::board::COMMANDS,
        super::against::COMMANDS,
        super::views::cells::COMMANDS,
        super::views::carry::COMMANDS,
        super::views::pin::COMMANDS,
        super::views::grid::COMMANDS,
        super::views::plan::COMMANDS,
        super::views::roadmap::COMMANDS,
        super::views::session::past::COMMANDS,
        super::views::session::setup::COMMANDS,
        super::views::session::walk::COMMANDS,
        super::views::session::voting::COMMANDS,
        super::views::session::chat::COMMANDS,
        super::views::session::reveal::COMMANDS,
        super::views::risks::COMMANDS,
        super::views::learn::COMMANDS,
        super::views::log::COMMANDS,
        super::views::findings::COMMANDS,
        super::everywhere::COMMANDS,
        super::whatif::COMMANDS,
        presenting::COMMANDS,
        super::overlay::form::COMMANDS,
        super::overlay::list::COMMANDS,
        super::overlay::records::COMMANDS,
        super::overlay::conflicts::COMMANDS,
        super::overlay::intake::COMMANDS,
        super::overlay::outgo::COMMANDS,
        super::overlay::line::COMMANDS,
        super::overlay::prose::COMMANDS,
        super::overlay::page::COMMANDS,
        super::overlay::feedback::COMMANDS,
        super::overlay::fist::COMMANDS,
    ]
    .into_iter()
    .flatten()
}

/// The command of this id.
pub fn command(id: &str) -> Option<&'static Command> {
    all().find(|command| command.id == id)
}
