//! Exercise 131, predict: a run that goes on. The solution.

/// The updates of one epoch.
pub const PER_EPOCH: f64 = 4.0; // 32, 32, 32, and 4 that are left

/// The epoch after which an undisturbed run ends.
pub const ENDS: f64 = 7.0; // 4 was the best; 5, 6 and 7 brought nothing

/// The same run is killed after 18 updates. The epoch of its last checkpoint.
pub const CHECKPOINT: f64 = 4.0; // after 16 updates

/// It goes on from there. How many updates it does a second time.
pub const AGAIN: f64 = 2.0;

/// The epoch after which it ends now.
pub const RESUMED: f64 = 9.0; // it forgot the 0.40: 6 is the best it knows
