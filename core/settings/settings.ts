import * as z from 'zod'

import { machineRoles, operator, peopleRoles, type Role, roles } from '../api/roles.ts'
import { Marketplace } from '../events/event-input.ts'
import { isReserved } from '../marketplaces/names.ts'
import { noticeSource } from '../health/notice.ts'
import { vendorId } from '../values/vendor-id.ts'
import { defaultWaitsSeconds } from '../webhooks/retry-policy.ts'
import { maxTotalWaitSeconds, maxWaits, RetryWaits } from '../webhooks/waits-input.ts'
import { isNot, list, partsOf, text, textThat, wholeNumber } from './setting-text.ts'

const names = Object.keys(roles).filter((name): name is Role => name in roles)
const marketplace = textThat(
  (given) => Marketplace.safeParse(given).success,
  '1 to 63 letters, digits, "-" or "_"',
).refine((given) => !isReserved(given), isNot('free: it is reserved for the router itself'))

/** A user pool has 25 resource servers. */
const maxMarketplaces = 25

/**
 * Every setting: its meaning, its default, its bounds, and the error message for an invalid value.
 * The CDK context and the command line use these names, the environment those of
 * `settingVariables`.
 */
export const Settings = z.object({
  /** Each marketplace gets its own scopes and machine clients. */
  marketplaces: list(marketplace)
    .refine(
      ({ length }) => length >= 1 && length <= maxMarketplaces,
      isNot(`1 to ${maxMarketplaces} names, separated by commas`),
    )
    .refine((all) => new Set(all.map((name) => name.replace(/[_-]/g, ''))).size === all.length, {
      error: ({ input }) => `'${String(input)}' has names that differ only in "-" and "_"`,
    }),
  /**
   * The roles that each marketplace has a machine client for; Cognito charges $6 a month for each.
   */
  clientRoles: list(oneOf(machineRoles)),
  /** The `source` of the marketplace's events on the bus. */
  eventSource: text('marketplace')
    .refine(
      (given) => /^[A-Za-z0-9._/-]{1,256}$/.test(given) && !given.startsWith('aws.'),
      isNot("1 to 256 of A-Z a-z 0-9 . _ / -, or begins with 'aws.'"),
    )
    .refine(
      (given) => given !== noticeSource,
      `'${noticeSource}' is the source of Postrider's own notices`,
    ),
  /** How many days the bus archives events; 0 for no archive. */
  archiveDays: text('30').pipe(wholeNumber(0, 9_999, 'whole days, 0 to 9999')),
  /** The address that gets a message of each alarm; '' for none. */
  alarmEmail: text().refine((given) => given === '' || isEmail(given), isNot('an address')),
  /** Whether metrics are broken down by marketplace: on AWS each marketplace then costs. */
  marketplaceMetrics: text('on').pipe(z.enum(['on', 'off'], isNot('on or off'))),
  /** Seconds to wait after the first, second, … failed attempt, such as `5,10`. */
  retrySchedule: text()
    .refine(
      (given) => RetryWaits.safeParse(numbersIn(given)).success,
      isNot(
        `1 to ${maxWaits} whole seconds, separated by commas, ` +
          `each at least 1 and together at most 14 days (${maxTotalWaitSeconds})`,
      ),
    )
    .transform((given) => (given === '' ? defaultWaitsSeconds : numbersIn(given))),
  /** How many days events and deliveries are stored, and can be sent again. */
  retentionDays: text('90').pipe(wholeNumber(1, 3650, 'whole days, 1 to 3650')),
  /** Which share of the first attempts that delivered is logged in full; metrics count them all. */
  attemptLogShare: text('1').pipe(
    textThat(
      (given) => /^(0(\.\d{1,6})?|1)$/.test(given),
      'a share from 0 to 1, such as 0.05',
    ).transform(Number),
  ),
  /** After how many days managers are reminded of an integration event that stays pending. */
  integrationReminderDays: text('7').pipe(wholeNumber(1, 365, 'whole days, 1 to 365')),
  /** The address that mails come from; on AWS, '' for no mail. */
  mailFrom: text().refine((given) => given === '' || isEmail(given), isNot('an address')),
  /** The mail server of the router on one machine; '' keeps mails for the page. */
  smtpUrl: text().refine(
    (given) => given === '' || isSmtpUrl(given),
    'it is not a URL such as smtps://user:password@mail.example.com', // without the password
  ),
  /** The API's rate limit for each caller, in requests per second. */
  apiRatePerSecond: text('50').pipe(wholeNumber(1, 10_000)),
  /**
   * How many webhooks a marketplace may have. A list reads all of them; 10,000 are what fan-out was
   * simulated with.
   */
  maxWebhooks: text('1000').pipe(wholeNumber(1, 10_000)),
  /** Hosts that may be called whatever their address, over http too. */
  allowedHosts: list(textThat(isHost, 'a host with or without a port, such as 10.0.0.7:8443')),
  /** Blocks of addresses that may be called over https, although they are not public. */
  allowedCidrs: list(
    z.union([z.cidrv4(), z.cidrv6()], isNot('a block of addresses, such as 10.20.0.0/16')),
  ),
  /** Ports that may be called. Other ports below 1024 belong to other kinds of services. */
  allowedPorts: list(
    textThat(
      (given) => portRange(given) !== undefined,
      'a port or a range of them, such as 1024-65535',
    ).transform((given) => portRange(given) ?? { from: 0, to: 0 }),
    '443,1024-65535',
  ),
  /** A file of certificate authorities in PEM that are trusted besides the public ones. */
  extraCaCertificates: text(),
  /** An OpenID Connect provider that signs people and programs in. */
  issuer: text().refine((given) => given === '' || isIssuer(given), isNot('a URL with https')),
  /** The audience of its access tokens. */
  audience: text(),
  /** The page's client id there. */
  pageClientId: text(),
  /** The claim that has people's groups, such as `acme/manager`; '' for the default ones. */
  groupsClaim: text(),
  /** The origins of other sites that may have the page in a frame. */
  frameAncestors: list(
    textThat(isFrameAncestor, 'the origin of a site with https, such as https://shop.example.com'),
  ),
  /** The port on 127.0.0.1; 0 takes a free one. */
  port: text('8787').pipe(wholeNumber(0, 65_535, 'a port from 0 to 65535')),
  /** Where vendors reach the router on this machine; '' for its own URL. */
  publicUrl: text().refine(
    (given) => given === '' || isPublicUrl(given),
    isNot('a URL without a path, such as https://hooks.example.com'),
  ),
  /** How many connections the router on this machine may have; 0 for half of its open files. */
  maxConnections: text('0').pipe(wholeNumber(0, 1_000_000)),
  /** The password of the router's own sign-in; '' for one that it makes at its first start. */
  password: text().refine(
    (given) => given === '' || given.length >= 12,
    'it has fewer than 12 characters', // without the password
  ),
  /** The folder that holds the database and the keys. */
  folder: z
    .string()
    .default('.postrider')
    .refine((given) => given.trim() !== '', 'it is empty; leave it out, or name a folder'),
  /** The marketplace and the role of a token or a user; an operator's token has no marketplace. */
  marketplace: text().pipe(marketplace),
  role: text().pipe(oneOf([...names, operator])),
  /** Whose products a developer's token is for. */
  vendor: textThat((given) => vendorId.test(given), '1 to 64 letters, digits, "-" or "_"'),
  userRole: text('manager').pipe(z.enum(peopleRoles, isNot('manager or viewer'))),
  email: text().refine(isEmail, isNot('an address')),
})
export type Settings = z.infer<typeof Settings>

