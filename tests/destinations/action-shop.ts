import { randomUUID } from 'node:crypto';
import type { EffectKind, EffectPayload } from '#app/effects/registry.ts';
import { addEffects } from '#app/effects/store/add-effects.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';

/** Epoch milliseconds. */
export const ACTION_NOW = Date.UTC(2026, 10, 20, 12);

export type ActionShop = TestShop & { ada: string };

/** A shop with one person, Ada, whom actions of journeys are about. */
export async function actionShop(
  db: TestDatabase,
  person: { email?: string | null; customerId?: string | null; firstName?: string } = {},
): Promise<ActionShop> {
  const { email = 'ada@people.example', customerId = '7', firstName = 'Ada' } = person;
  const shop = await installedShop(db.pool);
  const ada = randomUUID();
  const state = { ...newProfile(0), firstName: { value: firstName, at: 0 } };
  await db.owner.query(
    `insert into profile (shop_id, id, state, name, email, customer_id, intent, fit, score, grade, band, stage, orders,
       spent_minor, subscribed, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $6, 60, 12, 72, 'A2', 'hot', 'loyal', 4, 0, true, $7, $7)`,
    [
      shop.id,
      ada,
      JSON.stringify(state),
      `${firstName} Byron`,
      email,
      customerId,
      new Date(ACTION_NOW),
    ],
  );
  return { ...shop, ada };
}

/** Puts an effect about Ada into the outbox, as a journey does. @returns its key */
export async function askFor<K extends EffectKind>(
  db: TestDatabase,
  { id, ada }: ActionShop,
  kind: K,
  payload: EffectPayload<K>,
  key = `${kind}:${randomUUID()}`,
): Promise<string> {
  const times = { createdAt: ACTION_NOW, dueAt: ACTION_NOW };
  const effect = { key, kind, profileId: ada, payload, ...times };
  await inShop(db.pool, id, (client) => addEffects(client, id, [effect]));
  return key;
}

/** What became of an effect. */
export async function effectOutcome(db: TestDatabase, { id }: TestShop, key: string) {
  const { rows } = await db.owner.query<{
    state: string;
    reason: string | null;
    answer: string | null;
    attempts: number;
  }>('select state, reason, answer, attempts from effect where shop_id = $1 and key = $2', [
    id,
    key,
  ]);
  return rows[0];
}
