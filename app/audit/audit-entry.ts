/** What an entry of the audit log says. */
export type AuditEntry = {
  /** Who did it: a person of the staff, or `system`. */
  actor: string;
  action: string;
  /** What it was done to, such as `application:<id>`. */
  subject: string;
  before: object | null;
  after: object | null;
};
