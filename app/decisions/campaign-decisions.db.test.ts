import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { campaignsOf } from '#tests/campaigns/campaign-environment.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { checkDecision } from './check-decision.server.ts';
import { readDecisionPlace, readDecisionView } from './decision-view.ts';
import { listDecisions } from './page/list-decisions.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, clock } = environment;
const campaigns = campaignsOf(environment);
const LONDON = 'Europe/London';

test('decisions about a campaign are found under it, name it, and come to the same when they are made again', async () => {
  await campaigns.member();
  await campaigns.member();
  await campaigns.member({ consent: 'not_subscribed' });
  await campaigns.member({}, { tags: [['wholesale', 1, 1]] });
  const id = await campaigns.scheduled({ perMinute: 1 });
  await campaigns.advance();
  await campaigns.deliver();
  await campaigns.change({ intent: 'cancel', id });
  clock.set(NOON + MINUTE);
  await campaigns.advance();
  await campaigns.deliver();

  const query = new URLSearchParams({ journey: `campaign:${id}` });
  const view = readDecisionView(query, LONDON, clock.now());
  const { decisions } = await inShop(pool, shopId, (client) =>
    listDecisions(client, shopId, LONDON, view),
  );
  expect(decisions.map(({ reason }) => reason).sort()).toEqual([
    'Buys for a business, and the campaign leaves these people out',
    'Has not subscribed to marketing email',
    'Subscribed to marketing email',
    'The campaign was cancelled before it left',
  ]);
  expect(new Set(decisions.map(({ subject }) => subject))).toEqual(new Set(['Email “Spring”']));
  const rules = decisions.map(({ rule }) => rule);
  expect(rules).toContainEqual({ name: 'Rule for campaigns, version 1', url: null });
  for (const { place } of decisions) {
    const found = readDecisionPlace(place);
    if (!found) throw new Error(`${place} is no place.`);
    const again = await inShop(pool, shopId, (client) => checkDecision(client, shopId, found));
    expect(again).toEqual({ same: true });
  }
});
