//! Colours: can they be told from the page, and do they mean the same?

use crate::palette::*;

/// The page of the book, `--bg` in docs/theme/css/variables.css, and those of
/// mdBook's own themes: light and rust; coal, navy and ayu.
const LIGHT: [u32; 3] = [0xFDFDFB, 0xFFFFFF, 0xE1E1DB];
const DARK_PAGES: [u32; 4] = [0x14171C, 0x131516, 0x161923, 0x0F141A];

/// The relative luminance of WCAG 2.2, from sRGB.
fn luminance(RGBColor(red, green, blue): RGBColor) -> f64 {
    let linear = |part: u8| match f64::from(part) / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// The contrast of WCAG 2.2, from 1 to 21.
fn contrast(a: RGBColor, b: RGBColor) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

fn page(rgb: u32) -> RGBColor {
    let [_, red, green, blue] = rgb.to_be_bytes();
    RGBColor(red, green, blue)
}

#[test]
fn contrast_is_that_of_the_standard() {
    let (black, white) = (RGBColor(0, 0, 0), RGBColor(255, 255, 255));
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    // The grey that the standard's notes name as just readable on white.
    assert!((contrast(page(0x767676), white) - 4.54).abs() < 0.005);
}

/// WCAG 2.2, 1.4.11: graphics need a contrast of 3 to what is beside them.
#[test]
fn every_look_can_be_seen_on_every_page() {
    let light = LIGHT.map(page).into_iter().chain([PAPER, CARD]);
    for (looks, pages) in [
        (SERIES, light.collect::<Vec<_>>()),
        (DARK, DARK_PAGES.map(page).to_vec()),
    ] {
        for look in looks {
            for page in &pages {
                let found = contrast(look, *page);
                let (look, page) = (hex(look), hex(*page));
                assert!(found >= 3.0, "{look} on {page}: {found:.2}");
            }
        }
    }
}

#[test]
fn no_two_looks_are_one() {
    for looks in [SERIES, DARK] {
        for (i, one) in looks.iter().enumerate() {
            assert!(!looks[..i].contains(one), "{}", hex(*one));
            assert!(![INK, GRID, FAINT, CARD_INK, SHADE].contains(one));
        }
    }
    let names = OWN.map(|(name, _)| name);
    for (i, (name, look)) in OWN.iter().enumerate() {
        assert!(!names[..i].contains(name), "{name} stands twice");
        assert!(*look < SERIES.len(), "{name}");
    }
}

/// What has a look of its own has it in any company, and no other gets it.
#[test]
fn a_name_has_one_look_whatever_is_beside_it() {
    assert_eq!(looks(["model", "data"]), [1, 0]);
    assert_eq!(looks(["a", "data", "the truth, 3 + 2x", "b"]), [1, 0, 2, 3]);
    let optimisers = ["sgd", "momentum", "nesterov", "adagrad"];
    let others = ["rmsprop", "adam", "lbfgs", "best momentum"];
    let mut all = looks(optimisers.into_iter().chain(others));
    assert_eq!(looks(optimisers), all[..4]);
    all.sort();
    assert_eq!(all, [0, 1, 2, 3, 4, 5, 6, 7], "one each");
    // More names than looks: they come round again.
    let many: Vec<String> = (0..20).map(|i| i.to_string()).collect();
    let many = looks(many.iter().map(String::as_str));
    assert_eq!(many[8..16], many[..8]);
    assert_eq!(looks([]), []);
    // All looks are taken, and one more comes.
    let names = OWN.map(|(name, _)| name).into_iter().chain(["more"]);
    assert_eq!(looks(names).len(), OWN.len() + 1);
}
