import { expect, test } from 'vitest';
import { compareModels, compareVersions } from './compare-models.ts';
import { retailModel } from './retail-model.ts';

test('models that score alike do not differ, in whatever order their rules stand', () => {
  const turned = { ...retailModel, signals: [...retailModel.signals].reverse() };
  expect(compareModels(retailModel, structuredClone(turned))).toEqual([]);
});

test('every change is described in a sentence, what is gone too', () => {
  const [page, product, ...others] = retailModel.signals;
  const [address, ...rules] = retailModel.fit;
  if (!page || !product || !address) throw new Error('The ready model has rules.');
  const after = {
    ...retailModel,
    signals: [
      { ...product, points: 3.25, halfLifeDays: 1 },
      {
        ...page,
        cap: 6,
        signal: 'banner_seen' as const,
        label: { one: 'banner', many: 'banners' },
      },
      ...others,
    ],
    fit: [
      { ...address, label: 'Can be mailed', points: 1 },
      ...rules.slice(1),
      { label: 'In Ireland', when: { trait: 'country', is: 'one_of', values: ['IE'] }, points: -1 },
    ] satisfies typeof retailModel.fit,
    thresholds: {
      digits: { ...retailModel.thresholds.digits, 1: 55 },
      letters: { ...retailModel.thresholds.letters, C: 12 },
    },
    intentShare: 0.75,
  };
  expect(compareModels(retailModel, after)).toEqual([
    'Product views: +3 points → +3.25 points; half-life 5 days → half-life 1 day',
    'Banners: count from now on, +0.5 points, at most 6, half-life 2 days',
    'Page views: no longer count',
    '“Email address known”: +10 points → +1 point; is called “Can be mailed”',
    '“In Ireland”: counts from now on, −1 point',
    '“Subscribed to email”: no longer counts',
    '1 needs intent of 50 → 55',
    'C needs fit of 10 → 12',
    'Intent in the number: 60 % → 75 %',
  ]);
});

test('the newest version is compared with the one before, unless the address asks for others', () => {
  const known = [3, 2, 1].map((version) => ({
    version,
    model: { ...retailModel, intentShare: version / 10 },
  }));
  const compared = (query: string, among = known) =>
    compareVersions(among, new URLSearchParams(query), 7);
  expect(compared('')).toMatchObject({ from: 2, to: 3, changes: [expect.any(String)] });
  expect(compared('from=1&to=2')).toMatchObject({ from: 1, to: 2 });
  expect(compared('from=9&to=x')).toMatchObject({ from: 2, to: 3 });
  expect(compared('', known.slice(2))).toEqual({ from: 1, to: 1, changes: [] });
  expect(compared('', [])).toEqual({ from: 7, to: 7, changes: [] });
});
