//! Sums over long columns on the host, entry by entry from the first to the
//! last. Several entries a turn of the loop: in a debug build, where nothing
//! is optimised, a turn costs more than the arithmetic in it.

/// Σ uᵢ vᵢ.
pub fn dot(u: &[f64], v: &[f64]) -> f64 {
    let ((u, u_rest), (v, v_rest)) = (u.as_chunks(), v.as_chunks());
    let mut sum = -0.0; // as that of an iterator
    for ([a, b, c, d, e, f, g, h], [i, j, k, l, m, n, o, p]) in u.iter().zip(v)
    {
        sum = sum + a * i + b * j + c * k + d * l;
        sum = sum + e * m + f * n + g * o + h * p;
    }
    u_rest
        .iter()
        .zip(v_rest)
        .fold(sum, |sum, (u, v)| sum + u * v)
}

/// Takes factor · vᵢ from each uᵢ.
pub fn remove(u: &mut [f64], factor: f64, v: &[f64]) {
    let ((u, u_rest), (v, v_rest)) = (u.as_chunks_mut(), v.as_chunks());
    for ([a, b, c, d, e, f, g, h], [i, j, k, l, m, n, o, p]) in
        u.iter_mut().zip(v)
    {
        (*a, *b) = (*a - factor * i, *b - factor * j);
        (*c, *d) = (*c - factor * k, *d - factor * l);
        (*e, *f) = (*e - factor * m, *f - factor * n);
        (*g, *h) = (*g - factor * o, *h - factor * p);
    }
    let rest = u_rest.iter_mut().zip(v_rest);
    rest.for_each(|(u, v)| *u -= factor * v);
}

/// Takes s · vᵢ + t · wᵢ from each uᵢ.
pub fn remove_both(
    u: &mut [f64],
    (s, v): (f64, &[f64]),
    (t, w): (f64, &[f64]),
) {
    let ((u, u_rest), (v, v_rest)) = (u.as_chunks_mut(), v.as_chunks());
    let (w, w_rest) = w.as_chunks();
    for (([a, b, c, d], [i, j, k, l]), [m, n, o, p]) in
        u.iter_mut().zip(v).zip(w)
    {
        (*a, *b) = (*a - (s * i + t * m), *b - (s * j + t * n));
        (*c, *d) = (*c - (s * k + t * o), *d - (s * l + t * p));
    }
    let rest = u_rest.iter_mut().zip(v_rest).zip(w_rest);
    rest.for_each(|((u, v), w)| *u -= s * v + t * w);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// To the last bit what one entry at a time gives.
    #[test]
    fn several_at_a_time_are_the_same() {
        let wave = |n: usize, by: f64| -> Vec<f64> {
            (0..n).map(|i| (by * i as f64).sin()).collect()
        };
        for n in [0, 1, 3, 4, 7, 8, 9, 100] {
            let [u, v, w] = [1.3, 2.7, 0.4].map(|by| wave(n, by));
            let one_by_one = u.iter().zip(&v).map(|(u, v)| u * v);
            let want = one_by_one.sum::<f64>();
            assert_eq!(dot(&u, &v).to_bits(), want.to_bits(), "{n}");
            let (mut less, mut less_both) = (u.clone(), u.clone());
            remove(&mut less, 0.7, &v);
            remove_both(&mut less_both, (0.7, &v), (1.9, &w));
            for i in 0..n {
                assert_eq!(less[i], u[i] - 0.7 * v[i]);
                assert_eq!(less_both[i], u[i] - (0.7 * v[i] + 1.9 * w[i]));
            }
        }
    }
}
