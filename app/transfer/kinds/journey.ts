import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { predicatesOfJourney, withJourneyPredicates } from '#app/journeys/journey-predicates.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import { triggerHandlerOf, type Trigger } from '#app/journeys/triggers/registry.ts';
import type { TransferReference } from '#app/transfer/transfer-kind.ts';
import { definitionTransfer } from './definition.ts';
import { predicateReferences, withPredicateReferences } from './predicate-references.ts';

type KeyOf = (reference: TransferReference) => string;

/** Journeys in files, with the emails, banners, offers, journeys and segments that they use. */
export const journeyTransfer = definitionTransfer<JourneyContent>(journeyKind, {
  references: (journey) => [
    ...journeyKind.references(journey),
    ...predicatesOfJourney(journey).flatMap(({ predicate }) => predicateReferences(predicate)),
    ...triggerReferences(journey.trigger),
    ...(journey.exitConditions ?? []).map(({ segment }) => segmentReference(segment)),
  ],
  withReferences(journey, keyOf) {
    const { exitConditions } = journey;
    const asked = withJourneyPredicates(journey, (one) => withPredicateReferences(one, keyOf));
    return {
      ...asked,
      trigger: renamedTrigger(journey.trigger, keyOf),
      ...(exitConditions && {
        exitConditions: exitConditions.map((exit) => ({
          ...exit,
          segment: keyOf(segmentReference(exit.segment)),
        })),
      }),
      steps: asked.steps.map((step) => renamedStep(step, keyOf)),
    };
  },
  withoutStaff(journey, isStaff) {
    const removed: string[] = [];
    const steps = journey.steps.map((step) => {
      const { step: without, was } = stepWithoutStaff(step, isStaff);
      removed.push(...was);
      return without;
    });
    return { content: { ...journey, steps }, removed };
  },
});

function segmentReference(key: string): TransferReference {
  return { kind: 'segment', key };
}

function triggerReferences(trigger: Trigger): TransferReference[] {
  const handler = triggerHandlerOf(trigger);
  const segment = handler.segment?.(trigger) ?? '';
  return [
    ...(segment === '' ? [] : [segmentReference(segment)]),
    ...(handler.products?.(trigger) ?? []).map((key) => ({ kind: 'product' as const, key })),
    ...(handler.collections?.(trigger) ?? []).map((key) => ({ kind: 'collection' as const, key })),
  ];
}

function renamedTrigger(trigger: Trigger, keyOf: KeyOf): Trigger {
  return 'segment' in trigger && trigger.segment !== ''
    ? { ...trigger, segment: keyOf(segmentReference(trigger.segment)) }
    : trigger;
}

/** A step without members of staff who are none of the store, and where they stood. */
function stepWithoutStaff(
  step: Step,
  isStaff: (id: string) => boolean,
): { step: Step; was: string[] } {
  switch (step.kind) {
    case 'sales_task':
      return step.owner === '' || isStaff(step.owner)
        ? { step, was: [] }
        : { step: { ...step, owner: '' }, was: [`the owner of the task “${step.title}”`] };
    case 'staff_email': {
      const to = step.to.filter((one) => !('staffId' in one) || isStaff(one.staffId));
      return to.length === step.to.length
        ? { step, was: [] }
        : { step: { ...step, to }, was: [`who gets the email to staff “${step.subject}”`] };
    }
    default:
      return { step, was: [] };
  }
}

/** Where a step names what it uses. */
const USING_FIELDS: readonly string[] = ['template', 'offer', 'journey', 'banner'];

function renamedStep(step: Step, keyOf: KeyOf): Step {
  const used = stepHandlerOf(step).uses?.(step);
  if (!used) return step;
  const renamed = Object.entries(step).map(([field, value]: [string, unknown]) =>
    USING_FIELDS.includes(field) && value === used.key ? [field, keyOf(used)] : [field, value],
  );
  return Object.fromEntries(renamed) as Step;
}
