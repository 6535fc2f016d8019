//! One reads the file, as many as there are cores read its lines.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::blocks::{Block, Blocks};
use super::worker::{SharedState, Summary, Worker};

/// Why a file was not read to its end.
pub(super) enum Fault {
    /// The file cannot be read.
    Input(io::Error),
    /// A temporary file cannot be written or read.
    Temporary(io::Error),
}

/// Reads all lines with so many workers. These are threads of their own, as they wait
/// for the file, which the threads that the process shares must not.
pub(super) fn read(
    mut blocks: Blocks<impl Read>,
    workers: usize,
    shared: &SharedState<'_>,
) -> Result<Summary, Fault> {
    // Memory goes round: filled here, read by a worker, and given back. There is so
    // much of it that a worker finds the next block ready.
    let (give_back, empty) = channel();
    (0..workers + 2).for_each(|_| drop(give_back.send(Vec::new())));
    let (fill, filled) = channel();
    let filled = Mutex::new(filled);
    let has_failed = AtomicBool::new(false);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|_| {
                let (filled, has_failed, give_back) = (&filled, &has_failed, give_back.clone());
                scope.spawn(move || {
                    let found = work(shared, filled, &give_back);
                    has_failed.fetch_or(found.is_err(), Ordering::Relaxed);
                    found
                })
            })
            .collect();
        drop(give_back);
        let mut outcome = Ok(Summary::default());
        while let Ok(bytes) = empty.recv()
            && !has_failed.load(Ordering::Relaxed)
        {
            match blocks.next(bytes) {
                Ok(Some(block)) => drop(fill.send(block)),
                Ok(None) => break,
                Err(error) => {
                    outcome = Err(Fault::Input(error));
                    break;
                }
            }
        }
        // Without it, a worker knows that no more is to come.
        drop(fill);
        for worker in threads {
            match worker.join() {
                Ok(Ok(found)) => {
                    if let Ok(sum) = &mut outcome {
                        sum.add(found);
                    }
                }
                Ok(Err(error)) => outcome = Err(Fault::Temporary(error)),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        outcome
    })
}

fn work(
    shared: &SharedState<'_>,
    filled: &Mutex<Receiver<Block>>,
    give_back: &Sender<Vec<u8>>,
) -> io::Result<Summary> {
    let mut worker = Worker::new(shared);
    let mut found = Summary::default();
    loop {
        let next = filled.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(block) = next else { return Ok(found) };
        found.add(worker.read(&block)?);
        // Nobody takes it at the end.
        drop(give_back.send(block.bytes));
    }
}
