import { inShop } from '#app/platform/db.server.ts';
import { startHistory } from '#app/imports/shopify/start-import.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { Story } from '../case-environment.ts';
import type { StepOf } from '../words.ts';

/** Lets the app read objects in bulk: as the hourly comparison does, or as the import after the installation. */
export async function readInBulk(story: Story, step: StepOf<'bulk'>): Promise<void> {
  const { db, shop, shopify, clock, queue } = story;
  const lines = step.lines.map((line) => JSON.stringify(line));
  shopify.bulk.set(step.kind, `${lines.join('\n')}\n`.replaceAll('%STORE%', shop.host));
  await inShop(db.pool, shop.id, (client) =>
    step.history === true
      ? startHistory(client, shop.id, clock.now())
      : enqueueJob(client, shop.id, 'reconcile'),
  );
  await queue.drain();
  shopify.bulk.clear();
}
