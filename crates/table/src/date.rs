//! Dates and times as numbers: days or seconds since the first of them.

use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::{DateTime, Time},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

/// How a column of dates became numbers.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Dates {
    /// How they are written, as in C's strptime; empty for ISO 8601 with an
    /// offset from UTC.
    pub format: String,
    /// The date that became 0.
    pub origin: String,
    /// What 1 stands for.
    pub unit: Unit,
}

/// What one step of a date's number stands for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A day.
    Days,
    /// A second.
    Seconds,
}

/// Why dates cannot be numbers.
#[derive(Debug, PartialEq)]
pub enum Wrong {
    /// The text at this position is no date as the others are.
    NotOne(usize),
    /// Day and month may be either way around.
    Ambiguous,
    /// The text at this position and others have two digits for years that lie
    /// on both sides of 1969.
    TwoDigits(usize),
    /// The text at this position and all others, as `2000-01`, may mean a year
    /// that ends in the next one.
    TwoYears(usize),
}

impl Wrong {
    /// The position of the text that is wrong, if it is one.
    pub fn row(&self) -> Option<usize> {
        match self {
            Wrong::Ambiguous => None,
            Wrong::NotOne(row)
            | Wrong::TwoDigits(row)
            | Wrong::TwoYears(row) => Some(*row),
        }
    }
}

/// The ways to write a date, those with a day in front of those with a month.
const DATES: [&str; 27] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%y/%m/%d",
    "%y-%m-%d",
    "%y.%m.%d",
    "%d.%m.%y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%b %d %Y",
    "%d-%b-%y",
    // A month alone; its first day is read behind it.
    "%m.%Y",
    "%m/%Y",
    "%Y-%m",
    "%b %Y",
    "%B %Y",
    "%b-%y",
];

/// The ways to write a time behind it.
const TIMES: [&str; 7] = [
    "",
    " %H:%M",
    " %H:%M:%S%.f",
    "T%H:%M",
    "T%H:%M:%S%.f",
    " %I:%M %p",
    " %I:%M:%S %p",
];

/// Times of day alone.
const CLOCKS: [&str; 2] = ["%H:%M", "%H:%M:%S%.f"];

/// Whether a text may be a date or a time.
pub fn is_date(text: &str) -> bool {
    let text = text.trim();
    // Quickly: no date is shorter, longer, or without digits.
    (4..=40).contains(&text.len())
        && text.bytes().any(|b| b.is_ascii_digit())
        && FORMATS.iter().any(|format| moment(text, format).is_some())
}

/// Whether a text is a date without a time.
pub fn is_day(text: &str) -> bool {
    !text.contains(':') && is_date(text)
}

/// Whether a text is a time of day.
pub fn is_clock(text: &str) -> bool {
    text.contains(':') && is_date(&format!("2000-01-01 {text}"))
}

/// All ways to write a date, a time or both; the first is ISO 8601 with an
/// offset.
static FORMATS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let dates = DATES
        .iter()
        .flat_map(|date| TIMES.iter().map(move |time| format!("{date}{time}")));
    let clocks = CLOCKS.iter().map(|clock| clock.to_string());
    let all = [String::new()].into_iter().chain(clocks).chain(dates);
    all.collect()
});

/// All dates of a column as numbers; `None` stays for what is missing. How
/// they were read comes with them, and whether the order of day and month was
/// found by what they are alone, or because only so they are sorted.
pub fn numbers(
    texts: &[Option<&str>],
) -> Result<(Dates, Vec<f64>, bool), Wrong> {
    let there: Vec<(usize, &str)> = texts
        .iter()
        .enumerate()
        .filter_map(|(at, text)| text.map(|text| (at, text.trim())))
        .collect();
    // At midnight Excel leaves the time off.
    let left = match formats(&there, false) {
        Err(error) => formats(&there, true).map_err(|_| error)?,
        Ok(left) => left,
    };
    let moments = |format: &str| -> Vec<DateTime> {
        let found = there.iter().filter_map(|(_, text)| moment(text, format));
        found.collect()
    };
    let mut readings: Vec<(String, Vec<DateTime>)> = Vec::new();
    for format in left {
        let read = moments(&format);
        if readings.iter().all(|(_, other)| *other != read) {
            readings.push((format, read));
        }
    }
    if are_two_years(&there) {
        return Err(Wrong::TwoYears(there[0].0));
    }
    let alone = readings.len() == 1;
    if !alone {
        readings.retain(|(_, m)| m.is_sorted() || m.iter().rev().is_sorted());
    }
    match <[_; 1]>::try_from(readings) {
        Err(_) => Err(Wrong::Ambiguous),
        Ok([(format, moments)]) => {
            // Between 1968 and 1969 two digits turn around.
            let years = || moments.iter().map(|moment| moment.year());
            if format.contains("%y")
                && years().any(|year| year < 1980)
                && years().any(|year| year > 2055)
            {
                return Err(Wrong::TwoDigits(there[0].0));
            }
            let dates = Dates::new(format, &moments);
            let numbers = dates.numbers(texts)?;
            Ok((dates, numbers, alone))
        }
    }
}

