import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { CardHead, CardIntro } from './card-head.tsx';

test.each([
  ['inside a card', CardIntro],
  ['above a table that reaches the edges', CardHead],
])('a heading %s is a heading of the page, with what the card is about', (_, Head) => {
  drawPart(<Head title="Members" text="Who is in the segment now." />);
  expect(screen.getByRole('heading', { level: 2, name: 'Members' })).toBeDefined();
  expect(screen.getByText('Who is in the segment now.')).toBeDefined();
});
