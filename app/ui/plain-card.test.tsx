import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { PlainCard } from './plain-card.tsx';

test('a card has a heading of the page and what stands below it', () => {
  drawPart(<PlainCard title="Consent">Subscribed by email</PlainCard>);
  expect(screen.getByRole('heading', { level: 2, name: 'Consent' })).toBeDefined();
  expect(screen.getByText('Subscribed by email')).toBeDefined();
});
