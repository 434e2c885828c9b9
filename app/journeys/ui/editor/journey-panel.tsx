import { BlockStack, ChoiceList, Divider, Select, Text, TextField } from '@shopify/polaris';
import { memo, useCallback, useState } from 'react';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { START_EDGE } from '#app/journeys/editor/step-edge-ref.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import { ReentryFields } from '#app/journeys/ui/reentry-fields.tsx';
import { TriggerFields } from '#app/journeys/ui/trigger-fields.tsx';
import { NextStepField } from './edge-fields.tsx';
import { useEditor, useEditorParts } from './editor-context.tsx';
import { ExitFields } from './exit-fields.tsx';
import { connectSteps } from './step-actions.ts';
import { useAfterFrame } from './use-after-frame.ts';
import { useStepCards } from './use-step-cards.ts';

const LONGEST_NAME = 120;
const LONGEST_PURPOSE = 500;

/** The journey itself: its name, what starts it and what ends it early. */
export function JourneyPanel() {
  const { store } = useEditorParts();
  const journey = useEditor(({ content }) => content);
  const change = useCallback(
    (part: Partial<JourneyContent>) =>
      store.getState().edit((content) => ({ ...content, ...part }), {
        field: Object.keys(part).join(),
      }),
    [store],
  );
  return (
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        Journey
      </Text>
      <NameField name={journey.name} onChange={(name) => change({ name })} />
      <TextField
        label="Purpose"
        autoComplete="off"
        multiline={2}
        maxLength={LONGEST_PURPOSE}
        value={journey.purpose}
        onChange={(purpose) => change({ purpose })}
      />
      <PriorityField priority={journey.priority} onChange={(priority) => change({ priority })} />
      <Divider />
      <JourneyRules journey={journey} onChange={change} />
    </BlockStack>
  );
}

type JourneyRulesProps = {
  journey: JourneyContent;
  onChange: (part: Partial<JourneyContent>) => void;
};

/** Of a journey, what its rules do not show: they are not drawn again with each letter of its name or of a step. */
const NO_RULES: ReadonlySet<string> = new Set<keyof JourneyContent>([
  'name',
  'purpose',
  'priority',
  'steps',
  'layout',
]);

function hasSameRules(one: JourneyContent, other: JourneyContent): boolean {
  const rules = (content: JourneyContent) =>
    new Map(Object.entries(content).filter(([part]) => !NO_RULES.has(part)));
  const [before, now] = [rules(one), rules(other)];
  return [...before.keys(), ...now.keys()].every((part) => before.get(part) === now.get(part));
}

/** What starts a journey, who enters it, and what ends it early. */
const JourneyRules = memo(
  function JourneyRules({ journey, onChange }: JourneyRulesProps) {
    const { store, forms, triggers, segments } = useEditorParts();
    return (
      <>
        <TriggerFields
          trigger={journey.trigger}
          context={triggers}
          onChange={(trigger) => onChange({ trigger, ...reentryFor(trigger, journey) })}
        />
        <ReentryFields journey={journey} onChange={(reentry) => onChange({ reentry })} />
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            Only people who match
          </Text>
          {forms.predicateFields({
            predicate: journey.entry,
            onChange: (entry) => onChange({ entry }),
          })}
        </BlockStack>
        <NextStepField
          label="First step"
          to={journey.first}
          onChange={(to) => connectSteps(store, START_EDGE, to)}
        />
        <Divider />
        <ExitFields journey={journey} segments={segments} onChange={onChange} />
        <RestartFields journey={journey} onChange={onChange} />
      </>
    );
  },
  (before, now) => before.onChange === now.onChange && hasSameRules(before.journey, now.journey),
);

const PRIORITIES: { value: string; label: string }[] = [
  { value: '', label: 'As usual' },
  { value: '5', label: '5 (first)' },
  { value: '4', label: '4' },
  { value: '3', label: '3' },
  { value: '2', label: '2' },
  { value: '1', label: '1 (last)' },
];

type PriorityFieldProps = {
  priority: JourneyContent['priority'];
  onChange: (priority: JourneyContent['priority']) => void;
};

/** How important the messages of the journey are. */
function PriorityField({ priority, onChange }: PriorityFieldProps) {
  return (
    <Select
      label="Priority of its messages"
      helpText="When a person may not get all messages at once, those of the highest priority go first. As usual: 4 for carts, 3 for all else."
      options={PRIORITIES}
      value={priority === undefined ? '' : String(priority)}
      onChange={(chosen) => onChange(chosen === '' ? undefined : Number(chosen))}
    />
  );
}

/** A journey always has a name: the last one stays while the field is empty. */
function NameField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const [typed, setTyped] = useState({ text: name, name });
  if (typed.name !== name) setTyped({ text: name, name });
  const isEmpty = typed.text.trim() === '';
  return (
    <TextField
      label="Name"
      autoComplete="off"
      maxLength={LONGEST_NAME}
      value={typed.text}
      error={isEmpty ? 'Enter a name.' : undefined}
      onChange={(text) => {
        const next = text.trim() === '' ? name : text;
        setTyped({ text, name: next });
        if (next !== name) onChange(next);
      }}
    />
  );
}

/** Who may enter again stays as it is where what starts the journey allows it; else it is what is usual. */
function reentryFor(
  trigger: JourneyContent['trigger'],
  { reentry }: JourneyContent,
): Partial<JourneyContent> {
  const isAllowed = reentry && triggerHandlerOf(trigger).per(trigger).includes(reentry.per);
  return isAllowed ? {} : { reentry: undefined };
}

type RestartFieldsProps = {
  journey: JourneyContent;
  onChange: (part: Partial<JourneyContent>) => void;
};

/** What a change of the cart does to a journey about carts. */
function RestartFields({ journey, onChange }: RestartFieldsProps) {
  // Of five hundred steps each has a field here, which follow when there is time.
  const cards = useAfterFrame(useStepCards());
  const { trigger, restartsWhileWaitingAt: restarts, renewsAt = [] } = journey;
  const isAboutCarts = triggerHandlerOf(trigger).subject(trigger) === 'basket';
  if (!isAboutCarts) return null;
  const choices = cards.map(({ id, number, title }) => ({
    value: id,
    label: `${String(number)}. ${title}`,
  }));
  const waits = cards.flatMap(({ id, step }, place) =>
    step.kind === 'wait' ? [{ value: id, label: choices[place]?.label ?? id }] : [],
  );
  return (
    <>
      <Divider />
      <Select
        label="When the cart changes, restart the clock of"
        options={[{ value: '', label: 'No wait' }, ...waits]}
        value={restarts ?? ''}
        onChange={(id) => onChange({ restartsWhileWaitingAt: id === '' ? null : id })}
      />
      <ChoiceList
        allowMultiple
        title="A cart with other products begins the journey again at"
        choices={choices}
        selected={renewsAt}
        onChange={(ids) => onChange({ renewsAt: ids })}
      />
    </>
  );
}
