import { describe, expect, test } from 'vitest';
import type { KnownAddress } from '#app/consent/known-address.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { USUAL_LIMITS } from '#app/messages/planner/message-limits.ts';
import {
  cartEvent,
  checkoutEvent,
  eventAt,
  orderEvents,
  STORY_START,
} from '#tests/fixtures/journey-story.ts';
import { PLAIN_EMAIL, replayedPerson, replayRules } from '#tests/fixtures/replayed-story.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { replayPerson } from './journey-replay.ts';
import type { ReplayRules } from './replay-rules.ts';

const ADDRESS = 'ada@example.com';
const SUBSCRIBED: ReadonlyMap<string, KnownAddress> = new Map([
  [
    `email:${ADDRESS}`,
    {
      acts: { act: { id: 'a', state: 'subscribed', at: STORY_START - DAY } },
      suppression: null,
    },
  ],
]);
const SENT_ONCE = { signal: 'mail_sent', is: 'equal', times: 1, days: 7 } as const;
const subscriber = { email: ADDRESS, addresses: SUBSCRIBED, firstSeenAt: -1 };

function reminders(ms: number, changed: Partial<Journey> = {}): Journey {
  const steps: Step[] = [
    { id: 'wait', kind: 'wait', ms, next: 'mail' },
    { id: 'mail', kind: 'email', template: 'left', class: 'marketing', next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ];
  return triedJourney(steps, { exitReasons: ['ordered'], ...changed });
}

describe('a replayed mail', () => {
  test('goes to a subscriber when it is due', () => {
    const rules = replayRules(reminders(HOUR));
    const { mails, path } = replayPerson(
      rules,
      replayedPerson([cartEvent(STORY_START)], subscriber),
    );
    expect(mails).toMatchObject([{ state: 'sent', stepId: 'mail', at: STORY_START + HOUR }]);
    expect(path.map(({ outcome, stepId }) => `${outcome} ${String(stepId)}`)).toEqual([
      'entered null',
      'waiting wait',
      'ended end',
      'sent mail',
    ]);
  });

  test('is skipped where the address had not agreed by then, although it has since', () => {
    const agrees = eventAt(STORY_START + 2 * HOUR, {
      kind: 'consent.changed',
      channel: 'email',
      address: ADDRESS,
      state: 'subscribed',
      evidence: 'act',
      source: 'form',
      wording: null,
      page: null,
    });
    const person = replayedPerson([cartEvent(STORY_START), agrees], {
      ...subscriber,
      addresses: new Map(),
    });
    const { mails } = replayPerson(replayRules(reminders(HOUR)), person);
    expect(mails).toMatchObject([{ state: 'skipped', reason: 'not_subscribed' }]);
    const later = replayPerson(replayRules(reminders(3 * HOUR)), person);
    expect(later.mails).toMatchObject([{ state: 'sent' }]);
  });

  test('waits for the end of the quiet hours, and is dropped when an order comes before', () => {
    const quiet = {
      quietHours: { from: '11:30', to: '20:00' },
      timeZone: 'Europe/London',
      limits: USUAL_LIMITS,
    };
    const rules = replayRules(reminders(HOUR), { mail: quiet });
    const cart = cartEvent(STORY_START);
    const { mails } = replayPerson(rules, replayedPerson([cart], subscriber));
    expect(mails).toMatchObject([{ state: 'sent', at: STORY_START + 9 * HOUR }]);
    const bought = [cart, ...orderEvents(STORY_START + 2 * HOUR)];
    const ordered = replayPerson(rules, replayedPerson(bought, subscriber));
    expect(ordered.mails).toMatchObject([{ state: 'skipped', reason: 'ordered' }]);
  });

  test('is skipped when all that was in the cart is sold out today, and when the email is gone', () => {
    const person = replayedPerson([cartEvent(STORY_START)], subscriber);
    const soldOut = replayRules(reminders(HOUR), { isSoldOut: () => true });
    expect(replayPerson(soldOut, person).mails).toMatchObject([{ reason: 'out_of_stock' }]);
    const gone = replayRules(reminders(HOUR), { emails: new Map([['other', PLAIN_EMAIL]]) });
    expect(replayPerson(gone, person).mails).toMatchObject([{ reason: 'not_renderable' }]);
  });
});

describe('a person', () => {
  test('whose address became known later is not written to before', () => {
    const order = orderEvents(STORY_START + 2 * DAY, null).map((event) => ({
      ...event,
      traits: { email: ADDRESS },
    }));
    const person = replayedPerson([cartEvent(STORY_START), ...order], {
      ...subscriber,
      firstSeenAt: STORY_START,
      readFrom: STORY_START,
    });
    expect(replayPerson(replayRules(reminders(HOUR)), person).mails).toMatchObject([
      { state: 'skipped', reason: 'no_address' },
    ]);
  });

  test('who had ordered the cart already does not enter, and it is said why', () => {
    const history = [...orderEvents(STORY_START + 2 * MINUTE), cartEvent(STORY_START + MINUTE)];
    const late = cartEvent(STORY_START + MINUTE);
    const rules = replayRules(reminders(HOUR), { from: STORY_START + 2 * MINUTE });
    const again = replayedPerson([...history, { ...late, id: 'again', at: STORY_START + HOUR }]);
    const { runs, notStarted } = replayPerson(rules, again);
    expect(runs).toEqual([]);
    expect(notStarted).toEqual(['cart_closed']);
  });

  test('who is on the journey already does not enter it again, and one day counts once', () => {
    const rules = replayRules(
      reminders(5 * DAY, {
        trigger: { events: ['order.placed'], subject: 'order' },
        reentry: { per: 'person', again: 'never' },
        exitReasons: [],
      }),
    );
    const history = [0, 1, 2, 30].map((hours) =>
      eventAt(STORY_START + hours * HOUR, {
        kind: 'order.placed',
        orderId: String(hours),
        name: '#1',
      }),
    );
    const { runs, notStarted } = replayPerson(rules, replayedPerson(history));
    expect(runs).toHaveLength(1);
    expect(notStarted).toEqual(['already_on', 'already_on']);
  });

  test('starts by what became of their application, on the day after a date, and when the score rises', () => {
    const application = { applicationId: 'a1', name: 'Ada', companyName: 'Fern' };
    const history = [
      eventAt(STORY_START, { kind: 'application.approved', ...application }),
      ...orderEvents(STORY_START + HOUR),
    ];
    const startsBy = (trigger: Journey['trigger'], changed: Partial<ReplayRules> = {}) => {
      const rules = replayRules(reminders(HOUR, { trigger, exitReasons: [] }), changed);
      return replayPerson(rules, replayedPerson(history)).runs.map(({ enteredAt }) => enteredAt);
    };
    expect(startsBy({ on: 'application', status: 'approved' })).toEqual([STORY_START]);
    const afterOrder = { on: 'date', field: 'last_order', direction: 'after', days: 3 } as const;
    expect(startsBy(afterOrder)).toEqual([STORY_START + HOUR + 3 * DAY]);
    expect(startsBy(afterOrder, { from: STORY_START + 4 * DAY })).toEqual([]);
    const rises = { on: 'score', direction: 'up', level: 'warm' } as const;
    const bought = replayedPerson([
      cartEvent(STORY_START),
      checkoutEvent(STORY_START + MINUTE),
      checkoutEvent(STORY_START + HOUR, { token: 'k2' }),
    ]);
    const rules = replayRules(reminders(HOUR, { trigger: rises }));
    expect(replayPerson(rules, bought).runs).toHaveLength(1);
  });

  test('who entered before the window is not in it', () => {
    const rules = replayRules(reminders(HOUR), { from: STORY_START + MINUTE });
    expect(replayPerson(rules, replayedPerson([cartEvent(STORY_START)])).runs).toEqual([]);
  });
});

describe('what the journey itself really sent', () => {
  test('counts no second time beside what it sends in the replay', () => {
    const steps: Step[] = [
      { id: 'first', kind: 'email', template: 'left', class: 'marketing', next: 'wait' },
      { id: 'wait', kind: 'wait', ms: DAY, next: 'asks' },
      { id: 'asks', kind: 'branch', when: SENT_ONCE, yes: 'mail', no: 'end' },
      { id: 'mail', kind: 'email', template: 'left', class: 'marketing', next: 'end' },
      { id: 'end', kind: 'exit', reason: 'finished' },
    ];
    const sent = eventAt(STORY_START, { kind: 'mail.sent', effectKey: 'e1', template: 'left' });
    const messages = [
      { effectKey: 'e1', journeyKey: 'tried', class: 'marketing' as const, sentAt: STORY_START },
    ];
    const person = replayedPerson([cartEvent(STORY_START), sent], { ...subscriber, messages });
    expect(replayPerson(replayRules(triedJourney(steps)), person).mails).toHaveLength(2);
  });
});

describe('a journey that cannot go on', () => {
  const ofPerson = replayedPerson([cartEvent(STORY_START)], subscriber);

  test('names the step before which a step is missing', () => {
    const steps: Step[] = [{ id: 'wait', kind: 'wait', ms: HOUR, next: 'nowhere' }];
    const { failures, runs } = replayPerson(replayRules(triedJourney(steps)), ofPerson);
    expect(failures).toMatchObject([{ stepId: 'wait', reason: 'step_gone' }]);
    expect(runs).toMatchObject([{ state: 'failed' }]);
  });

  test('ends where it goes in a circle', () => {
    const steps: Step[] = [
      { id: 'mail', kind: 'email', template: 'left', class: 'marketing', next: 'mail' },
    ];
    const { failures } = replayPerson(replayRules(triedJourney(steps)), ofPerson);
    expect(failures).toMatchObject([{ stepId: 'mail', reason: 'endless' }]);
  });
});

describe('what the planner holds back in a replay', () => {
  const caps = { ...USUAL_LIMITS.caps, email: { day: 1, week: null } };
  const limits = { ...USUAL_LIMITS, caps, gapHours: 0 };
  const rules = replayRules(reminders(HOUR), {
    mail: { quietHours: null, timeZone: 'Europe/London', limits },
  });
  const due = STORY_START + HOUR;
  const news = { effectKey: 'e', journeyKey: 'news', class: 'marketing' as const };

  test('an email after one that another journey really sent leaves when a day is over', () => {
    const messages = [{ ...news, sentAt: due - 20 * HOUR }];
    const person = replayedPerson([cartEvent(STORY_START)], { ...subscriber, messages });
    expect(replayPerson(rules, person).mails).toMatchObject([
      { state: 'sent', at: due + 4 * HOUR, deferredBy: ['frequency_cap'] },
    ]);
  });

  test('emails about an order, and what the journey itself sent within the window, count for nothing', () => {
    const messages = [
      { ...news, class: 'transactional' as const, sentAt: due - HOUR },
      { ...news, journeyKey: 'tried', sentAt: due - HOUR + 1 },
    ];
    const person = replayedPerson([cartEvent(STORY_START)], { ...subscriber, messages });
    expect(replayPerson(rules, person).mails).toMatchObject([{ state: 'sent', at: due }]);
  });

  test('an email stands behind a more important one that waited then, and is skipped when it comes too late', () => {
    const waiting = {
      key: 'other',
      channel: 'email' as const,
      class: 'marketing' as const,
      priority: 5,
      askedAt: STORY_START,
      dueAt: due + 2 * HOUR,
      relevantUntil: null,
    };
    const otherMails = [{ waiting, until: waiting.dueAt, isSent: true }];
    const messages = [{ ...news, sentAt: waiting.dueAt }];
    const cart = cartEvent(STORY_START);
    const person = replayedPerson([cart], { ...subscriber, otherMails, messages });
    expect(replayPerson(rules, person).mails).toMatchObject([
      { state: 'sent', at: waiting.dueAt + DAY, deferredBy: ['outranked'] },
    ]);
    const given = [{ waiting, until: STORY_START + 1, isSent: false }];
    const alone = replayedPerson([cart], { ...subscriber, otherMails: given });
    expect(replayPerson(rules, alone).mails).toMatchObject([{ state: 'sent', at: due }]);
    const late = { ...waiting, dueAt: due + 23 * HOUR };
    const week = { ...rules.mail.limits, caps: { ...caps, email: { day: 1, week: 1 } } };
    const strict = { ...rules, mail: { ...rules.mail, limits: week } };
    const behind = replayedPerson([cart], {
      ...subscriber,
      otherMails: [{ waiting: late, until: late.dueAt, isSent: true }],
    });
    expect(replayPerson(strict, behind).mails).toMatchObject([
      { state: 'skipped', reason: 'no_longer_relevant' },
    ]);
  });

  test('an email is skipped while an exit condition of its journey is met, also after the end of its run', () => {
    const exits = { exitConditions: [{ segment: 'vips', kind: 'entered' as const }] };
    const changes = [{ segment: 'vips', kind: 'entered' as const, at: due }];
    const person = replayedPerson([cartEvent(STORY_START)], { ...subscriber, changes });
    const quiet = { ...rules.mail, quietHours: { from: '00:00', to: '23:59' } };
    const held = replayRules(reminders(HOUR, exits), { mail: quiet });
    const [mail] = replayPerson(held, person).mails;
    expect(mail).toMatchObject({ state: 'skipped', reason: 'segment_entered' });
  });
});
