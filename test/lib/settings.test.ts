import { describe, expect, it } from '@jest/globals'

import { Marketplace } from '../../core/events/event.ts'
import { readSettings } from '../../lib/settings.ts'

function read(context: Record<string, unknown>) {
  return readSettings((name) => context[name])
}

describe('readSettings()', () => {
  it('uses the defaults when only the marketplaces are given', () => {
    expect(read({ marketplaces: 'acme' })).toEqual({
      marketplaces: ['acme'],
      clientRoles: ['manager'],
      eventSource: 'marketplace',
      archiveDays: 30,
      retrySchedule: '',
      apiRatePerSecond: '',
      allowedHosts: '',
      allowedCidrs: '',
      allowedPorts: '',
    })
  })

  it('reads values of the command line, which are strings', () => {
    const settings = read({
      marketplaces: 'acme, globex',
      clientRoles: 'manager, producer',
      eventSource: 'acme.shop',
      archiveDays: '0',
      retrySchedule: '1,1',
      apiRatePerSecond: '200',
      allowedHosts: '127.0.0.1,crm.internal:8443,[::1]:8080',
      allowedCidrs: '10.20.0.0/16, fd00::/8',
      allowedPorts: '443,8000-8999',
    })

    expect(settings).toEqual({
      marketplaces: ['acme', 'globex'],
      clientRoles: ['manager', 'producer'],
      eventSource: 'acme.shop',
      archiveDays: 0,
      retrySchedule: '1,1',
      apiRatePerSecond: '200',
      allowedHosts: '127.0.0.1,crm.internal:8443,[::1]:8080',
      allowedCidrs: '10.20.0.0/16, fd00::/8',
      allowedPorts: '443,8000-8999',
    })
  })

  it('reads numbers, which cdk.json may contain', () => {
    expect(read({ marketplaces: 'acme', archiveDays: 7 })).toMatchObject({ archiveDays: 7 })
  })

  it('reads an external issuer with all its settings', () => {
    const given = { issuer: 'https://id.example.com', audience: 'api', pageClientId: 'page-1' }

    expect(read({ marketplaces: 'acme', ...given }).otherIssuer).toEqual({
      ...given,
      groupsClaim: '',
    })
    for (const name of ['audience', 'pageClientId']) {
      const without = { marketplaces: 'acme', ...given, [name]: '' }
      expect(() => read(without)).toThrow(`Cannot read the setting ${name}: it is needed`)
    }
  })

  it.each([
    ['issuer', 'http://id.example.com', "'http://id.example.com' is not a URL with https"],
    ['marketplaces', undefined, "'' is not 1 to 25 names"],
    ['marketplaces', ' ', "'' is not 1 to 25 names"],
    ['marketplaces', 'acme,', "'' is not 1 to 63 letters"],
    ['marketplaces', 'acme#1', "'acme#1' is not 1 to 63 letters"],
    ['marketplaces', '-acme', "'-acme' is not 1 to 63 letters"],
    ['marketplaces', 'a'.repeat(64), 'is not 1 to 63 letters'],
    ['marketplaces', 'acme,acme', 'names that differ in nothing but "-" and "_"'],
    ['marketplaces', 'a-b,ab', 'names that differ in nothing but "-" and "_"'],
    ['marketplaces', manyNames(26), 'is not 1 to 25 names'],
    ['marketplaces', ['acme'], '["acme"] is neither text nor a number'],
    ['clientRoles', 'manager,admin', "'admin' is none of viewer, manager, producer"],
    ['eventSource', 'a b', "'a b' is not 1 to 256"],
    ['eventSource', 'aws.sqs', "begins with 'aws.'"],
    ['eventSource', 'postrider', "'postrider' is what Postrider itself is called"],
    ['archiveDays', '-1', "'-1' is not whole days"],
    ['archiveDays', '1.5', "'1.5' is not whole days"],
    ['archiveDays', 'forever', "'forever' is not whole days"],
    ['archiveDays', true, 'true is neither text nor a number'],
    ['allowedHosts', 'http://crm.internal', "'http://crm.internal' is not a host"],
    ['allowedHosts', 'crm.internal/path', "'crm.internal/path' is not a host"],
    ['allowedHosts', 'CRM.internal', "'CRM.internal' is not a host"],
    ['allowedHosts', 'crm.internal:99999', "'crm.internal:99999' is not a host"],
    ['allowedHosts', '10.0.0.7,', "'' is not a host"],
    ['allowedHosts', '2130706433', "'2130706433' is not a host"],
    ['allowedCidrs', '10.0.0.7', "'10.0.0.7' is not a CIDR block"],
    ['allowedCidrs', '10.0.0.0/33', "'10.0.0.0/33' is not a CIDR block"],
    ['allowedCidrs', '10.0/8', "'10.0/8' is not a CIDR block"],
    ['allowedCidrs', 'fd00::/129', "'fd00::/129' is not a CIDR block"],
    ['allowedCidrs', 'fe80::%eth0/64', "'fe80::%eth0/64' is not a CIDR block"],
    ['allowedCidrs', '10.0.0.0/8/8', "'10.0.0.0/8/8' is not a CIDR block"],
    ['allowedCidrs', '10.0.0.0/8,', "'' is not a CIDR block"],
    ['allowedPorts', '0', "'0' is not a port or a port range"],
    ['allowedPorts', '65536', "'65536' is not a port or a port range"],
    ['allowedPorts', '90-80', "'90-80' is not a port or a port range"],
    ['allowedPorts', 'https', "'https' is not a port or a port range"],
  ])('rejects %s = %j', (name, value, reason) => {
    const context = { marketplaces: 'acme', [name]: value }

    expect(() => read(context)).toThrow(`Cannot read the setting ${name}: `)
    expect(() => read(context)).toThrow(reason)
  })

  it('rejects an invalid rate', () => {
    const context = { marketplaces: 'acme', apiRatePerSecond: '0' }

    expect(() => read(context)).toThrow("Cannot read the API's rate per second: '0'")
  })

  it('rejects an invalid retry schedule', () => {
    const context = { marketplaces: 'acme', retrySchedule: '5,soon' }

    expect(() => read(context)).toThrow("Cannot read the setting retrySchedule: '5,soon'")
  })

  it.each(['acme', 'a', '9-lives', 'A_b', 'a'.repeat(63)])(
    "accepts the marketplace %j, as the event's schema does",
    (name) => {
      expect(read({ marketplaces: name }).marketplaces).toEqual([Marketplace.parse(name)])
    },
  )
})

function manyNames(count: number): string {
  return Array.from({ length: count }, (_, index) => `m${index}`).join(',')
}
