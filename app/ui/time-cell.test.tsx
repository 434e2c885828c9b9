import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { TimeCell } from './time-cell.tsx';

const NOON = Date.UTC(2026, 5, 1, 12);
const CELL = { at: NOON - 7_200_000, now: NOON, timeZone: 'UTC', heading: 'Last order' };

test('under the heading of its column a moment stands alone', () => {
  const { container } = drawPart(<TimeCell {...CELL} isCondensed={false} />);
  expect(container.querySelector('time')?.textContent).toBe('2 hours ago');
  expect(screen.queryByText(/Last order/)).toBeNull();
});

test('on a phone, where no column has a heading, it says which one it is of', () => {
  const { container } = drawPart(<TimeCell {...CELL} isCondensed />);
  expect(container.textContent).toContain('Last order: 2 hours ago');
});
