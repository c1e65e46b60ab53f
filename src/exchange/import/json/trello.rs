//! Trello: the export of a board, or lists with their cards from its REST interface.
//!
//! Owns what of a card is taken; what stands beside the cards is in `board`. A card's own mail address is private and never read.

mod board;

use chrono::DateTime;
use serde_json::Value;

use super::super::cells::{self, Size};
use super::super::gathering::Gathering;
use super::super::notes::{Note, Notes};
use super::super::prose::Markup;
use super::super::role::Role;
use super::super::table::ImportTable;
use super::super::{ImportFormat, ImportWatch, Reads};
use super::document::JsonDocument;
use super::shape::JsonShape;
use super::{JsonRecord, add_cells, all, first_of, is_so, objects, text, text_of};
use board::{TrelloBoard, WHO, lines_of};

/// Its row in the list of formats.
pub(in super::super) const FORMAT: ImportFormat = ImportFormat {
    name: "Trello JSON",
    about: "A board as Trello exports it, or lists with their cards; what is archived only when asked for.",
    endings: super::ENDINGS,
    tool: "Trello",
    lost: "uploaded files, comments, history, votes, subscriptions, stickers, covers, automation rules, order within a list",
    reads: Reads::Json(SHAPES, read),
};

const CARDS: &str = ".cards[]";
const LISTED: &str = "[].cards[]";
const SHAPES: &[JsonShape] = &[
    JsonShape {
        records: CARDS,
        within: "",
        marks: &[".idOrganization", ".prefs", ".labelNames"],
    },
    JsonShape {
        records: CARDS,
        within: "",
        marks: &[".cards[].idList", ".lists[].name"],
    },
    JsonShape::of(LISTED, &[".name", ".idChecklists"]),
    JsonShape::of("[]", &[".name", ".idList", ".idShort"]),
];

const ROLES: &[(&str, Role)] = &[
    ("name", Role::Title(0)),
    ("points in name", Role::Size(3)),
    ("key", Role::Key(0)),
    ("list", Role::State),
    ("desc", Role::Note(Markup::Markdown)),
    ("label", Role::Label),
    ("member", Role::Owner),
    ("creator", Role::Requester),
    ("due", Role::Due),
    ("done", Role::Closed),
    ("dateCompleted", Role::Closed),
    ("shortUrl", Role::Link),
    ("archived", Role::Archived),
];

/// What is read in its own way, stands twice, or only matters inside Trello; and the private mail address.
const LEFT: &str = "agent attachments badges cardRole checkItemStates checklists closed \
    cover creationMethod creationMethodError creationMethodLoadingStartedAt customFieldItems \
    dateViewedByCreator desc descData dueComplete dueReminder email externalSource faviconUrl \
    id idAttachmentCover idBoard idChecklists idLabels idList idMemberCreator idMembers \
    idMembersVoted idOrganization isTemplate labels limits manualCoverAttachment members \
    mirrorSourceId mirrorSourceNodeId name nodeId originalDesc originalName pinned pluginData \
    pos recurrenceRule shortLink singleInstrumentationId sourceEmail staticMapUrl stickers \
    subscribed url";

