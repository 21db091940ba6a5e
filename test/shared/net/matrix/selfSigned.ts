import { generateKeyPairSync, sign } from 'node:crypto';

/** A TLS certificate that nobody vouches for but itself, and its key, both as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** One value of X.509's encoding (DER): tag, length, contents. */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...contents: readonly Buffer[]): Buffer => der(0x30, ...contents);
const commonName = Buffer.from('0603550403', 'hex');
const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));
const nameOf = (host: string): Buffer => sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(host)))));
const utcTime = (date: Date): Buffer => der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

/** For `host`, good between the two days. */
export function selfSigned(host: string, from: Date, until: Date): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = nameOf(host);
  const facts = sequence(der(0x02, Buffer.from([1])), ecdsaWithSha256, name, sequence(utcTime(from), utcTime(until)), name, publicKey.export({ type: 'spki', format: 'der' }));
  const signature = der(0x03, Buffer.from([0]), sign('sha256', facts, privateKey));
  const lines = sequence(facts, ecdsaWithSha256, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return { cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
