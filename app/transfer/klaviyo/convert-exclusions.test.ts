import { expect, test } from 'vitest';
import {
  JourneyContentSchema,
  type JourneyContent,
} from '#app/journeys/definitions/journey-content.ts';
import { journeyProblems } from '#app/journeys/definitions/journey-problems.ts';
import { UNSET_CONDITION } from '#app/segments/unset-condition.ts';
import { readFiles } from '#app/transfer/read-files.ts';
import { flowOf, journeyOf, NO_SEGMENTS, readJson } from '#tests/fixtures/converted-flows.ts';
import { abandonedCheckoutFlow, klaviyoMetrics } from '#tests/fixtures/klaviyo-flows.ts';

/** What keeps a journey from being published in a store that has the segment of VIPs. */
function messagesOf(journey: JourneyContent): string[] {
  const segments = new Map([['vip_people', { all: [] }]]);
  return journeyProblems(journey, new Map(), { segments }).map(({ message }) => message);
}

function filterOf(...conditions: object[]) {
  return { condition_groups: conditions.map((one) => ({ conditions: [one] })) };
}

const placedMetric = { type: 'metric', id: 'WmPlcd' };
const unknownCondition = {
  type: 'profile-property',
  property: 'Club',
  filter: { operator: 'is-set' },
};
const fromEurope = { type: 'profile-region', in_region: true, region: 'european_union' };

test('who was excluded by what has no counterpart is not let in: the journey cannot be published', () => {
  const { journey, notes } = journeyOf(klaviyoMetrics, {
    triggers: [placedMetric],
    profile_filter: filterOf(fromEurope, unknownCondition, {
      type: 'profile-group-membership',
      is_member: false,
      group_ids: ['LiStVp'],
    }),
    actions: [],
    entry_action_id: null,
  });
  expect(journey.entry).toMatchObject({
    all: [{ field: 'country' }, UNSET_CONDITION, UNSET_CONDITION],
  });
  expect(messagesOf(journey)).toContain('Condition to enter: Choose the condition.');
  expect(notes[0]?.notes.map(({ what }) => what)).toContain('Condition on the property “Club”');
  expect(journey.purpose).toContain('Condition on the property “Club”');
});

test('a filter of the trigger that is lost leaves a condition to choose, and further triggers are named', () => {
  const { journey, notes } = journeyOf(klaviyoMetrics, {
    triggers: [
      { ...placedMetric, trigger_filter: filterOf({ type: 'metric-property' }) },
      { type: 'metric', id: 'WmChck' },
    ],
    actions: [],
    entry_action_id: null,
  });
  expect(journey.trigger).toEqual({ events: ['order.placed'], subject: 'order' });
  expect(journey.entry).toEqual(UNSET_CONDITION);
  expect(messagesOf(journey)).toContain('Condition to enter: Choose the condition.');
  expect(notes[0]?.notes.map(({ what }) => what)).toEqual([
    'Trigger filter',
    'Another trigger “Checkout Started”',
  ]);
});

test('a split of which a part has no counterpart, and an email with a filter, ask for the condition', () => {
  const split = journeyOf(
    flowOf({
      type: 'conditional-split',
      data: { profile_filter: filterOf(fromEurope, unknownCondition) },
    }),
  ).journey;
  expect(split.steps[0]).toMatchObject({
    kind: 'branch',
    when: { all: [{ field: 'country' }, UNSET_CONDITION] },
  });
  expect(messagesOf(split)).toContain('Choose the condition.');
  const email = journeyOf(
    flowOf({
      type: 'send-email',
      data: { message: { name: 'One', additional_filters: filterOf(fromEurope) } },
    }),
  ).journey;
  expect(email.steps).toMatchObject([
    { id: 'a-1', kind: 'branch', when: { field: 'country' }, yes: 'a-1-mail', no: 'end' },
    { id: 'a-1-mail', kind: 'email', next: 'end' },
    { id: 'end' },
  ]);
});

test('no person passes a delay that cannot be read: its time is to be chosen', () => {
  for (const action of [
    { type: 'time-delay', data: { unit: 'months', value: 1 } },
    { type: 'time-delay', data: { unit: 'days', value: 1.5 } },
    { type: 'target-date', data: {} },
    { type: 'countdown-delay' },
    { type: 'back-in-stock-delay' },
    { type: 'hologram' },
  ]) {
    const { journey } = journeyOf(flowOf(action));
    expect(journey.first, action.type).toBe('a-1');
    expect(journey.steps[0], action.type).toMatchObject({ kind: 'wait_until' });
    expect(messagesOf(journey), action.type).toContain('Choose the time of day.');
  }
});

