import { Badge, BlockStack, Box, Button, ButtonGroup, InlineStack, Text } from '@shopify/polaris';
import {
  ArrowDownIcon,
  ArrowUpIcon,
  DeleteIcon,
  DuplicateIcon,
  PlusIcon,
} from '@shopify/polaris-icons';
import { memo, useEffect, useRef } from 'react';
import { deleteSteps } from '#app/journeys/editor/delete-steps.ts';
import { edgeForAdding } from '#app/journeys/editor/step-order.ts';
import { triggerWords } from '#app/journeys/page/journey-words.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import { START_ID } from '#app/journeys/ui/editor-store.ts';
import type { OpenAddMenu } from './add-button.tsx';
import { useEditor, useEditorParts } from './editor-context.tsx';
import { copySelection, moveStepBy, pasteCopied } from './step-actions.ts';
import { useProblemWords } from './use-problem-words.ts';
import { useStepCards, useStepTitles, type NumberedCard } from './use-step-cards.ts';

/** A list of more steps is drawn as far as it is seen, so that it stays quick. */
const LONG_LIST = 50;
const DRAWN_WHEN_SEEN = { contentVisibility: 'auto', containIntrinsicSize: 'auto 5rem' } as const;

export type StepListViewProps = {
  openMenu: OpenAddMenu;
  /** Called when a step is opened. */
  onOpen: () => void;
};

/** The journey as a numbered list that does all that the canvas does; the view of phones and screen readers. */
export function StepListView({ openMenu, onOpen }: StepListViewProps) {
  const { store } = useEditorParts();
  const cards = useStepCards();
  const titles = useStepTitles();
  const problems = useProblemWords();
  const lines = useEditorParts().figures?.lines;
  const trigger = useEditor(({ content }) => triggerWords(content));
  const selection = useEditor((state) => state.selection);
  const shown = useEditor((state) => state.shown);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown.number === 0) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(shown.id)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector('button')?.focus();
  }, [shown]);
  const open = (id: string) => {
    store.getState().open(id);
    onOpen();
  };
  return (
    <div ref={list}>
      <Box paddingBlockEnd="300">
        <div data-step={START_ID}>
          <InlineStack gap="200" align="space-between" blockAlign="center">
            <BlockStack inlineAlign="start">
              <Button variant="plain" onClick={() => open(START_ID)}>
                Start
              </Button>
              <Text as="span" tone="subdued">
                {trigger}
              </Text>
              {problems.has(START_ID) ? (
                <Text as="span" tone="critical">
                  {problems.get(START_ID)}
                </Text>
              ) : null}
            </BlockStack>
            <AddAfter id={null} title="the start" openMenu={openMenu} />
          </InlineStack>
        </div>
      </Box>
      <ol style={{ margin: 0, padding: 0, listStyle: 'none' }} aria-label="Steps">
        {cards.map((card) => (
          <StepRow
            key={card.id}
            id={card.id}
            number={card.number}
            title={card.title}
            detail={card.detail}
            leadsTo={leadsToWords(card, titles)}
            problem={problems.get(card.id) ?? ''}
            figures={lines?.get(card.id)?.join(' · ') ?? ''}
            isChosen={selection.includes(card.id)}
            isInLongList={cards.length > LONG_LIST}
            onOpen={open}
            openMenu={openMenu}
          />
        ))}
      </ol>
    </div>
  );
}

/** Where a step leads, unless only to the next of the list. */
function leadsToWords({ step, number }: NumberedCard, titles: ReadonlyMap<string, string>): string {
  return stepHandlerOf(step)
    .edges(step)
    .flatMap(({ to, label }) => {
      const title = titles.get(to);
      if (label === null && title?.startsWith(`${String(number + 1)}. `)) return [];
      return [`${label ?? 'Then'}: ${title ?? 'not connected'}`];
    })
    .join(' · ');
}

type StepRowProps = Pick<NumberedCard, 'id' | 'number' | 'title' | 'detail'> & {
  leadsTo: string;
  problem: string;
  figures: string;
  isChosen: boolean;
  isInLongList: boolean;
  onOpen: (id: string) => void;
  openMenu: OpenAddMenu;
};

/** One step; drawn again only when something of it changed. */
const StepRow = memo(
  function StepRow({
    id,
    number,
    title,
    detail,
    leadsTo,
    problem,
    figures,
    isChosen,
    isInLongList,
    onOpen,
    openMenu,
  }: StepRowProps) {
    const { store } = useEditorParts();
    const name = `step ${String(number)}, ${title}`;
    return (
      <li data-step={id} style={isInLongList ? DRAWN_WHEN_SEEN : undefined}>
        <Box
          paddingBlock="300"
          paddingInline="200"
          borderBlockStartWidth="025"
          borderColor="border"
          background={isChosen ? 'bg-surface-selected' : undefined}
        >
          <InlineStack gap="200" align="space-between" blockAlign="start" wrap>
            <BlockStack inlineAlign="start" gap="050">
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" numeric tone="subdued">
                  {`${String(number)}.`}
                </Text>
                <Button variant="plain" textAlign="left" onClick={() => onOpen(id)}>
                  {title}
                </Button>
                {problem === '' ? null : <Badge tone="critical">Problem</Badge>}
              </InlineStack>
              <Text as="span" tone="subdued">
                {detail}
              </Text>
              {leadsTo === '' ? null : <Text as="span">{leadsTo}</Text>}
              {figures === '' ? null : <Text as="span">{figures}</Text>}
              {problem === '' ? null : (
                <Text as="span" tone="critical">
                  {problem}
                </Text>
              )}
            </BlockStack>
            <InlineStack gap="200">
              <AddAfter id={id} title={name} openMenu={openMenu} />
              <ButtonGroup variant="segmented">
                <Button
                  size="slim"
                  icon={ArrowUpIcon}
                  accessibilityLabel={`Move ${name} up`}
                  onClick={() => moveStepBy(store, id, 'earlier')}
                />
                <Button
                  size="slim"
                  icon={ArrowDownIcon}
                  accessibilityLabel={`Move ${name} down`}
                  onClick={() => moveStepBy(store, id, 'later')}
                />
                <Button
                  size="slim"
                  icon={DuplicateIcon}
                  accessibilityLabel={`Duplicate ${name}`}
                  onClick={() => {
                    store.getState().select([id]);
                    copySelection(store);
                    pasteCopied(store);
                  }}
                />
                <Button
                  size="slim"
                  icon={DeleteIcon}
                  accessibilityLabel={`Delete ${name}`}
                  onClick={() =>
                    store.getState().edit((content) => deleteSteps(content, new Set([id])), {
                      say: `Deleted ${name}. Undo brings it back`,
                      select: [START_ID],
                    })
                  }
                />
              </ButtonGroup>
            </InlineStack>
          </InlineStack>
        </Box>
      </li>
    );
  },
  (before, after) =>
    (
      [
        'id',
        'number',
        'title',
        'detail',
        'leadsTo',
        'problem',
        'figures',
        'isChosen',
        'isInLongList',
      ] as const
    ).every((name) => before[name] === after[name]),
);

type AddAfterProps = { id: string | null; title: string; openMenu: OpenAddMenu };

function AddAfter({ id, title, openMenu }: AddAfterProps) {
  const { store } = useEditorParts();
  return (
    <div
      onClick={(event) => {
        openMenu(edgeForAdding(store.getState().content, id), event.currentTarget);
      }}
    >
      <Button size="slim" icon={PlusIcon} accessibilityLabel={`Add step after ${title}`} />
    </div>
  );
}
