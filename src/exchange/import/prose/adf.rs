//! The document trees Jira writes descriptions in, as plain text.
//!
//! Owns what each kind of node is. A kind it does not know gives what is inside it.

use serde_json::{Map, Value};

use super::{ATTACHMENT, ProseBlock, WrittenProse};

/// A node with its names.
type Node = Map<String, Value>;

/// Whether an object is a document tree.
pub(in super::super) fn is_document(object: &Node) -> bool {
    object.get("type").and_then(Value::as_str) == Some("doc") && object.contains_key("content")
}

/// The text of a document tree, or of anything else that is one.
pub(in super::super) fn text(document: &Value) -> String {
    let mut out = WrittenProse::default();
    write(document, &mut out);
    out.finish()
}

/// The text under a name; empty where there is none.
fn text_of(node: &Node, name: &str) -> String {
    match node.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Writes a node; the reader of the file has bounded how deep nodes are.
fn write(node: &Value, out: &mut WrittenProse) {
    let Some(node) = node.as_object() else {
        return;
    };
    let attribute = |name| match node.get("attrs").and_then(Value::as_object) {
        Some(attributes) => text_of(attributes, name),
        None => String::new(),
    };
    match node.get("type").and_then(Value::as_str).unwrap_or_default() {
        "text" => {
            let from = out.line.len();
            out.text(&text_of(node, "text"));
            let mut marks = parts(node, "marks").iter();
            let link = marks.find_map(|mark| mark.pointer("/attrs/href")?.as_str());
            out.leads_to(from, link.unwrap_or_default());
        }
        "hardBreak" => out.break_line(),
        "mention" | "status" => out.text(&attribute("text")),
        "emoji" => match attribute("text") {
            text if text.is_empty() => out.text(&attribute("shortName")),
            text => out.text(&text),
        },
        "inlineCard" | "blockCard" | "embedCard" => out.text(&attribute("url")),
        "date" => out.text(&day(&attribute("timestamp"))),
        "rule" => {
            out.text("---");
            out.end(ProseBlock::Paragraph);
        }
        "media" | "mediaInline" => out.text(ATTACHMENT),
        "bulletList" | "decisionList" | "taskList" => list(node, out, None),
        "orderedList" => list(node, out, Some(attribute("order").parse().unwrap_or(1))),
        "taskItem" => {
            out.entry();
            out.task(attribute("state") == "DONE");
            inside(node, out);
        }
        "listItem" | "decisionItem" => {
            out.entry();
            inside(node, out);
        }
        "tableCell" | "tableHeader" => {
            let mut cell = WrittenProse::default();
            inside(node, &mut cell);
            out.text(&cell.finish());
            out.cell();
        }
        "expand" | "nestedExpand" => {
            out.text(&attribute("title"));
            out.end(ProseBlock::Heading);
            inside(node, out);
        }
        "heading" => block(node, out, ProseBlock::Heading),
        "tableRow" => block(node, out, ProseBlock::Row),
        "paragraph" | "codeBlock" | "blockquote" | "panel" | "mediaSingle" | "mediaGroup" => {
            block(node, out, ProseBlock::Paragraph);
        }
        _ => inside(node, out),
    }
}

/// The values of a list below a node.
fn parts<'n>(node: &'n Node, name: &str) -> &'n [Value] {
    let parts = node.get(name).and_then(Value::as_array);
    parts.map_or(&[], Vec::as_slice)
}

fn inside(node: &Node, out: &mut WrittenProse) {
    for child in parts(node, "content") {
        write(child, out);
    }
}

fn block(node: &Node, out: &mut WrittenProse, block: ProseBlock) {
    inside(node, out);
    out.end(block);
}

fn list(node: &Node, out: &mut WrittenProse, from: Option<u32>) {
    out.open_list(from);
    inside(node, out);
    out.close_list();
}

/// The day of a moment in milliseconds; the number itself where it is none.
fn day(moment: &str) -> String {
    let day = moment
        .parse()
        .ok()
        .and_then(chrono::DateTime::from_timestamp_millis);
    day.map_or_else(|| moment.to_owned(), |day| day.date_naive().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_become_lines() {
        let check = |content: &str, expected: &str| {
            let json = format!("{{\"type\": \"doc\", \"content\": [{content}]}}");
            let value = serde_json::from_str(&json).unwrap();
            assert_eq!(text(&value), expected, "{content}");
        };
        let text = |text: &str| format!("{{\"type\": \"text\", \"text\": \"{text}\"}}");
        let node =
            |kind: &str, inner: &str| format!("{{\"type\": \"{kind}\", \"content\": [{inner}]}}");
        let paragraph = |of: &str| node("paragraph", &text(of));
        check(
            &format!("{},{}", node("heading", &text("Why")), paragraph("So.")),
            "Why\nSo.",
        );
        let item = |of: &str| node("listItem", &paragraph(of));
        let inner = node("orderedList", &format!("{},{}", item("x"), item("y")));
        let nested = node("listItem", &format!("{},{inner}", paragraph("b")));
        check(
            &node("bulletList", &format!("{},{nested}", item("a"))),
            "- a\n- b\n  1. x\n  2. y",
        );
        let row = node(
            "tableRow",
            &format!(
                "{},{}",
                node("tableCell", &paragraph("a")),
                node("tableCell", &paragraph("b"))
            ),
        );
        check(&node("table", &format!("{row},{row}")), "a · b\na · b");
        check(
            &node(
                "paragraph",
                "{\"type\": \"mention\", \"attrs\": {\"text\": \"@Ann\"}}, {\"type\": \"hardBreak\"}, {\"type\": \"date\", \"attrs\": {\"timestamp\": \"1700000000000\"}}",
            ),
            "@Ann\n2023-11-14",
        );
        check(
            "{\"type\": \"taskList\", \"content\": [{\"type\": \"taskItem\", \"attrs\": {\"state\": \"DONE\"}, \"content\": [{\"type\": \"text\", \"text\": \"t\"}]}]}",
            "- [x] t",
        );
        check(&node("unheardOf", &paragraph("kept")), "kept");
        check(
            "5, null, {}, {\"type\": 5}, {\"type\": \"text\", \"text\": []}",
            "",
        );
    }
}
