import { expect, test } from 'vitest';
import { newestOf } from '#app/definitions/definition-kind.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { BannerCopy } from './banner-copy.ts';
import { bannerGallery } from './banner-gallery.ts';

test('every banner that a journey of the gallery places has a heading of its own, a sentence of some words', () => {
  const steps = journeys.flatMap(({ steps }) => steps);
  const placed = steps.flatMap((step) => (step.kind === 'banner' ? [step.template] : []));
  expect(placed.length).toBeGreaterThan(0);
  const banners = bannerGallery.filter(({ key }) => placed.includes(key)).map(newestOf);
  expect(banners).toHaveLength(new Set(placed).size);
  const headings = banners.map(({ content }) => content.heading);
  for (const heading of headings) expect(heading).toMatch(/^[A-Z]\w* \w+/);
  expect(new Set(headings).size).toBe(banners.length);
});

test('every version of every banner of the gallery is as its schema asks', () => {
  for (const { key, versions } of bannerGallery)
    for (const { content } of versions)
      expect(BannerCopy.safeParse(content).success, key).toBe(true);
});
