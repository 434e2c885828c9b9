import { Banner, BlockStack, Button, Collapsible, InlineStack, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { DEFINITION_LABELS } from '#app/definitions/definition-kind.ts';
import type { AvailableUpdate } from '#app/gallery/available-update.ts';
import { ChangeList } from '#app/definitions/ui/change-list.tsx';
import { useDefinitionActions, type DefinitionActions } from './use-definition-actions.ts';

export type UpdateListProps = {
  updates: readonly AvailableUpdate[];
  /** Whether who looks may take them. */
  mayEdit: boolean;
};

/** Offers updates of the gallery, each with what it changes. Stays on the page when there are none, for their undo. */
export function UpdateList({ updates, mayEdit }: UpdateListProps) {
  const actions = useDefinitionActions();
  if (updates.length === 0) return null;
  return (
    <BlockStack gap="400">
      {updates.map((update) => (
        <UpdateBanner
          key={`${update.kind}:${update.key}`}
          update={update}
          actions={mayEdit ? actions : null}
        />
      ))}
    </BlockStack>
  );
}

type UpdateBannerProps = { update: AvailableUpdate; actions: DefinitionActions | null };

function UpdateBanner({ update, actions }: UpdateBannerProps) {
  const { kind, name, version, changes, replacesChanges } = update;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <Banner title={`Update available for ${DEFINITION_LABELS[kind].toLowerCase()} “${name}”`}>
      <BlockStack gap="300">
        {replacesChanges ? (
          <Text as="p" fontWeight="semibold">
            {`The update replaces your own changes. They stay in version ${String(version)}.`}
          </Text>
        ) : null}
        <Collapsible id={id} open={isOpen}>
          <ChangeList changes={changes} />
        </Collapsible>
        <InlineStack gap="200">
          <Button
            onClick={() => setIsOpen(!isOpen)}
            ariaExpanded={isOpen}
            ariaControls={id}
            disclosure={isOpen ? 'up' : 'down'}
          >
            {isOpen ? 'Hide changes' : 'Show changes'}
          </Button>
          {actions ? (
            <>
              <Button
                variant="primary"
                loading={actions.isBusy}
                onClick={() => actions.takeUpdate(update)}
              >
                Use update
              </Button>
              <Button disabled={actions.isBusy} onClick={() => actions.keepVersion(update)}>
                Keep current version
              </Button>
            </>
          ) : null}
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}
