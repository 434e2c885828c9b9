import type pg from 'pg';
import { drain } from '#app/engine/drain.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import type { Effect, Run } from '#app/journeys/run.ts';
import { inShop } from '#app/platform/db.server.ts';
import { publishContent } from '#tests/definitions/definition-shop.ts';
import { breakingPool, Died } from '#tests/setup/breaking-pool.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { traceOf, type JourneySystem } from './journey-system.ts';
import type { JourneyTrace } from './plain-model.ts';
import type { ShoppingDelivery } from './shopping-delivery.ts';

/** The real drain of a shop of its own; a process that dies is followed by another. */
export class DatabaseSystem implements JourneySystem {
  readonly shopId: string;
  private readonly pool: pg.Pool;
  private readonly keys: readonly string[];
  /** How often a process died. */
  deaths = 0;

  private constructor(pool: pg.Pool, shopId: string, journeys: readonly Journey[]) {
    this.pool = pool;
    this.shopId = shopId;
    this.keys = journeys.map(({ key }) => key);
  }

  /** A shop in which these journeys are live. @throws when one cannot be published */
  static async open(pool: pg.Pool, journeys: readonly Journey[]): Promise<DatabaseSystem> {
    const { id } = await installedShop(pool);
    for (const journey of journeys) {
      const published = await publishContent(pool, id, 'journey', journey.key, contentOf(journey));
      if (published.outcome !== 'published')
        throw new Error(`The journey was not published: ${JSON.stringify(published)}`);
    }
    return new DatabaseSystem(pool, id, journeys);
  }

  async receive({ key, topic, at, receivedAt, body }: ShoppingDelivery): Promise<void> {
    const delivery = { key, topic, receivedAt, triggeredAt: at, body };
    await inShop(this.pool, this.shopId, (client) =>
      storeDeliveries(client, this.shopId, [delivery]),
    );
  }

  async drain(now: number, diesAt: number | null): Promise<void> {
    if (diesAt !== null) await this.dieDraining(now, diesAt);
    const services = await workerAt(this.pool, now);
    do await drain(services, this.shopId);
    while ((await this.countDue(now)) > 0);
  }

  private async dieDraining(now: number, diesAt: number): Promise<void> {
    const how = diesAt % 2 === 0 ? 'dies before' : 'dies after';
    const services = await workerAt(this.pool, now);
    const breaking = breakingPool(this.pool, diesAt, how);
    try {
      await drain({ ...services, pool: breaking.pool }, this.shopId);
    } catch (error) {
      if (!hasDied(error)) throw error;
      this.deaths += 1;
    }
  }

  private async countDue(now: number): Promise<number> {
    const { rowCount } = await inShop(this.pool, this.shopId, (client) =>
      client.query(
        `select from journey_run where shop_id = $1 and state = 'active' and wake_at <= $2
           and journey_key = any($3)`,
        [this.shopId, new Date(now), this.keys],
      ),
    );
    return rowCount ?? 0;
  }

  async trace(): Promise<JourneyTrace> {
    return await inShop(this.pool, this.shopId, async (client) => {
      const runs = await client.query<Run>(
        `select id, journey_key as "journeyKey", state, step_id as "stepId", context, end_reason as "endReason",
                wake_at as "wakeAt" from journey_run where shop_id = $1 and journey_key = any($2)`,
        [this.shopId, this.keys],
      );
      const effects = await client.query<Pick<Effect, 'key' | 'kind' | 'runId' | 'dueAt'>>(
        `select key, kind, run_id as "runId", due_at as "dueAt" from effect
          where shop_id = $1 and run_id = any($2)`,
        [this.shopId, runs.rows.map(({ id }) => id)],
      );
      return traceOf(runs.rows, effects.rows);
    });
  }
}

function hasDied(error: unknown): boolean {
  return error instanceof Died || (error instanceof Error && hasDied(error.cause));
}
