//! Trackers whose JSON needs no more than names: rows of data.
//!
//! Owns which name or path of a record is what. Where the list of records stands does not matter.

use serde_json::Value;

use super::super::gathering::Gathering;
use super::super::notes::{Note, Notes};
use super::super::prose::Markup;
use super::super::role::Role;
use super::super::table::ImportTable;
use super::super::{ImportFormat, ImportWatch, Reads};
use super::document::JsonDocument;
use super::shape::Marks;
use super::{ENDINGS, JsonRecord, add_cell_as, all, first_of, is_among, objects, text, text_of};
use crate::model::item::State;

/// The JSON of a tracker.
#[derive(Debug)]
pub(in super::super) struct JsonTracker {
    format: &'static str,
    about: &'static str,
    tool: &'static str,
    lost: &'static str,
    /// Lists of names; records that have all of one are of this tracker.
    pub marks: Marks,
    /// Where values stand, steps between `/`, and the name and role of their column.
    values: &'static [(&'static str, &'static str, Role)],
    /// Names that are not taken, beside the first steps of those above.
    left: &'static str,
    /// Fields that people made: the list, the name of each, and what may hold its value.
    own: Option<(&'static str, &'static str, &'static [&'static str])>,
}

/// The trackers, in the order of the list of formats.
pub(in super::super) const ASANA: JsonTracker = JsonTracker {
    format: "Asana JSON",
    about: "Tasks as Asana's interface or its JSON export gives them.",
    tool: "Asana",
    lost: "comments, attachments, history, likes, and the order in a board",
    marks: &[
        &["gid", "name", "resource_type", "completed"],
        &["gid", "name", "memberships"],
        &["gid", "name", "completed_at"],
    ],
    values: &[
        ("gid", "Task ID", Role::Key(0)),
        ("name", "Name", Role::Title(0)),
        ("notes", "Notes", Role::Note(Markup::Plain)),
        ("memberships/section", "Section/Column", Role::State),
        ("memberships/project", "Projects", Role::Extra),
        ("projects", "Projects", Role::Extra),
        ("completed", "Completed", Role::Closed),
        ("completed_at", "Completed At", Role::Closed),
        ("due_on", "Due Date", Role::Due),
        ("due_at", "Due Date", Role::Due),
        ("assignee", "Assignee", Role::Owner),
        ("created_by", "Created By", Role::Requester),
        ("tags", "Tags", Role::Label),
        ("parent/gid", "Parent task", Role::Extra),
        ("dependencies/gid", "Blocked By", Role::NEEDS),
        ("dependents/gid", "Blocking", Role::NEEDED_BY),
        ("permalink_url", "Link", Role::Link),
    ],
    left: "resource_type html_notes followers hearts likes num_hearts num_likes hearted liked workspace assignee_status assignee_section subtasks stories attachments approval_status",
    own: Some((
        "custom_fields",
        "name",
        &["display_value", "number_value", "text_value"],
    )),
};

pub(in super::super) const REDMINE: JsonTracker = JsonTracker {
    format: "Redmine JSON",
    about: "Issues as Redmine's interface gives them.",
    tool: "Redmine",
    lost: "attachments, journals, watchers, time entries, relations",
    marks: &[&["id", "subject", "tracker"], &["id", "subject", "status"]],
    values: &[
        ("id", "#", Role::Key(0)),
        ("subject", "Subject", Role::Title(0)),
        ("tracker", "Tracker", Role::Sort),
        ("status", "Status", Role::State),
        ("description", "Description", Role::Note(Markup::Plain)),
        ("assigned_to", "Assignee", Role::Owner),
        ("author", "Author", Role::Requester),
        ("due_date", "Due date", Role::Due),
        ("closed_on", "Closed", Role::Closed),
        ("parent/id", "Parent task", Role::Extra),
        ("fixed_version", "Target version", Role::Extra),
        ("tags", "Tags", Role::Label),
    ],
    left: "journals attachments watchers changesets relations children",
    own: Some(("custom_fields", "name", &["value"])),
};

