//! `{{name argument "argument in quotes"}}`.

use anyhow::{Result, bail};

/// A directive: its name, and its arguments without their quotes.
#[derive(Debug, PartialEq)]
pub struct Directive {
    pub name: String,
    pub arguments: Vec<String>,
}

impl Directive {
    /// Reads the directive that `text` begins with, and the text behind it.
    pub fn read(text: &str) -> Result<(Self, &str)> {
        let Some(mut rest) = text.strip_prefix("{{") else {
            bail!("a directive begins with {{{{");
        };
        let mut words = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(behind) = rest.strip_prefix("}}") {
                break rest = behind;
            }
            if let Some(quoted) = rest.strip_prefix('"') {
                let Some((word, behind)) = quoted.split_once('"') else {
                    bail!("a \" opens and none closes");
                };
                words.push(word.to_owned());
                rest = behind;
                continue;
            }
            let end = rest.find(|c: char| c.is_whitespace() || c == '}');
            let Some(end) = end.filter(|end| *end > 0) else {
                bail!("a {{{{ opens and no }}}} closes");
            };
            words.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
        if words.is_empty() {
            bail!("a directive without a name");
        }
        let name = words.remove(0);
        let arguments = words;
        Ok((Directive { name, arguments }, rest))
    }

    /// The arguments, of which there must be this many.
    pub fn take<const N: usize>(&self) -> Result<[&str; N]> {
        let words: Vec<&str> =
            self.arguments.iter().map(String::as_str).collect();
        let Ok(words) = words.try_into() else {
            bail!(
                "{} takes {N} arguments and has {}",
                self.name,
                self.arguments.len()
            );
        };
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_an_argument_together() {
        let text = r#"{{figure a/b "two {{n x y 1}} words" "c"}} and on"#;
        let (directive, rest) = Directive::read(text).unwrap();
        assert_eq!(directive.name, "figure");
        assert_eq!(directive.arguments, ["a/b", "two {{n x y 1}} words", "c"]);
        assert_eq!(rest, " and on");
    }

    #[test]
    fn what_is_left_open_is_refused() {
        for text in ["{{", "{{n", "{{n \"a}}", "{{}}", "{{n }", "n"] {
            assert!(Directive::read(text).is_err(), "{text}");
        }
    }
}
