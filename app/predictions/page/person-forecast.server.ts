import type { ShopClient } from '#app/platform/db.server.ts';
import { dayNumberIn, noonOf } from '#app/lib/shop-day.ts';
import {
  forecastBasis,
  personPrediction,
} from '#app/predictions/store/person-prediction.server.ts';
import { boughtProducts } from '#app/predictions/store/product-rhythms.server.ts';
import { replenishments } from '#app/predictions/replenish.ts';
import type { WantedAgain, PersonForecast } from './person-forecast.ts';

const WANTED_SHOWN = 5;

/** Reads the forecast for a person at a moment. */
export async function loadPersonForecast(
  client: ShopClient,
  shopId: string,
  profileId: string,
  timeZone: string,
  now: number,
): Promise<PersonForecast> {
  const prediction = await personPrediction(client, shopId, profileId);
  return {
    prediction,
    lack: prediction === null ? await lackOf(client, shopId, profileId) : null,
    wantedAgain: await wantedAgain(client, shopId, profileId, timeZone, now),
  };
}

async function lackOf(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonForecast['lack']> {
  const basis = await forecastBasis(client, shopId, profileId);
  if (!basis?.bought) return 'no_order';
  if (basis.outcome === 'too_little') return 'too_little';
  return basis.outcome === 'predicted' ? 'new_order' : 'not_yet';
}

async function wantedAgain(
  client: ShopClient,
  shopId: string,
  profileId: string,
  timeZone: string,
  now: number,
): Promise<WantedAgain[]> {
  const bought = await boughtProducts(client, shopId, profileId, timeZone);
  const titles = new Map(bought.map(({ productId, title }) => [productId, title]));
  const typical = new Map(
    bought.flatMap(({ productId, typical: rhythm }) => (rhythm ? [[productId, rhythm]] : [])),
  );
  return replenishments(bought, typical, dayNumberIn(now, timeZone))
    .slice(0, WANTED_SHOWN)
    .map(({ from, due, to, ...wanted }) => ({
      ...wanted,
      title: titles.get(wanted.productId) ?? '',
      from: noonOf(from, timeZone),
      due: noonOf(due, timeZone),
      to: noonOf(to, timeZone),
    }));
}
