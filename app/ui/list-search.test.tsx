import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { MOST_SEARCHED } from '#app/lib/list-view.ts';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { ListSearch, NothingFound, type ListSearchProps } from './list-search.tsx';

function Search(props: Partial<ListSearchProps>) {
  const [search, setSearch] = useState('');
  return (
    <ListSearch
      {...props}
      label="Search people"
      placeholder="Name or email address"
      list={{ search, setSearch }}
    />
  );
}

function field(): HTMLInputElement {
  return screen.getByRole('textbox', { name: 'Search people' });
}

test('the field has a name, a hint, and takes no more than is searched for', () => {
  drawPart(<Search />);
  expect(field().placeholder).toBe('Name or email address');
  expect(field().maxLength).toBe(MOST_SEARCHED);
});

test('what was typed can be cleared with one press', async () => {
  drawPart(<Search />);
  await userEvent.type(field(), 'fern');
  expect(field().value).toBe('fern');
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(field().value).toBe('');
});

test('what else narrows the list is chosen beside the field', async () => {
  const onChange = vi.fn();
  const options = [
    { label: 'Newest first', value: 'new' },
    { label: 'Oldest first', value: 'old' },
  ];
  drawPart(<Search choice={{ label: 'Sort by', options, value: 'new', onChange }} />);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'old');
  expect(onChange.mock.lastCall?.[0]).toBe('old');
});

test('a list without rows says why', () => {
  drawPart(<NothingFound>No people match “fern”.</NothingFound>);
  expect(screen.getByText('No people match “fern”.')).toBeDefined();
});
