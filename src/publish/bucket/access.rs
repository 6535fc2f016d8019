//! Which server has the bucket, and who may write there: what the usual variables say
//! (<https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html>).

use std::net::IpAddr;

use rusty_s3::{Bucket, Credentials, UrlStyle};
use url::{Host, Url};

use crate::diagnostic::Diagnostic;
use crate::publish::BucketAddress;
use crate::text::printable::on_one_line;

/// What stands in the variables where nothing else is said, as for AWS's own tools.
const FIRST_REGION: &str = "us-east-1";

/// A server, and a key for it. It is never in the files of a site.
pub struct Access {
    pub(super) endpoint: Url,
    pub(super) region: String,
    pub(super) credentials: Credentials,
    /// Whether the server is AWS, where nothing else is named.
    is_aws: bool,
}

impl Access {
    /// Reads the variables.
    ///
    /// # Errors
    /// All that is missing, and an endpoint that is no address.
    pub fn from_variables(
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Access, Vec<Diagnostic>> {
        // What was copied comes with spaces or the end of a line.
        let value = |name: &str| {
            let value = variable(name)?;
            Some(value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let mut faults = Vec::new();
        let mut needed = |name: &str| {
            value(name).unwrap_or_else(|| {
                faults.push(unset(name));
                String::new()
            })
        };
        let (key, secret) = (needed("AWS_ACCESS_KEY_ID"), needed("AWS_SECRET_ACCESS_KEY"));
        let named = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];
        let named = named.into_iter().find_map(|name| Some((name, value(name)?)));
        let region = value("AWS_REGION").or_else(|| value("AWS_DEFAULT_REGION"));
        if named.is_none() && region.is_none() {
            faults.push(without_region());
        }
        faults.extend(region.as_deref().filter(|region| !is_region(region)).map(no_region));
        let region = region.unwrap_or_else(|| FIRST_REGION.into());
        let is_aws = named.is_none();
        let endpoint = match named {
            Some((name, address)) => endpoint(name, &address),
            // Of what is no region, no address is made.
            None if faults.is_empty() => endpoint("AWS_REGION", &of_aws(&region)),
            None => return Err(faults),
        };
        let endpoint = endpoint.map_err(|fault| faults.push(fault)).ok();
        let Some(endpoint) = endpoint.filter(|_| faults.is_empty()) else { return Err(faults) };
        let credentials = match value("AWS_SESSION_TOKEN") {
            Some(token) => Credentials::new_with_token(key, secret, token),
            None => Credentials::new(key, secret),
        };
        Ok(Access { endpoint, region, credentials, is_aws })
    }

    /// The bucket of an address on this server.
    ///
    /// # Errors
    /// The endpoint leads to no server.
    pub(super) fn bucket(&self, address: &BucketAddress) -> Result<Bucket, Diagnostic> {
        // In the name of a host, a dot is what its certificate does not cover; and other
        // servers often know buckets by their paths alone.
        let style = match self.is_aws && !address.bucket.contains('.') {
            true => UrlStyle::VirtualHost,
            false => UrlStyle::Path,
        };
        Bucket::new(self.endpoint.clone(), style, address.bucket.clone(), self.region.clone())
            .map_err(|error| {
                no_endpoint("AWS_ENDPOINT_URL", self.endpoint.as_str(), &error.to_string())
            })
    }

    /// The server, for messages.
    pub(super) fn host(&self) -> String {
        let host = self.endpoint.host_str().unwrap_or_default();
        match self.endpoint.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.into(),
        }
    }
}

/// The address of a region of AWS
/// (<https://docs.aws.amazon.com/general/latest/gr/s3.html>).
fn of_aws(region: &str) -> String {
    let domain = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    format!("https://s3.{region}.{domain}")
}

/// Whether a region can be called that: it is a part of a host's name, and of each signature.
fn is_region(region: &str) -> bool {
    region.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn no_region(region: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}` in `AWS_REGION` or `AWS_DEFAULT_REGION` is no region",
        on_one_line(region)
    ))
    .hint("write one such as `eu-central-1`, as your provider's page names it")
}

fn endpoint(variable: &str, address: &str) -> Result<Url, Diagnostic> {
    let url =
        Url::parse(address).map_err(|error| no_endpoint(variable, address, &error.to_string()))?;
    if !matches!(url.scheme(), "https" | "http") || url.host().is_none() {
        return Err(no_endpoint(variable, address, "it does not begin with `https://`"));
    }
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
        let why = "keys and questions do not belong there";
        return Err(no_endpoint(variable, url.host_str().unwrap_or_default(), why));
    }
    if url.scheme() == "http" && !url.host().is_some_and(|host| is_near(&host)) {
        return Err(no_endpoint(variable, address, "whoever is on the way could change the site")
            .hint("write `https://`"));
    }
    Ok(url)
}

