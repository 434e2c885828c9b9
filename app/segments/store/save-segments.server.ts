import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { SegmentCard } from '#app/segments/builder/segment-form.ts';
import type { Predicate } from '#app/segments/predicate.ts';

/** A segment as it is to be, who saves it, and when (epoch milliseconds). */
export type SegmentEdit = { card: SegmentCard; predicate: Predicate; by: string; now: number };

/** Writes a segment as it is now, in its newest version. */
export async function upsertSegmentCard(
  client: ShopClient,
  shopId: string,
  key: string,
  version: number,
  { card, now }: Pick<SegmentEdit, 'card' | 'now'>,
): Promise<void> {
  await client.query(
    `insert into segment (shop_id, key, name, purpose, owner, stage, version, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (shop_id, key) do update
       set name = excluded.name, purpose = excluded.purpose, owner = excluded.owner,
           stage = excluded.stage, version = excluded.version, problem = null`,
    [shopId, key, card.name, card.purpose, card.owner, card.stage, version, new Date(now)],
  );
}

/** Writes a version of a segment. */
export async function insertSegmentVersion(
  client: ShopClient,
  shopId: string,
  key: string,
  version: number,
  { card, predicate, by, now }: SegmentEdit,
): Promise<void> {
  await client.query(
    `insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      shopId,
      key,
      version,
      card.name,
      card.purpose,
      JSON.stringify(predicate),
      card.note,
      by,
      new Date(now),
    ],
  );
}

/** Takes a segment out of use at a moment, epoch milliseconds; null takes it into use. */
export async function setSegmentArchived(
  client: ShopClient,
  shopId: string,
  key: string,
  at: number | null,
): Promise<void> {
  await client.query('update segment set archived_at = $3 where shop_id = $1 and key = $2', [
    shopId,
    key,
    at === null ? null : new Date(at),
  ]);
}

/** Saves why segments cannot be evaluated; null: they can. */
export async function saveSegmentProblems(
  client: ShopClient,
  shopId: string,
  problems: readonly { key: string; problem: string | null }[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `update segment set problem = row.problem from json_to_recordset($2) as row (key text, problem text)
      where segment.shop_id = $1 and segment.key = row.key`,
    problems,
  );
}
