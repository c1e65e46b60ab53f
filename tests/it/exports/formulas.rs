//! A small spreadsheet program: computes a workbook anew from its formulas alone, as strictly as a large one.
//!
//! Knows what our formulas use and panics at anything else.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Blank,
    Number(f64),
    Text(String),
    Truth(bool),
    Error,
    Many(Vec<Self>),
}

use Value::{Blank, Error, Many, Number, Text, Truth};

struct Sheet {
    values: Range<Data>,
    formulas: BTreeMap<(u32, u32), String>,
}

/// A workbook whose formulas are computed when they are asked for.
pub struct Book {
    sheets: BTreeMap<String, Sheet>,
    known: RefCell<BTreeMap<(String, u32, u32), Value>>,
}

impl Book {
    pub fn open(bytes: &[u8]) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let mut sheets = BTreeMap::new();
        for name in book.sheet_names() {
            let found = book.worksheet_formula(&name).unwrap();
            let (row, column) = found.start().unwrap_or_default();
            let all = found.used_cells().filter(|(_, _, text)| !text.is_empty());
            let formulas = all.map(|(r, c, text)| {
                let at = (
                    u32::try_from(r).unwrap() + row,
                    u32::try_from(c).unwrap() + column,
                );
                (at, text.clone())
            });
            let formulas = formulas.collect();
            let values = book.worksheet_range(&name).unwrap();
            sheets.insert(name, Sheet { values, formulas });
        }
        let known = RefCell::default();
        Self { sheets, known }
    }

    /// The names of the sheets.
    pub fn sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.keys().map(String::as_str)
    }

    /// How many rows a sheet has, the first included.
    pub fn rows(&self, sheet: &str) -> u32 {
        self.sheets[sheet].values.end().map_or(0, |end| end.0 + 1)
    }

    /// The formulas of a sheet with their places.
    pub fn formulas(&self, sheet: &str) -> impl Iterator<Item = (&(u32, u32), &String)> {
        self.sheets[sheet].formulas.iter()
    }

    /// What is stored in a cell, without computing it.
    pub fn stored(&self, sheet: &str, row: u32, column: u32) -> Value {
        match self.sheets[sheet].values.get_value((row, column)) {
            None | Some(Data::Empty) => Blank,
            Some(Data::String(text)) if text.is_empty() => Text(String::new()),
            Some(Data::Float(number)) => Number(*number),
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            Some(Data::Int(number)) => Number(*number as f64),
            Some(other) => Text(other.to_string()),
        }
    }

    /// What is computed for a cell.
    pub fn value(&self, sheet: &str, row: u32, column: u32) -> Value {
        let Some(formula) = self.sheets[sheet].formulas.get(&(row, column)) else {
            return self.stored(sheet, row, column);
        };
        let key = (sheet.to_owned(), row, column);
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let mut reader = Reading {
            book: self,
            sheet,
            rest: formula.as_str(),
        };
        let value = reader.compare();
        assert_eq!(reader.rest, "", "{formula}");
        self.known.borrow_mut().insert(key, value.clone());
        value
    }
}

/// A formula that is being read.
struct Reading<'b> {
    book: &'b Book,
    sheet: &'b str,
    rest: &'b str,
}

