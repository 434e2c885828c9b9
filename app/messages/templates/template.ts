import type { EmailContent } from './email-content.ts';

/** An email of the gallery. */
export type Template = EmailContent & { key: string };
