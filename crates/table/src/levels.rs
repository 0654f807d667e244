//! Texts as numbers: categories, classes and groups.

use std::collections::{BTreeMap, HashMap};

use crate::{
    error::{ErrorKind, plain, shown},
    table::Kind,
};

/// More levels than that are no categories but names.
pub const MOST: usize = 50;

/// Answers whose second is the base.
const ANSWERS: [[&str; 2]; 8] = [
    ["yes", "no"],
    ["y", "n"],
    ["true", "false"],
    ["t", "f"],
    ["on", "off"],
    ["ja", "nein"],
    ["oui", "non"],
    ["si", "no"],
];

/// The levels of a column of texts. The base is the most frequent of them, or
/// "no".
pub fn category(texts: &[Option<&str>]) -> Result<Kind, ErrorKind> {
    let count = count(texts)?;
    names(texts, count.len())?;
    if count.len() < 2 {
        let text = count.keys().next().map_or("", |text| text);
        return Err(ErrorKind::OneLevel(shown(text)));
    }
    let is = |answer: &str| {
        let mut texts = count.keys();
        texts
            .find(|text| text.eq_ignore_ascii_case(answer))
            .copied()
    };
    let no = ANSWERS.iter().find_map(|[yes, no]| is(yes).and(is(no)));
    let no = no.filter(|_| count.len() == 2);
    // The first of those that are as frequent.
    let most = count.iter().rev().max_by_key(|(_, n)| **n);
    let most = most.map(|(text, _)| *text);
    let base = no.or(most).unwrap_or_default();
    let levels = count.keys().filter(|text| **text != base);
    Ok(Kind::Category {
        base: base.into(),
        levels: levels.map(|text| text.to_string()).collect(),
    })
}

/// The columns of 0 and 1 of texts, one for each of these levels; NaN for what
/// is missing.
///
/// # Errors
/// The position of a text that is no level.
pub fn indicators(
    texts: &[Option<&str>],
    base: &str,
    levels: &[String],
) -> Result<Vec<Vec<f64>>, usize> {
    let known = |text: &&str| *text == base || levels.iter().any(|l| l == text);
    let strange = |text: &Option<&str>| text.is_some_and(|t| !known(&t));
    if let Some(at) = texts.iter().position(strange) {
        return Err(at);
    }
    let column = |level: &String| {
        let is = |text: &Option<&str>| match text {
            None => f64::NAN,
            Some(text) => f64::from(u8::from(text == level)),
        };
        texts.iter().map(is).collect()
    };
    Ok(levels.iter().map(column).collect())
}

/// The classes of a column of texts, numbers by value and others by alphabet;
/// and the position of each row's class; NaN for what is missing.
pub fn classes(
    texts: &[Option<&str>],
) -> Result<(Vec<String>, Vec<f64>), ErrorKind> {
    let mut found = HashMap::new();
    for text in texts.iter().flatten() {
        found.entry(key(text)).or_insert(*text);
        if found.len() > 20 * MOST {
            return Err(ErrorKind::TooManyLevels {
                most: 20 * MOST,
                text: shown(text),
            });
        }
    }
    let mut classes: Vec<&str> = found.into_values().collect();
    let value = |text: &str| text.parse::<f64>().unwrap_or(f64::INFINITY);
    classes.sort_by(|a, b| value(a).total_cmp(&value(b)).then(a.cmp(b)));
    let numbered = classes.iter().enumerate();
    let at: HashMap<_, usize> =
        numbered.map(|(at, class)| (key(class), at)).collect();
    let place = |text: &Option<&str>| {
        text.map_or(f64::NAN, |text| at[&key(text)] as f64)
    };
    let places = texts.iter().map(place).collect();
    Ok((classes.iter().map(|c| plain(c)).collect(), places))
}

/// What makes a class: one value is one, however it is written.
fn key(text: &str) -> Result<u64, &str> {
    let number = text.parse::<f64>().ok().filter(|n| n.is_finite());
    number.map(|n| (n + 0.0).to_bits()).ok_or(text) // -0 is 0
}

/// The group of each row, counted by first appearance; NaN for what is missing.
pub fn groups<'t>(texts: &[Option<&'t str>]) -> Vec<f64> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let group = |text: &Option<&'t str>| match *text {
        None => f64::NAN,
        Some(text) => {
            let next = seen.len();
            *seen.entry(text).or_insert(next) as f64
        }
    };
    texts.iter().map(group).collect()
}

/// Refuses texts of which the most stand only once.
pub fn names(texts: &[Option<&str>], levels: usize) -> Result<(), ErrorKind> {
    let rows = texts.iter().flatten().count();
    if 2 * levels <= rows + 1 || levels == 1 {
        return Ok(());
    }
    let text = texts.iter().flatten().next().map_or("", |text| text);
    Err(ErrorKind::Names {
        text: shown(text),
        levels,
        rows,
    })
}

fn count<'t>(
    texts: &[Option<&'t str>],
) -> Result<BTreeMap<&'t str, usize>, ErrorKind> {
    let mut count = BTreeMap::new();
    for text in texts.iter().flatten() {
        *count.entry(*text).or_insert(0) += 1;
        if count.len() > MOST {
            return Err(ErrorKind::TooManyLevels {
                most: MOST,
                text: shown(text),
            });
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some<'t>(texts: &[&'t str]) -> Vec<Option<&'t str>> {
        texts.iter().map(|text| Some(*text)).collect()
    }

    fn kind(base: &str, levels: &[&str]) -> Kind {
        Kind::Category {
            base: base.into(),
            levels: levels.iter().map(|l| l.to_string()).collect(),
        }
    }

    #[test]
    fn the_base_is_the_most_frequent_level_or_no() {
        let of = |texts: &[&str]| category(&some(&texts.repeat(2))).unwrap();
        assert_eq!(of(&["b", "a", "b", "c"]), kind("b", &["a", "c"]));
        assert_eq!(of(&["b", "a"]), kind("a", &["b"]));
        assert_eq!(of(&["yes", "no", "yes"]), kind("no", &["yes"]));
        assert_eq!(of(&["True", "False", "True"]), kind("False", &["True"]));
        assert_eq!(of(&["yes", "no", "yes", "?!"]), kind("yes", &["?!", "no"]));
    }

    #[test]
    fn levels_become_columns() {
        let texts = [Some("a"), None, Some("c"), Some("b")];
        let levels = ["b".to_owned(), "c".to_owned()];
        let columns = indicators(&texts, "a", &levels).unwrap();
        assert_eq!([columns[0][0], columns[0][3]], [0.0, 1.0]);
        assert_eq!([columns[1][2], columns[1][3]], [1.0, 0.0]);
        assert!(columns[0][1].is_nan() && columns[1][1].is_nan());
        assert_eq!(indicators(&some(&["a", "d"]), "a", &levels), Err(1));
    }

    #[test]
    fn classes_are_sorted() {
        let (classes, places) = classes(&some(&["10", "9", "10"])).unwrap();
        assert_eq!(classes, ["9", "10"]);
        assert_eq!(places, [1.0, 0.0, 1.0]);
        assert_eq!(groups(&some(&["b", "a", "b"])), [0.0, 1.0, 0.0]);
    }
}
