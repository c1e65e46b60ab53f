//! The keys that texts name.
//!
//! Owns how a key gets into a text: a text names a command, as a [`TaughtKey`] between braces where it is put together
//! and as the same name between braces in a [`Text`](super::words::Text), and says the key that is in force. No text
//! has a bare key; `tests/it/named_keys.rs` reads them all.
//!
//! As [the words](super::words) of a workspace, the keys belong to the thread: whoever runs the program takes them up,
//! and so does a thread that is started to write for it. Where nobody did, they are the usual ones.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The keys of the commands that have other keys than the usual ones, by the ids of these commands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnKeys {
    keys: Arc<BTreeMap<&'static str, String>>,
    /// The same for the same keys, and 0 where all are the usual ones.
    number: u64,
}

thread_local! {
    static IN_FORCE: RefCell<OwnKeys> = RefCell::default();
}

impl OwnKeys {
    /// The keys to name for these commands.
    pub fn new(keys: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let keys: BTreeMap<_, _> = keys.into_iter().collect();
        let number = if keys.is_empty() {
            0
        } else {
            let mut hasher = DefaultHasher::new();
            keys.hash(&mut hasher);
            hasher.finish()
        };
        let keys = Arc::new(keys);
        Self { keys, number }
    }

    /// What this thread names from now on.
    pub fn take_up(&self) {
        IN_FORCE.with_borrow_mut(|keys| keys.clone_from(self));
    }

    /// What this thread names.
    pub fn in_force() -> Self {
        IN_FORCE.with_borrow(Clone::clone)
    }

    /// A number that is the same for the same keys, and 0 where all are the usual ones.
    pub(super) fn number() -> u64 {
        IN_FORCE.with_borrow(|keys| keys.number)
    }
}

/// The key of a command, in a text that is put together: `{APP_UNDO}`, and `{GO_BOARD:#}` for the first of several
/// that are pressed one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaughtKey {
    id: &'static str,
    usual: &'static str,
}

impl TaughtKey {
    /// The id of its command.
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// The key where nobody wished for another.
    pub const fn usual(self) -> &'static str {
        self.usual
    }
}

impl fmt::Display for TaughtKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        IN_FORCE.with_borrow(|keys| {
            let said = keys.keys.get(self.id).map_or(self.usual, String::as_str);
            let first = said.split(' ').next().filter(|_| f.alternate());
            f.write_str(first.unwrap_or(said))
        })
    }
}

/// A text with the keys in force in the place of the names between braces; a name that is none stays.
pub(super) fn filled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| {
            let (name, is_first) = name
                .strip_suffix(":#")
                .map_or((name, false), |name| (name, true));
            let (_, key) = KEYS.iter().find(|(known, _)| *known == name)?;
            Some((*key, is_first, after))
        });
        rest = if let Some((key, is_first, after)) = named {
            let said = if is_first {
                format!("{key:#}")
            } else {
                key.to_string()
            };
            out.push_str(&said);
            after
        } else {
            out.push('{');
            after
        };
    }
    out.push_str(rest);
    out
}

/// A name of the table, the command it stands for and its usual key.
macro_rules! keys {
    ($($name:ident = $id:literal $usual:literal;)+) => {
        $( #[doc = concat!("The key of `", $id, "`.")]
        pub const $name: TaughtKey = TaughtKey { id: $id, usual: $usual }; )+

        /// Every key that a text names.
        pub const KEYS: &[(&str, TaughtKey)] = &[$( (stringify!($name), $name), )+];
    };
}

