import type {
  DefinitionKindRecord,
  DefinitionNames,
  DefinitionVersion,
} from '#app/definitions/definition-kind.ts';
import type { DefinitionPart } from '#app/definitions/definition-difference.ts';
import type { Journey, SegmentChange } from '#app/journeys/definition.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { stepCard, triggerWords } from '#app/journeys/page/journey-words.ts';
import { reentryOf, reentryWords } from '#app/journeys/reentry.ts';
import { stepHandlerOf, type Step } from '#app/journeys/steps/registry.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { describePredicate } from '#app/segments/builder/describe.ts';
import { JourneyContentSchema, type JourneyContent } from './journey-content.ts';
import { journeyProblems } from './journey-problems.ts';

/** Journeys as definitions. */
export const journeyKind: DefinitionKindRecord<JourneyContent> = {
  kind: 'journey',
  schema: JourneyContentSchema,
  problems: journeyProblems,
  parts: (content, names) => [
    settingsPart(content, names),
    ...content.steps.map((step) => stepPart(content, step, names)),
  ],
  references: ({ steps }) => steps.flatMap((step) => stepHandlerOf(step).uses?.(step) ?? []),
  compared: ({ layout: _layout, ...content }) => content,
  isPolicy: true,
};

/** A version of a journey as the engine runs it. */
export function journeyOfVersion({
  key,
  version,
  content: { layout: _layout, ...content },
}: DefinitionVersion<JourneyContent>): Journey {
  return { key, version, ...content };
}

function settingsPart(content: JourneyContent, names: DefinitionNames): DefinitionPart {
  const { steps, layout: _layout, ...settings } = content;
  const stepName = (id: string) => {
    const step = steps.find((one) => one.id === id);
    return step ? stepCard(content, step, names).title : id;
  };
  const { name, purpose, entry, exitReasons, exitConditions = [] } = settings;
  const { restartsWhileWaitingAt: restarts, renewsAt = [] } = settings;
  return {
    id: '',
    name: 'Journey',
    fields: [
      { name: 'Name', value: name },
      { name: 'Purpose', value: purpose },
      { name: 'Start', value: triggerWords(content) },
      { name: 'Runs', value: reentryWords(reentryOf(content)) },
      { name: 'Condition to enter', value: describePredicate(entry) },
      {
        name: 'Exits',
        value: [...exitReasons.map(reasonWords), ...exitConditions.map(changeWords)].join('; '),
      },
      {
        name: 'Priority',
        value: settings.priority === undefined ? 'Usual' : String(settings.priority),
      },
      { name: 'First step', value: stepName(settings.first) },
      { name: 'Restarts at', value: restarts === null ? 'Never' : stepName(restarts) },
      { name: 'A new cart starts again at', value: renewsAt.map(stepName).join('; ') || 'Never' },
    ],
    whole: canonicalJson(settings),
  };
}

function changeWords({ segment, kind }: SegmentChange): string {
  return `${kind === 'entered' ? 'Comes into' : 'Leaves'} the segment “${segment.replaceAll('_', ' ')}”`;
}

function stepPart(content: JourneyContent, step: Step, names: DefinitionNames): DefinitionPart {
  const { title, detail } = stepCard(content, step, names);
  const titleOf = (id: string) => {
    const found = content.steps.find((one) => one.id === id);
    return found ? stepCard(content, found, names).title : id;
  };
  return {
    id: step.id,
    name: title,
    fields: [
      { name: 'Step', value: title },
      { name: 'Details', value: detail },
      ...stepHandlerOf(step)
        .edges(step)
        .map(({ to, label }) => ({ name: label ?? 'Then', value: titleOf(to) })),
    ],
    whole: canonicalJson(step),
  };
}
