//! All frames of a file, one after the other.

use super::frame::{Frame, HEAD, Sound};
use super::tags::{GAP, LOOK, before_tags, behind_tags, tag_length};
use crate::formats::ReadAt;

/// How much of a file is in memory.
const WINDOW: usize = 256 << 10;

/// How many frames of another sound follow one another by chance, at most.
const MOST_BY_CHANCE: usize = 2;

/// The frames of a file that have sound, from the first to the last whole one: without tags, without
/// what says how many frames there are, and without what is no frame or does not sound as the first.
pub struct Frames<'a> {
    window: Window<'a>,
    /// Where the next one should begin.
    at: u64,
    /// Where the sound ends.
    end: u64,
    /// Whether the last one ended at `at`, so that the next is to be expected there.
    is_in_step: bool,
    /// How the first one sounds.
    sound: Option<Sound>,
    /// How those sound that were passed over because they sound otherwise, if there are any.
    other: Option<Sound>,
    /// Whether something that is no tag stands among them.
    has_gaps: bool,
    /// Whether the file ends within one.
    is_cut: bool,
    /// How many the file says that it has.
    said: Option<u64>,
    found: u64,
}

impl<'a> Frames<'a> {
    /// Those of a file of `bytes` bytes.
    pub fn of(bytes: u64, read: ReadAt<'a>) -> Self {
        let at = behind_tags(read).unwrap_or_default();
        Frames {
            window: Window { read, start: 0, bytes: Vec::new(), is_unread: false },
            at,
            end: before_tags(bytes, read).max(at).min(bytes.max(at)),
            is_in_step: false,
            sound: None,
            other: None,
            has_gaps: false,
            is_cut: false,
            said: None,
            found: 0,
        }
    }

    /// The next one, and its bytes.
    pub fn take_next(&mut self) -> Option<(Frame, &[u8])> {
        let start = self.at;
        loop {
            let frame = self.frame_at(self.at);
            let Some(frame) = frame.filter(|frame| self.is_one(self.at, frame)) else {
                self.is_cut |= self.is_in_step && frame.is_some();
                self.pass_over(start)?;
                continue;
            };
            let at = self.at;
            self.at += frame.bytes as u64;
            self.has_gaps |= !self.is_in_step && self.found > 0;
            self.is_in_step = true;
            self.sound = Some(frame.sound);
            if let Some(count) = frame.count(self.window.at(at, frame.bytes)) {
                let said = count.frames.map(u64::from).filter(|said| *said > 0);
                self.said = self.said.or(said);
                continue;
            }
            self.found += 1;
            return Some((frame, self.window.at(at, frame.bytes)));
        }
    }

    /// Whether the file is damaged or cut off, as far as it is known: it has less than it says, or
    /// something that is no tag among its frames, or ends within one.
    pub fn is_damaged(&self) -> bool {
        // Some programs count one too many.
        let is_short = self.said.map(|said| said > self.found + 2);
        self.has_gaps || is_short.unwrap_or(self.is_cut)
    }

    /// How other frames of it sound, which are not among these: it is joined of several recordings.
    pub fn other_sound(&self) -> Option<Sound> {
        self.other
    }

    /// How many frames the file says that it has.
    pub fn said(&self) -> Option<u64> {
        self.said
    }

    /// How many came so far.
    pub fn found(&self) -> u64 {
        self.found
    }

    /// Whether a part of the file could not be read.
    pub fn is_unread(&self) -> bool {
        self.window.is_unread
    }

    /// The frame whose head is there, if it sounds as the first.
    fn frame_at(&mut self, at: u64) -> Option<Frame> {
        if at + HEAD as u64 > self.end {
            return None;
        }
        let frame = Frame::of(self.window.at(at, HEAD))?;
        self.sound.is_none_or(|sound| sound == frame.sound).then_some(frame)
    }

