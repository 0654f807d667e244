//! The bitmap below the frames of an animation.

use plotters::prelude::{BitMapBackend, DrawingBackend};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle,
    DrawingErrorKind,
};

use crate::canvas::*;

/// Frames are drawn this many times larger and then reduced, which makes all
/// edges smooth.
pub(crate) const FINE: usize = 2;
pub(crate) const FINE_ROW: usize = WIDTH as usize * FINE * 3;
pub(crate) const FINE_BYTES: usize = FINE_ROW * HEIGHT as usize * FINE;

/// The library's bitmap with two details changed: lines are drawn segment by
/// segment, as wide outlines of curves overlap themselves and leave holes; and
/// text sits where an SVG document would have it.
pub(crate) struct Smooth<'a>(BitMapBackend<'a>);

type Drawn = std::result::Result<
    (),
    DrawingErrorKind<<BitMapBackend<'static> as DrawingBackend>::ErrorType>,
>;

impl<'a> Smooth<'a> {
    pub fn new(fine: &'a mut [u8]) -> Result<Self> {
        let size = (WIDTH * FINE as u32, HEIGHT * FINE as u32);
        Ok(Self(BitMapBackend::with_buffer_and_format(fine, size)?))
    }
}

impl<'a> DrawingBackend for Smooth<'a> {
    type ErrorType = <BitMapBackend<'a> as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.0.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.0.present()
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        self.0.draw_pixel(at, colour)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.0.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.0.draw_rect(a, b, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let path: Vec<_> = path.into_iter().collect();
        for ends in path.windows(2) {
            self.0.draw_line(ends[0], ends[1], style)?;
        }
        // Round joints, where the line is wide enough to show them.
        let radius = style.stroke_width() / 2;
        if radius > 1 {
            for &joint in path.iter().skip(1).rev().skip(1) {
                self.0.draw_circle(joint, radius, &style.color(), true)?;
            }
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let lower = (style.size() * 0.12).round() as i32;
        let (dx, dy) = style.transform().transform(0, lower);
        self.0.draw_text(text, style, (x + dx, y + dy))
    }
}
