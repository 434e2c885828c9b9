import { RecordError } from '#app/ui/record-error.tsx';

/** Stands in for the page of an offer that does not exist or could not be shown. */
export function OfferError() {
  return (
    <RecordError
      name={{ singular: 'offer', plural: 'offers' }}
      list={{ content: 'Offers', url: '/app/offers' }}
    >
      It may have been discarded before it was published, or the address is not complete.
    </RecordError>
  );
}
