//! Publishing an output to a bucket: object storage that speaks S3's protocol.
//!
//! Where that is ([`BucketAddress`]) the command line says; who may write there, and which
//! server has it ([`Access`]), the environment. What was published before is listed by the
//! bucket itself, and by a [`Record`] that lies in it: only what the record has is ever
//! removed. What differs becomes a [`Plan`], and [`publish`] carries it out in an order that
//! leaves no link without a target.

#[cfg(feature = "net")]
mod access;
mod address;
#[cfg(feature = "net")]
mod answer;
#[cfg(feature = "net")]
mod object;
#[cfg(feature = "net")]
mod plan;
#[cfg(feature = "net")]
mod record;
#[cfg(feature = "net")]
mod refusal;
#[cfg(feature = "net")]
mod store;
#[cfg(feature = "net")]
mod upload;

#[cfg(feature = "net")]
pub use access::Access;
pub use address::BucketAddress;
#[cfg(feature = "net")]
pub use object::Object;
#[cfg(feature = "net")]
pub use plan::Plan;
#[cfg(feature = "net")]
pub use store::Store;
#[cfg(feature = "net")]
pub use upload::{md5_of_file, publish};
