//! Which marks a column writes before decimals and between thousands.

use crate::{
    clothes::undressed,
    error::{ErrorKind, shown},
    number::{Numbers, Shape, shape},
    records::Separator,
    table::{Note, Options},
    words::called,
};

/// What the numbers of a column, or of a file, show.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Numbers that write decimals with a certain mark.
    decimal: Vec<(char, String)>,
    /// Numbers that have a certain mark between groups.
    groups: Vec<(char, String)>,
    /// Numbers whose mark may be either, as in `1.021`.
    either: Vec<(char, String)>,
    /// Whether there are numbers of three digits or fewer, without a mark.
    few_digits: bool,
    /// Whether there are some of four or more.
    many_digits: bool,
    /// The smallest whole number of three digits.
    smallest_hundreds: Option<f64>,
    /// The largest number whose mark may be either, if it is a point before
    /// decimals.
    largest_either: f64,
}

impl Evidence {
    /// Looks at a field more. Whether its mark is new.
    pub fn see(&mut self, field: &str) -> bool {
        let text = field.trim();
        let bare = undressed(text);
        let number = bare.as_ref().map_or(text, |(_, number)| number);
        let mut is_new = false;
        let mut add = |to: fn(&mut Self) -> &mut Vec<(char, String)>, mark| {
            let list = to(self);
            if list.iter().all(|(other, _)| *other != mark) {
                list.push((mark, shown(text)));
                is_new = true;
            }
        };
        match shape(number) {
            None => {}
            Some(Shape::Digits { many: true }) => self.many_digits = true,
            Some(Shape::Digits { many: false }) => {
                self.few_digits = true;
                let value = number.parse().map_or(0.0, f64::abs);
                if value >= 100.0 {
                    let smallest = self.smallest_hundreds.unwrap_or(value);
                    self.smallest_hundreds = Some(smallest.min(value));
                }
            }
            Some(Shape::Decimal(mark)) => add(|e| &mut e.decimal, mark),
            Some(Shape::Groups(mark)) => add(|e| &mut e.groups, mark),
            Some(Shape::Both { thousands, decimal }) => {
                add(|e| &mut e.groups, thousands);
                add(|e| &mut e.decimal, decimal);
            }
            Some(Shape::Either(mark)) => {
                add(|e| &mut e.either, mark);
                let value = number.parse().map_or(0.0, f64::abs);
                self.largest_either = self.largest_either.max(value);
            }
        }
        is_new
    }

    /// What another column shows, too.
    pub fn join(&mut self, other: &Evidence) {
        let add = |to: &mut Vec<(char, String)>, from: &[(char, String)]| {
            for (mark, text) in from {
                if to.iter().all(|(known, _)| known != mark) {
                    to.push((*mark, text.clone()));
                }
            }
        };
        add(&mut self.decimal, &other.decimal);
        add(&mut self.groups, &other.groups);
    }

    /// Whether a number shows how all are written.
    pub fn is_certain(&self) -> bool {
        !self.decimal.is_empty()
    }

    /// The mark before decimals, if it is certain, with a number that shows
    /// it; an error where two are.
    fn certain(&self) -> Result<Option<(char, &str)>, ErrorKind> {
        let other = |mark: &char| match mark {
            ',' => Some('.'),
            '.' => Some(','),
            _ => None,
        };
        let groups = self.groups.iter();
        let by_groups =
            groups.filter_map(|(mark, text)| Some((other(mark)?, text)));
        let own = self.decimal.iter().map(|(mark, text)| (*mark, text));
        let mut all = own.chain(by_groups);
        let Some((mark, text)) = all.next() else {
            return Ok(None);
        };
        match all.find(|(other, _)| *other != mark) {
            None => Ok(Some((mark, text))),
            Some((_, other)) => {
                Err(ErrorKind::MixedMarks(text.clone(), other.clone()))
            }
        }
    }

