import type { ShopClient } from '#app/platform/db.server.ts';

/** A profile as it is stored; its state is not read yet. */
export type StoredProfile = {
  id: string;
  state: unknown;
  /** Profiles that are no duplicates of it. */
  notDuplicates: string[];
  /** When another was last merged into it, epoch milliseconds; null: never, or its parts are forgotten. */
  joinedAt: number | null;
  /** How many of its merges could be split. */
  joins: number;
  /** The grade as it was found last, and when time alone may change anything next, epoch milliseconds. */
  grade: string;
  nextChangeAt: number | null;
};

/** Profiles by their ids. */
export async function loadProfiles(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<StoredProfile[]> {
  const { rows } = await client.query<StoredProfile>(
    `select id, state, kept_apart as "notDuplicates", joined_at as "joinedAt", joins, grade,
            next_change_at as "nextChangeAt"
       from profile where shop_id = $1 and id = any($2)`,
    [shopId, ids],
  );
  return rows;
}

/** Profiles that time has made due, the longest due first. @param now epoch milliseconds */
export async function findDueProfiles(
  client: ShopClient,
  shopId: string,
  now: number,
  limit: number,
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from profile where shop_id = $1 and next_change_at <= $2 order by next_change_at limit $3',
    [shopId, new Date(now), limit],
  );
  return rows;
}

/** Profiles with one of these addresses or numbers, at most `limit`. */
export async function findProfilesByAddress(
  client: ShopClient,
  shopId: string,
  { emails, phones }: { emails: readonly string[]; phones: readonly string[] },
  limit: number,
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from profile where shop_id = $1 and email = any($2)
     union select id from profile where shop_id = $1 and phone = any($3)
     limit $4`,
    [shopId, emails, phones, limit],
  );
  return rows;
}
