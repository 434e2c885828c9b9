import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { MoneyText } from './money.tsx';

test('an amount is written in its own currency, with the digits that it has', () => {
  drawPart(
    <>
      <MoneyText minor={123_450} currency="GBP" />
      <MoneyText minor={1_234} currency="JPY" />
      <MoneyText minor={1_234} currency="KWD" />
    </>,
  );
  for (const text of ['£1,234.50', '¥1,234']) expect(screen.getByText(text)).toBeDefined();
  expect(screen.getByText(/KWD\s1\.234/)).toBeDefined();
});

test('digits are equally wide, so that columns of amounts line up', () => {
  drawPart(<MoneyText minor={100} currency="EUR" />);
  expect(screen.getByText('€1.00').style.fontVariantNumeric).toBe('tabular-nums');
});
