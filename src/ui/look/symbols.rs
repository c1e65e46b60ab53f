//! The marks, each with its ASCII twin.
//!
//! Owns one table of all marks. Nearly all Unicode marks have ambiguous East Asian width, hence the
//! complete second set. Knows nothing of where a mark is drawn.

use ratatui::symbols::border::Set;

use crate::ui::look::Charset;

macro_rules! symbols {
    ($($(#[$doc:meta])* $name:ident: $unicode:literal, $ascii:literal;)+) => {
        /// One field per mark, each one cell wide.
        #[derive(Debug)]
        pub struct Symbols {
            $($(#[$doc])* pub $name: &'static str,)+
            /// The marks of buckets by position; ASCII takes initials instead, see [`bucket_marks`].
            pub buckets: [&'static str; 8],
            /// Columns from one eighth to full height.
            pub eighths: [&'static str; 8],
        }

        impl Symbols {
            /// Every mark with the name of its field.
            pub fn named(&self) -> Vec<(&'static str, &'static str)> {
                let mut all = vec![$((stringify!($name), self.$name),)+];
                all.extend(self.buckets.iter().map(|mark| ("buckets", *mark)));
                all.extend(self.eighths.iter().map(|mark| ("eighths", *mark)));
                all
            }
        }

        /// Box drawing and geometric shapes.
        pub static UNICODE: Symbols = Symbols {
            $($name: $unicode,)+
            buckets: ["●", "■", "◆", "✚", "★", "○", "□", "△"],
            eighths: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        };

        /// Bytes below 128 only.
        pub static ASCII: Symbols = Symbols {
            $($name: $ascii,)+
            buckets: ["1", "2", "3", "4", "5", "6", "7", "8"],
            eighths: [".", ".", ":", ":", ":", "#", "#", "#"],
        };
    };
}

symbols! {
    /// The row the cursor is in.
    cursor: "▌", ">";
    /// The right edge of a chosen value.
    cursor_right: "▐", "<";
    /// The region with the focus.
    focused: "▶", "*";
    /// The view that is shown.
    current: "▸", "[";
    /// Where a line from one thing to another ends.
    arrow: "▸", ">";
    /// The rule of the region with the focus.
    rule_heavy: "━", "=";
    /// The rule of any other region.
    rule: "─", "-";
    /// Between parts of a sentence.
    separator: "·", ",";
    /// A cell of a bar.
    bar: "━", "=";
    /// Half a cell of a bar.
    bar_half: "╸", "=";
    /// Still to go to a target.
    to_go: "╌", ".";
    /// A target.
    target: "┃", "|";
    /// Beyond a target.
    beyond: "═", "#";
    /// The rest of a gauge.
    track: "─", "-";
    /// Above a target or a capacity, always with a number.
    over: "▲", "+";
    /// Below a target or a capacity, always with a number.
    under: "▼", "-";
    /// Carried to another rank.
    carried: "≡", "%";
    /// Nearly tied.
    near: "≈", "~";
    /// Done, confirmed.
    done: "✓", "V";
    /// An error.
    error: "✖", "X";
    /// Needs a look; words say why.
    attention: "!", "!";
    /// Not known yet, missing.
    unknown: "?", "?";
    /// Set by hand.
    by_hand: "h", "h";
    /// Depends on something.
    depends: "»", "}";
    /// Something depends on it.
    needed: "«", "{";
    /// Selected together with others.
    selected: "◉", "x";
    /// Private.
    private: "◼", "P";
    /// Unsaved, a voice that is in.
    dot: "●", "o";
    /// Minus.
    minus: "−", "-";
    /// Before a drift of zero.
    plus_minus: "±", " ";
    /// Divided by.
    divide: "÷", "/";
    /// Cut short.
    more: "…", "~";
    /// None: no score, no place.
    no_score: "–", "-";
    /// A curve in the upper half of a cell.
    curve_high: "▀", "\"";
    /// A curve in the lower half.
    curve_low: "▄", "_";
    /// Two curves in one cell.
    meet: "+", "+";
    /// A price of ours on a line of prices.
    ours: "●", "O";
    /// A price of somebody else.
    theirs: "○", "o";
    /// A pip of evidence.
    evidence: "•", "*";
    /// A pip of evidence that is not there.
    evidence_none: "◦", ".";
    /// Nothing said yet.
    pip_empty: "·", ".";
    /// The vertical axis.
    axis: "│", "|";
    /// The horizontal axis.
    axis_flat: "─", "-";
    /// Where the axes meet.
    axis_corner: "└", "+";
    /// The vertical line of a threshold.
    cross: "┊", ":";
    /// The horizontal line of a threshold.
    cross_flat: "┈", ".";
    /// Equal scores.
    iso: "·", ".";
    /// Several in one cell.
    cluster: "◎", "@";
    /// The cut line and a capacity.
    cut: "┄", ".";
    /// The corner of a frame, top left.
    top_left: "╭", "+";
    /// The corner of a frame, top right.
    top_right: "╮", "+";
    /// The corner of a frame, bottom left.
    bottom_left: "╰", "+";
    /// The corner of a frame, bottom right.
    bottom_right: "╯", "+";
    /// The side of a frame.
    side: "│", "|";
    /// The corner of a box, top left.
    box_top_left: "┌", "+";
    /// The corner of a box, top right.
    box_top_right: "┐", "+";
    /// The corner of a box, bottom left.
    box_bottom_left: "└", "+";
    /// The corner of a box, bottom right.
    box_bottom_right: "┘", "+";
    /// A line goes on, and another one begins at its right.
    join_right: "├", "+";
    /// A line goes on, and another one ends at its left.
    join_left: "┤", "+";
    /// A line goes on, and another one begins below it.
    join_down: "┬", "+";
    /// A line goes on, and another one ends at it from above.
    join_up: "┴", "+";
    /// Two lines meet and go on.
    join_all: "┼", "+";
    /// The corner of the chosen box, top left.
    heavy_top_left: "┏", "#";
    /// The corner of the chosen box, top right.
    heavy_top_right: "┓", "#";
    /// The corner of the chosen box, bottom left.
    heavy_bottom_left: "┗", "#";
    /// The corner of the chosen box, bottom right.
    heavy_bottom_right: "┛", "#";
    /// The side of the chosen box.
    heavy_side: "┃", "#";
    /// The flat of the chosen box.
    heavy_flat: "━", "#";
    /// The part of a list that is in sight.
    thumb: "┃", "#";
    /// The part of a list that is not.
    groove: "│", "|";
    /// Up, risen since the last edit.
    up: "↑", "^";
    /// Down, fallen since the last edit.
    down: "↓", "v";
    /// Left.
    left: "←", "<";
    /// Right.
    right: "→", ">";
    /// An earlier choice.
    previous: "‹", "<";
    /// A later choice.
    next: "›", ">";
    /// An opening quotation mark.
    quote: "“", "\"";
    /// A closing quotation mark.
    unquote: "”", "\"";
    /// Work of the nearest interval, on an axis of days.
    span_near: "█", "#";
    /// Work of the interval after it.
    span_next: "▓", "=";
    /// Work that is further ahead.
    span_later: "▒", "-";
    /// From the day of half of all cases to that of 85 %.
    span_tail: "░", ".";
    /// The day of half of all cases.
    half: "◐", "|";
    /// A milestone.
    milestone: "◇", "Y";
    /// Where typing goes in an empty field.
    caret: "▏", "|";
}

impl Symbols {
    /// The lines around what lies over a view.
    pub const fn round(&self) -> Set<'static> {
        let tops = [self.top_left, self.top_right];
        lines(
            tops,
            [self.bottom_left, self.bottom_right],
            self.rule,
            self.side,
        )
    }

    /// The lines around a value.
    pub const fn square(&self) -> Set<'static> {
        let tops = [self.box_top_left, self.box_top_right];
        let bottoms = [self.box_bottom_left, self.box_bottom_right];
        lines(tops, bottoms, self.rule, self.axis)
    }

    /// The lines around the chosen value.
    pub const fn heavy(&self) -> Set<'static> {
        let tops = [self.heavy_top_left, self.heavy_top_right];
        let bottoms = [self.heavy_bottom_left, self.heavy_bottom_right];
        lines(tops, bottoms, self.heavy_flat, self.heavy_side)
    }
}

const fn lines(
    [top_left, top_right]: [&'static str; 2],
    [bottom_left, bottom_right]: [&'static str; 2],
    flat: &'static str,
    side: &'static str,
) -> Set<'static> {
    Set {
        top_left,
        top_right,
        bottom_left,
        bottom_right,
        vertical_left: side,
        vertical_right: side,
        horizontal_top: flat,
        horizontal_bottom: flat,
    }
}

/// The marks of the buckets with these names, in their order.
///
/// Unicode has eight shapes; in ASCII, and from the ninth on, a bucket goes by a letter of its name, or
/// else any letter or digit, that none before it took.
pub fn bucket_marks(names: &[&str], charset: Charset) -> Vec<String> {
    let mut taken = Vec::new();
    let mut marks = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let shape = match charset {
            Charset::Unicode => UNICODE.buckets.get(index),
            Charset::Ascii => None,
        };
        if let Some(shape) = shape {
            marks.push((*shape).to_owned());
            continue;
        }
        let own = name.chars().filter(char::is_ascii_alphabetic);
        let letter = own
            .map(|letter| letter.to_ascii_uppercase())
            .chain('A'..='Z')
            .chain('0'..='9')
            .find(|letter| !taken.contains(letter))
            .unwrap_or('?');
        taken.push(letter);
        marks.push(letter.to_string());
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn every_mark_is_one_cell() {
        for symbols in [&UNICODE, &ASCII] {
            for (name, mark) in symbols.named() {
                assert_eq!(mark.width(), 1, "{name}");
                assert_eq!(mark.chars().count(), 1, "{name}");
            }
        }
    }

    #[test]
    fn a_mark_has_one_sense() {
        for (symbols, marks) in [
            (
                &UNICODE,
                bucket_marks(&["A", "B", "C", "D", "E", "F"], Charset::Unicode),
            ),
            (
                &ASCII,
                bucket_marks(&["A", "B", "C", "D", "E", "F"], Charset::Ascii),
            ),
        ] {
            let mut all: Vec<&str> = marks.iter().map(String::as_str).collect();
            all.extend([
                symbols.cursor,
                symbols.focused,
                symbols.current,
                symbols.over,
                symbols.under,
                symbols.near,
                symbols.carried,
                symbols.done,
                symbols.error,
                symbols.attention,
                symbols.unknown,
                symbols.by_hand,
                symbols.depends,
                symbols.needed,
                symbols.selected,
                symbols.up,
                symbols.down,
            ]);
            let senses: std::collections::BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(senses.len(), all.len(), "{all:?}");
        }
    }

    #[test]
    fn ascii_is_ascii() {
        for (name, mark) in ASCII.named() {
            assert!(mark.is_ascii(), "{name}");
        }
    }

    #[test]
    fn buckets_go_by_unique_letters() {
        let names = [
            "New value",
            "Enablers",
            "Tech debt",
            "Run",
            "Tech",
            "",
            "债",
        ];
        let marks = bucket_marks(&names, Charset::Ascii);
        assert_eq!(marks, ["N", "E", "T", "R", "C", "A", "B"]);
        let marks = bucket_marks(&["x"; 10], Charset::Unicode);
        assert_eq!(marks.get(7).map(String::as_str), Some("△"));
        assert_eq!(marks.get(8).map(String::as_str), Some("X"));
        assert_eq!(marks.get(9).map(String::as_str), Some("A"));
    }
}
