/**
 * Baseline of accepting: the least that takes a webhook safely. Checks the signature, writes one row, answers.
 * With SMTP_URL it also mails the buyer before it answers. What the web pixel sends is stored as it comes.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { z } from 'zod';
import { rendered } from './mail.ts';

const { PORT, DATABASE_URL, SHOP_ID, SECRET = '', SMTP_URL } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 16 });
const mailer =
  SMTP_URL === undefined
    ? undefined
    : { transport: createTransport(`${SMTP_URL}/?pool=true`), mail: await rendered() };
const Order = z.object({ email: z.string() });
const Batch = z.object({ batch: z.string() });

const server = createServer((request, response) => {
  void take(request)
    .then((status) => response.writeHead(status).end())
    .catch(() => response.writeHead(500).end());
});
server.listen(Number(PORT), () => process.stdout.write('listening\n'));

async function take(request: IncomingMessage): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (request.url?.startsWith('/pixel/')) {
    const { batch } = Batch.parse(JSON.parse(body.toString()));
    await store(batch, 'storefront/batch', new Date().toISOString(), body);
    return 204;
  }
  const signature = createHmac('sha256', SECRET).update(body).digest();
  const given = Buffer.from(String(request.headers['x-shopify-hmac-sha256']), 'base64');
  if (given.length !== signature.length || !timingSafeEqual(given, signature)) return 401;
  await store(
    String(request.headers['x-shopify-webhook-id']),
    String(request.headers['x-shopify-topic']),
    String(request.headers['x-shopify-triggered-at']),
    body,
  );
  if (mailer) {
    const { email } = Order.parse(JSON.parse(body.toString()));
    await mailer.transport.sendMail({ ...mailer.mail, to: email });
  }
  return 200;
}

async function store(key: string, topic: string, triggeredAt: string, body: Buffer): Promise<void> {
  await pool.query(
    `insert into inbox (shop_id, delivery_key, topic, received_at, triggered_at, body)
     values ($1, $2, $3, now(), $4, $5) on conflict do nothing`,
    [SHOP_ID, key, topic, triggeredAt, body],
  );
}
