import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAIL_RULE } from '#app/consent/may-send.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { ruleOf, type Journey } from '#app/journeys/definition.ts';
import type { Decision } from '#app/journeys/run.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { decideMail } from '#app/messages/delivery/decide-mail.ts';
import { afterRefusal, MAIL_ANSWER_RULE } from '#app/messages/delivery/mail-answer.ts';
import { planInputOf } from '#app/messages/planner/plan-decision-input.ts';
import { planMessages } from '#app/messages/planner/plan-messages.ts';
import { PLANNER_RULE } from '#app/messages/planner/planned-message.ts';
import { mailInputOf } from '#app/messages/delivery/mail-input.ts';
import { decideBanner } from '#app/onsite/place-banner.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { anyMailFacts } from '#tests/arbitraries/mail-facts.ts';
import { anyPlanInput } from '#tests/arbitraries/plan-input.ts';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { shopping } from '#tests/arbitraries/shopping.ts';
import { cartEvent, eventAt, STORY_START } from '#tests/fixtures/journey-story.ts';
import { storedDecision } from '#tests/fixtures/stored-decision.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import { reevaluate } from './reevaluate.ts';
import type { StoredDecision } from './stored-decision.ts';

const AT = Date.UTC(2026, 5, 1, 10);

function storedRow(changed: Partial<StoredDecision>): StoredDecision {
  return {
    id: '6f1c0c3e-0000-4000-8000-000000000001',
    at: AT,
    profileId: 'ada',
    runId: null,
    effectKey: null,
    outcome: 'sent',
    reason: 'marketing',
    rule: MAIL_RULE,
    facts: {},
    input: null,
    journeyKey: null,
    messageKey: null,
    ...changed,
  };
}

