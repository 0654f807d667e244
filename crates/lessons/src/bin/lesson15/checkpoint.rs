//! A place in a run as a file, to the last bit, and back.

use crate::run::Place;

const FIRST: &str = "descent checkpoint 1";

// ANCHOR: write
/// The text of a checkpoint: numbers as their 64 bits, and a checksum of all
/// before it.
pub fn to_text(at: &Place) -> String {
    let mut text = format!("{FIRST}\nupdate {}\n", at.update);
    for w in &at.w {
        text += &format!("w {:016x}\n", w.to_bits());
    }
    let sum = crc32fast::hash(text.as_bytes());
    text + &format!("crc32 {sum:08x}\n")
}
// ANCHOR_END: write

// ANCHOR: read
/// The place that such a text holds, for p parameters.
///
/// # Errors
/// What is wrong with it.
pub fn from_text(text: &str, p: usize) -> Result<Place, &'static str> {
    let body = text.find("crc32 ").ok_or("it has no checksum")?;
    let (body, sum) = text.split_at(body);
    if sum != format!("crc32 {:08x}\n", crc32fast::hash(body.as_bytes())) {
        return Err("its checksum is another");
    }
    let mut lines = body.lines();
    if lines.next() != Some(FIRST) {
        return Err("it is of another kind");
    }
    let update = lines.next().and_then(|line| line.strip_prefix("update "));
    let update = update.and_then(|update| update.parse().ok());
    let number = |line: &str| {
        let bits = u64::from_str_radix(line.strip_prefix("w ")?, 16);
        bits.ok().map(f64::from_bits)
    };
    let w: Option<Vec<f64>> = lines.map(number).collect();
    match (update, w) {
        (Some(update), Some(w)) if w.len() == p => Ok(Place { update, w }),
        _ => Err("it holds another run"),
    }
}
// ANCHOR_END: read
