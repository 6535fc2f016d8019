//! Publishing an output to a bucket: object storage that speaks S3's protocol.
//!
//! Where that is ([`BucketAddress`](super::BucketAddress)) the command line says; who may write
//! there, and which server has it ([`Access`]), the environment. What was published before is
//! listed by the bucket itself, and by a [`Record`] that lies in it: only what the record has is
//! ever removed. What differs becomes a [`Plan`], and [`publish`] carries it out in an order that
//! leaves no link without a target.

mod access;
mod answer;
mod object;
mod plan;
mod record;
mod refusal;
mod store;
mod upload;

pub use access::Access;
pub use object::Object;
pub use plan::Plan;
pub use store::Store;
pub use upload::{lingers, md5_of_file, publish};
