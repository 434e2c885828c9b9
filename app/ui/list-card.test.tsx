import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { ListCard } from './list-card.tsx';

function draw(searchLabel?: string) {
  const view = { search: '', sort: 'name', direction: 'ascending', page: 1 } as const;
  const setSearch = vi.fn();
  const list = { view, search: '', setSearch, change: vi.fn(), isLoading: false };
  drawPart(
    <ListCard
      title="API keys"
      text="Programs send events with them."
      list={list}
      searchHint="First letters"
      searchLabel={searchLabel}
      name={{ singular: 'key', plural: 'keys' }}
      columns={[{ title: 'Key', sort: 'name' }]}
      empty="No keys yet."
      rows={[{ id: '1', cells: ['tk_fern'] }]}
    />,
  );
  return setSearch;
}

test('a card that is one list says what it is about, and has its search and its rows', async () => {
  const setSearch = draw();
  expect(screen.getByRole('heading', { level: 2, name: 'API keys' })).toBeDefined();
  expect(screen.getByText('Programs send events with them.')).toBeDefined();
  expect(screen.getByRole('cell', { name: 'tk_fern' })).toBeDefined();
  await userEvent.type(screen.getByRole('textbox', { name: 'Search keys' }), 'f');
  expect(setSearch.mock.lastCall?.[0]).toBe('f');
});

test('rows may be searched by another name than that of the list', () => {
  draw('Search by first letters');
  expect(screen.getByRole('textbox', { name: 'Search by first letters' })).toBeDefined();
});
