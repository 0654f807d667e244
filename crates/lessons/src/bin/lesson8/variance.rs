//! The first weights: how numbers and gradients grow or fade with depth.

use burn::{
    module::Initializer,
    tensor::{Tensor, activation::relu},
};
use descent::{data::tensor, train::to_host};
use lessons::{Lesson, Result, figure::Chart};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The units in each layer, and the images that go through.
const N: usize = 128;
const DEPTH: usize = 10;

pub fn by_depth(lesson: &mut Lesson) -> Result<()> {
    lesson.heading("How large the first weights must be");
    let n = N as f64;
    lesson.say(format!(
        "{DEPTH} layers of {N} units, z = relu(z before) W."
    ));
    lesson.say("Each sums 128 products: its variance is 128·Var(W) times the");
    lesson
        .say("mean square of what comes in, and relu halves that. So a layer");
    lesson.say("multiplies by 64·Var(W), forward and backward alike.\n");
    lesson
        .say("                           factor  after 10 layers: activations");
    lesson.say("weights           Var(W)  a layer    measured   predicted");
    let scales = [
        ("too small", 0.0001),
        ("Xavier", 2.0 / (n + n)),
        ("He", 2.0 / n),
        ("no parentheses", 2.0 / n + n),
    ];
    let depths: Vec<f64> = (1..=DEPTH).map(|l| l as f64).collect();
    let chart = |title: &str| Chart::new(title, "layer", "variance").log_y();
    let mut forward = chart("Activations by depth");
    let mut backward = chart("Gradients by depth");
    let mut lines = (Vec::new(), Vec::new(), Vec::new());
    for (name, variance) in scales {
        let [z, g] = measure(lesson, variance)?;
        // The first layer has no relu before it; the last has none after.
        let predicted: Vec<f64> = (1..=DEPTH)
            .map(|l| n * variance * (n * variance / 2.0).powi(l as i32 - 1))
            .collect();
        let from_above: Vec<f64> = (1..=DEPTH)
            .map(|l| (n * variance / 2.0).powi((DEPTH - l) as i32))
            .collect();
        let factor = n * variance / 2.0;
        let end = DEPTH - 1;
        lesson.say(format!(
            "{name:14} {variance:10.5} {factor:8.4} {:11.2e} {:11.2e}",
            z[end], predicted[end]
        ));
        let key = format!("variance_by_depth.{}", name.replace(' ', "_"));
        for (kind, values) in [
            ("activations", &z),
            ("activations_predicted", &predicted),
            ("gradients", &g),
            ("gradients_predicted", &from_above),
        ] {
            lesson.result(&format!("{key}.{kind}"), values);
        }
        forward = forward.points(name, &depths, &z);
        backward = backward.points(name, &depths, &g);
        lines.0.extend(depths.iter().copied().chain([f64::NAN]));
        lines.1.extend(predicted.into_iter().chain([f64::NAN]));
        lines.2.extend(from_above.into_iter().chain([f64::NAN]));
    }
    let forward = forward.dashed("predicted", &lines.0, &lines.1);
    let backward = backward.dashed("predicted", &lines.0, &lines.2);
    lesson
        .say("\nXavier, 2/(n_in + n_out), is right without relu; He, 2/n_in,");
    lesson.say("makes up for what relu halves. A source writes Xavier without");
    let (source, xavier) = (2.0 / 784.0 + 10.0, 2.0 / (784.0 + 10.0));
    lesson
        .say("parentheses, 2/n_in + n_out. For a layer from 784 to 10 that is");
    lesson.say(format!("{source:.4} instead of {xavier:.5}."));
    lesson.result("xavier.without_parentheses", source);
    lesson.result("xavier.with_parentheses", xavier);
    lesson.figure("activations", forward)?;
    lesson.figure("gradients", backward)?;
    initializers(lesson)
}

/// The mean squares, layer by layer, of the activations z and of the
/// gradients by them, for weights of this variance.
fn measure(lesson: &Lesson, variance: f64) -> Result<[Vec<f64>; 2]> {
    let mut random = ChaCha8Rng::seed_from_u64(lesson.seed);
    let mut draw = |variance: f64| {
        let limit = (3.0 * variance).sqrt(); // uniform on ± this
        let all = (0..N * N).map(|_| random.random_range(-limit..limit));
        let all = tensor(&all.collect::<Vec<_>>(), &lesson.device);
        all.reshape([N, N])
    };
    // ANCHOR: depth
    let (x, last) = (draw(1.0), draw(1.0));
    let mut leaves = Vec::new();
    let mut activations = Vec::new();
    let mut out = x;
    for _ in 0..DEPTH {
        // A zero leaf receives the gradient of the node it is added to.
        let zero = Tensor::zeros([N, N], &lesson.device);
        let zero = zero.autodiff().require_grad();
        let z = out.matmul(draw(variance)) + zero.clone();
        activations.push(z.clone().inner());
        leaves.push(zero);
        out = relu(z.clone());
        if leaves.len() == DEPTH {
            out = z;
        }
    }
    let grads = (out * last).sum().backward();
    // ANCHOR_END: depth
    let gradients = leaves.iter().filter_map(|leaf| leaf.grad(&grads));
    let mean_squares = |tensors: Vec<Tensor<2>>| -> Result<Vec<f64>> {
        let squares = tensors.into_iter().map(|t| {
            let values = to_host(t)?;
            let sum: f64 = values.iter().map(|v| v * v).sum();
            Ok(sum / values.len() as f64)
        });
        squares.collect()
    };
    let gradients = mean_squares(gradients.collect())?;
    Ok([mean_squares(activations)?, gradients])
}

fn initializers(lesson: &mut Lesson) -> Result<()> {
    lesson.say("\nburn draws first weights by an Initializer. From 784 to 10:");
    lesson.say("                                 variance: drawn   formula");
    lesson.device.seed(lesson.seed);
    let root = f64::sqrt;
    let kaiming = |gain| Initializer::KaimingUniform {
        gain,
        fan_out_only: false,
    };
    for (name, initializer, formula) in [
        (
            "XavierUniform, gain 1",
            Initializer::XavierUniform { gain: 1.0 },
            2.0 / 794.0,
        ),
        (
            "KaimingUniform (He), gain √2",
            kaiming(root(2.0)),
            2.0 / 784.0,
        ),
        (
            "Linear's default, gain 1/√3",
            kaiming(1.0 / root(3.0)),
            1.0 / (3.0 * 784.0),
        ),
    ] {
        let w = initializer.init_with(
            [784, 10],
            Some(784),
            Some(10),
            &lesson.device,
        );
        let w = to_host::<2>(w.val().inner())?;
        let drawn = w.iter().map(|v| v * v).sum::<f64>() / w.len() as f64;
        lesson.say(format!("{name:32} {drawn:15.6} {formula:9.6}"));
        lesson.result(&format!("initializers.{name}"), [drawn, formula]);
    }
    lesson.say("The gain multiplies the deviation: He's needs √2 for relu.");
    Ok(())
}
