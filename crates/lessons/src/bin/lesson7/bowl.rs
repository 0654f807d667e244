//! The bowl of a line in plain numbers: its axes, and how high it is.

use descent::{curvature::Curvature, data::Points, model::Line};

/// The mean squared error of a line over its parameters (a, b).
pub struct LineBowl {
    /// The least-squares line.
    pub minimum: [f64; 2],
    /// The mean squared error there.
    pub floor: f64,
    /// The eigenvalues of the Hessian, λmin and λmax.
    pub curvatures: [f64; 2],
    /// Their eigenvectors, of length 1: the directions of the two axes.
    pub axes: [[f64; 2]; 2],
    hessian: [[f64; 2]; 2],
}

impl LineBowl {
    /// The bowl of these points: two at least, not all x alike.
    pub fn of(points: &Points) -> Self {
        let n = points.len() as f64;
        let squares = points.x.iter().map(|x| x * x).sum::<f64>();
        let [xx, x] = [squares, points.x.iter().sum()].map(|s| 2.0 * s / n);
        let ones = vec![1.0; points.len()];
        let curvature = Curvature::of_columns(&[points.x.clone(), ones]);
        // Along (cos θ, sin θ) a symmetric matrix is steepest.
        let (sin, cos) = (0.5 * (2.0 * x).atan2(xx - 2.0)).sin_cos();
        let minimum = Line::least_squares(points);
        let both = points.x.iter().zip(&points.y);
        let errors = both.map(|(x, y)| minimum[0] * x + minimum[1] - y);
        LineBowl {
            minimum,
            floor: errors.map(|e| e * e).sum::<f64>() / n,
            curvatures: [curvature.smallest(), curvature.largest()],
            axes: [[sin, -cos], [cos, sin]],
            hessian: [[xx, x], [x, 2.0]],
        }
    }

    /// How high the bowl is above its lowest point, and its gradient.
    pub fn at(&self, w: [f64; 2]) -> (f64, [f64; 2]) {
        let d = [0, 1].map(|i| w[i] - self.minimum[i]);
        let gradient = self.hessian.map(|row| row[0] * d[0] + row[1] * d[1]);
        (0.5 * (d[0] * gradient[0] + d[1] * gradient[1]), gradient)
    }

    /// How far a place is from the minimum along the two axes.
    pub fn along_axes(&self, w: [f64; 2]) -> [f64; 2] {
        let d = [0, 1].map(|i| w[i] - self.minimum[i]);
        self.axes.map(|axis| axis[0] * d[0] + axis[1] * d[1])
    }

    /// Five starts, as far from the minimum as the first: it turns about the
    /// minimum by a fifth of a circle at a time.
    pub fn starts(&self, first: [f64; 2]) -> [[f64; 2]; 5] {
        let d = [0, 1].map(|i| first[i] - self.minimum[i]);
        [0.0, 1.0, 2.0, 3.0, 4.0].map(|fifth| match fifth {
            0.0 => first, // to the last bit
            _ => {
                let (sin, cos) =
                    (fifth / 5.0 * std::f64::consts::TAU).sin_cos();
                [
                    self.minimum[0] + cos * d[0] - sin * d[1],
                    self.minimum[1] + sin * d[0] + cos * d[1],
                ]
            }
        })
    }
}
