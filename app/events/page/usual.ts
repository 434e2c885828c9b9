/** What is usual of a count; `low` and `high` are the ends of what calls for no attention. */
export type UsualRange = { median: number; low: number; high: number };

/** Fewer weeks than this say nothing of what is usual. */
const FEWEST_WEEKS = 4;

/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const CONSISTENCY = 1.4826;
/** How many spreads from the median are unusual; the most careful of the usual choices. */
const CUTOFF = 3;

/**
 * What is usual of a count, from the same hours of earlier weeks: the median and three times a spread around
 * it. The spread is the scaled median absolute deviation (Leys and others, "Detecting outliers: do not use
 * standard deviation around the mean, use absolute deviation around the median", Journal of Experimental Social
 * Psychology 49, 2013), so that one sale or one outage in the past does not change what is usual. It is never
 * below the square root of the median, the standard deviation of a Poisson count, nor below 1: small counts
 * vary by chance even when all of the past happens to be equal.
 * @param samples one count a week
 * @returns null when there are too few weeks to say
 */
export function usualOf(samples: readonly number[]): UsualRange | null {
  if (samples.length < FEWEST_WEEKS) return null;
  const median = medianOf(samples);
  const spread = Math.max(spreadOf(samples), Math.sqrt(median), 1);
  return {
    median,
    low: Math.max(0, median - CUTOFF * spread),
    high: median + CUTOFF * spread,
  };
}

/** How a count stands to what is usual; 'learning' while that is not known. */
export function countState(
  count: number,
  usual: UsualRange | null,
): 'low' | 'usual' | 'high' | 'learning' {
  if (usual === null) return 'learning';
  if (count < usual.low) return 'low';
  return count > usual.high ? 'high' : 'usual';
}

/** The scaled median absolute deviation of some numbers. There must be at least one. */
export function spreadOf(samples: readonly number[]): number {
  const median = medianOf(samples);
  return CONSISTENCY * medianOf(samples.map((sample) => Math.abs(sample - median)));
}

/** The middle of some numbers; between two middle ones, their mean. There must be at least one. */
export function medianOf(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [a, b] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (a === undefined || b === undefined) throw new Error('A median needs at least one number.');
  return (a + b) / 2;
}
