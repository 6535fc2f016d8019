//! The command line, as types.

mod reads;
mod values;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use icu_locale::Locale;
use jiff::civil::Date;

use crate::github::Action;
use crate::import::sources::kind::Program;
use crate::publish::BucketAddress;
use crate::text::date::Written;
use crate::text::front_matter::Kind;
use crate::url::BaseUrl;

use values::{
    Spaced, day, language, linger, number, port, seconds, time_zone_name, title, written,
};

pub use reads::{Fetch, Import, Reads, ReadsFormat, ReadsService};

/// A static-site generator for news.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new site
    Init(Init),
    /// Begin a new story, and print its path
    New(New),
    /// Bring a site over from another program, such as WordPress
    Import(ImportSite),
    /// Move a story or page, or rename a section; old addresses lead on
    Mv(Mv),
    /// Render the site into a folder
    Build(Build),
    /// Find what readers would stumble over, such as broken links
    Check(Check),
    /// Publish the output to a branch of a git remote, or to a bucket
    Deploy(Deploy),
    /// Print when the site next changes without an edit
    Next(Next),
    /// Make the briefing of a day as mail, book, paper and podcast
    Digest(MakeDigest),
    /// List corrections, or what was changed without one
    Corrections(Corrections),
    /// Show the site in a browser while it is being written
    Serve(Serve),
    /// Print a JSON Schema of what is written, for editors
    Schema(Schema),
    /// Put a form for writing stories into the site, at /admin/
    Editor(Editor),
    /// Write the file in which to translate the theme's texts
    Words(Words),
    /// Collect what readers read, for the most-read list
    #[command(subcommand)]
    Reads(Reads),
    /// Print the script by which a shell completes commands
    Completions(Completions),
    /// Print the manual page, or write those of all commands
    #[command(hide = true)]
    Man(Man),
}

/// `dateline init`
#[derive(Debug, Args)]
pub struct Init {
    /// The site's folder; if it exists, it keeps its files
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// What the site is called; at a terminal, it is asked for
    #[arg(long, value_name = "TEXT", value_parser = title)]
    pub title: Option<String>,
    /// Its language, such as `en`, `hy` or `pt-BR`
    #[arg(long, value_name = "LANG", value_parser = language)]
    pub language: Option<Locale>,
    /// Its time zone, such as `Asia/Yerevan`
    #[arg(long, value_name = "ZONE", value_parser = time_zone_name)]
    pub timezone: Option<String>,
    /// Make the folder a git repository
    #[arg(long)]
    pub git: bool,
    /// Put a form for writing stories into it, as `dateline editor` does
    #[arg(long)]
    pub editor: bool,
    /// Where its workflow gets Dateline on GitHub [default: this release]
    #[arg(long, value_name = "OWNER/REPO@REF", value_parser = Action::parse)]
    pub program: Option<Action>,
    /// Ask nothing
    #[arg(long, short)]
    pub yes: bool,
}

impl Init {
    /// Whether something is said of the site, so that nothing is asked.
    pub fn is_told(&self) -> bool {
        let Init { title, language, timezone, git, yes, .. } = self;
        title.is_some() || language.is_some() || timezone.is_some() || *git || *yes
    }
}

/// `dateline new`
#[derive(Debug, Args)]
pub struct New {
    /// One of the sections in site.yaml; with `--language`, or the story of which to begin a version
    pub section: String,
    /// The headline [default, of a version: the story's, to be translated]
    #[arg(required_unless_present = "language")]
    pub title: Option<String>,
    /// The language, one of those in site.yaml [default: the first]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub language: Option<Locale>,
    /// What kind of story it is
    #[arg(long, value_parser = kinds(), default_value = Kind::default().word())]
    pub kind: Kind,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
}

/// Reads a kind of story.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::WORDS).map(|word| Kind::of_word(&word).unwrap_or_default())
}

/// `dateline import`
#[derive(Debug, Args)]
pub struct ImportSite {
    /// The site's folder, or the file of an export
    pub source: PathBuf,
    /// The folder of the new site: empty, or one of an earlier import, whose edits stay
    #[arg(long, value_name = "DIR")]
    pub into: PathBuf,
    /// The program that the source is of [default: told by its files]
    #[arg(long = "as", value_name = "PROGRAM")]
    pub program: Option<ImportFrom>,
    /// Fetch pictures that the texts show and the source does not hold from the old site
    #[arg(long)]
    pub fetch: bool,
    /// What unknown tags and categories become [default: `import.yaml` in the new site's folder]
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
}

