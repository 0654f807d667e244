//! How fast tables are read, and with how much memory: writes a file of ten
//! million rows, reads two of its columns, deletes it.
//!
//! cargo run --release -p table --example throughput

use std::{
    error::Error,
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    time::Instant,
};

use table::{Options, Pick, Source, read};

const ROWS: usize = 10_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::temp_dir().join("descent_throughput.csv");
    for digits in [3, 17] {
        write(&path, digits)?;
        let megabytes = fs::metadata(&path)?.len() as f64 / 1e6;
        // The second time, the file is in memory, however slow the disk.
        for _ in 0..2 {
            let start = Instant::now();
            let source = Source::open(&path)?;
            let table = read(source, &Pick::default(), &Options::default())?;
            let seconds = start.elapsed().as_secs_f64();
            assert_eq!(table.columns[1].len(), ROWS);
            println!(
                "{digits:2} digits: {megabytes:.0} MB in {seconds:.2} s: \
                 {:.0} MB/s",
                megabytes / seconds
            );
        }
    }
    fs::remove_file(&path)?;
    let columns = 2 * ROWS * size_of::<f64>() / 1024;
    println!("two columns: {columns} kB; most memory held: {}", peak());
    Ok(())
}

/// Points near a line, with so many digits behind the point.
fn write(path: &Path, digits: usize) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "x,y")?;
    for i in 0..ROWS {
        // Digits without pattern: multiples of the golden ratio, modulo 10.
        let x = (i as f64 * 6.180_339_887_498_949) % 10.0;
        let y = 2.0 + 3.0 * x + (i as f64 * 0.414_213_562_373_095_1) % 1.0;
        writeln!(file, "{x:.digits$},{y:.digits$}")?;
    }
    file.flush()
}

/// The most memory that this process has held, where Linux tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}
