import type { ShopClient } from '#app/db.server.ts';

/** What a journey did in a period, and who is in it now. */
export type JourneyFigures = {
  entered: number;
  active: number;
  /** Went through to an end of the journey. */
  completed: number;
  /** Left early, by reason. */
  exited: Record<string, number>;
  mails: { sent: number; skipped: number; clicked: number };
};

function noFigures(): JourneyFigures {
  return {
    entered: 0,
    active: 0,
    completed: 0,
    exited: {},
    mails: { sent: 0, skipped: 0, clicked: 0 },
  };
}

/**
 * The figures of every journey that anybody was in.
 * @param since epoch milliseconds; each thing counts when it happened at or after it
 * @returns by journey key
 */
export async function journeyFigures(
  client: ShopClient,
  shopId: string,
  since: number,
): Promise<Map<string, JourneyFigures>> {
  const figures = new Map<string, JourneyFigures>();
  const of = (journey: string): JourneyFigures => {
    const known = figures.get(journey) ?? noFigures();
    figures.set(journey, known);
    return known;
  };
  for (const row of await countRuns(client, shopId, since)) {
    const into = of(row.journey);
    into.entered += row.entered;
    into.active += row.active;
    if (row.state === 'completed') into.completed += row.ended;
    if (row.state === 'exited' && row.ended > 0) into.exited[row.reason ?? 'unknown'] = row.ended;
  }
  for (const { journey, ...mails } of await countMails(client, shopId, since)) {
    of(journey).mails = mails;
  }
  return figures;
}

type RunCount = {
  journey: string;
  state: string;
  reason: string | null;
  entered: number;
  active: number;
  ended: number;
};

async function countRuns(client: ShopClient, shopId: string, since: number): Promise<RunCount[]> {
  const { rows } = await client.query<RunCount>(
    `select journey_key as journey, state, end_reason as reason,
            count(*) filter (where entered_at >= $2) as entered,
            count(*) filter (where state = 'active') as active,
            count(*) filter (where ended_at >= $2) as ended
       from journey_run where shop_id = $1 group by 1, 2, 3`,
    [shopId, new Date(since)],
  );
  return rows;
}

type MailCount = { journey: string } & JourneyFigures['mails'];

async function countMails(client: ShopClient, shopId: string, since: number): Promise<MailCount[]> {
  const { rows } = await client.query<MailCount>(
    `select payload->>'journeyKey' as journey,
            count(*) filter (where message.sent_at >= $2) as sent,
            count(*) filter (where state = 'skipped' and settled_at >= $2) as skipped,
            count(*) filter (where message.clicked_at >= $2) as clicked
       from effect
       left join message on message.shop_id = $1 and message.effect_key = effect.key
      where effect.shop_id = $1 and kind = 'email' and state in ('done', 'skipped')
        and payload->>'journeyKey' is not null
      group by 1`,
    [shopId, new Date(since)],
  );
  return rows;
}
