//! The network as the bytes of a file, and back.

use burn::{
    module::Module,
    store::{ModuleRecord, RecordError},
    tensor::{Bytes, Device},
};
use descent::model::Mlp;

use crate::{checksum, network::SIZES};

/// The file that a run leaves beside the figures.
pub const FILE: &str = "digits.bpk";

// ANCHOR: save
/// The network as burn writes it to a file, and a checksum.
pub fn to_bytes(model: &Mlp) -> Result<Vec<u8>, RecordError> {
    let bytes = model.clone().into_record().into_bytes()?;
    Ok(checksum::add(bytes.to_vec()))
}

/// The network that such a file holds, in the precision of this run.
pub fn from_bytes(bytes: Vec<u8>, device: &Device) -> Result<Mlp, RecordError> {
    let changed = || RecordError::Validation("the checksum is wrong".into());
    let bytes = checksum::remove(bytes).ok_or_else(changed)?;
    let record = ModuleRecord::from_bytes(Bytes::from_bytes_vec(bytes))?;
    let empty = Mlp::new(SIZES, 0, device);
    empty.try_load_record(record.cast_to_module_dtype())
}
// ANCHOR_END: save
