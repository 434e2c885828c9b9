import {
  Banner,
  BlockStack,
  Button,
  Checkbox,
  Card,
  InlineStack,
  Link,
  List,
  Modal,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import {
  DECLINE_REASONS,
  isDeclineReason,
  type DeclineReason,
} from '#app/applications/decline-reason.ts';
import type { AuditLine, ReviewPage, StoredApplication } from '#app/applications/review-page.ts';
import type { ReviewCheck } from '#app/applications/review.ts';
import { RefusedCompany } from '#app/applications/ui/refused-company.tsx';
import { ACTION_NAMES } from '#app/applications/words.ts';
import { actorName } from '#app/audit/actor-name.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import type { ShopTime } from './applicant-cards.tsx';
import { ResponseBadge, StateBadge, CheckResultBadge } from './application-badges.tsx';
import { useShortcutsSetting } from './use-shortcuts-setting.ts';

/** The four checks of a review with their results. */
export function ChecklistCard({ checklist }: { checklist: ReviewCheck[] }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Checklist
        </Text>
        {checklist.map((check) => (
          <BlockStack key={check.key} gap="100">
            <InlineStack gap="200" align="space-between" blockAlign="center">
              <Text as="h3" variant="headingSm">
                {check.title}
              </Text>
              <CheckResultBadge result={check.result} />
            </InlineStack>
            <List>
              {check.reasons.map((reason) => (
                <List.Item key={reason}>{reason}</List.Item>
              ))}
            </List>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

export type DecisionProps = {
  application: StoredApplication;
  refusal: ReviewPage['refusal'];
  isBusy: boolean;
  onApprove: () => void;
  onDecline: () => void;
  onEdit: () => void;
  onRetry: () => void;
  onTag: () => void;
  onVerify: () => void;
} & Pick<ShopTime, 'now' | 'timeZone'>;

/** Where the application stands, and what can be done about it. */
export function DecisionCard(props: DecisionProps) {
  const { application, now } = props;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Decision
          </Text>
          {application.state === 'submitted' ? (
            <ResponseBadge submittedAt={application.submittedAt} now={now} />
          ) : (
            <StateBadge
              state={application.state}
              isRefused={application.state === 'approving' && props.refusal !== null}
            />
          )}
        </InlineStack>
        <Decision {...props} />
      </BlockStack>
    </Card>
  );
}

function Decision(props: DecisionProps) {
  const { application, refusal, isBusy, onApprove, onDecline, onVerify } = props;
  const isVerified = application.verifiedAt !== null;
  switch (application.state) {
    case 'submitted':
      return (
        <>
          <Text as="p">
            Approving creates the company with its contact and location in Shopify and informs the
            applicant by email.
          </Text>
          {isVerified ? null : (
            <Banner
              tone="warning"
              title="Email address not confirmed"
              action={{ content: 'Send confirmation email again', onAction: onVerify }}
            >
              <p>Approve after the applicant has followed the link in the email that was sent.</p>
            </Banner>
          )}
          <InlineStack gap="200">
            <Button variant="primary" onClick={onApprove} loading={isBusy} disabled={!isVerified}>
              Approve
            </Button>
            <Button tone="critical" onClick={onDecline} disabled={isBusy}>
              Decline…
            </Button>
          </InlineStack>
          <ShortcutsChoice />
        </>
      );
    case 'approving':
      if (refusal === null) return <Text as="p">Creating the company in Shopify…</Text>;
      return <RefusedCompany {...props} refusal={refusal} />;
    case 'approved':
      return <CompanyLink gid={application.companyGid} />;
    case 'declined':
      return (
        <>
          <Text as="p">
            {application.declineReason
              ? DECLINE_REASONS[application.declineReason]
              : 'No reason given'}
          </Text>
          {application.declineNote ? <Text as="p">{application.declineNote}</Text> : null}
        </>
      );
  }
}

function ShortcutsChoice() {
  const [isOn, change] = useShortcutsSetting();
  return (
    <Checkbox
      label="Keyboard shortcuts"
      helpText="A approves, with 5 seconds to undo. R declines. J and K show the next and the previous application."
      checked={isOn}
      onChange={change}
    />
  );
}

function CompanyLink({ gid }: { gid: string | null }) {
  const id = /\/(\d+)$/.exec(gid ?? '')?.[1];
  if (!id) return <Text as="p">The customer is tagged “wholesale” in Shopify.</Text>;
  return (
    <Link url={`shopify://admin/companies/${id}`} target="_top">
      Open the company in Shopify
    </Link>
  );
}

export type DeclineModalProps = {
  isOpen: boolean;
  isBusy: boolean;
  onClose: () => void;
  onDecline: (reason: DeclineReason, note: string) => void;
};

/** Asks why before an application is declined. */
export function DeclineModal({ isOpen, isBusy, onClose, onDecline }: DeclineModalProps) {
  const [reason, setReason] = useState<DeclineReason | ''>('');
  const [note, setNote] = useState('');
  const options = Object.entries(DECLINE_REASONS).map(([value, label]) => ({ value, label }));
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title="Decline this application?"
      primaryAction={{
        content: 'Decline',
        destructive: true,
        disabled: reason === '',
        loading: isBusy,
        onAction: () => {
          if (reason !== '') onDecline(reason, note);
        },
      }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Select
            label="Reason"
            requiredIndicator
            options={[{ value: '', label: 'Choose a reason', disabled: true }, ...options]}
            value={reason}
            onChange={(value) => setReason(isDeclineReason(value) ? value : '')}
            helpText="The applicant gets a polite email without the reason. No email is sent when you choose “Not a real company”."
          />
          <TextField
            label="Note for your team (optional)"
            value={note}
            onChange={setNote}
            multiline={3}
            maxLength={1000}
            showCharacterCount
            autoComplete="off"
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

type TrailProps = { trail: AuditLine[]; staffId: string } & Pick<ShopTime, 'now' | 'timeZone'>;

/** Who did what with the application. */
export function TrailCard({ trail, staffId, now, timeZone }: TrailProps) {
  if (trail.length === 0) return null;
  return (
    <PlainCard title="Decision history">
      <List>
        {trail.map(({ at, actor, action }) => (
          <List.Item key={`${String(at)}-${action}`}>
            {`${actorName(actor, staffId)} ${ACTION_NAMES[action]}, `}
            <RelativeTime at={at} now={now} timeZone={timeZone} />
          </List.Item>
        ))}
      </List>
    </PlainCard>
  );
}
