import { expect, it } from 'vitest';
import type { PersonPrediction } from './person-forecast.ts';
import { forecastWords } from './forecast-words.ts';

const loyal: PersonPrediction = {
  alive: 0.914,
  again: 0.83,
  orders: 3.04,
  ordersLow: 0,
  ordersHigh: 5,
  spendMinor: 12_340,
  spendLowMinor: 0,
  spendHighMinor: 20_000,
  currency: 'GBP',
  nextOrderAt: 1,
  modelVersion: 2,
  computedAt: 0,
};
const once: PersonPrediction = {
  ...loyal,
  alive: 1,
  again: 0.004,
  orders: 0.01,
  ordersHigh: 0,
  spendMinor: 50,
  spendHighMinor: 0,
  nextOrderAt: null,
};
const regular: PersonPrediction = { ...loyal, ordersLow: 2, spendLowMinor: 4_000 };

function words(prediction: PersonPrediction): string[] {
  return forecastWords(prediction, (at) => `day ${String(at)}`).map(
    ({ name, value }) => `${name}: ${value}`,
  );
}

it.each<[string, PersonPrediction, string[]]>([
  [
    'who orders often',
    loyal,
    [
      'Orders again: 83 % likely',
      'Orders: 3 expected; 8 in 10 such people place none to 5',
      'Spend: £123.40 expected; 8 in 10 spend nothing to £200.00',
      'Still a customer: 91 % likely',
      'Next order: Around day 1, if still a customer',
    ],
  ],
  [
    'who surely orders',
    regular,
    [
      'Orders again: 83 % likely',
      'Orders: 3 expected; 8 in 10 such people place 2 to 5',
      'Spend: £123.40 expected; 8 in 10 spend £40.00 to £200.00',
      'Still a customer: 91 % likely',
      'Next order: Around day 1, if still a customer',
    ],
  ],
  [
    'who ordered once',
    once,
    [
      'Orders again: less than 1 % likely',
      'Orders: less than 0.1 expected; 8 in 10 such people place none',
      'Spend: £0.50 expected; 8 in 10 spend nothing',
      'Still a customer: Not known after one order',
      'Next order: Not known after one order',
    ],
  ],
  [
    'of whose shop too little is known',
    { ...loyal, alive: 0.2, again: 0.2, spendMinor: null, nextOrderAt: null },
    [
      'Orders again: 20 % likely',
      'Orders: 3 expected; 8 in 10 such people place none to 5',
      'Spend: Not enough is known about what people spend',
      'Still a customer: 20 % likely',
      'Next order: None likely soon',
    ],
  ],
  [
    'who ordered once, lately',
    { ...loyal, alive: 0.8, nextOrderAt: null },
    [
      'Orders again: 83 % likely',
      'Orders: 3 expected; 8 in 10 such people place none to 5',
      'Spend: £123.40 expected; 8 in 10 spend nothing to £200.00',
      'Still a customer: 80 % likely',
      'Next order: No rhythm is known yet',
    ],
  ],
])('The forecast for a customer %s is put into plain words', (_, prediction, expected) => {
  expect(words(prediction)).toEqual(expected);
});
