import { withStepEdges } from '#app/journeys/editor/step-edge-ref.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import type { FileDefinition } from '#app/transfer/file-definition.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { UNSET_CONDITION } from '#app/segments/unset-condition.ts';
import { convertAction } from './convert-action.ts';
import { allOf, conditionGroups, convertFilter } from './convert-filter.ts';
import { isNoOrderSinceStart } from './metric-condition.ts';
import {
  END_ID,
  type ConversionNote,
  type ConvertedAction,
  type KlaviyoContext,
} from './conversion.ts';
import { convertEmailLine, cutText } from './convert-text.ts';
import { convertReentry, convertTrigger, notInFlowDays } from './convert-trigger.ts';
import type { FlowAction, KlaviyoFlow } from './klaviyo-file.ts';

/** A flow as a journey with its emails, and what of it has no counterpart. */
export type ConvertedFlow = {
  name: string;
  journey: JourneyContent;
  definitions: FileDefinition[];
  notes: ConversionNote[];
};

/**
 * Converts a flow. Where something has no counterpart, people go on to what comes after it, and a note says so; where the
 * flow would not be the same without it, something is left unchosen, so that the journey cannot be published before.
 * @param key of the journey; its emails are named by it
 */
export function convertFlow(
  { name: flowName, definition }: KlaviyoFlow,
  key: string,
  context: KlaviyoContext,
): ConvertedFlow {
  const name = cutText(convertEmailLine(flowName).text, 120) || 'Klaviyo flow';
  const { trigger, notes, isWider } = convertTrigger(definition.triggers, context);
  const groups = conditionGroups(definition.profile_filter);
  const exits = groups.filter(isOrderExit);
  const once = groups.flatMap((group) =>
    group.length === 1 ? (notInFlowDays(group[0]) ?? []) : [],
  );
  const asked = groups.filter(
    (group) => !isOrderExit(group) && (group.length !== 1 || notInFlowDays(group[0]) === null),
  );
  const entry = convertFilter(asked, context, 'left_out');
  const { steps, first, converted } = convertActions(definition, key, name, context);
  const notInFlow = once.length === 0 ? undefined : Math.max(...once);
  const reentry = convertReentry(definition.reentry_criteria, notInFlow, trigger);
  const isAgain = notInFlow !== undefined && !reentry;
  const filterNote = {
    what: 'Profile filter',
    why: 'Klaviyo checks it before every action; here it is checked when a person enters. Add exit conditions where it matters.',
  };
  const againNote = {
    what: 'Filter “Not in this flow”',
    why: 'Runs of this start are not counted by person. Choose a condition in its place, or take it out.',
  };
  const allNotes = [
    ...notes,
    ...entry.notes,
    ...(isAgain ? [againNote] : []),
    ...(asked.length > 0 ? [filterNote] : []),
    ...converted.flatMap((one) => one.notes),
  ];
  const journey: JourneyContent = {
    name,
    purpose: purposeOf(allNotes),
    trigger,
    ...(reentry && { reentry }),
    entry: isWider || isAgain ? withUnsetCondition(entry.predicate) : entry.predicate,
    exitReasons: [...(exits.length > 0 ? (['ordered'] as const) : []), 'person_deleted'],
    restartsWhileWaitingAt: null,
    first,
    steps,
  };
  return {
    name,
    journey,
    definitions: [
      ...converted.flatMap(({ emails }) =>
        emails.map((email) => ({ kind: 'email' as const, ...email })),
      ),
      { kind: 'journey', key, content: journey },
    ],
    notes: allNotes,
  };

  /** Whether a group only says that nothing was ordered since the start, which here ends a run. */
  function isOrderExit(group: readonly unknown[]): boolean {
    return group.length === 1 && isNoOrderSinceStart(group[0], context);
  }
}

const LONGEST_PURPOSE = 500;

/** What it is for, with what is not the same as in Klaviyo, so that it is still known after the import. */
function purposeOf(notes: readonly ConversionNote[]): string {
  const unlike = [...new Set(notes.map(({ what }) => what))].join('; ');
  const purpose = 'Imported from Klaviyo.';
  return unlike === ''
    ? purpose
    : cutText(`${purpose} Not the same as there: ${unlike}.`, LONGEST_PURPOSE);
}

function withUnsetCondition(predicate: Predicate): Predicate {
  const asked = 'all' in predicate ? predicate.all : [predicate];
  return allOf([...asked, UNSET_CONDITION]);
}

function convertActions(
  { actions, entry_action_id: entry }: KlaviyoFlow['definition'],
  key: string,
  name: string,
  context: KlaviyoContext,
): { steps: Step[]; first: string; converted: ConvertedAction[] } {
  const ids = stepIds(actions);
  const at = (action: string | null | undefined) => ids.get(action ?? '') ?? END_ID;
  const converted = new Map<string, ConvertedAction>();
  for (const action of actions) {
    const stepId = at(actionId(action));
    if (stepId === END_ID || converted.has(stepId)) continue;
    const flow = { name, key };
    converted.set(stepId, convertAction(action, { ...context, stepId, at, flow }));
  }
  /** The first step that people come to from a place of the flow; the end when they go in a circle of none. */
  function stepAt(id: string): string {
    const seen = new Set<string>();
    for (let place = id; !seen.has(place);) {
      const action = converted.get(place);
      if (!action || action.steps.length > 0) return place;
      seen.add(place);
      place = action.passTo;
    }
    return END_ID;
  }
  const drawn = [...converted.values()].flatMap((action) => action.steps);
  const end: Step = { id: END_ID, kind: 'exit', reason: 'finished' };
  const steps = [...drawn.map((step) => withStepEdges(step, stepAt)), end];
  return { steps, first: stepAt(at(entry)), converted: [...converted.values()] };
}

function actionId({ id, temporary_id: temporary }: FlowAction): string {
  return id ?? temporary ?? '';
}

const LONGEST_ID = 16;

/** The ids of steps by those of actions: their letters and digits, so that keys of emails can be made of them. */
function stepIds(actions: readonly FlowAction[]): Map<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const [index, action] of actions.entries()) {
    const own = actionId(action);
    if (own === '' || ids.has(own)) continue;
    const letters = own
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '')
      .slice(0, LONGEST_ID);
    let id = letters;
    for (let number = index + 1; id === '' || taken.has(id); number += actions.length)
      id = `x${String(number)}`;
    taken.add(id);
    ids.set(own, `a-${id}`);
  }
  return ids;
}
