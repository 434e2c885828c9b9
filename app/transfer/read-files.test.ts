import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { journeyGallery } from '#app/journeys/gallery.ts';
import { newestOf } from '#app/definitions/definition-kind.ts';
import { emailGallery } from '#app/messages/templates.ts';
import { blankOffer } from '#app/offers/offer-content.ts';
import { bannerGallery } from '#app/onsite/banner-gallery.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { predicates } from '#tests/arbitraries/predicate.ts';
import { abandonedCheckoutFlow, klaviyoMetrics } from '#tests/fixtures/klaviyo-flows.ts';
import { writeDefinitionFile } from './definition-file.ts';
import { MOST_FILE_BYTES } from './file-text.ts';
import { writeExportFiles } from './split-export.ts';
import type { FileDefinition } from './file-definition.ts';
import { readFiles, type ReadFiles } from './read-files.ts';
import { transferKindOf } from './registry.ts';

const EXPORTED_AT = Date.UTC(2026, 10, 30);
const NO_SEGMENTS: ReadonlyMap<string, string> = new Map();

function read(...texts: string[]): ReadFiles {
  return readFiles(
    texts.map((text, index) => ({ name: `file-${String(index + 1)}.json`, text })),
    NO_SEGMENTS,
  );
}

function written(definitions: readonly FileDefinition[]): string {
  return writeDefinitionFile(definitions, 'fern.example', EXPORTED_AT);
}

const segment: FileDefinition = {
  kind: 'segment',
  key: 'coffee_people',
  content: {
    name: 'Coffee people',
    purpose: 'Offer the new roast',
    stage: 'retention',
    predicate: { field: 'orders', is: 'at_least', value: 2 },
  },
};

/** One of every kind: all that ships with the app, a segment, an offer and a score model. */
const everything: FileDefinition[] = [
  ...journeyGallery.map((item) => ({ kind: 'journey' as const, item })),
  ...emailGallery.map((item) => ({ kind: 'email' as const, item })),
  ...bannerGallery.map((item) => ({ kind: 'banner' as const, item })),
]
  .map(({ kind, item }): FileDefinition => ({
    kind,
    key: item.key,
    content: newestOf<unknown>(item).content,
  }))
  .concat([
    { kind: 'offer', key: 'ten-percent', content: blankOffer() },
    segment,
    { kind: 'score_model', key: 'score-model', content: retailModel },
  ]);

/** A definition as this version of the app writes it. */
function normal({ kind, key, content }: FileDefinition): FileDefinition {
  const result = transferKindOf(kind).read(content);
  if (result.outcome === 'refused') throw new Error(`${kind} ${key}: ${result.reason}`);
  return { kind, key, content: result.content };
}

function reasonsOf(...texts: string[]): string[] {
  return read(...texts).problems.map(({ reason }) => reason);
}

describe('what is exported', () => {
  test('is imported as the same definitions, of every kind', () => {
    const result = read(written(everything));
    expect(result).toEqual({ definitions: everything.map(normal), problems: [], notes: [] });
    // Once more: what is read is what is written.
    expect(read(written(result.definitions)).definitions).toEqual(result.definitions);
  });

  test('is one file where that can be imported, and otherwise several that can, all of it', () => {
    expect(writeExportFiles(everything, 'fern.example', EXPORTED_AT)).toEqual([
      written(everything),
    ]);
    const named = (key: string, predicate: object): FileDefinition => ({
      ...segment,
      key,
      content: { ...(segment.content as object), predicate },
    });
    // Each builds on the one before, and they come the other way round.
    const many = Array.from({ length: 620 }, (_, index) =>
      named(
        `s${String(index)}`,
        index === 0
          ? { field: 'orders', is: 'at_least', value: 2 }
          : { segment: `s${String(index - 1)}`, is: 'in' },
      ),
    ).reverse();
    const texts = Array.from({ length: 30 }, (_, index): FileDefinition => ({
      kind: 'banner',
      key: `b${String(index)}`,
      content: { name: 'Ä'.repeat(50_000), heading: '', text: '', actionLabel: '' },
    }));
    const files = writeExportFiles([...texts, ...many], 'fern.example', EXPORTED_AT);
    expect(files.length).toBeGreaterThan(2);
    const keys = files.flatMap((file) => {
      expect(new TextEncoder().encode(file).length).toBeLessThanOrEqual(MOST_FILE_BYTES);
      const { definitions } = JSON.parse(file) as { definitions: FileDefinition[] };
      expect(definitions.length).toBeLessThanOrEqual(500);
      return definitions.map(({ key }) => key);
    });
    expect(keys).toEqual([...many.toReversed(), ...texts].map(({ key }) => key));
  });

  test('is imported as the same segment, whatever its rules are', () => {
    fc.assert(
      fc.property(predicates, (predicate) => {
        const one = normal({ ...segment, content: { ...(segment.content as object), predicate } });
        expect(read(written([one])).definitions).toEqual([one]);
      }),
    );
  });
});

