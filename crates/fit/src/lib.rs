//! Gradient descent on your own data.

pub mod table;
