import { BlockStack, Text } from '@shopify/polaris';
import { ComposedPreview, type ComposedPreviewProps } from './composed-preview.tsx';
import { useEmail } from './email-editor-context.tsx';
import { EmailOutline } from './email-outline.tsx';
import { EmailPanel } from './email-panel.tsx';
import { LanguageBar } from './language-bar.tsx';
import { useEmailKeys } from './use-email-keys.ts';
import './email-editor.css';

/** Where an email is composed: its blocks, what is chosen of them, and how a reader gets it. */
export function EmailEditor(preview: ComposedPreviewProps) {
  useEmailKeys();
  return (
    <div className="email-editor">
      <div className="email-editor-outline">
        <BlockStack gap="400">
          <LanguageBar />
          <EmailOutline />
        </BlockStack>
      </div>
      <div className="email-editor-panel">
        <EmailPanel />
      </div>
      <div className="email-editor-preview">
        <ComposedPreview {...preview} />
      </div>
      <Announcement />
    </div>
  );
}

/** What was done last, for screen readers. */
function Announcement() {
  const { text, number } = useEmail(({ announcement }) => announcement);
  return (
    <div role="status">
      <Text as="span" visuallyHidden>
        <span key={number}>{text}</span>
      </Text>
    </div>
  );
}
