import type pg from 'pg';
import type { Clock } from '#app/lib/clock.ts';
import { createRateLimit, type RateLimit } from '#app/platform/rate-limit.server.ts';
import { createApiKeyCheck, type ApiKeyCheck } from './api-keys.server.ts';

/** What the handler of the events API works with. */
export type EventsApi = {
  check: ApiKeyCheck;
  perKey: RateLimit;
  perShop: RateLimit;
  perAddress: RateLimit;
};

const PER_KEY = { times: 600, seconds: 60 };
/** While a key is renewed two are good; together they do no more than this. */
const PER_SHOP = { times: 900, seconds: 60 };
/** Above what a key may do, so that it only stops a client that tries keys. */
const PER_ADDRESS = { times: 1_200, seconds: 60 };

/**
 * @param clock the one by which keys end
 * @param realClock the one by which answers are cached
 */
export function createEventsApi(pool: pg.Pool, clock: Clock, realClock: Clock): EventsApi {
  return {
    check: createApiKeyCheck(pool, clock, realClock),
    perShop: createRateLimit(PER_SHOP.times, PER_SHOP.seconds),
    perKey: createRateLimit(PER_KEY.times, PER_KEY.seconds),
    perAddress: createRateLimit(PER_ADDRESS.times, PER_ADDRESS.seconds),
  };
}
