//! A field into a number, a missing value, or what is wrong with it.

/// How a column writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numbers {
    /// Before decimals: a point or a comma.
    pub decimal: char,
    /// Between groups of digits, if anything: a point, a comma, a space or an
    /// apostrophe, the last two standing for all of their kind.
    pub thousands: Option<char>,
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers {
            decimal: '.',
            thousands: None,
        }
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A finite number.
    Number(f64),
    /// Nothing, or a mark for it.
    Missing,
    /// A number that a fit cannot use, and why.
    Unusable(Unusable),
    /// No number as the column writes them.
    Text,
}

/// Why a number cannot be used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unusable {
    /// float64 ends before it.
    OutOfRange,
    /// It says that it is infinite.
    Infinite,
    /// It is a bound, such as `<0.1`.
    Censored,
    /// An integer of more digits than float64 keeps.
    TooManyDigits,
}

/// The texts that a caller takes for missing values.
#[derive(Clone, Debug, Default)]
pub struct Marks(Vec<(String, Option<f64>)>);

impl Marks {
    /// A number among them means that number, however it is written.
    pub fn new(texts: &[String]) -> Self {
        let mark = |text: &String| (text.clone(), text.parse().ok());
        Marks(texts.iter().map(mark).collect())
    }

    /// Whether this number is among them.
    pub fn hold_number(&self, number: f64) -> bool {
        self.0.iter().any(|(_, mark)| *mark == Some(number))
    }

    fn hold(&self, field: &str) -> bool {
        self.0.iter().any(|(text, _)| text == field)
    }
}

/// Below it, float64 holds every integer.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Whether a field is an integer that float64 rounds.
fn loses_digits(field: &str, number: f64) -> bool {
    if number.abs() < EXACT {
        return false;
    }
    let is_integer =
        matches!(shape(field), Some(Shape::Digits { .. } | Shape::Groups(_)));
    let digits: String = field.chars().filter(char::is_ascii_digit).collect();
    let exact = digits.trim_start_matches('0');
    is_integer
        && !exponent(field).1
        && number.is_finite()
        && number.abs().to_string() != exact
}

/// The number of a field without space around it, with a point before its
/// decimals, as most are; none where its digits are more than float64 keeps.
pub fn plain(field: &str) -> Option<f64> {
    let number = field.parse::<f64>().ok();
    number.filter(|number| number.abs() < EXACT) // no infinity, and no NaN
}

/// Reads a field, with or without space around it.
pub fn value(field: &str, numbers: Numbers, marks: &Marks) -> Value {
    let field = field.trim();
    if numbers.decimal == '.'
        && let Some(number) = plain(field)
    {
        return match marks.hold_number(number) {
            true => Value::Missing,
            false => Value::Number(number),
        };
    }
    if is_missing(field) || marks.hold(field) {
        return Value::Missing;
    }
    if let Some(bound) = bound(field) {
        return match shape(bound) {
            Some(_) => Value::Unusable(Unusable::Censored),
            None => Value::Text,
        };
    }
    let field = formula(field);
    match parse(field, numbers) {
        Some(number) if marks.hold_number(number) => Value::Missing,
        Some(number) if loses_digits(field, number) => {
            Value::Unusable(Unusable::TooManyDigits)
        }
        Some(number) if number.is_finite() => Value::Number(number),
        Some(_) => Value::Unusable(Unusable::OutOfRange),
        None if field.parse::<f64>().is_ok_and(f64::is_infinite) => {
            Value::Unusable(Unusable::Infinite)
        }
        None => Value::Text,
    }
}

/// A number behind the sign of a bound, such as `<0.1`.
pub fn bound(field: &str) -> Option<&str> {
    let bound = field.strip_prefix(['<', '>', '≤', '≥'])?;
    Some(bound.trim_start_matches('=').trim())
}

/// Whether a field is a number whose sign is written as accountants and old
/// programs do: `(150)`, `150-`.
pub fn has_odd_sign(field: &str) -> bool {
    let within = field.strip_prefix('(').and_then(|f| f.strip_suffix(')'));
    let before = field.strip_suffix(['-', '−']);
    within.or(before).is_some_and(|number| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && shape(number).is_some()
    })
}

/// What Excel writes around texts that look like numbers: `="12"`.
pub fn formula(field: &str) -> &str {
    let inside = field.strip_prefix("=\"").and_then(|f| f.strip_suffix('"'));
    inside.unwrap_or(field)
}

