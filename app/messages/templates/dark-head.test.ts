import { expect, test } from 'vitest';
import { DARK_HEAD } from './dark-head.ts';

const GROUND = '#14181c';
const CARD = '#20262c';

/** The contrast of two colours. @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(first: string, second: string): number {
  const [bright = 0, dim = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([
  ['text on the card', '#e7ebee', CARD, 4.5],
  ['text on the ground', '#e7ebee', GROUND, 4.5],
  ['subdued text on the card', '#a9b4be', CARD, 4.5],
  ['subdued text on the ground', '#a9b4be', GROUND, 4.5],
  ['the words of a button', '#ffffff', '#2b7f62', 4.5],
  ['a button on the card', '#2b7f62', CARD, 3],
  ['a line on the card', '#6b7884', CARD, 3],
])('in the dark scheme %s has enough contrast', (_what, colour, ground, least) => {
  for (const one of [colour, ground].filter((shown) => shown !== '#ffffff'))
    expect(DARK_HEAD).toContain(one);
  expect(contrast(colour, ground)).toBeGreaterThanOrEqual(least);
});

test.each([
  ['text on the card', '#1f2933', '#ffffff'],
  ['text on the ground', '#1f2933', '#f4f5f3'],
  ['subdued text on the ground', '#52606d', '#f4f5f3'],
  ['the words of a button', '#ffffff', '#1f5f4a'],
])('in the light scheme %s has enough contrast', (_what, colour, ground) => {
  expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
});
