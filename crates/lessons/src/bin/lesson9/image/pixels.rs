//! What every format must give: 8×8 pixels, none lighter than white.

/// What a file holds, or what is wrong with it.
pub type Found<T> = Result<T, String>;

/// Refuses an image of another size.
pub fn must_be_8_by_8(width: f64, height: f64) -> Found<()> {
    if width == 8.0 && height == 8.0 {
        return Ok(());
    }
    Err(format!("it is {width}×{height}"))
}

/// Pixels from 0 to `white`, scaled to 0 (paper) to 16 (ink): ink is light.
pub fn scaled(pixels: Vec<f64>, white: f64) -> Found<Vec<f64>> {
    if !(1.0..65_536.0).contains(&white) {
        return Err("its largest value, white, must be 1 to 65535".into());
    }
    if pixels.iter().any(|pixel| *pixel > white) {
        return Err(format!("a pixel is lighter than white, {white}"));
    }
    Ok(pixels.iter().map(|pixel| 16.0 * pixel / white).collect())
}
