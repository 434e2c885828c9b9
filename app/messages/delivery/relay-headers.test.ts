import { expect, test } from 'vitest';
import { relayHeaders } from './relay-headers.ts';

const HEADERS = { 'X-PM-Metadata-message-id': 'one@app.example' };

test.each([
  ['smtp.postmarkapp.com', 'one@app.example', HEADERS],
  ['SMTP-Broadcasts.PostmarkApp.com', 'one@app.example', HEADERS],
  ['postmarkapp.com.evil.example', 'one@app.example', {}],
  ['notpostmarkapp.com', 'one@app.example', {}],
  ['smtp.postmarkapp.com', `one@${'a'.repeat(80)}.example`, {}],
  ['email-smtp.eu-west-1.amazonaws.com', 'one@app.example', {}],
])('the relay %s is given of %s what its reports need', (relay, messageId, headers) => {
  expect(relayHeaders(relay, messageId)).toEqual(headers);
});
