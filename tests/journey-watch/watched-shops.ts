import { randomUUID } from 'node:crypto';
import { selectShownStops } from '#app/journey-watch/store/journey-stops.server.ts';
import { watchJourneys } from '#app/journey-watch/watch-journeys.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';

export const JOURNEY = 'abandoned-basket';
/** A Monday at noon. */
export const NOON = Date.UTC(2026, 10, 30, 12);
export const RENDERER = { check: () => Promise.resolve(null) };

export type BusyShop = TestShop & { profileId: string };

export function hourOf(now: number): number {
  return now - (now % HOUR);
}

/** Shops that are watched, and what happens in them. */
export function watchedShops(db: Awaited<ReturnType<typeof testDatabase>>) {
  async function watchAt(
    shop: TestShop,
    now: number,
    admin: AdminClient | null = null,
  ): Promise<void> {
    const services = { pool: db.pool, clock: { now: () => now }, renderer: RENDERER, admin };
    await watchJourneys(services, shop.id);
  }

  async function stopsAt(shop: TestShop, now: number) {
    const stops = await inShop(db.pool, shop.id, (client) =>
      selectShownStops(client, shop.id, now),
    );
    return stops.map(({ journeyKey, measure, cause, detail }) => ({
      journeyKey,
      measure,
      cause,
      detail,
    }));
  }

  async function addRuns(
    shop: TestShop,
    profileId: string,
    from: number,
    until: number,
    stepMs: number,
    journeyKey = JOURNEY,
  ) {
    await db.owner.query(
      `insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id,
       context, entered_at, ended_at, end_reason)
     select $1, gen_random_uuid(), $2, 1, $3, gen_random_uuid()::text, 'exited', 'wait', '{"subject":"person"}',
            at, at, 'ordered'
       from generate_series($4::timestamptz, $5::timestamptz, make_interval(secs => $6)) as at`,
      [shop.id, journeyKey, profileId, new Date(from), new Date(until), stepMs / 1_000],
    );
  }

  /** Deliveries of a topic, as many in each hour. */
  async function addDeliveries(
    shop: TestShop,
    topic: string,
    from: number,
    until: number,
    count: number,
  ) {
    await db.owner.query(
      `insert into topic_count (shop_id, topic, hour, processed)
     select $1, $2, hour, $5 from generate_series($3::timestamptz, $4::timestamptz, interval '1 hour') as hour
     on conflict (shop_id, topic, hour) do update set processed = topic_count.processed + excluded.processed`,
      [shop.id, topic, new Date(from), new Date(until), count],
    );
  }

  async function addRefusals(shop: TestShop, profileId: string, count: number, at: number) {
    await db.owner.query(
      `insert into decision (shop_id, id, at, profile_id, outcome, reason, rule, facts, journey_key)
     select $1, gen_random_uuid(), $4, $2, 'not_entered', 'entry_not_met', $5 || '@1', '{}', $5
       from generate_series(1, $3)`,
      [shop.id, profileId, count, new Date(at), JOURNEY],
    );
  }

  async function aPerson(shop: TestShop): Promise<string> {
    const id = randomUUID();
    await db.owner.query(
      `insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor, subscribed,
       first_seen_at, last_seen_at)
     values ($1, $2, '{}', 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, now(), now())`,
      [shop.id, id],
    );
    return id;
  }

  /** A shop whose journey twenty people enter in each hour of eight weeks, up to noon, and that is watched since. */
  async function busyShop(journeyKey = JOURNEY, topic = 'carts/update'): Promise<BusyShop> {
    const shop = await installedShop(db.pool);
    const profileId = await aPerson(shop);
    await addRuns(shop, profileId, NOON - 56 * DAY, NOON, 3 * MINUTE, journeyKey);
    await addDeliveries(shop, topic, NOON - 56 * DAY, NOON - HOUR, 60);
    await addDeliveries(shop, 'products/update', NOON - 56 * DAY, NOON - HOUR, 200);
    await watchAt(shop, NOON);
    await watchAt(shop, NOON + MINUTE);
    return { ...shop, profileId };
  }

  /** Looks every five minutes, with what happened before each look, until something has stopped. */
  async function minutesUntilStop(
    shop: BusyShop,
    before: (now: number) => Promise<void>,
    admin: AdminClient | null = null,
  ) {
    for (let now = NOON + 5 * MINUTE; now <= NOON + 3 * HOUR; now += 5 * MINUTE) {
      await before(now);
      await watchAt(shop, now, admin);
      const stops = await stopsAt(shop, now);
      if (stops.length > 0) return { minutes: (now - NOON) / MINUTE, stops };
    }
    throw new Error('Nothing was noticed within three hours.');
  }

  async function alertsOf(shop: TestShop) {
    const { rows } = await db.owner.query<{
      key: string;
      subject: string;
      text: string;
      to: object;
    }>(
      `select key, payload ->> 'subject' as subject, payload ->> 'text' as text, payload -> 'to' as to from effect
      where shop_id = $1 and kind = 'staff_alert' order by key`,
      [shop.id],
    );
    return rows;
  }

  return {
    watchAt,
    stopsAt,
    addRuns,
    addDeliveries,
    addRefusals,
    busyShop,
    minutesUntilStop,
    alertsOf,
  };
}
