import { expect, test } from 'vitest';
import { journeys } from '#app/journeys/gallery.ts';
import { bannerCopy } from './banner-copy.ts';

test('every banner that a journey places has words', () => {
  const steps = journeys.flatMap(({ steps }) => steps);
  const banners = steps.flatMap((step) => (step.kind === 'banner' ? [step.template] : []));
  expect(banners.length).toBeGreaterThan(0);
  for (const banner of banners) expect(bannerCopy(banner)?.heading).toMatch(/\w/);
});
