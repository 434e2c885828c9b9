import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  ProgressBar,
  Text,
} from '@shopify/polaris';
import type { KindProgress } from '#app/imports/shopify/progress.ts';
import { formatDuration } from '#app/lib/format/duration.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShare } from '#app/lib/format/share.ts';

const NAMES = {
  products: 'Products',
  collections: 'Collections',
  customers: 'Customers',
  companies: 'Companies',
  orders: 'Orders',
};

/** How far each kind of object is imported. */
export function ImportProgressCard({ progress }: { progress: readonly KindProgress[] }) {
  return (
    <Card>
      <BlockStack gap="400">
        {progress.map((one) => (
          <KindRow key={one.kind} progress={one} />
        ))}
      </BlockStack>
    </Card>
  );
}

function KindRow({ progress }: { progress: KindProgress }) {
  const { kind, percent, error, objectsUnusable } = progress;
  const name = NAMES[kind];
  return (
    <BlockStack gap="150">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingSm">
            {name}
          </Text>
          <StateBadge state={progress.state} />
        </InlineStack>
        <Text as="p" tone="subdued" numeric>
          {rowsText(progress)}
        </Text>
      </InlineStack>
      <ProgressBar progress={percent ?? 0} size="small" ariaLabelledBy={`import-${kind}`} />
      <div id={`import-${kind}`}>
        <Text as="p" tone="subdued">
          {percent === null ? 'Waiting for Shopify to prepare the file.' : pace(percent, progress)}
        </Text>
      </div>
      {error === null ? null : (
        <Text as="p" tone="critical">
          {error}
        </Text>
      )}
      {objectsUnusable === 0 ? null : (
        <InlineStack gap="200">
          <Text as="p">{`${formatNumber(objectsUnusable)} could not be used and were quarantined.`}</Text>
          <Button variant="plain" url="/app/problems">
            Show why
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

function StateBadge({ state }: { state: KindProgress['state'] }) {
  switch (state) {
    case 'asking':
    case 'preparing':
      return <Badge tone="info">Preparing</Badge>;
    case 'reading':
      return <Badge tone="attention">Importing</Badge>;
    case 'done':
      return <Badge tone="success">Done</Badge>;
    case 'failed':
      return <Badge tone="critical">Failed</Badge>;
    case 'cancelled':
      return <Badge>Cancelled</Badge>;
  }
}

function rowsText({ objectsDone, objectsTotal }: KindProgress): string {
  const done = formatNumber(objectsDone);
  return objectsTotal === null ? done : `${done} of ${formatNumber(objectsTotal)}`;
}

function pace(percent: number, { leftMs }: KindProgress): string {
  return leftMs === null
    ? formatShare(percent / 100)
    : `${formatShare(percent / 100)}, about ${formatDuration(leftMs)} left at the pace so far`;
}

/** Says that older orders exist and how they could come. */
export function OrderHistoryBanner({ onRequest }: { onRequest: () => void }) {
  return (
    <Banner
      tone="info"
      title="Shopify lets apps read the orders of the last 60 days"
      action={{ content: 'Ask for older orders', onAction: onRequest }}
    >
      <p>
        Older orders need the permission “read all orders”. When you grant it, import once more:
        nothing is counted twice. What people bought in total is known from Shopify’s own count.
      </p>
    </Banner>
  );
}

/** That figures are still filling, for pages that show them. */
export function ImportingBanner({ progress }: { progress: readonly KindProgress[] }) {
  const parts = progress.map((one) => `${NAMES[one.kind].toLowerCase()} ${rowsText(one)}`);
  return (
    <Banner
      tone="info"
      title="Your shop’s history is being imported"
      action={{ content: 'Show progress', url: '/app/import' }}
    >
      <p>{`So far: ${parts.join(', ')}. Figures on this page grow until it is done.`}</p>
    </Banner>
  );
}
