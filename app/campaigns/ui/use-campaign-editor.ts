import { useFetcher } from '@remix-run/react';
import { useMemo } from 'react';
import type { CampaignOutcome } from '#app/campaigns/campaign-outcome.ts';
import type { CampaignFault } from '#app/campaigns/campaign-problems.ts';
import {
  campaignFormOf,
  readCampaignForm,
  type CampaignForm,
  type CampaignFormErrors,
} from '#app/campaigns/page/campaign-form.ts';
import type { ShownCampaign } from '#app/campaigns/page/shown-campaign.ts';
import { useOutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { useVersionedForm } from '#app/ui/use-versioned-form.ts';
import { campaignToast } from './campaign-toast.ts';

/** What the page of a campaign shows and does. */
export type CampaignEditor = {
  form: CampaignForm;
  errors: CampaignFormErrors;
  /** Why it could not be scheduled, until something is changed. */
  faults: CampaignFault[];
  isDirty: boolean;
  isBusy: boolean;
  /** Whether a colleague saved since something was typed. */
  isOutdated: boolean;
  outcome: CampaignOutcome | undefined;
  change: (change: Partial<CampaignForm>) => void;
  save: () => void;
  discard: () => void;
  send: (form: Record<string, string>) => void;
};

/** Edits a campaign: untouched it follows the page, what was typed stays until it is saved or discarded. */
export function useCampaignEditor(campaign: ShownCampaign, today: string): CampaignEditor {
  const fetcher = useFetcher<CampaignOutcome>();
  useOutcomeToast(fetcher, campaignToast);
  const { id, revision, content } = campaign;
  const page = useMemo(
    () => ({ version: revision, form: campaignFormOf(content, today) }),
    [revision, content, today],
  );
  const { form, base, isDirty, isOutdated, change, discard } = useVersionedForm(page, fetcher);
  const { content: written, errors } = readCampaignForm(form);
  const { data, state, submit } = fetcher;
  return {
    form,
    // A page that was just opened does not complain.
    errors: isDirty ? errors : {},
    faults: data?.outcome === 'invalid' && !isDirty ? data.faults : [],
    isDirty,
    isBusy: state !== 'idle',
    isOutdated,
    outcome: data,
    change,
    save() {
      if (!written) return;
      const sent = { id, revision: String(base), content: JSON.stringify(written) };
      submit({ intent: 'save', ...sent }, { method: 'post' });
    },
    discard,
    send: (sent) => submit({ id, ...sent }, { method: 'post' }),
  };
}
