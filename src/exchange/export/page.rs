//! Pages: what the HTML formats have in common.
//!
//! Owns their frame and look, which is `assets/page.html`, and how a template is filled. What stands in a page is
//! for its format to say.

use std::io::Write;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

use super::content::{Content, ExportError};
use crate::model::audience::Audience;
use crate::model::words::{AN_ITEM, ITEM, ITERATION, ITERATIONS, PLANNING_INTERVAL};

/// A name and its source. A name that ends in `.html` turns escaping on.
pub(super) type Template = (&'static str, &'static str);

/// The frame every page stands in, and the tables it may hold.
const COMMON: [Template; 2] = [
    ("page.html", include_str!("../../../assets/page.html")),
    ("tables.html", include_str!("../../../assets/tables.html")),
];

/// Fills a template.
pub(super) fn render(
    template: Template,
    content: &impl Serialize,
    to: &mut dyn Write,
) -> Result<(), ExportError> {
    filled(template, content, to).map_err(|error| ExportError {
        what: format!("the page could not be written: {error}"),
    })
}

fn filled(
    (name, source): Template,
    content: &impl Serialize,
    to: &mut dyn Write,
) -> Result<(), minijinja::Error> {
    let mut environment = Environment::new();
    // A name that the template gets wrong fails a test; it does not leave a hole in a page.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    environment.set_syntax(syntax.trim_blocks(true).lstrip_blocks(true).build()?);
    let say = [
        ("an_item", AN_ITEM),
        ("interval", PLANNING_INTERVAL),
        ("item", ITEM),
        ("iteration", ITERATION),
        ("iterations", ITERATIONS),
    ];
    let say = say.map(|(name, word)| (name, word.to_string()));
    environment.add_global("say", Value::from_pairs(say));
    for (name, source) in COMMON {
        environment.add_template(name, source)?;
    }
    environment.add_template(name, source)?;
    environment
        .get_template(name)?
        .render_captured_to(Serde(content), to)
        .map(drop)
}

/// Who may see a page, in the words of its last line.
pub(super) const fn audience(content: &Content<'_>) -> &'static str {
    match content.disclosure.audience() {
        Audience::Shared => {
            "Left out: private notes, amounts of money, and names that are kept private."
        }
        Audience::Private => "For the author alone: prices and private names are in it.",
    }
}
