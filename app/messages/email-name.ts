import { templates } from './templates.ts';

/** What the admin calls an email; its key when the template is gone. */
export function emailName(key: string): string {
  return templates.find((template) => template.key === key)?.name ?? key;
}
