import { expect, test } from 'vitest';
import { journeys } from '#app/journeys/gallery.ts';
import { bannerCopy } from './banner-copy.ts';

test('every banner that a journey places has a heading of its own, a sentence of some words', () => {
  const steps = journeys.flatMap(({ steps }) => steps);
  const banners = steps.flatMap((step) => (step.kind === 'banner' ? [step.template] : []));
  expect(banners.length).toBeGreaterThan(0);
  const headings = banners.map((banner) => bannerCopy(banner)?.heading);
  for (const heading of headings) expect(heading).toMatch(/^[A-Z]\w* \w+/);
  expect(new Set(headings).size).toBe(new Set(banners).size);
});
