import type pg from 'pg';
import { linkByDomain } from '#app/accounts/link-by-domain.server.ts';
import { saveAccounts } from '#app/accounts/save-accounts.server.ts';
import { inShop } from '#app/db.server.ts';
import { applyReadings, claimShop, endBatch } from '#app/engine/apply-readings.server.ts';
import { settleDeliveries, type Settled } from '#app/engine/deliveries.server.ts';
import { isFaultOfInput, type DrainServices } from '#app/engine/drain.server.ts';
import { saveOddValues } from '#app/events/save-odd-values.server.ts';
import { assertAlive } from '#app/jobs/heartbeat.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { holdRun, noteRead } from './import-runs.server.ts';
import type { ImportRun } from './import-run.ts';
import type { GroupReading, Unusable } from './read-group.ts';

export type ImportShop = { id: string; currency: string };

/** An object of the file, read. */
export type ReadGroup = GroupReading & { end: number };

/**
 * Saves objects of a file together with how far the file is read, so that whoever resumes neither repeats nor
 * misses one. Objects that the database refuses are set aside one by one, like those that cannot be read.
 * @returns the run as it stands now; null when it was called off or somebody else has read on
 */
export async function saveGroups(
  services: DrainServices,
  shop: ImportShop,
  run: ImportRun,
  groups: readonly ReadGroup[],
): Promise<ImportRun | null> {
  try {
    return await inShop(services.pool, shop.id, async (client) => {
      await assertAlive(client, services.pulse);
      // A crash of the database may take the last batches back, all of each: they are then read again.
      await client.query('set local synchronous_commit to off');
      await claimShop(client, shop.id);
      if (!(await holdRun(client, shop.id, run))) return null;
      const { policy, clock } = services;
      const now = clock.now();
      const told = {
        events: groups.flatMap(({ events }) => events),
        catalog: groups.flatMap(({ catalog }) => catalog),
      };
      const { woken, identified } = await applyReadings(client, shop.id, told, {
        policy,
        // Nobody is thanked or reminded for what was before the installation.
        startable: run.purpose === 'history' ? [] : policy.journeys,
        currency: shop.currency,
        now,
        dueLimit: 0,
      });
      const accounts = groups.flatMap((group) => group.accounts);
      await saveAccounts(client, shop.id, accounts);
      await linkByDomain(client, shop.id, { people: identified, accounts });
      await saveOddValues(
        client,
        shop.id,
        groups.flatMap(({ flags }) =>
          flags.map((flag) => ({ ...flag, topic: `import/${run.kind}`, seenAt: now })),
        ),
      );
      const aside = groups.flatMap(({ unusable }) => unusable);
      await settleDeliveries(
        client,
        shop.id,
        aside.map((one) => setAside(one, now)),
        now,
      );
      const bytesDone = groups.at(-1)?.end ?? run.bytesDone;
      const unusable = groups.filter((group) => group.unusable.length > 0).length;
      const read = { bytesDone, objects: groups.length, unusable };
      await noteRead(client, shop.id, run.id, read);
      await endBatch(client, shop.id, now, woken);
      return { ...run, bytesDone };
    });
  } catch (error) {
    if (!isFaultOfInput(error)) throw error;
    const [only] = groups;
    if (only && groups.length === 1) {
      services.logger.error({ shopId: shop.id, err: error }, 'object set aside after an error');
      return await saveGroups(services, shop, run, [refused(only, run)]);
    }
    const middle = Math.ceil(groups.length / 2);
    const halfway = await saveGroups(services, shop, run, groups.slice(0, middle));
    return halfway && (await saveGroups(services, shop, halfway, groups.slice(middle)));
  }
}

function refused({ end }: ReadGroup, { kind }: ImportRun): ReadGroup {
  const reason = 'It could not be processed because of an error in the app.';
  const body = new TextEncoder().encode(`{"kind":"${kind}","end":${String(end)}}`);
  const unusable = [{ topic: `import/${kind}`, body, reason }];
  return { events: [], catalog: [], accounts: [], flags: [], end, unusable };
}

/** Under a key of what it says, so that the same object told again is the same problem. */
function setAside({ topic, body, reason }: Unusable, now: number): Settled {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return {
    delivery: {
      key: `import:${idOf(topic, bytes.toString())}`,
      topic,
      receivedAt: now,
      triggeredAt: null,
      body: bytes,
    },
    fate: 'quarantined',
    reason,
    reading: null,
  };
}

/** The shop whose objects are read; null when it is uninstalled. */
export async function importShop(pool: pg.Pool, shopId: string): Promise<ImportShop | null> {
  const { rows } = await pool.query<ImportShop>(
    'select id, currency from shop where id = $1 and uninstalled_at is null',
    [shopId],
  );
  return rows[0] ?? null;
}
