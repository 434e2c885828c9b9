import { beforeEach, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { insertMemberships } from '#app/segments/store/memberships.server.ts';
import { openDueMails } from '#tests/mail/due-mails.ts';
import { effectState, NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { deliverMails } from './deliver.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url, { lookup: true });
const { dueMail, mailsTo } = openDueMails(environment);

beforeEach(() => {
  environment.clock.set(NOON);
});

type Exit = { segment: string; kind: 'entered' | 'left' };

/** A due mail of a run that came to its end, of a journey with this exit condition. */
async function mailWithExit(exit: Exit) {
  const mail = await dueMail();
  await db.owner.query(
    `update effect set payload = (payload::jsonb || jsonb_build_object('exits', $3::jsonb))::json
      where shop_id = $1 and key = $2`,
    [environment.shopId, mail.key, JSON.stringify([exit])],
  );
  await db.owner.query(
    `with ended as (
       update journey_run set state = 'completed', wake_at = null, ended_at = now(), end_reason = 'finished'
        where shop_id = $1 and id = (select run_id from effect where shop_id = $1 and key = $2)
        returning id, profile_id)
     insert into decision (shop_id, id, at, profile_id, run_id, outcome, reason, rule, facts)
     select $1, gen_random_uuid(), now(), profile_id, id, 'ended', 'finished', 'tried@1', '{}' from ended`,
    [environment.shopId, mail.key],
  );
  return mail;
}

async function putIntoVip(profileId: string): Promise<void> {
  await inShop(environment.pool, environment.shopId, (client) =>
    insertMemberships(client, environment.shopId, [
      { segment_key: 'vip', profile_id: profileId, at: new Date(NOON - 1) },
    ]),
  );
}

test.each<[string, Exit, boolean, string | null]>([
  ['came into', { segment: 'vip', kind: 'entered' }, true, 'segment_entered'],
  ['did not come into', { segment: 'vip', kind: 'entered' }, false, null],
  ['left', { segment: 'vip', kind: 'left' }, false, 'segment_left'],
  ['is still in', { segment: 'vip', kind: 'left' }, true, null],
])(
  'a mail of a run that has ended goes by whether its person %s a segment that ends the journey',
  async (_name, exit, isVip, reason) => {
    const { person, key } = await mailWithExit(exit);
    if (isVip) await putIntoVip(person.id);
    await deliverMails(environment.mailServices, environment.shopId);
    expect(await mailsTo(person.email)).toHaveLength(reason === null ? 1 : 0);
    expect((await effectState(environment, key)).reason).toBe(reason);
  },
);
