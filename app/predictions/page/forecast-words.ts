import { formatMoney } from '#app/lib/format/money.ts';
import { formatExpected, formatNumber } from '#app/lib/format/number.ts';
import { formatShare } from '#app/lib/format/share.ts';
import type { PersonForecast, PersonPrediction } from './person-forecast.ts';

/** What is said of a person's next 12 months. */
export type ForecastLine = { name: string; value: string };

/** A customer who is likelier to order again than not is not said to be unlikely to. */
const LIKELY = 0.5;

/** What is expected of a person in plain words, each with its unit and how sure it is. */
export function forecastWords(
  prediction: PersonPrediction,
  date: (at: number) => string,
): ForecastLine[] {
  return [
    { name: 'Orders again', value: `${formatShare(prediction.again)} likely` },
    { name: 'Orders', value: ordersWords(prediction) },
    { name: 'Spend', value: spendWords(prediction) },
    { name: 'Still a customer', value: aliveWords(prediction) },
    { name: 'Next order', value: nextWords(prediction, date) },
  ];
}

/** The same in one line. */
export function forecastSummary({ again, spendMinor, currency }: PersonPrediction): string {
  const chance = `${formatShare(again)} likely to order again`;
  return spendMinor === null || currency === null
    ? `${chance} in 12 months`
    : `${chance}, ${formatMoney(spendMinor, currency)} expected in 12 months`;
}

function ordersWords({ orders, ordersLow, ordersHigh }: PersonPrediction): string {
  return `${formatExpected(orders)} expected; 8 in 10 such people place ${range(formatNumber(ordersLow), formatNumber(ordersHigh), 'none')}`;
}

function spendWords(prediction: PersonPrediction): string {
  const { spendMinor, spendLowMinor, spendHighMinor, currency } = prediction;
  if (spendMinor === null || currency === null || spendLowMinor === null || spendHighMinor === null)
    return 'Not enough is known about what people spend';
  const money = (minor: number) => formatMoney(minor, currency);
  const interval = range(
    spendLowMinor === 0 ? '0' : money(spendLowMinor),
    spendHighMinor === 0 ? '0' : money(spendHighMinor),
    'nothing',
  );
  return `${money(spendMinor)} expected; 8 in 10 spend ${interval}`;
}

/** By models fitted before customers could stop after the first order, no customer is lost before the second. */
function aliveWords({ alive }: PersonPrediction): string {
  return alive === 1 ? 'Not known after one order' : `${formatShare(alive)} likely`;
}

function nextWords(
  { nextOrderAt, alive, again }: PersonPrediction,
  date: (at: number) => string,
): string {
  if (nextOrderAt !== null) return `Around ${date(nextOrderAt)}, if still a customer`;
  if (alive === 1) return 'Not known after one order';
  return again >= LIKELY ? 'No rhythm is known yet' : 'None likely soon';
}

function range(low: string, high: string, none: string): string {
  const [from, to] = [low === '0' ? none : low, high === '0' ? none : high];
  return from === to ? from : `${from} to ${to}`;
}

/** Why nothing is said of a person. */
export const LACKS: Record<Exclude<PersonForecast['lack'], null>, string> = {
  no_order: 'There is no forecast before the first order.',
  new_order: 'The first order is new. The forecast is updated daily.',
  too_little: 'Not enough data: the shop has too few customers who ordered more than once.',
  not_yet: 'The forecast is updated daily, for the first time soon.',
};
