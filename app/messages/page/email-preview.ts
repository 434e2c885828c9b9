/** An email as readers would get it, with the size of its HTML, or why it cannot be rendered. */
export type EmailPreview =
  | { outcome: 'rendered'; subject: string; html: string; text: string; bytes: number }
  | { outcome: 'not_rendered'; problem: string };
