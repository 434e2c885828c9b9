import { MailRequest } from '#app/effects/kinds/email.ts';
import {
  selectMailsOfPeople,
  type MailOfPersonRow,
} from '#app/effects/store/mails-of-people.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { LONGEST_MAIL_WAIT_MS } from '#app/messages/delivery/plan-due-mails.ts';
import {
  loadPlannedPeople,
  type OpenDeals,
  type PersonToPlan,
} from '#app/messages/planner/load-planned-people.server.ts';
import { planMessages } from '#app/messages/planner/plan-messages.ts';
import type { WaitingMessage } from '#app/messages/planner/planned-message.ts';
import { waitingMail } from '#app/messages/planner/waiting-mail.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { CampaignContent } from './campaign-content.ts';
import {
  estimatedCount,
  previewCounts,
  previewSample,
  type CampaignPreview,
  type PreviewedOutcome,
  type PreviewedPerson,
} from './campaign-preview.ts';
import { campaignWindow } from './campaign-times.ts';
import { decideRecipient, type RecipientDecision } from './decide-recipient.ts';
import { loadCampaignShop, recipientsOf, type CampaignShop } from './recipients.server.ts';
import { countMembersAt, drawMembers } from './store/campaign-members.server.ts';

/** So many people are looked at; of larger segments they are drawn at random. */
const MOST_PREVIEWED = 2_000;

/**
 * Who would get a campaign, who later, who not, and why: by the very rules that decide when it is sent, with what is known now.
 * @param now epoch milliseconds
 */
export async function previewCampaign(
  client: ShopClient,
  shopId: string,
  content: CampaignContent,
  openDeals: OpenDeals,
  now: number,
): Promise<CampaignPreview> {
  const { segment, timing, leavesOutTrade, perMinute } = content;
  const total = await countMembersAt(client, shopId, segment, now);
  const asked = { segmentKey: segment, at: now };
  const members = await drawMembers(client, shopId, asked, MOST_PREVIEWED);
  const shop = await loadCampaignShop(client, shopId);
  const { shopZone, quietHours } = shop;
  const window = campaignWindow(timing, shopZone, now);
  const startedAt = window.begins;
  const rules = { timing, leavesOutTrade, isCancelled: false, startedAt, shopZone, quietHours };
  const recipients = await recipientsOf(client, shopId, members, shop);
  const decided = new Map(
    recipients.map((recipient) => [
      recipient.profileId,
      decideRecipient(recipient, rules, startedAt),
    ]),
  );
  const planned = await planRecipients(client, shopId, content, decided, shop, openDeals, now);
  const people = members.flatMap(({ profileId: id, name, email }): PreviewedPerson[] => {
    const outcome = planned.get(id);
    return outcome ? [{ ...outcome, id, name, email }] : [];
  });
  const counts = previewCounts(people);
  const sent = people.filter(({ act }) => act === 'send' || act === 'defer').length;
  const lastsMs = (estimatedCount(sent, people.length, total) / perMinute) * MINUTE;
  return {
    total,
    looked: people.length,
    counts,
    people: previewSample(people, counts),
    begins: window.begins,
    ends: Math.max(window.ends, window.begins + Math.floor(lastsMs)),
  };
}

/** What the planner makes of each email at the moment at which it is due. */
async function planRecipients(
  client: ShopClient,
  shopId: string,
  content: CampaignContent,
  decided: ReadonlyMap<string, RecipientDecision>,
  { shopZone: timeZone, limits, quietHours }: CampaignShop,
  openDeals: OpenDeals,
  now: number,
): Promise<Map<string, PreviewedOutcome>> {
  const due = new Map(
    [...decided].flatMap(([id, decision]) =>
      decision.act === 'send' ? [[id, decision.dueAt]] : [],
    ),
  );
  const ids = [...due.keys()];
  const rules = { timeZone, limits };
  const people = await loadPlannedPeople(client, shopId, ids, rules, now, openDeals);
  const until = Math.max(now, ...due.values()) + DAY;
  const period = { since: now - LONGEST_MAIL_WAIT_MS, until };
  const others = new Map<string, WaitingMessage[]>();
  for (const mail of await selectMailsOfPeople(client, shopId, ids, period))
    others.set(mail.profileId, [...(others.get(mail.profileId) ?? []), ...waitingOf(mail)]);
  const planOf = (id: string, dueAt: number): PreviewedOutcome => {
    const person = people.get(id);
    const waiting = others.get(id) ?? [];
    if (!person) return { act: 'send', reason: null, at: dueAt };
    return plannedOutcome(content, person, waiting, { limits, quietHours }, dueAt);
  };
  return new Map(
    [...decided].map(([id, decision]) => [
      id,
      decision.act === 'send'
        ? planOf(id, decision.dueAt)
        : { act: 'skip', reason: decision.reason, at: null },
    ]),
  );
}

const KEY = 'campaign';

function plannedOutcome(
  { priority, relevantHours }: CampaignContent,
  { past, ...person }: PersonToPlan,
  others: readonly WaitingMessage[],
  rules: Pick<CampaignShop, 'limits' | 'quietHours'>,
  dueAt: number,
): PreviewedOutcome {
  const message: WaitingMessage = {
    key: KEY,
    channel: 'email',
    class: 'marketing',
    priority,
    askedAt: dueAt,
    dueAt,
    relevantUntil: dueAt + relevantHours * HOUR,
  };
  const waiting = [...others, message];
  const plans = planMessages({ waiting, past, person, ...rules, now: dueAt });
  const plan = plans.find(({ key }) => key === KEY);
  switch (plan?.act) {
    case 'defer':
      return { act: 'defer', reason: plan.reason, at: plan.until };
    case 'expire':
      return { act: 'expire', reason: plan.because ?? 'outranked', at: null };
    case 'send':
    case 'wait':
    case undefined:
      return { act: 'send', reason: null, at: dueAt };
  }
}

function waitingOf({ state, payload, ...mail }: MailOfPersonRow): WaitingMessage[] {
  const request = MailRequest.safeParse(payload);
  return state === 'ready' && request.success
    ? [waitingMail({ ...mail, request: request.data })]
    : [];
}
