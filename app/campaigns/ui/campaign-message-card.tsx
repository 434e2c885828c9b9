import { FormLayout, Select, Text, TextField } from '@shopify/polaris';
import { templateChoice } from '#app/campaigns/page/campaign-form.ts';
import type { CampaignOption } from '#app/campaigns/page/shown-campaign.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import type { CampaignEditor } from './use-campaign-editor.ts';

export type CampaignMessageCardProps = { editor: CampaignEditor; emails: CampaignOption[] };

type TextFieldName = 'subject' | 'preview' | 'heading' | 'text' | 'button' | 'page';

/** What the email says: written here, or one of the emails of the shop. */
export function CampaignMessageCard({ editor, emails }: CampaignMessageCardProps) {
  const { form, errors, change } = editor;
  const field = (name: TextFieldName) => ({
    value: form[name],
    error: errors[name],
    autoComplete: 'off',
    onChange: (value: string) => change({ [name]: value }),
  });
  const options = [
    { label: 'Write it here', value: 'own' },
    ...emails.map(({ value, label }) => ({ label, value: templateChoice(value) })),
  ];
  const isKnown = options.some(({ value }) => value === form.email);
  return (
    <PlainCard title="Email">
      <FormLayout>
        <Select
          label="Email"
          options={isKnown ? options : [...options, { label: 'Archived email', value: form.email }]}
          value={form.email}
          onChange={(email) => change({ email })}
        />
        {form.email === 'own' ? (
          <FormLayout>
            <TextField {...field('subject')} label="Subject" maxLength={200} showCharacterCount />
            <TextField
              {...field('preview')}
              label="Preheader"
              maxLength={300}
              helpText="Shown beside the subject in the inbox."
            />
            <TextField {...field('heading')} label="Heading" maxLength={200} />
            <TextField
              {...field('text')}
              label="Text"
              multiline={6}
              maxLength={10_000}
              helpText="An empty line begins a new paragraph. {{ firstName }} stands for the first name."
            />
            <FormLayout.Group>
              <TextField
                {...field('button')}
                label="Button"
                placeholder="See what is new"
                maxLength={60}
              />
              <TextField
                {...field('page')}
                label="Page that it leads to"
                placeholder="/collections/new"
                maxLength={500}
                helpText="Empty for the home page of your store."
              />
            </FormLayout.Group>
          </FormLayout>
        ) : (
          <Text as="p" tone="subdued">
            The version that is published when you schedule the campaign is sent.
          </Text>
        )}
      </FormLayout>
    </PlainCard>
  );
}
