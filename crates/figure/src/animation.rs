//! Animations: frames drawn at twice the size, made smooth and packed.

use std::borrow::Cow;
use std::collections::HashMap;

use gif::{Encoder, Frame, Repeat};

use crate::{canvas::*, still::Figure};

/// A frame is drawn this many times larger and then reduced, which makes all
/// edges smooth.
const FINE: usize = 2;
/// The bytes of a row of the drawing.
const ROW: usize = WIDTH as usize * FINE * 3;

/// Draws the frames as an animated GIF that repeats without end, and returns
/// its bytes. After each frame `on_frame` is told how many are done. Frames
/// with the same axes are quick: what lies below the data is drawn once.
///
/// # Errors
/// No frame at all; else none but those of the drawing library.
pub fn gif(
    delay_ms: u16,
    frames: impl IntoIterator<Item = Figure>,
    mut on_frame: impl FnMut(usize),
) -> Result<Vec<u8>> {
    let (width, height) = (WIDTH as u16, HEIGHT as u16);
    let mut encoder = Encoder::new(Vec::new(), width, height, &[])?;
    encoder.set_repeat(Repeat::Infinite)?;

    let mut background = vec![0; ROW * HEIGHT as usize * FINE];
    let mut screen = Screen::new();
    let mut last: Option<Figure> = None;
    for (index, figure) in frames.into_iter().enumerate() {
        let kept = last.as_ref().is_some_and(|l| l.shares_background(&figure));
        if !kept {
            let canvas = Canvas::bitmap(&mut background, FINE as u32)?;
            figure.draw_background(&canvas)?;
        }
        let mut drawing = background.clone();
        {
            let canvas = Canvas::bitmap(&mut drawing, FINE as u32)?;
            figure.draw_foreground(&canvas)?;
        }
        let mut frame = screen.show(drawing);
        // GIF counts in hundredths of a second.
        frame.delay = delay_ms.div_ceil(10);
        encoder.write_frame(&frame)?;
        last = Some(figure);
        on_frame(index + 1);
    }
    if last.is_none() {
        return Err("an animation needs at least one frame".into());
    }
    Ok(encoder.into_inner()?)
}

/// Red, green, blue, and 255; or [`NONE`].
type Pixel = [u8; 4];

/// No pixel.
const NONE: Pixel = [0; 4];

/// What the last frame left on the screen.
struct Screen {
    /// The last drawing; empty before the first.
    drawing: Vec<u8>,
    /// The same, reduced.
    pixels: Vec<Pixel>,
}

/// The place in a palette that leaves a pixel as it was.
const UNCHANGED: u8 = 255;
/// The width of the pieces that are compared with the last drawing.
const PIECE: usize = 16;

impl Screen {
    fn new() -> Self {
        Self {
            drawing: Vec::new(),
            pixels: vec![NONE; (WIDTH * HEIGHT) as usize],
        }
    }

    /// The frame that turns the last drawing into this one: the smallest
    /// rectangle around all pieces that change.
    fn show(&mut self, drawing: Vec<u8>) -> Frame<'static> {
        let width = WIDTH as usize;
        let mut changes = vec![NONE; self.pixels.len()];
        let (mut columns, mut rows) = (Vec::new(), Vec::new());
        for place in (0..self.pixels.len()).step_by(PIECE) {
            let (x, y) = (place % width, place / width);
            let start = FINE * (y * ROW + 3 * x);
            let pieces = [start, start + ROW].map(|i| i..i + 3 * FINE * PIECE);
            let same = pieces.iter().all(|piece| {
                self.drawing.get(piece.clone()) == drawing.get(piece.clone())
            });
            if same {
                continue;
            }
            let [upper, lower] = pieces.map(|piece| &drawing[piece]);
            let squares = upper.chunks(3 * FINE).zip(lower.chunks(3 * FINE));
            for (pixel, (upper, lower)) in (place..).zip(squares) {
                let colour = mean(upper, lower);
                if self.pixels[pixel] != colour {
                    self.pixels[pixel] = colour;
                    changes[pixel] = colour;
                }
            }
            columns.push(x);
            rows.push(y);
        }
        self.drawing = drawing;

        // One pixel that stays, if all do.
        let left = columns.iter().min().copied().unwrap_or(0);
        let right = columns.iter().max().map_or(1, |x| x + PIECE);
        let top = rows.first().copied().unwrap_or(0);
        let bottom = rows.last().map_or(1, |y| y + 1);
        let rows = (top..bottom).map(|y| y * width);
        let rows = rows.map(|row| &changes[row + left..row + right]);
        let (palette, buffer) = paint(&rows.collect::<Vec<_>>().concat());
        Frame {
            left: left as u16,
            top: top as u16,
            width: (right - left) as u16,
            height: (bottom - top) as u16,
            transparent: Some(UNCHANGED),
            palette: Some(palette),
            buffer: Cow::Owned(buffer),
            ..Frame::default()
        }
    }
}

/// The mean colour of two pixels and the two below them.
fn mean(upper: &[u8], lower: &[u8]) -> Pixel {
    let mean = |i: usize| {
        let sum = u16::from(upper[i])
            + u16::from(upper[i + 3])
            + u16::from(lower[i])
            + u16::from(lower[i + 3]);
        ((sum + 2) / 4) as u8
    };
    [mean(0), mean(1), mean(2), 255]
}

/// A palette for the changes, and each pixel's place in it. The most frequent
/// colours have places of their own; a rarer one shares that of its nearest if
/// it lies close to it, or if the palette is full.
fn paint(changes: &[Pixel]) -> (Vec<u8>, Vec<u8>) {
    let mut counts: HashMap<Pixel, usize> = HashMap::new();
    for run in changes.chunk_by(|a, b| a == b) {
        *counts.entry(run[0]).or_default() += run.len();
    }
    counts.remove(&NONE);
    let mut colours: Vec<_> = counts.into_iter().collect();
    colours.sort_by_key(|&(colour, count)| (usize::MAX - count, colour));

    let mut palette: Vec<Pixel> = Vec::new();
    let mut places: HashMap<Pixel, u8> = HashMap::new();
    for (colour, _) in colours {
        let apart = |place: &usize| distance(palette[*place], colour);
        let close = match palette.len() {
            0..FREQUENT => 0,
            FREQUENT..FULL => CLOSE,
            _ => u32::MAX,
        };
        let nearest = (0..palette.len()).min_by_key(apart);
        let shared = nearest.filter(|place| apart(place) < close);
        let place = shared.unwrap_or(palette.len());
        if shared.is_none() {
            palette.push(colour);
        }
        places.insert(colour, place as u8);
    }
    palette.resize(256, NONE);

    let mut buffer = Vec::with_capacity(changes.len());
    for run in changes.chunk_by(|a, b| a == b) {
        let place = places.get(&run[0]).copied().unwrap_or(UNCHANGED);
        buffer.resize(buffer.len() + run.len(), place);
    }
    let palette = palette.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]);
    (palette.collect(), buffer)
}

/// The colours that no other replaces: those of all large areas are among them.
const FREQUENT: usize = 64;
/// The colours that a palette holds.
const FULL: usize = UNCHANGED as usize;
/// Rare colours this near, by [`distance`], look the same.
const CLOSE: u32 = 64;

/// The square of the distance between two colours.
fn distance(a: Pixel, b: Pixel) -> u32 {
    let part = |i: usize| u32::from(a[i].abs_diff(b[i])).pow(2);
    part(0) + part(1) + part(2)
}
