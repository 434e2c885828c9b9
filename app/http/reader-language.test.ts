import { expect, test } from 'vitest';
import { readerLanguage } from './reader-language.ts';

test.each([
  ['de', null, 'de'],
  ['de-AT', 'fr', 'de'],
  ['fr_CA', null, 'fr'],
  ['it', 'fr-CH, en;q=0.9', 'fr'],
  [null, 'fr-CH, de;q=0.9', 'fr'],
  [null, 'it, en;q=0.5, de;q=0.7', 'de'],
  [null, 'de;q=0, fr;q=0.1', 'fr'],
  [null, 'de;q=x', 'en'],
  [null, '*', 'en'],
  [null, 'def', 'en'],
  ['', '', 'en'],
  [null, null, 'en'],
])('of a profile with %s and a browser that likes %s the page is in %s', (locale, header, lang) => {
  expect(readerLanguage(locale, header)).toBe(lang);
});
