//! An export before it happens: what is in it, for whom, and where it goes.
//!
//! Owns the choices and which of several runs is awaited. The file is made beside the keys by `run`, with the
//! code of the command line; nothing is written before Enter, and never over a file that nobody named again.

pub mod draw;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::command::{Command, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::effect::{Delivery, Effect, ExportRun};
use crate::desk::event::{Chord, Refused};
use crate::desk::exported::ExportInput;
use crate::desk::file::Home;
use crate::desk::notice::{Notice, Tone};
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::prompt::Prompt;
use crate::exchange::export::{ExportFormat, ExportOutput, ExportWish, FORMATS, Separator};
use crate::model::audience::Audience;
use crate::model::key::{EXPORT_FORMAT, EXPORT_NAME, EXPORT_REPLACE};
use crate::model::text::clean_line;
use crate::model::words::worded;
use crate::scoring::forecast::roadmap::chart::Readers;

/// What is to be exported.
#[derive(Debug)]
pub struct ExportDialog {
    /// The format.
    pub format: &'static ExportFormat,
    /// Who will see it.
    pub audience: Audience,
    /// How its cells are written, and what goes along.
    pub wish: ExportWish,
    /// Which items are meant, in words.
    pub items: String,
    /// The file to write.
    pub path: PathBuf,
    /// Whether that file was found to be there already.
    pub is_there: bool,
    /// How far it is.
    pub stage: ExportStage,
    /// The run that is awaited.
    pub run: u64,
    /// Whether the name was typed, so that another format does not change it.
    is_named: bool,
}

/// How far an export is.
#[derive(Debug)]
pub enum ExportStage {
    /// It is being made.
    Working,
    /// It is made.
    Ready(Arc<ExportOutput>),
    /// It could not be made, and why.
    Failed(String),
}

/// The commands of an export.
pub const COMMANDS: &[Command] = commands! {
    Export private looks "Export" "export.enter" ["Enter"] hint 1 if can_write,
        "write file": "Writes the file; never over one that is there." => |desk, _| hand_out(desk, false, false);
    Export private looks "Export" "export.open" ["o"] hint 4 if can_open,
        "write, open": "Writes the page and opens it in the browser." => |desk, _| hand_out(desk, false, true);
    Export private looks "Export" "export.replace" ["r"] hint 1 if can_replace,
        "replace": "Writes over the file that is there; works once {EXPORT_ENTER} has found one." => |desk, _| hand_out(desk, true, false);
    Export private looks "Export" "export.audience" ["a"] hint 2,
        "audience": "Takes private notes, money and private names along, for yourself alone, or leaves them out again." => turn_audience;
    Export private looks "Export" "export.separator" ["s"] hint 7 if has_cells,
        "separator": "Chooses what stands between cells: a comma, a semicolon or a tab." => turn_separator;
    Export private looks "Export" "export.decimal" ["d"] hint 7 if has_cells,
        "decimals": "Writes numbers with a decimal comma, or with a point again." => turn_decimals;
    Export private looks "Export" "export.changes" ["c"] hint 7 if goes_home,
        "changes": "Takes states, labels and due days along where they were changed here, or leaves them out again." => turn_changes;
    Export private looks "Export" "export.groups" ["g"] hint 7 if is_roadmap,
        "groups": "Groups the roadmap by something else; by now, next and later it has no days." => turn_groups;
    Export private looks "Export" "export.readers" ["w"] hint 7 if is_roadmap,
        "readers": "Makes the roadmap for customers, who see what is promised, or for those inside again." => turn_readers;
    Export private looks "Export" "export.format" ["f"] hint 3,
        "format": "Chooses another format." => |desk, _| open_formats(desk);
    Export private looks "Export" "export.name" ["n"] hint 4,
        "file name": "Names another file." => name;
    Export private looks "Export" "export.copy" ["y"] hint 5 if can_copy,
        "copy": "Puts the text on the clipboard instead; no file is written." => copy;
    Export private looks "Export" "export.close" ["Esc", "q"] hint 6,
        "cancel": "Goes back; nothing was written." => cancel;
};

/// Lists the formats that can be written.
pub(crate) fn open_formats(desk: &mut Desk) {
    let all = FORMATS.iter();
    let all = all.map(|format| {
        Entry::new(format.name, format.about.said(), move |desk, ()| {
            open(desk, format)
        })
    });
    desk.open(Picker::new("Export as", all.collect()));
}

/// Begins to make a file, or makes the open one anew in another format.
fn open(desk: &mut Desk, format: &'static ExportFormat) -> Vec<Effect> {
    if let Some(dialog) = desk.top_mut::<ExportDialog>() {
        dialog.format = format;
        if !dialog.is_named {
            let path = default(desk, format);
            rename(desk, path, false);
        }
    } else {
        let items = ExportInput::on_board(desk).counted(&clean_line(&desk.backlog.filter.0));
        let dialog = ExportDialog {
            format,
            audience: Audience::Shared,
            wish: ExportWish::default(),
            items,
            path: default(desk, format),
            is_there: false,
            stage: ExportStage::Working,
            run: 0,
            is_named: false,
        };
        desk.open(dialog);
    }
    run(desk)
}

/// The file it goes to unless another is named: beside the workspace, called as that.
fn default(desk: &Desk, format: &ExportFormat) -> PathBuf {
    let home = match &desk.file.home {
        Home::File(path) => path.clone(),
        Home::Demo | Home::Untitled => PathBuf::from(desk.file.name()),
    };
    let mut name = home.file_stem().unwrap_or_default().to_owned();
    let own = ["markdown", "html", format.extension];
    if !own.contains(&format.name) {
        name.push(format!("-{}", format.name));
    }
    name.push(format!(".{}", format.extension));
    home.with_file_name(name)
}

impl Dialog for ExportDialog {
    fn scope(&self) -> Scope {
        Scope("Export")
    }
}

impl ExportDialog {
    /// Whether it is a roadmap that customers may see.
    fn is_for_customers(&self) -> bool {
        self.format.is_roadmap() && self.wish.roadmap.readers == Readers::Customers
    }

