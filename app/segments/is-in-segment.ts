import { isNameless } from '#app/profiles/identity/nameless.ts';
import type { Rules } from './assess.ts';
import { evaluate } from './evaluate.ts';
import type { SegmentFacts } from './facts.ts';
import { lifecycle } from './ready/lifecycle.ts';
import { rfm } from './ready/rfm.ts';
import { tierOf } from './ready/tiers.ts';

/**
 * Whether a person is in one segment at a moment, as `assess` would say, without evaluating the others. Of a segment that
 * the rules do not have, such as one of Shopify's, it is what is known of its members.
 * @param key of the segment
 * @param at epoch milliseconds
 */
export function isInSegment(rules: Rules, key: string, facts: SegmentFacts, at: number): boolean {
  if (isNameless(facts.profile)) return false;
  const own = rules.segments?.find((segment) => segment.key === key);
  if (own) return evaluate(own.predicate, facts, at);
  const [stages, groups] = [rules.lifecycle ?? lifecycle, rules.rfm ?? rfm];
  if (stages.tiers.some((stage) => stage.key === key))
    return (tierOf(stages, facts, at) ?? 'visitor') === key;
  if (groups.tiers.some((group) => group.key === key)) return tierOf(groups, facts, at) === key;
  return facts.memberships.has(key);
}
