//! Trackers of which nothing but the names has to be known: rows of data.

use super::super::prose::Markup;
use super::super::role::Role;
use super::{Dialect, clickup, rally, trello};
use crate::model::item::{Sort, State};

/// Redmine; its names are in the language of whoever exports.
pub(in super::super) const REDMINE: Dialect = Dialect {
    format: "Redmine CSV",
    about: "A list of issues as Redmine exports it.",
    tool: "Redmine",
    lost: "files, history, time entries, watchers, and columns the list did not have",
    marks: &[
        &["#", "tracker", "subject"],
        &["#", "status", "subject"],
        &["#", "tracker", "thema"],
        &["#", "tracker", "sujet"],
    ],
    names: &[
        (Role::Key(0), "#"),
        (Role::Closed, "closed"),
        (Role::Extra, "category, estimated time, private"),
    ],
    states: &[(State::Doing, "feedback")],
    ..Dialect::PLAIN
};

pub(in super::super) const CLICKUP: Dialect = Dialect {
    format: "ClickUp CSV",
    about: "Tasks as ClickUp exports them.",
    tool: "ClickUp",
    lost: "attachments, comments' threads, history, time entries, dependencies",
    marks: &[&["task id", "task name"], &["task custom id", "task name"]],
    names: &[
        (Role::Key(0), "task custom id, custom id"),
        (Role::Key(1), "task id"),
        (Role::Title(0), "task name"),
        (
            Role::Note(Markup::Plain),
            "task content, task description, content",
        ),
        (Role::Size(0), "sprint points, points"),
        (Role::Sort, "task type"),
        (Role::Closed, "date closed, date done"),
        (Role::Began(State::Funnel), "date created"),
        (Role::Extra, "due date text, date updated"),
    ],
    settle: clickup::settle,
    markup: Markup::Markdown,
    ..Dialect::PLAIN
};

pub(in super::super) const MONDAY: Dialect = Dialect {
    format: "Monday table",
    about: "A board as monday.com exports it, group after group.",
    tool: "Monday",
    lost: "updates, files, history, automations, mirrored columns",
    marks: &[
        &["name", "subitems"],
        &["name", "item id (auto generated)"],
        &["name", "person", "status"],
        &["name", "owner", "status", "timeline"],
    ],
    names: &[
        (Role::Key(0), "item id, item id (auto generated), pulse id"),
        (Role::Sort, "type, item type"),
        (Role::Due, "date, due date, deadline"),
        (Role::Size(1), "estimation, estimated sp, story points"),
    ],
    states: &[(
        State::Doing,
        "working on it, stuck, waiting for review, pending deploy",
    )],
    ..Dialect::PLAIN
};

pub(in super::super) const SHORTCUT: Dialect = Dialect {
    format: "Shortcut CSV",
    about: "Stories as Shortcut exports them.",
    tool: "Shortcut",
    lost: "comments, files, history, branches",
    marks: &[
        &["id", "name", "requester", "is completed"],
        &["id", "name", "is archived", "epic id"],
    ],
    names: &[
        (Role::Owner, "owners"),
        (Role::Size(0), "estimate"),
        (Role::Closed, "is completed, completed at"),
        (Role::Archived, "is archived"),
        (
            Role::Extra,
            "is blocked, is a blocker, epic state, epic labels, tasks",
        ),
    ],
    markup: Markup::Markdown,
    ..Dialect::PLAIN
};

pub(in super::super) const RALLY: Dialect = Dialect {
    format: "Rally CSV",
    about: "Stories, defects and features as Rally exports them.",
    tool: "Rally",
    lost: "attachments, discussions, history, test results",
    marks: &[&["formatted id", "name"]],
    names: &[
        (Role::Key(0), "formatted id"),
        (Role::State, "schedule state, flow state"),
        (Role::Size(0), "plan estimate"),
        (
            Role::Size(3),
            "refined estimate, preliminary estimate value",
        ),
        (Role::Requester, "created by, submitted by"),
        (Role::Closed, "accepted date, closed date"),
        (Role::Extra, "blocked, defects, tasks"),
    ],
    states: &[
        (State::Ready, "defined"),
        (State::Doing, "in-progress, completed"),
        (State::Done, "accepted, released"),
    ],
    settle: rally::settle,
    markup: Markup::Html,
    ..Dialect::PLAIN
};

