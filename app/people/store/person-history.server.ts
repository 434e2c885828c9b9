import type { ShopClient } from '#app/platform/db.server.ts';
import { outcomeWords, reasonWords } from '#app/journeys/page/reason-words.ts';
import { definitionName, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import { loadVersionsOfRuns } from '#app/journeys/definitions/load-journeys.server.ts';
import { journeyName, stepWords } from '#app/journeys/page/run-words.ts';
import type { PersonRun, MailDecision, PersonOrder } from '#app/people/page/person-history.ts';

/** The runs of a person through journeys: those under way first, then the newest. */
export async function personRuns(
  client: ShopClient,
  shopId: string,
  profileId: string,
  names: DefinitionNames,
): Promise<PersonRun[]> {
  const { rows } = await client.query<{
    id: string;
    journey_key: string;
    journey_version: number;
    state: string;
    step_id: string;
    entered_at: number;
    wake_at: number | null;
    ended_at: number | null;
    end_reason: string | null;
    is_held: boolean;
  }>(
    `select id, journey_key, journey_version, state, step_id, entered_at, wake_at, ended_at, end_reason,
            held is not null and wake_at is null as is_held
       from journey_run where shop_id = $1 and profile_id = $2
      order by state = 'active' desc, entered_at desc, id limit 12`,
    [shopId, profileId],
  );
  const words = {
    names,
    versions: await loadVersionsOfRuns(
      client,
      shopId,
      rows.map((row) => ({ journeyKey: row.journey_key, version: row.journey_version })),
    ),
  };
  return rows.map((row) => {
    const { id, journey_key: journeyKey, journey_version: version, entered_at: enteredAt } = row;
    const run = { id, journeyKey, journey: journeyName(words, journeyKey), enteredAt };
    return row.ended_at === null
      ? {
          ...run,
          state: 'active',
          step: stepWords(words, journeyKey, row.step_id, version),
          nextAt: row.wake_at,
          isHeld: row.is_held,
        }
      : {
          ...run,
          state: 'ended',
          endedAt: row.ended_at,
          reason: reasonWords(row.end_reason ?? 'ended'),
        };
  });
}

/** What was decided about mails to a person, newest first. */
export async function mailDecisions(
  client: ShopClient,
  shopId: string,
  profileId: string,
  names: DefinitionNames,
): Promise<MailDecision[]> {
  const { rows } = await client.query<{
    id: string;
    at: number;
    template: string | null;
    channel: string | null;
    outcome: string;
    reason: string;
  }>(
    `select id, at, facts ->> 'template' as template, facts ->> 'channel' as channel, outcome, reason from decision
      where shop_id = $1 and profile_id = $2 and outcome in ('sent', 'skipped', 'deferred', 'failed', 'in_doubt')
        and facts ->> 'template' is not null and facts ->> 'action' is null
      order by at desc, id limit 15`,
    [shopId, profileId],
  );
  return rows.map(({ id, at, template, channel, outcome, reason }) => ({
    id,
    at,
    mail:
      template === null
        ? 'Mail'
        : definitionName(names, channel === 'banner' ? 'banner' : 'email', template),
    outcome: outcomeWords(outcome),
    isSent: outcome === 'sent',
    reason: reasonWords(reason),
  }));
}

/** The newest orders of a person. */
export async function personOrders(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonOrder[]> {
  const { rows } = await client.query<PersonOrder>(
    `select order_id as "orderId", name, placed_at as "placedAt", total_minor as "totalMinor",
            refunded_minor as "refundedMinor", currency, cancelled_at is not null as "isCancelled",
            coalesce((snapshot ->> 'test')::boolean, false) as "isTest"
       from purchase
      where shop_id = $1 and profile_id = $2 and placed_at is not null and currency is not null
      order by placed_at desc limit 20`,
    [shopId, profileId],
  );
  return rows;
}
