//! What the program's state asks for, done.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::OpenBoard;
use crate::desk::effect::Delivery;
use crate::desk::effect::Effect;
use crate::desk::event::Event;
use crate::desk::exported::ExportInput;
use crate::desk::file::Home;
use crate::desk::preferences::Preferences;
use crate::exchange::export::SHEET;
use crate::exchange::import::text_of;
use crate::model::text::{Severity, clean_line};
use crate::model::words::worded;
use crate::run::export::{OutgoingExport, handed_out};
use crate::run::opening::{self, Opening, SAMPLE};
use crate::run::outcome::{line, refused, unsaved};
use crate::run::start::hand_over;
use crate::run::surveyor::SurveyedState;
use crate::run::terminal::TerminalFlow;
use crate::run::{
    browser, clipboard, editor, exporter, importer, moment, paths, recover, suggester,
};
use crate::store::places::Places;
use crate::store::{self, Files as _, RealFiles, places};

/// What came of an effect.
enum Done {
    /// Nothing to tell.
    Silently,
    /// Something the board has to know.
    Event(Event),
    /// Something the terminal has to do.
    Flow(TerminalFlow),
}

impl OpenBoard {
    /// Performs effects, and those that follow from them.
    pub(super) fn perform(&mut self, effects: Vec<Effect>) -> TerminalFlow {
        let mut waiting = VecDeque::from(effects);
        let mut flow = TerminalFlow::Redraw;
        while let Some(effect) = waiting.pop_front() {
            match self.one(effect) {
                Done::Silently => {}
                Done::Event(event) => waiting.extend(self.app.handle(event)),
                Done::Flow(TerminalFlow::Quit) => return TerminalFlow::Quit,
                Done::Flow(wanted) => flow = wanted,
            }
        }
        flow
    }

    fn one(&mut self, effect: Effect) -> Done {
        match effect {
            Effect::Quit => Done::Flow(TerminalFlow::Quit),
            Effect::Suspend => Done::Flow(TerminalFlow::Suspend),
            Effect::Redraw => Done::Flow(TerminalFlow::Repaint),
            Effect::Copy(text) => {
                let poster = self.poster.clone();
                let post = move |event| poster.post(event);
                clipboard::copy(&self.surroundings, text.clone(), post);
                Done::Flow(TerminalFlow::Copy(text))
            }
            // The terminal asks before each drawing.
            Effect::Mouse(_) => Done::Silently,
            Effect::Save => {
                self.note();
                self.saver.save();
                Done::Silently
            }
            Effect::SaveAs(path) => Done::Event(self.save_as(&path)),
            Effect::Open(path) => Done::Event(self.open(&path)),
            Effect::OpenDemo => Done::Event(self.open_demo()),
            Effect::ListFolder(folder) => Done::Event(self.list_folder(folder)),
            Effect::ReadRows(path) => {
                let path = paths::typed(&path, self.surroundings.home.as_deref());
                Done::Event(match store::read(&RealFiles, &path) {
                    Ok(bytes) => Event::Rows(text_of(&bytes)),
                    Err(error) => Event::Failed(refused(&error).into()),
                })
            }
            Effect::Import(run) => {
                importer::start(
                    &self.imports,
                    run,
                    self.app.desk.workspace.clone(),
                    self.app.desk.derived.today,
                    self.surroundings.home.as_deref(),
                    &self.poster,
                );
                Done::Silently
            }
            Effect::Export(run) => {
                let input = ExportInput::on_board(&self.app.desk);
                let (places, home) = (self.surroundings.places(), self.app.desk.file.home.clone());
                let sheet = move || match home {
                    Home::File(path) => moment::last_sheet(places.as_ref(), &path),
                    Home::Demo | Home::Untitled => None,
                };
                exporter::start(&self.exports, run, input, sheet, &self.poster);
                Done::Silently
            }
            Effect::HandOut(delivery) => Done::Event(self.hand_out(&delivery)),
            Effect::BreakOff => {
                self.imports.break_off();
                self.exports.break_off();
                Done::Silently
            }
            Effect::Suggest { number, question } => {
                suggester::start(&self.suggestions, number, question, &self.poster);
                Done::Silently
            }
            Effect::BreakOffSuggestion => {
                self.suggestions.break_off();
                Done::Silently
            }
            Effect::Edit(text) => {
                let (editor, places) =
                    (self.surroundings.editor.clone(), self.surroundings.places());
                let file = match &self.app.desk.file.home {
                    Home::File(path) => Some(path.clone()),
                    Home::Demo | Home::Untitled => None,
                };
                Done::Flow(TerminalFlow::Lend(editor::errand(
                    editor, places, file, text,
                )))
            }
            Effect::Survey(state) => {
                self.surveyor.note(SurveyedState {
                    state,
                    workspace: self.app.desk.workspace.clone(),
                    evaluation: Arc::clone(&self.app.desk.derived.evaluation),
                    today: self.app.desk.derived.today,
                    checks: self.app.desk.derived.checks,
                });
                Done::Silently
            }
            Effect::ListBackups => Done::Event(self.list_backups()),
            Effect::ListMoments => {
                self.beside(|places, path| Event::Moments(moment::all(places, path)));
                Done::Silently
            }
            Effect::Look => {
                self.beside(|places, path| {
                    Event::Looked(moment::looked(places, path).map(Box::new))
                });
                Done::Silently
            }
            Effect::ReadMoment(moment) => {
                self.beside(move |places, path| {
                    let read = moment::read(places, path, &moment.name);
                    Event::MomentRead(
                        moment,
                        read.map(|(_, workspace)| workspace).map_err(Into::into),
                    )
                });
                Done::Silently
            }
            Effect::KeepPreferences => Done::Event(self.keep_preferences()),
        }
    }

