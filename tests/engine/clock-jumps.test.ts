import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { nextAllowed } from '#app/consent/quiet-hours.ts';
import { decide } from '#app/engine/decide/decide.ts';
import type { Policy } from '#app/engine/decide/policy.ts';
import { emptyLoadedState } from '#app/engine/load/loaded-state.ts';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { reportProof, WHOLE } from '#tests/faults/report-proof.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';

const RUNS = process.env.NIGHTLY === '1' ? 20_000 : 300;
const QUIET = { from: '21:00', to: '08:00' };
const END_MS = 60 * DAY;
const policy: Policy = { model: retailModel, timeZone: 'UTC', journeys };

/** Around the nights in which clocks go forward or back, and the day that most years do not have. */
const STARTS: readonly [zone: string, local: string][] = [
  ['Europe/London', '2027-03-27T20:30'],
  ['Europe/London', '2027-10-30T23:30'],
  ['America/New_York', '2027-03-13T22:00'],
  ['America/New_York', '2027-11-06T23:50'],
  ['Australia/Lord_Howe', '2027-04-03T21:00'],
  ['Australia/Lord_Howe', '2027-10-02T22:00'],
  ['America/Santiago', '2027-04-03T22:00'],
  ['America/Santiago', '2027-09-04T22:00'],
  ['Asia/Beirut', '2027-03-27T22:00'],
  ['Asia/Beirut', '2027-10-30T22:30'],
  ['Europe/London', '2028-02-28T23:30'],
  ['America/New_York', '2028-02-29T12:00'],
];

type Sent = { key: string; dueAt: number; at: number };

/** What is received at the start, then only the clock moves: to each of these moments, and at last far ahead. */
function simulate(zone: string, start: number, topic: string, moments: readonly number[]): Sent[] {
  const at = new Date(start).toISOString();
  const payload =
    topic === 'orders/create'
      ? orderPayload({ created_at: at, processed_at: at, updated_at: at })
      : checkoutPayload({ created_at: at, updated_at: at });
  const parsed = readDelivery({
    topic,
    triggeredAt: start,
    receivedAt: start,
    body: encodeBody(payload),
  });
  if (parsed.outcome !== 'read') throw new Error(`${topic} was not read.`);
  const loaded = emptyLoadedState();
  const pending: { key: string; dueAt: number }[] = [];
  const sent: Sent[] = [];
  // The last reads of the clock are half a day apart: at most one of them falls into the quiet hours.
  const last = [start + END_MS, start + END_MS + DAY / 2];
  for (const now of [start, ...moments, ...last]) {
    // A run may have several steps behind it, each of which the drain takes by itself.
    for (let events = now === start ? parsed.events : []; ; events = []) {
      const runIds = [...loaded.runs.values()]
        .filter(({ state, wakeAt }) => state === 'active' && wakeAt !== null && wakeAt <= now)
        .map(({ id }) => id);
      if (events.length === 0 && runIds.length === 0) break;
      const { effects } = decide(loaded, events, { profileIds: [], runIds }, now, policy);
      for (const { key, kind, dueAt } of effects)
        if (kind === 'email') pending.push({ key, dueAt });
    }
    for (const mail of pending.filter(({ dueAt }) => dueAt <= now)) {
      const leaves = nextAllowed(QUIET, zone, now);
      if (leaves > now) mail.dueAt = leaves;
      else {
        sent.push({ key: mail.key, dueAt: mail.dueAt, at: now });
        pending.splice(pending.indexOf(mail), 1);
      }
    }
  }
  return sent;
}

const jump = fc.constantFrom(-2 * HOUR, 2 * HOUR, -10 * MINUTE, 10 * MINUTE, 0, 0, 0);
const walk = fc.array(fc.record({ pass: fc.integer({ min: 1, max: 20 * 60 }), jump }), {
  minLength: 10,
  maxLength: 60,
});

test('B6 however the clock jumps, no mail is early, none goes twice and none is left out', (context) => {
  let mails = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...STARTS),
      fc.constantFrom('checkouts/update', 'orders/create'),
      walk,
      ([zone, local], topic, steps) => {
        const start = DateTime.fromISO(local, { zone }).toMillis();
        let time = start;
        // The true time goes on; what the clock says is sometimes off by the jump.
        const moments = steps.map(({ pass, jump: off }) => (time += pass * MINUTE) + off);
        const jumped = simulate(zone, start, topic, moments);
        const calm = simulate(zone, start, topic, []);
        mails += calm.length;
        for (const { dueAt, at } of jumped) {
          expect(at).toBeGreaterThanOrEqual(dueAt);
          expect(nextAllowed(QUIET, zone, at)).toBe(at);
        }
        expect(jumped.map(({ key }) => key).sort()).toEqual(calm.map(({ key }) => key).sort());
      },
    ),
    { numRuns: RUNS },
  );
  expect(mails).toBeGreaterThan(RUNS / 10);
  reportProof(context, {
    promise: 'B6 a jumping clock sends nothing early, twice or never',
    size: `${String(RUNS)} walks in 5 zones, ${String(mails)} mails`,
    ...WHOLE,
  });
});
