import type { KnownAddress } from '#app/consent/known-address.ts';
import type { TimedSegmentChange } from '#app/journeys/segment-changes.ts';
import type { MessageClass } from '#app/consent/may-send.ts';
import type { WaitingMessage } from '#app/messages/planner/planned-message.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { Prediction } from '#app/segments/facts.ts';

/** A time in one of Shopify's segments, epoch milliseconds; `leftAt` is null while it lasts. */
export type MembershipSpan = { segmentKey: string; enteredAt: number; leftAt: number | null };

/** An order of a person, for what followed a message. */
export type ReplayedOrder = {
  orderId: string;
  /** Epoch milliseconds. */
  placedAt: number;
  isCancelled: boolean;
  /** What was paid less what was paid back, in the smallest unit of the currency. */
  minor: number;
  currency: string;
  /** The address that was given for it. */
  contact: string | null;
};

/** A message of a person that was really sent. */
export type SentMessageOfPerson = {
  effectKey: string;
  journeyKey: string | null;
  class: MessageClass;
  sentAt: number;
};

/** A marketing email of another journey, which really waited for a person until a moment, epoch milliseconds. */
export type OtherMail = { waiting: WaitingMessage; until: number; isSent: boolean };

/** One person with all that a replay reads of them. Times are epoch milliseconds. */
export type ReplayedPerson = {
  id: string;
  email: string | null;
  firstSeenAt: number;
  /** Since when their events were read. */
  readFrom: number;
  /** The profile as it is now, where the journey asks for it: tags, names and other things of which no past is kept. */
  saved: ProfileState | null;
  /** As it is now. */
  prediction: Prediction | null;
  /** What happened to them, as `eventsOfRows` reads it: of many people at once it is less than the events are. */
  events: string;
  /** Which of the segments that the journey names were entered and left, in their order. */
  changes: readonly TimedSegmentChange[];
  /** Times in Shopify's segments. */
  memberships: readonly MembershipSpan[];
  /** What is known of their addresses, by `addressKey`. */
  addresses: ReadonlyMap<string, KnownAddress>;
  messages: readonly SentMessageOfPerson[];
  orders: readonly ReplayedOrder[];
  /** Where they are, as of now. */
  place: Pick<ProfileState, 'country' | 'region'>;
  /** Since when a deal with them is open; null when none is. */
  dealSince: number | null;
  /** Since when they are approved for wholesale; null when they are not. */
  approvedAt: number | null;
  /** When they really got an offer, but for those that the journey itself made in the window. */
  offeredAt: readonly number[];
  /** Of those, the versions (`ten-off@3`) of which they used a code, and when. */
  usedOffers: readonly { version: string; at: number }[];
  /** Emails of other journeys. */
  otherMails: readonly OtherMail[];
};
