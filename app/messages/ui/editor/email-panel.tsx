import { Banner, BlockStack, Button, ButtonGroup, Card, Text } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import type { EmailBlock } from '#app/messages/blocks/email-design.ts';
import { blockById } from '#app/messages/editor/block-place.ts';
import { changeBlock, placeBeside } from '#app/messages/editor/edit-blocks.ts';
import { deleteChosen, duplicateChosen, moveChosen } from './block-actions.ts';
import { BlockFields } from './block-forms/registry.tsx';
import { blockKindLabel } from './block-words.ts';
import { EmailDetails } from './email-details.tsx';
import { useEmail, useEmailParts, useShownDesign } from './email-editor-context.tsx';
import { EMAIL_ID, editDesign } from './email-store.ts';

const FIELDS = 'input, select, textarea, [contenteditable="true"]';

/** What is chosen in the outline or the preview, with the fields that change it. */
export function EmailPanel() {
  const chosen = useEmail(({ selection }) => selection[0] ?? EMAIL_ID);
  const block = blockById(useShownDesign(), chosen);
  const opened = useEmail((state) => state.opened);
  const panel = useRef<HTMLElement>(null);
  const focused = useRef(0);
  useEffect(() => {
    if (opened === focused.current) return;
    focused.current = opened;
    (panel.current?.querySelector<HTMLElement>(FIELDS) ?? panel.current)?.focus();
  }, [opened, chosen]);
  return (
    <section ref={panel} aria-label="Settings" tabIndex={-1}>
      <Card>{block ? <ChosenBlock key={block.id} block={block} /> : <EmailDetails />}</Card>
    </section>
  );
}

function ChosenBlock({ block }: { block: EmailBlock }) {
  const { store } = useEmailParts();
  const design = useShownDesign();
  const problems = useEmail((state) => state.problems);
  const own = problems.filter(({ stepId }) => stepId === block.id);
  return (
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        {blockKindLabel(block.kind)}
      </Text>
      {own.length === 0 ? null : (
        <Banner tone="warning">
          {own.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </Banner>
      )}
      <BlockFields
        block={block}
        onChange={(changed) =>
          editDesign(store, (now) => changeBlock(now, changed), { field: block.id })
        }
      />
      <ButtonGroup>
        <Button
          disabled={placeBeside(design, block.id, 'up') === null}
          onClick={() => moveChosen(store, block.id, 'up')}
        >
          Move up
        </Button>
        <Button
          disabled={placeBeside(design, block.id, 'down') === null}
          onClick={() => moveChosen(store, block.id, 'down')}
        >
          Move down
        </Button>
        <Button onClick={() => duplicateChosen(store, block.id)}>Duplicate</Button>
        <Button tone="critical" onClick={() => deleteChosen(store, block.id)}>
          Delete
        </Button>
      </ButtonGroup>
    </BlockStack>
  );
}
