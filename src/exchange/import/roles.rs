//! Roles: what the header names of other trackers mean.
//!
//! Owns the table of names; what columns can be for is in `role`. A name means the same whatever its case; what is not in the table is
//! kept as it stands. Values of cells are read in `cells` and `words`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::claims::FileScore;
use super::dialect::Dialect;
use super::headings::{self, plain};
use super::languages::{INWARD, OUTWARD, TRANSLATED};
use super::mapping::ColumnTarget;
use super::prose::Markup;
use super::role::{Role, RoleNames};
use super::table::ImportColumn;
use crate::exchange::sheet;
use crate::model::item::State;

/// The English names that mean the same everywhere.
const NAMES: RoleNames = spellings! { Role:
    Title(0) "summary, title, subject, issue title, feature name";
    Title(1) "name";
    Title(2) "feature, user story, item, requirement, work item, backlog item, use case, capability";
    Title(4) "epic name, initiative name, theme name";
    Title(3) "story, task, request, deliverable, idea, problem, wish, topic, headline";
    Key(0) "issue key, issuekey, key, identifier, reference number";
    Key(1) "issue, task id, work item id, formatted id, story id, feature id, ticket id, item id";
    Key(1) "bug id, defect id, requirement id, card id, backlog id, reference, ticket, ticket key";
    Key(1) "ref, ref., ref no, ref no., reference no, reference id";
    Key(1) "jira key, jira id, issue number, ticket number, story number";
    Key(2) "id";
    Key(3) "issue id, gid";
    Key(4) "#, nr, nr., no, no., number, nummer, №, numéro, número, epic id";
    Sort "issue type, work item type, type, kind, tracker, entity type, record type";
    State "status, state, state name, section/column, stage, phase, workflow state, workflow status, entity state";
    Category "status category, state category, state type, status type";
    Resolution "resolution";
    Closed "resolved, resolved date, date resolved, completed at, completed, completed date";
    Closed "completion date, date completed, closed at, closed on, closed date, date closed, done date, done, is done";
    Began(State::Funnel) "created, created at, created on, created date, date created, creation date";
    Began(State::Doing) "started, started at, started on, start date, date started, actual start";
    Began(State::Doing) "actual start date, activated date, in progress date, work started";
    Archived "archived, is archived, archived at";
    Labels "labels, tags";
    Note(Markup::Plain) "description, issue description, body, notes, details, content";
    Size(0) "story points, storypoints, storypoint";
    Size(1) "story point estimate, sp";
    Size(2) "points, estimate, estimation, job size, estimate pts., estimate pts, estimate points";
    Size(3) "size, effort";
    Owner "assignee, assigned to, owner, owned by, responsible, assign, person, people";
    Owner "assigned user, assigned users, assigned person, resource names";
    Requester "reporter, requester, requestor, requested by, author, reported by, submitted by";
    Requester "opened by, raised by";
    Due "due date, due, due on, target date, deadline, end date, finish, finish date";
    Link "url, link, html url, issue url";
    NEEDS "blocked by, blocked by (dependencies), depends on, needs first, predecessors, dependencies";
    NEEDED_BY "blocks, blocking, blocking (dependencies)";
    FileScore(FileScore::Wsjf) "wsjf, wsjf score, weighted shortest job first";
    FileScore(FileScore::Rice) "rice, rice score";
    FileScore(FileScore::CostOfDelay) "cost of delay, cod, co d";
    Score "business value, user-business value, time criticality";
    Score "rr/oe, aha! score";
    Extra "priority, parent, parent id, parent key, project";
    Extra "sprint, updated, components, iteration, milestone, release, epic";
};

/// The same and their translations, to look names up: lines of thousands of cells are searched for them.
static BY_NAME: LazyLock<HashMap<String, Role>> = LazyLock::new(|| {
    let rows = TRANSLATED.iter().chain(NAMES);
    let each = |(role, names): &'static (Role, &str)| {
        names
            .split(", ")
            .map(|name| (headings::singular(name), *role))
    };
    rows.flat_map(each).collect()
});

/// The role of a name without case; a plural means what its singular does.
fn named(plain: &str) -> Option<Role> {
    BY_NAME.get(&headings::singular(plain)).copied()
}

impl Role {
    /// What a column of this name is for.
    pub fn of(name: &str) -> Self {
        let plain = plain(name);
        if let Some(role) = named(&plain) {
            return role;
        }
        if let Some((before, inner)) = headings::bracketed(&plain) {
            return in_brackets(before, inner);
        }
        // Azure DevOps writes a tree as `Title 1`, `Title 2`, of which one is filled.
        let level = plain.strip_prefix("title ");
        if level.is_some_and(|level| level.len() < 3 && level.bytes().all(|b| b.is_ascii_digit())) {
            return Self::Title(0);
        }
        match headings::without_noun(&plain).and_then(named) {
            // `Task name` is asked behind `Name`.
            Some(Self::Title(rank)) => Self::Title(rank + 1),
            Some(Self::Key(rank)) => Self::Key(rank + 1),
            Some(role) if role.is_of_item() => role,
            Some(_) | None => Self::Other,
        }
    }
}