    /// Looks at the file beside the keys, on a thread that ends with the answer.
    fn beside(&self, look: impl FnOnce(Option<&Places>, &Path) -> Event + Send + 'static) {
        let Home::File(path) = self.app.desk.file.home.clone() else {
            return;
        };
        let (poster, places) = (self.poster.clone(), self.surroundings.places());
        std::thread::spawn(move || poster.post(look(places.as_ref(), &path)));
    }

    fn save_as(&mut self, path: &Path) -> Event {
        let path = paths::workspace(paths::typed(path, self.surroundings.home.as_deref()));
        let snapshot = self.snapshot();
        let base = match self.app.desk.file.home {
            Home::Demo => Some(SAMPLE),
            Home::File(_) | Home::Untitled => None,
        };
        let places = self.surroundings.places();
        let history = &self.app.desk.history;
        let journal = |path: &Path, known| opening::moved(places.as_ref(), path, history, known);
        match self.saver.create(&path, &snapshot, base, journal) {
            Ok(path) => {
                self.noted = snapshot.revision;
                Event::Saved {
                    revision: snapshot.revision,
                    result: Ok(path),
                }
            }
            Err(why) => Event::Failed(why.into()),
        }
    }

    fn open(&mut self, path: &Path) -> Event {
        let path = paths::typed(path, self.surroundings.home.as_deref());
        if let Err(why) = self.leave() {
            return Event::Opened(Err(why.into()));
        }
        let places = self.surroundings.places();
        match opening::file(places.as_ref(), &path) {
            Ok(opening) => self.go_on(opening),
            Err(error) => Event::Opened(Err(opening::refusal(&path, &error).into())),
        }
    }

    fn open_demo(&mut self) -> Event {
        if let Err(why) = self.leave() {
            return Event::Opened(Err(why.into()));
        }
        match opening::demo() {
            Ok(opening) => self.go_on(opening),
            Err(error) => Event::Opened(Err(refused(&error).into())),
        }
    }

    fn go_on(&mut self, opening: Opening) -> Event {
        let Opening {
            opened,
            known,
            journal,
            ..
        } = opening;
        self.noted = opened.file.saved;
        hand_over(&self.saver, known, journal, &opened);
        Event::Opened(Ok(Box::new(opened)))
    }

