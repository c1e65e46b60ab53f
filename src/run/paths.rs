//! File names as people type them.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::store::{self, LoadError, RealFiles};

/// A typed name: `~/` stands for the home folder, the rest is relative to where the program started.
pub fn typed(path: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// Whether a name stands for a standard stream.
pub fn is_stream(path: &Path) -> bool {
    path == Path::new("-")
}

/// All bytes of a file that is read, or of standard input for `-`.
pub fn given(path: &Path) -> Result<Vec<u8>, LoadError> {
    if is_stream(path) {
        standard_input(path)
    } else {
        store::read(&RealFiles, path)
    }
}

/// All bytes of standard input, as far as a file may go.
pub fn standard_input(path: &Path) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(store::SIZE_LIMIT).unwrap_or(u64::MAX);
    let read = io::stdin()
        .lock()
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes);
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(LoadError::unreadable(path, &error)),
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
