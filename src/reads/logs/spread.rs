//! From how many addresses reads came, and with how many agents: a proxy in front of a server shows
//! by many agents at a few addresses.
//!
//! Both are estimated in 4 KiB, whatever the log: each hash sets one of as many bits, and how many
//! stay unset tells how many hashes there were (linear counting: Whang, Vander-Zanden and Taylor
//! 1990).

/// How many reads tell something.
const FEWEST_READS: u64 = 200;
/// So many agents at each address are those of many readers.
const AGENTS: u64 = 10;
/// A network of many readers behind one address has fewer agents at each than a proxy; a proxy has
/// no more addresses than these.
const MOST_ADDRESSES: u64 = 1000;
/// No site has so many reads from so few addresses, whatever their agents, which are not in all
/// logs.
const READS_OF_A_HANDFUL: u64 = 1000;
const HANDFUL: u64 = 5;

/// An estimate of how many hashes there were.
#[derive(Clone, Debug)]
struct Estimate(Box<[u64; WORDS]>);

const WORDS: usize = 256;

impl Default for Estimate {
    fn default() -> Self {
        Estimate(Box::new([0; WORDS]))
    }
}

impl Estimate {
    fn insert(&mut self, hash: u64) {
        self.0[(hash >> 6) as usize % WORDS] |= 1 << (hash & 63);
    }

    fn add(&mut self, other: &Estimate) {
        self.0.iter_mut().zip(&*other.0).for_each(|(word, other)| *word |= other);
    }

    fn estimate(&self) -> u64 {
        let all = (WORDS * 64) as f64;
        let unset: u32 = self.0.iter().map(|word| word.count_zeros()).sum();
        (-all * (f64::from(unset.max(1)) / all).ln()).round() as u64
    }
}

/// How many reads came from how many addresses, with how many agents.
#[derive(Clone, Debug, Default)]
pub(super) struct Spread {
    reads: u64,
    addresses: Estimate,
    /// Addresses with agents.
    readers: Estimate,
}

impl Spread {
    /// Counts a read, by the hashes of its address and its agent.
    pub fn count(&mut self, address: u64, agent: u64) {
        self.reads += 1;
        self.addresses.insert(address);
        self.readers.insert(address ^ agent.rotate_left(17));
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Spread) {
        self.reads += other.reads;
        self.addresses.add(&other.addresses);
        self.readers.add(&other.readers);
    }

    /// The number of addresses, if they are proxies as far as can be seen.
    pub fn proxies(&self) -> Option<u64> {
        let addresses = self.addresses.estimate();
        let readers = self.readers.estimate();
        let is_few = self.reads >= FEWEST_READS
            && addresses <= MOST_ADDRESSES
            && readers >= AGENTS * addresses;
        let is_a_handful = self.reads >= READS_OF_A_HANDFUL && addresses <= HANDFUL;
        (is_few || is_a_handful).then_some(addresses)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use xxhash_rust::xxh3::xxh3_64;

    fn spread(addresses: u64, agents: u64, times: u64) -> Spread {
        let mut spread = Spread::default();
        for number in 0..addresses * agents * times {
            let address = xxh3_64(&(number % addresses).to_le_bytes());
            let agent = xxh3_64(&((1 << 40) | (number / addresses % agents)).to_le_bytes());
            spread.count(address, agent);
        }
        spread
    }

    #[test]
    fn estimates_are_near() {
        for count in [0u64, 1, 10, 100, 1000, 10_000] {
            let mut estimate = Estimate::default();
            (0..count).for_each(|number| estimate.insert(xxh3_64(&number.to_le_bytes())));
            let found = estimate.estimate();
            assert!(found.abs_diff(count) * 20 <= count, "{found} of {count}");
        }
    }

    #[test]
    fn many_agents_at_few_addresses_are_a_proxy() {
        for (addresses, agents, times, proxies) in [
            (1, 200, 1, true),
            (3, 100, 1, true),
            (200, 50, 1, true),
            (200, 1000, 1, true),
            (5, 1, 300, true),
            // Too little to tell, an office, readers.
            (1, 100, 1, false),
            (1, 2, 200, false),
            (6, 1, 300, false),
            (100, 3, 10, false),
            (5000, 2, 1, false),
            (50_000, 3, 1, false),
        ] {
            let found = spread(addresses, agents, times).proxies();
            assert_eq!(found.is_some(), proxies, "{addresses} {agents}: {found:?}");
        }
        let mut sum = spread(1, 100, 1);
        let mut other = Spread::default();
        for number in 0..200u64 {
            other.count(xxh3_64(&0u64.to_le_bytes()), xxh3_64(&number.to_be_bytes()));
        }
        sum.add(&other);
        assert_eq!(sum.proxies(), Some(1));
    }
}
