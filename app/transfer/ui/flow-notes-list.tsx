import { Banner, BlockStack, Text } from '@shopify/polaris';
import type { FlowNotes } from '#app/transfer/klaviyo/conversion.ts';
import { ShortList } from '#app/ui/short-list.tsx';

/** What of flows of Klaviyo has no counterpart, or another one, flow by flow. */
export function FlowNotesList({ notes }: { notes: readonly FlowNotes[] }) {
  if (notes.length === 0) return null;
  return (
    <Banner tone="info" title="What is not the same as in Klaviyo">
      <BlockStack gap="300">
        {notes.map(({ flow, notes: ofFlow }, index) => (
          <BlockStack key={index} gap="100">
            <Text as="h3" variant="headingSm">
              {flow}
            </Text>
            <ShortList
              whole={`all ${String(ofFlow.length)} notes`}
              items={ofFlow.map(({ what, why }, place) => ({
                key: String(place),
                content: `${what}: ${why}`,
              }))}
            />
          </BlockStack>
        ))}
      </BlockStack>
    </Banner>
  );
}
