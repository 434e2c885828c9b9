import { Page } from '@shopify/polaris';
import type { SegmentTemplate } from '#app/segments/builder/segment-templates.ts';
import type { Offered } from './condition-inputs.tsx';
import { SegmentEditor } from './segment-editor.tsx';

export type NewSegmentPageProps = Pick<Offered, 'segments' | 'currency'> & {
  templates: SegmentTemplate[];
};

const NOTHING = { name: '', purpose: '', owner: '', stage: '', note: '' };
/** What most segments begin with: something that people did lately. */
const FIRST = {
  all: [{ signal: 'product_viewed', is: 'at_least', times: 2, days: 14 } as const],
};

/** Where a segment is created, from the first condition or from a template. */
export function NewSegmentPage({ segments, templates, currency }: NewSegmentPageProps) {
  return (
    <Page
      fullWidth
      title="New segment"
      subtitle="People are members while they match the conditions, to the second."
      backAction={{ content: 'Segments', url: '/app/segments' }}
    >
      <SegmentEditor
        segmentKey={null}
        base={0}
        card={NOTHING}
        predicate={FIRST}
        offered={{ segments, names: {}, currency }}
        templates={templates}
      />
    </Page>
  );
}
