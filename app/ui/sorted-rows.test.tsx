import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart, setWindowWidth } from '#tests/setup/draw-part.tsx';
import { SortedRows, type SortedRowsProps } from './sorted-rows.tsx';

type Row = SortedRowsProps<'name'>['rows'][number];

function draw(cells: Row['cells']) {
  const view = { search: '', sort: 'name', direction: 'ascending', page: 1 } as const;
  return drawPart(
    <SortedRows
      list={{ view, change: () => undefined, isLoading: false }}
      name={{ singular: 'person', plural: 'people' }}
      columns={[{ title: 'Name', sort: 'name' }, { title: 'Orders' }]}
      empty="No people yet."
      rows={[{ id: '1', cells }]}
    />,
  ).container;
}

test('a row has one cell a column', () => {
  draw(['Fern', '3']);
  expect(screen.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['Fern', '3']);
});

test('on a phone the values say which column they are of, but for the name of the row', () => {
  setWindowWidth('phone');
  expect(draw(['Fern', '3']).textContent).toContain('FernOrders: 3');
});

test('cells may differ on a phone by more than that', () => {
  const cells = (isCondensed: boolean) => [isCondensed ? 'Fern, 3 orders' : 'Fern'];
  expect(draw(cells).textContent).not.toContain('3 orders');
  setWindowWidth('phone');
  expect(draw(cells).textContent).toContain('Fern, 3 orders');
});