pub(in super::super) const YOUTRACK: Dialect = Dialect {
    format: "YouTrack CSV",
    about: "Issues as YouTrack exports them.",
    tool: "YouTrack",
    lost: "attachments, comments, history, work items, votes",
    marks: &[
        &["issue id", "summary", "state"],
        &["issue id", "summary", "subsystem"],
        &["issue id", "summary", "reporter"],
    ],
    names: &[
        (Role::Key(0), "issue id"),
        (Role::Size(0), "story points"),
        (Role::Extra, "estimation, votes"),
    ],
    markup: Markup::Markdown,
    ..Dialect::PLAIN
};

pub(in super::super) const GITLAB: Dialect = Dialect {
    format: "GitLab CSV",
    about: "Issues as GitLab exports them.",
    tool: "GitLab",
    lost: "comments, attachments, history, related issues, merge requests",
    marks: &[
        &["issue id", "title", "author username"],
        &["issue id", "title", "weight"],
        &["title", "author username", "weight"],
    ],
    names: &[
        (Role::Key(0), "issue id"),
        (Role::Size(0), "weight"),
        (Role::Closed, "closed at (utc)"),
        (Role::Requester, "author"),
        (
            Role::Extra,
            "author username, assignee username, locked, confidential",
        ),
    ],
    markup: Markup::Markdown,
    ..Dialect::PLAIN
};

pub(in super::super) const PIVOTAL: Dialect = Dialect {
    format: "Pivotal Tracker CSV",
    about: "Stories as Pivotal Tracker exported them, in its older and newer form.",
    tool: "Pivotal Tracker",
    lost: "attachments, comments' authors, history, reviews",
    marks: &[
        &["id", "story", "current state"],
        &["id", "title", "current state"],
        &["title", "current state", "requested by"],
    ],
    names: &[
        (Role::Title(0), "story, title"),
        (Role::Sort, "story type, type"),
        (Role::Closed, "accepted at"),
        (Role::Due, "deadline"),
        (
            Role::Extra,
            "task, task status, comment, blocker, blocker status",
        ),
    ],
    states: &[
        (State::Funnel, "unscheduled"),
        (State::Planned, "planned"),
        (State::Doing, "finished, delivered, rejected"),
    ],
    markup: Markup::Markdown,
    ..Dialect::PLAIN
};

pub(in super::super) const PRODUCTBOARD: Dialect = Dialect {
    format: "Productboard CSV",
    about: "Features as Productboard exports them.",
    tool: "Productboard",
    lost: "insights, notes, history, portal cards, scores of drivers",
    marks: &[
        &["feature name", "productboard url"],
        &["name", "productboard url"],
        &["feature name", "feature id", "component"],
        &["name", "hierarchy path"],
    ],
    names: &[
        (Role::Key(0), "feature id, id"),
        (Role::Key(1), "uuid"),
        (
            Role::Note(Markup::Plain),
            "description, feature description",
        ),
        (Role::Link, "productboard url, url"),
        (Role::Size(2), "effort"),
        (Role::Score, "user impact score, priority score, score"),
        (Role::Sort, "type, entity type"),
        (Role::Due, "timeframe end, end date, due date"),
    ],
    states: &[
        (State::Funnel, "new idea, candidate, under consideration"),
        (State::Planned, "planned"),
    ],
    sorts: &[(Sort::Feature, "feature, subfeature, component, product")],
    markup: Markup::Html,
    ..Dialect::PLAIN
};

pub(in super::super) const GITHUB_PROJECT: Dialect = Dialect {
    format: "GitHub Projects TSV",
    about: "A view of a project as GitHub exports it.",
    tool: "GitHub",
    lost: "descriptions, comments, history, and fields the view did not show",
    marks: &[
        &["title", "url", "linked pull requests"],
        &["title", "url", "sub-issues progress"],
        &["title", "url", "repository"],
        &["title", "url", "assignees", "status"],
    ],
    names: &[
        (Role::Size(0), "estimate, points, story points"),
        // A choice such as XS to XL.
        (Role::Extra, "size, effort"),
        (Role::Due, "target date, end date, due date"),
    ],
    ..Dialect::PLAIN
};

pub(in super::super) const TRELLO: Dialect = Dialect {
    format: "Trello CSV",
    about: "A board as Trello exports it in a table.",
    tool: "Trello",
    lost: "comments, files, checklists' entries, history, covers, automation rules",
    marks: &[&["card id", "card name"]],
    names: &[
        (Role::Key(0), "card id, short link"),
        (Role::Title(0), "card name"),
        (Role::State, "list name"),
        (Role::Note(Markup::Plain), "card description"),
        (Role::Link, "card url"),
        (Role::Owner, "members"),
        (Role::Closed, "due complete, due reminder complete"),
        (Role::Archived, "archived, card archived, closed"),
    ],
    settle: trello::settle,
    markup: Markup::Markdown,
    ..Dialect::PLAIN
};
