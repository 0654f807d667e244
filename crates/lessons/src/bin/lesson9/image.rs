//! Images from files: 64 numbers as text, or 8×8 pixels as PGM or PNG.

use std::{fs::File, io::Cursor, io::Read, path::Path};

use lessons::{Error, Result};

/// What a file holds, or what is wrong with it.
type Found<T> = std::result::Result<T, String>;

/// The 64 pixels of an image, from 0 (paper) to 16 (ink).
pub fn read(path: &Path) -> Result<Vec<f64>> {
    let pixels = bytes(path).and_then(|bytes| match &bytes[..] {
        [0x89, b'P', b'N', b'G', ..] => png(&bytes),
        [b'P', b'2' | b'5', ..] => pgm(&bytes),
        _ => numbers(&bytes),
    });
    let advice = "64 numbers from 0 to 16, or 8×8 pixels as PGM or PNG";
    let file = path.display();
    pixels.map_err(|what| {
        Error::Input(format!("cannot read {file}: {what}; give {advice}"))
    })
}

/// The beginning of a file, far more than 64 pixels take.
fn bytes(path: &Path) -> Found<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path)
        .and_then(|file| file.take(1 << 20).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|e| e.to_string())
}

/// 64 numbers with blanks, commas or line ends between.
fn numbers(bytes: &[u8]) -> Found<Vec<f64>> {
    let text = str::from_utf8(bytes).map_err(|_| "it is no text")?;
    let words = text.split(|c: char| c == ',' || c.is_whitespace());
    let mut pixels = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        match word.parse() {
            Ok(ink) if (0.0..=16.0).contains(&ink) => pixels.push(ink),
            _ => return Err(format!("`{word:.20}` is no number from 0 to 16")),
        }
    }
    match pixels.len() {
        64 => Ok(pixels),
        n => Err(format!("it holds {n} numbers")),
    }
}

/// A greyscale image in plain (P2) or binary (P5) PGM.
fn pgm(bytes: &[u8]) -> Found<Vec<f64>> {
    let mut rest = &bytes[2..];
    // The next number, after blanks and comments.
    let mut next = || -> Option<f64> {
        rest = rest.trim_ascii_start();
        while rest.first() == Some(&b'#') {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            rest = rest[end..].trim_ascii_start();
        }
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
        let (number, after) = rest.split_at(digits.count());
        rest = after;
        str::from_utf8(number).ok()?.parse().ok()
    };
    let header = [next(), next(), next()];
    let [Some(width), Some(height), Some(white)] = header else {
        return Err("its header is broken".into());
    };
    must_be_8_by_8(width, height)?;
    let pixels: Option<Vec<f64>> = if bytes[1] == b'2' {
        (0..64).map(|_| next()).collect()
    } else {
        let size = if white < 256.0 { 1 } else { 2 };
        let raster = rest.get(1..1 + 64 * size); // after one blank
        raster.map(|raster| {
            let big_endian = |pixel: &[u8]| {
                pixel
                    .iter()
                    .fold(0.0, |n, byte| 256.0 * n + f64::from(*byte))
            };
            raster.chunks(size).map(big_endian).collect()
        })
    };
    let pixels = pixels.ok_or("it ends before its 64 pixels")?;
    scaled(pixels, white)
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

fn must_be_8_by_8(width: f64, height: f64) -> Found<()> {
    if width == 8.0 && height == 8.0 {
        return Ok(());
    }
    Err(format!("it is {width}×{height}"))
}

fn scaled(pixels: Vec<f64>, white: f64) -> Found<Vec<f64>> {
    if white < 1.0 || pixels.iter().any(|pixel| *pixel > white) {
        return Err("a pixel is lighter than its white".into());
    }
    Ok(pixels.iter().map(|pixel| 16.0 * pixel / white).collect())
}
