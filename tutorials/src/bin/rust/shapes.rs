//! What the calls of the course make of shapes: the page's table, computed.

use burn::tensor::{
    Device, Int, Tensor,
    activation::{relu, softmax},
};
use descent::{data::tensor, gradient, loss};

/// A line for each row of the table: the call, and what becomes of the shapes.
pub fn print(device: &Device) {
    let list = |n: usize| tensor(&vec![1.0; n], device);
    let table = |n, p| Tensor::<2>::ones([n, p], device);
    let rows = || Tensor::<1, Int>::from_data([0, 2], device);
    let (u, v, x, w) = (list(4), list(4), table(4, 2), table(2, 3));
    let (four, two, pair) = ([4], [4, 2], [2, 3]);
    let line = |call: &str, from: &[&[usize]], to: &[usize]| {
        let from: Vec<_> = from.iter().map(|s| format!("{s:?}")).collect();
        println!("{call}: {} → {to:?}", from.join(", "));
    };

    let sum = (u.clone() + v.clone()).dims();
    line("u + v", &[&four, &four], &sum);
    let bias = (x.clone() + table(1, 2)).dims();
    line("x + bias", &[&two, &[1, 2]], &bias);
    line("u * 2.0", &[&four], &(u.clone() * 2.0).dims());
    line("u.square()", &[&four], &u.clone().square().dims());
    line("u.sum()", &[&four], &u.clone().sum().dims());
    line("u.mean()", &[&four], &u.clone().mean().dims());
    line("x.sum_dim(1)", &[&two], &x.clone().sum_dim(1).dims());
    line("x.max_dim(1)", &[&two], &x.clone().max_dim(1).dims());
    line("u.ones_like()", &[&four], &u.ones_like().dims());
    line("u.zeros_like()", &[&four], &u.zeros_like().dims());
    let matmul = x.clone().matmul(w.clone()).dims();
    line("x.matmul(w)", &[&two, &pair], &matmul);
    line("w.transpose()", &[&pair], &w.transpose().dims());
    let column: Tensor<2> = u.clone().unsqueeze_dim(1);
    line("u.unsqueeze_dim(1)", &[&four], &column.dims());
    let back = column.clone().squeeze_dim::<1>(1).dims();
    line("column.squeeze_dim(1)", &[&column.dims()], &back);
    line("x.reshape([8])", &[&two], &x.clone().reshape([8]).dims());
    let stacked: Tensor<2> = Tensor::stack(vec![u.clone(), v.clone()], 1);
    let call = "Tensor::stack(vec![u, v], 1)";
    line(call, &[&four, &four], &stacked.dims());
    let joined = Tensor::cat(vec![u.clone(), v.clone()], 0).dims();
    line("Tensor::cat(vec![u, v], 0)", &[&four, &four], &joined);
    let first = x.clone().narrow(1, 0, 1).dims();
    line("x.narrow(1, 0, 1)", &[&two], &first);
    let chosen = x.clone().select(0, rows()).dims();
    line("x.select(0, rows)", &[&two, &[2]], &chosen);
    let classes = rows().one_hot::<2>(3).float().dims();
    line("labels.one_hot::<2>(3).float()", &[&[2]], &classes);
    line("relu(x)", &[&two], &relu(x.clone()).dims());
    line("softmax(x, 1)", &[&two], &softmax(x, 1).dims());
    let mse = loss::mse(u.clone(), v.clone()).dims();
    line("loss::mse(u, v)", &[&four, &four], &mse);
    let found = gradient::by_autodiff(&u, |u| loss::mse(u, v.clone()));
    let call = "gradient::by_autodiff(&u, loss).gradient";
    line(call, &[&four], &found.gradient.dims());
}