/// A program whose sites can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFrom {
    /// A folder of Eleventy
    Eleventy,
    /// An export of Ghost: JSON, or a ZIP with its pictures
    Ghost,
    /// A folder of Hugo
    Hugo,
    /// A folder of Jekyll
    Jekyll,
    /// An export of Medium, a ZIP
    Medium,
    /// An export of Substack, a ZIP
    Substack,
    /// An export of WordPress, WXR
    #[value(name = "wordpress")]
    WordPress,
    /// A folder of Zola
    Zola,
}

impl From<ImportFrom> for Program {
    fn from(program: ImportFrom) -> Self {
        match program {
            ImportFrom::Eleventy => Program::Eleventy,
            ImportFrom::Ghost => Program::Ghost,
            ImportFrom::Hugo => Program::Hugo,
            ImportFrom::Jekyll => Program::Jekyll,
            ImportFrom::Medium => Program::Medium,
            ImportFrom::Substack => Program::Substack,
            ImportFrom::WordPress => Program::WordPress,
            ImportFrom::Zola => Program::Zola,
        }
    }
}

/// `dateline mv`
#[derive(Debug, Args)]
pub struct Mv {
    /// A story, page or folder of `content/`, or the id of a section
    pub from: String,
    /// Its new path, the folder to move it to, or the section's new id
    pub to: String,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
}

/// `dateline build`
#[derive(Debug, Args)]
pub struct Build {
    /// Site options
    #[command(flatten)]
    pub load: Load,
    /// Output folder [default: `public` in the site's folder]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Print only errors and warnings
    #[arg(long, short)]
    pub quiet: bool,
}

/// `dateline check`
#[derive(Debug, Args)]
pub struct Check {
    /// Site options
    #[command(flatten)]
    pub load: Load,
    /// Only this story: what is missing before it is published, and where readers will see it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "drafts", "future"])]
    pub story: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,
    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,
    /// Also check external links
    #[arg(long)]
    pub external: bool,
    /// Days to trust a link that worked
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    pub external_age: u16,
    /// Time limit in seconds for all external links together
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = seconds())]
    pub external_timeout: u32,
    /// Also check links into this machine and its network, where links of a stranger may lead
    #[arg(long)]
    pub external_private: bool,
}

/// The output formats of `dateline check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people, and as annotations in GitHub Actions
    Text,
    /// One JSON object a line
    Json,
}

/// `dateline deploy`
#[derive(Debug, Args)]
pub struct Deploy {
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// The output to publish [default: `public` in the site's folder]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// A bucket, and a folder in it: s3://BUCKET/PREFIX; its key and server stand in the variables
    /// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL
    #[arg(long, value_name = "BUCKET", conflicts_with_all = ["remote", "branch", "message", "orphan"])]
    pub to: Option<BucketAddress>,
    /// With --to, also replace objects that no deploy put there
    #[arg(long, requires = "to")]
    pub replace: bool,
    /// With --to, how many seconds after the last page what no page links to any more is removed:
    /// copies of pages are shown for a minute
    #[arg(long, value_name = "SECONDS", default_value_t = 75, requires = "to", value_parser = linger())]
    pub linger: u32,
    /// A remote of the repository, or an address
    #[arg(long, value_name = "NAME", default_value = "origin")]
    pub remote: String,
    /// The branch; its files become those of the output
    #[arg(long, value_name = "NAME", default_value = "gh-pages")]
    pub branch: String,
    /// Commit message [default: names the commit of the site]
    #[arg(long, short, value_name = "TEXT")]
    pub message: Option<String>,
    /// Replace the branch's history by this one commit
    #[arg(long)]
    pub orphan: bool,
    /// Also publish an output that shows what is not public yet
    #[arg(long)]
    pub with_held: bool,
    /// Also publish files in the output folder that no build wrote
    #[arg(long)]
    pub with_other_files: bool,
    /// Publish even if up to this many addresses of stories and pages are lost
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = number)]
    pub lose_addresses: usize,
    /// Print what would be published, and leave the remote alone
    #[arg(long)]
    pub dry_run: bool,
    /// Print only errors and warnings
    #[arg(long, short)]
    pub quiet: bool,
}

/// `dateline next`
#[derive(Debug, Args)]
pub struct Next {
    /// Site options
    #[command(flatten)]
    pub load: Load,
}

