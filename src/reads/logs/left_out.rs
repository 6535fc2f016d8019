//! The requests that are no reads.

/// How many requests were understood and not counted. Each is counted once, by the first
/// thing that spoke against it: success, method, page, client and agent, in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// By programs, and by those who do not say what they ask with.
    pub bots: u64,
    /// Of pictures, style sheets and so on.
    pub not_pages: u64,
    /// Answered with another status than 200 and 304.
    pub unsuccessful: u64,
    /// HEAD, POST and so on.
    pub other_methods: u64,
    /// By a reader who had read the page that day.
    pub repeats: u64,
    /// By agents and clients that the newsroom says to ignore.
    pub ignored: u64,
    /// By a browser that gets ready what its reader may open, where the log has the header that
    /// tells it.
    pub prefetches: u64,
}

impl LeftOut {
    pub(super) fn add(&mut self, other: &LeftOut) {
        self.bots += other.bots;
        self.not_pages += other.not_pages;
        self.unsuccessful += other.unsuccessful;
        self.other_methods += other.other_methods;
        self.repeats += other.repeats;
        self.ignored += other.ignored;
        self.prefetches += other.prefetches;
    }
}
