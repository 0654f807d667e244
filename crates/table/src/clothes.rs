//! What stands around a number: a currency, a unit, the mark of a footnote.

use std::borrow::Cow;

use crate::number::shape;

/// What stands around a number: `$2.39`, `60 kg`, `3.2*`.
#[derive(Clone, Debug, PartialEq)]
pub struct Clothes {
    /// Before it: a currency.
    pub before: String,
    /// Behind it: a unit, a percent sign, the mark of a footnote.
    pub behind: String,
}

impl Clothes {
    /// Whether it is the mark of a footnote, which says nothing of the value.
    pub fn is_footnote(&self) -> bool {
        let is_letter = |mark: &str| {
            mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase())
        };
        let is_number = |mark: &str| mark.bytes().all(|b| b.is_ascii_digit());
        let within = |open, close| {
            let behind = self.behind.strip_prefix(open);
            behind.and_then(|behind: &str| behind.strip_suffix(close))
        };
        self.before.is_empty()
            && (self.behind.chars().all(|c| "*†‡§".contains(c))
                || within('[', ']')
                    .is_some_and(|m| is_letter(m) || is_number(m))
                || within('(', ')').is_some_and(is_letter))
    }

    /// Whether it may be a flag of Eurostat, such as `p` for provisional.
    pub fn is_flag(&self) -> bool {
        self.before.is_empty()
            && self.behind.len() <= 3
            && self.behind.chars().all(|c| "bcdefinprsuz".contains(c))
    }
}

/// What besides letters stands in units and marks.
const UNITS: &str = "%$*/^()[] '.-";

/// Words that change a number: powers of ten, the side of an origin.
const POWERS: [&str; 18] = [
    "bn", "mn", "mio", "mrd", "tsd", "thousand", "million", "billion",
    "trillion", "lakh", "crore", "bc", "bce", "°s", "°w", "万", "億", "亿",
];

/// A number without its clothes; `None` where it wears none, or is no number.
pub fn undressed(field: &str) -> Option<(Clothes, Cow<'_, str>)> {
    const CURRENCIES: &[char] =
        &['$', '€', '£', '¥', '₩', '₹', '₽', '₺', '₪', '₫', '฿'];
    const LETTERS: [&str; 14] = [
        "R$", "US$", "A$", "C$", "NT$", "HK$", "EUR", "USD", "GBP", "CHF",
        "Rs.", "Rs", "kr", "zł",
    ];
    let field = field.trim();
    let sign = field.strip_prefix(['-', '−']);
    let body = sign.unwrap_or(field);
    let mut letters = LETTERS.iter();
    let number = match letters.find_map(|name| body.strip_prefix(name)) {
        Some(number) => number,
        None => body.trim_start_matches(CURRENCIES),
    };
    let before = &body[..body.len() - number.len()];
    let number = number.trim_start();
    // The number of a footnote is none of it.
    let bracket = number.find('[').unwrap_or(number.len());
    let power = area_or_volume(number).unwrap_or(number.len());
    let digits = &number[..bracket.min(power)];
    let end = digits.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (number, behind) = number.split_at(end);
    let behind = behind.strip_prefix('.').unwrap_or(behind);
    let apart = behind.starts_with(' ');
    let behind = behind.trim();
    let bare = &behind[..area_or_volume(behind).unwrap_or(behind.len())];
    // Not what stands around fields in other formats.
    let odd =
        |c: char| !c.is_alphabetic() && c.is_ascii() && !UNITS.contains(c);
    // A sign, a fraction, a power, a thousand: they change the number.
    let changes = behind.starts_with('-')
        || bare.contains(|c: char| c.is_numeric() && !c.is_ascii())
        || POWERS.iter().any(|power| {
            let word = behind.split(' ').next().unwrap_or_default();
            word.eq_ignore_ascii_case(power)
        })
        // 950K, but 300 K are kelvins.
        || !apart && matches!(behind, "k" | "K" | "M" | "B");
    let is_note = behind.starts_with('[') && behind.ends_with(']');
    if before.is_empty() && behind.is_empty()
        || changes
        || behind.chars().count() > 12
        || bare.contains(odd) && !is_note
    {
        return None;
    }
    shape(number)?;
    let clothes = Clothes {
        before: before.into(),
        behind: behind.into(),
    };
    Some(match sign {
        Some(_) => (clothes, Cow::Owned(format!("-{number}"))),
        None => (clothes, Cow::Borrowed(number)),
    })
}

/// Where in a unit its power stands, as in `km2` and `m³`.
fn area_or_volume(text: &str) -> Option<usize> {
    let (at, power) = text.char_indices().next_back()?;
    let length = ["m", "ft", "mi", "in", "yd"];
    let is = matches!(power, '2' | '3' | '²' | '³');
    let before = text[..at].trim_end_matches('^');
    (is && length.iter().any(|unit| before.ends_with(unit))).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clothes() {
        for (text, before, behind, number) in [
            ("$2.39", "$", "", "2.39"),
            ("-$2.39", "$", "", "-2.39"),
            ("60 kg", "", "kg", "60"),
            ("12%", "", "%", "12"),
            ("2,194 km2", "", "km2", "2,194"),
            ("7 m³", "", "m³", "7"),
            ("5 kg/m^3", "", "kg/m^3", "5"),
            ("3.2*", "", "*", "3.2"),
            ("1,234.5 €", "", "€", "1,234.5"),
        ] {
            let clothes = Clothes {
                before: before.into(),
                behind: behind.into(),
            };
            let want = Some((clothes, Cow::from(number)));
            assert_eq!(undressed(text), want, "{text}");
        }
        for text in [
            "12",
            "a12",
            "#1",
            "2020-01-01",
            "12:30",
            "1/2",
            "kg",
            "3²",
            "5x2",
        ] {
            assert_eq!(undressed(text), None, "{text}");
        }
    }
}
