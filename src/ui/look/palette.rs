//! The colors behind each role, per brightness and depth.
//!
//! Owns the numbers; `tests/it/contrast.rs` holds them to what is promised. Knows nothing of where a role
//! is used.

use ratatui::style::Color;

use crate::ui::look::{Brightness, Depth};

/// Declares a theme of one color a role for each brightness and depth, from one row a role.
macro_rules! themes {
    ($($role:ident: $($color:literal),+;)+ --- $(bucket: $($bucket:literal),+;)+) => {
        /// One color per role. Views see roles through the styles of [`crate::ui::look::Look`] only.
        #[derive(Clone, Copy, Debug)]
        pub struct RoleColors {
            $(pub(super) $role: Color,)+
            pub(super) buckets: [Color; 4],
        }

        /// Colors are the terminal's.
        const PLAIN: RoleColors = RoleColors {
            $($role: Color::Reset,)+
            buckets: [Color::Reset; 4],
        };

        impl RoleColors {
            /// The colors of a column of the table.
            fn column(at: usize) -> Self {
                let color = |row: [u32; 4]| row.get(at).map_or(Color::Reset, |color| match at {
                    0 | 1 => rgb(*color),
                    _ => Color::Indexed(u8::try_from(*color).unwrap_or_default()),
                });
                Self {
                    $($role: color([$($color),+]),)+
                    buckets: [$(color([$($bucket),+]),)+],
                }
            }
        }
    };
}

// The role: full color on dark and on light, then of 256 colors on dark and on light.
themes! {
    canvas: 0x0011_151a, 0x00fb_faf7, 233, 231;
    surface: 0x0018_1d24, 0x00f2_f0ea, 234, 255;
    raised: 0x0022_2a34, 0x00ff_ffff, 235, 231;
    select: 0x002c_3b4f, 0x00cf_e3f8, 237, 189;
    text: 0x00e6_e9ee, 0x001c_2128, 254, 234;
    muted: 0x00a8_b1bd, 0x004d_5763, 249, 239;
    faint: 0x008a_95a3, 0x005d_6670, 246, 241;
    rule: 0x005d_6978, 0x0086_8e97, 242, 245;
    focus: 0x007c_c4ff, 0x0000_5ea8, 117, 25;
    steady: 0x007f_e3cf, 0x0011_6f5f, 50, 23;
    under: 0x0084_a5ff, 0x0026_3785, 111, 18;
    over: 0x00ff_cf7a, 0x007c_5c09, 220, 58;
    alarm: 0x00ff_8296, 0x0071_1b29, 210, 52;
    ---
    bucket: 0x006e_a8ff, 0x0000_60ba, 75, 26;
    bucket: 0x00f2_993a, 0x0091_5600, 214, 130;
    bucket: 0x009f_f0c0, 0x001e_4a34, 158, 23;
    bucket: 0x00f7_c3e6, 0x0058_2b55, 225, 53;
}

impl RoleColors {
    /// The theme for a terminal.
    pub fn of(brightness: Brightness, depth: Depth) -> Self {
        match (depth, brightness) {
            (Depth::None, _) => PLAIN,
            // The sixteen colors belong to the terminal, so nothing that must be read may rest on them.
            (Depth::Sixteen, _) => Self {
                buckets: [Color::Blue, Color::Yellow, Color::Green, Color::Magenta],
                ..PLAIN
            },
            (Depth::Full, Brightness::Dark) => Self::column(0),
            (Depth::Full, Brightness::Light) => Self::column(1),
            (Depth::Indexed, Brightness::Dark) => Self::column(2),
            (Depth::Indexed, Brightness::Light) => Self::column(3),
        }
    }
}

const fn rgb(hex: u32) -> Color {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color::Rgb(red, green, blue)
}