/// Whether people mean by this field that there is no value.
pub fn is_missing(field: &str) -> bool {
    const WORDS: [&str; 12] = [
        "na", "n/a", "n.a.", "#n/a", "<na>", "nan", "-nan", "null", "(null)",
        "none", "nil", "\\n",
    ];
    // Stata's .a to .z say why a value is missing.
    let is_stata = matches!(field.as_bytes(), [b'.', b'a'..=b'z']);
    let run_of = |marks: &[char]| field.trim_matches(marks).is_empty();
    // Empty, or a run of one mark: -, --, ***, …; a dot or two, a question.
    is_stata
        || run_of(&['-', '–', '—'])
        || run_of(&['*'])
        || run_of(&['.'])
        || run_of(&['?'])
        || field == ":"
        || field == "…"
        || WORDS.iter().any(|word| field.eq_ignore_ascii_case(word))
        // Errors of spreadsheets.
        || matches!(
            field,
            "#DIV/0!" | "#VALUE!" | "#REF!" | "#NAME?" | "#NUM!" | "#NULL!"
        )
}

/// How a number is written: which marks stand between its digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Digits alone; whether they are more than three.
    Digits {
        /// Whether there are four or more.
        many: bool,
    },
    /// With decimals behind this mark.
    Decimal(char),
    /// In groups, with this mark between them.
    Groups(char),
    /// In groups, and with decimals.
    Both {
        /// Between the groups.
        thousands: char,
        /// Before the decimals.
        decimal: char,
    },
    /// One mark, and three digits behind it: `1.021` may be a thousand or one.
    Either(char),
}

/// The shape of a number; `None` where it is none.
pub fn shape(text: &str) -> Option<Shape> {
    let text = text.strip_prefix(['+', '-', '−']).unwrap_or(text);
    let (digits, exponent) = exponent(text);
    // The digits before the first mark, between marks, and after the last.
    let mut groups = vec![0];
    let mut marks = Vec::new();
    for letter in digits.chars() {
        match letter {
            '0'..='9' => *groups.last_mut()? += 1,
            _ => {
                marks.push(mark(letter)?);
                groups.push(0);
            }
        }
    }
    if groups.iter().sum::<usize>() == 0 {
        return None;
    }
    let (&last, before) = match marks.split_last() {
        None => {
            let many = groups[0] > 3;
            return Some(Shape::Digits { many });
        }
        Some(marks) => marks,
    };
    let decimals = *groups.last()?;
    // Groups of three; in India of two but for the last. `1.10.100` is the
    // number of a version.
    let in_groups = |groups: &[usize]| {
        let is = |n: &usize| *n == 3 || *n == 2 && marks[0] == ',';
        (1..=3).contains(&groups[0])
            && groups.split_last().is_some_and(|(end, rest)| {
                *end == 3 && rest[1..].iter().all(is)
            })
    };
    let one_kind = |marks: &[char]| marks.iter().all(|m| *m == marks[0]);
    let may_be_decimal = matches!(last, '.' | ',');
    let starts_with_0 = digits.starts_with('0');
    match before {
        [] if !may_be_decimal => {
            in_groups(&groups).then_some(Shape::Groups(last))
        }
        [] if in_groups(&groups) && !starts_with_0 && !exponent => {
            Some(Shape::Either(last))
        }
        // `1,` is a field and a comma.
        [] => (last == '.' || decimals > 0).then_some(Shape::Decimal(last)),
        _ if one_kind(&marks) => {
            in_groups(&groups).then_some(Shape::Groups(last))
        }
        _ if may_be_decimal
            && one_kind(before)
            && before[0] != last
            && in_groups(&groups[..groups.len() - 1]) =>
        {
            let (thousands, decimal) = (before[0], last);
            Some(Shape::Both { thousands, decimal })
        }
        _ => None,
    }
}

/// A number that is written in this way.
fn parse(text: &str, numbers: Numbers) -> Option<f64> {
    let Numbers { decimal, thousands } = numbers;
    let grouped = match shape(text)? {
        Shape::Digits { .. } => false,
        Shape::Decimal(mark) if mark == decimal => false,
        Shape::Groups(mark) if thousands == Some(mark) => true,
        Shape::Both {
            thousands: t,
            decimal: d,
        } if thousands == Some(t) && d == decimal => true,
        Shape::Either(mark) if thousands == Some(mark) => true,
        Shape::Either(mark) if mark == decimal => false,
        _ => return None,
    };
    let (digits, has_exponent) = exponent(text);
    let mut plain = String::new();
    for letter in digits.chars() {
        match mark(letter) {
            Some(mark) if mark == decimal => plain.push('.'),
            Some(_) if grouped => {}
            _ if letter == '−' => plain.push('-'),
            _ => plain.push(letter),
        }
    }
    if has_exponent {
        plain.push('e');
        plain.push_str(&text[digits.len() + 1..].replace('−', "-"));
    }
    plain.parse().ok()
}

