import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

import { endWithReader } from '../bin/closed-pipe.ts'

/**
 * How many behaviours a stranger finds in one guess: what they type into a file finder
 * matches the names of at most four files, and the right one is among them.
 */
const maxMatches = 4
const folders = ['core', 'adapters', 'lambdas', 'lib', 'bin']

/** The behaviour, what a stranger types, and the file that has it. */
const guesses: readonly (readonly [behaviour: string, typed: RegExp, file: string])[] = [
  ['backoff between attempts', /backoff|retry/, 'core/webhooks/backoff.ts'],
  ['automatic retry of a failed delivery', /retry/, 'core/webhooks/retry-policy.ts'],
  ['jitter', /jitter|backoff/, 'core/webhooks/backoff.ts'],
  ['rate limit of a webhook', /rate-?limit|throttle/, 'core/wake/rate-limit.ts'],
  ['concurrency limit', /in-?flight|concurren|limit/, 'core/wake/delivery-limits.ts'],
  ['circuit breaker', /circuit|breaker/, 'core/health/circuit-breaker.ts'],
  ['auto-disable after days of failure', /disable/, 'core/health/disable-policy.ts'],
  ['Retry-After', /retry-after/, 'core/deliveries/retry-after.ts'],
  ['HMAC signature', /signature|hmac|sign\b/, 'core/webhooks/signature.ts'],
  ['secret rotation', /rotat|secret/, 'core/webhooks/signing-secrets.ts'],
  ['SSRF guard', /ssrf|guard|private/, 'adapters/http-client/ssrf-lookup.ts'],
  ['dead letters', /dead|dlq/, 'lambdas/dead-letter.ts'],
  ['idempotency keys', /idempot/, 'core/api/idempotency-key.ts'],
  ['pagination, cursor', /pagina|cursor|page/, 'core/api/pagination.ts'],
  ['redaction of secrets in the log', /redact|mask|scrub/, 'core/deliveries/redact-exchange.ts'],
  ['log line of an attempt', /log/, 'core/deliver/attempt-log-line.ts'],
  ['OAuth2 token cache', /token.*cache|cache/, 'adapters/oauth2/token-cache.ts'],
  ['single-flight token refresh', /lease|lock|token/, 'core/tokens/access-token.ts'],
  ['event matching', /match|filter/, 'core/webhooks/match-event.ts'],
  ['deduplication of events', /dedup|idempot/, 'core/fan-out/deduplicate.ts'],
  ['bulk replay', /replay|recover|bulk/, 'core/wake/recover.ts'],
  ['send a test event', /test|ping/, 'core/manage/send-test.ts'],
  ['resend one delivery', /resend|retry|redeliver/, 'core/manage/retry-delivery.ts'],
  ['envelope encryption', /envelope|encrypt/, 'adapters/oauth2/envelope-encryption.ts'],
  ['validation errors', /valid|error/, 'core/values/validation-errors.ts'],
  ['problem+json', /problem|error/, 'core/api/problem.ts'],
  ['HTTP routing', /rout/, 'adapters/http-api/router.ts'],
  ['scopes and roles', /auth|role|scope|caller/, 'core/api/roles.ts'],
  ['JWT verification', /jwt|token/, 'adapters/jwt/verify-jwt.ts'],
  ['secondary indexes', /index|gsi/, 'adapters/stores/delivery-indexes.ts'],
  ['retention', /ttl|retention|expir/, 'adapters/stores/retention.ts'],
  ['lease of a queued retry', /\blease|visib|inflight/, 'core/values/lease.ts'],
  ['timer for retries', /schedul|timer|delay/, 'adapters/leveldb/delay-queue.ts'],
  ['rescue of stuck deliveries', /rescue|sweep|stuck|reap/, 'core/wake/sweep.ts'],
  ['HTTP timeouts', /timeout|client/, 'adapters/http-client/client.ts'],
  ['classification of errors', /error|classif|cause/, 'adapters/http-client/error-reason.ts'],
  ['optimistic locking', /etag|if-match|version|lock/, 'core/api/if-match.ts'],
  ['fair queueing', /fair|queue/, 'adapters/leveldb/fair-queue.ts'],
  ['notices to owners', /notif|notice|alert|warn/, 'core/health/notice.ts'],
  [
    'environment variables',
    /config|env|setting|variable/,
    'adapters/common/environment-variables.ts',
  ],
]

/** The guesses that do not settle it, each with how many files match. */
export function missedGuesses(): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  )
  return guesses.flatMap(([behaviour, typed, file]) => {
    const matches = files.filter((one) => typed.test(basename(one)))
    const isFound = matches.length <= maxMatches && matches.includes(file)
    return isFound ? [] : [`${behaviour}: ${matches.length} match ${String(typed)}`]
  })
}

if (process.argv[1] === import.meta.filename) {
  endWithReader()
  const missed = missedGuesses()
  console.log(`Found in one guess: ${guesses.length - missed.length} of ${guesses.length}`)
  for (const line of missed) console.log(`  not ${line}`)
}
