import { randomUUID } from 'node:crypto';
import type { CampaignContent } from '#app/campaigns/campaign-content.ts';
import { blankCampaign } from '#app/campaigns/campaign-content.ts';
import type { CampaignIntent } from '#app/campaigns/campaign-intent.ts';
import { changeCampaign } from '#app/campaigns/change-campaign.server.ts';
import { loadCampaign } from '#app/campaigns/store/campaigns.server.ts';
import { saveMerges } from '#app/engine/save/save-merges.server.ts';
import { CANCEL_UNDO_MS } from '#app/messages/delivery/decide-mail.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readySegment } from '#app/segments/ready/ready-segments.ts';
import {
  addPerson,
  NOON,
  type MailEnvironment,
  type PersonOptions,
} from '#tests/mail/mail-environment.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';

/** The segment that campaigns of tests go to; every shop has it. */
export const SEGMENT = 'subscriber';

/** Everything that a test does to campaigns. */
export function campaignsOf(environment: MailEnvironment) {
  const { pool, shopId, mailServices, clock } = environment;
  if (!readySegment(SEGMENT)) throw new Error(`There is no segment ${SEGMENT} any more.`);

  async function change(intent: CampaignIntent) {
    const { renderer } = mailServices;
    return await changeCampaign(pool, renderer, shopId, intent, '7', clock.now());
  }

  return {
    change,
    /** A person in the segment since yesterday. */
    async member(options: PersonOptions = {}, profile: object = {}) {
      const person = await addPerson(environment, options);
      await inShop(pool, shopId, async (client) => {
        await client.query(
          `insert into membership (shop_id, segment_key, profile_id, entered_at) values ($1, $2, $3, $4)`,
          [shopId, SEGMENT, person.id, new Date(NOON - 86_400_000)],
        );
        await client.query(
          `update profile set state = (state::jsonb || $3::jsonb)::json where shop_id = $1 and id = $2`,
          [shopId, person.id, JSON.stringify(profile)],
        );
      });
      return person;
    },
    /** A campaign that is saved, and not scheduled. */
    async saved(changed: Partial<CampaignContent> = {}): Promise<string> {
      const id = randomUUID();
      const blank = blankCampaign(SEGMENT);
      const email = {
        ...blank.email,
        subject: 'News',
        text: 'Hello {{ firstName }}',
        button: 'Look',
      };
      const content = { ...blank, name: 'Spring', email, ...changed };
      const outcome = await change({ intent: 'save', id, revision: 0, content });
      if (outcome.outcome !== 'saved') throw new Error(`It was not saved: ${outcome.outcome}.`);
      return id;
    },
    /** A campaign that is scheduled; one that is sent at once begins now, because that was asked for a minute ago. */
    async scheduled(changed: Partial<CampaignContent> = {}): Promise<string> {
      const now = clock.now();
      if ((changed.timing?.kind ?? 'now') === 'now') clock.set(now - CANCEL_UNDO_MS);
      const id = await this.saved(changed);
      const outcome = await change({ intent: 'schedule', id, revision: 1 });
      if (outcome.outcome !== 'scheduled')
        throw new Error(`Not scheduled: ${JSON.stringify(outcome)}.`);
      clock.set(now);
      return id;
    },
    /** Two people turn out to be one. */
    async merge(from: { id: string }, into: { id: string }): Promise<void> {
      await inShop(pool, shopId, (client) =>
        saveMerges(client, shopId, [{ from: from.id, into: into.id }]),
      );
    },
    /** The person is in the segment no longer. */
    async leaveSegment({ id }: { id: string }): Promise<void> {
      await inShop(pool, shopId, (client) =>
        client.query('update membership set left_at = $3 where shop_id = $1 and profile_id = $2', [
          shopId,
          id,
          new Date(clock.now()),
        ]),
      );
    },
    async campaign(id: string) {
      const campaign = await inShop(pool, shopId, (client) => loadCampaign(client, shopId, id));
      if (!campaign) throw new Error(`There is no campaign ${id}.`);
      return campaign;
    },
    /** Brings campaigns on until nothing of them is due, as the worker does. */
    async advance(): Promise<void> {
      for (;;) {
        const pause = await runEffectsOf(
          'advance_campaign',
          { ...mailServices, pool, clock },
          shopId,
        );
        if (pause === null || pause > 1_000) return;
        clock.set(clock.now() + pause);
      }
    },
    /** Sends the test emails that were asked for. */
    async runTests(): Promise<void> {
      await runEffectsOf('test_email', { ...mailServices, pool, clock }, shopId);
    },
    async deliver() {
      return await deliverMails(mailServices, shopId);
    },
    /** The emails of a campaign, by the person. */
    async effects(id: string) {
      const { rows } = await inShop(pool, shopId, (client) =>
        client.query<{ profileId: string; state: string; reason: string | null; dueAt: number }>(
          `select profile_id as "profileId", state, reason, due_at as "dueAt" from effect
            where shop_id = $1 and campaign_id = $2 order by due_at, key`,
          [shopId, id],
        ),
      );
      return new Map(rows.map(({ profileId, ...effect }) => [profileId, effect]));
    },
    /** The decisions about a campaign. */
    async decisions(id: string) {
      const { rows } = await inShop(pool, shopId, (client) =>
        client.query<{
          profileId: string;
          outcome: string;
          reason: string;
          rule: string;
          input: unknown;
          facts: unknown;
        }>(
          `select profile_id as "profileId", outcome, reason, rule, input, facts from decision
            where shop_id = $1 and journey_key = 'campaign:' || $2::text order by at, id`,
          [shopId, id],
        ),
      );
      return rows;
    },
  };
}