    /// How a column writes its numbers, by what it shows itself, else by what
    /// the file shows, else by what divides its columns.
    pub fn numbers(
        &self,
        file: &Evidence,
        options: &Options,
        separator: &Separator,
    ) -> Result<(Numbers, Vec<Note>), ErrorKind> {
        let mut notes = Vec::new();
        let by_option = options.decimal.or(match options.thousands {
            Some('.') => Some(','),
            Some(',') => Some('.'),
            _ => None,
        });
        let certain = match by_option {
            Some(_) => None,
            // Columns that disagree decide for themselves alone.
            None => self.certain()?.or(file.certain().unwrap_or(None)),
        };
        if let (None, Some((',', _)), [('.', text), ..]) =
            (by_option, certain, &self.either[..])
            && *separator == Separator::Letter(b',')
            && self.decimal.is_empty()
            && self.groups.is_empty()
        {
            // Quoted commas elsewhere, and points here: either may be.
            return Err(ErrorKind::EitherMark(text.clone()));
        }
        let decimal = by_option.or(certain.map(|(mark, _)| mark));
        let decimal = match (decimal, &self.either[..]) {
            (Some(decimal), _) => decimal,
            (None, []) => '.',
            (None, [(mark, text)]) => self.guess(*mark, text, separator)?,
            (None, [(_, one), (_, other), ..]) => {
                return Err(ErrorKind::MixedMarks(one.clone(), other.clone()));
            }
        };
        if by_option.is_none()
            && certain.is_none()
            && let [('.', text), ..] = &self.either[..]
        {
            let what = format!("points stand before decimals (`{text}`)");
            notes.push(Note::new(what, "decimal"));
        }
        if let (Some((',', text)), None) = (certain, options.decimal)
            && (self.decimal.iter().any(|(mark, _)| *mark == ',')
                || self.either.iter().any(|(mark, _)| *mark == ','))
        {
            let what = format!("commas stand before decimals (`{text}`)");
            notes.push(Note::new(what, "decimal"));
        }
        let groups = self.groups.iter().map(|(mark, text)| (mark, text));
        let either = self.either.iter().map(|(mark, text)| (mark, text));
        let mut between = groups.chain(either.filter(|(m, _)| **m != decimal));
        let thousands = match (options.thousands, between.next()) {
            (Some(mark), _) => Some(mark),
            (None, None) => None,
            (None, Some((mark, text))) => {
                if let Some((_, other)) = between.find(|(m, _)| *m != mark) {
                    let (one, other) = (text.clone(), other.clone());
                    return Err(ErrorKind::MixedMarks(one, other));
                }
                let name = called(*mark);
                let what = format!("{name} stand between thousands (`{text}`)");
                notes.push(Note::new(what, "thousands"));
                Some(*mark)
            }
        };
        Ok((Numbers { decimal, thousands }, notes))
    }

    /// Whether there are whole numbers of three digits, far from those with a
    /// point if it stands before decimals, and none of four digits.
    fn hundreds_are_next(&self) -> bool {
        let far = |least: f64| least > 10.0 * self.largest_either;
        !self.many_digits && self.smallest_hundreds.is_some_and(far)
    }

    /// The mark before decimals, where all numbers with a mark have three
    /// digits behind it, and no other column helps.
    fn guess(
        &self,
        mark: char,
        text: &str,
        separator: &Separator,
    ) -> Result<char, ErrorKind> {
        match (mark, separator) {
            // In a field of its own quotes, between commas.
            (',', Separator::Letter(b',')) => Ok('.'),
            // `957` before `1.014`: so the thousands come behind the hundreds.
            ('.', _) if self.hundreds_are_next() => {
                Err(ErrorKind::EitherMark(text.to_owned()))
            }
            // As programs write them.
            ('.', Separator::Letter(b',')) => Ok('.'),
            ('.', Separator::Letter(b';')) => {
                Err(ErrorKind::EitherMark(text.to_owned()))
            }
            // Decimals are rarely just as many, or none.
            ('.', _) if !self.few_digits || self.many_digits => Ok('.'),
            _ => Err(ErrorKind::EitherMark(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(
        column: &[&str],
        file: &[&str],
        separator: u8,
    ) -> Option<(char, Option<char>)> {
        let see = |texts: &[&str]| {
            let mut evidence = Evidence::default();
            for text in texts {
                evidence.see(text);
            }
            evidence
        };
        let separator = Separator::Letter(separator);
        let options = Options::default();
        let found = see(column).numbers(&see(file), &options, &separator);
        found.ok().map(|(n, _)| (n.decimal, n.thousands))
    }

    #[test]
    fn which_marks_a_column_writes() {
        for (column, file, separator, want) in [
            (&["1.5", "2"][..], &[][..], b',', Some(('.', None))),
            (&["1,5", "2"], &[], b';', Some((',', None))),
            (&["1,912", "12"], &[], b',', Some(('.', Some(',')))),
            (&["912", "1.021"], &["10,5"], b';', Some((',', Some('.')))),
            (&["912", "1,021"], &["10.5"], b';', Some(('.', Some(',')))),
            (&["1.021", "1.5"], &["10,5"], b';', Some(('.', None))),
            (&["1 229", "1 229,5"], &[], b';', Some((',', Some(' ')))),
            (&["1'229", "1.5"], &[], b';', Some(('.', Some('\'')))),
            (&["1.021.000"], &[], b';', Some((',', Some('.')))),
            // Nobody can tell.
            (&["912", "1.021"], &[], b';', None),
            (&["1,021"], &[], b';', None),
            (&["912", "1.021"], &[], b'\t', None),
            (&["1.5", "1,5"], &[], b';', None),
            (&["1 229", "1'229"], &[], b';', None),
            (&["1.021", "1,912"], &[], b';', None),
            (&["957", "1.014"], &[], b',', None),
            // Per cents, and a zero.
            (&["100", "98.765"], &[], b',', Some(('.', None))),
            (&["0", "1.014"], &[], b',', Some(('.', None))),
            (&["957", "1.014", "2014"], &[], b',', Some(('.', None))),
        ] {
            assert_eq!(numbers(column, file, separator), want, "{column:?}");
        }
    }
}
