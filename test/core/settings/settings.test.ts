import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { BrandSettings } from '../../../core/settings/brand.ts'
import { OtherIssuerSettings, otherIssuerOf } from '../../../core/settings/other-issuer.ts'
import { fromEnvironment, fromOptions, readSettings } from '../../../core/settings/read-settings.ts'
import { Settings } from '../../../core/settings/settings.ts'
import { settingVariables } from '../../../core/settings/variables.ts'
import { defaultWaitsSeconds } from '../../../core/webhooks/retry-policy.ts'

type Environment = Readonly<Record<string, string>>

const Local = Settings.safeExtend(BrandSettings.shape).omit({
  marketplaces: true,
  marketplace: true,
  role: true,
  vendor: true,
  email: true,
})
const read = (environment: Environment) => readSettings(Local, fromEnvironment(environment))

describe('The settings of an environment', () => {
  it('are the defaults when it is empty', () => {
    expect(read({})).toEqual({
      clientRoles: [],
      eventSource: 'marketplace',
      extraCaCertificates: '',
      archiveDays: 30,
      alarmEmail: '',
      marketplaceMetrics: 'on',
      retrySchedule: defaultWaitsSeconds,
      retentionDays: 90,
      attemptLogShare: 1,
      integrationReminderDays: 7,
      publicUrl: '',
      password: '',
      mailFrom: '',
      smtpUrl: '',
      maxConnections: 0,
      apiRatePerSecond: 50,
      maxWebhooks: 1000,
      allowedHosts: [],
      allowedCidrs: [],
      allowedPorts: [
        { from: 443, to: 443 },
        { from: 1024, to: 65_535 },
      ],
      issuer: '',
      audience: '',
      pageClientId: '',
      groupsClaim: '',
      frameAncestors: [],
      ...{ logo: '', accentColor: '', darkAccentColor: '' },
      port: 8787,
      folder: '.postrider',
      userRole: 'manager',
    })
  })

  it.each<[keyof typeof settingVariables, string, unknown]>([
    ['port', '0', 0],
    ['folder', ' a folder ', ' a folder '],
    ['eventSource', 'acme.shop', 'acme.shop'],
    ['apiRatePerSecond', '1', 1],
    ['maxWebhooks', '10000', 10_000],
    ['password', 'correct-horse', 'correct-horse'],
    ['maxConnections', '0', 0],
    ['maxConnections', '400', 400],
    ['apiRatePerSecond', ' 10000 ', 10_000],
    ['retentionDays', '3650', 3650],
    ['retrySchedule', '  ', defaultWaitsSeconds],
    ['retrySchedule', '5', [5]],
    ['retrySchedule', ' 5 , 10\t', [5, 10]],
    ['retrySchedule', '20,10', [20, 10]],
    ['retrySchedule', '007', [7]],
    ['retrySchedule', '604800,604800', [604_800, 604_800]],
    ['retrySchedule', Array(20).fill('1').join(), Array<number>(20).fill(1)],
    ['allowedHosts', '127.0.0.1, [::1]:8080', ['127.0.0.1', '[::1]:8080']],
    ['allowedCidrs', '10.20.0.0/16, fd00::/8', ['10.20.0.0/16', 'fd00::/8']],
    ['allowedPorts', '80', [{ from: 80, to: 80 }]],
    ['issuer', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['integrationReminderDays', '365', 365],
    ['publicUrl', 'https://hooks.example.com', 'https://hooks.example.com'],
    ['publicUrl', 'https://hooks.example.com:8443/', 'https://hooks.example.com:8443/'],
    ['publicUrl', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    [
      'frameAncestors',
      'https://shop.example.com, https://*.example.org:8443,http://localhost:3000',
      ['https://shop.example.com', 'https://*.example.org:8443', 'http://localhost:3000'],
    ],
    ['frameAncestors', 'https://intranet', ['https://intranet']],
    ['smtpUrl', 'smtps://ann:s3cret@mail.example.com', 'smtps://ann:s3cret@mail.example.com'],
    ['smtpUrl', 'smtp://mail.example.com:587', 'smtp://mail.example.com:587'],
    ['mailFrom', 'router@example.com', 'router@example.com'],
  ])('has %s = %j as %j', (name, value, expected) => {
    expect(read({ [settingVariables[name]]: value })[name]).toEqual(expected)
  })

  it.each<[keyof typeof settingVariables, string, string]>([
    ['port', '70000', 'a port from 0 to 65535'],
    ['retentionDays', '0', 'whole days, 1 to 3650'],
    ['port', '1e3', 'a port from 0 to 65535'],
    ['integrationReminderDays', '366', 'whole days, 1 to 365'],
    ...['hooks.example.com', 'ftp://hooks.example.com', 'https://', 'https://a.example/hooks'].map(
      (url) =>
        ['publicUrl', url, 'a URL without a path'] as [
          keyof typeof settingVariables,
          string,
          string,
        ],
    ),
    ['publicUrl', 'https://u:p@a.example', 'a URL without a path'],
    ['mailFrom', 'router', 'an address'],
    ...[
      'shop.example.com',
      'http://shop.example.com',
      'https://shop.example.com/',
      'https://shop.example.com/hooks',
      'https://SHOP.example.com',
      'https://*',
      'https://*.com',
      'https://*:443',
      "https://a.example;script-src'self'",
      '*',
      "'self'",
    ].map((site): [keyof typeof settingVariables, string, string] => [
      'frameAncestors',
      site,
      'the origin of a site with https, such as https://shop.example.com',
    ]),
    ['issuer', 'http://id.example.com', 'a URL with https'],
    ['issuer', 'http://127.0.0.1.example.com', 'a URL with https'],
  ])('rejects %s = %j, and describes what is valid', (name, value, expected) => {
    const variable = settingVariables[name]

    expect(() => read({ [variable]: value })).toThrow(
      `Cannot read ${variable}: '${value}' is not ${expected}`,
    )
  })

  it.each(['https://ann:s3cret@mail.example.com', 'smtp://', 'mail.example.com:587'])(
    'rejects %j as a mail server without repeating it: it may have a password',
    (value) => {
      expect(() => read({ POSTRIDER_SMTP_URL: value })).toThrow(
        /^Cannot read POSTRIDER_SMTP_URL: it is not a URL such as smtps:\/\/user:password@mail.example.com$/,
      )
    },
  )

  it('reject a short password without repeating it', () => {
    expect(() => read({ POSTRIDER_PASSWORD: 's3cret' })).toThrow(
      /^Cannot read POSTRIDER_PASSWORD: it has fewer than 12 characters$/,
    )
  })

  it.each(['0', '-1', '1.5', '10001', 'many', '1e3'])('rejects %j requests per second', (value) => {
    expect(() => read({ API_RATE_PER_SECOND: value })).toThrow(
      `Cannot read API_RATE_PER_SECOND: '${value}' is not a whole number from 1 to 10000`,
    )
  })

  it.each([
    ...['0', '5,0', '-5', '+5', '1.5', '1e3', '0x10', '1209601', '604800,604801', '٥'],
    ...['5;10', '5 10', '5,', ',5', '5,,10', 'five', '5s', 'NaN', 'Infinity'],
    ...['9'.repeat(26), Array(21).fill('1').join()],
  ])('rejects %j as retry schedule, and describes what is valid', (value) => {
    expect(() => read({ POSTRIDER_RETRY_SCHEDULE: value })).toThrow(
      `Cannot read POSTRIDER_RETRY_SCHEDULE: '${value}' is not 1 to 20 whole seconds, ` +
        'separated by commas, each at least 1 and together at most 14 days (1209600)',
    )
  })

  it.each(['', ' '])('rejects %j as folder', (value) => {
    expect(() => read({ POSTRIDER_DATA: value })).toThrow(
      'Cannot read POSTRIDER_DATA: it is empty; leave it out, or name a folder',
    )
  })

  it('accepts another issuer only with the settings that it requires', () => {
    const all: Environment = {
      POSTRIDER_ISSUER: 'https://id.example.com',
      POSTRIDER_AUDIENCE: 'api',
      POSTRIDER_CLIENT_ID: 'page-1',
    }
    const issuerIn = (environment: Environment) =>
      otherIssuerOf(readSettings(OtherIssuerSettings, fromEnvironment(environment)))

    expect(issuerIn({})).toBeUndefined()
    expect(issuerIn(all)).toEqual({
      issuer: 'https://id.example.com',
      audience: 'api',
      pageClientId: 'page-1',
      groupsClaim: '',
    })
    for (const name of ['POSTRIDER_AUDIENCE', 'POSTRIDER_CLIENT_ID']) {
      expect(() => issuerIn({ ...all, [name]: '' })).toThrow(
        `Cannot read ${name}: it is required with an issuer`,
      )
    }
  })
})

describe('The options of a command', () => {
  it.each([
    ['email', {}, "Cannot read --email: '' is not an address"],
    ['email', { email: 'ann' }, "Cannot read --email: 'ann' is not an address"],
    [
      'role',
      {},
      'Cannot read --role: it is required: one of viewer, manager, producer, developer, operator',
    ],
    [
      'role',
      { role: 'admin' },
      "Cannot read --role: 'admin' is not one of viewer, manager, producer",
    ],
    ['userRole', { role: 'producer' }, "Cannot read --role: 'producer' is not manager or viewer"],
    ['marketplace', {}, "Cannot read --marketplace: '' is not 1 to 63 letters"],
  ] as const)('rejects for %s %j', (name, values, line) => {
    const One = z.object({ [name]: Settings.shape[name] })

    expect(() => readSettings(One, fromOptions(values))).toThrow(line)
  })
})

describe('docs/settings.md', () => {
  const docs = readFileSync('docs/settings.md', 'utf8')

  it.each(Object.values(settingVariables))('has %s', (variable) => {
    expect(docs).toContain(`\`${variable}\``)
  })

  it('has the default of each setting that has one', () => {
    const { archiveDays, apiRatePerSecond, retentionDays, attemptLogShare, port, folder } = read({})
    const { integrationReminderDays } = read({})

    expect(docs).toMatch(new RegExp(`\`archiveDays\` *\\| ${archiveDays} `))
    expect(docs).toMatch(new RegExp(`\`retentionDays\` *\\| ${retentionDays} `))
    expect(docs).toMatch(new RegExp(`\`POSTRIDER_RETENTION_DAYS\` *\\| ${retentionDays} `))
    expect(docs).toMatch(new RegExp(`\`integrationReminderDays\` *\\| ${integrationReminderDays} `))
    expect(docs).toMatch(
      new RegExp(`\`POSTRIDER_INTEGRATION_REMINDER_DAYS\` *\\| ${integrationReminderDays} `),
    )
    expect(docs).toMatch(new RegExp(`\`attemptLogShare\` *\\| ${attemptLogShare} `))
    expect(docs).toMatch(new RegExp(`\`apiRatePerSecond\` *\\| ${apiRatePerSecond} `))
    expect(docs).toMatch(new RegExp(`\`POSTRIDER_PORT\` *\\| ${port} `))
    expect(docs).toMatch(new RegExp(`\`POSTRIDER_DATA\` *\\| \`${folder}\``))
  })
})
