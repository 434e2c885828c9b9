import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart, setWindowWidth } from '#tests/setup/draw-part.tsx';
import { StackedTable } from './stacked-table.tsx';

function draw() {
  return drawPart(
    <StackedTable
      name={{ singular: 'outcome', plural: 'outcomes' }}
      headings={['Outcome', 'Emails']}
      rows={[
        { id: 'sent', cells: ['Sent', '12'] },
        { id: 'skipped', cells: ['Skipped', '3'] },
      ]}
    />,
  ).container;
}

test('a table to read has its headings above its rows, of which none can be chosen', () => {
  draw();
  for (const name of ['Outcome', 'Emails'])
    expect(screen.getAllByRole('columnheader', { name })).not.toHaveLength(0);
  const cells = screen.getAllByRole('cell').map(({ textContent }) => textContent);
  expect(cells).toEqual(['Sent', '12', 'Skipped', '3']);
  for (const row of screen.getAllByRole('row')) expect(row.querySelector('input')).toBeNull();
});

test('on a phone each value says which column it is of', () => {
  setWindowWidth('phone');
  expect(draw().textContent).toContain('Outcome: SkippedEmails: 3');
});
