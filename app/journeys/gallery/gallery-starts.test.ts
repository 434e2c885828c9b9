import { expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import {
  cartEvent,
  checkoutEvent,
  eventAt,
  orderEvents,
  parcelEvent,
  STORY_START as START,
  type JourneyStory,
} from '#tests/fixtures/journey-story.ts';
import { storyOf } from '#tests/fixtures/tried-journey.ts';
import { withJourneyPredicates } from '#app/journeys/journey-predicates.ts';
import { shopSegments } from '#app/segments/ready/shop-segments.ts';
import { resolveReferences } from '#app/segments/resolve-references.ts';
import { galleryJourneys } from './registry.ts';

/** Moments that are looked at: often enough that no wait is passed over. */
const STEP_MS = 15 * MINUTE;

const subscribed = eventAt(START - DAY, {
  kind: 'consent.changed',
  channel: 'email',
  address: 'ada@fern.example',
  state: 'subscribed',
  source: 'form',
  evidence: 'act',
  wording: null,
  page: null,
});
const company = eventAt(START - DAY, { kind: 'company.joined', companyId: '5' });

/** An order of the person, which took one thing. */
function order(
  at: number,
  id: string,
  { source, cartToken = null }: { source?: string; cartToken?: string | null } = {},
): DomainEvent[] {
  const shared = { name: `#${id}`, ...(source !== undefined && { source }) };
  const total = { minor: 500, currency: 'GBP' };
  const snapshot = orderSnapshot(at, { total, cartToken, ...shared });
  return [
    eventAt(at, { kind: 'order.placed', orderId: id, ...shared }),
    eventAt(at, { kind: 'order.changed', order: { ...snapshot, orderId: id } }),
  ];
}

/** An order of the person in the online store, and the cart that it was made of. */
function cartOrder(at: number, id: string): DomainEvent[] {
  const cartToken = `c-${id}`;
  return [cartEvent(at, { token: cartToken }), ...order(at, id, { source: 'web', cartToken })];
}

/** Orders every 20 days, the last at the start of the story. */
function regular(times: number): DomainEvent[] {
  return Array.from({ length: times }, (_, index) =>
    cartOrder(START - (times - 1 - index) * 20 * DAY, `o${String(index)}`),
  ).flat();
}

function application(kind: 'submitted' | 'approved' | 'declined'): DomainEvent {
  const applicationId = '018f3a80-0000-7000-8000-000000000001';
  return eventAt(START, { kind: `application.${kind}`, applicationId });
}

type Case = {
  events: DomainEvent[];
  /** How long the story lasts. */
  days: number;
  /** Emails, banners and tasks as `what@hours since the start`. */
  done: string[];
};

const CASES: Record<string, Case> = {
  welcome: {
    events: [{ ...subscribed, id: 'now', at: START, traitsAt: START }],
    days: 8,
    done: ['welcome-1@0.25', 'welcome-2@48.25', 'welcome-3@144.25'],
  },
  'browsed-product': {
    events: [subscribed, eventAt(START, { kind: 'product.viewed', productId: '1' })],
    days: 2,
    done: ['browsed-product@4'],
  },
  'browsed-category': {
    events: [subscribed, eventAt(START, { kind: 'collection.viewed', collectionId: '3' })],
    days: 2,
    done: ['browsed-collection@24'],
  },
  'abandoned-basket': {
    events: [cartEvent(START)],
    days: 12,
    done: [
      'basket-reminder-1@1',
      'cart-questions@24',
      'basket-banner@48',
      'basket-reminder-2@72',
      'basket-banner@72',
    ],
  },
  'abandoned-checkout': {
    events: [checkoutEvent(START)],
    days: 5,
    done: ['checkout-help@1', 'checkout-answers@24', 'checkout-last@72'],
  },
  'post-purchase': {
    events: [...orderEvents(START, null), parcelEvent(START + DAY)],
    days: 60,
    done: ['order-thanks@0', 'order-care@96', 'review-request@264', 'goes-with-banner@432'],
  },
  'second-order': {
    events: cartOrder(START, 'o1'),
    days: 35,
    done: ['second-order-help@336', 'second-order-proof@720'],
  },
  replenishment: {
    events: regular(3),
    days: 40,
    done: ['order-again@431.5', 'order-again-reminder@671.5'],
  },
  'win-back': {
    events: cartOrder(START, 'o1'),
    days: 120,
    done: ['win-back-1@2174', 'win-back-2@2414', 'win-back-last@2654'],
  },
  lapsed: {
    events: cartOrder(START, 'o1'),
    days: 190,
    done: ['lapsed-news@4334', 'lapsed-banner@4382'],
  },
  'back-in-stock': {
    events: [subscribed, eventAt(START, { kind: 'product.restocked', productId: '1' })],
    days: 1,
    done: ['back-in-stock@0.25'],
  },
  'price-drop': {
    events: [
      subscribed,
      eventAt(START, {
        kind: 'product.reduced',
        productId: '1',
        variantId: '11',
        fromMinor: 1_000,
        toMinor: 800,
        currency: 'GBP',
      }),
    ],
    days: 1,
    done: ['price-drop@1'],
  },
  loyalty: {
    events: regular(4),
    days: 70,
    done: ['loyalty-thanks@24', 'loyalty-first-look@744'],
  },
  'subscription-renewal': {
    events: order(START, 'o1', { source: 'subscription_contract' }),
    days: 40,
    done: ['subscription-order@0'],
  },
  'guide-follow-up': {
    events: [eventAt(START, { kind: 'custom.happened', name: 'guide.downloaded', values: {} })],
    days: 7,
    done: ['guide-help@24', 'guide-proof@120'],
  },
  'event-follow-up': {
    events: [eventAt(START, { kind: 'custom.happened', name: 'event.attended', values: {} })],
    days: 7,
    done: ['event-thanks@24', 'event-next-step@96'],
  },
  'trade-received': {
    events: [application('submitted')],
    days: 4,
    done: ['trade-next-steps@1', 'create@49'],
  },
  'trade-more-information': {
    events: [application('submitted')],
    days: 12,
    done: ['trade-more-information@72', 'create@240'],
  },
  'trade-approved': {
    events: [application('approved')],
    days: 20,
    done: ['trade-onboarding@24', 'trade-starter-range@192', 'create@360'],
  },
  'trade-rejected': {
    events: [application('declined')],
    days: 150,
    done: ['trade-nurture@504', 'trade-apply-again@3384'],
  },
  'wholesale-reorder': {
    events: [company, ...regular(3)],
    days: 40,
    done: ['trade-reorder@383.5', 'create@671.5'],
  },
  'account-expansion': {
    events: [company, ...regular(4)],
    days: 20,
    done: ['trade-expansion@120', 'create@288'],
  },
};

const { predicates: segments } = shopSegments([]);

/** The event with whose it is: who has no name is no person. */
function named(event: DomainEvent): DomainEvent {
  return { ...event, traits: { email: 'ada@fern.example' } };
}

function journeyOf(key: string) {
  const found = galleryJourneys.find(({ journey }) => journey.key === key);
  if (!found) throw new Error(`The gallery has no journey ${key}.`);
  // As the rules of a shop are read: with what conditions refer to in its place.
  return withJourneyPredicates(found.journey, (predicate) =>
    resolveReferences(predicate, { segments, collections: new Map(), timeZone: 'UTC' }),
  );
}

/** What the journey does to a person to whom these things happen, and nothing after. */
function lived(key: string, { events, days }: Pick<Case, 'events' | 'days'>): JourneyStory {
  const story = storyOf(journeyOf(key));
  const inOrder = [...events].sort((a, b) => a.at - b.at);
  for (const event of inOrder) story.receive(named(event));
  const sent = new Set<string>();
  for (let at = inOrder.at(-1)?.at ?? START; at <= START + days * DAY; at += STEP_MS) {
    if (
      [...story.runs.values()].some(({ wakeAt }) => wakeAt !== null && wakeAt <= at) ||
      at % DAY === 0
    )
      story.passTo(at);
    sendDue(story, at, sent);
  }
  return story;
}

/** Lets the emails that are due leave, as delivery reports it. */
function sendDue(story: JourneyStory, at: number, sent: Set<string>): void {
  for (const { kind, key, payload, dueAt } of [...story.effects]) {
    if (kind !== 'email' || dueAt > at || sent.has(key)) continue;
    sent.add(key);
    const { template } = payload;
    story.receive(named(eventAt(at, { kind: 'mail.sent', effectKey: key, template })));
  }
}

test('there is a case for every journey of the gallery', () => {
  expect(Object.keys(CASES).sort()).toEqual(
    galleryJourneys.map(({ journey }) => journey.key).sort(),
  );
});

test.each(Object.entries(CASES))(
  '%s begins with real events and sends in time',
  (key, expected) => {
    expect(lived(key, expected).done.filter((what) => !what.startsWith('withdraw'))).toEqual(
      expected.done,
    );
  },
);

test.each<[string, 'submitted' | 'declined', 'submitted' | 'approved' | 'declined']>([
  ['trade-received', 'submitted', 'approved'],
  ['trade-received', 'submitted', 'declined'],
  ['trade-more-information', 'submitted', 'approved'],
  ['trade-rejected', 'declined', 'submitted'],
  ['trade-rejected', 'declined', 'approved'],
])('%s of an application that was %s is over at once when it is %s', (key, begun, after) => {
  const decided = { ...application(after), at: START + MINUTE, id: 'decided' };
  expect(lived(key, { events: [application(begun), decided], days: 200 }).done).toEqual([]);
});

test.each([
  'welcome',
  'browsed-product',
  'browsed-category',
  'second-order',
  'replenishment',
  'win-back',
  'back-in-stock',
  'price-drop',
  'wholesale-reorder',
  'guide-follow-up',
  'event-follow-up',
  'trade-approved',
])('an order ends %s', (key) => {
  const begun = CASES[key];
  if (!begun) throw new Error('No such case.');
  const last = Math.max(...begun.events.map(({ at }) => at));
  const story = lived(key, { ...begun, days: key === 'win-back' ? 95 : 0 });
  const at = key === 'win-back' ? START + 95 * DAY : last + HOUR / 10;
  for (const event of order(at, 'new')) story.receive(named(event));
  const runs = [...story.runs.values()].filter(({ enteredAt }) => enteredAt < at);
  expect(runs.filter(({ state }) => state === 'active')).toEqual([]);
  expect(runs.some(({ endReason }) => endReason === 'ordered')).toBe(true);
});
