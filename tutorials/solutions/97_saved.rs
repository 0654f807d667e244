//! Exercise 97, write: saved and loaded. One solution of many.

use burn::{
    module::Module,
    store::{ModuleRecord, RecordError},
    tensor::{Bytes, Device},
};
use descent::model::Mlp;

/// The network as bytes.
pub fn save(model: &Mlp) -> Result<Vec<u8>, RecordError> {
    let bytes = model.clone().into_record().into_bytes()?;
    Ok(bytes.to_vec())
}

/// The network that such bytes hold. `sizes` are its inputs, hidden units and
/// outputs.
///
/// # Errors
/// Bytes that hold no such network.
pub fn load(
    bytes: Vec<u8>,
    sizes: [usize; 3],
    device: &Device,
) -> Result<Mlp, RecordError> {
    let record = ModuleRecord::from_bytes(Bytes::from_bytes_vec(bytes))?;
    // Its numbers are drawn, and all of them are replaced.
    let empty = Mlp::new(sizes, 0, device);
    empty.try_load_record(record)
}
