import { z } from 'zod';
import {
  eventEntry,
  type EventEntry,
  type EventWordsContext,
} from '#app/events/kinds/event-kind.ts';
import { eventTimelineEntry, isEventKind } from '#app/events/kinds/registry.ts';
import { leadStageName } from '#app/effects/kinds/move-stage.ts';
import { effectKinds, isEffectKind } from '#app/effects/registry.ts';
import { definitionName, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import { ruleOf, type Journey } from '#app/journeys/definition.ts';
import { consentSource, outcomeWords, reasonWords } from '#app/journeys/page/reason-words.ts';
import { isStepKind, stepKindWords } from '#app/journeys/steps/registry.ts';
import type { TimelineEntry, TimelineIcon } from './timeline-days.ts';

/** A row of any of the tables that a timeline is put together from. */
export type TimelineRow = {
  key: string;
  at: number;
  source: 'event' | 'mail' | 'banner' | 'decision' | 'entered' | 'ended';
  /** An event's kind, a mail's template, a decision's outcome, a journey's key. */
  what: string;
  reason: string | null;
  /** Of a decision, which rule decided, with its version. */
  rule: string | null;
  props: unknown;
};

/** Names and amounts as the shop writes them. */
export type TimelineWords = Omit<EventWordsContext, 'consentSource'> & {
  names: DefinitionNames;
  /** The versions of journeys that decided; one that is missing is gone. */
  versions: readonly Journey[];
};

const Props = z
  .object({
    subject: z.string(),
    heading: z.string(),
    template: z.string(),
    channel: z.string(),
    why: z.string(),
    kind: z.string(),
    action: z.string(),
    goal: z.string(),
    path: z.string(),
    variant: z.string(),
  })
  .partial();
type Props = z.infer<typeof Props>;

type Words = Pick<TimelineEntry, 'icon' | 'title' | 'detail'>;

/** A row in words. */
export function timelineEntry(row: TimelineRow, words: TimelineWords): TimelineEntry {
  const parsed = Props.safeParse(row.props);
  const props = parsed.success ? parsed.data : {};
  const said =
    row.source === 'event'
      ? eventWords(row.what, row.props, words)
      : wordsOf(row, row.source, props, words);
  return { key: `${row.source}:${row.key}`, at: row.at, times: 1, ...said };
}

function wordsOf(
  row: TimelineRow,
  source: Exclude<TimelineRow['source'], 'event'>,
  props: Props,
  words: TimelineWords,
): Words {
  const { what, reason } = row;
  switch (source) {
    case 'mail':
      return entry(
        'mail',
        `Email sent: ${definitionName(words.names, 'email', what)}`,
        props.subject ?? null,
      );
    case 'banner':
      return entry('banner', 'Banner made ready for the next visit', props.heading ?? null);
    case 'decision':
      return decisionWords(row, props, words);
    case 'entered':
      return entry(
        'journey',
        `Entered the journey “${definitionName(words.names, 'journey', what)}”`,
      );
    case 'ended':
      return entry(
        'journey',
        `Exited the journey “${definitionName(words.names, 'journey', what)}”`,
        reasonWords(reason ?? 'ended'),
      );
  }
}

function entry(icon: TimelineIcon, title: string, detail: string | null = null): Words {
  return { icon, title, detail };
}

function decisionWords(row: TimelineRow, props: Props, words: TimelineWords): Words {
  const { what: outcome } = row;
  const { names } = words;
  const reason = row.reason ?? '';
  const { kind, action: stepKind, goal, why } = props;
  const action = kind !== undefined && !isMessage(kind) && isEffectKind(kind) ? kind : null;
  if (action !== null) return actionWords(effectKinds[action].label, outcome, reason);
  const mail = messageWords(props, names);
  switch (outcome) {
    case 'skipped':
      if (stepKind !== undefined)
        return entry(
          'held',
          isStepKind(stepKind)
            ? `The step “${stepKindWords(stepKind).label}” did nothing`
            : 'A step did nothing',
          reasonWords(reason),
        );
      return entry('held', `${mail} was not sent`, reasonWords(reason));
    case 'deferred':
      return entry('held', `${mail} leaves later`, reasonWords(reason));
    case 'failed':
      return entry('held', `${mail} failed`, reasonWords(reason));
    case 'in_doubt':
      return entry('held', `${mail} may not have arrived`, reasonWords(reason));
    case 'offered':
      return entry('journey', 'An offer was made', reasonWords(reason));
    case 'not_offered':
      return entry('journey', 'An offer was not made', reasonWords(reason));
    case 'journey_started':
      return entry('journey', 'Another journey was started');
    case 'journey_not_started':
      return entry('journey', 'Another journey was not started', reasonWords(reason));
    case 'moved':
      return entry('journey', 'Moved to another version of a journey');
    case 'goal_reached':
      return entry('journey', 'Reached a goal of a journey', goal ?? null);
    case 'stage_moved':
      return entry('journey', `Lead moved to “${leadStageName(reason)}”`);
    case 'run_failed':
      return entry('held', 'A journey run failed', reasonWords(reason));
    case 'not_entered':
      return entry(
        'journey',
        'Did not enter a journey',
        why === undefined ? reasonWords(reason) : `Not met: ${why}`,
      );
    default:
      return entry('journey', `${stepText(row, words)}: ${pathText(outcome, props)}`, why ?? null);
  }
}

/** The step that decided, as the canvas names it. */
function stepText({ rule, reason }: TimelineRow, { names, versions }: TimelineWords): string {
  const journey = versions.find((version) => ruleOf(version) === rule);
  const step = journey?.steps.find(({ id }) => id === reason);
  if (!journey || !step) return 'A step of a journey';
  const { label } = stepKindWords(step.kind);
  return `“${label}” in the journey “${definitionName(names, 'journey', journey.key)}”`;
}

/** What a step decided; of several paths and variants the name that the merchant gave. */
function pathText(outcome: string, { path, variant }: Props): string {
  return path ?? variant ?? outcomeWords(outcome);
}

function messageWords({ template, channel, kind }: Props, names: DefinitionNames): string {
  const isBanner = channel === 'banner' || kind === 'banner';
  if (template === undefined) return isBanner ? 'A banner' : 'An email';
  const name = definitionName(names, isBanner ? 'banner' : 'email', template);
  return `The ${isBanner ? 'banner' : 'email'} “${name}”`;
}

function isMessage(kind: string): boolean {
  return kind === 'email' || kind === 'banner';
}

/** What became of something that a step asked for, and that is no message to the person. */
function actionWords(label: string, outcome: string, reason: string): Words {
  const states: Record<string, string> = { skipped: 'not done', deferred: 'done later' };
  const state = states[outcome] ?? outcomeWords(outcome).toLowerCase();
  return entry('held', `${label}: ${state}`, reasonWords(reason));
}

function eventWords(kind: string, stored: unknown, words: TimelineWords): EventEntry {
  const known = isEventKind(kind)
    ? eventTimelineEntry(kind, stored, { ...words, consentSource })
    : null;
  return known ?? eventEntry('person', reasonWords(kind.replace('.', ' ')));
}