describe('every decision that journeys make is made again from its row', () => {
  const moments = fc.integer({ min: 0, max: 20 * 24 }).map((hour) => STORY_START + hour * HOUR);
  const eventGroups = fc.oneof(
    ...shopping(moments),
    moments.map((at) => [eventAt(at, { kind: 'checkout.deleted', token: 'k1', cartToken: 'c1' })]),
  );
  const histories = fc.array(eventGroups, { maxLength: 8 }).map((events) => events.flat());
  const steps = fc.tuple(predicates, fc.integer({ min: 1, max: 5 })).map(([when, days]): Step[] => [
    { id: 'wait', kind: 'wait', ms: days * DAY, next: 'branch' },
    { id: 'branch', kind: 'branch', when, yes: 'banner', no: 'end' },
    { id: 'banner', kind: 'banner', template: 'basket-banner', forMs: days * DAY, next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ]);

  function decisionsOf(journey: Journey, history: readonly DomainEvent[]): Decision[] {
    const story = storyOf(journey);
    let now = STORY_START;
    for (const event of history) {
      now = Math.max(now, event.at);
      story.passTo(now).receive(event, now);
    }
    return story.passTo(now + 60 * DAY).decisions;
  }

  test('entries, branches, exits and ends of paths', () => {
    const seen: Record<string, number> = {};
    fc.assert(
      fc.property(steps, predicates, histories, (path, entry, history) => {
        const journey = triedJourney(path, {
          entry,
          exitReasons: ['ordered', 'basket_emptied', 'checkout_deleted'],
          restartsWhileWaitingAt: 'wait',
        });
        for (const decision of decisionsOf(journey, history)) {
          if (decision.rule !== ruleOf(journey)) continue;
          seen[decision.outcome] = (seen[decision.outcome] ?? 0) + 1;
          expect([decision, reevaluate(storedDecision(decision), journey)]).toEqual([
            decision,
            { same: true },
          ]);
        }
      }),
      { numRuns: 1_000 },
    );
    for (const outcome of ['entered', 'not_entered', 'yes', 'no', 'ended'])
      expect(seen[outcome], outcome).toBeGreaterThan(10);
  });
});

describe('a journey that says something else', () => {
  const asked: Predicate = { field: 'orders', is: 'at_least', value: 1 };
  const journey = triedJourney(
    [
      { id: 'branch', kind: 'branch', when: asked, yes: 'end', no: 'end' },
      { id: 'end', kind: 'exit', reason: 'finished' },
    ],
    { entry: { not: asked } },
  );
  const story = storyOf(journey).receive(cartEvent(STORY_START));
  const ofOutcome = (outcome: string): StoredDecision => {
    const found = story.decisions.find((one) => one.outcome === outcome);
    if (!found) throw new Error(`Nothing was decided as ${outcome}.`);
    return storedDecision(found);
  };

  test('gives the other answer where the same conditions are asked', () => {
    const [branch, end] = journey.steps as [Step & { kind: 'branch' }, Step];
    const turned = { ...journey, steps: [{ ...branch, when: { not: asked } }, end] };
    expect(reevaluate(ofOutcome('no'), journey)).toEqual({ same: true });
    expect(reevaluate(ofOutcome('no'), turned)).toEqual({
      same: false,
      now: 'yes',
      because: 'branch',
    });
    expect(reevaluate(ofOutcome('entered'), { ...journey, entry: asked })).toEqual({
      same: false,
      now: 'not_entered',
      because: 'entry_not_met',
    });
  });

  test('cannot be asked about another condition, a step that is gone, or when it is gone itself', () => {
    const [branch, end] = journey.steps as [Step & { kind: 'branch' }, Step];
    const other: Predicate = { field: 'orders', is: 'at_least', value: 2 };
    const changed = { ...journey, steps: [{ ...branch, when: other }, end] };
    expect(reevaluate(ofOutcome('no'), changed)).toEqual({ cannot: 'condition_changed' });
    expect(reevaluate(ofOutcome('no'), { ...journey, steps: [end] })).toEqual({
      cannot: 'definition_gone',
    });
    expect(reevaluate(ofOutcome('no'), null)).toEqual({ cannot: 'definition_gone' });
  });

  test('of a row from before what was read was stored there is no answer', () => {
    const old = { ...ofOutcome('no'), input: null };
    expect(reevaluate(old, journey)).toEqual({ cannot: 'not_stored' });
  });
});

describe('mails and banners', () => {
  test('what the rule said of a mail it says again, whatever the mail', () => {
    const seen: Record<string, number> = {};
    const words = { send: 'sent', skip: 'skipped', defer: 'deferred', fail: 'failed' };
    fc.assert(
      fc.property(anyMailFacts, ({ facts, now }) => {
        const decided = decideMail(facts, now);
        const input = JSON.parse(JSON.stringify(mailInputOf(facts, now))) as unknown;
        expect(JSON.stringify(input)).not.toContain('@');
        const outcome = words[decided.act];
        seen[outcome] = (seen[outcome] ?? 0) + 1;
        const reason = decided.act === 'send' ? facts.class : decided.reason;
        expect(reevaluate(storedRow({ outcome, reason, input }), null)).toEqual({ same: true });
      }),
      { numRuns: 3_000 },
    );
    expect(Object.keys(seen).sort()).toEqual(['deferred', 'failed', 'sent', 'skipped']);
  });

  test('what the planner said of a message it says again, whatever else waits', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyPlanInput, (plan) => {
        const messages = plan.waiting.filter((one) => one.class === 'marketing');
        const plans = new Map(planMessages(plan).map((one) => [one.key, one]));
        for (const message of messages) {
          const planned = plans.get(message.key);
          if (planned?.act !== 'defer' && planned?.act !== 'expire') continue;
          const outcome = planned.act === 'defer' ? 'deferred' : 'skipped';
          seen.add(outcome);
          const input = JSON.parse(JSON.stringify(planInputOf(message, plan))) as unknown;
          const row = storedRow({ outcome, reason: planned.reason, rule: PLANNER_RULE, input });
          expect(reevaluate(row, null)).toEqual({ same: true });
        }
      }),
      { numRuns: 500 },
    );
    expect([...seen].sort()).toEqual(['deferred', 'skipped']);
  });

  test('a mail that another version of the rule decided has no answer', () => {
    for (const { facts, now } of fc.sample(anyMailFacts, { numRuns: 3, seed: 7 })) {
      const row = storedRow({ input: mailInputOf(facts, now), rule: 'send-mail@1' });
      expect(reevaluate(row, null)).toEqual({ cannot: 'rule_gone' });
    }
  });

  test.each([
    { permanent: true, cause: 'mailbox', attempts: 0 },
    { permanent: true, cause: 'mailbox_full', attempts: 0 },
    { permanent: false, cause: 'server', attempts: 7 },
    { permanent: false, cause: 'unknown', attempts: 1 },
  ] as const)('the answer of a mail server is judged the same again: %o', (answer) => {
    const input = { kind: 'mail_answer', ...answer } as const;
    const row = storedRow({ ...afterRefusal(input), rule: MAIL_ANSWER_RULE, input });
    expect(reevaluate(row, null)).toEqual({ same: true });
  });

  test.each([
    { isReadable: true, hasEnded: false, expiresAt: AT + 1, coupon: null },
    { isReadable: true, hasEnded: true, expiresAt: AT + 1, coupon: null },
    { isReadable: true, hasEnded: false, expiresAt: AT, coupon: null },
    { isReadable: false, hasEnded: false, expiresAt: AT + 1, coupon: null },
    { isReadable: true, hasEnded: false, expiresAt: AT + 1, coupon: 'ready' },
    { isReadable: true, hasEnded: false, expiresAt: AT + 1, coupon: 'pending' },
    { isReadable: true, hasEnded: false, expiresAt: AT + 1, coupon: 'gone' },
  ] as const)('a banner is placed or not as before: %o', (read) => {
    const { state, reason } = decideBanner({ ...read, now: AT });
    const input = { kind: 'banner', now: AT, ...read };
    const outcome = state === 'ready' ? 'deferred' : state;
    const row = storedRow({ outcome, reason: reason ?? 'banner', rule: 'effect@1', input });
    expect(reevaluate(row, null)).toEqual({ same: true });
  });
});
