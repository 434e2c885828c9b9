import type { ShopClient } from '#app/platform/db.server.ts';
import {
  preferenceColumns,
  preferencesOfRow,
  type PreferenceColumns,
} from '../preference-columns.ts';
import type { ReaderPreferences } from '../reader-preferences.ts';

/** A row that is there, in which only the end of a pause may be missing. */
type ChosenRow = {
  [Column in keyof PreferenceColumns]: Column extends 'paused_until'
    ? PreferenceColumns[Column]
    : NonNullable<PreferenceColumns[Column]>;
};

const CHOSEN = `select ${preferenceColumns('chosen')} from reader_preference as chosen
  where shop_id = $1 and address = $2`;

/** What the owner of an address chose; null when nothing was. */
export async function findReaderPreferences(
  client: ShopClient,
  shopId: string,
  address: string,
): Promise<ReaderPreferences | null> {
  const { rows } = await client.query<ChosenRow>(CHOSEN, [shopId, address]);
  return rows[0] ? preferencesOfRow(rows[0]) : null;
}

/** Saves what the owner of an address chose. @param now epoch milliseconds */
export async function saveReaderPreferences(
  client: ShopClient,
  shopId: string,
  address: string,
  { declinedTopics, frequency, pausedUntil, declinesBanners }: ReaderPreferences,
  now: number,
): Promise<void> {
  await client.query(
    `insert into reader_preference
       (shop_id, address, declined_topics, frequency, paused_until, declines_banners, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, address) do update set declined_topics = excluded.declined_topics,
       frequency = excluded.frequency, paused_until = excluded.paused_until,
       declines_banners = excluded.declines_banners, changed_at = excluded.changed_at`,
    [
      shopId,
      address,
      declinedTopics,
      frequency,
      pausedUntil === null ? null : new Date(pausedUntil),
      declinesBanners,
      new Date(now),
    ],
  );
}

/** A change of what was chosen: what was shown, where, and what was chosen before and after. */
export type PreferenceChange = {
  id: string;
  address: string;
  /** Epoch milliseconds. */
  at: number;
  page: string;
  wording: string;
  before: ReaderPreferences | null;
  after: ReaderPreferences;
};

/** So many changes of one address are kept, the newest: who has its link could make them without end. */
const MOST_KEPT = 200;

/** Adds a change to the history of its address. */
export async function addPreferenceChange(
  client: ShopClient,
  shopId: string,
  { id, address, at, page, wording, before, after }: PreferenceChange,
): Promise<void> {
  await client.query(
    `insert into reader_preference_change (shop_id, id, address, at, page, wording, before, after)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (shop_id, id) do nothing`,
    [
      shopId,
      id,
      address,
      new Date(at),
      page,
      wording,
      before && JSON.stringify(before),
      JSON.stringify(after),
    ],
  );
}

/** Removes the oldest changes of an address beyond those that are kept. */
export async function dropOldPreferenceChanges(
  client: ShopClient,
  shopId: string,
  address: string,
): Promise<void> {
  await client.query(
    `delete from reader_preference_change where shop_id = $1 and id = any(array(
       select id from reader_preference_change where shop_id = $1 and address = $2
        order by at desc, id offset ${String(MOST_KEPT)}))`,
    [shopId, address],
  );
}
