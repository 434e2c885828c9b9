import { inShop, type ShopClient } from '#app/db.server.ts';
import { assertAlive } from '#app/jobs/heartbeat.server.ts';
import { flagProblems } from '#app/segments/flag-problems.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { applyReadings, endBatch } from './apply-readings.server.ts';
import { notePolicyChange } from './change-policy.server.ts';
import type { DrainServices } from './drain.server.ts';
import { shopOf } from './drained-shop.server.ts';
import { buildSegments } from './build-segments.server.ts';
import {
  describeFault,
  isFaultOfInput,
  mayBeFaultOfInput,
  tryApart,
  withoutBlame,
} from '#app/jobs/isolate-faults.server.ts';
import type { Policy } from './policy.ts';
import { setProfilesAside } from './profile-problems.server.ts';
import { digestsOf } from '#app/segments/question-digests.ts';

/** People assessed in one transaction, a part of a second; the drain waits no longer than that. */
const BATCH = 250;
/** People asked the questions that changed in one transaction. */
const PAGE = 4_000;
/** Before the id of everybody. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** How far a shop's people are assessed by its newest policy. */
export type Assessing = { policyVersion: number; reached: string | null };

/**
 * Assesses everybody by the shop's newest policy, person by person in the order of their ids, beside whatever
 * happens meanwhile. Where only questions of segments changed, only these are asked. It goes on where it was when
 * it is killed, and begins again when the policy changes. No journey starts because a question changed.
 */
export async function assessEverybody(services: DrainServices, shopId: string): Promise<void> {
  // How many people the next transaction takes: fewer after one that failed, until who is at fault is alone.
  let most = PAGE;
  const assess = (people: number) =>
    inShop(services.pool, shopId, (client) => assessBatch(services, client, shopId, people));
  for (;;) {
    try {
      if (await assess(most)) return;
      most = most >= BATCH ? PAGE : most * 2;
    } catch (error) {
      if (!mayBeFaultOfInput(error)) throw error;
      if (most > 1) most = most > BATCH ? BATCH : Math.ceil(most / 2);
      else if (await assessOrSkip(services, shopId, error, () => assess(1))) return;
    }
  }
}

/**
 * Assesses the one person alone once more if that only took too long, and passes over them if they are at fault.
 * @returns whether everybody is assessed
 */
async function assessOrSkip(
  services: DrainServices,
  shopId: string,
  error: unknown,
  again: () => Promise<boolean>,
): Promise<boolean> {
  const nothing = () =>
    inShop(services.pool, shopId, async (client) => {
      await claimShop(client, shopId);
      await services.policyOf(client, shopId);
    });
  try {
    return await tryApart(error, nothing, again);
  } catch (fault) {
    if (!isFaultOfInput(fault)) throw fault;
    await skipPerson(services, shopId, fault);
    return false;
  }
}

/** Passes over the one person who cannot be assessed; they are listed as a problem. */
async function skipPerson(
  { pool, pulse, clock, logger }: DrainServices,
  shopId: string,
  error: unknown,
): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    await assertAlive(client, pulse);
    await claimShop(client, shopId);
    const now = clock.now();
    const assessing = await begin(client, shopId, now);
    if (!assessing) return;
    const [profileId] = await nextPeople(client, shopId, assessing.reached, 1);
    // Without anybody left it was not a person that failed.
    if (profileId === undefined) throw error;
    logger.error({ shopId, profile: profileId, ...describeFault(error) }, 'not assessed');
    await setProfilesAside(client, shopId, [{ profileId, reason: 'error' }], now);
    await noteAssessed(client, shopId, assessing.policyVersion, profileId, 1);
    await endBatch(client, shopId, now, []);
  });
}

async function noteAssessed(
  client: ShopClient,
  shopId: string,
  policyVersion: number,
  reached: string,
  people: number,
): Promise<void> {
  await client.query(
    `update assessment set reached = $3, people_done = people_done + $4
      where shop_id = $1 and policy_version = $2`,
    [shopId, policyVersion, reached, people],
  );
}

async function assessBatch(
  { clock, pulse, policyOf }: DrainServices,
  client: ShopClient,
  shopId: string,
  most: number,
): Promise<boolean> {
  await assertAlive(client, pulse);
  await client.query('set local synchronous_commit = off');
  await claimShop(client, shopId);
  const now = clock.now();
  const assessing = await withoutBlame(() => begin(client, shopId, now));
  if (!assessing) return true;
  const policy = await withoutBlame(() => policyOf(client, shopId));
  const { currency } = await withoutBlame(() => shopOf(client, shopId));
  const { building } = policy;
  const isPartial = building !== undefined && !building.model;
  const isNarrow = isPartial && most === PAGE;
  const limit = isNarrow ? PAGE : Math.min(most, BATCH);
  const people = await nextPeople(client, shopId, assessing.reached, limit);
  const last = people.at(-1);
  if (last === undefined || (isPartial && building.keys.size === 0)) {
    await finish(client, shopId, assessing.policyVersion, policy, now);
    return true;
  }
  // Whoever is on the way of a journey that a change of segment may end is decided on like anybody else.
  const whole = isNarrow
    ? await buildSegments(
        client,
        shopId,
        policy,
        building.keys,
        { from: assessing.reached ?? NOBODY, to: last },
        now,
      )
    : people;
  const nothing = { events: [], catalog: [] };
  const { woken } = await applyReadings(client, shopId, nothing, {
    policy,
    startable: policy.journeys,
    currency,
    now,
    due: 0,
    people: whole,
  });
  await noteAssessed(client, shopId, assessing.policyVersion, last, people.length);
  await endBatch(client, shopId, now, woken);
  return false;
}

/** Where to go on; null when everybody is assessed. */
async function begin(client: ShopClient, shopId: string, now: number): Promise<Assessing | null> {
  const { rows } = await client.query<Assessing & { isBegun: boolean }>(
    `select policy_version as "policyVersion", reached, started_at is not null as "isBegun"
       from assessment where shop_id = $1 and finished_at is null`,
    [shopId],
  );
  const [assessing] = rows;
  if (!assessing) return null;
  if (!assessing.isBegun && (await flagProblems(client, shopId))) {
    // The rules are others than a moment ago, for whoever decides by them meanwhile too.
    await notePolicyChange(client, shopId);
    return await begin(client, shopId, now);
  }
  if (!assessing.isBegun) {
    await client.query(
      `update assessment set started_at = $3,
         people_total = (select count(*) from profile where shop_id = $1)
        where shop_id = $1 and policy_version = $2`,
      [shopId, assessing.policyVersion, new Date(now)],
    );
  }
  return assessing;
}

async function nextPeople(
  client: ShopClient,
  shopId: string,
  reached: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await readInKeyOrder<{ id: string }>(
    client,
    `select id from profile where shop_id = $1 and id > $2 order by id limit $3`,
    [shopId, reached ?? NOBODY, limit],
  );
  return rows.map(({ id }) => id);
}

async function finish(
  client: ShopClient,
  shopId: string,
  policyVersion: number,
  policy: Policy,
  now: number,
): Promise<void> {
  await client.query(
    `update assessment set finished_at = $3, built = $4 where shop_id = $1 and policy_version = $2`,
    [shopId, policyVersion, new Date(now), JSON.stringify(digestsOf(policy, policyVersion))],
  );
}
