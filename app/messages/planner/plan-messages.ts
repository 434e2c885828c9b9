import { FREQUENCY_SPANS } from '#app/consent/reader-preferences.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import type { ChannelCaps } from '#app/messages/channels/message-channel.ts';
import {
  MESSAGE_CHANNELS,
  messageChannelOf,
  type MessageChannel,
} from '#app/messages/channels/registry.ts';
import { engagementShare, sharedCaps } from './engagement.ts';
import { isOverCap, isTooClose, nextSlot, type RollingCap, type SlotLimits } from './next-slot.ts';
import type {
  HoldReason,
  PastMessage,
  PlanInput,
  PlannedMessage,
  WaitingMessage,
} from './planned-message.ts';

/** Caps are per day and week that roll on: nothing older counts. */
const WEEK = 7 * DAY;

/** Nothing says when a ticket or a deal closes: it is looked at again so often. */
const PAUSE_CHECK_MS = 6 * HOUR;

/**
 * Decides for each message of one person that waits whether it leaves now, later or not at all. The most important goes
 * first and takes the first slot that the limits leave; what comes after it takes the next, while it is still relevant. So
 * a message is never delayed by a less important one. Transactional messages are held back by nothing and count for nothing.
 * The order of the input makes no difference.
 * @returns one entry for each message, in the order in which they were placed
 */
export function planMessages(input: PlanInput): PlannedMessage[] {
  const placed: PastMessage[] = [];
  return input.waiting.toSorted(byRank).map((message) => {
    const planned = placeMessage(message, input, placed);
    const at = slotOf(message, planned, input.now);
    if (at !== null && message.class === 'marketing')
      placed.push({ channel: message.channel, class: message.class, at });
    return planned;
  });
}

/** Who goes first: what the person waits for, then the more important, the older, and by key. */
export function byRank(one: WaitingMessage, other: WaitingMessage): number {
  return (
    Number(other.class === 'transactional') - Number(one.class === 'transactional') ||
    other.priority - one.priority ||
    one.askedAt - other.askedAt ||
    (one.key < other.key ? -1 : Number(one.key > other.key))
  );
}

/** The moment that a message takes; null when it takes none, or none that is certain. */
function slotOf({ dueAt }: WaitingMessage, planned: PlannedMessage, now: number): number | null {
  switch (planned.act) {
    case 'send':
      return Math.max(dueAt, now);
    case 'wait':
      return planned.until;
    case 'defer':
      return isPause(planned.reason) ? null : planned.until;
    case 'expire':
      return null;
  }
}

function isPause(reason: HoldReason): boolean {
  return reason === 'open_ticket' || reason === 'open_deal';
}

/** Where a message stands among those that were placed before it. */
function placeMessage(
  message: WaitingMessage,
  input: PlanInput,
  placed: readonly PastMessage[],
): PlannedMessage {
  const { key, dueAt, relevantUntil } = message;
  const from = Math.max(dueAt, input.now);
  const latest = relevantUntil ?? Infinity;
  if (message.class === 'transactional') return leaving(key, from, input.now);
  if (input.person.declinedChannels.includes(message.channel))
    return { key, act: 'expire', reason: 'channel_declined', because: null };
  if (from > latest) return expired(key, null);
  const pause = from > input.now ? null : pauseOf(input);
  if (pause !== null) return paused(key, input.now, latest, pause);
  const limits = slotLimits(message, from, input, [...input.past, ...placed]);
  const slot = nextSlot(from, latest, limits);
  if (slot === from) return leaving(key, from, input.now);
  const reason = holdReason(message, from, input);
  return slot === null ? expired(key, reason) : { key, act: 'defer', until: slot, reason };
}

function leaving(key: string, at: number, now: number): PlannedMessage {
  return at > now ? { key, act: 'wait', until: at } : { key, act: 'send' };
}

function expired(key: string, because: HoldReason | null): PlannedMessage {
  return { key, act: 'expire', reason: 'no_longer_relevant', because };
}

function paused(key: string, now: number, latest: number, reason: HoldReason): PlannedMessage {
  const until = Math.min(now + PAUSE_CHECK_MS, latest);
  return until > now ? { key, act: 'defer', until, reason } : expired(key, reason);
}

/** What all marketing of the person waits for. */
function pauseOf({ person, limits }: PlanInput): HoldReason | null {
  if (limits.pausesForTicket && person.hasOpenTicket) return 'open_ticket';
  return limits.pausesForDeal && person.hasOpenDeal ? 'open_deal' : null;
}

/** The caps of a channel for a person, as they are at a moment. */
export function capsAt(
  channel: MessageChannel,
  at: number,
  { limits, person }: Pick<PlanInput, 'limits' | 'person'>,
): ChannelCaps {
  const caps = limits.caps[channel];
  return limits.followsEngagement ? sharedCaps(caps, engagementShare(person.engagedAt, at)) : caps;
}

function rollingCaps({ day, week }: ChannelCaps): RollingCap[] {
  return [
    ...(day === null ? [] : [{ spanMs: DAY, most: day }]),
    ...(week === null ? [] : [{ spanMs: WEEK, most: week }]),
  ];
}

/** What the person wants at the most, of a channel that comes to them wherever they are. */
function readerCaps(channel: MessageChannel, { person }: PlanInput): RollingCap[] {
  const spanMs = channel === 'email' ? FREQUENCY_SPANS[person.frequency] : null;
  return spanMs === null ? [] : [{ spanMs, most: 1 }];
}

function slotLimits(
  { channel }: WaitingMessage,
  at: number,
  input: PlanInput,
  others: readonly PastMessage[],
): SlotLimits {
  const { limits, quietHours, person } = input;
  const { isPushed } = messageChannelOf(channel);
  const marketing = others.filter((other) => other.class === 'marketing');
  const timesOf = (is: (channel: MessageChannel) => boolean) =>
    marketing.filter((other) => is(other.channel)).map((other) => other.at);
  return {
    caps: [...rollingCaps(capsAt(channel, at, input)), ...readerCaps(channel, input)],
    counted: timesOf((other) => other === channel),
    gapMs: isPushed ? limits.gapHours * HOUR : 0,
    apart: isPushed ? timesOf((other) => PUSHED.has(other)) : [],
    quietHours: isPushed ? quietHours : null,
    timeZone: person.timeZone,
  };
}

const PUSHED: ReadonlySet<MessageChannel> = new Set(
  MESSAGE_CHANNELS.filter((channel) => messageChannelOf(channel).isPushed),
);

/** Why a message does not leave at a moment: what the person got already says so, else one that goes before it. */
function holdReason(message: WaitingMessage, at: number, input: PlanInput): HoldReason {
  const known = slotLimits(message, at, input, input.past);
  const full = rollingCaps(input.limits.caps[message.channel]);
  if (isOverCap(at, { ...known, caps: readerCaps(message.channel, input) }))
    return 'reader_frequency';
  if (isOverCap(at, { ...known, caps: full })) return 'frequency_cap';
  if (isOverCap(at, known)) return 'engagement';
  if (isTooClose(at, known)) return 'minimum_gap';
  return nextSlot(at, at, { ...known, caps: [], apart: [] }) === null ? 'quiet_hours' : 'outranked';
}
