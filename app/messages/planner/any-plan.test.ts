import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FREQUENCY_SPANS } from '#app/consent/reader-preferences.ts';
import { nextAllowed } from '#app/consent/quiet-hours.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { messageChannelOf } from '#app/messages/channels/registry.ts';
import { anyPlanInput } from '#tests/arbitraries/plan-input.ts';
import { byRank, planMessages } from './plan-messages.ts';
import type { PastMessage, PlanInput, WaitingMessage } from './planned-message.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

/** Sends what a plan says, again and again, until nothing waits. */
function playOut(from: PlanInput): { sent: (PastMessage & { key: string })[]; rounds: number } {
  const sent: (PastMessage & { key: string })[] = [];
  let [waiting, now, rounds] = [[...from.waiting], from.now, 0];
  while (waiting.length > 0) {
    rounds += 1;
    const plans = new Map(
      planMessages({ ...from, waiting, past: [...from.past, ...sent], now }).map((plan) => [
        plan.key,
        plan,
      ]),
    );
    const left: WaitingMessage[] = [];
    for (const message of waiting) {
      const plan = plans.get(message.key);
      if (plan?.act === 'send') {
        const { key, channel: by, class: messageClass } = message;
        sent.push({ key, channel: by, class: messageClass, at: now });
      } else if (plan?.act === 'wait' || plan?.act === 'defer') {
        expect(plan.until).toBeGreaterThan(now);
        left.push({ ...message, dueAt: plan.until });
      } else expect(plan?.act).toBe('expire');
    }
    waiting = left;
    now = Math.min(...left.map(({ dueAt }) => dueAt));
  }
  return { sent, rounds };
}

function isPushed({ channel: by }: PastMessage): boolean {
  return messageChannelOf(by).isPushed;
}

describe('whatever waits, was sent and is allowed', () => {
  test('each message is sent, put off to a later moment, or given up with its reason', () => {
    fc.assert(
      fc.property(anyPlanInput, (plan) => {
        const plans = planMessages(plan);
        expect(plans.map(({ key }) => key).sort()).toEqual(
          plan.waiting.map(({ key }) => key).sort(),
        );
        for (const one of plans)
          if (one.act === 'defer' || one.act === 'wait') expect(one.until).toBeGreaterThan(NOW);
      }),
      { numRuns: 500 },
    );
  });

  test('the order of the input makes no difference', () => {
    fc.assert(
      fc.property(anyPlanInput, (plan) => {
        const turned = {
          ...plan,
          waiting: plan.waiting.toReversed(),
          past: plan.past.toReversed(),
        };
        expect(planMessages(turned)).toEqual(planMessages(plan));
      }),
      { numRuns: 300 },
    );
  });

  test('what is sent keeps caps, gap and quiet hours, and all of it ends', () => {
    fc.assert(
      fc.property(anyPlanInput, (plan) => {
        const { sent, rounds } = playOut(plan);
        // Each round sends one, gives one up or comes to a later slot; pauses are looked at every six hours.
        expect(rounds).toBeLessThan(60 + 20 * plan.waiting.length);
        const marketing = sent.filter((one) => one.class === 'marketing');
        const all = [...plan.past, ...marketing];
        for (const one of marketing) {
          const { day, week } = plan.limits.caps[one.channel];
          const wanted = one.channel === 'email' ? FREQUENCY_SPANS[plan.person.frequency] : null;
          for (const [span, most] of [
            [DAY, day],
            [7 * DAY, week],
            [wanted ?? 0, 1],
          ] as const) {
            const within = all.filter(
              ({ channel: by, at }) => by === one.channel && at > one.at - span && at <= one.at,
            );
            expect(within.length).toBeLessThanOrEqual(most ?? Infinity);
          }
          expect(plan.person.declinedChannels).not.toContain(one.channel);
          if (!isPushed(one)) continue;
          expect(nextAllowed(plan.quietHours, plan.person.timeZone, one.at)).toBe(one.at);
          for (const other of all.filter(isPushed))
            if (other !== one)
              expect(Math.abs(other.at - one.at)).toBeGreaterThanOrEqual(
                plan.limits.gapHours * HOUR,
              );
        }
      }),
      { numRuns: 400 },
    );
  });

  test('nothing is sent after it is relevant', () => {
    fc.assert(
      fc.property(anyPlanInput, (plan) => {
        const until = new Map(plan.waiting.map((one) => [one.key, one]));
        for (const { key, at } of playOut(plan).sent) {
          const message = until.get(key);
          if (message?.class === 'marketing')
            expect(at).toBeLessThanOrEqual(message.relevantUntil ?? Infinity);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a message is never delayed by a less important one', () => {
    fc.assert(
      fc.property(anyPlanInput, (plan) => {
        const ranked = plan.waiting.toSorted(byRank);
        const whole = new Map(planMessages(plan).map((one) => [one.key, one]));
        for (let count = 1; count < ranked.length; count += 1)
          for (const one of planMessages({ ...plan, waiting: ranked.slice(0, count) }))
            expect(whole.get(one.key)).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });
});
