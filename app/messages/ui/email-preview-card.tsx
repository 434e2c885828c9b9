import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Box, Card, InlineStack, Select, Spinner } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { formatSize } from '#app/lib/format/size.ts';
import { LANGUAGE_LABELS, type ReaderLanguage } from '#app/lib/reader-language.ts';
import type { EmailPreview } from '#app/messages/page/email-preview.ts';
import type { PreviewViewer } from '#app/messages/page/preview-viewer.ts';
import type { FoundPerson } from '#app/messages/page/found-person.ts';
import {
  emailFrameHtml,
  emailFrameStyle,
  emailFrameTitle,
  EmailPlainText,
} from './email-preview-frame.tsx';
import { EmailPreviewHead } from './email-preview-head.tsx';
import type { EmailViewName } from './email-view-buttons.tsx';
import { MailboxLineBox } from './mailbox-line-box.tsx';
import { PreviewNotes } from './preview-notes.tsx';
import { PreviewTools } from './preview-tools.tsx';

export type EmailPreviewCardProps = {
  emailKey: string;
  /** Of the email, its main one first. */
  languages: readonly ReaderLanguage[];
  /** Changes with what the email says. */
  version: string;
  viewer: PreviewViewer;
};

/** An email as readers get it, with samples in the place of what differs from reader to reader. */
export function EmailPreviewCard({ emailKey, languages, version, viewer }: EmailPreviewCardProps) {
  const [person, setPerson] = useState<FoundPerson | null>(null);
  const personId = person?.id ?? '';
  const { data, load } = useFetcher<EmailPreview>();
  const [view, setView] = useState<EmailViewName>('desktop');
  const [wanted, setWanted] = useState('');
  const language = languages.find((one) => one === wanted) ?? '';
  useEffect(() => {
    const asked = new URLSearchParams({ version, person: personId, language });
    load(`/app/emails/${emailKey}/preview?${asked.toString()}`);
  }, [load, emailKey, version, personId, language]);
  return (
    <Card>
      <BlockStack gap="300">
        <EmailPreviewHead view={view} onView={setView} />
        <PreviewTools {...{ emailKey, viewer, person }} onPerson={setPerson} />
        {languages.length > 1 ? (
          <Select
            label="Language"
            options={[
              { value: '', label: person ? 'Language of the reader' : 'Main language' },
              ...languages.map((value) => ({ value, label: LANGUAGE_LABELS[value] })),
            ]}
            value={language}
            onChange={setWanted}
          />
        ) : null}
        {data ? <Preview preview={data} view={view} /> : <PreviewLoading />}
      </BlockStack>
    </Card>
  );
}

function PreviewLoading() {
  return (
    <Box minHeight="20rem">
      <InlineStack align="center">
        <Spinner accessibilityLabel="Preview is loading" size="small" />
      </InlineStack>
    </Box>
  );
}

function Preview({ preview, view }: { preview: EmailPreview; view: EmailViewName }) {
  if (preview.outcome === 'not_rendered')
    return (
      <Banner tone="critical" title="The email cannot be rendered">
        <p>{preview.problem}</p>
      </Banner>
    );
  return (
    <BlockStack gap="200">
      <MailboxLineBox entry={preview.mailbox} />
      <PreviewNotes
        preview={preview}
        view={view}
        size={`${formatSize(preview.bytes)}; Gmail cuts an email at 102 kB.`}
      />
      {view === 'text' ? (
        <EmailPlainText text={preview.text} />
      ) : (
        <iframe
          title={emailFrameTitle(view)}
          sandbox=""
          srcDoc={emailFrameHtml(preview.html, view)}
          style={emailFrameStyle(view)}
        />
      )}
    </BlockStack>
  );
}
