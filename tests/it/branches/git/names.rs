//! Names that git cannot be told, and names that nobody shall read.

use super::*;

#[cfg(unix)]
#[test]
fn a_name_that_git_cannot_be_told_is_refused() {
    let Some(repository) = Repository::new() else {
        return;
    };
    for name in ["a\\b.ron", "a\nb.ron"] {
        fs::write(repository.path().join(name), COMMENTED).unwrap();
        let (code, said) = repository.evenkeel("git-setup --yes");
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("backslash or a line break"), "{said}");
        assert!(!repository.path().join(".gitattributes").exists());
        fs::remove_file(repository.path().join(name)).unwrap();
    }
}

#[test]
fn no_temporary_name_is_told() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let folder = repository.path();
    for (name, text) in [(".merge_a", COMMENTED), (".merge_b", COMMENTED)] {
        fs::write(folder.join(name), text).unwrap();
    }
    let (code, said) = repository.evenkeel("merge .merge_gone .merge_a .merge_b shop.ron");
    assert_eq!(code, 129, "{said}");
    assert!(
        said.contains("shop.ron") && !said.contains(".merge_"),
        "{said}"
    );
}
