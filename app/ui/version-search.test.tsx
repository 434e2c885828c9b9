import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { VersionSearch } from './version-search.tsx';

test('versions are searched, and come newest or oldest first', async () => {
  const [setSearch, change] = [vi.fn(), vi.fn()];
  const view = { search: '', sort: 'version', direction: 'descending', page: 1 } as const;
  const list = { view, search: '', setSearch, change, isLoading: false };
  drawPart(<VersionSearch placeholder="Note or staff member" list={list} />);
  await userEvent.type(screen.getByRole('textbox', { name: 'Search versions' }), 'x');
  expect(setSearch.mock.lastCall?.[0]).toBe('x');
  const order = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Sort by' });
  expect(order.selectedOptions[0]?.textContent).toBe('Newest first');
  await userEvent.selectOptions(order, 'Oldest first');
  expect(change).toHaveBeenCalledWith({ sort: 'version', direction: 'ascending' });
});
