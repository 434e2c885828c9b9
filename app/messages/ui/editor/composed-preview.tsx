import { Banner, BlockStack, Card, InlineStack, Spinner } from '@shopify/polaris';
import { useState } from 'react';
import { formatSize } from '#app/lib/format/size.ts';
import type { PreviewViewer } from '#app/messages/page/preview-viewer.ts';
import type { FoundPerson } from '#app/messages/page/found-person.ts';
import { EmailPlainText } from '../email-preview-frame.tsx';
import { EmailPreviewHead } from '../email-preview-head.tsx';
import type { EmailViewName } from '../email-view-buttons.tsx';
import { MailboxLineBox } from '../mailbox-line-box.tsx';
import { PreviewNotes } from '../preview-notes.tsx';
import { PreviewTools } from '../preview-tools.tsx';
import { ComposedFrame } from './composed-frame.tsx';
import { useLivePreview } from './use-live-preview.ts';

/** From here on Gmail may cut an email, bytes: it does at 102 kB, and links of each reader come on top. */
const LARGE = 90_000;

export type ComposedPreviewProps = { emailKey: string; viewer: PreviewViewer };

/** What is composed as a reader gets it, beside what is composed. A click on a block chooses it. */
export function ComposedPreview({ emailKey, viewer }: ComposedPreviewProps) {
  const [person, setPerson] = useState<FoundPerson | null>(null);
  const { preview, isOffline } = useLivePreview(emailKey, person?.id ?? '');
  const [view, setView] = useState<EmailViewName>('desktop');
  return (
    <Card>
      <BlockStack gap="300">
        <EmailPreviewHead view={view} onView={setView} />
        <PreviewTools {...{ emailKey, viewer, person }} onPerson={setPerson} />
        {isOffline ? (
          <Banner tone="warning">
            <p>The preview could not be loaded. It is tried again by itself.</p>
          </Banner>
        ) : null}
        {preview === null ? (
          <InlineStack align="center">
            <Spinner accessibilityLabel="Preview is loading" size="small" />
          </InlineStack>
        ) : preview.outcome === 'not_rendered' ? (
          <Banner tone="critical" title="The email cannot be rendered">
            <p>{preview.problem}</p>
          </Banner>
        ) : (
          <>
            <MailboxLineBox entry={preview.mailbox} />
            {preview.bytes > LARGE ? (
              <Banner tone="warning">
                <p>
                  {`The email has ${formatSize(preview.bytes)}. Gmail cuts emails at 102 kB: shorten it.`}
                </p>
              </Banner>
            ) : null}
            {view === 'text' ? (
              <EmailPlainText text={preview.text} />
            ) : (
              <ComposedFrame view={view} html={preview.html} />
            )}
            <PreviewNotes preview={preview} view={view} size={`${formatSize(preview.bytes)}.`} />
          </>
        )}
      </BlockStack>
    </Card>
  );
}
