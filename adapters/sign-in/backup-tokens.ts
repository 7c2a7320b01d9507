import { jwtVerify, SignJWT } from 'jose'

/** Only the command on this machine uses these tokens: no other door accepts them, nor this one others. */
const issuer = 'urn:postrider:embedded'
const audience = 'postrider-backup'
const algorithm = 'HS256'

/** A bearer token for one backup, valid for a minute. */
export function signBackupToken(key: Uint8Array): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key)
}

/** Whether an `Authorization` header has a token that `signBackupToken` made with this key. */
export async function mayBackUp(key: Uint8Array, header: string | undefined): Promise<boolean> {
  const [, token] = /^Bearer (\S+)$/.exec(header ?? '') ?? []
  if (token === undefined) return false
  const options = { issuer, audience, algorithms: [algorithm], requiredClaims: ['exp'] }
  return jwtVerify(token, key, options).then(
    () => true,
    () => false,
  )
}
