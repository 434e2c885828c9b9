import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { RefusedPage } from './refused-page.tsx';

test('a page that the role does not open says what for, whom to ask, and where to go', () => {
  drawPart(<RefusedPage does="see people" owners={['Ada Fern', 'Bo Moss']} />);
  expect(screen.getByText('You may not see people')).toBeDefined();
  expect(screen.getByText(/Ask an owner for access: Ada Fern, Bo Moss\./)).toBeDefined();
  const address = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
  expect(address('Show staff and roles')).toBe('/app/settings/staff');
  expect(address('Go to Home')).toBe('/app');
});

test('without an owner who is known, the owner of the Shopify account can help', () => {
  drawPart(<RefusedPage does="see people" owners={[]} />);
  expect(screen.getByText(/owner of your Shopify account/)).toBeDefined();
});
