import type pg from 'pg';
import { z } from 'zod';
import { DAY, HOUR } from '#app/lib/duration.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { inShop } from '#app/platform/db.server.ts';
import { blankOffer, type OfferContent } from '#app/offers/offer-content.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import type { Stack } from '#tests/stack/stack.ts';
import { pressInAdmin } from './merchant.ts';

type Admin = Pick<Stack, 'store' | 'appUrl'>;

const OFFER_KEY = 'thank-you';
/** Only its name is given to a journey that is made; the others are what the merchant draws. */
const NAME = 'Thank-you offer';

/** Ten percent off for a week, without limits by the month: a demo is the same on each day. */
const OFFER: OfferContent = {
  ...blankOffer(),
  name: 'Ten percent off the next order',
  daysAfterOrder: 0,
  mostDiscountedPercent: null,
};

/** Buyers who subscribed get an offer the day after, but for a tenth of them, by whom the lift is measured. */
const CONTENT: JourneyContent = {
  name: NAME,
  purpose: 'Brings buyers back with an offer while they still remember the shop.',
  trigger: { events: ['order.placed'], subject: 'order' },
  entry: { field: 'email_consent', is: 'one_of', values: ['subscribed'] },
  exitReasons: ['order_cancelled', 'order_refunded', 'person_deleted'],
  restartsWhileWaitingAt: null,
  first: 'holdout',
  steps: [
    { id: 'holdout', kind: 'holdout', percent: 10, next: 'wait' },
    { id: 'wait', kind: 'wait', ms: DAY, next: 'offer' },
    { id: 'offer', kind: 'offer', offer: OFFER_KEY, next: 'code', otherwise: 'end' },
    // Until Shopify knows the code.
    { id: 'code', kind: 'wait', ms: HOUR, next: 'mail' },
    { id: 'mail', kind: 'email', template: 'offer', class: 'marketing', next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ],
};

const Created = z.object({ outcome: z.literal('created'), key: z.string() });
const Saved = z.object({ outcome: z.literal('saved'), revision: z.number() });
const Published = z.object({ outcome: z.literal('published') });
const Started = z.object({ outcome: z.literal('started') });

/** Makes an offer and draws a journey that makes it, as the merchant does, and publishes both. @returns the journey's key */
export async function drawJourney(admin: Admin): Promise<string> {
  const offers = { path: `/app/offers/${OFFER_KEY}`, route: 'app.offers.$key' };
  await publish(admin, offers, { kind: 'offer', key: OFFER_KEY }, OFFER, '0');
  const create = { path: '/app/journeys/new', route: 'app.journeys.new' };
  const { key } = Created.parse(await pressInAdmin(admin, create, { name: NAME, from: '' }));
  const edit = { path: `/app/journeys/${key}/edit`, route: 'app.journeys.$key_.edit' };
  await publish(admin, edit, { kind: 'journey', key }, CONTENT, '1');
  return key;
}

async function publish(
  admin: Admin,
  page: { path: string; route: string },
  target: { kind: string; key: string },
  content: object,
  revision: string,
): Promise<void> {
  const draft = { ...target, base: '' };
  const save = { intent: 'save_draft', ...draft, content: JSON.stringify(content), revision };
  const saved = Saved.parse(await pressInAdmin(admin, page, save));
  const form = { intent: 'publish', ...draft, revision: String(saved.revision) };
  Published.parse(await pressInAdmin(admin, page, form));
}

/** Asks what the live version of a journey would have done in the last 30 days, as the merchant does. */
export async function replayJourney(admin: Admin, pool: pg.Pool, key: string): Promise<void> {
  const version = await liveVersionOf(pool, admin.store.options.shopDomain, key);
  const page = { path: `/app/journeys/${key}/replay`, route: 'app.journeys.$key_.replay' };
  const form = { intent: 'start', days: '30', version: String(version) };
  Started.parse(await pressInAdmin(admin, page, form));
}

async function liveVersionOf(pool: pg.Pool, domain: string, key: string): Promise<number> {
  const shopId = shopIdOf(domain);
  const { rows } = await inShop(pool, shopId, (client) =>
    client.query<{ version: number }>(
      `select live_version as version from definition
        where shop_id = $1 and kind = 'journey' and key = $2 and live_version is not null`,
      [shopId, key],
    ),
  );
  if (!rows[0]) throw new Error(`The journey ${key} has no live version.`);
  return rows[0].version;
}
