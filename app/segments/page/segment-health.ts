import { formatNumber } from '#app/lib/format/number.ts';
import { medianOf, spreadOf } from '#app/events/page/usual.ts';

/** How a segment was at the end of a day of the shop. `day` is such as 2026-11-21. */
export type SegmentDay = { day: string; size: number; entered: number; gone: number };

/** Something about a segment that staff should look at. */
export type SegmentWarning =
  /** Its predicate cannot be evaluated, so it has no members. */
  | { kind: 'problem'; text: string }
  /** What its predicate reads no longer comes in. */
  | { kind: 'silent'; topics: string[] }
  /** It grew or shrank within a day as it never does. */
  | { kind: 'jump'; from: number; to: number }
  | { kind: 'no_purpose' }
  | { kind: 'empty' }
  | { kind: 'all_people' };

export type HealthFacts = {
  size: number;
  people: number;
  purpose: string;
  problem: string | null;
  /** The topics its predicate depends on that went silent. */
  silent: string[];
  /** The oldest first; today's as the last. */
  days: readonly SegmentDay[];
};

/** Fewer days say nothing of how much a segment usually changes. */
const FEWEST_DAYS = 7;
const DAYS_LOOKED_AT = 28;
/** How many spreads from the median are unusual; the most careful of the usual choices. */
const CUTOFF = 3;
/** A smaller change does not matter, however unusual it is. */
const SMALLEST_SHARE = 0.1;
/** A shop with fewer people learns nothing from all people being in a segment. */
const FEWEST_PEOPLE = 20;

/** What is wrong with a segment, the most urgent first. */
export function segmentWarnings(facts: HealthFacts): SegmentWarning[] {
  const jump = jumpOf(facts.days);
  const warnings: (SegmentWarning | null)[] = [
    facts.problem === null ? null : { kind: 'problem', text: facts.problem },
    facts.silent.length === 0 ? null : { kind: 'silent', topics: facts.silent },
    jump === null ? null : { kind: 'jump', ...jump },
    facts.purpose === '' ? { kind: 'no_purpose' } : null,
    facts.size === 0 ? { kind: 'empty' } : null,
    facts.people >= FEWEST_PEOPLE && facts.size === facts.people ? { kind: 'all_people' } : null,
  ];
  return warnings.filter((warning) => warning !== null);
}

/**
 * Whether the size changed on the last day as it does not usually: by more than a tenth, and by more than three
 * spreads from the median of the daily changes before (see `usualOf` for the rule and its source). The spread is
 * never below the square root of the size before, by which a count varies anyway.
 * @param days the oldest first
 */
export function jumpOf(days: readonly SegmentDay[]): { from: number; to: number } | null {
  const sizes = days.slice(-DAYS_LOOKED_AT).map(({ size }) => size);
  const [from, to] = [sizes.at(-2), sizes.at(-1)];
  if (from === undefined || to === undefined || sizes.length <= FEWEST_DAYS) return null;
  const changes = sizes.slice(1, -1).map((size, place) => size - (sizes[place] ?? size));
  const spread = Math.max(spreadOf(changes), Math.sqrt(from), 1);
  const isUnusual = Math.abs(to - from - medianOf(changes)) > CUTOFF * spread;
  return isUnusual && Math.abs(to - from) > SMALLEST_SHARE * from ? { from, to } : null;
}

/** A warning as the list and the page of a segment say it. */
export function warningWords(warning: SegmentWarning): { short: string; long: string } {
  switch (warning.kind) {
    case 'problem':
      return { short: 'Broken', long: `It has no members: ${warning.text}` };
    case 'silent':
      return {
        short: 'Inputs silent',
        long: `No more events for ${warning.topics.join(', ')}, which its conditions use. See Data quality.`,
      };
    case 'jump': {
      const [from, to] = [warning.from, warning.to].map((size) => formatNumber(size));
      return {
        short: warning.to > warning.from ? 'Jumped up' : 'Dropped',
        long: `It went from ${String(from)} to ${String(to)} people within a day, far more than it usually changes. Check what changed: an import, a campaign, or the conditions.`,
      };
    }
    case 'no_purpose':
      return {
        short: 'No purpose',
        long: 'It has no purpose. A segment that leads to no action costs attention: add a purpose, or archive it.',
      };
    case 'empty':
      return { short: 'Empty', long: 'It has no members now.' };
    case 'all_people':
      return { short: 'All people', long: 'All people are members, so it distinguishes no one.' };
  }
}

/** Beyond this there is no overview; people are better grouped by fewer segments. */
const MANY_SEGMENTS = 40;

/** What to say about the number of segments that a shop made; null while it is fine. */
export function tooManyWords(own: number, unhealthy: number): string | null {
  if (own <= MANY_SEGMENTS) return null;
  return `The shop made ${formatNumber(own)} segments, more than anyone can keep track of. ${
    unhealthy === 0
      ? 'Archive those that lead to no action.'
      : `Start with the ${formatNumber(unhealthy)} that are empty or have no purpose.`
  }`;
}
