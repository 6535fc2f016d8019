use super::*;

fn boxed(kind: &[u8; 4], inside: &[u8]) -> Vec<u8> {
    let length = u32::try_from(inside.len() + 8).unwrap().to_be_bytes();
    [&length[..], kind, inside].concat()
}

fn film(more: &[u8], is_last: bool) -> Vec<u8> {
    let mut head = vec![0; 100];
    head[12..16].copy_from_slice(&1000u32.to_be_bytes());
    head[16..20].copy_from_slice(&62_500u32.to_be_bytes());
    let mut track = vec![0; 84];
    track[76..80].copy_from_slice(&(640u32 << 16).to_be_bytes());
    track[80..84].copy_from_slice(&(360u32 << 16).to_be_bytes());
    let track = boxed(b"trak", &boxed(b"tkhd", &track));
    let movie = boxed(b"moov", &[&boxed(b"mvhd", &head)[..], &track, more].concat());
    let (kind, data) = (boxed(b"ftyp", b"isom\0\0\0\0"), boxed(b"mdat", &[7; 50]));
    if is_last { [kind, data, movie].concat() } else { [kind, movie, data].concat() }
}

fn read(bytes: &[u8]) -> Option<Said> {
    said(bytes.len() as u64, &|from, most| {
        let from = usize::try_from(from).ok()?.min(bytes.len());
        Some(bytes[from..bytes.len().min(from.saturating_add(most))].to_vec())
    })
}

#[test]
fn a_file_says_how_long_and_how_large_it_is_wherever_that_stands() {
    for is_last in [false, true] {
        let expected =
            Said { milliseconds: Some(62_500), size: Some((640, 360)), ..Said::default() };
        assert_eq!(read(&film(b"", is_last)), Some(expected));
    }
    assert_eq!(read(b"OggS...."), None);
}

#[test]
fn a_film_without_a_track_of_sound_is_silent() {
    let track = |kind: &[u8; 4]| {
        let handler = [&[0; 8], &kind[..], &[0; 12]].concat();
        boxed(b"trak", &boxed(b"mdia", &boxed(b"hdlr", &handler)))
    };
    let (picture, sound) = (track(b"vide"), track(b"soun"));
    assert!(read(&film(&picture, false)).unwrap().is_silent);
    assert!(!read(&film(&[picture, sound].concat(), false)).unwrap().is_silent);
}

#[test]
fn sound_says_how_long_it_plays() {
    // 100 frames of silence at 32 kbit/s, one channel, 44.1 kHz: 104 bytes each.
    let frame = |mut inside: Vec<u8>| {
        inside.resize(100, 0);
        [&[0xff, 0xfb, 0x10, 0xc0][..], &inside].concat()
    };
    let plain = frame(Vec::new()).repeat(100);
    let tag = [&b"ID3\x04\0\0\0\0\x02\x00"[..], &[0; 256]].concat();
    let mut info = vec![0; 17];
    info.extend(b"Info\0\0\0\x01\0\0\x03\xe8");
    let mut wav =
        b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0".to_vec();
    wav.extend(b"data\xff\xff\xff\xff");
    wav.extend([128; 4000]);
    // The same at 40 kbit/s: 130 bytes each. Nobody can tell how many there are of which.
    let wide = [&[0xff, 0xfb, 0x20, 0xc0][..], &[0; 126]].concat();
    // The first frame of the first recording says how long that is.
    let info_of = |bytes: u32| {
        let mut info = vec![0; 17];
        info.extend(b"Info\0\0\0\x03\0\0\0\x64");
        info.extend(bytes.to_be_bytes());
        frame(info)
    };
    let counted = [info_of(101 * 104), plain.clone()].concat();
    let uncounted = [info_of(100 * 104), plain.clone()].concat();
    for mixed in [
        counted.repeat(2),
        [counted.clone(), tag.clone(), counted.clone()].concat(),
        [uncounted.clone(), plain.clone()].concat(),
        [plain.clone(), wide.repeat(100), plain.clone()].concat(),
        [frame(Vec::new()), wide.clone(), plain.clone()].concat(),
    ] {
        assert_eq!(read(&mixed), None);
    }
    for (bytes, expected) in [
        (plain.clone(), 2600),
        ([tag.clone(), plain.clone()].concat(), 2600),
        ([vec![0; 60], plain.clone()].concat(), 2600),
        ([tag, frame(info), plain].concat(), 26_122),
        (wav, 500),
        (counted.clone(), 2612),
        (uncounted, 2612),
        ([counted, b"TAG".to_vec(), vec![0; 125]].concat(), 2612),
    ] {
        assert_eq!(read(&bytes).unwrap().milliseconds, Some(expected));
    }
}