/// What stands before the exponent, and whether there is one: `1.5e3`, in
/// Fortran `1.5D+03`.
fn exponent(text: &str) -> (&str, bool) {
    let Some(at) = text.find(['e', 'E', 'd', 'D']) else {
        return (text, false);
    };
    // Without a point `1D2` is a code, as of a flat.
    if matches!(&text[at..=at], "d" | "D") && !text[..at].contains('.') {
        return (text, false);
    }
    let power = &text[at + 1..];
    let power = power.strip_prefix(['+', '-', '−']).unwrap_or(power);
    let is_power =
        !power.is_empty() && power.bytes().all(|b| b.is_ascii_digit());
    match is_power {
        true => (&text[..at], true),
        false => (text, false),
    }
}

/// The kind of a mark between digits.
fn mark(letter: char) -> Option<char> {
    match letter {
        '.' | ',' => Some(letter),
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => Some(' '),
        '\'' | '’' => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        use Shape::*;
        for (text, want) in [
            ("12", Some(Digits { many: false })),
            ("-1234", Some(Digits { many: true })),
            ("1.5", Some(Decimal('.'))),
            (".5", Some(Decimal('.'))),
            ("5.", Some(Decimal('.'))),
            ("10,25", Some(Decimal(','))),
            ("0.125", Some(Decimal('.'))),
            ("1.021", Some(Either('.'))),
            ("1,912", Some(Either(','))),
            ("1912,345", Some(Decimal(','))),
            ("1.021e3", Some(Decimal('.'))),
            ("1.021.000", Some(Groups('.'))),
            ("1 229", Some(Groups(' '))),
            ("1\u{202f}229", Some(Groups(' '))),
            ("1'229", Some(Groups('\''))),
            ("12,34,567", Some(Groups(','))),
            (
                "1.234,5",
                Some(Both {
                    thousands: '.',
                    decimal: ',',
                }),
            ),
            (
                "−1 234,5",
                Some(Both {
                    thousands: ' ',
                    decimal: ',',
                }),
            ),
            ("1 22", None),
            ("1.2.3", None),
            ("1,5.2", None),
            ("", None),
            (".", None),
            ("a", None),
            ("1-2", None),
            ("2020-01-01", None),
        ] {
            assert_eq!(shape(text), want, "{text}");
        }
    }

    #[test]
    fn numbers_as_a_column_writes_them() {
        let read = |text: &str, decimal, thousands| {
            let numbers = Numbers { decimal, thousands };
            value(text, numbers, &Marks::default())
        };
        for (text, decimal, thousands, want) in [
            (" 1.5 ", '.', None, 1.5),
            ("−1.5", '.', None, -1.5),
            ("1.5D+03", '.', None, 1500.0),
            ("10,5", ',', Some('.'), 10.5),
            ("1.021", ',', Some('.'), 1021.0),
            ("1.234.567,5", ',', Some('.'), 1_234_567.5),
            ("1 229", '.', Some(' '), 1229.0),
            ("1'229.5", '.', Some('\''), 1229.5),
            ("12,34,567", '.', Some(','), 1_234_567.0),
        ] {
            let got = read(text, decimal, thousands);
            assert_eq!(got, Value::Number(want), "{text}");
        }
        for (text, decimal, thousands) in [
            ("1.5", ',', Some('.')),
            ("1,5", '.', None),
            ("1,912", '.', None),
        ] {
            assert_eq!(read(text, decimal, thousands), Value::Text, "{text}");
        }
        assert_eq!(
            read("<0.1", '.', None),
            Value::Unusable(Unusable::Censored)
        );
    }

    #[test]
    fn what_a_caller_calls_missing() {
        let marks = Marks::new(&["-200".into(), "gone".into()]);
        let read = |text| value(text, Numbers::default(), &marks);
        for text in ["-200", "-200.0", "gone", "", "NA", "--", "#N/A"] {
            assert_eq!(read(text), Value::Missing, "{text}");
        }
        assert_eq!(read("200"), Value::Number(200.0));
        assert_eq!(read("Gone"), Value::Text);
    }
}
