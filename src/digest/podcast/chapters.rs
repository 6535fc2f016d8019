//! The chapters as JSON, as players of Podcasting 2.0 take them
//! (<https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md>).

use serde::Serialize;

use super::episode::{Chapter, Episode};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'e> {
    version: &'static str,
    title: &'e str,
    podcast_name: &'e str,
    file_name: &'e str,
    chapters: Vec<WrittenChapter<'e>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenChapter<'e> {
    start_time: f64,
    end_time: f64,
    title: &'e str,
    url: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    img: Option<&'e str>,
}

impl Episode<'_, '_> {
    /// The bytes of the file; `mp3` is the name of the other.
    pub fn chapters_json(&self, mp3: &str) -> Vec<u8> {
        let chapters = self.chapters();
        let written = Written {
            version: "1.2.0",
            title: &self.title(),
            podcast_name: self.digest.title(),
            file_name: mp3,
            chapters: chapters.iter().map(written).collect(),
        };
        let mut json = serde_json::to_vec_pretty(&written).unwrap_or_default();
        json.push(b'\n');
        json
    }
}

fn written(Chapter { title, url, picture, from, to }: &Chapter) -> WrittenChapter<'_> {
    WrittenChapter {
        start_time: seconds(*from),
        end_time: seconds(*to),
        title,
        url,
        img: picture.as_deref(),
    }
}

#[allow(clippy::cast_precision_loss)]
fn seconds(milliseconds: u64) -> f64 {
    milliseconds as f64 / 1000.0
}
