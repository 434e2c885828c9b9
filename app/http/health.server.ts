import type { Pool } from 'pg';
import type { Logger } from '#app/platform/logger.server.ts';
import { pingDatabase } from '#app/platform/store/probe-database.server.ts';

/**
 * GET /health: this process answers. GET /ready: it also reaches the database, so it may get traffic.
 * @returns 200, or 503 when the database does not answer
 */
export async function healthHandler(
  request: Request,
  services: { pool: Pool; logger: Logger },
): Promise<Response> {
  if (new URL(request.url).pathname === '/health') return Response.json({ status: 'ok' });
  try {
    await pingDatabase(services.pool);
    return Response.json({ status: 'ready' });
  } catch (error) {
    services.logger.warn({ err: error }, 'not ready: the database does not answer');
    return Response.json(
      { status: 'database_unreachable' },
      { status: 503, headers: { 'Retry-After': '1' } },
    );
  }
}
