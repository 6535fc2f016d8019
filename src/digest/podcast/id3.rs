//! The tag before the sound: ID3v2.3 (<https://id3.org/id3v2.3.0>) with chapters
//! (<https://id3.org/id3v2-chapters-1.0>). Players know chapters in it and in ID3v2.4, and Windows and
//! many cars no newer one.

/// A tag that is being made: frames, one behind the other.
#[derive(Default)]
pub struct Tag(Vec<u8>);

/// What of a recording a chapter is.
pub struct TaggedChapter<'t> {
    pub title: &'t str,
    pub url: &'t str,
    /// From when to when, in milliseconds.
    pub from: u64,
    pub to: u64,
}

/// What is a list of contents in itself, since one byte says how many are in a list.
const MOST_IN_A_LIST: usize = 255;

/// A text in UTF-16, before which stands in which order its bytes are.
const UTF_16: u8 = 1;

impl Tag {
    /// Adds a text.
    pub fn text(&mut self, name: &[u8; 4], text: &str) {
        let mut content = vec![UTF_16];
        content.extend(utf_16(text));
        self.frame(name, &content);
    }

    /// Adds the picture on its cover, a PNG.
    pub fn cover(&mut self, png: &[u8]) {
        const FRONT: u8 = 3;
        let head = [&[0], &b"image/png\0"[..], &[FRONT, 0]].concat();
        self.frame(b"APIC", &[&head, png].concat());
    }

    /// Adds chapters, and the list of them.
    pub fn chapters(&mut self, chapters: &[TaggedChapter<'_>]) {
        let ids: Vec<String> = (1..=chapters.len()).map(|number| format!("c{number}")).collect();
        let lists: Vec<&[String]> = ids.chunks(MOST_IN_A_LIST).collect();
        match &lists[..] {
            [one] => self.list("toc", one, true),
            several => {
                let names: Vec<String> =
                    (1..=several.len()).map(|number| format!("toc{number}")).collect();
                self.list("toc", &names, true);
                for (name, list) in names.iter().zip(several) {
                    self.list(name, list, false);
                }
            }
        }
        for (id, chapter) in ids.iter().zip(chapters) {
            let mut content = id.clone().into_bytes();
            content.push(0);
            for moment in [chapter.from, chapter.to] {
                content.extend(u32::try_from(moment).unwrap_or(u32::MAX).to_be_bytes());
            }
            // That the times count, and not the bytes.
            content.extend([0xff; 8]);
            let mut inner = Tag::default();
            inner.text(b"TIT2", chapter.title);
            // No description, and an address, which is in ASCII.
            let address: String = chapter.url.chars().filter(char::is_ascii_graphic).collect();
            inner.frame(b"WXXX", &[&[0, 0], address.as_bytes()].concat());
            content.extend(inner.0);
            self.frame(b"CHAP", &content);
        }
    }

    /// A list of chapters, or of lists. They have an order.
    fn list(&mut self, name: &str, ids: &[String], is_first: bool) {
        let flags = if is_first { 0b11 } else { 0b01 };
        let mut content = [name.as_bytes(), &[0, flags]].concat();
        let ids = &ids[..ids.len().min(MOST_IN_A_LIST)];
        content.push(u8::try_from(ids.len()).unwrap_or(u8::MAX));
        for id in ids {
            content.extend(id.as_bytes());
            content.push(0);
        }
        self.frame(b"CTOC", &content);
    }

    fn frame(&mut self, name: &[u8; 4], content: &[u8]) {
        self.0.extend(name);
        self.0.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_be_bytes());
        self.0.extend([0, 0]);
        self.0.extend(content);
    }

    /// The bytes of the tag.
    pub fn bytes(self) -> Vec<u8> {
        let length = self.0.len();
        // Seven bits in each byte.
        let size = [21, 14, 7, 0].map(|shift| ((length >> shift) & 0x7f) as u8);
        [&b"ID3\x03\0\0"[..], &size, &self.0].concat()
    }
}

fn utf_16(text: &str) -> Vec<u8> {
    // What ends a text is in none.
    let units = text.encode_utf16().filter(|unit| *unit != 0);
    std::iter::once(0xfeff).chain(units).flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lists of chapters in a tag: the name of each, its flags, and how many are in it.
    fn lists(count: usize) -> Vec<(String, u8, u8)> {
        let chapters = (0..count).map(|_| TaggedChapter { title: "", url: "", from: 0, to: 1 });
        let mut tag = Tag::default();
        tag.chapters(&chapters.collect::<Vec<_>>());
        let starts = tag.0.windows(4).enumerate().filter(|(_, name)| name == b"CTOC");
        let list = |(at, _): (usize, &[u8])| {
            let content = &tag.0[at + 10..];
            let end = content.iter().position(|byte| *byte == 0).unwrap();
            let name = String::from_utf8(content[..end].to_vec()).unwrap();
            (name, content[end + 1], content[end + 2])
        };
        starts.map(list).collect()
    }

    #[test]
    fn more_chapters_than_a_list_can_have_are_in_lists_of_a_list() {
        let list = |name: &str, flags, count| (name.to_string(), flags, count);
        for (count, expected) in [
            (1, vec![list("toc", 3, 1)]),
            (255, vec![list("toc", 3, 255)]),
            (256, vec![list("toc", 3, 2), list("toc1", 1, 255), list("toc2", 1, 1)]),
        ] {
            assert_eq!(lists(count), expected, "{count}");
        }
    }

    #[test]
    fn nothing_in_a_text_ends_it() {
        let mut tag = Tag::default();
        tag.text(b"TIT2", "a\0\u{1d11e}");
        let expected = b"TIT2\0\0\0\x09\0\0\x01\xff\xfea\0\x34\xd8\x1e\xdd";
        assert_eq!(tag.0, expected);
        assert_eq!(tag.bytes()[..10], *b"ID3\x03\0\0\0\0\0\x13");
    }
}
