//! A field into a number, a missing value, or what is wrong with it.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A finite number.
    Number(f64),
    /// Empty, `NA` or `NaN`.
    Missing,
    /// A number that a fit cannot use, and why.
    Unusable(Unusable),
    /// No number at all.
    Text,
}

/// Why a number cannot be used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unusable {
    /// It has a comma: between thousands, or before decimals.
    Comma,
    /// float64 ends before it.
    OutOfRange,
    /// It says that it is infinite.
    Infinite,
}

/// Reads a field, with or without space around it.
pub fn value(field: &str) -> Value {
    match field.parse::<f64>() {
        Ok(number) if number.is_finite() => Value::Number(number),
        Ok(number) if number.is_nan() => Value::Missing,
        Ok(_) if field.contains(|c: char| c.is_ascii_digit()) => {
            Value::Unusable(Unusable::OutOfRange)
        }
        Ok(_) => Value::Unusable(Unusable::Infinite),
        Err(_) => no_number(field),
    }
}

fn no_number(field: &str) -> Value {
    let trimmed = field.trim();
    if trimmed.len() < field.len() {
        return value(trimmed);
    }
    if field.is_empty() || field.eq_ignore_ascii_case("NA") {
        return Value::Missing;
    }
    let digits = field.replace(['.', ','], "");
    if field.contains(',') && matches!(value(&digits), Value::Number(_)) {
        return Value::Unusable(Unusable::Comma);
    }
    Value::Text
}
