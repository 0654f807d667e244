//! Which model: `line`, `quadratic`, `poly:K`, `linear` or `mlp:16,16`.

use std::{fmt, str::FromStr};

/// The highest power of a polynomial. Long before it, float64 ends.
const HIGHEST: usize = 20;

/// A model, and how large it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Model {
    /// ŷ = b + a x.
    Line,
    /// ŷ = c + b x + a x².
    Quadratic,
    /// A polynomial in x of this degree.
    Poly(usize),
    /// ŷ = b + Σ aⱼ xⱼ, with several columns x.
    Linear,
    /// A network with these hidden layers of rectified linear units.
    Mlp(Vec<usize>),
}

impl Model {
    /// What is fitted unless `--model` says otherwise.
    pub fn default_for(features: usize) -> Model {
        match features {
            1 => Model::Line,
            _ => Model::Linear,
        }
    }

    /// The highest power of x; 1 where there are several x.
    pub fn degree(&self) -> usize {
        match self {
            Model::Quadratic => 2,
            Model::Poly(degree) => *degree,
            Model::Line | Model::Linear | Model::Mlp(_) => 1,
        }
    }

    /// The units of its hidden layers; none unless it is a network.
    pub fn hidden(&self) -> &[usize] {
        match self {
            Model::Mlp(hidden) => hidden,
            _ => &[],
        }
    }

    /// Whether it is a curve over one column x.
    pub fn takes_one(&self) -> bool {
        matches!(self, Model::Line | Model::Quadratic | Model::Poly(_))
    }

    /// Whether ŷ is linear in the parameters. Then the mean squared error is
    /// a bowl, and its minimum is known in closed form.
    pub fn is_linear(&self) -> bool {
        self.hidden().is_empty()
    }

    /// The parameters of a linear model, by what they multiply: intercept, if
    /// it has one, x, x^2, …
    pub fn names(&self, x: &[String], intercept: bool) -> Vec<String> {
        let power = |name: &String, k| match k {
            1 => name.clone(),
            k => format!("{name}^{k}"),
        };
        let of = |name| (1..=self.degree()).map(move |k| power(name, k));
        let terms = x.iter().flat_map(of);
        let first = intercept.then(|| "intercept".into());
        first.into_iter().chain(terms).collect()
    }

    /// The columns that these parameters multiply, in the data's own units:
    /// ones, if it has an intercept, then x, x², …
    pub fn columns(&self, x: &[Vec<f64>], intercept: bool) -> Vec<Vec<f64>> {
        let power = |column: &Vec<f64>, k| -> Vec<f64> {
            column.iter().map(|v| v.powi(k)).collect()
        };
        let degree = self.degree() as i32;
        let of = |column| (1..=degree).map(move |k| power(column, k));
        let rows = x.first().map_or(0, Vec::len);
        let ones = intercept.then(|| vec![1.0; rows]);
        ones.into_iter().chain(x.iter().flat_map(of)).collect()
    }

    /// How many parameters it has, for so many columns x: the same again for
    /// each class, but for hidden layers, which all share. Networks always have
    /// their biases.
    pub fn parameters(
        &self,
        features: usize,
        outputs: usize,
        intercept: bool,
    ) -> usize {
        let inputs = features * self.degree();
        let layers = self.hidden().iter().chain([&outputs]);
        let count = |(inputs, all), units: &usize| {
            (*units, all + (inputs + 1) * units) // a bias each
        };
        let all = layers.fold((inputs, 0), count).1;
        match self.is_linear() && !intercept {
            true => all - outputs,
            false => all,
        }
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Model::Line => f.write_str("line"),
            Model::Quadratic => f.write_str("quadratic"),
            Model::Poly(degree) => write!(f, "poly:{degree}"),
            Model::Linear => f.write_str("linear"),
            Model::Mlp(hidden) => {
                let units: Vec<_> =
                    hidden.iter().map(usize::to_string).collect();
                write!(f, "mlp:{}", units.join(","))
            }
        }
    }
}

impl FromStr for Model {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, size) = text.split_once(':').unwrap_or((text, ""));
        let within = |text: &str, most| {
            let number = text.parse().ok();
            number.filter(|number| (1..=most).contains(number))
        };
        match (name, size) {
            ("line", "") => Ok(Model::Line),
            ("quadratic", "") => Ok(Model::Quadratic),
            ("linear", "") => Ok(Model::Linear),
            ("poly", degree) => {
                within(degree, HIGHEST).map(Model::Poly).ok_or_else(|| {
                    format!("poly takes a degree, 1 to {HIGHEST}, as in poly:3")
                })
            }
            ("mlp", units) => {
                let layers: Option<Vec<usize>> =
                    units.split(',').map(|units| within(units, 4096)).collect();
                let layers = layers.filter(|layers| layers.len() <= 8);
                layers.map(Model::Mlp).ok_or_else(|| {
                    "mlp takes the units of its hidden layers, up to 8 \
                     layers of 1 to 4096, as in mlp:16,16"
                        .into()
                })
            }
            _ => Err("use line, quadratic, poly:3, linear or mlp:16,16".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_read_what_they_print() {
        for text in ["line", "quadratic", "poly:7", "linear", "mlp:16,16"] {
            assert_eq!(text.parse::<Model>().unwrap().to_string(), text);
        }
        for text in [
            "", "Line", "line:1", "poly", "poly:0", "poly:21", "poly:x", "mlp",
            "mlp:", "mlp:0", "mlp:16,", "mlp:5000", "cubic", "poly:-1",
        ] {
            assert!(text.parse::<Model>().is_err(), "{text}");
        }
    }

    #[test]
    fn parameters_are_counted_with_their_biases() {
        for (model, features, count) in [
            ("line", 1, 2),
            ("quadratic", 1, 3),
            ("poly:5", 1, 6),
            ("linear", 6, 7),
            ("mlp:16,16", 1, 32 + 272 + 17),
        ] {
            let model: Model = model.parse().unwrap();
            assert_eq!(model.parameters(features, 1, true), count, "{model}");
            let less = usize::from(model.is_linear());
            assert_eq!(model.parameters(features, 1, false), count - less);
        }
        // Three classes: three times a line, and three units at the end.
        assert_eq!(Model::Line.parameters(1, 3, true), 6);
        assert_eq!(Model::Mlp(vec![4]).parameters(2, 3, true), 12 + 15);
    }
}
