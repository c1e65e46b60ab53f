//! All that is read from the environment, once.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::desk::preferences;
use crate::desk::preferences::{Background, ColorTheme, Preferences};
use crate::store::places::Places;
use crate::ui::look::{Brightness, Charset, ColorChoice, Environment, Look};

/// What the environment says.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    no_color: Option<String>,
    colorterm: Option<String>,
    term: Option<String>,
    lc_all: Option<String>,
    lc_ctype: Option<String>,
    lang: Option<String>,
    /// Whether the terminal is on another machine, where asking it takes long.
    pub remote: bool,
    /// Whether a Wayland screen can be reached.
    pub wayland: bool,
    /// Whether an X11 screen can be reached.
    pub x11: bool,
    /// The columns a shell says its screen has.
    pub columns: Option<u16>,
    /// The home folder.
    pub home: Option<PathBuf>,
    /// The command of the user's editor.
    pub editor: Option<OsString>,
    /// Where settings are read from instead of the usual place.
    pub config: Option<PathBuf>,
    config_home: Option<OsString>,
    state_home: Option<OsString>,
}

impl Surroundings {
    /// Reads the environment.
    pub fn read() -> Self {
        let text = |name: &str| env::var(name).ok();
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        Self {
            no_color: text("NO_COLOR"),
            colorterm: text("COLORTERM"),
            term: text("TERM"),
            lc_all: text("LC_ALL"),
            lc_ctype: text("LC_CTYPE"),
            lang: text("LANG"),
            remote: set("SSH_CONNECTION").or_else(|| set("SSH_TTY")).is_some(),
            wayland: set("WAYLAND_DISPLAY").is_some(),
            x11: set("DISPLAY").is_some(),
            columns: text("COLUMNS").and_then(|columns| columns.parse().ok()),
            home: set("HOME").map(PathBuf::from),
            editor: set("VISUAL").or_else(|| set("EDITOR")),
            config: set("EVENKEEL_CONFIG").map(PathBuf::from),
            config_home: env::var_os("XDG_CONFIG_HOME"),
            state_home: env::var_os("XDG_STATE_HOME"),
        }
    }

    /// Where settings and state live; none without a home.
    pub fn places(&self) -> Option<Places> {
        Places::new(self.config_home.as_deref(), self.state_home.as_deref())
    }

    /// The file of the user's settings; none without a home.
    pub fn settings_file(&self) -> Option<PathBuf> {
        let usual = || Some(self.places()?.settings_file());
        self.config.clone().or_else(usual)
    }

    /// The look the user wants and the terminal can show; `auto` is the brightness of the terminal.
    pub fn look(&self, preferences: &Preferences, auto: Brightness) -> Look {
        let environment = Environment {
            no_color: self.no_color.as_deref(),
            colorterm: self.colorterm.as_deref(),
            term: self.term.as_deref(),
            lc_all: self.lc_all.as_deref(),
            lc_ctype: self.lc_ctype.as_deref(),
            lang: self.lang.as_deref(),
        };
        let brightness = match preferences.theme {
            ColorTheme::Auto => auto,
            ColorTheme::Dark => Brightness::Dark,
            ColorTheme::Light => Brightness::Light,
        };
        let color = match preferences.color {
            preferences::Color::Auto => ColorChoice::Auto,
            preferences::Color::Always => ColorChoice::Always,
            preferences::Color::Never => ColorChoice::Never,
        };
        let charset = match preferences.charset {
            preferences::Charset::Auto => None,
            preferences::Charset::Unicode => Some(Charset::Unicode),
            preferences::Charset::Ascii => Some(Charset::Ascii),
        };
        Look::new(
            brightness,
            environment.depth(color),
            environment.charset(charset),
            preferences.background == Background::Painted,
        )
    }
}
