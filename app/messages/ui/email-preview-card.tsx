import { useFetcher } from '@remix-run/react';
import {
  Banner,
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Spinner,
  Text,
} from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { formatSize } from '#app/lib/format/size.ts';
import type { EmailPreview } from '#app/messages/page/email-preview.ts';
import { SubduedText } from '#app/ui/subdued-text.tsx';

export type EmailPreviewCardProps = {
  emailKey: string;
  /** Changes with what the email says. */
  version: string;
};

const VIEWS = { desktop: 'Desktop', phone: 'Phone', text: 'Plain text' } as const;
type PreviewView = keyof typeof VIEWS;

/** How wide mail programs show an email, pixels. */
const WIDTHS = { desktop: 640, phone: 375 };
const HEIGHT = 720;

/** An email as readers get it, with samples in the place of what differs from reader to reader. */
export function EmailPreviewCard({ emailKey, version }: EmailPreviewCardProps) {
  const { data, load } = useFetcher<EmailPreview>();
  const [view, setView] = useState<PreviewView>('desktop');
  useEffect(() => {
    load(`/app/emails/${emailKey}/preview?version=${encodeURIComponent(version)}`);
  }, [load, emailKey, version]);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Preview
          </Text>
          <ButtonGroup variant="segmented">
            {(Object.keys(VIEWS) as PreviewView[]).map((one) => (
              <Button key={one} pressed={view === one} onClick={() => setView(one)}>
                {VIEWS[one]}
              </Button>
            ))}
          </ButtonGroup>
        </InlineStack>
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

function Preview({ preview, view }: { preview: EmailPreview; view: PreviewView }) {
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
        <Box background="bg-surface-secondary" padding="300" borderRadius="200">
          <pre style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {preview.text}
          </pre>
        </Box>
      ) : (
        <iframe
          title={`Preview, ${VIEWS[view].toLowerCase()}`}
          sandbox=""
          srcDoc={preview.html}
          style={{
            display: 'block',
            width: '100%',
            maxWidth: WIDTHS[view],
            height: HEIGHT,
            margin: '0 auto',
            border: '1px solid var(--p-color-border)',
            borderRadius: 'var(--p-border-radius-200)',
          }}
        />
      )}
    </BlockStack>
  );
}