/// Whether a host is this machine, or in the network that it is in.
fn is_near(host: &Host<&str>) -> bool {
    let is_near = |address: IpAddr| match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    };
    match host {
        Host::Domain(name) => *name == "localhost" || !name.contains('.'),
        Host::Ipv4(address) => is_near((*address).into()),
        Host::Ipv6(address) => is_near((*address).into()),
    }
}

fn unset(name: &str) -> Diagnostic {
    Diagnostic::error(format!("there is no key for the bucket: the variable `{name}` is not set"))
        .hint(format!(
            "set it in the shell; in a workflow of GitHub, below `env:`, \
             `{name}: ${{{{ secrets.{name} }}}}`"
        ))
}

fn without_region() -> Diagnostic {
    Diagnostic::error("it is not said which server has the bucket").hint(
        "for AWS set `AWS_REGION`, such as `eu-central-1`; for others `AWS_ENDPOINT_URL`, such as \
         `https://ACCOUNT.r2.cloudflarestorage.com`",
    )
}

fn no_endpoint(variable: &str, address: &str, why: &str) -> Diagnostic {
    Diagnostic::error(format!("the address `{address}` in `{variable}` leads to no server: {why}"))
        .hint("take the address of the S3 interface from your provider's page, without the bucket")
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [(&str, &str); 2] =
        [("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", " secret\n")];

    fn access(variables: &[(&str, &str)]) -> Result<Access, Vec<String>> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_string())
        };
        Access::from_variables(variable)
            .map_err(|faults| faults.iter().map(ToString::to_string).collect())
    }

    fn address_of(bucket: &str, more: &[(&str, &str)]) -> String {
        let access = access(&[&KEY, more].concat()).unwrap_or_else(|faults| panic!("{faults:?}"));
        access.bucket(&bucket.parse().unwrap()).unwrap().base_url().to_string()
    }

    #[test]
    fn the_usual_variables_lead_to_a_bucket() {
        for (bucket, variables, expected) in [
            (
                "s3://news",
                &[("AWS_REGION", "eu-central-1")][..],
                "https://news.s3.eu-central-1.amazonaws.com/",
            ),
            (
                "s3://www.example.org",
                &[("AWS_DEFAULT_REGION", "eu-west-1")],
                "https://s3.eu-west-1.amazonaws.com/www.example.org/",
            ),
            (
                "s3://news",
                &[("AWS_REGION", "cn-north-1")],
                "https://news.s3.cn-north-1.amazonaws.com.cn/",
            ),
            (
                "s3://news",
                &[("AWS_ENDPOINT_URL", "https://account.example"), ("AWS_REGION", "auto")],
                "https://account.example/news/",
            ),
            (
                "s3://news",
                &[
                    ("AWS_ENDPOINT_URL", "https://all.example"),
                    ("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:3900"),
                ],
                "http://127.0.0.1:3900/news/",
            ),
            (
                "s3://news",
                &[("AWS_ENDPOINT_URL", "http://garage:3900")],
                "http://garage:3900/news/",
            ),
        ] {
            assert_eq!(address_of(bucket, variables), expected, "{variables:?}");
        }
    }

    #[test]
    fn all_that_is_missing_is_told_at_once() {
        assert_eq!(
            access(&[("AWS_ACCESS_KEY_ID", " ")]).err().unwrap(),
            [
                "error: there is no key for the bucket: the variable `AWS_ACCESS_KEY_ID` is not set",
                "error: there is no key for the bucket: the variable `AWS_SECRET_ACCESS_KEY` is not set",
                "error: it is not said which server has the bucket",
            ]
        );
    }

    #[test]
    fn a_region_is_a_name() {
        for region in ["eu west", "../x", "eu-west-1.evil.example/", "é"] {
            for more in [None, Some(("AWS_ENDPOINT_URL", "https://account.example"))] {
                let variables: Vec<_> =
                    KEY.into_iter().chain([("AWS_REGION", region)]).chain(more).collect();
                let faults = access(&variables).err().unwrap();
                assert_eq!(
                    faults,
                    [format!(
                        "error: `{region}` in `AWS_REGION` or `AWS_DEFAULT_REGION` is no region"
                    )]
                );
            }
        }
    }

    #[test]
    fn an_endpoint_is_an_address_without_secrets() {
        for (address, why) in [
            ("storage.example.org", "relative URL without a base"),
            ("ftp://storage.example.org", "it does not begin with `https://`"),
            ("http://storage.example.org", "whoever is on the way could change the site"),
            ("http://8.8.8.8", "whoever is on the way could change the site"),
            ("https://key:secret@storage.example.org", "keys and questions do not belong there"),
        ] {
            let faults = access(&[&KEY[..], &[("AWS_ENDPOINT_URL", address)]].concat());
            let faults = faults.err().unwrap();
            assert_eq!(faults.len(), 1);
            assert!(faults[0].ends_with(why), "{}", faults[0]);
            assert!(!faults[0].contains("secret"), "{}", faults[0]);
        }
    }
}