    /// Whether it is whole, and where it is expected; elsewhere its head may be there by chance, if
    /// no other follows.
    fn is_one(&mut self, at: u64, frame: &Frame) -> bool {
        // The first says how all others sound.
        let others = if self.is_in_step { 0 } else { 1 + usize::from(self.sound.is_none()) };
        self.is_followed(at, frame, others)
    }

    /// Whether a frame is whole, and so many like it follow, or the end.
    fn is_followed(&mut self, at: u64, frame: &Frame, others: usize) -> bool {
        let mut next = at + frame.bytes as u64;
        if next > self.end {
            return false;
        }
        for _ in 0..others {
            if next + HEAD as u64 > self.end || tag_length(self.window.at(next, LOOK)).is_some() {
                return true;
            }
            match Frame::of(self.window.at(next, HEAD)) {
                Some(other) if other.sound == frame.sound => next += other.bytes as u64,
                _ => return false,
            }
        }
        true
    }

    /// Goes on to where the next frame may begin; none if there is no more.
    fn pass_over(&mut self, start: u64) -> Option<()> {
        let was_in_step = std::mem::take(&mut self.is_in_step);
        if was_in_step {
            if let Some(next) = self.behind_tag() {
                self.at = next;
                self.is_in_step = true;
                return Some(());
            }
            self.note_other();
        }
        self.at += 1;
        if self.at < self.end {
            let rest = self.window.rest(self.at);
            self.at += memchr::memchr(0xff, rest).unwrap_or(rest.len()) as u64;
        }
        let is_too_far = self.sound.is_none() && self.at - start > GAP;
        if is_too_far || self.window.is_unread {
            self.at = self.end;
        }
        (self.at < self.end).then_some(())
    }
}

impl Frames<'_> {
    /// Where the tag ends that begins here; none if it says that wrongly, as where a program
    /// changed it and not its length: sound, another tag or the end is behind one.
    fn behind_tag(&mut self) -> Option<u64> {
        let next = self.at.checked_add(tag_length(self.window.at(self.at, LOOK))?)?;
        let is_right = next == self.end
            || next + LOOK as u64 <= self.end && tag_length(self.window.at(next, LOOK)).is_some()
            || next + HEAD as u64 <= self.end && Frame::of(self.window.at(next, HEAD)).is_some();
        is_right.then_some(next)
    }

    /// Notes how it goes on where it sounds otherwise from here on.
    fn note_other(&mut self) {
        if self.other.is_some() || self.at + HEAD as u64 > self.end {
            return;
        }
        let at = self.at;
        let frame = Frame::of(self.window.at(at, HEAD));
        let other = frame.filter(|frame| self.sound.is_some_and(|sound| sound != frame.sound));
        if let Some(frame) = other.filter(|frame| self.is_followed(at, frame, MOST_BY_CHANCE)) {
            self.other = Some(frame.sound);
        }
    }
}

/// A part of a file that is in memory.
struct Window<'a> {
    read: ReadAt<'a>,
    start: u64,
    bytes: Vec<u8>,
    is_unread: bool,
}

impl Window<'_> {
    /// So many bytes from there on, or less where the file ends.
    fn at(&mut self, at: u64, length: usize) -> &[u8] {
        let bytes = self.loaded(at, length);
        &bytes[..bytes.len().min(length)]
    }

    /// The bytes from there on that are in memory: one at least, unless the file ends.
    fn rest(&mut self, at: u64) -> &[u8] {
        self.loaded(at, 1)
    }

    fn loaded(&mut self, at: u64, length: usize) -> &[u8] {
        let within = at.checked_sub(self.start).and_then(|within| usize::try_from(within).ok());
        let is_there = within.is_some_and(|within| {
            let end = self.bytes.len();
            // Less than was asked for is read where the file ends.
            within + length <= end || (within <= end && end < WINDOW && end > 0)
        });
        if !is_there {
            let read = (self.read)(at, WINDOW);
            self.is_unread |= read.is_none();
            self.bytes = read.unwrap_or_default();
            self.start = at;
        }
        let within = usize::try_from(at - self.start).unwrap_or_default();
        self.bytes.get(within..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
