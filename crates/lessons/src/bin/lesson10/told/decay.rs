//! Weight decay: where it ends, and what it is worth.

use burn::tensor::Tensor;
use descent::{data::tensor, device::to_host};
use figure::Chart;
use program::{Result, Story};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::{
    curve::{centred, measured, truths},
    degrees::smallest,
    normal::Mean,
    polynomial::mean_square,
    ridge::{closed_form, descend, excess},
    waves::{WAVES, columns, curvatures, middles, predict},
};

/// The penalties that the lesson tries.
const ALPHAS: [f64; 9] = [0.0, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0];

/// One measurement of the curve, less its mean, and the model for it.
pub struct Waves {
    pub columns: Vec<Vec<f64>>,
    pub y: Vec<f64>,
    /// Both on the device: shapes `[n, p]` and `[n]`.
    pub tensors: (Tensor<2>, Tensor<1>),
}

pub fn tell(
    story: &mut Story,
    n: usize,
    deviation: f64,
    draws: usize,
) -> Result<Waves> {
    story.heading("Weight decay");
    let x = middles(n);
    let columns = columns(&x);
    let truth = centred(truths(&x));
    let w_truth = closed_form(&columns, &truth, 0.0);
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(4);
    let ys: Vec<_> = (0..draws)
        .map(|_| centred(measured(&x, deviation, &mut random)))
        .collect();
    story.say(format!(
        "Another model for the curve: {WAVES} cosine waves at {n} points, \
         the fastest with the smallest column. \
         Its bowl has the weights for axes, of curvature λ = 1/j². \
         The loss is now the MSE and α/2 · |w|². \
         The expected excess, and the mean of {draws} draws:"
    ));
    story.line("\n     α   predicted   measured   standard error");
    let (mut predicted, mut met) = (Vec::new(), Vec::new());
    for alpha in ALPHAS {
        let theory = excess(&curvatures(), &w_truth, alpha, deviation, n);
        let sample: Vec<_> = ys
            .iter()
            .map(|y| {
                let w = closed_form(&columns, y, alpha);
                mean_square(&predict(&columns, &w), &truth)
            })
            .collect();
        let Mean { value, error } = Mean::of(&sample);
        story.line(format!(
            "{alpha:>6} {theory:>11.4} {value:>10.4} {error:>16.4}"
        ));
        predicted.push(theory);
        met.push([value, error]);
    }
    let best = ALPHAS[smallest(predicted.iter().copied())];
    let why = match best > 0.0 {
        true => "what decay adds in bias, it saves in variance, and more",
        false => "so little noise asks for no decay",
    };
    story.say(format!("\nBest of these is α = {best}: {why}."));
    story.result("decay.alphas", ALPHAS);
    story.result("decay.predicted", &predicted);
    story.result("decay.measured", &met);
    let values: Vec<_> = met.iter().map(|[value, _]| *value).collect();
    let chart = Chart::new("What weight decay is worth", "α", "excess")
        .line("predicted", &ALPHAS[1..], &predicted[1..])
        .points("measured", &ALPHAS[1..], &values[1..]);
    story.chart("decay", chart.log_x())?;
    let y = ys.into_iter().next().unwrap_or_default();
    let device = &story.device;
    let x = Tensor::cat(
        columns
            .iter()
            .map(|c| tensor(c, device).unsqueeze_dim(1))
            .collect(),
        1,
    );
    let tensors = (x, tensor(&y, device));
    let waves = Waves {
        columns,
        y,
        tensors,
    };
    end(story, &waves)?;
    Ok(waves)
}

/// Where the descent ends.
fn end(story: &mut Story, waves: &Waves) -> Result<()> {
    let (alpha, lr, updates) = (0.03, 1.0, 2000);
    let want = closed_form(&waves.columns, &waves.y, alpha);
    let (x, y) = &waves.tensors;
    let got = to_host(descend(x, y, alpha, lr, updates))?;
    let apart = got.iter().zip(&want).map(|(u, v)| (u - v).abs());
    let apart = apart.fold(0.0, f64::max);
    story.say(format!(
        "\nA descent with the penalty in its gradient, α = {alpha}, \
         is {apart:.0e} away from the closed form after {updates} updates."
    ));
    story.result("decay.distance", apart);
    Ok(())
}
