import type { HoldReason } from './planned-message.ts';

/** What the limits of a shop hold back. */
export type HeldMessages = {
  /** Emails that wait now, by why, the most first. */
  waiting: { reason: HoldReason; words: string; count: number }[];
  /** Emails of the last 30 days that were not sent because they were no longer relevant. */
  expired: number;
};

/** Why a message waits, as a merchant would say it. */
export const HOLD_WORDS: Readonly<Record<HoldReason, string>> = {
  open_ticket: 'A support ticket is open',
  open_deal: 'A deal is open',
  reader_frequency: 'The person wants fewer emails',
  frequency_cap: 'The limit of messages for one person is reached',
  engagement: 'The limit for people who have not come back for long is reached',
  minimum_gap: 'Too soon after another message',
  quiet_hours: 'Held back by the quiet hours',
  outranked: 'A more important message goes first',
};
