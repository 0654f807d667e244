//! Exercise F1, predict: a slope in other units. The solution.

/// 0.05 kg for a millimetre, and ten of them make a centimetre.
pub const SLOPE_KG_PER_CM: f64 = 0.5;

/// It is a mass, so only the unit of masses counts.
pub const INTERCEPT_KG: f64 = -5.8;

/// What the line says at 200: −5800 + 50 · 200.
pub const INTERCEPT_AT_200: f64 = 4200.0;
