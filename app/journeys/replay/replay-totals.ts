import { RECOVERY_MS } from '#app/journeys/recovery-window.ts';
import { HOUR } from '#app/lib/duration.ts';
import type { PersonReplay } from './journey-replay.ts';
import type { CodeTotals } from './offered-code.ts';
import type { ReplayedMail } from './replayed-mail.ts';
import type { ReplayedOrder, ReplayedPerson } from './replayed-person.ts';
import { addRevenueDraws, type RevenueDraws } from './revenue-draws.ts';

/** Messages of other journeys that are so near to one of this one overlap with it. */
export const OVERLAP_MS = 24 * HOUR;

/** How often, by reason, step, journey or currency. */
export type Counts = Record<string, number>;

/**
 * What one step's emails came to; what is `waiting` was neither sent nor skipped when the clock stopped. `deferred` counts by
 * reason those that waited on the way: for the end of quiet hours, or for a place under a cap.
 */
export type StepTotals = { sent: number; skipped: Counts; deferred: Counts; waiting: number };

/** What a journey would have done to all people who were replayed; as data, so that it can be saved on the way. */
export type ReplayTotals = {
  /** Of whom something was received that the journey begins with. */
  people: number;
  /** Who entered it. */
  entered: number;
  /** Too much was received of them to be replayed. */
  leftOut: number;
  /** Of how many it is kept what would have happened to them. */
  paths: number;
  runs: { started: number; active: number; failed: number; ended: Counts };
  notStarted: Counts;
  steps: Record<string, StepTotals>;
  /** By step, then by kind of effect. */
  actions: Record<string, Counts>;
  overlaps: { mails: number; people: number; journeys: Counts };
  /**
   * Orders within `RECOVERY_MS` after a message, each once, and what they came to by currency; `draws` what it would have been
   * with other people like these, absent of replays from before there were any.
   */
  followed: {
    orders: number;
    people: number;
    minor: Counts;
    draws?: Record<string, RevenueDraws>;
  };
  /** What the codes of offers came to, by the key of the offer; absent in replays that were saved without. */
  codes?: Record<string, CodeTotals>;
  /** Where runs failed, as `step:reason`, with what was thrown first. */
  failures: Record<string, { count: number; detail: string }>;
};

/** Before the first person. */
export function emptyTotals(): ReplayTotals {
  return {
    people: 0,
    entered: 0,
    leftOut: 0,
    paths: 0,
    runs: { started: 0, active: 0, failed: 0, ended: {} },
    notStarted: {},
    steps: {},
    actions: {},
    overlaps: { mails: 0, people: 0, journeys: {} },
    followed: { orders: 0, people: 0, minor: {} },
    codes: {},
    failures: {},
  };
}

/** Adds what a replay came to for one person. @param journeyKey the journey that was replayed */
export function addToTotals(
  totals: ReplayTotals,
  replay: PersonReplay,
  person: Pick<ReplayedPerson, 'id' | 'messages' | 'orders'>,
  journeyKey: string,
): void {
  if (replay.runs.length > 0 || replay.notStarted.length > 0) totals.people += 1;
  if (replay.runs.length > 0) totals.entered += 1;
  for (const { state, endReason } of replay.runs) {
    totals.runs.started += 1;
    if (state === 'active') totals.runs.active += 1;
    else if (state === 'failed') totals.runs.failed += 1;
    else addOne(totals.runs.ended, endReason ?? 'ended');
  }
  for (const reason of replay.notStarted) addOne(totals.notStarted, reason);
  for (const mail of replay.mails) addMail(totals, mail);
  for (const { stepId, kind } of replay.actions) addOne((totals.actions[stepId] ??= {}), kind);
  for (const { stepId, reason, detail } of replay.failures) {
    const failure = (totals.failures[`${stepId}:${reason}`] ??= { count: 0, detail });
    failure.count += 1;
  }
  const sent = replay.mails.filter(({ state }) => state === 'sent');
  addOverlaps(totals, sent, person, journeyKey);
  addFollowed(totals, sent, person);
}

function addMail(totals: ReplayTotals, { stepId, state, reason, deferredBy }: ReplayedMail): void {
  const step = (totals.steps[stepId] ??= { sent: 0, skipped: {}, deferred: {}, waiting: 0 });
  for (const deferral of deferredBy) addOne(step.deferred, deferral);
  if (state === 'sent') step.sent += 1;
  else if (state === 'skipped') addOne(step.skipped, reason ?? 'skipped');
  else step.waiting += 1;
}

function addOverlaps(
  { overlaps }: ReplayTotals,
  sent: readonly ReplayedMail[],
  { messages }: Pick<ReplayedPerson, 'messages'>,
  journeyKey: string,
): void {
  const others = messages.filter((message) => message.journeyKey !== journeyKey);
  let count = 0;
  for (const { at } of sent) {
    const near = others.filter(({ sentAt }) => Math.abs(sentAt - at) < OVERLAP_MS);
    if (near.length === 0) continue;
    count += 1;
    for (const key of new Set(near.map((other) => other.journeyKey ?? '')))
      addOne(overlaps.journeys, key);
  }
  overlaps.mails += count;
  if (count > 0) overlaps.people += 1;
}

function addFollowed(
  { followed }: ReplayTotals,
  sent: readonly ReplayedMail[],
  { id, orders }: Pick<ReplayedPerson, 'id' | 'orders'>,
): void {
  const after = orders.filter((order) => isFollowing(order, sent));
  if (after.length > 0) followed.people += 1;
  followed.orders += after.length;
  for (const { currency, minor } of after)
    followed.minor[currency] = (followed.minor[currency] ?? 0) + minor;
  addDraws(followed, id, after);
}

/** Draws are over people, so that all orders of one are in a draw equally often. */
function addDraws(
  followed: ReplayTotals['followed'],
  personId: string,
  after: readonly ReplayedOrder[],
): void {
  const sums: Counts = {};
  for (const { currency, minor } of after) sums[currency] = (sums[currency] ?? 0) + minor;
  for (const [currency, minor] of Object.entries(sums))
    addRevenueDraws(((followed.draws ??= {})[currency] ??= []), personId, minor);
}

/** Whether an order that stands was placed soon after one of some mails: not the order that the mail is about. */
export function isFollowing(order: ReplayedOrder, sent: readonly ReplayedMail[]): boolean {
  const { placedAt, isCancelled } = order;
  return (
    !isCancelled &&
    sent.some(
      (mail) => placedAt > mail.at && placedAt < mail.at + RECOVERY_MS && !isAbout(mail, order),
    )
  );
}

function isAbout({ payload: { context } }: ReplayedMail, { orderId }: ReplayedOrder): boolean {
  return context.subject === 'order' && context.orderId === orderId;
}

function addOne(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
