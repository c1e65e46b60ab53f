//! The colors behind each role, per brightness and depth.
//!
//! Owns the numbers; `tests/it/contrast.rs` holds them to what is promised. Knows nothing of where a role
//! is used.

use ratatui::style::Color;

use crate::ui::look::{Brightness, Depth};

/// One color per role. Views see roles through the styles of [`crate::ui::look::Look`] only.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    pub(super) canvas: Color,
    pub(super) surface: Color,
    pub(super) raised: Color,
    pub(super) select: Color,
    pub(super) text: Color,
    pub(super) muted: Color,
    pub(super) faint: Color,
    pub(super) rule: Color,
    pub(super) focus: Color,
    pub(super) steady: Color,
    pub(super) under: Color,
    pub(super) over: Color,
    pub(super) alarm: Color,
    pub(super) buckets: [Color; 4],
}

impl Theme {
    /// The theme for a terminal.
    pub const fn of(brightness: Brightness, depth: Depth) -> Self {
        match (depth, brightness) {
            (Depth::None, _) => PLAIN,
            (Depth::Sixteen, _) => SIXTEEN,
            (Depth::Indexed, Brightness::Dark) => INDEXED_DARK,
            (Depth::Indexed, Brightness::Light) => INDEXED_LIGHT,
            (Depth::Full, Brightness::Dark) => FULL_DARK,
            (Depth::Full, Brightness::Light) => FULL_LIGHT,
        }
    }
}

const fn rgb(hex: u32) -> Color {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color::Rgb(red, green, blue)
}

const PLAIN: Theme = Theme {
    canvas: Color::Reset,
    surface: Color::Reset,
    raised: Color::Reset,
    select: Color::Reset,
    text: Color::Reset,
    muted: Color::Reset,
    faint: Color::Reset,
    rule: Color::Reset,
    focus: Color::Reset,
    steady: Color::Reset,
    under: Color::Reset,
    over: Color::Reset,
    alarm: Color::Reset,
    buckets: [Color::Reset; 4],
};

/// The sixteen colors belong to the terminal, so nothing that must be read may rest on them.
const SIXTEEN: Theme = Theme {
    buckets: [Color::Blue, Color::Yellow, Color::Green, Color::Magenta],
    ..PLAIN
};

const FULL_DARK: Theme = Theme {
    canvas: rgb(0x0011_151a),
    surface: rgb(0x0018_1d24),
    raised: rgb(0x0022_2a34),
    select: rgb(0x002c_3b4f),
    text: rgb(0x00e6_e9ee),
    muted: rgb(0x00a8_b1bd),
    faint: rgb(0x008a_95a3),
    rule: rgb(0x005d_6978),
    focus: rgb(0x007c_c4ff),
    steady: rgb(0x007f_e3cf),
    under: rgb(0x0084_a5ff),
    over: rgb(0x00ff_cf7a),
    alarm: rgb(0x00ff_8296),
    buckets: [
        rgb(0x006e_a8ff),
        rgb(0x00f2_993a),
        rgb(0x009f_f0c0),
        rgb(0x00f7_c3e6),
    ],
};

const FULL_LIGHT: Theme = Theme {
    canvas: rgb(0x00fb_faf7),
    surface: rgb(0x00f2_f0ea),
    raised: rgb(0x00ff_ffff),
    select: rgb(0x00cf_e3f8),
    text: rgb(0x001c_2128),
    muted: rgb(0x004d_5763),
    faint: rgb(0x005d_6670),
    rule: rgb(0x0086_8e97),
    focus: rgb(0x0000_5ea8),
    steady: rgb(0x0011_6f5f),
    under: rgb(0x0026_3785),
    over: rgb(0x007c_5c09),
    alarm: rgb(0x0071_1b29),
    buckets: [
        rgb(0x0000_60ba),
        rgb(0x0091_5600),
        rgb(0x001e_4a34),
        rgb(0x0058_2b55),
    ],
};

const INDEXED_DARK: Theme = Theme {
    canvas: Color::Indexed(233),
    surface: Color::Indexed(234),
    raised: Color::Indexed(235),
    select: Color::Indexed(237),
    text: Color::Indexed(254),
    muted: Color::Indexed(249),
    faint: Color::Indexed(246),
    rule: Color::Indexed(242),
    focus: Color::Indexed(117),
    steady: Color::Indexed(50),
    under: Color::Indexed(111),
    over: Color::Indexed(220),
    alarm: Color::Indexed(210),
    buckets: [
        Color::Indexed(75),
        Color::Indexed(214),
        Color::Indexed(158),
        Color::Indexed(225),
    ],
};

const INDEXED_LIGHT: Theme = Theme {
    canvas: Color::Indexed(231),
    surface: Color::Indexed(255),
    raised: Color::Indexed(231),
    select: Color::Indexed(189),
    text: Color::Indexed(234),
    muted: Color::Indexed(239),
    faint: Color::Indexed(241),
    rule: Color::Indexed(245),
    focus: Color::Indexed(25),
    steady: Color::Indexed(23),
    under: Color::Indexed(18),
    over: Color::Indexed(58),
    alarm: Color::Indexed(52),
    buckets: [
        Color::Indexed(26),
        Color::Indexed(130),
        Color::Indexed(23),
        Color::Indexed(53),
    ],
};
