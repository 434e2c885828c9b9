import type { CompletedEffect } from '#app/effects/due-effect.ts';

/** A change of a customer's tag that waits in the outbox, with what is right at the moment. */
export type PendingTag = {
  key: string;
  customerId: string;
  tag: string;
  segmentKey: string;
  /** Whether the customer is in the segment now, and the segment is synced with the tag. */
  wanted: boolean;
  /** Whether the tag is ours; `noted`: it was sent to Shopify and no answer was received. */
  tagged: 'noted' | 'confirmed' | null;
  /** How often it was tried. */
  attempts: number;
};

/** What came of it. */
export type CompletedTag = PendingTag &
  Pick<CompletedEffect, 'state' | 'dueAt'> & {
    reason: string | null;
    answer: string | null;
    /** Whether the customer has a tag of ours now; null: as before. */
    isOurs: boolean | null;
  };
