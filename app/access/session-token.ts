/** The session token of a request: in its header, or in its address when the admin opened the page. */
export function sessionTokenOf(request: Request): string | null {
  const header = /^Bearer (.+)$/.exec(request.headers.get('Authorization') ?? '');
  return header?.[1] ?? new URL(request.url).searchParams.get('id_token');
}
