import { Banner, Card, InlineStack, Spinner } from '@shopify/polaris';
import { lazy, Suspense, useMemo, useState } from 'react';
import { differenceBetween } from '#app/definitions/definition-difference.ts';
import { DraftConflict } from '#app/definitions/ui/draft-conflict.tsx';
import { DraftPage } from '#app/definitions/ui/draft-page.tsx';
import { draftPlace } from '#app/definitions/ui/send-draft.ts';
import { designParts } from '#app/messages/blocks/design-parts.ts';
import { blockById } from '#app/messages/editor/block-place.ts';
import type { EmailEditorData } from '#app/messages/page/email-editor.ts';
import type { PreviewViewer } from '#app/messages/page/preview-viewer.ts';
import { useIsInBrowser } from '#app/ui/use-is-in-browser.ts';
import { ComposedEmailSchema, languageDesigns } from '#app/messages/templates/composed-email.ts';
import { blockKindLabel } from './editor/block-words.ts';
import { EmailEditorProvider, useEmail, useShownDesign } from './editor/email-editor-context.tsx';
import { createEmailStore, EMAIL_ID, type EmailStore } from './editor/email-store.ts';
import { useEmailCheck } from './editor/use-email-check.ts';

/** Only who composes an email loads what texts are written and blocks are moved with. */
const EmailEditor = lazy(async () => ({
  default: (await import('./editor/email-editor.tsx')).EmailEditor,
}));

export type EditEmailPageProps = {
  emailKey: string;
  editor: EmailEditorData;
  /** Under which this browser stores what could not be saved. */
  memoryKey: string;
  staff: readonly { id: string; name: string }[];
  staffId: string;
  timeZone: string;
  viewer: PreviewViewer;
};

/** Where an email is composed of blocks, for those who may edit journeys. What is composed is saved by itself. */
export function EditEmailPage(props: EditEmailPageProps) {
  const { editor } = props;
  const [store] = useState(() => createEmailStore(editor.stored.content));
  const parts = useMemo(() => ({ store, variables: editor.variables }), [store, editor.variables]);
  return (
    <EmailEditorProvider value={parts}>
      <ComposedEmailPage {...props} store={store} />
    </EmailEditorProvider>
  );
}

function ComposedEmailPage(props: EditEmailPageProps & { store: EmailStore }) {
  const { emailKey, editor, memoryKey, store } = props;
  const design = useShownDesign();
  const designs = languageDesigns(useEmail(({ content }) => content));
  const isInBrowser = useIsInBrowser();
  useEmailCheck();
  return (
    <DraftPage
      store={store}
      place={draftPlace('email', emailKey, '/app/emails')}
      read={editor}
      schema={ComposedEmailSchema}
      memoryKey={memoryKey}
      back={{ content: 'Email', url: `/app/emails/${emailKey}` }}
      places={{
        nameOf: (id) => {
          const block = id === null ? undefined : blockById(design, id);
          return block ? blockKindLabel(block.kind) : 'Email';
        },
        show: (id) => store.getState().open(id ?? EMAIL_ID),
      }}
      conflict={(conflict, theirs) => (
        <DraftConflict
          {...props}
          noun="this email"
          conflict={conflict}
          theirs={theirs}
          changes={differenceBetween(
            designParts(languageDesigns(theirs.content)),
            designParts(designs),
          )}
        />
      )}
    >
      {editor.wasMarkup ? (
        <Banner tone="info">
          <p>
            This email was written as markup, which blocks do not show. Compose it of blocks here;
            until you publish, readers get it as it was.
          </p>
        </Banner>
      ) : null}
      {isInBrowser ? (
        <Suspense fallback={<EditorLoading />}>
          <EmailEditor emailKey={emailKey} viewer={props.viewer} />
        </Suspense>
      ) : (
        <EditorLoading />
      )}
    </DraftPage>
  );
}

function EditorLoading() {
  return (
    <Card>
      <InlineStack align="center">
        <Spinner accessibilityLabel="Editor is loading" size="small" />
      </InlineStack>
    </Card>
  );
}
