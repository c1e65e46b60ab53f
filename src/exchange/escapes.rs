//! Characters that are written with others: `&eacute;`, `&#233;`, `%C3%A9`.
//!
//! Owns what such an escape stands for. Knows no format that has them.

use quick_xml::escape::resolve_html5_entity;

/// The longest name of an entity.
const ENTITY: usize = 32;

/// What an escape at the beginning of a text stands for, as in links and pages, and how many bytes it has.
pub(super) fn escaped(text: &str) -> Option<(String, usize)> {
    if !text.starts_with('%') {
        return entity(text);
    }
    let digits = text.as_bytes().chunks(3).map_while(|three| match three {
        [b'%', high, low] => {
            let digit = |digit: &u8| char::from(*digit).to_digit(16);
            u8::try_from(digit(high)? * 16 + digit(low)?).ok()
        }
        _ => None,
    });
    // As many as one character takes.
    let bytes: Vec<u8> = digits.take(4).collect();
    (1..=bytes.len()).find_map(|count| {
        let said = std::str::from_utf8(bytes.get(..count)?).ok()?;
        Some((said.to_owned(), 3 * count))
    })
}

/// What an entity at the beginning of a text stands for, and how many bytes it has; a `&` that begins none is text.
pub(super) fn entity(html: &str) -> Option<(String, usize)> {
    let inner = html.strip_prefix('&')?;
    let end = inner.bytes().take(ENTITY).position(|b| b == b';')?;
    let name = inner.get(..end)?;
    let known = || resolve_html5_entity(name).map(str::to_owned);
    let said = numbered(name).map(String::from).or_else(known)?;
    Some((said, '&'.len_utf8() + end + ';'.len_utf8()))
}

/// The character of `#252` or `#xfc`.
fn numbered(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}