/// The formats that all texts are written in; with `midnight` the time may be
/// left off.
fn formats(
    there: &[(usize, &str)],
    midnight: bool,
) -> Result<Vec<String>, Wrong> {
    let mut left = FORMATS.clone();
    for (at, text) in there {
        let fits = |format: &String| {
            (midnight || has_time(format) == text.contains(':'))
                && moment(text, format).is_some()
        };
        left.retain(fits);
        if left.is_empty() {
            return Err(Wrong::NotOne(*at));
        }
    }
    Ok(left)
}

/// Whether a format says the time, too.
fn has_time(format: &str) -> bool {
    format.is_empty() || format.contains("%M")
}

/// Whether each text is a year and the last two digits of the next.
fn are_two_years(there: &[(usize, &str)]) -> bool {
    let year = |text: &str| -> Option<u16> {
        let (year, next) = text.split_once(['-', '/'])?;
        let number: u16 = year.parse().ok()?;
        let is = year.len() == 4
            && next.len() == 2
            && next.parse() == Ok((number + 1) % 100);
        is.then_some(number)
    };
    let years = there.iter().map(|(_, text)| year(text));
    let years = years.collect::<Option<Vec<_>>>();
    years.is_some_and(|years| years.iter().any(|year| *year != years[0]))
}

impl Dates {
    fn new(format: String, moments: &[DateTime]) -> Dates {
        let days = moments.iter().all(|m| m.time() == Time::midnight());
        // The first day of clocks is made up.
        let clock = CLOCKS.contains(&format.as_str());
        let origin = moments.iter().min().copied().unwrap_or_default();
        let unit = match days && !clock {
            true => Unit::Days,
            false => Unit::Seconds,
        };
        let origin = match unit {
            Unit::Days => origin.date().to_string(),
            Unit::Seconds if clock => origin.time().to_string(),
            Unit::Seconds => origin.to_string(),
        };
        Dates {
            format,
            origin,
            unit,
        }
    }

    /// What comes first in them.
    pub fn order(&self) -> &'static str {
        match self.format.get(..2) {
            Some("%d") => "day before month",
            Some("%Y" | "%y") => "year before month",
            _ => "month before day",
        }
    }

    /// Whether they are times of day alone.
    pub fn is_clock(&self) -> bool {
        CLOCKS.contains(&self.format.as_str())
    }

    /// Whether they are dates with a time.
    pub fn have_times(&self) -> bool {
        has_time(&self.format) && !self.is_clock()
    }

    /// Whether its origin is a date.
    pub fn is_sound(&self) -> bool {
        self.start().is_some()
    }

    /// The origin, as a date.
    fn start(&self) -> Option<DateTime> {
        let origin = match self.unit {
            Unit::Days => format!("{}T00:00", self.origin),
            Unit::Seconds if self.origin.contains('T') => self.origin.clone(),
            Unit::Seconds => format!("1970-01-01T{}", self.origin),
        };
        origin.parse().ok()
    }

    /// Dates written in the same way, as numbers; NaN for what is missing.
    ///
    /// # Errors
    /// A text that is not written so.
    pub fn numbers(&self, texts: &[Option<&str>]) -> Result<Vec<f64>, Wrong> {
        let origin = self.start().ok_or(Wrong::NotOne(0))?;
        let number = |(at, text): (usize, &Option<&str>)| {
            let Some(text) = text else {
                return Ok(f64::NAN);
            };
            let moment =
                moment(text.trim(), &self.format).ok_or(Wrong::NotOne(at))?;
            let seconds = moment.duration_since(origin).as_secs_f64();
            Ok(match self.unit {
                Unit::Days => seconds / 86_400.0,
                Unit::Seconds => seconds,
            })
        };
        texts.iter().enumerate().map(number).collect()
    }
}

