import { describe, expect, test } from 'vitest';
import { MAIL_RULE, type AddressConsent } from '#app/consent/may-send.ts';
import type { ListedDecision } from '#app/decisions/store/listed-decision.ts';
import type { ConsentState } from '#app/events/event.ts';
import { HOUR } from '#app/lib/duration.ts';
import { plannedMailInput } from '#app/messages/delivery/mail-input.ts';
import { planFacts } from '#app/messages/planner/plan-facts.ts';
import { USUAL_LIMITS } from '#app/messages/planner/message-limits.ts';
import { PLANNER_RULE, type WaitingMessage } from '#app/messages/planner/planned-message.ts';
import { decisionLine } from './decision-words.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const ROW: ListedDecision = {
  id: '00000000-0000-4000-8000-000000000001',
  at: NOON,
  profileId: '00000000-0000-4000-8000-000000000002',
  runId: null,
  effectKey: 'reminder',
  outcome: 'deferred',
  reason: 'minimum_gap',
  rule: PLANNER_RULE,
  facts: {},
  input: null,
  journeyKey: null,
  messageKey: 'reminder',
  name: null,
  email: null,
};
const MESSAGE: WaitingMessage = {
  key: 'reminder',
  channel: 'email',
  class: 'marketing',
  priority: 4,
  askedAt: NOON - HOUR,
  dueAt: NOON,
  relevantUntil: NOON + 24 * HOUR,
};

/** The facts of a decision, as the list says them. */
function saidOf(row: ListedDecision): string[] {
  const { facts } = decisionLine(row, { names: new Map(), versions: [], timeZone: 'UTC' });
  return facts.map(({ name, value }) => `${name}: ${value}`);
}

test('what the planner read is said in words, its moments in the time of the shop', () => {
  const facts = planFacts(MESSAGE, {
    waiting: [MESSAGE],
    past: [{ channel: 'email', class: 'marketing', at: NOON - 3 * HOUR }],
    person: {
      timeZone: 'Europe/London',
      engagedAt: NOON - 2 * HOUR,
      hasOpenTicket: false,
      hasOpenDeal: false,
      frequency: 'all',
      declinedChannels: [],
    },
    limits: USUAL_LIMITS,
    quietHours: { from: '21:00', to: '08:00' },
    now: NOON,
  });
  const said = saidOf({ ...ROW, facts });
  expect(said).toContain('Messages in the last 24 hours: 1');
  expect(said).toContain('Due: 20 Nov 2026, 12:00');
  expect(said).toContain('Quiet hours: 21:00-08:00');
  // No name of a property, and no moment as a number.
  for (const one of said) expect(one).not.toMatch(/[a-z][A-Z]|_|\d{1,3}(?:,\d{3}){2}/);
});

describe('of an email that was not sent, what was known of its address is said', () => {
  const noConsent = { address: 'ada@fern.example', consent: null, suppression: null };
  const consentOf = (state: ConsentState) => ({ state, at: NOON - 24 * HOUR, optedInAt: null });

  test.each<[string, Partial<AddressConsent>, string[]]>([
    ['without a consent', {}, ['Consent to email: none recorded']],
    [
      'unsubscribed',
      { consent: consentOf('unsubscribed') },
      ['Consent to email: unsubscribed, since 19 Nov 2026, 12:00'],
    ],
    [
      'blocked though subscribed',
      { consent: consentOf('subscribed'), suppression: { reason: 'hard_bounce', at: NOON - HOUR } },
      [
        'Consent to email: subscribed, since 19 Nov 2026, 12:00',
        'Address blocked: bounced, since 20 Nov 2026, 11:00',
      ],
    ],
    ['without an address', { address: null }, ['Email address: not known']],
    ['with an address that is none', { address: 'ada@' }, ['Email address: cannot be used']],
  ])('%s', (_, known, expected) => {
    const input = plannedMailInput('marketing', { ...noConsent, ...known }, NOON, null);
    const facts = { template: 'reminder', class: 'marketing' };
    const row = { ...ROW, outcome: 'skipped', rule: MAIL_RULE, facts, input };
    expect(saidOf(row)).toEqual(['Purpose: marketing', ...expected]);
  });
});
