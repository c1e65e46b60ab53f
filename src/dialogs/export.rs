//! An export before it happens: what is in it, for whom, and where it goes.
//!
//! Owns the choices and which of several runs is awaited. The file is made beside the keys by `run`, with the
//! code of the command line; nothing is written before Enter, and never over a file that nobody named again.

pub mod draw;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::exported::{Goods, Parcel};
use crate::desk::file::Home;
use crate::desk::notice::Notice;
use crate::dialogs::{Overlay, picker, prompt};
use crate::exchange::export::ExportFormat;
use crate::model::audience::Audience;
use crate::model::text::clean_line;

/// What is to be exported.
#[derive(Debug)]
pub struct Outgo {
    /// The format.
    pub format: &'static ExportFormat,
    /// Who will see it.
    pub audience: Audience,
    /// Which items are meant, in words.
    pub items: String,
    /// The file to write.
    pub path: PathBuf,
    /// Whether that file was found to be there already.
    pub is_there: bool,
    /// How far it is.
    pub stage: Stage,
    /// The run that is awaited.
    pub run: u64,
    /// Whether the name was typed, so that another format does not change it.
    is_named: bool,
}

/// How far an export is.
#[derive(Debug)]
pub enum Stage {
    /// It is being made.
    Working,
    /// It is made.
    Ready(Arc<Parcel>),
    /// It could not be made, and why.
    Failed(String),
}

/// One run of making a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its number; a newer one takes its place.
    pub number: u64,
    /// The name of the format.
    pub format: &'static str,
    /// Who will see it.
    pub audience: Audience,
}

/// A file to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Where it goes.
    pub path: PathBuf,
    /// What is in it.
    pub parcel: Arc<Parcel>,
    /// Who may read it.
    pub audience: Audience,
    /// Whether it replaces a file that is there.
    pub replaces: bool,
}

/// Why a file was not handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A file is there already.
    There,
    /// Anything else, in words.
    Because(String),
}

/// The commands of an export.
pub const COMMANDS: &[Command] = commands! {
    Outgo private looks "Export" "outgo.enter" ["Enter"] hint 1 if can_write,
        "write file": "Writes the file; never over one that is there." => |app, _| hand_out(app, false);
    Outgo private looks "Export" "outgo.replace" ["r"] hint 1 if can_replace,
        "replace": "Writes over the file that is there; works once Enter has found one." => |app, _| hand_out(app, true);
    Outgo private looks "Export" "outgo.audience" ["a"] hint 2,
        "audience": "Takes private notes, money and private names along, for yourself alone, or leaves them out again." => turn_audience;
    Outgo private looks "Export" "outgo.format" ["f"] hint 3,
        "format": "Chooses another format." => |app, _| { picker::open_formats(app); Vec::new() };
    Outgo private looks "Export" "outgo.name" ["n"] hint 4,
        "file name": "Names another file." => name;
    Outgo private looks "Export" "outgo.copy" ["y"] hint 5 if can_copy,
        "copy": "Puts the text on the clipboard instead; no file is written." => copy;
    Outgo private looks "Export" "outgo.close" ["Esc", "q"] hint 6,
        "cancel": "Goes back; nothing was written." => cancel;
};

/// Begins to make a file, or makes the open one anew in another format.
pub fn open(app: &mut Desk, format: &'static ExportFormat) -> Vec<Effect> {
    if let Some(outgo) = top_mut(app) {
        outgo.format = format;
        if !outgo.is_named {
            let path = default(app, format);
            rename(app, path, false);
        }
    } else {
        let items = Goods::on_board(app).counted(&clean_line(&app.backlog.filter.0));
        let outgo = Outgo {
            format,
            audience: Audience::Shared,
            items,
            path: default(app, format),
            is_there: false,
            stage: Stage::Working,
            run: 0,
            is_named: false,
        };
        app.overlays.push(Overlay::Outgo(Box::new(outgo)));
    }
    run(app)
}

/// The file it goes to unless another is named: beside the workspace, called as that.
fn default(app: &Desk, format: &ExportFormat) -> PathBuf {
    let home = match &app.file.home {
        Home::File(path) => path.clone(),
        Home::Demo | Home::Untitled => PathBuf::from(app.file.name()),
    };
    let mut name = home.file_stem().unwrap_or_default().to_owned();
    let own = ["markdown", "html", format.extension];
    if !own.contains(&format.name) {
        name.push(format!("-{}", format.name));
    }
    name.push(format!(".{}", format.extension));
    home.with_file_name(name)
}

impl Outgo {
    /// The file, once it is made.
    pub fn ready(&self) -> Option<&Arc<Parcel>> {
        match &self.stage {
            Stage::Ready(parcel) => Some(parcel),
            Stage::Working | Stage::Failed(_) => None,
        }
    }

    /// The file as text; none when it is no text or not made yet.
    pub fn text(&self) -> Option<&str> {
        let bytes = &self.ready()?.export.bytes;
        let text = std::str::from_utf8(bytes).ok()?;
        Some(text.trim_start_matches('\u{feff}'))
    }

    /// The name of the file, without its folder.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        clean_line(&name.to_string_lossy()).into_owned()
    }
}

