/**
 * The life of an application: submitted, then declined, or approving until its company stands in Shopify
 * and approved from then on.
 */
export const APPLICATION_STATES = ['submitted', 'approving', 'approved', 'declined'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];
