//! Programs that must not go on for ever, and what they take.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::program::Ended;

/// A program that does nothing any more is given up after this.
const HANGS: Duration = Duration::from_secs(120);

/// A run that is over, and what it took.
pub struct Watched {
    pub ended: Ended,
    pub elapsed: Duration,
    /// The most memory that it had, in MiB.
    pub memory: u64,
}

/// Runs `command` to its end; fails if it works for longer than `work`, on all cores
/// together. That is the same on a machine that is busy.
#[track_caller]
pub fn ended_within(command: &mut Command, work: Duration) -> Ended {
    watched(command, work, HANGS).ended
}

/// Runs `command` to its end; fails if it works or takes longer than these.
#[track_caller]
pub fn watched(command: &mut Command, work: Duration, time: Duration) -> Watched {
    let place = tempfile::tempdir().unwrap();
    // In files, since nobody reads a pipe while the program is watched.
    let (out, err) = (place.path().join("out"), place.path().join("err"));
    command.stdin(Stdio::null());
    command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
    let started = Instant::now();
    let mut child = command.spawn().unwrap();
    let mut memory = 0;
    let status = loop {
        memory = memory.max(memory_of(child.id()).unwrap_or_default());
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        let worked = work_of(child.id()).unwrap_or_else(|| started.elapsed());
        if worked > work || started.elapsed() > time {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("it was not done in {:?}, after {worked:?} of work", started.elapsed());
        }
        sleep(Duration::from_millis(2));
    };
    let [stdout, stderr] =
        [out, err].map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned());
    Watched { ended: Ended { status, stdout, stderr }, elapsed: started.elapsed(), memory }
}

/// How long a process has worked; none where the system does not tell
/// (<https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>).
fn work_of(id: u32) -> Option<Duration> {
    /// Of Linux on every machine that is common.
    const TICKS_A_SECOND: u64 = 100;
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks.map(|ticks| ticks.parse::<u64>().unwrap_or(0)).sum();
    Some(Duration::from_millis(ticks * 1000 / TICKS_A_SECOND))
}

/// The most memory that a process has had so far, in MiB.
fn memory_of(id: u32) -> Option<u64> {
    // For a moment after `vfork` a new process still has the memory of the one that started
    // it: Linux wakes that one before it gives the new one its own.
    let program = fs::read_link(format!("/proc/{id}/exe")).ok()?;
    if program == std::env::current_exe().ok()? {
        return None;
    }
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(most.trim().split(' ').next()?.parse::<u64>().ok()? >> 10)
}
