import { AppProvider } from '@shopify/polaris';
import english from '@shopify/polaris/locales/en.json' with { type: 'json' };
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PeopleTable } from './people-table.tsx';

const NOW = Date.UTC(2026, 10, 21);

test('a customer with a thousand orders has them written as other numbers are', () => {
  const person = {
    id: '1',
    name: 'Ada Byron',
    email: 'ada@fern.example',
    grade: 'A1',
    score: 90,
    band: 'hot' as const,
    stage: 'loyal' as const,
    lastSeenAt: NOW,
    orders: 1_234,
    spentMinor: 5_678_900,
    subscribed: true,
    isTrader: true,
  };
  const view = {
    search: '',
    sort: 'score' as const,
    direction: 'descending' as const,
    stage: 'all' as const,
    band: 'all' as const,
    after: null,
    before: null,
  };
  const list = {
    view,
    search: '',
    setSearch: () => undefined,
    change: () => undefined,
    isLoading: false,
  };
  const table = createElement(PeopleTable, {
    people: [person],
    list,
    previous: null,
    next: null,
    isOfNewest: false,
    now: NOW,
    currency: 'GBP',
    timeZone: 'Europe/London',
  });
  const page = renderToStaticMarkup(createElement(AppProvider, { i18n: english }, table));
  expect(page).toContain('1,234');
  expect(page).toContain('56,789');
});
