//! Numbers of two bytes.

// ANCHOR: round
/// x as bfloat16 holds it: 8 binary digits instead of 53, rounded to the
/// nearest, and halfway to the even one. (From 1e-38 to 3e38, where bfloat16
/// ends and nothing here comes.)
pub fn round(x: f64) -> f64 {
    const DROPPED: u32 = 53 - 8;
    let bits = x.to_bits();
    let half = 1 << (DROPPED - 1);
    let odd = bits >> DROPPED & 1; // whether the last digit kept is 1
    let up = bits + half - 1 + odd; // carries where it is above half
    f64::from_bits(up >> DROPPED << DROPPED)
}
// ANCHOR_END: round
