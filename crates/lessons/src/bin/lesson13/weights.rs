//! Weights from one library to another.

use std::path::Path;

use burn::{
    module::Module,
    store::{
        BurnToPyTorchAdapter, ModuleSnapshot, PyTorchToBurnAdapter,
        PytorchStore, PytorchStoreError, RecordError, SafetensorsStore,
        SafetensorsStoreError,
    },
    tensor::Device,
};
use descent::model::Mlp;

use crate::classifier::SIZES;

// ANCHOR: safetensors
/// The network as a file of safetensors, laid out as PyTorch lays it out.
///
/// # Errors
/// Weights that cannot be read from the device.
pub fn to_safetensors(model: &Mlp) -> Result<Vec<u8>, SafetensorsStoreError> {
    let mut store = SafetensorsStore::from_bytes(None)
        .with_to_adapter(BurnToPyTorchAdapter)
        .clear_metadata() // burn's three entries come in any order
        .metadata("format", "pt");
    model.save_into(&mut store)?;
    store.get_bytes()
}

/// The network that such a file holds, in the file's precision.
///
/// # Errors
/// A file of another network, or none of safetensors.
pub fn from_safetensors(
    bytes: Vec<u8>,
    device: &Device,
) -> Result<Mlp, SafetensorsStoreError> {
    let mut store = SafetensorsStore::from_bytes(Some(bytes))
        .with_from_adapter(PyTorchToBurnAdapter);
    let mut model = Mlp::new(SIZES, 0, device);
    model.load_from(&mut store)?;
    Ok(model)
}
// ANCHOR_END: safetensors

// ANCHOR: pytorch
/// The network whose state dict `torch.save` wrote, in its precision.
///
/// # Errors
/// A file that is not there, or holds another network.
pub fn from_pytorch(
    file: &Path,
    device: &Device,
) -> Result<Mlp, PytorchStoreError> {
    let mut model = Mlp::new(SIZES, 0, device);
    model.load_from(&mut PytorchStore::from_file(file))?;
    Ok(model)
}

/// The same network in the precision of this run.
///
/// # Errors
/// Weights that cannot be read from the device.
pub fn in_precision_of(
    device: &Device,
    model: Mlp,
) -> Result<Mlp, RecordError> {
    let record = model.into_record().cast_to_module_dtype();
    Mlp::new(SIZES, 0, device).try_load_record(record)
}
// ANCHOR_END: pytorch
