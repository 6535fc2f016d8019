//! Where in object storage a site goes.

use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

/// A bucket, and the folder in it: `s3://BUCKET/PREFIX`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketAddress {
    /// The bucket's name.
    pub bucket: String,
    /// What the keys of all objects begin with: nothing, or a path with a slash at its end.
    pub prefix: String,
}

impl fmt::Display for BucketAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`s3://{}/{}`", self.bucket, self.prefix)
    }
}

impl FromStr for BucketAddress {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let Some(rest) = written.strip_prefix("s3://") else {
            return Err("write a bucket, and a folder in it if you like: s3://BUCKET/PREFIX".into());
        };
        let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
        if !is_name(bucket) {
            return Err(format!(
                "`{bucket}` is no name of a bucket: these have 3 to 63 small Latin letters, digits, \
                 dots and hyphens, and begin and end with a letter or digit"
            ));
        }
        let folder = folder.strip_suffix('/').unwrap_or(folder);
        let is_whole =
            |name: &str| !matches!(name, "" | "." | "..") && !name.contains(char::is_control);
        if !folder.is_empty() && !folder.split('/').all(is_whole) {
            return Err(format!("`{folder}` is no folder: leave out empty names, `.` and `..`"));
        }
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        Ok(BucketAddress { bucket: bucket.into(), prefix })
    }
}

/// Whether a bucket can be called that
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>).
fn is_name(name: &str) -> bool {
    let is_alphanumeric = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = name.as_bytes();
    let has_ends = |(first, last): (&u8, &u8)| is_alphanumeric(*first) && is_alphanumeric(*last);
    (3..=63).contains(&bytes.len())
        && bytes.iter().all(|byte| is_alphanumeric(*byte) || matches!(byte, b'.' | b'-'))
        && bytes.first().zip(bytes.last()).is_some_and(has_ends)
        && !name.contains("..")
        && name.parse::<Ipv4Addr>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_bucket_and_maybe_a_folder() {
        for (written, bucket, prefix) in [
            ("s3://news", "news", ""),
            ("s3://news/", "news", ""),
            ("s3://www.example.org/", "www.example.org", ""),
            ("s3://news-1/preview", "news-1", "preview/"),
            ("s3://news/a/b c/", "news", "a/b c/"),
            ("s3://news/новости", "news", "новости/"),
        ] {
            let address: BucketAddress = written.parse().unwrap();
            assert_eq!((&*address.bucket, &*address.prefix), (bucket, prefix), "{written}");
        }
    }

    #[test]
    fn what_no_bucket_or_folder_can_be_is_refused() {
        for written in [
            "",
            "news",
            "https://news.s3.amazonaws.com/",
            "S3://news",
            "s3://",
            "s3:///a",
            "s3://ab",
            "s3://News",
            "s3://new_s",
            "s3://-news",
            "s3://news.",
            "s3://ne..ws",
            "s3://192.168.1.1",
            "s3://user:secret@news",
            "s3://новости",
            "s3://news//a",
            "s3://news/a//",
            "s3://news/../a",
            "s3://news/a/./b",
            "s3://news/a\nb",
        ] {
            assert!(written.parse::<BucketAddress>().is_err(), "{written:?}");
        }
        assert!(format!("s3://{}", "a".repeat(64)).parse::<BucketAddress>().is_err());
    }
}
