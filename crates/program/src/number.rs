//! Numbers as text, in the notebooks' style.

/// Columns a line of numbers may take, the brackets included.
const WIDTH: usize = 76;

/// Four digits after the point; a power of ten where that would be long.
///
/// ```
/// assert_eq!(program::number(9.10736), "9.1074");
/// assert_eq!(program::number(-1.5e9), "-1.5000e9");
/// ```
pub fn number(value: f64) -> String {
    if value.abs() < 5e-5 {
        "0.0000".into() // and never -0.0000
    } else if value.abs() < 1e6 {
        format!("{value:.4}")
    } else {
        format!("{value:.4e}")
    }
}

/// At most four digits after the point, the points aligned, as NumPy prints
/// an array with `precision=4`.
///
/// ```
/// let text = program::array(&[0.3046, 0.918, -1.0]);
/// assert_eq!(text, "[ 0.3046,  0.918 , -1.    ]");
/// assert_eq!(program::array(&[-104.0, 4.0]), "[-104.,    4.]");
/// assert_eq!(program::array(&[5.0366e10]), "[5.0366e10]");
/// ```
pub fn array(values: &[f64]) -> String {
    // Whole part and digits of each; adding 0 turns −0 into 0.
    let parts: Vec<(String, String)> = values
        .iter()
        .map(|value| {
            let text = match (value * 1e4).round() / 1e4 + 0.0 {
                rounded if value.abs() < 1e6 => format!("{rounded:.4}"),
                _ => number(*value),
            };
            match text.split_once('.') {
                Some((whole, digits)) => {
                    let digits = match digits.contains('e') {
                        true => digits,
                        false => digits.trim_end_matches('0'),
                    };
                    (whole.to_owned(), format!(".{digits}"))
                }
                None => (text, String::new()), // NaN or infinite
            }
        })
        .collect();
    let widest = |part: fn(&(String, String)) -> &String| {
        parts.iter().map(|p| part(p).len()).max().unwrap_or(0)
    };
    let (left, right) = (widest(|p| &p.0), widest(|p| &p.1));
    let per_line = (WIDTH / (left + right + 2)).max(1);
    let lines: Vec<String> = parts
        .chunks(per_line)
        .map(|line| {
            let numbers = line.iter().map(|(whole, digits)| {
                format!("{whole:>left$}{digits:<right$}")
            });
            numbers.collect::<Vec<_>>().join(", ")
        })
        .collect();
    format!("[{}]", lines.join(",\n "))
}
