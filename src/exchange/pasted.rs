//! What is pasted: lines from a mail, or a block of cells from a sheet.
//!
//! Owns how such a text becomes rows of cells. Only tabs part cells, as every sheet puts them on the clipboard: a
//! title may have commas.

use csv::ReaderBuilder;

use crate::model::text::clean_line;

/// The rows of a pasted text, without the blank ones at its end; of a list, without the marks before its lines.
pub fn block(text: &str) -> Vec<Vec<String>> {
    let clean = |cell: &str| clean_line(cell).trim().to_owned();
    let mut rows: Vec<Vec<String>> = if text.contains('\t') {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(b'\t')
            .from_reader(text.as_bytes());
        let records = reader.into_records().map_while(Result::ok);
        records
            .map(|cells| cells.iter().map(clean).collect())
            .collect()
    } else {
        let lines = text.lines().map(|line| clean(unmarked(line.trim())));
        let said = lines.filter(|line| !line.is_empty());
        said.map(|line| vec![line]).collect()
    };
    let is_blank = |row: &Vec<String>| row.iter().all(String::is_empty);
    while rows.last().is_some_and(is_blank) {
        rows.pop();
    }
    rows
}

/// A line without the mark that a list has before it: a dash, a point, a number, a box.
fn unmarked(line: &str) -> &str {
    for mark in ["- [ ] ", "- [x] ", "- ", "* ", "• ", "– ", "· ", "o "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return rest;
        }
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = (1..4).contains(&(line.len() - digits.len()));
    let rest = digits
        .strip_prefix(". ")
        .or_else(|| digits.strip_prefix(") "));
    rest.filter(|_| is_number).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_cells_are_told_apart() {
        for (text, expected) in [
            (
                "Guest checkout, fast\n\nGift cards\n",
                "Guest checkout, fast|Gift cards",
            ),
            (
                "- One\r\n- [ ] Two\r\n3. Three\r\n2026 plan",
                "One|Two|Three|2026 plan",
            ),
            ("A\t5\nB\t\t8\n\t\n", "A;5|B;;8"),
            ("\"Two\nlines\"\t3", "Two lines;3"),
            ("", ""),
        ] {
            let rows: Vec<String> = block(text).iter().map(|row| row.join(";")).collect();
            assert_eq!(rows.join("|"), expected, "{text:?}");
        }
    }
}