fn top(app: &Desk) -> Option<&Outgo> {
    match app.overlays.last() {
        Some(Overlay::Outgo(outgo)) => Some(outgo),
        _ => None,
    }
}

fn top_mut(app: &mut Desk) -> Option<&mut Outgo> {
    match app.overlays.last_mut() {
        Some(Overlay::Outgo(outgo)) => Some(outgo),
        _ => None,
    }
}

/// The export among the overlays.
fn any_mut(app: &mut Desk) -> Option<&mut Outgo> {
    app.overlays.iter_mut().find_map(|overlay| {
        if let Overlay::Outgo(outgo) = overlay {
            Some(&mut **outgo)
        } else {
            None
        }
    })
}

/// Makes the file anew.
fn run(app: &mut Desk) -> Vec<Effect> {
    let number = app.around.ids.draw();
    let Some(outgo) = top_mut(app) else {
        return Vec::new();
    };
    (outgo.run, outgo.stage) = (number, Stage::Working);
    vec![Effect::Export(Run {
        number,
        format: outgo.format.name,
        audience: outgo.audience,
    })]
}

/// Takes what a run made.
pub(crate) fn made(app: &mut Desk, number: u64, result: Result<Arc<Parcel>, String>) {
    if let Some(outgo) = any_mut(app).filter(|outgo| outgo.run == number) {
        outgo.stage = match result {
            Ok(parcel) => Stage::Ready(parcel),
            Err(why) => Stage::Failed(why),
        };
    }
}

/// Takes what came of handing out a file.
pub(crate) fn handed_out(app: &mut Desk, path: &Path, result: Result<String, Refused>) {
    match result {
        Ok(said) => {
            app.overlays
                .retain(|overlay| !matches!(overlay, Overlay::Outgo(_)));
            app.notice = Some(Notice::done(said));
        }
        Err(Refused::There) => {
            if let Some(outgo) = any_mut(app).filter(|outgo| outgo.path == path) {
                outgo.is_there = true;
            }
        }
        Err(Refused::Because(why)) => app.notice = Some(Notice::failed(why)),
    }
}

fn is_ready(app: &Desk) -> Result<(), String> {
    match top(app).map(|outgo| &outgo.stage) {
        Some(Stage::Working) => Err("the file is still being made".to_owned()),
        Some(Stage::Failed(why)) => Err(why.clone()),
        Some(Stage::Ready(_)) | None => Ok(()),
    }
}

fn can_write(app: &Desk) -> Result<(), String> {
    is_ready(app)?;
    match top(app) {
        Some(outgo) if outgo.is_there => Err(format!(
            "{} is already there · r replaces it, n names another file",
            outgo.name()
        )),
        _ => Ok(()),
    }
}

fn can_replace(app: &Desk) -> Result<(), String> {
    is_ready(app)?;
    match top(app) {
        Some(outgo) if outgo.is_there => Ok(()),
        _ => Err("there is nothing to replace so far · Enter writes the file".to_owned()),
    }
}

fn can_copy(app: &Desk) -> Result<(), String> {
    is_ready(app)?;
    match top(app).map(Outgo::text) {
        Some(None) => Err("this format is no text · Enter writes it to a file".to_owned()),
        _ => Ok(()),
    }
}

fn hand_out(app: &mut Desk, replaces: bool) -> Vec<Effect> {
    let Some(outgo) = top(app) else {
        return Vec::new();
    };
    let delivery = |parcel: &Arc<Parcel>| {
        Effect::HandOut(Delivery {
            path: outgo.path.clone(),
            parcel: Arc::clone(parcel),
            audience: outgo.audience,
            replaces,
        })
    };
    outgo.ready().map(delivery).into_iter().collect()
}

fn turn_audience(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(outgo) = top_mut(app) {
        outgo.audience = match outgo.audience {
            Audience::Shared => Audience::Private,
            Audience::Private => Audience::Shared,
        };
    }
    run(app)
}

fn name(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(outgo) = top(app) {
        let text = outgo.path.to_string_lossy().into_owned();
        prompt::open(app, prompt::Purpose::Export, &text);
    }
    Vec::new()
}

/// Goes on with another name of the file.
pub(crate) fn named(app: &mut Desk, path: PathBuf) {
    rename(app, path, true);
}

fn rename(app: &mut Desk, path: PathBuf, is_named: bool) {
    if let Some(outgo) = top_mut(app) {
        outgo.is_there &= outgo.path == path;
        (outgo.path, outgo.is_named) = (path, is_named);
    }
}

fn copy(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(text) = top(app).and_then(Outgo::text).map(str::to_owned) else {
        return Vec::new();
    };
    let items = top(app).and_then(Outgo::ready).map_or(0, |p| p.items);
    app.overlays.pop();
    // Whether the terminal takes it is not known; a clipboard that does says so itself.
    app.notice = Some(Notice::done(format!(
        "{} sent to the terminal's clipboard",
        many(items, "item")
    )));
    vec![Effect::Copy(text)]
}

fn cancel(app: &mut Desk, _: Chord) -> Vec<Effect> {
    app.overlays.pop();
    vec![Effect::BreakOff]
}
