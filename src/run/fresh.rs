//! What a new workspace starts with.

use std::path::Path;

use crate::edit::{self, Edit};
use crate::model::Workspace;
use crate::model::bucket::Bucket;
use crate::model::field::{Percent, Value};
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::product::Product;
use crate::model::record::{Declared, Record};
use crate::model::text::clean_line;
use crate::model::words::capital;

/// The buckets of a new workspace: id, name, target share, what belongs into it.
const BUCKETS: [(&str, &str, i64, &str); 3] = [
    (
        "business",
        "Business",
        70,
        "What customers and the market ask for.",
    ),
    (
        "technical",
        "Technical",
        20,
        "What keeps the product quick to change and safe to run.",
    ),
    (
        "exploration",
        "Exploration",
        10,
        "What finds out whether an idea is worth building.",
    ),
];

/// A workspace with the usual buckets and, where given, the name of its product.
pub fn workspace(product: &str) -> Workspace {
    let mut workspace = Workspace::default();
    let mut edits: Vec<Edit> = (1..)
        .zip(BUCKETS)
        .filter_map(|(place, (id, name, share, about))| {
            let mut bucket = Bucket::new(Id::parse(id)?);
            name.clone_into(&mut bucket.name);
            about.clone_into(&mut bucket.about);
            bucket.share = Some(Percent(Number::whole(share)));
            bucket.place = Some(Number::whole(place));
            Some(Edit::Insert(Box::new(bucket)))
        })
        .collect();
    if let Some(field) = Product::KIND.field("name").filter(|_| !product.is_empty()) {
        edits.push(Edit::Set {
            kind: Product::KIND,
            id: workspace.the::<Product>().id(),
            field,
            value: Value::Text(product.to_owned()),
        });
    }
    // Nothing in it can clash with an empty workspace.
    let _ = edit::apply(&mut workspace, edits);
    workspace
}

/// The name of a product after its file: `web-shop.ron` is about “Web shop”.
pub fn product_name(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let words = stem.replace(['-', '_'], " ");
    capital(&clean_line(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_buckets_and_a_name() {
        let workspace = workspace(&product_name(Path::new("boards/web-shop.ron")));
        assert_eq!(workspace.the::<Product>().name, "Web shop");
        assert_eq!(workspace.count(Bucket::KIND), 3);
        let share = |bucket: &Bucket| bucket.share.map(|share| share.0);
        let shares: Option<Vec<Number>> = workspace.all().map(share).collect();
        assert_eq!(shares, Some([70, 10, 20].map(Number::whole).to_vec()));
    }
}
