//! Where tensors live, how precisely they compute, and how their values come
//! back to the host.

use std::{fmt, str::FromStr};

use burn::tensor::{Device, FloatDType, Tensor};

use crate::{Error, Result};

/// A library that computes tensors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// burn's own on the CPU. Always there.
    Flex,
    /// The `ndarray` crate on the CPU. burn deprecates it in favour of flex.
    Ndarray,
    /// The GPU, through Vulkan, Metal, DirectX or WebGPU.
    Wgpu,
}

impl Backend {
    /// The name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Backend::Flex => "flex",
            Backend::Ndarray => "ndarray",
            Backend::Wgpu => "wgpu",
        }
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Backend {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "flex" => Ok(Backend::Flex),
            "ndarray" => Ok(Backend::Ndarray),
            "wgpu" => Ok(Backend::Wgpu),
            _ => Err(Error::Unknown {
                what: "backend",
                got: name.into(),
                known: "flex, ndarray or wgpu",
            }),
        }
    }
}

/// The size of a floating-point number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// 32 bits, about 7 decimal digits. Every device has it.
    F32,
    /// 64 bits, about 16 decimal digits. CPUs have it, few GPUs do.
    F64,
}

impl Precision {
    /// The name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::F32 => "f32",
            Precision::F64 => "f64",
        }
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Precision {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "f32" => Ok(Precision::F32),
            "f64" => Ok(Precision::F64),
            _ => Err(Error::Unknown {
                what: "precision",
                got: name.into(),
                known: "f32 or f64",
            }),
        }
    }
}

impl From<Precision> for FloatDType {
    fn from(precision: Precision) -> FloatDType {
        match precision {
            Precision::F32 => FloatDType::F32,
            Precision::F64 => FloatDType::F64,
        }
    }
}

/// Opens a device whose tensors have this precision unless they are created
/// with another. burn fixes that default once a process, with the first
/// tensor: open the device before, and later only in the same precision.
///
/// ```
/// use descent::device::{self, Backend, Precision};
/// let device = device::open(Backend::Flex, Precision::F64)?;
/// # Ok::<(), descent::Error>(())
/// ```
///
/// # Errors
/// A backend that this program was built without, a backend that finds no
/// device, a precision that the device lacks.
pub fn open(backend: Backend, precision: Precision) -> Result<Device> {
    let mut device = find(backend)?;
    let dtype = FloatDType::from(precision);
    if !device.supports_dtype(dtype) {
        return Err(Error::Unsupported {
            backend: backend.as_str(),
            precision: precision.as_str(),
        });
    }
    if device.settings().float_dtype != dtype {
        let configured = device.configure(dtype);
        configured.map_err(|e| Error::Device(e.to_string()))?;
    }
    Ok(device)
}

/// Whether the backend's device can compute in this precision.
///
/// # Errors
/// A backend that this program was built without, or that finds no device.
pub fn supports(backend: Backend, precision: Precision) -> Result<bool> {
    Ok(find(backend)?.supports_dtype(FloatDType::from(precision)))
}

fn find(backend: Backend) -> Result<Device> {
    match backend {
        Backend::Flex => Ok(Device::flex()),
        #[cfg(feature = "ndarray")]
        #[expect(deprecated, reason = "offered for comparison with flex")]
        Backend::Ndarray => Ok(Device::ndarray()),
        #[cfg(feature = "wgpu")]
        Backend::Wgpu => wgpu(),
        #[cfg(not(all(feature = "ndarray", feature = "wgpu")))]
        missing => Err(Error::NotBuilt(missing.as_str())),
    }
}

/// The GPU. burn opens it once a process and refuses a second time, so the
/// answer is kept.
#[cfg(feature = "wgpu")]
fn wgpu() -> Result<Device> {
    static GPU: std::sync::OnceLock<Result<Device, String>> =
        std::sync::OnceLock::new();
    GPU.get_or_init(|| Device::wgpu_options().init().map_err(|e| e.to_string()))
        .clone()
        .map_err(|reason| Error::NoDevice {
            backend: Backend::Wgpu.as_str(),
            reason,
        })
}

/// A tensor's values on the host, in float64, whatever its shape and type.
///
/// # Errors
/// A device that fails while it computes.
pub fn to_host<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f64>> {
    tensor
        .try_into_vec_as::<f64>()
        .map_err(|e| Error::Device(e.to_string()))
}

/// The columns of a tensor of shape `[n, p]` with n ≥ 1, on the host.
///
/// # Errors
/// A device that fails while it computes.
///
/// ```
/// # use burn::tensor::Tensor;
/// use descent::device::{self, Backend, Precision};
///
/// let device = device::open(Backend::Flex, Precision::F64)?;
/// let rows = Tensor::<2>::from_data([[1.0, 2.0], [3.0, 4.0]], &device);
/// assert_eq!(device::columns(rows)?, [[1.0, 3.0], [2.0, 4.0]]);
/// # Ok::<(), descent::Error>(())
/// ```
pub fn columns(tensor: Tensor<2>) -> Result<Vec<Vec<f64>>> {
    let [n, _] = tensor.dims();
    let values = to_host(tensor.transpose())?;
    Ok(values.chunks(n).map(<[f64]>::to_vec).collect())
}

/// The one value of a tensor of shape `[1]`, on the host.
///
/// # Errors
/// A device that fails while it computes.
pub fn value(tensor: Tensor<1>) -> Result<f64> {
    Ok(to_host(tensor)?.iter().sum())
}
