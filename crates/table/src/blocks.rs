//! Plain rows, read on all cores: those of a large table nearly all.
//!
//! A row is plain if it is one line with the right number of fields, no quote
//! in it, and in each column asked for a number, its decimals behind a point if
//! it has any: then what [`rows`](crate::rows) would do with it is known. It looks at all other lines
//! one by one; a row that is not called plain, though it could be, only takes
//! longer.

use std::{
    ops::Range,
    sync::mpsc::{Receiver, sync_channel},
    thread,
};

use crate::{
    cell::sums_up,
    error::Result,
    file::File,
    marks::Evidence,
    number::{Marks, plain},
    records::{LONGEST, Separator},
};

/// So many bytes are read at a time.
pub const BLOCK: usize = 1 << 20;

/// Powers of ten: float64 holds each of them.
const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
    1e14, 1e15,
];

/// What a row must be like to be plain.
#[derive(Clone)]
pub struct Plain {
    letter: u8,
    width: usize,
    comment: Option<char>,
    marks: Marks,
    /// Whether rows begin with a text.
    named: bool,
    /// The columns asked for: their positions, in order, each once.
    at: Vec<usize>,
    /// What their numbers show of how they are written.
    seen: Vec<Evidence>,
    /// Those of the last row, and where in its line they stand.
    numbers: Vec<(f64, Range<usize>)>,
}

/// What some lines held.
pub struct Block<'t> {
    /// The numbers of their plain rows, column by column.
    pub values: Vec<Vec<f64>>,
    /// The lines that are no plain rows.
    pub others: Vec<Other<'t>>,
    /// How many lines there are.
    pub lines: u64,
}

/// A line that is no plain row.
pub struct Other<'t> {
    /// How many plain rows of its block stand before it.
    pub behind: usize,
    /// How many lines.
    pub line: u64,
    /// The line, with its end.
    pub text: &'t str,
}

impl Block<'_> {
    /// How many plain rows there are.
    pub fn rows(&self) -> usize {
        self.values[0].len()
    }
}

impl Plain {
    /// For columns at these positions, and what each shows of how it writes
    /// numbers; `None` where no row of the text can be plain, or quotes may go
    /// over line ends.
    pub fn new(
        file: &File,
        mut asked: Vec<(usize, Evidence)>,
        text: &str,
    ) -> Option<Plain> {
        let dialect = &file.layout.dialect;
        let Separator::Letter(letter) = dialect.separator else {
            return None;
        };
        let quote = char::from(dialect.quotes.mark);
        let in_numbers = letter.is_ascii_alphanumeric()
            || matches!(letter, b'.' | b'+' | b'-' | b'\r' | b'\n');
        if asked.is_empty() || in_numbers || text.contains(quote) {
            return None;
        }
        asked.sort_by_key(|(at, _)| *at);
        asked.dedup_by_key(|(at, _)| *at);
        let (at, seen): (Vec<_>, Vec<_>) = asked.into_iter().unzip();
        Some(Plain {
            letter,
            width: file.layout.width,
            comment: file.options.comment,
            marks: file.marks.clone(),
            named: file.layout.typed[0].is_none(),
            seen,
            numbers: vec![(0.0, 0..0); at.len()],
            at,
        })
    }

    /// Which of the columns of a [`Block`] is the one at this position.
    pub fn slot(&self, at: usize) -> Option<usize> {
        self.at.binary_search(&at).ok()
    }

