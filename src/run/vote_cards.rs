//! The words `export vote-cards`: a page for each person of a session, with a secret that is made for it.

use std::collections::BTreeSet;
use std::path::Path;

use super::outcome::{RunOutcome, unsaved};
use super::secrets;
use crate::desk::Desk;
use crate::desk::changes::many;
use crate::exchange::audience::Disclosure;
use crate::exchange::export::vote_card;
use crate::model::id::Id;
use crate::model::person::Person;
use crate::model::session::Session;
use crate::model::text::clean_line;
use crate::model::words::worded;
use crate::scoring::session::chat::folded;
use crate::scoring::session::minutes::latest;
use crate::scoring::session::seal::Secret;
use crate::store::places::Places;
use crate::store::{self, FileAccess, Files, RealFiles, SaveError};

/// What the format is called.
pub(super) const NAME: &str = "vote-cards";
/// What it is.
pub(super) const ABOUT: &str =
    "A page for each person of a session, which turns a card into a code for the chat (HTML)";

/// What is wanted of the pages.
pub(super) struct VoteCardsWish<'w> {
    pub desk: &'w Desk,
    pub out: Option<&'w Path>,
    /// The session; without one the open one, or else the latest.
    pub session: Option<Id>,
    pub replaces: bool,
}

/// Writes the pages into a folder.
pub(super) fn export(wish: &VoteCardsWish<'_>, places: Option<&Places>) -> RunOutcome {
    match written(wish, places) {
        Ok(said) => RunOutcome::done(said),
        Err(why) => RunOutcome::failed(why),
    }
}

fn written(wish: &VoteCardsWish<'_>, places: Option<&Places>) -> Result<String, String> {
    let workspace = &wish.desk.workspace;
    let out = wish
        .out
        .ok_or("vote-cards writes a page a person: name a folder with -o")?;
    let places = places.ok_or("there is no home to keep the secrets in · set XDG_STATE_HOME")?;
    let session = match wish.session {
        Some(id) => workspace.get::<Session>(id),
        None => latest(workspace),
    };
    let session = session.ok_or(worded(
        "there is no session yet · {GO_SESSION}, {SESSION_NEW} sets one up",
    ))?;
    let seen = Disclosure::shared(workspace, wish.desk.derived.evaluation.lens).seen(workspace);
    let mut all = secrets::all(places);
    let mut pages = Vec::new();
    let mut names = BTreeSet::new();
    for person in &session.people.0 {
        let is_its = |one: &&Secret| one.session == session.id && one.person == *person;
        let secret = match all.iter().find(is_its) {
            Some(secret) => secret.clone(),
            None => Secret {
                session: session.id,
                person: *person,
                key: secrets::key()
                    .ok_or("this system gives no random numbers, so there are no secrets")?,
            },
        };
        // Who is asked for nothing that has a code gets no page.
        if let Ok(page) = vote_card(&seen, session, &secret) {
            let name = file_name(seen.name::<Person>(*person), &mut names);
            pages.push((out.join(name), page));
        }
        all.retain(|one| *one != secret);
        all.push(secret);
    }
    if pages.is_empty() {
        let why = "nobody with a code votes in this session";
        return Err(why.to_owned());
    }
    // The secrets first: a page whose secret is lost seals cards that nobody can open.
    secrets::keep(places, &all).map_err(|error| unsaved(&error))?;
    let folder = clean_line(&out.to_string_lossy()).into_owned();
    let made = RealFiles.create_directory(out);
    made.map_err(|error| format!("{folder} cannot be made: {error}"))?;
    for (path, page) in &pages {
        let mut fill = |to: &mut dyn std::io::Write| to.write_all(page);
        let done = store::hand_out(
            &RealFiles,
            path,
            &mut fill,
            FileAccess::Owner,
            wish.replaces,
        );
        done.map_err(|error| {
            if matches!(error, SaveError::Exists { .. }) {
                let name = clean_line(&path.to_string_lossy()).into_owned();
                format!("{name} is already there · choose another folder; --force writes over it")
            } else {
                unsaved(&error)
            }
        })?;
    }
    let count = many(pages.len(), "vote card");
    Ok(format!(
        "wrote {count} into {folder}: send each person their own page, and nobody else's\n"
    ))
}

/// The name of a page: that of its person in plain letters, with a number where two are called alike.
fn file_name(person: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: Vec<String> = folded(person)
        .into_iter()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect())
        .collect();
    let plain: Vec<String> = plain
        .into_iter()
        .filter(|word: &String| !word.is_empty())
        .collect();
    let plain = plain.join("-");
    let plain = if plain.is_empty() { "person" } else { &plain };
    let mut name = format!("{plain}.html");
    let mut at = 2;
    while !taken.insert(name.clone()) {
        name = format!("{plain}-{at}.html");
        at += 1;
    }
    name
}
