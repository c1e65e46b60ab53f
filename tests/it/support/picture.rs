//! Pictures of screens: words, and under them letters that say in which role each cell is drawn.
//!
//! A letter stands for a role of [`Look`], whatever the colors of the look are:
//!
//! `t` text · `T` strong · `m` muted · `M` heading · `a` faint · `p` placeholder · `r` rule · `f` focus ·
//! `l` line of the focus · `c` current view · `S` sorted · `g` steady · `u` under · `o` over · `x` alarm ·
//! `1` to `4` buckets; `G` `U` `O` `X` and `5` to `8` are the same in bold.
//!
//! Rows that are text alone have no letters. Where the ground changes from one row to the next, a line that
//! begins with `_` tells it: `.` canvas, `s` surface, `r` raised, `b` band of the selection, `R` reversed.
//! A style that is no role is described at the end.

use std::fmt::Write as _;

use evenkeel::desk::screen::{Class, frame};
use evenkeel::shell::App;
use evenkeel::ui::look::Look;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

/// The letters of the roles of ink; of two that look the same the first one stands for both.
fn roles(look: &Look) -> Vec<(char, Style)> {
    let roles = [
        ('t', look.text()),
        ('T', look.strong()),
        ('m', look.muted()),
        ('M', look.heading()),
        ('a', look.faint()),
        ('p', look.placeholder()),
        ('r', look.rule()),
        ('f', look.focus()),
        ('l', look.focus_line()),
        ('c', look.current()),
        ('S', look.sorted()),
    ];
    let signs = [look.steady(), look.under(), look.over(), look.alarm()];
    let buckets = (0..4).map(|at| look.bucket(at));
    let plain: Vec<Style> = signs.into_iter().chain(buckets).collect();
    let bold = plain.iter().map(|style| style.add_modifier(Modifier::BOLD));
    let both: Vec<Style> = plain.iter().copied().chain(bold).collect();
    roles
        .into_iter()
        .chain("guox1234GUOX5678".chars().zip(both))
        .collect()
}

/// Takes the letters of one picture together.
struct Letters {
    roles: Vec<(char, Style)>,
    grounds: [(char, Option<Color>); 4],
    /// Styles that are no role.
    others: Vec<Style>,
}

impl Letters {
    fn of(look: &Look) -> Self {
        let grounds = [
            ('.', look.canvas().bg),
            ('s', look.surface().bg),
            ('r', look.raised().bg),
            ('b', look.selected().bg),
        ];
        Self {
            roles: roles(look),
            grounds,
            others: Vec::new(),
        }
    }

    fn ink(&mut self, cell: &Cell) -> char {
        let weight = cell.modifier - Modifier::REVERSED;
        if cell.symbol() == " " && !weight.contains(Modifier::UNDERLINED) {
            return ' ';
        }
        let is = |style: &Style, weight| style.fg == Some(cell.fg) && style.add_modifier == weight;
        let role = self.roles.iter().find(|(_, style)| is(style, weight));
        // What is turned inside out is bold as well.
        let bold = weight - Modifier::BOLD;
        let turned = || self.roles.iter().find(|(_, style)| is(style, bold));
        let role = match role {
            None if cell.modifier.contains(Modifier::REVERSED) => turned(),
            role => role,
        };
        match role {
            Some((letter, _)) => *letter,
            None => self.other(Style::new().fg(cell.fg).add_modifier(weight)),
        }
    }

    fn ground(&mut self, cell: &Cell) -> char {
        if cell.modifier.contains(Modifier::REVERSED) {
            return 'R';
        }
        let ground = self
            .grounds
            .iter()
            .find(|(_, color)| *color == Some(cell.bg));
        let ground = ground.map(|(letter, _)| *letter);
        // A buffer of a primitive alone keeps the ground of the terminal.
        let bare = (cell.bg == Color::Reset).then_some('.');
        ground
            .or(bare)
            .unwrap_or_else(|| self.other(Style::new().bg(cell.bg)))
    }

    fn other(&mut self, style: Style) -> char {
        let at = self.others.iter().position(|known| *known == style);
        let at = at.unwrap_or_else(|| {
            self.others.push(style);
            self.others.len() - 1
        });
        char::from_digit(u32::try_from(at).unwrap() + 10, 36)
            .unwrap()
            .to_ascii_uppercase()
    }
}

/// A buffer as text: for each row its words, the letters of what is not plain text, and the grounds where
/// they change.
pub fn styled(buffer: &Buffer, look: &Look) -> String {
    let mut letters = Letters::of(look);
    let mut out = String::new();
    let mut above = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        let (mut words, mut inks, mut grounds) = (String::new(), String::new(), String::new());
        let mut covered = 0;
        for cell in row {
            inks.push(letters.ink(cell));
            grounds.push(letters.ground(cell));
            if covered == 0 {
                words.push_str(cell.symbol());
                covered = cell.symbol().width();
            }
            covered = covered.saturating_sub(1);
        }
        let _ = writeln!(out, "|{words}|");
        if inks.contains(|letter| !matches!(letter, 't' | ' ')) {
            let _ = writeln!(out, " {}", inks.trim_end());
        }
        let is_new = grounds != above && !(above.is_empty() && grounds.chars().all(|c| c == '.'));
        if is_new {
            let _ = writeln!(out, "_{grounds}");
            above = grounds;
        }
    }
    for (at, style) in letters.others.iter().enumerate() {
        let at = char::from_digit(u32::try_from(at).unwrap() + 10, 36).unwrap();
        let _ = writeln!(out, "{}  {style:?}", at.to_ascii_uppercase());
    }
    out
}

/// Compares a buffer with its picture in `snapshots/`.
pub fn check_picture(name: &str, buffer: &Buffer, look: &Look) {
    compare(name, &styled(buffer, look));
}

/// Compares what lies between the bars of a screen with its picture: the bars have pictures of their own, so
/// that what changes in one of them touches few.
pub fn check_screen(name: &str, app: &App, look: &Look) {
    let buffer = crate::screens::drawn(app, look);
    check_picture(name, &part(&buffer, body(app)), look);
}

/// Compares a text with its picture.
pub fn compare(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// What lies between the bars; a frame that lies over the screen reaches over the lower ones.
fn body(app: &App) -> Rect {
    let size = app.desk.around.size;
    let screen = Rect::new(0, 0, size.width, size.height);
    if Class::of(size) == Class::TooSmall {
        return screen;
    }
    let parts = frame(size);
    if app.desk.dialogs.iter().any(|dialog| dialog.is_framed()) {
        return Rect {
            height: screen.height - parts.body.y,
            ..parts.body
        };
    }
    parts.body
}

/// A part of a buffer by itself.
pub fn part(buffer: &Buffer, area: Rect) -> Buffer {
    let mut part = Buffer::empty(area);
    for position in area.positions() {
        part[position] = buffer[position].clone();
    }
    part
}
