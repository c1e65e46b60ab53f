//! Roles: what the header names of other trackers mean.
//!
//! Owns the table of names. A name means the same whatever its case; what is not in the table is
//! kept as it stands. Values of cells are read in `cells` and `words`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::dialect::Dialect;
use super::draft::NeedDirection;
use super::mapping::ColumnTarget;
use super::table::ImportColumn;
use crate::exchange::sheet;

/// What a column is for. Where several columns could serve, the lower rank is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The item's own id, in a table that evenkeel wrote.
    Id {
        /// Whether its cells stand as they are, formulas or not.
        is_raw: bool,
    },
    Title(u8),
    Key(u8),
    Sort,
    State,
    /// Jira's status category: to do, in progress, done.
    Category,
    /// Why something was closed.
    Resolution,
    /// The day something was closed; it is kept, too.
    Closed,
    /// Filled where something is put away for good.
    Archived,
    Labels,
    /// One label, whatever is in it.
    Label,
    Note,
    /// A description written as a web page.
    Html,
    Size(u8),
    Owner,
    Requester,
    Due,
    Link,
    References(NeedDirection),
    /// A field of the item by position, read as its type says.
    Field(usize),
    /// A score somebody else typed or computed; kept, never used.
    Score,
    /// A result of weighted shortest job first; kept, never used, and compared with ours.
    Wsjf,
    /// Known by name and kept as it is.
    Extra,
    /// Left out, because a person said so.
    Left,
    /// Not known; kept as it is.
    Other,
}

/// Roles, each with names of columns that have it, in lower case and between commas.
pub(super) type RoleNames = &'static [(Role, &'static str)];

/// The names that mean the same everywhere. Jira also translates them; some of these are here.
const NAMES: RoleNames = spellings! { Role:
    Title(0) "summary, title, issue title, feature name, тема, zusammenfassung, titel";
    Title(0) "résumé";
    Title(1) "name";
    Title(2) "feature, funktion, user story, item";
    Key(0) "issue key, issuekey, key, ключ проблемы, vorgangsschlüssel, identifier";
    Key(0) "reference number";
    Key(1) "issue, task id, work item id";
    Key(2) "id";
    Sort "issue type, work item type, type, kind, тип задачи, vorgangstyp";
    State "status, state, state name, section/column, статус";
    Category "status category";
    Resolution "resolution";
    Closed "resolved, resolved date, completed at, completed";
    Labels "labels, label, tags, метки, stichwörter";
    Note "description, issue description, body, notes, описание, beschreibung";
    Note "bemerkung";
    Size(0) "story points, story point, storypoints, storypoint";
    Size(1) "story point estimate";
    Size(2) "points, estimate, estimation, job size, jobgröße";
    Size(3) "size, effort";
    Owner "assignee, assignees, assigned to, owner, исполнитель";
    Requester "reporter, requester, requested by, автор";
    Due "due date, due, target date, срок исполнения";
    Link "url, link, html url, issue url";
    NEEDS "blocked by, blocked by (dependencies), depends on, predecessors";
    NEEDED_BY "blocks, blocking, blocking (dependencies)";
    Wsjf "wsjf, wsjf score";
    Score "cost of delay, business value, user-business value, time criticality";
    Score "rr/oe, aha! score, geschäftswert, zeitkritikalität, risikominderung";
    Extra "priority, приоритет, issue id, parent, parent id, parent key, project";
    Extra "sprint, created, updated, components";
};

/// The same, to look names up: lines of thousands of cells are searched for them.
static BY_NAME: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| {
    let rows = NAMES.iter();
    rows.flat_map(|(role, names)| names.split(", ").map(|name| (name, *role)))
        .collect()
});

impl Role {
    /// The items that the one of the row needs first.
    pub const NEEDS: Self = Self::References(NeedDirection::NeedsThat);
    /// The items that need the one of the row first.
    pub const NEEDED_BY: Self = Self::References(NeedDirection::NeededByThat);

    /// What a column of this name is for.
    pub fn of(name: &str) -> Self {
        let plain = plain(name);
        if let Some(role) = BY_NAME.get(plain.as_str()) {
            return *role;
        }
        if let Some((before, inner)) = plain.strip_suffix(')').and_then(|t| t.split_once(" (")) {
            return in_parentheses(before, inner);
        }
        // Azure DevOps writes a tree as `Title 1`, `Title 2`, of which one is filled.
        let level = plain.strip_prefix("title ");
        if level.is_some_and(|level| level.len() < 3 && level.bytes().all(|b| b.is_ascii_digit())) {
            return Self::Title(0);
        }
        Self::Other
    }

    /// The rank of a title.
    pub const fn as_title(self) -> Option<u8> {
        if let Self::Title(rank) = self {
            Some(rank)
        } else {
            None
        }
    }

    /// The rank of a key.
    pub const fn as_key(self) -> Option<u8> {
        if let Self::Key(rank) = self {
            Some(rank)
        } else {
            None
        }
    }

    /// Whether it is a size or a score, which fields that people name themselves often are.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Size(_) | Self::Score)
    }

    /// Whether a header with this column is more than a row of words.
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Other)
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
        | sheet::SheetColumn::Computed(_)
        | sheet::SheetColumn::Field(_)) => column.name().into_owned(),
    };
    ImportColumn { name, role }
}

/// The role of `Custom field (Story Points)` or `Outward issue link (Blocks)`.
fn in_parentheses(before: &str, inner: &str) -> Role {
    let outward = match before {
        "custom field" => {
            let role = Role::of(inner);
            let counts = matches!(role, Role::Size(0 | 1) | Role::Score | Role::Wsjf);
            return if counts { role } else { Role::Extra };
        }
        "outward issue link" | "внешняя ссылка на проблему" => true,
        "inward issue link" | "внутренняя ссылка на проблему" => false,
        _ => return Role::Other,
    };
    // Outward (Blocks): this one blocks that one. Outward (Depends): this one depends on that one.
    match (inner.starts_with("block"), inner.starts_with("depend")) {
        (true, _) if outward => Role::NEEDED_BY,
        (true, _) => Role::NEEDS,
        (_, true) if outward => Role::NEEDS,
        (_, true) => Role::NEEDED_BY,
        (false, false) => Role::Extra,
    }
}

/// A name without case, underscores and double spaces.
pub(super) fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace('_', " ");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
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
