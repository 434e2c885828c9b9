import type { MembershipCondition } from './predicate.ts';

/** The key of a segment that no shop can have: those of its own hold no hyphen, and those of Shopify a colon. */
export const UNSET_SEGMENT = 'not-chosen';

/**
 * Stands where a condition is still to be chosen, such as one that was imported and has no counterpart. No person matches
 * it, and nothing that holds it can be saved as a segment or published.
 */
export const UNSET_CONDITION: MembershipCondition = { segment: UNSET_SEGMENT, is: 'in' };
