import { Select } from '@shopify/polaris';
import { useMay } from '#app/access/ui/use-may.ts';
import { LEAD_STAGE_NAMES, LEAD_STAGES } from '#app/effects/kinds/move-stage.ts';
import type { PersonPipeline } from '#app/pipeline/person-pipeline.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { usePipeline } from './use-pipeline.ts';

const NO_LEAD = { label: 'Not a lead', value: '', disabled: true };

export type LeadCardProps = PageTime & Pick<PersonPipeline, 'lead'> & { personId: string };

/** Where a person stands as a sales lead, and a way to move them. */
export function LeadCard({ personId, lead, ...time }: LeadCardProps) {
  const { change, isBusy } = usePipeline();
  const mayEdit = useMay()('tasks.edit');
  const stages = LEAD_STAGES.map((value) => ({ label: LEAD_STAGE_NAMES[value], value }));
  return (
    <CollapsibleCard
      cardKey="lead"
      title="Sales lead"
      summary={lead === null ? 'Not a lead' : LEAD_STAGE_NAMES[lead.stage]}
      isOpenAtFirst={lead !== null}
    >
      <Select
        label="Stage"
        options={lead === null ? [NO_LEAD, ...stages] : stages}
        value={lead?.stage ?? ''}
        disabled={isBusy || !mayEdit}
        onChange={(stage) => change({ intent: 'move', profile: personId, stage })}
      />
      {lead === null ? null : (
        <SubduedText>
          In this stage since <RelativeTime {...time} at={lead.changedAt} />
          {lead.changedBy === 'system' ? ', moved by a journey' : null}
        </SubduedText>
      )}
    </CollapsibleCard>
  );
}
