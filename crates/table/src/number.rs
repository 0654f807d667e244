//! A field into a number, a missing value, or what is wrong with it.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A finite number.
    Number(f64),
    /// Empty, `NA` or `NaN`.
    Missing,
    /// A number that a fit cannot use, and why.
    Unusable(&'static str),
    /// No number at all.
    Text,
}

/// Reads a field, with or without space around it.
pub fn value(field: &str) -> Value {
    match field.parse::<f64>() {
        Ok(number) if number.is_finite() => Value::Number(number),
        Ok(number) if number.is_nan() => Value::Missing,
        Ok(_) if field.contains(|c: char| c.is_ascii_digit()) => {
            Value::Unusable("beyond the range of 64-bit floats, 1.8e308")
        }
        Ok(_) => Value::Unusable("infinite, and a fit needs finite numbers"),
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
        return Value::Unusable(
            "not a number here: write decimals with a point, as in 1.5, and \
             thousands without commas",
        );
    }
    Value::Text
}
