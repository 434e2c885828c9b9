/** Why an application is declined, as staff choose it and as reports count it. */
export const DECLINE_REASONS = {
  not_a_fit: 'Not a fit',
  no_budget: 'No budget',
  too_early: 'Too early',
  wrong_region: 'Outside our regions',
  duplicate: 'Applied already',
  incomplete: 'Incomplete details',
  competitor: 'Competitor',
  fake: 'Not a real company',
} as const;
export type DeclineReason = keyof typeof DECLINE_REASONS;

export function isDeclineReason(text: string): text is DeclineReason {
  return Object.hasOwn(DECLINE_REASONS, text);
}

/** Who is told nothing: a fake applicant's address belongs to somebody else, if to anybody. */
export function isToldOfDecline(reason: DeclineReason): boolean {
  return reason !== 'fake';
}
