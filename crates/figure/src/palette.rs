//! The colours of every figure, of the terminal and of the book's own scripts:
//! nowhere else does one stand. And what they mean: [`looks`].
//!
//! A page recognises all but the [`BANDS`] by their exact values, and gives
//! them its own theme's colours: on a dark page [`DARK`] takes the place of
//! [`SERIES`].

pub use plotters::style::RGBColor;

/// The background of a figure, and nothing else.
pub const PAPER: RGBColor = RGBColor(0xFD, 0xFD, 0xFB);
/// Text and axes on the paper, and nothing else.
pub const INK: RGBColor = RGBColor(0x23, 0x27, 0x2E);
/// The lines of the grid, and nothing else.
pub const GRID: RGBColor = RGBColor(0xE4, 0xE5, 0xE3);
/// Lines and arrows between boxes; readable on light and dark paper.
pub const FAINT: RGBColor = RGBColor(0x6B, 0x74, 0x80);
/// Light cards and outlines; dark on a dark page.
pub const CARD: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// Text and marks on cards; light on a dark page.
pub const CARD_INK: RGBColor = RGBColor(0x1A, 0x1C, 0x20);
/// The highest value of a small picture; its lowest is [`CARD`]. Light on a
/// dark page, where the picture turns to its negative.
pub const SHADE: RGBColor = RGBColor(0x08, 0x30, 0x6B);

/// The looks of series, on light paper: blue, vermillion, green, pink, brown,
/// cyan, violet, slate. Each has a contrast of 3 or more with every light page
/// of the book, as WCAG 2.2 asks of graphics (criterion 1.4.11), and those that
/// some eyes see as one hue differ in lightness.
pub const SERIES: [RGBColor; 8] = [
    RGBColor(0x0A, 0x5C, 0xA8),
    RGBColor(0xD0, 0x4A, 0x02),
    RGBColor(0x0B, 0x6E, 0x4F),
    RGBColor(0xD8, 0x41, 0x8F),
    RGBColor(0x66, 0x42, 0x00),
    RGBColor(0x13, 0x89, 0xA6),
    RGBColor(0x5A, 0x24, 0x90),
    RGBColor(0x5F, 0x6B, 0x7A),
];

/// The same hues on a dark page, with the same contrast there.
pub const DARK: [RGBColor; 8] = [
    RGBColor(0x4C, 0xA3, 0xF5),
    RGBColor(0xEE, 0x7A, 0x28),
    RGBColor(0x3F, 0xA8, 0x78),
    RGBColor(0xF4, 0xA3, 0xC8),
    RGBColor(0xE6, 0xD0, 0x83),
    RGBColor(0x63, 0xDE, 0xF2),
    RGBColor(0xA6, 0x7F, 0xE0),
    RGBColor(0xA9, 0xB2, 0xBD),
];

/// What has one look in all figures, by its name up to a comma, and the place
/// of that look in [`SERIES`]. The descent of the model has the model's colour,
/// so has the plainest optimiser, and what a formula says that of the truth.
pub const OWN: [(&str, usize); 25] = [
    ("data", 0),
    ("measured", 0),
    ("counted", 0),
    ("model", 1),
    ("your line", 1),
    ("the guess", 1),
    ("descent", 1),
    ("the run", 1),
    ("the truth", 2),
    ("the curve", 2),
    ("the original", 2),
    ("sine", 2),
    ("predicted", 2),
    ("formula", 2),
    ("sgd", 1),
    ("no memory", 1),
    ("momentum", 6),
    ("much memory", 6),
    ("nesterov", 3),
    ("adagrad", 4),
    ("rmsprop", 5),
    ("adam", 0),
    ("lbfgs", 2),
    ("best momentum", 7),
    ("the best", 7),
];

/// The looks of the series of one figure, by their names, as places in
/// [`SERIES`]: those of [`OWN`] have theirs, the others the first that no one
/// has.
///
/// ```
/// use figure::palette::looks;
///
/// assert_eq!(looks(["degree 3", "model", "data"]), [2, 1, 0]);
/// ```
pub fn looks<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let own = |name: &str| {
        let name = name.split(',').next().unwrap_or_default();
        OWN.iter().find(|(own, _)| *own == name).map(|own| own.1)
    };
    let owned: Vec<_> = names.into_iter().map(own).collect();
    let free = (0..SERIES.len()).filter(|look| !owned.contains(&Some(*look)));
    let mut free = free.collect::<Vec<_>>().into_iter().cycle();
    let mut look = |own: Option<usize>| own.or_else(|| free.next());
    owned
        .into_iter()
        .map(|own| look(own).unwrap_or(0))
        .collect()
}

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

/// The colour of a look.
pub(crate) fn colour(look: usize) -> RGBColor {
    SERIES[look % SERIES.len()]
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
