import { inShop } from '#app/platform/db.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import { saveSegmentFacts } from '#app/segments/store/save-facts.server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import type { SegmentPerson } from './case-people.ts';

/** People whom a shop has room for at once. */
export const PEOPLE_AT_ONCE = 8;

/** The people of a shop as rows: `ids` are theirs, and `live` says who they are. */
export async function segmentPeople(db: TestDatabase, shopId: string) {
  const ids = Array.from({ length: PEOPLE_AT_ONCE }, (_, index) => idOf('person', String(index)));
  await db.owner.query(
    `insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at)
     select $1, id, '{}', 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, now(), now() from unnest($2::uuid[]) as id`,
    [shopId, ids],
  );

  /** Makes these the people of the shop, as they are written at a moment. */
  async function live(people: SegmentPerson[], at: number): Promise<void> {
    await inShop(db.pool, shopId, async (client) => {
      await client.query('delete from profile_fact where shop_id = $1', [shopId]);
      await client.query('delete from prediction where shop_id = $1', [shopId]);
      await saveSegmentFacts(
        client,
        shopId,
        retailModel,
        people.map(({ state }, index) => ({
          id: ids[index] ?? '',
          state,
          score: scoreProfile(retailModel, state, at),
        })),
      );
      await client.query(
        `insert into prediction (shop_id, profile_id, model_version, alive, again, orders, orders_low, orders_high,
           spend_minor, currency, next_order_at, reckoned_at)
         select $1, id, 1, alive, again, orders, 0, 0, spend, currency, next, now()
         from json_to_recordset($2) as row (id uuid, alive real, again real, orders real, spend bigint, currency text,
           next timestamptz)`,
        [
          shopId,
          JSON.stringify(
            people.flatMap(({ prediction }, index) =>
              prediction === null
                ? []
                : [
                    {
                      ...prediction,
                      id: ids[index],
                      spend: prediction.spendMinor,
                      next:
                        prediction.nextOrderAt === null
                          ? null
                          : new Date(prediction.nextOrderAt).toISOString(),
                    },
                  ],
            ),
          ),
        ],
      );
    });
  }

  return { ids, live };
}
