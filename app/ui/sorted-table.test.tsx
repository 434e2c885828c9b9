import { IndexTable, useBreakpoints } from '@shopify/polaris';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { drawPart, setWindowWidth } from '#tests/setup/draw-part.tsx';
import { RowCells } from './row-cells.tsx';
import { SortedTable, type Column, type SortedTableProps } from './sorted-table.tsx';

type Sort = 'name' | 'orders';

const COLUMNS: [Column<Sort>, ...Column<Sort>[]] = [
  { title: 'Name', sort: 'name' },
  { title: 'Orders', sort: 'orders', isNumber: true },
  { title: 'Consent' },
];

type Given = Partial<SortedTableProps<Sort>> & { names?: string[]; search?: string; page?: number };

function People(given: Given & { change: SortedTableProps<Sort>['list']['change'] }) {
  const { names = ['Fern', 'Moss'], search = '', page = 1, change, ...more } = given;
  const { smDown } = useBreakpoints();
  const view = { search, sort: 'orders' as const, direction: 'descending' as const, page };
  return (
    <SortedTable
      {...more}
      list={{ view, change, isLoading: false }}
      name={{ singular: 'person', plural: 'people' }}
      columns={COLUMNS}
      empty="No people yet."
    >
      {names.map((name, position) => (
        <IndexTable.Row key={name} id={name} position={position}>
          <RowCells cells={[name]} isCondensed={smDown} />
        </IndexTable.Row>
      ))}
    </SortedTable>
  );
}

function draw(given: Given = {}) {
  const change = vi.fn();
  drawPart(<People {...given} change={change} />);
  return change;
}

/** Not the one of the second head, which Polaris shows when the first is scrolled away. */
function sorter(name: string): HTMLElement {
  return within(screen.getByRole('table')).getByRole('button', { name });
}

test('the heading that the rows are sorted by sorts the other way, another one by its column', async () => {
  const change = draw();
  await userEvent.click(sorter('Orders'));
  expect(change).toHaveBeenLastCalledWith({ sort: 'orders', direction: 'ascending' });
  await userEvent.click(sorter('Name'));
  expect(change.mock.lastCall?.[0]).toMatchObject({ sort: 'name' });
});

test('a column that does not sort is no button', () => {
  draw();
  expect(screen.getByRole('columnheader', { name: 'Consent' })).toBeDefined();
  expect(screen.queryByRole('button', { name: /Consent/ })).toBeNull();
});

test.each([
  ['nothing is there yet', {}, 'No people yet.'],
  ['nothing matches', { search: 'fern' }, 'No people match “fern”.'],
  ['the pages are over', { page: 9 }, 'No more people.'],
])('a list without rows says so when %s', (_, given, words) => {
  draw({ names: [], ...given });
  expect(screen.getByText(words)).toBeDefined();
});

test('rows after those of the page are one press away', async () => {
  const change = draw({ hasMore: true });
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(change).toHaveBeenLastCalledWith({ page: '2' });
});

test('a list of one page has no pages to turn', () => {
  draw();
  expect(screen.queryByRole('button', { name: 'Next' })).toBeNull();
});

test('on a phone, where there are no headings, a choice sorts the rows', async () => {
  setWindowWidth('phone');
  const change = draw();
  const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Sort by' });
  expect(choice.selectedOptions[0]?.textContent).toBe('Orders, descending');
  await userEvent.selectOptions(choice, 'Name, ascending');
  expect(change).toHaveBeenLastCalledWith({ sort: 'name', direction: 'ascending' });
});
