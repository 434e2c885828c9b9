import { RecordError } from '#app/ui/record-error.tsx';

/** Stands in for the page of a journey that does not exist or could not be shown. */
export function JourneyError() {
  return (
    <RecordError
      name={{ singular: 'journey', plural: 'journeys' }}
      list={{ content: 'Journeys', url: '/app/journeys' }}
    >
      It may have been renamed, or the address is not complete.
    </RecordError>
  );
}
