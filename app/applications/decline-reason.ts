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

/** Whether the applicant is notified: the address of a fake one belongs to another person, if to any. */
export function isNotifiedOfDecline(reason: DeclineReason): boolean {
  return reason !== 'fake';
}