    /// The file, once it is made.
    pub fn ready(&self) -> Option<&Arc<ExportOutput>> {
        match &self.stage {
            ExportStage::Ready(output) => Some(output),
            ExportStage::Working | ExportStage::Failed(_) => None,
        }
    }

    /// The file as text; none when it is no text or not made yet.
    pub fn text(&self) -> Option<&str> {
        let bytes = &self.ready()?.bytes;
        let text = std::str::from_utf8(bytes).ok()?;
        Some(text.trim_start_matches('\u{feff}'))
    }

    /// The name of the file, without its folder.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        clean_line(&name.to_string_lossy()).into_owned()
    }
}

/// Makes the file anew.
fn run(desk: &mut Desk) -> Vec<Effect> {
    let number = desk.around.ids.draw();
    let Some(dialog) = desk.top_mut::<ExportDialog>() else {
        return Vec::new();
    };
    (dialog.run, dialog.stage) = (number, ExportStage::Working);
    vec![Effect::Export(ExportRun {
        number,
        format: dialog.format.name,
        audience: dialog.audience,
        wish: dialog.wish,
    })]
}

/// Takes what a run made.
pub(crate) fn made(desk: &mut Desk, number: u64, result: Result<Arc<ExportOutput>, String>) {
    if let Some(dialog) = desk
        .nearest_mut::<ExportDialog>()
        .filter(|dialog| dialog.run == number)
    {
        dialog.stage = match result {
            Ok(output) => ExportStage::Ready(output),
            Err(why) => ExportStage::Failed(why),
        };
    }
}

/// Takes what came of handing out a file.
pub(crate) fn handed_out(desk: &mut Desk, path: &Path, result: Result<String, Refused>) {
    match result {
        Ok(said) => {
            desk.dialogs
                .retain(|one| one.of::<ExportDialog>().is_none());
            desk.notice = Some(Notice::outside(Tone::Done, said));
        }
        Err(Refused::There) => {
            if let Some(dialog) = desk
                .nearest_mut::<ExportDialog>()
                .filter(|dialog| dialog.path == path)
            {
                dialog.is_there = true;
            }
        }
        Err(Refused::Because(why)) => {
            desk.notice = Some(Notice::outside(Tone::Failed, why));
        }
    }
}

fn is_ready(desk: &Desk) -> Result<(), String> {
    match desk.top::<ExportDialog>().map(|dialog| &dialog.stage) {
        Some(ExportStage::Working) => Err("the file is still being made".to_owned()),
        Some(ExportStage::Failed(why)) => Err(why.clone()),
        Some(ExportStage::Ready(_)) | None => Ok(()),
    }
}

fn can_write(desk: &Desk) -> Result<(), String> {
    is_ready(desk)?;
    match desk.top::<ExportDialog>() {
        Some(dialog) if dialog.is_there => Err(format!(
            "{} is already there · {EXPORT_REPLACE} replaces it, {EXPORT_NAME} names another file",
            dialog.name()
        )),
        _ => Ok(()),
    }
}

/// Whether the format is one of which something may be wished.
fn may(desk: &Desk, is: fn(&ExportFormat) -> bool, whose: &str) -> Result<(), String> {
    match desk.top::<ExportDialog>() {
        Some(dialog) if !is(dialog.format) => Err(format!(
            "only {whose} · {EXPORT_FORMAT} chooses another format"
        )),
        _ => Ok(()),
    }
}