    /// What these whole lines hold.
    fn block<'t>(&mut self, text: &'t str) -> Block<'t> {
        let mut block = Block {
            values: vec![Vec::new(); self.at.len()],
            others: Vec::new(),
            lines: 0,
        };
        let (mut rest, mut rows) = (text, 0);
        while !rest.is_empty() {
            let length = match self.row(rest) {
                Some(length) => {
                    let numbers = block.values.iter_mut().zip(&self.numbers);
                    numbers.for_each(|(column, (n, _))| column.push(*n));
                    rows += 1;
                    length
                }
                None => {
                    let end = rest.find('\n').map_or(rest.len(), |at| at + 1);
                    block.others.push(Other {
                        behind: rows,
                        line: block.lines,
                        text: &rest[..end],
                    });
                    end
                }
            };
            rest = &rest[length..];
            block.lines += 1;
        }
        block
    }

    /// Reads the row with which a text begins, if it is plain. How many bytes
    /// it has, its line end included.
    fn row(&mut self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let is_comment = self.comment.is_some_and(|c| text.starts_with(c));
        let is_blank = |byte: &u8| *byte == b' ' || *byte == b'\t';
        let is_filled = |byte: &u8| *byte != self.letter && !is_blank(byte);
        let filled = bytes.iter().position(is_filled)?;
        let is_number =
            matches!(bytes[filled], b'0'..=b'9' | b'.' | b'+' | b'-');
        let sums_up = || sums_up(&text[filled..self.end(bytes, filled)]);
        let is_nameless = self.named && bytes[..filled].contains(&self.letter);
        if is_comment || is_nameless || !is_number && sums_up() {
            return None;
        }
        let (mut at, mut column) = (0, 0);
        for slot in 0..self.at.len() {
            while column < self.at[slot] {
                at = self.next_field(bytes, at)?;
                column += 1;
            }
            at = self.number(text, at, slot)?;
        }
        while column + 1 < self.width {
            at = self.next_field(bytes, at)?;
            column += 1;
        }
        let length = match self.end(bytes, at) {
            end if end == bytes.len() => end,
            end if bytes[end] == b'\n' => end + 1,
            _ => return None, // another field
        };
        let is_plain = length <= LONGEST && !self.is_news(text);
        is_plain.then_some(length)
    }

    /// Whether a number of the last row shows something new of how its column
    /// is written. Until that is certain, every point may stand between
    /// thousands.
    fn is_news(&mut self, text: &str) -> bool {
        let mut is_news = false;
        for (seen, (_, place)) in self.seen.iter_mut().zip(&self.numbers) {
            if seen.is_certain() {
                continue;
            }
            let field = &text[place.clone()];
            is_news |= field.contains(['.', ',']) && seen.see(field);
        }
        is_news
    }

    /// Where the field ends that goes on here.
    fn end(&self, bytes: &[u8], at: usize) -> usize {
        let ends = |byte: &u8| *byte == self.letter || *byte == b'\n';
        let length = bytes[at..].iter().position(ends);
        length.map_or(bytes.len(), |length| at + length)
    }

    /// Where the next field begins, if the line has one more.
    fn next_field(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let end = self.end(bytes, at);
        (bytes.get(end) == Some(&self.letter)).then_some(end + 1)
    }

    /// Reads the number that begins here. Where it ends, if it is all of its
    /// field.
    fn number(&mut self, text: &str, at: usize, slot: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let (mut number, length) = digits(&bytes[at..]);
        let mut end = at + length;
        let is_all = match bytes.get(end) {
            None | Some(b'\n' | b'\r') => true,
            Some(byte) => *byte == self.letter,
        };
        if number.is_none() || !is_all {
            end = self.end(bytes, at);
            number = plain(text[at..end].trim());
        }
        let number = number.filter(|n| !self.marks.hold_number(*n))?;
        self.numbers[slot] = (number, at..end);
        Some(end)
    }
}

/// The number that some bytes begin with, and where it ends: digits with at
/// most one point, and so few that float64 holds them as an integer. Divided by
/// a power of ten, which it holds, too, that is the number, rounded once (W. D.
/// Clinger, How to Read Floating Point Numbers Accurately, 1990).
fn digits(bytes: &[u8]) -> (Option<f64>, usize) {
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let (mut all, mut point, mut at) = (0_u64, None, sign);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {
                all = all.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
            }
            b'.' if point.is_none() => point = Some(at),
            _ => break,
        }
        at += 1;
    }
    let decimals = point.map_or(0, |point| at - point - 1);
    let count = at - sign - usize::from(point.is_some());
    if !(1..=15).contains(&count) {
        return (None, at);
    }
    let size = all as f64 / POWERS[decimals];
    (Some(if sign == 1 { -size } else { size }), at)
}

