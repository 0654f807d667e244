//! Text that an XML document can hold.

/// The text with what XML cannot hold replaced by U+FFFD: most control
/// characters, U+FFFE and U+FFFF.
pub(crate) fn legal(text: &str) -> String {
    let legal = |c| match c {
        '\t' | '\n' | '\r' | ' '..'\u{FFFE}' | '\u{10000}'.. => c,
        _ => char::REPLACEMENT_CHARACTER,
    };
    text.chars().map(legal).collect()
}

/// The text as XML writes it, in an element or an attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in legal(text).chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&apos;",
            _ => escaped.push(c),
        }
    }
    escaped
}
