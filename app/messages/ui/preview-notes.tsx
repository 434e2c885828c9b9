import { Banner, BlockStack } from '@shopify/polaris';
import type { EmailPreview } from '#app/messages/page/email-preview.ts';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import type { EmailViewName } from './email-view-buttons.tsx';

export type PreviewNotesProps = {
  preview: EmailPreview & { outcome: 'rendered' };
  view: EmailViewName;
  /** In words. */
  size: string;
};

/** What has to be known of what is shown: in whose place, what a sample stands in for, and how clients differ. */
export function PreviewNotes({ preview: { notes }, view, size }: PreviewNotesProps) {
  return (
    <BlockStack gap="200">
      {notes === null || notes.length === 0 ? null : (
        <Banner tone="info">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Banner>
      )}
      <SubduedText>
        {notes === null
          ? `With a sample in the place of what differs from reader to reader. ${size}`
          : `As this person would get it now. Links lead to the store and are not counted. ${size}`}
      </SubduedText>
      {view === 'dark' ? (
        <SubduedText>
          As clients show it that follow the dark scheme. Some, such as Gmail, invert colors on
          their own.
        </SubduedText>
      ) : null}
    </BlockStack>
  );
}
