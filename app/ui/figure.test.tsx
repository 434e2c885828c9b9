import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { Figure } from './figure.tsx';

test('a figure says what it is of, for which time, and its value with thousands apart', () => {
  drawPart(<Figure name="People" period="now" value={1_204} />);
  expect(screen.getByRole('heading', { level: 2, name: 'People' })).toBeDefined();
  for (const text of ['now', '1,204']) expect(screen.getByText(text)).toBeDefined();
});

test('nothing is shown as 0, and what is no number as it is', () => {
  drawPart(<Figure name="Orders" period="last 30 days" value={0} />);
  expect(screen.getByText('0')).toBeDefined();
  drawPart(<Figure name="Revenue" period="last 30 days" value="£1,204.50" />);
  expect(screen.getByText('£1,204.50')).toBeDefined();
});

test('what belongs beside the figure stands below it', () => {
  drawPart(
    <Figure name="Sent" period="now" value={2}>
      1 skipped
    </Figure>,
  );
  expect(screen.getByText('1 skipped')).toBeDefined();
});
