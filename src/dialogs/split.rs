//! Splitting a feature into stories: their titles and sizes in one form, added up against the size of the feature, and
//! one step.

use crate::desk::Desk;
use crate::desk::can::has_selected;
use crate::desk::command::{Command, commands};
use crate::desk::notice::quoted;
use crate::dialogs::form::{self, Form};
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::field::Link;
use crate::model::format::count;
use crate::model::item::{Item, State, Tier};
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::record::{Declared, Record};
use crate::scoring::handshake::sum;
use crate::scoring::ratio::Ratio;

crate::record! {
    /// The stories a feature is split into. It is no record of a workspace: items are made from it.
    StorySplit: "split" in "splits", "Split into stories", "Splits" {
        /// The stories, a line each: the title and, behind it, the size: Scan the label 3. Without a number the size is unknown.
        open stories: Vec<String>, "Stories";
    }
}

/// The commands that split.
pub const COMMANDS: &[Command] = commands! {
    Global open changes "Item" "item.split" [] if has_selected,
        "split feature" also ["children", "break down", "story", "stories", "split into stories"]: "Splits the selected item into stories, whose sizes are added up against its own, as one step." => |desk, _| open(desk);
};

/// The title and the size of a line. A number that is a part of a word is no size: PI-27 stays whole.
fn story(line: &str) -> (String, Option<Number>) {
    let signs = [' ', '\t', ';', ',', ':', '=', '|', '('];
    let line = line.trim();
    let bare = ["points", "point", "pts", "pt", "SP"];
    let bare = bare.iter().find_map(|unit| line.strip_suffix(unit));
    let bare = bare.unwrap_or(line).trim_end();
    let title = bare.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let size = bare.strip_prefix(title).map(Number::typed);
    match size {
        Some(Ok(size)) if title.ends_with(signs) => {
            (title.trim_end_matches(signs).to_owned(), Some(size))
        }
        _ => (line.to_owned(), None),
    }
}

fn open(desk: &mut Desk) {
    let Some(item) = desk.selected() else { return };
    let split = StorySplit::new(item.id);
    form::open_for(desk, &split, keep);
    if let Some(form) = desk.top_mut::<Form>() {
        form.says = Some(says);
    }
}

/// The stories as they stand in the form.
fn stories(form: &Form) -> Vec<(String, Option<Number>)> {
    let mut split = StorySplit::new(form.id);
    form.fill(&mut split);
    let lines = split.stories.iter().filter(|line| !line.trim().is_empty());
    lines.map(|line| story(line)).collect()
}

/// The sum of the stories against the size of the feature: `3 stories: 9 of 13 points, 4 left`.
fn says(form: &Form, workspace: &Workspace) -> Vec<String> {
    let Some(item) = workspace.get::<Item>(form.id) else {
        return Vec::new();
    };
    let stories = stories(form);
    let sizes = stories.iter().map(|(_, size)| size.map(Ratio::from));
    let said = sum(sizes, item.size.value.map(Ratio::from));
    vec![
        item.title.clone(),
        format!("{}: {said}", count(stories.len(), "story", "stories")),
    ]
}

/// Makes the stories as one step.
fn keep(desk: &mut Desk) {
    let Some(form) = desk.top::<Form>() else {
        return;
    };
    let (id, stories) = (form.id, stories(form));
    let said = says(form, &desk.workspace);
    let Some(item) = desk.workspace.get::<Item>(id).cloned() else {
        return;
    };
    if stories.is_empty() {
        desk.hint("type a story a line, with its size behind it: Scan the label 3");
        return;
    }
    let made = stories.into_iter().map(|(title, size)| {
        let mut story = Item::new(desk.fresh(Item::KIND));
        (story.title, story.level) = (title, Some(Tier::Story));
        story.parent = Link::new(Some(id));
        story.size = Points {
            value: size,
            ..Points::default()
        };
        story.state = if item.state == State::Done {
            State::Ready
        } else {
            item.state
        };
        story.sort = item.sort;
        story.bucket = item.bucket.clone();
        story.theme = item.theme.clone();
        story.team = item.team.clone();
        story.increment = item.increment.clone();
        story.boxed()
    });
    let edits: Vec<Edit> = made.map(Edit::Insert).collect();
    let label = format!(
        "split {} into {}",
        quoted(&item.title),
        said.last().cloned().unwrap_or_default()
    );
    desk.close();
    desk.commit(&label, edits);
    desk.select(id);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_title_and_a_size() {
        for (line, title, size) in [
            ("Scan the label 3", "Scan the label", Some("3")),
            ("Scan the label; 0,5", "Scan the label", Some("0.5")),
            ("Scan the label = 8 points", "Scan the label", Some("8")),
            ("Scan the label", "Scan the label", None),
            ("Works with PI-27", "Works with PI-27", None),
            ("  13  ", "13", None),
            ("Größe: 5", "Größe", Some("5")),
        ] {
            let (read, points) = story(line);
            assert_eq!(read, title, "{line}");
            assert_eq!(
                points.map(|points| points.to_string()).as_deref(),
                size,
                "{line}"
            );
        }
    }
}
