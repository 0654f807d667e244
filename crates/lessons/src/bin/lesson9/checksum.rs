//! A file that shows whether it is still what was written.

/// The bytes, and after them their checksum: 4 bytes.
pub fn add(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = crc32fast::hash(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

/// The bytes without their checksum; `None` if any of them is not as written.
pub fn remove(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let sum = *bytes.last_chunk()?;
    bytes.truncate(bytes.len() - 4);
    let whole = crc32fast::hash(&bytes) == u32::from_le_bytes(sum);
    whole.then_some(bytes)
}