pub(in super::super) const AZURE: JsonTracker = JsonTracker {
    format: "Azure DevOps JSON",
    about: "Work items as the interface of Azure DevOps gives them.",
    tool: "Azure DevOps",
    lost: "links other than parents, attachments, comments, history",
    marks: &[&["id", "fields.System.Title"]],
    values: &[
        ("id", "ID", Role::Key(0)),
        ("fields/System.Title", "Title", Role::Title(0)),
        ("fields/System.WorkItemType", "Work Item Type", Role::Sort),
        ("fields/System.State", "State", Role::State),
        ("fields/System.AssignedTo", "Assigned To", Role::Owner),
        ("fields/System.CreatedBy", "Created By", Role::Requester),
        (
            "fields/System.Description",
            "Description",
            Role::Note(Markup::Html),
        ),
        ("fields/System.Tags", "Tags", Role::Labels),
        ("fields/System.AreaPath", "Area Path", Role::Extra),
        ("fields/System.IterationPath", "Iteration Path", Role::Extra),
        ("fields/System.Parent", "Parent", Role::Extra),
        (
            "fields/System.CreatedDate",
            "Created Date",
            Role::Began(State::Funnel),
        ),
        (
            "fields/Microsoft.VSTS.Common.ActivatedDate",
            "Activated Date",
            Role::Began(State::Doing),
        ),
        ("fields/System.ChangedDate", "Changed Date", Role::Extra),
        (
            "fields/Microsoft.VSTS.Scheduling.StoryPoints",
            "Story Points",
            Role::Size(0),
        ),
        (
            "fields/Microsoft.VSTS.Scheduling.Effort",
            "Effort",
            Role::Size(2),
        ),
        (
            "fields/Microsoft.VSTS.Scheduling.Size",
            "Size",
            Role::Size(3),
        ),
        (
            "fields/Microsoft.VSTS.Scheduling.TargetDate",
            "Target Date",
            Role::Due,
        ),
        (
            "fields/Microsoft.VSTS.Scheduling.DueDate",
            "Due Date",
            Role::Due,
        ),
        (
            "fields/Microsoft.VSTS.Common.ClosedDate",
            "Closed Date",
            Role::Closed,
        ),
        (
            "fields/Microsoft.VSTS.Common.Priority",
            "Priority",
            Role::Extra,
        ),
        (
            "fields/Microsoft.VSTS.Common.StackRank",
            "Stack Rank",
            Role::Extra,
        ),
        (
            "fields/Microsoft.VSTS.Common.BacklogPriority",
            "Backlog Priority",
            Role::Extra,
        ),
        (
            "fields/Microsoft.VSTS.Common.BusinessValue",
            "Business Value",
            Role::Score,
        ),
        (
            "fields/Microsoft.VSTS.Common.TimeCriticality",
            "Time Criticality",
            Role::Score,
        ),
        ("_links/html/href", "Link", Role::Link),
    ],
    left: "rev url relations commentVersionRef",
    own: None,
};

pub(in super::super) const GITLAB: JsonTracker = JsonTracker {
    format: "GitLab JSON",
    about: "Issues as GitLab's REST or GraphQL interface gives them.",
    tool: "GitLab",
    lost: "comments, attachments, history, merge requests, time tracking",
    marks: &[&["iid", "title", "web_url"], &["iid", "title", "webUrl"]],
    values: &[
        ("iid", "Issue ID", Role::Key(0)),
        ("title", "Title", Role::Title(0)),
        ("description", "Description", Role::Note(Markup::Markdown)),
        ("state", "State", Role::State),
        ("labels", "Labels", Role::Label),
        ("assignees", "Assignee", Role::Owner),
        ("assignee", "Assignee", Role::Owner),
        ("author", "Author", Role::Requester),
        ("due_date", "Due Date", Role::Due),
        ("dueDate", "Due Date", Role::Due),
        ("weight", "Weight", Role::Size(0)),
        ("closed_at", "Closed At", Role::Closed),
        ("closedAt", "Closed At", Role::Closed),
        ("issue_type", "Type", Role::Sort),
        ("milestone", "Milestone", Role::Extra),
        ("iteration", "Iteration", Role::Extra),
        ("epic/title", "Epic", Role::Extra),
        ("web_url", "URL", Role::Link),
        ("webUrl", "URL", Role::Link),
    ],
    left: "id project_id type references time_stats _links task_completion_status upvotes downvotes \
        user_notes_count merge_requests_count closed_by discussion_locked has_tasks blocking_issues_count \
        subscribed moved_to_id service_desk_reply_to epic_iid severity imported imported_from __typename",
    own: None,
};

