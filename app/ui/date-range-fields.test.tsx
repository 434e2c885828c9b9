import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { DateRangeFields } from './date-range-fields.tsx';

test('a day is chosen at either end, and none beyond the other', () => {
  const onChange = vi.fn<(change: object) => void>();
  drawPart(<DateRangeFields from="2026-11-01" to="2026-11-30" onChange={onChange} />);
  const [from, to] = [screen.getByLabelText('From'), screen.getByLabelText('To')];
  expect(from.getAttribute('max')).toBe('2026-11-30');
  expect(to.getAttribute('min')).toBe('2026-11-01');
  fireEvent.change(from, { target: { value: '2026-11-05' } });
  fireEvent.change(to, { target: { value: '2026-11-20' } });
  expect(onChange.mock.calls).toEqual([[{ from: '2026-11-05' }], [{ to: '2026-11-20' }]]);
});