/// A page of Ogg.
fn page(serial: u8, begins: bool, moment: u64, inside: &[u8]) -> Vec<u8> {
    let kind = if begins { 2 } else { 0 };
    let parts = [vec![255; inside.len() / 255], vec![(inside.len() % 255) as u8]].concat();
    let head =
        [&b"OggS\0"[..], &[kind], &moment.to_le_bytes(), &[serial, 0, 0, 0], &[0; 8]].concat();
    [&head[..], &[parts.len() as u8], &parts, inside].concat()
}

#[test]
fn sound_in_ogg_and_flac_says_how_long_it_plays() {
    let stream_of = |serial: u8, head: &[u8], first: u64, last: u64| {
        let page = |begins, moment, inside: &[u8]| page(serial, begins, moment, inside);
        let none = page(false, u64::MAX, &[1; 600]);
        let pages = [page(true, 0, head), page(false, 0, &[2; 40]), page(false, first, &[1; 300])];
        [pages.concat(), none.clone(), page(false, last, &[1; 300]), none].concat()
    };
    let ogg = |head: &[u8], first, last| stream_of(7, head, first, last);
    let opus = b"OpusHead\x01\x01\x38\x01\x44\xac\0\0\0\0\0";
    let vorbis = b"\x01vorbis\0\0\0\0\x01\x44\xac\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xb8\x01";
    let speex = [&b"Speex   "[..], &[0; 28], &16_000u32.to_le_bytes(), &[0; 40]].concat();
    // 44,100 a second, two channels, 16 bits, 97,020 samples.
    let stream = b"\x0a\xc4\x42\xf0\0\x01\x7a\xfc";
    let flac = [&b"fLaC\x80\0\0\x22"[..], &[0; 10], stream, &[0; 16]].concat();
    let endless = [&flac[..18], &b"\x0a\xc4\x42\xf0\0\0\0\0"[..], &[0; 16]].concat();
    let in_ogg = [&b"\x7fFLAC\x01\0\0\x01"[..], &flac].concat();
    let theora = {
        let head = [&b"\x80theora\x03\x02\x01\0\x14\0\x0b"[..], &[0, 1, 0x40, 0, 0, 0xb4, 0, 0]];
        let numbers = [25u32.to_be_bytes(), 1u32.to_be_bytes()].concat();
        // Six bits at the end are the pictures since the last whole one.
        [head.concat(), numbers, vec![0; 10], vec![0, 0xc0]].concat()
    };
    let tag = [&b"ID3\x04\0\0\0\0\x02\x00"[..], &[0; 256]].concat();
    for (bytes, milliseconds) in [
        (ogg(opus, 960, 48_000 * 4 + 312), Some(4000)),
        (ogg(vorbis, 0, 44_100 * 2), Some(2000)),
        (ogg(&speex, 320, 8000), Some(500)),
        (ogg(&in_ogg, 4096, 22_050), Some(500)),
        (ogg(&theora, 1 << 6, 48 << 6 | 2), Some(2000)),
        // It was cut out of a recording of hours.
        (ogg(opus, 48_000 * 7200, 48_000 * 7260), None),
        // Another follows it.
        ([ogg(opus, 960, 48_000), stream_of(8, opus, 960, 96_000)].concat(), None),
        (ogg(b"fishead\0", 1, 2), None),
        (flac.clone(), Some(2200)),
        ([tag, flac.clone()].concat(), Some(2200)),
        (endless, None),
        // As long as a day, in 60 bytes.
        ([&flac[..18], &b"\x0a\xc4\x42\xf0\xe0\0\0\0"[..], &[0; 16]].concat(), None),
    ] {
        let found = read(&bytes).and_then(|it| it.milliseconds);
        assert_eq!(found, milliseconds, "{:?}", &bytes[..60]);
    }
    let film = read(&ogg(&theora, 1 << 6, 48 << 6)).unwrap();
    assert_eq!((film.size, film.is_silent), (Some((320, 180)), true));
    for whole in [ogg(opus, 960, 48_000), flac] {
        for end in 0..whole.len() {
            read(&whole[..end]);
        }
    }
}

