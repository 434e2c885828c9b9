import { expect, test } from 'vitest';
import { campaignSlug } from './campaign-slug.ts';

test.each([
  ['Spring news', 'spring-news'],
  ['  Été: 20 % off! ', 'ete-20-off'],
  ['Frühling & Ostern', 'fruhling-ostern'],
  ['春のセール', '春のセール'],
  // Signs that are no accents are part of a word.
  ['ガーデン', 'ガーデン'],
  ['한국 세일', '한국-세일'],
  ['हिन्दी सेल', 'हिन्दी-सेल'],
  ['Κήπος', 'κηπος'],
  ['!?', null],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
])('%j is %j in the statistics of the store', (name, slug) => {
  expect(campaignSlug(name)).toBe(slug);
});