impl Reading<'_> {
    fn eat(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn compare(&mut self) -> Value {
        let left = self.join();
        for sign in ["<>", "<=", ">=", "=", "<", ">"] {
            if self.eat(sign) {
                let right = self.join();
                if left == Error || right == Error {
                    return Error;
                }
                let order = match (&left, &right) {
                    (Number(left), Number(right)) => left.partial_cmp(right),
                    (Text(left), Text(right)) => {
                        Some(left.to_lowercase().cmp(&right.to_lowercase()))
                    }
                    // A number is less than any text.
                    (Number(_), Text(_)) => Some(std::cmp::Ordering::Less),
                    (Text(_), Number(_)) => Some(std::cmp::Ordering::Greater),
                    (Blank, Text(text)) | (Text(text), Blank) => {
                        assert!(["=", "<>"].contains(&sign));
                        Some(if text.is_empty() {
                            std::cmp::Ordering::Equal
                        } else {
                            std::cmp::Ordering::Less
                        })
                    }
                    (Blank, Number(right)) => 0.0.partial_cmp(right),
                    (Number(left), Blank) => left.partial_cmp(&0.0),
                    other => panic!("{other:?}"),
                };
                let order = order.unwrap();
                return Truth(match sign {
                    "=" => order.is_eq(),
                    "<>" => order.is_ne(),
                    "<" => order.is_lt(),
                    ">" => order.is_gt(),
                    "<=" => order.is_le(),
                    _ => order.is_ge(),
                });
            }
        }
        left
    }

    fn join(&mut self) -> Value {
        let mut left = self.sum();
        while self.eat("&") {
            let right = self.sum();
            left = match (text(&left), text(&right)) {
                (Some(left), Some(right)) => Text(left + &right),
                _ => Error,
            };
        }
        left
    }

    fn sum(&mut self) -> Value {
        let mut left = self.product();
        loop {
            let is_plus = self.eat("+");
            if !is_plus && !self.eat("-") {
                return left;
            }
            let right = self.product();
            left = both(&left, &right, |a, b| if is_plus { a + b } else { a - b });
        }
    }

    fn product(&mut self) -> Value {
        let mut left = self.one();
        loop {
            let is_times = self.eat("*");
            if !is_times && !self.eat("/") {
                return left;
            }
            let right = self.one();
            left = match number(&right) {
                Some(right) if right == 0.0 && !is_times => Error,
                _ => both(&left, &right, |a, b| if is_times { a * b } else { a / b }),
            };
        }
    }

    fn one(&mut self) -> Value {
        if self.eat("-") {
            let value = self.one();
            return both(&Number(0.0), &value, |a, b| a - b);
        }
        if self.eat("(") {
            let value = self.compare();
            assert!(self.eat(")"), "{}", self.rest);
            return value;
        }
        if self.eat("\"") {
            let mut words = String::new();
            loop {
                let end = self.rest.find('"').expect("a closed text");
                words += &self.rest[..end];
                self.rest = &self.rest[end + 1..];
                if !self.eat("\"") {
                    return Text(words);
                }
                words.push('"');
            }
        }
        let length = self
            .rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "$._!".contains(c)))
            .unwrap_or(self.rest.len());
        let word = &self.rest[..length];
        assert!(!word.is_empty(), "{}", self.rest);
        self.rest = &self.rest[length..];
        if self.eat("(") {
            return self.call(word.trim_start_matches("_xlfn."));
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return Number(word.parse().unwrap());
        }
        let (sheet, cell) = word.split_once('!').unwrap_or((self.sheet, word));
        let from = place(cell);
        if !self.eat(":") {
            return self.book.value(sheet, from.0, from.1);
        }
        let length = self
            .rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '$'))
            .unwrap_or(self.rest.len());
        let to = place(&self.rest[..length]);
        self.rest = &self.rest[length..];
        let cells = (from.0..=to.0).flat_map(|row| (from.1..=to.1).map(move |at| (row, at)));
        Many(
            cells
                .map(|(row, at)| self.book.value(sheet, row, at))
                .collect(),
        )
    }

    fn call(&mut self, name: &str) -> Value {
        let mut all = Vec::new();
        loop {
            all.push(self.compare());
            if self.eat(")") {
                break;
            }
            assert!(self.eat(","), "{name} at {}", self.rest);
        }
        let is_lazy = ["IF", "IFERROR", "ISNUMBER", "COUNT"].contains(&name);
        if !is_lazy && all.contains(&Error) {
            return Error;
        }
        let numbers = || {
            all.iter().flat_map(flat).filter_map(|value| match value {
                Number(number) => Some(number),
                _ => None,
            })
        };
        let at = |place: usize| all.get(place).expect("an argument");
        let words = |place: usize| text(at(place)).expect("a text");
        match name {
            "IF" => match at(0) {
                Truth(true) => at(1).clone(),
                Truth(false) => all.get(2).cloned().unwrap_or(Truth(false)),
                Error => Error,
                other => panic!("IF of {other:?}"),
            },
            "AND" => Truth(all.iter().all(|value| *value == Truth(true))),
            "ISNUMBER" => Truth(matches!(at(0), Number(_))),
            "IFERROR" if *at(0) == Error => at(1).clone(),
            "IFERROR" => at(0).clone(),
            "COUNT" => Number(f64::from(u32::try_from(numbers().count()).unwrap())),
            "SUM" => Number(numbers().sum()),
            "MIN" => Number(numbers().reduce(f64::min).unwrap_or(0.0)),
            "MAX" => Number(numbers().reduce(f64::max).unwrap_or(0.0)),
            "RANK" => {
                let Number(own) = at(0) else {
                    return Error;
                };
                let above = flat(at(1)).into_iter().filter(|other| match other {
                    Number(other) => other > own,
                    _ => false,
                });
                Number(f64::from(u32::try_from(above.count() + 1).unwrap()))
            }
            "LEN" => Number(f64::from(
                u32::try_from(words(0).encode_utf16().count()).unwrap(),
            )),
            "LEFT" => match number(at(1)) {
                Some(length) if length >= 0.0 => Text(part(&words(0), 1.0, length)),
                _ => Error,
            },
            "MID" => match (number(at(1)), number(at(2))) {
                (Some(from), Some(length)) if from >= 1.0 && length >= 0.0 => {
                    Text(part(&words(0), from, length))
                }
                _ => Error,
            },
            "FIND" => {
                let whole: Vec<u16> = words(1).encode_utf16().collect();
                let sought: Vec<u16> = words(0).encode_utf16().collect();
                let from = all
                    .get(2)
                    .map_or(1.0, |from| number(from).expect("a number"));
                let found = whole
                    .windows(sought.len())
                    .enumerate()
                    .find(|(at, window)| {
                        *window == sought && f64::from(u32::try_from(at + 1).unwrap()) >= from
                    });
                found.map_or(Error, |(at, _)| {
                    Number(f64::from(u32::try_from(at + 1).unwrap()))
                })
            }
            "NUMBERVALUE" => {
                assert_eq!(words(1), ".");
                match words(0).trim() {
                    "" => Number(0.0),
                    text => text.parse().map_or(Error, Number),
                }
            }
            "SUBSTITUTE" => Text(words(0).replace(&words(1), &words(2))),
            "SUMIFS" => {
                let mut sum = 0.0;
                for (place, value) in flat(at(0)).into_iter().enumerate() {
                    let fits = all[1..].chunks(2).all(|pair| {
                        fits(
                            &flat(&pair[0])[place],
                            &text(&pair[1]).expect("a condition"),
                        )
                    });
                    if let (true, Number(number)) = (fits, value) {
                        sum += number;
                    }
                }
                Number(sum)
            }
            other => panic!("nobody computes {other}"),
        }
    }
}

