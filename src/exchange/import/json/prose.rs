//! Prose: the document trees Jira writes descriptions in, as plain text.
//!
//! Owns what each kind of node looks like in text. A kind it does not know gives what is inside it.

use serde_json::Value;

use super::{JsonRecord, all, text_of};

/// Whether an object is a document tree.
pub(super) fn is_document(object: &JsonRecord) -> bool {
    object.get("type").and_then(Value::as_str) == Some("doc") && object.contains_key("content")
}

/// The text of a document tree, or of anything else that is one.
pub(super) fn text(document: &Value) -> String {
    let mut out = String::new();
    write(document, &mut out);
    out.trim().to_owned()
}

/// Writes a node; the reader of the file has bounded how deep nodes are.
fn write(node: &Value, out: &mut String) {
    let Some(node) = node.as_object() else {
        return;
    };
    let attribute = |name| match node.get("attrs").and_then(Value::as_object) {
        Some(attributes) => text_of(attributes, name),
        None => String::new(),
    };
    match node.get("type").and_then(Value::as_str).unwrap_or_default() {
        "text" => out.push_str(&text_of(node, "text")),
        "hardBreak" => out.push('\n'),
        "mention" | "status" => out.push_str(&attribute("text")),
        "emoji" => match attribute("text") {
            text if text.is_empty() => out.push_str(&attribute("shortName")),
            text => out.push_str(&text),
        },
        "inlineCard" | "blockCard" | "embedCard" => out.push_str(&attribute("url")),
        "date" => out.push_str(&day(&attribute("timestamp"))),
        "rule" => line(out, "---"),
        "media" | "mediaInline" => out.push_str("[attachment]"),
        "bulletList" | "decisionList" => list(node, out, |_| "- ".to_owned()),
        "taskList" => list(node, out, |item| {
            let done = item.pointer("/attrs/state").and_then(Value::as_str) == Some("DONE");
            if done { "- [x] " } else { "- [ ] " }.to_owned()
        }),
        "orderedList" => {
            let mut number = attribute("order").parse().unwrap_or(1_u32);
            list(node, out, |_| {
                number = number.saturating_add(1);
                format!("{}. ", number.saturating_sub(1))
            });
        }
        "tableRow" => {
            let cell = |cell: &&Value| text(cell).replace('\n', " ");
            let cells: Vec<String> = all(node.get("content")).iter().map(cell).collect();
            line(out, &cells.join(" | "));
        }
        "expand" | "nestedExpand" => {
            line(out, &attribute("title"));
            inside(node, out);
        }
        "paragraph" | "heading" | "codeBlock" | "blockquote" | "panel" | "mediaSingle"
        | "mediaGroup" => {
            start(out);
            inside(node, out);
            out.push('\n');
        }
        _ => inside(node, out),
    }
}

fn inside(node: &JsonRecord, out: &mut String) {
    for child in all(node.get("content")) {
        write(child, out);
    }
}

/// Writes each entry of a list behind its mark, with its further lines below it.
fn list(node: &JsonRecord, out: &mut String, mut mark: impl FnMut(&Value) -> String) {
    for item in all(node.get("content")) {
        let mut inner = String::new();
        if let Some(item) = item.as_object() {
            inside(item, &mut inner);
        }
        line(
            out,
            &format!("{}{}", mark(item), inner.trim().replace('\n', "\n  ")),
        );
    }
}

fn line(out: &mut String, text: &str) {
    if !text.is_empty() {
        start(out);
        out.push_str(text);
        out.push('\n');
    }
}

/// Begins a line, where one is not begun already.
fn start(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
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
        check(&node("table", &format!("{row},{row}")), "a | b\na | b");
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
