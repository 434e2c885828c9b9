import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Box, Card, InlineStack, Select, Spinner } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { formatSize } from '#app/lib/format/size.ts';
import { LANGUAGE_LABELS, type ReaderLanguage } from '#app/lib/reader-language.ts';
import type { EmailPreview } from '#app/messages/page/email-preview.ts';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { emailFrameStyle, emailFrameTitle, EmailPlainText } from './email-preview-frame.tsx';
import { EmailPreviewHead } from './email-preview-head.tsx';
import type { EmailViewName } from './email-view-buttons.tsx';

export type EmailPreviewCardProps = {
  emailKey: string;
  /** Of the email, its main one first. */
  languages: readonly ReaderLanguage[];
  /** Changes with what the email says. */
  version: string;
};

/** An email as readers get it, with samples in the place of what differs from reader to reader. */
export function EmailPreviewCard({ emailKey, languages, version }: EmailPreviewCardProps) {
  const { data, load } = useFetcher<EmailPreview>();
  const [view, setView] = useState<EmailViewName>('desktop');
  const [wanted, setWanted] = useState(languages[0]);
  const language = languages.find((one) => one === wanted) ?? languages[0];
  useEffect(() => {
    const asked = new URLSearchParams({ version, language: language ?? '' });
    load(`/app/emails/${emailKey}/preview?${asked.toString()}`);
  }, [load, emailKey, version, language]);
  return (
    <Card>
      <BlockStack gap="300">
        <EmailPreviewHead view={view} onView={setView} />
        {languages.length > 1 ? (
          <Select
            label="Language"
            options={languages.map((value) => ({ value, label: LANGUAGE_LABELS[value] }))}
            value={language ?? ''}
            onChange={(value) => setWanted(languages.find((one) => one === value))}
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
      <SubduedText>
        {`With a sample in the place of what differs from reader to reader. ${formatSize(preview.bytes)}; Gmail cuts an email at 102 kB.`}
      </SubduedText>
      {view === 'text' ? (
        <EmailPlainText text={preview.text} />
      ) : (
        <iframe
          title={emailFrameTitle(view)}
          sandbox=""
          srcDoc={preview.html}
          style={emailFrameStyle(view)}
        />
      )}
    </BlockStack>
  );
}
