import { createDefinition } from '#app/definitions/create-definition.server.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY } from '#app/lib/duration.ts';
import { inShop, openPool } from '#app/platform/db.server.ts';
import type { LiveStack } from '#tests/stack/live-stack.ts';

/** Makes a journey of so many steps with a draft in the shop. @returns its key */
export async function createDrawnJourney(
  { databaseUrl, ring }: LiveStack,
  steps: number,
): Promise<string> {
  const pool = openPool(databaseUrl, { max: 1, name: 'canvas', ring });
  try {
    const { rows } = await pool.query<{ id: string }>('select id from shop');
    const shopId = rows[0]?.id ?? '';
    const made = await inShop(pool, shopId, (client) =>
      createDefinition(client, shopId, journeyKind, contentOfSteps(steps), '1', Date.now()),
    );
    if (made.outcome !== 'created')
      throw new Error(`The journey was not made: ${JSON.stringify(made)}`);
    return made.key;
  } finally {
    await pool.end();
  }
}

/** A chain of waits and emails with a branch at every tenth step. */
function contentOfSteps(count: number): JourneyContent {
  const last = count - 1;
  const id = (place: number) => (place >= last ? 'end' : `s${String(place)}`);
  const steps = Array.from({ length: last }, (_, place): Step => {
    const base = { id: id(place) };
    const next = id(place + 1);
    if (place % 10 === 5)
      return {
        ...base,
        kind: 'branch',
        when: { field: 'orders', is: 'at_least', value: 1 },
        yes: next,
        no: id(place + 3),
      };
    if (place % 2 === 0) return { ...base, kind: 'wait', ms: DAY, next };
    return { ...base, kind: 'email', template: 'order-thanks', class: 'marketing', next };
  });
  return {
    name: `Drawn with ${String(count)} steps`,
    purpose: 'A measurement',
    trigger: { events: ['order.placed'], subject: 'order' },
    entry: { all: [] },
    exitReasons: [],
    restartsWhileWaitingAt: null,
    first: id(0),
    steps: [...steps, { id: 'end', kind: 'exit', reason: 'finished' }],
  };
}
