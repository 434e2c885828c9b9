import type { ShopClient } from '#app/platform/db.server.ts';
import type { QueueNeighbours } from '#app/applications/queue-neighbours.ts';

const WAITING = `select id from application where shop_id = $1 and state = 'submitted' and id <> $2`;

/** @param submittedAt epoch milliseconds */
export async function queueNeighbours(
  client: ShopClient,
  shopId: string,
  { id, submittedAt }: { id: string; submittedAt: number },
): Promise<QueueNeighbours> {
  const { rows } = await client.query<QueueNeighbours>(
    `select (${WAITING} and (submitted_at, id) < ($3, $2) order by submitted_at desc, id desc limit 1) as previous,
            (${WAITING} and (submitted_at, id) > ($3, $2) order by submitted_at, id limit 1) as next`,
    [shopId, id, new Date(submittedAt)],
  );
  return rows[0] ?? { previous: null, next: null };
}
