import type { MessageChannel } from '#app/messages/channels/registry.ts';
import type { MessageClass } from '#app/consent/may-send.ts';
import type { QuietHours } from '#app/consent/quiet-hours.ts';
import type { ReaderFrequency } from '#app/consent/reader-preferences.ts';
import type { MessageLimits } from './message-limits.ts';
import type { MessagePriority } from './message-priority.ts';

/** The name of this rule and its version, as decisions note it. */
export const PLANNER_RULE = 'planner@1';

/** A message of a person that waits. Times are epoch milliseconds. */
export type WaitingMessage = {
  key: string;
  channel: MessageChannel;
  class: MessageClass;
  priority: MessagePriority;
  /** When it was asked for: of equal priority the older goes first. */
  askedAt: number;
  /** When it is looked at next. */
  dueAt: number;
  /** After this it is not sent any more; null for as long as it takes. */
  relevantUntil: number | null;
};

/** A message that a person got, or may have got. */
export type PastMessage = { channel: MessageChannel; class: MessageClass; at: number };

/** What the planner reads of a person. */
export type PlannedPerson = {
  /** IANA name of the zone that the quiet hours are in. */
  timeZone: string;
  /** When the person did something last, epoch milliseconds. */
  engagedAt: number;
  hasOpenTicket: boolean;
  hasOpenDeal: boolean;
  /** How often the person wants marketing emails at the most. */
  frequency: ReaderFrequency;
  /** Channels on which the person wants no marketing; that of emails is their consent. */
  declinedChannels: readonly MessageChannel[];
};

/** Everything that a plan depends on. */
export type PlanInput = {
  /** In any order; what waits for a person, due or not. */
  waiting: readonly WaitingMessage[];
  /** In any order; of the last seven days at least, of who wants one email a month of the last 30. */
  past: readonly PastMessage[];
  person: PlannedPerson;
  limits: MessageLimits;
  quietHours: QuietHours | null;
  now: number;
};

/** Why a message does not leave when it is due. */
export const HOLD_REASONS = [
  'open_ticket',
  'open_deal',
  'reader_frequency',
  'frequency_cap',
  'engagement',
  'minimum_gap',
  'quiet_hours',
  'outranked',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** What becomes of a message, with what else is known now. */
export type PlannedMessage = { key: string } & (
  | { act: 'send' }
  /** It is not due yet, and nothing holds it back then. */
  | { act: 'wait'; until: number }
  /** It leaves at `until`, later than it is due. */
  | { act: 'defer'; until: number; reason: HoldReason }
  /** Its next slot lies after it is relevant; `because` is what holds it back, null when it is too old already. */
  | { act: 'expire'; reason: 'no_longer_relevant'; because: HoldReason | null }
  /** The person wants no marketing on its channel. */
  | { act: 'expire'; reason: 'channel_declined'; because: null }
);