/// `dateline digest`
#[derive(Debug, Args)]
pub struct MakeDigest {
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Name addresses below this one instead of site.yaml's `base_url`
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub base_url: Option<BaseUrl>,
    /// The site as of this moment instead of now; without an offset, in the site's time zone
    #[arg(long, value_name = "TIME", value_parser = written)]
    pub at: Option<Written>,
    /// The day whose stories it has [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "since", value_parser = day)]
    pub day: Option<Date>,
    /// Stories of this day or moment and later
    #[arg(long, value_name = "TIME", value_parser = written)]
    pub since: Option<Written>,
    /// Only stories of this section; may be repeated
    #[arg(long, value_name = "ID")]
    pub section: Vec<String>,
    /// Only in this language of the site; may be repeated [default: each that has stories]
    #[arg(long, value_name = "LANG")]
    pub language: Vec<String>,
    /// What to make, with commas between [default: all; eml if site.yaml says who sends it, pdf if
    /// typst is installed, podcast if a story has an MP3]
    #[arg(long = "as", value_name = "FORMS", value_delimiter = ',', value_parser = Spaced::<DigestForm>::new())]
    pub forms: Vec<DigestForm>,
    /// The folder to write to; only files that a digest wrote are replaced there
    #[arg(long, value_name = "DIR")]
    pub into: PathBuf,
    /// Print only errors and warnings
    #[arg(long, short)]
    pub quiet: bool,
}

/// What a digest is made as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum DigestForm {
    /// HTML for programs that send mail
    #[value(alias = "html")]
    Mail,
    /// Text for programs that send mail
    #[value(alias = "txt")]
    Text,
    /// A message with both
    Eml,
    /// A book
    Epub,
    /// A page for a browser to print
    Print,
    /// A PDF, by typst, and the file that it is made of
    Pdf,
    /// The sound of its stories as one MP3 with chapters
    Podcast,
}

/// `dateline corrections`
#[derive(Debug, Args)]
pub struct Corrections {
    /// List changes after publication without a correction, from the site's git history
    #[arg(long)]
    pub from_git: bool,
    /// List only changes and corrections of this day or later
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub since: Option<Date>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CorrectionsFormat,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Show addresses below this one instead of site.yaml's `base_url`
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub base_url: Option<BaseUrl>,
    /// Look at the site as of this moment instead of now; without an offset, in the site's time zone
    #[arg(long, value_name = "TIME", value_parser = written)]
    pub at: Option<Written>,
}

/// The output formats of `dateline corrections`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CorrectionsFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

/// `dateline serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// Site options
    #[command(flatten)]
    pub load: Load,
    /// Reload the browser when a file is saved
    #[arg(long, short)]
    pub watch: bool,
    /// Port to listen on
    #[arg(long, short, default_value_t = 4000, value_parser = port)]
    pub port: u16,
    /// Address to listen on; `0.0.0.0` lets the whole network read the site
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub bind: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
}

/// `dateline schema`
#[derive(Debug, Args)]
pub struct Schema {
    /// Which schema
    #[arg(required_unless_present = "form", conflicts_with = "form")]
    pub of: Option<SchemaOf>,
    /// Print another form of it, of the stories of this site
    #[arg(long = "as", value_name = "FORM")]
    pub form: Option<SchemaForm>,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
}

/// What a schema is printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaForm {
    /// The settings of Decap CMS and Sveltia CMS
    Cms,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// The front matter of a story or page
    FrontMatter,
    /// That of a file about an author
    Author,
    /// That of a file about a topic
    Topic,
    /// That of a file about a series
    Series,
    /// The settings, site.yaml
    Site,
    /// The front page, front.yaml
    FrontPage,
}

/// `dateline editor`
#[derive(Debug, Args)]
pub struct Editor {
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Where npm put Decap CMS [default: `node_modules` in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub from: Option<PathBuf>,
    /// The repository on GitHub that the form saves to, as OWNER/NAME
    #[arg(long, value_name = "REPOSITORY")]
    pub repository: Option<String>,
    /// The branch that it saves to
    #[arg(long, value_name = "NAME", default_value = "main")]
    pub branch: String,
}

/// `dateline words`
#[derive(Debug, Args)]
pub struct Words {
    /// The language, a BCP 47 tag such as `sw` or `pt-BR`
    #[arg(value_name = "LANG", value_parser = language)]
    pub language: Locale,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
}

/// `dateline completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

/// `dateline man`
#[derive(Debug, Args)]
pub struct Man {
    /// Write `dateline.1`, `dateline-build.1` and so on into this folder
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
}

/// What a site is loaded with.
#[derive(Debug, Args)]
pub struct Load {
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Publish here instead of at site.yaml's `base_url`
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub base_url: Option<BaseUrl>,
    /// Show drafts, marked
    #[arg(long)]
    pub drafts: bool,
    /// Show stories dated or embargoed in the future, marked
    #[arg(long)]
    pub future: bool,
    /// Build as of this moment instead of now; without an offset, in the site's time zone
    #[arg(long, value_name = "TIME", value_parser = written)]
    pub at: Option<Written>,
}
