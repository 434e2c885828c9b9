import { expect, test } from 'vitest';
import { conditionGroups, convertFilter } from './convert-filter.ts';
import { UNSET_CONDITION } from '#app/segments/unset-condition.ts';
import type { KlaviyoContext } from './conversion.ts';

const CONTEXT: KlaviyoContext = {
  names: new Map([
    ['WmPlcd', 'Placed Order'],
    ['WmView', 'Viewed Product'],
    ['WmOpen', 'Opened Email'],
    ['SeGvip', 'VIP'],
  ]),
  segmentKeys: new Map([['vip', 'vip_people']]),
};

function metric(id: string, operator: string, value: number, timeframe: object) {
  return {
    type: 'profile-metric',
    metric_id: id,
    measurement: 'count',
    measurement_filter: { type: 'numeric', operator, value },
    timeframe_filter: { type: 'date', ...timeframe },
  };
}

const LAST_WEEK = { operator: 'in-the-last', unit: 'week', quantity: 1 };

function email(subscription: string, may: boolean) {
  return {
    type: 'profile-marketing-consent',
    consent: {
      channel: 'email',
      can_receive_marketing: may,
      consent_status: { subscription },
    },
  };
}

test.each([
  [
    metric('WmPlcd', 'equals', 0, { operator: 'alltime' }),
    { field: 'orders', is: 'equal', value: 0 },
  ],
  [
    metric('WmView', 'greater-than', 2, LAST_WEEK),
    { signal: 'product_viewed', is: 'more_than', times: 2, days: 7 },
  ],
  [
    {
      type: 'profile-property',
      property: 'Shopify Tags',
      filter: { type: 'list', operator: 'contains', value: 'vip' },
    },
    { field: 'tags', is: 'has_any', values: ['vip'] },
  ],
  [
    {
      type: 'profile-property',
      property: "location['country']",
      filter: { type: 'string', operator: 'equals', value: 'United States' },
    },
    null,
  ],
  [
    {
      type: 'profile-property',
      property: '$country',
      filter: { type: 'string', operator: 'in', value: ['United States', 'Germany'] },
    },
    { field: 'country', is: 'one_of', values: ['US', 'DE'] },
  ],
  [
    { type: 'profile-group-membership', is_member: false, group_ids: ['SeGvip'] },
    { all: [{ segment: 'vip_people', is: 'not_in' }] },
  ],
  [email('subscribed', true), { field: 'email_consent', is: 'one_of', values: ['subscribed'] }],
  [
    email('unsubscribed', false),
    { field: 'email_consent', is: 'one_of', values: ['unsubscribed'] },
  ],
  [
    { type: 'profile-region', in_region: false, region: 'united_states' },
    { field: 'country', is: 'not_one_of', values: ['US'] },
  ],
  [
    {
      type: 'profile-predictive-analytics',
      dimension: 'expected_date_of_next_purchase',
      filter: { type: 'date', operator: 'in-the-next', unit: 'day', quantity: 14 },
    },
    { field: 'next_order', is: 'coming', days: 14 },
  ],
  [
    {
      type: 'profile-property',
      property: 'locale',
      filter: { type: 'string', operator: 'not-contains', value: 'en' },
    },
    null,
  ],
  // What is not counted, not kept, or asked in another way.
  [metric('WmOpen', 'equals', 0, LAST_WEEK), null],
  [metric('WmPlcd', 'equals', 0, { operator: 'flow-start' }), null],
  [metric('Other', 'equals', 0, LAST_WEEK), null],
  [metric('WmView', 'equals', -1, LAST_WEEK), null],
  [{ type: 'profile-group-membership', is_member: true, group_ids: ['unknown'] }, null],
  [{ type: 'profile-postal-code-distance' }, null],
  ['text', null],
])('%j becomes what segments ask', (condition, expected) => {
  const { predicate, notes } = convertFilter([[condition]], CONTEXT, 'left_out');
  expect(predicate).toEqual(expected ?? UNSET_CONDITION);
  expect(notes).toHaveLength(expected === null ? 1 : 0);
});

const bought = metric('WmPlcd', 'greater-than-or-equal', 1, { operator: 'alltime' });
const viewed = metric('WmView', 'greater-than-or-equal', 1, LAST_WEEK);
const unknown = { type: 'profile-sample', percentage: 5 };
const BOUGHT = { field: 'orders', is: 'at_least', value: 1 };
const VIEWED = { signal: 'product_viewed', is: 'at_least', times: 1, days: 7 };

test('one condition of each group must hold, and an unknown alternative is left out of who enters', () => {
  const groups = [[bought, viewed], [viewed], [bought, unknown]];
  const { predicate, notes } = convertFilter(groups, CONTEXT, 'left_out');
  expect(predicate).toEqual({ all: [{ any: [BOUGHT, VIEWED] }, VIEWED, BOUGHT] });
  expect(notes).toMatchObject([{ what: 'Condition “profile-sample”' }]);
  expect(notes[0]?.why).toContain('does not enter');
});

test('where the others go another way, an unknown alternative is a condition that is not chosen', () => {
  expect(convertFilter([[bought, unknown]], CONTEXT, 'unset').predicate).toEqual({
    any: [BOUGHT, UNSET_CONDITION],
  });
});

test('no group is left out: a condition that is not chosen stands in its place', () => {
  for (const alternatives of ['left_out', 'unset'] as const)
    expect(convertFilter([[bought], [unknown]], CONTEXT, alternatives).predicate).toEqual({
      all: [BOUGHT, UNSET_CONDITION],
    });
});

test('a filter that cannot be read, or asks too much, lets no person pass unseen', () => {
  for (const filter of ['text', {}, { condition_groups: 'all' }])
    expect(convertFilter(conditionGroups(filter), CONTEXT, 'left_out').predicate).toEqual(
      UNSET_CONDITION,
    );
  const many = Array.from({ length: 101 }, () => [viewed]);
  expect(convertFilter(many, CONTEXT, 'left_out').predicate).toEqual(UNSET_CONDITION);
  for (const none of [null, undefined, { condition_groups: [] }])
    expect(conditionGroups(none)).toEqual([]);
});
