import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { TableBelow } from './table-below.tsx';

test('the button opens the table that says what the chart shows, and says what it controls', async () => {
  drawPart(
    <TableBelow
      columnContentTypes={['text', 'numeric']}
      headings={['Month', 'Orders']}
      rows={[['May 2026', '12']]}
    />,
  );
  const button = screen.getByRole('button', { name: 'Show as a table', expanded: false });
  await userEvent.click(button);
  expect(screen.getByRole('button', { name: 'Hide the table', expanded: true })).toBe(button);
  const controlled = document.getElementById(button.getAttribute('aria-controls') ?? '');
  const table = within(controlled ?? document.body).getByRole('table');
  expect(within(table).getByRole('columnheader', { name: 'Orders' })).toBeDefined();
  expect(within(table).getByRole('cell', { name: '12' })).toBeDefined();
});
