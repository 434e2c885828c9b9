import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { FactList } from './fact-list.tsx';

test('each value is the definition of the name before it, in the order given', () => {
  drawPart(
    <FactList
      facts={[
        { name: 'Email', value: 'fern@example.com' },
        { name: 'Orders', value: 3 },
      ]}
    />,
  );
  const texts = (role: string) => screen.getAllByRole(role).map(({ textContent }) => textContent);
  expect(texts('term')).toEqual(['Email', 'Orders']);
  expect(texts('definition')).toEqual(['fern@example.com', '3']);
});

test('two facts may have one name', () => {
  drawPart(
    <FactList
      facts={[
        { name: 'Phone', value: '+441' },
        { name: 'Phone', value: '+442' },
      ]}
    />,
  );
  expect(screen.getAllByRole('definition')).toHaveLength(2);
});
