import { IndexTable } from '@shopify/polaris';
import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { NamedCell, NumberCell, RowCells } from './row-cells.tsx';

function drawRow(cells: ReactNode) {
  const headings = [{ title: 'Name' }, { title: 'Orders' }] as const;
  return drawPart(
    <IndexTable headings={[...headings]} itemCount={1} selectable={false}>
      <IndexTable.Row id="1" position={0}>
        {cells}
      </IndexTable.Row>
    </IndexTable>,
  );
}

test('each value is a cell of its own in a table', () => {
  drawRow(<RowCells cells={['Fern', '3']} isCondensed={false} />);
  expect(screen.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['Fern', '3']);
});

test('on a phone the values stand below each other in one', () => {
  const { container } = drawPart(<RowCells cells={['Fern', '3']} isCondensed />);
  expect(screen.queryByRole('cell')).toBeNull();
  expect(container.textContent).toBe('Fern3');
});

test('a value without a heading above it says which column it is of', () => {
  const { container } = drawPart(<NamedCell heading="Orders">3</NamedCell>);
  expect(container.textContent).toBe('Orders: 3');
});

test('a number stands at the end of its column, and has its heading where it is condensed', () => {
  const { container, redraw } = drawPart(
    <NumberCell heading="Orders" isCondensed={false}>
      3
    </NumberCell>,
  );
  expect(container.querySelector('span')?.className).toMatch(/alignmentEnd|text-end|--end/i);
  expect(container.textContent).toBe('3');
  redraw(
    <NumberCell heading="Orders" isCondensed>
      3
    </NumberCell>,
  );
  expect(container.textContent).toBe('Orders: 3');
});
