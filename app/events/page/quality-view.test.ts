import { expect, test } from 'vitest';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { readListView } from '#app/lib/list-view.ts';
import { DRIFT_ORDER, DRIFT_SORTS, TOPIC_ORDER, TOPIC_SORTS } from './quality-view.ts';
import type { TopicHealth } from './topic-health.ts';

const USUAL = { median: 10, low: 5, high: 15 };
const SILENT = { state: 'silent', since: 0, hours: 9, chance: 0.001 } as const;

function topic(name: string, lastDay: number, rest: Partial<TopicHealth> = {}): TopicHealth {
  const silence = { state: 'heard', hours: 1 } as const;
  return { topic: name, lastDay, lastHour: 0, thisHour: 0, usualDay: USUAL, silence, ...rest };
}

const TOPICS = [
  topic('carts/update', 10),
  topic('orders/create', 0, { silence: SILENT }),
  topic('products/update', 1),
  topic('refunds/create', 3, { usualDay: null }),
];

function topicsOf(query: string): string[] {
  const view = readListView(new URLSearchParams(query), TOPIC_SORTS);
  return arrangeRows(TOPICS, view, TOPIC_ORDER, 10).rows.map((one) => one.topic);
}

test.each([
  ['', ['orders/create', 'products/update', 'carts/update', 'refunds/create']],
  ['sort=topic&direction=ascending', TOPICS.map((one) => one.topic)],
  ['sort=deliveries', ['carts/update', 'refunds/create', 'products/update', 'orders/create']],
  ['sort=usual', ['carts/update', 'orders/create', 'products/update', 'refunds/create']],
  ['search=CREATE', ['orders/create', 'refunds/create']],
])(
  'topics looked at by “%s”: those that need a look first unless asked otherwise',
  (query, names) => {
    expect(topicsOf(query)).toEqual(names);
  },
);

test('fields that stopped coming are listed the most gone first, and found by their words', () => {
  const drifts = [
    { topic: 'orders/create', field: 'email', before: 0.9, lately: 0.2 },
    { topic: 'orders/create', field: 'phone', before: 0.9, lately: 0 },
  ] as const;
  const look = (query: string) => {
    const options = { list: 'fields', direction: 'ascending' } as const;
    const view = readListView(new URLSearchParams(query), DRIFT_SORTS, options);
    return arrangeRows(drifts, view, DRIFT_ORDER, 10).rows.map(({ field }) => field);
  };
  expect(look('')).toEqual(['phone', 'email']);
  expect(look('fields.sort=lately&fields.direction=descending')).toEqual(['email', 'phone']);
  expect(look('fields.search=phone&search=email')).toEqual(['phone']);
});
