//! The explanation: what comes first and the message above, the topics below them, of which one is open.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Explain;
use crate::dialogs::Seen;
use crate::dialogs::draw::{SeenLines, Stage, cells, cut_top};
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::widgets::{Focus, OverlayTone, Rule, put};

/// The most rows of a text that are wrapped.
const LIMIT: usize = 200;
/// How far what stands under a topic is set in.
const INDENT: usize = 4;
/// How many rows the topics have at least, below their rule.
const TOPICS: usize = 5;

/// A row of the topics.
enum Line {
    Topic(usize),
    Detail(usize, String),
}

impl Seen for Explain {
    fn draw(&self, stage: &Stage<'_>, buf: &mut Buffer, hits: &mut Hits) {
        let look = stage.look;
        let width = stage.screen.width.saturating_sub(4).min(90);
        let room = usize::from(width).saturating_sub(8);
        let wrapped = |lines: &[String], room| -> Vec<String> {
            let rows = lines.iter();
            rows.flat_map(|line| text::wrap(&stage.own(line), room, LIMIT))
                .collect()
        };
        let first = wrapped(&self.told.first, room);
        let message = wrapped(&self.message.lines, room);
        let lines = self.lines(|lines| wrapped(lines, room.saturating_sub(INDENT)));
        let is_low = stage.screen.height < 30;
        let rows = 2 + first.len() + 2 + message.len() + 2 + lines.len() + 3;
        let heading = "Why is it there?";
        let tone = OverlayTone::Plain;
        let size = (width, cells(rows));
        let mut area = stage.frame(heading, &self.key, tone, size, buf, hits);
        let mut take = |rows: usize| cut_top(&mut area, cells(rows));
        let row = take(1);
        put(
            buf,
            row,
            row.x,
            row.y,
            &stage.own(&self.title),
            look.strong(),
        );
        take(usize::from(!is_low));
        let text = |rows: &[String], block: Rect, buf: &mut Buffer| {
            for (words, y) in rows.iter().zip(block.top()..block.bottom()) {
                put(buf, block, block.x, y, words, look.text());
            }
        };
        text(&first, take(first.len()), buf);
        take(1);
        let rule = |title: &str, note: &str, area: Rect, buf: &mut Buffer| {
            Rule {
                title,
                note,
                focus: Focus::Elsewhere,
            }
            .draw(look, area, buf);
        };
        let to = match &self.message.to {
            Some(name) => format!("Message for {name}"),
            None => "Message for the person who asked".to_owned(),
        };
        let key_of = |id| stage.desk.keys.taught(id).unwrap_or_default();
        let copies = format!("{} copies it", key_of("explain.copy"));
        rule(&stage.own(&to), &copies, take(1), buf);
        let below = if lines.is_empty() { 0 } else { TOPICS + 2 };
        let left = usize::from(stage.screen.height).saturating_sub(4 + 2 + first.len() + 2);
        let most = left.saturating_sub(below).max(2);
        text(&message, take(message.len().min(most)), buf);
        if lines.is_empty() {
            return;
        }
        take(1);
        let opens = format!("{} opens a line", key_of("explain.open"));
        rule("How it is computed", &opens, take(1), buf);
        self.topics(stage, &lines, area, buf, hits);
    }
}

impl Explain {
    /// The topics with what the open one holds.
    fn lines(&self, wrapped: impl Fn(&[String]) -> Vec<String>) -> Vec<Line> {
        let topics = self.told.topics.iter().enumerate();
        let all = topics.flat_map(|(at, topic)| {
            let opened = (self.open == Some(at)).then(|| wrapped(&topic.lines));
            let details = opened.into_iter().flatten();
            let details: Vec<Line> = details.map(|line| Line::Detail(at, line)).collect();
            std::iter::once(Line::Topic(at)).chain(details)
        });
        all.collect()
    }

    fn topics(
        &self,
        stage: &Stage<'_>,
        lines: &[Line],
        area: Rect,
        buf: &mut Buffer,
        hits: &mut Hits,
    ) {
        let look = stage.look;
        let is_near = |line: &Line| matches!(line, Line::Topic(at) if *at == self.at);
        let top = lines.iter().position(is_near).unwrap_or(0);
        // What is open under the chosen topic is in sight as far as there is room.
        let is_its = |line: &&Line| matches!(line, Line::Detail(at, _) if *at == self.at);
        let inside = lines.iter().skip(top + 1).take_while(is_its).count();
        let height = usize::from(area.height);
        let near = top + inside.min(height.saturating_sub(1));
        let entry = |at: usize| match lines.get(at) {
            Some(Line::Topic(topic)) => Some(*topic),
            _ => None,
        };
        let seen = SeenLines {
            count: lines.len(),
            near,
            chosen: self.at,
            entry,
        };
        stage.lines(&seen, area, buf, hits, |at, row, dress, buf| {
            match lines.get(at) {
                Some(Line::Topic(topic)) => {
                    let Some(told) = self.told.topics.get(*topic) else {
                        return;
                    };
                    let mark = if self.open == Some(*topic) { "-" } else { "+" };
                    let title = format!("{mark} {}", told.title);
                    let style = dress(look.text());
                    let end = put(buf, row, row.x, row.y, &title, style);
                    let short = stage.own(&told.short);
                    let x = row.right().saturating_sub(cells(text::width(&short)));
                    put(buf, row, x.max(end + 2), row.y, &short, dress(look.muted()));
                }
                Some(Line::Detail(_, words)) => {
                    put(buf, row, row.x + cells(INDENT), row.y, words, look.muted());
                }
                None => {}
            }
        });
    }
}
