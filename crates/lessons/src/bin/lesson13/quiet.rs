//! A renderer that prints nothing, and keeps the numbers that it is given.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use burn::train::{
    logger::{EvaluationProgressLogger, TrainingProgressLogger},
    metric::{MetricDefinition, MetricId, NumericEntry},
    renderer::{
        EvaluationName, MetricState, MetricsRenderer,
        MetricsRendererEvaluation, MetricsRendererTraining,
    },
};

/// What a run has shown so far.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The loss of each batch of the training.
    pub losses: Vec<f64>,
    /// Of each epoch what each metric came to in validation, by its name.
    pub valid: HashMap<String, Vec<f64>>,
}

/// The renderer. Its clones see the same.
#[derive(Clone, Default)]
pub struct Quiet {
    names: HashMap<MetricId, String>,
    seen: Arc<Mutex<Seen>>,
}

impl Quiet {
    /// What the run has shown so far.
    pub fn seen(&self) -> Seen {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clone()
    }

    /// Of a number its metric, its value, and whether it is an epoch's.
    fn take(&self, state: MetricState) -> Option<(&str, f64, bool)> {
        let MetricState::Numeric(entry, Some(number)) = state else {
            return None;
        };
        let whole = matches!(number, NumericEntry::Final(_));
        let name = self.names.get(&entry.metric_id)?;
        Some((name, number.current(), whole))
    }
}

impl MetricsRendererTraining for Quiet {
    fn update_train(&mut self, state: MetricState) {
        if let Some(("Loss", loss, false)) = self.take(state) {
            let seen = self.seen.lock();
            seen.unwrap_or_else(PoisonError::into_inner)
                .losses
                .push(loss);
        }
    }

    fn update_valid(&mut self, state: MetricState) {
        if let Some((name, value, true)) = self.take(state) {
            let seen = self.seen.lock();
            let mut seen = seen.unwrap_or_else(PoisonError::into_inner);
            seen.valid.entry(name.into()).or_default().push(value);
        }
    }
}

impl MetricsRenderer for Quiet {
    fn manual_close(&mut self) {}

    fn register_metric(&mut self, metric: MetricDefinition) {
        self.names.insert(metric.metric_id, metric.name.to_string());
    }
}

impl TrainingProgressLogger for Quiet {
    fn start(&mut self, _: usize, _: usize, _: Option<usize>, _: Option<&str>) {
    }
    fn update_epoch(&mut self, _: usize) {}
    fn start_split(&mut self, _: &str, _: usize) {}
    fn update_split(&mut self, _: usize) {}
    fn end_split(&mut self) {}
    fn end(&mut self) {}
    fn log_event_training(&mut self, _: String) {}
}

impl MetricsRendererEvaluation for Quiet {
    fn update_test(&mut self, _: EvaluationName, _: MetricState) {}
}

impl EvaluationProgressLogger for Quiet {
    fn start_global_progress(&mut self, _: usize) {}
    fn start_test(&mut self, _: &str, _: usize) {}
    fn update_test_progress(&mut self, _: usize) {}
    fn end_test(&mut self) {}
    fn end_global_progress(&mut self) {}
    fn log_event_evaluation(&mut self, _: String) {}
}
