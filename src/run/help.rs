//! The words that print what there is to look up: topics, manual pages, completions.

use clap::Command;
use clap_complete::Shell;

use super::outcome::RunOutcome;
use crate::model::text::clean_line;
use crate::shell::plain;
use crate::shell::reference;

/// Prints a topic, or lists them.
pub(super) fn topic(name: Option<&str>, as_markdown: bool, width: u16) -> RunOutcome {
    let Some(name) = name else {
        return RunOutcome::done(plain::topics());
    };
    match reference::topic(name) {
        Ok(topic) if as_markdown => RunOutcome::done(plain::markdown(topic)),
        Ok(topic) => RunOutcome::done(plain::reference(topic, width.max(40).into())),
        Err(meant) => {
            let meant = meant.map_or_else(String::new, |meant| format!("did you mean {meant}? "));
            RunOutcome::failed(format!(
                "there is no topic {}; {meant}evenkeel help-topics lists them",
                clean_line(name)
            ))
        }
    }
}

/// Prints the manual page of the program, or of one of its commands.
pub(super) fn man(mut program: Command, name: Option<&str>) -> RunOutcome {
    program.build();
    let command = match name {
        None => Some(program),
        Some(name) => program.find_subcommand(name).cloned(),
    };
    let Some(command) = command else {
        let name = clean_line(name.unwrap_or_default()).into_owned();
        return RunOutcome::failed(format!(
            "there is no command {name}; evenkeel --help lists them"
        ));
    };
    let mut page = Vec::new();
    match clap_mangen::Man::new(command).render(&mut page) {
        Ok(()) => RunOutcome::done(String::from_utf8_lossy(&page)),
        Err(error) => RunOutcome::failed(format!("cannot write the page: {error}")),
    }
}

/// Prints what a shell needs to complete the words.
pub(super) fn completions(mut program: Command, shell: Shell) -> RunOutcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut program, "evenkeel", &mut script);
    RunOutcome::done(String::from_utf8_lossy(&script))
}
