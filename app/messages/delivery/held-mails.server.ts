import { v7 } from 'uuid';
import type { ShopClient } from '#app/platform/db.server.ts';
import { MAIL_RULE } from '#app/consent/may-send.ts';
import type { SendDecision } from './decide-mail.ts';

/** A mail that does not leave now. */
export type HeldMail = {
  key: string;
  profileId: string | null;
  runId: string | null;
  request: { template: string; class: string };
  decision: Exclude<SendDecision, { act: 'send' }> | { act: 'fail'; reason: string };
};

const STATES = { skip: 'skipped', defer: 'ready', fail: 'failed' } as const;
const OUTCOMES = { skip: 'skipped', defer: 'deferred', fail: 'failed' } as const;

/** Skips, defers or gives up mails, and records for each person why. */
export async function recordHeld(
  client: ShopClient,
  shopId: string,
  held: readonly HeldMail[],
  now: number,
): Promise<void> {
  if (held.length === 0) return;
  await client.query(
    `update effect e
        set state = m.state, reason = m.reason, due_at = coalesce(m.due_at, e.due_at),
            settled_at = case when m.state <> 'ready' then $2::timestamptz end
       from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) as m (key, state, reason, due_at)
      where e.shop_id = $1 and e.key = m.key and e.state = 'ready'`,
    [
      shopId,
      new Date(now),
      held.map(({ key }) => key),
      held.map(({ decision }) => STATES[decision.act]),
      held.map(({ decision }) => decision.reason),
      held.map(({ decision }) => (decision.act === 'defer' ? new Date(decision.until) : null)),
    ],
  );
  const explained = held.filter(({ profileId }) => profileId !== null);
  await client.query(
    `insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts)
     select $1, m.id, $2, m.profile_id, m.run_id, m.key, m.outcome, m.reason, '${MAIL_RULE}', m.facts
       from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::json[])
            as m (id, profile_id, run_id, key, outcome, reason, facts)`,
    [
      shopId,
      new Date(now),
      explained.map(() => v7()),
      explained.map(({ profileId }) => profileId),
      explained.map(({ runId }) => runId),
      explained.map(({ key }) => key),
      explained.map(({ decision }) => OUTCOMES[decision.act]),
      explained.map(({ decision }) => decision.reason),
      explained.map(({ request, decision }) =>
        JSON.stringify({
          template: request.template,
          class: request.class,
          ...(decision.act === 'defer' ? { until: decision.until } : {}),
        }),
      ),
    ],
  );
}