function oneOf<Name extends string>(all: readonly Name[]) {
  return z.enum(all, {
    error: ({ input }) =>
      input === ''
        ? `it is required: one of ${all.join(', ')}`
        : `'${String(input)}' is not one of ${all.join(', ')}`,
  })
}

function isEmail(given: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(given)
}

function numbersIn(given: string): readonly number[] {
  return partsOf(given).map((part) => (/^\d+$/.test(part) ? Number(part) : NaN))
}

/** Accepts only a host in the form that it has in a parsed URL, which it is compared with. */
function isHost(given: string): boolean {
  const url = `https://${given}`
  return /^[\x21-\x7e]+$/.test(given) && URL.canParse(url) && new URL(url).host === given
}

function portRange(given: string): { from: number; to: number } | undefined {
  const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(given) ?? []
  const range = { from: Number(from), to: Number(to) }
  return range.from >= 1 && range.from <= range.to && range.to <= 65_535 ? range : undefined
}

/** Paths of the API follow it. A proxy in front of the router has https; a test may do without. */
function isPublicUrl(given: string): boolean {
  if (!/^https?:\/\//.test(given) || !URL.canParse(given)) return false
  const { origin, href } = new URL(given)
  return href === `${origin}/` && [origin, href].includes(given)
}

/** A secret may be sent only over https, or within this machine. */
function isIssuer(given: string): boolean {
  return /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(given) && URL.canParse(given)
}

function isSmtpUrl(given: string): boolean {
  return /^smtps?:\/\/[^/]/.test(given) && URL.canParse(given) && new URL(given).hostname !== ''
}

/** An origin with https, which may begin with `*.` for its subdomains, or one of this machine. */
function isFrameAncestor(given: string): boolean {
  const isOrigin =
    /^https:\/\/(\*\.[a-z0-9-]+\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/.test(given) ||
    /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(given)
  return isOrigin && URL.canParse(given) && new URL(given).origin === given
}
