import { Banner, BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris';
import type { ShownKey } from '#app/events/api-keys.server.ts';
import { actorName } from './actor-name.ts';
import { RelativeTime } from './relative-time.tsx';

/** The new key, this once. */
export function NewKeyBanner({ value }: { value: string }) {
  return (
    <Banner tone="success" title="Copy the key now: it is shown only this once">
      <BlockStack gap="200">
        <TextField
          label="Key"
          labelHidden
          value={value}
          readOnly
          selectTextOnFocus
          autoComplete="off"
        />
        <Text as="p">The key before it goes on working for one day.</Text>
      </BlockStack>
    </Banner>
  );
}

export type ApiKeysProps = {
  keys: ShownKey[];
  address: string;
  isBusy: boolean;
  onEnd: (id: string) => void;
  staffId: string;
  now: number;
  timeZone: string;
};

/** The keys that open something, and where they are used. */
export function ApiKeysCard(props: ApiKeysProps) {
  const { keys, address } = props;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p">
          Programs send events with POST to <code>{address}</code>, with the key as bearer token.
        </Text>
        {keys.length === 0 ? (
          <Text as="p" tone="subdued">
            There is no key yet, so no program can report events.
          </Text>
        ) : (
          keys.map((shown) => <KeyRow key={shown.id} shown={shown} {...props} />)
        )}
      </BlockStack>
    </Card>
  );
}

type KeyRowProps = Omit<ApiKeysProps, 'keys' | 'address'> & { shown: ShownKey };

function KeyRow({ shown, isBusy, onEnd, staffId, now, timeZone }: KeyRowProps) {
  const { id, hint, createdBy, createdAt, endsAt } = shown;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="p">
        {`Key ending in ${hint}, made by ${actorName(createdBy, staffId)} `}
        <RelativeTime at={createdAt} now={now} timeZone={timeZone} />
        {endsAt === null ? null : (
          <Text as="span" tone="subdued">
            {', ends '}
            <RelativeTime at={endsAt} now={now} timeZone={timeZone} />
          </Text>
        )}
      </Text>
      <Button
        tone="critical"
        variant="plain"
        disabled={isBusy}
        onClick={() => onEnd(id)}
        accessibilityLabel={`End the key ending in ${hint} now`}
      >
        End now
      </Button>
    </InlineStack>
  );
}
