import { RecordError } from '#app/ui/record-error.tsx';

/** Stands in for the page of an email that does not exist or could not be shown. */
export function EmailError() {
  return (
    <RecordError
      name={{ singular: 'email', plural: 'emails' }}
      list={{ content: 'Emails', url: '/app/emails' }}
    >
      It may have been discarded before it was published, or the address is not complete.
    </RecordError>
  );
}
