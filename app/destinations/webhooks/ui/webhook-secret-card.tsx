import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, Text, TextField } from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { actorName } from '#app/audit/actor-name.ts';
import type {
  ShownWebhookSecret,
  WebhookSecretOutcome,
} from '#app/destinations/webhooks/webhook-secret.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';

export type WebhookSecretCardProps = PageTime & {
  /** Those that sign now, the newest first. */
  secrets: ShownWebhookSecret[];
  staffId: string;
};

/** The secret that the webhooks of journeys are signed with, and a way to make a new one. */
export function WebhookSecretCard({ secrets, staffId, ...time }: WebhookSecretCardProps) {
  const fetcher = useFetcher<WebhookSecretOutcome>();
  const made = fetcher.data?.outcome === 'secret_made' ? fetcher.data.secret : null;
  return (
    <Card>
      <BlockStack gap="300">
        <CardIntro
          title="Webhook signing secret"
          text="Journeys sign their webhooks with it, as the Standard Webhooks specification says. Check the signature before you trust one."
        />
        {made === null ? null : <NewSecretBanner value={made} />}
        {secrets.length === 0 ? (
          <Text as="p">No secret yet: webhooks are only sent once there is one.</Text>
        ) : null}
        {secrets.map((secret) => (
          <BlockStack key={secret.id} gap="050">
            <Text as="p">{`Secret ending in ${secret.hint}`}</Text>
            <SubduedText>
              {`Created by ${actorName(secret.createdBy, staffId)}, `}
              <RelativeTime {...time} at={secret.createdAt} />
              {secret.endsAt === null ? null : (
                <>
                  {', ends '}
                  <RelativeTime {...time} at={secret.endsAt} />
                </>
              )}
            </SubduedText>
          </BlockStack>
        ))}
        <EditArea needs="keys.edit">
          <Button
            loading={fetcher.state !== 'idle'}
            onClick={() => fetcher.submit({ intent: 'renew_secret' }, { method: 'post' })}
          >
            {secrets.length === 0 ? 'Create signing secret' : 'Create new signing secret'}
          </Button>
        </EditArea>
      </BlockStack>
    </Card>
  );
}

/** The new secret, this once. */
function NewSecretBanner({ value }: { value: string }) {
  return (
    <Banner tone="success" title="Copy the secret now: it is shown only this once">
      <BlockStack gap="200">
        <TextField
          label="Signing secret"
          value={value}
          readOnly
          selectTextOnFocus
          autoComplete="off"
        />
        <Text as="p">The previous secret signs as well for one more day.</Text>
      </BlockStack>
    </Banner>
  );
}
