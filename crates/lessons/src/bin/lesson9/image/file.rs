//! Images from files: 64 numbers as text, or 8×8 pixels as PGM or PNG.

use std::{fs::File, io::Cursor, io::Read, path::Path};

use program::{Error, Result};

use super::{
    pgm,
    pixels::{Found, must_be_8_by_8, scaled},
};

/// The 64 pixels of an image, from 0 (paper) to 16 (ink).
pub fn read(path: &Path) -> Result<Vec<f64>> {
    let pixels = bytes(path).and_then(|bytes| match &bytes[..] {
        [0x89, b'P', b'N', b'G', ..] => png(&bytes),
        [b'P', b'2' | b'5', ..] => pgm::pixels(&bytes),
        _ => numbers(&bytes),
    });
    let advice = "64 numbers from 0 to 16, or 8×8 pixels as PGM or PNG";
    let file = path.display();
    pixels.map_err(|what| {
        Error::Input(format!("cannot read {file}: {what}; give {advice}"))
    })
}

/// More bytes than 64 pixels can take.
const MOST: u64 = 1 << 20;

/// The bytes of a file.
fn bytes(path: &Path) -> Found<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path)
        .and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes));
    match read {
        Ok(read) if read as u64 > MOST => Err("it is too large".into()),
        read => read.map(|_| bytes).map_err(|e| e.to_string()),
    }
}

/// 64 numbers with blanks, commas or line ends between.
fn numbers(bytes: &[u8]) -> Found<Vec<f64>> {
    let text = str::from_utf8(bytes).map_err(|_| "it is no UTF-8 text")?;
    let text = text.trim_start_matches('\u{feff}'); // some editors begin so
    let words = text.split(|c: char| c == ',' || c.is_whitespace());
    let mut pixels = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        match word.parse() {
            Ok(ink) if (0.0..=16.0).contains(&ink) => pixels.push(ink),
            _ => {
                let word = word.escape_debug().to_string();
                return Err(format!("`{word:.20}` is no number from 0 to 16"));
            }
        }
    }
    match pixels.len() {
        64 => Ok(pixels),
        n => Err(format!("it holds {n} numbers")),
    }
}

/// An image in PNG; colours count by their mean, what is transparent is black.
fn png(bytes: &[u8]) -> Found<Vec<f64>> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|e| e.to_string())?;
    let info = reader.info();
    must_be_8_by_8(info.width.into(), info.height.into())?;
    let mut buffer = vec![0; 64 * 4];
    let info = reader.next_frame(&mut buffer).map_err(|e| e.to_string())?;
    let channels = info.color_type.samples();
    let alpha = usize::from(channels % 2 == 0); // the last one
    let grey = |pixel: &[u8]| {
        let (colours, alpha) = pixel.split_at(channels - alpha);
        let sum: f64 = colours.iter().map(|byte| f64::from(*byte)).sum();
        let opaque = alpha.first().map_or(255.0, |byte| f64::from(*byte));
        sum / colours.len() as f64 * opaque / 255.0
    };
    let pixels = buffer[..64 * channels].chunks(channels).map(grey);
    scaled(pixels.collect(), 255.0)
}
