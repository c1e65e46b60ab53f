//! GitHub: issues from its REST interface, its search, GraphQL, or `gh issue list --json`.
//!
//! Owns what the fields of an issue mean. Pull requests are no issues.

use serde_json::Value;

use super::super::gathering::Gathering;
use super::super::notes::{Note, Notes};
use super::super::prose::Markup;
use super::super::role::Role;
use super::super::{ImportFormat, Reads};
use super::shape::Marks;
use super::{JsonRecord, add_cells, first_of, is_so, text, text_of};

/// Its row in the list of formats.
pub(in super::super) const FORMAT: ImportFormat = ImportFormat {
    name: "GitHub JSON",
    about: "Issues as GitHub's REST interface, its search, GraphQL or `gh issue list --json` give them.",
    endings: super::ENDINGS,
    tool: "GitHub",
    lost: "pull requests, comments, reactions, sub-issues, history, fields of projects such as status or size",
    reads: Reads::Named(MARKS, |document, place, notes, watch| {
        document.gather(place, ROLES, notes, watch, take)
    }),
};

const MARKS: Marks = &[
    &["number", "title", "html_url"],
    &["number", "title", "url"],
];

const ROLES: &[(&str, Role)] = &[
    ("key", Role::Key(0)),
    ("title", Role::Title(0)),
    ("body", Role::Note(Markup::Markdown)),
    ("state", Role::State),
    ("reason", Role::Resolution),
    ("closed_at", Role::Closed),
    ("closedAt", Role::Closed),
    ("type", Role::Sort),
    ("issueType", Role::Sort),
    ("labels", Role::Label),
    ("assignees", Role::Owner),
    ("user", Role::Requester),
    ("author", Role::Requester),
    ("html_url", Role::Link),
];

/// What is read in its own way, stands twice, or is an address or number of the interface.
const LEFT: &str = "active_lock_reason assignee author_association body_html body_text \
    closed closed_by comments comments_url draft events_url html_url id isPinned isPullRequest \
    issue_dependencies_summary issue_field_values labels_url locked milestone node_id number \
    performed_via_github_app pinned_comment pull_request reactionGroups reactions repository \
    repository_url score stateReason state_reason sub_issues_summary text_matches timeline_url \
    url __typename";

fn take(rows: &mut Gathering, issue: &JsonRecord, notes: &mut Notes) {
    let link = first_of(issue, ["html_url", "url"]);
    let is_pull = is_so(issue.get("pull_request"))
        || is_so(issue.get("isPullRequest"))
        || text_of(issue, "__typename") == "PullRequest"
        || link.contains("/pull/");
    if is_pull {
        return rows.leave_out(Note::NoWork, "pull request", notes);
    }
    let number = text_of(issue, "number");
    if !number.is_empty() {
        rows.cell("key", &format!("{}#{number}", repository(issue, &link)));
    }
    rows.cell("html_url", &link);
    let reason = first_of(issue, ["state_reason", "stateReason"]);
    rows.cell("reason", &reason.to_lowercase().replace('_', " "));
    add_cells(rows, issue, LEFT, notes);
    if !issue.contains_key("assignees")
        && let Some(assignee) = issue.get("assignee").and_then(text)
    {
        rows.cell("assignees", &assignee);
    }
    if let Some(milestone) = issue.get("milestone").and_then(Value::as_object) {
        rows.cell("milestone", &text_of(milestone, "title"));
        rows.cell("milestone due", &first_of(milestone, ["due_on", "dueOn"]));
    }
}

/// The name of the repository an issue is in; empty where nothing tells.
fn repository<'i>(issue: &'i JsonRecord, link: &'i str) -> &'i str {
    let api = issue.get("repository_url").and_then(Value::as_str);
    let of = api.or_else(|| link.rsplit_once("/issues/").map(|(before, _)| before));
    of.and_then(|url| url.rsplit('/').next())
        .unwrap_or_default()
}
