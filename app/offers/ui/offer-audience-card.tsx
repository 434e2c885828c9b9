import { BlockStack, Select } from '@shopify/polaris';
import type { Offered } from '#app/segments/ui/condition-inputs.tsx';
import { SegmentBuilder } from '#app/segments/ui/segment-builder.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';
import type { OfferEditor } from './use-offer-editor.ts';

export type OfferAudienceCardProps = { editor: OfferEditor; offered: Offered };

/** Who may get the offer. */
export function OfferAudienceCard({ editor, offered }: OfferAudienceCardProps) {
  const { form, errors, change } = editor;
  return (
    <PlainCard title="Who gets it">
      <BlockStack gap="400">
        <Select
          label="Audience"
          options={[
            { value: 'retail', label: 'Retail customers' },
            { value: 'trade', label: 'Trade buyers' },
          ]}
          value={form.audience}
          error={errors.audience}
          helpText="Trade buyers are contacts of a company, approved applicants and customers with a trade tag. They never get retail offers."
          onChange={(value) => change({ audience: value === 'trade' ? 'trade' : 'retail' })}
        />
        <SegmentBuilder
          root={editor.history.draft.root}
          errors={editor.whoErrors}
          offered={offered}
          onEdit={editor.editWho}
        />
      </BlockStack>
    </PlainCard>
  );
}