    /// Sees to it that nothing is lost when the present workspace is left.
    fn leave(&mut self) -> Result<(), String> {
        self.take_in();
        self.note();
        let untitled = matches!(self.app.desk.file.home, Home::Untitled);
        if untitled && self.app.desk.real().1 != self.app.desk.file.saved {
            return Err(worded(
                "the edits here are in no file yet · {APP_PALETTE} save as keeps them, then open",
            )
            .to_owned());
        }
        if self.app.desk.holds_back() && self.app.desk.history.revision() != 0 {
            return Err(worded(
                "there are conflicts to review here first · {APP_CONFLICTS} lists them",
            )
            .to_owned());
        }
        self.saver
            .flush()
            .map_err(|why| format!("nothing was opened, as this one is not saved: {why}"))
    }

    fn list_backups(&self) -> Event {
        let (Home::File(path), Some(places)) =
            (&self.app.desk.file.home, self.surroundings.places())
        else {
            return Event::Failed("there is no folder in which backups are kept".into());
        };
        let recover::Listed { mut lines, slips } = recover::listed(&places, path);
        lines.extend(slips);
        lines.push(String::new());
        lines.push(format!(
            "evenkeel recover {} N writes one beside the file, never over it.",
            self.app.desk.file.name()
        ));
        Event::Backups(lines)
    }

    /// Lists a folder; at first the one of the workspace, or the one the program was started in.
    fn list_folder(&self, folder: Option<PathBuf>) -> Event {
        let begin = || match &self.app.desk.file.home {
            Home::File(path) => path.parent().map(Path::to_owned),
            Home::Demo | Home::Untitled => None,
        };
        let here = folder.or_else(begin).filter(|p| !p.as_os_str().is_empty());
        let folder = here.unwrap_or_else(|| PathBuf::from("."));
        let folder = RealFiles.resolve(&folder).unwrap_or(folder);
        let name = clean_line(&folder.to_string_lossy()).into_owned();
        let places = store::folder::list(&folder);
        let places = places.map_err(|error| format!("cannot list {name}: {error}"));
        Event::Folder(folder, places)
    }

    /// Writes an export; a name is that of a file as people type it.
    fn hand_out(&self, delivery: &Delivery) -> Event {
        let home = self.surroundings.home.as_deref();
        let out = paths::typed(&delivery.path, home);
        let workspace = match &self.app.desk.file.home {
            Home::File(path) => Some(path.as_path()),
            Home::Demo | Home::Untitled => None,
        };
        let output = &delivery.output;
        let export = OutgoingExport {
            items: output.items,
            audience: delivery.audience,
            fill: &mut |to| to.write_all(&output.bytes),
            more: &output.more,
        };
        let said = handed_out(&out, workspace, export, delivery.replaces);
        if let (Ok(_), Some(path), SHEET) = (&said, workspace, delivery.format) {
            moment::note_sheet(self.surroundings.places().as_ref(), path);
        }
        let said = said.map(|said| {
            if !delivery.opens {
                said
            } else if browser::open(&self.surroundings, &out) {
                format!("{said} · opened")
            } else {
                format!("{said} · there is no browser here, open it yourself")
            }
        });
        Event::HandedOut(delivery.path.clone(), said)
    }

    fn keep_preferences(&self) -> Event {
        let Some(path) = self.surroundings.settings_file() else {
            return Event::Failed("there is no home folder to keep settings in".into());
        };
        let name = clean_line(&path.to_string_lossy()).into_owned();
        // A file with a slip in it is somebody's work: it is not replaced.
        let before = match places::settings(&RealFiles, &path) {
            Ok(text) => Preferences::read(&text.unwrap_or_default()).1,
            Err(error) => return Event::Failed(format!("cannot read {name}: {error}").into()),
        };
        if let Some(problem) = before.iter().find(|p| p.severity == Severity::Error) {
            return Event::Failed(format!("{name} is as it was: {}", line(problem)).into());
        }
        match places::keep_settings(&RealFiles, &path, &self.app.desk.preferences.to_ron()) {
            Ok(()) => Event::Done(format!("preferences are in {name}").into()),
            Err(error) => Event::Failed(unsaved(&error).into()),
        }
    }
}
