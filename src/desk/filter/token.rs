//! Tokens: the text after `/` cut into terms.
//!
//! Owns spaces, quotes, the minus sign and the comparison signs. Knows no field and no item.

use std::cmp::Ordering;

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `:`, a part of it for words.
    Is,
    /// `=`, nothing more and nothing less.
    Exactly,
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    More,
    /// `>=`.
    AtLeast,
}

impl Op {
    /// The signs, longer ones first.
    const SIGNS: [(&str, Self); 6] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("<", Self::Less),
        (">", Self::More),
        ("=", Self::Exactly),
        (":", Self::Is),
    ];

    /// Whether two values in this order satisfy the comparison.
    pub(super) const fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Is | Self::Exactly => order.is_eq(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }

    fn strip(text: &str) -> Option<(Self, &str)> {
        Self::SIGNS
            .iter()
            .find_map(|(sign, op)| Some((*op, text.strip_prefix(sign)?)))
    }
}

/// One term as typed, not yet understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Whether it begins with a minus sign.
    pub negated: bool,
    /// What follows.
    pub body: Body<'a>,
}

/// A term without its minus sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body<'a> {
    /// A word or a quoted phrase.
    Words(&'a str),
    /// A name, a sign and a value, which may be empty.
    Named {
        /// The name as typed.
        name: &'a str,
        /// The sign.
        op: Op,
        /// The value without quotes.
        value: &'a str,
    },
}

impl<'a> Token<'a> {
    /// Reads one term of [`split`].
    pub fn read(raw: &'a str) -> Self {
        let rest = raw.strip_prefix('-');
        Self {
            negated: rest.is_some(),
            body: Body::read(rest.unwrap_or(raw)),
        }
    }
}

impl<'a> Body<'a> {
    fn read(text: &'a str) -> Self {
        let is_name = |name: &str| {
            name.starts_with(char::is_alphabetic)
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/'))
        };
        text.find(is_sign)
            .and_then(|at| text.split_at_checked(at))
            .filter(|(name, _)| is_name(name))
            .and_then(|(name, rest)| {
                let (op, value) = Op::strip(rest)?;
                // `size:>5` means `size>5`.
                let (op, value) = if rest.starts_with(':') {
                    Op::strip(value).unwrap_or((op, value))
                } else {
                    (op, value)
                };
                let value = unquoted(value);
                Some(Self::Named { name, op, value })
            })
            .unwrap_or_else(|| Self::Words(unquoted(text)))
    }
}

const fn is_sign(c: char) -> bool {
    matches!(c, ':' | '<' | '>' | '=')
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('"')
        .map_or(text, |text| text.strip_suffix('"').unwrap_or(text))
}

/// Cuts a text into terms at spaces outside quotes. A quote opens at the beginning of a term or
/// after a sign; one that is never closed reaches to the end, as it does while it is typed.
pub fn split(text: &str) -> Vec<&str> {
    let mut terms = Vec::new();
    let mut start = None;
    let mut quoted = false;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if quoted {
            quoted = c != '"';
        } else if c.is_whitespace() {
            terms.extend(start.take().and_then(|start| text.get(start..at)));
        } else {
            quoted = c == '"' && (before.is_whitespace() || before == '-' || is_sign(before));
            start = start.or(Some(at));
        }
        before = c;
    }
    terms.extend(start.and_then(|start| text.get(start..)));
    terms
}

/// The term that is being typed at the end of a text: empty after a space.
pub fn last(text: &str) -> &str {
    split(text)
        .pop()
        .filter(|term| text.ends_with(term))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_cut_and_quotes_hold_together() {
        for (text, terms) in [
            ("", vec![]),
            ("  a  b ", vec!["a", "b"]),
            ("\"a b\" c", vec!["\"a b\"", "c"]),
            ("-\"a b\"", vec!["-\"a b\""]),
            ("owner:\"Jane Doe\" x", vec!["owner:\"Jane Doe\"", "x"]),
            ("5\" screen", vec!["5\"", "screen"]),
            ("open \"to the end", vec!["open", "\"to the end"]),
        ] {
            assert_eq!(split(text), terms, "{text}");
        }
        assert_eq!(last("a b"), "b");
        assert_eq!(last("a b "), "");
        assert_eq!(last("a \"b "), "\"b ");
    }

    #[test]
    fn a_name_and_a_sign_make_a_comparison() {
        let named = |name, op, value| Body::Named { name, op, value };
        for (text, body) in [
            ("pay", Body::Words("pay")),
            ("\"a:b\"", Body::Words("a:b")),
            ("12:30", Body::Words("12:30")),
            (">5", Body::Words(">5")),
            ("size>=5", named("size", Op::AtLeast, "5")),
            ("size:>5", named("size", Op::More, "5")),
            ("size:", named("size", Op::Is, "")),
            ("a:\"b c", named("a", Op::Is, "b c")),
        ] {
            assert_eq!(Token::read(text).body, body, "{text}");
            let minus = format!("-{text}");
            let token = Token::read(&minus);
            assert!(token.negated);
            assert_eq!(token.body, body, "{minus}");
        }
    }
}
