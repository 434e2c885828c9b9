import { BlockStack, Button, Card, InlineStack, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { SegmentTemplate } from '#app/segments/builder/segment-templates.ts';

type SegmentTemplateCardProps = {
  templates: SegmentTemplate[];
  onStart: (template: SegmentTemplate) => void;
};

/** Templates to begin a new segment with. */
export function SegmentTemplateCard({ templates, onStart }: SegmentTemplateCardProps) {
  const [chosen, setChosen] = useState('');
  const template = templates.find(({ key }) => key === chosen);
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="end">
          <div style={{ flex: '1 1 16rem' }}>
            <Select
              label="Start from a template (optional)"
              placeholder="Choose a template"
              options={templates.map(({ key, name }) => ({ value: key, label: name }))}
              value={chosen}
              onChange={setChosen}
            />
          </div>
          <Button disabled={!template} onClick={() => template && onStart(template)}>
            Use template
          </Button>
        </InlineStack>
        {template ? (
          <Text as="p" tone="subdued">
            {template.purpose}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
