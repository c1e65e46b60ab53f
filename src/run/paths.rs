//! File names as people type them.

use std::path::{Path, PathBuf};

/// A typed name: `~/` stands for the home folder, the rest is relative to where the program started.
pub fn typed(path: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// The name of a workspace file that is made: `.ron` is added where no extension was typed.
pub fn workspace(mut path: PathBuf) -> PathBuf {
    if path.extension().is_none() {
        path.set_extension("ron");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let path = workspace(typed(Path::new(text), Some(Path::new("/home/ana"))));
        assert_eq!(path, Path::new(expected));
    }

    #[test]
    fn names_are_completed() {
        check("~/shop", "/home/ana/shop.ron");
        check("~bo/shop.ron", "~bo/shop.ron");
        check("boards/shop", "boards/shop.ron");
        check("/shop.v2.txt", "/shop.v2.txt");
        assert_eq!(typed(Path::new("~/shop"), None), Path::new("~/shop"));
    }
}
