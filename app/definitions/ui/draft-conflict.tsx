import { Banner, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import type { PartChange } from '#app/definitions/definition-difference.ts';
import { ChangeList } from '#app/definitions/ui/change-list.tsx';
import type { StoredDraft } from '#app/definitions/stored-draft.ts';
import { formatTime } from '#app/lib/format/time.ts';
import type { DraftConflictState } from './use-draft-conflict.ts';

export type DraftConflictProps = {
  /** What the merchant calls it, such as “this journey”. */
  noun: string;
  conflict: DraftConflictState<unknown>;
  theirs: StoredDraft<unknown>;
  /** What is different in mine. */
  changes: readonly PartChange[];
  staff: readonly { id: string; name: string }[];
  staffId: string;
  timeZone: string;
};

/** Shows what another member of staff saved or published meanwhile beside what is drawn here, to choose from. */
export function DraftConflict(props: DraftConflictProps) {
  const { noun, theirs, changes, staff, staffId, timeZone, conflict } = props;
  const verb = theirs.revision === 0 ? 'published' : 'saved';
  const who = authorWords(theirs.author, staff, staffId);
  return (
    <Banner
      tone="warning"
      title={`${who} ${verb} ${noun} on ${formatTime(theirs.savedAt, timeZone)}`}
    >
      <BlockStack gap="300">
        <Text as="p">
          Yours is here, theirs is saved, and neither is lost. Choose which to go on with.
        </Text>
        <Text as="h3" variant="headingSm">
          Yours beside theirs
        </Text>
        {changes.length === 0 ? (
          <Text as="p">They say the same.</Text>
        ) : (
          <ChangeList changes={changes} />
        )}
        <InlineStack gap="200">
          <Button disabled={conflict.isBusy} onClick={conflict.takeTheirs}>
            Use theirs
          </Button>
          <Button disabled={conflict.isBusy} onClick={conflict.takeMine}>
            Use mine
          </Button>
          <Button disabled={conflict.isBusy} onClick={conflict.saveCopy}>
            Use theirs, save mine as a copy
          </Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}

function authorWords(
  author: string | null,
  staff: readonly { id: string; name: string }[],
  reader: string,
): string {
  if (author === null) return 'Tendril';
  if (author === reader) return 'You, in another window,';
  return staff.find(({ id }) => id === author)?.name ?? `Staff member ${author}`;
}
