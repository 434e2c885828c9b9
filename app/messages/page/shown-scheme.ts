/** How a client shows an email: in its light or its dark scheme. */
export type EmailScheme = 'light' | 'dark';

const QUERY = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g;
const META = /(<meta name="(?:supported-)?color-schemes?" content=")[^"]*(")/g;
const ROOT = /((?:supported-)?color-schemes?:) light dark/g;

/**
 * The HTML of an email as a client in a scheme shows it, whatever scheme the machine is in that looks at it. Only what is looked at is
 * changed; what is sent asks the client.
 */
export function htmlInScheme(html: string, scheme: EmailScheme): string {
  return html
    .replace(QUERY, (_query, asked) => (asked === scheme ? 'all' : 'not all'))
    .replace(META, `$1${scheme}$2`)
    .replace(ROOT, `$1 ${scheme}`);
}