test('more branches than there can be leave open where the others go', () => {
  const branch = { branch_filter: filterOf(fromEurope), links: { next: null } };
  const branches = [...Array.from({ length: 60 }, () => branch), { is_else: true }];
  const { journey } = journeyOf(flowOf({ type: 'multi-branch-split', data: { branches } }));
  expect(messagesOf(journey)).toContain('It leads nowhere. Connect it to a step.');
});

test.each([null, { variations: [] }])('a test of one email is that email: %j', (experiment) => {
  const main = { type: 'send-email', data: { message: { name: 'One' } } };
  const { journey, definitions } = journeyOf(
    flowOf({ type: 'ab-test', data: { main_action: main, current_experiment: experiment } }),
  );
  expect(journey).toMatchObject({ first: 'a-1', steps: [{ id: 'a-1', kind: 'email' }, {}] });
  const { template } = journey.steps[0] as { template: string };
  expect(definitions.map(({ key }) => key)).toContain(template);
});

test('a lower price starts a journey here too, and of stock the gallery is named', () => {
  const trigger = (one: object) =>
    journeyOf({ triggers: [one], actions: [], entry_action_id: null });
  const price = trigger({ type: 'price-drop', audience: ['viewed'] });
  expect(price.journey).toMatchObject({
    trigger: { events: ['product.reduced'], subject: 'person' },
    entry: { all: [] },
  });
  // Fewer people than those who only looked.
  expect(trigger({ type: 'price-drop', audience: ['carted'] }).journey.entry).toEqual(
    UNSET_CONDITION,
  );
  const low = trigger({ type: 'low-inventory' });
  expect(low.journey.trigger).toEqual({ events: [], subject: 'person' });
  expect(low.notes[0]?.notes[0]?.why).toContain('Back in stock');
});

test('the strictest of what a flow says of who enters again counts', () => {
  const notInFlow = (quantity: number) => ({
    type: 'profile-not-in-flow',
    timeframe_filter: { operator: 'in-the-last', unit: 'day', quantity },
  });
  const flow = {
    triggers: [placedMetric],
    profile_filter: filterOf(notInFlow(3), notInFlow(30)),
    reentry_criteria: { duration: 7, unit: 'day' },
    actions: [],
    entry_action_id: null,
  };
  expect(journeyOf(klaviyoMetrics, flow).journey.reentry).toMatchObject({ days: 30 });
  const unread = { ...flow, reentry_criteria: { unit: 'month' } };
  expect(journeyOf(klaviyoMetrics, unread).journey.reentry).toMatchObject({ again: 'never' });
});

test.each(['segment', 'list'])(
  'a %s of Klaviyo that has the name of a segment here starts the journey by that one',
  (type) => {
    const flow = { triggers: [{ type, id: 'SeG1' }], actions: [], entry_action_id: null };
    const names = { data: { type, id: 'SeG1', attributes: { name: 'VIP' } } };
    const files = [names, flow].map((json, index) => ({
      name: String(index),
      text: JSON.stringify(json),
    }));
    const startOf = (keys: ReadonlyMap<string, string>) =>
      readFiles(files, keys).definitions[0]?.content;
    expect(startOf(new Map([['vip', 'vip_people']]))).toMatchObject({
      trigger: { segment: 'vip_people', kind: 'entered' },
    });
    const journey = JourneyContentSchema.parse(startOf(NO_SEGMENTS));
    expect(messagesOf(journey).join()).toMatch(/Choose (what|the segment that) starts it/);
  },
);

test('two flows of the same name have keys of their own, and one has the same key again', () => {
  const keyOf = (id: string | null, name: string) => {
    const flow = structuredClone(abandonedCheckoutFlow);
    const data = { ...flow.data, id, attributes: { ...flow.data.attributes, name } };
    return readJson({ data }).definitions.find(({ kind }) => kind === 'journey')?.key;
  };
  const long = 'Abandoned checkout of the store in Europe';
  const keys = [
    keyOf('XVTP5Q', `${long}, one`),
    keyOf('XVTP5R', `${long}, two`),
    keyOf('xvtp5q', `${long}, one`),
    keyOf(null, `${long}, one`),
    keyOf(null, `${long}, two`),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(keyOf('XVTP5Q', `${long}, one`)).toBe(keys[0]);
});
