//! Types of <https://schema.org/>, with those of their properties that pages have.
//!
//! Each is named as there, and so is each property, in camel case.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

/// What an article is.
#[derive(Clone, Copy, Serialize)]
pub enum ArticleType {
    /// <https://schema.org/NewsArticle>
    NewsArticle,
    /// <https://schema.org/AnalysisNewsArticle>
    AnalysisNewsArticle,
    /// <https://schema.org/OpinionNewsArticle>
    OpinionNewsArticle,
    /// <https://schema.org/BackgroundNewsArticle>
    BackgroundNewsArticle,
    /// <https://schema.org/AdvertiserContentArticle>
    AdvertiserContentArticle,
    /// <https://schema.org/LiveBlogPosting>
    LiveBlogPosting,
}

/// What an article is, which may be two things.
#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
pub enum ArticleTypes {
    One(ArticleType),
    Two([ArticleType; 2]),
}

/// <https://schema.org/BlogPosting>: an entry of a live story.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct BlogPosting<'a> {
    pub url: String,
    pub headline: &'a str,
    pub date_published: String,
}

/// <https://schema.org/NewsArticle>, and what is beside and below it there.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewsArticle<'a> {
    #[serde(rename = "@type")]
    pub kind: ArticleTypes,
    #[serde(rename = "@id")]
    pub id: String,
    pub url: String,
    pub main_entity_of_page: PageReference,
    pub headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative_headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub video: Vec<VideoObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub audio: Vec<AudioObject<'a>>,
    pub date_published: String,
    pub date_modified: String,
    pub author: Vec<Author<'a>>,
    pub publisher: &'a Organization,
    pub article_section: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_part_of: Option<CreativeWorkSeries<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<&'a str>,
    pub in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word_count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correction: Vec<CorrectionComment<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_based_on: Option<CreativeWork<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub work_translation: Vec<Work<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation_of_work: Option<Work<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage_start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage_end_time: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub live_blog_update: Vec<BlogPosting<'a>>,
}

/// A page, by its address: <https://schema.org/WebPage>
#[derive(Serialize)]
#[serde(tag = "@type", rename = "WebPage")]
pub struct PageReference {
    #[serde(rename = "@id")]
    pub id: String,
}

/// Who wrote it.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Author<'a> {
    Person(Box<Person<'a>>),
    Organization(&'a Organization),
}

/// <https://schema.org/Person>
#[derive(Default, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct Person<'a> {
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub same_as: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub works_for: Option<&'a Organization>,
}

/// <https://schema.org/ProfilePage>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProfilePage<'a> {
    #[serde(flatten)]
    pub page: PageNode<'a>,
    pub main_entity: Person<'a>,
}

/// <https://schema.org/CreativeWorkSeries>
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct CreativeWorkSeries<'a> {
    pub name: &'a str,
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
}

/// A page about a series: <https://schema.org/CollectionPage>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SeriesPage<'a> {
    #[serde(flatten)]
    pub page: PageNode<'a>,
    pub main_entity: CreativeWorkSeries<'a>,
}

/// <https://schema.org/Organization>
#[derive(Serialize)]
#[serde(tag = "@type")]
pub struct Organization {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<ImageObject<'static>>,
}

/// <https://schema.org/ImageObject>
#[derive(Default, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct ImageObject<'a> {
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding_format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<Pixels>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<Pixels>,
}

/// A <https://schema.org/Distance>, which is a number and its unit: `1200 px`.
pub struct Pixels(pub u32);

impl Serialize for Pixels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{} px", self.0))
    }
}

/// <https://schema.org/VideoObject>
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct VideoObject<'a> {
    #[serde(flatten)]
    pub media: MediaObject<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
}

/// <https://schema.org/AudioObject>
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct AudioObject<'a> {
    #[serde(flatten)]
    pub media: MediaObject<'a>,
}

/// What sound and films have in common: <https://schema.org/MediaObject>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MediaObject<'a> {
    pub name: &'a str,
    pub content_url: String,
    pub encoding_format: String,
    /// How many bytes.
    pub content_size: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    pub upload_date: String,
}

/// <https://schema.org/CorrectionComment>
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct CorrectionComment<'a> {
    pub text: &'a str,
    pub date_published: String,
}

/// <https://schema.org/CreativeWork>
#[derive(Serialize)]
#[serde(tag = "@type")]
pub struct CreativeWork<'a> {
    pub name: &'a str,
    pub url: &'a str,
}

/// The same in another language: <https://schema.org/CreativeWork>
#[derive(Serialize)]
#[serde(tag = "@type", rename = "CreativeWork", rename_all = "camelCase")]
pub struct Work<'a> {
    pub url: String,
    pub in_language: Cow<'a, str>,
}

/// <https://schema.org/WebSite>
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct WebSite<'a> {
    #[serde(rename = "@id")]
    pub id: &'a str,
    pub url: &'a str,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    pub in_language: &'a str,
    pub publisher: &'a Organization,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub potential_action: Option<SearchAction>,
}

/// The site that a page is part of, by its name.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "WebSite")]
pub struct SiteReference {
    #[serde(rename = "@id")]
    pub id: String,
    pub url: String,
    pub name: String,
}

/// <https://schema.org/SearchAction>; how `urlTemplate` and `query-input` are written is at
/// <https://schema.org/docs/actions.html>.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub struct SearchAction {
    pub target: EntryPoint,
    #[serde(rename = "query-input")]
    pub query_input: &'static str,
}

/// <https://schema.org/EntryPoint>
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct EntryPoint {
    pub url_template: String,
}

/// What kind of page it is.
#[derive(Serialize)]
pub enum PageType {
    /// <https://schema.org/CollectionPage>
    #[serde(rename = "CollectionPage")]
    Collection,
    /// <https://schema.org/ProfilePage>
    #[serde(rename = "ProfilePage")]
    Profile,
    /// <https://schema.org/SearchResultsPage>
    #[serde(rename = "SearchResultsPage")]
    SearchResults,
    /// <https://schema.org/WebPage>
    #[serde(rename = "WebPage")]
    Web,
}

/// A page, whatever its kind.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PageNode<'a> {
    #[serde(rename = "@type")]
    pub kind: PageType,
    #[serde(rename = "@id")]
    pub id: String,
    pub url: String,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    pub in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<String>,
    pub is_part_of: &'a SiteReference,
}

/// <https://schema.org/BreadcrumbList>
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct BreadcrumbList<'a> {
    pub item_list_element: Vec<ListItem<'a>>,
}

/// <https://schema.org/ListItem>
#[derive(Serialize)]
#[serde(tag = "@type")]
pub struct ListItem<'a> {
    pub position: usize,
    pub name: &'a str,
    pub item: PageReference,
}
