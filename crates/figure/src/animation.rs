//! Animations: frames drawn at twice the size, made smooth and packed.

use std::borrow::Cow;
use std::collections::HashMap;

use gif::{DisposalMethod, Encoder, Frame, Repeat};

use crate::canvas::*;
use crate::figure::Figure;
use crate::smooth::*;

/// Draws the frames as an animated GIF that repeats without end, and returns
/// its bytes. After each frame `on_frame` is told how many are done. Frames
/// with the same axes are quick: what lies below the data is drawn once.
pub fn gif(
    delay_ms: u16,
    frames: impl IntoIterator<Item = Figure>,
    mut on_frame: impl FnMut(usize),
) -> Result<Vec<u8>> {
    let (width, height) = (WIDTH as u16, HEIGHT as u16);
    let mut encoder = Encoder::new(Vec::new(), width, height, &[])?;
    encoder.set_repeat(Repeat::Infinite)?;

    let mut background = vec![0; FINE_BYTES];
    let mut fine = vec![0; FINE_BYTES];
    let mut screen = Screen::new();
    let mut last: Option<Figure> = None;
    for (index, figure) in frames.into_iter().enumerate() {
        let kept = last.as_ref().is_some_and(|l| l.shares_background(&figure));
        if !kept {
            let canvas = Canvas::new(Smooth::new(&mut background)?)?;
            figure.draw_background(&canvas)?;
        }
        fine.copy_from_slice(&background);
        {
            let canvas = Canvas::new(Smooth::new(&mut fine)?)?;
            figure.draw_foreground(&canvas)?;
        }
        let mut frame = screen.show(&fine);
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

type Colour = [u8; 3];

/// What the last frame left on the screen.
struct Screen {
    /// The last drawing at full size.
    fine: Vec<u8>,
    /// The same, reduced.
    pixels: Vec<Colour>,
}

/// The place in a palette that leaves a pixel as it was.
const UNCHANGED: u8 = 255;
/// The width of the pieces that are compared with the last frame.
const PIECE: usize = 16;

impl Screen {
    fn new() -> Self {
        Self {
            fine: Vec::new(),
            pixels: vec![[0; 3]; (WIDTH * HEIGHT) as usize],
        }
    }

    /// The frame that turns the last drawing into this one: the smallest
    /// rectangle around all pixels that change.
    fn show(&mut self, fine: &[u8]) -> Frame<'static> {
        let first = self.fine.is_empty();
        let before = self.pixels.clone();
        for y in 0..HEIGHT as usize {
            let start = y * FINE * FINE_ROW;
            let rows = start..start + FINE * FINE_ROW;
            if first || self.fine[rows.clone()] != fine[rows.clone()] {
                self.reduce_row(y, &fine[rows.clone()], rows.start);
            }
        }
        self.fine.clear();
        self.fine.extend_from_slice(fine);

        let all = [0, 0, WIDTH as usize, HEIGHT as usize];
        let [left, top, right, bottom] = if first {
            all
        } else {
            changed_rectangle(&before, &self.pixels)
        };
        let rows = (top..bottom).map(|y| {
            let row = y * WIDTH as usize;
            row + left..row + right
        });
        let changes: Vec<Option<Colour>> = rows
            .flat_map(|row| {
                let (now, then) = (&self.pixels[row.clone()], &before[row]);
                now.iter().zip(then)
            })
            .map(|(now, then)| (first || now != then).then_some(*now))
            .collect();
        let (palette, buffer) = paint(&changes);
        Frame {
            left: left as u16,
            top: top as u16,
            width: (right - left) as u16,
            height: (bottom - top) as u16,
            dispose: DisposalMethod::Keep,
            transparent: Some(UNCHANGED),
            palette: Some(palette),
            buffer: Cow::Owned(buffer),
            ..Frame::default()
        }
    }

    /// Reduces the pieces of one row that differ from the last drawing.
    fn reduce_row(&mut self, y: usize, fine: &[u8], start: usize) {
        let (upper, lower) = fine.split_at(FINE_ROW);
        let width = PIECE * FINE * 3;
        for (piece, (upper, lower)) in
            upper.chunks(width).zip(lower.chunks(width)).enumerate()
        {
            let offset = start + piece * width;
            let old = |from: usize| self.fine.get(from..from + upper.len());
            if old(offset) == Some(upper)
                && old(offset + FINE_ROW) == Some(lower)
            {
                continue;
            }
            let place = y * WIDTH as usize + piece * PIECE;
            for (pixel, (a, b)) in self.pixels[place..]
                .iter_mut()
                .zip(upper.chunks(6).zip(lower.chunks(6)))
            {
                let mean = |i: usize| {
                    let sum = u16::from(a[i])
                        + u16::from(a[i + 3])
                        + u16::from(b[i])
                        + u16::from(b[i + 3]);
                    ((sum + 2) / 4) as u8
                };
                *pixel = [mean(0), mean(1), mean(2)];
            }
        }
    }
}

/// The borders (left, top, right, bottom) of what differs; one pixel if
/// nothing does.
fn changed_rectangle(before: &[Colour], now: &[Colour]) -> [usize; 4] {
    let width = WIDTH as usize;
    let (mut left, mut top, mut right, mut bottom) = (width, usize::MAX, 0, 0);
    let rows = before.chunks(width).zip(now.chunks(width));
    for (y, (before, now)) in rows.enumerate() {
        if before == now {
            continue;
        }
        (top, bottom) = (top.min(y), y + 1);
        let pieces = before.chunks(PIECE).zip(now.chunks(PIECE));
        for (index, (before, now)) in pieces.enumerate() {
            if before != now {
                left = left.min(index * PIECE);
                right = right.max(index * PIECE + PIECE);
            }
        }
    }
    if bottom == 0 {
        return [0, 0, 1, 1];
    }
    [left, top, right, bottom]
}

/// A palette of the most frequent colours, and each pixel's place in it.
fn paint(changes: &[Option<Colour>]) -> (Vec<u8>, Vec<u8>) {
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for run in changes.chunk_by(|a, b| a == b) {
        if let Some(colour) = run[0] {
            *counts.entry(colour).or_default() += run.len();
        }
    }
    let mut colours: Vec<_> = counts.into_iter().collect();
    colours.sort_by_key(|&(colour, count)| (usize::MAX - count, colour));

    let mut palette: Vec<Colour> = Vec::new();
    let mut places: HashMap<Colour, u8> = HashMap::new();
    for (colour, _) in colours {
        let place = if palette.len() < usize::from(UNCHANGED) {
            palette.push(colour);
            palette.len() - 1
        } else {
            nearest(&palette, colour)
        };
        places.insert(colour, place as u8);
    }
    palette.resize(256, [0; 3]);

    let mut buffer = Vec::with_capacity(changes.len());
    for run in changes.chunk_by(|a, b| a == b) {
        let place = run[0].and_then(|colour| places.get(&colour));
        let place = place.copied().unwrap_or(UNCHANGED);
        buffer.resize(buffer.len() + run.len(), place);
    }
    (palette.concat(), buffer)
}

fn nearest(palette: &[Colour], colour: Colour) -> usize {
    let distance = |other: &Colour| {
        let parts = other.iter().zip(colour);
        parts
            .map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2))
            .sum::<u32>()
    };
    let places = palette.iter().enumerate();
    places
        .min_by_key(|(_, other)| distance(other))
        .map_or(0, |(i, _)| i)
}
