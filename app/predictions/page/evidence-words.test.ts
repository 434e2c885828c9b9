import { expect, it } from 'vitest';
import { isEnoughToLearn, holdoutWeeks } from '#app/predictions/model/evidence.ts';
import { calibrationWords, lackWords, rangeWords } from './evidence-words.ts';

it('A shop reads what it lacks for predictions', () => {
  expect(lackWords({ people: 1, repeaters: 0, weeks: 3.7 })).toBe(
    'Predictions need at least 50 customers with an order, 20 of them with orders on more than one day, and 8 weeks since the first order. So far there are 1 customer, 0 of them with more than one order, and 3 weeks.',
  );
});

it.each([
  [{ people: 50, repeaters: 20, weeks: 8 }, true],
  [{ people: 49, repeaters: 20, weeks: 8 }, false],
  [{ people: 500, repeaters: 19, weeks: 80 }, false],
  [{ people: 500, repeaters: 200, weeks: 7.9 }, false],
])('%j is enough to learn from: %s', (found, enough) => {
  expect(isEnoughToLearn(found)).toBe(enough);
});

it.each([
  [8, 2],
  [21, 7],
  [77, 25],
  [200, 26],
])('Of %d weeks %d are held back', (weeks, held) => {
  expect(holdoutWeeks(weeks)).toBe(held);
});

it('The accuracy of a model is given in orders and in people', () => {
  const calibration = { weeks: 7, rows: [], meanError: 0.6, rootError: 0.9 };
  expect(calibrationWords({ ...calibration, expected: 1178.3, actual: 1223, held: 0.884 })).toBe(
    'Fitted without the last 7 weeks, the model expected 1,178 orders in them; 1,223 came. Of all customers, 88 % placed as many as their range says, which is meant to hold 8 in 10.',
  );
});

it('The accuracy of a model is given for spend too where it was tested', () => {
  const orders = { weeks: 7, expected: 100, actual: 110, held: 0.81 };
  const spend = { people: 90, expected: 200_000, actual: 180_000, share: 0.79, held: 0.83 };
  expect(calibrationWords(orders, spend)).toContain(
    'Together they spent 90 % of what was expected, and 83 % of them within their range.',
  );
});

it.each([
  [
    { weeks: 30, seasonKnown: false },
    ['less than a year', 'half as many orders again', '10 weeks held back'],
  ],
  [{ weeks: 80, seasonKnown: false }, ['too few repeat orders to know its season']],
  [{ weeks: 60, seasonKnown: true }, ['follow the season of your shop', '10 weeks held back']],
  // Learned before ranges knew of seasons.
  [{ weeks: 60 }, ['model alone']],
])('How ranges were made is said of %j', (known, words) => {
  const calibration = { rows: [], expected: 1, actual: 1, meanError: 0, rootError: 0, held: 0.8 };
  const said = rangeWords({ ...known, calibration: { ...calibration, weeks: 10, share: 0.7 } });
  for (const word of words) expect(said).toContain(word);
});

it('Ranges that were not tried are said to be those of the model', () => {
  expect(rangeWords({ weeks: 10, calibration: null, seasonKnown: false })).toContain('model alone');
});
