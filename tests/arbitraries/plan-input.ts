import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import type { MessageChannel } from '#app/messages/channels/registry.ts';
import type { MessageLimits } from '#app/messages/planner/message-limits.ts';
import type { PlanInput, WaitingMessage } from '#app/messages/planner/planned-message.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

const cap = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
const caps = fc.record({ day: cap, week: cap });
const limitsOf: fc.Arbitrary<MessageLimits> = fc.record({
  caps: fc.record({ email: caps, banner: caps, sms: caps }),
  gapHours: fc.integer({ min: 0, max: 30 }),
  quietZone: fc.constantFrom('person', 'shop'),
  followsEngagement: fc.boolean(),
  pausesForTicket: fc.boolean(),
  pausesForDeal: fc.boolean(),
});
const channel = fc.constantFrom<MessageChannel>('email', 'banner', 'sms');
function time(least: number, most: number): fc.Arbitrary<number> {
  return fc
    .integer({ min: least / MINUTE, max: most / MINUTE })
    .map((minutes) => NOW + minutes * MINUTE);
}
const waitingOf = fc
  .uniqueArray(
    fc.record({
      key: fc.stringMatching(/^[a-z]{1,3}$/),
      channel,
      class: fc.constantFrom('marketing', 'marketing', 'marketing', 'transactional'),
      priority: fc.integer({ min: 1, max: 5 }),
      askedAt: time(-DAY, 0),
      dueAt: time(-DAY, DAY),
      relevantUntil: time(-HOUR, 5 * DAY),
    }),
    { selector: ({ key }) => key, maxLength: 8 },
  )
  .map((messages): WaitingMessage[] => messages);
const pastOf = fc.array(
  fc.record({ channel, class: fc.constant('marketing' as const), at: time(-30 * DAY, 0) }),
  { maxLength: 8 },
);
/** Any messages of one person that wait, with all that planning them reads. */
export const anyPlanInput: fc.Arbitrary<PlanInput> = fc.record({
  waiting: waitingOf,
  past: pastOf,
  person: fc.record({
    timeZone: fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/New_York', 'Europe/Berlin'),
    engagedAt: time(-200 * DAY, 0),
    hasOpenTicket: fc.boolean(),
    hasOpenDeal: fc.boolean(),
    frequency: fc.constantFrom('all', 'all', 'week', 'month'),
    declinedChannels: fc.constantFrom<MessageChannel[]>([], [], ['banner']),
  }),
  limits: limitsOf,
  quietHours: fc.constantFrom(null, { from: '21:00', to: '08:00' }, { from: '12:00', to: '14:30' }),
  now: fc.constant(NOW),
});
