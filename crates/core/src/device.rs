//! Where tensors live, how precisely they compute, and how their values come
//! back to the host.

#[cfg(feature = "remote")]
mod remote;

use std::{fmt, str::FromStr, time::Duration};

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
    /// The device of a [`Worker`]: another process, on any machine.
    Remote,
}

impl Backend {
    /// The name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Backend::Flex => "flex",
            Backend::Ndarray => "ndarray",
            Backend::Wgpu => "wgpu",
            Backend::Remote => "remote",
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
            "remote" => Ok(Backend::Remote),
            _ => Err(Error::Unknown {
                what: "backend",
                got: name.into(),
                known: "flex, ndarray, wgpu or remote",
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
/// As [`find`] and [`in_precision`].
pub fn open(backend: Backend, precision: Precision) -> Result<Device> {
    in_precision(find(backend)?, backend, precision)
}

/// The device, with this precision for tensors that are created with none.
///
/// # Errors
/// A precision that the device lacks.
pub fn in_precision(
    mut device: Device,
    backend: Backend,
    precision: Precision,
) -> Result<Device> {
    let dtype = FloatDType::from(precision);
    if !supports(&device, precision) {
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

/// Whether the device can compute in this precision.
pub fn supports(device: &Device, precision: Precision) -> bool {
    device.supports_dtype(FloatDType::from(precision))
}

/// The backend's device on this machine, in the precision that it prefers.
///
/// # Errors
/// A backend that this program was built without, a backend that finds no
/// device; [`Backend::Remote`], whose devices [`connect`] finds.
pub fn find(backend: Backend) -> Result<Device> {
    match backend {
        Backend::Flex => Ok(Device::flex()),
        #[cfg(feature = "ndarray")]
        #[expect(deprecated, reason = "offered for comparison with flex")]
        Backend::Ndarray => Ok(Device::ndarray()),
        #[cfg(feature = "wgpu")]
        Backend::Wgpu => wgpu(),
        #[cfg(feature = "remote")]
        Backend::Remote => Err(Error::NoWorker),
        #[cfg(not(all(
            feature = "ndarray",
            feature = "wgpu",
            feature = "remote"
        )))]
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

/// Another process, here or on another machine, that computes for this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Worker {
    /// Its host and port, such as `127.0.0.1:4748`; with its id and an `@`
    /// before them where the line is encrypted.
    pub address: String,
    /// What it asks of whoever computes there, if anything.
    pub token: Option<String>,
    /// It is given up when it has been silent for so long. A computation may
    /// take longer: a worker that computes still answers.
    pub timeout: Duration,
}

impl Worker {
    /// The worker at this address, without a token, that may be silent for
    /// half a minute.
    pub fn at(address: impl Into<String>) -> Worker {
        Worker {
            address: address.into(),
            token: None,
            timeout: Duration::from_secs(30),
        }
    }
}

/// The device of a worker. It stays connected to the end of this process: a
/// worker that is lost stays lost.
///
/// burn waits for answers as long as it takes. [`to_host`] and its like do
/// not: they say so when the worker is gone, or silent for too long.
///
/// ```
/// use descent::device::{self, Worker};
///
/// let refused = device::connect(&Worker::at("127.0.0.1:1"));
/// assert!(refused.is_err()); // nobody listens there
/// ```
///
/// # Errors
/// A worker that is not there, speaks another version of burn's protocol, or
/// refuses the token; a program that was built without the feature `remote`.
pub fn connect(worker: &Worker) -> Result<Device> {
    #[cfg(feature = "remote")]
    return remote::connect(worker);
    #[cfg(not(feature = "remote"))]
    {
        let _ = worker;
        Err(Error::NotBuilt(Backend::Remote.as_str()))
    }
}

/// For how long nothing was heard of the worker of this device: half a second
/// or so while all is well. `None` for a device of this process, and for that
/// of a worker whose line broke or that was given up.
pub fn silence(device: &Device) -> Option<Duration> {
    #[cfg(feature = "remote")]
    return remote::line_of(device).and_then(|line| line.silence());
    #[cfg(not(feature = "remote"))]
    {
        let _ = device;
        None
    }
}

/// A tensor's values on the host, in float64, whatever its shape and type.
///
/// # Errors
/// A device that fails while it computes; a worker that is gone.
pub fn to_host<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f64>> {
    #[cfg(feature = "remote")]
    if let Some(line) = remote::line_of(&tensor.device()) {
        return line.read(tensor);
    }
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
