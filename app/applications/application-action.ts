/** What the audit log says was done to an application, each with its words in `ACTION_NAMES`. */
export type ApplicationAction =
  | 'application.verification_sent'
  | 'application.verified'
  | 'application.approve'
  | 'application.approval_undone'
  | 'application.decline'
  | 'application.company_created'
  | 'application.company_refused'
  | 'application.company_retry'
  | 'application.corrected'
  | 'application.tag_instead'
  | 'application.customer_tagged';