fn read(
    document: &JsonDocument<'_>,
    place: &str,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<ImportTable> {
    let mut board = TrelloBoard::default();
    if let Some(root) = document.root() {
        match place {
            CARDS => board.read(root),
            LISTED => board.read_lists(root),
            _ => {}
        }
    }
    document.gather(place, ROLES, notes, watch, |rows, card, notes| {
        board.take(rows, card, notes);
    })
}

impl TrelloBoard {
    fn take(&self, rows: &mut Gathering, card: &JsonRecord, notes: &mut Notes) {
        if is_so(card.get("isTemplate")) {
            return rows.leave_out(Note::NoWork, "template", notes);
        }
        let id = text_of(card, "id");
        rows.cell("key", &first_of(card, ["shortLink", "id"]));
        let name = text_of(card, "name");
        let (points, title) = pointed(&name);
        rows.cell("points in name", points);
        rows.cell("name", title);
        let list = match text_of(card, "idList") {
            none if none.is_empty() => self.list_of.get(&id).cloned().unwrap_or_default(),
            list => list,
        };
        let (list, put_away) = self.lists.get(&list).cloned().unwrap_or_default();
        rows.cell("list", &list);
        if put_away || is_so(card.get("closed")) {
            rows.cell("archived", "true");
        }
        if is_so(card.get("dueComplete")) {
            rows.cell("done", "true");
        }
        let mut note = text_of(card, "desc");
        let beside = self.checklists.get(&id).cloned().unwrap_or_default();
        let own: String = objects(card.get("checklists"))
            .into_iter()
            .map(lines_of)
            .collect();
        for lines in [beside, own] {
            if !lines.is_empty() {
                note = format!("{note}\n\n{}", lines.trim_end());
            }
        }
        rows.cell("desc", note.trim());
        for label in objects(card.get("labels")) {
            rows.cell("label", &first_of(label, ["name", "color"]));
        }
        for member in objects(card.get("members")) {
            rows.cell("member", &first_of(member, WHO));
        }
        for member in all(card.get("idMembers"))
            .into_iter()
            .filter_map(Value::as_str)
        {
            rows.cell(
                "member",
                self.members.get(member).map_or("", String::as_str),
            );
        }
        let creator = self.members.get(&text_of(card, "idMemberCreator"));
        rows.cell("creator", creator.map_or("", String::as_str));
        rows.cell("created", &born(&id));
        for attachment in objects(card.get("attachments")) {
            if !is_so(attachment.get("isUpload")) {
                rows.cell("attachment", &text_of(attachment, "url"));
            }
        }
        self.custom(rows, card);
        add_cells(rows, card, LEFT, notes);
    }

    fn custom(&self, rows: &mut Gathering, card: &JsonRecord) {
        for item in objects(card.get("customFieldItems")) {
            let id = text_of(item, "idCustomField");
            let name = self.fields.get(&id).unwrap_or(&id);
            let choice = self.choices.get(&text_of(item, "idValue")).cloned();
            let value = item.get("value").and_then(Value::as_object);
            let value = value.and_then(|value| value.values().find_map(text));
            let role = Some(Role::of(name)).filter(|role| role.counts());
            let column = format!("Custom field ({name})");
            rows.cell_as(
                &column,
                role.unwrap_or(Role::Extra),
                &choice.or(value).unwrap_or_default(),
            );
        }
    }
}

/// The points at the beginning of a title, as in `(5) Pay by invoice`, and the rest.
fn pointed(name: &str) -> (&str, &str) {
    let parts = name
        .trim()
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'));
    match parts {
        Some((points, rest))
            if !rest.trim().is_empty() && matches!(cells::size(points), Size::Is(_)) =>
        {
            (points, rest)
        }
        Some(_) | None => ("", name),
    }
}

/// The day a card was made: its id begins with the moment.
fn born(id: &str) -> String {
    let moment = id.get(..8).filter(|_| id.len() == 24);
    let moment = moment.and_then(|digits| i64::from_str_radix(digits, 16).ok());
    let moment = moment.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    moment.map_or_else(String::new, |moment| moment.date_naive().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_in_front_of_a_title_are_its_size() {
        assert_eq!(pointed("(5) Pay"), ("5", " Pay"));
        assert_eq!(pointed("(0.5)Pay"), ("0.5", "Pay"));
        for name in ["Pay (5)", "(soon) Pay", "(5)", "(?) Pay", "(2", ""] {
            assert_eq!(pointed(name), ("", name));
        }
    }

    #[test]
    fn ids_tell_the_day() {
        assert_eq!(born("5b0444a892cac8a91ce4ac63"), "2018-05-22");
        assert_eq!(born("hashcard7"), "");
        assert_eq!(born("zzzzzzzz92cac8a91ce4ac63"), "");
    }
}
