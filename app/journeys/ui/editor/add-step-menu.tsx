import { ActionList, Popover, PopoverCloseSource } from '@shopify/polaris';
import type { EdgeRef } from '#app/journeys/editor/step-edge-ref.ts';
import {
  STEP_PATTERN_NAMES,
  stepPatterns,
  type StepPatternName,
} from '#app/journeys/patterns/registry.ts';
import { STEP_KINDS, stepKindWords, type StepKind } from '#app/journeys/steps/registry.ts';
import { STEP_GROUPS, type StepGroup } from '#app/journeys/steps/step-handler.ts';

/** Where the menu stands, from the top left of the window, and what its choice is added to. */
export type AddPlace = { x: number; y: number; at: EdgeRef | null };

export type AddStepMenuProps = {
  place: AddPlace;
  onChoose: (kind: StepKind) => void;
  onChoosePattern: (name: StepPatternName) => void;
  /** @param isByKey whether Escape closed it, so that the focus goes back to where it stood */
  onClose: (isByKey: boolean) => void;
};

const GROUP_TITLES: Record<StepGroup, string> = {
  messages: 'Messages',
  timing: 'Timing',
  logic: 'Conditions',
  actions: 'Actions',
  end: 'End',
};

const SECTIONS = STEP_GROUPS.map((group) => ({
  title: GROUP_TITLES[group],
  kinds: STEP_KINDS.filter((kind) => stepKindWords(kind).group === group),
})).filter(({ kinds }) => kinds.length > 0);

/** The steps that can be added, by group, and patterns of several. Arrow keys go through them. */
export function AddStepMenu({ place, onChoose, onChoosePattern, onClose }: AddStepMenuProps) {
  return (
    <Popover
      active
      autofocusTarget="first-node"
      onClose={(source) => onClose(source === PopoverCloseSource.EscapeKeypress)}
      activator={
        <div style={{ position: 'fixed', left: place.x, top: place.y, width: 1, height: 1 }} />
      }
    >
      <ActionList
        actionRole="menuitem"
        sections={[
          ...SECTIONS.map(({ title, kinds }) => ({
            title,
            items: kinds.map((kind) => ({
              content: stepKindWords(kind).label,
              onAction: () => onChoose(kind),
            })),
          })),
          {
            title: 'Patterns',
            items: STEP_PATTERN_NAMES.map((name) => ({
              content: stepPatterns[name].label,
              helpText: stepPatterns[name].does,
              onAction: () => onChoosePattern(name),
            })),
          },
        ]}
      />
    </Popover>
  );
}
