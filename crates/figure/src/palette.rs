//! The colours of every figure, of the terminal and of the book's own scripts:
//! nowhere else does one stand.
//!
//! A page recognises [`PAPER`], [`INK`], [`GRID`], [`FAINT`] and the violet of
//! the [`SERIES`] by their exact values and gives them its own theme's colours.

pub use plotters::style::RGBColor;

/// The background of a figure, and nothing else.
pub const PAPER: RGBColor = RGBColor(0xFD, 0xFD, 0xFB);
/// Text and axes on the paper, and nothing else.
pub const INK: RGBColor = RGBColor(0x23, 0x27, 0x2E);
/// The lines of the grid, and nothing else.
pub const GRID: RGBColor = RGBColor(0xE4, 0xE5, 0xE3);
/// Lines and arrows between boxes; readable on light and dark paper.
pub const FAINT: RGBColor = RGBColor(0x6B, 0x74, 0x80);
/// Light cards and outlines, the same on a dark page.
pub const CARD: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// Text on cards, the same on a dark page.
pub const CARD_INK: RGBColor = RGBColor(0x1A, 0x1C, 0x20);
/// The highest value of a small picture; its lowest is [`CARD`].
pub const SHADE: RGBColor = RGBColor(0x08, 0x30, 0x6B);

/// The Okabe–Ito colours, those with the most contrast first; no yellow, and
/// a violet last.
pub const SERIES: [RGBColor; 7] = [
    RGBColor(0x00, 0x72, 0xB2),
    RGBColor(0xD5, 0x5E, 0x00),
    RGBColor(0x00, 0x9E, 0x73),
    RGBColor(0xCC, 0x79, 0xA7),
    RGBColor(0xE6, 0x9F, 0x00),
    RGBColor(0x56, 0xB4, 0xE9),
    RGBColor(0x6A, 0x3D, 0x9A),
];

/// The bands of a bowl from the lowest loss to the highest: the colours of
/// viridis.
pub const BANDS: [RGBColor; 12] = [
    RGBColor(0x44, 0x01, 0x54),
    RGBColor(0x48, 0x21, 0x73),
    RGBColor(0x43, 0x3E, 0x85),
    RGBColor(0x38, 0x59, 0x8C),
    RGBColor(0x2D, 0x70, 0x8E),
    RGBColor(0x25, 0x85, 0x8E),
    RGBColor(0x1E, 0x9B, 0x8A),
    RGBColor(0x2B, 0xB0, 0x7F),
    RGBColor(0x51, 0xC5, 0x6A),
    RGBColor(0x85, 0xD5, 0x4A),
    RGBColor(0xC2, 0xDF, 0x23),
    RGBColor(0xFD, 0xE7, 0x25),
];

/// The series in a terminal, dark or light: each is nearest to another of the
/// sixteen colours that every terminal has.
pub const TERMINAL: [(u8, u8, u8); 7] = [
    (0, 150, 170),
    (213, 94, 0),
    (0, 170, 60),
    (200, 60, 200),
    (70, 110, 240),
    (220, 40, 60),
    (140, 140, 140),
];

/// The colour of a series by its place in the figure.
pub(crate) fn series_colour(index: usize) -> RGBColor {
    SERIES[index % SERIES.len()]
}

/// A colour as SVG and CSS write it.
///
/// ```
/// use figure::palette::{PAPER, hex};
///
/// assert_eq!(hex(PAPER), "#FDFDFB");
/// ```
pub fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}