/// Whether a cell meets a condition such as `<>Done` or `=Shop ~* front`.
fn fits(cell: &Value, condition: &str) -> bool {
    let (is_same, sought) = match condition.strip_prefix("<>") {
        Some(rest) => (false, rest),
        None => (true, condition.strip_prefix('=').unwrap_or(condition)),
    };
    let mut plain = String::new();
    let mut signs = sought.chars();
    while let Some(sign) = signs.next() {
        assert!(!"*?".contains(sign), "a wildcard in {condition}");
        plain.push(if sign == '~' {
            signs.next().unwrap()
        } else {
            sign
        });
    }
    let text = text(cell).unwrap_or_default();
    (text.to_lowercase() == plain.to_lowercase()) == is_same
}

fn flat(value: &Value) -> Vec<Value> {
    match value {
        Many(all) => all.clone(),
        one => vec![one.clone()],
    }
}

fn both(left: &Value, right: &Value, with: impl Fn(f64, f64) -> f64) -> Value {
    match (number(left), number(right)) {
        (Some(left), Some(right)) => Number(with(left, right)),
        _ => Error,
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Number(number) => Some(*number),
        Blank => Some(0.0),
        _ => None,
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Text(text) => Some(text.clone()),
        Number(number) => Some(number.to_string()),
        Blank => Some(String::new()),
        _ => None,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small numbers"
)]
fn part(text: &str, from: f64, length: f64) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let start = (from as usize - 1).min(units.len());
    let end = (start + length as usize).min(units.len());
    String::from_utf16(&units[start..end]).unwrap()
}

/// Row and column of `$B$12`, from zero.
fn place(cell: &str) -> (u32, u32) {
    let plain = cell.replace('$', "");
    let split = plain.find(|c: char| c.is_ascii_digit()).expect("a row");
    let (letters, row) = plain.split_at(split);
    let column = letters
        .bytes()
        .fold(0, |at, b| at * 26 + u32::from(b - b'A') + 1);
    (row.parse::<u32>().unwrap() - 1, column - 1)
}
