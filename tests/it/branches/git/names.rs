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

#[test]
fn a_report_names_nobody_who_is_kept_private() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let version = |value: u8| {
        let text = format!(
            "(schema: \"1.0\",
            people: [(id: \"hana\", name: \"Hana Kovar\", hidden: true), (id: \"ben\", name: \"Ben Ito\")],
            items: [(id: \"a\", title: \"Returns for hana kovar\", value: {value}, criticality: 1, risk: 1, size: 2, note: \"Private {value}\"),
                (id: \"b\", title: \"For Ben Ito and Kovar\", value: 5, criticality: 1, risk: 1, size: 2)])"
        );
        [("shop.ron".to_owned(), text)]
    };
    repository.commit(version(1));
    repository.commit(version(13));
    for json in ["", " --json"] {
        let report = format!("report shop.ron --since HEAD~1{json}");
        let (code, said) = repository.evenkeel(&report);
        assert_eq!(code, 0, "{said}");
        let (said, notes) = said.split_once("evenkeel: ").unwrap();
        assert!(!said.to_lowercase().contains("hana"), "{said}");
        assert!(!said.contains("Private 13"), "{said}");
        assert!(
            said.contains("Returns for (private)") && said.contains("Ben Ito"),
            "{said}"
        );
        assert!(
            notes.contains("--audience private takes them along"),
            "{notes}"
        );
        assert!(
            notes.contains("may still name somebody") && notes.contains("Kovar"),
            "{notes}"
        );
        let (_, all) = repository.evenkeel(&format!("{report} --audience private"));
        assert!(
            all.contains("Returns for hana kovar") && !all.contains("evenkeel: "),
            "{all}"
        );
    }
}
