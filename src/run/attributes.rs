//! Lines of `.gitattributes`: how a path is written there, and which lines a file lacks.

/// The line that has a file merged by evenkeel.
pub fn line(path: &str) -> String {
    let mut pattern = String::from("/");
    for c in path.chars() {
        if matches!(c, '*' | '?' | '[' | ']' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    if pattern.contains(|c: char| c.is_whitespace() || c == '"') {
        pattern = format!("\"{}\"", pattern.replace('\\', "\\\\").replace('"', "\\\""));
    }
    format!("{pattern} merge=evenkeel")
}

/// The text with the lines it lacks; none when it lacks none.
pub fn completed(text: &str, lines: &[String]) -> Option<String> {
    let has = |line: &&String| text.lines().any(|known| known.trim() == line.as_str());
    let missing: Vec<&String> = lines.iter().filter(|line| !has(line)).collect();
    if missing.is_empty() {
        return None;
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(newline);
    }
    for line in missing {
        out.push_str(line);
        out.push_str(newline);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_one_file() {
        assert_eq!(line("boards/shop.ron"), "/boards/shop.ron merge=evenkeel");
        assert_eq!(line("a[1]*.ron"), "/a\\[1\\]\\*.ron merge=evenkeel");
        assert_eq!(line("my shop.ron"), "\"/my shop.ron\" merge=evenkeel");
    }

    #[test]
    fn only_what_lacks_is_added() {
        let lines = [line("a.ron"), line("b.ron")];
        let all = completed("*.png binary", &lines).unwrap();
        assert_eq!(
            all,
            "*.png binary\n/a.ron merge=evenkeel\n/b.ron merge=evenkeel\n"
        );
        assert_eq!(completed(&all, &lines), None);
    }
}
