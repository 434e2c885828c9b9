import { RecordError } from '#app/ui/record-error.tsx';

/** Stands in for the page of a campaign that does not exist or could not be shown. */
export function CampaignError() {
  return (
    <RecordError
      name={{ singular: 'campaign', plural: 'campaigns' }}
      list={{ content: 'Campaigns', url: '/app/campaigns' }}
    >
      It may have been deleted before it was sent, or the address is not complete.
    </RecordError>
  );
}
