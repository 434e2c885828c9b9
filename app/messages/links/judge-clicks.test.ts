import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hitsOfPeople, isAutomatedRequest, type Hit } from './judge-clicks.ts';

const SENT = 1_795_000_000_000;

/** Hits as `link@seconds after sending`; the link `u` is that to unsubscribe. */
function hits(text: string): Hit[] {
  return text.split(' ').map((one) => {
    const [link = '', seconds = ''] = one.split('@');
    const url = link === 'u' ? null : `https://fern.example/${link}`;
    return { link, url, at: SENT + Number(seconds) * 1_000 };
  });
}

function judged(text: string): string {
  return hitsOfPeople(hits(text), SENT)
    .map(({ link, at }) => `${link}@${String((at - SENT) / 1_000)}`)
    .join(' ');
}

describe('hits on the links of a mail', () => {
  test.each([
    ['one link after a while', 'a@90', 'a@90'],
    ['one link twice', 'a@90 a@90.2', 'a@90 a@90.2'],
    ['two links, one read after the other', 'a@90 b@97', 'a@90 b@97'],
    ['four products within a minute', 'a@90 b@102 c@113 d@125', 'a@90 b@102 c@113 d@125'],
    ['one link, and unsubscribing a little later', 'a@90 u@100', 'a@90'],
    ['one link the moment the mail arrives', 'a@2', ''],
    ['all links at once', 'a@62 b@62 c@62', ''],
    ['all links twice', 'a@62 b@62.4 c@63 a@132 b@132 c@132.9', ''],
    ['two links in the same second', 'a@62 b@62.6', ''],
    ['the only link and that to unsubscribe', 'a@62 u@63', ''],
    ['that to unsubscribe first', 'u@62 a@63', ''],
    ['a scanner that takes its time', 'a@60 b@64 c@68', ''],
    ['a slower one', 'a@60 b@72 c@84 d@96 e@108', ''],
    ['a person after a scanner', 'a@62 b@62 c@62 b@80', 'b@80'],
    ['a person between two rounds', 'a@62 b@62 c@62 b@90 a@132 b@132 c@132', 'b@90'],
    ['only the page to unsubscribe', 'u@90', ''],
  ])('%s', (_what, clicks, people) => {
    expect(judged(clicks)).toBe(people);
  });

  test('are judged alike in whatever order they are known', () => {
    const anyHit = fc.record({
      link: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      at: fc.integer({ min: 0, max: 300_000 }).map((ms) => SENT + ms),
      url: fc.constant('https://fern.example/'),
    });
    const both = fc
      .array(anyHit, { maxLength: 20 })
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      );
    fc.assert(
      fc.property(both, ([list, shuffled]) => {
        const seen = (some: Hit[]) =>
          hitsOfPeople(some, SENT)
            .map(({ link, at }) => `${link}${String(at)}`)
            .sort();
        expect(seen(shuffled)).toEqual(seen(list));
      }),
    );
  });
});

describe('a request', () => {
  const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36';
  test.each<[string, Record<string, string>, boolean]>([
    ['of a browser', { 'user-agent': CHROME }, false],
    ['of a Cubot phone', { 'user-agent': 'Mozilla/5.0 (Linux; Android 14; CUBOT NOTE 50)' }, false],
    ['without a name', {}, false],
    ['prefetched by Chrome', { 'user-agent': CHROME, 'sec-purpose': 'prefetch' }, true],
    ['prefetched by Firefox', { 'x-moz': 'prefetch' }, true],
    ['for a preview in Safari', { 'x-purpose': 'preview' }, true],
    ['of a preview in a chat', { 'user-agent': 'WhatsApp/2.23' }, true],
    ['of a search engine', { 'user-agent': 'Mozilla/5.0 (compatible; bingbot/2.0)' }, true],
  ])('%s', (_whose, headers, isAutomated) => {
    expect(isAutomatedRequest(new Headers(headers))).toBe(isAutomated);
  });
});
