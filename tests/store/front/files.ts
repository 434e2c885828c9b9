import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** A folder beside a module, as a path: `folderBeside(import.meta.url, 'pages')`. */
export function folderBeside(moduleUrl: string, folder: string): string {
  return fileURLToPath(new URL(folder, moduleUrl));
}

/**
 * A file of a folder as a response; undefined when there is none. Only plain file names are looked up,
 * so no request can leave the folder.
 */
export async function fileResponse(folder: string, name: string): Promise<Response | undefined> {
  const type = TYPES[extname(name)];
  if (!type || !/^[\w-]+(\.[\w-]+)*$/.test(name)) return undefined;
  try {
    const body = await readFile(join(folder, name));
    return new Response(new Uint8Array(body), {
      headers: { 'content-type': type, 'cache-control': 'no-cache' },
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** An HTML page. */
export function htmlResponse(html: string, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('cache-control', 'no-store');
  return new Response(html, { ...init, headers });
}

/** Text made safe to stand in HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
