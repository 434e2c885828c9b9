import { expect, test } from 'vitest';
import { journeyProblems } from '#app/journeys/definitions/journey-problems.ts';
import { markupProblems } from '#app/gallery/markup-problems.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { EmailContent } from '#app/messages/templates/email-content.ts';
import { flowOf, journeyOf } from '#tests/fixtures/converted-flows.ts';
import {
  abandonedCheckoutFlow,
  circularFlow,
  klaviyoMetrics,
} from '#tests/fixtures/klaviyo-flows.ts';
import { KLAVIYO_ACTION_TYPES } from './convert-action.ts';

test('a flow becomes a journey with the steps that it has counterparts for', () => {
  const { journey, problems } = journeyOf(klaviyoMetrics, abandonedCheckoutFlow);
  expect(problems).toEqual([]);
  expect(journey).toMatchObject({
    name: 'Abandoned Checkout',
    trigger: { events: ['checkout.changed'], subject: 'basket', onePer: 'person' },
    reentry: { per: 'person', again: 'after', days: 30, since: 'entry' },
    exitReasons: ['ordered', 'person_deleted'],
    entry: { field: 'country', is: 'one_of' },
    first: 'a-101',
  });
  expect(journey.steps).toMatchObject([
    { id: 'a-101', kind: 'wait', ms: 4 * HOUR + 30 * MINUTE, next: 'a-102' },
    {
      id: 'a-102',
      kind: 'branch',
      when: { field: 'orders', is: 'at_least', value: 1 },
      yes: 'a-103',
      no: 'a-104',
    },
    // The text message has no counterpart: what led to it leads on to the wait after it.
    {
      id: 'a-103',
      kind: 'email',
      template: 'klaviyo-abandoned-checkout-xvtp5q-a-103',
      next: 'a-106',
    },
    {
      id: 'a-104',
      kind: 'split',
      variants: [
        { percent: 50, next: 'a-104-1' },
        { percent: 50, next: 'a-104-2' },
      ],
    },
    { id: 'a-104-1', kind: 'email', next: 'a-106' },
    { id: 'a-104-2', kind: 'email', next: 'a-106' },
    { id: 'a-106', kind: 'wait', ms: DAY, next: 'a-106-until' },
    {
      id: 'a-106-until',
      kind: 'wait_until',
      until: { by: 'time_of_day', time: '09:30', weekdays: [1, 5] },
      zone: 'person',
      next: 'a-107',
    },
    { id: 'a-107', kind: 'branch', when: { all: [] }, yes: 'a-108', no: 'end' },
    { id: 'a-108', kind: 'metafield', key: 'Cart_flow', value: 'done', next: 'a-108-2' },
    { id: 'a-108-2', kind: 'tag', change: 'add', tag: 'reminded', next: 'a-109' },
    { id: 'a-109', kind: 'webhook', url: 'https://erp.example/hook', next: 'end' },
    { id: 'end', kind: 'exit' },
  ]);
});

test('its emails have their subjects, and cannot be published before they are written', async () => {
  const { definitions } = journeyOf(klaviyoMetrics, abandonedCheckoutFlow);
  const emails = definitions.filter(({ kind }) => kind === 'email');
  expect(emails.map(({ content }) => content)).toMatchObject([
    {
      name: 'Reminder to customers',
      subject: '{{ firstName | default: "Hi" }}, your cart',
      text: '{% write_this_email %}',
    },
    { name: 'Reminder A', subject: 'Forgot something?' },
    { name: 'Reminder B', subject: 'left' },
  ]);
  const content = EmailContent.parse(emails[0]?.content);
  const found = await markupProblems(createRenderer(), content);
  expect(found[0]?.message).toMatch(/write_this_email/);
});

test('what has no counterpart is listed with its name and why', () => {
  const { notes } = journeyOf(klaviyoMetrics, abandonedCheckoutFlow);
  const said = notes.flatMap(({ flow, notes: ofFlow }) => {
    expect(flow).toBe('Abandoned Checkout');
    return ofFlow.map(({ what }) => what);
  });
  expect(new Set(said)).toEqual(
    new Set([
      'Profile filter',
      'Email “Reminder to customers”',
      'Email “Reminder A”',
      'Email “Reminder B”',
      'A/B test',
      'Text message',
      'Trigger split',
      'Property “Cart flow”',
      'Property “Groups”',
      'Webhook “ERP”',
    ]),
  );
});

test('without the file of metrics what starts it is not chosen, so that it cannot be published', () => {
  const { journey, notes } = journeyOf(abandonedCheckoutFlow);
  expect(journey.trigger).toEqual({ events: [], subject: 'person' });
  expect(notes[0]?.notes[0]).toEqual({
    what: 'Trigger “WmChck”',
    why: 'Flows hold only the id of their metric. Add the file of your metrics, or choose what starts it.',
  });
  expect(journeyProblems(journey, new Map()).map(({ message }) => message)).toContain(
    'Choose what starts it.',
  );
});

test('a flow of actions without counterpart, in a circle, ends at once', () => {
  const { journey, notes } = journeyOf(circularFlow);
  expect(journey).toMatchObject({ name: 'price drop', first: 'end' });
  expect(journey.steps).toEqual([{ id: 'end', kind: 'exit', reason: 'finished' }]);
  expect(notes[0]?.notes.map(({ what }) => what)).toEqual([
    'Trigger “Price drop”',
    'Text message',
    'Code',
  ]);
});

test('an action of every type, with nothing in it, gives steps or a note and no journey that cannot be read', () => {
  for (const type of [...KLAVIYO_ACTION_TYPES, 'hologram', '__proto__', 'constructor'])
    for (const data of [undefined, null, {}, { message: {} }, { branches: [] }]) {
      const { journey, notes, problems } = journeyOf(flowOf({ type, data, links: { next: 'x' } }));
      expect(problems, type).toEqual([]);
      const known = notes.flatMap((one) => one.notes).filter(({ what }) => what !== 'Trigger');
      expect(known.length + journey.steps.length, type).toBeGreaterThan(1);
    }
});
