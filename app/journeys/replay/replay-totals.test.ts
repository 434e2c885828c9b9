import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { compareReplays } from './compare-replays.ts';
import type { PersonReplay } from './journey-replay.ts';
import { replayFigures } from './replay-figures.ts';
import { replayProblem } from './replay-problem.ts';
import { addToTotals, emptyTotals, type ReplayTotals } from './replay-totals.ts';
import type { ReplayedMail } from './replayed-mail.ts';
import type { ReplayedOrder } from './replayed-person.ts';
import { skippedRows } from './skipped-rows.ts';

const AT = Date.UTC(2026, 10, 1);

function mail(changed: Partial<ReplayedMail>): ReplayedMail {
  return {
    key: 'k',
    runId: 'r',
    stepId: 'mail',
    payload: {
      template: 't',
      class: 'marketing',
      journeyKey: 'tried',
      context: { subject: 'person' },
    },
    createdAt: AT,
    dueAt: AT,
    state: 'sent',
    reason: null,
    deferredBy: [],
    at: AT,
    ...changed,
  };
}

function replayWith(mails: ReplayedMail[]): PersonReplay {
  return {
    runs: [],
    mails,
    actions: [],
    codes: [],
    notStarted: ['ordered'],
    failures: [],
    path: [],
  };
}

function order(placedAt: number, changed: Partial<ReplayedOrder> = {}): ReplayedOrder {
  const one = { orderId: 'o', placedAt, isCancelled: false, minor: 500, currency: 'GBP' };
  return { ...one, contact: null, ...changed };
}

function totalsOf(mails: ReplayedMail[], person: Partial<Parameters<typeof addToTotals>[2]> = {}) {
  const totals = emptyTotals();
  addToTotals(totals, replayWith(mails), { id: 'p', messages: [], orders: [], ...person }, 'tried');
  return totals;
}

describe('the totals of a replay', () => {
  test('count every mail as sent, skipped or not due yet', () => {
    const totals = totalsOf([
      mail({ deferredBy: ['quiet_hours'] }),
      mail({ state: 'skipped', reason: 'not_subscribed' }),
      mail({ state: 'ready' }),
    ]);
    expect(totals.steps).toEqual({
      mail: {
        sent: 1,
        skipped: { not_subscribed: 1 },
        deferred: { quiet_hours: 1 },
        waiting: 1,
      },
    });
  });

  test('count the orders within five days after a mail, each once, without cancelled ones', () => {
    const orders = [
      order(AT + HOUR),
      order(AT + 2 * DAY, { minor: 700, currency: 'EUR' }),
      order(AT + 6 * DAY),
      order(AT - HOUR),
      order(AT + DAY, { isCancelled: true }),
    ];
    const totals = totalsOf([mail({}), mail({ at: AT + HOUR })], { orders });
    expect(totals.followed).toMatchObject({ orders: 2, people: 1, minor: { GBP: 500, EUR: 700 } });
  });

  test('keep draws of the revenue by currency, in which all orders of a person are equally often', () => {
    const orders = [order(AT + 1), order(AT + 2, { orderId: 'b', minor: 250 })];
    const { draws } = totalsOf([mail({})], { orders }).followed;
    expect(Object.keys(draws ?? {})).toEqual(['GBP']);
    expect(draws?.['GBP']?.every((drawn) => drawn % 750 === 0)).toBe(true);
    expect(totalsOf([mail({})]).followed).not.toHaveProperty('draws');
  });

  test('count no order that was placed when the mail left, and none that the mail is about', () => {
    const context = { subject: 'order' as const, orderId: 'o' };
    const thanks = mail({ payload: { ...mail({}).payload, context } });
    const orders = [order(AT), order(AT + HOUR), order(AT + HOUR, { orderId: 'next' })];
    expect(totalsOf([thanks], { orders }).followed.orders).toBe(1);
    expect(totalsOf([thanks], { orders: orders.slice(0, 2) }).followed.orders).toBe(0);
  });

  test('count the mails that are near to one of another journey', () => {
    const other = { effectKey: 'e', journeyKey: 'post-purchase', class: 'marketing' as const };
    const messages = [
      { ...other, sentAt: AT + 20 * HOUR },
      { ...other, sentAt: AT + 30 * HOUR },
      { ...other, effectKey: 'own', journeyKey: 'tried', sentAt: AT },
    ];
    const totals = totalsOf([mail({}), mail({ at: AT - 2 * DAY })], { messages });
    expect(totals.overlaps).toEqual({ mails: 1, people: 1, journeys: { 'post-purchase': 1 } });
  });

  test('are shown as figures, and beside those of another replay with the difference', () => {
    const aside = { orders: [{ currency: 'GBP', orders: 9, minor: 900 }], notes: [] };
    const first = { totals: totalsOf([mail({})]), aside };
    const second = { totals: totalsOf([mail({}), mail({})], { orders: [order(AT + 1)] }), aside };
    const sent = replayFigures(second).find(({ key }) => key === 'sent');
    expect(sent).toMatchObject({ value: 2, unit: 'emails', currency: null });
    const compared = compareReplays(first, second);
    expect(compared.find(({ key }) => key === 'sent')).toMatchObject({
      first: 1,
      second: 2,
      difference: 1,
    });
    expect(compared.find(({ key }) => key === 'revenue:GBP')).toMatchObject({
      first: 0,
      second: 500,
      currency: 'GBP',
    });
  });

  test('list the skipped mails by step and reason, the most first', () => {
    const skip = (reason: string) => mail({ state: 'skipped', reason });
    const totals = totalsOf([skip('a'), skip('b'), skip('b')]);
    expect(skippedRows(totals, { step: (id) => `Step ${id}`, reason: String })).toEqual([
      { step: 'Step mail', reason: 'b', count: 2 },
      { step: 'Step mail', reason: 'a', count: 1 },
    ]);
  });
});

describe('a replay', () => {
  function failing(failures: ReplayTotals['failures'], started: number): ReplayTotals {
    const totals = emptyTotals();
    return { ...totals, failures, runs: { ...totals.runs, started } };
  }
  const thrown = (count: number) => ({ 'wait:error': { count, detail: 'Error: no' } });

  test.each([
    ['goes on while a few of many runs throw', failing(thrown(3), 50), null],
    ['stops when all throw', failing(thrown(3), 3), { stepId: 'wait', reason: 'error' }],
    ['stops when a hundred throw', failing(thrown(100), 900), { stepId: 'wait', reason: 'error' }],
    [
      'stops at once at a step that is not there',
      failing({ 'mail-1:step_gone': { count: 1, detail: '' } }, 50),
      { stepId: 'mail-1', reason: 'step_gone' },
    ],
  ])('%s', (_, totals, problem) => {
    const found = replayProblem(totals);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatchObject(problem);
  });
});

test('offers that were made are among the figures', () => {
  const totals = emptyTotals();
  const made = { stepId: 'give', kind: 'issue_code', at: AT };
  const person = { ...replayWith([]), actions: [made, made] };
  addToTotals(totals, person, { id: 'p', messages: [], orders: [] }, 'tried');
  expect(
    replayFigures({ totals, aside: { orders: [], notes: [] } }).find(({ key }) => key === 'offers'),
  ).toMatchObject({ value: 2 });
});
