//! Times and days as chat programs write them around a name.
//!
//! Owns what is a time: clocks, days, the words around them in the languages of the programs.

/// Words that go with a time before or behind them, without dots and in small letters.
const HALVES: [&str; 12] = [
    "am", "pm", "uhr", "h", "heures", "klo", "kl", "at", "um", "à", "om", "alle",
];

/// Days by their words, in small letters. Short ones may be names: `Sam`, `Don`.
const DAYS: [&str; 58] = [
    "today",
    "yesterday",
    "heute",
    "gestern",
    "hoy",
    "ayer",
    "hier",
    "aujourd'hui",
    "oggi",
    "ieri",
    "vandaag",
    "gisteren",
    "сегодня",
    "вчера",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "今日",
    "昨日",
];

/// Whether a text is a time or a day, and nothing else.
pub(super) fn is_time(text: &str) -> bool {
    let (rest, had_time) = without_time(text);
    had_time && rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
}

/// A text without the times and days at its beginning, in brackets or not, and whether there was one.
pub(super) fn without_time(text: &str) -> (&str, bool) {
    // `[Tuesday 10.04] Name`: what stands in brackets before a name is its time.
    if let Some((time, rest)) = text
        .trim_start()
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        && time
            .split([' ', ','])
            .any(|word| is_clock(word) || is_dotted(word))
    {
        return (rest.trim_start(), true);
    }
    let mut rest = text.trim_start();
    let (mut had_time, mut had_clock) = (false, false);
    loop {
        let open = rest
            .trim_start_matches(['[', '(', ',', '·', '-', '|'])
            .trim_start();
        let end = open.find(|c: char| c.is_whitespace() || matches!(c, ']' | ')' | ','));
        let word = open.get(..end.unwrap_or(open.len())).unwrap_or(open);
        let after = open.get(word.len()..).unwrap_or_default();
        let next = after.trim_start_matches([']', ')', ',']).trim_start();
        let is_before_a_name = next.starts_with(char::is_alphabetic);
        let is_clock = is_clock(word) || (is_dotted(word) && is_before_a_name);
        // `Today at 10:03`: a day goes with the time that follows it.
        let is_more = (is_half(word) && had_time) || is_day(word);
        if word.is_empty() || !(is_clock || is_more) {
            return (if had_clock { rest.trim_start() } else { text }, had_clock);
        }
        had_time = true;
        had_clock |= is_clock;
        rest = next;
    }
}

/// A text without the times at its end.
pub(super) fn without_last_time(text: &str) -> &str {
    let mut rest = text.trim_end();
    while let Some((before, word)) = rest.rsplit_once([' ', '\t', '(', '[']) {
        let word = word.trim_matches(['[', ']', '(', ')', ',']);
        let is_after_a_name = before
            .trim_end()
            .ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '.'));
        let is_clock = is_clock(word) || (is_dotted(word) && is_after_a_name);
        if !(word.is_empty() || is_clock || is_half(word) || is_day(word)) {
            break;
        }
        rest = before.trim_end_matches([' ', '\t', ',', '(', '[', '·', '|', '-', '–', '—']);
    }
    rest
}

/// Whether a word is a time or a day: `10:03`, `10:03:22`, `10h04`, `30.11.2026`, `01.12.`, `11/30`, `10:03AM`.
pub(super) fn is_clock(word: &str) -> bool {
    let is_number =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if let Some((hour, minute)) = word.split_once(['h', 'u'])
        && is_number(hour)
        && is_number(minute)
    {
        return minute.len() == 2;
    }
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
    let parts: Vec<&str> = digits.split([':', '/', '.', '-']).collect();
    // `01.12.` is a day by its last dot.
    let is_day =
        parts.len() == 2 && word.ends_with('.') && word.contains('.') && digits.contains('.');
    let is_sign = digits.contains([':', '/']) || parts.len() > 2 || is_day;
    parts.len() > 1 && is_sign && parts.into_iter().all(is_number)
}

/// Whether a word may be a time with a dot, `10.04`, which is a number elsewhere.
fn is_dotted(word: &str) -> bool {
    let Some((hour, minute)) = word.split_once('.') else {
        return false;
    };
    let below =
        |part: &str, end: u8| part.len() <= 2 && part.parse::<u8>().is_ok_and(|of| of < end);
    minute.len() == 2 && below(hour, 24) && below(minute, 60)
}

/// Whether a word goes with a time.
fn is_half(word: &str) -> bool {
    let word = word.to_lowercase().replace('.', "");
    HALVES.contains(&word.as_str())
}

/// Whether a word is a day.
fn is_day(word: &str) -> bool {
    DAYS.contains(&word.to_lowercase().as_str())
}
