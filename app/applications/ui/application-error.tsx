import { RecordError } from '#app/ui/record-error.tsx';

/** Stands in for the review of an application that does not exist or could not be shown. */
export function ApplicationError() {
  return (
    <RecordError
      name={{ singular: 'application', plural: 'applications' }}
      list={{ content: 'Wholesale applications', url: '/app/wholesale' }}
    >
      It may have been removed, or the address is not complete.
    </RecordError>
  );
}
