//! Images in PGM, the portable grey map.

use super::pixels::{Found, must_be_8_by_8, scaled};

/// A greyscale image in plain (P2) or binary (P5) PGM.
pub fn pixels(bytes: &[u8]) -> Found<Vec<f64>> {
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
        // One blank parts header and pixels, or the two of a line in Windows.
        let blanks = if rest.starts_with(b"\r\n") { 2 } else { 1 };
        let raster = rest.get(blanks..blanks + 64 * size);
        let raster = raster.or_else(|| rest.get(1..1 + 64 * size));
        raster.map(|raster| {
            let big_endian = |pixel: &[u8]| {
                pixel
                    .iter()
                    .fold(0.0, |n, byte| 256.0 * n + f64::from(*byte))
            };
            raster.chunks(size).map(big_endian).collect()
        })
    };
    let pixels = pixels.ok_or("64 pixels must follow its header")?;
    scaled(pixels, white)
}
