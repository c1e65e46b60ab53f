//! What stands beside the cards of a board: lists, people, checklists, custom fields.
//!
//! Owns finding these by id. Knows no card.

use std::collections::HashMap;

use serde_json::Value;

use super::super::document::JsonPart;
use super::super::{JsonRecord, first_of, is_so, objects, text, text_of};

/// What stands beside the cards, by id.
#[derive(Default)]
pub(super) struct TrelloBoard {
    /// The name of each list, and whether it is archived.
    pub lists: HashMap<String, (String, bool)>,
    /// The list of each card, where cards stand in their lists.
    pub list_of: HashMap<String, String>,
    pub members: HashMap<String, String>,
    /// The lines of each card's checklists.
    pub checklists: HashMap<String, String>,
    /// The name of each custom field, and of each choice of one.
    pub fields: HashMap<String, String>,
    pub choices: HashMap<String, String>,
}

impl TrelloBoard {
    /// Reads what the export of a board has beside its cards.
    pub fn read(&mut self, root: JsonPart<'_>) {
        let each = |name: &str, take: &mut dyn FnMut(&JsonRecord)| {
            if let Some(part) = root.get(name) {
                part.objects(take);
            }
        };
        each("lists", &mut |list| self.list(list));
        each("members", &mut |member| {
            self.members
                .insert(text_of(member, "id"), first_of(member, WHO));
        });
        each("checklists", &mut |checklist| {
            let lines = self.checklists.entry(text_of(checklist, "idCard"));
            lines.or_default().push_str(&lines_of(checklist));
        });
        each("customFields", &mut |field| {
            self.fields
                .insert(text_of(field, "id"), text_of(field, "name"));
            for choice in objects(field.get("options")) {
                let name = choice.get("value").and_then(text).unwrap_or_default();
                self.choices.insert(text_of(choice, "id"), name);
            }
        });
    }

    /// Reads lists, and which cards stand in them.
    pub fn read_lists(&mut self, root: JsonPart<'_>) {
        root.each(|part| {
            let field = |name| part.get(name).and_then(JsonPart::text);
            let id = field("id").unwrap_or_default();
            let closed = part.get("closed").is_some_and(JsonPart::is_true);
            let name = field("name").unwrap_or_default();
            self.lists.insert(id.clone(), (name, closed));
            if let Some(cards) = part.get("cards") {
                cards.objects(|card| {
                    self.list_of.insert(text_of(card, "id"), id.clone());
                });
            }
            true
        });
    }

    fn list(&mut self, list: &JsonRecord) {
        let about = (text_of(list, "name"), is_so(list.get("closed")));
        self.lists.insert(text_of(list, "id"), about);
    }
}

/// What a member is called.
pub(super) const WHO: [&str; 2] = ["fullName", "username"];

/// A checklist in lines.
pub(super) fn lines_of(checklist: &JsonRecord) -> String {
    let mut lines = match text_of(checklist, "name") {
        none if none.is_empty() => String::new(),
        name => format!("{name}:\n"),
    };
    for item in objects(checklist.get("checkItems")) {
        let done = item.get("state").and_then(Value::as_str) == Some("complete");
        let mark = if done { "- [x] " } else { "- [ ] " };
        lines = lines + mark + &text_of(item, "name") + "\n";
    }
    lines
}