pub(in super::super) const GITHUB_PROJECT: JsonTracker = JsonTracker {
    format: "GitHub Projects JSON",
    about: "The items of a project as `gh project item-list --format json` or GraphQL give them.",
    tool: "GitHub",
    lost: "pull requests, comments, history, and fields that were not asked for",
    marks: &[
        &["content", "content.title", "fieldValues"],
        &["content", "content.type", "title"],
        &["content", "content.title", "status"],
    ],
    values: &[
        ("title", "Title", Role::Title(0)),
        ("content/title", "Title", Role::Title(0)),
        ("content/body", "Description", Role::Note(Markup::Markdown)),
        ("content/url", "URL", Role::Link),
        ("content/repository", "Repository", Role::Extra),
        ("content/assignees", "Assignees", Role::Owner),
        ("content/labels", "Labels", Role::Label),
        ("status", "Status", Role::State),
        ("assignees", "Assignees", Role::Owner),
        ("labels", "Labels", Role::Label),
        ("milestone", "Milestone", Role::Extra),
        ("iteration", "Iteration", Role::Extra),
    ],
    left: "id",
    own: Some((
        "fieldValues",
        "field",
        &["name", "text", "number", "date", "title"],
    )),
};

impl JsonTracker {
    /// Its row in the list of formats.
    pub const fn as_format(&'static self) -> ImportFormat {
        ImportFormat {
            name: self.format,
            about: self.about,
            endings: ENDINGS,
            tool: self.tool,
            lost: self.lost,
            reads: Reads::Tracker(self),
        }
    }

    /// Reads the records at a place.
    pub fn read(
        &self,
        document: &JsonDocument<'_>,
        place: &str,
        notes: &mut Notes,
        watch: &mut ImportWatch<'_>,
    ) -> Option<ImportTable> {
        document.gather(place, &[], notes, watch, |rows, record, notes| {
            self.take(rows, record, notes);
        })
    }

    fn take(&self, rows: &mut Gathering, record: &JsonRecord, notes: &mut Notes) {
        let content = record.get("content");
        let kind = content.and_then(|content| content.get("type"));
        let kind = kind.or_else(|| record.get("type")).and_then(Value::as_str);
        if kind.is_some_and(|kind| is_among("PullRequest PULL_REQUEST", kind)) {
            return rows.leave_out(Note::NoWork, "pull request", notes);
        }
        let mut filled: Vec<&str> = Vec::new();
        for (path, column, role) in self.values {
            let (first, rest) = path.split_once('/').unwrap_or((*path, ""));
            let texts = found(record.get(first), rest);
            // Of several places for one column the first that is filled counts.
            if texts.is_empty() || filled.contains(column) {
                continue;
            }
            filled.push(column);
            for text in texts {
                rows.cell_as(column, *role, &text);
            }
        }
        let is_taken = |name: &str| {
            let own = self.own.map(|(list, ..)| list);
            let mut firsts = self.values.iter().map(|(path, ..)| path.split('/').next());
            is_among(self.left, name)
                || own == Some(name)
                || firsts.any(|first| first == Some(name))
        };
        for (name, value) in record {
            if !is_taken(name) {
                add_cell_as(rows, name, chosen(name), value, notes);
            }
        }
        if let Some((list, name, values)) = self.own {
            for field in objects(record.get(list)) {
                let name = text_of(field, name);
                let is_title = Role::of(&name).as_title().is_some_and(|rank| rank < 2);
                if !is_title {
                    let column = format!("Custom field ({name})");
                    let value = first_of(field, values.iter().copied());
                    rows.cell_as(&column, chosen(&name), &value);
                }
            }
        }
    }
}

/// What a field that people made is for: sizes, scores, a state, a due day or one on which something began.
fn chosen(name: &str) -> Role {
    let role = Role::of(name);
    if role.counts() || matches!(role, Role::State | Role::Due | Role::Began(_)) {
        role
    } else {
        Role::Extra
    }
}

/// The texts at some steps below a value; a list has those of each entry.
fn found(value: Option<&Value>, steps: &str) -> Vec<String> {
    let values = all(value).into_iter();
    if steps.is_empty() {
        return values.filter_map(text).collect();
    }
    let (name, rest) = steps.split_once('/').unwrap_or((steps, ""));
    let below = values.filter_map(|value| value.get(name));
    below.flat_map(|value| found(Some(value), rest)).collect()
}
