//! Bytes into text: unpacked, decoded, with line ends that are alike.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use flate2::read::MultiGzDecoder;

use crate::{
    error::{Error, ErrorKind, Position, Result, shown},
    records::LONGEST,
    source::Source,
    table::Note,
};

/// Bytes are read in portions of this size.
const PORTION: usize = 1 << 20;

/// All of a source as text, and what was assumed.
///
/// # Errors
/// A source that fails, or holds no text; a line without end.
pub fn read(
    source: Source<impl Read>,
    encoding: Option<&str>,
) -> Result<(String, Vec<Note>)> {
    let place = Position::of(&source.name);
    let failed = |what| Error::new(place.clone(), what);
    let is_called_so = source.name.ends_with("gz");
    let bytes = all(source)?;
    let mut packed = Vec::new();
    let bytes = match bytes.as_slice() {
        [0x1f, 0x8b, ..] => {
            if !is_called_so {
                packed.push(Note::new("the file is packed by gzip", ""));
            }
            unpacked(&bytes).map_err(failed)?
        }
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            return Err(failed(ErrorKind::Spreadsheet));
        }
        _ => bytes,
    };
    let (text, notes) = decoded(bytes, encoding).map_err(failed)?;
    let notes = [packed, notes].concat();
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() as u64 + 1;
        let place = place.clone().line(line);
        return Err(Error::new(place, ErrorKind::NoText));
    }
    let start: String = text.split_whitespace().take(2).collect();
    let other = match start.get(..1) {
        Some("{") => Some("JSON"),
        Some("[") if start[1..].starts_with(['{', '[', '"']) => Some("JSON"),
        Some("<") if text.trim_end().ends_with('>') => Some("XML or HTML"),
        _ if start.starts_with("INSERTINTO") => Some("SQL"),
        _ if start.starts_with("##TITLE=") => Some("a JCAMP-DX spectrum"),
        Some("%") if start.starts_with("%%MatrixMarket") => {
            Some("a matrix of MatrixMarket")
        }
        _ => None,
    };
    match other {
        Some(format) => Err(failed(ErrorKind::OtherFormat(format))),
        None => Ok((one_line_end(text), notes)),
    }
}

/// All bytes; stops early where a line has no end.
fn all(mut source: Source<impl Read>) -> Result<Vec<u8>> {
    let place = Position::of(&source.name);
    let failed = |place: Position, what| Err(Error::new(place, what));
    // One byte more than expected: a file that grew is noticed.
    let expected = source.length.map_or(0, |n| n.min(1 << 34) as usize + 1);
    if Vec::<u8>::new().try_reserve_exact(expected).is_err() {
        return failed(place, ErrorKind::OutOfMemory);
    }
    // The system has such zeros ready: none of them is written here.
    let mut bytes = vec![0; expected];
    let (mut filled, mut line_start) = (0, 0);
    loop {
        if filled == bytes.len() {
            if bytes.try_reserve(PORTION).is_err() {
                return failed(place, ErrorKind::OutOfMemory);
            }
            bytes.resize(filled + PORTION, 0);
        }
        let end = bytes.len().min(filled + PORTION);
        let n = match source.input.read(&mut bytes[filled..end]) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => {
                let place = place.line(line(&bytes[..filled]));
                return failed(place, ErrorKind::Read(e));
            }
        };
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let portion = filled..filled + n;
        filled = portion.end;
        if let Some(at) = bytes[portion.clone()].iter().rposition(is_end) {
            line_start = portion.start + at;
        } else if filled - line_start > LONGEST {
            let place = place.line(line(&bytes[..=line_start]));
            return failed(place, ErrorKind::TooLong);
        }
    }
    bytes.truncate(filled);
    match source.length {
        Some(from) if from != filled as u64 => {
            let place = place.line(line(&bytes));
            let to = filled as u64;
            failed(place, ErrorKind::Changed { from, to })
        }
        _ => Ok(bytes),
    }
}

/// The line at which bytes end.
fn line(bytes: &[u8]) -> u64 {
    let ends = bytes.iter().filter(|byte| **byte == b'\n');
    ends.count() as u64 + 1
}

/// What a gzip file holds; so much of it that a file made to fill the memory
/// does not.
fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, ErrorKind> {
    const MOST: u64 = 1 << 34;
    let mut text = Vec::new();
    let mut reader = MultiGzDecoder::new(bytes).take(MOST);
    match reader.read_to_end(&mut text) {
        Ok(_) if reader.limit() == 0 => Err(ErrorKind::OutOfMemory),
        Ok(_) => Ok(text),
        Err(_) => Err(ErrorKind::Gzip),
    }
}

fn decoded(
    bytes: Vec<u8>,
    asked: Option<&str>,
) -> Result<(String, Vec<Note>), ErrorKind> {
    if let Some(label) = asked {
        let encoding = Encoding::for_label(label.as_bytes())
            .ok_or_else(|| ErrorKind::NoEncoding(shown(label)))?;
        let (text, _, wrong) = encoding.decode(&bytes);
        return match wrong {
            true => Err(ErrorKind::NotInEncoding(encoding.name())),
            false => Ok((text.into_owned(), Vec::new())),
        };
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !looks_like_utf16(text.as_bytes()) => {
            let mut text = text;
            if text.starts_with('\u{feff}') {
                text.drain(..3);
            }
            return Ok((text, Vec::new()));
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let encoding = match Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding,
        None if looks_like_utf16(&bytes) => match bytes[0] {
            0 => UTF_16BE,
            _ => UTF_16LE,
        },
        None => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes, true);
            match bytes.iter().all(|byte| byte.is_ascii() || is_sign(*byte)) {
                true => WINDOWS_1252,
                false => detector.guess(None, Utf8Detection::Deny),
            }
        }
    };
    let (text, _, wrong) = encoding.decode(&bytes);
    if wrong {
        return Err(ErrorKind::NotInEncoding(encoding.name()));
    }
    let mut notes = Vec::new();
    if encoding != UTF_8 {
        let what = format!("the text is in {}", encoding.name());
        notes.push(Note::new(what, "encoding"));
    }
    Ok((text.into_owned(), notes))
}

/// Whether a byte is a sign that Western texts have, and no letter: a currency,
/// a degree, a quote, a fraction.
fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        0x80 | 0x85
            | 0x91..=0x97
            | 0xa0
            | 0xa2..=0xa3
            | 0xa5
            | 0xa7
            | 0xa9
            | 0xae
            | 0xb0..=0xb3
            | 0xb5
            | 0xb9
            | 0xbc..=0xbe
    )
}

/// Whether every other byte at the start is 0: ASCII in two bytes a letter.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64) / 2 * 2];
    let zeros = |first: usize| start.iter().skip(first).step_by(2);
    !start.is_empty()
        && (zeros(0).all(|b| *b == 0) != zeros(1).all(|b| *b == 0))
}

/// Lines that end with \n or \r\n: a lone \r is an old Mac's line end.
fn one_line_end(text: String) -> String {
    let mut returns = text.match_indices('\r');
    let behind = |at: usize| text.as_bytes().get(at + 1);
    match returns.any(|(at, _)| behind(at) != Some(&b'\n')) {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text,
    }
}
