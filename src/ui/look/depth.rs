//! The choice of depth and marks from what the environment says.
//!
//! Owns the rules. Must not read the environment: the values are handed in.

use crate::ui::look::{Charset, Depth};

/// What the user asked for with `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// As the environment says.
    #[default]
    Auto,
    /// Whatever `NO_COLOR` says, the best the terminal names.
    Always,
    /// No color.
    Never,
}

/// What the environment says, as read by whoever may read it; a missing variable is `None`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Environment<'a> {
    /// `NO_COLOR`: not empty means no color.
    pub no_color: Option<&'a str>,
    /// `COLORTERM`: `truecolor` or `24bit` mean full depth.
    pub colorterm: Option<&'a str>,
    /// `TERM`.
    pub term: Option<&'a str>,
    /// `LC_ALL`, which wins over the next two.
    pub lc_all: Option<&'a str>,
    /// `LC_CTYPE`.
    pub lc_ctype: Option<&'a str>,
    /// `LANG`.
    pub lang: Option<&'a str>,
}

impl Environment<'_> {
    /// The depth to draw in.
    pub fn depth(&self, choice: ColorChoice) -> Depth {
        let term = self.term.unwrap_or_default();
        let refused = self.no_color.is_some_and(|value| !value.is_empty()) || term == "dumb";
        match choice {
            ColorChoice::Never => return Depth::None,
            ColorChoice::Auto if refused => return Depth::None,
            ColorChoice::Auto | ColorChoice::Always => {}
        }
        if matches!(self.colorterm, Some("truecolor" | "24bit")) {
            Depth::Full
        } else if term.contains("256color") {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    }

    /// The marks to draw with; `wanted` is what the user asked for and wins.
    ///
    /// Terminals of Chinese, Japanese and Korean locales may draw our marks two cells wide, the Linux
    /// console lacks most, and a locale that names another encoding cannot show them.
    pub fn charset(&self, wanted: Option<Charset>) -> Charset {
        if let Some(charset) = wanted {
            return charset;
        }
        let locale = [self.lc_all, self.lc_ctype, self.lang];
        let set = locale.into_iter().flatten().find(|value| !value.is_empty());
        let locale = set.unwrap_or_default().to_ascii_lowercase();
        let language = locale.split(['_', '.', '@', '-']).next();
        let wide = matches!(language, Some("ja" | "ko" | "zh"));
        let encoding = locale.split_once('.').map(|(_, rest)| rest);
        let foreign = encoding.is_some_and(|name| {
            let name = name.split('@').next().unwrap_or_default();
            !matches!(name, "utf-8" | "utf8")
        });
        if wide || foreign || matches!(self.term, Some("linux" | "dumb")) {
            Charset::Ascii
        } else {
            Charset::Unicode
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_depth(no_color: &str, colorterm: &str, term: &str, expected: Depth) {
        let environment = Environment {
            no_color: Some(no_color),
            colorterm: Some(colorterm),
            term: Some(term),
            ..Environment::default()
        };
        assert_eq!(
            environment.depth(ColorChoice::Auto),
            expected,
            "{environment:?}"
        );
        assert_eq!(environment.depth(ColorChoice::Never), Depth::None);
    }

    #[test]
    fn depth_follows_the_environment() {
        check_depth("", "truecolor", "xterm-256color", Depth::Full);
        check_depth("", "24bit", "", Depth::Full);
        check_depth("", "", "xterm-256color", Depth::Indexed);
        check_depth("", "", "screen.xterm-256color", Depth::Indexed);
        check_depth("", "yes", "xterm", Depth::Sixteen);
        check_depth("1", "truecolor", "xterm-256color", Depth::None);
        check_depth("", "", "dumb", Depth::None);
        let refusing = Environment {
            no_color: Some("1"),
            term: Some("xterm-256color"),
            ..Environment::default()
        };
        assert_eq!(refusing.depth(ColorChoice::Always), Depth::Indexed);
        let silent = Environment::default();
        assert_eq!(silent.depth(ColorChoice::Auto), Depth::Sixteen);
    }

    fn check_charset(lc_all: &str, lang: &str, term: &str, expected: Charset) {
        let environment = Environment {
            lc_all: Some(lc_all),
            lang: Some(lang),
            term: Some(term),
            ..Environment::default()
        };
        assert_eq!(environment.charset(None), expected, "{environment:?}");
        let wanted = environment.charset(Some(Charset::Unicode));
        assert_eq!(wanted, Charset::Unicode);
    }

    #[test]
    fn marks_follow_the_environment() {
        check_charset("", "en_US.UTF-8", "xterm", Charset::Unicode);
        check_charset("", "ja_JP.UTF-8", "xterm", Charset::Ascii);
        check_charset("", "zh_TW", "xterm", Charset::Ascii);
        check_charset("en_US.UTF-8", "ko_KR.UTF-8", "xterm", Charset::Unicode);
        check_charset("ko_KR.utf8", "en_US.UTF-8", "xterm", Charset::Ascii);
        check_charset("", "de_DE.ISO-8859-15@euro", "xterm", Charset::Ascii);
        check_charset("", "de_DE.utf8@euro", "xterm", Charset::Unicode);
        check_charset("", "en_US.UTF-8", "linux", Charset::Ascii);
        check_charset("", "", "xterm", Charset::Unicode);
        assert_eq!(Environment::default().charset(None), Charset::Unicode);
    }
}
