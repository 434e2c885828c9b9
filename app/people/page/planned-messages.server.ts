import { definitionName, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import { MailRequest } from '#app/effects/kinds/email.ts';
import {
  selectMailsOfPeople,
  type MailOfPersonRow,
} from '#app/effects/store/mails-of-people.server.ts';
import { comingMessages, type ComingMessage } from '#app/journeys/coming-messages.ts';
import { loadVersionsOfRuns } from '#app/journeys/definitions/load-journeys.server.ts';
import { loadActiveRuns } from '#app/journeys/store/runs.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { loadPlannedPeople } from '#app/messages/planner/load-planned-people.server.ts';
import { usualPriority } from '#app/messages/planner/message-priority.ts';
import { planMessages } from '#app/messages/planner/plan-messages.ts';
import { usualRelevanceMs } from '#app/messages/planner/relevance.ts';
import { waitingMail } from '#app/messages/planner/waiting-mail.ts';
import { loadSettings } from '#app/messages/sender/save-settings.server.ts';
import { openDeals } from '#app/pipeline/open-deals.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { plannedInWords, type NamedMessage, type PersonPlan } from './planned-messages.ts';

const OLDEST_MS = 31 * DAY;
const AHEAD_MS = 28 * DAY;

/** How a shop's messages are called and by which clock, and its journeys that are paused. */
export type PlanningWords = {
  timeZone: string;
  names: DefinitionNames;
  pausedKeys: ReadonlySet<string>;
};

/**
 * What is planned for a person in the next 28 days, after planning with what is known now: emails in the outbox, and what
 * runs come to when their wait is over.
 * @param now epoch milliseconds
 */
export async function loadPersonPlan(
  client: ShopClient,
  shopId: string,
  profileId: string,
  { timeZone, names, pausedKeys }: PlanningWords,
  now: number,
): Promise<PersonPlan> {
  const { limits, quietHours } = (await loadSettings(client, shopId)).settings;
  const rules = { limits, timeZone };
  const people = await loadPlannedPeople(client, shopId, [profileId], rules, now, openDeals);
  const known = people.get(profileId);
  if (!known) return { messages: [], zone: timeZone };
  const { past, ...person } = known;
  const period = { since: now - OLDEST_MS, until: now + AHEAD_MS };
  const mails = await selectMailsOfPeople(client, shopId, [profileId], period);
  const found = [
    ...mails.flatMap((mail) => namedMail(mail, names)),
    ...(await comingOfRuns(client, shopId, profileId, names, now)),
  ];
  const named = found.map((one) => ({ ...one, isPaused: pausedKeys.has(one.journeyKey ?? '') }));
  // What is paused takes no slot.
  const waiting = named.flatMap((one) => (one.isPaused ? [] : one.waiting));
  const plans = planMessages({ waiting, past, person, limits, quietHours, now });
  return { messages: plannedInWords(named, plans, now), zone: person.timeZone };
}

type FoundMessage = Omit<NamedMessage, 'isPaused'>;

function namedMail(
  { state, payload, ...mail }: MailOfPersonRow,
  names: DefinitionNames,
): FoundMessage[] {
  const request = MailRequest.safeParse(payload);
  if (state !== 'ready' || !request.success) return [];
  const { template, journeyKey } = request.data;
  return [
    {
      waiting: waitingMail({ ...mail, request: request.data }),
      message: definitionName(names, 'email', template),
      journeyKey,
      journey: journeyKey === null ? '' : definitionName(names, 'journey', journeyKey),
      coming: null,
    },
  ];
}

/** The messages that a person's runs come to when their wait is over. */
async function comingOfRuns(
  client: ShopClient,
  shopId: string,
  profileId: string,
  names: DefinitionNames,
  now: number,
): Promise<FoundMessage[]> {
  const runs = await loadActiveRuns(client, shopId, [profileId]);
  const asked = runs.map(({ journeyKey, journeyVersion: version }) => ({ journeyKey, version }));
  const versions = await loadVersionsOfRuns(client, shopId, asked);
  return runs.flatMap((run): FoundMessage[] => {
    const { journeyKey, journeyVersion, wakeAt: at } = run;
    if (at === null || at > now + AHEAD_MS) return [];
    const journey = versions.find(
      ({ key, version }) => key === journeyKey && version === journeyVersion,
    );
    return comingMessages(journey ?? { steps: [] }, run.stepId).map((message) => ({
      waiting: {
        key: `${run.id}:${message.stepId}`,
        channel: message.channel,
        class: message.class,
        priority: journey?.priority ?? usualPriority(run.context.subject),
        askedAt: at,
        dueAt: at,
        relevantUntil: relevantUntilOf(message, run.context.subject, at),
      },
      message:
        message.channel === 'sms'
          ? message.template
          : definitionName(names, message.channel, message.template),
      journeyKey,
      journey: definitionName(names, 'journey', journeyKey),
      coming: message,
    }));
  });
}

function relevantUntilOf(
  { class: messageClass, relevantForMs, waitAfterMs }: ComingMessage,
  subject: string,
  at: number,
): number | null {
  if (messageClass === 'transactional') return null;
  return at + (relevantForMs ?? usualRelevanceMs(subject, waitAfterMs));
}