keys! {
    ALONE_ABSTAIN = "alone.abstain" "-";
    ALONE_QUIT = "alone.quit" "q";
    ALONE_TAKE = "alone.take" "Enter";
    ALONE_UNSURE = "alone.unsure" "?";
    APART_AGAIN = "apart.again" "Enter";
    APP_BLANK = "app.blank" ".";
    APP_CONFLICTS = "app.conflicts" "C";
    APP_DEMO = "app.demo" "S";
    APP_EXPLAIN = "app.explain" "e";
    APP_EXPORT = "app.export" "X";
    APP_HELP = "app.help" "?";
    APP_HIDE = "app.hide" "Ctrl-b";
    APP_IMPORT = "app.import" "i";
    APP_OPEN = "app.open" "o";
    APP_PALETTE = "app.palette" ":";
    APP_PRESENT = "app.present" "P";
    APP_QUIT = "app.quit" "q";
    APP_RECORDS = "app.records" "R";
    APP_REDO = "app.redo" "U";
    APP_SAVE = "app.save" "Ctrl-s";
    APP_UNDO = "app.undo" "u";
    APP_WHAT_IF = "app.what-if" "w";
    AWAITED_NEXT = "awaited.next" "Tab";
    BOARD_AGAINST = "board.against" "A";
    BOARD_CLEAR = "board.clear" "Esc";
    BOARD_DOWN = "board.down" "Down";
    BOARD_LENS = "board.lens" "L";
    BOARD_SAVE_VIEW = "board.save-view" "V";
    BOARD_VIEWS = "board.views" "v";
    CAPACITY_TEAM = "capacity.team" "n";
    CAPACITY_UNDO = "capacity.undo" "u";
    CARRY_BACK = "carry.back" "Esc";
    CARRY_PIN = "carry.pin" "Enter";
    CELLS_ENTER = "cells.enter" "Right";
    CELLS_LEAVE = "cells.leave" "Esc";
    CELLS_SETTLE = "cells.settle" "=";
    CELLS_TAKE = "cells.take" "Enter";
    CHAT_DROP = "chat.drop" "Esc";
    CHAT_TAKE = "chat.take" "Enter";
    CHECKPOINT_ANSWER = "checkpoint.answer" "Enter";
    CHECKPOINT_ASSUMPTION = "checkpoint.assumption" "a";
    CHECKPOINT_ESTIMATE = "checkpoint.estimate" "e";
    CHECKPOINT_REQUEST = "checkpoint.request" "r";
    CHECKPOINT_SESSION = "checkpoint.session" "s";
    CONFIDENCE_AGAIN = "confidence.again" "n";
    CONFIDENCE_ENTER = "confidence.enter" "Enter";
    CONFIDENCE_JOIN = "confidence.join" "+";
    CONFIDENCE_SHOW = "confidence.show" "r";
    CONFIDENCE_TEAM = "confidence.team" "t";
    CONFIDENCE_UNDO = "confidence.undo" "u";
    CONFLICTS_CLOSE = "conflicts.close" "Esc";
    CONFLICTS_UNDO = "conflicts.undo" "u";
    DISCUSSION_AGENDA = "discussion.agenda" "a";
    DISCUSSION_BACK = "discussion.back" "b";
    DISCUSSION_COUNT = "discussion.count" "#";
    DISCUSSION_END = "discussion.end" "E";
    DISCUSSION_HIDE = "discussion.hide" "x";
    DISCUSSION_JOIN = "discussion.join" "+";
    DISCUSSION_MORE = "discussion.more" "T";
    DISCUSSION_NEXT = "discussion.next" "Enter";
    DISCUSSION_ONE = "discussion.one" "p";
    DISCUSSION_REVEAL = "discussion.reveal" "r";
    DISCUSSION_TIMEBOX = "discussion.timebox" "t";
    DISCUSSION_VALUE = "discussion.value" "=";
    DISCUSSION_VOTE = "discussion.vote" "v";
    EXPLAIN_CLOSE = "explain.close" "Esc";
    EXPORT_CHANGES = "export.changes" "c";
    EXPORT_CLOSE = "export.close" "Esc";
    EXPORT_ENTER = "export.enter" "Enter";
    EXPORT_FORMAT = "export.format" "f";
    EXPORT_NAME = "export.name" "n";
    EXPORT_REPLACE = "export.replace" "r";
    FINDINGS_CLEAR = "findings.clear" "Esc";
    FINDINGS_FILTER = "findings.filter" "/";
    FOLLOW_MIRROR = "follow.mirror" "O";
    FORM_DISCARD = "form.discard" "Esc";
    FORM_ENTER = "form.enter" "Enter";
    FORM_SAVE = "form.save" "Ctrl-s";
    GO_BOARD = "go.board" "g b";
    GO_FINDINGS = "go.findings" "g f";
    GO_INSIGHT = "go.insight" "g i";
    GO_MONEY = "go.money" "g m";
    GO_PLAN = "go.plan" "g p";
    GO_SESSION = "go.session" "g s";
    GRID_BUCKET = "grid.bucket" "c";
    GRID_NEXT = "grid.next" "Tab";
    HANDING_ERASE = "handing.erase" "Backspace";
    HANDING_LEAVE = "handing.leave" "Esc";
    HANDING_TAKE = "handing.take" "Enter";
    HANDSHAKE_ASK = "handshake.ask" "w";
    HANDSHAKE_SIZE = "handshake.size" "S";
    HANDSHAKE_VALUE = "handshake.value" "s";
    IMPORT_CLOSE = "import.close" "Esc";
    IMPORT_ENTER = "import.enter" "Enter";
    IMPORT_GOES_TO = "import.goes-to" "t";
    IMPORT_LEVEL = "import.level" "l";
    IMPORT_REPORT = "import.report" "Tab";
    INSIGHT_EVIDENCE = "insight.evidence" "v";
    INSIGHT_READING = "insight.reading" "+";
    ITEM_ALLOCATE = "item.allocate" "%";
    ITEM_BULK = "item.bulk" "E";
    ITEM_DECIDE = "item.decide" "D";
    ITEM_EDIT = "item.edit" "Enter";
    ITEM_INSIGHT = "item.insight" "I";
    ITEM_MARK = "item.mark" "m";
    ITEM_NEEDS = "item.needs" "f";
    ITEM_NEW = "item.new" "n";
    KPIS_WORK = "kpis.work" "w";
    LADDER_MOVED = "ladder.moved" "x";
    LEARN_CHECKPOINT = "learn.checkpoint" "c";
    LEARN_MEETING = "learn.meeting" "e";
    LEARN_VOTE = "learn.vote" "+";
    LIST_CHOOSE = "list.choose" "Enter";
    LIST_CLOSE = "list.close" "Esc";
    LISTS_CLEAR = "lists.clear" "Esc";
    LISTS_DELETE = "lists.delete" "d";
    LISTS_EDIT = "lists.edit" "Enter";
    LISTS_NEW = "lists.new" "n";
    LISTS_NEXT = "lists.next" "Tab";
    LISTS_PREVIOUS = "lists.previous" "Shift-Tab";
    LISTS_SET = "lists.set" "E";
    MONEY_TAKE = "money.take" "=";
    OBJECTIVES_SPEAKS = "objectives.speaks" "o";
    PAGE_CLOSE = "page.close" "Esc";
    PAGE_COPY = "page.copy" "y";
    PAGE_DROP = "page.drop" "x";
    PAGE_ENTER = "page.enter" "Enter";
    PAGE_LEVEL = "page.level" "l";
    PAGE_LOOK = "page.look" "w";
    PAGE_PUT_BACK = "page.put-back" "b";
    PAGE_QUIT = "page.quit" "Q";
    PAGE_SCORE = "page.score" "s";
    PARTS_NEXT = "parts.next" "}";
    PEOPLE_CONTACT = "people.contact" "c";
    PEOPLE_COPY = "people.copy" "y";
    PEOPLE_TOLD = "people.told" "x";
    PIN_DOWN = "pin.down" "J";
    PIN_REASON = "pin.reason" "r";
    PIN_REMOVE = "pin.remove" "x";
    PIN_UP = "pin.up" "K";
    PLAN_ASSIGN = "plan.assign" "p 1";
    PLAN_BALANCE = "plan.balance" "b";
    PLAN_CLEAR = "plan.clear" "Esc";
    PLAN_FILTER = "plan.filter" "/";
    PLAN_FOLLOWING = "plan.following" "N";
    PLAN_LIFT = "plan.lift" "B";
    PLAN_NEW = "plan.new" "n";
    PLAN_PREVIOUS = "plan.previous" "<";
    PLAN_READY = "plan.ready" "y";
    PLAN_SIDE = "plan.side" "Tab";
    PLAN_SUGGEST = "plan.suggest" "f";
    PLAN_VOTE = "plan.vote" "v";
    PROSE_DROP = "prose.drop" "Esc";
    PROSE_KEEP = "prose.keep" "Enter";
    REVEAL_YES = "reveal.yes" "Enter";
    REVEALED_ENTER = "revealed.enter" "Enter";
    REVEALED_SETTLE = "revealed.settle" "s";
    REVEALED_TALK = "revealed.talk" "c";
    RISKS_NEW = "risks.new" "n";
    ROADMAP_FILTER = "roadmap.filter" "/";
    ROADMAP_FORM = "roadmap.form" "d";
    ROADMAP_READERS = "roadmap.readers" "a";
    SESSION_NEW = "session.new" "n";
    SETUP_LEFT = "setup.left" "Left";
    SETUP_RIGHT = "setup.right" "Right";
    SETUP_START = "setup.start" "Enter";
    SMALL_QUIT = "small.quit" "q";
    SMALLEST_LEAVE = "smallest.leave" "Esc";
    SMALLEST_TAKE = "smallest.take" "Enter";
    TEAMS_ASSIGN = "teams.assign" "p 1";
    TEAMS_EARLIER = "teams.earlier" "H";
    TEAMS_EDIT = "teams.edit" "Enter";
    TEAMS_GIVE_DOWN = "teams.give-down" "J";
    TEAMS_GIVE_UP = "teams.give-up" "K";
    TEAMS_LATER = "teams.later" "L";
    TEAMS_NEW = "teams.new" "n";
    TEAMS_UP = "teams.up" "Up";
    VALUE_LEAVE = "value.leave" "Esc";
    VALUE_RIGHT = "value.right" "Right";
    VALUE_TAKE = "value.take" "Enter";
    VOTING_ABSTAIN = "voting.abstain" "-";
    VOTING_AWAY = "voting.away" "d";
    VOTING_LEAVE = "voting.leave" "Esc";
    VOTING_TAKE = "voting.take" "Enter";
    VOTING_UNSURE = "voting.unsure" "?";
    VOTING_UP = "voting.up" "Up";
    WALL_GO = "wall.go" "Enter";
    WALL_VOTE = "wall.vote" "v";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_the_key_in_force() {
        let text = "{APP_UNDO} undoes, {GO_BOARD:#} and a letter goes, {x} stays";
        assert_eq!(filled(text), "u undoes, g and a letter goes, {x} stays");
        let own = [
            ("app.undo", "F9".to_owned()),
            ("go.board", "F2 b".to_owned()),
        ];
        OwnKeys::new(own).take_up();
        assert_eq!(filled(text), "F9 undoes, F2 and a letter goes, {x} stays");
        assert_eq!(format!("{APP_UNDO} undoes"), "F9 undoes");
        OwnKeys::default().take_up();
        assert_eq!(format!("{APP_UNDO} undoes"), "u undoes");
    }
}
