import { Button, InlineStack } from '@shopify/polaris';
import { useState } from 'react';
import type { FoundPerson } from '#app/messages/page/found-person.ts';
import type { PreviewViewer } from '#app/messages/page/preview-viewer.ts';
import { PersonPicker } from './person-picker.tsx';
import { TestEmailModal } from './test-email-modal.tsx';

export type PreviewToolsProps = {
  emailKey: string;
  viewer: PreviewViewer;
  person: FoundPerson | null;
  onPerson: (person: FoundPerson | null) => void;
};

/** As whom an email is looked at, and the way to have it sent as a test, for those who may. */
export function PreviewTools({ emailKey, viewer, person, onPerson }: PreviewToolsProps) {
  const [isOpen, setOpen] = useState(false);
  const { mayReadPeople, mayTest, ownAddress } = viewer;
  if (!mayReadPeople && !mayTest) return null;
  return (
    <InlineStack gap="300" blockAlign="end" align="space-between">
      {mayReadPeople ? (
        <div style={{ flex: '1 1 14rem' }}>
          <PersonPicker person={person} onPerson={onPerson} />
        </div>
      ) : null}
      {mayTest ? <Button onClick={() => setOpen(true)}>Send test email</Button> : null}
      {isOpen ? (
        <TestEmailModal
          emailKey={emailKey}
          person={person}
          ownAddress={ownAddress}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </InlineStack>
  );
}
