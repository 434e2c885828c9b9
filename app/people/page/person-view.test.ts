import { expect, test } from 'vitest';
import { readPersonView, type PersonView } from './person-view.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const AT_FIRST: PersonView = {
  asOf: null,
  shown: 30,
  filter: { kind: null, search: '' },
  focus: null,
};

test.each<[string, Partial<PersonView>]>([
  ['', {}],
  ['shown=60', { shown: 60 }],
  ['shown=1', {}],
  ['shown=5000', { shown: 1000 }],
  ['shown=many', {}],
  ['kind=orders', { filter: { kind: 'orders', search: '' } }],
  ['kind=secrets', {}],
  ['search=%20lamp%20', { filter: { kind: null, search: 'lamp' } }],
  [`search=${'x'.repeat(200)}`, { filter: { kind: null, search: 'x'.repeat(100) } }],
  ['event=event:1&until=1795000000000', { focus: { key: 'event:1', until: 1795000000000 } }],
  ['event=event:1&until=-1', {}],
  ['until=1795000000000', {}],
  ['at=2026-11-20T09:30', { asOf: Date.parse('2026-11-20T09:30:00Z') }],
  ['at=2026-12-24T09:30', {}],
])('the address “%s” is read as a view, or as at first', (query, view) => {
  expect(readPersonView(new URLSearchParams(query), 'Europe/London', NOW)).toEqual({
    ...AT_FIRST,
    ...view,
  });
});
