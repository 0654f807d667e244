//! Animations: what a GIF holds.

use super::*;

/// A GIF has one picture per frame with the delay asked for, repeats without
/// end, and reports its progress.
#[test]
fn a_gif_holds_every_frame() {
    let mut heard = Vec::new();
    let last = bowl(4).into();
    let frames = (1..=4).map(|n| bowl(n).into()).chain([last]);
    let bytes = gif(120, frames, |n| heard.push(n)).expect("a GIF");
    assert_eq!(heard, [1, 2, 3, 4, 5]);

    let mut decoder = ::gif::Decoder::new(&bytes[..]).expect("a GIF");
    assert_eq!((decoder.width(), decoder.height()), (720, 480));
    let mut delays = Vec::new();
    while let Some(frame) = decoder.read_next_frame().expect("a frame") {
        delays.push(frame.delay);
    }
    assert_eq!(delays, [12; 5]);
    assert_eq!(decoder.repeat(), ::gif::Repeat::Infinite);
}

/// Frames that only hold what changed add up to the picture that a film of
/// the last frame alone shows.
#[test]
fn frames_add_up_to_the_last_figure() {
    let frames: [Figure; 3] =
        [two_points().into(), bowl(2).into(), bowl(4).into()];
    let film = gif(100, frames, |_| ()).expect("a GIF");
    let still = gif(100, [bowl(4).into()], |_| ()).expect("a GIF");
    let (film, still) = (final_picture(&film), final_picture(&still));
    let near = |a: &[u8; 3], b: &[u8; 3]| {
        a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) < 64)
    };
    let same = film.iter().zip(&still).filter(|(a, b)| near(a, b)).count();
    assert_eq!(same, film.len());
}

fn final_picture(bytes: &[u8]) -> Vec<[u8; 3]> {
    let mut options = ::gif::DecodeOptions::new();
    options.set_color_output(::gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(bytes).expect("a GIF");
    let mut screen = vec![[0; 3]; (WIDTH * HEIGHT) as usize];
    while let Some(frame) = decoder.read_next_frame().expect("a frame") {
        let width = usize::from(frame.width);
        for (index, pixel) in frame.buffer.chunks(4).enumerate() {
            let x = usize::from(frame.left) + index % width;
            let y = usize::from(frame.top) + index / width;
            if pixel[3] > 0 {
                screen[y * WIDTH as usize + x] = [pixel[0], pixel[1], pixel[2]];
            }
        }
    }
    screen
}

/// An animation without frames is an error and not a broken file.
#[test]
fn a_gif_needs_a_frame() {
    assert!(gif(100, [], |_| ()).is_err());
}
