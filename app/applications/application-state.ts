import { SECOND } from '#app/lib/duration.ts';

/**
 * The life of an application: submitted, then declined, or approving until its company stands in Shopify
 * and approved from then on.
 */
export const APPLICATION_STATES = ['submitted', 'approving', 'approved', 'declined'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** How long an approval can be taken back, before anything of it leaves. */
export const APPROVAL_UNDO_MS = 5 * SECOND;
