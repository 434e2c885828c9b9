import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { DEFINITION_LABELS } from '#app/definitions/definition-kind.ts';
import type {
  DiscardOutcome,
  DraftOutcome,
  PublishOutcome,
} from '#app/definitions/definition-outcome.ts';
import { ChangeList } from '#app/definitions/ui/change-list.tsx';
import type { ContentDraft } from '#app/transfer/content-draft.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { ShortList } from '#app/ui/short-list.tsx';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** Drafts of emails and banners, each with what is different from the live version; nothing when there are none. */
export function ContentDraftsCard({ drafts }: { drafts: readonly ContentDraft[] }) {
  const fetcher = useFetcher<ContentDraftOutcome>();
  useOutcomeToast(fetcher, draftToast);
  if (drafts.length === 0) return null;
  const send = (intent: 'publish' | 'discard_draft', draft: ContentDraft) => {
    const { kind, key, revision, base } = draft;
    const version = base === null ? '' : String(base);
    const form = { intent, kind, key, revision: String(revision), base: version };
    fetcher.submit(form, { method: 'post' });
  };
  const isBusy = fetcher.state !== 'idle';
  return (
    <Card>
      <BlockStack gap="300">
        <CardIntro
          title="Drafts of emails and banners"
          text="Journeys use the live versions: publish a draft to have it used."
        />
        <ShortList
          whole={`all ${String(drafts.length)} drafts`}
          few={10}
          gap="300"
          items={drafts.map((draft) => ({
            key: `${draft.kind}:${draft.key}`,
            content: (
              <BlockStack gap="200">
                <Text as="h3" variant="headingSm">
                  {`${DEFINITION_LABELS[draft.kind]} “${draft.name}”`}
                </Text>
                <ChangeList changes={draft.changes} />
                <InlineStack gap="200">
                  <Button
                    disabled={isBusy}
                    accessibilityLabel={`Publish ${draft.name}`}
                    onClick={() => send('publish', draft)}
                  >
                    Publish
                  </Button>
                  <Button
                    variant="plain"
                    tone="critical"
                    disabled={isBusy}
                    accessibilityLabel={`Discard the draft of ${draft.name}`}
                    onClick={() => send('discard_draft', draft)}
                  >
                    Discard draft
                  </Button>
                </InlineStack>
              </BlockStack>
            ),
          }))}
        />
      </BlockStack>
    </Card>
  );
}

type ContentDraftOutcome =
  | PublishOutcome
  | DraftOutcome
  | Exclude<DiscardOutcome, { outcome: 'discarded' }>
  | { outcome: 'discarded'; undo: Record<string, string> };

function draftToast(outcome: ContentDraftOutcome): OutcomeToast {
  switch (outcome.outcome) {
    case 'published':
      return { text: `Published as version ${String(outcome.version)}` };
    case 'discarded':
      return { text: 'Draft discarded', undo: outcome.undo };
    case 'saved':
      return { text: 'Draft restored' };
    case 'unreadable':
      return { text: outcome.message, isError: true };
    case 'too_many':
      return {
        text: `A store has at most ${String(outcome.most)} of this kind`,
        isError: true,
      };
    case 'unchanged':
      return { text: 'It says the same as the live version' };
    case 'invalid':
      return { text: outcome.problems[0]?.message ?? 'It has a problem', isError: true };
    case 'is_archived':
      return { text: 'It is archived. Restore it first', isError: true };
    case 'conflict':
    case 'not_found':
      return { text: 'It was changed meanwhile. Review it first', isError: true };
  }
}
