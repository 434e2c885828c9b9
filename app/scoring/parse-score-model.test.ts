import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScoreModel, type ScoreDraft } from './parse-score-model.ts';
import { retailModel } from './retail-model.ts';

const { version: _version, ...retail } = retailModel;
const [page, product] = retail.signals;
const [known] = retail.fit;
if (!page || !product || !known) throw new Error('The ready model has rules.');

function problemsOf(input: unknown): string[] {
  const parsed = parseScoreModel(input);
  return parsed.outcome === 'refused' ? Object.keys(parsed.problems) : [];
}

function withSignal(rule: object): object {
  return { ...retail, signals: [{ ...product, ...rule }] };
}

function withFit(rule: object): object {
  return { ...retail, fit: [{ ...known, ...rule }] };
}

describe('a score model', () => {
  test('that is read from its own words is the same model', () => {
    const read = parseScoreModel(JSON.parse(JSON.stringify(retail)));
    expect(read).toEqual({ outcome: 'read', draft: retail });
  });

  test('may have numbers as they are typed', () => {
    const typed = withSignal({ points: ' -2,5', cap: '10', halfLifeDays: '.5' });
    expect(parseScoreModel(typed)).toMatchObject({
      outcome: 'read',
      draft: { signals: [{ points: -2.5, cap: 10, halfLifeDays: 0.5 }] },
    });
  });

  const { digits, letters } = retail.thresholds;
  test.each<[string, object, string]>([
    ['no points above 0', { ...retail, signals: [{ ...page, points: 0 }], fit: [] }, 'signals'],
    ['a half-life of 0', withSignal({ halfLifeDays: 0 }), 'signals.0.halfLifeDays'],
    ['a negative half-life', withSignal({ halfLifeDays: '-5' }), 'signals.0.halfLifeDays'],
    ['a half-life of ages', withSignal({ halfLifeDays: 1e300 }), 'signals.0.halfLifeDays'],
    ['a cap of 0', withSignal({ cap: 0 }), 'signals.0.cap'],
    ['a negative cap', withSignal({ cap: -4 }), 'signals.0.cap'],
    ['points that are no number', withSignal({ points: NaN }), 'signals.0.points'],
    ['points without end', withSignal({ points: Infinity }), 'signals.0.points'],
    ['points in words', withSignal({ points: '1e2' }), 'signals.0.points'],
    ['no points', withSignal({ points: '' }), 'signals.0.points'],
    ['an unknown signal', withSignal({ signal: 'telepathy' }), 'signals.0.signal'],
    ['a signal of the prototype', withSignal({ signal: '__proto__' }), 'signals.0.signal'],
    ['a signal twice', { ...retail, signals: [page, product, page] }, 'signals.2.signal'],
    [
      'more than 60 rules',
      { ...retail, fit: Array.from({ length: 61 - retail.signals.length }, () => known) },
      'fit',
    ],
    [
      'thresholds of intent in the wrong order',
      { ...retail, thresholds: { letters, digits: { ...digits, 2: 50 } } },
      'thresholds.digits.2',
    ],
    [
      'thresholds of fit in the wrong order',
      { ...retail, thresholds: { digits, letters: { ...letters, C: 41 } } },
      'thresholds.letters.C',
    ],
    [
      'a threshold of 0',
      { ...retail, thresholds: { letters, digits: { ...digits, 3: 0 } } },
      'thresholds.digits.3',
    ],
    ['a share above the whole', { ...retail, intentShare: 1.2 }, 'intentShare'],
    ['no thresholds', { ...retail, thresholds: undefined }, 'thresholds'],
    ['a rule without a name', withFit({ label: '  ' }), 'fit.0.label'],
    ['a name of 10 KB', withFit({ label: 'x'.repeat(10_240) }), 'fit.0.label'],
    ['a name of two lines', withFit({ label: 'one\ntwo' }), 'fit.0.label'],
    ['Liquid in a name', withFit({ label: '{{ shop.secret }}' }), 'fit.0.label'],
    ['Liquid in a name', withFit({ label: 'a {% if x %}' }), 'fit.0.label'],
    ['a rule that asks nothing', withFit({ when: null }), 'fit.0.when'],
    [
      'a rule of something unknown',
      withFit({ when: { trait: 'shoeSize', is: 'known' } }),
      'fit.0.when.trait',
    ],
    [
      'SQL for a country',
      withFit({ when: { trait: 'country', is: 'one_of', values: ["GB'; drop table shop; --"] } }),
      'fit.0.when.values.0',
    ],
    [
      'no country',
      withFit({ when: { trait: 'country', is: 'one_of', values: [] } }),
      'fit.0.when.values',
    ],
    [
      'a company of 10 KB',
      withFit({ when: { trait: 'company', is: 'one_of', values: ['x'.repeat(10_240)] } }),
      'fit.0.when.values.0',
    ],
    [
      'a consent there is not',
      withFit({ when: { consent: 'email', is: 'one_of', values: ['maybe'] } }),
      'fit.0.when.values.0',
    ],
    [
      'half an order',
      withFit({ when: { orders: 'kept', is: 'at_least', value: 0.5 } }),
      'fit.0.when.value',
    ],
  ])('with %s is refused and the field is named', (_what, input, field) => {
    expect(problemsOf(input)).toEqual([field]);
  });

  test('keeps SQL in a name as the plain text it is', () => {
    const label = "Robert'); drop table score_model; --";
    expect(parseScoreModel(withFit({ label }))).toMatchObject({ draft: { fit: [{ label }] } });
  });

  test('names every field that is wrong at once', () => {
    const input = { ...withSignal({ cap: 'x', halfLifeDays: '' }), intentShare: null };
    expect(problemsOf(input)).toEqual(['signals.0.cap', 'signals.0.halfLifeDays', 'intentShare']);
  });

  test('is never read from anything else, and reading never fails', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(parseScoreModel(input).outcome).toBe('refused');
      }),
    );
  });

  test('that was read is read again as itself, whatever was typed', () => {
    const number = fc.oneof(fc.double(), fc.string(), fc.integer({ min: -120, max: 120 }));
    const typed: fc.Arbitrary<unknown> = fc.record({
      signals: fc.array(
        fc.record({
          signal: fc.constantFrom('searched', 'refunded', 'applied'),
          points: number,
          cap: number,
          halfLifeDays: number,
        }),
        { maxLength: 3 },
      ),
      fit: fc.constant(retail.fit),
      thresholds: fc.constant(retail.thresholds),
      intentShare: fc.oneof(number, fc.double({ min: 0, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(typed, (input) => {
        const parsed = parseScoreModel(input);
        if (parsed.outcome === 'refused') return;
        const { draft }: { draft: ScoreDraft } = parsed;
        expect(parseScoreModel(JSON.parse(JSON.stringify(draft)))).toEqual({
          outcome: 'read',
          draft: JSON.parse(JSON.stringify(draft)) as ScoreDraft,
        });
      }),
    );
  });
});
