import { Checkbox, FormLayout, Select, TextField } from '@shopify/polaris';
import type { CampaignOption } from '#app/campaigns/page/shown-campaign.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import type { CampaignEditor } from './use-campaign-editor.ts';

export type CampaignAudienceCardProps = { editor: CampaignEditor; segments: CampaignOption[] };

/** What a campaign is called and who gets it. */
export function CampaignAudienceCard({ editor, segments }: CampaignAudienceCardProps) {
  const { form, errors, change } = editor;
  const isKnown = segments.some(({ value }) => value === form.segment);
  return (
    <PlainCard title="Audience">
      <FormLayout>
        <TextField
          label="Name"
          autoComplete="off"
          maxLength={120}
          helpText="Customers do not see it."
          value={form.name}
          error={errors.name}
          onChange={(name) => change({ name })}
        />
        <Select
          label="Segment"
          options={
            isKnown ? segments : [...segments, { label: 'Archived segment', value: form.segment }]
          }
          value={form.segment}
          helpText="Who is in it when sending begins gets the email, if they may."
          onChange={(segment) => change({ segment })}
        />
        <Checkbox
          label="Leave out trade buyers"
          helpText="Customers of companies, with a trade tag, or with an approved wholesale application."
          checked={form.leavesOutTrade}
          onChange={(leavesOutTrade) => change({ leavesOutTrade })}
        />
      </FormLayout>
    </PlainCard>
  );
}
