import { MAIL_RULE } from '#app/consent/may-send.ts';
import { CAMPAIGN_RULE } from '#app/campaigns/decide-recipient.ts';
import { decisionPlaceText } from '#app/decisions/decision-view.ts';
import { readRule } from '#app/decisions/stored-decision.ts';
import type { ListedDecision } from '#app/decisions/store/listed-decision.ts';
import { definitionName } from '#app/definitions/definition-kind.ts';
import { ruleOf, type Journey } from '#app/journeys/definition.ts';
import { stepCard } from '#app/journeys/page/journey-words.ts';
import { STAFF_RULE } from '#app/journeys/start-journey.ts';
import { outcomeWords, reasonWords } from '#app/journeys/page/reason-words.ts';
import { journeyName, type JourneyNames } from '#app/journeys/page/run-words.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { MAIL_ANSWER_RULE } from '#app/messages/delivery/mail-answer.ts';
import { isTimeField } from '#app/segments/fields/time-fields.ts';
import type { DecisionFact, DecisionLine } from './decision-line.ts';
import { mailFacts } from './mail-facts.ts';

/** What the words of decisions need: names, the versions of journeys that decided, and the shop's zone (IANA). */
export type DecisionWordsContext = JourneyNames & { timeZone: string };

/** Facts that the line says in other places. */
const SAID = new Set(['template', 'channel', 'why', 'step', 'kind', 'detail', 'action', 'run']);
/** Facts that are moments beside those of segments. */
const MOMENTS = new Set([
  'until',
  'due_at',
  'relevant_until',
  'last_active_at',
  'entered_at',
  'decided_at',
  'last_offer_at',
  'last_order_at',
  'last_entered_at',
  'last_ended_at',
]);
const FACT_NAMES: Record<string, string> = {
  until: 'Until',
  entered_at: 'Entered',
  class: 'Purpose',
  priority: 'Priority of 5',
  due_at: 'Due',
  relevant_until: 'Relevant until',
  sent_day: 'Messages in the last 24 hours',
  most_day: 'At most in 24 hours',
  sent_week: 'Messages in the last 7 days',
  most_week: 'At most in 7 days',
  reader_frequency: 'Wants at most one email a',
  gap_hours: 'Hours between messages',
  last_active_at: 'Last active',
  open_ticket: 'Support ticket open',
  open_deal: 'Deal open',
  messages_before: 'More important messages waiting',
};

const RULE_NAMES: Record<string, string> = {
  [nameOf(MAIL_RULE)]: 'Rule for sending email',
  [nameOf(MAIL_ANSWER_RULE)]: 'Rule for answers of the mail server',
  [nameOf(CAMPAIGN_RULE)]: 'Rule for campaigns',
  effect: 'What a step asked for',
  [nameOf(STAFF_RULE)]: 'Member of staff',
};

function nameOf(rule: string): string {
  return readRule(rule)?.name ?? rule;
}

/** A decision in words. */
export function decisionLine(found: ListedDecision, context: DecisionWordsContext): DecisionLine {
  const { at, id, profileId, name, email, outcome } = found;
  const facts = isRecord(found.facts) ? found.facts : {};
  const journey = journeyOf(found, context);
  return {
    place: decisionPlaceText({ at, id }),
    at,
    person: { id: profileId, name, email },
    outcome: outcomeWords(outcome),
    isSent: outcome === 'sent' || outcome === 'done',
    subject: subjectWords(found, facts, journey, context),
    reason: whyWords(found, facts, journey),
    facts: [...factsInWords(facts, context.timeZone), ...mailFacts(found.input, context.timeZone)],
    rule: ruleWords(found, journey, context),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The version of the journey that decided; undefined when the rule is not a journey's, or the version is gone. */
function journeyOf(
  { rule }: ListedDecision,
  { versions }: DecisionWordsContext,
): Journey | undefined {
  return versions.find((one) => ruleOf(one) === rule);
}

function subjectWords(
  { messageKey, journeyKey, reason }: ListedDecision,
  facts: Record<string, unknown>,
  journey: Journey | undefined,
  context: DecisionWordsContext,
): string {
  const { names } = context;
  if (messageKey !== null) {
    const isBanner = names.get('banner')?.has(messageKey) ?? false;
    const kind = isBanner ? 'banner' : 'email';
    return `${isBanner ? 'Banner' : 'Email'} “${definitionName(names, kind, messageKey)}”`;
  }
  const stepId = typeof facts.step === 'string' ? facts.step : reason;
  const step = journey?.steps.find(({ id }) => id === stepId);
  const inJourney = journeyKey === null ? null : `“${journeyName(context, journeyKey)}”`;
  if (journey && step)
    return `${stepCard(journey, step, names).title}, in ${inJourney ?? 'a journey'}`;
  return inJourney === null ? 'A journey' : `Journey ${inJourney}`;
}

/** Why, in words: of a step the conditions that decided. */
function whyWords(
  { reason }: ListedDecision,
  { why, detail }: Record<string, unknown>,
  journey: Journey | undefined,
): string {
  const isStep = journey?.steps.some(({ id }) => id === reason) ?? false;
  const conditions = typeof why === 'string' ? why : null;
  if (isStep) return conditions ?? 'By the settings of the step';
  const more = conditions ?? (typeof detail === 'string' && detail !== '' ? detail : null);
  return more === null ? reasonWords(reason) : `${reasonWords(reason)}: ${more}`;
}

function factsInWords(facts: Record<string, unknown>, timeZone: string): DecisionFact[] {
  return Object.entries(facts).flatMap(([name, value]) =>
    SAID.has(name) ? [] : [{ name: factName(name), value: factValue(name, value, timeZone) }],
  );
}

function factName(name: string): string {
  const words = FACT_NAMES[name] ?? name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function factValue(name: string, value: unknown, timeZone: string): string {
  if (value === null || value === undefined || value === '') return 'not known';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return MOMENTS.has(name) || isTimeField(name)
      ? formatTime(value, timeZone)
      : formatNumber(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function ruleWords(
  { rule, journeyKey }: ListedDecision,
  journey: Journey | undefined,
  context: DecisionWordsContext,
): DecisionLine['rule'] {
  const { name, version } = readRule(rule) ?? { name: rule, version: 0 };
  const known = RULE_NAMES[name];
  if (known !== undefined) return { name: `${known}, version ${String(version)}`, url: null };
  if (journey === undefined && name !== journeyKey)
    return {
      name: `${reasonWords(name.replaceAll('-', ' '))}, version ${String(version)}`,
      url: null,
    };
  return {
    name: `Journey “${journeyName(context, name)}”, version ${String(version)}`,
    url: `/app/journeys/${encodeURIComponent(name)}?version=${String(version)}`,
  };
}
