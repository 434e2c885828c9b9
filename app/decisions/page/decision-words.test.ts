import { expect, test } from 'vitest';
import { HOUR } from '#app/lib/duration.ts';
import { planFacts } from '#app/messages/planner/plan-facts.ts';
import { USUAL_LIMITS } from '#app/messages/planner/message-limits.ts';
import { PLANNER_RULE, type WaitingMessage } from '#app/messages/planner/planned-message.ts';
import { decisionLine } from './decision-words.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const MESSAGE: WaitingMessage = {
  key: 'reminder',
  channel: 'email',
  class: 'marketing',
  priority: 4,
  askedAt: NOON - HOUR,
  dueAt: NOON,
  relevantUntil: NOON + 24 * HOUR,
};

test('what the planner read is said in words, its moments in the time of the shop', () => {
  const facts = planFacts(MESSAGE, {
    waiting: [MESSAGE],
    past: [{ channel: 'email', class: 'marketing', at: NOON - 3 * HOUR }],
    person: {
      timeZone: 'Europe/London',
      engagedAt: NOON - 2 * HOUR,
      hasOpenTicket: false,
      hasOpenDeal: false,
    },
    limits: USUAL_LIMITS,
    quietHours: { from: '21:00', to: '08:00' },
    now: NOON,
  });
  const row = {
    id: '00000000-0000-4000-8000-000000000001',
    at: NOON,
    profileId: '00000000-0000-4000-8000-000000000002',
    runId: null,
    effectKey: MESSAGE.key,
    outcome: 'deferred',
    reason: 'minimum_gap',
    rule: PLANNER_RULE,
    facts,
    input: null,
    journeyKey: null,
    messageKey: 'reminder',
    name: null,
    email: null,
  };
  const line = decisionLine(row, { names: new Map(), versions: [], timeZone: 'UTC' });
  const said = line.facts.map(({ name, value }) => `${name}: ${value}`);
  expect(said).toContain('Messages in the last 24 hours: 1');
  expect(said).toContain('Due: 20 Nov 2026, 12:00');
  expect(said).toContain('Quiet hours: 21:00-08:00');
  // No name of a property, and no moment as a number.
  for (const one of said) expect(one).not.toMatch(/[a-z][A-Z]|_|\d{1,3}(?:,\d{3}){2}/);
});
