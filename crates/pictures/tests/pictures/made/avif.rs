//! AVIF with more in it than programs write that are at hand. What is in its items is made up:
//! nothing decodes it here.

/// A box: its length, its name, and its parts.
pub fn part(name: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let inside = parts.concat();
    [((inside.len() + 8) as u32).to_be_bytes().as_slice(), name, &inside].concat()
}

/// A box with a version and flags.
pub fn full(name: &[u8; 4], version: u8, parts: &[&[u8]]) -> Vec<u8> {
    part(name, &[&[version, 0, 0, 0], &parts.concat()])
}

/// An item: what it is, its name with what follows it, and its bytes.
pub struct Item {
    pub kind: &'static [u8; 4],
    pub names: &'static [u8],
    pub data: Vec<u8>,
    /// Its properties, by their numbers.
    pub said: &'static [u8],
}

/// A file of these items, numbered from 1, of which the first is shown.
#[derive(Default)]
pub struct Avif {
    pub items: Vec<Item>,
    pub properties: Vec<Vec<u8>>,
    /// Which leads to which: how, from and to.
    pub references: Vec<(&'static [u8; 4], u16, u16)>,
    /// Boxes beside those that tell of items.
    pub in_meta: Vec<Vec<u8>>,
    /// Boxes behind all others.
    pub after: Vec<Vec<u8>>,
    /// Bytes that belong to no item.
    pub unused: Vec<u8>,
}

impl Avif {
    pub fn bytes(&self) -> Vec<u8> {
        let head = part(b"ftyp", &[b"avif\0\0\0\0avifmif1"]);
        let before = head.len() + self.meta(0).len() + 8;
        let data: Vec<u8> = self.items.iter().flat_map(|item| item.data.clone()).collect();
        let data = part(b"mdat", &[&data, &self.unused]);
        [head, self.meta(before), data, self.after.concat()].concat()
    }

    fn meta(&self, before: usize) -> Vec<u8> {
        let (mut infos, mut places) = (Vec::new(), Vec::new());
        let mut said = Vec::new();
        let mut at = before as u32;
        for (number, item) in (1_u16..).zip(&self.items) {
            let id = number.to_be_bytes();
            infos.extend(full(b"infe", 2, &[&id, &[0, 0], item.kind, item.names]));
            let length = item.data.len() as u32;
            places.extend(
                [&id[..], &[0, 0, 0, 1], &at.to_be_bytes(), &length.to_be_bytes()].concat(),
            );
            at += length;
            said.extend([&id[..], &[item.said.len() as u8], item.said].concat());
        }
        let count = self.items.len() as u16;
        let lead = self
            .references
            .iter()
            .map(|(kind, from, to)| part(kind, &[&from.to_be_bytes(), &[0, 1], &to.to_be_bytes()]));
        let lead: Vec<u8> = lead.flatten().collect();
        let count_of_said = (self.items.len() as u32).to_be_bytes();
        let children = [
            full(b"hdlr", 0, &[&[0; 4], b"pict", &[0; 12], b"\0"]),
            full(b"pitm", 0, &[&[0, 1]]),
            full(b"iloc", 0, &[&[0x44, 0], &count.to_be_bytes(), &places]),
            full(b"iinf", 0, &[&count.to_be_bytes(), &infos]),
            full(b"iref", 0, &[&lead]),
            part(
                b"iprp",
                &[
                    &part(b"ipco", &[&self.properties.concat()]),
                    &full(b"ipma", 0, &[&count_of_said, &said]),
                ],
            ),
            self.in_meta.concat(),
        ];
        full(b"meta", 0, &[&children.concat()])
    }
}

/// The size of a picture.
pub fn size(width: u32, height: u32) -> Vec<u8> {
    full(b"ispe", 0, &[&width.to_be_bytes(), &height.to_be_bytes()])
}
