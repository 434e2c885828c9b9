import { z } from 'zod';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { changePolicy } from '#app/engine/recompute/change-policy.server.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { eventually } from '#tests/stack/stack.ts';
import { load } from './accept.ts';
import { startWeb, startWorker } from './app-process.ts';
import type { Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';
import { fillWithPeople } from './people.ts';

const PEOPLE = 1_000_000;
/** Days over which the people's last orders are spread. */
const SPREAD_DAYS = 500;
const INTAKE = { kind: 'open', seconds: 20, perSecond: 50 } as const;
const INTAKE_P99_MS = 250;

export const SEGMENT_BUILD_SIZES = `segment.build1m: a new segment of four conditions over ${PEOPLE.toLocaleString('en')} people, beside ${String(INTAKE.perSecond)} webhooks/s`;

const PREDICATE: Predicate = {
  all: [
    { field: 'orders', is: 'at_least', value: 1 },
    { field: 'spent', is: 'at_least', value: 1_000 },
    { field: 'last_order', is: 'within', days: 30 },
    { not: { field: 'email_consent', is: 'one_of', values: ['invalid'] } },
  ],
};

/**
 * How long after a segment was saved all people who match it are members.
 * @returns seconds
 * @throws when webhooks were taken slower meanwhile than is promised
 */
export async function benchSegmentBuild(lab: Lab): Promise<Figure> {
  return await lab.withBed(async (bed) => {
    await fillWithPeople(bed, PEOPLE);
    await spread(bed);
    const server = await startWeb(lab, bed);
    const worker = await startWorker(lab, bed);
    await save(bed);
    const started = performance.now();
    const intake = load(server, bed, INTAKE, 0);
    await eventually('building the segment', async () => {
      const { rows } = await bed.owner.query(
        'select from assessment where shop_id = $1 and finished_at is not null',
        [bed.shop.id],
      );
      return rows.length === 1;
    });
    const value = (performance.now() - started) / 1_000;
    const { p99 } = z.object({ p99: z.number() }).parse(await intake);
    await Promise.all([server.process.kill('SIGTERM'), worker.kill('SIGTERM')]);
    const { rows } = await bed.owner.query<{ members: number }>(
      `select count(*)::int as members from membership where shop_id = $1 and segment_key = 'built' and left_at is null`,
      [bed.shop.id],
    );
    lab.say(
      `segment.build1m: ${value.toFixed(1)} s, ${String(rows[0]?.members)} members, intake p99 ${p99.toFixed(0)} ms`,
    );
    if (p99 > INTAKE_P99_MS) throw new Error(`Intake took ${p99.toFixed(0)} ms meanwhile.`);
    return { value, baseline: 0 };
  });
}

async function spread({ owner, shop }: Bed): Promise<void> {
  await owner.query(
    `update profile_fact set last_order = last_order - (abs(hashtext(profile_id::text)) % $2) * 86400000::bigint
      where shop_id = $1`,
    [shop.id, SPREAD_DAYS],
  );
  // What is due anyway is no part of the measurement.
  await owner.query(
    `update profile set next_change_at = now() + interval '1 day' + (abs(hashtext(id::text)) % 60) * interval '1 day'
      where shop_id = $1 and (next_change_at is null or next_change_at < now() + interval '1 day')`,
    [shop.id],
  );
  await owner.query('vacuum analyze profile_fact, profile');
  await owner.query('checkpoint');
}

async function save(bed: Bed): Promise<void> {
  const pool = openPool(bed.url, { max: 1, name: 'build' });
  await inShop(pool, bed.shop.id, async (client) => {
    await client.query(
      `insert into segment (shop_id, key, name, purpose, version, created_at)
       values ($1, 'built', 'Built', 'Measure', 1, now())`,
      [bed.shop.id],
    );
    await client.query(
      `insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
       values ($1, 'built', 1, 'Built', 'Measure', $2, '', 'bench', now())`,
      [bed.shop.id, JSON.stringify(PREDICATE)],
    );
    await changePolicy(client, bed.shop.id);
  });
  await pool.end();
}
