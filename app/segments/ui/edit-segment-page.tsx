import { Page } from '@shopify/polaris';
import type { SegmentInUse } from '#app/segments/page/list-segments.ts';
import type { Offered } from './condition-inputs.tsx';
import { SegmentEditor } from './segment-editor.tsx';

export type EditSegmentPageProps = Offered & { segment: SegmentInUse };

/** Where a segment in use is changed, for those who may edit segments. */
export function EditSegmentPage({ segment, segments, names, currency }: EditSegmentPageProps) {
  const { key, version, name, purpose, owner, stage, predicate } = segment;
  return (
    <Page
      fullWidth
      title={name}
      subtitle="A change takes effect when it is saved; the version before stays in the history."
      backAction={{ content: name, url: `/app/segments/${key}` }}
    >
      <SegmentEditor
        segmentKey={key}
        base={version}
        card={{ name, purpose, owner: owner ?? '', stage: stage ?? '', note: '' }}
        predicate={predicate}
        offered={{ segments, names, currency }}
        templates={[]}
      />
    </Page>
  );
}