/// An element of Matroska; its length takes eight bytes.
fn element(id: &[u8], inside: &[u8]) -> Vec<u8> {
    let mut length = (inside.len() as u64).to_be_bytes();
    length[0] = 1;
    [id, &length, inside].concat()
}

#[test]
fn a_film_in_webm_says_how_long_and_how_large_it_is() {
    const INFO: [u8; 4] = [0x15, 0x49, 0xa9, 0x66];
    const SEGMENT: [u8; 4] = [0x18, 0x53, 0x80, 0x67];
    let of_kind =
        |kind: u8, more: &[u8]| element(&[0xae], &[&element(&[0x83], &[kind])[..], more].concat());
    let pixels = [element(&[0xb0], &[2, 0x80]), element(&[0xba], &[1, 0x68])].concat();
    let shown = [element(&[0x54, 0xb0], &[16]), element(&[0x54, 0xba], &[9])].concat();
    let in_shape = [&shown[..], &element(&[0x54, 0xb2], &[3])].concat();
    let video = |size: &[u8]| of_kind(1, &element(&[0xe0], size));
    let scale = element(&[0x2a, 0xd7, 0xb1], &[0x0f, 0x42, 0x40]);
    let long = element(&[0x44, 0x89], &62_500.4f64.to_be_bytes());
    let short = element(&[0x44, 0x89], &1500f32.to_be_bytes());
    let film = |info: &[&[u8]], tracks: &[&[u8]]| {
        let info = element(&INFO, &info.concat());
        let tracks = element(&[0x16, 0x54, 0xae, 0x6b], &tracks.concat());
        let cluster = element(&[0x1f, 0x43, 0xb6, 0x75], &[7; 90]);
        let inside = [element(&[0xec], &[0; 70]), info, tracks, cluster].concat();
        [element(&[0x1a, 0x45, 0xdf, 0xa3], &[0; 20]), element(&SEGMENT, &inside)].concat()
    };
    let said = |milliseconds, size, is_silent| Said { milliseconds, size, is_silent, place: None };
    let sound = of_kind(2, &[]);
    let size = Some((640, 360));
    let both = [&video(&pixels)[..], &sound];
    for (bytes, expected) in [
        (film(&[&scale, &long], &both), said(Some(62_500), size, false)),
        (film(&[&short], &both[..1]), said(Some(1500), size, true)),
        (
            film(&[&scale], &[&video(&[&pixels[..], &shown].concat())]),
            said(None, Some((16, 9)), true),
        ),
        (film(&[], &[&video(&[&pixels[..], &in_shape].concat())]), said(None, size, true)),
        (film(&[&short], &[&sound]), said(Some(1500), None, false)),
        // As browsers record it: nobody knows yet how long it will be.
        (
            {
                let mut endless = film(&[&scale], &both);
                endless[37..44].fill(0xff);
                endless
            },
            said(None, size, false),
        ),
    ] {
        assert_eq!(read(&bytes), Some(expected));
    }
    let whole = film(&[&scale, &long], &both);
    for at in 0..whole.len() {
        read(&whole[..at]);
        let mut broken = whole.clone();
        broken[at] = 0xff;
        read(&broken);
    }
    assert_eq!(read(b"\x1a\x45\xdf\xa3"), None);
}

