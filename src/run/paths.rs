//! File names as people type them.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, TypedValueParser};

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

/// Reads an argument that names a file, for which no standard stream can stand.
pub fn file() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| {
        let why = "this has to be a file with a name; - is a standard stream";
        (!is_stream(&path)).then_some(path).ok_or(why)
    })
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
        Ok(_) if bytes.trim_ascii().is_empty() => Err(LoadError::silent()),
        Ok(_) => Ok(bytes),
        Err(error) => Err(LoadError::unreadable(path, &error)),
    }
}

/// The name of a workspace file that is made: `.ron` is added where no extension was typed and nothing but a folder
/// has the name as it stands.
pub fn workspace(mut path: PathBuf) -> PathBuf {
    if path.extension().is_none() && (path.is_dir() || path.symlink_metadata().is_err()) {
        path.set_extension("ron");
    }
    path
}

/// The file that a typed name means: with `.ron` behind it where only that is there.
pub fn found(path: PathBuf) -> PathBuf {
    let with = workspace(path.clone());
    if !is_stream(&path) && with.exists() {
        with
    } else {
        path
    }
}

/// How alike two words have to be for the one to be meant by the other.
const ALIKE: f64 = 0.8;

/// The name most like a typed one, if any is like it.
pub fn nearest(typed: &str, names: impl IntoIterator<Item = String>) -> Option<String> {
    let typed = typed.to_lowercase();
    let alike = |name: &String| {
        let plain = name.to_lowercase();
        let stem = plain.strip_suffix(".ron").unwrap_or(&plain);
        strsim::jaro_winkler(stem, &typed).max(strsim::jaro_winkler(&plain, &typed))
    };
    let scored = names.into_iter().map(|name| (alike(&name), name));
    let best = scored.max_by(|one, other| one.0.total_cmp(&other.0))?;
    (best.0 >= ALIKE).then_some(best.1)
}

/// The workspace in the same folder that a name comes nearest to, where no file has that name.
pub fn nearest_file(path: &Path) -> Option<String> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let names = names.filter(|name| Path::new(name).extension().is_some_and(|end| end == "ron"));
    let near = nearest(path.file_name()?.to_str()?, names)?;
    let near = folder.map_or_else(|| PathBuf::from(&near), |folder| folder.join(&near));
    Some(near.to_string_lossy().into_owned())
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

    #[test]
    fn a_slip_finds_what_was_meant() {
        let names = || ["show", "check", "shop.ron"].map(str::to_owned);
        for (typed, meant) in [
            ("shwo", Some("show")),
            ("chek", Some("check")),
            ("shp", Some("shop.ron")),
            ("xylophone", None),
        ] {
            assert_eq!(nearest(typed, names()).as_deref(), meant, "{typed}");
        }
    }
}