/// The columns of a line of names. Of several kinds of title or key the likeliest is used.
pub(super) fn of_header(names: Vec<String>, dialect: Option<&Dialect>) -> Vec<ImportColumn> {
    if let Some(own) = sheet::read_columns(names.iter().map(String::as_str)) {
        return own.into_iter().map(own_column).collect();
    }
    let role = |name: &String| {
        let special = dialect.and_then(|dialect| dialect.role(name));
        special.unwrap_or_else(|| Role::of(name))
    };
    let mut roles: Vec<Role> = names.iter().map(role).collect();
    let title = roles.iter().filter_map(|role| role.as_title()).min();
    let key = roles.iter().filter_map(|role| role.as_key()).min();
    for role in &mut roles {
        let is_second = role.as_title().is_some() && role.as_title() != title
            || role.as_key().is_some() && role.as_key() != key;
        if is_second {
            *role = Role::Extra;
        }
    }
    let column = |(name, role)| ImportColumn { name, role };
    names.into_iter().zip(roles).map(column).collect()
}

/// A column of a table that evenkeel wrote. Only names, keys and what items need is looked up; the rest is
/// read as it was written.
fn own_column(column: sheet::SheetColumn) -> ImportColumn {
    let role = match &column {
        sheet::SheetColumn::Id { is_raw } => Role::Id { is_raw: *is_raw },
        sheet::SheetColumn::Hidden => Role::Hidden,
        sheet::SheetColumn::Imported(_) => Role::Extra,
        sheet::SheetColumn::Computed(_) => Role::Left,
        sheet::SheetColumn::Field(at) => {
            let role = ColumnTarget::Field(*at).role();
            let is_name = role.as_title().is_some() || role.as_key().is_some();
            if is_name || matches!(role, Role::References(_)) {
                role
            } else {
                Role::Field(*at)
            }
        }
    };
    let name = match column {
        sheet::SheetColumn::Imported(name) => name,
        column @ (sheet::SheetColumn::Id { .. }
        | sheet::SheetColumn::Hidden
        | sheet::SheetColumn::Computed(_)
        | sheet::SheetColumn::Field(_)) => column.name().into_owned(),
    };
    ImportColumn { name, role }
}

/// The role of `Custom field (Story Points)`, `Outward issue link (Blocks)` or `Effort (points)`.
fn in_brackets(before: &str, inner: &str) -> Role {
    let leads = |words: &str| words.split(", ").any(|word| before.contains(word));
    let (outward, inward) = (leads(OUTWARD), leads(INWARD));
    if outward || inward {
        // Outward (Blocks): this one blocks that one. Outward (Depends): this one depends on that one.
        return match (inner.starts_with("block"), inner.starts_with("depend")) {
            (true, _) if outward => Role::NEEDED_BY,
            (true, _) => Role::NEEDS,
            (_, true) if outward => Role::NEEDS,
            (_, true) => Role::NEEDED_BY,
            (false, false) => Role::Extra,
        };
    }
    match named(before) {
        // Hours say nothing in points.
        Some(Role::Size(_)) if headings::is_time(inner) => Role::Extra,
        Some(role) => role,
        // A field of somebody's own, in whatever language that is said.
        None => {
            let role = Role::of(inner);
            let counts = matches!(role, Role::Size(0 | 1) | Role::Score | Role::FileScore(_));
            if counts { role } else { Role::Extra }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, role: Role) {
        assert_eq!(Role::of(name), role, "{name}");
    }

    #[test]
    fn names_mean_the_same_in_any_case() {
        check("Summary", Role::Title(0));
        check("ISSUE  KEY", Role::Key(0));
        check("story_points", Role::Size(0));
        check("Title 2", Role::Title(0));
        check("Title x", Role::Other);
        check("Assignee Id", Role::Other);
        check("", Role::Other);
        check("(", Role::Other);
        check(" ()", Role::Other);
    }

    #[test]
    fn custom_fields_give_sizes_and_nothing_else() {
        check("Custom field (Story Points)", Role::Size(0));
        check("Custom field (Story point estimate)", Role::Size(1));
        check("Custom field (Effort)", Role::Extra);
        check("Custom field (Title)", Role::Extra);
        check("Custom field (Business Value)", Role::Score);
    }

    #[test]
    fn links_point_the_right_way() {
        check("Outward issue link (Blocks)", Role::NEEDED_BY);
        check("Inward issue link (Blocks)", Role::NEEDS);
        check("Outward issue link (Depends)", Role::NEEDS);
        check("Inward issue link (Dependency)", Role::NEEDED_BY);
        check("Inward issue link (Relates)", Role::Extra);
    }
}
