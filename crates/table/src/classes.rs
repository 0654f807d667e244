//! Text into classes: each label gets a number.

use std::collections::HashMap;

use crate::{
    error::plain,
    number::{Value, value},
};

/// The column of classes, and the labels that were found in it.
pub struct Classes {
    /// Where the column stands in the file.
    pub column: usize,
    /// The labels by the order in which they came.
    found: HashMap<String, usize>,
    /// Their names by the same order, as they first stood there.
    names: Vec<String>,
}

impl Classes {
    /// None are found yet.
    pub fn of(column: usize) -> Self {
        Classes {
            column,
            found: HashMap::new(),
            names: Vec::new(),
        }
    }

    /// The number of a label, in the order of the file; none where it is
    /// missing. Numbers of one value, such as 1 and 1.0, are one label.
    pub fn number(&mut self, field: &str) -> Option<f64> {
        let label = field.trim();
        let key = match value(label) {
            Value::Missing => return None,
            Value::Number(number) => (number + 0.0).to_string(), // 0 for -0
            _ => plain(label),
        };
        let next = self.names.len();
        let number = *self.found.entry(key).or_insert(next);
        if number == next {
            self.names.push(plain(label));
        }
        Some(number as f64)
    }

    /// The names in order: numbers by value, then text by its letters. The
    /// numbers of the column become places among them.
    pub fn sorted(self, column: &mut [f64]) -> Vec<String> {
        let key = |name: &str| match value(name) {
            Value::Number(number) => number,
            _ => f64::INFINITY,
        };
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&self.names[*a], &self.names[*b]);
            key(a).total_cmp(&key(b)).then_with(|| a.cmp(b))
        });
        let mut place = vec![0.0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new as f64;
        }
        column
            .iter_mut()
            .filter(|number| !number.is_nan())
            .for_each(|number| *number = place[*number as usize]);
        order.iter().map(|old| self.names[*old].clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::{ErrorKind, Missing, Pick, Source, Table, read};

    fn classes(text: &str, asked: bool) -> crate::Result<Table> {
        let pick = Pick {
            x: vec!["x".into()],
            y: Some("y".into()),
            classes: asked,
        };
        read(
            Source::new(text.as_bytes(), "data.csv"),
            &pick,
            Missing::Drop,
        )
    }

    #[test]
    fn labels_become_places_in_their_order() {
        let text = "x,y\n1,NA\n2,pear\n3, apple \n4,pear\n5,\n6,fig\n";
        let table = classes(text, false).unwrap();
        assert_eq!(table.classes, ["apple", "fig", "pear"]);
        assert_eq!(table.columns[1], [2.0, 0.0, 2.0, 1.0]);
        assert_eq!(table.dropped, [2, 6]);
        // Numbers by value, and one value is one class.
        let text = "x,y\n1,10\n2,9\n3,10.0\n4,-1\n5,b\n6,-0\n7,0\n";
        let table = classes(text, true).unwrap();
        assert_eq!(table.classes, ["-1", "-0", "9", "10", "b"]);
        let y = [3.0, 2.0, 3.0, 0.0, 4.0, 1.0, 1.0];
        assert_eq!(table.columns[1], y);
    }

    #[test]
    fn numbers_stay_numbers_and_a_damaged_one_is_no_class() {
        let table = classes("x,y\n1,3\n2,4\n", false).unwrap();
        assert!(table.classes.is_empty());
        let error = classes("x,y\n1,3\n2,4a\n", false).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotANumber(_)));
    }
}