fn has_cells(desk: &Desk) -> Result<(), String> {
    may(
        desk,
        ExportFormat::has_cells,
        "csv and csv-raw have this choice",
    )
}

fn goes_home(desk: &Desk) -> Result<(), String> {
    may(
        desk,
        ExportFormat::goes_home,
        "what goes to another tool has this choice",
    )
}

fn is_roadmap(desk: &Desk) -> Result<(), String> {
    may(
        desk,
        ExportFormat::is_roadmap,
        "roadmap, roadmap-html and svg-roadmap have this choice",
    )
}

fn can_replace(desk: &Desk) -> Result<(), String> {
    is_ready(desk)?;
    match desk.top::<ExportDialog>() {
        Some(dialog) if dialog.is_there => Ok(()),
        _ => Err(
            worded("there is nothing to replace so far · {EXPORT_ENTER} writes the file")
                .to_owned(),
        ),
    }
}

fn can_open(desk: &Desk) -> Result<(), String> {
    let is_page = |format: &ExportFormat| ["html", "svg"].contains(&format.extension);
    may(desk, is_page, "a page or a picture opens in a browser")?;
    can_write(desk)
}

fn can_copy(desk: &Desk) -> Result<(), String> {
    is_ready(desk)?;
    match desk.top::<ExportDialog>().map(ExportDialog::text) {
        Some(None) => {
            Err(worded("this format is not text · {EXPORT_ENTER} writes it to a file").to_owned())
        }
        _ => Ok(()),
    }
}

fn hand_out(desk: &mut Desk, replaces: bool, opens: bool) -> Vec<Effect> {
    let Some(dialog) = desk.top::<ExportDialog>() else {
        return Vec::new();
    };
    let delivery = |output: &Arc<ExportOutput>| {
        Effect::HandOut(Delivery {
            path: dialog.path.clone(),
            format: dialog.format.name,
            output: Arc::clone(output),
            audience: dialog.audience,
            replaces,
            opens,
        })
    };
    dialog.ready().map(delivery).into_iter().collect()
}

/// Changes what is wished, and makes the file anew.
fn turn(desk: &mut Desk, change: impl FnOnce(&mut ExportDialog)) -> Vec<Effect> {
    if let Some(dialog) = desk.top_mut::<ExportDialog>() {
        change(dialog);
    }
    run(desk)
}

fn turn_audience(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    turn(desk, |dialog| {
        dialog.audience = match dialog.audience {
            Audience::Shared => Audience::Private,
            Audience::Private => Audience::Shared,
        };
    })
}

fn turn_separator(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    turn(desk, |dialog| {
        let now = dialog.wish.separator();
        let all = Separator::ALL
            .iter()
            .map(|(separator, _)| *separator)
            .cycle();
        dialog.wish.separator = all.skip_while(|one| *one != now).nth(1);
    })
}

fn turn_decimals(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    turn(desk, |dialog| {
        dialog.wish.has_commas = !dialog.wish.has_commas;
    })
}

fn turn_changes(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    turn(desk, |dialog| {
        dialog.wish.has_changes = !dialog.wish.has_changes;
    })
}

fn turn_groups(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    turn(desk, |dialog| {
        let wish = &mut dialog.wish.roadmap;
        wish.grouping = wish.grouping.turned(1);
    })
}

fn turn_readers(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    turn(desk, |dialog| {
        let wish = &mut dialog.wish.roadmap;
        wish.readers = wish.readers.other();
    })
}

fn name(desk: &mut Desk, _: Chord) {
    if let Some(dialog) = desk.top::<ExportDialog>() {
        let text = dialog.path.to_string_lossy().into_owned();
        let placeholder = "the file to write; ~/ is your home folder";
        let prompt = Prompt::new("Export to", placeholder, |desk, name| {
            rename(desk, PathBuf::from(name), true);
        });
        prompt.with(&text).open(desk);
    }
}

fn rename(desk: &mut Desk, path: PathBuf, is_named: bool) {
    if let Some(dialog) = desk.top_mut::<ExportDialog>() {
        dialog.is_there &= dialog.path == path;
        (dialog.path, dialog.is_named) = (path, is_named);
    }
}

fn copy(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(text) = desk
        .top::<ExportDialog>()
        .and_then(ExportDialog::text)
        .map(str::to_owned)
    else {
        return Vec::new();
    };
    let items = desk
        .top::<ExportDialog>()
        .and_then(ExportDialog::ready)
        .map_or(0, |p| p.items);
    desk.close();
    // Whether the terminal takes it is not known; a clipboard that does says so itself.
    desk.done(format!(
        "{} sent to the terminal's clipboard",
        many(items, "item")
    ));
    vec![Effect::Copy(text)]
}

fn cancel(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    desk.close();
    vec![Effect::BreakOff]
}
