import { expect, test } from 'vitest';
import { modelDraftOf, FIT_ASKS, modelFormOf, problemAt, type FitAsk } from './model-form.ts';
import { parseScoreModel } from './parse-score-model.ts';
import { retailModel } from './retail-model.ts';
import { wholesaleModel } from './wholesale-model.ts';

test.each([retailModel, wholesaleModel])(
  'a model is the same after it went through the form',
  (model) => {
    const { version: _version, ...draft } = model;
    expect(parseScoreModel(modelDraftOf(modelFormOf(model)))).toEqual({ outcome: 'read', draft });
  },
);

const VALUES: Partial<Record<FitAsk, string>> = {
  'country one_of': 'GB, ie',
  'locale one_of': 'en\npt-BR',
  'company one_of': 'Fern, Fell & Co\nFell Runners Ltd',
  'email consent': 'subscribed, pending',
  'sms consent': 'subscribed',
  orders: '3',
  'orders pieces': '50',
  'orders returned': '33',
  'orders gap': '30',
};

test.each(Object.keys(FIT_ASKS) as FitAsk[])('a rule can ask “%s”', (ask) => {
  const row = { label: 'Rule', ask, values: VALUES[ask] ?? '', points: '5' };
  const parsed = parseScoreModel(modelDraftOf({ ...modelFormOf(retailModel), fit: [row] }));
  if (parsed.outcome === 'refused') throw new Error(JSON.stringify(parsed.problems));
  expect(modelFormOf(parsed.draft).fit).toEqual([
    { ...row, values: row.values.replace('ie', 'IE').replace('en\n', 'en, ') },
  ]);
});

test('the first thing wrong within a field is said at the field', () => {
  const [known] = modelFormOf(retailModel).fit;
  if (!known) throw new Error('The ready model has rules.');
  const row = { ...known, ask: 'country one_of' as const, values: 'GB, Narnia' };
  const parsed = parseScoreModel(modelDraftOf({ ...modelFormOf(retailModel), fit: [row] }));
  const problems = parsed.outcome === 'refused' ? parsed.problems : {};
  expect(problemAt(problems, 'fit.0.when')).toBe('“NARNIA” is no country code such as GB.');
  expect(problemAt(problems, 'fit.0.points')).toBeUndefined();
});

test.each(['', 'half', '-1', '101'])('%j is no share of intent', (intentPercent) => {
  const parsed = parseScoreModel(modelDraftOf({ ...modelFormOf(retailModel), intentPercent }));
  expect(parsed.outcome === 'refused' && Object.keys(parsed.problems)).toEqual(['intentShare']);
});