/// Shows `take` what the lines of a text hold, block by block in their order,
/// each of about so many bytes. They are read on all cores.
///
/// # Errors
/// What `take` finds wrong.
pub fn blocks<'t>(
    plain: &Plain,
    text: &'t str,
    size: usize,
    mut take: impl FnMut(Block<'t>) -> Result<()>,
) -> Result<()> {
    let parts = parts(text, size);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(parts.len());
    if threads < 2 {
        let mut plain = plain.clone();
        let mut parts = parts.into_iter();
        return parts.try_for_each(|part| take(plain.block(part)));
    }
    thread::scope(|scope| {
        let read = |first: usize| {
            let (sender, receiver) = sync_channel(1);
            let mine = parts.iter().skip(first).step_by(threads);
            scope.spawn(move || {
                let mut plain = plain.clone();
                // Until nobody listens any more: something was wrong.
                mine.map(|part| plain.block(part))
                    .try_for_each(|block| sender.send(block))
            });
            receiver
        };
        let readers: Vec<Receiver<Block>> = (0..threads).map(read).collect();
        let mut turns = readers.iter().cycle().take(parts.len());
        // A reader that is gone has panicked, which the scope tells.
        turns.try_for_each(|turn| turn.recv().map_or(Ok(()), &mut take))
    })
}

/// A text in parts of about so many bytes, each of whole lines.
fn parts(text: &str, size: usize) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let bytes = rest.as_bytes();
        let behind = bytes.get(size..).unwrap_or_default();
        let end = behind.iter().position(|byte| *byte == b'\n');
        let end = end.map_or(rest.len(), |at| size + at + 1);
        let (part, behind) = rest.split_at(end);
        parts.push(part);
        rest = behind;
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, test_runner::RngSeed};

    use super::*;

    #[test]
    fn digits_are_numbers_to_the_last_bit() {
        for text in [
            "0",
            "-0",
            "5.",
            ".5",
            "0.1",
            "-12.75",
            "1234567890.12345",
            "999999999999999",
            "0.00000000000001",
            "000.300",
        ] {
            let (number, length) = digits(text.as_bytes());
            let want: f64 = text.parse().unwrap();
            assert_eq!(
                number.map(f64::to_bits),
                Some(want.to_bits()),
                "{text}"
            );
            assert_eq!(length, text.len());
        }
        for text in [
            "",
            ".",
            "-",
            "+1",
            "1234567890123456",
            "a",
            "0.1234567890123456",
        ] {
            assert_eq!(digits(text.as_bytes()).0, None, "{text}");
        }
        assert_eq!(digits(b"1.5.2"), (Some(1.5), 3));
        assert_eq!(digits(b"1e5"), (Some(1.0), 1));
    }

    #[test]
    fn parts_are_whole_lines() {
        let text = "a\nbcd\n\ne\nf";
        for size in 0..12 {
            let parts = parts(text, size);
            assert_eq!(parts.concat(), text);
            let all = parts.split_last().unwrap().1;
            assert!(all.iter().all(|part| part.ends_with('\n')));
        }
        assert_eq!(parts(text, 0), ["a\n", "bcd\n", "\n", "e\n", "f"]);
        assert!(parts("", 3).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2000,
            failure_persistence: None,
        rng_seed: RngSeed::Fixed(42),
            ..ProptestConfig::default()
        })]

        /// By std, which reads numbers another way.
        #[test]
        fn digits_of_any_number(
            all in 0..1_000_000_000_000_000_u64,
            point in 0..16_usize,
            sign in "-?",
        ) {
            let mut text = all.to_string();
            text.insert(point.min(text.len()), '.');
            let text = sign + &text;
            let want: f64 = text.parse().unwrap();
            let (number, length) = digits(text.as_bytes());
            prop_assert_eq!(number.map(f64::to_bits), Some(want.to_bits()));
            prop_assert_eq!(length, text.len());
        }
    }
}
