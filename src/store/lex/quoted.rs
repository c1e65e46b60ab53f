//! Where texts and characters end: plain, raw and byte texts.

use super::super::fault::Fault;
use super::Lexer;

impl Lexer<'_> {
    /// Passes a raw or byte text; false when the letter only begins a word.
    pub(super) fn prefixed(&mut self) -> Result<bool, Fault> {
        let start = self.at;
        let rest = self.rest();
        let prefix = rest.len() - rest.trim_start_matches(['b', 'r']).len();
        let after = rest.get(prefix..).unwrap_or_default();
        let fences = after.len() - after.trim_start_matches('#').len();
        let raw = rest.get(..prefix).is_some_and(|p| p.ends_with('r'));
        if prefix > 2 || (fences > 0 && !raw) {
            return Ok(false);
        }
        match after.as_bytes().get(fences) {
            Some(b'"') => {
                self.at += prefix + fences;
                let close = format!("\"{}", "#".repeat(fences));
                self.string(start, &close, !raw)?;
                Ok(true)
            }
            Some(b'\'') if !raw => {
                self.at += prefix;
                self.character()?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    pub(super) fn string(&mut self, start: usize, close: &str, escapes: bool) -> Result<(), Fault> {
        let body = self.at + 1;
        let mut from = body;
        loop {
            let rest = self.text.get(from..).unwrap_or_default();
            // One quote is looked for with the fast search of a single character.
            let found = match close {
                "\"" => rest.find('"'),
                _ => rest.find(close),
            };
            let Some(found) = found else {
                return Err(Fault::syntax(
                    start,
                    "the text that begins here is never closed",
                    "put a \" at its end",
                ));
            };
            let quote = from + found;
            let inside = self.text.as_bytes().get(body..quote).unwrap_or_default();
            let slashes = inside.iter().rev().take_while(|b| **b == b'\\').count();
            if !escapes || slashes % 2 == 0 {
                self.at = quote + close.len();
                return Ok(());
            }
            from = quote + 1;
        }
    }

    pub(super) fn character(&mut self) -> Result<(), Fault> {
        let rest = self.rest();
        let mut inside = rest.char_indices().skip(1);
        let escaped = rest.as_bytes().get(1) == Some(&b'\\');
        let close = if escaped {
            inside.skip(2).take(10).find(|(_, c)| *c == '\'')
        } else {
            inside.nth(1).filter(|(_, c)| *c == '\'')
        };
        let Some((at, _)) = close else {
            return Err(Fault::syntax(
                self.at,
                "a stray ' stands here",
                "put texts between \" and \"",
            ));
        };
        self.at += at + 1;
        Ok(())
    }
}