describe('a file that is no good', () => {
  const good = written([segment]);
  test.each([
    ['empty', '', 'The file is empty.'],
    ['a ZIP archive', 'PK\u0003\u0004rest', /ZIP archive/],
    ['cut off', good.slice(0, -20), /its end is missing/],
    ['no JSON', '<xml/>', /no JSON/],
    ['nested too deeply', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, /nested too deeply/],
    ['of control characters', good.replace('Coffee people', 'Coffee\u0001'), /cannot be printed/],
    [
      'of escaped control characters',
      good.replace('Coffee people', '\\u0007'),
      /cannot be printed/,
    ],
    [
      'of a later version',
      good.replace('"version": 1', '"version": 2'),
      /a later version of the app/,
    ],
    ['of no version', good.replace('"version": 1,', ''), /which version/],
    [
      'of a version that never was',
      good.replace('"version": 1', '"version": 0'),
      /no format version 0/,
    ],
    [
      'that names a field twice',
      good.replace('"key":', '"key": "a", "key":'),
      /“key” of one thing twice/,
    ],
    [
      'that names a field of objects',
      good.replace('"purpose":', '"__proto__": {}, "purpose":'),
      /__proto__/,
    ],
    ['of another program', '{"hello": 1}', /no file of definitions/],
    [
      'of more definitions than are imported at once',
      written(Array.from({ length: 501 }, () => segment)),
      /holds 501 definitions, and at most 500/,
    ],
    ['with something beside', good.replace('"store":', '"shop": 1, "store":'), /damaged/],
  ])('because it is %s is refused with the reason', (_name, text, reason) => {
    const { definitions, problems } = read(text);
    expect(definitions).toEqual([]);
    expect(problems).toMatchObject([{ file: 'file-1.json', what: null }]);
    expect(problems[0]?.reason).toMatch(reason);
  });

  test('leaves the others', () => {
    expect(read('', good).definitions).toEqual([normal(segment)]);
  });

  test('in one definition leaves the other definitions, and names it', () => {
    const bad = { kind: 'banner', key: 'hello', content: { name: 'Hello' } } as const;
    const { definitions, problems } = read(written([bad, segment]));
    expect(definitions).toEqual([normal(segment)]);
    expect(problems).toMatchObject([{ what: 'Banner “hello”' }]);
  });

  test('of one text as long as a file may be is read to its end', () => {
    const long = '\\\\'.repeat(200_000) + 'x'.repeat(400_000);
    expect(reasonsOf(good.replace('Coffee people', long))).toEqual(['Use at most 80 characters.']);
  });

  test('in a number too large to be one is refused', () => {
    const text = written(everything).replace(
      '"coolDownDays": 90',
      '"coolDownDays": 90000000000000000000',
    );
    expect(reasonsOf(text)).toHaveLength(1);
  });
});

test('a definition in two files is imported once, and refused where they differ', () => {
  const other = { ...segment, content: { ...(segment.content as object), name: 'Tea people' } };
  expect(read(written([segment]), written([segment]))).toMatchObject({
    definitions: [{ key: 'coffee_people' }],
    problems: [],
  });
  expect(read(written([segment]), written([other]))).toMatchObject({
    definitions: [{ content: { name: 'Coffee people' } }],
    problems: [{ file: 'file-2.json', what: 'Segment “coffee_people”' }],
  });
});

describe('any file at all', () => {
  const files = [
    written(everything),
    JSON.stringify(abandonedCheckoutFlow),
    JSON.stringify(klaviyoMetrics),
  ];

  /** Whatever was read must be what its kind reads. */
  function isSound({ definitions }: ReadFiles): boolean {
    return definitions.every(({ kind, key, content }) => {
      const record = transferKindOf(kind);
      return record.isKey(key) && record.read(content).outcome === 'read';
    });
  }

  test('that is cut off is refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), (text, place) => {
        const cut = text.slice(0, place % (text.trimEnd().length - 1));
        expect(read(cut)).toMatchObject({ definitions: [], problems: [{ what: null }] });
      }),
    );
  });

  test('that was changed anywhere gives sound definitions, or a reason', () => {
    const change = fc.record({
      place: fc.nat(),
      length: fc.nat({ max: 40 }),
      text: fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.constantFrom(
          'null',
          '[]',
          '{}',
          '-1',
          '1e400',
          '"__proto__":',
          '\u0000',
          '\\ud800',
          '",',
        ),
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...files), change, (text, { place, length, text: added }) => {
        const at = place % text.length;
        const result = read(`${text.slice(0, at)}${added}${text.slice(at + length)}`);
        expect(isSound(result)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('of any JSON throws nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(isSound(read(JSON.stringify(json)))).toBe(true);
        const flow = { triggers: [json], actions: [], entry_action_id: null, profile_filter: json };
        expect(isSound(read(JSON.stringify(flow)))).toBe(true);
        const action = { id: '1', type: 'send-email', links: json, data: { message: json } };
        expect(
          isSound(read(JSON.stringify({ ...flow, actions: [action], entry_action_id: '1' }))),
        ).toBe(true);
      }),
    );
  });
});