/// A text that is written so, as a date with its time; one with an offset as
/// that of UTC.
fn moment(text: &str, format: &str) -> Option<DateTime> {
    if format.is_empty() {
        let stamp: Timestamp = text.parse().ok()?;
        return Some(TimeZone::UTC.to_datetime(stamp));
    }
    // jiff makes :59 of it.
    if text.contains(":60") {
        return None;
    }
    if CLOCKS.contains(&format) {
        let text = format!("1970-01-01 {text}");
        return DateTime::strptime(format!("%Y-%m-%d {format}"), text).ok();
    }
    // A short year has its two digits: 1.2.3 is the number of a version.
    let date = text.split(' ').next().unwrap_or(text);
    let groups = || date.split(|c: char| !c.is_ascii_digit());
    let year = match format.starts_with("%y") {
        true => groups().next(),
        false => groups().next_back(),
    };
    if format.contains("%y") && year.is_some_and(|year| year.len() != 2) {
        return None;
    }
    let has_day = format.contains("%d");
    let mut has_time = has_time(format);
    let mut format = format.to_owned();
    let mut text = text.to_owned();
    if has_time
        && has_day
        && !text.contains(':')
        && let Some(at) = format.find("%H").or(format.find("%I"))
    {
        format.truncate(at - 1);
        has_time = false;
    }
    if !has_day {
        format.push_str(" %d");
        text.push_str(" 01");
    }
    if !has_time {
        format.push_str(" %H:%M");
        text.push_str(" 00:00");
    }
    let moment = DateTime::strptime(format, text).ok()?;
    // Of `01/02/20` it makes the year 20.
    (moment.year() >= 1000).then_some(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Result<(String, Vec<f64>, Unit), Wrong> {
        let texts: Vec<_> = texts.iter().map(|text| Some(*text)).collect();
        let (dates, numbers, _) = numbers(&texts)?;
        Ok((dates.origin, numbers, dates.unit))
    }

    #[test]
    fn days() {
        for texts in [
            ["2024-02-28", "2024-03-01"],
            ["28.02.2024", "01.03.2024"],
            ["28/02/2024", "01/03/2024"],
            ["02/28/2024", "03/01/2024"],
            ["28-Feb-2024", "01-Mar-2024"],
            ["28 February 2024", "1 March 2024"],
            ["Feb 28, 2024", "Mar 1, 2024"],
            ["28/2/24", "1/3/24"],
        ] {
            // 2024 is a leap year.
            let want = ("2024-02-28".to_owned(), vec![0.0, 2.0], Unit::Days);
            assert_eq!(read(&texts), Ok(want), "{texts:?}");
        }
        let months = read(&["2023-12", "2024-01", "2024-03"]).unwrap();
        assert_eq!(months.1, [0.0, 31.0, 91.0]);
    }

    #[test]
    fn seconds() {
        let read = |texts: &[&str]| read(texts).map(|(_, numbers, _)| numbers);
        for texts in [
            ["2024-01-01 23:59", "2024-01-02 00:01"],
            ["2024-01-01T23:59:00", "2024-01-02T00:01:00"],
            ["2024-01-01T23:59:00Z", "2024-01-02T01:01:00+01:00"],
            ["1/13/2024 11:59 PM", "1/14/2024 12:01 AM"],
        ] {
            assert_eq!(read(&texts), Ok(vec![0.0, 120.0]), "{texts:?}");
        }
        assert_eq!(read(&["00:01", "13:00"]), Ok(vec![0.0, 46740.0]));
        assert_eq!(read(&["0:00:01.5", "0:00:02"]), Ok(vec![0.0, 0.5]));
    }

    #[test]
    fn day_and_month() {
        assert_eq!(read(&["01/02/2024", "05/04/2024"]), Err(Wrong::Ambiguous));
        // Sorted only if the month comes first.
        let texts = ["01/02/2024", "02/01/2024", "02/03/2024", "03/01/2024"];
        assert_eq!(read(&texts).unwrap().1, [0.0, 30.0, 32.0, 59.0]);
        assert_eq!(read(&["2024-01-01", "soon"]), Err(Wrong::NotOne(1)));
    }

    #[test]
    fn what_is_no_date() {
        for text in ["", "12", "2024", "1.5", "a", "3:4", "2024-13-01", "May"] {
            assert!(!is_date(text), "{text}");
        }
    }
}
