// Tells offline whether an application may use an SDK, from a license document and Planstack's public keys.
//
//   npm ci                  (jose, the exact version of package-lock.json)
//   node verify-license.mjs jwks.json license.jwt player packageName=com.acme.shop
//
// The last argument is what the application knows of itself: packageName=…, bundleId=… or host=…
import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';

async function verify(jwks, token, sdk, kind, name) {
  let claims;
  try {
    // the key is the one that the header's kid names; that the document has not expired is checked too
    ({ payload: claims } = await jwtVerify(token, createLocalJWKSet(jwks), {
      algorithms: ['EdDSA'],
      typ: 'JWT',
      requiredClaims: ['exp', 'sub'],
    }));
  } catch (e) {
    if (e instanceof errors.JWTExpired) return 'document-expired';
    if (e instanceof errors.JOSEError) return 'not-genuine';
    throw e;
  }
  if (!isAbout(claims, kind, name)) return 'wrong-application';
  const licenses = claims.licenses.filter((license) => license.sdk === sdk);
  if (licenses.length === 0) return 'not-licensed';
  const last = licenses.reduce((a, b) => (a.exp >= b.exp ? a : b));
  if (last.exp <= Date.now() / 1000) return 'expired';
  return `valid: ${sdk} ${last.edition} of ${claims.sub} until ${new Date(last.exp * 1000).toISOString()}`;
}

function isAbout(claims, kind, name) {
  if (kind === 'host') {
    const host = name.toLowerCase();
    return claims.domain !== null && (host === claims.domain || host.endsWith(`.${claims.domain}`));
  }
  return (kind === 'packageName' || kind === 'bundleId') && claims[kind] === name;
}

const [jwks, token, sdk, identity] = process.argv.slice(2);
const [kind, name] = identity.split('=');
const verdict = await verify(
  JSON.parse(await readFile(jwks, 'utf8')),
  (await readFile(token, 'utf8')).trim(),
  sdk,
  kind,
  name,
);
console.log(verdict);
process.exitCode = verdict.startsWith('valid: ') ? 0 : 1;