#[test]
fn places_are_found_where_phones_write_them() {
    let of_android = boxed(b"udta", &boxed(b"\xa9xyz", b"\0\x12\x15\xc7+40.1+044.5/"));
    let of_3gpp = boxed(b"udta", &boxed(b"loci", b"\0\0\0\0"));
    let keys = |key: &[u8]| {
        let keys = [b"\0\0\0\0\0\0\0\x01".as_slice(), &boxed(b"mdta", key)].concat();
        boxed(b"keys", &keys)
    };
    let of_apple = boxed(b"meta", &keys(b"com.apple.quicktime.location.ISO6709"));
    let meta = |inside: &[u8]| boxed(b"meta", &[&[0; 4], inside].concat());
    let of_ffmpeg = boxed(b"udta", &meta(&keys(b"location")));
    let item = boxed(b"\xa9xyz", &boxed(b"data", b"\0\0\0\x01\0\0\0\0+40.1+044.5/"));
    let of_exiftool = boxed(b"udta", &meta(&boxed(b"ilst", &item)));
    let in_track = boxed(b"trak", &of_android);
    for (more, expected) in [
        (&of_android, "©xyz"),
        (&of_3gpp, "loci"),
        (&of_apple, "com.apple.quicktime.location"),
        (&in_track, "©xyz"),
        (&of_ffmpeg, "location"),
        (&of_exiftool, "©xyz"),
    ] {
        assert_eq!(read(&film(more, true)).unwrap().place, Some(expected));
    }
}

const IS_TEXT: Option<&str> = Some("is text, such as a server sends in place of a file");

#[test]
fn what_cannot_be_played_is_told() {
    let told = |bytes: &[u8]| {
        unplayable(bytes.len() as u64, &|from, most| {
            let from = usize::try_from(from).ok()?.min(bytes.len());
            Some(bytes[from..bytes.len().min(from.saturating_add(most))].to_vec())
        })
    };
    let last = film(b"", true);
    let first = film(b"", false);
    let head = first[..first.len() - 58].to_vec();
    let fragment = [boxed(b"moof", &[1; 8]), boxed(b"mdat", &[1; 40])].concat();
    let fragments = [head.clone(), fragment.repeat(100)].concat();
    let wav = |length: u32| {
        let format = b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data";
        [b"RIFF\0\0\0\0".as_slice(), format, &length.to_le_bytes(), &[128; 400]].concat()
    };
    for (bytes, expected) in [
        (Vec::new(), Some("is empty")),
        (b"<!DOCTYPE html><html>Log in".to_vec(), Some("is a web page (HTML)")),
        (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), Some("is a picture")),
        (last[..last.len() / 2].to_vec(), Some("is cut off before its end")),
        (last[..last.len() - 1].to_vec(), Some("is cut off before its end")),
        (last[..70].to_vec(), Some("is cut off before its end")),
        (first[..first.len() - 1].to_vec(), Some("is cut off before its end")),
        (head, Some("is cut off before its end")),
        (fragments[..fragments.len() - 1].to_vec(), Some("is cut off before its end")),
        (wav(160_000), Some("is cut off before its end")),
        (b"<?xml version=\"1.0\"?><Error><Code>AccessDenied".to_vec(), IS_TEXT),
        (b"{\"message\": \"no\"}".to_vec(), IS_TEXT),
        (b"Not found".to_vec(), IS_TEXT),
        (wav(400), None),
        (wav(u32::MAX), None),
        (wav(0x7fff_ffff), None),
        (first.clone(), None),
        ([first, b"behind it".to_vec()].concat(), None),
        (fragments, None),
        (last.clone(), None),
        (b"ID3\x04\0\0\0\0\0\0\xff\xfb".to_vec(), None),
        (b"OggS....".to_vec(), None),
        (b"film".to_vec(), None),
    ] {
        assert_eq!(told(&bytes), expected, "{bytes:?}");
    }
}

#[test]
fn what_is_cut_or_lies_about_its_length_ends() {
    let whole = film(&boxed(b"udta", &boxed(b"loci", b"")), false);
    for end in 0..whole.len() {
        read(&whole[..end]);
    }
    for at in 0..whole.len() {
        let mut broken = whole.clone();
        broken[at] = 0xff;
        read(&broken);
    }
    read(&[0, 0, 0, 8, b'f', b't', b'y', b'p'].repeat(1000));
}
