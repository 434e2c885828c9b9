import { MailRequest } from '#app/effects/kinds/email.ts';
import {
  pastMailsOfPeople,
  type PastMailRow,
} from '#app/effects/store/past-mails-of-people.server.ts';
import { LONGEST_MAIL_WAIT_MS } from '#app/messages/delivery/plan-due-mails.ts';
import type { OpenDeals } from '#app/messages/planner/load-planned-people.server.ts';
import { waitingMail } from '#app/messages/planner/waiting-mail.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { placesOfPeople } from '#app/profiles/store/places-of-people.server.ts';
import type { ReplayRules } from './replay-rules.ts';
import type { OtherMail, ReplayedPerson } from './replayed-person.ts';

/** What the planner reads of a person in a replay beside their events and messages. */
export type PlannedContext = Pick<ReplayedPerson, 'place' | 'dealSince' | 'otherMails'>;

/** Of whom nothing else is known. */
export const UNPLANNED: PlannedContext = {
  place: { country: null, region: null },
  dealSince: null,
  otherMails: [],
};

/** Of one person; more emails do not wait for them. */
const MOST_MAILS = 1_000;

/** What the planner reads of people in a replay, by their ids: in two or three statements for all together. */
export async function loadPlannedContexts(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { journey, mail: { limits }, from, until }: ReplayRules,
  openDeals: OpenDeals,
): Promise<Map<string, PlannedContext>> {
  const asked = { from: from - LONGEST_MAIL_WAIT_MS, until, except: journey.key };
  const mails = await pastMailsOfPeople(client, shopId, profileIds, asked, MOST_MAILS);
  const deals = limits.pausesForDeal
    ? await openDeals(client, shopId, profileIds)
    : new Map<string, number>();
  const places =
    limits.quietZone === 'person' ? await placesOfPeople(client, shopId, profileIds) : [];
  const placeOf = new Map(places.map(({ profileId, ...place }) => [profileId, place]));
  const mailsOf = new Map<string, OtherMail[]>();
  for (const mail of mails)
    mailsOf.set(mail.profileId, [...(mailsOf.get(mail.profileId) ?? []), ...otherMail(mail)]);
  return new Map(
    profileIds.map((id) => {
      const place = placeOf.get(id) ?? UNPLANNED.place;
      return [id, { place, dealSince: deals.get(id) ?? null, otherMails: mailsOf.get(id) ?? [] }];
    }),
  );
}

function otherMail({ state, payload, waitedUntil, ...mail }: PastMailRow): OtherMail[] {
  const request = MailRequest.safeParse(payload);
  if (!request.success) return [];
  const waiting = waitingMail({ ...mail, attempts: 0, request: request.data });
  const isSent = state !== 'ready' && state !== 'skipped' && state !== 'failed';
  return [{ waiting, until: waitedUntil ?? Infinity, isSent }];
}
