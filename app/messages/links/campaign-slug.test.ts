import { expect, test } from 'vitest';
import { campaignSlug } from './campaign-slug.ts';

test.each([
  ['Spring news', 'spring-news'],
  ['  Été: 20 % off! ', 'ete-20-off'],
  ['Frühling & Ostern', 'fruhling-ostern'],
  ['春のセール', '春のセール'],
  ['!?', null],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
])('%j is %j in the statistics of the store', (name, slug) => {
  expect(campaignSlug(name)).toBe(slug);
});
